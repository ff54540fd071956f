package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/pipeline"
)

type importOptions struct {
	paths                  []string
	json, dryRun, watching bool
	inProcess              bool
	pipeline.ImportOptions
}

func importCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:      "import",
		Usage:     e.say("导入文件、文件夹和压缩包", "import files, folders and archives"),
		ArgsUsage: "PATH...",
		Description: e.say(
			"按内容判断文件类型，已在库中的文件不重复读取，中断后再执行一次即可接着做。PATH 可以是文件、文件夹、.zip 或通配符（\"计划/**/*.docx\"）；为 - 时从标准输入读取文件名，每行一个。文件改了内容再导入即为新版本，旧版本保留并注明。",
			"Files are told apart by their content and not read again when they are in the library; after an interruption the same command goes on. A PATH is a file, a folder, a .zip or a pattern (\"plans/**/*.docx\"); with -, names are read from standard input, one a line. A file whose content changed is a new version; the older one is kept and marked."),
		Flags:  append([]cli.Flag{libraryFlag(e), jsonFlag(e)}, append(importFlags(e), append(passwordFlags(e), ocrFlags(e)...)...)...),
		Action: func(c *cli.Context) error { return importAction(e, c) },
	}
}

func importFlags(e *env) []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "include", Usage: e.say("文件夹里只导入符合`通配符`的文件，如 *.docx、2024/**/*.pdf", "of folders only files that fit `PATTERN`, like *.docx or 2024/**/*.pdf")},
		&cli.StringSliceFlag{Name: "exclude", Usage: e.say("略过符合`通配符`的文件和文件夹", "pass over files and folders that fit `PATTERN`")},
		&cli.BoolFlag{Name: "hidden", Usage: e.say("也导入隐藏文件", "take hidden files as well")},
		&cli.BoolFlag{Name: "follow", Usage: e.say("跟随文件夹里的链接", "follow links in folders")},
		&cli.StringFlag{Name: "since", Usage: e.say("只导入此`时间`之后改动的文件，如 2024-05-01、7d、12h", "only files changed since `TIME`, like 2024-05-01, 7d or 12h")},
		&cli.StringFlag{Name: "on-duplicate", Value: "keep", Usage: e.say("同一内容又见于别处：keep 记下新路径，skip 不记", "the same content under another path: keep records the path, skip does not")},
		&cli.BoolFlag{Name: "null", Aliases: []string{"0"}, Usage: e.say("标准输入的文件名以 NUL 分隔", "names on standard input end with NUL")},
		&cli.BoolFlag{Name: "dry-run", Usage: e.say("只统计要导入什么、约需多久，不写资料库", "only say what would be imported and how long it takes")},
		&cli.BoolFlag{Name: "watch", Usage: e.say("导入后继续守候，文件有变动时再导入", "go on watching, and import what changes")},
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: e.say("同时读取`几个`文件，0 为处理器个数", "read `N` files at once, 0 for the number of processors")},
		&cli.DurationFlag{Name: "timeout", Usage: e.say("每个文件的`时限`，大文件按大小放宽", "`LIMIT` for one file; large ones get more"), Value: pipeline.DefaultTimeout},
		&cli.BoolFlag{Name: "retry-failed", Usage: e.say("重读以前失败的文件", "read files again that failed before")},
		&cli.BoolFlag{Name: "in-process", Hidden: true},                 // to measure what protection costs
		&cli.StringFlag{Name: "profile", Hidden: true, TakesFile: true}, // of CPU, to see where time goes
	}
}

