"""Feeds that are followed: kabar follow, fetch and watch against hosts that answer as outlets do."""
import base64
import hashlib
import json
import os
import random
import signal
import subprocess
import time
import uuid
import zlib

from server import answer, to
from stage import row

GROUP, AGAIN, KILLED = "Where feeds are found", "What is asked, and when", "What ends early"
LOOKS = "Pages that are looked at again"
HOUR, DAY = 3600, 86400
PARAGRAPHS = ("Panen raya di Desa {n} dimulai pada Selasa pagi, kata kepala desa Sulastri Wirana kepada warga yang hadir.",
              "\"{n} hektare sawah dipanen hari ini,\" ujar Sulastri. Ia menyebut hasilnya lebih baik daripada tahun lalu.",
              "Para petani berharap harga gabah tidak turun sampai akhir bulan, kata ketua kelompok tani Raden Mokoagow {n}.")
desks = 0


def words(n):
    return [p.format(n=n) for p in PARAGRAPHS]


def page(n, title=None, head="", more="", keep=3, **fields):
    text = "".join(f"<p>{p}</p>" for p in words(n)[:keep]) + more
    return answer(200, f"<!doctype html><html lang=id><head><title>Panen {n}</title>{head}</head><body><article>"
                       f"<h1>{title or f'Panen raya ke-{n} di Wanasari'}</h1>{text}</article></body></html>",
                  Content_Type="text/html; charset=utf-8", **fields)


def item(link, n, text="", guid=None):
    return (f"<item><title>Panen raya ke-{n} di Wanasari</title><link>{link}</link><guid>{guid or link}</guid>"
            f"<description>{text}</description><pubDate>Tue, 04 Mar 2025 09:00:00 GMT</pubDate></item>")


def feed(*items, head="", **fields):
    return answer(200, "<?xml version='1.0'?><rss version='2.0'><channel><title>Warta Wanasari</title>" + head +
                  "".join(items) + "</channel></rss>", Content_Type="application/rss+xml", **fields)


def asked(host, path):
    return sum(1 for r in host.requests if r.path.split("?")[0] == path)


class Desk:
    """A desk of its own, whose clock begins on a Tuesday in March and moves when it is told to."""
    def __init__(self, stage):
        global desks
        desks += 1
        self.stage, self.now = stage, 1741082400
        self.env = {"KABAR_DESK": os.path.join(stage.home, f"followed{desks}.sqlite")}

    def run(self, *args):
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(self.now))
        return self.stage.run(*args, "--now", at, **self.env)

    def json(self, *args):
        return [json.loads(line) for line in self.run(*args, "--json")[1].splitlines()]

    def follow(self, *args):
        return self.run("follow", "--allow-private", "--delay", "0", *args)

    def fetch(self, *args, later=0):
        self.now += later
        return self.json("fetch", "--allow-private", "--delay", "0", *args)[0]

    def feeds(self):
        return self.json("follow")

    def titles(self):
        return sorted(s["title"] for s in self.json("search", "title:panen*"))


def archive_of(file, sent):
    """Reads a WARC file as its standard has it, with no code of kabar's: a gzip member a record, lengths, digests, names.
    `sent`: for each response its address, time and answer, in order."""
    with open(file, "rb") as archive:
        rest, records = archive.read(), []
    while rest:
        member = zlib.decompressobj(31)
        records.append(member.decompress(rest))
        rest = member.unused_data
    names, pages = set(), []
    for n, record in enumerate(records):
        head, _, block = record.partition(b"\r\n\r\n")
        lines = head.decode("ascii").split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines[1:])
        if lines[0] != "WARC/1.1" or block[int(fields["Content-Length"]):] != b"\r\n\r\n":
            return f"record {n} has another length"
        names.add(str(uuid.UUID(fields["WARC-Record-ID"][10:-1])))
        time.strptime(fields["WARC-Date"], "%Y-%m-%dT%H:%M:%SZ")
        if fields["WARC-Type"] == "warcinfo":
            continue
        block = block[:int(fields["Content-Length"])]
        body = block.partition(b"\r\n\r\n")[2]
        for name, of in (("Block", block), ("Payload", body)):
            digest = base64.b32encode(hashlib.sha1(of).digest()).decode()
            if fields[f"WARC-{name}-Digest"] != "sha1:" + digest:
                return f"{name} digest of record {n} does not agree"
        pages.append((fields["WARC-Target-URI"], fields["WARC-Date"], body))
    wanted = [(url, at, answer_of.partition(b"\r\n\r\n")[2]) for url, at, answer_of in sent]
    return "digests agree" if len(names) == len(records) and pages == wanted else f"other pages: {[p[:2] for p in pages]}"


