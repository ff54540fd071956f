#!/usr/bin/env python3
"""scale.py N [WORKDIR]  imports N small .docx that differ, then the same again, and tells what it took.

CPU seconds of the parent and of its reading processes apart, peak resident memory of the parent as it grows, and what the
second import of the same folder takes. A CPU profile of the parent is left as text beside the library. Needs bin/gangmu.
"""
import os, shutil, subprocess, sys, tempfile, time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
TICK = os.sysconf('SC_CLK_TCK')


def cpu(pid):
    """CPU seconds of the process and of its children that have ended, and its resident MiB."""
    f = open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()
    own, ended = int(f[11]) + int(f[12]), int(f[13]) + int(f[14])
    return own / TICK, ended / TICK, int(f[21]) * os.sysconf('SC_PAGE_SIZE') / 2**20


def run(lib, files, *flags):
    p = subprocess.Popen([os.path.join(ROOT, 'bin/gangmu'), 'import', '--library', lib, *flags, files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    began, own, marks = time.time(), 0, []
    while True:
        try:
            own, _, rss = cpu(p.pid)
            marks.append((time.time() - began, rss))
        except (OSError, IndexError, ValueError):
            pass
        if os.waitid(os.P_PID, p.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            break
        time.sleep(0.2)
    out = p.stdout.read()
    _, status, use = os.wait4(p.pid, 0)
    total = use.ru_utime + use.ru_stime
    quarters = [max((m for t, m in marks if t <= marks[-1][0] * q / 4), default=0) for q in (1, 2, 3, 4)]
    return total, own, time.time() - began, quarters, os.waitstatus_to_exitcode(status), out


def main():
    n = int(sys.argv[1])
    work = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()
    files, lib = os.path.join(work, 'files'), os.path.join(work, 'library')
    shutil.rmtree(lib, ignore_errors=True)
    if not os.path.isdir(files):
        subprocess.run(['go', 'run', './testdata/make', '-copies', str(n), os.path.abspath(files)], cwd=ROOT, check=True)
    profile = os.path.join(work, 'cpu.prof')
    total, own, wall, quarters, code, out = run(lib, files, '--profile', profile)
    print(f'first: {total:.1f} CPU s ({own:.1f} parent, {total - own:.1f} reading processes), {wall:.0f} s, {n / total:.0f} files per CPU s, exit {code}')
    print('peak MiB of the parent after each quarter:', ' '.join(f'{q:.0f}' for q in quarters))
    print(out.splitlines()[0])
    again, _, wall2, quarters2, code, out = run(lib, files)
    print(f'again: {again:.2f} CPU s, {wall2:.1f} s, {total / again:.0f}x less CPU, {wall / wall2:.0f}x less time, {quarters2[3]:.0f} MiB, exit {code}')
    print(out.splitlines()[0])
    size = sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(lib) for f in fs)
    print(f'library: {size / 2**20:.0f} MiB')
    text = subprocess.run(['go', 'tool', 'pprof', '-top', '-cum', '-nodecount=60', os.path.join(ROOT, 'bin/gangmu'), profile], capture_output=True, text=True).stdout
    open(os.path.join(work, 'profile.txt'), 'w').write(text)
    print('profile:', os.path.join(work, 'profile.txt'))


if __name__ == '__main__':
    main()
