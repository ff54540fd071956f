package main

import (
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
)

// The help texts in the language of the user. The exit codes stand in each of them.

func appHelp(e *env) string {
	return `{{.Name}} - {{.Usage}}

` + e.say(message.Usage) + `: gangmu ` + e.say(message.AppArguments) + `

` + e.say(message.Commands) + `:
{{range .VisibleCommands}}  {{printf "%-11s" .Name}}{{.Usage}}
{{end}}
` + e.say(message.HelpOfCommand) + `
` + e.say(message.ExitCodes) + `
`
}

func commandHelp(e *env) string {
	return `gangmu {{.Name}} - {{.Usage}}

` + e.say(message.Usage) + `: gangmu {{.Name}} ` + e.say(message.OptionsBracket) + ` {{.ArgsUsage}}
{{if .Description}}
{{.Description}}
{{end}}
` + e.say(message.Options) + `:
{{range .VisibleFlags}}{{.}}
{{end}}
` + e.say(message.ExitCodes) + `
`
}

// flagColumn is where the texts of flags begin, in cells.
const flagColumn = 28

// flagHelp is a flag in the help of its command: names, what follows them, what it is for,
// what holds without it. What follows stands in back quotes in the text.
func flagHelp(e *env, f cli.Flag) string {
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return ""
	}
	what := d.GetUsage()
	var names []string
	for _, n := range f.Names() {
		names = append(names, dashed(n))
	}
	head := "  " + strings.Join(names, ", ")
	if before, rest, ok := strings.Cut(what, "`"); ok {
		value, after, _ := strings.Cut(rest, "`")
		head += " " + value
		what = before + value + after
	}
	if v := strings.Trim(d.GetDefaultText(), `"`); d.TakesValue() && v != "" {
		what += e.say(message.DefaultValue(v))
	}
	for _, v := range d.GetEnvVars() {
		what += e.say(message.Variable(v))
	}
	if w := runewidth.StringWidth(head); w < flagColumn-1 {
		return head + strings.Repeat(" ", flagColumn-w) + what
	}
	return head + "\n" + strings.Repeat(" ", flagColumn) + what
}
