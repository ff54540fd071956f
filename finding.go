package gangmu

// A Finding is a doubt or a repair. What it speaks of stays as printed in the text;
// the finding tells what was made of it and why.
type Finding struct {
	Code     FindingCode `json:"code"`
	Severity Severity    `json:"severity"`
	Span     Span        `json:"span"`
	Message  string      `json:"message"`  // for people, Chinese
	Evidence string      `json:"evidence"` // what speaks for it, in the words of the text
	Instead  string      `json:"instead"`  // the reading that came second and was not taken; empty if none came near
}

// A FindingCode says what kind of doubt a finding is.
type FindingCode string

// The codes of findings.
const (
	OrdinalRepaired FindingCode = "ordinal.repaired" // the printed number is not the one in force
	OrdinalGap      FindingCode = "ordinal.gap"      // numbers are missing in a list
	LabelRepaired   FindingCode = "label.repaired"   // the label is damaged and was read as another
	LabelWeak       FindingCode = "label.weak"       // taken for a label by the sequence alone
	LevelDoubtful   FindingCode = "level.doubtful"   // another depth was nearly as likely
	ListSecond      FindingCode = "list.second"      // a parent has a second list
	PlanBoundary    FindingCode = "plan.boundary"    // where a plan starts is doubtful
	PlanMissing     FindingCode = "plan.missing"     // the table of contents names a plan that is not there
	PlanUnlisted    FindingCode = "plan.unlisted"    // a plan that the table of contents does not name
	PlanTruncated   FindingCode = "plan.truncated"   // the text breaks off

	OCRLowConfidence FindingCode = "ocr.low_confidence" // characters that were recognised with little confidence
	OCRLabelRepaired FindingCode = "ocr.label_repaired" // the same, or a correction, in a label
)

// A Severity orders findings by how much they ask for a look.
type Severity string

// The severities.
const (
	Info    Severity = "info"    // repaired with good evidence
	Warn    Severity = "warn"    // look when you use the passage
	Serious Severity = "serious" // something is probably missing or wrong
)
