package pdf

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
)

// The fixtures are made by testdata/make.py from testdata/plan.txt.

func planParagraphs(t testing.TB) []string {
	b, err := os.ReadFile("testdata/plan.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

func fixture(t testing.TB, name string, passwords ...string) (*gangmu.Document, error) {
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return Options{Passwords: passwords, alone: true}.Read(context.Background(), bytes.NewReader(b), int64(len(b)))
}

func textsOf(d *gangmu.Document, kind gangmu.BlockKind) []string {
	var out []string
	for _, b := range d.Blocks {
		if b.Kind == kind {
			out = append(out, b.Text)
		}
	}
	return out
}

func TestParagraphsOfFixturesAreThoseOfTheText(t *testing.T) {
	want := planParagraphs(t)
	for _, name := range []string{"office.pdf", "packed.pdf", "browser.pdf", "columns.pdf", "vertical.pdf", "open-table.pdf", "locked-rc4-40.pdf", "locked-rc4-128.pdf"} {
		d, err := fixture(t, name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, textsOf(d, gangmu.Paragraph)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestTablesOfFixtures(t *testing.T) {
	want := [][]string{
		{"序号", "任务", "责任科室", "时限"},
		{"1", "修订库房管理办法，报馆务会审定后印发各科室执行", "保管利用科", "3月底前"},
		{"2", "完成异地备份", "信息技术科", "6月底前"},
		{"3", "组织消防演练两次，覆盖全体干部职工和物业人员", "办公室", "全年"},
	}
	for _, name := range []string{"browser.pdf", "open-table.pdf"} { // with lines, and without
		d, err := fixture(t, name)
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for _, b := range d.Blocks {
			if b.Kind != gangmu.Cell {
				continue
			}
			if b.Table.Table != 1 || b.Table.Row > len(got) || b.Table.Row < len(got)-1 || b.Table.Row < len(got) && b.Table.Column != len(got[b.Table.Row]) {
				t.Fatalf("%s: %q at %+v", name, b.Text, *b.Table)
			}
			if b.Table.Row == len(got) {
				got = append(got, nil)
			}
			got[b.Table.Row] = append(got[b.Table.Row], b.Text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestHeadsAndPageNumbersOfFixtures(t *testing.T) {
	d, err := fixture(t, "office.pdf")
	if err != nil {
		t.Fatal(err)
	}
	head := "档案安全工作材料"
	if diff := cmp.Diff([]string{head, head, head}, textsOf(d, gangmu.Header)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"— 1 —", "— 2 —", "— 3 —"}, textsOf(d, gangmu.PageNumber)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]gangmu.Reading{{Engine: "pdf"}}, d.Reader); diff != "" || d.Pages != 3 || len(d.Warnings)+len(d.NeedsOCR) > 0 {
		t.Errorf("%s pages %d, warnings %v, needs OCR %v", diff, d.Pages, d.Warnings, d.NeedsOCR)
	}
}

func TestPasswords(t *testing.T) {
	want := planParagraphs(t)[0]
	for name, password := range map[string]string{"locked-aes-128.pdf": "user", "locked-aes-256.pdf": "密码"} {
		if _, err := fixture(t, name); !errors.Is(err, gangmu.ErrNeedsPassword) {
			t.Errorf("%s without a password: %v", name, err)
		}
		if _, err := fixture(t, name, "wrong"); !errors.Is(err, gangmu.ErrNeedsPassword) {
			t.Errorf("%s with a wrong password: %v", name, err)
		}
		for _, p := range []string{password, "o"} { // the owner's opens it too
			d, err := fixture(t, name, "wrong", p)
			if err != nil {
				t.Errorf("%s with %q: %v", name, p, err)
			} else if got := textsOf(d, gangmu.Paragraph)[0]; got != want {
				t.Errorf("%s with %q: %q", name, p, got)
			}
		}
	}
}
