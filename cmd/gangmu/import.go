package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/cmd/gangmu/message"
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
		Name:        "import",
		Usage:       e.say(message.ImportUsage),
		ArgsUsage:   "PATH...",
		Description: e.say(message.ImportDescription),
		Flags:       append([]cli.Flag{libraryFlag(e), jsonFlag(e)}, append(importFlags(e), append(passwordFlags(e), ocrFlags(e)...)...)...),
		Action:      func(c *cli.Context) error { return importAction(e, c) },
	}
}

func importFlags(e *env) []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "include", Usage: e.say(message.IncludeFlag)},
		&cli.StringSliceFlag{Name: "exclude", Usage: e.say(message.ExcludeFlag)},
		&cli.BoolFlag{Name: "hidden", Usage: e.say(message.HiddenFlag)},
		&cli.BoolFlag{Name: "follow", Usage: e.say(message.FollowFlag)},
		&cli.StringFlag{Name: "since", Usage: e.say(message.SinceFlag)},
		&cli.StringFlag{Name: "on-duplicate", Value: "keep", Usage: e.say(message.OnDuplicateFlag)},
		&cli.BoolFlag{Name: "null", Aliases: []string{"0"}, Usage: e.say(message.NullFlag)},
		&cli.BoolFlag{Name: "dry-run", Usage: e.say(message.DryRunFlag)},
		&cli.BoolFlag{Name: "watch", Usage: e.say(message.WatchFlag)},
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Usage: e.say(message.JobsFlag)},
		&cli.DurationFlag{Name: "timeout", Usage: e.say(message.FileLimitFlag), Value: pipeline.DefaultTimeout},
		&cli.BoolFlag{Name: "retry-failed", Usage: e.say(message.RetryFailedFlag)},
		&cli.BoolFlag{Name: "rehash", Usage: e.say(message.RehashFlag)},
		&cli.PathFlag{Name: "searchable-pdf", Usage: e.say(message.SearchableFlag)},
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
	relaxGC()
	if path := c.String("profile"); path != "" {
		end, err := profiled(path)
		if err != nil {
			return err
		}
		defer end()
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

// profiled writes where CPU time goes to path, and where memory is allocated, which the
// garbage collector pays for, to path.allocs; end ends it.
func profiled(path string) (end func(), err error) {
	cpu, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return nil, errors.Join(err, cpu.Close())
	}
	return func() {
		pprof.StopCPUProfile()
		_ = cpu.Close()
		if allocs, err := os.Create(path + ".allocs"); err == nil {
			_ = pprof.Lookup("allocs").WriteTo(allocs, 0)
			_ = allocs.Close()
		}
	}, nil
}

func readImportOptions(e *env, c *cli.Context) (o importOptions, err error) {
	o = importOptions{paths: c.Args().Slice(), json: c.Bool("json"), dryRun: c.Bool("dry-run"), watching: c.Bool("watch"), inProcess: c.Bool("in-process")}
	o.Selection = pipeline.Selection{Include: c.StringSlice("include"), Exclude: c.StringSlice("exclude"), Hidden: c.Bool("hidden"), Follow: c.Bool("follow")}
	o.Jobs, o.RetryFailed, o.Rehash, o.Parse.Timeout = c.Int("jobs"), c.Bool("retry-failed"), c.Bool("rehash"), c.Duration("timeout")
	o.Searchable = c.Path("searchable-pdf")
	if len(o.paths) == 0 {
		return o, usage{message.ImportWants}
	}
	if o.Jobs < 0 || o.Parse.Timeout <= 0 {
		return o, usage{message.JobsAre}
	}
	if o.Jobs == 0 {
		o.Jobs = runtime.NumCPU()
	}
	if bad := o.Check(); bad != "" {
		return o, usage{message.BadPattern(bad)}
	}
	if o.Since, err = parseSince(c.String("since"), time.Now()); err != nil {
		return o, usage{message.SinceIs}
	}
	switch c.String("on-duplicate") {
	case "keep":
	case "skip":
		o.SkipDuplicate = true
	default:
		return o, usage{message.OnDuplicateIs}
	}
	if o.Parse.Extract.Passwords, err = passwords(e, c); err != nil {
		return o, err
	}
	if o.Parse.Extract.OCR, err = ocrOptions(e, c, max(1, runtime.NumCPU()/o.Jobs)); err != nil {
		return o, err
	}
	if len(o.paths) == 1 && o.paths[0] == "-" {
		if o.watching {
			return o, usage{message.WatchWithoutList}
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
	if err == nil && (r.Failed > 0 || len(r.Uncopied) > 0) {
		return errSomeFailed
	}
	return err
}

// printCopies tells of searchable copies, if there should be any.
func printCopies(e *env, r *pipeline.Report) {
	if r.Copies > 0 {
		fmt.Fprintln(e.out, e.say(message.Copied(r.Copies, r.Replaced)))
	}
	if len(r.Uncopied) == 0 {
		return
	}
	fmt.Fprintln(e.out, e.say(message.NotCopied))
	for _, f := range r.Uncopied {
		why := e.say(message.CopyExists(f.Target))
		switch {
		case f.Code == gangmu.ErrUnsupported:
			why = e.say(message.CopyUnsupported(f.Detail))
		case f.Code != "":
			why = e.problem(f.Code, f.Detail).Message
		case !f.Exists:
			why = f.Detail
		}
		fmt.Fprintf(e.out, "  %s\n    %s\n", shownPath(f.Path), oneLine(why))
	}
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

func account(r *pipeline.Report) message.Text {
	return message.Accounted(r.In, r.Done, r.Review, r.Same, r.Failed)
}

func printReport(e *env, r *pipeline.Report, took time.Duration) {
	fmt.Fprintln(e.out, e.say(message.Took(account(r), took.Seconds())))
	if r.Skipped > 0 {
		fmt.Fprintln(e.out, e.say(message.PassedOver(r.Skipped)))
	}
	if r.Done+r.Review > 0 {
		fmt.Fprintln(e.out, e.say(message.Added(r.Plans, r.Measures, r.Findings)))
	}
	if r.Versions+r.Moved > 0 {
		fmt.Fprintln(e.out, e.say(message.Recognised(r.Versions, r.Moved)))
	}
	if r.Review > 0 {
		fmt.Fprintln(e.out, e.say(message.ToReview))
		for _, f := range r.Reviews {
			fmt.Fprintf(e.out, "  %s  %s\n", e.paint(dim, shortID(f.ID)), shownPath(f.Path))
		}
	}
	printCopies(e, r)
	if r.Failed == 0 {
		return
	}
	fmt.Fprintln(e.out, e.say(message.Unreadable))
	for _, f := range r.Failures {
		p := e.problem(f.Code, f.Detail)
		fmt.Fprintf(e.out, "  %s\n    %s\n    → %s\n", shownPath(f.Path), p.Message, p.Hint)
	}
}
