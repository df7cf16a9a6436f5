#!/usr/bin/env python3
"""Scores the stance of statements against sentences whose kind of act is known.

  evaluate_stance.py KABAR SENTENCES.jsonl [--each]

A line of SENTENCES: {"id", "event", "text", "language"}: one sentence and the kind of its act, as in the gold standard records of
PLOVER (Open Event Data Alliance, CC BY-SA; not part of the project). Only kinds that are acts of speech are scored; KINDS says
which stances stand for each. found: share of the kind's sentences in which `kabar claims` has a statement with such a stance;
right: of the statements with a stance that stands for some kind, the share that stands for the kind of its sentence.
Standard library only.
"""
import collections
import json
import subprocess
import sys

KINDS = {
    "AGREE": {"agree", "promise", "announce"},
    "DEMAND": {"demand", "ask"},
    "REJECT": {"refuse", "deny", "decline", "doubt"},
    "THREATEN": {"warn", "promise"},
    "DISAPPROVE": {"criticise", "accuse", "doubt", "deny"},
    "SUPPORT": {"praise", "agree", "thank"},
}


def main():
    kabar, path = sys.argv[1:3]
    each = "--each" in sys.argv
    sentences = [json.loads(line) for line in open(path, encoding="utf-8")]
    sentences = [s for s in sentences if s.get("event") in KINDS and s.get("text")]
    documents = "".join(json.dumps({"id": s["id"], "lang": s.get("language", "en"), "text": s["text"]}) + "\n" for s in sentences)
    run = subprocess.run([kabar, "claims", "--json", "-"], input=documents.encode(), stdout=subprocess.PIPE, check=False)
    stances = {}
    for line in run.stdout.splitlines():
        document = json.loads(line)
        stances[document["id"]] = [a["stance"] for a in document["attributions"]]
    speaking = set().union(*KINDS.values())
    found, total, right, given = collections.Counter(), collections.Counter(), 0, 0
    for s in sentences:
        wanted, got = KINDS[s["event"]], stances.get(s["id"], [])
        total[s["event"]] += 1
        found[s["event"]] += any(stance in wanted for stance in got)
        given += sum(stance in speaking for stance in got)
        right += sum(stance in wanted for stance in got)
        if each and not any(stance in wanted for stance in got):
            print(s["event"], got, s["text"], sep="\t")
    for kind in KINDS:
        print(f"{kind:10s} found {found[kind]} of {total[kind]}")
    print(f"all        found {sum(found.values())} of {sum(total.values())} = {sum(found.values()) / sum(total.values()):.2f}, "
          f"right {right} of {given} = {right / max(given, 1):.2f}")


main()
