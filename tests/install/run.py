#!/usr/bin/env python3
"""run.py --build DIR --kabar PATH [--sanitize WHAT] : `meson install` into a folder, and whether what lies there is whole
and works; prints TAP. What this machine has no program for (zsh, mandoc, systemd-analyze, pkg-config) is skipped."""
import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import shells  # noqa: E402

BASH, ZSH = "share/bash-completion/completions/kabar", "share/zsh/site-functions/_kabar"
WANTED = ["bin/kabar", "include/kabar.h", "LIB/libkabar.so", "LIB/libkabar.so.0", "LIB/libkabar.a",
          "LIB/pkgconfig/kabar.pc", "lib/systemd/system/kabar.service", "lib/systemd/user/kabar.service",
          "share/man/man1/kabar.1", "share/man/id/man1/kabar.1", BASH, ZSH, "share/doc/kabar/LICENSE", "share/doc/kabar/README.md",
          "share/doc/kabar/README.id.md", "share/doc/kabar/po/id.po", "share/doc/kabar/docs/install.md", "share/doc/kabar/examples/*/*"]
EXPOSURE = 2.0  # of the system's unit, as systemd-analyze counts it: 10 is the worst


class Skip(Exception):
    pass


def need(program):
    if not shutil.which(program):
        raise Skip(f"no {program} here")


