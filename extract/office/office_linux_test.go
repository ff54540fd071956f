package office_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract/office"
)

// program writes a script that stands for LibreOffice. Its first argument is the profile;
// $out is the file it is to write.
func program(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "office")
	text := "#!/bin/sh\nfor a; do in=\"$a\"; done\nout=\"$PWD/out/in.docx\"\n" + script + "\n"
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func convert(o office.Office, data string) ([]byte, error) {
	return o.Convert(context.Background(), strings.NewReader(data), int64(len(data)), office.RTF, office.Word)
}

func TestItIsJudgedByTheFileItWrites(t *testing.T) {
	out, err := convert(office.Office{Program: program(t, `cp "$in" "$out"; exit 3`)}, "字")
	if err != nil || string(out) != "字" {
		t.Errorf("%q, %v", out, err)
	}
	for name, script := range map[string]string{"nothing": "exit 0", "an empty file": `: > "$out"`, "a crash": "kill -SEGV $$"} {
		if _, err := convert(office.Office{Program: program(t, script)}, "字"); !errors.Is(err, gangmu.ErrCorrupt) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestItSeesNothingOfTheUser(t *testing.T) {
	t.Setenv("SECRET", "x")
	out, err := convert(office.Office{Program: program(t, `echo "$HOME|$SECRET|$PWD" > "$out"`)}, "字")
	if err != nil {
		t.Fatal(err)
	}
	f := strings.Split(strings.TrimSpace(string(out)), "|")
	if f[1] != "" || f[0] != f[2]+"/home" || f[0] == os.Getenv("HOME") {
		t.Errorf("it sees %q", f)
	}
	if _, err := os.Stat(f[2]); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("left behind: %v", err)
	}
}

// At the deadline all of its processes end, those that it started as well.
func TestWhatHangsIsEnded(t *testing.T) {
	note := filepath.Join(t.TempDir(), "pid")
	o := office.Office{Program: program(t, `sleep 300 & echo $! > `+note+`; wait`), Timeout: time.Second}
	if _, err := convert(o, "字"); !errors.Is(err, gangmu.ErrTimeout) {
		t.Fatalf("error %v", err)
	}
	b, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	child := strings.TrimSpace(string(b))
	for range 100 {
		if out, _ := exec.Command("ps", "-o", "stat=", "-p", child).Output(); len(bytes.TrimSpace(out)) == 0 || bytes.HasPrefix(out, []byte("Z")) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("process %s is still there", child)
}

func TestAnEndedContextEndsIt(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	_, err := office.Office{Program: program(t, "sleep 300")}.Convert(ctx, strings.NewReader("x"), 1, office.RTF, office.Word)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
}

func TestThereIsNoNetwork(t *testing.T) {
	probe := exec.Command("true")
	probe.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET}
	if err := probe.Run(); err != nil {
		t.Skip("this system lets nobody confine a child: ", err)
	}
	out, err := convert(office.Office{Program: program(t, `cat /proc/net/dev > "$out"`)}, "字")
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(out), ":"); lines != 1 {
		t.Errorf("interfaces:\n%s", out)
	}
}

func TestAMissingProgramIsSaid(t *testing.T) {
	t.Setenv(office.Variable, "off")
	_, err := convert(office.Office{}, "字")
	if !errors.Is(err, gangmu.ErrUnsupported) || !strings.Contains(err.Error(), office.Missing) {
		t.Errorf("error %v", err)
	}
}
