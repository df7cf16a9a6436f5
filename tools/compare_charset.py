#!/usr/bin/env python3
"""compare_charset.py FOLDER [--html5lib FOLDER] : kabar's decoders against the Encoding Standard.

FOLDER holds whatwg/ (encodings.json, index-*.txt) and, if there, encoding_rs/ (*_in.txt with *_in_ref.txt). Compared are
each label; each byte and each entry of each index; encoding_rs's tables; and bytes by chance, decoded by the standard's
algorithms as they are written out here, errors and all. --html5lib takes the encoding folder of html5lib-tests too: what
pages declare in their first bytes. Prints a line for each, and exits 1 if one differs.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

FILES = {"big5": "big5", "euc_kr": "euc-kr", "gb18030": "gb18030", "iso_2022_jp": "iso-2022-jp", "jis0208": "euc-jp",
         "jis0212": "euc-jp", "shift_jis": "shift_jis"}
BAD = "\uFFFD"


def read_index(folder, name):
    index = {}
    with open(os.path.join(folder, f"index-{name}.txt"), encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                pointer, code = line.split("\t")[:2]
                index[int(pointer)] = chr(int(code, 16))
    return index


class Standard:
    """The standard's decoders: each a generator of characters over a list of bytes that takes bytes from its front."""

    def __init__(self, folder):
        self.folder, self.cache = folder, {}

    def index(self, name):
        if name not in self.cache:
            self.cache[name] = read_index(self.folder, name)
        return self.cache[name]

    def decode(self, name, data):
        queue = list(data[::-1])   # the front of the bytes is the end of the list
        method = {"gbk": self.gb18030, "gb18030": self.gb18030, "big5": self.big5, "euc-jp": self.euc_jp,
                  "shift_jis": self.shift_jis, "euc-kr": self.euc_kr, "iso-2022-jp": self.iso_2022_jp}.get(name.lower())
        if method:
            return "".join(method(queue))
        if name in ("UTF-8", "UTF-16LE", "UTF-16BE"):   # Python's decoder has the standard's maximal subparts
            return data.decode(name, "replace")
        if name == "replacement":
            return BAD if data else ""
        if name == "x-user-defined":
            return "".join(chr(b if b < 0x80 else 0xF700 + b) for b in data)
        index = self.index("iso-8859-8" if name == "ISO-8859-8-I" else name.lower())
        return "".join(chr(b) if b < 0x80 else index.get(b - 0x80, BAD) for b in data)

    def ranges(self, pointer):
        if 39419 < pointer < 189000 or pointer > 1237575:
            return None
        if pointer == 7457:
            return "\uE7C7"
        offset = max(p for p in self.index("gb18030-ranges") if p <= pointer)
        return chr(ord(self.index("gb18030-ranges")[offset]) + pointer - offset)

    def gb18030(self, queue):
        first = second = third = 0
        while queue:
            byte = queue.pop()
            if third:
                if not 0x30 <= byte <= 0x39:
                    queue += [byte, third, second]
                    first = second = third = 0
                    yield BAD
                    continue
                yield self.ranges((((first - 0x81) * 10 + second - 0x30) * 126 + third - 0x81) * 10 + byte - 0x30) or BAD
                first = second = third = 0
            elif second:
                if 0x81 <= byte <= 0xFE:
                    third = byte
                    continue
                queue += [byte, second]
                first = second = 0
                yield BAD
            elif first:
                if 0x30 <= byte <= 0x39:
                    second = byte
                    continue
                lead, first, found = first, 0, None
                if 0x40 <= byte <= 0x7E or 0x80 <= byte <= 0xFE:
                    found = self.index("gb18030").get((lead - 0x81) * 190 + byte - (0x40 if byte < 0x7F else 0x41))
                if not found and byte < 0x80:
                    queue.append(byte)
                yield found or BAD
            elif byte < 0x80:
                yield chr(byte)
            elif byte == 0x80:
                yield "\u20AC"
            elif byte <= 0xFE:
                first = byte
            else:
                yield BAD
        if first:
            yield BAD

    def pairs(self, queue, leads, find):
        """What Big5, Shift_JIS and EUC-KR have in common."""
        while queue:
            byte = queue.pop()
            if byte < 0x80:
                yield chr(byte)
                continue
            if not leads(byte):
                yield find(byte, None) or BAD
                continue
            if not queue:
                yield BAD
                return
            trail = queue.pop()
            found = find(byte, trail)
            if not found and trail < 0x80:
                queue.append(trail)
            yield found or BAD

    def big5(self, queue):
        def find(lead, trail):
            if trail is None or not (0x40 <= trail <= 0x7E or 0xA1 <= trail <= 0xFE):
                return None
            pointer = (lead - 0x81) * 157 + trail - (0x40 if trail < 0x7F else 0x62)
            two = {1133: "\u00CA\u0304", 1135: "\u00CA\u030C", 1164: "\u00EA\u0304", 1166: "\u00EA\u030C"}
            return two.get(pointer) or self.index("big5").get(pointer)
        return self.pairs(queue, lambda b: 0x81 <= b <= 0xFE, find)

    def shift_jis(self, queue):
        def find(lead, trail):
            if trail is None:
                return "\x80" if lead == 0x80 else chr(0xFF61 - 0xA1 + lead) if 0xA1 <= lead <= 0xDF else None
            if not (0x40 <= trail <= 0x7E or 0x80 <= trail <= 0xFC):
                return None
            pointer = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 188 + trail - (0x40 if trail < 0x7F else 0x41)
            if 8836 <= pointer <= 10715:
                return chr(0xE000 - 8836 + pointer)
            return self.index("jis0208").get(pointer)
        return self.pairs(queue, lambda b: 0x81 <= b <= 0x9F or 0xE0 <= b <= 0xFC, find)

    def euc_kr(self, queue):
        def find(lead, trail):
            if trail is None or not 0x41 <= trail <= 0xFE:
                return None
            return self.index("euc-kr").get((lead - 0x81) * 190 + trail - 0x41)
        return self.pairs(queue, lambda b: 0x81 <= b <= 0xFE, find)

    def euc_jp(self, queue):
        lead, jis0212 = 0, False
        while queue:
            byte = queue.pop()
            if lead == 0x8E and 0xA1 <= byte <= 0xDF:
                lead = 0
                yield chr(0xFF61 - 0xA1 + byte)
            elif lead == 0x8F and 0xA1 <= byte <= 0xFE:
                jis0212, lead = True, byte
            elif lead:
                first, lead, found = lead, 0, None
                if 0xA1 <= first <= 0xFE and 0xA1 <= byte <= 0xFE:
                    found = self.index("jis0212" if jis0212 else "jis0208").get((first - 0xA1) * 94 + byte - 0xA1)
                jis0212 = False
                if not found and byte < 0x80:
                    queue.append(byte)
                yield found or BAD
            elif byte < 0x80:
                yield chr(byte)
            elif byte in (0x8E, 0x8F) or 0xA1 <= byte <= 0xFE:
                lead = byte
            else:
                yield BAD
        if lead:
            yield BAD

    def iso_2022_jp(self, queue):
        state = output = "ascii"
        lead, flag = 0, False
        while True:
            byte = queue.pop() if queue else None
            if state == "escape start":
                if byte in (0x24, 0x28):
                    lead, state = byte, "escape"
                    continue
                if byte is not None:
                    queue.append(byte)
                flag, state = False, output
                yield BAD
            elif state == "escape":
                first, lead = lead, 0
                found = {(0x28, 0x42): "ascii", (0x28, 0x4A): "roman", (0x28, 0x49): "katakana", (0x24, 0x40): "lead",
                         (0x24, 0x42): "lead"}.get((first, byte))
                if found:
                    state = output = found
                    was, flag = flag, True
                    if was:
                        yield BAD
                    continue
                queue += [first] if byte is None else [byte, first]
                flag, state = False, output
                yield BAD
            elif state == "trail":
                if byte == 0x1B:
                    state = "escape start"
                    yield BAD
                elif byte is not None and 0x21 <= byte <= 0x7E:
                    state = "lead"
                    yield self.index("jis0208").get((lead - 0x21) * 94 + byte - 0x21) or BAD
                else:
                    state = "lead"
                    yield BAD
            elif byte is None:
                return
            elif byte == 0x1B:
                state = "escape start"
            else:
                flag = False
                if state in ("ascii", "roman"):
                    roman = {0x5C: "\u00A5", 0x7E: "\u203E"} if state == "roman" else {}
                    yield roman.get(byte) or (chr(byte) if byte < 0x80 and byte not in (0x0E, 0x0F) else BAD)
                elif state == "katakana":
                    yield chr(0xFF61 - 0x21 + byte) if 0x21 <= byte <= 0x5F else BAD
                elif 0x21 <= byte <= 0x7E:
                    lead, state = byte, "trail"
                else:
                    yield BAD


