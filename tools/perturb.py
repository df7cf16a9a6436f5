#!/usr/bin/env python3
"""Does the score hang on the names, numbers and marks of one event? Writes a set of annotated reports anew with all three replaced.

  perturb.py GOLD.json TEXTS OUT [SEED]

GOLD.json: {"articles": {KEY: {"file", "quoted_spans": [{"with_marks": {"start", "end"}}], "entity_mentions": [{"start", "end", "text",
"type"}]}}, ...}, spans in code points, anywhere in it {"start", "end"} beside the article that they stand in. TEXTS: the folder of
the files. OUT gets the texts, under the same names, and gold.json, with every span moved.

Each word of a name that is no common word gets an invented one, the same in all texts and in the gold's canonical names; each
number other digits of the same shape; each pair of quotation marks another pair.
"""
import json
import os
import random
import re
import sys

MARKS = [("“", "”"), ("«", "»"), ("„", "“"), ("\"", "\""), ("‘", "’")]
# Common nouns and adjectives that stand inside names; they keep their meaning.
COMMON = set("""presiden pemimpin menteri luar negeri dalam utara selatan barat timur tengah pusat kantor berita dinas intelijen nasional
kepala badan kementerian kota wilayah provinsi kabupaten desa sungai laut pulau gunung bandara pelabuhan stasiun universitas rumah
sakit partai dewan mahkamah agung direktur program juru bicara jenderal jubir ktt perang dunia serikat uni the of president minister
prime foreign north south east west central national state news agency ministry office government party court university hospital
secretary general council city province""".split())
ONSETS = "b d f g h j k l m n p r s t v w z br dr kr tr sl".split()
VOWELS = "a e i o u".split()
CODAS = ["", "n", "r", "l", "s", "m"]


def word_like(old, rnd):
    """An invented word in the case of the old one; of a short all-capital one, as many capitals."""
    if old.isupper() and len(old) <= 6:
        return "".join(rnd.choice("BDFGHKLMNPRSTVZ") for _ in old)
    new = "".join(rnd.choice(ONSETS) + rnd.choice(VOWELS) + rnd.choice(CODAS) for _ in range(2 + len(old) // 6))
    return new.upper() if old.isupper() else new.capitalize()


def words_of(gold):
    """All words of names, but the common ones."""
    found = set()
    for article in gold["articles"].values():
        for mention in article["entity_mentions"]:
            for word in re.findall(r"[^\W\d_]+", mention["text"]):
                if word[0].isupper() and word.lower() not in COMMON:
                    found.add(word)
    return sorted(found)


def number_like(old, rnd):
    """The same shape, other digits; a year stays a year near it."""
    if re.fullmatch(r"(19|20)\d\d", old):
        return str(int(old) - 3)
    shift = 2
    return "".join(str((int(c) + shift - 1) % 9 + 1) if c.isdigit() and c != "0" else c for c in old)


def rewrite(text, names, marks, rnd):
    """The new text, and for each offset of the old one its place in the new one."""
    pattern = re.compile(r"[^\W\d_]+|\d[\d.,]*\d|\d")
    out, place, at, length = [], [0] * (len(text) + 1), 0, 0

    def put(old_begin, old_end, new):
        nonlocal length
        for i in range(old_begin, old_end):
            place[i] = length + min(i - old_begin, len(new))
        out.append(new)
        length += len(new)

    while at < len(text):
        if at in marks:
            put(at, at + 1, marks[at])
            at += 1
            continue
        m = pattern.match(text, at)
        if not m:
            put(at, at + 1, text[at])
            at += 1
            continue
        old = m.group()
        new = names.get(old, old) if not old[0].isdigit() else number_like(old, rnd)
        put(at, m.end(), new)
        at = m.end()
    place[len(text)] = length
    return "".join(out), place


def moved(x, place, texts, key=None):
    """x with its spans moved: `key` names the article that a span stands in."""
    if isinstance(x, list):
        return [moved(v, place, texts, key) for v in x]
    if not isinstance(x, dict):
        return x
    if "start" in x and "end" in x:
        y = {k: v for k, v in x.items() if not k.startswith("byte_")}
        where = place[key]
        y["start"], y["end"] = where[x["start"]], where[x["end"]]
        y["text"] = texts[key][y["start"]:y["end"]]
        return {k: (moved(v, place, texts, key) if k not in ("start", "end", "text") else v) for k, v in y.items()}
    inner = x.get("in") if x.get("in") in place else key
    named = {k: k.rsplit("_", 1)[-1] for k in x}   # "A", "only_in_A"
    return {k: moved(v, place, texts, named[k] if named[k] in place else inner) for k, v in x.items()}


def renamed(x, names):
    """Canonical names stand as strings in the gold."""
    if isinstance(x, list):
        return [renamed(v, names) for v in x]
    if isinstance(x, dict):
        return {k: (v if k in ("file", "text", "kind", "in") else renamed(v, names)) for k, v in x.items()}
    return re.sub(r"[^\W\d_]+", lambda m: names.get(m.group(), m.group()), x) if isinstance(x, str) else x


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    gold_path, folder, out = sys.argv[1:4]
    rnd = random.Random(int(sys.argv[4]) if len(sys.argv) == 5 else 1)
    with open(gold_path, encoding="utf-8") as f:
        gold = json.load(f)
    names = {w: word_like(w, rnd) for w in words_of(gold)}
    os.makedirs(out, exist_ok=True)
    place, texts = {}, {}
    for n, (key, article) in enumerate(gold["articles"].items()):
        with open(os.path.join(folder, article["file"]), encoding="utf-8") as f:
            text = f.read()
        marks = {}
        for q, span in enumerate(article["quoted_spans"]):
            pair = MARKS[(n + q // 4) % len(MARKS)]
            marks[span["with_marks"]["start"]], marks[span["with_marks"]["end"] - 1] = pair
        texts[key], place[key] = rewrite(text, names, marks, rnd)
        with open(os.path.join(out, article["file"]), "w", encoding="utf-8") as f:
            f.write(texts[key])
    new = {"about": gold.get("about"),
           "articles": {k: moved(a, place, texts, k) for k, a in gold["articles"].items()},
           "comparison": moved(gold["comparison"], place, texts)}
    with open(os.path.join(out, "gold.json"), "w", encoding="utf-8") as f:
        json.dump(renamed(new, names), f, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
