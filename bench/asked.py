#!/usr/bin/env python3
"""asked.py KABAR DESK [TIMES]: what the commands cost on a large desk: median and worst wall time and peak memory of
TIMES runs each (5), start of the program included, as a Markdown table.

The words, names and stories that are asked for are found in the desk itself: by how many articles have them."""
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

KABAR, DESK = sys.argv[1], sys.argv[2]
TIMES = int(sys.argv[3]) if len(sys.argv) > 3 else 5


def number(db, sql, *args):
    row = db.execute(sql, args).fetchone()
    return row[0] if row else None


def story_of(db, reports):
    """The number of a story of about so many reports."""
    return number(db, "SELECT id FROM stories WHERE reports <= ? ORDER BY reports DESC, id LIMIT 1", reports)


def commands(db):
    last = number(db, "SELECT max(id) FROM articles")
    speaker = "SELECT name, count(*) AS n FROM said JOIN speakers AS p ON p.id = speaker WHERE instr(name, ' ') GROUP BY speaker"
    common = number(db, f"SELECT name FROM ({speaker}) ORDER BY n DESC LIMIT 1")
    rare = number(db, f"SELECT name FROM ({speaker}) WHERE n = 1 LIMIT 1")
    large = number(db, "SELECT o.name FROM revisions AS r JOIN mastheads AS o ON o.id = r.outlet GROUP BY o.id ORDER BY"
                       " count(*) DESC LIMIT 1")
    small = number(db, "SELECT o.name FROM revisions AS r JOIN mastheads AS o ON o.id = r.outlet GROUP BY o.id ORDER BY"
                       " count(*) LIMIT 1")
    day = number(db, "SELECT date(max(published), 'unixepoch', '-2 days') FROM revisions WHERE current = 1")
    early = number(db, "SELECT date(min(published), 'unixepoch', '+1 days') FROM revisions WHERE current = 1")
    word = number(db, "SELECT lower(substr(title, 1, instr(title || ' ', ' ') - 1)) FROM revisions WHERE lang = 'id' AND"
                      " length(title) > 20 AND id > ? LIMIT 1", last // 2)
    yield "status", ["status"]
    for sort in "newest", "largest", "growing", "independent":
        yield f"stories --sort {sort}", ["stories", "--sort", sort]
    yield "stories, a large language", ["stories", "--lang", "id"]
    yield "stories, a small language", ["stories", "--lang", "pl"]
    yield "stories, a large outlet", ["stories", "--outlet", large]
    yield "stories, a small outlet", ["stories", "--outlet", small]
    yield "stories --since, largest", ["stories", "--since", day, "--sort", "largest"]
    yield "stories 'presiden'", ["stories", "presiden"]
    for reports in 2, 20, 100, 400:
        story = story_of(db, reports)
        size = number(db, "SELECT reports FROM stories WHERE id = ?", story)
        yield f"story of {size} reports", ["story", str(story)]
    yield "show", ["show", str(last // 2)]
    for what, query in (("the commonest word", "yang"), ("a common word", "presiden"), ("a rare word", word),
                        ("two common words", "presiden negara"), ("a phrase", '"wakil presiden"'),
                        ("a prefix", "keb*"), ("a common word and one not", "presiden -indonesia"), ("either", "presiden OR president")):
        hits = "a desk's" and query
        yield f"search, {what}", ["search", hits]
    for what, options in (("small outlet", ["--outlet", small]), ("large outlet", ["--outlet", large]),
                          ("language", ["--lang", "en"]), ("since", ["--since", day]), ("one early day", ["--since", early, "--until", early])):
        yield f"search, the commonest word, {what}", ["search", "yang", *options]
    yield "quotes, a common speaker", ["quotes", common]
    yield "quotes, a rare speaker", ["quotes", rare]
    yield "outlets", ["outlets"]


def run(args, desk):
    begin = time.monotonic()
    process = subprocess.Popen([KABAR, *args, "--desk", desk], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    out = process.stdout.read()
    _, status, use = os.wait4(process.pid, 0)
    return time.monotonic() - begin, use.ru_utime + use.ru_stime, use.ru_maxrss / 1024, status, out


def tell(what, runs):
    walls, cpus = [r[0] for r in runs], [r[1] for r in runs]
    bad = any(r[3] for r in runs)
    print(f"| {what}{' (failed)' if bad else ''} | {1000 * statistics.median(walls):.0f} | {1000 * max(walls):.0f} |"
          f" {1000 * statistics.median(cpus):.0f} | {max(r[2] for r in runs):.0f} |", flush=True)


def main():
    db = sqlite3.connect(f"file:{DESK}?mode=ro", uri=True)
    print("| command | ms, median | worst | ms of CPU | MB |\n|---|---|---|---|---|")
    for what, args in list(commands(db)):
        tell(what, [run(args, DESK) for _ in range(TIMES)])
    db.close()


main()
