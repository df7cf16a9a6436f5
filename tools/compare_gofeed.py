#!/usr/bin/env python3
"""Hold `kabar feed` against gofeed's parser tests (standard library only).

  compare_gofeed.py KABAR FOLDER [--each]     FOLDER holds the suite's feeds, each with the expected parse as .json beside it

Counted is each expected value of a field that JSON Feed has: of the feed title, description (subtitle), link, self link,
language, authors; of an item id, link, title, description or summary, content, authors, dates, tags, enclosures, and each
feed's number of items. What JSON Feed has no field for (rights, generator, text input, contributors, version, ...) is left
out. A person is one value, its name, else its mail, else its URL; one with neither name nor mail is left out, as JSON Feed
shows it nowhere else. Text is compared after folding white space; gofeed keeps markup in titles and summaries, where JSON Feed
wants plain text, so these are compared as the words that the markup shows. An item's description may stand in any of summary,
content_html and content_text. Prints the share, and with --each what differs."""
import datetime
import glob
import html
import json
import os
import re
import subprocess
import sys


def fold(s):
    return re.sub(r"\s+", " ", str(s)).strip()


def words(s):
    """What markup shows, white space aside: where blocks end is not compared."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", str(s))))


def same_text(got, want):
    return got is not None and (fold(got) == fold(want) or re.sub(r"\s+", "", got) == words(want))


def same_html(got, want):
    """Of sanitised HTML: the words, and where its links lead."""
    links = [re.findall(r'(?:href|src)="(http[^"]*)"', str(s)) for s in (got, want)]
    return got is not None and (fold(got) == fold(want) or (words(got) == words(want) and links[0] == links[1]))


def same_time(got, want):
    try:
        a, b = (datetime.datetime.fromisoformat(str(t).replace("Z", "+00:00")) for t in (got, want))
        return a.replace(microsecond=0) == b.replace(microsecond=0)
    except (TypeError, ValueError):
        return False


def equal(got, want):
    return got == want


def people(found):
    return [p.get("name") or p.get("_kabar", {}).get("email") for p in found.get("authors") or []]


def person(p):
    """The name as JSON Feed has it: of "mail (Name)" the name."""
    match = re.fullmatch(r"\S+@\S+ \((.*)\)", p.get("name") or "")
    return match.group(1) if match else p.get("name") or p.get("email")


def alternate(links):
    links = [l for l in links or [] if l.get("href") and l.get("rel", "alternate") == "alternate"]
    return links[0]["href"] if links else None


def checks_feed(want, got):
    """(field, expected, found, how) of the feed itself."""
    link = want.get("link") or alternate(want.get("links") if isinstance((want.get("links") or [{}])[0], dict) else None)
    rows = [("title", want.get("title"), got.get("title"), same_text),
            ("description", want.get("description") or want.get("subtitle"), got.get("description"), same_text),
            ("link", link, got.get("home_page_url"), equal),
            ("language", want.get("language"), got.get("language"), equal)]
    stated = want.get("authors") or []
    if want.get("managingEditor"):
        stated = [{"name": fold(re.sub(r"<[^>]*>", "", html.unescape(want["managingEditor"])))}]
    rows += [("author", person(p), people(got), lambda g, w: w in g) for p in stated if person(p)]
    rows.append(("items", len(want.get("items") or want.get("entries") or []), len(got.get("items") or []), equal))
    return rows


def checks_item(want, got):
    guid = want.get("guid") or {}
    bodies = [got.get("summary"), got.get("content_html"), got.get("content_text")]
    some = lambda g, w: any(same_html(b, w) or same_text(b, w) for b in g if b)
    content = want.get("content")
    if isinstance(content, dict):
        content = content.get("value")
    rows = [("title", want.get("title"), got.get("title"), same_text),
            ("id", guid.get("value") or want.get("id"), got.get("id"), same_text),
            ("link", want.get("link") or alternate(want.get("links") if isinstance((want.get("links") or [{}])[0], dict) else None),
             got.get("url"), equal),
            ("description", want.get("description") or want.get("summary"), bodies, some),
            ("content", content, bodies, some),
            ("published", want.get("pubDateParsed") or want.get("publishedParsed"), got.get("date_published"), same_time),
            ("updated", want.get("updatedParsed"), got.get("date_modified"), same_time)]
    rows += [("author", person(p), people(got), lambda g, w: w in g) for p in want.get("authors") or [] if person(p)]
    for c in want.get("categories") or []:
        tag = c.get("value") or c.get("term") or c.get("label")
        rows.append(("tag", tag, got.get("tags") or [], lambda g, w: any(same_text(t, w) for t in g)))
    found = {a.get("url"): a for a in got.get("attachments") or []}
    for e in want.get("enclosures") or []:
        rows.append(("enclosure", e.get("url"), list(found), lambda g, w: w in g))
        a = found.get(e.get("url"), {})
        rows.append(("type", e.get("type"), a.get("mime_type"), equal))
        rows.append(("length", e.get("length"), str(a.get("size_in_bytes")), equal))
    return rows


def json_rows(want, got):
    """A JSON Feed against itself: every field but the markup of its content and what 1.1 has renamed."""
    rows = []
    for key, value in want.items():
        if key in ("version", "items", "expired"):
            continue
        if key == "author":
            key, value = "authors", [value]
        if key in ("authors", "attachments"):
            rows.append((key, value, got.get(key), equal))
        elif key.startswith("date_"):
            rows.append((key, value, got.get(key), same_time))
        else:
            rows.append((key, value, got.get(key), same_html if key == "content_html" else equal))
    return rows


def pairs(folder):
    for xml in sorted(glob.glob(os.path.join(folder, "**", "*.xml"), recursive=True)):
        expected = xml[:-4] + ".json"
        if os.path.exists(expected):
            yield xml, expected
    for expected in sorted(glob.glob(os.path.join(folder, "**", "*_expected.json"), recursive=True)):
        yield expected.replace("_expected", ""), expected


def read(kabar, path):
    run = subprocess.run([kabar, "feed", path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=10, check=False)
    return json.loads(run.stdout) if run.stdout.strip() else {}


def main():
    kabar, folder = sys.argv[1:3]
    good = bad = feeds = 0
    for path, expected in pairs(folder):
        with open(expected, encoding="utf-8") as f:
            want = json.load(f)
        got = read(kabar, path)
        feeds += 1
        is_json = path.endswith(".json")
        rows = json_rows(want, got) if is_json else checks_feed(want, got)
        items = got.get("items") or []
        for i, item in enumerate(want.get("items") or want.get("entries") or []):
            rows += (json_rows if is_json else checks_item)(item, items[i] if i < len(items) else {})
        for field, value, found, how in rows:
            if value is None or value == "":
                continue
            if how(found, value):
                good += 1
                continue
            bad += 1
            if "--each" in sys.argv:
                print("MISS", os.path.relpath(path, folder), field, "expected", repr(value), "got", repr(found))
    print(f"feeds {feeds}; values {good + bad}: equal {good}, differ {bad}, share {good / max(1, good + bad):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
