// Package query is the language that measures are asked for in: what a clerk types and
// what a program builds become the same tree, and every tree can be printed.
//
//	query  = or
//	or     = and { ( "OR" | "或者" | "|" ) and }
//	and    = item { item }              blanks join; what is joined must all hold
//	item   = [ "-" ] ( "(" or ")" | field ":" value | phrase | word )
//	phrase = `"` characters `"`         “ ” and 「 」 are quotes too; stands in a row
//	value  = phrase | word
//	word   = characters other than blanks, quotes and brackets
//
// Fields, with what their values are:
//
//	标题 title     part of the plan's title            单位 bureau   part of the bureau's name
//	计划 plan      ID of a plan: document/p1           章节 section  part of a heading above
//	责任单位 unit  part of a responsible body's name   主题 topic    field of work
//	年份 year      2023, 2022..2024, >=2022            期限 due      2024-06, <2024-06-15, 2024-01..2024-06
//
// 部门 is 单位, 牵头单位 is 责任单位, 年度 is 年份, 时限 and 完成时限 are 期限.
//
// Colons, brackets and signs may be wide (：（）－＜). A word of several characters need not
// stand in a row: an index answers with what has all of it first, then with what has
// parts. What is no field before a colon is a word.
//
// It knows the language and nothing of analysis, of indexes or of plans.
package query

import (
	"strings"
)

// A Node is a query or a part of one. String prints it so that Parse reads it again.
type Node interface {
	String() string
	level() int // of binding: 0 or, 1 and, 2 items
}

// Words asks for measures that have a text in them, or parts of it.
type Words struct{ Text string }

// Phrase asks for a text in a row.
type Phrase struct{ Text string }

// Field asks for a value of a field that is a name.
type Field struct {
	Name FieldName
	Text string
}

// Range asks for a value of a field that is a year or a date, as printed in ISO 8601,
// perhaps without day or month. Both ends belong to it; an empty one is open. From and To
// of the same text are that year, month or day.
type Range struct {
	Name     FieldName
	From, To string
}

// Not asks for measures that X does not hit.
type Not struct{ X Node }

// And asks for measures that all of X hit, Or for those that one of X hits. X has two
// parts or more.
type (
	And struct{ X []Node }
	Or  struct{ X []Node }
)

// A FieldName names a field.
type FieldName string

// The fields.
const (
	Title   FieldName = "标题"
	Bureau  FieldName = "单位"
	Plan    FieldName = "计划"
	Section FieldName = "章节"
	Unit    FieldName = "责任单位"
	Topic   FieldName = "主题"
	Year    FieldName = "年份"
	Due     FieldName = "期限"
)

// fieldNames are the names that a field is asked for by.
var fieldNames = map[string]FieldName{
	"标题": Title, "title": Title,
	"单位": Bureau, "部门": Bureau, "bureau": Bureau,
	"计划": Plan, "plan": Plan,
	"章节": Section, "section": Section,
	"责任单位": Unit, "牵头单位": Unit, "unit": Unit,
	"主题": Topic, "topic": Topic,
	"年份": Year, "年度": Year, "year": Year,
	"期限": Due, "时限": Due, "完成时限": Due, "due": Due,
}

func (w Words) String() string  { return w.Text }
func (p Phrase) String() string { return `"` + p.Text + `"` }

func (f Field) String() string {
	if f.Text == "" || strings.ContainsFunc(f.Text, special) {
		return string(f.Name) + `:"` + f.Text + `"`
	}
	return string(f.Name) + ":" + f.Text
}

func (r Range) String() string {
	if r.From == r.To {
		return string(r.Name) + ":" + r.From
	}
	return string(r.Name) + ":" + r.From + ".." + r.To
}

func (n Not) String() string {
	if n.X.level() < 2 {
		return "-(" + n.X.String() + ")"
	}
	return "-" + n.X.String()
}

func (a And) String() string { return join(a.X, " ", 1) }
func (o Or) String() string  { return join(o.X, " OR ", 0) }

func join(nodes []Node, by string, level int) string {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		parts[i] = n.String()
		if n.level() <= level {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, by)
}

func (Words) level() int  { return 2 }
func (Phrase) level() int { return 2 }
func (Field) level() int  { return 2 }
func (Range) level() int  { return 2 }
func (Not) level() int    { return 2 }
func (And) level() int    { return 1 }
func (Or) level() int     { return 0 }
