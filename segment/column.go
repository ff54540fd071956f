package segment

import (
	_ "embed"
	"strings"
	"sync"
)

// A column says what a field of the ledger, or the cells of a table's column, hold.
type column string

const (
	colNone        column = ""
	colOrdinal     column = "ordinal"
	colText        column = "text"
	colResponsible column = "resp"
	colLead        column = "lead"
	colCooperating column = "coop"
	colGuide       column = "guide"
	colDue         column = "due"
	colOther       column = "other"
)

// unit reports whether the cells of c name units; c is their role then.
func (c column) unit() bool {
	return c == colResponsible || c == colLead || c == colCooperating || c == colGuide
}

//go:embed dictionary/columns.txt
var columnsFile string

// columns maps the names of fields to what they hold.
var columns = sync.OnceValue(func() map[string]column {
	m := map[string]column{}
	for _, e := range entries(columnsFile) {
		name, kind, _ := strings.Cut(e, "\t")
		m[name] = column(kind)
	}
	return m
})

// maxColumnName is the length of the longest name of a field, code points.
const maxColumnName = 8

// columnOf tells what the column under a head holds; known is false for a head that is not
// in the dictionary and was read by its words.
func columnOf(head string) (c column, known bool) {
	head = strings.Trim(strings.ReplaceAll(head, " ", ""), ":")
	if c, ok := columns()[head]; ok {
		return c, true
	}
	if utf8Len(head) > 12 {
		return colNone, false
	}
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(head, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("领导", "责任人", "负责人", "联系人", "电话", "备注"):
		return colOther, false
	case has("时限", "时间", "期限", "节点"):
		return colDue, false
	case !has("单位", "部门", "科室", "处室", "股室"):
		return colNone, false
	case has("牵头", "主办", "主责"):
		return colLead, false
	case has("配合", "协办", "参与", "协同", "协助"):
		return colCooperating, false
	case has("指导", "督导"):
		return colGuide, false
	}
	return colResponsible, false
}

// fieldBefore reads the name of a field that ends right before the colon at i of r, blanks
// between its characters allowed (责 任 单 位：): where it starts and what it holds.
func fieldBefore(r []rune, i int) (from int, c column) {
	var name []rune
	for k := i - 1; k >= 0 && len(name) < maxColumnName && i-k < 2*maxColumnName; k-- {
		if isBlank(r[k]) {
			continue
		}
		if !isHan(r[k]) {
			break
		}
		name = append([]rune{r[k]}, name...)
		if kind, ok := columns()[string(name)]; ok {
			from, c = k, kind
		}
	}
	return from, c
}
