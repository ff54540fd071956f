package segment

import (
	"regexp"
	"strings"
)

// What stands over and under the body of an official text (GB/T 9704-2012, 7.2 and 7.3):
// its secrecy, whom it goes to, who gets a copy.

var (
	secrecy   = regexp.MustCompile(`(?:绝密|机密|秘密)(?:\s*[★☆*]\s*(?:\d{1,2}(?:年|个月)|长期)?)?`)
	copyLine  = regexp.MustCompile(`(?:抄送|抄报|主送|分送)机?关?:([^\n。]+)`)
	recipient = regexp.MustCompile(`^[^。;；:]{2,200}:$`)
)

// secrecyOf is the secrecy that a head states on a line of its own, "" if it states none.
func secrecyOf(front string) string {
	for i, line := range strings.Split(front, "\n") {
		line = strings.TrimSpace(line)
		if m := secrecy.FindString(line); m != "" && utf8Len(line)-utf8Len(m) <= 8 && strings.HasPrefix(line, m) {
			return strings.ReplaceAll(m, " ", "")
		}
		if i > 6 {
			break
		}
	}
	return ""
}

// recipients are those to whom the draft is addressed: the line behind the title that ends
// with a colon and begins with 各 or names offices.
func recipients(v *view, d *draft, first int) []string {
	for _, l := range linesOf(v.runes[d.from:min(first, d.from+maxFront)]) {
		line := strings.ReplaceAll(string(v.runes[d.from+l[0]:d.from+l[1]]), " ", "")
		if !recipient.MatchString(line) {
			continue
		}
		names := splitNames(strings.TrimSuffix(line, ":"))
		if strings.HasPrefix(line, "各") || len(names) > 0 && officeEnd(names[0]) != "" && !strings.Contains(line, "如下") {
			return names
		}
	}
	return nil
}

// copies are those who get a copy.
func copies(foot string) []string {
	var names []string
	for _, m := range copyLine.FindAllStringSubmatch(foot, -1) {
		names = append(names, splitNames(m[1])...)
	}
	return names
}

// splitNames parts a list of addressees, outside brackets.
func splitNames(list string) []string {
	var names []string
	depth, from := 0, 0
	for i, c := range list + "，" {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		case '，', ',', '、', ';', '；':
			if depth <= 0 {
				if n := strings.TrimSpace(list[from:i]); n != "" {
					names = append(names, unfoldBrackets(n))
				}
				from = i + len(string(c))
			}
		}
	}
	return names
}
