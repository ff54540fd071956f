package segment

import (
	"fmt"
	"strings"
	"time"

	"github.com/gangmu/gangmu"
)

// Dates as plans give them:
//
//	date   = [year] [month | quarter | half] [day | third] [end] [before]
//	year   = 2024年 | 今年 | 明年 | 每年 | 年(底)
//	month  = 6月, 6月份;  quarter = 第三季度, 3季度, 二季度;  half = 上半年
//	third  = 上旬 中旬 下旬;  end = 底 末 初;  before = 前, 之前, 以前
//
// A date with before is a deadline wherever it stands; others are where a field or a
// column asks for one.
type dateExpr struct {
	to                    int // end in the runes
	year, month, day      int // 0 if not said
	quarter, half, third  int
	end, start, before    bool
	every                 string
	relative, whole, next bool // 今年, 全年, 明年
}

// dated reports whether folded text holds a date with digits.
func dated(s string) bool {
	r := []rune(s)
	for i := range r {
		if isDigit(r[i]) && (i == 0 || !isDigit(r[i-1])) {
			if d := parseDate(r, i); d.to > i && (d.year > 0 || d.month > 0) {
				return true
			}
		}
	}
	return false
}

// parseDate reads a date at i; to is i if there is none.
func parseDate(r []rune, i int) dateExpr {
	d := dateExpr{to: i}
	k := i
	word := func(w string) bool {
		if hasPrefix(r[k:], []rune(w)) {
			k += utf8Len(w)
			return true
		}
		return false
	}
	if n, e := number(r, k); e-k == 4 && at(r, e) == '年' && n > 1900 && n < 2200 {
		d.year, k = n, e+1
	} else {
		switch {
		case word("今年"), word("本年"), word("当年"):
			d.relative = true
		case word("明年"):
			d.next = true
		case word("每年"):
			d.every = "year"
		case word("全年"):
			d.whole = true
		}
	}
	for word(" ") {
	}
	if n, e := number(r, k); e > k && e-k <= 2 && at(r, e) == '月' && n >= 1 && n <= 12 {
		d.month, k = n, e+1
		word("份")
	} else if q, e := quarter(r, k); q > 0 {
		d.quarter, k = q, e
	} else if word("上半年") {
		d.half = 1
	} else if word("下半年") {
		d.half = 2
	}
	if n, e := number(r, k); d.month > 0 && e > k && e-k <= 2 && (at(r, e) == '日' || at(r, e) == '号') && n >= 1 && n <= 31 {
		d.day, k = n, e+1
	} else if d.month > 0 {
		for n, w := range []string{"上旬", "中旬", "下旬"} {
			if word(w) {
				d.third = n + 1
			}
		}
	}
	if k == i && !hasPrefix(r[k:], []rune("年底")) && !hasPrefix(r[k:], []rune("年末")) && !hasPrefix(r[k:], []rune("年终")) {
		return d
	}
	if d.month == 0 && d.quarter == 0 && d.half == 0 && (k == i || d.year > 0 || d.relative || d.next || d.every != "") {
		if word("年底") || word("年末") || word("年终") {
			d.end = true
		}
	}
	switch {
	case word("底"), word("末"):
		d.end = true
	case word("初"):
		d.start = true
	}
	if word("之前") || word("以前") || word("前") {
		d.before = true
	}
	d.to = k
	return d
}

// number reads digits at i.
func number(r []rune, i int) (n, end int) {
	end = i
	for end-i < 5 && isDigit(at(r, end)) {
		n = n*10 + int(r[end]-'0')
		end++
	}
	return n, end
}

// quarter reads 第三季度, 三季度, 3季度.
func quarter(r []rune, i int) (q, end int) {
	k := i
	if at(r, k) == '第' {
		k++
	}
	if n, ok := hanDigits[at(r, k)]; ok {
		q = n
	} else if isDigit(at(r, k)) {
		q = int(r[k] - '0')
	}
	if q < 1 || q > 4 || at(r, k+1) != '季' || at(r, k+2) != '度' {
		return 0, i
	}
	return q, k + 3
}

// quarterAt reports whether 二季度 stands at i, not inside 第二季度.
func quarterAt(r []rune, i int) bool {
	if at(r, i+1) != '季' || i > 0 && r[i-1] == '第' {
		return false
	}
	q, _ := quarter(r, i)
	return q > 0
}

