package main

import (
	"context"
	"os"

	"github.com/urfave/cli/v2"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
	"github.com/gangmu/gangmu/pipeline"
)

// workerCommand is the hidden command that makes this program a reading process of
// another one of its kind.
func workerCommand(e *env) *cli.Command {
	return &cli.Command{
		Name: "worker", Hidden: true,
		Usage:  e.say(message.WorkerUsage),
		Action: func(c *cli.Context) error { return runWorker(c.Context, e, c.Args().Slice()) },
	}
}

func runWorker(ctx context.Context, e *env, arguments []string) error {
	out := e.out
	if out == os.Stdout {
		os.Stdout = os.Stderr // what a library prints is no frame
	}
	return pipeline.ServeParser(ctx, e.in, out, arguments)
}

// isolated reads files in child processes, so many at once.
func isolated(jobs int) *pipeline.Isolated {
	return pipeline.NewIsolated(pipeline.IsolatedOptions{Command: []string{"worker"}, Jobs: jobs})
}
