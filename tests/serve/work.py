"""What is done on the desk from its pages and over the API: texts side by side, feeds, alerts, what is kept."""
import json
import os
import re

from served import case, fingerprint, same, true
from table import lines

ONE = ("Jembatan Wanasari Ambruk, Tujuh Tewas\n\nWANASARI - Jembatan gantung di Desa Wanasari ambruk pada Selasa pagi ketika "
       "sedang dilalui warga. Tujuh orang tewas, kata Kepala Desa Sari Melati. \"Talinya putus sebelum kami sempat "
       "menutupnya,\" ujarnya kepada wartawan di lokasi. Tim penyelamat masih mencari empat orang yang hilang di Sungai "
       "Wana.\n")
TWO = ("Wanasari Bridge Collapse Kills Nine\n\nWANASARI - A suspension bridge in the village of Wanasari collapsed on Tuesday "
       "morning while people were crossing it. Nine people died, the village head Sari Melati said. \"The rope broke before "
       "we could close it,\" she told reporters. Rescuers are still looking for four people who are missing in the river "
       "Wana.\n")
LIST = ("<opml version='2.0'><body><outline text='News'><outline type='rss' text='Island &lt;Post&gt;' "
        "xmlUrl='https://islandpost.example/feed'/></outline><outline type='rss' text='Harbour \"Ledger\"' "
        "xmlUrl='https://harbour.example/rss' category='daily, wire'/></body></opml>")
JSON = {"Content_Type": "application/json"}


def work(t):
    """A server whose desk is changed by these cases alone."""
    if not hasattr(t, "work"):
        t.work_desk = t.desk("work.desk", t.examples)
        t.work = t.serve(t.work_desk)
    return t.work


def post(server, path, **members):
    return server.ask(path, "POST", json.dumps(members), **JSON)


def wrong(answer):
    """What the page says at its fields and above its forms."""
    return re.findall(r'(?:class="wrong"|role="alert")>([^<]+)', answer.text)


@case("texts are laid side by side, and nothing of them is kept")
def _(t):
    s = work(t)
    before = fingerprint(t.work_desk)
    page = s.ask("/paste", "POST", {"source": [ONE, TWO], "outlet": ["Suara <Desa>", ""], "day": ["2031-05-06", ""]})
    same(page.status, 200, "page")
    for words in ("Suara &lt;Desa&gt;", "Tujuh orang", "Nine people", "text 2"):
        true(words in page.text, words)
    true('class="account"' in page.text and 'href="#c' in page.text, "the page is not a story's")
    five = {"source": [ONE, TWO, ONE.replace("Tujuh", "Delapan"), TWO.replace("Nine", "Ten"), ONE.replace("Tujuh", "Enam")]}
    columns = lambda **more: re.search(r'<div class="heads c(\d)".*?</div></div>', s.ask("/paste", "POST", {**five, **more}).text, re.S)   # noqa: E731
    same(columns()[1], "4", "columns at first")
    chosen = columns(r=["2", "5", "99", "x"])
    same((chosen[1], re.findall(r'class="n">(\d+)', chosen[0])), ("2", ["2", "5"]), "columns that were chosen")
    answer = post(s, "/api/v1/compare", documents=[{"text": ONE, "outlet": "A"}, {"html": f"<article><p>{TWO}</p></article>"}])
    same((answer.status, len(answer.json["reports"])), (200, 2), "twin")
    same(fingerprint(t.work_desk), before, "the desk")


