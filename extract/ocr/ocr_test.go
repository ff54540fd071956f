package ocr

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"
)

func quad(x, y, w, h float64) Quad { return Quad{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}} }

func TestLinesComeInReadingOrder(t *testing.T) {
	turned := func(q Quad, degrees float64) Quad {
		sin, cos := math.Sincos(degrees * math.Pi / 180)
		for i, p := range q {
			q[i] = Point{p.X*cos - p.Y*sin, p.X*sin + p.Y*cos}
		}
		return q
	}
	for _, skew := range []float64{0, 3, -3} {
		p := Page{Width: 1000, Height: 1400}
		for _, l := range []Line{
			{Text: "d", Quad: quad(100, 300, 800, 40)}, {Text: "c", Quad: quad(600, 205, 300, 40)},
			{Text: "a", Quad: quad(100, 100, 800, 40)}, {Text: "b", Quad: quad(100, 200, 300, 40)},
		} {
			l.Quad = turned(l.Quad, skew)
			p.Lines = append(p.Lines, l)
		}
		p.Order()
		got := ""
		for _, l := range p.Lines {
			got += l.Text
		}
		if got != "abcd" || p.Lines[1].Row != p.Lines[2].Row || p.Lines[2].Cell != 1 || p.Lines[3].Row != 2 {
			t.Errorf("skew %v: order %s, %+v", skew, got, p.Lines)
		}
		if math.Abs(p.Skew-skew) > 0.01 {
			t.Errorf("skew %v, want %v", p.Skew, skew)
		}
	}
}

func TestOfTwoPagesOnASheetTheLeftComesFirst(t *testing.T) {
	p := Page{Width: 2400, Height: 1600}
	for i := range 5 {
		y := float64(100 + 60*i)
		p.Lines = append(p.Lines, Line{Text: "R", Quad: quad(1400, y, 800, 40)}, Line{Text: "L", Quad: quad(100, y, 800, 40)})
	}
	p.Order()
	for i, l := range p.Lines {
		if want := map[bool]string{true: "L", false: "R"}[i < 5]; l.Text != want {
			t.Fatalf("line %d is %s", i, l.Text)
		}
	}
}

func TestTheEnclosingRectangleIsLeast(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		angle := (r.Float64() - 0.5) * math.Pi / 2.1
		want := Rectangle{Point{50, 60}, Point{math.Cos(angle), math.Sin(angle)}, 40, 10}
		q := want.Quad()
		points := q[:]
		for range 30 { // points within
			a, b := r.Float64(), r.Float64()
			points = append(points, between(between(q[0], q[1], a), between(q[3], q[2], a), b))
		}
		got := Enclosing(points)
		if math.Abs(got.Width*got.Height-400) > 1e-6 || distance(got.Middle, want.Middle) > 1e-6 || math.Abs(got.Width-40) > 1e-6 {
			t.Fatalf("at %v: %+v", angle, got)
		}
	}
}

func TestMarksAreRepairedWhereTheyCannotStand(t *testing.T) {
	for in, want := range map[string]string{
		"一丶总则":          "一、总则",
		"办结°":           "办结。",
		"25°C":          "25°C",
		"办结·":           "办结。",
		"“9·30”烈士纪念日":   "“9·30”烈士纪念日",
		"让·雅克":          "让·雅克",
		"落实’推进":         "落实，推进",
		"‘放管服’改革":       "‘放管服’改革",
		"市政办发(2023)66号": "市政办发〔2023〕66号",
		"市政办发〔2023]57号": "市政办发〔2023〕57号",
		"（2023）年":       "（2023）年",
		"政策(2023)66号文":  "政策(2023)66号文",
	} {
		text := []rune(in)
		changed := 0
		for i, r := range []rune(in) {
			if []rune(want)[i] != r {
				changed++
			}
		}
		if n := RepairMarks(text); n != changed {
			t.Errorf("%s: %d repairs, want %d", in, n, changed)
		}
		if string(text) != want {
			t.Errorf("%s: %s, want %s", in, string(text), want)
		}
	}
}

