#!/usr/bin/env python3
"""faults.py FILES KILLS [SEED]  pulls the plug on imports and asks whether anything was lost.

Makes FILES files of all kinds, bad ones among them (bench/mix.py), imports them unbroken, then imports them into new
libraries with kill -9 at random moments, KILLS in all; a library that was killed is imported into again until it is done.
Then its exported JSON must be that of the unbroken one byte for byte, every file accounted for, and gangmu verify content.
Reading processes must be gone soon after their parent. Exit 1 if anything differs. Needs bin/gangmu.
"""
import json, os, random, shutil, signal, subprocess, sys, tempfile, time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
GANGMU = os.path.join(ROOT, 'bin/gangmu')


def gangmu(*args):
    return subprocess.run([GANGMU, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def report(out):
    last = json.loads(out.splitlines()[-1])
    assert last['event'] == 'report', last
    return {k: last[k] for k in ('in', 'done', 'review', 'same', 'failed')}


def children(pid):
    try:
        return [int(p) for t in os.listdir(f'/proc/{pid}/task') for p in open(f'/proc/{pid}/task/{t}/children').read().split()]
    except OSError:
        return []


def running(pid):
    try:
        return open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()[0] != 'Z'
    except OSError:
        return False


def broken_import(lib, files, rnd, mean, limit):
    """Imports with up to limit kills and returns how many there were."""
    kills = 0
    while True:
        p = subprocess.Popen([GANGMU, 'import', '--json', '--library', lib, files], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if kills < limit:
            try:
                _, errors = p.communicate(timeout=rnd.uniform(0.02, 2 * mean))
            except subprocess.TimeoutExpired:
                readers = children(p.pid)
                p.send_signal(signal.SIGKILL)
                p.communicate()
                kills += 1
                end = time.time() + 10
                while any(map(running, readers)):
                    assert time.time() < end, 'a reading process outlives its parent'
                    time.sleep(0.05)
                continue
        else:
            _, errors = p.communicate()
        assert p.returncode in (0, 3), f'exit {p.returncode}: {errors.decode()}'
        return kills


def main():
    files_wanted, kills_wanted = int(sys.argv[1]), int(sys.argv[2])
    rnd = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else time.time_ns())
    work = tempfile.mkdtemp()
    try:
        files = os.path.join(work, 'files')
        subprocess.run([os.path.join(ROOT, 'bench/mix.py'), files, str(files_wanted)], check=True)
        n = len(os.listdir(files))
        began = time.time()
        whole = gangmu('import', '--json', '--library', os.path.join(work, 'whole'), files)
        took = time.time() - began
        want_report = report(whole.stdout)
        want = gangmu('export', '--library', os.path.join(work, 'whole')).stdout
        print(f'{n} files, unbroken in {took:.1f} s: {want_report}', flush=True)
        assert want_report['in'] == n
        kills = rounds = 0
        while kills < kills_wanted:
            rounds += 1
            lib = os.path.join(work, f'broken{rounds}')
            k = broken_import(lib, files, rnd, max(0.3, took / 8), kills_wanted - kills)
            kills += k
            again = report(gangmu('import', '--json', '--library', lib, files).stdout)
            got = gangmu('export', '--library', lib).stdout
            check = gangmu('verify', '--library', lib)
            same = got == want and again['in'] == n and again['failed'] == want_report['failed'] and again['done'] == again['review'] == 0
            print(f'library {rounds}: {k} kills, export {"equal" if got == want else "DIFFERS"}, verify {"content" if check.returncode == 0 else "NOT content"}, then {again}', flush=True)
            if not same or check.returncode != 0:
                print(check.stdout.decode())
                sys.exit(1)
            shutil.rmtree(lib)
        print(f'{kills} kills in {rounds} libraries: nothing lost, nothing doubled')
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == '__main__':
    main()
