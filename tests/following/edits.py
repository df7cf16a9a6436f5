"""Edits as outlets make them to an article after it came out: which a second look takes for a revision, and what of it
the comparison names as changed."""
import os
from concurrent.futures import ThreadPoolExecutor

from followed import HOUR, Desk, answer, feed, item
from stage import row

NOT, IS = "What is no revision", "What is one, and the rows it makes"
WORDS = {
    "title": "Longsor di Desa Wanasari, 12 rumah rusak",
    "byline": "Oleh Raka Suwita",
    "stamp": "Selasa, 4 Maret 2025 16.10 WITA",
    "caption": "Warga membersihkan lumpur di jalan desa Wanasari. (Foto: Raka Suwita)",
    "lead": "Sebanyak 12 rumah rusak akibat longsor di Desa Wanasari, Lembata, pada Selasa pagi, kata kepala desa "
            "Sulastri Wirana.",
    "quote": "\"Kami sudah mengungsikan semua keluarga ke balai desa sejak subuh,\" ujar Sulastri kepada wartawan.",
    "rain": "Hujan deras turun sejak Senin malam, dan sungai kecil di atas desa meluap sebelum tanah di lereng itu runtuh.",
    "claim": "Polisi menyebut seorang sopir truk sembako ikut hilang terbawa arus lumpur di jembatan lama.",
    "road": "Jalan ke pelabuhan ditutup, dan badan penanggulangan bencana mengirim dua alat berat dari Lewoleba — kata "
            "camat José Lamanepa.",
    "foot": "",
    "ad": "Iklan: obral tikar pandan",
    "related": "Harga gabah naik di pasar induk",
    "comments": "3 komentar",
    "top": "",
}
PAGE = """<!doctype html><html lang="id"><head><meta charset="{charset}"><title>{title} - Suara Lembata</title>
<meta property="og:site_name" content="Suara Lembata"><meta property="article:published_time" content="2025-03-04T16:10:00+08:00">
</head><body><header><nav><a href="/">Beranda</a> <a href="/daerah">Daerah</a> <a href="/ekonomi">Ekonomi</a></nav></header>
<main><article><h1>{title}</h1><p class="byline">{byline}</p><time>{stamp}</time>
<figure><img src="/a.jpg" alt=""><figcaption>{caption}</figcaption></figure>
{top}<p>{lead}</p><p>{quote}</p><div class="ad">{ad}</div><p>{rain}</p><p>{claim}</p><p>{road}</p>{foot}
</article><aside class="related"><h2>Berita terkait</h2><ul><li><a href="/2">{related}</a></li></ul></aside>
<section id="comments"><h2>{comments}</h2></section></main><footer>Suara Lembata, Lewoleba</footer></body></html>"""


def page(charset="utf-8", **words):
    return PAGE.format(**{**WORDS, **words}, charset=charset)


def sent(text, charset="utf-8"):
    return text if isinstance(text, bytes) else answer(200, text.encode(charset), Content_Type=f"text/html; charset={charset}")


def seen(host, desk, first, later):
    """What two looks at the page as it is later make of it: revisions, and the changed rows of its story."""
    host.routes["/1"] = first
    host.routes["/f"] = feed(item(host.url("/1"), 1), ETag='"f"')
    desk.follow(host.url("/f"))
    desk.fetch()
    host.routes["/f"] = answer(304)
    host.routes["/1"] = later
    looks = [desk.fetch(later=2 * HOUR)["revised"] for _ in range(2)]
    what = {(0, 0): "none", (1, 0): "revision", (0, 1): "revision, when it is seen twice"}[tuple(looks)]
    told = desk.json("story", "1")[0]["comparison"] if sum(looks) else None
    rows = [" > ".join(cell["text"] for cell in r["cells"]) + (" >" if r["cells"][0]["role"] == "gone" else "")
            for r in told["rows"] if r["kind"] == "changed"] if told else []
    return what + (": " + "; ".join(rows) if rows else "")


