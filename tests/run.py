#!/usr/bin/env python3
"""run.py BUILD_DIR [NAME]: runs the tests of a build folder with meson and tells how many cases passed.

A case is what a test program reports as one line of TAP ("ok 1 - ..."); a program without TAP is one case. NAME
picks the tests of one module, room or command. Writes "PASSED FAILED SKIPPED" to BUILD_DIR/tests.count, and
exits 1 when anything failed or nothing ran."""
import json
import os
import re
import subprocess
import sys

CASE = re.compile(r"^(not )?ok\b(?:\s+\d+)?\s*(.*)$")


def chosen(build, name):
    """The tests that NAME means, as meson names them, and the environment that narrows the golden cases."""
    listed = json.loads(subprocess.check_output(["meson", "introspect", "--tests", build]))
    if not name:
        return [t["name"] for t in listed], {}
    words = [t["name"] for t in listed
             if name in re.split(r"[_ /-]", t["name"]) or any(s.split(":")[-1] == name for s in t["suite"])]
    env = {}
    folders = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden")
    if "golden" not in words and any(re.match(re.escape(name) + r"(-|$)", d) for d in os.listdir(folders)):
        words.append("golden")
        env["KABAR_GOLDEN"] = name
    return words, env


def count(test):
    """(passed, failed, skipped, lines about what failed) of one test program."""
    passed = failed = skipped = 0
    told, keep = [], False
    tap = re.search(r"^1\.\.\d+", test.get("stdout", ""), re.M)
    for line in test.get("stdout", "").splitlines() if tap else []:
        case = CASE.match(line)
        if case:
            keep = bool(case[1])
            skip = re.search(r"#\s*skip", case[2], re.I)
            passed, failed, skipped = passed + (not keep and not skip), failed + keep, skipped + bool(skip and not keep)
        if keep:
            told.append(line)
    bad = test["result"] not in ("OK", "SKIP", "EXPECTEDFAIL")
    if not tap and not bad:
        passed, skipped = (0, 1) if test["result"] == "SKIP" else (1, 0)
    if bad and not failed:
        failed = 1
        told = test.get("stdout", "").splitlines()[-20:]
    if bad:
        told += [line for line in test.get("stderr", "").splitlines()[-40:]]
    return passed, failed, skipped, told


def main():
    build, name = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    counts = os.path.join(build, "tests.count")
    with open(counts, "w", encoding="ascii") as out:
        print("0 1 0", file=out)   # until the tests have run
    names, env = chosen(build, name)
    if not names:
        print(f"check: no test is named {name}; `meson test -C {build} --list` lists them", file=sys.stderr)
        return 1
    log = os.path.join(build, "meson-logs", "testlog.json")
    if os.path.exists(log):
        os.remove(log)
    run = subprocess.run(["meson", "test", "-C", build, "--no-rebuild", "--quiet", *names],
                         env={**os.environ, **env}, capture_output=True, text=True)
    if not os.path.exists(log):
        print(run.stdout + run.stderr, file=sys.stderr)
        return 1
    total = [0, 0, 0]
    with open(log, encoding="utf-8", errors="replace") as results:
        for line in results:
            test = json.loads(line)
            *numbers, told = count(test)
            total = [a + b for a, b in zip(total, numbers)]
            if numbers[1]:
                print(f"\n-- {test['name']}: {test['result'].lower()}", *told, sep="\n   ")
    with open(counts, "w", encoding="ascii") as out:
        print(*total, file=out)
    skipped = f", {total[2]} skipped" if total[2] else ""
    print(f"  {build:11} {total[0]} passed, {total[1]} failed{skipped}")
    return 1 if total[1] or run.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