def every_entry(name):
    """Bytes in which each entry of the encoding's index stands, and each pair of bytes that is none."""
    if name.startswith("UTF"):
        text = "".join(chr(c) for c in range(0x20, 0x110000, 7) if not 0xD800 <= c < 0xE000)
        return text.encode(name)
    if name == "ISO-2022-JP":
        return b"".join(b"\x1b$B" + bytes((a, b)) + b"\x1b(B\n" for a in range(0x21, 0x7F) for b in range(0x21, 0x7F))
    one = b"".join(bytes((b,)) + b"\n" for b in range(256))
    if name not in ("GBK", "gb18030", "Big5", "EUC-JP", "Shift_JIS", "EUC-KR"):
        return one
    one += b"".join(bytes((a, b)) + b"\n" for a in range(0x80, 256) for b in range(256))
    if name == "EUC-JP":
        one += b"".join(bytes((0x8F, a, b)) + b"\n" for a in range(0x80, 256) for b in range(0x80, 256))
    if name == "gb18030":
        one += b"".join(bytes((a, 0x30 + b, 0x81 + c, d)) + b"\n" for a in range(0x81, 0xFF) for b in range(10)
                        for c in range(126) for d in (range(0x30, 0x3A) if a < 0x85 else (0x30 + c % 10,)))
    return one


