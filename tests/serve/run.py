#!/usr/bin/env python3
"""run.py --kabar KABAR --routes ROUTES_TOOL --tool SERVE_TOOL --source FOLDER [WORD]: serves desks on the loopback and asks them for
everything that a reader, a script and a hostile page would; prints TAP. WORD picks cases."""
import argparse
import os
import sys
import tempfile
import time
import traceback

sys.dont_write_bytecode = True   # the sources stay as they are

import table     # noqa: E402, F401
import feeds     # noqa: E402, F401
import described # noqa: E402, F401
import people    # noqa: E402, F401
import safety    # noqa: E402, F401
import work      # noqa: E402, F401
import answers   # noqa: E402, F401
import attacks   # noqa: E402
import life      # noqa: E402, F401
import stories   # noqa: E402, F401
from served import CASES, Stage  # noqa: E402


def main():
    parse = argparse.ArgumentParser()
    parse.add_argument("--kabar", required=True)
    parse.add_argument("--routes", required=True)
    parse.add_argument("--tool", required=True)
    parse.add_argument("--source", required=True)
    parse.add_argument("word", nargs="?", default="")
    args = parse.parse_args()
    chosen = [c for c in CASES if args.word in c[0]]
    bad = 0
    print(f"1..{len(chosen) + 1}")
    with tempfile.TemporaryDirectory() as home:
        stage = Stage(os.path.abspath(args.kabar), os.path.abspath(args.routes), os.path.abspath(args.source), home,
                      os.path.abspath(args.tool))
        if not args.word:
            attacks.begin_slowly(stage)
        for number, (words, play) in enumerate(chosen, 1):
            begin, fault = time.monotonic(), None
            try:
                play(stage)
            except AssertionError as wrong:
                fault = str(wrong)
            except Exception:   # noqa: BLE001  whatever it is, the case does not hold
                fault = traceback.format_exc()
            bad += fault is not None
            print(f"{'ok' if fault is None else 'not ok'} {number} - {words}".replace("#", "\\#"))
            if fault is not None:
                print("\n".join("# " + line for line in fault.splitlines()[-30:]))
            if time.monotonic() - begin > 2:
                print(f"# {time.monotonic() - begin:.1f} s")
            sys.stdout.flush()
        left = stage.close()
    print(f"{'not ok' if left else 'ok'} {len(chosen) + 1} - all servers ended, and none left anything behind")
    for words in left:
        print("\n".join("# " + line for line in words.splitlines()))
    return 1 if bad or left else 0


if __name__ == "__main__":
    sys.exit(main())
