#!/usr/bin/env python3
"""Scores `kabar copies --json` against what make_copies.py made.

    evaluate_copies.py TRUTH.jsonl ANSWER.jsonl [--misses N]

- texts: is a text called a copy (of any other)? Precision and recall over all texts, recall of each way of copying, and
  how many of each kind of look-alike were called copies.
- pairs: text and source. A source counts as right when it is the one that the text was made from, or another text made
  from that (both hold its words); each of a merged text's two must be found.
- earliest: of the right pairs how many name the original itself.
- agency: of the texts of an agency whose own is not there how many are said to have it for a source.
- share: the mean and the 95th percentile of |told - true| over the copies found, of all words taken.
"""
import argparse
import collections
import json


def load(path):
    with open(path, encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("truth")
    args.add_argument("answer")
    args.add_argument("--misses", type=int, default=0, help="print so many of each kind of fault")
    args = args.parse_args()
    truth, answer = load(args.truth), load(args.answer)
    families = {i: {s["id"] for s in t["sources"]} or {i} for i, t in truth.items()}
    by_way, called = collections.Counter(), collections.Counter()
    tp = fp = fn = pair_right = pair_told = pair_true = first = 0
    wires = wires_told = 0
    errors, faults = [], collections.defaultdict(list)
    for ident, t in truth.items():
        told = answer.get(ident)
        if t.get("agency"):
            wires += 1
            wires_told += bool(told and (told.get("agency") or any(s.get("carrier") or s.get("agency") for s in told["sources"])))
        told = told if told and told["copy"] else None
        by_way[t["made"]] += 1
        called[t["made"]] += bool(told)
        wanted = {s["id"] for s in t["sources"]}
        tp += bool(told and wanted)
        fp += bool(told and not wanted)
        fn += bool(wanted and not told)
        if bool(told) != bool(wanted):
            faults["called a copy" if told else "missed"].append((ident, t["made"], t["share"], told and told["sources"][0]["id"]))
        pair_true += len(wanted)
        found = set()
        for s in told["sources"] if told else []:
            pair_told += 1
            right = families[s["id"]] & wanted
            pair_right += bool(right)
            first += s["id"] in wanted
            found |= right
            if not right:
                faults["wrong source"].append((ident, t["made"], t["share"], s["id"], s["share"]))
        t["found"] = len(found)
        if told and wanted:
            errors.append((abs(1 - told["own"] / max(1, told["words"]) - t["share"]), ident, t["made"], t["share"], round(1 - told["own"] / max(1, told["words"]), 3)))
    recalled = sum(t["found"] for t in truth.values())
    errors.sort()
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    print(f"texts    P {p:.4f} R {r:.4f}  ({tp} right, {fp} wrong, {fn} missed of {len(truth)})")
    print(f"pairs    P {pair_right / max(1, pair_told):.4f} R {recalled / max(1, pair_true):.4f}  earliest {first / max(1, pair_right):.4f}")
    if errors:
        print(f"share    mean error {sum(e[0] for e in errors) / len(errors):.4f}  95 % under {errors[int(len(errors) * .95)][0]:.4f}")
    if wires:
        print(f"agency   named for {wires_told} of {wires}")
    for way in sorted(by_way):
        print(f"  {way:20s} {called[way]:5d} of {by_way[way]:5d} called copies")
    for kind, rows in faults.items():
        for row in rows[:args.misses]:
            print(kind, *row)
    for row in errors[::-1][:args.misses]:
        print("share", *row)


if __name__ == "__main__":
    main()
