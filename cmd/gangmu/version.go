package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/cmd/gangmu/message"
)

// version is set when a release is built.
var version = "dev"

func versionCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: e.say(message.VersionUsage),
		Flags: []cli.Flag{jsonFlag(e)},
		Action: func(c *cli.Context) error {
			v := struct {
				Version  string `json:"version"`
				Revision string `json:"revision"`
				Go       string `json:"go"`
				Schema   string `json:"schema"`
			}{Version: version, Schema: gangmu.SchemaID}
			if info, ok := debug.ReadBuildInfo(); ok {
				v.Go = info.GoVersion
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						v.Revision = s.Value
					}
				}
			}
			if c.Bool("json") {
				return json.NewEncoder(e.out).Encode(v)
			}
			_, err := fmt.Fprintf(e.out, "gangmu %s %s %s\n", v.Version, v.Go, v.Schema)
			return err
		},
	}
}
