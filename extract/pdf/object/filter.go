package object

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// MaxDecoded is the size in bytes up to which a stream is decoded.
const MaxDecoded = 64 << 20

// Errors of streams.
var (
	ErrFilter    = errors.New("filter is not supported") // of images, or unknown
	ErrTruncated = errors.New("stream is damaged")
)

// Data decodes a stream (7.4). With an error that wraps ErrTruncated the data is what
// could be decoded; with ErrFilter there is none.
func (v Value) Data() ([]byte, error) {
	if v.kind != Stream {
		return nil, nil
	}
	data := v.more.raw
	filters, parms := v.Key("Filter"), v.Key("DecodeParms")
	if filters.kind == Name {
		filters = Value{kind: Array, more: &compound{items: []Value{filters}}}
		if parms.kind == Dict {
			parms = Value{kind: Array, more: &compound{items: []Value{parms}}}
		}
	}
	if f := v.more.file; f != nil && f.crypt != nil && v.Key("Type").Name() != "XRef" && !identityCrypt(filters, parms) {
		data = f.crypt.stream(v.more.id, data)
	}
	if filters.Len() > maxFilters {
		return nil, fmt.Errorf("%d filters: %w", filters.Len(), ErrFilter)
	}
	var damage error
	for i := range filters.Len() {
		name := filters.At(i).Name()
		decode := decoder(name)
		if decode == nil {
			return nil, fmt.Errorf("%s: %w", name, ErrFilter)
		}
		out, err := decode(data, parms.At(i))
		if err != nil {
			damage = fmt.Errorf("%s: %w", name, ErrTruncated)
		}
		data = out
	}
	return data, damage
}

const maxFilters = 8

// Filters returns the names of the stream's filters, in the order of decoding.
func (v Value) Filters() []string {
	f := v.Key("Filter")
	if f.kind == Name {
		return []string{f.text}
	}
	var out []string
	for i := range min(f.Len(), maxFilters) {
		out = append(out, f.At(i).Name())
	}
	return out
}

func identityCrypt(filters, parms Value) bool {
	if filters.At(0).Name() != "Crypt" {
		return false
	}
	name := parms.At(0).Key("Name").Name()
	return name == "" || name == "Identity"
}

// decoder finds a filter by its name or the short name it has in inline images.
func decoder(name string) func(data []byte, parms Value) ([]byte, error) {
	switch name {
	case "FlateDecode", "Fl":
		return flateDecode
	case "LZWDecode", "LZW":
		return lzwDecode
	case "ASCIIHexDecode", "AHx":
		return hexDecode
	case "ASCII85Decode", "A85":
		return ascii85Decode
	case "RunLengthDecode", "RL":
		return runLengthDecode
	case "Crypt":
		return func(data []byte, _ Value) ([]byte, error) { return data, nil }
	}
	return nil
}

func flateDecode(data []byte, parms Value) ([]byte, error) {
	out, err := inflate(data)
	if len(out) == 0 && err != nil && len(data) > 2 { // the zlib header is damaged, or missing
		for _, skip := range []int{2, 0} {
			if b, _ := limited(flate.NewReader(bytes.NewReader(data[skip:]))); len(b) > len(out) {
				out = b
			}
		}
	}
	out, perr := unpredict(out, parms)
	return out, errors.Join(err, perr)
}

func inflate(data []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return limited(r)
}

func limited(r io.Reader) ([]byte, error) {
	var b bytes.Buffer
	_, err := io.Copy(&b, io.LimitReader(r, MaxDecoded))
	if errors.Is(err, zlib.ErrChecksum) { // all of it is there
		err = nil
	}
	return b.Bytes(), err
}

func hexDecode(data []byte, _ Value) ([]byte, error) {
	if i := bytes.IndexByte(data, '>'); i >= 0 {
		data = data[:i]
	}
	return unhex(data), nil
}

func ascii85Decode(data []byte, _ Value) ([]byte, error) {
	out := make([]byte, 0, len(data)*4/5+4)
	var acc uint32
	n := 0
	for _, b := range data {
		switch {
		case b == '~':
			if n > 1 {
				for range 5 - n {
					acc = acc*85 + 84
				}
				out = append(out, []byte{byte(acc >> 24), byte(acc >> 16), byte(acc >> 8), byte(acc)}[:n-1]...)
			}
			return out, nil
		case b == 'z' && n == 0:
			out = append(out, 0, 0, 0, 0)
		case b >= '!' && b <= 'u':
			acc = acc*85 + uint32(b-'!')
			if n++; n == 5 {
				out = append(out, byte(acc>>24), byte(acc>>16), byte(acc>>8), byte(acc))
				acc, n = 0, 0
			}
		}
	}
	return out, nil
}

func runLengthDecode(data []byte, _ Value) ([]byte, error) {
	var out []byte
	for len(data) > 0 && data[0] != 128 && len(out) < MaxDecoded {
		n := int(data[0])
		switch {
		case n < 128:
			k := min(n+2, len(data))
			out = append(out, data[1:k]...)
			data = data[k:]
		case len(data) < 2:
			return out, ErrTruncated
		default:
			out = append(out, bytes.Repeat(data[1:2], 257-n)...)
			data = data[2:]
		}
	}
	return out, nil
}

// lzwDecode undoes LZW (7.4.4): codes of 9 to 12 bits, high bit first, 256 clears, 257 ends.
func lzwDecode(data []byte, parms Value) ([]byte, error) {
	early := 1
	if v := parms.Key("EarlyChange"); v.IsNumber() && v.Int() == 0 {
		early = 0
	}
	type node struct {
		prev int
		last byte
		size int
	}
	table := make([]node, 258, 4096)
	for i := range 256 {
		table[i] = node{-1, byte(i), 1}
	}
	var out []byte
	width, acc, bits, prev := 9, 0, 0, -1
	for _, b := range data {
		acc = (acc<<8 | int(b)) & 0xffffff
		if bits += 8; bits < width {
			continue
		}
		code := acc >> (bits - width) & (1<<width - 1)
		bits -= width
		switch {
		case code == 256:
			table, width, prev = table[:258], 9, -1
			continue
		case code == 257:
			out, err := unpredict(out, parms)
			return out, err
		case code > len(table) || code == len(table) && prev < 0:
			out, _ := unpredict(out, parms)
			return out, ErrTruncated
		}
		from := code
		if code == len(table) {
			from = prev
		}
		n := table[from].size
		if len(out)+n+1 > MaxDecoded {
			break
		}
		at := len(out)
		out = append(out, make([]byte, n)...)
		for k, c := at+n-1, from; k >= at && c >= 0; k-- {
			out[k] = table[c].last
			c = table[c].prev
		}
		if code == len(table) {
			out = append(out, out[at])
		}
		if prev >= 0 && len(table) < 4096 {
			table = append(table, node{prev, out[at], table[prev].size + 1})
		}
		prev = code
		for width < 12 && len(table)+early >= 1<<width {
			width++
		}
	}
	return unpredict(out, parms)
}
