#!/usr/bin/env python3
"""Measure the layout of PDFs that are made from a known text.

    pdf-layout.py make OUT TEXT...       makes OUT/*.pdf and OUT/*.json, what each must give; needs soffice and chromium
    pdf-layout.py score OUT GANGMU       runs GANGMU parse --blocks on them

A TEXT is UTF-8, a paragraph a line, the first the title. Made are: one column in several fonts, by LibreOffice and by
Chromium; two columns; two pages on a sheet; paragraphs parted by distance alone; vertical writing; a table with lines; the same
without; each with a running head and page numbers where the maker can.

Scored are: cer, the character error rate of the body without blanks; exact, the share of paragraphs that are one block each,
exactly; starts, the share of paragraphs that begin a block; blanks, inserted per 1,000 Han; cells, the share of the table's cells
that are cells with their text and row; heads, the share of running heads and page numbers that are marked.
"""
import difflib, glob, html, json, os, re, shutil, subprocess, sys, tempfile

HEAD = '安全生产工作材料汇编'
squeeze = lambda t: re.sub(r'\s+', '', t)
HAN = re.compile('[\u4e00-\u9fff]')
ROWS = [
    ['序号', '任务', '责任单位', '时限'],
    ['1', '修订责任清单，报市安委会办公室备案，并在局网站公布', '办公室', '3月底前'],
    ['2', '组织能源企业负责人集中培训两期，培训一百二十人次', '能源科、人事科', '6月底前'],
    ['3', '完成三十五千伏以上线路通道隐患排查，建立台账，逐条销号', '电力科', '9月底前'],
    ['4', '开展油气管道占压清理', '油气科；各县发展和改革局', '全年'],
    ['5', '召开季度例会，通报进展', '办公室', '每季度末'],
]


def kind(t, i):
    if i == 0:
        return 'T'
    if re.match(r'^[一二三四五六七八九十]+、', t) and len(t) < 40:
        return 'H1'
    return 'P'


def fodt(paras, font, columns=1, size=16, table=None):
    esc = html.escape
    body = ''.join('<text:p text:style-name="%s">%s</text:p>' % (kind(t, i), esc(t)) for i, t in enumerate(paras))
    if table:
        cells = lambda r: ''.join('<table:table-cell table:style-name="%s"><text:p text:style-name="C">%s</text:p></table:table-cell>' % (table, esc(c)) for c in r)
        widths = ''.join('<table:table-column table:style-name="W%d"/>' % i for i in range(4))
        body += '<table:table table:style-name="TB">%s%s</table:table>' % (widths, ''.join('<table:table-row>%s</table:table-row>' % cells(r) for r in ROWS))
    ns = ' '.join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % x for x in (
        ('office', 'office'), ('style', 'style'), ('text', 'text'), ('table', 'table'), ('fo', 'xsl-fo-compatible'), ('svg', 'svg-compatible')))

    def style(n, size, para, more=''):
        return ('<style:style style:name="%s" style:family="paragraph"><style:paragraph-properties %s fo:line-height="%dpt" style:punctuation-wrap="simple"/>'
                '<style:text-properties style:font-name="%s" style:font-name-asian="%s" fo:font-size="%dpt" style:font-size-asian="%dpt" %s/></style:style>'
                % (n, para, size * 1.75, font, font, size, size, more))
    indent = 'fo:text-indent="%dpt"' % (2 * size)
    widths = ''.join('<style:style style:name="W%d" style:family="table-column"><style:table-column-properties style:column-width="%scm"/></style:style>' % x
                     for x in enumerate((1.4, 7, 4, 3)))
    return ('<?xml version="1.0" encoding="UTF-8"?><office:document %s office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
            '<office:font-face-decls><style:font-face style:name="%s" svg:font-family="\'%s\'"/></office:font-face-decls><office:styles/><office:automatic-styles>'
            '<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.2cm" fo:margin-bottom="2cm" '
            'fo:margin-left="2.8cm" fo:margin-right="2.6cm">%s</style:page-layout-properties><style:header-style/><style:footer-style/></style:page-layout>%s%s%s%s%s%s%s'
            '<style:style style:name="TB" style:family="table"><style:table-properties style:width="15.4cm"/></style:style>%s'
            '<style:style style:name="ruled" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>'
            '<style:style style:name="open" style:family="table-cell"><style:table-cell-properties fo:padding="0.15cm"/></style:style>'
            '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"><style:header><text:p text:style-name="R">%s</text:p></style:header>'
            '<style:footer><text:p text:style-name="F">— <text:page-number text:select-page="current">1</text:page-number> —</text:p></style:footer></style:master-page></office:master-styles>'
            '<office:body><office:text>%s</office:text></office:body></office:document>') % (
        ns, font, font, '<style:columns fo:column-count="%d" fo:column-gap="0.8cm"/>' % columns if columns > 1 else '',
        style('T', size + 6, 'fo:text-align="center"', 'fo:font-weight="bold" style:font-weight-asian="bold"'), style('H1', size, indent, 'fo:font-weight="bold" style:font-weight-asian="bold"'),
        style('P', size, indent + ' fo:text-align="justify"'), style('C', 10, 'fo:text-align="start"'), style('F', 12, 'fo:text-align="center"'), style('R', 9, 'fo:text-align="end"'), '', widths, HEAD, body)


