package main

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	states     = 4
	impossible = -3.14e100 // as cppjieba has it
)

// packModel makes the model of package zh from jieba's text form: a line of start
// probabilities, four of transitions, four of emissions "character:value,...", with
// comments between.
func packModel(text []byte) ([]byte, error) {
	var lines []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	if len(lines) != 1+2*states {
		return nil, fmt.Errorf("model of %d lines", len(lines))
	}
	le := binary.LittleEndian
	var b []byte
	for _, line := range lines[:1+states] {
		for _, f := range strings.Fields(line) {
			v, err := strconv.ParseFloat(f, 64)
			if err != nil {
				return nil, err
			}
			b = le.AppendUint64(b, math.Float64bits(v))
		}
	}
	emits := map[rune]*[states]float64{}
	var chars []rune
	for y, line := range lines[1+states:] {
		for pair := range strings.SplitSeq(line, ",") {
			c, value, _ := strings.Cut(pair, ":")
			v, err := strconv.ParseFloat(value, 64)
			if err != nil {
				return nil, err
			}
			r, _ := utf8.DecodeRuneInString(c)
			if r > 0xFFFF {
				continue
			}
			if emits[r] == nil {
				emits[r] = &[states]float64{impossible, impossible, impossible, impossible}
				chars = append(chars, r)
			}
			emits[r][y] = v
		}
	}
	slices.Sort(chars)
	b = le.AppendUint32(b, uint32(len(chars)))
	for _, r := range chars {
		b = le.AppendUint16(b, uint16(r))
	}
	for _, r := range chars {
		for _, v := range emits[r] {
			b = le.AppendUint64(b, math.Float64bits(v))
		}
	}
	return b, nil
}
