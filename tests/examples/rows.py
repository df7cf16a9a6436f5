#!/usr/bin/env python3
"""rows.py [--kabar PATH]: compares the example reports and holds the rows against rows.json; prints TAP.

`must` is [kind, matter, {report: words}]: a row of that kind has, for each report, a cell with these words. A row that
does not come yet is a skipped case, so that its number is seen. `never` and `not differing` are traps: no row that
says two things are one (or, of the second kind, that they differ) may hold the words of both sides; these fail."""
import argparse
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "examples")
STANDS_FOR = {"shared": ("shared", "compatible"), "compatible": ("compatible", "shared")}
ONE_MATTER = ("shared", "compatible", "differs", "series")


def holds(row, words):
    """Has the row, for each report, cells with all the words given?"""
    for report, wanted in words.items():
        texts = [cell["text"] for cell in row["cells"] if cell["report"] == int(report)]
        for word in [wanted] if isinstance(wanted, str) else wanted:
            if not any(word in text for text in texts):
                return False
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kabar", default="build/kabar")
    args = parser.parse_args()
    with open(os.path.join(HERE, "rows.json"), encoding="utf-8") as file:
        wanted = json.load(file)
    results = []
    for event, lists in wanted.items():
        run = subprocess.run([args.kabar, "compare", "--json", os.path.join(EXAMPLES, event)], capture_output=True)
        rows = json.loads(run.stdout)["rows"]
        for kind, matter, words in lists["must"]:
            good = any(row["kind"] in STANDS_FOR.get(kind, (kind,)) and holds(row, words) for row in rows)
            results.append(("ok" if good else "skip", f"{event}: {kind}: {matter}", []))
        for name, kinds in (("never", ONE_MATTER), ("not differing", ("differs",))):
            for matter, words in lists[name]:
                sprung = [row for row in rows if row["kind"] in kinds and holds(row, words)]
                told = [f"{row['kind']}: {cell['report']}: {cell['text']}" for row in sprung for cell in row["cells"]]
                results.append(("not ok" if sprung else "ok", f"{event}: {name}: {matter}", told))
    print(f"1..{len(results)}")
    for n, (result, label, told) in enumerate(results, 1):
        if result == "skip":
            print(f"ok {n} - {label} # SKIP no such row yet")
        else:
            print(f"{result} {n} - {label}", *(f"#   {line}" for line in told), sep="\n")
    return 1 if any(result == "not ok" for result, *_ in results) else 0


if __name__ == "__main__":
    sys.exit(main())
