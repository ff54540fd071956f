package pipeline_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"

	"github.com/gangmu/gangmu/pipeline"
)

// smallDisk mounts a disk of so many bytes; only root can.
func smallDisk(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skip("a small disk cannot be mounted here: ", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(dir, unix.MNT_DETACH) })
	return dir
}

func resize(t *testing.T, dir string, flags uintptr, bytes int) {
	t.Helper()
	if err := unix.Mount("tmpfs", dir, "tmpfs", unix.MS_REMOUNT|flags, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Fatal(err)
	}
}

// An import stops before the disk is full; when there is room again, the same import
// goes on to the state of an unbroken one.
func TestAFullDisk(t *testing.T) {
	files := t.TempDir()
	for i := range 40 {
		put(t, files, map[string]string{fmt.Sprintf("%02d.txt", i): plan(i)})
	}
	whole := library(t)
	importFiles(t, whole, pipeline.ImportOptions{}, files)
	want := export(t, whole, pipeline.ExportOptions{Format: pipeline.ExportJSON})

	const reserve = 128 << 20
	disk := smallDisk(t, reserve+300<<10)
	l := open(t, filepath.Join(disk, "library"))
	_, err := pipeline.Import(ctx, l, []string{files}, pipeline.ImportOptions{Jobs: 1})
	var space *pipeline.SpaceError
	if !errors.As(err, &space) || !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("error %v", err)
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	resize(t, disk, 0, 2*reserve)
	l = open(t, filepath.Join(disk, "library"))
	defer l.Close()
	importFiles(t, l, pipeline.ImportOptions{}, files)
	if diff := cmp.Diff(want, export(t, l, pipeline.ExportOptions{Format: pipeline.ExportJSON})); diff != "" {
		t.Error(diff)
	}
	if left := verify(t, l, false); len(left) != 0 {
		t.Error(left)
	}
}

func TestAReadOnlyDisk(t *testing.T) {
	disk := smallDisk(t, 200<<20)
	l := open(t, filepath.Join(disk, "library"))
	importFiles(t, l, pipeline.ImportOptions{}, fixtures+"/plans/教育局2023年双拥工作计划.txt")
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	resize(t, disk, unix.MS_RDONLY, 200<<20)
	if _, err := pipeline.Open(filepath.Join(disk, "library"), "test", true); !errors.Is(err, syscall.EROFS) {
		t.Errorf("error %v", err)
	}
	resize(t, disk, 0, 200<<20)
	l = open(t, filepath.Join(disk, "library"))
	defer l.Close()
	if left := verify(t, l, false); len(left) != 0 {
		t.Error(left)
	}
}
