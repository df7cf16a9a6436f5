#!/usr/bin/env python3
"""charset_tables.py FOLDER > src/text/charset_tables.c : the tables of text/charset from the Encoding Standard.

FOLDER holds the standard's own files: encodings.json and index-*.txt (https://encoding.spec.whatwg.org/#indexes).
Indexes of single bytes are written whole. Of those of pairs only what ICU's converter tells otherwise is written, so
libicuuc (the version that is installed) is asked too; rows that it may tell otherwise in other versions are added.
"""
import ctypes
import ctypes.util
import json
import re
import sys

# Indexes of pairs: ICU's converter, entries, the bytes of an entry, whether private use in ICU's answer is an answer.
# Must be as in charset_pairs.c.
PAIRS = {
    "big5": ("ibm-1375_P100-2008", 126 * 157, lambda p: (p // 157 + 0x81, p % 157 + (0x40 if p % 157 < 0x3F else 0x62)), False),
    "euc-kr": ("windows-949-2000", 126 * 190, lambda p: (p // 190 + 0x81, p % 190 + 0x41), False),
    "gb18030": ("gb18030", 126 * 190, lambda p: (p // 190 + 0x81, p % 190 + (0x40 if p % 190 < 0x3F else 0x41)), True),
    "jis0208": ("ibm-943_P15A-2003", 60 * 188,
                lambda p: (p // 188 + (0x81 if p // 188 < 0x1F else 0xC1), p % 188 + (0x40 if p % 188 < 0x3F else 0x41)), False),
    "jis0212": ("euc-jp-2007", 94 * 94, lambda p: (0x8F, p // 94 + 0xA1, p % 94 + 0xA1), False),
}

# What GB 18030-2022 took out of private use: converters of ICU differ here from version to version.
MOVED = {*range(0xFE10, 0xFE1A), *range(0x9FB4, 0x9FBC), 0x3000}


class Icu:
    """The converters of the installed ICU; its functions carry its version in their names."""

    def __init__(self):
        name = ctypes.util.find_library("icuuc")
        self.library = ctypes.CDLL(name)
        self.version = re.search(r"so\.(\d+)", name).group(1)
        self.open = self.function("ucnv_open", ctypes.c_void_p, [ctypes.c_char_p, ctypes.c_void_p])
        self.to_units = self.function("ucnv_toUChars", ctypes.c_int32, [
            ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int32, ctypes.c_char_p, ctypes.c_int32, ctypes.c_void_p])

    def function(self, name, result, arguments):
        found = getattr(self.library, f"{name}_{self.version}")
        found.restype, found.argtypes = result, arguments
        return found

    def converter(self, name):
        code = ctypes.c_int(0)
        converter = self.open(name.encode(), ctypes.byref(code))
        if not converter:
            sys.exit(f"charset_tables.py: ICU {self.version} has no {name}")
        return converter

    def character(self, converter, data, private):
        """The one character that `data` stands for; None: no such."""
        units, code = (ctypes.c_uint16 * 16)(), ctypes.c_int(0)
        count = self.to_units(converter, units, 16, bytes(data), len(data), ctypes.byref(code))
        text = bytes(units)[:2 * count].decode("utf-16-le", "surrogatepass")
        if code.value > 0 or len(text) != 1 or text == "\uFFFD":
            return None
        return None if not private and 0xE000 <= ord(text) < 0xF900 else ord(text)


def read_index(folder, name):
    index = {}
    with open(f"{folder}/index-{name}.txt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                pointer, code = line.split("\t")[:2]
                index[int(pointer)] = int(code, 16)
    return index


def constant(name):
    return "KB_CHARSET_" + re.sub(r"[^A-Z0-9]", "_", name.upper())


def numbers(values):
    text, line = "", ""
    for value in values:
        item = str(value) + ","
        if len(line) + len(item) > 118:
            text, line = text + line + "\n", ""
        line += item
    return text + line


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    folder = sys.argv[1]
    with open(f"{folder}/encodings.json", encoding="utf-8") as file:
        sections = json.load(file)
    encodings = [encoding for section in sections for encoding in section["encodings"]]
    single = [encoding["name"] for encoding in sections[1]["encodings"]]
    icu = Icu()

    print("/* Made by tools/charset_tables.py from the Encoding Standard's encodings.json and indexes"
          f"\n * (https://encoding.spec.whatwg.org/, BSD 3-Clause) and the converters of ICU {icu.version}. */")
    print('#include "text/charset_tables.h"\n\n/* clang-format off */')

    labels = sorted((label.encode(), e["name"]) for e in encodings for label in e["labels"])
    print("const kb_charset_label kb_charset_labels[KB_CHARSET_LABELS] = {")
    for label, name in labels:
        print(f'    {{ "{label.decode()}", {constant(name)} }},')
    print("};\n")

    print("const char *const kb_charset_names[KB_CHARSET_COUNT] = {")
    for encoding in encodings:
        print(f'    [{constant(encoding["name"])}] = "{encoding["name"]}",')
    print("};\n")

    print("const uint16_t kb_charset_high[KB_CHARSET_SINGLES][128] = {")
    for name in single:
        index = read_index(folder, "iso-8859-8" if name == "ISO-8859-8-I" else name.lower())
        print(f"    [{constant(name)} - KB_CHARSET_IBM866] = {{\n{numbers(index.get(p, 0) for p in range(128))} }},")
    print("};\n")

    for name, (converter_name, entries, pair, private) in PAIRS.items():
        index, converter, rows = read_index(folder, name), icu.converter(converter_name), []
        for pointer in range(entries):
            data = pair(pointer)
            stands = index.get(pointer)
            moved = name == "gb18030" and stands in MOVED
            if max(data) <= 0xFF and (moved or icu.character(converter, data, private) != stands):
                rows.append(f"{{{pointer},{stands or 0}}}")
        variable = f"kb_charset_{name.replace('-', '')}"
        rows = rows or ["{65535,0}"]
        print(f"static const kb_charset_change {name.replace('-', '')}[] = {{\n{numbers(rows)}\n}};")
        print(f"const kb_charset_changes {variable} = {{ {name.replace('-', '')}, {len(rows)} }};\n")

    ranges = sorted(read_index(folder, "gb18030-ranges").items())
    print("const kb_charset_change kb_charset_ranges[KB_CHARSET_RANGES] = {")
    print(numbers(f"{{{p},{c}}}" for p, c in ranges) + "\n};")
    counts = f"{len(labels)} labels, {len(ranges)} ranges"
    print(f"charset_tables.py: {counts}", file=sys.stderr)


if __name__ == "__main__":
    main()
