package scan

import (
	"context"
	"errors"
	"image"
	"math"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/ocr"
	"github.com/gangmu/gangmu/extract/pdf/layout"
)

// fixed reads the same lines everywhere.
type fixed struct {
	lines []ocr.Line
	turn  int
	calls atomic.Int32
}

func (f *fixed) Engine() string  { return "fixed" }
func (f *fixed) Version() string { return "1" }
func (f *fixed) Key() string     { return "1" }
func (f *fixed) Recognize(_ context.Context, p *ocr.Picture) (*ocr.Page, error) {
	f.calls.Add(1)
	if p.Pix[0] == 13 {
		panic("an engine's fault")
	}
	w, h := p.W, p.H
	if f.turn%180 != 0 {
		w, h = h, w
	}
	page := &ocr.Page{Width: w, Height: h, Turn: f.turn, Lines: append([]ocr.Line{}, f.lines...)}
	page.Order()
	return page, nil
}

func line(x, y float64, text string, doubt int) ocr.Line {
	const size = 44.0 // 16 points at 200 dots an inch
	runes := []rune(text)
	w := size * float64(len(runes))
	var chars []ocr.Char
	for i := range runes {
		c := ocr.Char{At: (float64(i) + 0.5) / float64(len(runes)), Confidence: 0.99}
		if i == doubt {
			c.Confidence = 0.3
		}
		chars = append(chars, c)
	}
	return ocr.NewLine(ocr.Quad{{X: x, Y: y}, {X: x + w, Y: y}, {X: x + w, Y: y + size}, {X: x, Y: y + size}}, runes, chars)
}

func blank(first uint8) func(context.Context, int) (image.Image, float64, error) {
	return func(context.Context, int) (image.Image, float64, error) {
		m := image.NewGray(image.Rect(0, 0, 1654, 2339))
		m.Pix[0] = first
		return m, 200, nil
	}
}

