package message

// Filters of measures, for the commands search and export.
var (
	BureauFlag  = text("只要这些`单位`，写名称的一部分即可", "only these `BUREAUS`; part of the name will do")
	YearFlag    = text("只要这些`年度`", "only these `YEARS`")
	PlanFlag    = text("只要标题含此`文字`的计划", "only plans whose title has this `TEXT`")
	TopicFlag   = text("只要这些`主题`的计划", "only plans on these `TOPICS`")
	SectionFlag = text("只要这个`章节`之下的，各级标题用 / 连接", "only under this `HEADING`; headings joined by /")
	UnitFlag    = text("只要由这些`责任单位`负责的", "only what these `BODIES` are responsible for")
	DueFlag     = text("只要`期限`在此之内的：2024-06、<2024-06-15、2024-01..2024-06", "only what is due by `DATES`: 2024-06, <2024-06-15 or 2024-01..2024-06")

	DueIs = text("--due 写作 2024-06、<2024-06-15 或 2024-01..2024-06", "--due is written 2024-06, <2024-06-15 or 2024-01..2024-06")
)
