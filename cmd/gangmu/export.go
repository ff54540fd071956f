package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/pipeline"
)

type exportOptions struct {
	out string
	pipeline.ExportOptions
}

func exportCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:  "export",
		Usage: e.say("导出结构化 JSON", "export structured JSON"),
		Description: e.say(
			"输出含有符合条件的计划的文件，每个文件为一个 gangmu.document/1。同一资料库每次导出逐字节相同。",
			"Writes the documents that have a plan as asked for, each a gangmu.document/1. The same library gives the same bytes."),
		Flags: []cli.Flag{
			libraryFlag(e),
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Value: "json", Usage: e.say("`格式`：json（一个数组）或 ndjson（每行一个文件）", "`FORMAT`: json, one array, or ndjson, a document a line")},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, TakesFile: true, Usage: e.say("写入`文件`，默认写到标准输出", "write to `FILE` instead of standard output")},
			&cli.StringSliceFlag{Name: "bureau", Aliases: []string{"b"}, Usage: e.say("只要这些`单位`", "only these `BUREAUS`")},
			&cli.IntSliceFlag{Name: "year", Aliases: []string{"y"}, Usage: e.say("只要这些`年度`", "only these `YEARS`")},
			&cli.StringFlag{Name: "query", Aliases: []string{"q"}, Usage: e.say("只要有措施精确命中此`检索式`的文件", "only documents with an exact hit for `WORDS`")},
		},
		Action: func(c *cli.Context) error {
			o := exportOptions{c.String("out"), pipeline.ExportOptions{
				Format: pipeline.ExportFormat(c.String("format")), Bureau: c.StringSlice("bureau"), Year: c.IntSlice("year"), Query: c.String("query"),
			}}
			if o.Format != pipeline.ExportJSON && o.Format != pipeline.ExportNDJSON {
				return usage(e.say("--format 只能是 json 或 ndjson", "--format is json or ndjson"))
			}
			if c.NArg() > 0 {
				return usage(e.say("export 不接受参数，输出文件请用 --out", "export takes no arguments; name the file with --out"))
			}
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			return errors.Join(runExport(c.Context, e, l, o), l.Close())
		},
	}
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
		fmt.Fprintf(e.err, e.say("已导出 %d 个文件到 %s\n", "%d documents written to %s\n"), n, o.out)
	}
	return err
}

// replaceFile writes a file whole or leaves the old one as it is.
func replaceFile(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
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
