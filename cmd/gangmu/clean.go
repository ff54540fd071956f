package main

import (
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// clean makes text from files safe to print: control characters could command the
// terminal, and marks of direction could show a text as another. Line ends and tabs stay.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r):
			return '\uFFFD'
		case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
			return -1
		}
		return r
	}, s)
}

// oneLine is clean text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// shownPath is a path as people find a file by it, on one line: files of many bureaus have
// one name. What is below the folder where the program was started is told from there.
func shownPath(path string) string {
	here, err := os.Getwd()
	if err == nil {
		if below, err := filepath.Rel(here, path); err == nil && filepath.IsLocal(below) {
			path = below
		}
	}
	return oneLine(path)
}
