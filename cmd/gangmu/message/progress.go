package message

// FilesOf is how far an import is.
func FilesOf(files, total int) Text { return text("%d/%d 个文件", "%d/%d files", files, total) }

// Pages counts pages.
func Pages(n int) Text { return text("%d 页", "%d pages", n) }

// AwaitOCR counts files that no engine could read yet.
func AwaitOCR(files int) Text { return text("%d 个待识别", "%d need OCR", files) }

// Failures counts files that could not be read.
func Failures(files int) Text { return text("失败 %d", "%d failed", files) }

// Size is how much bytes are.
func Size(bytes int64) Text {
	if bytes < 1e6 {
		return text("%.0f KB", "%.0f KB", float64(bytes)/1e3)
	}
	return text("%.1f MB", "%.1f MB", float64(bytes)/1e6)
}

// PerSecond is the rate.
func PerSecond(files float64) Text { return text("每秒 %.1f 个", "%.1f files/s", files) }

// Left is about how long it will take.
func Left(time Text) Text { return text("约剩 %s", "about %s left", time) }

// ReadingFor names the file that takes long.
func ReadingFor(name string, time Text) Text {
	return text("正在读 %s，已 %s", "reading %s for %s", name, time)
}

var moment = text("不到 1 秒", "less than 1 s")

// Duration is a time in words, no more exact than anybody knows.
func Duration(seconds float64) Text {
	switch {
	case seconds < 1:
		return moment
	case seconds < 60:
		return text("%.0f 秒", "%.0f s", seconds)
	case seconds < 3600:
		return text("%.0f 分钟", "%.0f min", seconds/60)
	}
	return text("%.1f 小时", "%.1f h", seconds/3600)
}
