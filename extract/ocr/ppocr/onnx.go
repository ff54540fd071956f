package ppocr

import (
	"encoding/binary"
	"errors"
	"slices"
)

// Names of a model's inputs and outputs. ONNX Runtime tells them too, but only by loading
// the model once more, which is a third of the time that starting takes.
//
// An ONNX file is a ModelProto in the wire format of protocol buffers: fields, each a varint
// of number and type (number*8 + type) and a value. Type 0 is a varint, 1 eight bytes, 2 a length
// and so many bytes, 5 four bytes. Of the fields these are looked at (onnx.proto3, ONNX 1.17):
//
//	ModelProto      7 graph
//	GraphProto      5 initializer, 11 input, 12 output
//	TensorProto     8 name
//	ValueInfoProto  1 name
//
// Old files list initializers, which are weights, among the inputs too.

const (
	modelGraph       = 7
	graphInitializer = 5
	graphInput       = 11
	graphOutput      = 12
	tensorName       = 8
	valueName        = 1
)

var errModel = errors.New("no ONNX model")

// ends are the names of a model's inputs and outputs.
func ends(model []byte) (inputs, outputs []string, err error) {
	var weights []string
	name := func(list *[]string, field int) func([]byte) error {
		return func(value []byte) error {
			return fields(value, map[int]func([]byte) error{field: func(b []byte) error {
				*list = append(*list, string(b))
				return nil
			}})
		}
	}
	err = fields(model, map[int]func([]byte) error{modelGraph: func(graph []byte) error {
		return fields(graph, map[int]func([]byte) error{
			graphInitializer: name(&weights, tensorName),
			graphInput:       name(&inputs, valueName),
			graphOutput:      name(&outputs, valueName),
		})
	}})
	inputs = slices.DeleteFunc(inputs, func(s string) bool { return slices.Contains(weights, s) })
	return inputs, outputs, err
}

// fields calls the functions for the fields of a message that are of type 2.
func fields(b []byte, use map[int]func([]byte) error) error {
	for len(b) > 0 {
		key, n := binary.Uvarint(b)
		if n <= 0 {
			return errModel
		}
		b = b[n:]
		switch key & 7 {
		case 0:
			if _, n = binary.Uvarint(b); n <= 0 {
				return errModel
			}
		case 1:
			n = 8
		case 5:
			n = 4
		case 2:
			length, k := binary.Uvarint(b)
			if k <= 0 || length > uint64(len(b)-k) {
				return errModel
			}
			n = k + int(length)
			if f := use[int(key>>3)]; f != nil {
				if err := f(b[k:n]); err != nil {
					return err
				}
			}
		default:
			return errModel
		}
		if n > len(b) {
			return errModel
		}
		b = b[n:]
	}
	return nil
}
