package main

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
)

// completing is the last argument when a shell asks what may come next.
const completing = "--generate-bash-completion"

// The scripts ask the program itself, so that they never grow old.
var completionScripts = map[string]string{
	"bash": `_gangmu() {
	local word=${COMP_WORDS[COMP_CWORD]} words=("${COMP_WORDS[@]:0:COMP_CWORD}")
	[[ $word == -* ]] && words+=("$word")
	COMPREPLY=($(compgen -W "$("${words[@]}" ` + completing + ` 2>/dev/null)" -- "$word"))
}
complete -o default -F _gangmu gangmu
`,
	"zsh": `#compdef gangmu
_gangmu() {
	local -a replies
	local word=${words[CURRENT]}
	if [[ $word == -* ]]; then
		replies=("${(@f)$(${words[1,CURRENT]} ` + completing + ` 2>/dev/null)}")
	else
		replies=("${(@f)$(${words[1,CURRENT-1]} ` + completing + ` 2>/dev/null)}")
	fi
	_describe gangmu replies || _files
}
compdef _gangmu gangmu
`,
	"fish": `function __gangmu
	set -l words (commandline -opc)
	set -l word (commandline -ct)
	string match -q -- '-*' $word; and set -a words $word
	$words ` + completing + ` 2>/dev/null
end
complete -c gangmu -a '(__gangmu)'
`,
}

func completionCommand(e *env) *cli.Command {
	return &cli.Command{
		Name:        "completion",
		Usage:       e.say(message.CompletionUsage),
		ArgsUsage:   "bash|zsh|fish",
		Description: e.say(message.CompletionDescription),
		Action: func(c *cli.Context) error {
			script, ok := completionScripts[c.Args().First()]
			if !ok || c.NArg() != 1 {
				return usage{message.CompletionWants}
			}
			_, err := fmt.Fprint(e.out, script)
			return err
		},
	}
}