func TestNumbersOfItemsAreRepairedAndShown(t *testing.T) {
	for in, want := range map[string]string{
		"（一-）强化组织": "（一）强化组织",
		"(二、)强化组织": "(二)强化组织",
		":2:落实条例":  "2.落实条例",
		"4:加强养老":   "4.加强养老",
		"1..深化改革":  "1.深化改革",
		"·1.规范预算":  "1.规范预算",
		"1、规范预算":   "1、规范预算",
		"12.规范预算":  "12.规范预算",
		"（一）强化组织":  "（一）强化组织",
		"8:30到岗执勤": "8:30到岗执勤",
		"2024年工作":  "2024年工作",
		"3.5万元以上":  "3.5万元以上",
		"、春节期间走访":  "、春节期间走访",
		"一、规范预算":   "一、规范预算",
	} {
		var chars []Char
		for range []rune(in) {
			chars = append(chars, Char{Confidence: 0.8})
		}
		l := NewLine(Quad{}, []rune(in), chars)
		doubts := 0
		for _, c := range l.Chars {
			if c.Confidence < 0.6 {
				doubts++
			}
		}
		if l.Text != want || len(l.Chars) != len([]rune(want)) || (doubts > 0) != (in != want) {
			t.Errorf("%s: %s with %d doubts, want %s", in, l.Text, doubts, want)
		}
	}
}

// A mark that was read for certain is printed so: offices type 4： too.
func TestAMarkReadForCertainStays(t *testing.T) {
	in := []rune("4：加强养老")
	chars := make([]Char, len(in))
	for i := range chars {
		chars[i].Confidence = 0.99
	}
	if text, _ := RepairLabel(in, chars); string(text) != string(in) {
		t.Errorf("%s", string(text))
	}
}

func TestAPictureTurnsAndTurnsBack(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 7, 5))
	for i := range m.Pix {
		m.Pix[i] = uint8(i * 7)
	}
	for i := 3; i < len(m.Pix); i += 4 {
		m.Pix[i] = 255
	}
	p := FromImage(m)
	if p.Channels != 3 {
		t.Fatalf("%d channels", p.Channels)
	}
	for _, d := range []int{90, 180, 270} {
		q := p.Turned(d)
		if d != 180 && (q.W != p.H || q.H != p.W) {
			t.Errorf("turned by %d: %d x %d", d, q.W, q.H)
		}
		if back := q.Turned(360 - d); string(back.Pix) != string(p.Pix) {
			t.Errorf("turned by %d and back: another picture", d)
		}
	}
	if q := p.Turned(90); q.Pix[0] != p.Pix[(p.H-1)*p.W*3] {
		t.Error("the lower left corner is not the upper left one")
	}
}

func TestGrayScansOfColourScannersAreGray(t *testing.T) {
	m := image.NewRGBA(image.Rect(0, 0, 100, 100))
	for y := range 100 {
		for x := range 100 {
			m.Set(x, y, color.RGBA{200, 205, 210, 255})
		}
	}
	if p := FromImage(m); p.Channels != 1 {
		t.Errorf("%d channels", p.Channels)
	}
	for x := range 20 {
		m.Set(x, 50, color.RGBA{220, 40, 40, 255})
	}
	if p := FromImage(m); p.Channels != 3 || !p.HasRed() {
		t.Error("red ink is not seen")
	}
}

func TestUnevenPaperBecomesEven(t *testing.T) {
	p := NewPicture(300, 200, 1)
	for y := range p.H {
		for x := range p.W {
			v := 150 + x*60/p.W
			if y%20 < 4 && x%10 < 5 { // print
				v /= 4
			}
			p.Pix[y*p.W+x] = uint8(v)
		}
	}
	f := p.Flattened()
	for _, x := range []int{8, 57, 158, 298} {
		if v := f.Pix[10*p.W+x]; v < 225 {
			t.Errorf("paper at %d is %d", x, v)
		}
		if v := f.Pix[2*p.W+x/10*10]; v > 90 {
			t.Errorf("print at %d is %d", x/10*10, v)
		}
	}
}
