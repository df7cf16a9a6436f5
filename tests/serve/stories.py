"""The list of stories and a story's page: what is asked for is shown, what hands change is changed and can be taken back."""
import json
import re

from described import check_answer
from served import case, fingerprint, same, true


def stage(t):
    """A desk of its own that may be changed."""
    if not hasattr(t, "hands"):
        t.hands_desk = t.desk("hands.desk", t.examples)
        t.hands = t.serve(t.hands_desk)
    return t.hands


def told(t):
    return {s["title"]: s for s in stage(t).ask("/api/v1/stories").json["stories"]}


def story(t, word):
    return next(s["story"] for title, s in told(t).items() if word in title)


def change(t, path, status=200, **fields):
    answer = stage(t).ask(path, "POST", body=json.dumps(fields), Content_Type="application/json")
    same(answer.status, status, f"{path} {fields}: {answer.text[:200]}")
    check_answer(t, "POST", re.sub("/[0-9]+", "/{id}", path), answer, path)
    return answer.json


@case("stories are listed in each order, and those that fit alone")
def _(t):
    s = stage(t)
    for sort in ("newest", "disputed", "growing", "largest", "independent"):
        same(s.ask(f"/?sort={sort}").status, 200, sort)
    same(s.ask("/?sort=odd").status, 400)
    page = s.ask("/?q=Kendari&lang=id&since=2026-01-01&until=2026-12-31&sort=largest").text
    true("Kendari" in page and "Alor" not in page.split("<main", 1)[1].split("<ol", 1)[1], "one story fits")
    true('name="sort" value="largest"' in page and 'value="Kendari"' in page, "what was chosen stays")
    same(s.ask("/?outlet=Nobody").status, 404)


@case("what is disputed in a story is counted without anybody asking for it, and listed by it")
def _(t):
    import time
    s, end = stage(t), time.monotonic() + 60
    while any(x["disputes"] is None for x in told(t).values()) and time.monotonic() < end:
        time.sleep(0.2)
    alor = next(x for title, x in told(t).items() if "Alor" in title)
    same(alor["disputes"]["differs"], 1)
    first = s.ask("/api/v1/stories?sort=disputed").json["stories"][0]
    true(first["disputes"]["differs"] + first["disputes"]["denied"] >= 2, first)
    true('class="differs"' in s.ask("/?sort=disputed").text, "the list shows it")


@case("reports are laid side by side as they are chosen, by number or by article")
def _(t):
    s, n = stage(t), story(t, "Alor")
    whole = s.ask(f"/api/v1/stories/{n}").json
    true("compared" not in whole, "all are compared")
    some = s.ask(f"/api/v1/stories/{n}?r=1,3").json
    same((some["compared"], len(some["comparison"]["reports"])), ([1, 3], 2))
    check_answer(t, "GET", "/api/v1/stories/{id}", s.ask(f"/api/v1/stories/{n}?r=1,3"), "r=1,3")
    articles = "&".join(f"article={m['article']}" for m in whole["members"][:2])
    same(s.ask(f"/api/v1/stories/{n}?{articles}").json["compared"], [1, 2])
    page = s.ask(f"/story/{n}?r=1,3").text
    same(re.findall(r'<div class="heads c(\d)"', page), ["2"])
    for bad, status in (("r=9", 404), ("r=x", 400), ("r=0", 404), ("article=4711", 404), ("r=-1", 404), ("r=1,1,1,1,1,1", 200)):
        same(s.ask(f"/story/{n}?{bad}").status, status, bad)


@case("a story is taken along in each format, and its kinds are shown alone")
def _(t):
    s, n = stage(t), story(t, "Alor")
    for name, kind, ending in (("markdown", "text/markdown", "md"), ("csv", "text/csv", "csv"), ("html", "text/html", "html"),
                               ("counts", "text/csv", "counts.csv"), ("ninjs", "application/json", "ninjs.json")):
        answer = s.ask(f"/api/v1/stories/{n}?format={name}")
        same((answer.status, answer.type), (200, kind), name)
        if not answer.type.endswith("json"):
            check_answer(t, "GET", "/api/v1/stories/{id}", answer, name)
        same(answer.field("Content-Disposition"), f'attachment; filename="story-{n}.{ending}"')
    same(s.ask(f"/api/v1/stories/{n}?format=odd").status, 400)
    page = s.ask(f"/story/{n}?kind=denied").text
    true('id="k-denied"' in page and 'id="k-differs"' not in page, "one kind")


