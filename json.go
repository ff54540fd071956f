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
	c.Recipients, c.Copies, c.Attachments = notNil(c.Recipients), notNil(c.Copies), notNil(c.Attachments)
	return json.Marshal(struct {
		plain
		Issuer    *string `json:"issuer"`
		Bureau    *string `json:"bureau"`
		Region    *string `json:"region"`
		Year      *int    `json:"year"`
		Issued    *int    `json:"issued"`
		DocNumber *string `json:"doc_number"`
		Date      *string `json:"date"`
		Genre     *string `json:"genre"`
		Topic     *string `json:"topic"`
		Secrecy   *string `json:"secrecy"`
	}{
		c, orNull(c.Issuer), orNull(c.Bureau), orNull(c.Region), orNull(c.Year), orNull(c.Issued),
		orNull(c.DocNumber), orNull(c.Date), orNull(c.Genre), orNull(c.Topic), orNull(c.Secrecy),
	})
}

// MarshalJSON writes what is unknown as null.
func (n *Node) MarshalJSON() ([]byte, error) {
	type plain Node // drops this method
	c := plain(*n)
	c.Boxes, c.Children, c.Ledger = notNil(c.Boxes), notNil(c.Children), c.filled()
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
	c.Boxes, c.Ledger = notNil(c.Boxes), c.filled()
	return json.Marshal(struct {
		plain
		OrdinalPrinted *int    `json:"ordinal_printed"`
		Heading        *string `json:"heading"`
	}{c, orNull(c.OrdinalPrinted), orNull(c.Heading)})
}

// MarshalJSON writes absent lists as [].
func (i Item) MarshalJSON() ([]byte, error) {
	type plain Item // drops this method
	c := plain(i)
	c.Ledger = c.filled()
	return json.Marshal(c)
}

// filled is l with empty lists for those that are absent.
func (l Ledger) filled() Ledger {
	l.Units, l.Deadlines, l.UnitRoles = notNil(l.Units), notNil(l.Deadlines), notNilMap(l.UnitRoles)
	l.Parties, l.Due, l.Quantities = notNil(l.Parties), notNil(l.Due), notNil(l.Quantities)
	return l
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
