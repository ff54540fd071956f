#!/bin/sh
# corpus.sh CORPUS scores gangmu parse on an annotated corpus: CORPUS/texts/*.txt against
# CORPUS/truth with CORPUS/score.py. --each prints a line a file.
set -eu
cd "$(dirname "$0")/.."
corpus=${1:?usage: bench/corpus.sh CORPUS [--each]}
shift
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for f in "$corpus"/texts/*.txt; do
	bin/gangmu parse "$f" >"$out/$(basename "$f" .txt).json"
done
python3 "$corpus/score.py" --dir "$corpus/truth" "$out" "$@"
