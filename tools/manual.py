#!/usr/bin/env python3
"""manual.py KABAR OUT_DIR : the manual pages, made of what the built program says of itself (`kabar help --json`):
OUT_DIR/man1/kabar.1, kabar-COMMAND.1, man7/kabar-TOPIC.7, and the same in Indonesian below OUT_DIR/id. No word of the
commands, options and topics stands here; what does are the headings that a manual page has.

$SOURCE_DATE_EPOCH, where it is set, gives the day of the pages."""
import json
import os
import re
import shutil
import subprocess
import sys
import time

LOCALES = {"en": "C", "id": "id_ID.UTF-8"}
HEADINGS = {
    "en": {"name": "NAME", "synopsis": "SYNOPSIS", "description": "DESCRIPTION", "commands": "COMMANDS",
           "topics": "TOPICS", "options": "OPTIONS", "common": "OPTIONS OF ALL COMMANDS", "examples": "EXAMPLES",
           "also": "SEE ALSO", "manual": "kabar's manual", "command": "COMMAND", "option": "OPTION",
           "file": "FILE"},
    "id": {"name": "NAMA", "synopsis": "RINGKASAN", "description": "KETERANGAN", "commands": "PERINTAH",
           "topics": "TOPIK", "options": "OPSI", "common": "OPSI SEMUA PERINTAH", "examples": "CONTOH",
           "also": "LIHAT JUGA", "manual": "Buku panduan kabar", "command": "PERINTAH", "option": "OPSI",
           "file": "FILE"},
}
LINE = 64    # of an example, in columns: what is longer goes on in the next line, as a shell has it
BESIDE = 24  # a term of that length has its meaning beside it; below it otherwise

