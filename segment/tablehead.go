package segment

import (
	"sort"
	"strings"

	"github.com/gangmu/gangmu"
)

// columnWords head the columns of tables of measures.
var columnWords = map[string]column{
	"序号": colOrdinal, "编号": colOrdinal,
	"任务": colText, "重点任务": colText, "工作任务": colText, "主要任务": colText, "任务内容": colText, "工作内容": colText, "重点工作": colText,
	"工作措施": colText, "具体措施": colText, "主要内容": colText, "工作事项": colText, "事项": colText, "事项名称": colText, "项目": colText, "项目名称": colText,
	"任务要求": colText, "工作要求": colText, "改革举措": colText, "措施": colText, "工作目标": colText, "目标任务": colText,
	"责任单位": colResponsible, "责任部门": colResponsible, "责任科室": colResponsible, "承办单位": colResponsible, "责任人": colResponsible, "负责单位": colResponsible,
	"牵头单位": colLead, "牵头部门": colLead, "主办单位": colLead, "牵头科室": colLead,
	"配合单位": colCooperating, "协办单位": colCooperating, "配合部门": colCooperating, "参与单位": colCooperating,
	"指导部门": colGuide, "指导单位": colGuide,
	"完成时限": colDeadline, "完成时间": colDeadline, "时限": colDeadline, "时间节点": colDeadline, "办结时限": colDeadline, "拟办结时间": colDeadline, "时间安排": colDeadline,
	"备注": colOther, "推广范围": colOther, "成果形式": colOther, "分管领导": colOther, "责任领导": colOther, "进展情况": colOther, "推进状态": colOther,
}

// A column says what the cells of a table's column are.
type column int

const (
	colOther column = iota
	colOrdinal
	colText
	colResponsible
	colLead
	colCooperating
	colGuide
	colDeadline
)

// tableHead reads a row of column heads, cells parted by tabs; nil if it is none: three
// heads are known, or two and nothing else.
func tableHead(cells []string) []column {
	cols := make([]column, len(cells))
	known := 0
	for i, c := range cells {
		if col, ok := columnWords[strings.ReplaceAll(strings.TrimSpace(c), " ", "")]; ok {
			cols[i] = col
			known++
		}
	}
	if known >= 3 || known == 2 && len(cells) == 2 {
		return cols
	}
	return nil
}

// isTableHead reports whether a line is a row of column heads.
func isTableHead(line string) bool { return tableHead(strings.Fields(line)) != nil }

// A tableHeadAt is a row of column heads that stands at an offset of the text.
type tableHeadAt struct {
	at   int // in the view
	cols []column
}

// markTableHeads drops rows of column heads: cells parted by tabs, or heads on lines of
// their own that follow each other.
func (s *source) markTableHeads() {
	lines := s.lines()
	for k := 0; k < len(lines); k++ {
		l := lines[k]
		if l.Len() == 0 || s.drop[l[0]] != "" {
			continue
		}
		if tableHead(strings.Split(string(s.text[l[0]:l[1]]), "\t")) != nil {
			s.markLine(l[0], l[1], gangmu.DropTableHeader)
			continue
		}
		n := 0
		for k+n < len(lines) && n < 10 {
			word := strings.ReplaceAll(strings.TrimSpace(string(s.folded[lines[k+n][0]:lines[k+n][1]])), " ", "")
			if _, ok := columnWords[word]; !ok {
				break
			}
			n++
		}
		if n >= 3 && columnWords[strings.TrimSpace(string(s.folded[l[0]:l[1]]))] == colOrdinal {
			s.markLine(l[0], lines[k+n-1][1], gangmu.DropTableHeader)
			k += n - 1
		}
	}
}

// tableHeads lists the dropped rows of column heads that concern d.
func tableHeads(s *source, v *view, d *draft) []tableHeadAt {
	var heads []tableHeadAt
	for _, l := range s.lines() {
		if l.Len() == 0 || s.drop[l[0]] != gangmu.DropTableHeader {
			continue
		}
		if cols := tableHead(strings.Split(string(s.text[l[0]:l[1]]), "\t")); cols != nil {
			if at := sort.SearchInts(v.at, l[0]); at >= d.from && at <= d.to {
				heads = append(heads, tableHeadAt{at, cols})
			}
		}
	}
	return heads
}

// columnsAt are the columns of the table that a label at i in the view stands in, nil if
// no row of heads stands before it.
func columnsAt(heads []tableHeadAt, i int) []column {
	var cols []column
	for _, h := range heads {
		if h.at <= i {
			cols = h.cols
		}
	}
	return cols
}
