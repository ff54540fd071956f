#!/usr/bin/env python3
"""Read pages with known text that were made into scans: image-only PDF in, `gangmu parse` out.

    scans.py TOOLS GANGMU WORK [--seeds 41,42,43] [--pages 12] [--conditions clean200,..] [--engine ours,tesseract] [--python PYTHON]

TOOLS is the folder of gen_truth.py, degrade.py, score and targets.tsv; PYTHON runs the first two and needs OpenCV and
Pillow. Everything is kept in WORK, one file a page, so that a run that was broken off goes on; one page is read at a
time. A page that was not read, as its time was up, is left for the next run, and its condition out of the table. A condition's results are added up over the seeds. Prints a table, character error rate % / labels exactly right %,
bold where a floor of targets.tsv is not met, and the CPU seconds a page, start-up included.
"""
import argparse, glob, json, os, re, resource, subprocess, sys

NO_MODELS = 'no-such-folder'  # as the engine's folder: gangmu falls back to Tesseract


def targets(tools):
    out = {}
    for l in open(f'{tools}/targets.tsv'):
        if not l.startswith('#'):
            c, cer, labels = l.split()
            out[c] = float(cer), float(labels)
    return out


def truth(o, seed):
    d = f'{o.work}/truth/{seed}'
    if len(glob.glob(f'{d}/p*.pdf')) < o.pages:
        subprocess.run([o.python, f'{o.tools}/gen_truth.py', d, '--seed', str(seed), '--pages', str(o.pages)], check=True, stdout=subprocess.DEVNULL)
    return d


def scans(o, seed, condition):
    d = f'{o.work}/images/{seed}/{condition}'
    if len(glob.glob(f'{d}/p*.pdf')) < o.pages:
        subprocess.run([o.python, f'{o.tools}/degrade.py', truth(o, seed), f'{o.work}/images/{seed}', '--seed', str(seed),
                        '--cond', condition, '--pdf'], check=True, stdout=subprocess.DEVNULL)
    return sorted(glob.glob(f'{d}/p*.pdf'))


def read(o, engine, seed, condition):
    """Reads what has not been read yet."""
    out = f'{o.work}/text/{engine}/{seed}/{condition}'
    os.makedirs(out, exist_ok=True)
    for pdf in scans(o, seed, condition):
        text = f'{out}/{os.path.basename(pdf)[:-4]}.txt'
        if os.path.exists(text):
            continue
        cmd = [o.gangmu, 'parse', pdf]
        if engine == 'tesseract':
            cmd += ['--ocr-engine', f'{o.work}/{NO_MODELS}']
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        p = subprocess.run(cmd, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        d = json.loads(p.stdout)
        names = [r['engine'] for r in d.get('reader') or [] if r.get('engine')]
        if not any(n != 'pdf' and (n == 'tesseract') == (engine == 'tesseract') for n in names):
            print(f'{pdf} was read by {names}: {d.get("warnings")}', file=sys.stderr)  # its limit of time, on a busy machine
            continue
        with open(text + '.new', 'w') as f:
            f.write(d.get('text') or '')
        with open(text[:-4] + '.cpu', 'w') as f:
            f.write(str(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
        os.rename(text + '.new', text)


def weights(o, seed):
    """Characters and labels of a seed's pages."""
    chars = labels = 0
    for f in glob.glob(f'{truth(o, seed)}/p*.json'):
        for l in json.load(open(f))['lines']:
            chars += len(re.sub(r'\s', '', l['text']))
            labels += l['kind'] in ('h1', 'h2', 'm', 'm2')
    return chars, labels


def score(o, engine):
    """-> {condition: [errors, characters, labels right, labels, CPU seconds, pages]} over the seeds"""
    scorer = f'{o.work}/scorer'
    if not os.path.exists(scorer):
        subprocess.run(['go', 'build', '-o', os.path.abspath(scorer), '.'], cwd=f'{o.tools}/score', check=True)
    out = {}
    for seed in o.seeds:
        chars, labels = weights(o, seed)
        d = f'{o.work}/text/{engine}/{seed}'
        if not os.path.isdir(d):
            continue
        for l in subprocess.run([scorer, truth(o, seed), d], capture_output=True, text=True, check=True).stdout.splitlines()[1:]:
            f = l.split()
            c, pages, cer, ok = f[1], int(f[2]), float(f[3]), float(f[5])
            if c not in o.conditions or pages < o.pages:
                continue
            cpu = [float(open(x).read()) for x in glob.glob(f'{d}/{c}/p*.cpu')]
            n = 2 if c == 'twoup' else 1
            a = [cer / 100 * chars * n, chars * n, ok / 100 * labels * n, labels * n, sum(cpu), pages]
            out[c] = [x + y for x, y in zip(out.get(c, [0] * 6), a)]
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('tools')
    p.add_argument('gangmu')
    p.add_argument('work')
    p.add_argument('--seeds', default='41,42,43')
    p.add_argument('--pages', type=int, default=12)
    p.add_argument('--conditions', default='')
    p.add_argument('--engine', default='ours')
    p.add_argument('--python', default='/usr/bin/python3')
    o = p.parse_args()
    o.seeds = [int(s) for s in o.seeds.split(',')]
    floors = targets(o.tools)
    o.conditions = o.conditions.split(',') if o.conditions else list(floors)
    engines = o.engine.split(',')
    for engine in engines:
        for c in o.conditions:
            for seed in o.seeds:
                read(o, engine, seed, c)
    results = [score(o, e) for e in engines]
    print('| condition | floor | labels |' + ''.join(f' {e} | CPU s |' for e in engines))
    print('|---|---|---|' + '---|---|' * len(engines))
    for c in o.conditions:
        floor, least = floors[c]
        row = ''
        for r in results:
            if c not in r:
                row += ' | |'
                continue
            e, n, ok, labels, cpu, pages = r[c]
            cer, share = 100 * e / n, 100 * ok / labels
            x = f'{cer:.2f} / {share:.1f}'
            if cer > floor or share < least:
                x = f'**{x}**'
            row += f' {x} | {cpu / pages:.2f} |'
        count = max((r[c][3] for r in results if c in r), default=0)
        print(f'| {c} | {floor} / {least:g} | {count} |{row}')


if __name__ == '__main__':
    main()
