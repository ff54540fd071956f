package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/pipeline"
)

type importOptions struct {
	paths     []string
	json      bool
	inProcess bool
	pipeline.ImportOptions
}

func importCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     e.say("导入文件、文件夹或压缩包", "import files, folders and archives"),
		ArgsUsage: "PATH...",
		Description: e.say(
			"读取 .docx、带文字层的 .pdf、.txt，按内容判断类型。已在库中的文件不重复读取，中断后再执行一次即可接着做。PATH 为 - 时从标准输入读取文件名，每行一个。",
			"Reads .docx, .pdf with a text layer and .txt, told apart by their content. Files that are in the library are not read again; after an interruption the same command goes on. With - as PATH, file names are read from standard input, one a line."),
		Flags: append([]cli.Flag{
			libraryFlag(e), jsonFlag(e),
			&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: e.say("同时读取`几个`文件，0 为处理器个数", "read `N` files at once, 0 for the number of processors")},
			&cli.DurationFlag{Name: "timeout", Usage: e.say("每个文件的`时限`，大文件按大小放宽", "`LIMIT` for one file; large ones get more"), Value: pipeline.DefaultTimeout},
			&cli.BoolFlag{Name: "in-process", Hidden: true}, // to measure what protection costs
			&cli.BoolFlag{Name: "retry-failed", Usage: e.say("重读以前失败的文件", "read files again that failed before")},
		}, passwordFlags(e)...),
		Action: func(c *cli.Context) error {
			o := importOptions{paths: c.Args().Slice(), json: c.Bool("json"), inProcess: c.Bool("in-process"), ImportOptions: pipeline.ImportOptions{
				Jobs: c.Int("jobs"), Parse: pipeline.ParseOptions{Timeout: c.Duration("timeout")}, RetryFailed: c.Bool("retry-failed"),
			}}
			if len(o.paths) == 0 {
				return usage(e.say("请指明要导入的文件或文件夹", "name the files or folders to import"))
			}
			if o.Jobs < 0 || o.Parse.Timeout <= 0 {
				return usage(e.say("--jobs 不能为负，--timeout 须大于零", "--jobs must not be negative, --timeout must be positive"))
			}
			var err error
			if o.Parse.Extract.Passwords, err = passwords(e, c); err != nil {
				return err
			}
			if len(o.paths) == 1 && o.paths[0] == "-" {
				o.paths = nil
				for s := bufio.NewScanner(e.in); s.Scan(); {
					if s.Text() != "" {
						o.paths = append(o.paths, s.Text())
					}
				}
			}
			l, err := e.open(c, true)
			if err != nil {
				return err
			}
			return errors.Join(runImport(c.Context, e, l, o), l.Close())
		},
	}
}

func runImport(ctx context.Context, e *env, l *pipeline.Library, o importOptions) error {
	total, err := pipeline.Count(ctx, o.paths)
	if err != nil {
		return err
	}
	if o.Jobs == 0 {
		o.Jobs = runtime.NumCPU()
	}
	if !o.inProcess {
		parser := isolated(o.Jobs)
		defer parser.Close()
		o.Parser = parser
	}
	bar := e.progress(e.say("导入", "importing"), total)
	lines := json.NewEncoder(e.out)
	o.Progress = func(ev pipeline.Event) {
		bar.step()
		if o.json {
			_ = lines.Encode(struct {
				Type string `json:"event"`
				pipeline.Event
			}{"file", ev})
		}
	}
	start := time.Now()
	r, err := pipeline.Import(ctx, l, o.paths, o.ImportOptions)
	bar.end()
	if r == nil {
		return err
	}
	if o.json {
		_ = lines.Encode(struct {
			Type string `json:"event"`
			*pipeline.Report
		}{"report", r})
	} else {
		printReport(e, r, time.Since(start))
	}
	if err == nil && r.Failed > 0 {
		return errSomeFailed
	}
	return err
}

func printReport(e *env, r *pipeline.Report, took time.Duration) {
	fmt.Fprintf(e.out, e.say(
		"共 %d 个文件：完成 %d，相同 %d，失败 %d（%.1f 秒）\n",
		"%d files: %d done, %d same, %d failed (%.1f s)\n"), r.In, r.Done, r.Same, r.Failed, took.Seconds())
	if r.Done > 0 {
		fmt.Fprintf(e.out, e.say(
			"新增计划 %d 篇、条目 %d 条；编号修复等提示 %d 处\n",
			"%d plans with %d entries added; %d findings\n"), r.Plans, r.Measures, r.Findings)
	}
	if r.Failed == 0 {
		return
	}
	fmt.Fprintln(e.out, e.say("未能读取：", "could not be read:"))
	for _, f := range r.Failures {
		p := e.problem(f.Code)
		fmt.Fprintf(e.out, "  %s\n    %s\n    → %s\n", oneLine(filepath.Base(f.Path)), p.Message, p.Hint)
	}
}
