#!/bin/sh
# corpus.sh CORPUS measures the outline on an annotated corpus: gangmu parse on
# CORPUS/texts/*.txt against CORPUS/truth, with CORPUS/score.py, by kind of text.
#   --each    a line a file besides
#   --floors  fails if a figure is below its floor in corpus.floors
#   --speed   code points a CPU second and memory a code point instead
set -eu
cd "$(dirname "$0")/.."
corpus=${1:?usage: bench/corpus.sh CORPUS [--each|--floors|--speed]}
mode=${2:-}
if [ "$mode" = --speed ]; then
	GANGMU_CORPUS=$(cd "$corpus" && pwd) go test ./segment -run '^$' -bench 'Outline' -benchtime 3x
	exit
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for f in "$corpus"/texts/*.txt; do
	bin/gangmu parse "$f" >"$out/$(basename "$f" .txt).json"
done
if [ "$mode" = --floors ]; then
	python3 "$corpus/score.py" --dir "$corpus/truth" "$out" >"$out/scores"
	cat "$out/scores"
	python3 bench/floors.py bench/corpus.floors "$out/scores"
else
	python3 "$corpus/score.py" --dir "$corpus/truth" "$out" $mode
fi