EDITS, pool, playing = [], ThreadPoolExecutor(os.cpu_count()), {}


def play(t, case):
    """Each has a desk and a host of its own: with the first of them all are begun, as many at a time as there are
    processors."""
    if not playing:
        for name, first, later in EDITS:
            playing[name] = pool.submit(seen, t.private({"*": answer(404)}), Desk(t), first, later)
    return playing[case].result()


def edit(group, case, expected, charset="utf-8", first=None, **words):
    later = words.pop("page", None)
    EDITS.append((case, sent(first or page()), sent(later if later is not None else page(charset, **words), charset)))
    row(group, case, expected)(lambda t: play(t, case))


def swap(name, was, now):
    assert was in WORDS[name]
    return {name: WORDS[name].replace(was, now)}


TOLL = ("revision: Sebanyak 12 rumah rusak akibat longsor di Desa Wanasari > Sebanyak 15 rumah rusak akibat longsor di Desa "
        "Wanasari")

edit(NOT, "the by-line", "none", byline="Oleh Raka Suwita dan Dinar Yuwanti")
edit(NOT, "the time stamp, and when it was brought up to date", "none", stamp="Selasa, 4 Maret 2025 16.10 WITA | Diperbarui 18.25 WITA")
edit(NOT, "a line that says when it was brought up to date", "none", top="<p>Diperbarui: Selasa, 4 Maret 2025 18.25 WITA</p>")
edit(NOT, "the caption of the picture", "none", caption="Alat berat tiba di Wanasari, Selasa sore. (Foto: Dinar Yuwanti)")
edit(NOT, "another advertisement", "none", ad="Iklan: potongan harga kapal cepat ke Larantuka, hanya pekan ini!")
edit(NOT, "other articles at its side", "none", related="Pelabuhan Lewoleba ramai menjelang akhir pekan")
edit(NOT, "a pointer to another article amid the text", "none", top="<p>Baca juga: Harga gabah naik di pasar induk kota sejak kemarin.</p>")
edit(NOT, "the number of comments", "none", comments="41 komentar")
edit(NOT, "a box to sign up for letters, buttons to share", "none",
     foot="<div class='newsletter'><p>Dapatkan kabar pilihan setiap pagi di surel Anda.</p></div><div class='share'>Bagikan WhatsApp</div>")
edit(NOT, "quotation marks and dashes by their shape", "none",
     quote=WORDS["quote"].replace('"Kami', "“Kami").replace(',"', ",”"), road=WORDS["road"].replace("—", "–"))
edit(NOT, "blanks that do not break, soft hyphens", "none", lead=WORDS["lead"].replace(" ", " ").replace("Sulastri", "Sulas­tri"))
edit(NOT, "letters with marks in two characters in place of one", "none", road=WORDS["road"].replace("é", "é"))
edit(NOT, "characters written as entities", "none", road=WORDS["road"].replace("é", "&eacute;").replace("—", "&mdash;"))
edit(NOT, "another encoding", "none", charset="windows-1252")
edit(NOT, "bold words and links", "none",
     lead=WORDS["lead"].replace("12 rumah", "<b>12 rumah</b>").replace("Lembata", "<a href='/tag/lembata'>Lembata</a>"))
edit(NOT, "two paragraphs in one", "none", rain=WORDS["rain"] + " " + WORDS["claim"], claim="")
edit(NOT, "its form for AMP", "none",
     page=page().replace("<html lang=\"id\">", "<html amp lang=\"id\">").replace("<img src=\"/a.jpg\" alt=\"\">", "<amp-img src=\"/a.jpg\"></amp-img>"))
