"""Feeds of stories, a search, a speaker, an outlet: well formed, as their formats want them, and read back by kabar."""
import re
import shutil
import subprocess
import xml.etree.ElementTree as tree
from datetime import datetime

from served import case, same, true
from table import Page, base, check_problem, gets, lines

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")


def feeds(t, suffix):
    for route, path in gets(t):
        if route.endswith(suffix) and not route.startswith("/api/"):
            yield route, path


def check_atom(answer, path):
    """RFC 4287 4.1: what a feed and an entry must have."""
    same(answer.type, "application/atom+xml", path)
    if shutil.which("xmllint"):
        done = subprocess.run(["xmllint", "--noout", "-"], input=answer.body, capture_output=True, check=False)
        same(done.returncode, 0, f"{path}: {done.stderr.decode()[:300]}")
    feed = tree.fromstring(answer.body)
    same(feed.tag, ATOM + "feed", path)
    entries = feed.findall(ATOM + "entry")
    for part in [feed, *entries]:
        for name in ("id", "title", "updated"):
            same(len(part.findall(ATOM + name)), 1, f"{path}: {name}")
        true(TAG.fullmatch(part.findtext(ATOM + "id")), f"{path}: id {part.findtext(ATOM + 'id')}")
        true(MOMENT.fullmatch(part.findtext(ATOM + "updated")), f"{path}: updated")
        for when in part.findall(ATOM + "published"):
            true(MOMENT.fullmatch(when.text), f"{path}: published {when.text}")
        for link in part.findall(ATOM + "link"):
            true(re.match("https?://", link.get("href")), f"{path}: link {link.get('href')}")
        same(len([x for x in part.findall(ATOM + "link") if x.get("rel") == "alternate"]), 1, f"{path}: alternate")
    true(feed.findtext(f"{ATOM}author/{ATOM}name"), f"{path}: author")
    ids = [e.findtext(ATOM + "id") for e in entries]
    same(len(ids), len(set(ids)), f"{path}: ids")
    return feed, entries


def check_json(answer, path):
    same(answer.type, "application/feed+json", path)
    feed = answer.json
    same(feed["version"], "https://jsonfeed.org/version/1.1", path)
    true(feed["title"] and feed["home_page_url"].startswith("http") and feed["feed_url"].startswith("http"), path)
    for item in feed["items"]:
        true(isinstance(item["id"], str) and item["id"] and item["url"].startswith("http"), path)
        true("content_text" in item and MOMENT.fullmatch(item["date_modified"]), path)
        true("external_url" not in item or re.match("https?://", item["external_url"]), path)
    return feed


@case("feeds in Atom hold what RFC 4287 wants, and are what they say of themselves")
def _(t):
    count = 0
    for route, path in feeds(t, ".atom"):
        feed, entries = check_atom(base(t).ask(path), path)
        true(entries, f"{path}: nothing in it")
        own = [x.get("href") for x in feed.findall(ATOM + "link") if x.get("rel") == "self"]
        same(own, [base(t).origin + path], path)
        count += 1
    true(count >= 4, f"only {count} feeds")


@case("feeds in JSON Feed hold the same items")
def _(t):
    for route, path in feeds(t, ".atom"):
        _, entries = check_atom(base(t).ask(path), path)
        feed = check_json(base(t).ask(path.replace(".atom", ".json")), path)
        same([i["id"] for i in feed["items"]], [e.findtext(ATOM + "id") for e in entries], path)
        same([i["date_modified"] for i in feed["items"]], [e.findtext(ATOM + "updated") for e in entries], path)