func importAction(e *env, c *cli.Context) error {
	o, err := readImportOptions(e, c)
	if err != nil {
		return err
	}
	if !o.inProcess {
		parser := isolated(o.Jobs)
		defer parser.Close()
		o.Parser = parser
	}
	if o.dryRun {
		return runDryRun(c.Context, e, o)
	}
	if path := c.String("profile"); path != "" {
		f, err := os.Create(path)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	once := func(paths []string) error {
		l, err := e.open(c, true)
		if err != nil {
			return err
		}
		o.paths = paths
		o.Parse.Extract.OCR.Cache = l.Pages()
		return errors.Join(runImport(c.Context, e, l, o), l.Close())
	}
	if o.watching {
		return runWatch(c.Context, e, o, once)
	}
	return once(o.paths)
}

func readImportOptions(e *env, c *cli.Context) (o importOptions, err error) {
	o = importOptions{paths: c.Args().Slice(), json: c.Bool("json"), dryRun: c.Bool("dry-run"), watching: c.Bool("watch"), inProcess: c.Bool("in-process")}
	o.Selection = pipeline.Selection{Include: c.StringSlice("include"), Exclude: c.StringSlice("exclude"), Hidden: c.Bool("hidden"), Follow: c.Bool("follow")}
	o.Jobs, o.RetryFailed, o.Parse.Timeout = c.Int("jobs"), c.Bool("retry-failed"), c.Duration("timeout")
	if len(o.paths) == 0 {
		return o, usage(e.say("请指明要导入的文件或文件夹", "name the files or folders to import"))
	}
	if o.Jobs < 0 || o.Parse.Timeout <= 0 {
		return o, usage(e.say("--jobs 不能为负，--timeout 须大于零", "--jobs must not be negative, --timeout must be positive"))
	}
	if o.Jobs == 0 {
		o.Jobs = runtime.NumCPU()
	}
	if bad := o.Check(); bad != "" {
		return o, usage(e.say("通配符写得不对："+bad, "not a pattern: "+bad))
	}
	if o.Since, err = parseSince(c.String("since"), time.Now()); err != nil {
		return o, usage(e.say("--since 写作 2024-05-01、7d 或 12h", "--since is like 2024-05-01, 7d or 12h"))
	}
	switch c.String("on-duplicate") {
	case "keep":
	case "skip":
		o.SkipDuplicate = true
	default:
		return o, usage(e.say("--on-duplicate 只能是 keep 或 skip", "--on-duplicate is keep or skip"))
	}
	if o.Parse.Extract.Passwords, err = passwords(e, c); err != nil {
		return o, err
	}
	if o.Parse.Extract.OCR, err = ocrOptions(e, c, max(1, runtime.NumCPU()/o.Jobs)); err != nil {
		return o, err
	}
	if len(o.paths) == 1 && o.paths[0] == "-" {
		if o.watching {
			return o, usage(e.say("--watch 不能与 - 同用", "--watch does not go with -"))
		}
		o.paths, err = readNames(e.in, c.Bool("null"))
	}
	return o, err
}

func runImport(ctx context.Context, e *env, l *pipeline.Library, o importOptions) error {
	total, err := pipeline.Count(ctx, o.paths, o.Selection)
	if err != nil {
		return err
	}
	m := newMeter(e, total, o.json)
	o.Begin, o.Progress = m.begin, m.settle
	r, err := pipeline.Import(ctx, l, o.paths, o.ImportOptions)
	took := m.end()
	if o.json {
		encodeReport(e, r, err, took)
	} else if r != nil {
		printReport(e, r, took)
	}
	if err == nil && r.Failed > 0 {
		return errSomeFailed
	}
	return err
}

// encodeReport prints the one event that ends an import for programs.
func encodeReport(e *env, r *pipeline.Report, err error, took time.Duration) {
	last := struct {
		Type    string  `json:"event"`
		Seconds float64 `json:"seconds"`
		Error   string  `json:"error,omitempty"`
		*pipeline.Report
	}{Type: "report", Seconds: took.Seconds(), Report: r}
	if err != nil {
		last.Error = err.Error()
	}
	_ = json.NewEncoder(e.out).Encode(last)
}

func printReport(e *env, r *pipeline.Report, took time.Duration) {
	fmt.Fprintf(e.out, e.say(
		"共 %d 个文件：完成 %d，待核 %d，相同 %d，失败 %d（%.1f 秒）\n",
		"%d files: %d done, %d to review, %d same, %d failed (%.1f s)\n"), r.In, r.Done, r.Review, r.Same, r.Failed, took.Seconds())
	if r.Skipped > 0 {
		fmt.Fprintf(e.out, e.say("略过 %d 个文件\n", "%d files passed over\n"), r.Skipped)
	}
	if r.Done+r.Review > 0 {
		fmt.Fprintf(e.out, e.say(
			"新增计划 %d 篇、条目 %d 条；编号修复等提示 %d 处\n",
			"%d plans with %d entries added; %d findings\n"), r.Plans, r.Measures, r.Findings)
	}
	if r.Versions+r.Moved > 0 {
		fmt.Fprintf(e.out, e.say("其中新版本 %d 个，移动或改名 %d 个\n", "%d of them new versions, %d moved or renamed\n"), r.Versions, r.Moved)
	}
	if r.Review > 0 {
		fmt.Fprintln(e.out, e.say("待核（已入库，请看一眼）：", "to review (in the library; please have a look):"))
		for _, f := range r.Reviews {
			fmt.Fprintf(e.out, "  %s  %s\n", e.paint(dim, shortID(f.ID)), oneLine(filepath.Base(f.Path)))
		}
	}
	if r.Failed == 0 {
		return
	}
	fmt.Fprintln(e.out, e.say("未能读取：", "could not be read:"))
	for _, f := range r.Failures {
		p := e.problem(f.Code, f.Detail)
		fmt.Fprintf(e.out, "  %s\n    %s\n    → %s\n", oneLine(filepath.Base(f.Path)), p.Message, p.Hint)
	}
}
