#!/usr/bin/env python3
"""run.py --kabar PATH [--each]: tells Indonesian from Malay in titles of our own writing; prints TAP.

titles.jsonl: {"lang", "half", "title", "lead" or none}, 60 of each language, the same matters in both, many without a word that only
one of them has. lang/apart.txt was looked at beside the half "tuned"; the half "kept" was counted only. A half of a language
passes with FLOOR of its titles right; --each names the wrong ones."""
import argparse
import json
import os
import subprocess

FLOOR = 0.9


def told(kabar, texts):
    """The language that `kabar read` finds in each text."""
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    run = subprocess.run([kabar, "read", "-"], input=lines.encode(), capture_output=True, check=True)
    found = {d["id"]: d["lang"] for d in map(json.loads, run.stdout.splitlines())}
    return [found.get(str(i), "und") for i in range(len(texts))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kabar", required=True)
    parser.add_argument("--each", action="store_true")
    options = parser.parse_args()
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "titles.jsonl")
    with open(path, encoding="utf-8") as file:
        titles = [json.loads(line) for line in file]
    found = told(os.path.abspath(options.kabar), ["\n".join(filter(None, (t["title"], t.get("lead")))) for t in titles])
    groups = sorted({(t["lang"], t["half"]) for t in titles})
    print(f"1..{len(groups)}")
    for number, group in enumerate(groups, 1):
        pairs = [(t, lang) for t, lang in zip(titles, found) if (t["lang"], t["half"]) == group]
        right = sum(lang == t["lang"] for t, lang in pairs)
        print(f"{'ok' if right >= FLOOR * len(pairs) else 'not ok'} {number} - {group[0]}, {group[1]}: {right} of {len(pairs)}")
        for t, lang in pairs if options.each else []:
            if lang != t["lang"]:
                print(f"# {lang}: {t['title']}")


main()
