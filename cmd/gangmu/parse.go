package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/pipeline"
)

type parseOptions struct {
	path   string
	blocks bool
}

func parseCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:      "parse",
		Usage:     e.say("解析一个文件，输出 JSON，不需要资料库", "print the structure of one file as JSON; needs no library"),
		ArgsUsage: "FILE",
		Description: e.say(
			"FILE 为 - 时读取标准输入。读不了的文件也输出 JSON（error 一节），退出码为 1。",
			"With - as FILE, standard input is read. A file that cannot be read gives JSON as well, with an error, and exit code 1."),
		Flags: []cli.Flag{&cli.BoolFlag{Name: "blocks", Usage: e.say("附上段落、单元格等文字块", "add the blocks: paragraphs, cells and so on")}},
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 {
				return usage(e.say("请指明一个文件", "name one file"))
			}
			return runParse(c.Context, e, parseOptions{c.Args().First(), c.Bool("blocks")})
		},
	}
}

func runParse(ctx context.Context, e *env, o parseOptions) error {
	name, r, size, err := openInput(e, o.path)
	if err != nil {
		return err
	}
	if f, ok := r.(*os.File); ok {
		defer f.Close()
	}
	out := json.NewEncoder(e.out)
	res, err := pipeline.Parse(ctx, name, r, size, pipeline.DefaultTimeout, o.blocks)
	var code gangmu.ErrorCode
	if errors.As(err, &code) {
		return errors.Join(err, out.Encode(gangmu.Failure{Schema: gangmu.SchemaID, Name: name, Error: e.problem(code)}))
	}
	if err != nil {
		return err
	}
	return out.Encode(res)
}

// openInput opens a file, or reads standard input into memory.
func openInput(e *env, path string) (name string, r io.ReaderAt, size int64, err error) {
	if path == "-" {
		b, err := io.ReadAll(io.LimitReader(e.in, extract.MaxBytes+1))
		return "-", bytes.NewReader(b), int64(len(b)), err
	}
	st, err := os.Stat(path) // opening a pipe would wait
	if err == nil && !st.Mode().IsRegular() {
		err = usage(e.say("不是文件："+path, "not a file: "+path))
	}
	if err != nil {
		return "", nil, 0, err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", nil, 0, err
	}
	return filepath.Base(path), f, st.Size(), nil
}
