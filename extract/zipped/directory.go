package zipped

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/gangmu/gangmu"
)

// maxDirectoryBytes is the size of the largest directory that is read. archive/zip makes
// about 300 bytes of each header of 46, whatever number of entries the file claims, so a
// file of 256 MiB that is all directory would cost more than a GiB.
const maxDirectoryBytes = 8 << 20

// CheckDirectory refuses a zip whose directory is too large to be read, with an error
// that wraps ErrTooLarge. The directory starts where the end of central directory record
// says (APPNOTE.TXT 4.3.16), and is read from there until it makes no sense, so what
// counts is how much lies behind its start. What is no zip is left to archive/zip to say.
func CheckDirectory(r io.ReaderAt, size int64) error {
	const record, comment = 22, 1<<16 - 1
	tail := make([]byte, min(size, record+comment))
	if n, err := r.ReadAt(tail, size-int64(len(tail))); n < len(tail) {
		return fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || len(tail)-i < record {
		return nil
	}
	length, start := int64(binary.LittleEndian.Uint32(tail[i+12:])), int64(binary.LittleEndian.Uint32(tail[i+16:]))
	if length == 1<<32-1 || start == 1<<32-1 {
		length, start = zip64Directory(r.ReadAt, size-int64(len(tail)-i))
	}
	if length < 0 || length > maxDirectoryBytes || start < 0 || start < size-maxDirectoryBytes-record-comment {
		return fmt.Errorf("%w: zip directory of %d bytes", gangmu.ErrTooLarge, length)
	}
	return nil
}

// zip64Directory is the size and the start of the directory of a zip64 file whose end
// record stands at end: the locator stands right before it (4.3.15) and tells where the
// zip64 record is (4.3.14).
func zip64Directory(readAt func([]byte, int64) (int, error), end int64) (length, start int64) {
	var at [8]byte
	if _, err := readAt(at[:], end-12); err != nil {
		return -1, -1
	}
	var fields [16]byte
	if _, err := readAt(fields[:], int64(binary.LittleEndian.Uint64(at[:]))+40); err != nil {
		return -1, -1
	}
	return int64(binary.LittleEndian.Uint64(fields[:])), int64(binary.LittleEndian.Uint64(fields[8:]))
}
