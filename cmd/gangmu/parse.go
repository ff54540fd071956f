package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/pipeline"
)

type parseOptions struct {
	path      string
	inProcess bool
	pipeline.ParseOptions
}

func parseCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "parse",
		Usage:       e.say(message.ParseUsage),
		ArgsUsage:   "FILE",
		Description: e.say(message.ParseDescription),
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "blocks", Usage: e.say(message.BlocksFlag)},
			&cli.DurationFlag{Name: "timeout", Usage: e.say(message.LimitTimeFlag), Value: pipeline.DefaultTimeout},
			&cli.BoolFlag{Name: "in-process", Usage: e.say(message.InProcessFlag)},
		}, append(passwordFlags(e), ocrFlags(e)...)...),
		Action: func(c *cli.Context) error {
			o := parseOptions{c.Args().First(), c.Bool("in-process"), pipeline.ParseOptions{Timeout: c.Duration("timeout"), Blocks: c.Bool("blocks")}}
			if c.NArg() != 1 {
				return usage{message.ParseWants}
			}
			if o.Timeout <= 0 {
				return usage{message.TimeoutIs}
			}
			var err error
			if o.Extract.Passwords, err = passwords(e, c); err != nil {
				return err
			}
			if o.Extract.OCR, err = ocrOptions(e, c, runtime.NumCPU()); err != nil {
				return err
			}
			return runParse(c.Context, e, o)
		},
	}
}

func runParse(ctx context.Context, e *env, o parseOptions) error {
	name, path, done, err := inputFile(e, o.path)
	if err != nil {
		return err
	}
	defer done()
	var parser pipeline.Parser = pipeline.InProcess{}
	if !o.inProcess {
		p := isolated(1)
		defer p.Close()
		parser = p
	}
	out := json.NewEncoder(e.out)
	res, err := parser.Parse(ctx, name, path, o.ParseOptions)
	var code gangmu.ErrorCode
	if errors.As(err, &code) {
		return errors.Join(err, out.Encode(gangmu.Failure{Schema: gangmu.SchemaID, Name: name, Error: e.problem(code, err.Error())}))
	}
	if err != nil {
		return err
	}
	if res.Unread() { // the document says it by its pages, a person is told
		fmt.Fprintln(e.err, e.say(message.Advise(advice(gangmu.ErrNeedsOCR, ""))))
	}
	return out.Encode(res.Result)
}

// inputFile finds a file, or copies standard input into one that done removes.
func inputFile(e *env, path string) (name, file string, done func(), err error) {
	if path != "-" {
		st, err := os.Stat(path) // opening a pipe would wait
		if err == nil && !st.Mode().IsRegular() {
			err = usage{message.NotAFile(path)}
		}
		return filepath.Base(path), path, func() {}, err
	}
	f, err := os.CreateTemp("", "gangmu-*")
	if err != nil {
		return "", "", nil, err
	}
	done = func() { os.Remove(f.Name()) }
	_, err = io.Copy(f, io.LimitReader(e.in, extract.MaxBytes+1))
	if err = errors.Join(err, f.Close()); err != nil {
		done()
		return "", "", nil, err
	}
	return "-", f.Name(), done, nil
}