def web(paras, font, css, table=None):
    body = ''.join('<p class=%s>%s</p>' % (kind(t, i), html.escape(t)) for i, t in enumerate(paras))
    if table:
        body += '<table class=%s>%s</table>' % (table, ''.join('<tr>%s</tr>' % ''.join('<td>%s' % html.escape(c) for c in r) for r in ROWS))
    return ('<!doctype html><meta charset=utf-8><style>@page{size:A4;margin:3cm 2.6cm 2.5cm 2.8cm}body{margin:0;font:16pt/28pt "%s"}p{margin:0;text-indent:2em;text-align:justify}'
            '.T{text-indent:0;text-align:center;font-weight:bold;font-size:22pt}.H1{font-weight:bold}td{font-size:10.5pt;line-height:15pt;padding:3pt 8pt;vertical-align:top}'
            '.ruled{border-collapse:collapse}.ruled td{border:.75pt solid #000}.middle{border-collapse:collapse}.middle td{border:.75pt solid #000;vertical-align:middle;text-align:center}%s</style>%s') % (font, css, body)


def make(out, texts):
    os.makedirs(out, exist_ok=True)
    have = subprocess.run(['fc-list', ':', 'family'], capture_output=True, text=True).stdout
    fonts = [f for f in ('Noto Serif CJK SC', 'Noto Sans CJK SC', 'AR PL UMing CN', 'AR PL UKai CN', 'WenQuanYi Micro Hei') if f in have]
    with tempfile.TemporaryDirectory() as tmp:
        lo, pages = [], []

        def want(name, paras, heads, table=False):
            json.dump(dict(paras=paras, heads=heads, rows=ROWS if table else []), open('%s/%s.json' % (out, name), 'w'), ensure_ascii=False)

        def office(name, paras, table=None, **k):
            open('%s/%s.fodt' % (tmp, name), 'w').write(fodt(paras, table=table, **k))
            lo.append('%s/%s.fodt' % (tmp, name))
            want(name, paras, True, bool(table))

        def chrome(name, paras, font, css='', table=None):
            open('%s/%s.html' % (tmp, name), 'w').write(web(paras, font, css, table))
            pages.append(name)
            want(name, paras, False, bool(table))
        for k, t in enumerate(texts):
            paras = [x.strip() for x in open(t, encoding='utf8') if x.strip()]
            few = paras[:7]
            for i, f in enumerate(fonts):
                office('lo-plain-%d-%d' % (k, i), paras, font=f)
                chrome('chrome-plain-%d-%d' % (k, i), paras, f)
            f = fonts[k % len(fonts)]
            office('lo-columns-%d' % k, paras, font=f, columns=2, size=11)
            office('lo-small-%d' % k, paras, font=f, size=12)
            office('lo-ruled-%d' % k, few, font=f, table='ruled')
            office('lo-open-%d' % k, few, font=f, table='open')
            chrome('chrome-ruled-%d' % k, few, f, table='ruled')
            chrome('chrome-middle-%d' % k, few, f, table='middle')
            chrome('chrome-open-%d' % k, few, f, table='open')
            chrome('chrome-columns-%d' % k, paras, f, 'body{columns:2;column-gap:1cm;font-size:11pt;line-height:19pt}.T{font-size:15pt}')
            chrome('chrome-sheet-%d' % k, paras, f, '@page{size:A3 landscape;margin:2cm}body{columns:2;column-gap:4cm}')
            chrome('chrome-apart-%d' % k, paras, f, 'p{text-indent:0;margin-bottom:14pt}')
            chrome('chrome-vertical-%d' % k, paras, f, 'html{writing-mode:vertical-rl}')
        subprocess.run(['soffice', '-env:UserInstallation=file://%s/profile' % tmp, '--headless', '--convert-to', 'pdf', '--outdir', out] + lo, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for n in pages:
            subprocess.run([shutil.which('chromium') or 'google-chrome', '--headless', '--no-sandbox', '--disable-gpu', '--user-data-dir=%s/chrome' % tmp, '--no-pdf-header-footer',
                            '--print-to-pdf=%s/%s.pdf' % (out, n), 'file://%s/%s.html' % (tmp, n)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


def errors(a, b):
    """Levenshtein distance, with what is alike at both ends cut off."""
    if a == b:
        return 0
    m = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return sum(max(i2 - i1, j2 - j1) for op, i1, i2, j1, j2 in m.get_opcodes() if op != 'equal')


def score(out, gangmu):
    groups = {}
    for path in sorted(glob.glob(out + '/*.pdf')):
        want = json.load(open(path[:-4] + '.json'))
        run = subprocess.run([gangmu, 'parse', '--blocks', path], capture_output=True, text=True)
        d = json.loads(run.stdout)
        blocks = d.get('blocks') or []
        body = [b for b in blocks if b['kind'] == 'paragraph']
        cells = [b for b in blocks if b['kind'] == 'cell']
        truth = squeeze(''.join(want['paras']))
        got = re.sub('—[0-9]+—', '', squeeze(''.join(b['text'] for b in body)).replace(HEAD, ''))  # a single page cannot tell its head
        cer = errors(truth, got) / len(truth)
        texts = [squeeze(b['text']) for b in body]
        exact = sum(squeeze(p) in texts for p in want['paras']) / len(want['paras'])
        starts = sum(any(t.startswith(squeeze(p)[:8]) for t in texts) for p in want['paras']) / len(want['paras'])
        joined = '\n'.join(b['text'] for b in body)
        known = sum(len(re.findall(r'(?<=[\u3000-\u9fff\uff01-\uff5e]) +(?=[\u3000-\u9fff\uff01-\uff5e])', p)) for p in want['paras'])
        blanks = max(0, len(re.findall(r'(?<=[\u3000-\u9fff\uff01-\uff5e]) +(?=[\u3000-\u9fff\uff01-\uff5e])', joined)) - known) / max(1, len(HAN.findall(joined))) * 1000
        row = [cer, exact, starts, blanks]
        if want['rows']:
            seen = {}
            for b in cells:
                at = (b['table']['row'], b['table']['column'])
                seen[at] = seen.get(at, '') + squeeze(b['text'])
            row.append(sum(seen.get((r, c)) == squeeze(t) for r, line in enumerate(want['rows']) for c, t in enumerate(line)) / sum(map(len, want['rows'])))
        else:
            row.append(None)
        if want['heads'] and d.get('pages', 0) > 1:
            n = sum(b['kind'] in ('header', 'page_number') for b in blocks)
            row.append(n / (2 * d['pages']))
        else:
            row.append(None)
        if '-v' in sys.argv:
            print(os.path.basename(path), ' '.join('-' if x is None else '%.4f' % x for x in row))
        groups.setdefault(re.match(r'[a-z]+-[a-z]+', os.path.basename(path)).group(), []).append(row)
    print('%-18s %5s %8s %8s %8s %8s %8s %8s' % ('', 'files', 'cer', 'exact', 'starts', 'blanks', 'cells', 'heads'))
    for g, rows in sorted(groups.items()) + [('all', [r for rs in groups.values() for r in rs])]:
        mean = lambda i: [r[i] for r in rows if r[i] is not None]
        print('%-18s %5d ' % (g, len(rows)) + ' '.join('%8s' % ('%.4f' % (sum(m) / len(m)) if (m := mean(i)) else '-') for i in range(6)))


if __name__ == '__main__':
    if len(sys.argv) < 4 or sys.argv[1] not in ('make', 'score'):
        sys.exit(__doc__)
    make(sys.argv[2], sys.argv[3:]) if sys.argv[1] == 'make' else score(sys.argv[2], sys.argv[3])
