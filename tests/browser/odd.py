"""A desk of what reports seldom are: long words, another direction of writing, no title, no outlet, no date; and one that
holds nothing."""
import json

LONG = "Mempertanggungjawabkan ketidakberkesinambungan pengadministrasian kewarganegaraan antarkeluarga dipertanyakan"
ARTICLES = [
    {"text": "Tanpa judul dan tanpa media. Jembatan Wanasari rusak. \"Kami takut,\" kata Kepala Desa Sari Melati di lokasi."},
    {"title": LONG, "outlet": "Kementerian Pendayagunaan Aparatur Kepulauan dan Reformasi Birokrasi Antardaerah Wanasari",
     "published": "2026-05-14T09:00:00Z", "lang": "id",
     "text": "WANASARI - \"Kami mempertanggungjawabkannyaseluruhnyatanpaterkecualisedikitpun,\" kata Koordinator Penyelenggaraan "
             "Ketidakberkesinambungan Budi Tirtakusumawardhaningrat. Sebanyak 7 orang mengungsi dari Wanasari karena jembatan "
             "ditutup pada Selasa pagi. Jembatan itu sudah lama rusak dan tidak diperbaiki.\n"},
    {"title": "إغلاق جسر واناساري بعد نزوح عشرة أشخاص من القرية", "outlet": "صحيفة الجزيرة الشرقية", "published": "2026-05-14T10:00:00Z",
     "lang": "ar", "text": "أغلق جسر واناساري يوم الثلاثاء ونزح عشرة أشخاص على الأقل. \"كنا نائمين\" قالت ساري ميلاتي من سكان القرية.\n"},
    {"title": "https://panjang.example/satu/dua/" + "a" * 120, "outlet": "x.example",
     "text": "WANASARI - Jembatan nomor 9 di Wanasari ditutup pada Selasa pagi karena retak. Sebanyak 12 orang mengungsi dari "
             "Wanasari, kata polisi setempat. Jembatan itu sudah lama rusak.\n"},
]


def make(stage):
    """Servers of the two, and the pages of the first."""
    path = stage.path("odd.jsonl")
    with open(path, "w", encoding="utf-8") as out:
        for article in ARTICLES:
            out.write(json.dumps(article, ensure_ascii=False) + "\n")
    desk, empty = stage.desk("odd.desk", path), stage.desk("none.desk", path)
    listed = lambda: [json.loads(line)["story"] for line in stage.run("stories", "--desk", desk, "--json").splitlines()]   # noqa: E731
    others = sorted(listed())[1:]   # the first article stays alone
    if len(others) > 1:
        stage.run("merge", "--desk", desk, *map(str, others), "--by", "Ana")
    stage.run("forget", "--desk", empty, *[str(n + 1) for n in range(len(ARTICLES))])
    pages = ["/", "/speakers?days=all", "/outlets", "/search?q=jembatan", "/decisions"]
    pages += [f"/story/{n}" for n in listed()]
    pages += [f"/article/{n + 1}" for n in range(len(ARTICLES))]
    nothing = ["/", "/speakers", "/outlets", "/sources", "/alerts", "/decisions", "/desk", "/digest", "/search?q=x", "/paste"]
    return stage.serve(desk, "--by", "Ana"), pages, stage.serve(empty, "--by", "Ana"), nothing
