"""What a reader's input leads to: never a fault of the server's. An address that is none or not allowed is a bad request, a host
that does not answer is a bad gateway, and whatever else is typed is understood or refused."""
import http.server
import json
import re
import socket
import threading
from urllib.parse import quote

from described import described, resolve
from safety import body_of
from served import case, free_port, same, true
from table import base, check_problem, fill
from work import ONE, TWO, post, wrong


class Site(http.server.BaseHTTPRequestHandler):
    """A site that answers each path in another way."""

    def do_GET(self):   # noqa: N802  the library's name
        codes = {"/robots.txt": 404, "/gone": 410, "/nothing": 404, "/broken": 500, "/mine": 403, "/later": 503}
        code = codes.get(self.path, 200)
        body = {"/article": f"<html><body><article><h1>Banjir</h1><p>{ONE}</p></article></body></html>",
                "/empty": "", "/home": "<html><body><p>nothing to follow</p></body></html>"}.get(self.path, "x")
        if self.path == "/private":
            self.send_response(302)
            self.send_header("Location", "ftp://127.0.0.1/x")
        elif self.path == "/circle":
            self.send_response(302)
            self.send_header("Location", "/circle")
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b"<html>")
            self.close_connection = True
            return
        else:
            self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words):
        pass


def site():
    """Its address; it answers until the program ends."""
    host = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{host.server_port}"


def rude():
    """The address of a host that speaks no HTTP."""
    line = socket.create_server(("127.0.0.1", 0))

    def answer():
        while True:
            came, _ = line.accept()
            came.recv(4096)
            came.sendall(b"hello\r\n\r\n")
            came.close()
    threading.Thread(target=answer, daemon=True).start()
    return f"http://127.0.0.1:{line.getsockname()[1]}"


# None that is asked: the page and the API say so, before any host hears of it.
NONE = ["x", "/etc/passwd", "file:///etc/passwd", "ftp://islandpost.example/", "javascript:alert(1)", "http://", "http:///x",
        "http://user:word@islandpost.example/", "http://islandpost.example:99999/", "http://islandpost.example:25/", "http://a b/",
        "http://islandpost.example:x/", "http://[::g]/", "https://" + "a" * 9000 + ".example/", "http://.example./"]
CLOSED = ["http://127.0.0.1/", "http://localhost:8080/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest",
          "http://0.0.0.0/", "http://192.168.1.1/feed", "http://[fe80::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/"]


@case("an address that is none or not allowed is a bad request, wherever it is typed")
def _(t):
    s = t.serve(t.desk("address.desk", t.examples))
    for address in NONE + CLOSED:
        answer = post(s, "/api/v1/feeds", url=address)
        same(answer.status, 400, f"feeds {address[:60]}: {answer.text[:200]}")
        check_problem(answer, address[:60])
        same(s.ask("/sources/add", "POST", {"url": address}).status, 400, f"page {address[:60]}")
        answer = post(s, "/api/v1/compare", documents=[{"text": ONE}, {"url": address}])
        same(answer.status, 400, f"compare {address[:60]}: {answer.text[:200]}")
    for address in CLOSED:
        for path in ("/paste", "/paste/keep"):
            answer = s.ask(path, "POST", {"source": [ONE, address], "outlet": ["", ""]})
            same(answer.status, 400, f"{path} {address}")
            true(any("no public address" in w for w in wrong(answer)), f"{path} {address}: {wrong(answer)}")
        same(post(s, "/api/v1/alerts", search="x", webhook=address).status < 500, True, f"webhook {address}")
    s.alive()
    s.end()


