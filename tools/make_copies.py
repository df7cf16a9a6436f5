#!/usr/bin/env python3
"""Makes a set of copies with known shares from articles of any kind, to measure `kabar copies` by.

    make_copies.py [--seed N] [--texts N] [--half even|odd] [--natural] OUT ARTICLES.jsonl...

ARTICLES: {"id","text",...} a line. Some become originals, some give the sentences that are added to copies, some stand as
they are. Articles that share more than a few passages with one taken before are left out, so that nothing is a copy but
what is made one. Outlets, dates and ids are made up. Each outlet puts lines of its own under all of its articles.

Written: OUT.jsonl, the articles in a random order, and OUT.truth.jsonl, a line for each:
{"id","made","sources":[{"id","share"}],"share"}: `made` says how ("original" and "lookalike-..." are no copies), `share` of
its words, without its outlet's lines, that are its sources'.
"""
import argparse
import hashlib
import json
import random
import re

OUTLETS = ["Lantern", "Anchor Daily", "Beacon", "Harbour Post", "Northern Mail", "Evening Kite", "Tidewater", "Orchard"]
SHINGLE = 8
# An agency: its outlets, and how a text names it ({} is a sentence without its full stop).
AGENCIES = [
    (["Associated Press", "apnews.com"], ["{}, The Associated Press reported.", "{}, the mayor told the Associated Press.", "(AP) - {}."]),
    (["AFP", "Agence France-Presse"], ["{}, he told AFP.", "{}, Agence France-Presse said.", "(AFP) {}."]),
    (["Antara", "antaranews.com"], ["{}, dikutip dari Antara, Selasa.", "(ANTARA) - {}.", "{}, seperti dilansir Antara."]),
]


def words(text):
    return re.findall(r"\w+", text.lower())


def sentences(text):
    parts = re.split(r"(?<=[.!?])\s+|(?<=[.!?][\"”’])\s+|\n+", text)
    return [s for s in parts if len(words(s)) >= 4]


def half_of(ident):
    return "odd" if hashlib.sha256(str(ident).encode()).digest()[0] % 2 else "even"


