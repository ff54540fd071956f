package object

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	witness "github.com/ledongthuc/pdf"
)

// On files that are in order, github.com/ledongthuc/pdf, which is written by others, sees
// the same objects: kinds, scalars, and the decoded bytes of streams.
func TestObjectsAreThoseThatAnotherReaderSees(t *testing.T) {
	files, err := filepath.Glob("../testdata/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, "../../../testdata/plans/临江市双拥工作计划汇编.pdf")
	samples, _ := filepath.Glob("../../../../shared/pdf/samples/*.pdf")
	compared := 0
	for _, path := range append(files, samples...) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Open(data)
		if err != nil || f.Encrypted() || f.Rebuilt() {
			continue // what the other reader makes of these is not asked
		}
		other, err := opened(data)
		if err != nil {
			t.Logf("%s: the other reader: %v", filepath.Base(path), err)
			continue
		}
		c := &comparison{}
		c.compare("Root", f.Root(), other.Trailer().Key("Root"), 0)
		for _, d := range c.differences {
			t.Errorf("%s: %s", filepath.Base(path), d)
		}
		t.Logf("%s: %d objects", filepath.Base(path), c.objects)
		compared += c.objects
	}
	if compared < 100 {
		t.Errorf("only %d objects were compared", compared)
	}
}

func opened(data []byte) (r *witness.Reader, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%v", x)
		}
	}()
	return witness.NewReader(bytes.NewReader(data), int64(len(data)))
}

type comparison struct {
	objects     int
	differences []string
}

const (
	deepest   = 12
	mostFound = 20_000 // objects of a file are enough
)

// compare walks both trees. Keys that lead back up are left out.
func (c *comparison) compare(path string, a Value, b witness.Value, depth int) {
	if depth > deepest || c.objects > mostFound || len(c.differences) > 10 {
		return
	}
	c.objects++
	differ := func(format string, args ...any) {
		c.differences = append(c.differences, path+": "+fmt.Sprintf(format, args...))
	}
	kinds := map[Kind]witness.ValueKind{
		Null: witness.Null, Bool: witness.Bool, Integer: witness.Integer, Real: witness.Real, String: witness.String, Name: witness.Name,
		Array: witness.Array, Dict: witness.Dict, Stream: witness.Stream,
	}
	if kinds[a.Kind()] != b.Kind() {
		differ("kind %d, the other reader %d", a.Kind(), b.Kind())
		return
	}
	switch a.Kind() {
	case Bool:
		if a.IsTrue() != b.Bool() {
			differ("%v", a.IsTrue())
		}
	case Integer, Real:
		if d := a.Number() - b.Float64(); d > 1e-4 || d < -1e-4 {
			differ("%g, the other reader %g", a.Number(), b.Float64())
		}
	case String:
		if a.Bytes() != b.RawString() {
			differ("%q, the other reader %q", a.Bytes(), b.RawString())
		}
	case Name:
		if a.Name() != b.Name() {
			differ("%q, the other reader %q", a.Name(), b.Name())
		}
	case Array:
		if a.Len() != b.Len() {
			differ("%d items, the other reader %d", a.Len(), b.Len())
			return
		}
		for i := range a.Len() {
			c.compare(fmt.Sprintf("%s[%d]", path, i), a.At(i), b.Index(i), depth+1)
		}
	case Stream, Dict:
		c.entries(path, a, b, depth)
	}
}

func (c *comparison) entries(path string, a Value, b witness.Value, depth int) {
	keys, others := a.Keys(), b.Keys()
	slices.Sort(keys)
	slices.Sort(others)
	if !slices.Equal(keys, others) {
		c.differences = append(c.differences, fmt.Sprintf("%s: keys %v, the other reader %v", path, keys, others))
		return
	}
	for _, k := range keys {
		switch k {
		case "Parent", "P", "Dest", "D", "Prev", "Next", "StructParent", "StructTreeRoot", "Pg":
		default:
			c.compare(path+"/"+k, a.Key(k), b.Key(k), depth+1)
		}
	}
	if filter := a.Key("Filter").Name(); a.Kind() == Stream && (filter == "" || filter == "FlateDecode") && a.Key("DecodeParms").IsNull() && a.Key("Filter").Kind() != Array {
		mine, _ := a.Data()
		its, err := read(b)
		if err == nil && !bytes.Equal(mine, its) {
			c.differences = append(c.differences, fmt.Sprintf("%s: %d bytes, the other reader %d", path, len(mine), len(its)))
		}
	}
}

func read(b witness.Value) (data []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("%v", x)
		}
	}()
	r := b.Reader()
	defer r.Close()
	return io.ReadAll(r)
}
