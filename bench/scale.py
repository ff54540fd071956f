#!/usr/bin/env python3
"""scale.py N [WORKDIR]  imports N small .docx that differ, then the same again, and tells what it took.

CPU seconds of the parent and of its reading processes apart, peak resident memory of the parent as it grows, and what the
second import of the same folder takes. Then where the CPU went: the profile of the parent sorted by the functions on its
stacks, its garbage collection divided by who allocated how much, and the time of the reading processes divided as it is in
one process (2,000 of the files). The profile is left as text beside the library. Needs bin/gangmu.
"""
import os, re, shutil, subprocess, sys, tempfile, time

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


# What a stack belongs to: the first part of which it has a function.
PARTS = [
    ('index and words', ('blevesearch', 'gangmu/index', 'gojieba')),
    ('structure', ('gangmu/segment',)),
    ('encoding', ('gangmu.(*Result).MarshalJSON', 'pipeline.ParseCall')),
    ('reading', ('gangmu/extract.', 'gangmu/extract/')),
    ('decoding', ('(*Isolated)', 'pipeline/worker.')),
    ('files of the store', ('(*Folder)', 'syncFileSystem', '(*committer)', 'pipeline.writeFile')),
    ('the rest of the pipeline', ('gangmu/pipeline', 'main.')),
    ('garbage collection', ('gcBgMarkWorker', 'runtime.gc', 'bgsweep', 'bgscavenge')),
]
UNITS = {'ms': 1e-3, 's': 1, 'us': 1e-6, 'mins': 60, 'B': 1, 'kB': 2**10, 'MB': 2**20, 'GB': 2**30}


def shares(profile, *flags):
    """Sums a profile by PARTS."""
    out = subprocess.run(['go', 'tool', 'pprof', '-traces', *flags, os.path.join(ROOT, 'bin/gangmu'), profile], capture_output=True, text=True).stdout
    sums, value, stack = {}, 0, None
    for line in out.splitlines() + ['---+']:
        first = re.match(r'\s*([\d.]+)(ms|s|us|mins|B|kB|MB|GB)\s+(\S.*)$', line)
        if line.startswith('---'):
            if stack:
                frames = '\n'.join(stack)
                part = next((p for p, marks in PARTS if any(m in frames for m in marks)), 'the rest of the pipeline')
                sums[part] = sums.get(part, 0) + value
            stack = None
        elif first and stack is None:
            value, stack = float(first[1]) * UNITS[first[2]], [first[3]]
        elif stack is not None:
            stack.append(line.strip())
    return sums


def divided(sums, what, by):
    """Gives the part what to others in the proportion of by."""
    n, whole = sums.pop(what, 0), sum(by.values())
    return {p: sums.get(p, 0) + n * by.get(p, 0) / whole for p in {**sums, **by}}


def table(work, files, profile, parent, children):
    sums = shares(profile)
    scale = parent / sum(sums.values())  # a profile misses some
    sums = divided({p: v * scale for p, v in sums.items()}, 'garbage collection', shares(profile + '.allocs', '-sample_index=alloc_space'))
    some = os.path.join(work, 'some')
    shutil.rmtree(some, ignore_errors=True)
    os.mkdir(some)
    for f in sorted(os.listdir(files))[:2000]:
        os.link(os.path.join(files, f), os.path.join(some, f))
    shutil.rmtree(os.path.join(work, 'library-some'), ignore_errors=True)
    run(os.path.join(work, 'library-some'), some, '--in-process', '--profile', profile + '.some')
    inside = {p: v for p, v in shares(profile + '.some').items() if p in ('reading', 'structure', 'encoding')}
    sums = divided({**sums, 'reading processes': children}, 'reading processes', inside)
    total = parent + children
    for p, v in sorted(sums.items(), key=lambda x: -x[1]):
        print(f'  {p:26} {v:6.1f} s {100 * v / total:5.1f} %')
    own = sum(v for p, v in sums.items() if p not in ('index and words', 'structure', 'reading'))
    print(f'the pipeline itself: {own:.1f} s, {100 * own / total:.1f} %')


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
    table(work, files, profile, own, total - own)
    size = sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(lib) for f in fs)
    print(f'library: {size / 2**20:.0f} MiB')
    text = subprocess.run(['go', 'tool', 'pprof', '-top', '-cum', '-nodecount=60', os.path.join(ROOT, 'bin/gangmu'), profile], capture_output=True, text=True).stdout
    open(os.path.join(work, 'profile.txt'), 'w').write(text)
    print('profile:', os.path.join(work, 'profile.txt'))


if __name__ == '__main__':
    main()
