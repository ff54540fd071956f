package segment

import (
	"strings"

	"github.com/gangmu/gangmu"
)

// roleVerbs end a clause that names units, and tell their role. Longest first where one
// ends with another.
var roleVerbs = []struct{ verb, role string }{
	{"牵头负责", gangmu.RoleLead}, {"牵头落实", gangmu.RoleLead}, {"牵头", gangmu.RoleLead}, {"主办", gangmu.RoleLead},
	{"配合落实", gangmu.RoleCooperating}, {"协同配合", gangmu.RoleCooperating}, {"积极配合", gangmu.RoleCooperating}, {"配合", gangmu.RoleCooperating}, {"参与", gangmu.RoleCooperating}, {"参加", gangmu.RoleCooperating}, {"协助", gangmu.RoleCooperating}, {"协办", gangmu.RoleCooperating},
	{"指导", gangmu.RoleGuide}, {"督导", gangmu.RoleGuide},
	{"具体负责", gangmu.RoleResponsible}, {"共同负责", gangmu.RoleResponsible}, {"组织实施", gangmu.RoleResponsible}, {"负责落实", gangmu.RoleResponsible}, {"负责", gangmu.RoleResponsible}, {"落实", gangmu.RoleResponsible}, {"承办", gangmu.RoleResponsible},
}

// sharing are words between the units and the verb that say how the work is shared.
var sharing = []string{"按照各自职责分工", "按照各自职责", "按照职责分工", "按各自职责分工", "按职责分工", "按职责", "按分工", "会同有关部门", "会同相关部门", "会同有关单位", "会同相关单位", "会同", "分工", "分别", "共同", "等部门", "等单位", "等有关部门", "等相关部门", "等", "为主", "主要"}

// The longest phrase that is read, code points.
const maxPhrase = 240

// readPhrases reads the remarks in brackets, 由…负责, and sentences that say nothing else.
func (l *ledger) readPhrases() {
	sentence := 0
	for i := 0; i < len(l.runes); i++ {
		switch r := l.runes[i]; {
		case r == '(' || r == '[' || r == '【':
			if end := l.closing(i); end > 0 && !l.taken[i+1] {
				l.readRemark(i+1, end)
			}
		case r == '由' && !l.taken[i]:
			l.readBy(i + 1)
		case isStop(r) || r == '\n':
			l.readSentence(sentence, i)
			sentence = i + 1
		}
	}
	l.readSentence(sentence, len(l.runes))
}

// closing is the offset of the bracket that closes the one at i, 0 if it is far or missing.
func (l *ledger) closing(i int) int {
	depth := 0
	for k := i; k < min(len(l.runes), i+maxPhrase); k++ {
		switch l.runes[k] {
		case '(', '[', '【':
			depth++
		case ')', ']', '】':
			if depth--; depth == 0 {
				return k
			}
		}
	}
	return 0
}

// readRemark reads what stands in brackets: clauses with a verb, or at the end of a
// paragraph nothing but names of units.
func (l *ledger) readRemark(from, to int) {
	if l.readClauses(from, to, false) {
		return
	}
	prev := at(l.runes, from-2)
	if _, end := l.trim(to, l.lineEnd(to)); end > to+1 && !isStop(l.runes[end-1]) || !isStop(prev) && prev != ',' && prev != '，' {
		return
	}
	if rest, _ := l.trim(to+1, l.lineEnd(to)); rest < len(l.runes) && l.runes[rest] != '\n' && !isStop(l.runes[rest]) {
		return
	}
	if l.allUnits(from, to) {
		l.addUnits(from, to, gangmu.RoleResponsible, false)
	}
}

func (l *ledger) lineEnd(i int) int {
	for i < len(l.runes) && l.runes[i] != '\n' {
		i++
	}
	return i
}

