package doc

// Properties of a paragraph, set by its style and by itself. Lengths are in twips (1/20
// point); where characters are given as well, in hundredths, they win.
type paraProps struct {
	style     int
	align     int // 0 left, 1 centre, 2 right, 3 justified, 4 distributed
	left      int
	first     int
	leftChars int
	firstChar int
	outline   int // 0..8; 9 is body text
	list      int // ilfo: 1.. is a list, 0 none
	level     int // -1 where it is not said
	depth     int // of tables
	pageTop   bool
	rowEnd    bool // the paragraph is the mark behind a row
	cellEnd   bool // the paragraph ends a cell of a nested table
	anld      bool // numbered as Word 95 did
	rowList   []byte
}

// Properties of characters.
type charProps struct {
	font    int
	size    int // half points
	bold    bool
	hidden  bool
	deleted bool
	special bool
	symbol  rune // of a symbol font; 0 is none

	symbolFont int
}

// apply changes p by a list of modifiers. Larger lists are in the Data stream (2.6.2,
// sprmPHugePapx).
func (p *paraProps) apply(list, data []byte) {
	p.applyOnce(list, func(at int) {
		p.applyOnce(piece(data, at+2, u16(data, at)), func(int) {})
	})
}

func (p *paraProps) applyOnce(list []byte, huge func(at int)) {
	each(list, func(code int, x []byte) {
		switch code {
		case sprmPJc, sprmPJc80:
			p.align = u8(x, 0)
		case sprmPPageBreakBefore:
			p.pageTop = u8(x, 0) != 0
		case sprmPIlvl:
			p.level = u8(x, 0)
		case sprmPIlfo:
			p.list = listNumber(u16(x, 0))
		case sprmPDxaLeft, sprmPDxaLeft80:
			p.left = i16(x, 0)
		case sprmPDxaLeft1, sprmPDxaLeft180:
			p.first = i16(x, 0)
		case sprmPDxcLeft:
			p.leftChars = i16(x, 0)
		case sprmPDxcLeft1:
			p.firstChar = i16(x, 0)
		case sprmPOutLvl:
			p.outline = u8(x, 0)
		case sprmPFInTable:
			if u8(x, 0) != 0 {
				p.depth = max(p.depth, 1)
			}
		case sprmPItap:
			p.depth = min(max(i32(x, 0), 0), maxTableDepth)
		case sprmPFTtp, sprmPInnerTtp:
			p.rowEnd = u8(x, 0) != 0
		case sprmPInnerCell:
			p.cellEnd = u8(x, 0) != 0
		case sprmPAnld:
			p.anld = true
		case sprmPHuge, sprmPHuge80:
			huge(int(u32(x, 0)))
		case sprmTDefTable, sprmTVertMerge, sprmTMerge:
			p.rowList = append(p.rowList, modifier(code, x)...)
		}
	})
}

// modifier writes a table modifier down again, to be read when its row is known.
func modifier(code int, x []byte) []byte {
	out := []byte{byte(code), byte(code >> 8)}
	switch {
	case code == sprmTDefTable:
		out = append(out, byte(len(x)+1), byte((len(x)+1)>>8))
	case operandSizes[code>>13] == 0:
		out = append(out, byte(len(x)))
	}
	return append(out, x...)
}

// listNumber is the list an ilfo means (2.6.2, sprmPIlfo). Numbers from F801 on are
// those of lists that were taken off; 07FF are lists of Word 95.
func listNumber(ilfo int) int {
	if ilfo >= 0x7FF {
		return 0
	}
	return ilfo
}

// apply changes c by a list of modifiers. styled are the properties of the paragraph's
// style, which toggles count from.
func (c *charProps) apply(list []byte, st *stylesheet, styled charProps) {
	each(list, func(code int, x []byte) {
		switch code {
		case sprmCIstd:
			st.applyCharacterStyle(c, u16(x, 0))
		case sprmCPlain:
			*c = styled
		case sprmCBold:
			c.bold = toggle(u8(x, 0), styled.bold)
		case sprmCVanish:
			c.hidden = toggle(u8(x, 0), styled.hidden)
		case sprmCDeleted:
			c.deleted = u8(x, 0) != 0
		case sprmCSpecial:
			c.special = u8(x, 0) != 0
		case sprmCHps:
			c.size = u16(x, 0)
		case sprmCFarEast:
			c.font = u16(x, 0)
		case sprmCSymbol:
			c.symbol, c.symbolFont, c.special = rune(u16(x, 2)), u16(x, 0), true
		}
	})
}

// toggle is a ToggleOperand (2.9.327): off, on, as in the style, or the opposite.
func toggle(x int, style bool) bool {
	switch x {
	case 0x80:
		return style
	case 0x81:
		return !style
	}
	return x != 0
}
