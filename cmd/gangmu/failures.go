package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline"
)

func failuresCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:  "failures",
		Usage: e.say("列出未能读取的文件、原因和下一步", "list the files that could not be read, why, and what to do"),
		Description: e.say(
			"处理好之后再导入即可；内容没有变的文件加 --retry-failed 才会重读。加 --json 时每行一个文件。",
			"Import again when they are mended; files whose content is the same are read again with --retry-failed only. With --json, a file a line."),
		Flags: []cli.Flag{libraryFlag(e), jsonFlag(e)},
		Action: func(c *cli.Context) error {
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			list, err := pipeline.Failures(c.Context, l)
			if err = errors.Join(err, l.Close()); err != nil {
				return err
			}
			return printFailures(e, list, c.Bool("json"))
		},
	}
}

func printFailures(e *env, list []pipeline.Lapse, asJSON bool) error {
	if asJSON {
		for _, f := range list {
			err := json.NewEncoder(e.out).Encode(struct {
				pipeline.Lapse
				Problem gangmu.Problem `json:"problem"`
			}{f, e.problem(f.Code, f.Detail)})
			if err != nil {
				return err
			}
		}
		return nil
	}
	for _, f := range list {
		p := e.problem(f.Code, f.Detail)
		fmt.Fprintf(e.out, "%s  %s\n    %s", e.paint(dim, shortID(f.ID)), oneLine(filepath.Base(f.Paths[0])), p.Message)
		if f.Attempts > 1 {
			fmt.Fprintf(e.out, e.say("（试过 %d 次）", " (tried %d times)"), f.Attempts)
		}
		fmt.Fprintf(e.out, "\n    → %s\n", p.Hint)
	}
	fmt.Fprintf(e.out, e.say("共 %d 个文件未能读取\n", "%d files could not be read\n"), len(list))
	return nil
}