// bounds are the first and the last day that d means in a plan for year; assumed says that
// the year is the plan's.
func (d dateExpr) bounds(year int) (from, to string, assumed bool) {
	y := d.year
	if y == 0 {
		y, assumed = year, true
		if d.next {
			y++
		}
	}
	if y == 0 {
		return "", "", false
	}
	first, last := time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC)
	month := func(a, b int) {
		first, last = time.Date(y, time.Month(a), 1, 0, 0, 0, 0, time.UTC), time.Date(y, time.Month(b)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	switch {
	case d.month > 0:
		month(d.month, d.month)
	case d.quarter > 0:
		month(3*d.quarter-2, 3*d.quarter)
	case d.half > 0:
		month(6*d.half-5, 6*d.half)
	}
	switch {
	case d.day > 0:
		first = time.Date(y, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC)
		last = first
	case d.third == 1:
		last = first.AddDate(0, 0, 9)
	case d.third == 2:
		first = first.AddDate(0, 0, 10)
		last = first.AddDate(0, 0, 9)
	case d.third == 3:
		first = first.AddDate(0, 0, 20)
	}
	const iso = "2006-01-02"
	if d.before || d.end {
		return "", last.Format(iso), assumed
	}
	return first.Format(iso), last.Format(iso), assumed
}

// recurring are words for what is done again and again.
var recurring = []struct{ word, every string }{
	{"每半年", "half"}, {"每季度", "quarter"}, {"每季", "quarter"}, {"每月", "month"}, {"每周", "week"}, {"每日", "day"}, {"每天", "day"}, {"每年", "year"}, {"按月", "month"}, {"按季", "quarter"},
}

// addDue adds the value [from, to) of a field or cell that tells a time.
func (l *ledger) addDue(from, to int) {
	from, to = l.trim(from, to)
	if from == to || to-from > 40 {
		return
	}
	text := string(l.runes[from:to])
	due := gangmu.Due{Text: l.text(from, to), Span: l.span(from, to)}
	for _, w := range recurring {
		if strings.HasPrefix(text, w.word) {
			due.Every = w.every
			break
		}
	}
	first, second := dateExpr{}, dateExpr{}
	defer func() { l.out.Due = append(l.out.Due, due) }()
	for i := from; i < to; i++ {
		if d := parseDate(l.runes[:to], i); d.to > i {
			if first.to == 0 {
				first = d
			} else {
				second = d
				if second.year == 0 {
					second.year = first.year
				}
			}
			i = d.to - 1
			if d.before || d.to < to && !strings.ContainsRune("至到-—~～、,，和及;；( 的内前后旬年月", l.runes[d.to]) { // what runs on behind is no part of the date
				due.Text, due.Span = l.text(from, d.to), l.span(from, d.to)
				break
			}
		}
	}
	if first.to > 0 {
		due.From, due.To, due.Assumed = first.bounds(l.year)
		if second.to > 0 { // 3月至5月
			_, due.To, _ = second.bounds(l.year)
			if due.From == "" || strings.ContainsAny(text, "前底") {
				due.From = ""
			}
		}
	}
}

// isDeadline reports whether d is one that ends: it has a last day, does not recur and is
// not the whole year.
func isDeadline(d gangmu.Due) bool {
	if d.From == "" && d.To == "" && d.Every == "" {
		return strings.HasSuffix(fold2(d.Text), "前") // 清明节前: a day that no calendar here knows
	}
	return d.To != "" && d.Every == "" && d.Text != "全年" && (len(d.From) < 10 || d.From[5:] != "01-01" || d.To[5:] != "12-31")
}

// readDates reads the deadlines in the sentences: dates with 前, and what recurs by one.
func (l *ledger) readDates() {
	for i := 0; i < len(l.runes); i++ {
		r := l.runes[i]
		if l.taken[i] || !isDigit(r) && r != '今' && r != '明' && r != '年' && r != '每' && r != '本' && r != '当' && r != '上' && r != '下' && r != '第' && !quarterAt(l.runes, i) {
			continue
		}
		if isDigit(r) && i > 0 && (isDigit(l.runes[i-1]) || l.runes[i-1] == '.') {
			continue
		}
		d := parseDate(l.runes, i)
		if d.to <= i {
			continue
		}
		end := d.to
		rest := l.runes[end:min(len(l.runes), end+2)]
		// What had happened before a day is no task: 2018年底前已完成转制的企业. 前期 and 前列 are
		// other words.
		if d.before && (len(rest) == 0 || !strings.ContainsRune("已期列后", rest[0])) || (d.month+d.quarter+d.half > 0 || d.end) && string(rest) == "完成" {
			due := gangmu.Due{Text: l.text(i, end), Span: l.span(i, end), Every: d.every}
			due.From, due.To, due.Assumed = d.bounds(l.year)
			l.out.Due = append(l.out.Due, due)
		}
		i = end - 1
	}
}

// String prints d for tests.
func (d dateExpr) String() string {
	return fmt.Sprintf("%d-%d-%d", d.year, d.month, d.day)
}
