package segment

import (
	"regexp"
	"strings"

	"github.com/gangmu/gangmu"
)

// pagePhrase is a page number in words; nothing else reads so, wherever it stands.
var pagePhrase = regexp.MustCompile(`第\s*\d{1,4}\s*页[ ,，]*(?:/|共)\s*\d{1,4}\s*页`)

// pageLine is a whole line that is a page number: — 3 —, - 3 -, ·3·, 第3页, 3/9.
var pageLine = regexp.MustCompile(`^(?:[—–―\-－─·]+\s*\d{1,4}\s*[—–―\-－─·]+|第\s*\d{1,4}\s*页|\d{1,4}\s*/\s*\d{1,4}\s*页?)$`)

// pageDashes is a page number between dashes with blanks, in the middle of a line that a
// page end was joined into: 开展国情考- 1 -察.
var pageDashes = regexp.MustCompile(`[—–―\-－─]+ \d{1,3} [—–―\-－─]+`)

// The longest line that is a page number, code points.
const maxPageLine = 20

// markPages drops page numbers.
func (s *source) markPages() {
	s.markPhrases([]phrase{{"页", pagePhrase}, {"- ", pageDashes}, {"— ", pageDashes}, {"– ", pageDashes}}, gangmu.DropPage)
	for _, l := range s.lines() {
		if l.Len() == 0 || l.Len() > maxPageLine {
			continue
		}
		if line := strings.TrimSpace(string(s.folded[l[0]:l[1]])); strings.ContainsAny(line, "0123456789") && pageLine.MatchString(line) {
			s.markLine(l[0], l[1], gangmu.DropPage)
		}
	}
}
