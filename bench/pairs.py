#!/usr/bin/env python3
"""pairs.py KABAR [PAIRS.jsonl] [--each]: what `kabar compare` makes of pairs of short reports written for it.

A line of PAIRS.jsonl (beside this script: eight pairs, all events and people invented; Indonesian, English, one in each):
{"id","lang":[a,b],"reports":{"A":{"id","outlet","published","text"},"B":{...}},"items":[{"kind","what","A":[spans],"B":[spans]}]},
spans {"start","end"} in code points. The rules of kabar were not tuned on these pairs. pairs_later.jsonl has twelve more, written
before a later round of tuning: n01, n03, n05, n07, n09 and n11 were read then, the other six were only counted. pairs_last.jsonl has 24: q01 to q12
were read then, r01 to r12 later. pairs_fresh.jsonl has 24 that one who does not know kabar wrote, worded as unlike as reporters word
things: those with odd numbers were read, those with even ones only counted.

A row stands for an item when its cells overlap the item's spans by half of the shorter one, on both sides (denied, silent: on one).
Printed: how many items of each kind have a row; how many differs, denied and silent rows stand for one; traps (two spans that no
row may call one matter) that are in one row."""
import json
import os
import subprocess
import sys

STANDS_FOR = {"shared": ("shared", "compatible"), "compatible": ("compatible", "shared"), "differs": ("differs", "denied")}
DISPUTED = ("differs", "denied", "silent")


def chars(spans):
    return {i for s, e in spans for i in range(s, e)}


def fits(cell, wanted):
    both = len(cell & wanted)
    return both > 0 and both * 2 >= min(len(cell), len(wanted)) and len(cell) <= max(4 * len(wanted), 300)


def compared(kabar, pair):
    """[(kind, [(side, characters)], texts)] of the pair's rows."""
    lines = ""
    for report, lang in zip((pair["reports"]["A"], pair["reports"]["B"]), pair["lang"]):
        lines += json.dumps({**report, "lang": lang}, ensure_ascii=False) + "\n"
    run = subprocess.run([kabar, "compare", "--json", "--offsets", "codepoints", "-"], input=lines.encode(),
                         capture_output=True, check=True)
    return [(row["kind"], [("AB"[c["report"] - 1], chars(c["spans"])) for c in row["cells"]],
             " | ".join(c["text"] for c in row["cells"])) for row in json.loads(run.stdout)["rows"]]


def hit(cells, item, need):
    sides = [side for side in "AB" if item.get(side)]
    return sum(any(s == side and fits(c, chars([(w["start"], w["end"])])) for s, c in cells for w in item[side])
               for side in sides) >= min(need, len(sides))


def main():
    arguments = [a for a in sys.argv[1:] if a != "--each"]
    if len(arguments) not in (1, 2):
        sys.exit(__doc__)
    path = arguments[1] if len(arguments) == 2 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "pairs.jsonl")
    found, total, right, rows_of, sprung, traps = {}, {}, {}, {}, 0, 0
    with open(path, encoding="utf-8") as file:
        pairs = [json.loads(line) for line in file]
    for pair in pairs:
        rows, used = compared(arguments[0], pair), set()
        for item in pair["items"]:
            kind = item["kind"]
            if kind == "trap":
                traps += 1
                bad = [t for k, c, t in rows if k not in ("only", "denied", "silent") and hit(c, item, 2)]
                sprung += bool(bad)
                if bad and "--each" in sys.argv:
                    print("TRAP", pair["id"], item["what"], "::", bad[0])
                continue
            need = 1 if kind in ("denied", "silent") else 2
            of = [n for n, (k, c, _) in enumerate(rows) if k in STANDS_FOR.get(kind, (kind,)) and hit(c, item, need)]
            used.update(of)
            total[kind] = total.get(kind, 0) + 1
            found[kind] = found.get(kind, 0) + bool(of)
            if not of and "--each" in sys.argv:
                print("MISS", pair["id"], kind, item["what"])
        for n, (kind, _, texts) in enumerate(rows):
            if kind in DISPUTED:
                rows_of[kind] = rows_of.get(kind, 0) + 1
                right[kind] = right.get(kind, 0) + (n in used)
                if n not in used and "--each" in sys.argv:
                    print("WRONG", pair["id"], kind, "::", texts[:200])
    print("found  " + "  ".join(f"{k} {found[k]}/{total[k]}" for k in sorted(total)))
    print("right  " + "  ".join(f"{k} {right.get(k, 0)}/{rows_of.get(k, 0)}" for k in DISPUTED) + f"  traps sprung {sprung}/{traps}")


if __name__ == "__main__":
    main()
