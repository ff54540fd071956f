package main

import (
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
)

// passwordFlags are the passwords that locked files are tried with.
func passwordFlags(e *env) []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "password", Usage: e.say(message.PasswordFlag)},
		&cli.PathFlag{Name: "password-file", Usage: e.say(message.PasswordFileFlag)},
	}
}

// passwords gathers those of the flags. Only the end of a line is cut off a password.
func passwords(e *env, c *cli.Context) ([]string, error) {
	all := c.StringSlice("password")
	path := c.Path("password-file")
	if path == "" {
		return all, nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, usage{message.PasswordFileUnreadable(err)}
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), "\r\n"); line != "" {
			all = append(all, line)
		}
	}
	return all, nil
}