// readClauses reads A牵头，B、C配合. Units before a clause without a verb wait for the next
// verb: A、B，各县（市、区）政府按职责分工负责. Strict wants nothing but such clauses.
func (l *ledger) readClauses(from, to int, strict bool) bool {
	type clause struct {
		from, to int
		role     string
	}
	var found []clause
	wait, depth, start := -1, 0, from
	for i := from; i <= to; i++ {
		if i < to {
			switch l.runes[i] {
			case '(', '[':
				depth++
			case ')', ']':
				depth--
			}
			if depth > 0 || !strings.ContainsRune("，,;；。、", l.runes[i]) {
				continue
			}
		}
		names, role := l.cutVerb(start, i)
		switch {
		case role != "":
			if wait < 0 {
				wait = start
			}
			if names > wait {
				found = append(found, clause{wait, names, role})
			}
			wait = -1
		case wait < 0:
			wait = start
		}
		if i < to && strings.ContainsRune(";；。", l.runes[i]) {
			if wait >= 0 && strict {
				return false
			}
			wait = -1
		}
		start = i + 1
	}
	if len(found) == 0 || strict && wait >= 0 {
		return false
	}
	if strict {
		for _, c := range found {
			if !l.allUnits(c.from, c.to) {
				return false
			}
		}
	}
	added := false
	for _, c := range found {
		if l.addUnits(c.from, c.to, c.role, !strict) {
			added = true
			for k := c.from; k < c.to; k++ {
				l.taken[k] = true
			}
		}
	}
	return added
}

// cutVerb takes the verb and the words about sharing off a clause: the end of its names and
// the role, "" if it has no verb.
func (l *ledger) cutVerb(from, to int) (end int, role string) {
	from, to = l.trim(from, to)
	text := string(l.runes[from:to])
	for _, v := range roleVerbs {
		rest, ok := strings.CutSuffix(text, v.verb)
		if !ok {
			if i := strings.Index(text, v.verb); i > 0 && v.role == gangmu.RoleResponsible && utf8Len(text[i:]) <= 8 && utf8Len(v.verb) == 2 && v.verb == "负责" {
				rest, ok = text[:i], true // 负责实施, 负责推进
			}
		}
		if ok {
			return from + utf8Len(cutSharing(rest)), v.role
		}
	}
	return 0, ""
}

func cutSharing(names string) string {
	for more := true; more; {
		more = false
		for _, w := range sharing {
			if rest, ok := strings.CutSuffix(names, w); ok {
				names, more = rest, true
				break
			}
		}
	}
	return names
}

// readBy reads 由…负责 in a sentence.
func (l *ledger) readBy(from int) {
	end := from
	for end < len(l.runes) && end-from < 60 && !isStop(l.runes[end]) && l.runes[end] != '\n' && l.runes[end] != '，' && l.runes[end] != ',' {
		end++
	}
	names, role := l.cutVerb(from, end)
	if role == "" || !l.allUnits(from, names) {
		return
	}
	for _, n := range l.names(from, names) {
		if officeEnd(string(l.runes[n[0]:n[1]])) == "" {
			return
		}
	}
	if !strings.HasPrefix(string(l.runes[names:end]), "负责解释") {
		l.addUnits(from, names, role, true)
		for k := from; k < end; k++ {
			l.taken[k] = true
		}
	}
}

// readSentence reads a sentence that does nothing but name units and their roles.
func (l *ledger) readSentence(from, to int) {
	from, to = l.trim(from, to)
	if from < to && l.runes[from] == '由' { // 由A牵头 has been read, B配合 has not
		for from++; from < to && (l.taken[from] || strings.ContainsRune("，,", l.runes[from])); {
			from++
		}
	}
	if to-from < 5 || to-from > 120 || l.taken[from] {
		return
	}
	last := string(l.runes[max(from, to-2):to])
	if (last == "负责" || last == "牵头" || last == "配合") && !strings.ContainsAny(string(l.runes[from:to]), "()") {
		l.readClauses(from, to, true)
	}
}

// mostUnits reports whether half of the names in [from, to) look like those of units.
func (l *ledger) mostUnits(from, to int) bool {
	names := l.names(from, to)
	units := 0
	for _, n := range names {
		if looksLikeUnit(string(l.runes[n[0]:n[1]])) {
			units++
		}
	}
	return units > 0 && 2*units >= len(names)
}

// allUnits reports whether every name in [from, to) looks like one of a unit.
func (l *ledger) allUnits(from, to int) bool {
	names := l.names(from, to)
	for _, n := range names {
		if !looksLikeUnit(string(l.runes[n[0]:n[1]])) {
			return false
		}
	}
	return len(names) > 0
}

// addUnits adds the units that [from, to) lists. Doubtful wants half of them to look like
// units.
func (l *ledger) addUnits(from, to int, role string, doubtful bool) bool {
	if doubtful && !l.mostUnits(from, to) {
		return false
	}
	added := false
	for _, n := range l.names(from, to) {
		folded := string(l.runes[n[0]:n[1]])
		if utf8Len(folded) > maxUnit || strings.Contains(folded, "完成") || dated(folded) {
			continue
		}
		l.out.Parties = append(l.out.Parties, gangmu.Party{Name: l.text(n[0], n[1]), Bureau: fullName(folded), Role: role, Span: l.span(n[0], n[1])})
		added = true
	}
	return added
}

