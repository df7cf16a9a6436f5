"""Duties: what a good citizen does."""
import gzip
import struct
import zlib

from server import answer, chunked, to
from stage import NOW, TEXT, row, seen

ZSTD = b"\x28\xb5\x2f\xfd\x20" + bytes([len(TEXT)]) + struct.pack("<I", len(TEXT) << 3 | 1)[:3] + TEXT.encode()
BROTLI = b"\x8b\x18\x80" + TEXT.encode() + b"\x03"


# ---- what is sent ----

@row("What is asked", "User-Agent with a contact", "kabar/VERSION (+https://desk.example/about)")
def _(t):
    host = t.host({"/f": answer(200, TEXT)})
    t.ask(host.url("/f"), contact="https://desk.example/about")
    said = host.requests[0].field("User-Agent")
    return said.replace(said.split("/")[1].split(" ")[0], "VERSION", 1)


@row("What is asked", "User-Agent without one", "kabar/VERSION")
def _(t):
    host = t.host({"/f": answer(200, TEXT)})
    t.ask(host.url("/f"))
    name, _, version = host.requests[0].field("User-Agent").partition("/")
    return f"{name}/VERSION" if version.replace(".", "").isdigit() else "another"


@row("What is asked", "a feed: what is accepted", "feeds first; gzip, deflate, br, zstd; nothing else of who asks")
def _(t):
    host = t.host({"/f": answer(200, TEXT)})
    t.ask(host.url("/f"))
    sent = {name.lower(): value for name, value in host.requests[0].fields}
    more = set(sent) - {"host", "user-agent", "accept", "accept-encoding"}
    return (("feeds first; " if sent["accept"].startswith("application/rss+xml") else "") + sent["accept-encoding"] +
            "; " + (", ".join(sorted(more)) or "nothing else of who asks"))


@row("What is asked", "ETag sent back byte for byte", '304; W/"a b\\"ç" came back')
def _(t):
    tag = 'W/"a b\\"\u00e7"'
    async def route(request, _reader, writer):
        # A header is bytes: what was sent in UTF-8 must come back so.
        back = (request.field("If-None-Match") or "").encode("latin-1").decode("utf-8", "replace")
        writer.write(answer(304) if back == tag else answer(200, TEXT, ETag=tag.encode().decode("latin-1")))
        return True
    host = t.host({"/f": route})
    first = t.ask(host.url("/f"))
    return f"{t.see(host.url('/f'), etag=first['etag'])}; {first['etag']} came back"


@row("What is asked", "Last-Modified sent back byte for byte, also one that is no date", "304; 04-03-2025 10.00 WIB came back")
def _(t):
    async def route(request, _reader, writer):
        same = request.field("If-Modified-Since") == "04-03-2025 10.00 WIB"
        writer.write(answer(304) if same else answer(200, TEXT, Last_Modified="04-03-2025 10.00 WIB"))
        return True
    host = t.host({"/f": route})
    first = t.ask(host.url("/f"))
    return f"{t.see(host.url('/f'), last_modified=first['last_modified'])}; {first['last_modified']} came back"


@row("What is asked", "a 304 has no body", "304, 0 bytes")
def _(t):
    host = t.host({"/f": answer(304, ETag='"x"')})
    said = t.ask(host.url("/f"), etag='"x"')
    return f"{seen(said)}, {said['bytes']} bytes"


@row("What is asked", "an address with letters beyond ASCII and a fragment", "/berita/caf%C3%A9?q=%C3%A9")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    t.ask(host.url("/berita/café?q=é#bagian"))
    return host.requests[0].path


@row("What is asked", "a host beyond ASCII", "xn--bcher-kva.example")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    t.ask(f"http://BÜCHER.example:{t.net.port}/", resolve={"xn--bcher-kva.example": [host.address]})
    return host.requests[0].field("Host").split(":")[0]


@row("What is asked", "a hook: its words are sent as they are, with their type", 'POST application/json {"a":1}')
def _(t):
    host = t.host({"/h": answer(200)})
    t.ask(host.url("/h"), "hook", body='{"a":1}', type="application/json")
    said = host.requests[0]
    return f"{said.method} {said.field('Content-Type')} {said.body.decode()}"


@row("What is asked", "a hook that redirects", "302; not followed")
def _(t):
    other = t.host({"*": answer(200)})
    host = t.host({"/h": to(other.url("/"))})
    words = t.see(host.url("/h"), "hook", body="{}", type="application/json")
    return words + ("; followed" if other.connections else "; not followed")