@case("a host that does not answer, or not with what was asked for, is a bad gateway, and why is said")
def _(t):
    s = t.serve(t.desk("gateway.desk", t.examples), "--allow-private", "--delay", "0")
    here, silent = site(), f"http://127.0.0.1:{free_port()}"
    rows = [(silent + "/x", "no connection"), (here + "/nothing", "404"), (here + "/gone", "410"), (here + "/broken", "500"),
            (here + "/mine", "403"), (here + "/later", "503"), (here + "/circle", "redirect"), (here + "/cut", ""),
            (rude() + "/", ""), ("http://no-such-host.invalid/", "host")]
    for address, words in rows:
        for path, members in (("/api/v1/feeds", {"url": address}),
                              ("/api/v1/compare", {"documents": [{"text": ONE}, {"url": address}]})):
            answer = post(s, path, **members)
            same(answer.status, 502, f"{path} {address}: {answer.text[:200]}")
            check_problem(answer, address)
            true(words in answer.json["title"], f"{path} {address}: {answer.json['title']}")
        for path, form in (("/sources/add", {"url": address}), ("/paste", {"source": [ONE, address], "outlet": ["", ""]}),
                           ("/paste/keep", {"source": [ONE, address], "outlet": ["", ""]})):
            answer = s.ask(path, "POST", form)
            same(answer.status, 502, f"{path} {address}: {wrong(answer)}")
            true(any(words in w for w in wrong(answer)), f"{path} {address}: {wrong(answer)}")
    same(post(s, "/api/v1/feeds", url=here + "/home").status, 400, "a page that names no feed")
    same(s.ask("/sources/add", "POST", {"url": here + "/home"}).status, 400, "a page that names no feed")
    same(post(s, "/api/v1/feeds", url=here + "/private").status, 400, "it leads to no address of the web")
    same(post(s, "/api/v1/compare", documents=[{"text": ONE}, {"url": here + "/empty"}]).status, 400, "no article")
    same(s.ask("/paste", "POST", {"source": [TWO, here + "/article"], "outlet": ["", ""]}).status, 200, "one that answers")
    same(post(s, "/api/v1/compare", documents=[{"text": TWO}, {"url": here + "/article"}]).status, 200, "one that answers")
    same([line for line in s.said().splitlines() if "the desk is at" not in line], [], "none of it is a fault of the server's")
    s.end()


# What breaks programs: numbers at their ends, words of query languages, bytes that mean something elsewhere.
NASTY = ["", " ", "0", "-1", "1", "99999999999999999999", "9223372036854775807", "-9223372036854775808", "18446744073709551615",
         "1e400", "NaN", "%", "%s%n%s%n", "_" * 300, "%" * 60000, "a" * 60000, '"', '"x', "x AND", "NEAR(", "x NEAR/9999999999 y", "*", "a*",
         "^a", "-", "(", "((((((((((((((((((((", "a OR " * 400, "title:", "x:y", "{a b}:c", "\n", "'", "';--", "\\", "../../x", "//x",
         "9999-12-31", "0000-00-00", "0001-01-01", "-9999-01-01", "2026-02-30", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00",
         "3d", "99999999999d", "-5m", "\ufeff", "\U0001f30a", "\u202ex", "e\u0301" * 50, "\ufffd", "\ud7ff", "A,B,,C", "1,2,3,4,5,6",
         "1-2", "5-1", "1:0-9999999999999999999", "null", "true", "[]", "{}", "<x>", "Lukas Djawakoli", "gempa"]


def members(t, schema):
    """The names of an object's members, of all parts that it is of."""
    schema = resolve(t, schema)
    return list(schema.get("properties", {})) + [name for part in schema.get("allOf", []) for name in members(t, part)]


def questions(t):
    """Each operation of the API, with the names of all that it may be asked."""
    for path, item in described(t)["paths"].items():
        for method, operation in item.items():
            names = [resolve(t, p)["name"] for p in operation.get("parameters", []) if resolve(t, p)["in"] == "query"]
            body = resolve(t, operation.get("requestBody", {})).get("content", {}).get("application/json", {})
            names += members(t, body.get("schema", {}))
            yield method.upper(), path, names


