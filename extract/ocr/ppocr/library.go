package ppocr

import (
	"runtime"

	"github.com/gangmu/gangmu/extract/ocr"
)

// Libraries are the pinned builds of ONNX Runtime 1.24.3 by system and processor, as they
// are in the npm package onnxruntime-node.
var Libraries = map[string]ocr.File{
	"linux/amd64": {Name: "libonnxruntime.so.1", SHA256: "92ba8e44d31b80a34f5e805076a044122c3be1fffe0d88ed790de7267b0b2682"},
	"linux/arm64": {Name: "libonnxruntime.so.1", SHA256: "33032cb5b91c12edbf028d7c69fa40a31848d66c0095448758af237d5e0b07db"},
}

// library is the one of this system; of one without a pinned build only the name is known.
func library() ocr.File {
	if f, ok := Libraries[runtime.GOOS+"/"+runtime.GOARCH]; ok {
		return f
	}
	return ocr.File{Name: libraryName}
}

// libraryName is the file of ONNX Runtime on this system.
var libraryName = func() string {
	switch runtime.GOOS {
	case "windows":
		return "onnxruntime.dll"
	case "darwin":
		return "libonnxruntime.dylib"
	}
	return "libonnxruntime.so.1"
}()
