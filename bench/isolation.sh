#!/bin/sh
# isolation.sh DIR [ROUNDS]  CPU of an import of DIR in child processes and without them, in turns.
set -eu
cd "$(dirname "$0")/.."
dir=${1:?usage: bench/isolation.sh DIR [ROUNDS]}
lib=$(mktemp -d)
trap 'rm -rf "$lib"' EXIT
fresh='rm -rf "$0"; shift; exec bin/gangmu import --library "$0" "$@"'
python3 bench/cpu.py "${2:-4}" sh -c "$fresh" "$lib/a" x "$dir" --- sh -c "$fresh" "$lib/b" x --in-process "$dir"
