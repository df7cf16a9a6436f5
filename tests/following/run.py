#!/usr/bin/env python3
"""run.py [--update] --tool FETCH_TOOL --kabar KABAR --table docs/following.md [WORD]: plays every row of the table of
duties and attacks on loopback hosts and prints TAP. A row holds where what is seen is what is expected; the table in
the manual is written from the rows (--update), and the test fails where the two are not the same. WORD picks rows."""
import argparse
import os
import re
import sys
import tempfile
import time

sys.dont_write_bytecode = True   # the sources stay as they are

import alerts    # noqa: E402, F401
import attacks   # noqa: E402  its rows
import commands  # noqa: E402, F401
import duties    # noqa: E402, F401
import edits     # noqa: E402, F401
import followed  # noqa: E402, F401
from stage import ROWS, Stage  # noqa: E402

TABLE = re.compile(r"(<!-- rows: (\w+) -->\n).*?(<!-- end -->)", re.S)


def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")


def table(rows, name):
    rows = [r for r in rows if r[3].__module__ == name]
    lines = ["", f"{len(rows)} rows."]
    for group in dict.fromkeys(r[0] for r in rows):
        lines += ["", f"### {group}", "", "| case | expected | seen |", "|---|---|---|"]
        lines += [f"| {cell(case)} | {cell(expected)} | {cell(got)} |" for g, case, expected, _, got in rows if g == group]
    return "\n".join(lines[1:]) + "\n"


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("--update", action="store_true")
    parse.add_argument("--tool", required=True)
    parse.add_argument("--kabar", required=True)
    parse.add_argument("--table", required=True)
    parse.add_argument("word", nargs="?", default="")
    args = parse.parse_args()
    rows, bad = [], 0
    with tempfile.TemporaryDirectory() as home:
        stage = Stage(args.tool, os.path.abspath(args.kabar), home)
        chosen = [r for r in ROWS if args.word in f"{r[0]}: {r[1]}"]
        print(f"1..{len(chosen) + 3}")
        for number, (group, case, expected, play) in enumerate(chosen, 1):
            begin = time.monotonic()
            try:
                got = play(stage)
            except (KeyError, IndexError, ValueError, TypeError) as fault:
                got = f"{type(fault).__name__}: {fault}"
            rows.append((group, case, expected, play, got))
            bad += got != expected
            print(f"{'ok' if got == expected else 'not ok'} {number} - {group}: {case}".replace("#", "\\#"))
            if got != expected:
                print(f"# expected: {expected}\n# seen:     {got}")
            if time.monotonic() - begin > 3:
                print(f"# {time.monotonic() - begin:.1f} s")
        untouched = stage.trap.connections == 0
        print(f"{'ok' if untouched else 'not ok'} {len(chosen) + 1} - no proxy of the environment was asked")
        reached = sum(host.connections for host in attacks.inside(stage))
        print(f"{'not ok' if reached else 'ok'} {len(chosen) + 2} - no host inside was reached")
        code = stage.close()
        if code:
            print(f"# the client ended with {code}")
    with open(args.table, encoding="utf-8") as page:
        text = page.read()
    new = TABLE.sub(lambda m: m[1] + table(rows, m[2]) + m[3], text)
    if args.update and not args.word:
        with open(args.table, "w", encoding="utf-8") as page:
            page.write(new)
    same = args.update or bool(args.word) or new == text
    print(f"{'ok' if same else 'not ok'} {len(chosen) + 3} - the table of the manual is as it is seen")
    return 1 if bad or reached or not untouched or not same or code else 0


if __name__ == "__main__":
    sys.exit(main())
