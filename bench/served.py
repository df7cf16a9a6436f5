#!/usr/bin/env python3
"""served.py KABAR DESK [SECONDS]: how `kabar serve --read-only` answers many readers of a large desk at once, as a
Markdown table: wrk (Debian's) with 32 connections, SECONDS (10) of each kind, addresses drawn by chance from the desk
(the same ones each time), answers packed as browsers ask for. Memory is the server's peak so far. Not an HTTP error is
counted: each must be 0."""
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

KABAR, DESK = sys.argv[1], sys.argv[2]
SECONDS = int(sys.argv[3]) if len(sys.argv) > 3 else 10
MANY = 20000
CHANCE = random.Random(7)

SCRIPT = """local at, n = {%s}, 0
request = function()
  n = n %% #at + 1
  return wrk.format("GET", at[n], { ["Accept-Encoding"] = "gzip" })
end
"""


def drawn(rows, most):
    rows = list(rows)
    CHANCE.shuffle(rows)
    return rows[:most]


def words(db, last):
    """One or two words of a title each."""
    out = set()
    for _ in range(MANY // 3):
        row = db.execute("SELECT title FROM revisions WHERE id = ?", (CHANCE.randint(1, last),)).fetchone()
        title = [w for w in re.findall(r"\w+", row[0] if row else "") if len(w) > 3 and not w.isdigit()]
        if len(title) > 1:
            out.add(" ".join(CHANCE.sample(title, CHANCE.choice((1, 2)))))
    return drawn(sorted(out), MANY)


def kinds(db):
    """What is asked for: (what, paths, connections)."""
    stories = lambda least, most, count: drawn((row[0] for row in db.execute(
        "SELECT id FROM stories WHERE reports BETWEEN ? AND ?", (least, most))), count)
    quoted = lambda text: urllib.parse.quote(text, safe="")
    usual, last = stories(2, 20, MANY), db.execute("SELECT max(id) FROM revisions").fetchone()[0]
    few, rest = usual[:100], usual[100:]
    articles = db.execute("SELECT max(id) FROM articles").fetchone()[0]
    queries = words(db, last)
    speakers = drawn((row[0] for row in db.execute("SELECT name FROM speakers WHERE instr(name, ' ')")), 5000)
    common = [row[0] for row in db.execute("SELECT name FROM speakers AS p JOIN (SELECT speaker, count(*) AS n FROM said GROUP BY"
                                           " speaker ORDER BY n DESC LIMIT 50) AS s ON s.speaker = p.id WHERE instr(name, ' ')")]
    yield "100 stories of 2 to 20 reports, again and again", [f"/story/{s}" for s in few], 32
    yield "the same once more", [f"/story/{s}" for s in few], 32
    yield "stories of 2 to 20 reports, each another one", [f"/story/{s}" for s in rest], 32
    yield "the same, 1 connection", [f"/story/{s}" for s in reversed(rest)], 1
    yield "stories of 1 report", [f"/story/{s}" for s in stories(1, 1, MANY)], 32
    yield "stories of 21 to 100 reports", [f"/story/{s}" for s in stories(21, 100, 500)], 32
    yield "API: stories", [f"/api/v1/stories/{s}" for s in rest], 32
    yield "articles", [f"/article/{CHANCE.randint(1, articles)}" for _ in range(MANY)], 32
    yield "searches, with facets", [f"/search?q={quoted(q)}" for q in queries], 32
    yield "the same, 1 connection", [f"/search?q={quoted(q)}" for q in reversed(queries)], 1
    yield "API: searches", [f"/api/v1/search?q={quoted(q)}&limit=10" for q in queries], 32
    yield "API: speakers", [f"/api/v1/speakers/{quoted(s)}" for s in speakers], 32
    yield "API: the commonest speakers, 1 connection", [f"/api/v1/speakers/{quoted(s)}" for s in common], 1
    yield "newest, growing, largest, most disputed stories", [f"/?sort={s}" for s in ("newest", "growing", "largest", "disputed")], 32


def milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def wrk(url, paths, connections):
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % ", ".join('"%s"' % path for path in paths))
        script.flush()
        out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--timeout", "30s", "--latency", "-s",
                              script.name, url], capture_output=True, text=True, check=True).stdout
    p50, p99 = (milliseconds(re.search(rf"^\s+{p}%\s+(\S+)", out, re.M).group(1)) for p in (50, 99))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    late = re.search(r"Socket errors: (.*)", out)
    return p50, p99, float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), bad, late


def megabytes(server, field):
    with open(f"/proc/{server.pid}/status", encoding="ascii") as status:
        return int(re.search(rf"{field}:\s+(\d+)", status.read()).group(1)) // 1024


def start(port):
    begin = time.monotonic()
    server = subprocess.Popen([KABAR, "serve", "--desk", DESK, "--read-only", "--listen", f"127.0.0.1:{port}"],
                              stderr=subprocess.DEVNULL)
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").read()
            return server, time.monotonic() - begin
        except OSError:
            if server.poll() is not None or time.monotonic() - begin > 60:
                sys.exit("served.py: the server does not answer")
            time.sleep(0.002)


def main():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with sqlite3.connect(f"file:{DESK}?mode=ro", uri=True) as db:
        asked = list(kinds(db))
        articles = db.execute("SELECT articles FROM live").fetchone()[0]
    server, up = start(port)
    print(f"{articles} articles, {os.path.getsize(DESK) / 1e9:.1f} GB; answers {1000 * up:.0f} ms after its start,"
          f" {megabytes(server, 'VmRSS')} MB then\n")
    print("| what | p50, ms | p99, ms | a second | MB, peak so far |\n|---|---|---|---|---|")
    try:
        for what, paths, connections in asked:
            p50, p99, rate, bad, late = wrk(f"http://127.0.0.1:{port}", paths, connections)
            trouble = "".join(f" ({m.group(0)})" for m in (bad, late) if m)
            print(f"| {what}{trouble} | {p50:.1f} | {p99:.1f} | {rate:.0f} | {megabytes(server, 'VmHWM')} |", flush=True)
        time.sleep(6)
        print(f"\n{megabytes(server, 'VmRSS')} MB some seconds after all of it")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


main()
