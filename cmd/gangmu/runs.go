package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/pipeline"
)

func runsCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:      "runs",
		Usage:     e.say("列出历次导入，或某次导入里每个文件的结果", "list the imports, or what became of each file in one"),
		ArgsUsage: "[RUN]",
		Description: e.say(
			"不带参数列出历次导入，最近的在前；RUN 为 last 或其名称时逐个列出文件。原因代码见 docs/reasons.md。",
			"Without an argument, the imports, the last one first; with RUN, last or a name, the fate of every file. The codes are explained in docs/reasons.md."),
		Flags: []cli.Flag{libraryFlag(e), jsonFlag(e)},
		Action: func(c *cli.Context) error {
			if c.NArg() > 1 {
				return usage(e.say("至多写一次导入的名称", "name one run at most"))
			}
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			if c.NArg() == 1 {
				return errors.Join(runRun(e, l, c.Args().First(), c.Bool("json")), l.Close())
			}
			return errors.Join(runRuns(e, l, c.Bool("json")), l.Close())
		},
	}
}

func runRuns(e *env, l *pipeline.Library, asJSON bool) error {
	runs, err := pipeline.Runs(l)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if asJSON {
			if err := json.NewEncoder(e.out).Encode(r); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(e.out, "%s  %s  %s\n", e.paint(dim, r.Name), r.Began.Local().Format("2006-01-02 15:04:05"), summary(e, r))
	}
	return nil
}

func summary(e *env, r *pipeline.Run) string {
	if r.Report == nil {
		return fmt.Sprintf(e.say("没有做完（断电或被强行结束），已处理 %d 个文件", "cut off after %d files"), r.Events)
	}
	s := fmt.Sprintf(e.say("共 %d 个文件：完成 %d，待核 %d，相同 %d，失败 %d", "%d files: %d done, %d to review, %d same, %d failed"),
		r.Report.In, r.Report.Done, r.Report.Review, r.Report.Same, r.Report.Failed)
	if r.Stopped != "" {
		s += e.say("；中途停止：", "; stopped: ") + oneLine(r.Stopped)
	}
	return s
}

func runRun(e *env, l *pipeline.Library, name string, asJSON bool) error {
	if name == "last" {
		runs, err := pipeline.Runs(l)
		if err != nil {
			return err
		}
		if len(runs) == 0 {
			return fmt.Errorf("%w: no import yet", pipeline.ErrNotFound)
		}
		name = runs[0].Name
	}
	r, err := pipeline.ReadRun(l, name, func(ev pipeline.Event) error {
		if asJSON {
			return json.NewEncoder(e.out).Encode(ev)
		}
		why := string(ev.Reason)
		if ev.Code != "" {
			why = string(ev.Code)
		}
		fmt.Fprintf(e.out, "%-6s  %-12s  %s  %s\n", ev.Status, why, e.paint(dim, shortID(ev.ID)), oneLine(filepath.Base(ev.Path)))
		return nil
	})
	if err == nil && !asJSON {
		fmt.Fprintln(e.out, summary(e, r))
	}
	return err
}
