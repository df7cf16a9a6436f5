#!/usr/bin/env python3
"""words.py pot | po | take FILE.po : the interface's words as translators have them, and back.

    pot            the template: English, and nothing else
    po             English with the Indonesian of today
    take FILE.po   puts FILE's translations into the tables (src/show/words*.c); what stays the same stays byte for byte

kabar reads no catalogue when it runs: src/show/words.h says why. Editors for .po files (Poedit, Lokalize, Weblate) work on what
`po` writes; `take` refuses a translation that takes other arguments than its English, and tells of words that are not there."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LINE = 118  # columns of a row's line in the tables

STRING = r'"(?:[^"\\\n]|\\.)*"'
GAP = r"(?:\s|/\*.*?\*/)"
STRINGS = rf"{STRING}(?:{GAP}+(?:{STRING}|PRI\w+))*"  # "%" PRIu32 is "%<PRIu32>" to gettext
ROW = re.compile(rf"\{{{GAP}*({STRINGS}){GAP}*,{GAP}*({STRINGS}){GAP}*\}}", re.S)
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def unquoted(strings):
    """What adjacent C (or .po) strings say."""
    parts = re.findall(rf"{STRING}|PRI\w+", strings)
    inner = "".join(part[1:-1] if part[0] == '"' else f"<{part}>" for part in parts)
    return re.sub(r"\\(x[0-9a-fA-F]{2}|[0-7]{1,3}|.)", unescaped, inner)


def unescaped(found):
    sign = found[1]
    if sign[0] in ESCAPES:
        return ESCAPES[sign[0]]
    return chr(int(sign[1:], 16)) if sign[0] == "x" else chr(int(sign, 8))


def quoted(text):
    """One string of C and of .po alike."""
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\{ord(found[0]):03o}", text) + '"'


def tables(root):
    """The files of src/show that have such a table."""
    names = sorted(name for name in os.listdir(os.path.join(root, "src", "show")) if name.endswith(".c"))
    paths = [os.path.join("src", "show", name) for name in names]
    return [path for path in paths if re.search(r"^const kb_ui_word \w+\[\] = \{", read(root, path), re.M)]


def rows(source):
    """(English, Indonesian, where the Indonesian stands) of a table, in order."""
    begin = re.search(r"^const kb_ui_word \w+\[\] = \{", source, re.M).start()
    end = source.index("{ NULL, NULL }", begin)
    return [(unquoted(row[1]), unquoted(row[2]), row.span(2), source.count("\n", 0, row.start()) + 1)
            for row in ROW.finditer(source, begin, end)]


def read(root, table):
    with open(os.path.join(root, table), encoding="utf-8") as file:
        return file.read()


def entry(key, text):
    """msgid or msgstr, several lines where it has several."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if len(lines) < 2:
        return f"{key} {quoted(text)}\n"
    return f'{key} ""\n' + "".join(quoted(line) + "\n" for line in lines)


def catalogue(root, translated):
    head = "Project-Id-Version: kabar\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n" \
           "Content-Transfer-Encoding: 8bit\n" + ("Language: id\n" if translated else "")
    out = ["# The words of kabar's interface. Made by tools/words.py; `tools/words.py take` reads it back.\n"
           + entry("msgid", "") + entry("msgstr", head)]
    for table in tables(root):
        for english, indonesian, _, line in rows(read(root, table)):
            flag = "#, c-format\n" if "%" in english else ""
            out.append(f"#: {table}:{line}\n{flag}{entry('msgid', english)}{entry('msgstr', indonesian if translated else '')}")
    return "\n".join(out)


def translations(po):
    """{English: translation} of a .po file: what is translated, and neither fuzzy nor obsolete."""
    found = {}
    for block in re.split(r"\n\s*\n", po):
        lines = [line for line in block.split("\n") if not line.startswith("#")]
        fuzzy = re.search(r"^#,.*\bfuzzy\b", block, re.M)
        said = re.search(rf"^msgid\s+({STRINGS})\s*msgstr\s+({STRINGS})\s*$", "\n".join(lines), re.S | re.M)
        if said and not fuzzy and unquoted(said[1]) and unquoted(said[2]):
            found[unquoted(said[1])] = unquoted(said[2])
    return found


def arguments(text):
    return re.findall(r"%[-+ #0]*(\*|\d+)?(\.(?:\*|\d+))?(hh|h|ll|l|z|j|t)?(<PRI\w+>|[a-zA-Z%])", text)


def row_strings(text, column):
    """A translation as it stands in a table: a line of it a line."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    return ("\n" + " " * column).join(re.sub(r"<(PRI\w+)>", r'" \1 "', quoted(line)).removesuffix(' ""') for line in lines)


def taken(source, new, told):
    """The table with the new translations; those that cannot be are told."""
    for english, indonesian, (begin, end), _ in reversed(rows(source)):
        words = new.get(english, indonesian)
        if words == indonesian:
            continue
        if arguments(words) != arguments(english):
            told.append(f"not taken, its arguments are others: {quoted(words)}")
            continue
        before = source.rfind("\n", 0, begin) + 1
        text, start = row_strings(words, 6), source[:begin]
        if "\n" in text or begin - before + len(text) > LINE:
            start = start.rstrip() + "\n      "
        source = start + text + source[end:]
    return source


def take(root, path):
    with open(path, encoding="utf-8") as file:
        new = translations(file.read())
    told, changed, known = [], 0, set()
    for table in tables(root):
        source = read(root, table)
        known.update(english for english, *_ in rows(source))
        result = taken(source, new, told)
        changed += sum(a[1] != b[1] for a, b in zip(rows(source), rows(result)))
        if result != source:
            with open(os.path.join(root, table), "w", encoding="utf-8") as out:
                out.write(result)
    told += [f"no such words: {quoted(english)}" for english in new if english not in known]
    print(*told, sep="\n", end="\n" if told else "", file=sys.stderr)
    print(f"{changed} changed, {len(told)} not taken")
    return 1 if told else 0


def main():
    root = os.environ.get("KABAR_ROOT", ROOT)
    if sys.argv[1:] in (["po"], ["pot"]):
        sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(catalogue(root, sys.argv[1] == "po"))
        return 0
    if len(sys.argv) == 3 and sys.argv[1] == "take":
        return take(root, sys.argv[2])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