@case("what is wrong with a text stands at its box, and what was typed stays")
def _(t):
    s = work(t)
    rows = [([ONE, ""], "is wanted here"), ([ONE, "x" * 140000], "longer than"), ([ONE, "http://127.0.0.1:8080/x"], "no public address"),
            ([ONE, "http://169.254.169.254/latest"], "no public address"), ([ONE, f"http://localhost:{s.port}/"], "no public address")]
    for source, words in rows:
        answer = s.ask("/paste", "POST", {"source": source, "outlet": ["O&P", ""]})
        same(answer.status, 400, words)
        true(any(words in w for w in wrong(answer)), f"{words}: {wrong(answer)}")
        true("Tujuh orang" in answer.text and 'value="O&amp;P"' in answer.text, f"{words}: what was typed is gone")
    more = s.ask("/paste", "POST", {"source": [ONE, ""], "more": "1"})
    same((more.status, more.text.count("<textarea")), (200, 3), "one more box")
    for documents in ([], [{"text": ONE}], [{"text": ONE}] * 21, [{"text": ONE}, {"url": "file:///etc/passwd"}], [{"text": ONE}, {}],
                      [{"text": ONE}, {"url": "/etc/passwd"}], "x", [1, 2]):
        same(post(s, "/api/v1/compare", documents=documents).status, 400, str(documents)[:60])


@case("texts that are to be kept lead to their story")
def _(t):
    s = t.serve(t.desk("kept.desk", t.examples))
    answer = s.ask("/paste/keep", "POST", {"source": [ONE, ONE.replace("Tujuh", "Delapan")], "outlet": ["A", "B"],
                                           "day": ["2031-05-06", "2031-05-06"]})
    true(answer.status in (200, 303), f"{answer.status}")
    where = answer.field("Location") or re.search(r"/story/\d+", answer.text)[0]
    same(s.ask(where).status, 200, where)
    same(len(lines(t.run("search", "--desk", t.path("kept.desk"), "--json", "Wanasari"))), 2, "kept")
    s.end()


@case("feeds are followed by a list, changed, paused and followed no more; never by a file of this machine")
def _(t):
    s = work(t)
    same(s.ask("/sources/add", "POST", {"list": LIST}).field("Location"), "/sources", "list")
    feeds = s.ask("/api/v1/feeds").json["feeds"]
    same(sorted(f["name"] for f in feeds), ['Harbour "Ledger"', "Island <Post>"], "names")
    page = s.ask("/sources").text
    true("Island &lt;Post&gt;" in page and "Harbour &quot;Ledger&quot;" in page, "escaped")
    one = f"/sources/{feeds[0]['feed']}"
    same(s.ask(one, "POST", {"name": "", "every": "2h", "rules": "block /iklan/\r\n", "looks": "0"}).status, 303, "changed")
    told = s.ask("/api/v1/feeds/" + one.split("/")[-1]).json
    same((told["every"], told["rules"], told["looks_again"]), (7200, ["block /iklan/"], False), "as chosen")
    bad = s.ask(one, "POST", {"every": "7", "name": "Typed"})
    same(bad.status, 400, "no time")
    true("no time between" in wrong(bad)[0] and 'value="Typed"' in bad.text, "at its field, with what was typed")
    same(s.ask(one, "POST", {"do": "pause"}).status, 303, "paused")
    same([f["feed"] for f in s.ask("/api/v1/feeds?state=paused").json["feeds"]], [feeds[0]["feed"]], "filter")
    same(post(s, "/api/v1" + one.replace("sources", "feeds"), do="remove").status, 200, "removed")
    same(s.ask(one).status, 404, "gone")
    true("islandpost" in s.ask("/sources.opml").text or "harbour" in s.ask("/sources.opml").text, "OPML")
    secret = t.path("secret.opml")
    with open(secret, "w", encoding="utf-8") as out:
        out.write(LIST.replace("islandpost", "secret"))
    for target in (secret, "file://" + secret, os.path.relpath(secret), "-", "1", "/etc/passwd", "javascript:alert(1)"):
        answer = s.ask("/sources/add", "POST", {"url": target})
        same(answer.status, 400, target)
        same(post(s, "/api/v1/feeds", url=target).status, 400, target)
        true("secret.example" not in s.ask("/sources.opml").text, target)


