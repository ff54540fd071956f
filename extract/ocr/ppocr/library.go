package ppocr

import "runtime"

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
