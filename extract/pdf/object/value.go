// Package object reads the objects of PDF files (ISO 32000-1, clause 7): cross-reference
// data, objects and object streams, filters, and decryption with the standard security
// handler.
//
// It knows nothing of pages and text. Files are taken to be hostile. Nothing is made as
// large as a file claims, only as large as what is really there; nesting, decoded streams
// and what is kept are limited; nothing panics. A damaged file gives what can be read of
// it, and missing objects are null.
package object

// A Kind is the type of a Value.
type Kind uint8

// The kinds of values.
const (
	Null Kind = iota
	Bool
	Integer
	Real
	String
	Name
	Array
	Dict
	Stream
	Reference
	Keyword // an operator of a content stream, or obj, endobj, R ...
)

// A Value is an object or, in content streams, an operator. The zero Value is null. What
// is read from a value by [Value.At] and [Value.Key] is never a reference: references are
// followed. Values are not changed after they were made.
type Value struct {
	kind Kind
	num  float64 // of Integer, Real, Bool (1 or 0) and Reference (object number)
	text string  // of String (its bytes), Name and Keyword
	more *compound
}

// A compound is what is not a scalar. A reference has one too, for the file.
type compound struct {
	file  *File
	items []Value
	dict  map[string]Value
	raw   []byte // of a Stream, as stored
	id    objectID
}

// An objectID says which indirect object holds a value. Zero: none.
type objectID struct{ number, generation int }

// Kind is the type of v.
func (v Value) Kind() Kind { return v.kind }

// IsNull reports whether v is null, which a missing object is too.
func (v Value) IsNull() bool { return v.kind == Null }

// IsNumber reports whether v is an Integer or a Real.
func (v Value) IsNumber() bool { return v.kind == Integer || v.kind == Real }

// Number is the value of an Integer or a Real, else 0.
func (v Value) Number() float64 {
	if v.IsNumber() {
		return v.num
	}
	return 0
}

// Int is a Number cut to an int that fits 32 bits.
func (v Value) Int() int {
	n := v.Number()
	return int(max(min(n, 1<<31-1), -1<<31))
}

// IsTrue reports whether v is the boolean true.
func (v Value) IsTrue() bool { return v.kind == Bool && v.num == 1 }

// Name is the text of a Name, else "".
func (v Value) Name() string {
	if v.kind == Name {
		return v.text
	}
	return ""
}

// Bytes are the bytes of a String, decrypted, else "".
func (v Value) Bytes() string {
	if v.kind == String {
		return v.text
	}
	return ""
}

// Operator is the text of a Keyword, else "".
func (v Value) Operator() string {
	if v.kind == Keyword {
		return v.text
	}
	return ""
}

// Len is the number of items of an Array, else 0.
func (v Value) Len() int {
	if v.kind == Array {
		return len(v.more.items)
	}
	return 0
}

// At is item i of an Array, null if there is none.
func (v Value) At(i int) Value {
	if i < 0 || i >= v.Len() {
		return Value{}
	}
	return v.more.items[i].followed()
}

// Key is an entry of a Dict or of a Stream's dictionary, null if there is none.
func (v Value) Key(name string) Value {
	if v.kind != Dict && v.kind != Stream {
		return Value{}
	}
	return v.more.dict[name].followed()
}

// Entry is a Dict's entry as it stands, perhaps a reference; null if there is none.
func (v Value) Entry(name string) Value {
	if v.kind != Dict && v.kind != Stream {
		return Value{}
	}
	return v.more.dict[name]
}

// Item is item i of an Array as it stands, perhaps a reference; null if there is none.
func (v Value) Item(i int) Value {
	if i < 0 || i >= v.Len() {
		return Value{}
	}
	return v.more.items[i]
}

// Keys returns the names of a Dict's entries, in no order.
func (v Value) Keys() []string {
	if v.kind != Dict && v.kind != Stream {
		return nil
	}
	keys := make([]string, 0, len(v.more.dict))
	for k := range v.more.dict {
		keys = append(keys, k)
	}
	return keys
}

// Number of the indirect object that a Dict or Stream is, 0 if it is direct.
func (v Value) ID() int {
	if v.kind == Dict || v.kind == Stream {
		return v.more.id.number
	}
	return 0
}

// followed is what a reference leads to.
func (v Value) followed() Value {
	for range maxChain {
		if v.kind != Reference {
			return v
		}
		v = v.more.file.object(int(v.num))
	}
	return Value{}
}

// maxChain is how many references in a row are followed.
const maxChain = 16
