package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/index"
	"github.com/gangmu/gangmu/index/bleve"
	"github.com/gangmu/gangmu/index/synonym"
	"github.com/gangmu/gangmu/pipeline"
	"github.com/gangmu/gangmu/pipeline/worker"
)

// Exit codes; they stand in the help of each command.
const (
	exitOK          = 0
	exitError       = 1
	exitUsage       = 2
	exitSomeFailed  = 3
	exitNotFound    = 5
	exitLocked      = 7
	exitNewer       = 8
	exitInterrupted = 130
)

// A usage error is a command line that cannot be understood.
type usage string

func (u usage) Error() string { return string(u) }

// errSomeFailed ends an import that finished but has failures, errSaid a command that
// has told already what is wrong.
var (
	errSomeFailed = errors.New("some files failed")
	errSaid       = errors.New("said already")
)

// finish tells the user what went wrong and returns the exit code: the one place where
// errors become codes and sentences.
func (e *env) finish(ctx context.Context, err error) int {
	var (
		u         usage
		locked    *pipeline.LockedError
		ambiguous *pipeline.AmbiguousError
		query     *index.QueryError
		synonyms  *synonym.Error
		code      gangmu.ErrorCode
		space     *pipeline.SpaceError
	)
	tell := func(exit int, chinese, english string) int {
		fmt.Fprintln(e.err, clean("gangmu: "+e.say(chinese, english)))
		return exit
	}
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil:
		return tell(exitInterrupted, "已中断。再执行一次同样的命令即可接着做。", "interrupted; the same command goes on where it stopped")
	case errors.Is(err, errSomeFailed):
		return exitSomeFailed
	case errors.Is(err, errSaid):
		return exitError
	case errors.As(err, &u):
		return tell(exitUsage, string(u)+"。用法见 gangmu --help", string(u)+"; see gangmu --help")
	case errors.As(err, &locked):
		h := locked.Holder
		return tell(exitLocked,
			fmt.Sprintf("资料库正被进程 %d（%s）使用。请等它结束，或用 --library 指定另一个资料库。", h.PID, h.Command),
			fmt.Sprintf("the library is in use by process %d (%s); wait for it, or name another one with --library", h.PID, h.Command))
	case errors.Is(err, pipeline.ErrNewer):
		return tell(exitNewer, "资料库由较新版本的 gangmu 建立，请升级本程序。", "the library was made by a newer gangmu; update this program")
	case errors.Is(err, pipeline.ErrForeign):
		return tell(exitError, "此文件夹里有别的东西，不能用作资料库；请用 --library 指定一个空的或尚不存在的文件夹。", "this folder holds other things and cannot become a library; name an empty or a new one with --library")
	case errors.Is(err, pipeline.ErrNoLibrary):
		return tell(exitNotFound, "这里还没有资料库，请先执行 gangmu import。", "there is no library here yet; begin with gangmu import")
	case errors.Is(err, pipeline.ErrNotFound):
		return tell(exitNotFound, "资料库里没有这个编号，可用 gangmu list 查看。", "the library has nothing under this ID; gangmu list shows what it holds")
	case errors.As(err, &ambiguous):
		return tell(exitNotFound,
			fmt.Sprintf("编号 %s 不唯一，有 %d 个文件以它开头，请多写几位。", ambiguous.Prefix, len(ambiguous.IDs)),
			fmt.Sprintf("%d documents begin with %s; write more of the ID", len(ambiguous.IDs), ambiguous.Prefix))
	case errors.As(err, &query):
		chinese, english := queryFault(query)
		return tell(exitUsage, chinese, english)
	case errors.Is(err, bleve.ErrLocked):
		return tell(exitLocked, "索引正被另一个进程使用，请等它结束。", "the index is in use by another process; wait for it")
	case errors.Is(err, bleve.ErrVersion):
		return tell(exitError, "索引由另一版本的程序建立，请执行 gangmu reindex 重建；文件和结果不受影响。", "the index was made by another version of the program; gangmu reindex rebuilds it, files and results are safe")
	case errors.Is(err, pipeline.ErrNoIndex):
		return tell(exitError, "资料库没有索引，请执行 gangmu reindex 重建；文件和结果不受影响。", "the library has no index; gangmu reindex rebuilds it, files and results are safe")
	case errors.Is(err, bleve.ErrDamaged):
		return tell(exitError, "索引已损坏，请执行 gangmu reindex 重建；文件和结果不受影响。", "the index is damaged; gangmu reindex rebuilds it, files and results are safe")
	case errors.As(err, &synonyms):
		return tell(exitError, fmt.Sprintf("资料库的 synonyms.txt 第 %d 行有误：每行用 = 或 ~ 连接两个以上的词。", synonyms.Line),
			fmt.Sprintf("synonyms.txt of the library, line %d: %s", synonyms.Line, synonyms.Reason))
	case errors.Is(err, pipeline.ErrDamaged):
		return tell(exitError, "资料库中有损坏的记录："+err.Error()+"。请执行 gangmu verify --repair 修复。", err.Error()+"; gangmu verify --repair mends the library")
	case errors.Is(err, worker.ErrStart):
		return tell(exitError, "读取进程启动不了："+err.Error()+"。请关闭一些程序后再执行一次同样的命令。", err.Error()+"; close some programs, and the same command goes on where it stopped")
	case errors.As(err, &code):
		p := e.problem(code, err.Error())
		return tell(exitError, p.Message+p.Hint, p.Message+"; "+p.Hint)
	case errors.Is(err, fs.ErrNotExist):
		return tell(exitNotFound, "找不到文件："+pathOf(err), "no such file: "+pathOf(err))
	case errors.As(err, &space):
		return tell(exitError,
			fmt.Sprintf("磁盘空间不足：%s 还剩 %d MB，至少需要 %d MB。腾出空间后再执行一次同样的命令即可接着做。", space.Dir, space.Free>>20, space.Need>>20),
			fmt.Sprintf("too little room in %s: %d MB free, %d MB needed; make room, and the same command goes on where it stopped", space.Dir, space.Free>>20, space.Need>>20))
	case errors.Is(err, syscall.ENOSPC):
		return tell(exitError, "磁盘已满。腾出空间后再执行一次同样的命令即可接着做。", "the disk is full; make room, and the same command goes on where it stopped")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return tell(exitError, "没有权限："+pathOf(err), "permission denied: "+pathOf(err))
	}
	return tell(exitError, err.Error(), err.Error())
}

func pathOf(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Path
	}
	return err.Error()
}