@case("a thousand feeds are a page of a hundred, by folders")
def _(t):
    s = t.serve(t.desk("many.desk", t.examples))
    outlines = "".join(f"<outline text='F{i % 7}'><outline xmlUrl='https://f{i}.example/' text='Feed {i:04}'/></outline>"
                       for i in range(1000))
    same(s.ask("/sources/add", "POST", {"list": f"<opml><body>{outlines}</body></opml>"}).status, 303, "followed")
    page = s.ask("/sources").text
    same(len(re.findall(r'href="/sources/\d+"', page)), 100, "rows")
    true(len(page) < 100000, f"{len(page)} bytes")
    same(len(re.findall(r'href="/sources/\d+"', s.ask("/sources?skip=950").text)), 50, "the last")
    same(len(s.ask("/api/v1/feeds?q=feed+0007&folder=F0").json["feeds"]), 1, "words and folder")
    s.end()


@case("alerts of each kind are made, changed and removed; a command is never taken")
def _(t):
    s = work(t)
    made = [{"kind": "search", "search": "gempa"}, {"kind": "speaker", "speaker": "Lukas", "stance": "deny"},
            {"kind": "story", "story": "1", "differs": "1"}, {"kind": "size", "reports": "5"},
            {"kind": "growth", "growth": "10", "within": "1h"}]
    for fields in made:
        same(s.ask("/alerts/new", "POST", fields).field("Location"), "/alerts", str(fields))
    kinds = [a["kind"] for a in s.ask("/api/v1/alerts").json["alerts"]]
    same(kinds, ["search", "speaker", "differs", "size", "growth"], "kinds")
    rows = [({"kind": "search"}, "wanted"), ({"kind": "search", "search": '"x'}, "not closed"), ({"kind": "story", "story": "999"}, "no story"),
            ({"kind": "growth", "growth": "3", "within": "soon"}, "length of time"), ({"kind": "size", "reports": "many"}, "no number"),
            ({"kind": "search", "search": "a", "webhook": "ftp://x"}, "no address"), ({"kind": "search", "search": "a", "exec": "id"}, "command")]
    for fields, words in rows:
        answer = s.ask("/alerts/new", "POST", fields)
        same(answer.status, 400, str(fields))
        true(any(words in w for w in wrong(answer)), f"{fields}: {wrong(answer)}")
    before = len(kinds)
    for members in ({"search": "x", "command": ["touch", t.path("run")]}, {"search": "x", "exec": "id"}, {"search": "x", "command": []}):
        got = post(s, "/api/v1/alerts", **members).status
        true(got == 400 or "command" not in members or members["command"] == [], f"{members}: {got}")
    true(all(a["command"] is None for a in s.ask("/api/v1/alerts").json["alerts"]), "no command")
    true(not os.path.exists(t.path("run")), "nothing ran")
    same(s.ask("/alerts/1", "POST", {"do": "pause"}).status, 303, "paused")
    true(s.ask("/api/v1/alerts").json["alerts"][0]["paused"], "paused")
    same(post(s, "/api/v1/alerts/1", do="remove").status, 200, "removed")
    true(len(s.ask("/api/v1/alerts").json["alerts"]) >= before - 1, "the others stay")


@case("who may change nothing sees neither forms nor where webhooks lead")
def _(t):
    desk = t.desk("quiet.desk", t.examples)
    t.run("alert", "--desk", desk, "--search", "gempa", "--webhook", "https://hooks.example/T0/secret")
    t.run("alert", "--desk", desk, "--search", "gempa", "--exec", "tell", "secret")
    s = t.serve(desk, "--read-only")
    for path in ("/alerts", "/api/v1/alerts", "/sources", "/desk"):
        answer = s.ask(path)
        same(answer.status, 200, path)
        true("secret" not in answer.text, path)
        same(re.findall(r'<form method="post" action="(?!/choice)[^"]*"', answer.text), [], path)
    for path in ("/alerts/new", "/sources/add"):
        same(s.ask(path).status, 403, path)
    s.end()


