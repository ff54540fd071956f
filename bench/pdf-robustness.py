#!/usr/bin/env python3
"""Read every PDF of folders, and mutated copies, and count what became of them.

    pdf-robustness.py [--mutate N] [--seed S] [--timeout S] GANGMU FOLDER...

Each file is read by a process of its own, GANGMU parse --timeout, which reads in a child process as an import does. Right is exit
0 with text, or exit 1 with JSON that has an error of a known code. All else is a fault, printed with the file: another exit code,
a signal, no JSON, a panic on stderr, more than the deadline and 15 s, more than 1 GiB. With --mutate N, N damaged copies of the
files are read as well: bytes changed, parts cut out, doubled, moved or filled with zeros, numbers made huge, tails cut off.
Faulty copies are kept in the current folder. Exit 1 if there is a fault.
"""
import argparse, collections, glob, json, os, random, re, subprocess, sys, tempfile, time

CODES = {'encrypted', 'needs_password', 'corrupt', 'too_large', 'no_text', 'needs_ocr', 'unsupported', 'timeout', 'out_of_memory', 'unknown_format'}


def read(gangmu, path, limit):
    """-> outcome, fault, seconds, MiB"""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.time()
        p = subprocess.Popen([gangmu, 'parse', '--timeout', '%ds' % limit, path], stdout=out, stderr=err)
        while True:
            pid, status, use = os.wait4(p.pid, os.WNOHANG)
            if pid:
                break
            if time.time() - start > 3 * limit + 15:
                p.kill()
                os.wait4(p.pid, 0)
                return 'hang', 'no end after %d s' % (time.time() - start), time.time() - start, 0
            time.sleep(.01)
        p.returncode = code = os.waitstatus_to_exitcode(status)
        seconds, mib = time.time() - start, use.ru_maxrss / 1024
        out.seek(0), err.seek(0)
        said = err.read().decode('utf8', 'replace')
        try:
            d = json.loads(out.read())
        except ValueError:
            return 'no JSON', 'exit %d, no JSON: %s' % (code, said[:200]), seconds, mib
        fault = ''
        if 'goroutine ' in said or 'panic' in said:
            fault = 'panic: ' + said[:200]
        elif code not in (0, 1) or (code == 1) != ('error' in d):
            fault = 'exit %d' % code
        elif code == 1 and d['error']['code'] not in CODES:
            fault = 'code ' + d['error']['code']
        elif mib > 1024:
            fault = '%d MiB' % mib
        if code:
            return d.get('error', {}).get('code', '?'), fault, seconds, mib
        named = {w['page'] for w in d['warnings'] if w.get('page')} | set(d['needs_ocr'])
        return 'partial' if named else 'ok', fault, seconds, mib


def mutated(b, r):
    b = bytearray(b)
    n = len(b)
    for _ in range(r.choice((1, 1, 2, 4))):
        how, i, k = r.randrange(8), r.randrange(n), r.randrange(1, max(2, n // 8))
        j = r.randrange(n)
        if how == 0:
            for _ in range(r.randrange(1, 60)):
                b[r.randrange(len(b))] = r.randrange(256)
        elif how == 1:
            del b[i:i + k]
        elif how == 2:
            b[i:i] = b[j:j + k]
        elif how == 3:
            b[i:i + k] = bytes(min(k, len(b) - i))
        elif how == 4:
            del b[max(100, len(b) - k):]
        elif how == 5:
            spots = [m.span() for m in re.finditer(rb'(?<=[ \[])\d+', bytes(b))]
            for s, e in sorted(r.sample(spots, min(len(spots), 5)), reverse=True):
                b[s:e] = r.choice((b'0', b'-1', b'99999999', b'2147483648', b'4294967295999', b'1'))
        elif how == 6:
            spots = [m.span() for m in re.finditer(rb'\d+ 0 R', bytes(b))]
            for s, e in sorted(r.sample(spots, min(len(spots), 5)), reverse=True):
                b[s:e] = b'%d 0 R' % r.randrange(40)
        else:
            spots = [m.span() for m in re.finditer(rb'/[A-Za-z]+', bytes(b))]
            for s, e in r.sample(spots, min(len(spots), 3)):
                b[s + 1:s + 2] = b'X'
        n = len(b)
        if n < 100:
            break
    return bytes(b)


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--mutate', type=int, default=0)
    a.add_argument('--seed', type=int, default=1)
    a.add_argument('--timeout', type=int, default=20)
    a.add_argument('gangmu')
    a.add_argument('folders', nargs='+')
    o = a.parse_args()
    files = sorted(f for d in o.folders for f in glob.glob(d + '/**/*.pdf', recursive=True))
    outcomes, faults, longest, most = collections.Counter(), 0, (0, ''), (0, '')

    def one(path, name):
        nonlocal faults, longest, most
        outcome, fault, seconds, mib = read(o.gangmu, path, o.timeout)
        outcomes[outcome] += 1
        longest, most = max(longest, (seconds, name)), max(most, (mib, name))
        if fault:
            faults += 1
            print('FAULT', name, fault)
        return fault
    for f in files:
        one(f, f)
    r = random.Random(o.seed)
    with tempfile.TemporaryDirectory() as tmp:
        files = [f for f in files if os.path.getsize(f) >= 100]
        for k in range(o.mutate):
            f = files[k % len(files)]
            path = '%s/mutated-%d-%d.pdf' % (tmp, o.seed, k)
            b = mutated(open(f, 'rb').read(), r)
            open(path, 'wb').write(b)
            if one(path, '%s of %s' % (os.path.basename(path), os.path.basename(f))):
                open(os.path.basename(path), 'wb').write(b)
            os.remove(path)
    print('%d files: %s' % (sum(outcomes.values()), ', '.join('%s %d' % x for x in outcomes.most_common())))
    print('faults %d; longest %.1f s (%s); most memory %d MiB (%s)' % (faults, *longest, *most))
    return faults > 0


if __name__ == '__main__':
    sys.exit(main())
