"""Attacks: what a hostile host, feed, redirect or resolver tries. None may pass."""
import asyncio
import base64
import gzip
import socket
import struct
import time
import zlib

from server import answer, chunked, to
from stage import TEXT, row, seen

MIB = 1 << 20
GZIP_BOMB = gzip.compress(bytes(100 * MIB))
BROTLI_BOMB = base64.b64decode("z///fwAkAOKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/P//9/ABIAcVgAuvf/")


def zstd_bomb():
    """A frame of 800 blocks that repeat one byte 128 KiB times (RFC 8878 3.1.1.2)."""
    blocks = [struct.pack("<I", (128 << 10) << 3 | 1 << 1 | (i == 799))[:3] + b"\0" for i in range(800)]
    return b"\x28\xb5\x2f\xfd\x00\x38" + b"".join(blocks)


# ---- addresses that lead inside, spelled in all ways ----

SPELLINGS = [
    ("127.0.0.1", "in four parts"), ("127.1", "in two parts"), ("2130706433", "as one decimal number"),
    ("0x7f000001", "as one hexadecimal number"), ("0x7F.0.0.1", "with a hexadecimal part"),
    ("0177.0.0.01", "with octal parts"), ("017700000001", "as one octal number"), ("127.0.0.1.", "with a dot behind it"),
    ("localhost", "by its name"), ("LocalHost.", "by its name, in capitals, with a dot"), ("0.0.0.0", "this network"),
    ("0", "this network as one number"), ("[::1]", "of IPv6"), ("[0:0:0:0:0:0:0:1]", "of IPv6, all parts"),
    ("[::]", "no address of IPv6"), ("[::ffff:127.0.0.1]", "mapped into IPv6"),
    ("[::ffff:7f00:1]", "mapped into IPv6, in hexadecimal"), ("[::127.0.0.1]", "compatible with IPv4"),
    ("[64:ff9b::127.0.0.1]", "by NAT64"), ("[2002:7f00:1::1]", "by 6to4"),
    ("[2001:0:7f00:1::80ff:fffe]", "by Teredo"), ("１２７.０.０.１", "in full-width digits"),
    ("127。0。0。1", "with ideographic dots"), ("ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "in circled letters"),
    ("10.0.0.1", "private"), ("172.16.0.1", "private"), ("192.168.1.1", "private"),
    ("100.64.0.1", "carrier-grade NAT"), ("169.254.169.254", "link-local, where clouds keep secrets"),
    ("192.0.0.1", "192.0.0.0/24"), ("198.18.0.1", "198.18.0.0/15"), ("224.0.0.1", "multicast"),
    ("240.0.0.1", "240.0.0.0/4"), ("255.255.255.255", "broadcast"), ("[fc00::1]", "unique local"),
    ("[fe80::1]", "link-local of IPv6"), ("[ff02::1]", "multicast of IPv6"), ("[fec0::1]", "site-local of IPv6"),
]


def inside(t):
    """The one host on 127.0.0.1 (and ::1) that must not be reached."""
    if not hasattr(t, "inside"):
        t.inside = [t.net.host(address="127.0.0.1", routes={"*": answer(200, "a secret\n")})]
        try:
            t.inside.append(t.net.host(address="::1", routes={"*": answer(200, "a secret\n")}))
        except OSError:
            pass   # a machine without IPv6
    return t.inside


for spelling, words in SPELLINGS:
    row("Addresses that lead inside", f"`{spelling}`: {words}", "guard")(
        lambda t, s=spelling: t.closed(f"http://{s}:{t.net.port}/", *inside(t)))

CONFUSIONS = [
    ("http://warta.example@127.0.0.1:PORT/", "a name as a user", "address"),
    ("http://user:word@warta.example:PORT/", "a user and a password", "address"),
    ("http://warta.example%2F@127.0.0.1:PORT/", "a slash in a user", "address"),
    ("http://127.0.0.1%2F.warta.example:PORT/", "a slash in a host", "address"),
    ("http://127.0.0.1%00.warta.example:PORT/", "an end in a host", "address"),
    ("http://%6c%6f%63alhost:PORT/", "letters of a host escaped", "address"),
    ("http://127.0.0.1\\@warta.example:PORT/", "a backslash before a user", "guard"),
    ("http://127.0.0.1:PORT#@warta.example/", "a fragment before a user", "guard"),
    ("http://127.0.0.1:PORT?@warta.example/", "a query before a user", "guard"),
    ("http://127.0.0.1 .warta.example:PORT/", "a space in a host", "address"),
    ("http://127.0.0.1\t:PORT/", "a tab in a host", "guard"),
    ("http://[::1%25lo]:PORT/", "a zone of IPv6", "address"),
    ("http://[::1]warta.example:PORT/", "a name behind IPv6", "address"),
    ("http://127.0.0.1.1:PORT/", "five parts", "address"),
    ("http://256.0.0.1:PORT/", "a part beyond a byte", "address"),
    ("http://warta..example:PORT/", "an empty label", "address"),
    ("http://℀.example:PORT/", "a sign that means a/c", "address"),
    ("http://127.0.0.1:25/", "the port of mail", "address"),
    ("http://127.0.0.1:6379:PORT/", "two ports", "address"),
    ("http://127.0.0.1:65536/", "a port that is none", "address"),
    ("http:///127.0.0.1:PORT/", "no host", "address"),
    ("file:///etc/passwd", "a file", "address"), ("gopher://127.0.0.1:PORT/_x", "gopher", "address"),
    ("dict://127.0.0.1:PORT/d", "dict", "address"), ("ftp://127.0.0.1:PORT/", "FTP", "address"),
    ("ldap://127.0.0.1:PORT/", "LDAP", "address"), ("smb://127.0.0.1/x", "SMB", "address"),
    ("data:text/html,x", "data", "address"), ("javascript:alert(1)", "a script", "address"),
    ("//127.0.0.1:PORT/", "no scheme", "address"), ("", "nothing", "address"),
    ("http://127.0.0.1:PORT/" + "a" * 9000, "nine thousand letters", "address"),
]


def shown(url):
    url = url.replace(":PORT", "").replace("\t", "␉")
    return url if len(url) < 60 else url[:25] + "…"


for url, words, expected in CONFUSIONS:
    row("Addresses that mean another one", f"`{shown(url)}`: {words}", expected)(
        lambda t, u=url: t.closed(u.replace("PORT", str(t.net.port)), *inside(t)))


# ---- names ----

@row("Names", "a name that resolves to a private address", "guard")
def _(t):
    host = t.private()
    return t.closed(f"http://warta.example:{t.net.port}/", host, resolve={"warta.example": [host.address]})


@row("Names", "a name that resolves to a mapped private address", "guard")
def _(t):
    return t.closed(f"http://warta.example:{t.net.port}/", *inside(t), resolve={"warta.example": ["::ffff:127.0.0.1"]})


@row("Names", "a name with a private and a public address", "200; from the public one")
def _(t):
    host, private = t.host({"*": answer(200, TEXT)}), t.private()
    words = t.closed(f"http://warta.example:{t.net.port}/", private,
                     resolve={"warta.example": [f"{private.address},{host.address}"]})
    return words + ("; from the public one" if host.requests else "")


def rebind(t, first, kind="feed"):
    """Public when it is first asked for, then private."""
    host, private = t.host(first), t.private()
    said = t.scene([{"url": f"http://warta.example:{t.net.port}/a", "kind": kind}] * 2,
                   resolve={"warta.example": [host.address, private.address]})
    return ", ".join(map(seen, said)) + ("; reached" if private.connections else "")


row("Names", "rebinding: public for the first request, private for the second", "200, guard")(
    lambda t: rebind(t, {"*": answer(200, TEXT, close=True)}))
row("Names", "rebinding between a redirect and its target on the same host", "guard, guard")(
    lambda t: rebind(t, {"*": to("/b", close=True)}))
row("Names", "rebinding between robots.txt and the page", "guard, guard")(
    lambda t: rebind(t, {"*": answer(200, "", close=True)}, "page"))


@row("Names", "a proxy that the user named, an address in figures, its own name",
     "guard, guard, guard, guard; the proxy was not asked")
def _(t):
    proxy = t.private({"*": answer(200, TEXT)})
    words = [t.closed(url, proxy=proxy.url()) for url in ("http://127.0.0.1/", "http://0xa000001/", "http://localhost/",
                                                            "http://a.Localhost./")]
    return ", ".join(words) + ("" if proxy.connections else "; the proxy was not asked")


# ---- redirects ----

TARGETS = [("file:///etc/passwd", "address"), ("gopher://INSIDE/_x", "address"), ("ftp://INSIDE/", "address"),
           ("dict://INSIDE/d", "address"), ("data:text/plain,x", "address"), ("javascript:x", "address"),
           ("http://INSIDE/", "guard"), ("//INSIDE/", "guard"), ("http://2130706433:PORT/", "guard"),
           ("http://[::ffff:127.0.0.1]:PORT/", "guard"), ("http://localhost:PORT/", "guard"),
           ("http://user:word@INSIDE/", "address"), ("http://warta.example%2F@INSIDE/", "address"),
           ("http:\\\\INSIDE\\", "guard"), ("\\\\INSIDE/", "guard"), ("http://INSIDE:22/", "address")]

for target, expected in TARGETS:
    def _(t, target=target):
        url = target.replace("INSIDE:22", "127.0.0.1:22").replace("INSIDE", f"127.0.0.1:{t.net.port}")
        host = t.host({"/": to(url.replace("PORT", str(t.net.port)))})
        return t.closed(host.url(), *inside(t))
    row("Redirects", f"to `{target.replace(':PORT', '')}`", expected)(_)


@row("Redirects", "inside over three public hosts, the last step permanent", "guard; not moved")
def _(t):
    last = t.host({"*": to(f"http://127.0.0.1:{t.net.port}/", 301)})
    middle = t.host({"*": to(last.url())})
    said = t.ask(t.host({"*": to(middle.url())}).url())
    return seen(said) + ("; moved" if said["moved"] else "; not moved") + ("; reached" if inside(t)[0].connections else "")


@row("Redirects", "of robots.txt inside: the page is not asked for either", "guard")
def _(t):
    host = t.host({"/robots.txt": to(f"http://127.0.0.1:{t.net.port}/"), "*": answer(200, TEXT)})
    return t.see(host.url("/x"), "page") + ("; page asked for" if len(host.requests) > 1 else "")


@row("Redirects", "a hook's address that leads inside", "guard")
def _(t):
    return t.closed(inside(t)[0].url(), *inside(t), kind="hook")


@row("Redirects", "to itself", "redirects after 6 requests")
def _(t):
    host = t.host({"/": to("/")})
    return f"{t.see(host.url())} after {len(host.requests)} requests"


@row("Redirects", "between two hosts for ever", "redirects after 6 requests")
def _(t):
    a, b = t.host(), t.host()
    a.routes["/"], b.routes["/"] = to(b.url()), to(a.url())
    return f"{t.see(a.url())} after {len(a.requests) + len(b.requests)} requests"


@row("Redirects", "ever on, each to another address", "redirects after 6 requests")
def _(t):
    async def route(request, _reader, writer):
        writer.write(to(request.path + "x"))
        return True
    host = t.host({"*": route})
    return f"{t.see(host.url())} after {len(host.requests)} requests"


@row("Redirects", "robots.txt in a circle: as if there were none (RFC 9309)", "200 after 7 requests")
def _(t):
    host = t.host({"/robots.txt": to("/robots.txt"), "*": answer(200, TEXT)})
    return f"{t.see(host.url('/x'), 'page')} after {len(host.requests)} requests"


for case, fields, expected in (("without a target", {}, "redirects"), ("with an empty target", {"Location": ""}, "redirects"),
                               ("with two targets", {"Location": ["/a", "/b"]}, "broken"),
                               ("to nine thousand letters", {"Location": "/" + "a" * 9000}, "address")):
    row("Redirects", case, expected)(
        lambda t, fields=fields: t.see(t.host({"/": answer(302, **fields), "*": answer(200, TEXT)}).url()))


@row("Redirects", "with a line break in the target, escaped or not", "200; no header came in so")
def _(t):
    host = t.host({"/": to("/a%0d%0aX-In:%201"), "/2": to("/b\rX-In: 1"), "*": answer(200, TEXT)})
    words = t.see(host.url())
    t.ask(host.url("/2"))
    return words + ("; came in" if any(r.field("X-In") for r in host.requests) else "; no header came in so")


# ---- what goes out to whom ----

def jar(host, *, everywhere="FALSE"):
    return f"{host}\t{everywhere}\t/\tFALSE\t0\tabo\t42\n"


@row("Secrets", "a redirect to another host, with a cookie of the first", "sent to the first alone")
def _(t):
    other = t.host({"*": answer(200, TEXT)})
    host = t.host({"*": to(other.url())})
    t.ask(host.url(), cookies=jar(host.address))
    said = (host.requests[0].field("Cookie"), other.requests[0].field("Cookie"))
    return "sent to the first alone" if said == ("abo=42", None) else str(said)


@row("Secrets", "a subdomain, with a cookie of the host above it (also one for all subdomains)", "none")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    t.ask(f"http://a.warta.example:{t.net.port}/", cookies=jar(".warta.example", everywhere="TRUE"),
          resolve={"a.warta.example": [host.address]})
    return host.requests[0].field("Cookie") or "none"


@row("Secrets", "a host whose name only ends alike", "none")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    t.ask(f"http://pewarta.example:{t.net.port}/", cookies=jar("warta.example"), resolve={"pewarta.example": [host.address]})
    return host.requests[0].field("Cookie") or "none"


@row("Secrets", "Set-Cookie, then another request and a redirect", "none sent back")
def _(t):
    host = t.host({"/": to("/b", Set_Cookie="spy=1; Path=/"), "*": answer(200, TEXT, Set_Cookie="spy=2; Path=/")})
    t.scene([host.url(), host.url("/c"), host.url("/d")])
    return ", ".join(r.field("Cookie") for r in host.requests if r.field("Cookie")) or "none sent back"


@row("Secrets", "401 that asks for a password, with a .netrc that has one", "401; none sent")
def _(t):
    host = t.host({"*": answer(401, WWW_Authenticate='Basic realm="x"')})
    words = t.see(host.url())
    return words + ("; sent" if any(r.field("Authorization") for r in host.requests) else "; none sent")


@row("Secrets", "401 that asks for the user of the machine (Negotiate, NTLM)", "401; none sent")
def _(t):
    host = t.host({"*": answer(401, WWW_Authenticate=["Negotiate", "NTLM"])})
    words = t.see(host.url())
    return words + ("; sent" if any(r.field("Authorization") for r in host.requests) else "; none sent")


@row("Secrets", "from https to http with a cookie for https alone", "none")
def _(t):
    host = t.host({"/a": to(f"http://warta.example:{t.net.port}/b"), "*": answer(200, TEXT)}, tls="good")
    t.ask(f"https://warta.example:{t.net.tls_port}/a", resolve={"warta.example": [host.address]},
          trusted=t.certificate("ca"), cookies="warta.example\tFALSE\t/\tTRUE\t0\tabo\t42\n")
    return host.requests[1].field("Cookie") or "none"


@row("Secrets", "an ETag with a line break in it, to be sent back", "no header came in so")
def _(t):
    host = t.host({"*": answer(200, TEXT)})
    t.ask(host.url(), etag='"a"\r\nX-In: 1', last_modified="x\nX-In: 1")
    return "came in" if host.requests[0].field("X-In") else "no header came in so"


@row("Secrets", "Alt-Svc to another host, Strict-Transport-Security", "200, 200; asked where it was asked")
def _(t):
    host = t.host({"*": answer(200, TEXT, Alt_Svc='h2="127.0.0.1:443"', Strict_Transport_Security="max-age=9999",
                               close=True)})
    said = t.scene([host.url(), host.url("/b")])
    return ", ".join(map(seen, said)) + ("; asked where it was asked" if len(host.requests) == 2 else "")


@row("Secrets", "Refresh and Content-Location that lead inside", "200; where it was asked")
def _(t):
    url = f"http://127.0.0.1:{t.net.port}/"
    said = t.ask(t.host({"/": answer(200, TEXT, Refresh=f"0; url={url}", Content_Location=url)}).url())
    return seen(said) + ("; where it was asked" if "127.0.0.1:" not in said["final"] else "")


# ---- TLS ----

def tls(t, name, host="warta.example", trusted="ca", **settings):
    server = t.net.host(1, tls=context(t, name, settings), routes={"*": answer(200, "a secret\n")})
    words = t.see(f"https://{host}:{t.net.tls_port}/", resolve={host: [server.address]}, trusted=t.certificate(trusted))
    return words + ("; asked" if server.requests else "")


def context(t, name, settings):
    from server import tls_context
    return tls_context(t.certificate(name), **settings)


row("TLS", "a certificate that it signed itself", "tls")(lambda t: tls(t, "self"))
row("TLS", "a certificate that is past", "tls")(lambda t: tls(t, "expired"))
row("TLS", "a certificate of another host", "tls")(lambda t: tls(t, "good", "kabar.example"))
row("TLS", "a certificate for one label more than its star stands for", "tls")(
    lambda t: tls(t, "good", "a.b.warta.example"))
row("TLS", "a certificate of an authority that is not trusted", "tls")(lambda t: tls(t, "good", trusted="self"))


@row("TLS", "no TLS on its port", "tls")
def _(t):
    async def talk(_request, _reader, writer):
        writer.write(answer(400, "http only"))
        return False
    host = t.host({"connect": talk})
    return t.see(f"https://warta.example:{t.net.port}/", resolve={"warta.example": [host.address]},
                 trusted=t.certificate("ca"))


@row("TLS", "an old version alone (1.1)", "tls")
def _(t):
    import ssl
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return tls(t, "good", maximum_version=ssl.TLSVersion.TLSv1_1)


@row("TLS", "a redirect from https to a host with a bad certificate", "tls")
def _(t):
    other = t.host({"*": answer(200, TEXT)}, tls="self")
    host = t.host({"*": to(f"https://kabar.example:{t.net.tls_port}/")}, tls="good")
    return t.see(f"https://warta.example:{t.net.tls_port}/", trusted=t.certificate("ca"),
                 resolve={"warta.example": [host.address], "kabar.example": [other.address]})


# ---- bytes, time ----

TIGHT = {"milliseconds": 1500, "slow_seconds": 1, "slow_bytes": 1000}

BODIES = [
    ("100 MiB of zeros in gzip", answer(200, GZIP_BOMB, Content_Encoding="gzip"), "large"),
    ("the same in gzip twice", answer(200, gzip.compress(GZIP_BOMB), Content_Encoding="gzip, gzip"), "large"),
    ("100 MiB of zeros in deflate", answer(200, zlib.compress(bytes(100 * MIB)), Content_Encoding="deflate"), "large"),
    ("64 MiB of zeros in 51 bytes of Brotli", answer(200, BROTLI_BOMB, Content_Encoding="br"), "large"),
    ("100 MiB in 3 KiB of Zstandard", answer(200, zstd_bomb(), Content_Encoding="zstd"), "large"),
    ("Zstandard that wants a window of 1 GiB", answer(200, b"\x28\xb5\x2f\xfd\x00\xa0\x01\x00\x00", Content_Encoding="zstd"),
     "broken"),
    ("gzip that ends early", answer(200, gzip.compress(TEXT.encode() * 99)[:-20], Content_Encoding="gzip"), "broken"),
    ("gzip with a wrong sum", answer(200, gzip.compress(TEXT.encode())[:-8] + bytes(8), Content_Encoding="gzip"), "broken"),
    ("Brotli that is none", answer(200, b"\xff" * 50, Content_Encoding="br"), "broken"),
    ("a transfer that is a bomb of gzip", answer(200, chunked(GZIP_BOMB).split(b"\r\n\r\n", 1)[1], length=False,
                                                 Transfer_Encoding="gzip, chunked", close=True), "200, packed as it came"),
    ("a length of a terabyte", answer(200, b"x" * 100, length=False, Content_Length=1 << 40, close=True), "large"),
    ("fewer bytes than its length", answer(200, b"x" * 100, length=False, Content_Length=200, close=True), "cut"),
    ("more bytes than its length", answer(200, TEXT + "more", length=False, Content_Length=len(TEXT), close=True),
     "200, as long as it says"),
    ("a length below zero", answer(200, TEXT, length=False, Content_Length=-1, close=True), "broken"),
    ("a length that is no number", answer(200, TEXT, length=False, Content_Length="many", close=True), "broken"),
    ("two lengths", answer(200, TEXT, length=False, Content_Length=["5", "50"], close=True), "broken"),
    ("a length and chunks", answer(200, b"32\r\n" + TEXT.encode() + b"\r\n0\r\n\r\n", length=False, Content_Length=3,
                                   Transfer_Encoding="chunked", close=True), "200, as long as it says"),
    ("chunks that end early", answer(200, b"ff\r\nshort", length=False, Transfer_Encoding="chunked", close=True), "cut"),
    ("a chunk of 2^64 bytes", answer(200, b"ffffffffffffffff\r\nx", length=False, Transfer_Encoding="chunked",
                                     close=True), "cut"),
    ("a chunk whose size is no number", answer(200, b"zz\r\nx\r\n", length=False, Transfer_Encoding="chunked",
                                               close=True), "cut"),
    ("206, a part that nobody asked for", answer(206, TEXT, Content_Range="bytes 0-49/500"), "cut"),
    ("no last chunk", answer(200, b"3\r\nabc\r\n", length=False, Transfer_Encoding="chunked", close=True), "cut"),
    ("no HTTP", b"SSH-2.0-OpenSSH_9.2\r\n\r\nConnection: close", "broken"),
    ("HTTP/0.9", b"<html>kabar</html>\r\nConnection: close", "broken"),
    ("a status that is none", b"HTTP/1.1 abc Odd\r\nConnection: close\r\n\r\n", "broken"),
    ("a NUL in a header", b"HTTP/1.1 200 OK\r\nX: a\0b\r\nConnection: close\r\n\r\nx", "broken"),
    ("100 KiB in one header", answer(200, TEXT, X="a" * 100_000), "large"),
    ("twenty thousand headers", answer(200, TEXT, X=["a"] * 20_000), "large"),
    ("a thousand answers of 103", b"HTTP/1.1 103 Early\r\nLink: </a>; rel=x; y=0123456789\r\n\r\n" * 2000 + answer(200, TEXT),
     "large"),
    ("nothing, and an end", b"", "cut"),
]


def body(t, raw):
    async def route(_request, _reader, writer):
        writer.write(raw)
        await writer.drain()
        return b"connection: close" not in raw.lower() and raw != b""
    said = t.ask(t.host({"*": route}).url(), limits={"unpacked": 8 * MIB, "body": 4 * MIB})
    return (seen(said) + (", as long as it says" if said["body"] == TEXT else "") +
            (", packed as it came" if said["bytes"] == len(GZIP_BOMB) else ""))


for case, raw, expected in BODIES:
    row("Bytes", case, expected)(lambda t, raw=raw: body(t, raw))


@row("Bytes", "a body without end", "large")
def _(t):
    return t.see(t.host({"*": t.net.drip(b"x" * 65536, 0, answer(200, length=False))}).url(), limits={"body": 4 * MIB})


@row("Bytes", "a chunked body without end", "large")
def _(t):
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    return t.see(t.host({"*": t.net.drip(piece, 0, answer(200, length=False, Transfer_Encoding="chunked"))}).url(),
                 limits={"body": 4 * MIB})


@row("Bytes", "headers without end", "large")
def _(t):
    return t.see(t.host({"*": t.net.drip(b"X-More: " + b"y" * 1000 + b"\r\n", 0, b"HTTP/1.1 200 OK\r\n")}).url())


@row("Bytes", "one header without end", "large")
def _(t):
    return t.see(t.host({"*": t.net.drip(b"y" * 1000, 0, b"HTTP/1.1 200 OK\r\nX: ")}).url())


@row("Bytes", "a status line without end", "large")
def _(t):
    return t.see(t.host({"*": t.net.drip(b"y" * 1000, 0, b"HTTP/1.1 200 ")}).url())


@row("Bytes", "an extension of a chunk without end", "slow")
def _(t):
    before = answer(200, b"5;", length=False, Transfer_Encoding="chunked")
    return t.see(t.host({"*": t.net.drip(b"e" * 1000, 0.001, before)}).url(), limits=TIGHT)


@row("Bytes", "trailers without end", "large")
def _(t):
    before = answer(200, b"1\r\nx\r\n0\r\n", length=False, Transfer_Encoding="chunked")
    return t.see(t.host({"*": t.net.drip(b"X-More: " + b"y" * 1000 + b"\r\n", 0, before)}).url())


@row("Bytes", "trailers that say ETag and Location", "200, ETag \"head\"")
def _(t):
    raw = chunked(TEXT.encode(), end=b'0\r\nETag: "trailer"\r\nLocation: http://127.0.0.1/\r\n\r\n', ETag='"head"')
    said = t.ask(t.host({"*": raw}).url())
    return f"{seen(said)}, ETag {said['etag']}"


@row("Bytes", "a second answer behind the first, for the next request", "200, 200; each its own")
def _(t):
    state = {"n": 0}
    async def route(_request, _reader, writer):
        state["n"] += 1
        writer.write(answer(200, f"answer {state['n']}"))
        if state["n"] == 1:
            writer.write(answer(200, "poison"))
        return True
    host = t.host({"*": route})
    said = t.scene([host.url("/1"), host.url("/2")], delay=0.2)
    own = [s["body"] for s in said] == ["answer 1", "answer 2"]
    return ", ".join(map(seen, said)) + ("; each its own" if own else "; poisoned")


@row("Bytes", "robots.txt without end: its first 512 KiB are read", "robots, 200")
def _(t):
    before = answer(200, "User-agent: *\nDisallow: /kept\n", length=False)
    host = t.host({"/robots.txt": t.net.drip(b"# more and more\n" * 4096, 0, before), "*": answer(200, TEXT)})
    said = t.scene([{"url": host.url("/kept"), "kind": "page"}, {"url": host.url("/x"), "kind": "page"}])
    return ", ".join(map(seen, said))


@row("Bytes", "robots.txt of patterns that take some matchers for ever", "200, at once")
def _(t):
    rules = "User-agent: *\n" + "".join(f"Disallow: /{'a*' * 200}b{i}\n" for i in range(400))
    return at_once(t, rules, "/" + "a" * 4000)


@row("Bytes", "robots.txt of 60,000 rules", "200, at once")
def _(t):
    return at_once(t, "User-agent: *\n" + "Allow:/x\n" * 58000, "/x")


def at_once(t, rules, path):
    host = t.host({"/robots.txt": answer(200, rules), "*": answer(200, TEXT)})
    begin = time.monotonic()
    words = t.see(host.url(path), "page")
    return words + (", at once" if time.monotonic() - begin < 2 else ", slowly")


for case, fields, key, expected in (
        ("Retry-After of more seconds than there are", {"Retry_After": "9" * 40}, "retry_after", "a year"),
        ("Retry-After below zero", {"Retry_After": "-1"}, "retry_after", "not said"),
        ("Retry-After in the year 9999", {"Retry_After": "Fri, 31 Dec 9999 23:59:59 GMT"}, "retry_after", "a year"),
        ("max-age of more seconds than there are", {"Cache_Control": "max-age=" + "9" * 40}, "fresh", "a year"),
        ("max-age that is no number", {"Cache_Control": "max-age=soon"}, "fresh", "0"),
        ("an Age of more seconds than there are", {"Cache_Control": "max-age=60", "Age": "9" * 40}, "fresh", "0")):
    def _(t, fields=fields, key=key):
        said = t.ask(t.host({"*": answer(503 if key == "retry_after" else 200, TEXT, **fields)}).url())[key]
        return "not said" if said < 0 else "a year" if said == 366 * 86400 else str(said)
    row("Bytes", case, expected)(_)


# ---- time ----

for case, route, expected in (
        ("a byte of the body now and then", lambda t: t.net.drip(b"x", 0.1, answer(200, length=False)), "slow"),
        ("a byte of the headers now and then", lambda t: t.net.drip(b"y", 0.1, b"HTTP/1.1 200 OK\r\nX: "), "slow"),
        ("100 Continue now and then", lambda t: t.net.drip(b"HTTP/1.1 100 Continue\r\n\r\n", 0.1), "slow"),
        ("bytes enough not to be slow, for ever", lambda t: t.net.drip(b"x" * 200, 0.1, answer(200, length=False)), "slow"),
        ("no answer at all", lambda t: t.net.drip(b"", 0.1), "slow")):
    row("Time", case, expected)(lambda t, route=route: t.see(t.host({"*": route(t)}).url(), limits=TIGHT))


@row("Time", "five redirects that take their time, together beyond the limit", "slow")
def _(t):
    async def route(request, _reader, writer):
        await asyncio.sleep(0.4)
        writer.write(to(request.path + "x"))
        return True
    return t.see(t.host({"*": route}).url(), limits={"milliseconds": 1500})


@row("Time", "a connection that breaks", "cut")
def _(t):
    async def route(_request, _reader, writer):
        writer.write(answer(200, length=False, Content_Length=100) + b"x")
        await writer.drain()
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
    return t.see(t.host({"*": route}).url())


@row("Time", "a port where nobody listens", "connect")
def _(t):
    return t.see(f"http://127.1.255.254:{t.net.port}/")


@row("Time", "a name that nobody has", "dns")
def _(t):
    return t.see("http://nobody.invalid/")


@row("Time", "a host that never answers does not hold the others up", "slow, 200, 200, 200")
def _(t):
    dead = t.host({"*": t.net.drip(b"", 0.1)})
    hosts = [t.host({"*": answer(200, TEXT)}) for _ in range(3)]
    said = t.scene([dead.url()] + [host.url() for host in hosts], together=True, limits=TIGHT)
    last = [s for s in said if s["fault"] == "slow"]
    return ", ".join(map(seen, last + [s for s in said if s not in last])) if said[-1] in last else "held up"


@row("Time", "Retry-After of a year from a feed does not hold its host's pages up for ever", "503, later")
def _(t):
    host = t.host({"*": answer(503, Retry_After="9" * 20)})
    return ", ".join(map(seen, t.scene([host.url("/a"), host.url("/b")])))
