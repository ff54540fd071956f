package extract_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gangmu/gangmu"
	"github.com/gangmu/gangmu/extract"
	"github.com/gangmu/gangmu/extract/doc"
	"github.com/gangmu/gangmu/extract/office"
)

func readBytes(b []byte, name string) (*gangmu.Document, error) {
	return extract.Read(context.Background(), name, bytes.NewReader(b), int64(len(b)))
}

func fixture(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(formats + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// compound is an OLE file as far as its kind shows: the header and a directory with one
// stream ([MS-CFB] 2.2, 2.6).
func compound(stream string) []byte {
	out := make([]byte, 1536)
	copy(out, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for i, r := range stream {
		out[1024+2*i] = byte(r)
	}
	out[1024+64] = byte(2*len(stream) + 2)
	return out
}

// word95 is the Word 97 fixture with the version of Word 95 in its head ([MS-DOC] 2.5.1,
// nFib), which LibreOffice believes as little as we do: no program at hand writes real ones.
func word95(t *testing.T) []byte {
	b := bytes.Clone(fixture(t, "园林绿化计划.doc"))
	at := bytes.Index(b, []byte("\xEC\xA5"))
	b[at+2], b[at+3] = 0x68, 0
	return b
}

const wordXML = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>
<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>
<w:p><w:r><w:t>水务局2024年工作要点</w:t></w:r></w:p><w:p><w:r><w:t>一、疏浚河道十二条。</w:t></w:r></w:p></w:body></w:wordDocument>`

const sheetXML = `<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="任务"><Table>
<Row><Cell><Data ss:Type="String">疏浚河道</Data></Cell><Cell><Data ss:Type="String">河道中心</Data></Cell></Row></Table></Worksheet></Workbook>`

// richText is the fixture with the mark of its first list level, which LibreOffice loses
// when it writes RTF, as Word writes it.
func richText(t *testing.T, mark string) []byte {
	t.Helper()
	b := fixture(t, "园林绿化计划.rtf")
	lost := []byte(`{\leveltext \'02\'00\'3f;}`)
	if !bytes.Contains(b, lost) {
		t.Fatal("the fixture has another list")
	}
	return bytes.ReplaceAll(b, lost, []byte(`{\leveltext `+mark+`;}`))
}

// Files that our own readers cannot read say which program is missing, whatever they are
// called.
func TestWhatNeedsLibreOfficeSaysSo(t *testing.T) {
	t.Setenv(office.Variable, "off")
	for name, b := range map[string][]byte{
		"a.rtf": fixture(t, "园林绿化计划.rtf"), "a.xls": fixture(t, "重点任务.xls"), "a.et": fixture(t, "重点任务.xls"), "Works.wps": compound("MatOST"),
		"Excel 95.xls": compound("Book"), "Word 95.doc": word95(t), "Word 2003.xml": []byte(wordXML), "Excel 2003.xml": []byte(sheetXML),
	} {
		_, err := readBytes(b, name)
		if !errors.Is(err, gangmu.ErrUnsupported) || !strings.Contains(err.Error(), extract.NoOffice) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNeighboursAreReadThroughLibreOffice(t *testing.T) {
	if _, err := (office.Office{}).Find(); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct {
		name   string
		b      []byte
		format gangmu.Format
		want   string
	}{
		{"a.et", fixture(t, "重点任务.xls"), gangmu.XLS, "清淤河道十二条\t河道中心"},
		{"Word 2003.xml", []byte(wordXML), gangmu.DOC, "一、疏浚河道十二条。"},
		{"Excel 2003.xml", []byte(sheetXML), gangmu.XLS, "疏浚河道\t河道中心"},
		{"Unicode.rtf", richText(t, `\'02\'00\u12289 ?`), gangmu.RTF, "一、总体要求"},
		{"GBK.rtf", richText(t, `\'02\'00\u12289\'a1\'a2`), gangmu.RTF, "二、主要任务"},
	} {
		d, err := readBytes(c.b, c.name)
		if err != nil || d.Format != c.format || !strings.HasPrefix(d.Reader[0].Engine, "libreoffice+") || !strings.Contains(d.Text(), c.want) {
			t.Errorf("%s: %v, %+v", c.name, err, d)
		}
	}
	// What is none gives a typed error, and no text that is made up.
	for name, b := range map[string][]byte{"Works.wps": compound("MatOST"), "Excel 95.xls": compound("Book"), "Word 95.doc": word95(t), "cut.rtf": []byte(`{\rtf1`)} {
		var code gangmu.ErrorCode
		d, err := readBytes(b, name)
		if !errors.As(err, &code) && (d == nil || !strings.Contains(d.Text(), "园林绿化")) {
			t.Errorf("%s: %v, %+v", name, err, d)
		}
		t.Logf("%s: %v", name, err)
	}
}

// A .doc with numbers that we do not compute is read by LibreOffice; without it, the text
// is ours and the warning says what lacks.
func TestNumbersThatWeDoNotCompute(t *testing.T) {
	b, err := os.ReadFile("doc/testdata/feature/目录与链接.doc")
	if err != nil {
		t.Fatal(err)
	}
	i := bytes.Index(b, utf16("HYPERLINK"))
	if i < 0 {
		i = bytes.Index(b, []byte("HYPERLINK"))
		copy(b[i:], "AUTONUM  ")
	} else {
		copy(b[i:], utf16("AUTONUM  "))
	}
	lacks := func(d *gangmu.Document) bool {
		return slices.ContainsFunc(d.Warnings, func(w gangmu.Warning) bool {
			return w.Code == doc.LabelsIncomplete && strings.Contains(w.Message, "AUTONUM")
		})
	}
	t.Run("without LibreOffice", func(t *testing.T) {
		t.Setenv(office.Variable, "off")
		d, err := readBytes(b, "a.doc")
		if err != nil || d.Reader[0].Engine != "doc" || !lacks(d) || d.Text() == "" {
			t.Errorf("%v, %+v", err, d)
		}
	})
	t.Run("with LibreOffice", func(t *testing.T) {
		if _, err := (office.Office{}).Find(); err != nil {
			t.Skip(err)
		}
		d, err := readBytes(b, "a.doc")
		if err != nil || d.Reader[0].Engine != "libreoffice+docx" || lacks(d) || d.Format != gangmu.DOC {
			t.Errorf("%v, %+v", err, d)
		}
	})
}

func utf16(s string) []byte {
	var out []byte
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return out
}