// maxUnit is the length of the longest name of a unit, code points.
const maxUnit = 30

// unitEndings end the names of units that offices.txt does not have: what issues no plan
// but does the work.
var unitEndings = []string{"科", "股", "室", "组", "队", "站", "所", "行政部门", "主管部门", "有关部门", "相关部门", "有关单位", "相关单位", "单位", "部门", "各科室", "各处室", "乡镇", "镇街", "街镇", "街道", "村", "社区", "园区", "政府", "集团", "企业", "学校", "市", "县", "区", "会", "办"}

// looksLikeUnit reports whether a name could be a unit's.
func looksLikeUnit(name string) bool {
	name = strings.TrimSpace(name)
	if n := utf8Len(name); n < 2 || n > maxUnit || strings.ContainsAny(name, "“”。:") || isDigit([]rune(name)[0]) {
		return false
	}
	if strings.HasSuffix(name, ")") { // 各县(市、区)
		if i := strings.IndexByte(name, '('); i > 0 {
			return strings.HasPrefix(name, "各") || looksLikeUnit(name[:i])
		}
	}
	if officeEnd(name) != "" || strings.HasPrefix(name, "各") || aliases()[withoutLevel(name)] != "" {
		return true
	}
	for _, e := range unitEndings {
		if strings.HasSuffix(name, e) && len(name) > len(e) {
			return true
		}
	}
	return false
}

// joiners part the last unit of a list from those before, where the next one begins with a
// word that follows them.
var joiners = []string{"等和", "等与", "以及", "和各", "与各", "及各", "等各", "等有关", "等相关", "会同"}

// names parts [from, to) at 、 and commas outside brackets: 各县（市、区）政府 is one unit.
func (l *ledger) names(from, to int) [][2]int {
	var out [][2]int
	add := func(a, b int) {
		if a >= b {
			return
		}
		a, b = l.trim(a, b)
		for more := true; more; {
			more = false
			for _, w := range []string{"等", "分别", "按职责分工", "会同有关部门", "各自", "、", "；", "。"} {
				if strings.HasSuffix(string(l.runes[a:b]), w) && b-a > utf8Len(w) {
					b, more = b-utf8Len(w), true
				}
			}
		}
		if a < b {
			out = append(out, [2]int{a, b})
		}
	}
	depth, start := 0, from
	for i := from; i < to; i++ {
		switch r := l.runes[i]; {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth--
		case depth > 0:
		case strings.ContainsRune("、，,;；", r), (r == ' ' || r == '\n') && l.gapParts(i, from, to):
			add(start, i)
			start = i + 1
		default:
			if n := l.joiner(i, start, to); n > 0 {
				add(start, i)
				start = i + n
			}
		}
	}
	add(start, to)
	return out
}

// gapParts reports whether the blank at i stands between two units rather than inside the
// name of one: what stands before it and what stands behind it both look like units.
func (l *ledger) gapParts(i, from, to int) bool {
	start := i
	for start > from && !strings.ContainsRune("、，,;； \n", l.runes[start-1]) {
		start--
	}
	next := i
	for next < to && (l.runes[next] == ' ' || l.runes[next] == '\n') {
		next++
	}
	end := next
	for end < to && !strings.ContainsRune("、，,;； \n", l.runes[end]) {
		end++
	}
	return looksLikeUnit(string(l.runes[start:i])) && looksLikeUnit(string(l.runes[next:end]))
}

// joiner is the length of the words at i that part two units and are not part of the second,
// 0 if none stands there.
func (l *ledger) joiner(i, start, to int) int {
	if i == start {
		return 0
	}
	text := string(l.runes[i:min(to, i+3)])
	for _, w := range joiners {
		if !strings.HasPrefix(text, w) {
			continue
		}
		switch n := utf8Len(w); w {
		case "等和", "等与", "以及", "会同":
			return n
		default:
			return 1 // 和各, 等有关: the second word begins the next name
		}
	}
	return 0
}

// unfoldBrackets gives a name its printed brackets back.
func unfoldBrackets(s string) string {
	return strings.NewReplacer("(", "（", ")", "）").Replace(s)
}
