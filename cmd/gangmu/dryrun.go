package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"github.com/gangmu/gangmu/pipeline"
)

// runDryRun says what an import would meet.
func runDryRun(ctx context.Context, e *env, o importOptions) error {
	if o.Parser == nil {
		o.Parser = pipeline.InProcess{}
	}
	s, err := pipeline.Examine(ctx, o.paths, o.ImportOptions)
	if err != nil {
		return err
	}
	if o.json {
		return json.NewEncoder(e.out).Encode(s)
	}
	fmt.Fprintf(e.out, e.say("共 %d 个文件，%.1f MB；略过 %d 个\n", "%d files, %.1f MB; %d passed over\n"), s.Files, float64(s.Bytes)/1e6, s.Skipped)
	var rows [][]string
	for _, k := range slices.Sorted(maps.Keys(s.Kinds)) {
		rows = append(rows, []string{k, fmt.Sprint(s.Kinds[k])})
	}
	printTable(e.out, "  ", rows)
	for _, f := range s.Unreadable {
		fmt.Fprintf(e.out, "  %s  %s\n", oneLine(filepath.Base(f.Path)), e.problem(f.Code, f.Detail).Message)
	}
	if s.Sampled > 0 {
		fmt.Fprintf(e.out, e.say(
			"试读 %d 个，据此估计：约 %d 页，约 %d 个文件需文字识别，约 %d 个读不了，约需 %s\n",
			"by reading %d of them: about %d pages, about %d files need OCR, about %d cannot be read, about %s\n"),
			s.Sampled, s.Pages, s.NeedOCR, s.Failing, e.duration(s.Seconds))
	}
	return nil
}