@case("stories are merged, split, reports moved, and all of it is taken back")
def _(t):
    s, alor, kendari = stage(t), story(t, "Alor"), story(t, "Kendari")
    before = {x["story"]: x["reports"] for x in told(t).values()}
    made = change(t, f"/api/v1/stories/{alor}/merge", **{"with": kendari, "note": "one event <b>"})
    same((made["kind"], made["story"], made["note"]), ("merge", alor, "one event <b>"))
    page = s.ask(f"/story/{alor}").text
    true("one event &lt;b&gt;" in page and f'/decision/{made["decision"]}/undo' in page, "the page tells it")
    change(t, f"/api/v1/decisions/{made['decision']}/undo")
    same({x["story"]: x["reports"] for x in told(t).values()}, before)
    members = [m["article"] for m in s.ask(f"/api/v1/stories/{alor}").json["members"]]
    split = change(t, f"/api/v1/stories/{alor}/split", article=members[:2])
    same(sorted(split["articles"]), sorted(members[:2]))
    moved = change(t, f"/api/v1/stories/{split['story']}/move", article=members[:1], to=alor)["decisions"]
    same([(m["kind"], m["articles"]) for m in moved], [("move", members[:1])])
    for decision in (moved[0]["decision"], split["decision"]):
        change(t, f"/api/v1/decisions/{decision}/undo")
    same({x["story"]: x["reports"] for x in told(t).values()}, before)
    for path, fields in ((f"/api/v1/stories/{alor}/merge", {}), (f"/api/v1/stories/{alor}/split", {"article": "x"}),
                         (f"/api/v1/stories/{alor}/move", {"article": members[0]})):
        change(t, path, 400, **fields)
    answer = s.ask(f"/story/{alor}/merge", "POST", body={"with": str(kendari), "back": f"/story/{alor}"},
                   Content_Type="application/x-www-form-urlencoded")
    same((answer.status, answer.field("Location")), (303, f"/story/{alor}"))
    change(t, f"/api/v1/decisions/{moved[0]['decision'] + 3}/undo")


@case("words are marked by article and place, shown with who and why, and unmarked")
def _(t):
    s, n = stage(t), story(t, "Alor")
    one = s.ask(f"/api/v1/stories/{n}").json
    row = next(r for r in one["comparison"]["rows"] if r["kind"] == "differs")
    cell, members = row["cells"][0], one["members"]
    article = members[cell["report"] - 1]["article"]
    made = change(t, f"/api/v1/articles/{article}/marks", begin=cell["spans"][0][0], end=cell["spans"][0][1],
                  verdict="wrong-speaker", note="it was the mayor <i>")
    same((made["kind"], made["words"]), ("wrong-speaker", cell["text"]))
    page = s.ask(f"/story/{n}").text
    true("it was the mayor &lt;i&gt;" in page and f'/mark/{made["mark"]}/unmark' in page, "the page shows it")
    change(t, f"/api/v1/marks/{made['mark']}/unmark")
    true("it was the mayor" not in s.ask(f"/story/{n}").text, "it is gone")
    for fields in ({"begin": 5, "end": 5, "verdict": "verified"}, {"begin": 0, "end": 99999, "verdict": "verified"},
                   {"begin": 0, "end": 5, "verdict": "odd"}, {"begin": "x", "end": 5, "verdict": "verified"}):
        change(t, f"/api/v1/articles/{article}/marks", 400, **fields)
    form = s.ask(f"/story/{n}/mark?at={article}:{cell['spans'][0][0]}-{cell['spans'][0][1]}").text
    true(f'action="/article/{article}/mark"' in form, "the form")
    same(s.ask(f"/story/{n}/mark?at=x").status, 400)


@case("an ordinary story and the list of stories are light")
def _(t):
    s, n = stage(t), story(t, "Alor")
    for path, most in (("/", 40000), (f"/story/{n}", 64000)):
        true(len(s.ask(path).body) < most, f"{path}: {len(s.ask(path).body)} bytes")


@case("text goes packed to who takes that, and is the same")
def _(t):
    import gzip
    s, n = stage(t), story(t, "Alor")
    for path in ("/", f"/story/{n}", f"/api/v1/stories/{n}", "/static/site.css"):
        plain, packed = s.ask(path), s.ask(path, Accept_Encoding="br;q=1.0, gzip;q=0.8")
        same((plain.field("Content-Encoding"), packed.field("Content-Encoding")), (None, "gzip"), path)
        same(gzip.decompress(packed.body) == plain.body, True, path)
        true(len(packed.body) < len(plain.body) / 2, f"{path}: {len(packed.body)} of {len(plain.body)}")
        true("Accept-Encoding" in packed.field("Vary"), path)
        true(packed.field("ETag").startswith('W/"'), packed.field("ETag"))
        again = s.ask(path, Accept_Encoding="gzip", If_None_Match=packed.field("ETag"))
        same((again.status, again.body), (304, b""), path)
    for refused in ("gzip;q=0", "gzip; q=0.000", "identity", "", "x-gzip-no", "gzipped"):
        same(s.ask(f"/story/{n}", Accept_Encoding=refused).field("Content-Encoding"), None, refused)
    same(s.ask("/healthz", Accept_Encoding="gzip").field("Content-Encoding"), None, "little is not packed")


@case("a first view of an ordinary story is light, with its styles and scripts")
def _(t):
    s, n = stage(t), story(t, "Alor")
    page, total = s.ask(f"/story/{n}").text, 0
    for path in [f"/story/{n}"] + re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        total += len(s.ask(path, Accept_Encoding="gzip").body)
    true(total < 100000, f"{total} bytes")


@case("why a report is in its story is told beside, and reading it changes nothing")
def _(t):
    s, n = stage(t), story(t, "Alor")
    before = fingerprint(t.hands_desk)
    page = s.ask(f"/story/{n}/why").text
    true('id="why-1"' in page and 'class="reasons"' in page, "reasons")
    same(fingerprint(t.hands_desk), before)
