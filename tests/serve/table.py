"""Every route of the table: does it answer, as what, and with all that an answer must have."""
import html.parser
import re
import urllib.parse

from served import case, fingerprint, same, true

UNSAFE = re.compile(r"^\s*(javascript|data|vbscript):", re.I)


def base(t):
    """The server that most cases ask: of a desk with the examples, two stories of which are one now."""
    if not hasattr(t, "base"):
        desk = t.desk("base.desk", t.examples)
        t.run("add", "--desk", desk, lone(t))
        t.stories = [s["story"] for s in lines(t.run("stories", "--desk", desk, "--json"))]
        t.article = lines(t.run("search", "--desk", desk, "--json", "gempa"))[0]["article"]
        t.run("merge", "--desk", desk, str(t.stories[0]), str(t.stories[-1]))
        now = [s["story"] for s in lines(t.run("stories", "--desk", desk, "--json"))]
        t.merged, t.story = next(s for s in t.stories if s not in now), now[0]
        t.base_desk, t.base = desk, t.serve(desk)
    return t.base


def lines(text):
    import json
    return [json.loads(line) for line in text.splitlines()]


def lone(t):
    """A report of an event of its own."""
    path = t.path("lone.txt")
    with open(path, "w", encoding="utf-8") as out:
        out.write("Pasar Malam Wanasari Dibuka\n\nWanasari, 3 Juni 2026 - Pasar malam Wanasari dibuka hari ini. \"Kami "
                  "menanti 300 pedagang,\" kata Ketua Panitia Sari Melati.\n")
    return path


# What stands for "{id}" and "{name}" behind which segment.
def fill(t, path):
    base(t)
    known = {"story": t.story, "stories": t.story, "article": t.article, "articles": t.article,
             "speaker": "Lukas Djawakoli", "speakers": "Lukas Djawakoli", "outlet": "Harian Sagara",
             "outlets": "Harian Sagara", "static": "site.css"}
    parts = path.split("/")
    for i, part in enumerate(parts):
        if part.startswith("{id}"):
            parts[i] = part.replace("{id}", str(known.get(parts[i - 1], 1)))
        elif part.startswith("{name}"):
            parts[i] = part.replace("{name}", urllib.parse.quote(str(known.get(parts[i - 1], "gempa")), safe=""))
    return "/".join(parts)


# What a route must be asked with to say something.
ASKED = {"/api/v1/search/facets": "?q=gempa", "/search": "?q=gempa", "/api/v1/search": "?q=gempa", "/search.atom": "?q=gempa", "/search.json": "?q=gempa",
         "/story/{id}/mark": "?at=1:0-20"}
# Routes that find nothing on the base desk, and say so.
EMPTY = {"/api/v1/alerts/{id}", "/alert/{id}", "/alerts/{id}", "/source/{id}", "/sources/{id}", "/api/v1/sources/{id}",
         "/api/v1/feeds/{id}"}


def gets(t, json=None):
    base(t)
    for route in t.routes:
        if route["method"] == "GET" and (json is None or route["json"] == json):
            yield route["path"], fill(t, route["path"]) + ASKED.get(route["path"], "")


class Page(html.parser.HTMLParser):
    """What of a page must not be there, and its headings, labels and addresses."""

    def __init__(self, text):
        super().__init__()
        self.faults, self.links, self.levels, self.ids, self.fields, self.labels = [], [], [], [], [], []
        self.open, self.script, self.title, self.language, self.heads = [], False, "", None, []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.open.append(tag)
        for name, value in attrs:
            if name.startswith("on"):
                self.faults.append(f"<{tag} {name}>")
            if name == "style":
                self.faults.append(f"<{tag} style>")
            if name in ("href", "src", "action", "formaction") and value and UNSAFE.match(value):
                self.faults.append(f"<{tag} {name}={value[:40]}>")
        if tag == "style" or (tag == "script" and not values.get("src")):
            self.faults.append(f"inline <{tag}>")
        if tag in ("iframe", "object", "embed", "base", "meta") and (tag != "meta" or "http-equiv" in values):
            self.faults.append(f"<{tag}>")
        if tag in ("script", "link", "img") and not (values.get("src") or values.get("href") or "/").startswith("/"):
            self.faults.append(f"<{tag}> of another host")
        if tag == "html":
            self.language = values.get("lang")
        if tag == "a":
            self.links.append(values.get("href"))
        if tag == "link":
            self.heads.append(values)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "label":
            self.labels.append(values.get("for"))
        if tag in ("input", "select", "textarea") and values.get("type") not in ("hidden", "submit", "button"):
            named = "label" in self.open or values.get("aria-label") or values.get("aria-labelledby")
            self.fields.append((values.get("id"), values.get("name"), bool(named)))
        if tag == "img" and "alt" not in values:
            self.faults.append("<img> without alt")

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        self.words += data
        if "title" in self.open and "svg" not in self.open:
            self.title += data


