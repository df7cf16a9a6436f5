"""Commands that take an address where they take a file."""
import json

from server import answer, to
from stage import row

PAGE = """<!doctype html><html lang="id"><head><title>Panen raya di Wanasari</title>
<meta property="article:published_time" content="2025-03-04T09:10:00+07:00"></head><body><article>
<h1>Panen raya di Wanasari</h1>
<p>Panen raya di Desa Wanasari dimulai pada Selasa pagi, kata kepala desa Sulastri Wirana kepada warga yang hadir.</p>
<p>"{count} hektare sawah dipanen hari ini," ujar Sulastri. Ia menyebut hasilnya lebih baik daripada tahun lalu.</p>
<p>Para petani berharap harga gabah tidak turun sampai akhir bulan, kata ketua kelompok tani Raden Mokoagow.</p>
</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Warta Wanasari</title><link>http://warta.example/</link>
<item><title>Panen raya</title><link>http://warta.example/1</link><description>Panen dimulai.</description></item>
</channel></rss>"""


def page(count=120, **fields):
    return answer(200, PAGE.format(count=count), Content_Type="text/html; charset=utf-8", **fields)


def words(done):
    """The exit code and what was said, without the address."""
    code, _, err = done
    return f"{code}: {err.strip().replace('kabar: ', '').partition(': ')[2]}"


@row("Addresses in place of files", "`kabar read URL`: a page", "Panen raya di Wanasari, with its address")
def _(t):
    host = t.private({"/a": page()})
    code, out, err = t.run("read", "--allow-private", host.url("/a"))
    if code:
        return err
    said = json.loads(out)
    return said["title"] + (", with its address" if said["url"] == host.url("/a") else said["url"])


@row("Addresses in place of files", "`kabar read URL`: behind redirects, in ISO 8859-1 by its header", "café; the address is the last one")
def _(t):
    body = PAGE.replace("Panen raya di Wanasari</h1>", "café</h1>").replace("<title>Panen raya di Wanasari", "<title>café")
    host = t.private({"/a": to("/b"), "/b": answer(200, body.format(count=1).encode("latin-1"),
                                                   Content_Type="text/html; charset=iso-8859-1")})
    said = json.loads(t.run("read", "--allow-private", host.url("/a"))[1])
    return said["title"] + ("; the address is the last one" if said["url"] == host.url("/b") else said["url"])


@row("Addresses in place of files", "`kabar feed URL`", "Warta Wanasari, 1 item")
def _(t):
    host = t.private({"/f": answer(200, FEED, Content_Type="application/rss+xml")})
    said = json.loads(t.run("feed", "--allow-private", host.url("/f"))[1])
    return f"{said['title']}, {len(said['items'])} item"


@row("Addresses in place of files", "`kabar compare URL URL`", "2 reports")
def _(t):
    a, b = t.private({"/a": page(120)}), t.private({"/b": page(150)})
    said = json.loads(t.run("compare", "--json", "--allow-private", a.url("/a"), b.url("/b"))[1])
    return f"{len(said['reports'])} reports"


@row("Addresses in place of files", "`kabar add URL`, twice", "1 added, then 1 already there")
def _(t):
    host = t.private({"/a": page()})
    said = [json.loads(t.run("add", "--json", "--desk", "urls.sqlite", "--allow-private", host.url("/a"))[1])
            for _ in range(2)]
    return f"{said[0]['added']} added, then {said[1]['there']} already there"


@row("Addresses in place of files", "`claims`, `group`, `copies` of a URL", "0, 0, 0")
def _(t):
    host = t.private({"/a": page()})
    return ", ".join(str(t.run(verb, "--allow-private", host.url("/a"))[0]) for verb in ("claims", "group", "copies"))


@row("Addresses in place of files", "--contact and $KABAR_CONTACT", "(+desk@warta.example), (+https://desk.example/)")
def _(t):
    host = t.private({"/a": page()})
    t.run("read", "--allow-private", "--contact", "desk@warta.example", host.url("/a"))
    t.run("read", "--allow-private", host.url("/a"), KABAR_CONTACT="https://desk.example/")
    return ", ".join(r.field("User-Agent").split(" ")[1] for r in host.requests if r.path == "/a")


@row("Addresses in place of files", "--cookies FILE", "abo=42")
def _(t):
    host = t.private({"/a": page()})
    with open(f"{t.home}/cookies.txt", "w", encoding="ascii") as out:
        out.write(f"{host.address}\tFALSE\t/\tFALSE\t0\tabo\t42\n")
    t.run("read", "--allow-private", "--cookies", "cookies.txt", host.url("/a"))
    return host.requests[-1].field("Cookie")


@row("Addresses in place of files", "a host of this machine without --allow-private",
     "1: leads to 127.0.0.N, which is no public address; not reached")
def _(t):
    host = t.private({"/f": answer(200, FEED)})
    said = words(t.run("feed", host.url("/f"))).replace(host.address, "127.0.0.N")
    return said + ("; reached" if host.connections else "; not reached")


@row("Addresses in place of files", "robots.txt forbids the page",
     "1: the site's robots.txt does not want it to be asked for; not asked for")
def _(t):
    host = t.private({"/robots.txt": answer(200, "User-agent: *\nDisallow: /\n"), "/a": page()})
    said = words(t.run("read", "--allow-private", host.url("/a")))
    return said + ("; asked for" if any(r.path == "/a" for r in host.requests) else "; not asked for")


@row("Addresses in place of files", "404", "1: the host answers 404")
def _(t):
    return words(t.run("read", "--allow-private", t.private({"/robots.txt": answer(404)}).url("/a")))


@row("Addresses in place of files", "one of two is not there: the other is read", "1; 1 document; the host answers 404")
def _(t):
    host = t.private({"/a": page()})
    code, out, err = t.run("read", "--allow-private", host.url("/x"), host.url("/a"))
    return f"{code}; {len(out.splitlines())} document; {err.strip().rpartition(': ')[2]}"


@row("Addresses in place of files", "a proxy that the user named is told so",
     "the proxy resolves names itself: which hosts they lead to is not watched")
def _(t):
    proxy = t.private({"*": page()})
    err = t.run("read", "--proxy", proxy.url(), "http://warta.example/a")[2]
    return err.strip().replace("kabar: ", "").replace(proxy.url() + " ", "")