ESCAPES = str.maketrans({"\\": "\\e", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", '"': "\\(dq"})


def literal(text):
    """Words as they are typed: a hyphen is one that a shell understands."""
    return text.translate(ESCAPES).replace("-", "\\-")


def guarded(line):
    return "\\&" + line if line.startswith((".", "\\(aq", "'")) else line


def prose(text):
    """A paragraph; 'kabar ...' and --options in it are bold."""
    out, at = "", 0
    for found in re.finditer(r"'(kabar[^']*)'|(?<![\w-])(--[a-z][a-z-]*)", text):
        out += text[at:found.start()].translate(ESCAPES) + "\\fB" + literal(found[1] or found[2]) + "\\fR"
        at = found.end()
    out += text[at:].translate(ESCAPES)
    return "\n".join(guarded(line) for line in out.split("\n"))


def operands(usage):
    """What stands for something is italic, an option bold: "FILE... | --story N"."""
    bold = re.sub(r"--[a-z-]+", lambda found: "\\fB" + literal(found[0]) + "\\fR", usage)
    return re.sub(r"(?<![\\\w(])[A-Z]{1,}[A-Z]*\b", lambda found: "\\fI" + found[0] + "\\fR", bold)


def pieces(line):
    """A command's words; what is quoted stays one, and an option with its value."""
    word = r"""(?:'[^']*'|"[^"]*"|[^\s'"])+"""
    return re.findall(rf"--[a-z-]+ (?!-){word}|{word}", line)


def folded(command):
    """A long command over several lines, as a shell takes them."""
    lines = [""]
    for word in pieces(command):
        if lines[-1].strip() and len(lines[-1]) + 1 + len(word) > LINE:
            lines[-1] += " \\"
            lines.append("   ")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines


def terms(block):
    """(term, what it means or "") of indented lines: parted by two blanks; a line far in goes on with the one before."""
    found = []
    for line in block:
        inner = line[4:]
        if inner.startswith(" " * 12) and found:
            found[-1] = (found[-1][0], (found[-1][1] + " " + inner.strip()).strip())
            continue
        term, _, meaning = re.match(r"(.*?\S)(\s{2,}(\S.*))?$", inner).groups(default="") if inner.strip() else ("", "", "")
        found.append((term, meaning))
    return found


def indented(block):
    """Examples, or terms with what they mean, as roff."""
    rows = terms(block)
    if not any(meaning for _, meaning in rows):
        lines = [guarded(literal(line)) for term, _ in rows for line in folded(term)]
        return [".PP", ".RS 4", ".nf", *lines, ".fi", ".RE"]
    beside = all(len(term) <= BESIDE for term, _ in rows)
    width = max(len(term) for term, _ in rows) + 2 if beside else 4
    out = [".PP", ".PD 0", ".RS 4"]
    for term, meaning in rows:
        lines = [f"\\fB{guarded(literal(line))}\\fR" for line in folded(term)]
        out += [f".TP {width}", "\n.TQ\n".join(lines), prose(meaning)] if meaning else [".PP", "\n.br\n".join(lines)]
    return out + [".RE", ".PD"]


def blocks(text):
    """("text"|"indented"|"heading", lines) one after the other."""
    kind, lines = None, []
    for line in text.split("\n") + [""]:
        now = "indented" if line.startswith("    ") else "heading" if line.startswith("# ") else "text" if line else None
        if now != kind or now == "heading":
            if kind:
                yield kind, lines
            kind, lines = now, []
        lines.append(line)


def body(text):
    out = []
    for kind, lines in blocks(text):
        if kind == "heading":
            out.append(".SH " + '"' + lines[0][2:].upper().translate(ESCAPES) + '"')
        elif kind == "indented":
            out += indented(lines)
        else:
            out += [".PP", prose("\n".join(lines))]
    return tidy(out)


def tidy(out):
    """Without the paragraphs that a heading already makes."""
    return [line for n, line in enumerate(out) if not (line == ".PP" and n and out[n - 1].startswith(".SH"))]


def option_rows(options):
    out = []
    for option in options:
        out.append(".TP")
        value = f" \\fI{option['value'].translate(ESCAPES)}\\fR" if option["value"] else ""
        if option["words"]:
            value = " " + "|".join(f"\\fB{literal(word)}\\fR" for word in option["words"])
        out += [f"\\fB{literal(option['name'])}\\fR{value}", prose(option["summary"])]
    return out


def refer(names):
    return [".BR " + name.replace("-", "\\-") + f" ({section})" + ("," if n + 1 < len(names) else "")
            for n, (name, section) in enumerate(names)]


class Manual:
    def __init__(self, listing, day):
        self.listing, self.day = listing, day
        self.words = HEADINGS[listing["ui"]]
        self.commands = {command["name"] for command in listing["commands"]}
        self.topics = [topic["name"] for topic in listing["topics"]]

    def page(self, name, section, summary, rest):
        head = f'.TH {literal(name.upper())} {section} "{self.day}" "kabar {self.listing["version"]}" "{self.words["manual"].translate(ESCAPES)}"'
        note = '.\\" Made by tools/manual.py of what the program says of itself: do not edit.'
        return "\n".join([note, head, ".ad l", ".nh", f'.SH {self.words["name"]}', f"{literal(name)} \\- {prose(summary)}", *rest, ""])

    def also(self, text, own):
        """The pages that a text names, and those that are always of use."""
        named = [n for n in dict.fromkeys(re.findall(r"'(?:kabar )?(?:help )?([a-z]+)[ '-]", text)) if n != own]
        pages = [("kabar", 1)] + [(f"kabar-{n}", 1) for n in named if n in self.commands and n != "help"]
        wanted = [n for n in self.topics if n in named or n in ("desk", "environment", "exit")]
        pages += [(f"kabar-{n}", 7) for n in wanted if n != own]
        return [f'.SH "{self.words["also"]}"', *refer(pages)]

    def command(self, command):
        words, name = self.words, f"kabar-{command['name']}"
        text = command["help"] or command["summary"][0].upper() + command["summary"][1:] + "."
        about = [line for line in text.split("\n") if not line.startswith("    ")]
        examples = [line for line in text.split("\n") if line.startswith("    ")]
        rest = [f'.SH {words["synopsis"]}',
                f"\\fBkabar {command['name']}\\fR [\\fI{words['option']}\\fR...] {operands(command['usage'])}"]
        rest += [f'.SH {words["description"]}', *body("\n".join(about))[1:]]
        if command["options"]:
            rest += [f'.SH {words["options"]}', *option_rows(command["options"])]
        rest += [f'.SH "{words["common"]}"', *option_rows(self.listing["options"])]
        if examples:
            rest += [f'.SH {words["examples"]}', *indented(examples)[1:]]
        return name, 1, self.page(name, 1, command["summary"], rest + self.also(text, command["name"]))

    def topic(self, topic):
        name = f"kabar-{topic['name']}"
        lines = body(topic["text"])
        rest = [] if lines[0].startswith(".SH") else [f'.SH {self.words["description"]}']
        if rest and lines[0] == ".PP":
            lines = lines[1:]
        return name, 7, self.page(name, 7, topic["summary"], rest + lines + self.also(topic["text"], topic["name"]))

    def all(self):
        words, listing = self.words, self.listing
        rest = [f'.SH {words["synopsis"]}', f"\\fBkabar\\fR \\fI{words['command']}\\fR [\\fI{words['option']}\\fR...] "
                f"[\\fI{words['file']}\\fR...]",
                f'.SH {words["description"]}', prose(listing["summary"]), ".PP", prose(listing["file"]),
                f'.SH {words["commands"]}']
        for command in listing["commands"]:
            rest += [".TP", f"\\fB{command['name']}\\fR {operands(command['usage'])}",
                     f"{prose(command['summary'])}; \\fBkabar\\-{command['name']}\\fR(1)"]
        rest += [f'.SH {words["topics"]}']
        for topic in listing["topics"]:
            rest += [".TP", f"\\fBkabar\\-{topic['name']}\\fR(7)", prose(topic["summary"])]
        rest += [f'.SH "{words["common"]}"', *option_rows(listing["options"])]
        return "kabar", 1, self.page("kabar", 1, listing["summary"].rstrip(".").removeprefix("kabar "), rest)

    def pages(self):
        yield self.all()
        yield from (self.command(command) for command in self.listing["commands"])
        yield from (self.topic(topic) for topic in self.listing["topics"])


def listing(kabar, locale):
    env = {**os.environ, "LC_ALL": locale}
    return json.loads(subprocess.run([kabar, "help", "--json"], env=env, stdout=subprocess.PIPE, check=True).stdout)


def main():
    kabar, out = os.path.abspath(sys.argv[1]), sys.argv[2]
    day = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))))
    shutil.rmtree(out, ignore_errors=True)
    for ui, locale in LOCALES.items():
        for name, section, page in Manual(listing(kabar, locale), day).pages():
            folder = os.path.join(out, *([] if ui == "en" else [ui]), f"man{section}")
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, f"{name}.{section}"), "w", encoding="utf-8") as file:
                file.write(page)


if __name__ == "__main__":
    main()
