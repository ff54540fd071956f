package main

// The help texts in the language of the user. The exit codes stand in each of them.

func exitCodes(e *env) string {
	return e.say(
		"退出码：0 成功  1 出错  2 用法错误  3 完成，但有文件失败  5 找不到  7 资料库被占用  8 资料库版本较新  130 中断",
		"Exit codes: 0 ok  1 error  2 usage  3 finished, some files failed  5 not found  7 library in use  8 library of a newer version  130 interrupted")
}

func appHelp(e *env) string {
	return `{{.Name}} - {{.Usage}}

` + e.say("用法", "Usage") + `: gangmu ` + e.say("命令 [选项] [参数]", "COMMAND [OPTIONS] [ARGUMENTS]") + `

` + e.say("命令", "Commands") + `:
{{range .VisibleCommands}}  {{printf "%-10s" .Name}}{{.Usage}}
{{end}}
` + e.say("各命令的选项：gangmu 命令 --help", "Options of a command: gangmu COMMAND --help") + `
` + exitCodes(e) + `
`
}

func commandHelp(e *env) string {
	return `gangmu {{.Name}} - {{.Usage}}

` + e.say("用法", "Usage") + `: gangmu {{.Name}} ` + e.say("[选项]", "[OPTIONS]") + ` {{.ArgsUsage}}
{{if .Description}}
{{.Description}}
{{end}}
` + e.say("选项", "Options") + `:
{{range .VisibleFlags}}  {{.}}
{{end}}
` + exitCodes(e) + `
`
}
