package ocr

import "errors"

// A File is a file of an engine.
type File struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256,omitempty"` // lower-case hex
}

// ErrNotInstalled says that an engine, or a file of it, is not there.
var ErrNotInstalled = errors.New("not installed")
