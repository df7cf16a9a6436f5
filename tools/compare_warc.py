#!/usr/bin/env python3
"""compare_warc.py KABAR FOLDER: holds `kabar read --why` against a second reading of each archive below FOLDER.

The second reading is this script's own, from the formats' texts (ISO 28500; ARC 1): it unpacks the file whole, goes from
record to record by their lengths, counts their types, and notes where a length does not lead to the next record. For each
file the counts must be the same, and an error must be told where, and only where, the second reading met a fault."""
import collections
import os
import re
import subprocess
import sys
import zlib

TYPES = {"response", "resource", "conversion", "revisit", "request", "metadata", "warcinfo", "continuation"}
ARC_LINE = re.compile(rb"(\S.*?) (\S+) (\d{12,}) (\S+)(?: \S+ \S+ \S+ \S+ \S+)? (\S+)\r?$")


def unpacked(data):
    """All members of a gzip file, one behind the other; what is broken is left out."""
    if data[:2] != b"\x1f\x8b":
        return data
    out = []
    while data[:2] == b"\x1f\x8b":
        member = zlib.decompressobj(31)
        out.append(member.decompress(data))
        data = member.unused_data
    return b"".join(out)


def warc_header(data, at):
    """(type, length, where the block begins) of the record at `at`; the length None where it is none."""
    end = re.compile(rb"\r?\n\r?\n").search(data, at)
    fields = dict((k.lower(), v) for k, v in re.findall(rb"^([\w-]+):\s*(.*?)\s*$", data[at:end.start()], re.M))
    kind = fields.get(b"warc-type", b"").decode()
    length = fields.get(b"content-length", b"")
    return kind if kind in TYPES else "unknown", int(length) if length.isdigit() else None, end.end()


def arc_header(data, at):
    end = data.find(b"\n", at) + 1 or len(data)
    url, _, _, _, length = ARC_LINE.match(data[at:end].rstrip(b"\n")).groups()
    kind = "warcinfo" if url.startswith(b"filedesc:") else "response" if url.startswith(b"http") else "unknown"
    return kind, int(length) if length.isdigit() else None, end


def read(data):
    """Counts of the records' types, and how many of them are faulty."""
    arc = data.startswith(b"filedesc:")
    begins = (lambda at: ARC_LINE.match(data[at:(data.find(b"\n", at) + len(data) + 1) % (len(data) + 1)])) if arc \
        else (lambda at: data[at:at + 5] == b"WARC/")
    header = arc_header if arc else warc_header
    counts, faults, at = collections.Counter(), 0, 0
    while at < len(data):
        kind, length, block = header(data, at)
        counts[kind] += 1
        end = block + (length or 0)
        while end < len(data) and data[end:end + 1] in b"\r\n":
            end += 1
        empty = arc and kind == "response" and length is not None and not data[block:block + length].strip()
        if length is not None and end >= len(data) and block + length <= len(data):
            faults += empty
            break
        if length is None or end > len(data) or not begins(end):
            faults += 1
            end = block
            while end < len(data) and not begins(end):
                end = data.find(b"\n", end) + 1 or len(data)
        else:
            faults += empty
        at = end
    return counts, faults


def told(kabar, path):
    """What kabar's note says of the types, and the errors that it tells."""
    run = subprocess.run([kabar, "read", "--why", path], capture_output=True, timeout=60)
    counts, errors = collections.Counter(), []
    for line in run.stderr.decode().splitlines():
        line = line.removeprefix("kabar: ").removeprefix(path + ": ")
        note = re.match(r"(\d+) records?: (.*?); \d+ documents?", line)
        if note:
            counts.update({kind: int(n) for n, kind in re.findall(r"(\d+) (\w+)", note[2])})
            if int(note[1]) != sum(counts.values()):
                errors.append("the note's sum is wrong")
        else:
            errors.append(line)
    return counts, errors, run.returncode


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    kabar, folder = sys.argv[1:]
    good = total = 0
    for base, _, files in sorted(os.walk(folder)):
        for name in sorted(files):
            if not re.search(r"\.w?arc\b", name):
                continue
            path = os.path.join(base, name)
            counts, faults = read(unpacked(open(path, "rb").read()))
            mine, errors, code = told(kabar, path)
            placed = all(re.match(r"record \d+.*, byte \d+: .", e) for e in errors)
            right = mine == counts and len(errors) == faults and placed and code == (1 if faults else 0)
            good += right
            total += 1
            print("%-4s %-40s %s%s" % ("ok" if right else "NOT", os.path.relpath(path, folder),
                                       ", ".join(f"{n} {k}" for k, n in sorted(mine.items())),
                                       "".join("\n       " + e for e in errors)))
            if not right:
                print(f"       expected {dict(counts)}, faults: {faults}")
    print(f"{good} of {total} archives")
    sys.exit(good != total)


main()
