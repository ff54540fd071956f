package message

import "github.com/gangmu/gangmu"

// The command parse.
var (
	ParseUsage       = text("解析一个文件，输出 JSON，不需要资料库", "print the structure of one file as JSON; needs no library")
	ParseDescription = text(
		"FILE 为 - 时读取标准输入。读不了的文件也输出 JSON（error 一节），退出码为 1；只有图片而没有认出文字的文件列出页码（needs_ocr）。",
		"With - as FILE, standard input is read. A file that cannot be read gives JSON as well, with an error, and exit code 1; one of pictures in which no text was recognised lists its pages (needs_ocr).")
	BlocksFlag    = text("附上段落、单元格等文字块", "add the blocks: paragraphs, cells and so on")
	LimitTimeFlag = text("`时限`，大文件按大小放宽", "`LIMIT`; large files get more")
	InProcessFlag = text("在本进程内读取，不受内存和崩溃保护，仅供调试", "read in this process, without protection; for debugging")
	ParseWants    = text("请指明一个文件", "name one file")
	TimeoutIs     = text("--timeout 须大于零", "--timeout must be positive")
)

// NotAFile: a path leads to a folder, a pipe or a device.
func NotAFile(path string) Text { return text("不是文件：%s", "not a file: %s", path) }

// The command show.
var (
	ShowUsage       = text("显示一个文件、一篇计划或一条措施", "show a document, a plan or a measure")
	ShowDescription = text(
		"ID 形如 1a2b3c4d、1a2b3c4d/p1、1a2b3c4d/p1/3.2.4，文件编号写前四位以上即可。",
		"ID is like 1a2b3c4d, 1a2b3c4d/p1 or 1a2b3c4d/p1/3.2.4; four characters or more of the document's will do.")
	TreeFlag   = text("只显示章节和编号", "headings and numbers only")
	SourceFlag = text("输出原文件", "write the file as it was imported")
	ShowWants  = text("请指明一个编号", "name one ID")
	NoTitle    = text("（无标题）", "(no title)")
	Findings   = text("提示：", "findings:")
)

// Facts of a plan.

// Issuer is who issued it.
func Issuer(name string) Text { return text("单位 %s", "by %s", name) }

// Year is the year it is for.
func Year(n int) Text { return text("年度 %d", "year %d", n) }

// DocNumber is its number (文号).
func DocNumber(number string) Text { return text("文号 %s", "number %s", number) }

// Date is that of its issue.
func Date(date string) Text { return text("成文日期 %s", "date %s", date) }

// Entries counts its nodes.
func Entries(n int) Text { return text("%d 条", "%d entries", n) }

// Renumbered tells that a number was printed wrong.
func Renumbered(printed, ordinal int) Text {
	return text("［印为 %d，应为 %d］", "[printed %d, read as %d]", printed, ordinal)
}

// Responsible names a body that is responsible.
func Responsible(unit string) Text { return text("责任单位 %s", "by %s", unit) }

// Deadline is when something is due.
func Deadline(words string) Text { return text("时限 %s", "due %s", words) }

// Finding is what a finding says. A document has the words of its findings in Chinese; in
// English it is told by its code, and the evidence beside it shows of what it speaks.
func Finding(f gangmu.Finding) Text {
	general, ok := findings[f.Code]
	if !ok {
		return Verbatim(f.Message)
	}
	return Text{chinese: f.Message, english: general}
}

var findings = map[gangmu.FindingCode]string{
	gangmu.OrdinalRepaired:  "the printed number is not the one in force",
	gangmu.OrdinalGap:       "numbers are missing in a list",
	gangmu.LabelRepaired:    "the label is damaged and was read as another",
	gangmu.LabelWeak:        "taken for a label by its place in the sequence",
	gangmu.LevelDoubtful:    "another depth was nearly as likely",
	gangmu.ListSecond:       "a second list under the same heading",
	gangmu.PlanBoundary:     "where this plan begins is doubtful",
	gangmu.PlanMissing:      "the table of contents names a plan that is not there",
	gangmu.PlanUnlisted:     "a plan that the table of contents does not name",
	gangmu.PlanTruncated:    "the text breaks off",
	gangmu.OCRLowConfidence: "recognised with little confidence: compare with the page",
	gangmu.OCRLabelRepaired: "a number recognised with little confidence or corrected: compare with the page",
}
