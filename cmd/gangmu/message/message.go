// Package message is the catalogue of what the program says to people: every text stands
// here once, Chinese and English beside each other, and nowhere else in the commands.
//
// A text without arguments is a variable, one with arguments a function, so that the
// compiler checks them; a test checks that both languages use the same ones, and that no
// text lies unused. It knows no streams and no commands. What belongs to documents and
// ledgers, like the messages of findings and the heads of columns, is data in Chinese and
// stands with them.
//
// A full stop ends a Chinese sentence; English ones begin small and go without.
package message

import "fmt"

// A Language is one that the program speaks.
type Language string

// The languages.
const (
	Chinese Language = "zh"
	English Language = "en"
)

// A Text is a message with its arguments. Arguments that are Texts themselves are put
// into the same language.
type Text struct {
	chinese, english string
	arguments        []any
}

// text is a message with arguments, which its two forms take in the manner of
// [fmt.Sprintf]; forms without arguments are plain.
func text(chinese, english string, arguments ...any) Text {
	return Text{chinese, english, arguments}
}

// In is the message in a language.
func (t Text) In(l Language) string {
	form := t.chinese
	if l == English {
		form = t.english
	}
	if len(t.arguments) == 0 {
		return form
	}
	arguments := make([]any, len(t.arguments))
	for i, a := range t.arguments {
		switch a := a.(type) {
		case Text:
			arguments[i] = a.In(l)
		default:
			arguments[i] = a
		}
	}
	return fmt.Sprintf(form, arguments...)
}

// Verbatim is what others said: names, and errors of the system.
func Verbatim(s string) Text { return Text{chinese: s, english: s} }
