#!/usr/bin/env python3
"""Scans of files with known outlines.

outline-of-scans.py make [--dpi N] [--gray QUALITY] IN OUT.pdf   prints IN (.docx, .txt ...) and scans it: a PDF of nothing but page images
outline-of-scans.py score GANGMU FILE...                         compares the outline of each file with that of its scan; exit 1 below 97 %

Printing is LibreOffice's, drawing pdftoppm's, packing convert's (ImageMagick). A node is equal if its
label (blanks and widths apart), ordinal and level are, and those of all nodes above it; nodes are paired in order."""
import argparse, difflib, html, json, os, pathlib, subprocess, sys, tempfile

FLOOR = .97
MARKS = str.maketrans('()．：；，', '（）.:;,')


def run(*a, **k):
    return subprocess.run(a, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, **k).stdout


def typeset(text):
    """a page of text as OpenDocument: a title, paragraphs that begin two characters in"""
    ns = ' '.join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % x for x in (('office', 'office'), ('style', 'style'), ('text', 'text'), ('fo', 'xsl-fo-compatible'), ('svg', 'svg-compatible')))
    style = ('<style:style style:name="%s" style:family="paragraph"><style:paragraph-properties fo:line-height="28pt" fo:text-align="%s" fo:text-indent="%s"/><style:text-properties '
             'style:font-name-asian="Noto Serif CJK SC" style:font-name="Noto Serif CJK SC" fo:font-size="%dpt" style:font-size-asian="%dpt"/></style:style>')
    lines = [x for x in text.split('\n') if x.strip()]
    body = ''.join('<text:p text:style-name="%s">%s</text:p>' % ('T' if i == 0 else 'E' if i > len(lines) - 3 else 'P', html.escape(x)) for i, x in enumerate(lines))
    return ('<?xml version="1.0" encoding="UTF-8"?><office:document %s office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls><style:font-face '
            'style:name="Noto Serif CJK SC" svg:font-family="\'Noto Serif CJK SC\'"/></office:font-face-decls><office:automatic-styles>%s%s%s</office:automatic-styles><office:body><office:text>%s</office:text></office:body></office:document>'
            % (ns, style % ('T', 'center', '0pt', 22, 22), style % ('P', 'justify', '32pt', 16, 16), style % ('E', 'end', '0pt', 16, 16), body))


def printed(path, tmp):
    if path.suffix == '.txt':
        source = tmp / 'text.fodt'
        source.write_text(typeset(path.read_text(encoding='utf8')), encoding='utf8')
        path = source
    run('soffice', '-env:UserInstallation=file://%s/profile' % tmp, '--headless', '--convert-to', 'pdf', '--outdir', str(tmp), str(path))
    return tmp / (path.stem + '.pdf')


def scanned(path, out, dpi=200, quality=80):
    with tempfile.TemporaryDirectory() as d:
        tmp = pathlib.Path(d)
        pdf = printed(path, tmp)
        run('pdftoppm', '-r', str(dpi), '-gray', str(pdf), str(tmp / 'page'))
        pages = sorted(tmp.glob('page*.pgm'))
        blobs = []
        for i, p in enumerate(pages):  # a little askew, and not quite white
            j = tmp / ('%03d.jpg' % i)
            run('convert', str(p), '-background', 'white', '-rotate', '%.2f' % (.3 - .2 * (i % 4)), '-gravity', 'center', '-crop', size(p) + '+0+0', '+repage', '+level', '2%,96%', '-quality', str(quality), str(j))
            blobs.append((j.read_bytes(), size(p)))
        out.write_bytes(image_pdf(blobs, dpi))


def size(pgm):
    return run('identify', '-format', '%wx%h', str(pgm)).decode()


def image_pdf(blobs, dpi):
    objects = ['', '']
    kids = []
    for jpeg, wh in blobs:
        w, h = map(int, wh.split('x'))
        n = len(objects)
        pw, ph = w * 72 / dpi, h * 72 / dpi
        show = b'q %.2f 0 0 %.2f 0 0 cm /I Do Q' % (pw, ph)
        objects.append(b'<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream' % (w, h, len(jpeg), jpeg))
        objects.append(b'<</Length %d>>\nstream\n%s\nendstream' % (len(show), show))
        objects.append(b'<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Resources<</XObject<</I %d 0 R>>>>/Contents %d 0 R>>' % (pw, ph, n + 1, n + 2))
        kids.append(b'%d 0 R' % (n + 3))
    objects[0] = b'<</Type/Catalog/Pages 2 0 R>>'
    objects[1] = b'<</Type/Pages/Count %d/Kids[%s]>>' % (len(kids), b' '.join(kids))
    b, at = b'%PDF-1.4\n', []
    for i, o in enumerate(objects):
        at.append(len(b))
        b += b'%d 0 obj\n%s\nendobj\n' % (i + 1, o)
    table = b''.join(b'%010d 00000 n \n' % o for o in at)
    return b + b'xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n' % (len(at) + 1, table, len(at) + 1, len(b))


def nodes(program, path):
    r = subprocess.run([program, 'parse', str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=900)
    if r.returncode:
        raise SystemExit('%s: %s' % (path, r.stderr.decode()))
    out = []

    def down(list_, above):
        for n in list_:
            own = above + ((''.join(n['label'].translate(MARKS).split()), n['ordinal'], n['level']),)
            out.append((own, n['own_text'][:30]))
            down(n['children'], own)
    for i, p in enumerate(json.loads(r.stdout)['plans']):
        down(p['sections'], ((i,),))
    return out


def score(program, files):
    same = total = 0
    for f in map(pathlib.Path, files):
        with tempfile.TemporaryDirectory() as d:
            scan = pathlib.Path(d) / 'scan.pdf'
            scanned(f, scan)
            want, got = nodes(program, f), nodes(program, scan)
        m = difflib.SequenceMatcher(None, [w[0] for w in want], [g[0] for g in got], autojunk=False)
        equal = sum(b.size for b in m.get_matching_blocks())
        n = max(len(want), len(got))
        same, total = same + equal, total + n
        print('%5.1f %%  %3d of %3d  %s' % (100 * equal / max(1, n), equal, n, f.name), flush=True)
        for tag, i, j, k, l in m.get_opcodes():
            if tag != 'equal':
                for w, t in want[i:j]:
                    print('      - %s  %s' % ('/'.join(x[0] for x in w[1:]), t.replace('\n', ' ')))
                for w, t in got[k:l]:
                    print('      + %s  %s' % ('/'.join(x[0] for x in w[1:]), t.replace('\n', ' ')))
    print('%5.1f %%  %3d of %3d' % (100 * same / max(1, total), same, total))
    return same < FLOOR * total


if __name__ == '__main__':
    if len(sys.argv) > 3 and sys.argv[1] == 'score':
        sys.exit(score(sys.argv[2], sys.argv[3:]))
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument('command', choices=['make'])
    p.add_argument('--dpi', type=int, default=200)
    p.add_argument('--gray', type=int, default=80)
    p.add_argument('file', type=pathlib.Path)
    p.add_argument('out', type=pathlib.Path)
    a = p.parse_args()
    scanned(a.file, a.out, a.dpi, a.gray)