def check_page(answer, where):
    page = Page(answer.text)
    true(not page.faults, f"{where}: {page.faults[:5]}")
    true(page.title.strip(), f"{where}: no title")
    true(page.levels and page.levels[0] == 1 and page.levels.count(1) == 1, f"{where}: headings {page.levels[:12]}")
    for a, b in zip(page.levels, page.levels[1:]):
        true(b <= a + 1, f"{where}: a heading of level {b} follows one of level {a}")
    twice = {i for i in page.ids if page.ids.count(i) > 1}
    true(not twice, f"{where}: ids that are there twice: {sorted(twice)[:5]}")
    for id_, name, named in page.fields:
        true(named or (id_ and id_ in page.labels), f"{where}: the field {name} has no label")
    for link in page.links:
        true(link is not None and "\n" not in link, f"{where}: a link without an address")
    return page


def check_head(answer, where):
    policy = answer.field("Content-Security-Policy") or ""
    for word in ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'",
                 "base-uri 'none'", "form-action 'self'"):
        true(word in policy, f"{where}: the policy lacks {word}")
    true("unsafe" not in policy, f"{where}: the policy allows what is unsafe")
    same(answer.field("X-Content-Type-Options"), "nosniff", where)
    same(answer.field("Referrer-Policy"), "same-origin", where)


@case("every route that reads answers, as what the table says")
def _(t):
    for route, path in gets(t):
        answer = base(t).ask(path)
        wanted = {200, 404} if route in EMPTY else {200}
        true(answer.status in wanted, f"{path}: {answer.status} {answer.body[:200]!r}")
        check_head(answer, path)
        json = next(r["json"] for r in t.routes if r["path"] == route)
        known = ("application/json", "application/problem+json", "application/feed+json", "application/atom+xml",
                 "text/event-stream", "application/openapi+json", "text/csv", "application/x-ndjson", "text/x-opml")
        if json:
            true(answer.type in known, f"{path}: {answer.type}")
        if answer.type.endswith("json") and answer.body and answer.type != "application/x-ndjson":
            true(isinstance(answer.json, dict), f"{path}: no object")


@case("pages hold no inline script, style or handler, one first heading, labelled fields, ids once")
def _(t):
    for route, path in gets(t, json=False):
        for words in ({}, {"Accept_Language": "id"}):
            answer = base(t).ask(path, **words)
            if answer.type == "text/html" and ('class="site"' in answer.text or not route.startswith("/story/")):
                page = check_page(answer, path)
                same(page.language, "id" if words else "en", f"{path}: lang")


@case("pages link to what is there")
def _(t):
    seen, bad, broken = set(), [], []
    for route, path in gets(t, json=False):
        answer = base(t).ask(path)
        if answer.type != "text/html" or answer.status != 200:
            continue
        for link in Page(answer.text).links:
            link = urllib.parse.urldefrag(urllib.parse.urljoin(path, link))[0]
            if link.startswith("/") and link not in seen and len(seen) < 300:
                seen.add(link)
                status = base(t).ask(link).status
                if status >= 400:
                    bad.append(f"{path} -> {link}: {status}")
    true(not bad, "; ".join(bad[:12]))
    true(len(seen) > 5, f"only {len(seen)} links")


@case("HEAD is GET without its body")
def _(t):
    for route, path in gets(t):
        get, head = base(t).ask(path), base(t).ask(path, "HEAD")
        if get.type == "text/event-stream":
            continue
        same(head.status, get.status, path)
        same(head.body, b"", path)
        same(head.type, get.type, path)
        same(head.field("Content-Length"), get.field("Content-Length"), path)
        same(head.field("ETag"), get.field("ETag"), path)


