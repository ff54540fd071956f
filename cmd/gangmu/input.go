package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

// maxName bounds one name of a list, in bytes.
const maxName = 1 << 20

// readNames reads names that end with a line or with NUL.
func readNames(r io.Reader, null bool) ([]string, error) {
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxName)
	if null {
		s.Split(func(data []byte, end bool) (int, []byte, error) {
			if i := bytes.IndexByte(data, 0); i >= 0 {
				return i + 1, data[:i], nil
			}
			if end && len(data) > 0 {
				return len(data), data, nil
			}
			return 0, nil, nil
		})
	}
	var names []string
	for s.Scan() {
		if s.Text() != "" {
			names = append(names, s.Text())
		}
	}
	return names, s.Err()
}

var errSince = errors.New("not a time")

// parseSince reads a date, a time of RFC 3339, or how long ago it was: 7d, 12h.
func parseSince(s string, now time.Time) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	for _, layout := range []string{time.DateOnly, time.DateTime, time.RFC3339} {
		if t, err := time.ParseInLocation(layout, s, now.Location()); err == nil {
			return t, nil
		}
	}
	if days, ok := strings.CutSuffix(s, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 {
			return now.AddDate(0, 0, -n), nil
		}
	}
	if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	return time.Time{}, errSince
}
