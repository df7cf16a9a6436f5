#!/usr/bin/env python3
"""embed.py OUT.c NAME FILE... : the files as one C table of { name, bytes, length, SHA-256 in base64 }, ended by a row of zeros."""
import base64
import hashlib
import os
import sys


def main():
    out, table, files = sys.argv[1], sys.argv[2], sys.argv[3:]
    with open(out, "w", encoding="ascii") as c:
        c.write(f"/* Made by tools/embed.py. */\n#include \"base/embedded.h\"\n\n")
        hashes = []
        for n, path in enumerate(files):
            with open(path, "rb") as f:
                data = f.read()
            c.write(f"static const unsigned char bytes_{n}[] = {{")
            for i in range(0, len(data), 24):
                c.write("\n" + ",".join(str(b) for b in data[i:i + 24]) + ",")
            c.write("0};\n")
            hashes.append(base64.b64encode(hashlib.sha256(data).digest()).decode("ascii"))
        c.write(f"const kb_embedded {table}[] = {{\n")
        for n, path in enumerate(files):
            c.write(f'    {{ "{os.path.basename(path)}", (const char *)bytes_{n}, sizeof bytes_{n} - 1, "{hashes[n]}" }},\n')
        c.write("    { 0, 0, 0, 0 }\n};\n")


if __name__ == "__main__":
    main()
