package worker

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"github.com/gangmu/gangmu"
)

// A Callee does what a call asks. Its context ends with the deadline of the call. The
// error should wrap a gangmu.ErrorCode; another one becomes gangmu.ErrCorrupt. extend
// lets the call have more time than it was given.
type Callee func(ctx context.Context, call []byte, extend func(time.Duration)) ([]byte, error)

// failed is the payload of an error frame.
type failed struct {
	Code   gangmu.ErrorCode `json:"code"`
	Detail string           `json:"detail"`
}

// maxStack ends runaway recursion long before it has eaten the memory.
const maxStack = 64 << 20

// gcPercent suits a process that drops nearly all its memory after every call: with the
// usual 100 a tenth of the CPU of small files goes into collecting some megabytes.
const gcPercent = 800

// Serve answers calls from in on out until in or ctx ends, which gives nil. It returns
// then even while a call is being done: the process is meant to end with it. memory is
// how many bytes this process may take from now on, 0 for no limit.
func Serve(ctx context.Context, in io.Reader, out io.Writer, memory int64, do Callee) error {
	if err := confine(memory); err != nil {
		return fmt.Errorf("limit memory: %w", err)
	}
	debug.SetMaxStack(maxStack)
	if memory > 0 { // collect seldom while little is used, and hard before the system says no
		debug.SetGCPercent(gcPercent)
		debug.SetMemoryLimit(memory / 4 * 3)
	}
	s := &server{in: bufio.NewReaderSize(in, bufferBytes), out: out, do: do, ended: make(chan error, 2)}
	if err := writeFrame(s.out, hello, []byte(magic)); err != nil {
		return err
	}
	go func() { s.ended <- s.loop() }()
	select {
	case err := <-s.ended:
		return err
	case <-ctx.Done():
		return nil
	}
}

const bufferBytes = 64 << 10

// A server reads and answers calls in one goroutine, which costs the least. Only a call
// that takes long is done while another goroutine watches for the end of the input.
type server struct {
	in    *bufio.Reader
	out   io.Writer
	do    Callee
	ended chan error
}

// watchAfter is how long a call is done before the input is watched.
const watchAfter = time.Second

// A next is the frame that was read while a call was done.
type next struct {
	payload []byte
	err     error
}

func (s *server) loop() error {
	var early chan next // where the next frame comes from, if somebody reads it
	for {
		var n next
		if early != nil {
			n = <-early
		} else {
			n.payload, n.err = s.read()
		}
		if errors.Is(n.err, io.EOF) {
			return nil
		}
		if n.err != nil {
			return n.err
		}
		early = make(chan next, 1)
		watch := time.AfterFunc(watchAfter, func() {
			payload, err := s.read()
			if err != nil { // the parent is gone or has had enough
				s.ended <- nil
			}
			early <- next{payload, err}
		})
		err := s.answer(n.payload)
		if watch.Stop() {
			early = nil
		}
		if err != nil {
			return err
		}
	}
}

func (s *server) read() ([]byte, error) {
	k, payload, err := readFrame(s.in)
	if err == nil && (k != call || len(payload) < 8) {
		err = fmt.Errorf("%w: a call was due", errFrame)
	}
	return payload, err
}

func (s *server) answer(payload []byte) error {
	limit := time.Duration(binary.BigEndian.Uint64(payload)) * time.Millisecond
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	clock := time.AfterFunc(limit, func() { cancel(context.DeadlineExceeded) })
	defer clock.Stop()
	deadline := time.Now().Add(limit)
	more := func(d time.Duration) {
		deadline = deadline.Add(d)
		clock.Reset(time.Until(deadline))
		_ = writeFrame(s.out, extend, milliseconds(d)) // a parent that is gone is noticed elsewhere
	}
	res, err := s.guarded(ctx, payload[8:], more)
	if err != nil {
		return s.fail(ctx, err)
	}
	if len(res) > maxResult {
		return s.fail(ctx, fmt.Errorf("%w: result of %d bytes", gangmu.ErrTooLarge, len(res)))
	}
	return writeFrame(s.out, result, res)
}

func (s *server) fail(ctx context.Context, err error) error {
	f := failed{Code: gangmu.ErrCorrupt, Detail: err.Error()}
	if context.Cause(ctx) == context.DeadlineExceeded {
		f.Code = gangmu.ErrTimeout
	} else {
		errors.As(err, &f.Code)
	}
	if len(f.Detail) > maxNote/8 { // JSON may write six bytes for one
		f.Detail = f.Detail[:maxNote/8]
	}
	b, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return writeFrame(s.out, failure, b)
}

func (s *server) guarded(ctx context.Context, call []byte, more func(time.Duration)) (res []byte, err error) {
	defer func() {
		if x := recover(); x != nil {
			res, err = nil, fmt.Errorf("%w: %v", gangmu.ErrCorrupt, x)
		}
	}()
	return s.do(ctx, call, more)
}

func milliseconds(d time.Duration) []byte {
	return binary.BigEndian.AppendUint64(nil, uint64(max(0, d.Milliseconds())))
}