@case("nothing that is typed into a question or a form is a fault of the server's")
def _(t):
    base(t)
    s = t.serve(t.desk("typed.desk", t.examples))
    asked = 0
    for method, path, names in questions(t):
        true(names or method == "GET" or "{id}" in path, f"{path}: nothing to ask")
        for name in names:
            for value in NASTY:
                where = fill(t, path)
                if method == "GET":
                    value = value[:9000]
                    answer = s.ask(f"{where}?{quote(name)}={quote(value)}")
                else:
                    others = {n: v for n, v in body_of(t).items() if n in names}
                    answer = s.ask(where, "POST", json.dumps({**others, name: value}), Content_Type="application/json")
                asked += 1
                true(answer.status < 500, f"{method} {where} {name}={value[:60]!r}: {answer.status} {answer.text[:300]}")
    true(asked > 3000, f"only {asked} were asked")
    same([line for line in s.said().splitlines() if "the desk is at" not in line], [], "what the server says")
    s.alive()
    s.end()


@case("no name of a page is a fault of the server's")
def _(t):
    s = base(t)
    for route in t.routes:
        if route["method"] != "GET" or "{name}" not in route["path"]:
            continue
        for value in NASTY:
            if value and len(value) < 9000:
                answer = s.ask(route["path"].replace("{name}", quote(value, safe="")))
                true(answer.status < 500, f"{route['path']} {value[:60]!r}: {answer.status} {answer.text[:300]}")


@case("what went wrong is told in the reader's language on pages, in English to programs")
def _(t):
    s = t.serve(t.desk("told.words.desk", t.examples))
    rows = [("/story/999", None, "tidak ada peristiwa 999"), ("/article/999", None, "tidak ada artikel 999"),
            ("/?limit=x", None, "limit: &#39;x&#39; bukan angka dari 0 sampai 200"), ("/?q=%zz", None, "kode persen"),
            ("/search?q=%22x", None, "tidak ditutup"), ("/?since=%3Cb%3E", None, "&lt;b&gt;&#39; bukan hari"),
            ("/speaker/Nobody%20Here", None, "tidak ada narasumber bernama &#39;Nobody Here&#39;"),
            ("/sources/999", None, "tidak ada umpan 999"), ("/digest?day=x", None, "bukan hari seperti"),
            ("/sources/add", {"url": "http://127.0.0.1/"}, "yang bukan alamat publik"), ("/sources/add", {"url": "x"}, "bukan alamat web"),
            ("/sources/add", {"list": "x"}, "umpan (OPML)"), ("/alerts/new", {"kind": "growth", "growth": "3", "within": "soon"}, "bukan lama waktu"),
            ("/alerts/new", {"kind": "story", "story": "999"}, "tidak ada peristiwa 999"), ("/desk/keep", {"days": "soon"}, "bukan jumlah hari"),
            ("/story/1/merge", {"with": "1"}, "hanya ada satu peristiwa"), ("/story/1/merge", {"with": "999"}, "tidak ada peristiwa 999"),
            ("/decision/9/undo", {}, "tidak ada keputusan 9"), ("/mark/9/unmark", {}, "tidak ada tanda 9"),
            ("/paste", {"source": [ONE, "http://10.0.0.1/"], "outlet": ["", ""]}, "yang bukan alamat publik"),
            ("/outlet/Harian%20Sagara", {"mirror": "yes"}, "siapa pemiliknya"), ("/nothing", None, "tidak ada apa-apa di alamat ini")]
    for path, form, words in rows:
        answer = s.ask(path, "POST", form, Accept_Language="id") if form is not None else s.ask(path, Accept_Language="id")
        true(400 <= answer.status < 500 or path.startswith("/search"), f"{path} {form}: {answer.status}")
        true(words in answer.text, f"{path} {form}: {re.findall(r'(?:class=.note bad|class=.wrong)[^<]*<?[^<]*', answer.text)}")
    same(s.ask("/api/v1/stories/999", Accept_Language="id").json["title"], "there is no story 999")
    same(s.ask("/story/999", Accept_Language="en").text.count("there is no story 999"), 2, "title and note")
    s.end()
