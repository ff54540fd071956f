// Command gangmu imports Chinese official plans, finds their structure, searches and
// exports their measures. Flags become an options struct, and that one call into
// package pipeline; what people read is made here.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(run(os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program; it returns the exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	e := newEnv(args, stdin, stdout, stderr)
	app := newApp(e)
	err := app.RunContext(ctx, reorder(app, args))
	return e.finish(ctx, err)
}
