"""What shells complete: bash by calling the function as readline would, zsh by typing into one on a terminal."""
import os
import pty
import select
import subprocess
import time

SECONDS = 20


def bash(script, line, folder):
    """What `script` offers for the last word of `line`, in order."""
    words = " ".join("'" + word + "'" for word in line.split(" "))
    run = f"compopt() {{ :; }}; source '{script}'; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); " \
          f"$(complete -p kabar | sed 's/.*-F \\([^ ]*\\).*/\\1/'); printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash", "--norc", "--noprofile", "-c", run], cwd=folder, capture_output=True, text=True,
                          timeout=SECONDS)
    return done.stdout.split() + (["bash: " + done.stderr] if done.stderr else [])


class Zsh:
    """One interactive zsh; each line that is typed is completed and thrown away."""

    SETUP = ("stty cols 200 rows 100; LISTMAX=10000; fpath=({folder} $fpath); autoload -Uz compinit; compinit -D -u; "
             "setopt no_list_ambiguous no_auto_menu; zstyle ':completion:*' list-prompt ''; "
             "away() {{ zle kill-whole-line; print; print EN''D }}; zle -N away; bindkey '^X' away; PS1='RE''ADY> '\n")

    def __init__(self, folder, work):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(work)
            env = {"PATH": os.environ["PATH"], "HOME": work, "TERM": "dumb", "LC_ALL": "C.UTF-8", "PS1": "> "}
            os.execvpe("zsh", ["zsh", "-f", "-i"], env)
        os.write(self.fd, self.SETUP.format(folder=folder).encode())
        self.until(b"READY> ")

    def until(self, mark):
        got, end = b"", time.monotonic() + SECONDS
        while mark not in got and time.monotonic() < end:
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    got += os.read(self.fd, 65536)
                except OSError:
                    break
        return got.decode("utf-8", "replace")

    def complete(self, line):
        """All that it shows for the last word of `line`: what was typed with what it made of it, and its list."""
        os.write(self.fd, line.encode() + b"\t\t\x18")
        return self.until(b"END\r").replace("\r", "")

    def close(self):
        os.close(self.fd)
        os.waitpid(self.pid, 0)
