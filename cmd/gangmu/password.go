package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/urfave/cli/v2"
)

// passwordFlags are the passwords that locked files are tried with.
func passwordFlags(e *env) []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "password", Usage: e.say("打开加密文件的`密码`，可重复给出多个；同机其他用户看得到命令行，宜用 --password-file", "`PASSWORD` of locked files, may be repeated; others on this machine can see it, so rather use --password-file")},
		&cli.PathFlag{Name: "password-file", Usage: e.say("密码`文件`，每行一个", "`FILE` of passwords, one a line")},
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
		return nil, usage(fmt.Sprint(e.say("读不了密码文件：", "cannot read the file of passwords: "), err))
	}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), "\r\n"); line != "" {
			all = append(all, line)
		}
	}
	return all, nil
}
