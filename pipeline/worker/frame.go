package worker

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// A kind says what a frame is.
type kind byte

// The kinds of frames; letters, so that other output is seldom taken for one.
const (
	hello   kind = 'H'
	call    kind = 'C'
	extend  kind = 'X'
	result  kind = 'R'
	failure kind = 'E'
)

// Limits of payloads, in bytes.
const (
	maxNote   = 64 << 10  // of hello, extend and error
	maxResult = 128 << 20 // of call and result
)

var errFrame = errors.New("no frame")

func (k kind) limit() (int, error) {
	switch k {
	case hello, extend, failure:
		return maxNote, nil
	case call, result:
		return maxResult, nil
	}
	return 0, fmt.Errorf("%w: kind %#x", errFrame, byte(k))
}

const headBytes = 5

// writeFrame writes a frame whole; the parts make up its payload.
func writeFrame(w io.Writer, k kind, parts ...[]byte) error {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	if limit, err := k.limit(); err != nil || n > limit {
		return fmt.Errorf("%w: %c of %d bytes", errFrame, k, n)
	}
	frame := make([]byte, 0, headBytes+n) // one write, so that the other side wakes once
	frame = binary.BigEndian.AppendUint32(append(frame, byte(k)), uint32(n))
	for _, p := range parts {
		frame = append(frame, p...)
	}
	_, err := w.Write(frame)
	return err
}

// readFrame reads a frame. Memory is taken as the payload comes in, not as it is said to
// come. The error is io.EOF if there is no more.
func readFrame(r io.Reader) (kind, []byte, error) {
	var head [headBytes]byte
	if n, err := io.ReadFull(r, head[:]); err != nil {
		if n > 0 {
			err = fmt.Errorf("%w: cut off: % x: %w", errFrame, head[:n], io.ErrUnexpectedEOF)
		}
		return 0, nil, err
	}
	k, n := kind(head[0]), int(binary.BigEndian.Uint32(head[1:]))
	limit, err := k.limit()
	if err == nil && n > limit {
		err = fmt.Errorf("%w: %c of %d bytes", errFrame, k, n)
	}
	if err != nil {
		return 0, nil, err
	}
	payload := make([]byte, 0, min(n, 64<<10))
	for len(payload) < n {
		if len(payload) == cap(payload) {
			payload = append(payload, 0)[:len(payload)]
		}
		m, err := io.ReadFull(r, payload[len(payload):min(n, cap(payload))])
		payload = payload[:len(payload)+m]
		if err != nil {
			return 0, nil, fmt.Errorf("%w: cut off after %d of %d bytes: %w", errFrame, len(payload), n, io.ErrUnexpectedEOF)
		}
	}
	return k, payload, nil
}
