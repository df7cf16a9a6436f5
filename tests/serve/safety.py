"""Who is let in, and to what: names, origins, tokens, and desks of which nothing can be changed."""
import os
import re

from served import case, fingerprint, free_port, same, true
from table import base, check_head, check_problem, fill, gets

TOKEN = re.compile(r"\b[0-9a-f]{64}\b")


def changes(t):
    """Every route that changes something, filled; with a body that means something for most of them."""
    base(t)
    for route in t.routes:
        if route["method"] == "POST":
            yield route, fill(t, route["path"])


def body_of(t):
    return {"name": "x", "note": "x", "story": str(t.story), "article": str(t.article), "verdict": "verified", "report": "1",
            "begin": "0", "end": "5", "ui": "id", "token": "x", "query": "gempa", "search": "gempa", "days": "9",
            "text": "Satu laporan\n\nJakarta - Kata Sari: \"Ya.\"", "into": str(t.story), "span": "0-5"}


@case("a page of another site that resolves its name to this machine is refused (DNS rebinding)")
def _(t):
    port = base(t).port
    own = [f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}", f"[::1]:{port}"]
    others = ["evil.example", f"evil.example:{port}", "localhost", "127.0.0.1", f"127.0.0.2:{port}", f"localhost:{port + 1}",
              f"localhost:{port}.evil.example", f"localhost.evil.example:{port}", f"127.0.0.1.evil.example:{port}",
              f"localhost:{port}@evil.example", f"evil.example@localhost:{port}", f"localhost:0{port}", "", ":", f":{port}",
              f"0.0.0.0:{port}", f"localhost.:{port}", f"127.1:{port}", f"2130706433:{port}", f"localhost:{port},evil.example"]
    for host in own:
        same(base(t).ask("/", Host=host).status, 200, host)
    for host in others:
        for path in ("/", "/api/v1/stories", "/static/site.css", "/healthz"):
            answer = base(t).ask(path, Host=host)
            true(answer.status in (400, 421), f"{host} {path}: {answer.status}")
            check_head(answer, host) if answer.status == 421 else None
        same(base(t).ask("/choice", "POST", body={"ui": "id"}, Host=host).status in (400, 421), True, host)
    true(base(t).ask("/", Host=None).status in (400, 421), "no Host")
    raw = base(t).raw(b"GET / HTTP/1.0\r\n\r\n")
    true(b" 421 " in raw.split(b"\r\n")[0] or b" 400 " in raw.split(b"\r\n")[0], raw[:80])


@case("changes are taken from the desk's own pages alone, at every route that takes any")
def _(t):
    base(t)
    before, own = fingerprint(t.base_desk), t.base.origin
    port = t.base.port
    rows = [dict(Origin=None), dict(Origin="null"), dict(Origin="https://evil.example"), dict(Origin="http://evil.example"),
            dict(Origin=own.replace("http:", "https:")), dict(Origin=f"http://127.0.0.1:{port + 1}"),
            dict(Origin=f"http://127.0.0.1:{port}.evil.example"), dict(Origin="http://127.0.0.1"), dict(Origin=""),
            dict(Origin=own + "/"), dict(Origin=own, Sec_Fetch_Site="cross-site"),
            dict(Origin=own, Sec_Fetch_Site="same-site"), dict(Origin=own, Sec_Fetch_Site="none"),
            dict(Origin=None, Sec_Fetch_Site="cross-site"), dict(Origin=None, Sec_Fetch_Site="none"),
            dict(Origin="https://evil.example", Authorization="Bearer x"),
            dict(Origin="https://evil.example", Content_Type="application/json"),
            dict(Origin=None, Content_Type="text/plain"), dict(Origin=None, Content_Type="multipart/form-data; boundary=x"),
            dict(Origin=None, Content_Type="text/plain; application/json")]
    for route, path in changes(t):
        for row in rows:
            answer = t.base.ask(path, "POST", body=body_of(t), own=False, **row)
            same(answer.status, 403, f"{path} {row}")
            same(answer.field("Set-Cookie"), None, f"{path} {row}")
            if route["json"]:
                check_problem(answer, path)
    same(fingerprint(t.base_desk), before, "the desk")
    same(t.base.ask("/choice", "POST", body={"ui": "id"}, Sec_Fetch_Site="same-origin").status, 303)
    same(t.base.ask("/choice", "POST", body={"ui": "id"}, own=False, Sec_Fetch_Site="same-origin").status, 303)