# ---- where feeds are found ----

def found(t, routes, *args):
    host, desk = t.private(routes), Desk(t)
    code, _, err = desk.follow(host.url("/"), *args)
    if code:
        return err.strip().replace(host.url("/"), "")
    return ", ".join(f["url"].replace(host.url(""), "") + (" (sitemap)" if f["sitemap"] else "") for f in desk.feeds())


SITE = "<!doctype html><html><head><title>Warta</title>{head}</head><body><p>Selamat datang</p>{body}</body></html>"


def site(head="", body=""):
    return answer(200, SITE.format(head=head, body=body), Content_Type="text/html")


@row(GROUP, "a feed's own address", "/")
def _(t):
    return found(t, {"/": feed(item("http://x.example/1", 1))})


@row(GROUP, "a page that names one", "/rss")
def _(t):
    return found(t, {"/": site("<link rel=alternate type=application/rss+xml href=/rss>"), "/rss": feed()})


@row(GROUP, "one of two, the second is none", "/b")
def _(t):
    link = "<link rel=alternate type=application/rss+xml href={}>"
    return found(t, {"/": site(link.format("/a") + link.format("/b")), "/a": site(), "/b": feed()})


@row(GROUP, "two, --all", "/a, /b")
def _(t):
    link = "<link rel=alternate type=application/rss+xml href={}>"
    return found(t, {"/": site(link.format("/a") + link.format("/b")), "/a": feed(), "/b": feed()}, "--all")


@row(GROUP, "a link that looks like one", "/berita/rss.xml")
def _(t):
    return found(t, {"/": site(body="<a href=/berita/rss.xml>langganan</a>"), "/berita/rss.xml": feed()})


@row(GROUP, "a usual place", "/feed")
def _(t):
    return found(t, {"/": site(), "/feed": feed()})


NEWS = ("<urlset xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>{}</loc><news:news>"
        "<news:publication><news:name>Warta</news:name><news:language>id</news:language></news:publication>"
        "<news:publication_date>2025-03-04</news:publication_date><news:title>Panen 7</news:title></news:news></url></urlset>")


@row(GROUP, "a sitemap of news that robots.txt names, by way of an index; its page is fetched", "/n.xml (sitemap); 1 added")
def _(t):
    host, desk = t.private({}), Desk(t)
    host.routes.update({
        "/": site(), "/robots.txt": answer(200, f"Sitemap: {host.url('/index.xml')}\n"),
        "/index.xml": answer(200, f"<sitemapindex><sitemap><loc>{host.url('/old.xml')}</loc></sitemap><sitemap><loc>"
                                  f"{host.url('/n.xml')}?news</loc></sitemap></sitemapindex>"),
        "/n.xml": answer(200, NEWS.format(host.url("/7"))), "/n.xml?news": answer(200, NEWS.format(host.url("/7"))),
        "/7": page(7), "/old.xml": answer(404)})
    desk.follow(host.url("/"))
    f = desk.feeds()[0]
    return (f["url"].replace(host.url(""), "").replace("?news", "") + (" (sitemap)" if f["sitemap"] else "") +
            f"; {desk.fetch()['added']} added")


@row(GROUP, "a site without any", "no feed but a page, and it names none")
def _(t):
    return found(t, {"/": site(), "*": answer(404)}).replace("kabar: : ", "")


# ---- what is asked, and when ----

def outlet(t, *items, head="", **fields):
    """A host with a feed at /f and the pages /1 ... /9, and a desk that follows it."""
    host, desk = t.private({}), Desk(t)
    host.routes.update({f"/{n}": page(n) for n in range(1, 10)} | {"*": answer(404)})
    host.routes["/f"] = feed(*(i if isinstance(i, str) else item(host.url(f"/{i}"), i) for i in items), head=head, **fields)
    desk.follow(host.url("/f"))
    host.requests.clear()
    return host, desk