edit(NOT, "an error in its place", "none", page="<!doctype html><title>Galat</title><body><h1>500</h1><p>Terjadi kesalahan pada peladen kami.</p></body>")
edit(NOT, "a paywall: the beginning, and what is offered", "none",
     page=page(quote="", rain="", claim="", road="",
               foot="<div class='paywall'><p>Berlangganan untuk membaca selengkapnya. Sudah berlangganan? Masuk.</p></div>")
     .replace("</head>", "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"isAccessibleForFree\": false}</script></head>"))
edit(NOT, "a list of articles in its place", "none",
     page="<!doctype html><title>Daerah</title><body><h1>Daerah</h1><ul>" + "".join(
         f"<li><a href='/{n}'>Kabar daerah nomor {n} dari Lembata dan sekitarnya</a></li>" for n in range(30)) + "</ul></body>")

edit(IS, "a toll, in title and text", TOLL,
     title=WORDS["title"].replace("12", "15"), lead=WORDS["lead"].replace("12", "15"))
edit(IS, "a toll in the text alone; the title has the old one", TOLL, **swap("lead", "12", "15"))
edit(IS, "a title put right", "revision", **swap("title", "Wanasari", "Wanasari, Lembata"))
edit(IS, "a title of its own words", "revision", title="Lereng runtuh di Lembata, warga mengungsi ke balai desa")
edit(IS, "UPDATE before the title", "revision", title="UPDATE: " + WORDS["title"])
edit(IS, "a note at the foot, with what was put right", TOLL,
     title=WORDS["title"].replace("12", "15"), lead=WORDS["lead"].replace("12", "15"),
     foot="<p><em>Koreksi: versi awal berita ini menyebut 12 rumah rusak; yang benar 15 rumah.</em></p>")
edit(IS, "a paragraph at its end", "revision", foot="<p>Dinas sosial membuka dapur umum di halaman sekolah dasar pada Selasa malam.</p>")
edit(IS, "an entry of the day on top", "revision", top="<p><b>18.25 WITA</b> Bupati Lembata tiba di lokasi dan meninjau jembatan lama bersama tim penyelamat.</p>")
edit(IS, "words that somebody said", "revision: Kami sudah mengungsikan semua keluarga ke balai desa sejak subuh > Kami sudah "
     "mengungsikan sebagian keluarga ke balai desa sejak subuh", **swap("quote", "semua", "sebagian"))
edit(IS, "a letter mended in what somebody said", "revision", first=page(**swap("quote", "keluarga", "kelurga")))
edit(IS, "a claim that is there no more", "revision: seorang sopir truk sembako ikut hilang terbawa arus lumpur di jembatan lama >", claim="")
edit(IS, "two paragraphs the other way round", "revision", rain=WORDS["claim"], claim=WORDS["rain"])
edit(IS, "a number in words", "revision", **swap("lead", "12", "dua belas"))
edit(IS, "a round number made exact", "revision", first=page(**swap("lead", "12 rumah", "sekitar 300 rumah")),
     **swap("lead", "12 rumah", "312 rumah"))
edit(IS, "a day", "revision", **swap("lead", "Selasa pagi", "Senin malam"))
edit(IS, "less than half of it is left", "revision, when it is seen twice: seorang sopir truk sembako ikut hilang terbawa arus lumpur di "
     "jembatan lama >; Jalan ke pelabuhan ditutup, dan badan penanggulangan bencana mengirim dua alat berat dari Lewoleba >", rain="", claim="", road="")
edit(IS, "a note alone, of what kabar did not see", "revision", foot="<p>Ralat: versi awal artikel ini menyebut 9 rumah rusak.</p>")
edit(IS, "another report in its place", "revision, when it is seen twice", title="Pasar Lewoleba pindah ke lapangan", lead="Para pedagang mulai "
     "memindahkan kios pada hari pertama bulan puasa.", quote="Retribusi tidak naik.", rain="Bus kota berhenti di depan gerbang baru.",
     claim="Kantor pengelola buka pukul tujuh.", road="Toilet umum dan musala menyusul dibangun tahun depan oleh koperasi.")
