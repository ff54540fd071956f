package bleve

import (
	"context"

	"github.com/gangmu/gangmu/index"
)

// Count implements [index.Index].
func (x *Index) Count(ctx context.Context) (c index.Count, err error) {
	defer x.recovered("count", &err)
	v, err := x.view(ctx)
	if err != nil {
		return c, err
	}
	defer v.close(&err)
	if c.Plans, err = v.count(plansWithin(nil)); err != nil {
		return c, err
	}
	if c.Measures, err = v.count(termQuery(fieldEntry, entryMeasure)); err != nil {
		return c, err
	}
	c.Sections, err = v.count(termQuery(fieldEntry, entrySection))
	return c, err
}
