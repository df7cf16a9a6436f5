#!/usr/bin/env python3
"""run.py [--update] [--kabar PATH] MANUAL...: runs the examples of manuals; prints TAP.

An example is a line "$ kabar ..." in a fenced block (variables may stand before it, sqlite3, jq, curl or python3 in place
of kabar); what follows, up to the next "$ " or the end of the block, is what it must print (stdout and stderr, as on a
terminal). So is a block of ```sql or ```python, whose answer is the next block: SQL asks desk.sqlite and answers as sqlite3
does. "$ kabar serve ... &" serves until the manual ends, on a port of its own: 127.0.0.1:8750 stands for it. A line of "…" alone stands for any lines. The examples of one manual run one after the other in a folder that holds
a copy of examples/, with a home of its own; those that want a program or a module that is not here are passed over.
--update writes what they print now, except where "…" stands."""
import argparse
import importlib.util
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "golden"))
import run as golden  # noqa: E402  the other runner's environment and comparison


COMMAND = re.compile(r"\$ (?:[A-Z_]+=\S* )*(?:kabar|sqlite3|jq|python3|curl) ")
LANGUAGES = ("sql", "python")


def examples(lines):
    """(command or program, its language, first line of the output, line behind it) for each example."""
    found, fenced, start, program = [], False, None, None
    for i, line in enumerate(lines):
        if line.startswith("```"):
            fenced = not fenced
            if fenced and program:  # the answer of the program above
                start, program = (i, *program), None
            elif fenced and line[3:] in LANGUAGES:
                program = (line[3:], i + 1)
            elif program:
                program = ("\n".join(lines[program[1]:i]), program[0])
        ends = not fenced or line.startswith("$ ")
        if start is not None and ends:
            found.append((start[1], start[2], start[0] + 1, i))
            start = None
        if fenced and COMMAND.match(line):
            start = (i, line[2:], "sh")
    return found


def there(command, language):
    """Is all here that the example wants beside kabar?"""
    wanted = re.findall(r"^ *(?:import|from) (\w+)", command, re.M) if language == "python" else []
    programs = re.findall(r"(?:^|\| )(sqlite3|jq|python3|curl) ", command) if language == "sh" else []
    return all(map(importlib.util.find_spec, wanted)) and all(map(shutil.which, programs))


def matches(expected, got):
    """Equal where no line is "…"; else the parts between those lines stand in `got`, in order."""
    if "…" not in [line.strip() for line in expected]:
        return not golden.difference("\n".join(expected), "\n".join(got))
    pattern = "".join("(?:.*\n)*" if line.strip() == "…" else re.escape(line + "\n") for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in got)) is not None


def value_text(value):
    """As sqlite3 prints it."""
    return "" if value is None else "Inf" if value == float("inf") else str(value)


def ask(query, work):
    """The rows as sqlite3 prints them."""
    desk = sqlite3.connect(f"file:{os.path.join(work, 'desk.sqlite')}?mode=ro", uri=True)
    try:
        return ["|".join(map(value_text, row)).rstrip() for row in desk.execute(query)]
    except sqlite3.Error as fault:
        return [f"sqlite3: {fault}"]
    finally:
        desk.close()


class Served:
    """What "kabar serve ... &" began, of one manual; nothing until then."""
    WRITTEN = "127.0.0.1:8750"

    def __init__(self):
        self.process = None
        with socket.socket() as any_host:
            any_host.bind(("127.0.0.1", 0))
            self.real = f"127.0.0.1:{any_host.getsockname()[1]}"

    def begin(self, command, kabar, work, home):
        """What it says once it listens."""
        log = os.path.join(home, "serve.log")
        with open(log, "wb") as out:
            self.process = subprocess.Popen(["sh", "-c", f"exec {command.rstrip('& ')} --listen {self.real}"], cwd=work,
                                            env=golden.environment(kabar, home), stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        until, said = time.monotonic() + golden.SECONDS, ""
        while " is at " not in said and self.process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
            with open(log, encoding="utf-8") as told:
                said = told.read()
        return said.replace(self.real, self.WRITTEN).rstrip("\n").split("\n")

    def end(self):
        if self.process:
            self.process.terminate()
            self.process.wait()


def run(command, language, kabar, work, home, served):
    if language == "sh" and command.startswith("kabar serve ") and command.endswith(" &"):
        return served.begin(command, kabar, work, home)
    if served.process:
        command = command.replace(served.WRITTEN, served.real)
    if language == "sql":
        return ask(command, work)
    if language == "python":
        with open(os.path.join(home, "example.py"), "w", encoding="utf-8") as file:
            file.write(command)
        command = f"python3 '{file.name}'"
    done = subprocess.run(["sh", "-c", command], cwd=work, env=golden.environment(kabar, home), timeout=golden.SECONDS,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = done.stdout.decode("utf-8", "replace").replace(served.real, served.WRITTEN)
    return [line.rstrip() for line in said.rstrip("\n").split("\n")]


def pages(names):
    """The manuals named, and all below the folders named."""
    for name in names:
        if os.path.isdir(name):
            yield from sorted(os.path.join(name, page) for page in os.listdir(name) if page.endswith(".md"))
        else:
            yield name


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--kabar", default="build/kabar")
    parser.add_argument("manuals", nargs="*")
    args = parser.parse_args()
    kabar = os.path.abspath(args.kabar)
    results = []
    for manual in pages(args.manuals):
        with open(manual, encoding="utf-8") as file:
            lines = file.read().split("\n")
        changed, served = [], Served()
        with tempfile.TemporaryDirectory() as top:
            home, work = os.path.join(top, "home"), os.path.join(top, "work")
            os.mkdir(home)
            os.mkdir(work)
            shutil.copytree(os.path.join(ROOT, "examples"), os.path.join(work, "examples"))
            for command, language, begin, end in examples(lines):
                if not there(command, language):
                    continue
                expected = [line.rstrip() for line in lines[begin:end]]
                while expected and not expected[-1]:
                    expected.pop()
                got = run(command, language, kabar, work, home, served)
                if got == [""]:
                    got = []
                good = matches(expected, got)
                if args.update and not good and "…" not in expected:
                    changed.append((begin, end, got))
                    good = True
                title = command.strip().split("\n")[0]
                label = f"{os.path.relpath(manual, ROOT)}:{begin}: {title}"
                results.append((good, label, golden.difference("\n".join(expected), "\n".join(got))))
            served.end()
        for begin, end, got in reversed(changed):
            blank = [""] if lines[begin:end] and not lines[end - 1] and not lines[end].startswith("```") else []
            lines[begin:end] = got + blank
        if changed:
            with open(manual, "w", encoding="utf-8") as file:
                file.write("\n".join(lines))
    print(f"1..{len(results)}")
    for n, (good, label, lines) in enumerate(results, 1):
        print(f"{'' if good else 'not '}ok {n} - {label.replace('#', '')}", *([] if good else (f"#   {x}" for x in lines)),
              sep="\n")
    return 0 if all(good for good, *_ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
