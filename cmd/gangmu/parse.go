package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
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
		Name:      "parse",
		Usage:     e.say("解析一个文件，输出 JSON，不需要资料库", "print the structure of one file as JSON; needs no library"),
		ArgsUsage: "FILE",
		Description: e.say(
			"FILE 为 - 时读取标准输入。读不了的文件也输出 JSON（error 一节），退出码为 1。",
			"With - as FILE, standard input is read. A file that cannot be read gives JSON as well, with an error, and exit code 1."),
		Flags: append([]cli.Flag{
			&cli.BoolFlag{Name: "blocks", Usage: e.say("附上段落、单元格等文字块", "add the blocks: paragraphs, cells and so on")},
			&cli.DurationFlag{Name: "timeout", Usage: e.say("`时限`，大文件按大小放宽", "`LIMIT`; large files get more"), Value: pipeline.DefaultTimeout},
			&cli.BoolFlag{Name: "in-process", Usage: e.say("在本进程内读取，不受内存和崩溃保护，仅供调试", "read in this process, without protection; for debugging")},
		}, append(passwordFlags(e), ocrFlags(e)...)...),
		Action: func(c *cli.Context) error {
			o := parseOptions{c.Args().First(), c.Bool("in-process"), pipeline.ParseOptions{Timeout: c.Duration("timeout"), Blocks: c.Bool("blocks")}}
			if c.NArg() != 1 {
				return usage(e.say("请指明一个文件", "name one file"))
			}
			if o.Timeout <= 0 {
				return usage(e.say("--timeout 须大于零", "--timeout must be positive"))
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
	return out.Encode(res.Result)
}

// inputFile finds a file, or copies standard input into one that done removes.
func inputFile(e *env, path string) (name, file string, done func(), err error) {
	if path != "-" {
		st, err := os.Stat(path) // opening a pipe would wait
		if err == nil && !st.Mode().IsRegular() {
			err = usage(e.say("不是文件："+path, "not a file: "+path))
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