# ---- what is answered ----

@row("What is answered", "404, 410, 500, 503", "404, 410, 500, 503")
def _(t):
    host = t.host({f"/{code}": answer(code) for code in (404, 410, 500, 503)})
    return ", ".join(t.see(host.url(f"/{code}")) for code in (404, 410, 500, 503))


@row("What is answered", "in gzip, deflate (with and without its frame), Brotli, Zstandard, as it is", "all six read")
def _(t):
    raw = zlib.compressobj(wbits=-15)
    packed = {"gzip": gzip.compress(TEXT.encode()), "deflate": zlib.compress(TEXT.encode()),
              "Deflate": raw.compress(TEXT.encode()) + raw.flush(), "br": BROTLI, "zstd": ZSTD,
              "identity": TEXT.encode()}
    host = t.host({f"/{name}": answer(200, body, Content_Encoding=name) for name, body in packed.items()})
    bad = [name for name in packed if t.ask(host.url(f"/{name}"))["body"] != TEXT]
    return "all six read" if not bad else "not " + ", ".join(bad)


@row("What is answered", "in chunks", "200, whole")
def _(t):
    host = t.host({"/f": chunked(TEXT[:9].encode(), TEXT[9:].encode())})
    said = t.ask(host.url("/f"))
    return f"{seen(said)}, {'whole' if said['body'] == TEXT else 'not whole'}"


@row("What is answered", "to its end, without a length", "200, whole")
def _(t):
    host = t.host({"/f": answer(200, TEXT, length=False, close=True)})
    said = t.ask(host.url("/f"))
    return f"{seen(said)}, {'whole' if said['body'] == TEXT else 'not whole'}"


@row("What is answered", "its media type", "application/atom+xml; charset=iso-8859-1")
def _(t):
    host = t.host({"/f": answer(200, TEXT, Content_Type="application/atom+xml; charset=iso-8859-1")})
    return t.ask(host.url("/f"))["type"]


@row("What is answered", "after 103 Early Hints", "200, its own ETag")
def _(t):
    early = b"HTTP/1.1 103 Early Hints\r\nETag: \"early\"\r\n\r\n"
    host = t.host({"/f": early + answer(200, TEXT, ETag='"own"')})
    said = t.ask(host.url("/f"))
    return f"{seen(said)}, {'its own ETag' if said['etag'] == chr(34) + 'own' + chr(34) else said['etag']}"


# ---- how long, when again ----

DATE = "Tue, 04 Mar 2025 10:00:00 GMT"   # NOW
TIMES = [
    ("Retry-After in seconds", dict(code=503, Retry_After="120"), "retry_after", 120),
    ("Retry-After as a date", dict(code=503, Retry_After="Tue, 04 Mar 2025 10:30:00 GMT"), "retry_after", 1800),
    ("Retry-After as RFC 850 has dates", dict(code=503, Retry_After="Tuesday, 04-Mar-25 10:30:00 GMT"),
     "retry_after", 1800),
    ("Retry-After as asctime has dates", dict(code=503, Retry_After="Tue Mar  4 10:30:00 2025"), "retry_after", 1800),
    ("Retry-After that is past", dict(code=503, Retry_After="Tue, 04 Mar 2025 09:00:00 GMT"), "retry_after", 0),
    ("no Retry-After", dict(code=503), "retry_after", -1),
    ("Cache-Control: max-age", dict(Cache_Control="public, max-age=600"), "fresh", 600),
    ("max-age less Age", dict(Cache_Control="max-age=600", Age="200", Date=DATE), "fresh", 400),
    ("max-age less the time since Date", dict(Cache_Control="max-age=600", Date="Tue, 04 Mar 2025 09:55:00 GMT"),
     "fresh", 300),
    ("max-age before Expires", dict(Cache_Control="max-age=600", Expires="Tue, 04 Mar 2025 12:00:00 GMT", Date=DATE),
     "fresh", 600),
    ("Expires less Date", dict(Expires="Tue, 04 Mar 2025 10:15:00 GMT", Date=DATE), "fresh", 900),
    ("Expires: 0", dict(Expires="0", Date=DATE), "fresh", 0),
    ("Cache-Control: no-cache", dict(Cache_Control="no-cache, max-age=600"), "fresh", 0),
    ("Cache-Control in two lines", dict(Cache_Control=["public", "max-age=60"]), "fresh", 60),
    ("nothing said", dict(Date=DATE), "fresh", -1),
]


