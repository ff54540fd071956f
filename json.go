package gangmu

import "encoding/json"

// The JSON form of the types, where it differs from the Go form: what is unknown is
// null, and a list is never null. Reading needs nothing of the kind: null leaves the
// zero value.

// MarshalJSON writes absent lists as [] so that readers need no null check.
func (r *Result) MarshalJSON() ([]byte, error) {
	type plain Result // drops this method
	c := plain(*r)
	c.Plans, c.Dropped, c.Findings = notNil(c.Plans), notNil(c.Dropped), notNil(c.Findings)
	c.Warnings, c.NeedsOCR, c.Reader = notNil(c.Warnings), notNil(c.NeedsOCR), notNil(c.Reader)
	return json.Marshal(c)
}

// MarshalJSON writes what is unknown as null.
func (p *Plan) MarshalJSON() ([]byte, error) {
	type plain Plan // drops this method
	c := plain(*p)
	c.Sections, c.Measures, c.Items = notNil(c.Sections), notNil(c.Measures), notNil(c.Items)
	return json.Marshal(struct {
		plain
		Issuer    *string `json:"issuer"`
		Bureau    *string `json:"bureau"`
		Year      *int    `json:"year"`
		DocNumber *string `json:"doc_number"`
		Date      *string `json:"date"`
		Genre     *string `json:"genre"`
	}{c, orNull(c.Issuer), orNull(c.Bureau), orNull(c.Year), orNull(c.DocNumber), orNull(c.Date), orNull(c.Genre)})
}

// MarshalJSON writes what is unknown as null.
func (n *Node) MarshalJSON() ([]byte, error) {
	type plain Node // drops this method
	c := plain(*n)
	c.Boxes, c.Units, c.Deadlines, c.Children = notNil(c.Boxes), notNil(c.Units), notNil(c.Deadlines), notNil(c.Children)
	c.UnitRoles = notNilMap(c.UnitRoles)
	return json.Marshal(struct {
		plain
		OrdinalPrinted *int    `json:"ordinal_printed"`
		Heading        *string `json:"heading"`
	}{c, orNull(c.OrdinalPrinted), orNull(c.Heading)})
}

// MarshalJSON writes what is unknown as null.
func (m Measure) MarshalJSON() ([]byte, error) {
	type plain Measure // drops this method
	c := plain(m)
	c.Boxes, c.Units, c.Deadlines = notNil(c.Boxes), notNil(c.Units), notNil(c.Deadlines)
	c.UnitRoles = notNilMap(c.UnitRoles)
	return json.Marshal(struct {
		plain
		OrdinalPrinted *int    `json:"ordinal_printed"`
		Heading        *string `json:"heading"`
	}{c, orNull(c.OrdinalPrinted), orNull(c.Heading)})
}

func orNull[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func notNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func notNilMap(m map[string][]string) map[string][]string {
	if m == nil {
		return map[string][]string{}
	}
	return m
}
