package message

import "github.com/gangmu/gangmu"

// An Advice says why a file could not be read, in words a clerk understands, and what to
// do next.
type Advice struct{ What, Next Text }

// Problems are the reasons why a file could not be read.
var Problems = map[gangmu.ErrorCode]Advice{
	gangmu.ErrFormat: {
		text("不认识的文件类型。", "not a kind of file that can be read"),
		text("请转成 .docx、.pdf 或 .txt；压缩包请先解压。", "convert it to .docx, .pdf or .txt, and unpack archives")},
	gangmu.ErrEncrypted: {
		text("文件已加密。", "the file is encrypted"),
		text("请在原软件中取消密码，另存后再导入。", "remove its password in the program it comes from and save it again")},
	gangmu.ErrNeedsPassword: {
		text("打开此文件需要密码。", "the file asks for a password"),
		text("请用 --password 或 --password-file 给出密码（再次导入时加 --retry-failed），或另存一份不带密码的文件。",
			"give it with --password or --password-file (and --retry-failed to import again), or save a copy without password")},
	gangmu.ErrCorrupt: {
		text("文件已损坏、不完整或读不到。", "the file is damaged, cut off or cannot be read"),
		text("请向来文单位重新索取，或用原软件打开后另存。", "get it again, or open and save it in the program it comes from")},
	gangmu.ErrTooLarge: {
		text("文件超出大小限制。", "the file is beyond the limits of size"), split},
	gangmu.ErrNoText: {
		text("文件是空的，没有文字。", "the file is empty"),
		text("请核对是否发错了文件。", "check that it is the right one")},
	gangmu.ErrNeedsOCR: {
		text("文件是扫描图片，没有文字层。", "the file is a scan without a text layer"),
		text("请用 gangmu ocr install 安装识别引擎，再导入时加 --retry-failed（不要加 --ocr off）；装好后仍没有认出文字的，请看原件。",
			"install the engine with gangmu ocr install and import again with --retry-failed (and without --ocr off); where it finds no text, look at the original")},
	gangmu.ErrUnsupported: {
		text("此类文件暂不支持。", "this kind of file is not supported"),
		text("请在原软件中另存为 .docx 或 .pdf 再导入。", "save it as .docx or .pdf in the program it comes from")},
	gangmu.ErrTimeout: {
		text("读取超时。", "reading took too long"),
		text("可用 --timeout 放宽时限后加 --retry-failed 重试。", "allow more with --timeout and try again with --retry-failed")},
	gangmu.ErrMemory: {
		text("读取所需内存超限。", "reading took too much memory"), split},
	gangmu.ErrMissing: {
		text("找不到文件。", "there is no such file"),
		text("请核对路径，文件可能已移走或改名。", "check the path; it may have been moved or renamed")},
	gangmu.ErrDenied: {
		text("没有权限读取文件。", "the file may not be read"),
		text("请检查文件权限，或换有权限的用户执行。", "check its permissions, or run as a user who may")},
}

var split = text("请拆分后再导入。", "split it")

// Problems that share a code with others.
var (
	NoOffice = Advice{
		text("读取此类文件需要 LibreOffice，本机没有安装。", "this kind of file is read through LibreOffice, which is not installed"),
		text("请安装 LibreOffice 后加 --retry-failed 重试，或在原软件中另存为 .docx、.xlsx 再导入。", "install it and try again with --retry-failed, or save the file as .docx or .xlsx")}
	AnArchive = Advice{
		text("这是压缩包，不是单个文件。", "this is an archive and no single document"),
		text("请用 gangmu import 导入，包内文件逐个读取。", "bring it in with gangmu import, which reads the files in it one by one")}
)

// Advise is what to print of an advice on one line.
func Advise(a Advice) Text { return text("%s%s", "%s; %s", a.What, a.Next) }