@row(AGAIN, "an entry: its page is fetched once, and stored with its own address", "1 added, then 0; asked once")
def _(t):
    host, desk = outlet(t, 1)
    first, second = desk.fetch(), desk.fetch("--all")
    return f"{first['added']} added, then {second['added']}; asked {['', 'once'][asked(host, '/1')]}"


@row(AGAIN, "ETag and Last-Modified go back; 304", "304 once; no page again")
def _(t):
    host, desk = outlet(t, 1)
    rss = host.routes["/f"]
    host.routes["/f"] = rss.replace(b"\r\n", b"\r\nETag: W/\"1\"\r\nLast-Modified: gestern\r\n", 1)
    desk.fetch()
    host.routes["/f"] = answer(304)
    said = desk.fetch("--all")
    last = [r for r in host.requests if r.path == "/f"][-1]
    sent = last.field("If-None-Match") == 'W/"1"' and last.field("If-Modified-Since") == "gestern"
    return f"304 {'once' if said['unchanged'] == 1 and sent else said}; {'no page' if asked(host, '/1') == 1 else 'a page'} again"


@row(AGAIN, "the same bytes without an ETag", "1 unchanged")
def _(t):
    _, desk = outlet(t, 1)
    desk.fetch()
    return f"{desk.fetch('--all')['unchanged']} unchanged"


@row(AGAIN, "two feeds name one page, one with what counts visits", "1 added; asked once")
def _(t):
    host, desk = outlet(t, 1)
    host.routes["/g"] = feed(item(host.url("/1") + "?utm_source=g&amp;fbclid=1", 1, guid="g1"))
    desk.follow(host.url("/g"))
    said = desk.fetch()
    return f"{said['added']} added; asked {['', 'once'][asked(host, '/1')]}"


WHOLE = "".join(f"&lt;p&gt;{p}&lt;/p&gt;" for n in range(6) for p in words(n + 20))


@row(AGAIN, "a feed with whole texts: no page is asked for; --page asks", "1 added, 0 pages; 1 added, 1 page")
def _(t):
    seen = []
    for args in ((), ("--page",)):
        host, desk = outlet(t)
        host.routes["/f"] = feed(item(host.url("/1"), 1, WHOLE))
        if args:
            desk.follow(host.url("/f"), *args)
        seen.append((desk.fetch()["added"], asked(host, "/1")))
    return f"{seen[0][0]} added, {seen[0][1]} pages; {seen[1][0]} added, {seen[1][1]} page"


@row(AGAIN, "a whole text that changes", "1 added, then 1 revised")
def _(t):
    host, desk = outlet(t)
    host.routes["/f"] = feed(item(host.url("/1"), 1, WHOLE))
    first = desk.fetch()
    host.routes["/f"] = feed(item(host.url("/1"), 1, WHOLE.replace("hektare", "ribu hektare")))
    return f"{first['added']} added, then {desk.fetch('--all')['revised']} revised"


@row(AGAIN, "an article past its time that its feed still lists, as it was and changed", "gone within the hour; 0 added, 0 added; no faults")
def _(t):
    host, desk = outlet(t)
    host.routes["/f"] = feed(item(host.url("/1"), 1, WHOLE))
    desk.fetch()
    desk.run("keep", "--days", "2")
    first = desk.fetch("--all", later=3 * 86400)
    gone = "gone within the hour" if not desk.titles() else desk.titles()
    host.routes["/f"] = feed(item(host.url("/1"), 1, WHOLE.replace("hektare", "ribu hektare")))
    second = desk.fetch("--all", later=86400)
    return f"{gone}; {first['added']} added, {second['added']} added; {desk.run('check')[1].strip()}"


@row(AGAIN, "keep --raw on: pages as they came, as a web archive that is read back; without it none",
     "Panen raya ke-1 di Wanasari; digests agree; no pages; no faults")
