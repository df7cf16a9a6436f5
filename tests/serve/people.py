"""Who says what and who publishes what: an article, speakers, outlets, searches, decisions; as pages and over the API."""
import hashlib
import json
import re

from served import case, same, true
from table import lines
from work import post

FLOOD = {"url": "https://sagara.example/banjir", "outlet": "Harian Torva", "lang": "id", "published": "2031-05-12T09:00:00+07:00",
         "title": "Banjir Rendam 300 Rumah di Torva",
         "text": "TORVA - Banjir merendam 300 rumah di Torva pada Selasa, kata Kepala Badan Bencana Rana Sutan.\n\"Air naik sejak "
                 "subuh,\" ujar Rana Sutan kepada wartawan. Bupati Ana Koli membantah bahwa tanggul jebol.\nSedikitnya 1.200 warga "
                 "mengungsi ke sekolah dan masjid sampai Selasa malam, dan jalan ke pelabuhan ditutup untuk kendaraan berat."}
LATER = dict(FLOOD, title="Banjir Rendam 412 Rumah di Torva", text=FLOOD["text"].replace("300 rumah", "412 rumah") +
             "\nTambahan: <script>alert(1)</script> & \"besok\".")
COPY = dict(FLOOD, url="https://pesisir.example/b", outlet="Pesisir <Baru> & \"Kawan\"", published="2031-05-12T15:00:00+07:00",
            title="Torva Terendam", text=FLOOD["text"] + "\nRedaksi menambahkan satu kalimat tentang cuaca pekan depan.")


def people(t):
    """A server of a desk with the examples, an article that was changed, and a copy of it under a hostile name."""
    if not hasattr(t, "people"):
        t.people_desk = t.desk("people.desk", t.examples)
        for name, article in (("flood", FLOOD), ("copy", COPY), ("later", LATER)):
            path = t.path(f"{name}.jsonl")
            with open(path, "w", encoding="utf-8") as out:
                out.write(json.dumps(article) + "\n")
            t.run("add", "--desk", t.people_desk, path)
        found = {hit["outlet"]: hit["article"] for hit in lines(t.run("search", "--desk", t.people_desk, "--json", "torva"))}
        t.flood, t.copy = found["Harian Torva"], found[COPY["outlet"]]
        t.people = t.serve(t.people_desk)
    return t.people


def marks(text):
    return re.findall(r'<mark class="([^"]*)" data-of="([^"]*)">', text)


@case("an article's marks are what the API says of it, and its elements nest")
def _(t):
    page, said = people(t).ask(f"/article/{t.flood}"), t.people.ask(f"/api/v1/articles/{t.flood}").json
    same(page.text.count("<mark"), page.text.count("</mark>"))
    numbers = {of for _, places in marks(page.text) for of in places.split() if of[0] == "q"}
    same(len(numbers), len(said["claims"]["attributions"]), "statements")
    figures = {of for _, places in marks(page.text) for of in places.split() if of[0] == "f"}
    same(len(figures), len(said["claims"]["figures"]), "figures")
    same(said["sha256"], hashlib.sha256(LATER["text"].encode()).hexdigest(), "digest")
    true(said["sha256"] in page.text, "the digest is in the citation")
    true("<script>alert" not in page.text and "&lt;script&gt;alert" in page.text, "a script of the text")
    true('href="/speaker/Rana%20Sutan"' in page.text or "Rana%20Sutan" in page.text, "a link to who speaks")
    true("<del>300</del> <ins>412</ins>" in page.text, "what was changed")


@case("a link to a span marks just these words; one that is none marks nothing and breaks nothing")
def _(t):
    text = LATER["text"]
    begin = text.encode().index(b"412 rumah")
    page = people(t).ask(f"/article/{t.flood}?span={begin}-{begin + 9}")
    true(f'id="s{begin}-{begin + 9}"' in page.text, "the place")
    found = re.findall(r'<mark class="[^"]*found[^"]*"[^>]*>([^<]*)</mark>', page.text)
    same("".join(found), "412 rumah")
    for span in ("5-5", "9-5", "x-y", "1", "-", "99999-999999", "-5-9", "18446744073709551616-2", "1-99999999999999999999"):
        answer = t.people.ask(f"/article/{t.flood}?span={span}")
        same(answer.status, 200, span)
        true("found" not in " ".join(c for c, _ in marks(answer.text)) or span == "-5-9", span)


@case("kinds of marks are shown as asked for, and each chip's link turns one")
def _(t):
    for show, classes in (("", "show-statements show-figures show-copied show-marks"), ("?show=figures", "show-figures"),
                          ("?show=none", ""), ("?show=dates,x,%3Cb%3E", "show-dates")):
        page = people(t).ask(f"/article/{t.flood}{show}")
        shown = re.search(r'<div class="text marked([^"]*)"', page.text).group(1).strip()
        same(shown, classes, show)
        for link in re.findall(r'data-layer="\w+" href="([^"]*)"', page.text):
            same(t.people.ask(link.replace("&amp;", "&")).status, 200, link)


