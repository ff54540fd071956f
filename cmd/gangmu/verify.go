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
	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

func verifyCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "verify",
		Usage:       e.say(message.VerifyUsage),
		Description: e.say(message.VerifyDescription),
		Flags: []cli.Flag{
			libraryFlag(e), jsonFlag(e),
			&cli.BoolFlag{Name: "repair", Usage: e.say(message.RepairFlag)},
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
		state := e.say(message.NotMended)
		if f.Mended {
			state = e.say(message.Mended)
		}
		fmt.Fprintf(e.out, "%s  %s  %s  %s\n", state, e.say(faultName(f.Kind)), e.paint(dim, shortID(f.ID)), oneLine(filepath.Base(f.Name)))
	}
	if asJSON {
		if err := json.NewEncoder(e.out).Encode(v); err != nil {
			return err
		}
	} else {
		fmt.Fprintln(e.out, e.say(message.Verified(v.Documents, message.Size(v.Bytes), len(v.Faults), left)))
		if left > 0 {
			fmt.Fprintln(e.out, e.say(message.HowToMend))
		}
	}
	if left > 0 {
		return errSaid
	}
	return nil
}

func faultName(k pipeline.FaultKind) message.Text {
	switch k {
	case pipeline.FaultSource:
		return message.FaultSource
	case pipeline.FaultResult:
		return message.FaultResult
	case pipeline.FaultEntry:
		return message.FaultEntry
	case pipeline.FaultPartial:
		return message.FaultPartial
	}
	return message.FaultIndex
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
