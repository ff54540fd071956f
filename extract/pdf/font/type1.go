package font

import "github.com/gangmu/gangmu/extract/pdf/object"

// builtIn reads the encoding that a Type1 font program has itself, in its part that is
// not encrypted: "/Encoding StandardEncoding def", or an array filled by "dup code /name
// put" (Adobe Type 1 Font Format, 2.2). ok is false if there is none.
func builtIn(program []byte) (names map[int]string, standard, ok bool) {
	l := object.NewLexer(program[:min(len(program), maxClear)])
	names = map[int]string{}
	var last [3]object.Value
	inside := false
	for {
		v, more := l.Next()
		if !more || v.Operator() == "eexec" {
			return names, false, len(names) > 0
		}
		switch {
		case v.Name() == "Encoding":
			inside = true
		case inside && v.Operator() == "StandardEncoding":
			return nil, true, true
		case inside && v.Operator() == "put" && last[0].Operator() == "dup" && last[1].IsNumber():
			names[last[1].Int()] = last[2].Name()
		case inside && (v.Operator() == "def" || v.Operator() == "readonly") && len(names) > 0:
			return names, false, true
		}
		last = [3]object.Value{last[1], last[2], v}
	}
}

// maxClear is how much of a font program is searched, in bytes.
const maxClear = 1 << 16