@case("an ETag comes with each answer of the desk, and what the reader has is not sent again")
def _(t):
    for route, path in gets(t):
        if route in EMPTY or route in ("/healthz", "/enter", "/api/v1/watch"):
            continue
        first = base(t).ask(path)
        if first.type == "text/event-stream":
            continue
        tag = first.field("ETag")
        true(tag, f"{path}: no ETag")
        for has in (tag, f'"other", {tag}', "W/" + tag, "*"):
            again = base(t).ask(path, If_None_Match=has)
            same(again.status, 304, f"{path} with {has}")
            same(again.body, b"", path)
            same(again.field("ETag"), tag, path)
        same(base(t).ask(path, If_None_Match='"other"').status, 200, path)
    first = base(t).ask("/").field("ETag")
    true(first != base(t).ask("/", Accept_Language="id").field("ETag"), "two languages have one ETag")


@case("an answer is another one once the desk has changed")
def _(t):
    desk = t.desk("change.desk", lone(t))
    server = t.serve(desk)
    before = server.ask("/api/v1/stories")
    same(len(before.json["stories"]), 1)
    same(server.ask("/api/v1/stories", If_None_Match=before.field("ETag")).status, 304)
    t.run("add", "--desk", desk, t.examples)
    after = server.ask("/api/v1/stories", If_None_Match=before.field("ETag"))
    same(after.status, 200)
    true(len(after.json["stories"]) > 1, "the old answer was given")
    server.end()


@case("a path that is none is not found, a number that is none is not found: as a page, and as a problem of RFC 9457")
def _(t):
    s = base(t)
    for path in ("/nothing", "/story/999999", "/story/0", "/story/-1", "/story/x", "/story/1/2/3", "/story/", "/story",
                 "/static/../site.css", "/static/%2e%2e%2fsite.css", "/story/99999999999999999999", "/article/999999"):
        answer = s.ask(path)
        same(answer.status, 404, path)
        same(answer.type, "text/html", path)
        check_page(answer, path)
        check_head(answer, path)
    for path in ("/api/v1/nothing", "/api/v1/stories/999999", "/api/v1/stories/x", "/api/v2/stories", "/api/",
                 "/api/v1/articles/999999"):
        answer = s.ask(path)
        same(answer.status, 404, path)
        check_problem(answer, path)


def check_problem(answer, where):
    same(answer.type, "application/problem+json", where)
    said = answer.json
    same(said["status"], answer.status, where)
    true(said["type"] and said["title"], where)


@case("a question that cannot be understood is a bad request, and says why")
def _(t):
    for query in ("?limit=x", "?limit=-1", "?limit=201", "?skip=1e3", "?skip=10001", "?sort=best", "?since=yesterdayish",
                  "?q=%zz", "?q=%", "?q=%ff", "?q=%00", "?q=a%1bb", "?" + "&".join(f"a{i}=1" for i in range(65))):
        for path in ("/api/v1/stories", "/"):
            answer = base(t).ask(path + query)
            true(answer.status in (400, 413), f"{path + query}: {answer.status}")
            if path != "/":
                check_problem(answer, path + query)
    same(base(t).ask("/api/v1/stories?limit=x").json["title"], "limit: 'x' is no number from 0 to 200")


@case("a method that is not there is told which are: 405 with Allow")
def _(t):
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "XYZ"):
        for path in ("/", "/api/v1/stories"):
            answer = base(t).ask(path, method)
            if method == "CONNECT":   # the library's own refusal, or ours
                true(answer.status in (400, 405, 501), f"{method}: {answer.status}")
                continue
            same(answer.status, 405, f"{method} {path}")
            true("GET" in (answer.field("Allow") or ""), f"{method} {path}: Allow {answer.field('Allow')}")
    for route in t.routes:
        others = {r["method"] for r in t.routes if r["path"] == route["path"]}
        path = fill(t, route["path"])
        if others == {"POST"}:
            answer = base(t).ask(path)
            shadowed = answer.status == 404 or any(clash(r["path"], path) for r in t.routes if r["method"] == "GET")
            if not shadowed:
                same(answer.status, 405, f"GET {path}")
                same(answer.field("Allow"), "POST", f"GET {path}")
        elif others == {"GET"} and not any(clash(r["path"], path) for r in t.routes if r["method"] == "POST"):
            answer = base(t).ask(path, "POST", body={})
            same(answer.status, 405, f"POST {path}")
            same(answer.field("Allow"), "GET", f"POST {path}")


