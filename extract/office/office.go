// Package office has LibreOffice turn files of old formats into ones that are read here.
//
// LibreOffice runs as a child of its own for each file: with a profile and a home in a
// temporary folder, macros off, links to elsewhere not followed, without network where
// the system allows, under limits of time and memory. It is judged by the file it writes,
// not by its exit code. This package knows how to run it and nothing of what files say.
package office

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/gangmu/gangmu"
)

// Missing is what an error says when there is no LibreOffice on the machine.
const Missing = "LibreOffice is not installed"

// Variable is the environment variable that names the program, or is "off" where
// LibreOffice shall not be used.
const Variable = "GANGMU_SOFFICE"

// Limits of a conversion.
const (
	maxOutput = 256 << 20
	maxMemory = 4 << 30
)

// An Office is an installed LibreOffice. The zero value looks for it.
type Office struct {
	Program string        // path of soffice; "" looks at Variable, then in the usual places
	Timeout time.Duration // for one file; 0 is two minutes
}

// A Source is what a file is: the extension that it would have, and the filter that reads
// it. LibreOffice is not left to find out, for it takes what it does not know for plain
// text, and a damaged file for what its bytes spell.
type Source struct{ extension, filter string }

// The sources.
var (
	Word97   = Source{"doc", "MS Word 97"}
	Word95   = Source{"doc", "MS Word 95"} // and Word 6
	WordXML  = Source{"xml", "MS Word 2003 XML"}
	Works    = Source{"wps", "MS_Works"}
	RTF      = Source{"rtf", "Rich Text Format"}
	Excel    = Source{"xls", "MS Excel 97"} // and Excel 95
	ExcelXML = Source{"xml", "MS Excel 2003 XML"}
)

// A Target is what a file is turned into.
type Target struct{ extension, filter string }

// The targets.
var (
	Word  = Target{"docx", "MS Word 2007 XML"}
	Sheet = Target{"xlsx", "Calc MS Excel 2007 XML"}
)

// places are where LibreOffice is when it is not on the PATH.
var places = []string{
	"/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice", "/opt/libreoffice*/program/soffice",
	"/Applications/LibreOffice.app/Contents/MacOS/soffice",
	`C:\Program Files\LibreOffice\program\soffice.com`, `C:\Program Files (x86)\LibreOffice\program\soffice.com`,
}

// Find returns the path of LibreOffice, or an error that wraps ErrUnsupported and says
// that it is missing.
func (o Office) Find() (string, error) {
	program := cmp.Or(o.Program, os.Getenv(Variable))
	switch program {
	case "":
	case "off":
		return "", fmt.Errorf("%w: %s", gangmu.ErrUnsupported, Missing)
	default:
		return program, nil
	}
	for _, name := range []string{"soffice", "libreoffice"} {
		if p, err := exec.LookPath(name); err == nil {
			return p, nil
		}
	}
	for _, pattern := range places {
		if found, err := filepath.Glob(pattern); err == nil && len(found) > 0 {
			return found[len(found)-1], nil
		}
	}
	return "", fmt.Errorf("%w: %s", gangmu.ErrUnsupported, Missing)
}

// Convert turns the size bytes of r into another format. Errors wrap a [gangmu.ErrorCode]: ErrUnsupported when LibreOffice
// is missing, ErrTimeout, ErrCorrupt when it writes nothing, ErrTooLarge; or are those of
// ctx.
func (o Office) Convert(ctx context.Context, r io.ReaderAt, size int64, from Source, to Target) ([]byte, error) {
	program, err := o.Find()
	if err != nil {
		return nil, err
	}
	if o.Timeout == 0 {
		o.Timeout = 2 * time.Minute
	}
	dir, err := os.MkdirTemp("", "gangmu-office-*")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "in."+from.extension)
	if err := prepare(dir, in, io.NewSectionReader(r, 0, size)); err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	said, err := run(limited, program, dir, []string{
		"-env:UserInstallation=" + fileURL(filepath.Join(dir, "profile")),
		"--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard",
		"--infilter=" + from.filter, "--convert-to", to.extension + ":" + to.filter, "--outdir", filepath.Join(dir, "out"), in,
	})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, fmt.Errorf("%w: LibreOffice took more than %s", gangmu.ErrTimeout, o.Timeout)
	}
	return result(filepath.Join(dir, "out", "in."+to.extension), said, err)
}

// result reads what LibreOffice wrote. said and err, what it said and how it ended, are
// only for the message when there is nothing.
func result(path, said string, err error) ([]byte, error) {
	st, serr := os.Stat(path)
	switch {
	case serr != nil || st.Size() == 0:
		return nil, fmt.Errorf("%w: LibreOffice could not read it: %s (%v)", gangmu.ErrCorrupt, said, err)
	case st.Size() > maxOutput:
		return nil, fmt.Errorf("%w: %d bytes from LibreOffice", gangmu.ErrTooLarge, st.Size())
	}
	return os.ReadFile(path)
}

func prepare(dir, in string, r io.Reader) error {
	for _, d := range []string{"profile/user", "out", "home", "tmp"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(d)), 0o700); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "profile", "user", "registrymodifications.xcu"), []byte(profile), 0o600); err != nil {
		return err
	}
	f, err := os.OpenFile(in, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Close())
}

// restart are the exit codes by which LibreOffice asks to be started again, as it does
// with a profile that is new.
var restart = map[int]bool{79: true, 81: true}

func run(ctx context.Context, program, dir string, args []string) (said string, err error) {
	for range 3 {
		var out bytes.Buffer
		err = start(ctx, direct(program), dir, args, &out)
		said = strings.Join(strings.Fields(out.String()), " ")
		said = said[:min(len(said), 200)]
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !restart[exit.ExitCode()] {
			break
		}
	}
	return said, err
}

// direct is the program itself behind the scripts that start it, so that ending the child
// ends it.
func direct(program string) string {
	if runtime.GOOS != "linux" {
		return program
	}
	real, err := filepath.EvalSymlinks(program)
	if err != nil {
		return program
	}
	if bin := filepath.Join(filepath.Dir(real), "soffice.bin"); filepath.Base(real) == "soffice" {
		if _, err := os.Stat(bin); err == nil {
			return bin
		}
	}
	return program
}

func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// profile are the settings of the profile: no macros, nothing active, nothing fetched.
const profile = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Load"><prop oor:name="UpdateDocMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
`
