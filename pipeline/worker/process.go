package worker

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"time"
)

// A process is one child, used by one call at a time.
type process struct {
	os     *os.Process
	in     *os.File // its standard input
	out    *os.File // its standard output
	frames *bufio.Reader
	errs   *excerpt
	calls  int

	exited chan struct{}    // closed when it has been waited for
	state  *os.ProcessState // valid then

	mu  sync.Mutex
	why error // why it was killed; nil if it was not
}

// Times that a child is given.
const (
	patience = 20 * time.Second       // to say hello
	grace    = 2 * time.Second        // after its deadline, to say so itself
	farewell = 500 * time.Millisecond // to end when its streams have
)

// Why children are killed.
var (
	errLate   = errors.New("deadline")
	errStayed = errors.New("it closed its output and went on")
)

// start starts a child and waits for its hello. The error wraps ErrStart or is that of
// ctx.
func start(ctx context.Context, command []string) (*process, error) {
	p, err := launch(command)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrStart, err)
	}
	clock := time.AfterFunc(patience, func() { p.kill(errLate) })
	defer clock.Stop()
	hook := context.AfterFunc(ctx, func() { p.kill(ctx.Err()) })
	defer hook()
	k, payload, err := readFrame(p.frames)
	if err == nil && (k != hello || string(payload) != magic) {
		err = fmt.Errorf("%w: no hello", errFrame)
	}
	if err != nil {
		p.end()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("%w: %w: %s %s", ErrStart, err, p.state, p.errs.line())
	}
	return p, nil
}

// launch starts the process, with a goroutine that waits for its end and ends then what
// it has started itself: others could hold its streams open.
func launch(command []string) (*process, error) {
	exe, err := executable()
	if err != nil {
		return nil, err
	}
	var ends [6]*os.File // of three pipes: reading, writing
	shut := func(files ...*os.File) {
		for _, f := range files {
			f.Close() // nil is an error and no harm
		}
	}
	for i := 0; i < len(ends); i += 2 {
		if ends[i], ends[i+1], err = os.Pipe(); err != nil {
			shut(ends[:]...)
			return nil, err
		}
	}
	c := &exec.Cmd{Path: exe, Args: append([]string{os.Args[0]}, command...), Env: environment(), Stdin: ends[0], Stdout: ends[3], Stderr: ends[5]}
	isolate(c)
	err = c.Start()
	shut(ends[0], ends[3], ends[5])
	if err != nil {
		shut(ends[1], ends[2], ends[4])
		return nil, err
	}
	p := &process{os: c.Process, in: ends[1], out: ends[2], frames: bufio.NewReaderSize(ends[2], bufferBytes), errs: new(excerpt), exited: make(chan struct{})}
	copied := make(chan struct{})
	go func() {
		defer close(copied)
		_, _ = io.Copy(p.errs, ends[4])
	}()
	go func() {
		defer close(p.exited)
		_ = c.Wait() // the state says all
		kill(p.os)
		late := time.AfterFunc(farewell, func() { ends[4].Close() })
		<-copied
		late.Stop()
		ends[4].Close()
		p.state = c.ProcessState
	}()
	return p, nil
}

// call does one call. dead reports whether the child has ended and is of no more use.
func (p *process) call(ctx context.Context, limit time.Duration, request []byte) (answer []byte, dead bool, err error) {
	p.calls++
	begun := time.Now()
	clock := time.AfterFunc(limit+grace, func() { p.kill(errLate) })
	defer clock.Stop()
	hook := context.AfterFunc(ctx, func() { p.kill(ctx.Err()) })
	defer hook()
	err = writeFrame(p.in, call, milliseconds(limit), request)
	for err == nil {
		var k kind
		var payload []byte
		k, payload, err = readFrame(p.frames)
		switch {
		case err != nil:
		case k == result:
			return payload, false, nil
		case k == extend && len(payload) == 8:
			limit = longer(limit, binary.BigEndian.Uint64(payload))
			clock.Reset(time.Until(begun.Add(limit + grace)))
		case k == failure:
			if answered := failureOf(payload); answered != nil {
				return nil, false, answered
			}
			err = fmt.Errorf("%w: error without code", errFrame)
		default:
			err = fmt.Errorf("%w: %c out of turn", errFrame, k)
		}
	}
	if errors.Is(err, errFrame) && !errors.Is(err, io.ErrUnexpectedEOF) {
		p.kill(err)
	}
	p.end()
	return nil, true, p.verdict(ctx, limit, err)
}

// maxLimit bounds how long a call may take, whatever the child asks for.
const maxLimit = 12 * time.Hour

func longer(limit time.Duration, milliseconds uint64) time.Duration {
	more := time.Duration(min(milliseconds, uint64(maxLimit/time.Millisecond))) * time.Millisecond
	return min(maxLimit, limit+more)
}

// failureOf is the error in a frame; nil if there is none.
func failureOf(payload []byte) error {
	var f failed
	if err := json.Unmarshal(payload, &f); err != nil || f.Code == "" {
		return nil
	}
	return &Error{f.Code, f.Detail}
}

// kill ends the child and everything it started, at once; the first reason is kept.
func (p *process) kill(why error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.exited: // its number may be another's now
	default:
		if p.why == nil {
			p.why = why
		}
		kill(p.os)
	}
	p.out.Close() // a reader waits no longer, whoever holds the other end
}

// end waits for the child's end, and kills it when it does not come soon.
func (p *process) end() {
	p.in.Close()
	late := time.AfterFunc(farewell, func() { p.kill(errStayed) })
	defer late.Stop()
	<-p.exited
	p.out.Close()
}

// gone reports whether the child has ended.
func (p *process) gone() bool {
	select {
	case <-p.exited:
		return true
	default:
		return false
	}
}