def told(kabar, *args, **env):
    return subprocess.run([kabar, *args], env={"PATH": os.environ["PATH"], "LC_ALL": "C", **env}, capture_output=True,
                          text=True, timeout=60)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Install:
    def __init__(self, args, top):
        self.args, self.top, self.kabar = args, top, os.path.abspath(args.kabar)
        self.dest = os.path.join(top, "dest")
        subprocess.run(["meson", "install", "-C", args.build, "--no-rebuild", "--quiet", "--destdir", self.dest],
                       check=True, stdout=subprocess.DEVNULL)
        options = json.loads(subprocess.check_output(["meson", "introspect", "--buildoptions", args.build]))
        self.prefix = next(o["value"] for o in options if o["name"] == "prefix")
        self.all = self.dest + self.prefix
        self.lib = next(o["value"] for o in options if o["name"] == "libdir")
        self.commands = re.findall(r"^  ([a-z]+) ", told(self.kabar, "help").stdout, re.M)
        self.topics = re.findall(r"([a-z]+)[,.]", told(self.kabar, "help").stdout.split("for more on")[1])
        self.listing = json.loads(told(self.kabar, "help", "--json").stdout)
        self.work = os.path.join(top, "work")
        os.makedirs(os.path.join(self.work, "reports"))

    def path(self, pattern):
        found = glob.glob(os.path.join(self.all, pattern.replace("LIB", self.lib)))
        assert found, f"{pattern} is not there"
        return found[0]

    def page(self, name, section, lang=""):
        return self.path(os.path.join("share/man", lang, f"man{section}", f"{name}.{section}"))

    def pages(self):
        return sorted(glob.glob(os.path.join(self.all, "share/man/**/*.[17]"), recursive=True))

    def options(self, command):
        return re.findall(r"^  (--[a-z-]+)", told(self.kabar, "help", command).stdout, re.M)

    def words(self, command, option, begin=""):
        """What an option takes, as the program says."""
        command = next(c for c in self.listing["commands"] if c["name"] == command)
        words = next(o for o in command["options"] + self.listing["options"] if o["name"] == option)["words"]
        assert words
        return [word for word in words if word.startswith(begin)]

    # ---- the cases: a name that is a sentence ----

    def everything_is_there(self):
        for pattern in WANTED:
            self.path(pattern)
        assert len(self.commands) > 25 and len(self.topics) > 5, (self.commands, self.topics)

    def each_command_and_topic_has_its_pages(self):
        for lang in ("", "id"):
            for command in self.commands:
                self.page(f"kabar-{command}", 1, lang)
            for topic in self.topics:
                self.page(f"kabar-{topic}", 7, lang)

    def each_option_stands_in_page_and_completion(self):
        bash, zsh = read(self.path(BASH)), read(self.path(ZSH))
        for command in self.commands:
            in_bash = re.search(rf"^ +{command}\) (options=.*)$", bash, re.M)[1] + re.search(r'options (--.*?)"', bash)[1]
            in_zsh = re.search(rf"^ +{command}\) (_arguments.*)$", zsh, re.M)[1] + re.search(r"common=\(.*?\n    \)", zsh, re.S)[0]
            options = self.options(command)
            assert "--json" in options, command
            for option in options:
                for lang in ("", "id"):
                    page = read(self.page(f"kabar-{command}", 1, lang)).replace("\\-", "-")
                    assert re.search(rf"^\\fB{option}\\fR", page, re.M), f"{option}: not in kabar-{command}(1) {lang}"
                assert re.search(rf"{option}\b(?!-)", in_bash), f"{command} {option}: bash does not know it"
                assert re.search(rf"{option}[=\[]", in_zsh), f"{command} {option}: zsh does not know it"

    def pages_are_clean(self):
        need("mandoc")
        done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", *self.pages()], capture_output=True, text=True)
        assert not done.stdout, done.stdout

    def pages_fit_eighty_columns(self):
        need("mandoc")
        for page in self.pages():
            text = subprocess.run(["mandoc", "-Tutf8", "-Owidth=80", page], capture_output=True, text=True).stdout
            text = re.sub(".\b", "", text)
            wide = [line for line in text.split("\n") if len(line) > 80]
            assert len(text) > 500 and not wide, (page, wide)

    def pages_in_indonesian_are_another_language(self):
        for page in self.pages():
            if "/id/" in page:
                continue
            other = read(page.replace("/share/man/", "/share/man/id/")).split("\n")
            same = [line for line in read(page).split("\n") if line in other and re.match(r"[A-Za-z]+(,? [a-z]+){4,}", line)]
            assert not same, (page, same)

    def options_named_in_pages_exist(self):
        known = {option for command in self.commands for option in self.options(command)}
        for page in self.pages():
            named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", read(page).replace("\\-", "-")))
            wrong = named - known - {"--version", "--from-lang", "--to-lang"}  # of the program, of another one
            assert not wrong, (page, wrong)

    def topics_fit_eighty_columns(self):
        for topic in self.topics:
            for locale in ("C", "id_ID.UTF-8"):
                text = told(self.kabar, "help", topic, LC_ALL=locale).stdout
                wide = [line for line in text.split("\n") if len(line) > 80]
                assert len(text) > 500 and not wide, (topic, wide)

    def words_that_are_offered_are_taken(self):
        listing, seen = self.listing, 0
        for command in listing["commands"]:
            for option in command["options"] + (listing["options"] if command["name"] == "stories" else []):
                for word in option["words"]:
                    answer = told(self.kabar, command["name"], option["name"], word, "--desk", "/nonexistent/desk").stderr
                    assert "none of" not in answer, answer
                    seen += 1
                if option["words"] and option["name"] != "--mirror":  # '' takes it back: the library says what it takes
                    answer = told(self.kabar, command["name"], option["name"], "nonesuch")
                    assert answer.returncode == 2 and "'nonesuch' is none of" in answer.stderr, answer
        assert seen > 15

    def bash_completes(self):
        script, folder = self.path(BASH), self.work
        cases = [("kabar st", ["stories", "story", "status"]), ("kabar stories --so", ["--sort"]),
                 ("kabar stories --sort ", self.words("stories", "--sort")), ("kabar stories --sort = gr", ["growing"]), ("kabar keep --raw ", ["on", "off"]),
                 ("kabar compare --color a", self.words("compare", "--color", "a")), ("kabar compare rep", ["reports"]),
                 ("kabar compare --format m", self.words("compare", "--format", "m")),
                 ("kabar search --format ", self.words("search", "--format")),
                 ("kabar search rep", []), ("kabar stories --limit ", []), ("kabar help qu", ["quotes", "query"]),
                 ("kabar add --cookies rep", ["reports"]), ("kabar add -- rep", ["reports"]),
                 ("kabar alert --exec kabar rep", ["reports"]), ("kabar nonesuch ", [])]
        for line, expected in cases:
            got = shells.bash(script, line, folder)
            assert got == expected, (line, got)

    def zsh_completes(self):
        need("zsh")
        folder = os.path.dirname(self.path(ZSH))
        try:
            zsh = shells.Zsh(folder, self.work)
        except OSError as why:  # a bare container has none
            raise Skip(f"no terminal here: {why}") from why
        try:
            for line, expected, not_wanted in [
                    ("kabar st", ["stories", "story", "status", "list stories, newest first"], "compare"),
                    ("kabar stories --sort=", self.words("stories", "--sort"), "reports"),
                    ("kabar stories --so", ["--sort  -- "], "--since"), ("kabar keep --raw ", ["on", "off"], "reports"),
                    ("kabar compare rep", ["kabar compare reports/"], "--json"),
                    ("kabar help qu", ["query", "quotes"], "compare")]:
                got = zsh.complete(line)
                assert all(word in got for word in expected) and not_wanted not in got, (line, got)
        finally:
            zsh.close()

    def the_library_shows_its_header_alone(self):
        need("nm")
        lines = subprocess.check_output(["nm", "-D", "--defined-only", self.path("LIB/libkabar.so.0")], text=True)
        shown = {line.split()[-1].split("@")[0] for line in lines.splitlines()}
        header = re.sub(r"/\*.*?\*/", " ", read(self.path("include/kabar.h")), flags=re.S)
        declared = set(re.findall(r"^[a-z][\w *]*?\b(kb_\w+)\(", header, re.M))
        assert len(declared) > 60 and declared <= shown, declared - shown
        assert not {name for name in shown if name.startswith("kb_")} - declared, shown - declared

    def a_program_uses_the_library(self):
        """The example of docs/tour-developer.md, built as it says there."""
        need("pkg-config")
        manual = read(os.path.join(ROOT, "docs", "tour-developer.md"))
        program, = re.findall(r"^```c\n(.*?)^```", manual, re.M | re.S)
        expected, = re.findall(r"^\$ ./accounts (.*)\n((?:.*\n)*?)^```", manual, re.M)
        with open(os.path.join(self.work, "accounts.c"), "w", encoding="utf-8") as file:
            file.write(program)
        pc = os.path.dirname(self.path("LIB/pkgconfig/kabar.pc"))
        flags = subprocess.check_output(["pkg-config", "--cflags", "--libs", "kabar"], text=True, env={
            **os.environ, "PKG_CONFIG_PATH": pc, "PKG_CONFIG_SYSROOT_DIR": self.dest}).split()
        sanitize = [] if self.args.sanitize == "none" else ["-fsanitize=" + self.args.sanitize]
        subprocess.run(["cc", "-std=c17", "-Wall", "-Wextra", "-Werror", *sanitize, "accounts.c", "-o", "accounts", *flags],
                       cwd=self.work, check=True)
        shutil.copytree(os.path.join(ROOT, "examples"), os.path.join(self.work, "examples"), dirs_exist_ok=True)
        done = subprocess.run(["./accounts", *expected[0].split()], cwd=self.work, capture_output=True, text=True, env={
            **os.environ, "LD_LIBRARY_PATH": os.path.dirname(self.path("LIB/libkabar.so.0"))})
        assert done.stdout == expected[1] and not done.returncode, done.stdout + done.stderr

    def units_are_sound_and_closed(self):
        need("systemd-analyze")
        for kind in ("system", "user"):
            unit = os.path.join(self.work, kind, "kabar.service")
            os.makedirs(os.path.dirname(unit))
            text = read(self.path(f"lib/systemd/{kind}/kabar.service"))
            assert f"ExecStart={self.prefix}/bin/kabar serve --watch\n" in text
            with open(unit, "w", encoding="utf-8") as file:
                file.write(text.replace(f"{self.prefix}/bin/kabar", self.kabar))
            done = subprocess.run(["systemd-analyze", "verify", f"--{kind}", "--man=no", unit], capture_output=True, text=True)
            assert not [line for line in done.stderr.splitlines() if "kabar" in line], done.stderr
        done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", f"--threshold={EXPOSURE * 10:.0f}",
                               os.path.join(self.work, "system", "kabar.service")], capture_output=True, text=True)
        assert done.returncode == 0, "\n".join(done.stdout.splitlines()[-3:]) + done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--kabar", required=True)
    parser.add_argument("--sanitize", default="none")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as top:
        install = Install(args, top)
        cases = [name for name, what in vars(Install).items() if callable(what) and name not in (
            "__init__", "path", "page", "pages", "options", "words")]
        print(f"1..{len(cases)}")
        bad = 0
        for n, name in enumerate(cases, 1):
            label = name.replace("_", " ")
            try:
                getattr(install, name)()
                print(f"ok {n} - {label}")
            except Skip as why:
                print(f"ok {n} - {label} # SKIP {why}")
            except (AssertionError, subprocess.SubprocessError, TypeError, ValueError) as fault:
                bad += 1
                print(f"not ok {n} - {label}", *(f"#   {line}" for line in (repr(fault) if not str(fault) else str(fault)).split("\n")), sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