def keep_time(case, fields, key, value):
    @row("When to come again", case, f"{value} s" if value >= 0 else "not said")
    def _(t):
        host = t.host({"/f": answer(**{"body": TEXT, "code": 200, **fields})})
        # A second of the test's own may pass.
        said = t.ask(host.url("/f"), now=NOW)[key]
        return "not said" if said < 0 else f"{value if 0 <= value - said <= 2 else said} s"


for each in TIMES:
    keep_time(*each)


@row("When to come again", "Cache-Control: no-store", "told")
def _(t):
    host = t.host({"/f": answer(200, TEXT, Cache_Control="no-store")})
    return "told" if t.ask(host.url("/f"))["no_store"] else "not told"


# ---- redirects ----

def chain(t, *codes):
    """A host that redirects with these codes, one after the other, then answers."""
    host = t.host({f"/{len(codes)}": answer(200, TEXT)})
    for i, code in enumerate(codes):
        host.routes[f"/{i}"] = to(f"/{i + 1}", code)
    said = t.ask(host.url("/0"))
    moved = said["moved"].rpartition("/")[2]
    return f"{seen(said)} at /{said['final'].rpartition('/')[2]}, {'moved to /' + moved if moved else 'not moved'}"


for codes, words in (((301,), "200 at /1, moved to /1"), ((308,), "200 at /1, moved to /1"),
                     ((301, 308), "200 at /2, moved to /2"), ((302,), "200 at /1, not moved"),
                     ((303,), "200 at /1, not moved"), ((307,), "200 at /1, not moved"),
                     ((301, 302), "200 at /2, moved to /1"), ((302, 301), "200 at /2, not moved")):
    row("Redirects", ", then ".join(map(str, codes)), words)(lambda t, codes=codes: chain(t, *codes))


@row("Redirects", "301 that leads to a 404", "404, moved to /gone: the caller sees the code")
def _(t):
    host = t.host({"/a": to("/gone", 301)})
    said = t.ask(host.url("/a"))
    return f"{seen(said)}, moved to /{said['moved'].rpartition('/')[2]}: the caller sees the code"


@row("Redirects", "relative targets: ../b, ?q=1, //host/c", "/b, /a/?q=1, /c")
def _(t):
    host = t.host()
    host.routes.update({"/a/1": to("../b"), "/a/2": to("?q=1"), "/a/3": to(f"//{host.address}:{t.net.port}/c"),
                        "*": answer(200, TEXT)})
    host.routes["/a/2"] = to("./?q=1")
    return ", ".join("/" + t.ask(host.url(f"/a/{i}"))["final"].split("/", 3)[3] for i in (1, 2, 3))


# ---- pace ----

@row("Pace", "ten requests to one host at once", "one connection at a time")
def _(t):
    host = t.host({"*": answer(200, TEXT, close=True)})
    t.scene([host.url(f"/{i}") for i in range(10)], together=True)
    return "one connection at a time" if host.most_open == 1 and len(host.requests) == 10 else f"{host.most_open}"


@row("Pace", "a pause of 0.3 s between two requests to a host", "kept")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    t.scene([host.url(f"/{i}") for i in range(4)], together=True, delay=0.3)
    gaps = [b - a for a, b in zip(host.times, host.times[1:])]
    return "kept" if min(gaps) >= 0.29 else f"{min(gaps):.2f} s"


@row("Pace", "the pause holds over a redirect to the same host", "kept")
def _(t):
    host = t.host({"/a": to("/b"), "/b": answer(200, TEXT)})
    t.ask(host.url("/a"), delay=0.3)
    return "kept" if host.times[1] - host.times[0] >= 0.29 else "not kept"


@row("Pace", "twenty slow hosts", "asked at once")
def _(t):
    hosts = [t.host({"*": slow_answer(t, 1)}) for _ in range(20)]
    t.scene([host.url("/f") for host in hosts], together=True)
    times = [host.times[0] for host in hosts]
    return "asked at once" if max(times) - min(times) < 0.9 else f"over {max(times) - min(times):.1f} s"


def slow_answer(_t, seconds):
    async def route(_request, _reader, writer):
        import asyncio
        await asyncio.sleep(seconds)
        writer.write(answer(200, TEXT))
        return True
    return route


