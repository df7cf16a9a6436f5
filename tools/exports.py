#!/usr/bin/env python3
"""exports.py HEADER OUT : the version script of the shared library: the functions that HEADER declares, and nothing else."""
import re
import sys


def functions(header):
    """The names of the functions that are declared outside of comments, structs and macros, in order."""
    text = re.sub(r"/\*.*?\*/", " ", header, flags=re.S)
    text = re.sub(r"^#.*$", "", text, flags=re.M)
    text = re.sub(r"\{[^{}]*\}", " ", re.sub(r"\{[^{}]*\}", " ", text.replace('extern "C" {', "")))
    return list(dict.fromkeys(re.findall(r"\b(kb_\w+)\s*\((?!\*)", text)))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        names = functions(file.read())
    with open(sys.argv[2], "w", encoding="ascii") as out:
        out.write("KABAR_0 {\n  global:\n" + "".join(f"    {name};\n" for name in names) + "  local: *;\n};\n")


if __name__ == "__main__":
    main()
