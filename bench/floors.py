#!/usr/bin/env python3
"""floors.py FLOORS SCORES: fails if a figure in the output of score.py is below its floor."""
import re
import sys


def figures(path):
    """The figures of score.py's report by group and name."""
    found, group = {}, None
    for line in open(path, encoding="utf8"):
        if m := re.match(r"== (\w+)", line):
            group = m[1]
        elif m := re.match(r"  (\w+)\s+P [\d.]+ R [\d.]+ F1 ([\d.]+)", line):
            found[group, m[1]] = float(m[2])
        elif m := re.match(r"  coverage once ([\d.]+)\s+lost [\d.]+\s+dup ([\d.]+).*?([\d.]+) of \d+$", line):
            found[group, "coverage once"], found[group, "dup"], found[group, "leaking"] = map(float, m.groups())
        elif line.startswith("  metadata"):
            for name, right, of in re.findall(r"(\w+) (\d+)/(\d+)", line):
                found[group, name] = int(right) / int(of)
        elif m := re.match(r"  (\w+(?: \w+)?)[^\d]*([\d.]+) \(", line):
            found[group, m[1]] = float(m[2])
    return found


def main():
    found, low = figures(sys.argv[2]), 0
    for line in open(sys.argv[1], encoding="utf8"):
        if line.startswith("#") or not line.strip():
            continue
        group, name, floor = line.rstrip("\n").split("\t")
        value = found.get((group, name))
        ok = value is not None and (value <= float(floor[2:]) if floor.startswith("<=") else value >= float(floor))
        if not ok:
            low += 1
            print("below the floor: %s %s is %s, wanted %s" % (group, name, value, floor))
    print("floors: %s" % ("all held" if not low else "%d not held" % low))
    sys.exit(low > 0)


main()
