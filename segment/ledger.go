package segment

import (
	"regexp"
	"strings"

	"github.com/gangmu/gangmu"
)

// Who is responsible and by when, from a node's own text: 责任单位： lines, remarks in
// brackets, columns of tables. Folded text; the names are given as printed there.

var (
	unitField  = regexp.MustCompile(`(责任单位|责任部门|责任科室|承办单位|负责单位|牵头单位|牵头部门|主办单位|配合单位|配合部门|协办单位|参与单位|指导单位|指导部门):([^);；。\n]+)`)
	unitPhrase = regexp.MustCompile(`\(([^()\n]{2,160}?)(?:按照?职责分工|分别|会同有关部门|会同|共同|等)?(负责|牵头|配合|参与|指导)[^()]{0,10}\)`)
	deadline   = regexp.MustCompile(`(?:[12]\d{3}年|今年|每年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬)?(?:年?底|月?底|年?末)?[之以]?前`)
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
	for _, m := range unitField.FindAllStringSubmatch(own, -1) {
		add(fieldRoles[m[1]], cutField(m[2]))
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
	if n.Deadlines == nil {
		for _, d := range deadline.FindAllString(own, -1) {
			if dated.MatchString(d) {
				n.Deadlines = append(n.Deadlines, d)
			}
		}
	}
}

// cutField ends a list of units where the next field begins.
func cutField(list string) string {
	for _, w := range []string{"，配合单位", ",配合单位", "，完成时限", ",完成时限", "，责任人", ",责任人"} {
		if i := strings.Index(list, w); i >= 0 {
			list = list[:i]
		}
	}
	return list
}

// splitUnits parts a list of units at 、 and commas, outside brackets: 各县（市、区）政府 is
// one unit.
func splitUnits(list string) []string {
	var units []string
	depth, from := 0, 0
	r := []rune(list)
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
