#!/usr/bin/env python3
"""terminal.py TITLE COMMAND...  A picture of a command and what it prints on a terminal, as SVG on standard output.

Colours are those of the escape sequences (ECMA-48, 8.3.117) that gangmu uses. Han characters are two cells wide.
"""
import html, os, pty, re, subprocess, sys, unicodedata

CELL, LINE, PAD = 8.4, 22, 18
STYLES = {'': 'fill="#d8dee9"', '1': 'fill="#eceff4" font-weight="bold"', '2': 'fill="#8a93a5"', '1;33': 'fill="#ebcb8b" font-weight="bold"'}


def run(cmd):
    """What cmd prints on a terminal."""
    out, (lead, follow) = bytearray(), pty.openpty()
    p = subprocess.Popen(cmd, stdout=follow, stderr=subprocess.DEVNULL)
    os.close(follow)
    while True:
        try:
            data = os.read(lead, 65536)
        except OSError:  # the other end is closed
            break
        if not data:
            break
        out.extend(data)
    p.wait()
    return out.decode('utf8').replace('\r\n', '\n')


def width(s):
    return sum(2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in s)


def main():
    title, cmd = sys.argv[1], sys.argv[2:]
    lines = ['\x1b[1m$ ' + title + '\x1b[0m'] + run(cmd).rstrip('\n').split('\n')
    body, widest = [], 40
    for row, line in enumerate(lines):
        style, x, y = '', 0, PAD + 44 + row * LINE
        for part in re.split(r'(\x1b\[[0-9;]*m)', line):
            m = re.fullmatch(r'\x1b\[([0-9;]*)m', part)
            if m:
                style = '' if m.group(1) in ('', '0') else m.group(1)
                continue
            for piece in re.findall(r'[\x00-\x7f]+|[^\x00-\x7f]', part):
                n = width(piece)
                body.append('<text x="%.1f" y="%d" textLength="%.1f" lengthAdjust="spacingAndGlyphs" %s xml:space="preserve">%s</text>' % (
                    PAD + x * CELL, y, n * CELL, STYLES.get(style, STYLES['']), html.escape(piece)))
                x += n
        widest = max(widest, x)
    w, h = 2 * PAD + widest * CELL, PAD + 50 + len(lines) * LINE
    print('<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f">' % (w, h, w, h))
    print('<rect width="100%" height="100%" rx="10" fill="#2e3440"/>')
    for i, c in enumerate(('#bf616a', '#ebcb8b', '#a3be8c')):
        print('<circle cx="%d" cy="20" r="6" fill="%s"/>' % (22 + 20 * i, c))
    print('<g font-family="Menlo, Consolas, \'Noto Sans Mono CJK SC\', \'Microsoft YaHei\', monospace" font-size="14">')
    print('\n'.join(body))
    print('</g></svg>')


if __name__ == '__main__':
    main()
