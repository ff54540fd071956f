package message

// The program as a whole, and what all commands share.
var (
	App            = text("纲目：读懂公文计划，按条检索措施", "outlines of official plans, searched measure by measure")
	Usage          = text("用法", "Usage")
	Commands       = text("命令", "Commands")
	Options        = text("选项", "Options")
	AppArguments   = text("命令 [选项] [参数]", "COMMAND [OPTIONS] [ARGUMENTS]")
	OptionsBracket = text("[选项]", "[OPTIONS]")
	HelpOfCommand  = text("各命令的选项：gangmu 命令 --help", "Options of a command: gangmu COMMAND --help")
	ExitCodes      = text(
		"退出码：0 成功  1 出错  2 用法错误  3 完成，但有文件失败  5 找不到  7 资料库被占用  8 资料库版本较新  130 中断",
		"Exit codes: 0 ok  1 error  2 usage  3 finished, some files failed  5 not found  7 library in use  8 library of a newer version  130 interrupted")

	HelpFlag     = text("显示帮助", "show help")
	LangFlag     = text("界面`语言` zh 或 en", "`LANGUAGE` of messages, zh or en")
	LibraryFlag  = text("资料库所在的`文件夹`", "`FOLDER` of the library")
	JSONFlag     = text("输出 JSON，供程序读取", "print JSON for programs")
	VersionUsage = text("显示版本", "print the version")
	WorkerUsage  = text("读取进程，由其他命令启动", "reading process, started by other commands")

	LangIs = text("--lang 只能是 zh 或 en", "--lang is zh or en")
)

// DefaultValue tells in the help of a flag what holds without it.
func DefaultValue(value string) Text { return text("（默认 %s）", " (default %s)", value) }

// Variable names the variable of the environment that stands for a flag.
func Variable(name string) Text { return text("［环境变量 %s］", " [environment %s]", name) }

// NoCommand: there is no command of this name.
func NoCommand(name string) Text { return text("没有这个命令：%s", "no such command: %s", name) }

// UnknownFlag: there is no flag of this name.
func UnknownFlag(name string) Text {
	return text("没有这个选项：%s", "no such option: %s", name)
}

// UnknownFlagOrWord: there is no flag of this name, but it may have been a word of a query.
func UnknownFlagOrWord(name string) Text {
	return text("没有这个选项：%s；要排除以西文开头的词，请写在其他检索词或 -- 之后", "no such option: %s; words that are not wanted go behind another word, or behind --", name)
}

// FlagNeedsValue: the last flag has no value.
func FlagNeedsValue(name string) Text {
	return text("选项 %s 后面缺少内容", "option %s needs a value", name)
}

// BadValue: a flag cannot have such a value.
func BadValue(value, name string) Text {
	return text("选项 %[2]s 不能是 %[1]s", "%[1]s is no value for option %[2]s", value, name)
}

// Joints of lists, and brackets.
var (
	Comma   = text("，", ", ")
	Joint   = text("、", ", ")
	Opening = text("（", " (")
	Closing = text("）", ")")
)

// The command completion.
var (
	CompletionUsage       = text("输出命令补全脚本", "print a script for shell completion")
	CompletionDescription = text(
		"bash：source <(gangmu completion bash)；zsh 和 fish 写入各自的补全文件夹。",
		"bash: source <(gangmu completion bash); zsh and fish: write it into their folder of completions.")
	CompletionWants = text("请写 bash、zsh 或 fish", "name bash, zsh or fish")
)

// The command config, and settings.
var (
	ConfigUsage       = text("显示生效的设置及其来源", "show the settings in force and where they come from")
	ConfigDescription = text(
		"先后次序：命令行选项、环境变量 GANGMU_名称、配置文件、默认值。配置文件每行一项，写作“名称 = 值”，名称同命令行选项。",
		"In this order: flags, environment GANGMU_NAME, configuration file, defaults. The file has lines \"name = value\" with the names of flags.")
	FromDefault = text("默认", "default")
)

// ConfigWrong: a line of the configuration file, or reading it, is at fault.
func ConfigWrong(err error) Text {
	return text("配置文件看不懂：%v", "the configuration file cannot be understood: %v", err)
}

// SettingWrong: a setting has a value that its flag cannot have.
func SettingWrong(where string, err error) Text {
	return text("设置有误：%s：%v", "%s: %v", where, err)
}

// FromEnvironment: a setting comes from the environment.
func FromEnvironment(variable string) Text {
	return text("环境变量 %s", "environment %s", variable)
}

// FromFile: a setting comes from a line of the configuration file.
func FromFile(line string) Text { return text("配置文件 %s", "file %s", line) }

// ConfigFile names the configuration file.
func ConfigFile(path string) Text { return text("配置文件：%s", "configuration file: %s", path) }
