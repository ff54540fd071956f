package object

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/gangmu/gangmu"
)

// An Update is an incremental update (7.5.6): what the file holds stays byte for byte, and
// objects that are new or changed follow behind it. Where the cross-reference data of the
// file was damaged, the update has that of all objects.
type Update struct {
	Comment string // stands before the end of the file; one line

	file    *File
	next    int
	objects map[int][]byte
}

// Update begins one. A file that is encrypted cannot be updated; the error wraps
// [gangmu.ErrUnsupported].
func (f *File) Update() (*Update, error) {
	if f.crypt != nil {
		return nil, fmt.Errorf("%w: encrypted file", gangmu.ErrUnsupported)
	}
	u := &Update{file: f, next: f.trailer.Key("Size").Int(), objects: map[int][]byte{}}
	for n := range f.xref {
		u.next = max(u.next, n+1)
	}
	if root := f.trailer.Entry("Root"); root.kind != Reference || u.next > maxNumber-1<<16 {
		return nil, fmt.Errorf("%w: no catalogue", gangmu.ErrUnsupported)
	}
	return u, nil
}

// Add adds an object and returns its number.
func (u *Update) Add(body []byte) int {
	n := u.next
	u.next++
	u.objects[n] = body
	return n
}

// AddStream adds a stream with the entries of its dictionary but Length.
func (u *Update) AddStream(entries string, data []byte) int {
	b := fmt.Appendf(nil, "<<%s/Length %d>>\nstream\n", entries, len(data))
	return u.Add(append(append(b, data...), "\nendstream"...))
}

// Replace puts another object in the place of v, which must be an indirect one: [Value.ID].
func (u *Update) Replace(v Value, body []byte) error {
	if v.ID() == 0 {
		return errors.New("not an object of its own")
	}
	u.objects[v.ID()] = body
	return nil
}

// WriteTo writes the file and the update behind it.
func (u *Update) WriteTo(w io.Writer) (int64, error) {
	old := u.file.data
	var b bytes.Buffer
	if n := len(old); n > 0 && old[n-1] != '\n' && old[n-1] != '\r' {
		b.WriteByte('\n')
	}
	entries := map[int]entry{}
	if u.file.rebuilt {
		maps.Copy(entries, u.file.xref)
		entries[0] = entry{offset: -1, generation: 65535} // head of the free list
	}
	for _, n := range slices.Sorted(maps.Keys(u.objects)) {
		g := u.file.xref[n].generation
		if u.file.xref[n].stream != 0 {
			g = 0
		}
		entries[n] = entry{offset: len(old) + b.Len(), generation: g}
		fmt.Fprintf(&b, "%d %d obj\n%s\nendobj\n", n, g, u.objects[n])
	}
	start := len(old) + b.Len()
	if u.file.rebuilt || !u.tabular() {
		u.crossStream(&b, entries, start)
	} else {
		u.crossTable(&b, entries)
	}
	if u.Comment != "" {
		fmt.Fprintf(&b, "%%%s\n", u.Comment)
	}
	fmt.Fprintf(&b, "startxref\n%d\n%%%%EOF\n", start)
	n, err := w.Write(old)
	if err != nil {
		return int64(n), err
	}
	m, err := b.WriteTo(w)
	return int64(n) + m, err
}

// started is where the newest cross-reference data of the file begins.
func (u *Update) started() int {
	i := bytes.LastIndex(u.file.data, []byte("startxref"))
	l := &Lexer{data: u.file.data, pos: i + len("startxref"), left: 8}
	v, _ := l.next(0)
	return v.Int()
}

// tabular reports whether that is a table: an update has to be of the same kind.
func (u *Update) tabular() bool {
	at := u.started()
	l := &Lexer{data: u.file.data, pos: max(0, min(at, len(u.file.data))), left: 8}
	l.skipWhite()
	return bytes.HasPrefix(l.Rest(), []byte("xref"))
}

// trailerEntries are those that an update repeats, and the size.
func (u *Update) trailerEntries(size int) []byte {
	b := fmt.Appendf(nil, "/Size %d", size)
	for _, key := range []string{"Root", "Info", "ID"} {
		if v := u.file.trailer.Entry(key); v.kind != Null {
			b = v.Append(append(appendName(b, key), ' '))
		}
	}
	if !u.file.rebuilt {
		b = fmt.Appendf(b, "/Prev %d", u.started())
	}
	return b
}

// runs are sorted numbers in runs of consecutive ones: first and count.
func runs(numbers []int) (out [][2]int) {
	for _, n := range numbers {
		if k := len(out) - 1; k >= 0 && out[k][0]+out[k][1] == n {
			out[k][1]++
		} else {
			out = append(out, [2]int{n, 1})
		}
	}
	return out
}

func (u *Update) crossTable(b *bytes.Buffer, entries map[int]entry) {
	b.WriteString("xref\n")
	for _, r := range runs(slices.Sorted(maps.Keys(entries))) {
		fmt.Fprintf(b, "%d %d\n", r[0], r[1])
		for n := r[0]; n < r[0]+r[1]; n++ {
			fmt.Fprintf(b, "%010d %05d n \n", entries[n].offset, entries[n].generation)
		}
	}
	fmt.Fprintf(b, "trailer\n<<%s>>\n", u.trailerEntries(u.next))
}

// crossStream writes a cross-reference stream (7.5.8), which lists itself as well.
func (u *Update) crossStream(b *bytes.Buffer, entries map[int]entry, start int) {
	self := u.next
	entries[self] = entry{offset: start}
	var index, data []byte
	for _, r := range runs(slices.Sorted(maps.Keys(entries))) {
		index = fmt.Appendf(index, "%d %d ", r[0], r[1])
		for n := r[0]; n < r[0]+r[1]; n++ {
			kind, a, c := 1, entries[n].offset, entries[n].generation
			switch {
			case entries[n].stream != 0:
				kind, a, c = 2, entries[n].stream, entries[n].index
			case a < 0:
				kind, a = 0, 0
			}
			data = append(data, byte(kind), byte(a>>24), byte(a>>16), byte(a>>8), byte(a), byte(c>>8), byte(c))
		}
	}
	fmt.Fprintf(b, "%d 0 obj\n<</Type/XRef/W[1 4 2]/Index[%s]%s/Length %d>>\nstream\n%s\nendstream\nendobj\n", self, index, u.trailerEntries(self+1), len(data), data)
}