@row("Pace", "no more hosts at once than allowed (3 of 12)", "3")
def _(t):
    state = {"now": 0, "most": 0}
    async def route(_request, _reader, writer):
        import asyncio
        state["now"] += 1
        state["most"] = max(state["most"], state["now"])
        await asyncio.sleep(0.05)
        state["now"] -= 1
        writer.write(answer(200, TEXT))
        return True
    t.scene([t.host({"*": route}).url("/f") for _ in range(12)], together=True, hosts=3)
    return str(state["most"])


@row("Pace", "Crawl-delay: 0.4", "kept between pages")
def _(t):
    host = t.host({"/robots.txt": answer(200, "User-agent: *\nCrawl-delay: 0.4\n"), "*": answer(200, TEXT)})
    t.scene([{"url": host.url(f"/{i}"), "kind": "page"} for i in range(3)], together=True)
    gaps = [b - a for a, b in zip(host.times[1:], host.times[2:])]
    return "kept between pages" if min(gaps) >= 0.39 else f"{min(gaps):.2f} s"


@row("Pace", "Crawl-delay longer than what is waited for", "200, later: 300 s")
def _(t):
    host = t.host({"/robots.txt": answer(200, "User-agent: *\nCrawl-delay: 300\n"), "*": answer(200, TEXT)})
    said = t.scene([{"url": host.url(f"/{i}"), "kind": "page"} for i in range(2)])
    return f"{seen(said[0])}, {seen(said[1])}: {said[1]['retry_after']} s"


@row("Pace", "429 with Retry-After: the host's other requests", "429, later, later: 900 s; asked once")
def _(t):
    host = t.host({"*": answer(429, Retry_After="900")})
    said = t.scene([host.url(f"/{i}") for i in range(3)], together=True)
    return f"{', '.join(map(seen, said))}: {said[2]['retry_after']} s; asked {['never', 'once'][len(host.requests)]}"


@row("Pace", "a connection is used again", "3 requests, 1 connection")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    t.scene([host.url(f"/{i}") for i in range(3)])
    return f"{len(host.requests)} requests, {host.connections} connection"


@row("Pace", "a client that is closed while others run, wait for their turn and for robots.txt", "one answer; all are let go")
def _(t):
    fast = t.host({"*": answer(200, TEXT)})
    slow = t.host({"*": slow_answer(t, 5)})
    requests = [fast.url()] + [slow.url(f"/{i}") for i in range(3)] + [{"url": slow.url("/x"), "kind": "page"},
                                                                      {"url": t.host({"*": slow_answer(t, 5)}).url("/x"),
                                                                       "kind": "page"}]
    said = t.scene(requests, together=True, leave=True)
    return "one answer; all are let go" if len(said) == 1 else f"{len(said)} answers"


# ---- robots.txt ----

RULES = "User-agent: *\nDisallow: /all\nUser-agent: kabar\nDisallow: /kept\nAllow: /kept/not\n"


def robots(t, path, kind="page", text=RULES, **options):
    host = t.host({"/robots.txt": answer(200, text), "*": answer(200, TEXT)})
    words = t.see(host.url(path), kind, **options)
    return words + ("" if any(r.path == path for r in host.requests) else "; not asked for")


for path, kind, words in (("/kept/x", "page", "robots; not asked for"), ("/kept/x", "sitemap", "robots; not asked for"),
                          ("/kept/not/x", "page", "200"), ("/all/x", "page", "200"), ("/kept/x", "feed", "200"),
                          ("/kept/x", "hook", "200")):
    row("robots.txt", f"{path} as a {kind} (for kabar: no /kept but /kept/not; for others: no /all)", words)(
        lambda t, path=path, kind=kind: robots(t, path, kind))


@row("robots.txt", "three pages", "asked for once, before them")
def _(t):
    host = t.host({"/robots.txt": answer(200, RULES), "*": answer(200, TEXT)})
    t.scene([{"url": host.url(f"/{i}"), "kind": "page"} for i in range(3)], together=True)
    paths = [r.path for r in host.requests]
    return "asked for once, before them" if paths == ["/robots.txt", "/0", "/1", "/2"] else str(paths)


for code, words in ((404, "200"), (403, "200"), (500, "robots; not asked for"), (503, "robots; not asked for"),
                    (429, "robots; not asked for")):
    def _(t, code=code):
        host = t.host({"/robots.txt": answer(code), "*": answer(200, TEXT)})
        said = t.see(host.url("/x"), "page")
        return said + ("" if any(r.path == "/x" for r in host.requests) else "; not asked for")
    row("robots.txt", f"answers {code}", words)(_)


