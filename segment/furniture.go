package segment

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/gangmu/gangmu"
)

// Furniture is what share sites and web pages put around a plan. The patterns are
// facts about such pages; each must name something that no plan says.

// furniturePhrases stand anywhere, also in the middle of a sentence that a page end has
// cut in two. They are matched against folded text around their anchors, which every match
// holds.
var furniturePhrases = []phrase{
	{"下载后", regexp.MustCompile(`下载后(?:可(?:任意|自行)?(?:编辑|修改|复制)|[,，]?按[CcＣ][tT][rR][l1I]?\s*\+?\s*鼠标左键[^\n。]{0,12}?文章)`)},
	{"由会员分享", regexp.MustCompile(`[^\n。]{0,60}由会员分享[,，][^\n]{0,160}`)},
	{"珍藏版", regexp.MustCompile(`[^\n。]{0,40}[(（]?\d{1,4}页珍藏版[)）]?[^\n。]{0,60}搜索`)},
	{"文库", siteNote}, {"文档网", siteNote}, {"范文网", siteNote}, {"下载网", siteNote},
	{"内部资料", regexp.MustCompile(`内部资料[ ,，]*(?:注意保存|请勿外传|严禁外传|妥善保管)`)},
	{"【字体:", regexp.MustCompile(`【字体:[^】\n]{0,12}】`)},
	{"<image>", regexp.MustCompile(`<image>[^\n]*`)},
}

// siteNote names the site that a text comes from, or where to find more.
var siteNote = regexp.MustCompile(`(?:本文|文档|资料)(?:来自|来源于|由)[^\n。]{0,20}(?:文库|文档网|范文网|下载网)[^\n。]{0,20}|更多[^\n。]{0,20}请(?:在|关注|访问)[^\n。]{0,30}(?:文库|文档网|范文网)[^\n。]{0,10}`)

// A phrase is a pattern and a word that every match of it holds.
type phrase struct {
	anchor  string
	pattern *regexp.Regexp
}

// How far around its anchor a phrase is looked for, code points.
const (
	beforeAnchor = 120
	behindAnchor = 320
)

// markPhrases drops what the phrases match.
func (s *source) markPhrases(phrases []phrase, kind gangmu.DropKind) {
	for _, p := range phrases {
		anchor := []rune(p.anchor)
		for i := indexRunes(s.folded, anchor, 0); i >= 0; i = indexRunes(s.folded, anchor, i+len(anchor)) {
			from := max(0, i-beforeAnchor)
			window := string(s.folded[from:min(len(s.folded), i+behindAnchor)])
			anchorAt := len(string(s.folded[from:i]))
			for _, m := range p.pattern.FindAllStringIndex(window, -1) {
				if m[0] <= anchorAt && anchorAt < m[1] {
					start := from + utf8.RuneCountInString(window[:m[0]])
					s.markLine(start, start+utf8.RuneCountInString(window[m[0]:m[1]]), kind)
				}
			}
		}
	}
}

// furnitureLines are whole lines.
var furnitureLines = []*regexp.Regexp{
	regexp.MustCompile(`^当前位置:.*$`),
	regexp.MustCompile(`^.{0,30}www\.[a-zA-Z0-9-]+\.[a-zA-Z.]+.{0,60}$`),
	regexp.MustCompile(`^https?://\S+$`),
	regexp.MustCompile(`^内部资料[ ,，]*(?:注意保存|请勿外传|严禁外传)?$`),
	regexp.MustCompile(`^新华社\S{1,6}\d+月\d+日电$`),
	regexp.MustCompile(`^.{0,80}记者 ?\S{2,4} ?\S{0,3} ?摄$`),
	regexp.MustCompile(`^(?:来源|作者|发布时间|发布日期|浏览次数|阅读次数|点击数|打印|关闭窗口):?[^。]{0,30}$`),
	regexp.MustCompile(`^\S+\.(?:docx?|pdf|wps|txt|ppt)$`),
}

// furnitureTails begin the notices that end a page of a share site: all that follows
// them, if it is short, is furniture.
var furnitureTails = []string{"- 配套讲稿:", "- 特殊限制:", "- 关 键 词:", "- 温馨提示:", "- 版权申明:"}

// A tail longer than this is not all notices.
const maxTail = 1500

// markFurniture drops notices of share sites and lines that are repeated like a
// watermark.
func (s *source) markFurniture() {
	s.markPhrases(furniturePhrases, gangmu.DropFurniture)
	for _, l := range s.lines() {
		if l.Len() == 0 || l.Len() > maxFurnitureLine {
			continue
		}
		line := strings.TrimSpace(string(s.folded[l[0]:l[1]]))
		if line == "" || !furnitureSign(line) {
			continue
		}
		for _, p := range furnitureLines {
			if p.MatchString(line) {
				s.markLine(l[0], l[1], gangmu.DropFurniture)
			}
		}
	}
	end := s.folded[max(0, len(s.folded)-maxTail):]
	for _, tail := range furnitureTails {
		if i := indexRunes(end, []rune("\n"+tail), 0); i >= 0 {
			s.mark(len(s.folded)-len(end)+i+1, len(s.text), gangmu.DropFurniture)
		}
	}
	s.markSiteTitles()
	s.markHeadline()
	s.markRepeated()
}

