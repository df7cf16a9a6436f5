#!/usr/bin/env python3
"""articles.py COUNT [LANG]: COUNT articles as JSON lines, of about 300 words each, made from the sentences of the
example reports in an order drawn by chance (seed 1: the same every time). Numbers are drawn anew, so that no two
articles are copies. For measuring speed; they mean nothing."""
import html
import json
import os
import random
import re
import sys

EXAMPLES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "examples")


def reports():
    for folder, _, files in sorted(os.walk(EXAMPLES)):
        for name in sorted(files):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            if name.endswith(".jsonl"):
                yield from ((r["lang"], r["text"].split("\n")) for r in map(json.loads, text.splitlines()))
            elif name.endswith(".html"):
                body = text.split('<div class="article-body">')[1].split("</div>")[0]
                yield (re.search(r'lang="(\w+)"', text)[1],
                       [html.unescape(p) for p in re.findall(r"<p>(.*?)</p>", body, re.S)])


def main():
    count, only = int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    chance = random.Random(1)
    paragraphs = {}
    for lang, texts in reports():
        paragraphs.setdefault(lang, []).extend(texts)
    for n in range(count):
        lang = only or sorted(paragraphs)[n % len(paragraphs)]
        words, chosen = 0, []
        while words < 300:
            chosen.append(re.sub(r"\d\d+", lambda m: str(chance.randint(10, 10 ** len(m[0]))), chance.choice(paragraphs[lang])))
            words += len(chosen[-1].split())
        print(json.dumps({"id": f"a{n}", "lang": lang, "outlet": f"Outlet {n % 40}", "title": chosen[0][:60],
                          "published": f"2026-05-{1 + n % 28:02}T{n % 24:02}:00:00+07:00", "text": "\n".join(chosen)},
                         ensure_ascii=False))


if __name__ == "__main__":
    main()
