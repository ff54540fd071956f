package ppocr

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"
)

// field is a field of type 2 of a message.
func field(number int, value ...string) string {
	v := strings.Join(value, "")
	return string(binary.AppendUvarint(binary.AppendUvarint(nil, uint64(number)<<3|2), uint64(len(v)))) + v
}

func TestEndsOfAModelAreItsInputsWithoutWeights(t *testing.T) {
	number := string([]byte{1 << 3, 9})           // ir_version
	fixed := string([]byte{3<<3 | 5, 1, 2, 3, 4}) // four bytes
	model := number + field(2, "maker") + fixed + field(modelGraph,
		field(1, "node"), field(graphInitializer, field(tensorName, "w"), field(9, "data")),
		field(graphInput, field(valueName, "x"), field(2, "type")), field(graphInput, field(valueName, "w")),
		field(graphOutput, field(valueName, "y")))
	in, out, err := ends([]byte(model))
	if err != nil || !slices.Equal(in, []string{"x"}) || !slices.Equal(out, []string{"y"}) {
		t.Errorf("%v %v %v", in, out, err)
	}
	for _, bad := range []string{"\xff", model[:len(model)-1], "\x0b", field(modelGraph, "\x0a\x7f")} {
		if _, _, err := ends([]byte(bad)); !errors.Is(err, errModel) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func FuzzEnds(f *testing.F) {
	f.Add([]byte(field(modelGraph, field(graphInput, field(valueName, "x")))))
	f.Fuzz(func(_ *testing.T, b []byte) { _, _, _ = ends(b) }) // it must come back
}
