#!/usr/bin/env python3
"""run.py --kabar PATH [--each] [--fresh]: tells Indonesian from Malay in titles of our own writing; prints TAP.

titles.jsonl and kept.jsonl: {"lang", "half", "title", "lead" or none}, the same matters in both languages, many without a word that
only one of them has. lang/apart.txt was looked at beside the half "tuned"; "kept" of titles.jsonl was counted only, but so often
that it is no longer unseen; kept.jsonl ("fresh") was written by another hand and is counted only. A group of one language passes
with FLOOR of its titles right; each half's share is told with Wilson's 95 % interval. --each names the wrong ones, but never those of
the fresh set, which is counted with --fresh alone: seldom, so that it stays unseen."""
import argparse
import json
import math
import os
import subprocess

FLOOR = 0.9


def told(kabar, texts):
    """The language that `kabar read` finds in each text."""
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    run = subprocess.run([kabar, "read", "-"], input=lines.encode(), capture_output=True, check=True)
    found = {d["id"]: d["lang"] for d in map(json.loads, run.stdout.splitlines())}
    return [found.get(str(i), "und") for i in range(len(texts))]


def interval(right, of, z=1.96):
    """Wilson's interval of a share (E. B. Wilson, JASA 22, 1927)."""
    share, middle = right / of, z * z / (2 * of)
    reach = z * math.sqrt(share * (1 - share) / of + middle / (2 * of))
    return (share + middle - reach) / (1 + 2 * middle), (share + middle + reach) / (1 + 2 * middle)


def read_titles(name, half=None):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), encoding="utf-8") as file:
        return [(half or t["half"], t) for t in map(json.loads, file)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kabar", required=True)
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args()
    titles = read_titles("titles.jsonl") + (read_titles("kept.jsonl", "fresh") if options.fresh else [])
    found = told(os.path.abspath(options.kabar), ["\n".join(filter(None, (t["title"], t.get("lead")))) for _, t in titles])
    groups = sorted({(t["lang"], half) for half, t in titles})
    print(f"1..{len(groups)}")
    for number, (lang, half) in enumerate(groups, 1):
        pairs = [(t, code) for (part, t), code in zip(titles, found) if (t["lang"], part) == (lang, half)]
        right = sum(code == lang for _, code in pairs)
        print(f"{'ok' if right >= FLOOR * len(pairs) else 'not ok'} {number} - {lang}, {half}: {right} of {len(pairs)}")
        for t, code in pairs if options.each and half != "fresh" else []:
            if code != lang:
                print(f"# {code}: {t['title']}")
    for half in dict.fromkeys(part for part, _ in titles):
        oks = [code == t["lang"] for (part, t), code in zip(titles, found) if part == half]
        low, high = interval(sum(oks), len(oks))
        print(f"# {half}: {sum(oks)} of {len(oks)}, {sum(oks) / len(oks):.3f} ({low:.3f}-{high:.3f})")


main()