def clash(pattern, path):
    """Does another row take this path?"""
    return re.fullmatch(re.sub(r"\\{name\\}", "[^/]+", re.sub(r"\\{id\\}", "[0-9]+", re.escape(pattern))), path)


@case("a story that is part of another one now leads there")
def _(t):
    base(t)
    for path, to in (("/story/", "/story/"), ("/api/v1/stories/", "/api/v1/stories/")):
        answer = t.base.ask(f"{path}{t.merged}")
        same(answer.status, 308, path)
        same(answer.field("Location"), f"{to}{t.story}", path)
        same(t.base.ask(answer.field("Location")).status, 200)


@case("the question goes along where a story leads on, and nothing of it leads elsewhere")
def _(t):
    base(t)
    for path, to in (("/story/", "/story/"), ("/api/v1/stories/", "/api/v1/stories/")):
        rows = [("?kind=denied", "?kind=denied"), ("?r=1,2&show=dates&skip=3", "?r=1%2C2&show=dates&skip=3"), ("?", ""),
                ("?kind=a%20b&x=%2F%2Fevil.example", "?kind=a%20b&x=%2F%2Fevil.example"),
                ("?x=%22%3E%3Cscript%3E", "?x=%22%3E%3Cscript%3E"), ("?x=caf%C3%A9", "?x=caf%C3%A9"),
                ("?//evil.example", "?%2F%2Fevil.example="), ("?a=1&a=2", "?a=1&a=2"), ("?x=%0A", "?x=%0A"),
                ("?x=" + "a" * 5000, "")]
        for asked, kept in rows:
            answer = t.base.ask(f"{path}{t.merged}{asked}")
            same((answer.status, answer.field("Location")), (308, f"{to}{t.story}{kept}"), asked[:60])
        for split in ("?x=%0d%0aX-Split:%20yes", "?%0d%0aSet-Cookie:%20a=b", "?x=%00"):
            answer = t.base.ask(f"{path}{t.merged}{split}")
            true(answer.status in (308, 400), f"{split}: {answer.status}")
            same((answer.field("X-Split"), answer.field("Set-Cookie")), (None, None), split)
            true(re.fullmatch(r"[!-~]*", answer.field("Location") or ""), f"{split}: {answer.field('Location')!r}")
    same(t.base.ask(f"/story/{t.merged}/all?kind=denied").field("Location"), f"/story/{t.story}/all?kind=denied")


@case("lists come in pages, and all of them together are the list")
def _(t):
    for path, noun in (("/api/v1/stories?", "stories"), ("/api/v1/search?q=gempa&", "articles")):
        whole = base(t).ask(path + "limit=200").json
        true("next" not in whole and len(whole[noun]) > 1, path)
        came, at, pages = [], path + "limit=1", 0
        while at:
            said = base(t).ask(at).json
            came += said[noun]
            at = said.get("next")
            pages += 1
            true(pages < 30, "the pages never end")
        same(came, whole[noun], path)
    said = base(t).ask("/api/v1/search?q=gempa%20%26%20x&limit=1&lang=id").json
    if "next" in said:
        true("q=gempa%20%26%20x" in said["next"] and "lang=id" in said["next"], said["next"])


@case("the language is the cookie's, else what the browser likes best, else English")
def _(t):
    rows = [(None, None, "en"), ("id", None, "id"), ("en-GB,en;q=0.9,id;q=0.8", None, "en"), ("de, id;q=0.5", None, "id"),
            ("id;q=0.2, en;q=0.7", None, "en"), ("ID", None, "id"), ("id-ID", None, "id"), ("idx", None, "en"),
            ("i", None, "en"), ("", None, "en"), (";;;,,,q=", None, "en"), ("*", None, "en"), ("id;q=0", None, "en"),
            ("en", "kabar_ui=id", "id"), ("id", "kabar_ui=en", "en"), ("id", "kabar_ui=xx", "id"),
            ("en", "a=b; kabar_ui=id; c=d", "id"), ("en", "xkabar_ui=id", "en"), ("en", "kabar_ui=id;;;=;", "id")]
    for liked, cookie, expected in rows:
        fields = {k: v for k, v in (("Accept_Language", liked), ("Cookie", cookie)) if v is not None}
        answer = base(t).ask("/", **fields)
        same(Page(answer.text).language, expected, f"{liked} {cookie}")
        true("Accept-Language" in answer.field("Vary") and "Cookie" in answer.field("Vary"), "Vary")


