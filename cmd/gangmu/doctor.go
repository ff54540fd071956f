package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/pipeline"
)

// A check is one thing that doctor looked at.
type check struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`

	Optional bool `json:"optional,omitempty"` // nothing is wrong with the machine without it
}

func doctorCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:  "doctor",
		Usage: e.say("检查本机和资料库", "check the machine and the library"),
		Flags: []cli.Flag{libraryFlag(e), jsonFlag(e), engineFlag(e)},
		Action: func(c *cli.Context) error {
			checks := diagnose(c.Context, e, c)
			bad := false
			for _, x := range checks {
				bad = bad || !x.OK && !x.Optional
			}
			if c.Bool("json") {
				if err := json.NewEncoder(e.out).Encode(checks); err != nil {
					return err
				}
			} else {
				printChecks(e, checks)
			}
			if bad {
				return errSaid
			}
			return nil
		},
	}
}

func printChecks(e *env, checks []check) {
	var rows [][]string
	for _, x := range checks {
		state := e.say("正常", "ok")
		switch {
		case !x.OK && x.Optional:
			state = e.say("缺少", "missing")
		case !x.OK:
			state = e.say("有误", "wrong")
		}
		rows = append(rows, []string{state, x.Name, oneLine(x.Detail)})
	}
	printTable(e.out, "", rows)
}

func diagnose(ctx context.Context, e *env, c *cli.Context) []check {
	var out []check
	add := func(chinese, english string, err error, detail string) {
		if err != nil {
			detail = err.Error()
		}
		out = append(out, check{Name: e.say(chinese, english), OK: err == nil, Detail: detail})
	}
	add("临时文件夹", "temporary folder", writable(os.TempDir()), os.TempDir())
	out = append(out, formatChecks(e)...)
	out = append(out, diagnoseOCR(e, c.Path("ocr-engine"))...)
	dir := c.String("library")
	l, err := e.open(c, false)
	if errors.Is(err, pipeline.ErrNoLibrary) {
		add("资料库", "library", nil, e.say("尚未建立："+dir, "not made yet: "+dir))
		return out
	}
	add("资料库", "library", err, dir)
	if err != nil {
		return out
	}
	defer l.Close()
	add("可写", "writable", writable(dir), dir)
	stored, failed, measures := 0, 0, 0
	entries, err := pipeline.List(ctx, l.Store)
	for _, x := range entries {
		if x.Old() {
			continue
		}
		if x.Failed() {
			failed++
			continue
		}
		stored++
		for _, p := range x.Plans {
			measures += p.Measures
		}
	}
	add("库存", "store", err, fmt.Sprintf(e.say("%d 个文件，%d 条，%d 个未能读取", "%d documents, %d entries, %d failed"), stored, measures, failed))
	indexed, err := countIndexed(ctx, l)
	if err == nil && indexed != measures {
		err = fmt.Errorf(e.say("索引有 %d 条，库存有 %d 条，请执行 gangmu reindex", "%d entries indexed, %d stored: run gangmu reindex"), indexed, measures)
	}
	add("索引", "index", err, fmt.Sprintf(e.say("%d 条", "%d entries"), indexed))
	return out
}

// formatChecks tells for each format whether it can be read here, and through what.
func formatChecks(e *env) []check {
	var out []check
	for _, s := range extract.Supported() {
		x := check{Name: e.say("读取 ", "read ") + s.Extensions, OK: s.Err == nil, Optional: true, Detail: e.say("自带", "built in")}
		switch {
		case s.Err != nil:
			x.Detail = e.say("需要 LibreOffice，本机没有安装", "needs LibreOffice, which is not installed")
		case s.Through != "":
			x.Detail = e.say("通过 ", "through ") + s.Through
		}
		out = append(out, x)
	}
	return out
}

func countIndexed(ctx context.Context, l *pipeline.Library) (int, error) {
	x, err := l.Index()
	if err != nil {
		return 0, err
	}
	n, err := x.Count(ctx)
	return n.Measures, err
}

func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".gangmu-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}
