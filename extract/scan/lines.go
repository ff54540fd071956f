package scan

import "context"

// A Line is a line as an engine read it, in reading order of its page.
type Line struct {
	Quad [4][2]float64 // top left, top right, bottom right, bottom left as the line reads, in points of the page as it is shown
	Text string
}

// Lines reads pages as [Reader.Recognize] does, and gives their lines; nil for a page that
// could not be read.
func (r *Reader) Lines(ctx context.Context, numbers []int, draw drawFunc) ([][]Line, error) {
	found, _, err := r.sheets(ctx, numbers, draw)
	if err != nil {
		return nil, err
	}
	out := make([][]Line, len(numbers))
	for i, s := range found {
		if s == nil {
			continue
		}
		out[i] = []Line{}
		for _, l := range s.page.Lines {
			x := Line{Text: l.Text}
			for k, q := range l.Quad {
				x.Quad[k][0], x.Quad[k][1] = s.shown(q)
			}
			out[i] = append(out[i], x)
		}
	}
	return out, nil
}