func TestLinesBecomeParagraphsWithPlacesAndDoubts(t *testing.T) {
	for _, turn := range []int{0, 90, 180, 270} {
		e := &fixed{turn: turn, lines: []ocr.Line{
			line(310, 300, "为做好全年双拥工作结合我办职能制定本计划请各科室", 3),
			line(222, 380, "结合实际认真落实把双拥工作列入重要议事日程定期研究解决", -1),
			line(222, 460, "困难问题把双拥工作列入年度考核内容同部署同检查同考核做", -1),
			line(222, 540, "到年初有计划年中有检查年末有总结形成齐抓共管的良好局面", -1),
			line(222, 620, "推动双拥工作再上新台阶", -1),
			line(310, 700, "一、指导思想", -1),
		}}
		r := &Reader{engine: e}
		pages, _, err := r.Recognize(context.Background(), []int{4}, func(context.Context, int) (image.Image, float64, error) {
			w, h := 1654, 2339 // A4, as it lies
			if turn%180 != 0 {
				w, h = h, w
			}
			return image.NewGray(image.Rect(0, 0, w, h)), 200, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		b := layout.Blocks(pages)
		if len(b) != 2 || b[1].Text != "一、指导思想" || b[0].Source != gangmu.FromOCR || len(b[0].Lines) != 5 {
			t.Fatalf("turned by %d: %+v", turn, b)
		}
		if b[0].Confidence < 0.9 || len(b[0].Doubts) != 1 || b[0].Doubts[0] != (gangmu.Span{3, 4}) {
			t.Errorf("confidence %v, doubts %v", b[0].Confidence, b[0].Doubts)
		}
		// The box is on the page as it is shown.
		box := b[1].Box
		if wide := box[2]-box[0] > box[3]-box[1]; wide != (turn%180 == 0) || b[1].Page != 4 {
			t.Errorf("turned by %d: box %v on page %d", turn, box, b[1].Page)
		}
	}
}

func TestAPictureIsReadOnce(t *testing.T) {
	e := &fixed{lines: []ocr.Line{line(100, 100, "工作计划", -1)}}
	r := &Reader{Options: Options{Pages: 3}, engine: e, cache: Cache{t.TempDir()}}
	for range 2 {
		if _, _, err := r.Recognize(context.Background(), []int{1, 2, 3}, func(_ context.Context, n int) (image.Image, float64, error) {
			return blank(uint8(n))(nil, n)
		}); err != nil {
			t.Fatal(err)
		}
	}
	if n := e.calls.Load(); n != 3 {
		t.Errorf("%d readings of 3 pictures", n)
	}
}

func TestAPageThatFailsCostsItself(t *testing.T) {
	r := &Reader{engine: &fixed{lines: []ocr.Line{line(100, 100, "工作计划", -1)}}}
	pages, warnings, err := r.Recognize(context.Background(), []int{1, 2, 3}, func(_ context.Context, n int) (image.Image, float64, error) {
		switch n {
		case 1:
			return nil, 0, errors.New("cannot be drawn")
		case 2:
			return blank(13)(nil, n)
		}
		return blank(0)(nil, n)
	})
	if err != nil || pages[0] != nil || pages[1] != nil || pages[2] == nil || len(warnings) != 2 {
		t.Errorf("%v, %v, %v", pages, warnings, err)
	}
}

// slow reads until its time is over.
type slow struct{ fixed }

func (s *slow) Recognize(ctx context.Context, p *ocr.Picture) (*ocr.Page, error) {
	if p.Pix[0] == 1 {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return s.fixed.Recognize(ctx, p)
}

func TestAPageThatTakesTooLongCostsItself(t *testing.T) {
	r := &Reader{engine: &slow{fixed{lines: []ocr.Line{line(100, 100, "工作计划", -1)}}}, limit: time.Millisecond}
	r.cache = Cache{t.TempDir()}
	var extended time.Duration
	r.Extend = func(d time.Duration) { extended += d }
	pages, warnings, err := r.Recognize(context.Background(), []int{1, 2}, func(_ context.Context, n int) (image.Image, float64, error) {
		return blank(uint8(n))(nil, n)
	})
	if err != nil || pages[0] != nil || len(warnings) != 1 || warnings[0].Code != "page_ocr_failed" || warnings[0].Page != 1 {
		t.Errorf("%v, %v, %v", pages, warnings, err)
	}
	if extended != 2*PageTimeout {
		t.Errorf("the file got %s more", extended)
	}
}

// What is finer than print needs is read smaller, and stands where it stood.
func TestHugePicturesAreReadSmaller(t *testing.T) {
	var seen *ocr.Picture
	r := &Reader{engine: &watching{see: func(p *ocr.Picture) { seen = p }}}
	for _, size := range []image.Point{{6000, 6000}, {20_000, 2000}, {1654, 2339}} {
		lines, err := r.Lines(context.Background(), []int{1}, func(context.Context, int) (image.Image, float64, error) {
			return image.NewGray(image.Rectangle{Max: size}), 600, nil
		})
		if err != nil || len(lines[0]) != 1 {
			t.Fatal(err, lines)
		}
		if seen.W*seen.H > maxPixels || size.X*size.Y <= maxPixels && seen.W != size.X {
			t.Errorf("%v was read as %d x %d", size, seen.W, seen.H)
		}
		// The line ends in the middle of the page.
		want := float64(size.X) / 600 * 72 / 2
		if got := lines[0][0].Quad[1][0]; math.Abs(got-want) > 0.5 {
			t.Errorf("%v: at %g points, want %g", size, got, want)
		}
	}
}

// watching reads a line from the left edge to the middle.
type watching struct {
	fixed
	see func(*ocr.Picture)
}

func (w *watching) Recognize(_ context.Context, p *ocr.Picture) (*ocr.Page, error) {
	w.see(p)
	half := float64(p.W) / 2
	q := ocr.Quad{{X: 0, Y: 10}, {X: half, Y: 10}, {X: half, Y: 50}, {X: 0, Y: 50}}
	return &ocr.Page{Width: p.W, Height: p.H, Lines: []ocr.Line{{Quad: q, Text: "线"}}}, nil
}

// A bracket's blank half belongs to the line: headings with one are set in as far as others.
func TestBracketsBeginWhereTheirBlankHalfDoes(t *testing.T) {
	for _, text := range []string{"（一）把双拥工作纳入规划", "(一）把双拥工作纳入规划"} {
		testBracket(t, text)
	}
}

func testBracket(t *testing.T, text string) {
	t.Helper()
	bracketed := line(222+22, 380, text, -1) // ink begins half a size in
	r := &Reader{engine: &fixed{lines: []ocr.Line{line(222, 300, "一、健全双拥工作领导机制", -1), bracketed}}}
	pages, _, err := r.Recognize(context.Background(), []int{1}, blank(0))
	if err != nil {
		t.Fatal(err)
	}
	var starts []float64
	for _, g := range pages[0].Glyphs {
		if g.Text == "一" && len(starts) == 0 || strings.ContainsAny(g.Text, "（(") {
			starts = append(starts, g.X)
		}
	}
	if len(starts) != 2 || math.Abs(starts[0]-starts[1]) > 1.5 {
		t.Errorf("lines begin at %v", starts)
	}
}

func TestMarksThatWereReplacedAreToldOf(t *testing.T) {
	r := &Reader{engine: &fixed{lines: []ocr.Line{line(100, 100, "一丶总则", -1), line(100, 200, "按期办结°", -1)}}}
	_, warnings, err := r.Recognize(context.Background(), []int{2}, blank(0))
	if err != nil || len(warnings) != 1 || warnings[0].Code != "page_ocr_marks" || warnings[0].Page != 2 || warnings[0].Message[:2] != "2 " {
		t.Errorf("%v %v", warnings, err)
	}
}
