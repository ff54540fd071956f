#!/usr/bin/env python3
"""sqlite.py MEASURES.jsonl DATABASE [WORD ...]  SQLite's FTS5 with its trigram tokenizer on the same measures.

Builds the database unless it is there, and prints CPU seconds and size; then asks every word with LIKE over all
rows (+text: SQLite 3.40 takes "text like '%xx%'" for a query of its index, and finds nothing), which is what finds a word
of two characters, and prints CPU milliseconds, the median of 5 after one that is not counted.
"""
import json, os, resource, sqlite3, statistics, sys


def cpu():
    u = resource.getrusage(resource.RUSAGE_SELF)
    return u.ru_utime + u.ru_stime


def build(measures, path):
    start, text = cpu(), 0
    db = sqlite3.connect(path)
    db.execute("create virtual table m using fts5(id unindexed, bureau unindexed, year unindexed, text, tokenize='trigram')")
    rows = []
    for line in open(measures, encoding='utf8'):
        d = json.loads(line)
        text += len(d['text'].encode())
        rows.append((d['id'], d['bureau'], d['year'], d['text']))
        if len(rows) == 1000:
            db.executemany('insert into m values (?,?,?,?)', rows)
            db.commit()
            rows = []
    db.executemany('insert into m values (?,?,?,?)', rows)
    db.commit()
    db.close()
    size = os.path.getsize(path)
    print('build %.1f CPU s, %.1f MB (%.2f x text), SQLite %s' % (cpu() - start, size / 1e6, size / text, sqlite3.sqlite_version))


def main():
    measures, path, words = sys.argv[1], sys.argv[2], sys.argv[3:]
    if not os.path.exists(path):
        build(measures, path)
    db = sqlite3.connect(path)
    for w in words:
        took = []
        for _ in range(6):
            start = cpu()
            n = len(db.execute('select id from m where +text like ?', ('%' + w + '%',)).fetchall())
            took.append((cpu() - start) * 1000)
        print('%s: %d rows, %.1f ms' % (w, n, statistics.median(took[1:])))


if __name__ == '__main__':
    main()
