package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

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
		Usage: e.say("导出台账和结构化数据", "export ledgers and structured data"),
		Description: e.say(
			"xlsx、csv 为台账，一条措施一行，推定的内容另作标记；md 为提纲；json、ndjson 输出整个文件，每个为一个 gangmu.document/1。旧版本文件不导出。同一资料库每次导出逐字节相同。",
			"xlsx and csv are ledgers, a measure a row, with what was inferred marked; md gives outlines; json and ndjson whole documents, each a gangmu.document/1. Older versions of files are left out. The same library gives the same bytes."),
		Flags: []cli.Flag{
			libraryFlag(e),
			&cli.StringFlag{Name: "format", Aliases: []string{"f"}, Usage: e.say("`格式`：json（一个数组）、ndjson（每行一个文件）、csv、xlsx、md；不写时按 --out 的扩展名", "`FORMAT`: json, one array; ndjson, a document a line; csv, xlsx, md; by default that of --out")},
			&cli.StringFlag{Name: "out", Aliases: []string{"o"}, TakesFile: true, Usage: e.say("写入`文件`，默认写到标准输出", "write to `FILE` instead of standard output")},
			&cli.StringSliceFlag{Name: "bureau", Aliases: []string{"b"}, Usage: e.say("只要这些`单位`", "only these `BUREAUS`")},
			&cli.IntSliceFlag{Name: "year", Aliases: []string{"y"}, Usage: e.say("只要这些`年度`", "only these `YEARS`")},
			&cli.StringFlag{Name: "plan", Usage: e.say("只要标题含此`文字`的计划", "only plans whose title has this `TEXT`")},
			&cli.StringFlag{Name: "query", Aliases: []string{"q"}, Usage: e.say("只要精确命中此`检索式`的措施；json 为含有它们的文件", "only measures that are exact hits for `WORDS`; in json, the documents that have them")},
		},
		Action: func(c *cli.Context) error {
			o := exportOptions{c.String("out"), pipeline.ExportOptions{
				Format: exportFormat(c), Bureau: c.StringSlice("bureau"), Year: c.IntSlice("year"), Plan: c.String("plan"), Query: c.String("query"),
			}}
			if !slices.Contains(pipeline.ExportFormats, o.Format) {
				return usage(e.say("--format 只能是 json、ndjson、csv、xlsx 或 md", "--format is json, ndjson, csv, xlsx or md"))
			}
			if o.Format == pipeline.ExportXLSX && o.out == "" && isTerminal(e.out) {
				return usage(e.say("xlsx 请用 --out 写入文件", "name a file for xlsx with --out"))
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

// exportFormat is the format that the flags name, or the extension of the file, or json.
func exportFormat(c *cli.Context) pipeline.ExportFormat {
	f := pipeline.ExportFormat(c.String("format"))
	if f != "" {
		return f
	}
	byName := pipeline.ExportFormat(strings.TrimPrefix(strings.ToLower(filepath.Ext(c.String("out"))), "."))
	if slices.Contains(pipeline.ExportFormats, byName) {
		return byName
	}
	return pipeline.ExportJSON
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
