package tesseract

import "testing"

func TestWordsBecomeLines(t *testing.T) {
	table := "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
		"4\t1\t1\t1\t1\t0\t100\t50\t300\t40\t-1\t\n" +
		"5\t1\t1\t1\t1\t1\t100\t50\t80\t40\t96.5\t一、\n" +
		"5\t1\t1\t1\t1\t2\t190\t50\t160\t40\t90\t工作目标\n" +
		"5\t1\t1\t1\t1\t3\t360\t50\t40\t40\t80\tGB\n" +
		"5\t1\t1\t1\t1\t4\t410\t50\t40\t40\t80\t12\n" +
		"5\t1\t1\t1\t2\t1\t100\t150\t20\t5\t3\t—\n"
	lines, dropped := parse([]byte(table))
	if len(lines) != 1 || lines[0].Text != "一、工作目标GB 12" || dropped != 1 {
		t.Fatalf("%d lines, %d dropped: %+v", len(lines), dropped, lines)
	}
	if l := lines[0]; l.Confidence < 0.8 || len(l.Chars) != len([]rune(l.Text)) || l.Quad[0].X != 100 || l.Quad[1].X != 450 {
		t.Errorf("%+v", l)
	}
}