@case("words of another article are marked with where they are from")
def _(t):
    said = people(t).ask(f"/api/v1/articles/{t.copy}").json
    true(said["copies"] and said["copies"][0]["source"] == t.flood, "the copy is known")
    text = COPY["text"].encode()
    true(said["taken"], "runs")
    for run in said["taken"]:
        own = text[run["span"][0]:run["span"][1]].decode()
        theirs = LATER["text"].encode()[run["source_span"][0]:run["source_span"][1]].decode()
        same(own.split()[:3], theirs.split()[:3], "a run begins alike")
    page = t.people.ask(f"/article/{t.copy}").text
    true(any("copied" in c for c, _ in marks(page)) and f'href="/article/{t.flood}?span=' in page, "the marks")


@case("who says most is in order, by time and by name")
def _(t):
    said = people(t).ask("/api/v1/speakers?days=all&limit=200").json["speakers"]
    counts = [s["statements"] for s in said]
    true(len(said) > 5 and counts == sorted(counts, reverse=True), f"{counts}")
    named = t.people.ask("/api/v1/speakers?q=sutan").json["speakers"]
    true(named and all("Sutan" in s["speaker"] for s in named), str(named)[:200])
    same(t.people.ask("/api/v1/speakers?q=zzzz").json["speakers"], [])
    same(t.people.ask("/api/v1/speakers?q=%25%27").json["speakers"], [])
    for s in named:
        same(sum(s["timeline"]["statements"]), s["statements"], "the curve")
        same(t.people.ask(f"/article/{s['latest']['article']}").status, 200)
    true("nobody of that name" in t.people.ask("/speakers?q=%3Cscript%3E").text, "an empty list is told")
    for bad in ("?days=x", "?days=-1", "?days=99999", "?limit=x", "?skip=-1"):
        same(t.people.ask("/api/v1/speakers" + bad).status, 400, bad)


@case("a speaker's sayings stand once, with links to where they are, by stance and time")
def _(t):
    said = people(t).ask("/api/v1/speakers/Rana%20Sutan").json
    same(sum(said["stances"].values()), said["statements"])
    page = t.people.ask("/speaker/Rana%20Sutan").text
    same(page.count('<li class="saying">'), len(said["sayings"]))
    for article, begin, end in re.findall(r'href="/article/(\d+)\?span=(\d+)-(\d+)#s\2-\3"', page):
        spans = [r["spans"] for s in said["sayings"] for r in s["reports"] if r["article"] == int(article)]
        true(any(str(s[0][0]) == begin and str(s[-1][1]) == end for s in spans), f"{article} {begin}-{end}")
    true("&lt;Baru&gt;" in page and "<Baru>" not in page, "an outlet's name is escaped")
    true('href="/speaker/Rana%20Sutan/feed.atom"' in page, "the feed")
    same(t.people.ask("/speaker/Rana%20Sutan?stance=deny").text.count('<li class="saying">'), 0)
    same(t.people.ask("/speaker/Rana%20Sutan?stance=shout").status, 400)
    same(t.people.ask("/speaker/Nobody%20Atall").status, 404)


@case("an outlet tells what it copies and corrects, and what is said of it holds")
def _(t):
    s, name = people(t), "Pesisir%20%3CBaru%3E%20%26%20%22Kawan%22"
    true(f'href="/outlet/{name}"' in s.ask("/outlets").text, "the list leads there")
    said = s.ask(f"/api/v1/outlets/{name}").json
    same([k["outlet"] for k in said["copies_from"]], ["Harian Torva"])
    said = s.ask("/api/v1/outlets/Harian%20Torva").json
    same([k["outlet"] for k in said["copied_by"]], [COPY["outlet"]])
    changed = {(c["before"], c["after"]) for c in said["corrections"][0]["changes"]}
    true(("300", "412") in changed and said["corrections"][0]["article"] == t.flood, str(changed))
    same((said["languages"], sum(said["timeline"]["articles"])), ({"id": 1}, 1))
    answer = s.ask("/outlet/Harian%20Torva", "POST", {"owner": "Grup <X>", "country": "id", "lang": "", "mirror": "no",
                                                      "rename": "Harian Torva Raya", "aliases": "HT; Torva Daily"})
    same((answer.status, answer.field("Location")), (303, "/outlet/Harian%20Torva%20Raya"))
    known = s.ask("/api/v1/outlets/HT").json["known"]
    same((known["outlet"], known["owner"], known["country"], known["lang"]), ("Harian Torva Raya", "Grup <X>", "ID", None))
    true("Grup &lt;X&gt;" in s.ask("/outlets?country=ID").text, "the filter")
    same(s.ask("/outlets?country=XX99").status, 400)
    twin = post(s, "/api/v1/outlets/HT", owner="", no_aliases="Torva Daily")
    same((twin.status, twin.json["owner"], "Torva Daily" in twin.json["aliases"]), (200, None, False))
    same(post(s, "/api/v1/outlets/HT", mirror="perhaps").status, 400)
    same(post(s, "/api/v1/outlets/No%20such", owner="x").status, 404)
    same(s.ask("/outlet/HT", "POST", {"clear": "1"}).status, 303)
    same(s.ask("/api/v1/outlets/Harian%20Torva").json["known"]["edited"], False)