@case("kabar reads its own feeds back: nothing is mended, lost or replaced")
def _(t):
    for suffix in (".atom", ".json"):
        for route, path in feeds(t, suffix):
            answer, name = base(t).ask(path), t.path("feed" + suffix)
            with open(name, "wb") as out:
                out.write(answer.body)
            said = lines(t.run("feed", name))[0]
            same((said["_kabar"]["mended"], said["_kabar"]["replaced"], said["_kabar"]["lost"]), (0, 0, []), path)
            ids = re.findall(r"(?:<id>|\"id\":\")(tag:[^<\"]*)", answer.text)
            same([i["id"] for i in said["items"]], ids[1:] if suffix == ".atom" else ids, path)


@case("a feed has the filters of its page, and its parts lead on")
def _(t):
    _, every = check_atom(base(t).ask("/stories.atom"), "/stories.atom")
    true(len(every) > 1, "one story")
    came, path = [], "/stories.atom?limit=1"
    while path:
        feed, entries = check_atom(base(t).ask(path), path)
        came += [e.findtext(ATOM + "id") for e in entries]
        path = next((x.get("href")[len(base(t).origin):] for x in feed.findall(ATOM + "link") if x.get("rel") == "next"), None)
        true(len(came) < 20, "the feed never ends")
    same(came, [e.findtext(ATOM + "id") for e in every])
    same(len(check_atom(base(t).ask("/stories.atom?lang=ru"), "lang=ru")[1]), 0)
    answer = base(t).ask("/stories.atom?limit=x")
    same(answer.status, 400)
    check_problem(answer, "limit=x")
    same(base(t).ask("/search.atom").status, 400)


@case("the feed of a search is newest first, however its page is sorted")
def _(t):
    s, path = base(t), "/search.atom?q=Alor"
    newest = [a["article"] for a in s.ask("/api/v1/search?q=Alor&sort=newest").json["articles"]]
    true(newest != [a["article"] for a in s.ask("/api/v1/search?q=Alor").json["articles"]], "by rank they stand alike")
    for more in ("", "&sort=best", "&sort=newest"):
        _, entries = check_atom(s.ask(path + more), path + more)
        same([int(e.findtext(ATOM + "id").split("/")[-1]) for e in entries], newest, path + more)
        when = [e.findtext(ATOM + "published") for e in entries if e.find(ATOM + "published") is not None]
        moments = [datetime.fromisoformat(w) for w in when]
        same(moments, sorted(moments, reverse=True), "published")
        true(len(moments) > 2, f"{len(moments)} with a time")
    same(s.ask(path + "&sort=x").status, 400)
    same(len(check_atom(s.ask(f"{path}&story={t.story}"), path)[1]) <= len(newest), True)


@case("an entry stays the same entry when its story grows, and says when it did")
def _(t):
    desk = t.desk("grow.desk", t.examples + "/gempa-alor/1-lentera-flores.html")
    server = t.serve(desk)
    _, before = check_atom(server.ask("/stories.atom"), "before")
    t.run("add", "--desk", desk, t.examples + "/gempa-alor")
    _, after = check_atom(server.ask("/stories.atom"), "after")
    same([e.findtext(ATOM + "id") for e in after], [e.findtext(ATOM + "id") for e in before])
    true(after[0].findtext(ATOM + "updated") > before[0].findtext(ATOM + "updated"), "updated")
    server.end()


@case("pages name their feeds")
def _(t):
    for path, feed in (("/", "/stories.atom"), ("/?lang=id&skip=0", "/stories.atom?lang=id"),
                       ("/search?q=a%26b", "/search.atom?q=a%26b"), ("/speaker/Lukas%20Djawakoli", "/speaker/Lukas%20Djawakoli/feed.atom"),
                       ("/outlet/Harian%20Sagara", "/outlet/Harian%20Sagara/feed.atom")):
        page = Page(base(t).ask(path).text)
        if 'outlet' in path and base(t).ask(path).status == 404 or not page.heads:
            continue
        named = [h["href"] for h in page.heads if h.get("rel") == "alternate" and h.get("type") == "application/atom+xml"]
        true(feed in named, f"{path}: {named}")
        same(base(t).ask(feed).status, 200, feed)
