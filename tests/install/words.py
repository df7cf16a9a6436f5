#!/usr/bin/env python3
"""words.py : the interface's words go to translators and come back (tools/words.py); prints TAP."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOL = os.path.join(ROOT, "tools", "words.py")


def words(tree, *args):
    done = subprocess.run([sys.executable, TOOL, *args], env={**os.environ, "KABAR_ROOT": tree, "PYTHONUTF8": "1"},
                          capture_output=True, text=True, encoding="utf-8", timeout=60)
    return done.stdout, done.stderr, done.returncode


def show(tree):
    folder = os.path.join(tree, "src", "show")
    found = {}
    for name in os.listdir(folder):
        if name.endswith(".c"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                found[name] = file.read()
    return found


def catalogue_has_each_row(tree):
    po = words(tree, "po")[0]
    rows = sum(len(re.findall(r"^    \{(?!.*NULL)", text, re.M)) for text in show(tree).values() if "const kb_ui_word kb" in text)
    assert rows > 600 and po.count("\nmsgid ") - 1 == rows, (rows, po.count("\nmsgid ") - 1)


def catalogue_is_one_that_gettext_takes(tree):
    if not shutil.which("msgfmt"):
        return "no msgfmt here"
    for kind in ("po", "pot"):
        path = os.path.join(tree, "it.po")
        with open(path, "w", encoding="utf-8") as file:
            file.write(words(tree, kind)[0])
        done = subprocess.run(["msgfmt", "-c", "-o", os.devnull, path], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return None


def take(tree, edits):
    po = words(tree, "po")[0]
    for before, after in edits:
        assert po.count(before) == 1, before
        po = po.replace(before, after)
    path = os.path.join(tree, "it.po")
    with open(path, "w", encoding="utf-8") as file:
        file.write(po)
    return words(tree, "take", path)


def c_strings(text):
    """What the strings of a source say, adjacent ones as one; "%" PRId64 as the tool has it."""
    string = r'"(?:[^"\\\n]|\\.)*"'
    for found in re.finditer(rf'{string}(?:\s*(?:{string}|PRI\w+))*', text):
        yield "".join(part[1:-1] if part[0] == '"' else f"<{part}>" for part in re.findall(rf"{string}|PRI\w+", found[0]))


def messages_are_those_that_the_library_writes(_):
    said, rows = [], []
    for folder, _, names in os.walk(os.path.join(ROOT, "src")):
        for name in names:
            if name.endswith(".c") and not name.endswith("_test.c"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    held = list(c_strings(file.read().split("kb_ui_messages[] = {")[-1]))
                if name == "words_messages.c":
                    rows = held[::2]
                elif not name.startswith("words"):
                    said += held
    said = "\n".join(said)
    assert len(rows) > 100, len(rows)
    assert [row for row in rows if row not in said] == [], [row for row in rows if row not in said]


def what_is_not_changed_stays_byte_for_byte(tree):
    before = show(tree)
    assert take(tree, []) == ("0 changed, 0 not taken\n", "", 0)
    assert show(tree) == before


def a_translation_that_is_changed_is_taken(tree):
    before = show(tree)
    said = take(tree, [('msgid "Options:"\nmsgstr "Opsi:"', 'msgid "Options:"\nmsgstr "Pilihan \\"baru\\":"')])
    assert said == ("1 changed, 0 not taken\n", "", 0), said
    after = show(tree)
    assert {name for name in after if after[name] != before[name]} == {"words_help.c"}
    assert after["words_help.c"] == before["words_help.c"].replace('"Opsi:"', '"Pilihan \\"baru\\":"')
    assert 'msgstr "Pilihan \\"baru\\":"' in words(tree, "po")[0]


def a_number_of_fixed_width_stays_one(tree):
    said = take(tree, [('msgstr "%.0f %% katanya dari laporan %<PRIu32>"', 'msgstr "laporan %<PRIu32>"'),
                       ('msgstr "melalui"', 'msgstr "lewat"')])
    assert said[0] == "1 changed, 1 not taken\n", said  # an argument is missing
    said = take(tree, [('msgstr "%.0f %% katanya dari laporan %<PRIu32>"', 'msgstr "%.0f %% kata dari %<PRIu32>"')])
    assert said[0] == "1 changed, 0 not taken\n", said
    assert '"%.0f %% kata dari %" PRIu32 }' in show(tree)["words.c"]


def what_takes_other_arguments_is_refused(tree):
    before = show(tree)
    out, told, code = take(tree, [('msgstr "%zu ditambahkan"', 'msgstr "%s ditambahkan"')])
    assert (out, code) == ("0 changed, 1 not taken\n", 1) and "%s ditambahkan" in told, (out, told)
    assert show(tree) == before


def unknown_and_fuzzy_words_are_left_alone(tree):
    before = show(tree)
    out, told, code = take(tree, [('msgid "Options:"\nmsgstr "Opsi:"', 'msgid "Choices:"\nmsgstr "Pilihan:"'),
                                  ('msgid "outlet"\nmsgstr "media"', '#, fuzzy\nmsgid "outlet"\nmsgstr "koran"')])
    assert (out, code) == ("0 changed, 1 not taken\n", 1) and "Choices:" in told, (out, told)
    assert show(tree) == before


def main():
    cases = [catalogue_has_each_row, catalogue_is_one_that_gettext_takes, what_is_not_changed_stays_byte_for_byte,
             a_translation_that_is_changed_is_taken, a_number_of_fixed_width_stays_one, what_takes_other_arguments_is_refused,
             unknown_and_fuzzy_words_are_left_alone, messages_are_those_that_the_library_writes]
    print(f"1..{len(cases)}")
    bad = 0
    for n, case in enumerate(cases, 1):
        with tempfile.TemporaryDirectory() as tree:
            shutil.copytree(os.path.join(ROOT, "src", "show"), os.path.join(tree, "src", "show"))
            try:
                skip = case(tree)
                print(f"ok {n} - {case.__name__.replace('_', ' ')}" + (f" # SKIP {skip}" if skip else ""))
            except AssertionError as fault:
                bad += 1
                print(f"not ok {n} - {case.__name__.replace('_', ' ')}", *(f"#   {x}" for x in str(fault).split("\n")), sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
