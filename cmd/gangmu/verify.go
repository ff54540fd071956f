package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/pipeline"
)

func verifyCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:  "verify",
		Usage: e.say("逐个核对资料库中的文件、结果和索引", "check every file, result and the index of the library"),
		Description: e.say(
			"核对每个原文件的哈希、每份结果是否合乎格式且不丢字、记录与结果和索引是否一致。加 --repair 时修复能修复的；有未修复的问题时退出码为 1。",
			"Checks the hash of every source, every result against the schema and for lost text, entries against results, and the index against them all. With --repair it mends what can be; exit code 1 if something is left."),
		Flags: []cli.Flag{
			libraryFlag(e), jsonFlag(e),
			&cli.BoolFlag{Name: "repair", Usage: e.say("修复：重读、重建记录和索引，清理中断的残留", "mend: read again, make entries and the index anew, clear what was cut off")},
		},
		Action: func(c *cli.Context) error {
			valid, err := schemaCheck()
			if err != nil {
				return err
			}
			l, err := e.open(c, false)
			if err != nil {
				return err
			}
			parser := isolated(1)
			defer parser.Close()
			v, err := pipeline.Verify(c.Context, l, pipeline.VerifyOptions{Repair: c.Bool("repair"), Parser: parser, Valid: valid})
			if err = errors.Join(err, l.Close()); err != nil {
				return err
			}
			return printVerification(e, v, c.Bool("json"))
		},
	}
}

func printVerification(e *env, v *pipeline.Verification, asJSON bool) error {
	left := 0
	for _, f := range v.Faults {
		if !f.Mended {
			left++
		}
		if asJSON {
			continue
		}
		state := e.say("未修复", "not mended")
		if f.Mended {
			state = e.say("已修复", "mended")
		}
		fmt.Fprintf(e.out, "%s  %s  %s  %s\n", state, faultName(e, f.Kind), e.paint(dim, shortID(f.ID)), oneLine(filepath.Base(f.Name)))
	}
	if asJSON {
		if err := json.NewEncoder(e.out).Encode(v); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(e.out, e.say("核对了 %d 个文件（%.1f MB），发现 %d 处问题，未修复 %d 处\n", "%d documents (%.1f MB) checked, %d faults, %d not mended\n"),
			v.Documents, float64(v.Bytes)/1e6, len(v.Faults), left)
		if left > 0 {
			fmt.Fprintln(e.out, e.say("可执行 gangmu verify --repair 修复；原文件丢失的请重新导入。", "gangmu verify --repair mends what can be; import files again whose source is lost."))
		}
	}
	if left > 0 {
		return errSaid
	}
	return nil
}

func faultName(e *env, k pipeline.FaultKind) string {
	switch k {
	case pipeline.FaultSource:
		return e.say("原文件丢失或损坏", "source lost or damaged")
	case pipeline.FaultResult:
		return e.say("结果丢失或损坏", "result lost or damaged")
	case pipeline.FaultEntry:
		return e.say("记录损坏或不符", "entry damaged or wrong")
	case pipeline.FaultPartial:
		return e.say("中断的残留", "left by an import that was cut off")
	}
	return e.say("索引与库存不符", "index does not fit the store")
}

// schemaCheck makes a check of results against the schema that the program publishes.
func schemaCheck() (func(*gangmu.Result) error, error) {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(gangmu.Schema))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("document.json", v); err != nil {
		return nil, err
	}
	schema, err := c.Compile("document.json")
	if err != nil {
		return nil, err
	}
	return func(r *gangmu.Result) error {
		b, err := json.Marshal(r)
		if err != nil {
			return err
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			return err
		}
		return schema.Validate(v)
	}, nil
}
