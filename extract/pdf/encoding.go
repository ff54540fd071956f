package pdf

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A codec cuts a string into character codes and decodes one.
type codec struct {
	split  func(s string) []string
	decode func(code string) string // nil: only ToUnicode can tell
}

// predefined are the CMaps of ISO 32000-1, 9.7.5.2, by name without -H and -V, whose
// codes are those of an encoding.
var predefined = map[string]codec{
	"UniGB-UCS2": utf16Codec, "UniGB-UTF16": utf16Codec, "UniCNS-UCS2": utf16Codec, "UniCNS-UTF16": utf16Codec,
	"UniJIS-UCS2": utf16Codec, "UniJIS-UCS2-HW": utf16Codec, "UniJIS-UTF16": utf16Codec, "UniKS-UCS2": utf16Codec, "UniKS-UTF16": utf16Codec,
	"GBK-EUC": gbkCodec, "GBKp-EUC": gbkCodec, "GB-EUC": gbkCodec, "GBpc-EUC": gbkCodec,
	"GBK2K": {splitGB18030, decoder(simplifiedchinese.GB18030)},
	"B5pc":  big5Codec, "ETen-B5": big5Codec, "ETenms-B5": big5Codec, "HKscs-B5": big5Codec,
	"90ms-RKSJ": sjisCodec, "90msp-RKSJ": sjisCodec, "90pv-RKSJ": sjisCodec,
	"KSC-EUC": koreanCodec, "KSCms-UHC": koreanCodec, "KSCms-UHC-HW": koreanCodec, "KSCpc-EUC": koreanCodec,
}

var (
	utf16Codec    = codec{splitPairs, utf16Text}
	identityCodec = codec{splitPairs, nil}
	gbkCodec      = codec{splitLead(0x81, 0xfe), decoder(simplifiedchinese.GBK)}
	big5Codec     = codec{splitLead(0x81, 0xfe), decoder(traditionalchinese.Big5)}
	koreanCodec   = codec{splitLead(0x81, 0xfe), decoder(korean.EUCKR)}
	sjisCodec     = codec{splitSJIS, decoder(japanese.ShiftJIS)}
)

// predefinedCodec finds a CMap by its name, and whether it writes downwards.
func predefinedCodec(name string) (c codec, ok, vertical bool) {
	vertical = strings.HasSuffix(name, "-V")
	c, ok = predefined[strings.TrimSuffix(strings.TrimSuffix(name, "-H"), "-V")]
	return c, ok, vertical
}

func decoder(e encoding.Encoding) func(string) string {
	return func(code string) string {
		s, err := e.NewDecoder().String(code)
		if err != nil {
			return "\uFFFD"
		}
		return s
	}
}

func splitBytes(s string) []string {
	out := make([]string, len(s))
	for i := range len(s) {
		out[i] = s[i : i+1]
	}
	return out
}

func splitPairs(s string) []string {
	out := make([]string, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		out = append(out, s[i:i+2])
	}
	return out
}

// splitLead cuts an encoding whose two-byte codes begin with low to high.
func splitLead(low, high byte) func(string) []string {
	return func(s string) []string {
		return splitBy(s, func(s string) int {
			if s[0] >= low && s[0] <= high {
				return 2
			}
			return 1
		})
	}
}

func splitSJIS(s string) []string {
	return splitBy(s, func(s string) int {
		if s[0] >= 0x81 && s[0] <= 0x9f || s[0] >= 0xe0 && s[0] <= 0xfc {
			return 2
		}
		return 1
	})
}

func splitGB18030(s string) []string {
	return splitBy(s, func(s string) int {
		switch {
		case s[0] < 0x81:
			return 1
		case len(s) >= 4 && s[1] >= '0' && s[1] <= '9':
			return 4
		}
		return 2
	})
}

func splitBy(s string, length func(s string) int) []string {
	var out []string
	for len(s) > 0 {
		n := min(length(s), len(s))
		out = append(out, s[:n])
		s = s[n:]
	}
	return out
}
