package gangmu

import "fmt"

// A Span is the half-open range [s[0], s[1]) of code points of a canonical text.
// Its JSON form is the array [start, end].
type Span [2]int

// Len is the number of code points in s.
func (s Span) Len() int { return s[1] - s[0] }

// Contains reports whether the code point at offset i lies in s.
func (s Span) Contains(i int) bool { return s[0] <= i && i < s[1] }

// Encloses reports whether t lies in s; equal spans enclose each other.
func (s Span) Encloses(t Span) bool { return s[0] <= t[0] && t[1] <= s[1] }

// Overlaps reports whether s and t have a code point in common.
func (s Span) Overlaps(t Span) bool { return s[0] < t[1] && t[0] < s[1] }

// String prints s as [start,end).
func (s Span) String() string { return fmt.Sprintf("[%d,%d)", s[0], s[1]) }
