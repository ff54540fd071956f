package xmlscan

// Root calls f for every child of the root element, as Each does.
func (s *Scanner) Root(f func(name string) error) error {
	for {
		t, err := s.Next()
		if err != nil {
			return unexpected(err)
		}
		if t == StartTag {
			return s.Each(f)
		}
	}
}

// Each calls f for every child of the element that was just started, and returns behind
// its end. f must consume its element, with Each, Content or Skip.
func (s *Scanner) Each(f func(name string) error) error {
	for {
		t, err := s.Next()
		if err != nil {
			return unexpected(err)
		}
		switch t {
		case EndTag:
			return nil
		case StartTag:
			if err := f(s.Name()); err != nil {
				return err
			}
		}
	}
}

// Content returns the text of the element that was just started, and of its children.
// It is valid until the next call of a method.
func (s *Scanner) Content() ([]byte, error) {
	out := s.content[:0]
	for depth := 1; depth > 0; {
		t, err := s.Next()
		if err != nil {
			return nil, unexpected(err)
		}
		switch t {
		case StartTag:
			depth++
		case EndTag:
			depth--
		case Text:
			out = append(out, s.chars...)
		}
		if len(out) > MaxTokenBytes {
			return nil, ErrToken
		}
	}
	s.content = out
	return out, nil
}

// Skip passes over the element that was just started.
func (s *Scanner) Skip() error {
	for depth := 1; depth > 0; {
		t, err := s.Next()
		if err != nil {
			return unexpected(err)
		}
		switch t {
		case StartTag:
			depth++
		case EndTag:
			depth--
		}
	}
	return nil
}
