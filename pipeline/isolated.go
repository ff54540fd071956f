package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"
	"unicode/utf8"

	jsonv2 "github.com/go-json-experiment/json"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/searchable"
	"github.com/gangmu/gangmu/pipeline/worker"
)

// Isolated is the Parser that reads files in child processes, so that a file can cost
// its own attempt and nothing else.
type Isolated struct{ pool *worker.Pool }

// IsolatedOptions say how children are run.
type IsolatedOptions struct {
	Command []string // arguments that make this program call ServeParser; the memory limit follows them
	Jobs    int      // files read at once; 0 is one
	Memory  int64    // bytes for one child; 0 is DefaultMemory
	Recycle int      // files after which a child is replaced; 0 is worker.DefaultRecycle
}

// DefaultMemory is what one reading process may take. A process that has read nothing
// takes some 150 MiB of it, most of them reserved and not used.
const DefaultMemory = raceFactor * 1536 << 20

// NewIsolated makes a parser; its processes are started when they are needed.
func NewIsolated(o IsolatedOptions) *Isolated {
	if o.Memory <= 0 {
		o.Memory = DefaultMemory
	}
	command := append(append([]string{}, o.Command...), strconv.FormatInt(o.Memory, 10))
	return &Isolated{worker.NewPool(worker.Options{Command: command, Slots: o.Jobs, Recycle: o.Recycle})}
}

// Close ends the processes.
func (p *Isolated) Close() error { return p.pool.Close() }

// A parseCall is what crosses to the child: the file goes by its path.
type parseCall struct {
	Name    string       `json:"name"`
	Path    []byte       `json:"path"` // not every name of a file is text
	Options ParseOptions `json:"options"`

	Copy []byte          `json:"copy,omitempty"` // the file to write a searchable copy into; then that is all
	Mark searchable.Mark `json:"mark,omitempty"`
}

// Parse implements [Parser].
func (p *Isolated) Parse(ctx context.Context, name, path string, o ParseOptions) (*Parsed, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	st, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", gangmu.ErrCorrupt, err)
	}
	request, err := json.Marshal(parseCall{Name: name, Path: []byte(path), Options: o})
	if err != nil {
		return nil, err
	}
	answer, err := p.pool.Do(ctx, o.Limit(st.Size()), request)
	if err != nil {
		return nil, err
	}
	r := new(gangmu.Result)
	if err := jsonv2.Unmarshal(answer, r); err != nil {
		return nil, fmt.Errorf("%w: %w: its result is none: %w", worker.ErrDied, gangmu.ErrCorrupt, err)
	}
	if err := credible(r, name, st.Size()); err != nil {
		return nil, fmt.Errorf("%w: %w: its result is wrong: %w", worker.ErrDied, gangmu.ErrCorrupt, err)
	}
	return &Parsed{r, answer}, nil
}

// credible checks what a child says about a file as far as others rely on it.
func credible(r *gangmu.Result, name string, size int64) error {
	switch {
	case r.Schema != gangmu.SchemaID:
		return fmt.Errorf("schema %q", r.Schema)
	case !idPattern.MatchString(r.ID):
		return fmt.Errorf("ID %q", r.ID)
	case r.Name != name || r.Bytes != size:
		return fmt.Errorf("of another file: %q, %d bytes", r.Name, r.Bytes)
	}
	return r.Check(utf8.RuneCountInString(r.Text))
}

// ServeParser is the child's side of [Isolated]: it answers on out the calls from in
// until in or ctx ends. arguments are those that follow the command.
func ServeParser(ctx context.Context, in io.Reader, out io.Writer, arguments []string) error {
	if len(arguments) != 1 {
		return fmt.Errorf("want a memory limit, have %q", arguments)
	}
	memory, err := strconv.ParseInt(arguments[0], 10, 64)
	if err != nil {
		return fmt.Errorf("memory limit: %w", err)
	}
	return worker.Serve(ctx, in, out, memory, ParseCall)
}

// ParseCall does what a call of [Isolated] asks.
func ParseCall(ctx context.Context, call []byte, extend func(time.Duration)) ([]byte, error) {
	var c parseCall
	if err := json.Unmarshal(call, &c); err != nil {
		return nil, err
	}
	c.Options.Extract.Extend = extend
	if len(c.Copy) > 0 {
		return []byte{}, InProcess{}.Searchable(ctx, string(c.Path), string(c.Copy), c.Mark, c.Options)
	}
	r, err := InProcess{}.Parse(ctx, c.Name, string(c.Path), c.Options)
	if err != nil {
		return nil, err
	}
	return r.MarshalJSON()
}
