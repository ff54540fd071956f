package segment

import (
	_ "embed"
	"strings"
	"sync"
)

// What is known of names is data: folder dictionary, one entry a line, # before a remark.

//go:embed dictionary/offices.txt
var officesFile string

//go:embed dictionary/fields.txt
var fieldsFile string

//go:embed dictionary/aliases.txt
var aliasesFile string

//go:embed dictionary/topics.txt
var topicsFile string

//go:embed dictionary/places.txt
var placesFile string

// entries are the lines of a dictionary without remarks.
func entries(file string) []string {
	var out []string
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// places holds the names of provinces, cities and counties.
var places = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, p := range entries(placesFile) {
		m[p] = true
	}
	return m
})

// fields are the fields of work that bureaus are named after.
var fields = sync.OnceValue(func() []string { return entries(fieldsFile) })

// officeEndings are the endings of names of offices by their last character, longest
// first.
var officeEndings = sync.OnceValue(func() map[rune][]string {
	m := map[rune][]string{}
	for _, e := range entries(officesFile) {
		r := []rune(e)
		last := r[len(r)-1]
		k := 0
		for k < len(m[last]) && len(m[last][k]) >= len(e) {
			k++
		}
		m[last] = append(m[last][:k], append([]string{e}, m[last][k:]...)...)
	}
	return m
})

// aliases maps short names of offices to what they stand for.
var aliases = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, e := range entries(aliasesFile) {
		if short, full, ok := strings.Cut(e, "\t"); ok {
			m[short] = full
		}
	}
	return m
})

// topicOf is the first topic of which a word stands in a title, "" if there is none.
func topicOf(title string) string {
	for _, e := range topics() {
		for _, word := range e[1:] {
			if strings.Contains(title, word) {
				return e[0]
			}
		}
	}
	return ""
}

// topics are the topics, each with its words behind it.
var topics = sync.OnceValue(func() [][]string {
	var out [][]string
	for _, e := range entries(topicsFile) {
		out = append(out, strings.Split(e, "\t"))
	}
	return out
})
