package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/gangmu/gangmu/cmd/gangmu/message"
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
	fmt.Fprintln(e.out, e.say(message.DryRunTotal(s.Files, message.Size(s.Bytes), s.Skipped)))
	var rows [][]string
	for _, k := range slices.Sorted(maps.Keys(s.Kinds)) {
		rows = append(rows, []string{k, fmt.Sprint(s.Kinds[k])})
	}
	printTable(e.out, "  ", rows)
	for _, f := range s.Unreadable {
		fmt.Fprintf(e.out, "  %s  %s\n", shownPath(f.Path), e.problem(f.Code, f.Detail).Message)
	}
	if s.Sampled > 0 {
		fmt.Fprintln(e.out, e.say(message.DryRunEstimate(s.Sampled, s.Pages, s.NeedOCR, s.Failing, message.Duration(s.Seconds))))
	}
	return nil
}