def _(t):
    host, desk = outlet(t, 1)
    desk.run("keep", "--raw", "on")
    desk.fetch()
    file = os.path.join(t.home, "pages.warc.gz")
    desk.run("export", "--warc", file)
    titles = [json.loads(line)["title"] for line in desk.run("read", file)[1].splitlines()]
    seen = archive_of(file, [(host.url("/1"), "2025-03-04T10:00:00Z", host.routes["/1"])])
    without, other = outlet(t, 2)[1], os.path.join(t.home, "none.warc.gz")
    without.fetch()
    code, _, err = without.run("export", "--warc", other)
    none = "no pages" if code == 1 and "no raw pages" in err and not os.path.exists(other) else err
    return f"{', '.join(titles)}; {seen}; {none}; {desk.run('check')[1].strip()}"


@row(AGAIN, "rules: --block url:, --keep", "Panen raya ke-2 di Wanasari")
def _(t):
    host, desk = outlet(t, 1, 2, 3)
    desk.follow(host.url("/f"), "--block", "url:/\\/1$/", "--keep", "title:/ke-[12] /")
    desk.fetch()
    return ", ".join(desk.titles())


@row(AGAIN, "--outlet and --lang", "Harian Baru, ms")
def _(t):
    host, desk = outlet(t, 1)
    desk.follow(host.url("/f"), "--outlet", "Harian Baru", "--lang", "ms")
    desk.fetch()
    hit = desk.json("search", "panen*")[0]
    return f"{hit['outlet']}, {hit['lang']}"


@row(AGAIN, "paused; resumed", "0 asked, then 1")
def _(t):
    host, desk = outlet(t, 1)
    desk.follow(host.url("/f"), "--pause")
    first = desk.fetch()["feeds"]
    desk.follow(host.url("/f"), "--resume")
    return f"{first} asked, then {desk.fetch()['feeds']}"


@row(AGAIN, "ttl of two hours: an hour later; three hours later", "0 asked, then 1")
def _(t):
    host, desk = outlet(t, 1, head="<ttl>120</ttl>")
    desk.follow(host.url("/f"), "--every", "10m")
    desk.fetch()
    return f"{desk.fetch(later=3600)['feeds']} asked, then {desk.fetch(later=7200)['feeds']}"


@row(AGAIN, "Cache-Control: max-age goes before --every", "0 asked, then 1")
def _(t):
    host, desk = outlet(t, 1, Cache_Control="max-age=7200")
    desk.follow(host.url("/f"), "--every", "10m")
    desk.fetch()
    return f"{desk.fetch(later=3600)['feeds']} asked, then {desk.fetch(later=7200)['feeds']}"


@row(AGAIN, "503 with Retry-After: 7200", "http-503, asked 0 times, then 1; then no failures")
def _(t):
    host, desk = outlet(t, 1)
    rss, host.routes["/f"] = host.routes["/f"], answer(503, Retry_After="7200")
    desk.fetch()
    fault, early, host.routes["/f"] = desk.feeds()[0]["fault"], desk.fetch(later=7000)["feeds"], rss
    late = desk.fetch(later=4200)["feeds"]
    return f"{fault}, asked {early} times, then {late}; then {desk.feeds()[0]['failures'] or 'no'} failures"


@row(AGAIN, "404 again and again: each pause is longer, a day at most", "yes")
def _(t):
    host, desk = outlet(t)
    host.routes["/f"] = answer(404)
    waits = []
    for _ in range(10):
        desk.fetch("--all")
        due = time.strptime(desk.feeds()[0]["due"], "%Y-%m-%dT%H:%M:%SZ")
        waits.append(__import__("calendar").timegm(due) - desk.now)
    return "yes" if waits[0] < waits[4] < waits[9] and 86400 <= waits[9] <= 1.5 * 86400 else str(waits)


@row(AGAIN, "410: not asked any more, until it is resumed", "gone; 0 asked; followed")
def _(t):
    host, desk = outlet(t)
    host.routes["/f"] = answer(410)
    desk.fetch()
    state, later = desk.feeds()[0]["state"], desk.fetch("--all", later=10 ** 6)["feeds"]
    desk.follow(host.url("/f"), "--resume")
    return f"{state}; {later} asked; {desk.feeds()[0]['state']}"


