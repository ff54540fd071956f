package doc

// Single property modifiers (2.2.5): a code of two bytes, whose upper three bits give the
// size of the operand behind it. These are the ones that are read (2.6).
const (
	sprmPIstd            = 0x4600
	sprmPJc80            = 0x2403 // in older files
	sprmPJc              = 0x2461
	sprmPPageBreakBefore = 0x2407
	sprmPIlvl            = 0x260A
	sprmPIlfo            = 0x460B
	sprmPDxaLeft80       = 0x840F
	sprmPDxaLeft         = 0x845E
	sprmPDxaLeft180      = 0x8411
	sprmPDxaLeft1        = 0x8460
	sprmPDxcLeft         = 0x4456
	sprmPDxcLeft1        = 0x4457
	sprmPOutLvl          = 0x2640
	sprmPFInTable        = 0x2416
	sprmPFTtp            = 0x2417
	sprmPItap            = 0x6649
	sprmPInnerCell       = 0x244B
	sprmPInnerTtp        = 0x244C
	sprmPHuge            = 0x6646
	sprmPHuge80          = 0x6645
	sprmPAnld            = 0xC63E

	sprmCDeleted = 0x0800
	sprmCBold    = 0x0835
	sprmCVanish  = 0x083C
	sprmCIstd    = 0x4A30
	sprmCPlain   = 0x2A33
	sprmCHps     = 0x4A43
	sprmCAscii   = 0x4A4F
	sprmCFarEast = 0x4A50
	sprmCSymbol  = 0x6A09
	sprmCSpecial = 0x0855

	sprmTDefTable   = 0xD608
	sprmTDefTable10 = 0xD606
	sprmTVertMerge  = 0xD62B
	sprmTMerge      = 0x5624
	sprmPChgTabs    = 0xC615
)

// operandSizes by the upper three bits of a code; 0 means that a byte before the operand
// says it.
var operandSizes = [8]int{1, 1, 2, 4, 2, 2, 0, 3}

// each calls f for every modifier of a list, with its operand. A list that breaks off
// ends there.
func each(list []byte, f func(code int, operand []byte)) {
	for len(list) >= 2 {
		code := u16(list, 0)
		at, n := 2, operandSizes[code>>13]
		switch {
		case n > 0:
		case code == sprmTDefTable || code == sprmTDefTable10: // two bytes, one too many (2.9.307)
			at, n = 4, u16(list, 2)-1
		case code == sprmPChgTabs && u8(list, 2) == 255: // 2.9.182
			deleted := u8(list, 3)
			at, n = 3, 1+4*deleted+1+3*u8(list, 4+4*deleted)
		default:
			at, n = 3, u8(list, 2)
		}
		if n < 0 || at+n > len(list) {
			return
		}
		f(code, list[at:at+n])
		list = list[at+n:]
	}
}
