package message

// What ends a command.
var (
	Interrupted = text("已中断。再执行一次同样的命令即可接着做。", "interrupted; the same command goes on where it stopped")
	Newer       = text("资料库由较新版本的 gangmu 建立，请升级本程序。", "the library was made by a newer gangmu; update this program")
	Foreign     = text("此文件夹里有别的东西，不能用作资料库；请用 --library 指定一个空的或尚不存在的文件夹。",
		"this folder holds other things and cannot become a library; name an empty or a new one with --library")
	NoLibrary    = text("这里还没有资料库，请先执行 gangmu import。", "there is no library here yet; begin with gangmu import")
	NoSuchID     = text("资料库里没有这个编号，可用 gangmu list 查看。", "the library has nothing under this ID; gangmu list shows what it holds")
	NoSuchRun    = text("没有这次导入，可用 gangmu runs 查看。", "there was no such import; gangmu runs shows them")
	IndexLocked  = text("索引正被另一个进程使用，请等它结束。", "the index is in use by another process; wait for it")
	IndexVersion = text("索引由另一版本的程序建立，请执行 gangmu reindex 重建；文件和结果不受影响。",
		"the index was made by another version of the program; gangmu reindex rebuilds it, files and results are safe")
	NoIndex = text("资料库没有索引，请执行 gangmu reindex 重建；文件和结果不受影响。",
		"the library has no index; gangmu reindex rebuilds it, files and results are safe")
	IndexDamaged = text("索引已损坏，请执行 gangmu reindex 重建；文件和结果不受影响。",
		"the index is damaged; gangmu reindex rebuilds it, files and results are safe")
	DiskFull = text("磁盘已满。腾出空间后再执行一次同样的命令即可接着做。", "the disk is full; make room, and the same command goes on where it stopped")
)

// SeeHelp adds where usage is explained.
func SeeHelp(what Text) Text {
	return text("%s。用法见 gangmu --help", "%s; see gangmu --help", what)
}

// Locked names the process that has the library.
func Locked(pid int, command string) Text {
	return text("资料库正被进程 %d（%s）使用。请等它结束，或用 --library 指定另一个资料库。",
		"the library is in use by process %d (%s); wait for it, or name another one with --library", pid, command)
}

// Ambiguous: several documents have an ID that begins so.
func Ambiguous(prefix string, documents int) Text {
	return text("编号 %s 不唯一，有 %d 个文件以它开头，请多写几位。", "ID %s is the beginning of %d documents; write more of it", prefix, documents)
}

// BadSynonyms points at the line of the user's synonyms that cannot be understood.
func BadSynonyms(line int, why string) Text {
	return text("资料库的 synonyms.txt 第 %d 行有误（%s）：每行用 = 或 ~ 连接两个以上的词。",
		"synonyms.txt of the library, line %d: %s; a line joins two words or more by = or ~", line, why)
}

// Damaged: something that the store holds cannot be read.
func Damaged(err error) Text {
	return text("资料库中有损坏的记录：%v。请执行 gangmu verify --repair 修复。", "%v; gangmu verify --repair mends the library", err)
}

// NoWorker: no reading process can be started.
func NoWorker(err error) Text {
	return text("读取进程启动不了：%v。请关闭一些程序后再执行一次同样的命令。", "%v; close some programs, and the same command goes on where it stopped", err)
}

// NoFile: there is nothing under a path.
func NoFile(path string) Text { return text("找不到文件：%s", "no such file: %s", path) }

// NoRoom: the disk has too little room for what comes next.
func NoRoom(dir string, free, need int64) Text {
	return text("磁盘空间不足：%s 还剩 %d MB，至少需要 %d MB。腾出空间后再执行一次同样的命令即可接着做。",
		"too little room in %s: %d MB free, %d MB needed; make room, and the same command goes on where it stopped", dir, free, need)
}

// Denied: a path may not be read or written.
func Denied(path string) Text { return text("没有权限：%s", "permission denied: %s", path) }
