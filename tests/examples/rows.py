#!/usr/bin/env python3
"""rows.py [--kabar PATH]: what the example reports must give, held against rows.json; prints TAP.

`said` is [report, words, speaker]: a statement with these words has that speaker. `must` is [kind, matter, {report:
words}]: a row of that kind has, for each report, a cell with these words. What is listed under `not yet` is a skipped
case while it does not come, so that its number is seen; what else is missing fails. The rest are faults: `never`, words of things that no row may call one matter;
`not differing`, words that no row may call differing; and each row that is differing, denied or silent without standing
for one that must come. `known faults` names those of them that are not mended yet: skipped, but seen. Calling two things different that are not is the worst fault."""
import argparse
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(os.path.dirname(os.path.dirname(HERE)), "examples")
STANDS_FOR = {"shared": ("shared", "compatible"), "compatible": ("compatible", "shared")}
ONE_MATTER = ("shared", "compatible", "differs", "series")
DISPUTED = ("differs", "denied", "silent")


def stands(row, report, word):
    return any(cell["report"] == int(report) and word in cell["text"] for cell in row["cells"])


def holds(row, words):
    """Has the row, for each report, cells with all the words given?"""
    return all(stands(row, report, word) for report, wanted in words.items()
               for word in ([wanted] if isinstance(wanted, str) else wanted))


def shown(row):
    return [f"{row['kind']}: {cell['report']}: {cell['text']}" for cell in row["cells"]]


def said(documents, wanted):
    """(did a statement with the words have the speaker, the label) for each."""
    for report, words, speaker in wanted:
        doc = documents[int(report) - 1]
        text, good = doc["text"], False
        for a in doc["attributions"]:
            content = " ".join(text.encode()[s:e].decode() for s, e in a["content"])
            source = " ".join(text.encode()[s:e].decode() for s, e in a["source"])
            good = good or (words in content and (a["speaker"] == speaker or (not a["speaker"] and speaker in source)
                                                  or speaker in (a["speaker"] or "")))
        yield good, f"{report}: {speaker}: {words}"


def lines(kabar, command, folder):
    run = subprocess.run([kabar, *command, folder], capture_output=True, check=False)
    return [json.loads(line) for line in run.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kabar", default="build/kabar")
    args = parser.parse_args()
    with open(os.path.join(HERE, "rows.json"), encoding="utf-8") as file:
        wanted = json.load(file)
    not_yet = set(wanted.pop("not yet"))
    results = []
    for event, lists in wanted.items():
        folder = os.path.join(EXAMPLES, event)
        documents = lines(args.kabar, ["claims", "--json"], folder)
        for doc, read in zip(documents, lines(args.kabar, ["read"], folder)):
            doc["text"] = read["text"]
        for good, label in said(documents, lists["said"]):
            results.append(("ok" if good else "skip", f"{event}: said: {label}", []))
        rows = lines(args.kabar, ["compare", "--json"], folder)[0]["rows"]
        for kind, matter, words in lists["must"]:
            good = any(row["kind"] in STANDS_FOR.get(kind, (kind,)) and holds(row, words) for row in rows)
            results.append(("ok" if good else "skip", f"{event}: {kind}: {matter}", []))
        for name, kinds in (("never", ONE_MATTER), ("not differing", ("differs",))):
            for matter, words in lists[name]:
                sprung = [row for row in rows if row["kind"] in kinds and holds(row, words)]
                results.append(("not ok" if sprung else "ok", f"{event}: {name}: {matter}",
                                [line for row in sprung for line in shown(row)]))
        for kind in DISPUTED:
            known = [words for k, _, words in lists["must"] if k == kind]
            wrong = [row for row in rows if row["kind"] == kind
                     and not any(holds(row, {report: word}) for words in known for report, word in words.items())]
            results.append(("not ok" if wrong else "ok", f"{event}: {kind}: no other row",
                            [line for row in wrong for line in shown(row)]))
    results = [("not ok" if r == "skip" and label not in not_yet else r, label, told) for r, label, told in results]
    print(f"1..{len(results)}")
    for n, (result, label, told) in enumerate(results, 1):
        if result == "skip":
            print(f"ok {n} - {label} # SKIP does not come yet")
        else:
            print(f"{result} {n} - {label}", *(f"#   {line}" for line in told), sep="\n")
    return 1 if any(result == "not ok" for result, _, _ in results) else 0


if __name__ == "__main__":
    sys.exit(main())