@case("a choice is kept in a cookie and leads back to the page, and nowhere else")
def _(t):
    for name, value, kept in (("ui", "id", "kabar_ui=id"), ("ui", "en", "kabar_ui=en"), ("theme", "dark", "kabar_theme=dark"),
                              ("theme", "light", "kabar_theme=light"), ("theme", "auto", "kabar_theme=;")):
        answer = base(t).ask("/choice", "POST", body={name: value, "back": "/story/1?why=1"})
        same((answer.status, answer.field("Location")), (303, "/story/1?why=1"))
        cookie = answer.field("Set-Cookie")
        true(cookie.startswith(kept) and "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie, cookie)
    for body in ({}, {"ui": "de"}, {"theme": "x"}, {"ui": "id\r\nSet-Cookie: a=b"}):
        answer = base(t).ask("/choice", "POST", body=body)
        same((answer.status, answer.field("Set-Cookie")), (400, None), str(body))
    true('data-theme="dark"' in base(t).ask("/", Cookie="kabar_theme=dark").text, "the theme is not kept")
    true("data-theme" not in base(t).ask("/", Cookie='kabar_theme=x"><b>').text, "any theme is taken")


TRICKS = ["//evil.example", "//evil.example/", "///evil.example", "////evil.example", "\\\\evil.example", "/\\evil.example",
          "\\/evil.example", "/\t/evil.example", "/\n/evil.example", "/%09/../\\evil.example", "https://evil.example",
          "HTTPS://evil.example", "http:evil.example", "https:///evil.example", "javascript:alert(1)", "data:text/html,x",
          "evil.example", "evil.example/", ".evil.example", "@evil.example", ":80", "?x", "#x", "", " ", " /", " //evil.example",
          "\u2028/evil", "/\r\nSet-Cookie: a=b", "/\r\n\r\n<script>alert(1)</script>", "/ evil", "/é", "/\x7f", "/" + "a" * 5000,
          "/\u202e", "./", "../", "/\\/\\evil.example", "\t//evil.example", "\x00/", "/\x00"]


@case("no `back` leads to another host or splits the answer")
def _(t):
    for trick in TRICKS:
        answer = base(t).ask("/choice", "POST", body={"ui": "id", "back": trick})
        if answer.status == 400:   # it was not even read
            continue
        same((answer.status, answer.field("Location")), (303, "/"), repr(trick))
        same(len([k for k, _ in answer.fields if k.lower() == "set-cookie"]), 1, repr(trick))
        same(answer.body, b"", repr(trick))
    answer = base(t).ask("/choice", "POST", body={"ui": "id", "back": ["/a", "//evil.example"]})
    true(answer.field("Location") in ("/a", "/"), answer.field("Location"))


@case("what lasts says so, what does not says that too")
def _(t):
    page = base(t).ask("/")
    same(page.field("Cache-Control"), "no-cache, private")
    for head in Page(page.text).heads:
        if head.get("href", "").startswith("/static/"):
            file = base(t).ask(head["href"])
            same(file.status, 200, head["href"])
            true("immutable" in file.field("Cache-Control") and "?v=" in head["href"], head["href"])
            same(base(t).ask(head["href"].split("?")[0]).field("Cache-Control"), "no-cache, private")


@case("no reading changes the desk")
def _(t):
    base(t)
    before = fingerprint(t.base_desk)
    for route, path in gets(t):
        for method in ("GET", "HEAD"):
            t.base.ask(path, method)
        t.base.ask(path + ("&" if "?" in path else "?") + "q=x&story=1&by=me&name=x&url=http://127.0.0.1:1/", own=False)
    for route in t.routes:   # the addresses of changes, asked for by GET
        if route["method"] == "POST":
            t.base.ask(fill(t, route["path"]) + "?story=1&article=1&name=x&by=me&verdict=wrong-row")
    same(fingerprint(t.base_desk), before, "the desk")


@case("the health of the server is told")
def _(t):
    said = base(t).ask("/healthz").json
    same((said["status"], said["read_only"], said["watches"]), ("ok", False, False))

