"""How a server begins, goes on beside others, and ends."""
import concurrent.futures
import os
import subprocess
import time

from attacks import head
from served import SLOW, case, fingerprint, free_port, same, true
from table import base, gets, lone


@case("32 clients at once get what one gets")
def _(t):
    base(t)
    paths = [path for route, path in gets(t) if "/events" not in path][:24]
    alone = {path: t.base.ask(path).body for path in paths}

    def one(number):
        for path in paths[number % 3::3]:
            same(t.base.ask(path).body == alone[path], True, path)
        return True

    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        same(sum(pool.map(one, range(96))), 96)


@case("reading goes on while articles are added, and shows them")
def _(t):
    desk = t.desk("busy.desk", lone(t))
    server = t.serve(desk)
    folder = t.path("many")
    os.mkdir(folder)
    for i in range(60):
        with open(os.path.join(folder, f"{i}.txt"), "w", encoding="utf-8") as out:
            out.write(f"Jembatan {i} Ditutup\n\nWanasari, {i % 27 + 1} Mei 2026 - Jembatan nomor {i} ditutup karena retak. "
                      f"\"Ada {i + 3} retakan,\" kata Kepala Dinas Budi Tirta.\n" * 3)
    adding = subprocess.Popen([t.kabar, "add", "--desk", desk, folder], env=t.env, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    asked = 0
    while adding.poll() is None or asked < 5:
        for path in ("/", "/api/v1/stories?limit=200", "/api/v1/status", "/search?q=jembatan"):
            same(server.ask(path).status, 200, path)
        asked += 1
    same(adding.returncode, 0)
    same(server.ask("/api/v1/status").json["articles"], 61)
    server.end()


@case("a server that was killed leaves the desk whole, and another one starts where it was")
def _(t):
    desk = t.desk("killed.desk", t.examples)
    before = fingerprint(desk)
    server = t.serve(desk)
    same(server.ask("/").status, 200)
    line = server.connect()
    line.sendall(head(server, "GET", "/"))
    same(server.end(kill=True)[0], -9)
    again = t.serve(desk, port=server.port)
    same(again.ask("/").status, 200)
    same(again.end()[0], 0)
    line.close()
    same(fingerprint(desk), before)
    t.run("check", "--desk", desk)


@case("told to end it ends within two seconds, though connections are open")
def _(t):
    server = t.serve(t.desk("end.desk", t.examples))
    lines = [server.connect() for _ in range(10)]
    for i, line in enumerate(lines):
        line.sendall((b"", b"GET / HT", head(server, "GET", "/"),
                      head(server, "POST", "/choice", "Content-Length: 100") + b"a")[i % 4])
    for route in t.routes:
        if "events" in route["path"]:
            lines.append(server.connect())
            lines[-1].sendall(head(server, "GET", route["path"]))
    time.sleep(0.2)
    code, seconds = server.end()
    same(code, 0)
    true(seconds < 2 * SLOW, f"{seconds:.1f} s")
    for line in lines:
        line.close()


@case("a second server at the same address says what is the matter, and the first goes on")
def _(t):
    base(t)
    t.run("serve", "--desk", t.base_desk, "--listen", f"127.0.0.1:{t.base.port}", code=1)
    true("cannot listen" in t.stderr and str(t.base.port) in t.stderr and "in use" in t.stderr.lower(), t.stderr)
    t.base.alive()


@case("two servers of one desk both see what one of them changes")
def _(t):
    desk = t.desk("two.desk", t.examples)
    one, two = t.serve(desk), t.serve(desk, "--read-only")
    told = lambda server: [{k: v for k, v in s.items() if k != "disputes"}   # those are counted beside, by and by
                           for s in server.ask("/api/v1/stories").json["stories"]]
    stories = [s["story"] for s in told(one)]
    same(told(two), told(one))
    t.run("merge", "--desk", desk, *map(str, stories))
    for server in (one, two):
        same(len(server.ask("/api/v1/stories").json["stories"]), len(stories) - 1)
        server.end()


@case("a desk that is not there is made, unless nothing may be changed; one that is none is refused")
def _(t):
    server = t.serve(t.path("new.desk"))
    same(server.ask("/").status, 200)
    same(server.ask("/api/v1/stories").json["stories"], [])
    server.end()
    t.run("serve", "--desk", t.path("none.desk"), "--read-only", "--listen", f"127.0.0.1:{free_port()}", code=3)
    true(not os.path.exists(t.path("none.desk")), "it was made")
    t.run("serve", "--desk", lone(t), "--listen", f"127.0.0.1:{free_port()}", code=3)


@case("what cannot be served is said before anything is")
def _(t):
    base(t)
    t.make_certificate()
    rows = [(["--listen", "x"], 2), (["--listen", "127.0.0.1:0"], 2), (["--listen", "127.0.0.1:65536"], 2),
            (["--listen", "127.0.0.1:-1"], 2), (["--listen", "localhost:8000"], 2), (["--listen", "[::1"], 2),
            (["--listen", ""], 2), (["--certificate", t.certificate], 2), (["--key", t.key], 2), (["--proxy-tls"], 2),
            (["--certificate", t.path("lone.txt"), "--key", t.key, "--listen", f"127.0.0.1:{free_port()}"], 2),
            (["--certificate", t.path("nothing.pem"), "--key", t.key], 1), (["--read-only", "--watch"], 2), (["word"], 2),
            (["--connections", "x"], 2), (["--per-address", "x"], 2),
            (["--per-address", "9", "--proxy-tls", "--name", "meja.example"], 2)]
    for words, code in rows:
        t.run("serve", "--desk", t.base_desk, *words, code=code)
        true(t.stderr.startswith("kabar: "), f"{words}: {t.stderr}")


@case("TLS is spoken on the loopback with the certificate that was given")
def _(t):
    base(t)
    t.make_certificate()
    server = t.serve(t.base_desk, "--certificate", t.certificate, "--key", t.key, tls=True)
    same(server.ask("/").status, 200)
    same(server.ask("/choice", "POST", body={"ui": "id"}).status, 303)
    true("Secure" in server.ask("/choice", "POST", body={"ui": "id"}).field("Set-Cookie"), "Secure")
    same(server.ask("/choice", "POST", body={"ui": "id"}, Origin=f"http://127.0.0.1:{server.port}").status, 403)
    same(server.ask("/", Accept_Language="id").status, 200)
    server.tls = False
    true(b"HTTP/1.1 200" not in server.raw(head(server, "GET", "/"), 2), "it answers without TLS")
    server.tls = True
    same(server.ask("/healthz").status, 200)
    same(server.end()[0], 0)
