package docx

import "bytes"

// readRun reads a w:r (17.3.2.25).
func (b *body) readRun(s *scanner, p *paragraph) error {
	run, hidden := p.run, p.hidden
	p.run = runProps{}
	err := s.Each(func(name string) error {
		if name == "rPr" {
			err := p.run.read(s)
			p.hidden = hidden || b.vanishes(p)
			return err
		}
		return b.inline(s, p, name)
	})
	p.run, p.hidden = run, hidden
	return err
}

// readText reads a w:t (17.3.3.31). Line ends and tabs in the XML are blanks, and blanks
// at its ends count only where they are said to be preserved.
func (b *body) readText(s *scanner, p *paragraph) error {
	keep := s.Attr("space") == "preserve"
	t, err := s.Content()
	if err != nil {
		return err
	}
	for i, c := range t { // content is the caller's until the next call
		if c == '\n' || c == '\t' {
			t[i] = ' '
		}
	}
	if !keep {
		t = bytes.Trim(t, " ")
	}
	b.write(p, t)
	return nil
}

// vanishes reports whether the run being read is hidden, by itself or by a style.
func (b *body) vanishes(p *paragraph) bool {
	return b.styles.toggled(b.styleOf(p), &p.run, func(r *runProps) *bool { return r.vanish })
}

// unseen reports whether a paragraph without text is hidden: then it takes no number.
func (b *body) unseen(p *paragraph) bool {
	return b.styles.toggled(b.styleOf(p), &p.props.mark, func(r *runProps) *bool { return r.vanish })
}
