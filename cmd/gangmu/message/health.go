package message

// The command verify.
var (
	VerifyUsage       = text("逐个核对资料库中的文件、结果和索引", "check every file, result and the index of the library")
	VerifyDescription = text(
		"核对每个原文件的哈希、每份结果是否合乎格式且不丢字、记录与结果和索引是否一致。加 --repair 时修复能修复的；有未修复的问题时退出码为 1。",
		"Checks the hash of every source, every result against the schema and for lost text, entries against results, and the index against them all. With --repair it mends what can be; exit code 1 if something is left.")
	RepairFlag = text("修复：重读、重建记录和索引，清理中断的残留", "mend: read again, make entries and the index anew, clear what was cut off")
	NotMended  = text("未修复", "not mended")
	Mended     = text("已修复", "mended")
	HowToMend  = text("可执行 gangmu verify --repair 修复；原文件丢失的请重新导入。", "gangmu verify --repair mends what can be; import files again whose source is lost")

	FaultSource  = text("原文件丢失或损坏", "source lost or damaged")
	FaultResult  = text("结果丢失或损坏", "result lost or damaged")
	FaultEntry   = text("记录损坏或不符", "entry damaged or wrong")
	FaultPartial = text("中断的残留", "left by an import that was cut off")
	FaultIndex   = text("索引与库存不符", "index does not fit the store")
)

// Verified counts what was looked at and what was found.
func Verified(documents int, size Text, faults, left int) Text {
	return text("核对了 %d 个文件（%s），发现 %d 处问题，未修复 %d 处", "%d documents (%s) checked, %d faults, %d not mended",
		documents, size, faults, left)
}

// The command doctor and what it looks at.
var (
	DoctorUsage     = text("检查本机和资料库", "check the machine and the library")
	Fine            = text("正常", "ok")
	Wanting         = text("缺少", "missing")
	Wrong           = text("有误", "wrong")
	TemporaryFolder = text("临时文件夹", "temporary folder")
	Library         = text("资料库", "library")
	Writable        = text("可写", "writable")
	Stored          = text("库存", "store")
	Index           = text("索引", "index")
	BuiltIn         = text("自带", "built in")
	NeedsOffice     = text("需要 LibreOffice，本机没有安装", "needs LibreOffice, which is not installed")
)

// NotMadeYet: the library does not exist.
func NotMadeYet(dir string) Text { return text("尚未建立：%s", "not made yet: %s", dir) }

// StoreHolds counts what the store holds.
func StoreHolds(documents, measures, failed int) Text {
	return text("%d 个文件，%d 条，%d 个未能读取", "%d documents, %d entries, %d failed", documents, measures, failed)
}

// IndexDiffers: index and store do not fit.
func IndexDiffers(indexed, stored int) Text {
	return text("索引有 %d 条，库存有 %d 条，请执行 gangmu reindex", "%d entries indexed, %d stored: run gangmu reindex", indexed, stored)
}

// Reads is a check of the formats with these extensions.
func Reads(extensions string) Text { return text("读取 %s", "read %s", extensions) }

// Through names the program that converts a format.
func Through(program string) Text { return text("通过 %s", "through %s", program) }
