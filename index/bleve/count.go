package bleve

import (
	"context"

	"github.com/gangmu/gangmu/index"
)

// Count implements [index.Index].
func (x *Index) Count(ctx context.Context) (c index.Count, err error) {
	defer judged("count", &err)
	v, err := x.view(ctx)
	if err != nil {
		return c, err
	}
	defer v.close(&err)
	for to, s := range map[*int]set{&c.Plans: plansWithin(nil), &c.Measures: hasTerm{fieldEntry, entryMeasure}, &c.Sections: hasTerm{fieldEntry, entrySection}} {
		f, err := v.find(s)
		if err != nil {
			return c, err
		}
		*to = f.count()
	}
	return c, nil
}
