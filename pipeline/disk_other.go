//go:build !linux

package pipeline

import "errors"

// freeSpace is not known here; a disk that is full says so when it is written to.
func freeSpace(string) (int64, error) { return 0, errors.ErrUnsupported }

// syncFileSystem is not to be had here.
func syncFileSystem(string) error { return errors.ErrUnsupported }
