package main

import (
	"regexp"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
)

// What package flag says of a command line that it cannot read: it has no errors to tell
// apart but by their words.
var (
	undefinedFlag = regexp.MustCompile(`^flag provided but not defined: -(.+)$`)
	lonelyFlag    = regexp.MustCompile(`^flag needs an argument: -(.+)$`)
	badValue      = regexp.MustCompile(`(?s)^(?:invalid value|invalid boolean value|could not parse) ("(?:[^"\\]|\\.)*").* for (?:flag )?-?(\S+?):`)
)

// usageFault makes an error of package flag one of usage.
func usageFault(c *cli.Context, err error, _ bool) error {
	s := err.Error()
	if m := undefinedFlag.FindStringSubmatch(s); m != nil {
		if c != nil && c.Command != nil && c.Command.Name == "search" {
			return usage{message.UnknownFlagOrWord(dashed(m[1]))}
		}
		return usage{message.UnknownFlag(dashed(m[1]))}
	}
	if m := lonelyFlag.FindStringSubmatch(s); m != nil {
		return usage{message.FlagNeedsValue(dashed(m[1]))}
	}
	if m := badValue.FindStringSubmatch(s); m != nil {
		return usage{message.BadValue(m[1], dashed(m[2]))}
	}
	return usage{message.Verbatim(s)}
}

// dashed is the name of a flag as it is written.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}
