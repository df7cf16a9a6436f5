#!/usr/bin/env python3
"""embed.py OUT.c NAME FILE... : the files as one C table of { name, bytes, length }, ended by a row of zeros."""
import os
import sys


def main():
    out, table, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    with open(out, "w", encoding="ascii") as c:
        c.write(f"/* Made by tools/embed.py. */\n#include \"base/embedded.h\"\n\n")
        for n, path in enumerate(files):
            with open(path, "rb") as f:
                data = f.read()
            c.write(f"static const unsigned char bytes_{n}[] = {{")
            for i in range(0, len(data), 24):
                c.write("\n" + ",".join(str(b) for b in data[i:i + 24]) + ",")
            c.write("0};\n")
        c.write(f"const kb_embedded {table}[] = {{\n")
        for n, path in enumerate(files):
            c.write(f'    {{ "{os.path.basename(path)}", (const char *)bytes_{n}, sizeof bytes_{n} - 1 }},\n')
        c.write("    { 0, 0, 0 }\n};\n")


if __name__ == "__main__":
    main()
