#!/usr/bin/env python3
"""cpu.py ROUNDS COMMAND [--- COMMAND ...]  CPU seconds (user and system, children included) of whole processes.

The commands take turns in every round, so that a noisy machine treats them alike. Prints the median, the least and the
most of each, and the peak resident size in MiB.
"""
import os, statistics, subprocess, sys


def once(cmd):
    p = subprocess.Popen(cmd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, use = os.wait4(p.pid, 0)
    return use.ru_utime + use.ru_stime, use.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def main():
    rounds, rest = int(sys.argv[1]), sys.argv[2:]
    cmds, cur = [], []
    for a in rest + ['---']:
        if a == '---':
            cmds.append(cur)
            cur = []
        else:
            cur.append(a)
    runs = [[] for _ in cmds]
    for _ in range(rounds):
        for c, r in zip(cmds, runs):
            r.append(once(c))
    for c, r in zip(cmds, runs):
        cpu = [x[0] for x in r]
        print('%.3f s (%.3f-%.3f)  %4.0f MiB  exit %s  %s' % (
            statistics.median(cpu), min(cpu), max(cpu), max(x[1] for x in r), sorted({x[2] for x in r}), ' '.join(c)))


if __name__ == '__main__':
    main()
