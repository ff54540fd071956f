package message

// The command list.
var (
	ListUsage       = text("列出资料库中的文件和计划", "list the documents and plans of the library")
	ListDescription = text("加 --json 时每行输出一个文件。", "With --json, a document a line.")
	OlderVersion    = text("［旧版本］", "[older version]")
)

// Listed counts what the library holds.
func Listed(documents, plans, measures, failed int) Text {
	return text("共 %d 个文件，%d 篇计划，%d 条；另有 %d 个文件未能读取", "%d documents, %d plans, %d entries; %d files could not be read",
		documents, plans, measures, failed)
}

// The command failures.
var (
	FailuresUsage       = text("列出未能读取的文件、原因和下一步", "list the files that could not be read, why, and what to do")
	FailuresDescription = text(
		"处理好之后再导入即可；内容没有变的文件加 --retry-failed 才会重读。加 --json 时每行一个文件。",
		"Import again when they are mended; files whose content is the same are read again with --retry-failed only. With --json, a file a line.")
)

// Tried is how often a file was tried.
func Tried(attempts int) Text { return text("（试过 %d 次）", " (tried %d times)", attempts) }

// FailuresTotal counts the files that could not be read.
func FailuresTotal(files int) Text {
	return text("共 %d 个文件未能读取", "%d files could not be read", files)
}

// The command runs.
var (
	RunsUsage       = text("列出历次导入，或某次导入里每个文件的结果", "list the imports, or what became of each file in one")
	RunsDescription = text(
		"不带参数列出历次导入，最近的在前；RUN 为 last 或其名称时逐个列出文件。原因代码见 docs/reasons.md。",
		"Without an argument, the imports, the last one first; with RUN, last or a name, the fate of every file. The codes are explained in docs/reasons.md.")
	RunsWants = text("至多写一次导入的名称", "name one run at most")
)

// CutOff is a run whose process died.
func CutOff(files int) Text {
	return text("没有做完（断电或被强行结束），已处理 %d 个文件", "cut off after %d files", files)
}

// StoppedBy is the account of an import that ended early, and why.
func StoppedBy(account Text, why string) Text {
	return text("%s；中途停止：%s", "%s; stopped: %s", account, why)
}

// The command reindex.
var ReindexUsage = text("由库存结果重建索引", "rebuild the index from the stored results")

// Reindexed counts what is in the new index.
func Reindexed(documents int) Text {
	return text("索引已重建，共 %d 个文件", "index rebuilt, %d documents", documents)
}

// The command export.
var (
	ExportUsage       = text("导出台账和结构化数据", "export ledgers and structured data")
	ExportDescription = text(
		"xlsx、csv 为台账，一条措施一行，推定的内容另作标记；md 为提纲；json、ndjson 输出整个文件，每个为一个 gangmu.document/1。筛选同 search；json、ndjson 为含有所选措施的整个文件。旧版本文件不导出。同一资料库每次导出逐字节相同。",
		"xlsx and csv are ledgers, a measure a row, with what was inferred marked; md gives outlines; json and ndjson whole documents, each a gangmu.document/1. Filters are those of search; json and ndjson have the documents with a measure that was chosen. Older versions of files are left out. The same library gives the same bytes.")
	FormatFlag = text("`格式`：json（一个数组）、ndjson（每行一个文件）、csv、xlsx、md；不写时按 --out 的扩展名",
		"`FORMAT`: json, one array; ndjson, a document a line; csv, xlsx, md; by default that of --out")
	OutFlag   = text("写入`文件`，默认写到标准输出", "write to `FILE` instead of standard output")
	QueryFlag = text("只要精确命中此`检索式`的措施；json 为含有它们的文件", "only measures that are exact hits for `WORDS`; in json, the documents that have them")

	FormatIs        = text("--format 只能是 json、ndjson、csv、xlsx 或 md", "--format is json, ndjson, csv, xlsx or md")
	ExportNeedsFile = text("xlsx 请用 --out 写入文件", "name a file for xlsx with --out")
	ExportWants     = text("export 不接受参数，输出文件请用 --out", "export takes no arguments; name the file with --out")
)

// Exported counts the documents that went into a file.
func Exported(documents int, path string) Text {
	return text("已导出 %d 个文件到 %s", "%d documents written to %s", documents, path)
}
