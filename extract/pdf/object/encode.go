package object

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
)

// Append writes v behind b as it stands in a file (7.3), references as references. A
// Stream is written as its dictionary.
func (v Value) Append(b []byte) []byte {
	switch v.kind {
	case Bool:
		return strconv.AppendBool(b, v.num == 1)
	case Integer:
		return strconv.AppendInt(b, int64(v.num), 10)
	case Real:
		return strconv.AppendFloat(b, v.num, 'f', -1, 64)
	case String:
		return append(hex.AppendEncode(append(b, '<'), []byte(v.text)), '>')
	case Name:
		return appendName(b, v.text)
	case Array:
		b = append(b, '[')
		for _, x := range v.more.items {
			b = append(x.Append(b), ' ')
		}
		return append(b, ']')
	case Dict, Stream:
		return v.appendDict(b, nil)
	case Reference:
		n := int(v.num)
		return fmt.Appendf(b, "%d %d R", n, v.more.file.xref[n].generation)
	}
	return append(b, "null"...)
}

// AppendWith writes a Dict with some of its entries replaced, or added; an empty one is
// taken out.
func (v Value) AppendWith(b []byte, entries map[string]string) []byte {
	return v.appendDict(b, entries)
}

func (v Value) appendDict(b []byte, entries map[string]string) []byte {
	b = append(b, "<<"...)
	keys := v.Keys()
	for k := range entries {
		if !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		if x, ok := entries[k]; ok {
			if x != "" {
				b = append(append(appendName(b, k), ' '), x...)
			}
			continue
		}
		b = v.more.dict[k].Append(append(appendName(b, k), ' '))
	}
	return append(b, ">>"...)
}

// appendName writes a name; bytes that would end it are escaped (7.3.5).
func appendName(b []byte, name string) []byte {
	b = append(b, '/')
	for _, c := range []byte(name) {
		if c == '#' || c <= ' ' || c > '~' || class[c] != regular {
			b = fmt.Appendf(b, "#%02X", c)
			continue
		}
		b = append(b, c)
	}
	return b
}