def by_chance(name, chance):
    """Bytes of the kinds that the encoding's decoder asks about."""
    kinds = {"ISO-2022-JP": b"\x1b\x1b\x1b$(BJI@!~ a\x0e\x80\\"}.get(name, b"a<09@~\x7f\x80\x81\x8e\x8f\xa0\xa1\xdf\xe0\xf0\xfc\xfe\xff\xd8\xdc\x00")
    return bytes(chance.choice(kinds) if chance.random() < .5 else chance.randrange(256) for _ in range(60000))


def declared(folder):
    """html5lib-tests: each page with the label that a browser takes from it; "" is the reader's default."""
    for path in sorted(os.listdir(folder)):
        if path.endswith(".dat"):
            with open(os.path.join(folder, path), "rb") as file:
                for case in file.read().split(b"#data\n")[1:]:
                    page, label = case.rsplit(b"\n#encoding\n", 1)
                    yield f"{path}", page, label.decode().strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--tool", default="build/tests/charset_tool")
    parser.add_argument("--html5lib")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    whatwg, failed = os.path.join(options.folder, "whatwg"), 0

    def tool(*arguments, data=b""):
        return subprocess.run([options.tool, *arguments], input=data, stdout=subprocess.PIPE, check=True).stdout

    def tell(what, right, all_of_them, example=""):
        nonlocal failed
        failed |= right != all_of_them
        print(f"{what:34} {right:7} of {all_of_them:7}{'   ' + example if right != all_of_them else ''}")

    def compare(what, got, wanted):
        got, wanted = got.decode("utf-8").split("\n"), wanted.split("\n")
        wrong = [i for i in range(max(len(got), len(wanted))) if got[i:i + 1] != wanted[i:i + 1]]
        example = f"line {wrong[0] + 1}: {got[wrong[0]:wrong[0] + 1]} is not {wanted[wrong[0]:wrong[0] + 1]}" if wrong else ""
        tell(what, len(wanted) - len(wrong), len(wanted), example)

    with open(os.path.join(whatwg, "encodings.json"), encoding="utf-8") as file:
        encodings = [encoding for section in json.load(file) for encoding in section["encodings"]]
    labels = [(label, encoding["name"]) for encoding in encodings for label in encoding["labels"]]
    labels += [(f"\t{label.upper()} ", name) for label, name in labels]
    names = tool("names", *(label for label, _ in labels)).decode().split("\n")
    tell("labels", sum(name == wanted for name, (_, wanted) in zip(names, labels)), len(labels))

    standard, chance = Standard(whatwg), random.Random(options.seed)
    for encoding in encodings:
        name = encoding["name"]
        for what, data in (("every entry", every_entry(name)), ("by chance", by_chance(name, chance))):
            compare(f"{name}, {what}", tool("decode", name, data=data), standard.decode(name, data))

    rust = os.path.join(options.folder, "encoding_rs")
    for file, label in FILES.items() if os.path.isdir(rust) else ():
        with open(os.path.join(rust, f"{file}_in.txt"), "rb") as data, \
                open(os.path.join(rust, f"{file}_in_ref.txt"), "rb") as wanted:
            compare(f"encoding_rs {file}_in", tool("decode", label, data=data.read()), wanted.read().decode("utf-8"))

    cases = list(declared(options.html5lib)) if options.html5lib else []
    if cases:
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, f"{n}.html") for n in range(len(cases))]
            for path, (_, page, _) in zip(paths, cases):
                with open(path, "wb") as file:
                    file.write(page)
            got = [name or "windows-1252" for name in tool("prescan", *paths).decode().split("\n")[:len(cases)]]
        wanted = tool("names", *(label for _, _, label in cases)).decode().split("\n")[:len(cases)]
        wrong = [f"{case[0]}: {g} is not {w}: {case[1][:300]!r}" for case, g, w in zip(cases, got, wanted) if g != w]
        tell("html5lib, declared", len(cases) - len(wrong), len(cases), "\n    ".join(wrong))
    sys.exit(failed)


if __name__ == "__main__":
    main()
