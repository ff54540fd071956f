package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/cmd/gangmu/message"
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
type usage struct{ what message.Text }

func (u usage) Error() string { return u.what.In(message.English) }

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
	tell := func(exit int, t message.Text) int {
		fmt.Fprintln(e.err, clean("gangmu: "+e.say(t)))
		return exit
	}
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil:
		return tell(exitInterrupted, message.Interrupted)
	case errors.Is(err, errSomeFailed):
		return exitSomeFailed
	case errors.Is(err, errSaid):
		return exitError
	case errors.As(err, &u):
		return tell(exitUsage, message.SeeHelp(u.what))
	case errors.As(err, &locked):
		return tell(exitLocked, message.Locked(locked.Holder.PID, locked.Holder.Command))
	case errors.Is(err, pipeline.ErrNewer):
		return tell(exitNewer, message.Newer)
	case errors.Is(err, pipeline.ErrForeign):
		return tell(exitError, message.Foreign)
	case errors.Is(err, pipeline.ErrNoLibrary):
		return tell(exitNotFound, message.NoLibrary)
	case errors.Is(err, pipeline.ErrNoRun):
		return tell(exitNotFound, message.NoSuchRun)
	case errors.Is(err, pipeline.ErrNotFound):
		return tell(exitNotFound, message.NoSuchID)
	case errors.As(err, &ambiguous):
		return tell(exitNotFound, message.Ambiguous(ambiguous.Prefix, len(ambiguous.IDs)))
	case errors.As(err, &query):
		return tell(exitUsage, queryFault(query))
	case errors.Is(err, bleve.ErrLocked):
		return tell(exitLocked, message.IndexLocked)
	case errors.Is(err, bleve.ErrVersion):
		return tell(exitError, message.IndexVersion)
	case errors.Is(err, pipeline.ErrNoIndex):
		return tell(exitError, message.NoIndex)
	case errors.Is(err, bleve.ErrDamaged):
		return tell(exitError, message.IndexDamaged)
	case errors.As(err, &synonyms):
		return tell(exitError, message.BadSynonyms(synonyms.Line, synonyms.Reason))
	case errors.Is(err, pipeline.ErrDamaged):
		return tell(exitError, message.Damaged(err))
	case errors.Is(err, worker.ErrStart):
		return tell(exitError, message.NoWorker(err))
	case errors.As(err, &code):
		return tell(exitError, message.Advise(advice(code, err.Error())))
	case errors.Is(err, fs.ErrNotExist):
		return tell(exitNotFound, message.NoFile(pathOf(err)))
	case errors.As(err, &space):
		return tell(exitError, message.NoRoom(space.Dir, space.Free>>20, space.Need>>20))
	case errors.Is(err, syscall.ENOSPC):
		return tell(exitError, message.DiskFull)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return tell(exitError, message.Denied(pathOf(err)))
	}
	return tell(exitError, message.Verbatim(err.Error()))
}

func pathOf(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Path
	}
	return err.Error()
}
