package segment

import (
	"strings"

	"github.com/gangmu/gangmu"
)

// Share sites break a text every 300 characters and put a counter before each piece:
// a line end, then "2、". What betrays the counter is the constant distance from the
// end of one marker to the start of the next (301 with the line end); a list of
// measures never has it.

// The distances at which markers are believed, code points with the line end.
const (
	minChunk   = 200
	maxChunk   = 1200
	shareChunk = 301 // measured on share sites: 300 characters and the line end
)

// markChunks drops the longest run of such markers and the line ends before them. Two
// markers are enough only at the distance that sites are known to use.
func (s *source) markChunks() {
	at := map[int][]gangmu.Span{} // counter -> markers
	for _, l := range s.lines() {
		n, i := 0, l[0]
		for i < l[1] && i-l[0] < 3 && isDigit(s.text[i]) {
			n, i = n*10+int(s.text[i]-'0'), i+1
		}
		if i > l[0] && i < l[1] && s.text[i] == '、' {
			at[n] = append(at[n], gangmu.Span{l[0], i + 1})
		}
	}
	var best []gangmu.Span
	for _, first := range at[1] {
		for _, second := range at[2] {
			if run := chunkRun(at, first, second); len(run) > len(best) {
				best = run
			}
		}
	}
	if len(best) < 2 {
		s.markOnlyChunk()
		return
	}
	if best[1][0]-best[0][1] != shareChunk && !s.cutsSentences(best[1:]) {
		return
	}
	if len(best) == 2 && best[1][0]-best[0][1] != shareChunk {
		return
	}
	for _, m := range best {
		from := m[0]
		if from > 0 && !s.isDropped(from-1) {
			from--
		}
		s.mark(from, m[1], gangmu.DropChunk)
	}
}

// cutsSentences reports whether one of the markers at least stands in mid-sentence, as those
// of a site do: members of a list never do.
func (s *source) cutsSentences(markers []gangmu.Span) bool {
	for _, m := range markers {
		if m[0] >= 2 && !endsParagraph(s.folded[m[0]-2]) {
			return true
		}
	}
	return false
}

// chunkRun follows markers 1, 2, 3, ... at the distance of the first two.
func chunkRun(at map[int][]gangmu.Span, first, second gangmu.Span) []gangmu.Span {
	distance := second[0] - first[1]
	if distance < minChunk || distance > maxChunk {
		return nil
	}
	run := []gangmu.Span{first, second}
next:
	for n := 3; ; n++ {
		for _, m := range at[n] {
			if m[0]-run[len(run)-1][1] == distance {
				run = append(run, m)
				continue next
			}
		}
		return run
	}
}

// markOnlyChunk drops the marker of a text that is no longer than one piece: its first line
// begins with "1、" and goes on with the title of a plan, and no line begins with "2、".
func (s *source) markOnlyChunk() {
	var only gangmu.Span
	for _, l := range s.lines() {
		switch {
		case l.Len() == 0 || s.isDropped(l[0]):
		case hasPrefix(s.folded[l[0]:l[1]], []rune("2、")):
			return
		case only.Len() == 0:
			only = l
		}
	}
	line := s.folded[only[0]:only[1]]
	if !hasPrefix(line, []rune("1、")) {
		return
	}
	rest := line[2:min(len(line), maxTitle)]
	g := genreEnd(rest)
	if g < minTitle || strings.ContainsAny(string(rest[:g]), "。;；，") {
		return
	}
	if title := string(rest[:g]); leadingOffice(title) != "" || namesYear(title) {
		s.mark(only[0], only[0]+2, gangmu.DropChunk)
	}
}
