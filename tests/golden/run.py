#!/usr/bin/env python3
"""run.py [--update] [--kabar PATH] [CASE...]: runs the golden cases beside this file; prints TAP.

A case is a folder <verb>-<what>/:
    cmd      a shell script; `kabar` is on the path, and it runs in a fresh copy of input/
    input/   the files it needs; may be missing
    stdout   what it must print; compared as JSON where it is JSON, a line or a whole document
    stderr   what it must say there
    status   its exit code
A missing stdout or stderr means empty, a missing status 0. --update writes the three as they are now: read the
diff like code. $KABAR_GOLDEN narrows the cases to one verb."""
import argparse
import difflib
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PASSED_ON = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")
SECONDS = 120


def environment(kabar, home):
    """The same on every machine: no colour, no desk, a home of its own."""
    env = {k: os.environ[k] for k in PASSED_ON if k in os.environ}
    env.update(PATH=os.path.dirname(os.path.abspath(kabar)) + ":/usr/local/bin:/usr/bin:/bin", HOME=home,
               LANG="C.UTF-8", TZ="UTC", TERM="dumb", NO_COLOR="1", TMPDIR=home)
    return env


def as_json(text):
    """The JSON that `text` is, as one document or a list of lines; None where it is something else."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return [json.loads(text)]
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError:
        return None


def difference(expected, got):
    """Lines that show how two texts differ; none where they are equal (JSON: equal as JSON)."""
    if expected == got:
        return []
    a, b = as_json(expected), as_json(got)
    if a is not None and b is not None:
        if a == b:
            return []
        expected, got = (json.dumps(x, indent=1, ensure_ascii=False) for x in (a, b))
    return list(difflib.unified_diff(expected.splitlines(), got.splitlines(), "expected", "printed", lineterm="", n=2))


def read(path):
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def run(folder, kabar):
    with tempfile.TemporaryDirectory() as top:
        home, work = os.path.join(top, "home"), os.path.join(top, "work")
        os.mkdir(home)
        if os.path.isdir(os.path.join(folder, "input")):
            shutil.copytree(os.path.join(folder, "input"), work, symlinks=True)
        else:
            os.mkdir(work)
        done = subprocess.run(["sh", "-e", os.path.join(folder, "cmd")], cwd=work, env=environment(kabar, home),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    decode = lambda b: b.decode("utf-8", "surrogateescape")
    return {"stdout": decode(done.stdout), "stderr": decode(done.stderr), "status": f"{done.returncode}\n"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--kabar", default="build/kabar")
    parser.add_argument("cases", nargs="*")
    args = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")
    verb = os.environ.get("KABAR_GOLDEN", "")
    names = args.cases or sorted(d for d in os.listdir(HERE) if os.path.isfile(os.path.join(HERE, d, "cmd"))
                                 and (not verb or d == verb or d.startswith(verb + "-")))
    print(f"1..{len(names)}")
    bad = 0
    for n, name in enumerate(names, 1):
        folder = os.path.join(HERE, name)
        try:
            got = run(folder, args.kabar)
        except subprocess.TimeoutExpired:
            got = {"stdout": "", "stderr": f"(stopped after {SECONDS} s)\n", "status": "timeout\n"}
        lines = []
        for part, text in got.items():
            expected = read(os.path.join(folder, part)) or ("0\n" if part == "status" else "")
            lines += [f"{part}: {line}" for line in difference(expected, text)]
            if args.update and lines:
                with open(os.path.join(folder, part), "w", encoding="utf-8", errors="surrogateescape", newline="") as out:
                    out.write(text)
        if args.update and lines:
            print(f"# {name}: rewritten")
            lines = []
        bad += bool(lines)
        print(f"{'not ' if lines else ''}ok {n} - {name}", *(f"#   {line}" for line in lines), sep="\n", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
