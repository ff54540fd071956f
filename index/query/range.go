package query

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	yearForm = regexp.MustCompile(`^[0-9]{4}$`)
	dateForm = regexp.MustCompile(`^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`)
)

// narrow makes wide signs narrow, and the Chinese way to write a date the ISO one.
var narrow = strings.NewReplacer(
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
	"＜", "<", "＞", ">", "＝", "=", "≤", "<=", "≥", ">=", "－", "-", "…", "..", "~", "..", "～", "..", "．", ".")

var chineseDate = regexp.MustCompile(`([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})日)?)?`)

// parseRange parses 2023, 2022..2024, 2022.., ..2024, <2024-06, >=2024-06-15.
func parseRange(name FieldName, text string, at int, reason Reason) (Node, error) {
	s := chineseDate.ReplaceAllStringFunc(narrow.Replace(text), func(d string) string {
		m := chineseDate.FindStringSubmatch(d)
		out := m[1]
		for _, part := range m[2:] {
			if part != "" {
				out += fmt.Sprintf("-%02s", part)
			}
		}
		return out
	})
	form := dateForm
	if name == Year {
		form = yearForm
	}
	var from, to string
	var fits bool
	switch {
	case strings.HasPrefix(s, "<="):
		to = s[2:]
	case strings.HasPrefix(s, ">="):
		from = s[2:]
	case strings.HasPrefix(s, "<"):
		to, fits = beside(s[1:], -1)
	case strings.HasPrefix(s, ">"):
		from, fits = beside(s[1:], 1)
	case strings.Contains(s, ".."):
		from, to, _ = strings.Cut(s, "..")
		to = strings.TrimPrefix(to, ".") // an ellipsis of three points
	default:
		from, to = s, s
	}
	if strings.HasPrefix(s, "<") && s[1:] != "" && s[1] != '=' && !fits || strings.HasPrefix(s, ">") && s[1:] != "" && s[1] != '=' && !fits {
		return nil, &Error{at, reason}
	}
	for _, end := range []string{from, to} {
		if end != "" && (!form.MatchString(end) || !real(end)) {
			return nil, &Error{at, reason}
		}
	}
	if from == "" && to == "" || from != "" && to != "" && First(from) > Last(to) {
		return nil, &Error{at, reason}
	}
	return Range{name, from, to}, nil
}

// beside is the year, month or day before or after one.
func beside(s string, by int) (string, bool) {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			switch layout {
			case "2006":
				t = t.AddDate(by, 0, 0)
			case "2006-01":
				t = t.AddDate(0, by, 0)
			default:
				t = t.AddDate(0, 0, by)
			}
			return t.Format(layout), true
		}
	}
	return "", false
}

func real(s string) bool {
	_, ok := beside(s, 0)
	return ok
}

// First and Last are the first and the last day of a year, month or day, in ISO 8601.
func First(s string) string { return (s + "-01-01")[:len("2006-01-02")] }

// Last is described with First.
func Last(s string) string {
	switch len(s) {
	case len("2006"):
		return s + "-12-31"
	case len("2006-01"):
		year, _ := strconv.Atoi(s[:4])
		month, _ := strconv.Atoi(s[5:])
		return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	}
	return s
}
