package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
)

// newApp makes the command line. Every command is a function of its own file.
func newApp(e *env) *cli.App {
	cli.HelpFlag = &cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: e.say(message.HelpFlag)}
	cli.FlagStringer = func(f cli.Flag) string { return flagHelp(e, f) }
	app := &cli.App{
		Name:            "gangmu",
		Usage:           e.say(message.App),
		HideVersion:     true,
		HideHelpCommand: true,

		EnableBashCompletion: true,

		Writer:         e.out,
		ErrWriter:      e.err,
		ExitErrHandler: func(*cli.Context, error) {},
		OnUsageError:   usageFault,
		Action: func(c *cli.Context) error {
			if c.NArg() > 0 {
				return usage{message.NoCommand(c.Args().First())}
			}
			return cli.ShowAppHelp(c)
		},
		CustomAppHelpTemplate: appHelp(e),
		Commands: []*cli.Command{
			importCommand(e), parseCommand(e), searchCommand(e), showCommand(e), exportCommand(e), listCommand(e),
			reindexCommand(e), failuresCommand(e), runsCommand(e), verifyCommand(e), doctorCommand(e), ocrCommand(e), configCommand(e), completionCommand(e), versionCommand(e), workerCommand(e),
		},
	}
	for _, c := range app.Commands {
		c.Flags = append(c.Flags, &cli.StringFlag{Name: "lang", Usage: e.say(message.LangFlag)})
		c.HideHelpCommand = true
		c.OnUsageError = usageFault
		c.CustomHelpTemplate = commandHelp(e)
		action := c.Action
		c.Action = func(ctx *cli.Context) error {
			if ctx.Command.Name != "worker" {
				if err := e.configure(ctx); err != nil {
					return err
				}
			}
			if l := ctx.String("lang"); l != "" && l != "zh" && l != "en" {
				return usage{message.LangIs}
			}
			return action(ctx)
		}
	}
	return app
}

// libraryFlag names the library, for the commands that open one.
func libraryFlag(e *env) cli.Flag {
	return &cli.StringFlag{
		Name: "library", Aliases: []string{"l"}, EnvVars: []string{"GANGMU_LIBRARY"}, TakesFile: true,
		Usage: e.say(message.LibraryFlag), Value: filepath.Join(xdg.DataHome, "gangmu"),
	}
}

func jsonFlag(e *env) cli.Flag {
	return &cli.BoolFlag{Name: "json", Usage: e.say(message.JSONFlag)}
}

// reorder puts the command first and its flags before its arguments, which the flag
// package asks for and people do not: "gangmu search 经费 --year 2024". What follows
// "--" stays.
func reorder(app *cli.App, args []string) []string {
	if len(args) == 0 {
		return args
	}
	if args[len(args)-1] == completing { // has its place at the end
		return append(reorder(app, args[:len(args)-1]), completing)
	}
	valued := map[string]bool{"library": true, "l": true, "lang": true}
	var command string
	var flags, rest []string
	for i := 1; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			rest = append(rest, args[i:]...)
			break
		}
		if !flagLike(a) || command == "search" && len(rest) > 0 && unwanted(app.Command(command), a) {
			if c := app.Command(a); c != nil && command == "" && len(rest) == 0 {
				command = a
				addValued(valued, c)
				continue
			}
			rest = append(rest, a)
			continue
		}
		flags = append(flags, a)
		name := strings.TrimLeft(a, "-")
		if valued[name] && i+1 < len(args) {
			i++
			flags = append(flags, args[i])
		}
	}
	out := []string{args[0]}
	if command != "" {
		out = append(out, command)
	}
	out = append(out, flags...)
	if len(rest) > 0 && len(rest[0]) > 1 && rest[0][0] == '-' && rest[0] != "--" {
		out = append(out, "--") // -单位:财政局 is an argument
	}
	return append(out, rest...)
}

// flagLike reports whether an argument is a flag: -n, -0, --limit. A sign before anything
// but an ASCII letter or digit is part of a query.
func flagLike(a string) bool {
	name := strings.TrimPrefix(strings.TrimPrefix(a, "-"), "-")
	return len(name) < len(a) && name != "" && strings.ContainsRune(flagStarts, rune(name[0]))
}

// unwanted reports whether an argument behind the first word of a search is a word with a
// minus before it, -gdp, and not a flag that the command has. Two signs are a flag's.
func unwanted(c *cli.Command, a string) bool {
	name, _, _ := strings.Cut(strings.TrimPrefix(a, "-"), "=")
	if strings.HasPrefix(name, "-") || name == "h" || name == "help" {
		return false
	}
	return !slices.ContainsFunc(c.Flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
}

const flagStarts = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// addValued adds the names of the command's flags that take a value.
func addValued(valued map[string]bool, c *cli.Command) {
	for _, f := range c.Flags {
		if _, ok := f.(*cli.BoolFlag); ok {
			continue
		}
		for _, n := range f.Names() {
			valued[n] = true
		}
	}
}
