package extract_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gangmu/gangmu"
)

const formats = "../testdata/formats/"

// outline writes blocks a line each, with what tells them apart.
func outline(blocks []gangmu.Block) string {
	var b strings.Builder
	for _, x := range blocks {
		kind := ""
		if x.Kind != gangmu.Paragraph && x.Kind != gangmu.Cell {
			kind = "<" + string(x.Kind) + "> "
		}
		if x.Table != nil {
			kind += strings.Repeat("|", x.Table.Column+1) + strings.Repeat(">", max(0, x.Table.ColSpan-1)) + strings.Repeat("v", max(0, x.Table.RowSpan-1))
		}
		label := x.Label
		if label != "" {
			label = "[" + label + "]"
		}
		b.WriteString(kind + label + strings.ReplaceAll(x.Text, "\n", "⏎") + "\n")
	}
	return b.String()
}

// The plan of testdata/make/work.fodt, which the files of several formats are made of.
const greening = `城市管理局2024年园林绿化工作计划
为建好公园城市，现制定本计划。
[一、]总体要求
[（一）]目标任务。全年新增绿地三十公顷。
<footnote> 以竣工验收面积为准。
[（二）]工作原则。因地制宜，先补后建。
[二、]主要任务
[（一）]补植行道树
[1.]三月底前查清缺株断带的路段。
[2.]五月底前补植香樟八百株，成活率不低于九成五。
以下为分工。
<textbox> 审定稿
|序号
||任务
|||责任单位
|1
||口袋公园六处
|||v园林中心
|2
||绿道十二公里
|>合计
|||
[三、]保障措施
[③]落实养护经费。
[④]按季通报进度。
附件：树种名录
香樟、  桂花、	银杏⏎乌桕
`

func TestOldWordAndOpenDocumentReadTheSame(t *testing.T) {
	aside := map[string]string{
		"doc": "<header> 临江市绿化委员会办公室编\n<footer> 第2页\n<comment> 此处请财政局复核\n",
		"odt": "<comment> 此处请财政局复核\n<header> 临江市绿化委员会办公室编\n<footer> 第2页\n",
	}
	for _, ext := range []string{"doc", "odt"} {
		d, err := read(t, formats+"园林绿化计划."+ext)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(greening, outline(d.Blocks)); diff != "" {
			t.Errorf("%s: %s", ext, diff)
		}
		if diff := cmp.Diff(aside[ext], outline(d.Aside)); diff != "" {
			t.Errorf("%s: %s", ext, diff)
		}
		title, lead, annex := d.Blocks[0].Style, d.Blocks[3].Style, d.Blocks[len(d.Blocks)-2].Style
		if title.Size != 22 || !title.Bold || title.Align != "center" || lead.Lead != 5 || !lead.Bold || !annex.PageTop {
			t.Errorf("%s: styles %+v, %+v, %+v", ext, title, lead, annex)
		}
		if string(d.Format) != ext || len(d.Warnings) > 0 {
			t.Errorf("%s: format %s, warnings %v", ext, d.Format, d.Warnings)
		}
	}
}

func TestRichTextIsReadThroughLibreOffice(t *testing.T) {
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("no LibreOffice: ", err)
	}
	d, err := read(t, formats+"园林绿化计划.rtf")
	if err != nil {
		t.Fatal(err)
	}
	if d.Format != gangmu.RTF || d.Reader[0].Engine != "libreoffice+docx" {
		t.Errorf("format %s, reader %v", d.Format, d.Reader)
	}
	for _, want := range []string{"（二）工作原则", "2.五月底前补植香樟八百株", "③落实养护经费", "口袋公园六处\t园林中心"} {
		if !strings.Contains(strings.NewReplacer("(", "（", ")", "）").Replace(d.Text()), want) {
			t.Errorf("no %q in the text", want)
		}
	}
}

func TestWithoutLibreOfficeTheReasonIsSaid(t *testing.T) {
	t.Setenv("GANGMU_SOFFICE", "off")
	_, err := read(t, filepath.Join(formats, "园林绿化计划.rtf"))
	if err == nil || !strings.HasPrefix(err.Error(), "unsupported: LibreOffice is not installed") {
		t.Errorf("error %v", err)
	}
}

const tasks = `<header> 重点任务
|>>>水务局2024年重点任务分解表
|序号
||任务
|||责任单位
||||完成率
|1
||清淤河道十二条
|||河道中心
||||35%
|2
||改造泵站两座
|||排水中心
||||60%
`

func TestSheetsOldAndNewReadTheSame(t *testing.T) {
	for ext, engine := range map[string]string{"xlsx": "xlsx", "xls": "libreoffice+xlsx"} {
		if ext == "xls" {
			if _, err := exec.LookPath("soffice"); err != nil {
				t.Log("no LibreOffice: ", err)
				continue
			}
		}
		d, err := read(t, formats+"重点任务."+ext)
		if err != nil {
			t.Errorf("%s: %v", ext, err)
			continue
		}
		if diff := cmp.Diff(tasks, outline(d.Blocks)); diff != "" {
			t.Errorf("%s: %s", ext, diff)
		}
		if string(d.Format) != ext || d.Reader[0].Engine != engine {
			t.Errorf("format %s, reader %v", d.Format, d.Reader)
		}
	}
}
