package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

type exportOptions struct {
	out string
	pipeline.ExportOptions
}

func exportCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "export",
		Usage:       e.say(message.ExportUsage),
		Description: e.say(message.ExportDescription),
		Flags: append([]cli.Flag{
			libraryFlag(e),
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: e.say(message.FormatFlag)},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, TakesFile: true, Usage: e.say(message.OutFlag)},
			&cli.StringFlag{Name: "query", Aliases: []string{"q"}, Usage: e.say(message.QueryFlag)},
		}, filterFlags(e)...),
		Action: func(c *cli.Context) error {
			where, err := filtered(c, c.String("query"))
			if err != nil {
				return err
			}
			o := exportOptions{c.String("out"), pipeline.ExportOptions{Format: exportFormat(c), Where: where}}
			if !slices.Contains(pipeline.ExportFormats, o.Format) {
				return usage{message.FormatIs}
			}
			if o.Format == pipeline.ExportXLSX && o.out == "" && isTerminal(e.out) {
				return usage{message.ExportNeedsFile}
			}
			if c.NArg() > 0 {
				return usage{message.ExportWants}
			}
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			return errors.Join(runExport(c.Context, e, l, o), l.Close())
		},
	}
}

// exportFormat is the format that the flags name, or the extension of the file; json where
// there is none.
func exportFormat(c *cli.Context) pipeline.ExportFormat {
	f := pipeline.ExportFormat(c.String("format"))
	if f != "" {
		return f
	}
	byName := pipeline.ExportFormat(strings.TrimPrefix(strings.ToLower(filepath.Ext(c.String("out"))), "."))
	if byName == "" {
		return pipeline.ExportJSON
	}
	return byName
}

func runExport(ctx context.Context, e *env, l *pipeline.Library, o exportOptions) error {
	if o.out == "" {
		w := bufio.NewWriter(e.out)
		_, err := pipeline.Export(ctx, l, w, o.ExportOptions)
		return errors.Join(err, w.Flush())
	}
	n := 0
	err := replaceFile(o.out, func(w io.Writer) (err error) {
		n, err = pipeline.Export(ctx, l, w, o.ExportOptions)
		return err
	})
	if err == nil {
		fmt.Fprintln(e.err, e.say(message.Exported(n, o.out)))
	}
	return err
}

// replaceFile writes a file whole or leaves the old one as it is.
func replaceFile(path string, write func(io.Writer) error) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, ".gangmu-*")
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) { // nobody knows the name that it has for now
			p.Path = dir
		}
		return err
	}
	w := bufio.NewWriter(f)
	err = errors.Join(write(w), w.Flush(), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}
