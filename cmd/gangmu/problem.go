package main

import (
	"strings"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
)

// problems say why a file could not be read, in words a clerk understands, and what to
// do next.
var problems = map[gangmu.ErrorCode]struct{ chinese, hint, english, next string }{
	gangmu.ErrFormat: {"不认识的文件类型。", "请转成 .docx、.pdf 或 .txt；压缩包请先解压。",
		"not a kind of file that can be read", "convert it to .docx, .pdf or .txt, and unpack archives"},
	gangmu.ErrEncrypted: {"文件已加密。", "请在原软件中取消密码，另存后再导入。",
		"the file is encrypted", "remove its password in the program it comes from and save it again"},
	gangmu.ErrNeedsPassword: {"打开此文件需要密码。", "请用 --password 或 --password-file 给出密码（再次导入时加 --retry-failed），或另存一份不带密码的文件。",
		"the file asks for a password", "give it with --password or --password-file (and --retry-failed to import again), or save a copy without password"},
	gangmu.ErrCorrupt: {"文件已损坏、不完整或读不到。", "请向来文单位重新索取，或用原软件打开后另存。",
		"the file is damaged, cut off or cannot be read", "get it again, or open and save it in the program it comes from"},
	gangmu.ErrTooLarge: {"文件超出大小限制。", "请拆分后再导入。",
		"the file is beyond the limits of size", "split it"},
	gangmu.ErrNoText: {"文件是空的，没有文字。", "请核对是否发错了文件。",
		"the file is empty", "check that it is the right one"},
	gangmu.ErrNeedsOCR: {"文件是扫描图片，没有文字层。", "请先用文字识别（OCR）软件转成可检索的 PDF；本版本还不能识别图片。",
		"the file is a scan without a text layer", "make a searchable PDF of it with an OCR program; this version cannot read images"},
	gangmu.ErrUnsupported: {"此类文件暂不支持。", "请在原软件中另存为 .docx 或 .pdf 再导入。",
		"this kind of file is not supported", "save it as .docx or .pdf in the program it comes from"},
	gangmu.ErrTimeout: {"读取超时。", "可用 --timeout 放宽时限后加 --retry-failed 重试。",
		"reading took too long", "allow more with --timeout and try again with --retry-failed"},
	gangmu.ErrMemory: {"读取所需内存超限。", "请拆分后再导入。",
		"reading took too much memory", "split it"},
	gangmu.ErrMissing: {"找不到文件。", "请核对路径，文件可能已移走或改名。",
		"there is no such file", "check the path; it may have been moved or renamed"},
	gangmu.ErrDenied: {"没有权限读取文件。", "请检查文件权限，或换有权限的用户执行。",
		"the file may not be read", "check its permissions, or run as a user who may"},
}

// reasons are problems that share a code with others and are told by what the error
// says besides.
var reasons = []struct{ says, chinese, hint, english, next string }{
	{extract.NoOffice, "读取此类文件需要 LibreOffice，本机没有安装。", "请安装 LibreOffice 后加 --retry-failed 重试，或在原软件中另存为 .docx、.xlsx 再导入。",
		"this kind of file is read through LibreOffice, which is not installed", "install it and try again with --retry-failed, or save the file as .docx or .xlsx"},
	{extract.NotADocument, "这是压缩包，不是单个文件。", "请用 gangmu import 导入，包内文件逐个读取。",
		"this is an archive and no single document", "bring it in with gangmu import, which reads the files in it one by one"},
}

// problem says what an error means. detail is the error in technical words.
func (e *env) problem(code gangmu.ErrorCode, detail string) gangmu.Problem {
	p := problems[code]
	for _, r := range reasons {
		if strings.Contains(detail, r.says) {
			p.chinese, p.hint, p.english, p.next = r.chinese, r.hint, r.english, r.next
		}
	}
	return gangmu.Problem{Code: code, Message: e.say(p.chinese, p.english), Hint: e.say(p.hint, p.next)}
}
