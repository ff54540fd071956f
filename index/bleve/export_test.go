package bleve

import (
	"context"

	segments "github.com/blevesearch/scorch_segment_api/v2"
)

// Segments are the files of the newest state of the index.
func (x *Index) Segments() (paths []string, err error) {
	v, err := x.view(context.Background())
	if err != nil {
		return nil, err
	}
	defer v.close(&err)
	for _, l := range v.leaves {
		if p, ok := l.segment.(segments.PersistedSegment); ok {
			paths = append(paths, p.Path())
		}
	}
	return paths, nil
}
