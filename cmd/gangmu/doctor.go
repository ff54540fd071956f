package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/index/bleve"
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
		Usage: e.say(message.DoctorUsage),
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
		state := e.say(message.Fine)
		switch {
		case !x.OK && x.Optional:
			state = e.say(message.Wanting)
		case !x.OK:
			state = e.say(message.Wrong)
		}
		rows = append(rows, []string{state, x.Name, oneLine(x.Detail)})
	}
	printTable(e.out, "", rows)
}

func diagnose(ctx context.Context, e *env, c *cli.Context) []check {
	var out []check
	add := func(what message.Text, err error, detail string) {
		if err != nil {
			detail = err.Error()
		}
		out = append(out, check{Name: e.say(what), OK: err == nil, Detail: detail})
	}
	add(message.TemporaryFolder, writable(os.TempDir()), os.TempDir())
	out = append(out, formatChecks(e)...)
	out = append(out, diagnoseOCR(e, c.Path("ocr-engine"))...)
	dir := c.String("library")
	l, err := e.open(c, false)
	if errors.Is(err, pipeline.ErrNoLibrary) {
		add(message.Library, nil, e.say(message.NotMadeYet(dir)))
		return out
	}
	add(message.Library, err, dir)
	if err != nil {
		return out
	}
	defer l.Close()
	add(message.Writable, writable(dir), dir)
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
	add(message.Stored, err, e.say(message.StoreHolds(stored, measures, failed)))
	indexed, err := countIndexed(ctx, l)
	if err == nil && indexed != measures {
		err = errors.New(e.say(message.IndexDiffers(indexed, measures)))
	}
	if errors.Is(err, bleve.ErrDamaged) {
		err = errors.New(e.say(message.IndexDamaged))
	}
	add(message.Index, err, e.say(message.Entries(indexed)))
	return out
}

// formatChecks tells for each format whether it can be read here, and through what.
func formatChecks(e *env) []check {
	var out []check
	for _, s := range extract.Supported() {
		x := check{Name: e.say(message.Reads(s.Extensions)), OK: s.Err == nil, Optional: true, Detail: e.say(message.BuiltIn)}
		switch {
		case s.Err != nil:
			x.Detail = e.say(message.NeedsOffice)
		case s.Through != "":
			x.Detail = e.say(message.Through(s.Through))
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
	if err == nil {
		err = x.Check(ctx)
	}
	return n.Measures, err
}

func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".gangmu-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}