class Maker:
    def __init__(self, rng, articles, count, natural):
        self.rng, self.natural = rng, natural
        self.seen, self.pool = set(), []
        rng.shuffle(articles)
        for text in articles:
            if len(self.pool) >= count * 2:
                break
            all_words = words(text)
            shingles = {tuple(all_words[i:i + SHINGLE]) for i in range(len(all_words) - SHINGLE + 1)}
            if len(all_words) < 50 or len(shingles & self.seen) > 0.02 * len(shingles):
                continue
            self.seen |= shingles
            self.pool.append(text)
        first = len(self.pool) // (3 if natural else 2)
        self.originals, self.fillers = self.pool[:first], self.pool[first:]
        self.lines = {o: " ".join(self.filler_sentences(rng.randint(1, 3))) for o in OUTLETS}
        self.heads = {o: " ".join(self.filler_sentences(1)) if natural else "" for o in OUTLETS[:4]}
        self.out, self.truth = [], []

    def filler_sentences(self, count):
        """Sentences that stand in no other text: each filler is used once."""
        taken = []
        while len(taken) < count and self.fillers:
            taken += sentences(self.fillers.pop())
        return taken[:count] if taken else []

    def add(self, made, text, sources, minute, outlet=None):
        """sources: [(id, words taken)]"""
        outlet = outlet or self.rng.choice(OUTLETS)
        ident = f"t{len(self.out):05d}"
        total = len(words(text)) or 1
        date = 1_700_000_000 // 60 * 60 + minute * 60
        self.out.append({"id": ident, "outlet": outlet, "date": iso(date), "title": "", "text": self.set(text, outlet)})
        self.truth.append({"id": ident, "made": made, "share": round(min(1, sum(n for _, n in sources) / total), 4),
                           "sources": [{"id": i, "share": round(min(1, n / total), 4)} for i, n in sources]})
        return ident

    def set(self, text, outlet):
        """With the outlet's standing lines; an agency has none."""
        head, line = self.heads.get(outlet, ""), self.lines.get(outlet, "")
        if self.natural and head and text.count("\n") > 2:
            first, rest = text.split("\n", 1)
            return first + "\n" + head + "\n" + rest + "\n" + line
        return (head + "\n" if head else "") + text + ("\n" + line if line else "")

    # ---- ways of copying: each gives the text and how many words it took ----

    def exact(self, text):
        text = re.sub(r" ", lambda m: self.rng.choice([" ", " ", "  ", "\u00a0"]), text)
        text = text.replace('"', "”") if "“" not in text else text.replace("“", '"').replace("”", '"')
        text = text.replace("’", "'").replace(" - ", " — ")
        if self.rng.random() < 0.3:
            text = text.upper()
        return text, len(words(text))

    def replaced(self, text):
        rate = self.rng.uniform(0.02, 0.15)
        taken, out = 0, []
        for piece in re.split(r"(\w+)", text):
            if re.fullmatch(r"\w+", piece):
                if self.rng.random() < rate:
                    piece = self.rng.choice(self.vocabulary)
                else:
                    taken += 1
            out.append(piece)
        return "".join(out), taken

    def dropped(self, text):
        parts = sentences(text)
        rate = self.rng.uniform(0.1, 0.4)
        kept = [s for s in parts if self.rng.random() > rate] or parts[:2]
        text = " ".join(kept)
        return text, len(words(text))

    def reordered(self, text):
        parts = sentences(text)
        self.rng.shuffle(parts)
        text = "\n".join(parts)
        return text, len(words(text))

    def extended(self, text):
        parts = sentences(text)
        taken = sum(len(words(s)) for s in parts)
        for s in self.filler_sentences(self.rng.randint(1, 4)):
            parts.insert(self.rng.randint(0, len(parts)), s)
        return " ".join(parts), taken

    def inside(self, text):
        """The text, or its begin, within a longer article; it lays in a tenth to two thirds of it."""
        parts = sentences(text)
        most = len(parts) if self.rng.random() < 0.5 else max(2, len(parts) // 2)
        parts = parts[:most]
        taken = sum(len(words(s)) for s in parts)
        wanted, own = taken * self.rng.uniform(0.6, 2.5), []
        while sum(len(words(s)) for s in own) < wanted and self.fillers:
            own += self.filler_sentences(4)
        at = self.rng.randint(0, len(own))
        return " ".join(own[:at] + parts + own[at:]), taken

    # ---- as desks do it ----

    def tail_cut(self, text):
        parts = sentences(text)
        kept = parts[:max(2, int(len(parts) * self.rng.uniform(0.25, 0.75)))]
        return " ".join(kept), sum(len(words(s)) for s in kept)

    def paragraphs(self, text):
        parts, blocks = sentences(text), []
        while parts:
            size = self.rng.randint(2, 4)
            blocks.append(" ".join(parts[:size]))
            parts = parts[size:]
        self.rng.shuffle(blocks)
        return "\n".join(blocks), len(words(text))

    def renamed(self, text):
        """Names as another desk writes them: a third of the capital words that begin no sentence."""
        names, taken, out, before = {}, 0, [], ""
        for piece in re.split(r"(\w+)", text):
            if re.fullmatch(r"\w+", piece):
                inner = piece[0].isupper() and before not in "" and not re.search(r"[.!?:\"“”\n]", before)
                if inner and names.setdefault(piece, self.rng.random() < 0.33):
                    piece = piece[:1] + "".join({"y": "i", "k": "q", "c": "ts", "o": "u", "e": "ae"}.get(c, c) for c in piece[1:]) + "j"
                else:
                    taken += 1
            else:
                before = piece
            out.append(piece)
        return "".join(out), taken

    def mixed(self, text):
        """Every sentence or two an own one; of the others some lose their end."""
        taken, out = 0, []
        for s in sentences(text):
            pieces = s.split()
            if len(pieces) > 12 and self.rng.random() < 0.4:
                s = " ".join(pieces[:self.rng.randint(8, len(pieces) - 3)]).rstrip(",") + "."
            taken += len(words(s))
            out.append(s)
            if self.rng.random() < 0.4:
                out += self.filler_sentences(1)
        return " ".join(out), taken

    def named(self, text, how):
        """The text with its agency named in its second sentence, or first where that is in brackets."""
        parts = sentences(text)
        at = 0 if how.startswith("(") or len(parts) < 2 else 1
        parts[at] = how.format(parts[at].rstrip(".!? "))
        return " ".join(parts)

    def wire(self, text, minute):
        """An agency's text in two or three outlets; its own is there and dated after them, or not."""
        outlets, hows = self.rng.choice(AGENCIES)
        own, first = None, None
        if self.rng.random() < 0.5:
            own = self.add("wire-own", text, [], minute + 950, self.rng.choice(outlets))
        for n in range(self.rng.choice([2, 2, 3])):
            cut = (own or first) and self.rng.random() < 0.4
            made = self.named(self.tail_cut(text)[0] if cut else text, self.rng.choice(hows))
            taken = max(0, len(words(made)) - 4)
            if taken < 40:
                continue
            of = own or first
            ident = self.add("wire" if of else "original-wire", made, [(of, taken)] if of else [], minute + n * 30)
            self.truth[-1]["agency"] = not own
            first = first or ident

    # ---- texts that look like copies and are none ----

    def shuffled(self, text):
        parts = []
        for s in sentences(text):
            mixed = words(s)
            self.rng.shuffle(mixed)
            parts.append(" ".join(mixed).capitalize() + ".")
        return " ".join(parts)

    def phrases(self, text):
        """Another text with a few phrases of this one: names, titles, the law's full name."""
        own, pieces = self.filler_sentences(12), words(text)
        for _ in range(3):
            at = self.rng.randint(0, max(0, len(pieces) - 8))
            own.insert(self.rng.randint(0, len(own)), " ".join(pieces[at:at + 7]) + ".")
        return " ".join(own)

    def quoting(self, text):
        """Another text that quotes a sentence or two of this one."""
        own = self.filler_sentences(12)
        said = " ".join(self.rng.sample(sentences(text), min(2, len(sentences(text))))).replace('"', "").replace("“", "").replace("”", "")
        own.insert(self.rng.randint(0, len(own)), "“" + " ".join(said.split()[:45]) + "”")
        return " ".join(own)

    def make(self):
        rng = self.rng
        self.vocabulary = [w for t in self.pool[:400] for w in words(t)]
        ways = {"exact": self.exact, "replaced": self.replaced, "dropped": self.dropped, "reordered": self.reordered,
                "extended": self.extended, "inside": self.inside}
        negatives = {"lookalike-words": self.shuffled, "lookalike-phrases": self.phrases, "lookalike-quote": self.quoting}
        if self.natural:
            ways = {"tail-cut": self.tail_cut, "paragraphs": self.paragraphs, "renamed": self.renamed, "mixed": self.mixed,
                    "inside": self.inside}
            for text in self.originals[:len(self.originals) // 4]:
                self.wire(text, rng.randint(0, 20000))
            self.originals = self.originals[len(self.originals) // 4:]
        ids = []
        for n, text in enumerate(self.originals):
            minute = rng.randint(0, 20000)
            first = self.add("original", text, [], minute)
            ids.append((first, text, minute))
        for n, (first, text, minute) in enumerate(list(ids)):
            if n % 2:
                continue
            for _ in range(rng.choice([1, 1, 2])):
                way = rng.choice(list(ways))
                made, taken = ways[way](text)
                if taken >= 30 and len(words(made)) >= 30:
                    self.add(way, made, [(first, taken)], minute + rng.randint(1, 900))
            if n % 6 == 0 and n + 1 < len(ids):
                second, other, later = ids[n + 1]
                a, b = sentences(text), sentences(other)
                a, b = a[:max(3, len(a) // 2)], b[:max(3, len(b) // 2)]
                na, nb = (sum(len(words(s)) for s in x) for x in (a, b))
                if min(na, nb) >= 30:
                    self.add("merged", " ".join(a + b), [(first, na), (second, nb)], max(minute, later) + rng.randint(1, 900))
            if n % 4 == 0:
                way = rng.choice(list(negatives))
                if len(self.fillers) < 20:
                    break  # nothing is left to set around what looks alike
                self.add(way, negatives[way](text), [], minute + rng.randint(1, 900))
        order = list(range(len(self.out)))
        rng.shuffle(order)
        return [self.out[i] for i in order], self.truth


def iso(seconds):
    import datetime
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--texts", type=int, default=800, help="originals at most")
    args.add_argument("--half", choices=["even", "odd"], help="only articles whose id hashes so")
    args.add_argument("--natural", action="store_true", help="copies as desks make them")
    args.add_argument("out")
    args.add_argument("articles", nargs="+")
    args = args.parse_args()
    articles = []
    for path in args.articles:
        with open(path, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        articles += [r["text"] for r in rows if r.get("text") and args.half in (None, half_of(r["id"]))]
    texts, truth = Maker(random.Random(args.seed), articles, args.texts, args.natural).make()
    for path, rows in ((args.out + ".jsonl", texts), (args.out + ".truth.jsonl", truth)):
        with open(path, "w", encoding="utf-8") as out:
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{args.out}: {len(texts)} texts, {sum(bool(t['sources']) for t in truth)} copies")


if __name__ == "__main__":
    main()
