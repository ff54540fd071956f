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

// markPages drops page numbers.
func (s *source) markPages() {
	text := string(s.folded)
	offset := runeOffsets(text)
	for _, m := range pagePhrase.FindAllStringIndex(text, -1) {
		s.markLine(offset[m[0]], offset[m[1]], gangmu.DropPage)
	}
	for _, l := range s.lines() {
		if pageLine.MatchString(strings.TrimSpace(string(s.folded[l[0]:l[1]]))) {
			s.markLine(l[0], l[1], gangmu.DropPage)
		}
	}
}