// The longest line that is looked at as a whole, code points.
const maxFurnitureLine = 200

// furnitureSigns are the words of which every furniture line holds one.
var furnitureSigns = []string{"当前位置", "www.", "http", "内部资料", "新华社", "摄", "来源", "作者", "发布", "次数", "点击数", "打印", "关闭", ".doc", ".pdf", ".wps", ".txt", ".ppt"}

func furnitureSign(line string) bool {
	for _, w := range furnitureSigns {
		if strings.Contains(line, w) {
			return true
		}
	}
	return false
}

// markSiteTitles drops the file name that a share site prints over a text it has
// numbered in chunks, up to the first chunk: lines before the first line that begins
// with "1、", when one of them was furniture.
func (s *source) markSiteTitles() {
	lines := s.lines()
	furnished := false
	for k, l := range lines {
		if k > 6 {
			return
		}
		if l.Len() > 0 && dropKinds[s.drop[l[0]]] == gangmu.DropFurniture {
			furnished = true
			continue
		}
		if hasPrefix(s.folded[l[0]:l[1]], []rune("1、")) {
			if furnished {
				s.mark(0, l[0], gangmu.DropFurniture)
			}
			return
		}
	}
}

// How many lines at the top are looked at for a site's headline, and how much of a title's
// end it must share.
const (
	maxHeadline  = 8
	sharedEnding = 4
)

// markHeadline drops the headline that a site prints over its line of source and date, when
// the text's own title follows behind that line.
func (s *source) markHeadline() {
	lines := s.lines()
	lines = lines[:min(len(lines), maxHeadline)]
	furnished := -1
	for k, l := range lines {
		if l.Len() > 0 && dropKinds[s.drop[l[0]]] == gangmu.DropFurniture {
			furnished = k
		}
	}
	for k := 0; k < furnished; k++ {
		head := squeezeRunes(s.folded[lines[k][0]:lines[k][1]])
		if len(head) < minTitle || s.isDropped(lines[k][0]) || !endsWithGenre(head) {
			continue
		}
		for _, l := range lines[furnished+1:] {
			title := squeezeRunes(s.folded[l[0]:l[1]])
			if len(title) >= minTitle && endsWithGenre(title) && string(title[len(title)-sharedEnding:]) == string(head[len(head)-sharedEnding:]) {
				s.markLine(lines[k][0], lines[k][1], gangmu.DropFurniture)
				break
			}
		}
	}
}

// A line repeated so often is a watermark or a running head, ...
const minRepeats = 3

// ... if its length is between these.
const (
	minRepeated = 4
	maxRepeated = 30
)

// markRepeated drops short lines that come again and again, say nothing (no label, no
// stop or colon, no date, no name of an office) and mostly cut a sentence in two or stand
// at a page number. The cells of a table come again too: 全国, 长期坚持. A title is kept
// where it stands first.
func (s *source) markRepeated() {
	seen := map[string][]gangmu.Span{}
	cuts := map[string]int{}
	lines := s.lines()
	for i, l := range lines {
		if l.Len() < minRepeated || l.Len() > 2*maxRepeated || s.isDropped(l[0]) || isStop(s.folded[l[1]-1]) {
			continue
		}
		key := strings.TrimSpace(string(s.folded[l[0]:l[1]]))
		if n := len([]rune(key)); n >= minRepeated && n <= maxRepeated {
			seen[key] = append(seen[key], l)
			if s.cutsPage(lines, i) {
				cuts[key]++
			}
		}
	}
	for key, at := range seen {
		if len(at) < minRepeats || 2*cuts[key] < len(at)-1 || !watermark(key) || isTableHead(key) {
			continue
		}
		if endsWithGenre([]rune(key)) {
			at = at[1:]
		}
		for _, l := range at {
			s.markLine(l[0], l[1], gangmu.DropFurniture)
		}
	}
}

// cutsPage reports whether line i stands where a page may end: the line before it leaves a
// sentence open, or a neighbour is a page number.
func (s *source) cutsPage(lines []gangmu.Span, i int) bool {
	for _, k := range []int{i - 1, i + 1} {
		if k >= 0 && k < len(lines) && pageLine.MatchString(strings.TrimSpace(string(s.folded[lines[k][0]:lines[k][1]]))) {
			return true
		}
	}
	if i == 0 || lines[i-1].Len() < maxRepeated/2 {
		return false
	}
	last := s.folded[lines[i-1][1]-1]
	return isHan(last) || last == '，' || last == ',' || last == '、'
}

// watermark reports whether a line could be one: nothing in it is said of somebody or
// something.
func watermark(line string) bool {
	r := []rune(line)
	title := endsWithGenre(r) // a running head may be the title
	if strings.ContainsAny(line, "。；，、：:;,%（(\t") || isDigit(r[0]) && !title || isDigit(r[len(r)-1]) {
		return false
	}
	if len(scanLabel(r, 0)) > 0 && !yearAt(r, 0) || officeEnd(line) != "" || chineseDate(line) != "" {
		return false
	}
	for _, c := range r {
		if !isHan(c) && c != ' ' && !(title && (isDigit(c) || c == '“' || c == '”')) {
			return false
		}
	}
	return true
}
