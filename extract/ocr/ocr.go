// Package ocr reads printed lines in pictures of pages: what stands where, and how sure
// the reading is of every character.
//
// Engines implement [Recognizer]; they are packages ppocr and tesseract. This package
// holds what they share: pictures and their cleaning, geometry, reading order, and the
// repair of marks that engines confuse. It knows nothing of files, paragraphs and plans.
package ocr

import "context"

// A Recognizer reads pictures of pages. It may be called from several goroutines.
type Recognizer interface {
	// Engine names the engine for people, "ppocr-v4".
	Engine() string

	// Version tells people which version of the engine it is.
	Version() string

	// Key changes with everything that a reading depends on: models, settings, code.
	Key() string

	// Recognize reads a picture. A picture without text gives a page without lines. The
	// picture is not changed.
	Recognize(ctx context.Context, p *Picture) (*Page, error)
}

// A Page is what was read in a picture, in reading order.
type Page struct {
	Width, Height int     // of the picture, turned upright by Turn
	Turn          int     // degrees clockwise by which the picture was turned to read: 0, 90, 180, 270
	Skew          float64 // degrees clockwise by which lines slope after that
	Lines         []Line
	Rules         []Segment // ruling lines, in pixels of the upright picture
	Dropped       int       // lines that were found and not read well enough to be text
	Seal          bool      // red ink stood over text and was looked through
}

// A Line is a printed line, or the part of one that wide gaps set apart.
type Line struct {
	Quad       Quad    // in pixels of the upright picture
	Text       string  // never empty
	Chars      []Char  // one for each code point of Text
	Confidence float64 // mean over the characters, 0 to 1
	Repairs    int     // marks that were replaced by what looks like them, see RepairMarks
	Row        int     // lines side by side have one row; rows ascend
	Cell       int     // place in the row, from 0
}

// A Char is where a character of a line is, and how sure it is.
type Char struct {
	At         float64 // of its middle along the quad's upper edge, 0 to 1
	Confidence float64 // 0 to 1
}

// mean is the mean confidence of characters.
func mean(chars []Char) float64 {
	if len(chars) == 0 {
		return 0
	}
	sum := 0.0
	for _, c := range chars {
		sum += c.Confidence
	}
	return sum / float64(len(chars))
}

// NewLine makes a line of what was read in a quad, with marks and number repaired.
func NewLine(q Quad, text []rune, chars []Char) Line {
	repairs := RepairMarks(text)
	text, chars = RepairLabel(text, chars)
	return Line{Quad: q, Text: string(text), Chars: chars, Confidence: mean(chars), Repairs: repairs}
}
