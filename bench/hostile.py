"""What bench/hostile and bench/hostile_pages share: inputs that were made to hurt, read one by one and measured."""
import json
import os
import resource
import subprocess
import sys
import tempfile

SIZE = 10_000_000
SECONDS, MEGABYTES = 2, 200
FOR_A_DOCUMENT = 50e-6  # seconds more for each sound document: 10 MB may hold 200,000, and reading them is no harm


def filled(unit, size=SIZE):
    return unit * (size // len(unit))


def numbered(unit, size=SIZE):
    out, length, i = [], 0, 0
    while length < size:
        out.append(unit.replace("#", str(i)))
        length += len(out[-1])
        i += 1
    return "".join(out)


def make(case, path, before):
    """In a process of its own: a child's largest memory counts what its parent had. A case is text, bytes or pieces of these."""
    child = os.fork()
    if child == 0:
        made = case()
        with open(path, "wb") as file:
            file.write(before)
            for piece in [made] if isinstance(made, (str, bytes)) else made:
                file.write(piece.encode() if isinstance(piece, str) else piece)
        os._exit(0)
    os.waitpid(child, 0)


def run(command):
    """Processor time, largest memory in MB, status, length, lines and last line of the output, the first words of the errors."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    errors = tempfile.TemporaryFile()
    read = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, preexec_fn=limit)
    size, lines, last = 0, 0, b""
    while piece := read.stdout.read(65536):
        size += len(piece)
        lines += piece.count(b"\n")
        last = (last + piece)[-65536:]
    errors.seek(0)
    words = errors.read(4096).decode(errors="replace").strip().split(": ", 2)[-1].split("\n")[0]
    _, status, used = os.wait4(read.pid, 0)
    last = last.rstrip(b"\n").rsplit(b"\n", 1)[-1]
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, status, size, lines, last, words


def table(what, cases, kabar, wanted, before=b"", good=None):
    """Measures each case and says how it ended. With `good`, a sound article is read behind each, and must be there."""
    bad = 0
    print(f"{what:32} {'seconds':>8} {'MB':>6}  ending")
    with tempfile.TemporaryDirectory() as folder:
        path, sound = os.path.join(folder, "hostile"), os.path.join(folder, "sound.txt")
        if good:
            with open(sound, "w", encoding="utf-8") as file:
                file.write(good)
        for name in wanted:
            make(cases[name], path, before)
            seconds, megabytes, status, size, lines, last, words = run([kabar, "read", path] + ([sound] if good else []))
            died = os.WIFSIGNALED(status)
            lost = False
            if good and not died:
                try:
                    lost = json.loads(last)["text"].strip() != good.strip()
                except ValueError:
                    lost = True
                size -= 0 if lost else len(last) + 1
            over = died or lost or seconds > SECONDS + lines * FOR_A_DOCUMENT or megabytes > MEGABYTES or (size == 0 and not words)
            bad += over
            ending = (f"signal {os.WTERMSIG(status)}" if died else "the next input was not read" if lost
                      else words if size == 0 else f"read; {size} bytes" + (f"; {words}" if words else ""))
            print(f"{name:32} {seconds:8.2f} {megabytes:6.0f}  {'!! ' if over else ''}{ending[:90]}", flush=True)
    print(f"{len(wanted) - bad} within the limits, {bad} not")
    return bad != 0
