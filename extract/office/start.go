package office

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// start runs program once, in a process group of its own that is killed when ctx ends.
// What it writes goes into out.
func start(ctx context.Context, program, dir string, args []string, out *bytes.Buffer) error {
	var err error
	for _, confined := range []bool{true, false} { // not every system lets us confine
		cmd := exec.CommandContext(ctx, program, args...)
		cmd.Dir = dir
		cmd.Env = environment(dir)
		said := &limitedBuffer{buf: out} // one for both, which is then written to by one goroutine
		cmd.Stdout, cmd.Stderr = said, said
		cmd.WaitDelay = 2 * time.Second
		own(cmd, confined)
		if err = cmd.Start(); err != nil {
			continue
		}
		limit(cmd.Process.Pid)
		err = cmd.Wait()
		end(cmd.Process.Pid)
		return err
	}
	return err
}

// environment is what LibreOffice sees: nothing of the user's, and no way out.
func environment(dir string) []string {
	home := filepath.Join(dir, "home")
	env := []string{
		"HOME=" + home, "XDG_CONFIG_HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_DATA_HOME=" + home, "USERPROFILE=" + home,
		"TMPDIR=" + filepath.Join(dir, "tmp"), "TMP=" + filepath.Join(dir, "tmp"), "TEMP=" + filepath.Join(dir, "tmp"),
		"LANG=C.UTF-8", "SAL_USE_VCLPLUGIN=svp",
		"http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9", "ftp_proxy=http://127.0.0.1:9",
	}
	for _, name := range []string{"PATH", "SystemRoot", "SystemDrive", "windir"} {
		if v := os.Getenv(name); v != "" {
			env = append(env, name+"="+v)
		}
	}
	return env
}

// A limitedBuffer keeps the beginning of what is written.
type limitedBuffer struct{ buf *bytes.Buffer }

func (l *limitedBuffer) Write(p []byte) (int, error) {
	if room := 4<<10 - l.buf.Len(); room > 0 {
		l.buf.Write(p[:min(len(p), room)])
	}
	return len(p), nil
}
