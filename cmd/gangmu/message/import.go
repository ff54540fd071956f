package message

// The command import, its flags and what is wrong with them.
var (
	ImportUsage       = text("导入文件、文件夹和压缩包", "import files, folders and archives")
	ImportDescription = text(
		"按内容判断文件类型，已在库中的文件不重复读取（大小和修改时间没变的不再打开，--rehash 除外），中断后再执行一次即可接着做。PATH 可以是文件、文件夹、.zip 或通配符（\"计划/**/*.docx\"）；为 - 时从标准输入读取文件名，每行一个。文件改了内容再导入即为新版本，旧版本保留并注明。",
		"Files are told apart by their content and not read again when they are in the library (files of the same size and times are not even opened, unless --rehash); after an interruption the same command goes on. A PATH is a file, a folder, a .zip or a pattern (\"plans/**/*.docx\"); with -, names are read from standard input, one a line. A file whose content changed is a new version; the older one is kept and marked.")

	IncludeFlag     = text("文件夹里只导入符合`通配符`的文件，如 *.docx、2024/**/*.pdf", "of folders only files that fit `PATTERN`, like *.docx or 2024/**/*.pdf")
	ExcludeFlag     = text("略过符合`通配符`的文件和文件夹", "pass over files and folders that fit `PATTERN`")
	HiddenFlag      = text("也导入隐藏文件", "take hidden files as well")
	FollowFlag      = text("跟随文件夹里的链接", "follow links in folders")
	SinceFlag       = text("只导入此`时间`之后改动的文件，如 2024-05-01、7d、12h", "only files changed since `TIME`, like 2024-05-01, 7d or 12h")
	OnDuplicateFlag = text("同一内容又见于别处时的`做法`：keep 记下新路径，skip 不记", "`ACTION` for the same content under another path: keep records the path, skip does not")
	NullFlag        = text("标准输入的文件名以 NUL 分隔", "names on standard input end with NUL")
	DryRunFlag      = text("只统计要导入什么、约需多久，不写资料库", "only say what would be imported and how long it takes")
	WatchFlag       = text("导入后继续守候，文件有变动时再导入", "go on watching, and import what changes")
	JobsFlag        = text("同时读取`几个`文件，0 为处理器个数", "read `N` files at once, 0 for the number of processors")
	FileLimitFlag   = text("每个文件的`时限`，大文件按大小放宽", "`LIMIT` for one file; large ones get more")
	RehashFlag      = text("逐个读出文件内容来判断有没有变，不凭大小和时间", "tell by the bytes of every file whether it changed, not by size and times")
	SearchableFlag  = text("把有识别文字的文件另存为可检索的 PDF（文字不可见，版面不变），放进此`文件夹`；原件不动", "write copies of files with recognised pages as PDF that can be searched (the text is not seen) into `FOLDER`; originals stay")
	RetryFailedFlag = text("重读以前失败或有页待识别的文件", "read files again that failed before, or have pages that wait to be recognised")

	PasswordFlag = text("打开加密文件的`密码`，可重复给出多个；同机其他用户看得到命令行，宜用 --password-file",
		"`PASSWORD` of locked files, may be repeated; others on this machine can see it, so rather use --password-file")
	PasswordFileFlag = text("密码`文件`，每行一个", "`FILE` of passwords, one a line")

	ImportWants      = text("请指明要导入的文件或文件夹", "name the files or folders to import")
	JobsAre          = text("--jobs 不能为负，--timeout 须大于零", "--jobs must not be negative, --timeout must be positive")
	SinceIs          = text("--since 写作 2024-05-01、7d 或 12h", "--since is like 2024-05-01, 7d or 12h")
	OnDuplicateIs    = text("--on-duplicate 只能是 keep 或 skip", "--on-duplicate is keep or skip")
	WatchWithoutList = text("--watch 不能与 - 同用", "--watch does not go with -")
	Watching         = text("正在守候，按 Ctrl+C 结束。", "watching; Ctrl+C ends it")
)

// BadPattern: a pattern for names of files cannot be understood.
func BadPattern(pattern string) Text {
	return text("通配符写得不对：%s", "not a pattern: %s", pattern)
}

// PasswordFileUnreadable: the file of passwords cannot be read.
func PasswordFileUnreadable(err error) Text {
	return text("读不了密码文件：%v", "cannot read the file of passwords: %v", err)
}

// Accounted is the account of an import: in is the sum of the others.
func Accounted(in, done, review, same, failed int) Text {
	return text("共 %d 个文件：完成 %d，待核 %d，相同 %d，失败 %d", "%d files: %d done, %d to review, %d same, %d failed", in, done, review, same, failed)
}

// Took adds to an account how long it took.
func Took(account Text, seconds float64) Text {
	return text("%s（%.1f 秒）", "%s (%.1f s)", account, seconds)
}

// PassedOver counts the files that were not wanted.
func PassedOver(files int) Text { return text("略过 %d 个文件", "%d files passed over", files) }

// Added counts what came into the library.
func Added(plans, measures, findings int) Text {
	return text("新增计划 %d 篇、条目 %d 条；编号修复等提示 %d 处", "%d plans with %d entries added; %d findings", plans, measures, findings)
}

// Recognised counts new versions and files that were moved.
func Recognised(versions, moved int) Text {
	return text("其中新版本 %d 个，移动或改名 %d 个", "%d of them new versions, %d moved or renamed", versions, moved)
}

// Copied counts searchable copies, and those of them that replaced older ones.
func Copied(copies, replaced int) Text {
	if replaced > 0 {
		return text("可检索的 PDF 副本 %d 份，其中替换旧副本 %d 份", "%d searchable PDF copies, %d of them in place of older ones", copies, replaced)
	}
	return text("可检索的 PDF 副本 %d 份", "%d searchable PDF copies", copies)
}

// CopyExists: a file that is no copy of ours stands where a copy belongs.
func CopyExists(target string) Text {
	return text("%s 已存在，未覆盖；请移走或换一个文件夹。", "%s is there already and was not overwritten; move it or name another folder", target)
}

// CopyUnsupported: there can be no searchable copy of a file.
func CopyUnsupported(detail string) Text {
	return text("此文件不支持另存为可检索的 PDF（%s）。", "no searchable copy of this file is supported (%s)", detail)
}

// Heads of the lists of an account.
var (
	NotCopied  = text("未能另存为可检索的 PDF：", "no searchable copy could be written of:")
	ToReview   = text("待核（已入库，请看一眼）：", "to review (in the library; please have a look):")
	Unreadable = text("未能读取：", "could not be read:")
)

// DryRunTotal counts what an import would meet.
func DryRunTotal(files int, size Text, skipped int) Text {
	return text("共 %d 个文件，%s；略过 %d 个", "%d files, %s; %d passed over", files, size, skipped)
}

// DryRunEstimate is what the sample lets expect.
func DryRunEstimate(sampled, pages, needOCR, failing int, time Text) Text {
	return text(
		"试读 %d 个，据此估计：约 %d 页，约 %d 个文件需文字识别，约 %d 个读不了，约需 %s",
		"by reading %d of them: about %d pages, about %d files need OCR, about %d cannot be read, about %s",
		sampled, pages, needOCR, failing, time)
}