@case("where a token is asked for nothing is told without one, and a page leads to where it is given")
def _(t):
    base(t)
    t.token_desk = t.desk("token.desk", t.examples)
    made = t.run("token", "--desk", t.token_desk, "sari")
    t.token = TOKEN.search(made)[0]
    t.reader = TOKEN.search(t.run("token", "--desk", t.token_desk, "--read-only", "magang"))[0]
    t.asking = t.serve(t.token_desk, "--ask-token")
    free = {r["path"] for r in t.routes if r["free"]}
    for route, path in gets(t):
        answer = t.asking.ask(path)
        if route in free:
            true(answer.status == 200, f"{path}: {answer.status}")
        elif answer.status == 303:
            same(answer.field("Location"), "/enter", path)
            true(b"Alor" not in answer.body, path)
        else:
            same(answer.status, 401, path)
            true((answer.field("WWW-Authenticate") or "").startswith("Bearer"), f"{path}: WWW-Authenticate")
    for route, path in changes(t):
        if route["path"] not in free:
            answer = t.asking.ask(path, "POST", body=body_of(t))
            true(answer.status == 401, f"{path}: {answer.status}")


@case("a token lets in, by Authorization and by the cookie that /enter gives")
def _(t):
    for words in (f"Bearer {t.token}", f"bearer {t.token}", f"Bearer  {t.token} "):
        same(t.asking.ask("/api/v1/stories", Authorization=words).status, 200, words[:8])
    bad = ["", "Bearer", "Bearer ", f"Basic {t.token}", t.token, f"Bearer {t.token[:-1]}", f"Bearer {t.token}0",
           f"Bearer {t.token.upper()}", "Bearer " + "0" * 64, "Bearer " + "x" * 8000, f"Bearer {t.token}\t{t.token}"]
    for words in bad:
        same(t.asking.ask("/api/v1/stories", Authorization=words).status, 401, words[:80])
    came = t.asking.ask("/enter", "POST", body={"token": t.token, "back": "/story/1"})
    same(came.status, 303)
    cookie = came.field("Set-Cookie")
    true("HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie, cookie)
    same(t.asking.ask("/", Cookie=cookie.split(";")[0]).status, 200)
    same(t.asking.ask("/", Cookie=f"kabar_token={t.token}x").status, 303)
    for wrong in ("", "x", t.token[:-1], "0" * 64, "' OR 1=1 --", t.token + "\r\nSet-Cookie: a=b", "f" * 70000):
        answer = t.asking.ask("/enter", "POST", body={"token": wrong})
        true(answer.status in (400, 401, 413), f"{wrong[:20]}: {answer.status}")
        same(answer.field("Set-Cookie"), None, wrong[:20])
    gone = t.asking.ask("/leave", "POST", body={}, Cookie=f"kabar_token={t.token}")
    true(gone.status == 303 and "Max-Age=0" in gone.field("Set-Cookie"), "leave")


@case("the desk keeps no token, only its hash")
def _(t):
    for name in os.listdir(t.home):
        if name.startswith("token.desk") or name.startswith("server-"):
            with open(t.path(name), "rb") as file:
                held = file.read()
            for token in (t.token, t.reader):
                true(token.encode() not in held and bytes.fromhex(token) not in held, name)
    true(t.token not in t.run("token", "--desk", t.token_desk), "the list of tokens tells them")
    true(t.token not in t.run("token", "--desk", t.token_desk, "--json"), "the list of tokens tells them")


@case("a reader's token reads all and changes nothing, and is shown no form that does")
def _(t):
    before = fingerprint(t.token_desk)
    for route, path in gets(t):
        status = t.asking.ask(path, Authorization=f"Bearer {t.reader}").status
        true(status in (200, 404) or (status == 403 and shows_a_form(t, route)), f"{path}: {status}")
    for route, path in changes(t):
        answer = t.asking.ask(path, "POST", body=body_of(t), Authorization=f"Bearer {t.reader}")
        if route["changes"]:
            same(answer.status, 403, path)
        json = t.asking.ask(path, "POST", body="{}", own=False, Authorization=f"Bearer {t.reader}",
                            Content_Type="application/json")
        if route["changes"]:
            same(json.status, 403, path)
    same(fingerprint(t.token_desk), before, "the desk")
    check_forms(t, t.asking, Cookie=f"kabar_token={t.reader}")


def shows_a_form(t, path):
    return any(r["form"] for r in t.routes if r["path"] == path and r["method"] == "GET")


def check_forms(t, server, **fields):
    allowed = {"/choice", "/leave", "/enter"} | {r["path"] for r in t.routes
                                                 if r["method"] == "POST" and not r["changes"]}
    for route, path in gets(t, json=False):
        for form in re.findall(r'<form method="post" action="([^"]*)"', server.ask(path, **fields).text):
            true(form in allowed, f"{path}: a form for {form}")


@case("a token that was taken away lets nobody in")
def _(t):
    other = TOKEN.search(t.run("token", "--desk", t.token_desk, "tamu"))[0]
    same(t.asking.ask("/", Authorization=f"Bearer {other}").status, 200)
    t.run("token", "--desk", t.token_desk, "--remove", "tamu")
    same(t.asking.ask("/", Authorization=f"Bearer {other}").status, 303)
    same(t.asking.ask("/api/v1/stories", Authorization=f"Bearer {other}").status, 401)
    t.asking.end()


@case("a server that is read only refuses every change, shows no form for one, and says so")
def _(t):
    base(t)
    server = t.serve(t.base_desk, "--read-only")
    before = fingerprint(t.base_desk)
    for route, path in changes(t):
        for how in (dict(body=body_of(t)), dict(body="{}", own=False, Content_Type="application/json")):
            answer = server.ask(path, "POST", **how)
            if route["changes"]:
                same(answer.status, 403, path)
    same(fingerprint(t.base_desk), before, "the desk")
    check_forms(t, server)
    true(server.ask("/healthz").json["read_only"], "/healthz")
    same(server.end()[0], 0)


@case("from outside nobody is let in without TLS and a token")
def _(t):
    base(t)
    t.run("serve", "--desk", t.base_desk, "--listen", f"0.0.0.0:{free_port()}", code=2)
    true("TLS" in t.stderr, t.stderr)
    t.make_certificate()
    port = free_port()
    server = t.serve(t.base_desk, "--certificate", t.certificate, "--key", t.key, "--name", f"localhost:{port}",
                     address="0.0.0.0", port=port, tls=True)
    host = f"localhost:{port}"
    same(server.ask("/", Host=host).status, 303)
    same(server.ask("/api/v1/stories", Host=host).status, 401)
    same(server.ask("/api/v1/stories", Host=f"127.0.0.1:{port}").status, 421)
    token = TOKEN.search(t.run("token", "--desk", t.base_desk, "luar"))[0]
    same(server.ask("/api/v1/stories", Host=host, Authorization=f"Bearer {token}").status, 200)
    came = server.ask("/enter", "POST", body={"token": token}, Host=host, Origin=f"https://localhost:{port}")
    true("Secure" in came.field("Set-Cookie"), came.field("Set-Cookie"))
    server.end()


@case("behind a proxy that speaks TLS a token is asked for, by its name alone")
def _(t):
    base(t)
    server = t.serve(t.base_desk, "--proxy-tls", "--name", "meja.example")
    same(server.ask("/api/v1/stories", Host="meja.example").status, 401)
    same(server.ask("/choice", "POST", body={"ui": "id"}, Host="meja.example", Origin="https://meja.example").status, 303)
    same(server.ask("/choice", "POST", body={"ui": "id"}, Host="meja.example", Origin="http://meja.example").status, 403)
    same(server.ask("/", Host="evil.example").status, 421)
    server.end()
