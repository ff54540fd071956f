package segment

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/gangmu/gangmu"
)

//go:embed dictionary/units.txt
var unitsFile string

// unitWords are the units of amounts by their first character, longest first.
var unitWords = sync.OnceValue(func() map[rune][]string {
	m := map[rune][]string{}
	for _, u := range entries(unitsFile) {
		first := []rune(u)[0]
		k := 0
		for k < len(m[first]) && len(m[first][k]) >= len(u) {
			k++
		}
		m[first] = append(m[first][:k], append([]string{u}, m[first][k:]...)...)
	}
	return m
})

// scales multiply an amount: 1.5亿元.
var scales = map[rune]float64{'百': 1e2, '千': 1e3, '万': 1e4, '亿': 1e8}

// readQuantities reads the amounts: a number, perhaps 余 or 多, scales and a unit.
func (l *ledger) readQuantities() {
	for i := 0; i < len(l.runes); i++ {
		if !isDigit(l.runes[i]) {
			continue
		}
		value, k := decimal(l.runes, i)
		prev := at(l.runes, i-1)
		start := i
		i = k - 1
		if prev == '第' || prev >= 'A' && prev <= 'Z' || prev >= 'a' && prev <= 'z' || prev == '-' || prev == '[' {
			continue
		}
		if c := at(l.runes, k); c == '余' || c == '多' {
			k++
		}
		for scales[at(l.runes, k)] > 0 {
			value *= scales[l.runes[k]]
			k++
		}
		if c := at(l.runes, k); c == '余' || c == '多' {
			k++
		}
		unit := unitOf(l.runes, k)
		if unit == "" {
			continue
		}
		k += utf8Len(unit)
		if at(l.runes, k) == '/' { // 4批次/千人
			e := k + 1
			for e < len(l.runes) && isHan(l.runes[e]) && e-k < 4 {
				e++
			}
			unit, k = unit+string(l.runes[k:e]), e
		}
		l.out.Quantities = append(l.out.Quantities, gangmu.Quantity{
			Text: l.text(start, k), Span: l.span(start, k), Value: value, Unit: unit,
		})
		i = k - 1
	}
}

// decimal reads 3500, 3,500 and 98.6.
func decimal(r []rune, i int) (value float64, end int) {
	k := i
	for isDigit(at(r, k)) || (r[k-1] != '.' && at(r, k) == '.' && isDigit(at(r, k+1))) || at(r, k) == ',' && group(r, k) {
		k++
		if k-i > 20 {
			break
		}
	}
	value, _ = strconv.ParseFloat(strings.ReplaceAll(string(r[i:k]), ",", ""), 64)
	return value, k
}

// group reports whether the comma at i parts thousands.
func group(r []rune, i int) bool {
	return isDigit(at(r, i+1)) && isDigit(at(r, i+2)) && isDigit(at(r, i+3)) && !isDigit(at(r, i+4))
}

// unitOf is the longest unit at i, "" if none stands there.
func unitOf(r []rune, i int) string {
	for _, u := range unitWords()[at(r, i)] {
		if hasPrefix(r[i:], []rune(u)) {
			return u
		}
	}
	return ""
}
