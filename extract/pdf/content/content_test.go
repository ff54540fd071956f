package content

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/gangmu/gangmu/extract/pdf/object"
	"github.com/gangmu/gangmu/extract/pdf/page"
)

// fonts are a horizontal font, a vertical one and a Type3 font, whose em is 100 units.
const fonts = `<< /Font << /H << /Subtype /Type0 /Encoding /UniGB-UTF16-H /DescendantFonts [ << /DW 1000 /W [ 0 100 500 ] >> ] >>
/V << /Subtype /Type0 /Encoding /UniGB-UTF16-V /DescendantFonts [ << /DW 1000 >> ] >>
/T << /Subtype /Type3 /FontMatrix [.01 0 0 .01 0 0] /FontBBox [0 0 100 100] /FirstChar 65 /Widths [60] /Encoding << /Differences [65 /A] >> >> >>
/XObject << /F 3 0 R /I << /Subtype /Image >> >> >>`

// source is a page of the content, with a form that shows 乙 and itself.
func source(content string) Source {
	form := "BT /H 10 Tf 5 5 Td <4E59> Tj ET /F Do"
	f, err := object.Open([]byte(fmt.Sprintf("%%PDF-1.4\n1 0 obj\n<< /Resources %s >>\nendobj\n2 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n"+
		"3 0 obj\n<< /Subtype /Form /Matrix [1 0 0 1 100 200] /Length %d >>\nstream\n%s\nendstream\nendobj\n4 0 obj\n<< /Contents 2 0 R >>\nendobj\n",
		fonts, len(content), content, len(form), form)))
	if err != nil {
		panic(err)
	}
	return Source{Number: 1, Object: f.Object(4), Resources: f.Object(1).Key("Resources"), Box: Box{X1: 600, Y1: 800}}
}

func run(t testing.TB, content string) *page.Page {
	p, err := Read(context.Background(), source(content), Fonts{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestGlyphsStandWhereTheyArePainted(t *testing.T) {
	for name, c := range map[string]struct{ content, want string }{
		"advance":         {"BT /H 10 Tf 100 700 Td <4E594E59> Tj ET", "乙 100,100 w10 s10; 乙 110,100 w10 s10"},
		"character space": {"BT /H 10 Tf 2 Tc 100 700 Td <4E594E59> Tj ET", "乙 100,100 w10 s10; 乙 112,100 w10 s10"},
		"array":           {"BT /H 10 Tf 100 700 Td [<4E59> -500 <4E59>] TJ ET", "乙 100,100 w10 s10; 乙 115,100 w10 s10"},
		"next lines":      {"BT /H 10 Tf 12 TL 100 700 Td <4E59> Tj T* <4E59> Tj <4E59> ' ET", "乙 100,100 w10 s10; 乙 100,112 w10 s10; 乙 100,124 w10 s10"},
		"scale and rise":  {"BT /H 10 Tf 50 Tz 3 Ts 100 700 Td <4E594E59> Tj ET", "乙 100,97 w5 s10; 乙 105,97 w5 s10"},
		"matrix":          {"q 2 0 0 2 0 0 cm BT /H 10 Tf 1 0 0 1 50 350 Tm <4E59> Tj ET Q", "乙 100,100 w20 s20"},
		"turned":          {"BT /H 10 Tf 0 -1 1 0 100 700 Tm <4E594E59> Tj ET", "乙 100,100 w10 s10 turn 90; 乙 100,110 w10 s10 turn 90"},
		"vertical":        {"BT /V 10 Tf 100 700 Td <4E594E59> Tj ET", "乙 100,100 w10 s10 down; 乙 100,110 w10 s10 down"},
		"Type3":           {"BT /T 10 Tf 100 700 Td (AA) Tj ET", "A 100,100 w6 s10; A 106,100 w6 s10"},
		"a form":          {"/F Do", "乙 105,595 w10 s10; 乙 205,395 w10 s10; 乙 305,195 w10 s10; 乙 405,-5 w10 s10; 乙 505,-205 w10 s10; 乙 605,-405 w10 s10; 乙 705,-605 w10 s10; 乙 805,-805 w10 s10"},
		"unpainted":       {"BT /H 10 Tf 3 Tr 100 700 Td <4E59> Tj ET", "乙 100,100 w10 s10 unseen"},
		"no such font":    {"BT /X 10 Tf 100 700 Td <4E59> Tj ET", "\uFFFD 100,100 w5 s10; \uFFFD 105,100 w5 s10"},
		"no number":       {"BT /H (x) Tf 100 700 Td <4E59> Tj ET", "乙 100,100 w0 s0"},
		"too few":         {"BT /H 10 Tf 700 Td Tj <4E59> Tj ET", "乙 0,800 w10 s10"},
	} {
		var got []string
		for _, g := range run(t, c.content).Glyphs {
			s := fmt.Sprintf("%s %.4g,%.4g w%.4g s%.4g", g.Text, g.X, g.Y, g.Width, g.Size)
			if g.Turn != 0 {
				s += fmt.Sprint(" turn ", g.Turn)
			}
			if g.Vertical {
				s += " down"
			}
			if g.Invisible {
				s += " unseen"
			}
			got = append(got, s)
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s: %s, want %s", name, g, c.want)
		}
	}
}

func TestRulesAndImages(t *testing.T) {
	p := run(t, "10 700 m 200 700 l S 10 10 100 50 re S 20 20 1 300 re f 30 30 50 50 re f 0 0 m 50 90 l S q 300 0 0 800 0 0 cm /I Do Q")
	want := "[{10 100 200 100} {10 740 110 740} {10 790 110 790} {10 740 10 790} {110 740 110 790} {20.5 480 20.5 780}]"
	if got := fmt.Sprint(p.Rules); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if p.Images != 1 || math.Abs(p.Cover-0.5) > 0.01 {
		t.Errorf("%d images cover %g", p.Images, p.Cover)
	}
}

func TestReadingStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, source(strings.Repeat("q Q ", 10_000)), Fonts{}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func FuzzContent(f *testing.F) {
	for _, s := range []string{
		"BT /H 10 Tf 100 700 Td [<4E59> -500 <4E59>] TJ T* (x) ' 1 2 (y) \" ET",
		"/F Do q 2 0 0 2 0 0 cm BI /W 1 /H 1 ID x EI Q 10 10 5 5 re S 1 2 m 3 4 l h f",
		"/Span << /ActualText (a) >> BDC BT /V 1e9 Tf <4E59> Tj ET EMC EMC",
		"BT /T 10 Tf 1e300 0 0 1e300 0 0 Tm (A) Tj ET",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, content string) {
		p := run(t, content)
		if len(p.Glyphs) > maxGlyphs || len(p.Rules) > maxRules || p.Cover < 0 || p.Cover > 1 {
			t.Fatalf("%d glyphs, %d rules, cover %g", len(p.Glyphs), len(p.Rules), p.Cover)
		}
		for _, g := range p.Glyphs {
			if bad(g.X) || bad(g.Y) || bad(g.Width) || bad(g.Size) || g.Turn < 0 || g.Turn > 359 {
				t.Fatalf("%+v", g)
			}
		}
	})
}