@row("robots.txt", "behind a redirect to another host", "robots; not asked for")
def _(t):
    other = t.host({"/r": answer(200, RULES)})
    host = t.host({"/robots.txt": to(other.url("/r")), "*": answer(200, TEXT)})
    return t.see(host.url("/kept"), "page") + ("; not asked for" if len(host.requests) == 1 else "")


@row("robots.txt", "of the host to which a page redirects", "robots; not asked for")
def _(t):
    other = t.host({"/robots.txt": answer(200, RULES), "*": answer(200, TEXT)})
    host = t.host({"/a": to(other.url("/kept"))})
    words = t.see(host.url("/a"), "page")
    return words + ("; not asked for" if [r.path for r in other.requests] == ["/robots.txt"] else "")


@row("robots.txt", "kept from an earlier run", "robots; not asked for again")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    kept = {host.url(""): {"verdict": "rules", "text": RULES, "until": NOW + 1000}}
    return t.see(host.url("/kept"), "page", now=NOW, robots=kept) + ("" if host.requests else "; not asked for again")


@row("robots.txt", "kept from an earlier run, older than a day, and now 500", "robots: the old one goes on to hold")
def _(t):
    host = t.host({"/robots.txt": answer(500), "*": answer(200, TEXT)})
    kept = {host.url(""): {"verdict": "rules", "text": RULES, "until": NOW - 1}}
    said = t.scene([{"url": host.url("/kept"), "kind": "page"}, {"url": host.url("/x"), "kind": "page"}], now=NOW,
                   robots=kept)
    return "robots: the old one goes on to hold" if [seen(s) for s in said] == ["robots", "200"] else str(said)


@row("robots.txt", "is given to be kept", "for a day")
def _(t):
    host = t.host({"/robots.txt": answer(200, RULES), "*": answer(200, TEXT)})
    t.see(host.url("/x"), "page", now=NOW)
    left = t.saved[0]["until"] - NOW
    return "for a day" if 0 <= left - 86400 < 5 and t.saved[0]["text"] == RULES else str(t.saved)


# ---- TLS, cookies, proxy, private ----

@row("The user's own", "https with a certificate of a trusted authority", "200")
def _(t):
    host = t.host({"*": answer(200, TEXT)}, tls="good")
    return t.see(f"https://warta.example:{t.net.tls_port}/", resolve={"warta.example": [host.address]},
                 trusted=t.certificate("ca"))


def jar(*lines):
    return "# Netscape HTTP Cookie File\n" + "".join("\t".join(line) + "\n" for line in lines)


@row("The user's own", "a cookie that the user set goes to its host and path", "abo=42 to /langganan, none to /")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    cookies = jar((host.address, "FALSE", "/langganan", "FALSE", "0", "abo", "42"))
    t.scene([host.url("/langganan/x"), host.url("/langgananku")], cookies=cookies)
    said = [r.field("Cookie") for r in host.requests]
    return f"{said[0]} to /langganan, {'none' if said[1] is None else said[1]} to /"


@row("The user's own", "a cookie for https alone", "none over http, abo=42 over https")
def _(t):
    host = t.host({"*": answer(200, TEXT)}, tls="good")
    cookies = jar(("warta.example", "FALSE", "/", "TRUE", "0", "abo", "42"))
    t.scene([f"http://warta.example:{t.net.port}/", f"https://warta.example:{t.net.tls_port}/"], cookies=cookies,
            resolve={"warta.example": [host.address]}, trusted=t.certificate("ca"))
    return f"{host.requests[0].field('Cookie') or 'none'} over http, {host.requests[1].field('Cookie')} over https"


@row("The user's own", "a cookie that is past", "none")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    t.ask(host.url("/"), cookies=jar((host.address, "FALSE", "/", "FALSE", "1000", "abo", "42")))
    return host.requests[0].field("Cookie") or "none"


@row("The user's own", "--allow-private: a host of an intranet", "200")
def _(t):
    return t.see(t.private({"*": answer(200, TEXT)}).url("/"), allow_private=True)


@row("The user's own", "a proxy that the user named", "200 by the proxy, which is told the name")
def _(t):
    proxy = t.private({"*": answer(200, TEXT)})
    words = t.see("http://warta.example/feed", proxy=proxy.url())
    return f"{words} by the proxy, which is told the {'name' if proxy.requests[0].path == 'http://warta.example/feed' else '?'}"
