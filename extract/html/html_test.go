package html

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/gangmu/gangmu"
)

func lines(t *testing.T, page []byte) []string {
	t.Helper()
	d, err := Read(context.Background(), bytes.NewReader(page), int64(len(page)))
	if err != nil {
		t.Fatal(err)
	}
	return shown(d)
}

func shown(d *gangmu.Document) []string {
	var out []string
	for _, x := range d.Blocks {
		s := strings.ReplaceAll(x.Label+"|"+x.Text, "\n", "⏎")
		if c := x.Table; c != nil {
			s += fmt.Sprintf("|%d.%d.%d", c.Table, c.Row, c.Column)
			if c.RowSpan > 1 || c.ColSpan > 1 {
				s += fmt.Sprintf(" %dx%d", max(1, c.RowSpan), max(1, c.ColSpan))
			}
		}
		out = append(out, s)
	}
	for _, x := range d.Aside {
		out = append(out, string(x.Kind)+"|"+x.Text)
	}
	return out
}

func TestPagesAreReadAsABrowserShowsThem(t *testing.T) {
	for _, c := range []struct {
		name, page string
		want       []string
	}{
		{"paragraphs", "<p>一、指导\n  思想</p>正文<br>又一行<div>二、<b>目</b>标</div>", []string{"|一、指导思想", "|正文⏎又一行", "|二、目标"}},
		{"blanks", "<p>&nbsp;&nbsp;张三 李四\tone\n two</p>", []string{"|张三 李四 one two"}},
		{"scripts and hidden text", `<script>var a</script><style>p{}</style><p>见<span style="display:none">藏</span><i hidden>匿</i></p><p style="DISPLAY: none">无</p>`, []string{"|见"}},
		{"margins", `<title>题</title><nav><a>首页</a></nav><header>局网站</header><article><header>工作计划</header><p>正文</p></article><footer>版权</footer>`,
			[]string{"|工作计划", "|正文", "header|题", "header|首页", "header|局网站", "footer|版权"}},
		{"lists", `<ol start="3"><li>甲</li><li value="7"><p>乙</p></li><li>丙<ol type="a"><li>丁</li></ol></li></ol><ul><li>戊</li></ul>`,
			[]string{"3.|甲", "7.|乙", "8.|丙", "a.|丁", "|戊"}},
		{"numbers of Chinese", `<ol style="list-style-type:simp-chinese-informal"><li>甲</li><li>乙</li></ol><ol reversed><li>丙</li><li>丁</li></ol><ol style="list-style:none"><li>戊</li></ol>`,
			[]string{"一、|甲", "二、|乙", "2.|丙", "1.|丁", "|戊"}},
		{"numbers that Word generates", `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>（一）<span>&nbsp; </span></span></span><![endif]>加强领导</p>`, []string{"（一）|加强领导"}},
		{"a table", `<table><caption>分解表</caption><thead><tr><th>序号</th><th colspan=2>任务</th></tr></thead><tr><td rowspan=2>1</td><td>走访</td><td></td></tr><tr><td>慰问</td><td>八一前</td></tr></table>`,
			[]string{"|分解表", "|序号|1.0.0", "|任务|1.0.1 1x2", "|1|1.1.0 2x1", "|走访|1.1.1", "||1.1.2", "|慰问|1.2.1", "|八一前|1.2.2"}},
		{"a table that arranges the page", `<table><tr><td><table><tr><td>序号</td><td>任务</td></tr></table></td><td>正文</td></tr></table><table><tr><td>独格</td></tr></table>`,
			[]string{"|序号|1.0.0", "|任务|1.0.1", "|正文", "|独格"}},
		{"preformatted", "<pre>一、\n  甲</pre>", []string{"|一、⏎  甲"}},
		{"readings and deletions", "<p><ruby>驻<rt>zhù</rt></ruby>军<del>删</del></p>", []string{"|驻军"}},
		{"unclosed", "<p>甲<p>乙<table><tr><td>丙<td>丁", []string{"|甲", "|乙", "|丙|1.0.0", "|丁|1.0.1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, lines(t, []byte("<!DOCTYPE html><meta charset=utf-8>"+c.page))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTypography(t *testing.T) {
	page := `<meta charset=utf-8><h1 align=center>计划</h1><p style="font-family:'仿宋_GB2312',serif;font-size:16pt;text-indent:2em"><b>一、</b>正文</p>`
	d, err := Read(context.Background(), strings.NewReader(page), int64(len(page)))
	if err != nil {
		t.Fatal(err)
	}
	want := []gangmu.Style{{Bold: true, Align: "center", Outline: 1}, {Font: "仿宋_GB2312", Size: 16, FirstLine: 32, Bold: true}}
	var got []gangmu.Style
	for _, x := range d.Blocks {
		got = append(got, x.Style)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEncodings(t *testing.T) {
	const body = "<p>双拥工作计划</p>"
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String(body)
	big5, _ := traditionalchinese.Big5.NewEncoder().String("<p>雙擁工作計劃</p>")
	for name, c := range map[string]struct{ page, want string }{
		"said":               {`<meta http-equiv="Content-Type" content="text/html; charset=gb2312">` + gbk, "|双拥工作计划"},
		"said by none":       {gbk, "|双拥工作计划"},
		"said wrongly":       {`<meta charset="gb2312">` + body, "|双拥工作计划"},
		"said wrongly again": {`<meta charset="utf-8">` + gbk, "|双拥工作计划"},
		"Big5":               {`<meta charset="big5">` + big5, "|雙擁工作計劃"},
		"byte order mark":    {"\ufeff" + body, "|双拥工作计划"},
		"unheard of":         {`<meta charset="x-klingon">` + gbk, "|双拥工作计划"},
	} {
		if got := lines(t, []byte(c.page)); len(got) != 1 || got[0] != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

const archived = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"==b\"\r\n\r\n" +
	"--==b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n" +
	"--==b\r\nContent-Type: text/html; charset=\"%s\"\r\nContent-Transfer-Encoding: %s\r\n\r\n%s\r\n--==b--\r\n"

func TestArchives(t *testing.T) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String("<p>双拥工作计划</p>")
	for name, file := range map[string]string{
		"base64":           fmt.Sprintf(archived, "gb2312", "base64", base64.StdEncoding.EncodeToString([]byte(gbk))),
		"quoted-printable": fmt.Sprintf(archived, "utf-8", "quoted-printable", "<p =\r\nclass=3D\"a\">=E5=8F=8C=E6=8B=A5工作计划</p>"),
		"plain":            fmt.Sprintf(archived, "utf-8", "8bit", "<p>双拥工作计划</p>"),
		"one part":         "Content-Type: text/html; charset=utf-8\r\n\r\n<p>双拥工作计划</p>",
	} {
		d, err := ReadArchive(context.Background(), strings.NewReader(file), int64(len(file)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := shown(d); len(got) != 1 || got[0] != "|双拥工作计划" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestBadPagesGiveTypedErrors(t *testing.T) {
	page := func(ctx context.Context, s string) error {
		_, err := Read(ctx, strings.NewReader(s), int64(len(s)))
		return err
	}
	file := func(ctx context.Context, s string) error {
		_, err := ReadArchive(ctx, strings.NewReader(s), int64(len(s)))
		return err
	}
	for _, c := range []struct {
		name string
		read func(context.Context, string) error
		in   string
		want gangmu.ErrorCode
	}{
		{"empty", page, "<html><body></body></html>", gangmu.ErrNoText},
		{"nested too deep", page, strings.Repeat("<div>", 600) + "文", gangmu.ErrTooLarge},
		{"too many blocks", page, strings.Repeat("<p>文", maxBlocks+1), gangmu.ErrTooLarge},
		{"too large", page, strings.Repeat(" ", maxBytes+1), gangmu.ErrTooLarge},
		{"no head", file, "no head at all", gangmu.ErrCorrupt},
		{"no page", file, "Content-Type: text/plain\r\n\r\n文", gangmu.ErrNoText},
		{"cut off before the page", file, strings.SplitAfter(archived, "iVBO")[0], gangmu.ErrNoText},
		{"parts without end", file, strings.SplitAfter(archived, "\r\n\r\n")[0] + strings.Repeat("--==b\r\nContent-Type: image/png\r\n\r\nx\r\n", maxParts+1), gangmu.ErrTooLarge},
	} {
		if err := c.read(context.Background(), c.in); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %s", c.name, err, c.want)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := page(ctx, strings.Repeat("<p>文", 2000)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Whatever the bytes are, there is a document of valid text or a typed error.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`<ol start=-3><li>甲<table><tr><td rowspan=99999>乙<td colspan=3>`))
	f.Add([]byte(`<p style="mso-list:Ignore;font-size:9e9pt;text-indent:-2em">（一）<pre>x`))
	f.Add([]byte(fmt.Sprintf(archived, "gb2312", "quoted-printable", "<p>=D2=BB")))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, read := range []func() (*gangmu.Document, error){
			func() (*gangmu.Document, error) { return Read(context.Background(), bytes.NewReader(b), int64(len(b))) },
			func() (*gangmu.Document, error) {
				return ReadArchive(context.Background(), bytes.NewReader(b), int64(len(b)))
			},
		} {
			d, err := read()
			if err != nil {
				var code gangmu.ErrorCode
				if !errors.As(err, &code) {
					t.Fatalf("error without a code: %v", err)
				}
				continue
			}
			if !utf8.ValidString(d.Text()) {
				t.Error("text is not UTF-8")
			}
		}
	})
}