@case("a field in which an outlet is typed is offered names that begin so, a few")
def _(t):
    s = people(t)
    names = lambda query: [o["outlet"] for o in s.ask(f"/api/v1/outlet-names?{query}").json["outlets"]]   # noqa: E731
    same(names("q=sag"), ["Harian Sagara"])
    same(len(names("limit=1")), 1, "limit")
    same(names("q=%22%3E%3Cscript%3E"), [], "nothing begins so")
    true(len(names("")) > 1, "the first of all")
    same(s.ask("/api/v1/outlet-names?limit=9999").status, 400, "too many")
    for path in ("/", "/search?q=gempa&outlet=Harian+Sagara"):
        true("outlets.js" in s.ask(path).text and re.search(r'<input type="text" name="outlet"', s.ask(path).text), path)


@case("a search's facets are what narrowing by them finds")
def _(t):
    s = people(t)
    whole = s.ask("/api/v1/search/facets?q=gempa").json
    true(whole["articles"] > 1 and not whole["cut"], str(whole)[:200])
    same(whole["articles"], len(s.ask("/api/v1/search?q=gempa&limit=200").json["articles"]))
    for kind, name in (("languages", "lang={}"), ("outlets", "outlet={}"), ("times", "since={0}&until={0}"), ("stories", "story={}")):
        for facet in whole[kind]:
            asked = name.format(facet["value"].replace(" ", "%20"))
            hits = s.ask(f"/api/v1/search?q=gempa&limit=200&{asked}").json["articles"]
            same(len(hits), facet["articles"], asked)
    moments = [h["published"] for h in s.ask("/api/v1/search?q=gempa&sort=newest").json["articles"]]
    same(moments, sorted(moments, reverse=True), "newest first")


@case("a search that cannot be understood is answered with how one is written; a part is the page's middle")
def _(t):
    s = people(t)
    for query in ("%22gempa", "OR", "-gempa", "gempa%20OR", "a%20-%20"):
        page = s.ask(f"/search?q={query}")
        same(page.status, 200, query)
        true('role="alert"' in page.text and 'class="syntax"' in page.text, query)
        same(s.ask(f"/api/v1/search/facets?q={query}").status, 400, query)
    whole, part = s.ask("/search?q=gempa").text, s.ask("/search?q=gempa&part=1").text
    true("<html" not in part and "<form" not in part, "the frame")
    same(re.findall(r'<h2[^>]*>.*?</h2>', part), re.findall(r'<h2[^>]*>.*?</h2>', whole[whole.index('id="results"'):]))
    true("nothing found" in s.ask("/search?q=xyzzyq").text and 'class="syntax"' in s.ask("/search?q=xyzzyq").text, "none")
    same(s.ask("/search?q=gempa&sort=best").status, 200)
    same(s.ask("/search?q=gempa&sort=largest").status, 400)


@case("decisions and marks are listed with who and why, and taken back from there")
def _(t):
    s, desk = people(t), t.people_desk
    stories = [x["story"] for x in lines(t.run("stories", "--desk", desk, "--json"))]
    t.run("merge", "--desk", desk, str(stories[0]), str(stories[1]), "--by", "rana", "--note", "one <event>")
    t.run("mark", "--desk", desk, str(stories[0]), "1:0-9", "verified", "--by", "ana", "--note", "\"heard\"")
    page = s.ask("/decisions").text
    for words in ("rana", "one &lt;event&gt;", "ana", "&quot;heard&quot;", '/decision/1/undo"', '/mark/1/unmark"'):
        true(words in page, words)
    same(s.ask("/decision/1/undo", "POST", {"back": "/decisions"}).field("Location"), "/decisions")
    same([d["undone_by"] for d in s.ask("/api/v1/decisions").json["decisions"]], [None, 2])
    same(post(s, "/api/v1/decisions/1/undo").status, 400)
    same(post(s, "/api/v1/decisions/77/undo").status, 404)
    same(post(s, "/api/v1/marks/1/unmark", note="no").json["undone_by"] is not None, True)
    true('/unmark"' not in s.ask("/decisions").text, "what was taken back cannot be again")
    same(s.ask("/decisions?skip=50").status, 200)