@case("what was told lately is shown, until its article is forgotten")
def _(t):
    desk = t.desk("told.desk", t.examples)
    t.run("alert", "--desk", desk, "--search", "gempa", "--since", "2020-01-01")
    t.run("alert", "--desk", desk, "--run")
    s = t.serve(desk)
    events = s.ask("/api/v1/alerts/events").json["events"]
    true(events and all(e["state"] == "told" for e in events), str(events)[:200])
    for event in events:
        true(f'href="/article/{event["article"]}"' in s.ask("/alerts").text, "linked")
    t.run("forget", "--desk", desk, str(events[0]["article"]))
    left = s.ask("/api/v1/alerts/events").json["events"]
    same([e for e in left if e["article"] == events[0]["article"]], [], "forgotten")
    s.end()


@case("what a choice of how long would let go is asked before it goes")
def _(t):
    desk = t.desk("shrinks.desk", t.examples)
    s = t.serve(desk)
    count = lambda: len(lines(t.run("stories", "--desk", desk, "--json")))
    before = count()
    asked = s.ask("/desk/keep", "POST", {"size": "100k", "days": "forever"})
    same(asked.status, 200, "asked")
    true('name="sure"' in asked.text and 'value="100k"' in asked.text, "with what was chosen")
    same((count(), s.ask("/api/v1/status").json["keep"]["bytes"]), (before, 0), "nothing is chosen yet")
    bad = s.ask("/desk/keep", "POST", {"days": "soon", "size": "5G"})
    same((bad.status, 'value="soon"' in bad.text), (400, True), "no days")
    same(s.ask("/desk/keep", "POST", {"days": "30"}).field("Location"), "/desk", "nothing would go")
    same(s.ask("/desk/keep", "POST", {"size": "100k", "sure": "1"}).field("Location"), "/desk", "kept so")
    same(count(), before, "nothing went")
    same(s.ask("/desk/keep", "POST", {"look": "1"}).text.count('name="run"'), 1, "what is past its time")
    same(s.ask("/desk/keep", "POST", {"sure": "1", "run": "1"}).field("Location"), "/desk", "went")
    true(count() < before, "fewer stories")
    s.end()


@case("a digest of a day is a page, data for programs, and Markdown where that is asked for")
def _(t):
    s = work(t)
    page = s.ask("/digest?day=2026-05-12")
    same(page.status, 200, "page")
    true("/digest?day=2026-05-11" in page.text and "/digest?day=2026-05-13" in page.text, "days beside")
    words = s.ask("/api/v1/digest?day=2026-05-12&format=markdown")
    same(words.type, "text/markdown", "Markdown")
    true(words.text.startswith("# "), "Markdown")
    told = s.ask("/api/v1/digest?day=2026-05-12").json
    same((told["day"], told["brought"]["stories"], len(told["stories"])), (True, 1, 1), "one story")
    story, listed = told["stories"][0], next(x for x in s.ask("/api/v1/stories").json["stories"] if x["story"] == told["stories"][0]["story"])
    same({k: v for k, v in story.items() if k in listed}, listed, "it has what lists tell of it")
    whole = s.ask(f"/api/v1/stories/{story['story']}").json
    rows = [(r["kind"], r["matter"]) for r in whole["comparison"]["rows"]]
    true(story["disputed"] and story["agreed"], "nothing is said of it")
    for row in story["disputed"] + story["agreed"]:
        true((row["kind"], row["matter"]) in rows, f"{row['matter']} is no row of its comparison")
        true(words.text.count(row["cells"][0]["text"][:20].replace("-", "\\-").split("(")[0]), f"{row['cells'][0]['text']} is not in words")
        same({c["report"] for c in row["cells"]} - {m["n"] for m in story["members"]}, set(), "its reports are named")
    for member in story["members"]:
        same(whole["members"][member["n"] - 1]["article"], member["article"], "as the comparison numbers them")
        true(member["url"] is None or member["outlet"], "its source")
    same(story["new"], sum(m["new"] for m in story["members"]), "reports of that day")
    for bad in ("x", "html"):
        same(s.ask(f"/api/v1/digest?format={bad}").status, 400, bad)
    for bad in ("x", "2026-05", "2026-13-01", "2026-05-12T09:00"):
        same(s.ask(f"/digest?day={bad}").status, 400, bad)
