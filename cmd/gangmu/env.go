package main

import (
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"
	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

// An env is where the program runs: its streams and the user's language.
//
// Data goes to out, everything else to err. Colours and bars appear only on a terminal,
// and NO_COLOR switches colours off.
type env struct {
	in       io.Reader
	out, err io.Writer
	language message.Language
	color    bool // out is a terminal that may show colours
	terminal bool // err is a terminal

	config    map[string][]setting // of the configuration file
	configErr error
}

func newEnv(args []string, in io.Reader, out, err io.Writer) *env {
	e := &env{
		in: in, out: out, err: err,
		color:    isTerminal(out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		terminal: isTerminal(err),
	}
	e.config, e.configErr = readConfig(configPath())
	e.language = message.Chinese
	if wantsEnglish(args, e.config["lang"]) {
		e.language = message.English
	}
	return e
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// wantsEnglish finds the language: --lang, GANGMU_LANG, what the configuration file has,
// else the locale; Chinese where none says.
func wantsEnglish(args []string, configured []setting) bool {
	for i, a := range args {
		name, value, ok := strings.Cut(strings.TrimLeft(a, "-"), "=")
		if name != "lang" || !strings.HasPrefix(a, "-") {
			continue
		}
		if !ok && i+1 < len(args) {
			value = args[i+1]
		}
		return value == "en"
	}
	if v := os.Getenv(variable("lang")); v != "" {
		return v == "en"
	}
	for _, s := range configured {
		return s.value == "en"
	}
	return strings.HasPrefix(os.Getenv(localeVariable()), "en")
}

// localeVariable is the variable of the environment that sets the locale (POSIX, 8.2);
// empty if none does.
func localeVariable() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if os.Getenv(name) != "" {
			return name
		}
	}
	return ""
}

// say is a message in the user's language.
func (e *env) say(t message.Text) string { return t.In(e.language) }

// open opens the library that the flags name.
func (e *env) open(c *cli.Context, create bool) (*pipeline.Library, error) {
	return pipeline.Open(c.String("library"), "gangmu "+c.Command.Name, create)
}
