package main

import (
	"fmt"
	"strings"
)

// textOf is a plan as plain text, a line a paragraph.
func textOf(paras []para) string {
	var b strings.Builder
	for _, p := range paras {
		b.WriteString(p.label + p.text + "\n")
	}
	return b.String()
}

// chunk is the number of characters that share sites put under one counter.
const chunk = 300

// shared is a text as a share site shows it: its own lines, no paragraphs, page numbers
// glued to the titles of the contents, and a counter every 300 characters.
func shared(paras []para) string {
	var b strings.Builder
	for _, p := range paras {
		b.WriteString(p.label + p.text)
		if p.role == tocLine {
			fmt.Fprint(&b, p.page)
		}
	}
	name := paras[0].text + ".docx"
	out := name + "\n《" + name + "》由会员分享，可在线阅读，更多相关《" + name + "（5页珍藏版）》请在文库网上搜索。\n"
	rest := []rune(b.String())
	for n := 1; len(rest) > 0; n++ {
		k := min(chunk, len(rest))
		out += fmt.Sprintf("%d、%s\n", n, string(rest[:k]))
		rest = rest[k:]
	}
	return out
}