@row(AGAIN, "301 three times in a row: the address is rewritten; 302 never", "/new; /f")
def _(t):
    seen = []
    for code in (301, 302):
        host, desk = outlet(t)
        host.routes["/new"], host.routes["/f"] = host.routes["/f"], to("/new", code)
        for _ in range(3):
            desk.fetch("--all")
        seen.append(desk.feeds()[0]["url"].replace(host.url(""), ""))
    return "; ".join(seen)


@row(AGAIN, "no feed but a page", "no-feed")
def _(t):
    host, desk = outlet(t)
    host.routes["/f"] = site()
    desk.fetch()
    return desk.feeds()[0]["fault"]


@row(AGAIN, "robots.txt forbids the page: the feed's words are taken", "1 added, 0 pages")
def _(t):
    host, desk = outlet(t)
    host.routes["/robots.txt"] = answer(200, "User-agent: *\nDisallow: /1\n")
    host.routes["/f"] = feed(item(host.url("/1"), 1, " ".join(words(1))))
    said = desk.fetch()
    return f"{said['added']} added, {asked(host, '/1')} pages"


@row(AGAIN, "a page that is not there: given up; one that fails now: tried later", "0 added, 1 bad; /2 again, /9 not")
def _(t):
    host, desk = outlet(t, 2, 9)
    good, host.routes["/2"], host.routes["/9"] = host.routes["/2"], answer(503), answer(404)
    said = desk.fetch()
    host.routes["/2"] = good
    host.requests.clear()
    later = desk.fetch("--all", later=3600)
    again = [p for p in ("/2", "/9") if asked(host, p)]
    return f"{said['added']} added, {said['bad']} bad; {' and '.join(again)} again, /9 not" if later["added"] == 1 else str(later)


@row(AGAIN, "a feed on a private address without --allow-private", "guard")
def _(t):
    host, desk = outlet(t, 1)
    desk.run("fetch")
    return desk.feeds()[0]["fault"]


@row(AGAIN, "an entry that leads to a private address", "0 added; not reached")
def _(t):
    secret, public, desk = t.private(), t.private({}), Desk(t)
    public.routes["/f"] = feed(item("http://10.0.0.1:1/", 1), item("http://[::1]:22/", 2))
    desk.follow(public.url("/f"))
    said = desk.json("fetch", "--allow-private", "--delay", "0")[0]
    return f"{said['added']} added; {'reached' if secret.connections else 'not reached'}"


# ---- second looks ----

def looked(t, *pages, **fields):
    """A desk that has article 1, its host, and what was said of looks at the further answers, two hours apart."""
    host, desk = outlet(t, **fields)
    host.routes["/1"] = pages[0]
    host.routes["/f"] = feed(item(host.url("/1"), 1), ETag='"f"')
    desk.fetch()
    host.routes["/f"] = answer(304)
    said = []
    for later in pages[1:]:
        host.routes["/1"] = later
        said.append(desk.fetch(later=2 * HOUR))
    return host, desk, said


def article(desk):
    return desk.json("show", "1", "--changes")[0]


