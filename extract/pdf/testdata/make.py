#!/usr/bin/env python3
"""Makes the fixtures of this folder from plan.txt: make.py, in the folder. Needs soffice, chromium and qpdf."""
import html, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PARAS = [x.strip() for x in open(HERE + '/plan.txt', encoding='utf8') if x.strip()]
ROWS = [['序号', '任务', '责任科室', '时限'], ['1', '修订库房管理办法，报馆务会审定后印发各科室执行', '保管利用科', '3月底前'],
        ['2', '完成异地备份', '信息技术科', '6月底前'], ['3', '组织消防演练两次，覆盖全体干部职工和物业人员', '办公室', '全年']]
out = lambda n: os.path.join(HERE, n)


def kind(i, t):
    return 'T' if i == 0 else 'H' if re.match('[一二三]、', t) else 'P'


def web(css, table=''):
    body = ''.join('<p class=%s>%s</p>' % (kind(i, t), html.escape(t)) for i, t in enumerate(PARAS))
    if table:
        body += '<table>%s</table>' % ''.join('<tr>%s</tr>' % ''.join('<td>' + c for c in r) for r in ROWS)
    return ('<!doctype html><meta charset=utf-8><style>@page{size:A4;margin:3cm 2.6cm}body{margin:0;font:16pt/28pt "Noto Sans CJK SC"}p{margin:0;text-indent:2em;text-align:justify}'
            '.T{text-indent:0;text-align:center;font-size:22pt}td{font-size:12pt;line-height:18pt;padding:3pt 6pt}' + css + '</style>' + body)


def fodt():
    st = lambda n, s, p: ('<style:style style:name="%s" style:family="paragraph"><style:paragraph-properties fo:line-height="28pt" style:punctuation-wrap="simple" %s/><style:text-properties '
                          'style:font-name-asian="Noto Serif CJK SC" style:font-name="Noto Serif CJK SC" fo:font-size="%dpt" style:font-size-asian="%dpt"/></style:style>' % (n, p, s, s))
    ns = ' '.join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % x for x in (('office', 'office'), ('style', 'style'), ('text', 'text'), ('fo', 'xsl-fo-compatible'), ('svg', 'svg-compatible')))
    page = '<text:p text:style-name="%s">%s</text:p>'
    return ('<?xml version="1.0" encoding="UTF-8"?><office:document %s office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:font-face-decls><style:font-face '
            'style:name="Noto Serif CJK SC" svg:font-family="\'Noto Serif CJK SC\'"/></office:font-face-decls><office:styles/><office:automatic-styles><style:page-layout style:name="pm">'
            '<style:page-layout-properties fo:page-width="21cm" fo:page-height="14.8cm" fo:margin="2cm"/><style:header-style/><style:footer-style/></style:page-layout>%s</office:automatic-styles>'
            '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"><style:header>%s</style:header><style:footer><text:p text:style-name="F">— '
            '<text:page-number text:select-page="current">1</text:page-number> —</text:p></style:footer></style:master-page></office:master-styles><office:body><office:text>%s</office:text></office:body>'
            '</office:document>') % (ns, st('T', 22, 'fo:text-align="center"') + st('P', 16, 'fo:text-indent="32pt" fo:text-align="justify"') + st('H', 16, 'fo:text-indent="32pt"') +
                                     st('F', 12, 'fo:text-align="center"'), page % ('F', '档案安全工作材料'), ''.join(page % (kind(i, t), html.escape(t)) for i, t in enumerate(PARAS)))


with tempfile.TemporaryDirectory() as tmp:
    def chrome(name, page):
        open('%s/%s.html' % (tmp, name), 'w').write(page)
        raw = '%s/%s.pdf' % (tmp, name)
        subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--user-data-dir=%s/c' % tmp, '--no-pdf-header-footer', '--print-to-pdf=' + raw,
                        'file://%s/%s.html' % (tmp, name)], check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        subprocess.run(['qpdf', '--recompress-flate', '--compression-level=9', '--object-streams=generate', '--deterministic-id', raw, out(name + '.pdf')], check=True)
    chrome('browser', web('table{border-collapse:collapse}td{border:.75pt solid #000;vertical-align:middle}', 'yes'))
    chrome('vertical', web('html{writing-mode:vertical-rl}'))
    chrome('columns', web('body{columns:2;column-gap:1cm;font-size:11pt;line-height:19pt}.T{font-size:14pt}'))
    chrome('open-table', web('', 'yes'))
    open(tmp + '/office.fodt', 'w').write(fodt())
    subprocess.run(['soffice', '-env:UserInstallation=file://%s/p' % tmp, '--headless', '--convert-to', 'pdf', '--outdir', HERE, tmp + '/office.fodt'], check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    weak = '--allow-weak-crypto'
    for name, args in dict(locked_rc4_40=[weak, '--encrypt', '', 'o', '40', '--'], locked_rc4_128=[weak, '--encrypt', '', 'o', '128', '--use-aes=n', '--'],
                           locked_aes_128=[weak, '--encrypt', 'user', 'o', '128', '--use-aes=y', '--'], locked_aes_256=['--encrypt', '密码', 'o', '256', '--'],
                           packed=['--object-streams=generate', '--linearize']).items():
        subprocess.run(['qpdf', '--deterministic-id' if name == 'packed' else '--static-id', *args, out('office.pdf'), out(name.replace('_', '-') + '.pdf')], check=True)
