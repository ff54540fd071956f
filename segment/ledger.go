package segment

import (
	"regexp"
	"strings"

	"github.com/gangmu/gangmu"
)

// Who is responsible and by when, from a node's own text: 责任单位： lines, remarks in
// brackets, columns of tables. Folded text; the names are given as printed there.

var (
	// fieldName opens a field of a ledger; the units of one end where the next begins.
	fieldName  = regexp.MustCompile(`(责任单位|责任部门|责任科室|承办单位|负责单位|牵头单位|牵头部门|主办单位|配合单位|配合部门|协办单位|参与单位|指导单位|指导部门|责任人|责任领导|分管领导|完成时限|完成时间|办结时限|时间节点|时限|成果形式):`)
	unitPhrase = regexp.MustCompile(`\(([^()\n]{2,160}?)(?:按照?职责分工|分别|会同有关部门|会同|共同|等)?(负责|牵头|配合|参与|指导)[^()]{0,10}\)`)
	deadline   = regexp.MustCompile(`(?:[12][0-9O]{3}年|今年|每年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?(?:年?底|月?底|年?末)?[之以]?前`)
	dueField   = regexp.MustCompile(`(?:完成时限|完成时间|办结时限|时间节点|时限):([^);；，,。\n]+)`)
	dated      = regexp.MustCompile(`[12]\d{3}年|\d{1,2}月`)
)

var fieldRoles = map[string]string{
	"责任单位": "resp", "责任部门": "resp", "责任科室": "resp", "承办单位": "resp", "负责单位": "resp",
	"牵头单位": "lead", "牵头部门": "lead", "主办单位": "lead", "配合单位": "coop", "配合部门": "coop", "协办单位": "coop", "参与单位": "coop",
	"指导单位": "guide", "指导部门": "guide",
}

var phraseRoles = map[string]string{"负责": "resp", "牵头": "lead", "配合": "coop", "参与": "coop", "指导": "guide"}

// readLedger fills in units, roles and deadlines of n from its own text, folded.
func readLedger(n *gangmu.Node, own string, cols []column) {
	roles := map[string][]string{}
	add := func(role, list string) {
		for _, u := range splitUnits(list) {
			n.Units = append(n.Units, u)
			roles[role] = append(roles[role], u)
		}
	}
	own = strings.ReplaceAll(own, "\n", "")
	fields := fieldName.FindAllStringSubmatchIndex(own, -1)
	for i, m := range fields {
		end := len(own)
		if i+1 < len(fields) {
			end = fields[i+1][0]
		}
		if role := fieldRoles[own[m[2]:m[3]]]; role != "" {
			add(role, fieldValue(own[m[1]:end]))
		}
	}
	if len(n.Units) == 0 {
		for _, m := range unitPhrase.FindAllStringSubmatch(own, -1) {
			add(phraseRoles[m[2]], m[1])
		}
	}
	cells := strings.Split(own, "\t")
	if len(cells) == len(cols) {
		for i, c := range cells {
			switch cols[i] {
			case colResponsible:
				add("resp", c)
			case colLead:
				add("lead", c)
			case colCooperating:
				add("coop", c)
			case colGuide:
				add("guide", c)
			case colDeadline:
				if d := strings.TrimSpace(c); dated.MatchString(d) {
					n.Deadlines = append(n.Deadlines, d)
				}
			}
		}
	}
	if len(roles) > 0 {
		n.UnitRoles = roles
	}
	for _, m := range dueField.FindAllStringSubmatch(own, -1) {
		if d := strings.TrimSpace(m[1]); dated.MatchString(d) {
			n.Deadlines = append(n.Deadlines, d)
		}
	}
	if n.Deadlines == nil {
		for _, m := range deadline.FindAllStringIndex(own, -1) {
			// What had happened before a day is no task: 2018年底前已完成转制的企业.
			if d := own[m[0]:m[1]]; dated.MatchString(d) && !strings.HasPrefix(own[m[1]:], "已") {
				n.Deadlines = append(n.Deadlines, d)
			}
		}
	}
}

// fieldValue is the value of a field: up to a stop, or to the bracket that closes the
// remark the field stands in.
func fieldValue(s string) string {
	depth := 0
	for i, c := range s {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		case ';', '；', '。', '\t':
			return s[:i]
		}
		if depth < 0 {
			return s[:i]
		}
	}
	return s
}

// conjunctions part the last unit of a list from those before.
var conjunctions = strings.NewReplacer("等和", "、", "等与", "、", "以及", "、", "和各", "、各", "与各", "、各", "及各", "、各")

// splitUnits parts a list of units at 、 and commas, outside brackets: 各县（市、区）政府 is
// one unit.
func splitUnits(list string) []string {
	var units []string
	depth, from := 0, 0
	r := []rune(conjunctions.Replace(list))
	add := func(to int) {
		u := strings.TrimSpace(string(r[from:to]))
		for _, w := range []string{"会同有关部门", "按职责分工", "分别", "等"} {
			u = strings.TrimSuffix(u, w)
		}
		if u != "" {
			units = append(units, unfoldBrackets(u))
		}
		from = to + 1
	}
	for i, c := range r {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		case '、', '，', ',':
			if depth <= 0 {
				add(i)
			}
		}
	}
	add(len(r))
	return units
}

// unfoldBrackets gives a name its printed brackets back.
func unfoldBrackets(s string) string {
	return strings.NewReplacer("(", "（", ")", "）").Replace(s)
}
