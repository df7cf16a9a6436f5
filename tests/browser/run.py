#!/usr/bin/env python3
"""run.py BUILD_DIR NODE_MODULES [WORD]: serves desks, drives Debian's chromium through their pages (browse.mjs), and counts:
writes "PASSED FAILED SKIPPED" to BUILD_DIR/browser.count. Screenshots go to BUILD_DIR/screenshots. WORD picks cases."""
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(HERE, "..", "serve"))

import hostile   # noqa: E402
import odd       # noqa: E402
import table     # noqa: E402
from served import Stage  # noqa: E402


def hostile_pages(t, server, numbers, stories):
    """Addresses that hold what readers type: in queries, names, back links."""
    quote = lambda text: urllib.parse.quote(text, safe="")   # noqa: E731
    pages = ["/", "/?limit=200", "/search?q=jembatan&limit=200", "/speakers?days=all", "/outlets", "/decisions", "/alerts", "/sources", "/desk",
             "/stories.atom", "/stories.json", "/search.atom?q=jembatan", "/search.json?q=jembatan", "/api/v1/stories",
             "/api/v1/search?q=jembatan", "/api/v1/outlets", "/api/v1/marks", "/api/v1/decisions", "/api/v1/alerts"]
    for n in numbers:
        pages += [f"/article/{n}", f"/api/v1/articles/{n}"]
    for n in stories:
        pages += [f"/story/{n}", f"/story/{n}?why=1", f"/api/v1/stories/{n}"]
    for p in hostile.PAYLOADS:
        q = quote(p)
        pages += [f"/search?q={q}", f"/search?q=%22{q}%22&outlet={q}", f"/speaker/{q}", f"/outlet/{q}", f"/?outlet={q}&lang={q}",
                  f"/?sort={q}", f"/paste?source={q}", f"/sources/add?url={q}", f"/alerts/new?kind=search&search={q}", f"/{q}", f"/search.atom?q={q}",
                  f"/speaker/{q}/feed.atom", f"/outlet/Warta%20{hostile.PAYLOADS.index(p)}%20{q}", f"/static/{q}", f"/sources?q={q}"]
    return list(dict.fromkeys(pages))


def main():
    build, modules = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    word = sys.argv[3] if len(sys.argv) > 3 else ""
    counts = os.path.join(build, "browser.count")
    with open(counts, "w", encoding="ascii") as out:
        print("0 1 0", file=out)
    shots = os.path.join(build, "screenshots")
    os.makedirs(shots, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        t = Stage(os.path.join(build, "kabar"), os.path.join(build, "tests", "routes_tool"), os.path.join(HERE, "..", ".."), home)
        server = table.base(t)
        t.run("mark", "--desk", t.base_desk, str(t.story), "1:0-9", "verified", "--by", "Ana")
        pages = [p for _, p in table.gets(t, json=False) if not p.startswith("/static/")]
        pages = [p for p in pages if server.ask(p).type == "text/html" and server.ask(p).status == 200]
        tour = t.serve(t.desk("tour.desk", t.examples), "--by", "Ana")
        bad, files, numbers, stories = hostile.make(t)
        hurt = t.serve(bad)
        strange, strange_pages, none, none_pages = odd.make(t)
        plan = {"origin": server.origin, "pages": pages, "story": f"/story/{t.story}", "hostile": hurt.origin, "tour": tour.origin,
                "hostile_pages": hostile_pages(t, hurt, numbers, stories), "files": files, "shots": shots, "word": word,
                "payloads": hostile.PAYLOADS, "modules": modules,
                "odd": [[strange.origin, strange_pages], [none.origin, none_pages]]}
        name = t.path("plan.json")
        with open(name, "w", encoding="utf-8") as out:
            json.dump(plan, out)
        with open(os.path.join(build, "browser.tap"), "w", encoding="utf-8") as tap:
            done = subprocess.run(["node", os.path.join(HERE, "browse.mjs"), name], stdout=tap, check=False)
        left = t.close()
    with open(os.path.join(build, "browser.tap"), encoding="utf-8") as tap:
        said = tap.read()
    passed = len(re.findall(r"^ok\b(?!.*# skip)", said, re.M))
    failed = len(re.findall(r"^not ok\b", said, re.M)) + len(left) + (done.returncode != 0 and "not ok" not in said)
    skipped = len(re.findall(r"^ok\b.*# skip", said, re.M))
    for match in re.finditer(r"^not ok.*\n(?:#.*\n)*|^# time.*\n", said, re.M):
        print("   " + match[0].rstrip().replace("\n", "\n   "))
    for words in left:
        print("   " + words)
    with open(counts, "w", encoding="ascii") as out:
        print(passed, failed, skipped, file=out)
    print(f"  {'browser':11} {passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
