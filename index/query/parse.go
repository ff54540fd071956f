package query

import (
	"strings"
	"unicode"
)

// Limits on what is parsed: the work of a query grows with its length.
const (
	maxQuery = 1000 // code points
	maxDepth = 20
)

// Parse parses a query. The empty query is nil, which asks for everything. Errors are
// *Error.
func Parse(s string) (Node, error) {
	p := &parser{runes: []rune(s)}
	if len(p.runes) > maxQuery {
		return nil, &Error{maxQuery, TooLong}
	}
	p.blanks()
	if p.end() {
		return nil, nil
	}
	n, err := p.or(0)
	if err == nil && !p.end() { // only a closing bracket stops or
		err = p.fault(LoneBracket)
	}
	if err != nil {
		return nil, err
	}
	return n, nil
}

// A parser reads runes from at on.
type parser struct {
	runes []rune
	at    int
}

func (p *parser) end() bool { return p.at >= len(p.runes) }

func (p *parser) fault(r Reason) error { return &Error{p.at, r} }

func (p *parser) blanks() {
	for !p.end() && blank(p.runes[p.at]) {
		p.at++
	}
}

// blank parts words. A 、 or ， does not: what stands on both sides of it must be there anyway.
func blank(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// closing is the quote that closes what r opens, 0 if r is no quote.
func closing(r rune) string {
	switch r {
	case '"', '“', '”', '＂':
		return `"“”＂`
	case '「', '『':
		return "」』"
	}
	return ""
}

func opens(r rune) bool  { return r == '(' || r == '（' }
func closes(r rune) bool { return r == ')' || r == '）' }
func minus(r rune) bool  { return r == '-' || r == '－' || r == '−' }

// special runes end a word.
func special(r rune) bool {
	return blank(r) || closing(r) != "" || opens(r) || closes(r) || r == '|' || r == '｜'
}

func (p *parser) or(depth int) (Node, error) {
	if depth > maxDepth {
		return nil, p.fault(TooDeep)
	}
	var parts []Node
	for {
		n, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
		if !p.joint() {
			break
		}
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	return Or{parts}, nil
}

// joint reads an OR. It stands alone: 或者 in a longer word is part of it.
func (p *parser) joint() bool {
	p.blanks()
	if !p.end() && (p.runes[p.at] == '|' || p.runes[p.at] == '｜') {
		p.at++
		return true
	}
	if w := p.peek(); w == "OR" || w == "或者" {
		p.at += len([]rune(w))
		return true
	}
	return false
}

// peek is the word that follows.
func (p *parser) peek() string {
	i := p.at
	for i < len(p.runes) && !special(p.runes[i]) {
		i++
	}
	return string(p.runes[p.at:i])
}

func (p *parser) and(depth int) (Node, error) {
	var parts []Node
	for {
		p.blanks()
		if p.end() || closes(p.runes[p.at]) {
			break
		}
		at := p.at
		if joint := p.joint(); joint {
			p.at = at
			break
		}
		n, err := p.item(depth)
		if err != nil {
			return nil, err
		}
		parts = append(parts, n)
	}
	switch len(parts) {
	case 0:
		return nil, p.fault(NothingToJoin)
	case 1:
		return parts[0], nil
	}
	return And{parts}, nil
}

func (p *parser) item(depth int) (Node, error) {
	r := p.runes[p.at]
	switch {
	case minus(r) && p.at+1 < len(p.runes) && !blank(p.runes[p.at+1]):
		p.at++
		if depth++; depth > maxDepth {
			return nil, p.fault(TooDeep)
		}
		if closes(p.runes[p.at]) {
			return nil, p.fault(NothingToJoin)
		}
		n, err := p.item(depth)
		if err != nil {
			return nil, err
		}
		return Not{n}, nil
	case opens(r):
		start := p.at
		p.at++
		n, err := p.or(depth + 1)
		if err != nil {
			return nil, err
		}
		if p.end() {
			return nil, &Error{start, OpenBracket}
		}
		p.at++
		return n, nil
	case closing(r) != "":
		text, err := p.phrase()
		return Phrase{text}, err
	}
	return p.word()
}

// phrase reads a quoted text; the parser is at its quote.
func (p *parser) phrase() (string, error) {
	start := p.at
	close := closing(p.runes[p.at])
	for p.at++; !p.end(); p.at++ {
		if strings.ContainsRune(close, p.runes[p.at]) {
			text := strings.Join(strings.FieldsFunc(string(p.runes[start+1:p.at]), blank), " ")
			text = strings.Map(unquoted, text)
			if text == "" {
				return "", &Error{start, NoWord}
			}
			p.at++
			return text, nil
		}
	}
	return "", &Error{start, OpenQuote}
}

// unquoted drops quotes of the other kind, which stand for nothing in a text.
func unquoted(r rune) rune {
	if closing(r) != "" || r == '」' || r == '』' {
		return -1
	}
	return r
}

// word reads a word, or a field with its value.
func (p *parser) word() (Node, error) {
	start := p.at
	for !p.end() && !special(p.runes[p.at]) {
		if r := p.runes[p.at]; r == ':' || r == '：' {
			if name, ok := fieldNames[strings.ToLower(string(p.runes[start:p.at]))]; ok {
				p.at++
				return p.field(name)
			}
		}
		p.at++
	}
	if p.at == start { // a lone sign
		p.at++
	}
	return Words{string(p.runes[start:p.at])}, nil
}

// field reads the value of a field; the parser is behind the colon.
func (p *parser) field(name FieldName) (Node, error) {
	if p.end() || special(p.runes[p.at]) && closing(p.runes[p.at]) == "" {
		return nil, p.fault(NoValue)
	}
	start := p.at
	var text string
	if closing(p.runes[p.at]) != "" {
		var err error
		if text, err = p.phrase(); err != nil {
			return nil, err
		}
	} else {
		text = p.peek()
		p.at += len([]rune(text))
	}
	switch name {
	case Year:
		return parseRange(name, text, start, BadYear)
	case Due:
		return parseRange(name, text, start, BadDate)
	}
	return Field{name, text}, nil
}
