package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
)

// Settings come from, in this order: flags, the environment (GANGMU_ON_DUPLICATE for
// on-duplicate), the configuration file, defaults. The file has lines "name = value",
// where name is that of a flag; "#" begins a comment; a name may stand on several lines
// where its flag may be repeated.

// settings are the flags that may be set otherwise. What changes the meaning of one
// command, like --dry-run, is not among them.
var settings = []string{"library", "lang", "jobs", "timeout", "include", "exclude", "hidden", "follow", "on-duplicate", "rehash", "password-file", "ocr", "ocr-engine"}

// configPath is where the configuration file is.
func configPath() string {
	if p := os.Getenv("GANGMU_CONFIG"); p != "" {
		return p
	}
	return filepath.Join(xdg.ConfigHome, "gangmu", "config")
}

// A setting is a value from the configuration file.
type setting struct {
	value string
	line  int
}

// readConfig reads the configuration file; one that is not there is empty.
func readConfig(path string) (map[string][]setting, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string][]setting{}
	s := bufio.NewScanner(f)
	for n := 1; s.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(s.Text(), "\uFEFF"))
		if line == "" || line[0] == '#' {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok || !isSetting(name) {
			return nil, fmt.Errorf("%s:%d: %q", path, n, line)
		}
		if len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' {
			value = value[1 : len(value)-1]
		}
		out[name] = append(out[name], setting{value, n})
	}
	return out, s.Err()
}

func isSetting(name string) bool {
	for _, s := range settings {
		if s == name {
			return true
		}
	}
	return false
}

// variable is the name of a setting in the environment.
func variable(name string) string {
	return "GANGMU_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

// configure gives the flags of a command that were not given the values that the
// environment or the configuration file has for them.
func (e *env) configure(c *cli.Context) error {
	if e.configErr != nil {
		return usage{message.ConfigWrong(e.configErr)}
	}
	for _, name := range settings {
		if !hasFlag(c.Command, name) || c.IsSet(name) {
			continue
		}
		if v := os.Getenv(variable(name)); v != "" {
			if err := c.Set(name, v); err != nil {
				return usage{message.SettingWrong(variable(name)+"="+v, err)}
			}
			continue
		}
		for _, s := range e.config[name] {
			if err := c.Set(name, s.value); err != nil {
				return usage{message.SettingWrong(fmt.Sprintf("%s:%d", configPath(), s.line), err)}
			}
		}
	}
	return nil
}

func hasFlag(c *cli.Command, name string) bool {
	for _, f := range c.Flags {
		for _, n := range f.Names() {
			if n == name {
				return true
			}
		}
	}
	return false
}

func configCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "config",
		Usage:       e.say(message.ConfigUsage),
		Description: e.say(message.ConfigDescription),
		Flags:       []cli.Flag{jsonFlag(e)},
		Action:      func(c *cli.Context) error { return printConfig(e, c.App, c.Bool("json")) },
	}
}

// A force is a setting in force.
type force struct {
	Name   string   `json:"name"`
	Value  []string `json:"value"`
	Source string   `json:"source"` // environment, file or default
	Where  string   `json:"where,omitempty"`
}

func (f force) source() message.Text {
	switch f.Source {
	case "environment":
		return message.FromEnvironment(f.Where)
	case "file":
		return message.FromFile(f.Where)
	}
	return message.FromDefault
}

func printConfig(e *env, app *cli.App, asJSON bool) error {
	var rows [][]string
	for _, name := range settings {
		f, ok := inForce(e, app, name)
		if !ok {
			continue
		}
		if asJSON {
			if err := json.NewEncoder(e.out).Encode(f); err != nil {
				return err
			}
			continue
		}
		rows = append(rows, []string{name, orElse(oneLine(strings.Join(f.Value, " ")), "-"), e.say(f.source())})
	}
	if !asJSON {
		printTable(e.out, "", rows)
		fmt.Fprintln(e.out, e.say(message.ConfigFile(configPath())))
	}
	return nil
}

func inForce(e *env, app *cli.App, name string) (force, bool) {
	f := force{Name: name, Source: "default"}
	known := false
	for _, c := range app.Commands {
		for _, flag := range c.Flags {
			if d, ok := flag.(cli.DocGenerationFlag); ok && flag.Names()[0] == name && !known {
				known = true
				f.Value = []string{strings.Trim(d.GetDefaultText(), `"`)}
			}
		}
	}
	if v := os.Getenv(variable(name)); v != "" {
		f.Value, f.Source, f.Where = []string{v}, "environment", variable(name)
	} else if in := e.config[name]; len(in) > 0 {
		f.Value, f.Source, f.Where = nil, "file", fmt.Sprintf("%s:%d", configPath(), in[0].line)
		for _, s := range in {
			f.Value = append(f.Value, s.value)
		}
	}
	if name == "lang" && f.Source == "default" {
		f.Value = []string{string(e.language)}
		if v := localeVariable(); v != "" {
			f.Source, f.Where = "environment", v
		}
	}
	return f, known
}
