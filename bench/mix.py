#!/usr/bin/env python3
"""mix.py DIR [FILES]  makes a folder of files of all kinds that can be read, and bad ones, from the fixtures.

Variants differ in bytes that nobody reads (a comment of the zip, a line after the end of a PDF) or in a last line.
"""
import os, shutil, subprocess, sys, zipfile



def main():
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
    out = sys.argv[1]
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 347
    variants = max(1, wanted * 40 // 347)
    names = sorted(os.listdir(os.path.join(root, 'testdata', 'plans')))
    bad = os.listdir(os.path.join(root, 'testdata', 'bad'))
    copies = max(1, wanted - variants * len(names) - len(bad))
    subprocess.run(['go', 'run', './testdata/make', '-copies', str(copies), os.path.abspath(out)], cwd=root, check=True)
    for name in names:
        stem, kind = os.path.splitext(name)
        data = open(os.path.join(root, 'testdata', 'plans', name), 'rb').read()
        for n in range(variants):
            path = os.path.join(out, f'{stem}-{n}{kind}')
            with open(path, 'wb') as f:
                f.write(data)
                if kind == '.pdf':
                    f.write(b'\n%% %d\n' % n)
                elif kind == '.txt':
                    f.write(f'\n附注{n}。'.encode())
            if kind == '.docx':
                with zipfile.ZipFile(path, 'a') as z:
                    z.comment = b'%d' % n
    for name in bad:
        shutil.copy(os.path.join(root, 'testdata', 'bad', name), out)


if __name__ == '__main__':
    main()