def comes(desk, hours):
    """Is the next look so many hours from now, or up to a tenth later?"""
    early = desk.fetch(later=hours * HOUR - 60)["looks"]
    return not early and desk.fetch(later=hours * HOUR // 10 + 61)["looks"] == 1


@row(LOOKS, "an hour later, then ever more rarely; never sooner", "1 h, 3 h, 9 h, 27 h, 81 h")
def _(t):
    host, desk, _ = looked(t, page(1))
    return ", ".join(f"{h} h" for h in (1, 3, 9, 27, 81) if comes(desk, h))


@row(LOOKS, "its own ETag and Last-Modified go back; 304: nothing changed", "304; 0 revised")
def _(t):
    host, desk, said = looked(t, page(1, ETag='W/"a b\\"ç"'.encode().decode("latin-1"), Last_Modified="04-03-2025 10.00 WIB"),
                              answer(304))
    last = [r for r in host.requests if r.path == "/1"][-1]
    sent = (last.field("If-None-Match").encode("latin-1").decode() == 'W/"a b\\"ç"'
            and last.field("If-Modified-Since") == "04-03-2025 10.00 WIB")
    return f"{'304' if sent and said[0]['looks'] == 1 else said}; {said[0]['revised']} revised"


@row(LOOKS, "the text changed: a revision, and which words", "1 revised; dimulai → ditunda; 2 revisions")
def _(t):
    host, desk, said = looked(t, page(1), page(1).replace(b"dimulai", b"ditunda"))
    a = article(desk)
    change = a["history"][1]["changes"][0]
    return (f"{said[0]['revised']} revised; {change['before']['words']} → {change['after']['words']}; "
            f"{a['revisions']} revisions")


@row(LOOKS, "the title alone changed", "1 revised: Panen ditunda di Wanasari")
def _(t):
    host, desk, said = looked(t, page(1), page(1, "Panen ditunda di Wanasari"))
    return f"{said[0]['revised']} revised: {article(desk)['title']}"


@row(LOOKS, "blanks, a counter, another article that is pointed to: nothing changed", "0 revised")
def _(t):
    host, desk, said = looked(t, page(1, more="<p>Dibaca 12 kali</p><p>Baca juga: Harga gabah naik di pasar induk kota.</p>"),
                              page(1, more="<p>Dibaca  30 kali</p><p>Baca juga: Jalan desa dibuka lagi sejak kemarin pagi.</p>"))
    return f"{said[0]['revised']} revised"


@row(LOOKS, "a page that changed is looked at sooner", "3 h after 9 h")
def _(t):
    host, desk, _ = looked(t, page(1))
    comes(desk, 1), comes(desk, 3)
    host.routes["/1"] = page(1).replace(b"dimulai", b"ditunda")
    return "3 h after 9 h" if comes(desk, 9) and comes(desk, 3) else "not"


@row(LOOKS, "less than half of it is left: believed when it is seen twice", "0, then 1 revised")
def _(t):
    host, desk, said = looked(t, page(1, more=f"<p>{' '.join(words(3))}</p><p>{' '.join(words(4))}</p>"), page(1, keep=2))
    return f"{said[0]['revised']}, then {desk.fetch(later=2 * HOUR)['revised']} revised"


@row(LOOKS, "a question for consent, an error, the first page in its place: nothing changed", "0, 0, 0 revised; not withdrawn")
def _(t):
    consent = site(body="<div id=consent><h1>Kami menghargai privasi Anda</h1><p>Kami dan mitra kami menyimpan dan "
                        "mengakses kuki di perangkat Anda. <button>Terima semua</button></p></div>")
    seen = []
    for other in (consent, site(body="<h1>Halaman tidak ditemukan</h1>"), to("/", 302)):
        host, desk, said = looked(t, page(1), other)
        seen.append(said[0]["revised"])
    return f"{', '.join(map(str, seen))} revised; {'withdrawn' if article(desk)['withdrawn'] else 'not withdrawn'}"


@row(LOOKS, "410: withdrawn at once, its words stay; 200 again: it is there", "1; 2025-03-04T12:00:00Z, whole; not withdrawn")
def _(t):
    host, desk, said = looked(t, page(1), answer(410))
    first = article(desk)
    host.routes["/1"] = page(1)
    desk.fetch(later=5 * HOUR)
    whole = "whole" if words(1)[0] in first["document"]["text"] else "cut"
    return f"{said[0]['withdrawn']}; {first['withdrawn']}, {whole}; {article(desk)['withdrawn'] or 'not withdrawn'}"


@row(LOOKS, "404: withdrawn when it is seen twice, an hour apart", "0, then 1; 2025-03-04T12:00:00Z")
def _(t):
    host, desk, said = looked(t, page(1), answer(404))
    return f"{said[0]['withdrawn']}, then {desk.fetch(later=2 * HOUR)['withdrawn']}; {article(desk)['withdrawn']}"


@row(LOOKS, "404 once, then 200", "not withdrawn")
def _(t):
    host, desk, said = looked(t, page(1), answer(404))
    host.routes["/1"] = page(1)
    desk.fetch(later=2 * HOUR)
    host.routes["/1"] = answer(404)
    desk.fetch(later=5 * HOUR)
    return article(desk)["withdrawn"] or "not withdrawn"


@row(LOOKS, "503 with Retry-After of two days", "asked 0 times in a day, then 1; not withdrawn")
def _(t):
    host, desk, said = looked(t, page(1), answer(503, Retry_After="172800"))
    early = sum(desk.fetch(later=6 * HOUR)["looks"] for _ in range(4))
    late = desk.fetch(later=30 * HOUR)["looks"]
    return f"asked {early} times in a day, then {late}; {article(desk)['withdrawn'] or 'not withdrawn'}"


@row(LOOKS, "robots.txt forbids the page since: not asked for", "0 times")
def _(t):
    host, desk, _ = looked(t, page(1))
    host.routes["/robots.txt"] = answer(200, "User-agent: *\nDisallow: /1\n")
    host.requests.clear()
    desk.fetch(later=2 * DAY)
    return f"{asked(host, '/1')} times"


@row(LOOKS, "its story has had no report for a month: not looked at any more", "0 looks, 0 to come")
def _(t):
    host, desk, _ = looked(t, page(1))
    said = desk.fetch(later=31 * DAY)
    return f"{said['looks']} looks, {desk.feeds()[0]['looks']} to come"


@row(LOOKS, "--no-looks of the feed, of all; --looks", "0, 0, 1 looks")
def _(t):
    host, desk, _ = looked(t, page(1))
    desk.follow("1", "--no-looks")
    feed_off = desk.fetch(later=2 * HOUR)["looks"]
    desk.follow("1", "--looks")
    all_off = desk.fetch("--no-looks")["looks"]
    return f"{feed_off}, {all_off}, {desk.fetch()['looks']} looks"


@row(LOOKS, "a feed with whole texts: no page is looked at", "0 looks, 0 to come")
def _(t):
    host, desk = outlet(t)
    host.routes["/f"] = feed(item(host.url("/1"), 1, WHOLE))
    desk.fetch()
    return f"{desk.fetch(later=2 * HOUR)['looks']} looks, {desk.feeds()[0]['looks']} to come"


@row(LOOKS, "twenty that are due, and a new entry: the new page first", "new first; 20 looks")
def _(t):
    host, desk = outlet(t)
    paths = [f"/berita/panen-{n}" for n in range(21)]
    host.routes.update({path: page(n) for n, path in enumerate(paths)})
    items = [item(host.url(path), n) for n, path in enumerate(paths)]
    host.routes["/f"] = feed(*items[:20])
    desk.fetch()
    host.routes["/f"] = feed(*items)
    host.requests.clear()
    looks = desk.fetch("--all", later=2 * HOUR)["looks"]
    order = [r.path for r in host.requests if r.path.startswith("/berita")]
    return f"{'new first' if paths[20] in order[:2] else order}; {looks} looks"


@row(LOOKS, "keep --raw on: the page of each revision, and one that `add` takes, at their own times; what says the same is not kept",
     "3 pages; digests agree; 2 pages since 12:00; with their article's forgetting: 1; no faults")
def _(t):
    host, desk = outlet(t, 1)
    desk.run("keep", "--raw", "on")
    desk.fetch()
    was, now = host.routes["/1"], page(1, ETag='"2"').replace(b"dimulai", b"ditunda")
    host.routes["/1"] = page(1, more="<p>Dibaca 12 kali</p>")
    desk.fetch(later=2 * HOUR)
    host.routes["/1"] = now
    desk.fetch(later=4 * HOUR)
    desk.now += HOUR
    desk.run("add", host.url("/7"), "--allow-private", "--delay", "0")

    def export(*options):
        file = os.path.join(t.home, f"{len(host.requests)}{''.join(options[:1])}.warc.gz")
        desk.run("export", "--warc", file, *options)
        return file, len(desk.run("read", file)[1].splitlines())
    file, count = export()
    seen = archive_of(file, [(host.url("/1"), "2025-03-04T10:00:00Z", was), (host.url("/1"), "2025-03-04T16:00:00Z", now),
                             (host.url("/7"), "2025-03-04T17:00:00Z", host.routes["/7"])])
    later = export("--since", "2025-03-04T12:00:00Z")[1]
    desk.run("forget", "1")
    return (f"{count} pages; {seen}; {later} pages since 12:00; with their article's forgetting: {export('--until', '2026-01-01')[1]}; "
            f"{desk.run('check')[1].strip()}")


# ---- what ends early ----

def watch(desk):
    return subprocess.Popen([desk.stage.kabar, "watch", "--allow-private", "--delay", "0"], env={**desk.stage.env, **desk.env},
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=desk.stage.home)


def wait_for(check, seconds=20):
    end = time.monotonic() + seconds
    while not check() and time.monotonic() < end:
        time.sleep(0.02)


@row(KILLED, "watch: SIGTERM ends it, with its totals", "0, 2 added")
def _(t):
    host, desk = outlet(t, 1, 2)
    with watch(desk) as process:
        wait_for(lambda: asked(host, "/1") and asked(host, "/2"))
        wait_for(lambda: len(desk.titles()) == 2)
        process.terminate()
        out = process.communicate(timeout=20)[0]
    return f"{process.returncode}, {out.partition('; ')[2].strip()}"


@row(KILLED, "two at a time on one desk", "1: another is at work")
def _(t):
    host, desk = outlet(t, 1)
    with watch(desk) as process:
        wait_for(lambda: asked(host, "/f"))
        code, _, err = desk.run("fetch")
        process.terminate()
        process.communicate(timeout=20)
    return f"{code}: {'another is at work' if 'at work on this desk' in err else err}"


@row(KILLED, "the disk is full amid a fetch, then it is not: told; what was stored stays, the rest comes; no faults",
     "1, told; some of 30; then 30; no faults")
def _(t):
    host, desk = outlet(t)
    host.routes.update({f"/berita/panen-{n}": page(n, more=f"<p>{' '.join(words(n * 7919 % 1000))}</p>" * 40) for n in range(30)})
    host.routes["/f"] = feed(*(item(host.url(f"/berita/panen-{n}"), n) for n in range(30)))
    script = "trap '' XFSZ; ulimit -f 900; exec \"$0\" \"$@\""
    done = subprocess.run(["sh", "-c", script, t.kabar, "fetch", *("--allow-private", "--delay", "0")], env={**t.env, **desk.env},
                          capture_output=True, text=True, timeout=60, cwd=t.home, check=False)
    first = len(desk.titles())
    desk.now = int(time.time()) + DAY
    desk.fetch("--all")
    stored = [a["url"] for a in desk.json("search", "title:panen*", "--limit", "100")]
    told = "told" if "disk is full" in done.stderr or "cannot be written" in done.stderr else done.stderr
    return (f"{done.returncode}, {told}; {'some' if 0 < first < 30 else first} of 30; then {len(set(stored))}; "
            f"{desk.run('check')[1].strip()}")


def killed(t, times, entries, chance, longest):
    """kill -9 at random moments of a watch, new entries each time; then all is fetched. What the desk holds then."""
    host, desk = outlet(t)
    host.routes.update({f"/berita/panen-{n}": page(n) for n in range(times * entries)})
    for k in range(times):
        host.routes["/f"] = feed(*(item(host.url(f"/berita/panen-{n}"), n) for n in range((k + 1) * entries)), ETag=f'"{k}"')
        desk.run("follow", "1", "--every", f"{k % 50 + 10}m")   # due at once
        with watch(desk) as process:
            time.sleep(chance.uniform(0, longest))
            process.kill()
            process.communicate()
    desk.now = int(time.time()) + 10 ** 6
    desk.fetch("--all")
    code, out, _ = desk.run("check")
    urls = [a["url"] for a in desk.json("search", "title:panen*", "--limit", "100000")]
    again = sum(max(0, asked(host, f"/berita/panen-{n}") - 1) for n in range(times * entries))
    seen = f"{len(urls)} of {times * entries}, {'each once' if len(set(urls)) == len(urls) else 'some twice'}"
    return f"{seen}; {out.strip() if not code else code}", again


@row(KILLED, "kill -9 at random moments of a watch, 8 times: what is stored, and check", "32 of 32, each once; no faults")
def _(t):
    return killed(t, 8, 4, random.Random(1), 0.5)[0]


if __name__ == "__main__":   # followed.py FETCH_TOOL KABAR TIMES: the same, longer
    import sys
    import tempfile

    from stage import Stage
    with tempfile.TemporaryDirectory() as home:
        print(*killed(Stage(sys.argv[1], os.path.abspath(sys.argv[2]), home), int(sys.argv[3]), 4, random.Random(), 1.0),
              "pages were asked for again")
        os._exit(0)
