//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A signal ends an import soon, says how to go on, and leaves a library that the same
// command completes.
func TestSignalsEndAnImport(t *testing.T) {
	gangmu, err := exec.LookPath("gangmu")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for i := range 400 {
		text := fmt.Sprintf("水利局2024年工作计划\n一、疏浚河道%d条。\n%s", i, strings.Repeat("二、加固堤防，年底前完成。\n", 30))
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	library := filepath.Join(t.TempDir(), "library")
	for i, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		c := exec.Command(gangmu, "import", "--library", library, "--lang", "en", dir)
		var said bytes.Buffer
		c.Stderr = &said
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		for range 500 { // until it is in the midst of it
			runs, _ := filepath.Glob(filepath.Join(library, "runs", "*"))
			if len(runs) > i {
				if st, err := os.Stat(runs[i]); err == nil && st.Size() > 0 {
					break
				}
			}
			time.Sleep(10 * time.Millisecond)
		}
		if err := c.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		sent := time.Now()
		_ = c.Wait()
		if code := c.ProcessState.ExitCode(); code != exitInterrupted && code != exitOK { // it may have been done
			t.Errorf("%v: exit %d, %s", s, code, said.String())
		} else if code == exitInterrupted && !strings.Contains(said.String(), "goes on where it stopped") {
			t.Errorf("%v: %s", s, said.String())
		}
		t.Logf("%v: ended after %s", s, time.Since(sent))
	}
	out, err := exec.Command(gangmu, "import", "--library", library, "--lang", "en", dir).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "400 files") {
		t.Errorf("%v: %s", err, out)
	}
	if out, err := exec.Command(gangmu, "verify", "--library", library).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
