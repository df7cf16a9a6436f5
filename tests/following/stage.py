"""What the rows of the table share: hosts, the client (tests/fetch_tool.c) that asks them, and words for what is seen."""
import json
import os
import subprocess

from server import Net, answer, tls_context

HERE = os.path.dirname(os.path.abspath(__file__))
CERTIFICATES = os.path.join(HERE, "certificates")
ROWS = []
TEXT = "Kabar dari Wanasari: panen raya dimulai hari ini.\n"
NOW = 1741082400   # 2025-03-04T10:00:00Z


def row(group, case, expected):
    """A row of the table; what the function returns is what is seen."""
    def keep(play):
        ROWS.append((group, case, expected, play))
        return play
    return keep


class Stage:
    def __init__(self, tool, kabar, home):
        self.net = Net()
        self.kabar, self.home = kabar, home
        # What a client must not look at: proxies, and a password for every host.
        self.trap = self.net.host(2, routes={"*": answer(200, "taken by the proxy of the environment\n")})
        self.proxies = {name: self.trap.url() for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY",
                                                            "HTTPS_PROXY", "ALL_PROXY")}
        self.env = {**{k: os.environ[k] for k in ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS") if k in os.environ},
                    **self.proxies, "HOME": home, "LANG": "C.UTF-8", "TZ": "UTC"}
        with open(os.path.join(home, ".netrc"), "w", encoding="ascii") as out:
            out.write("default login someone password something\n")
        self.tool = subprocess.Popen([tool], env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.saved = []

    def certificate(self, name):
        return os.path.join(CERTIFICATES, name + ".pem")

    def host(self, routes=None, tls=None):
        """One of the public net; `tls`: the name of its certificate."""
        return self.net.host(1, routes=routes, tls=tls and tls_context(self.certificate(tls)))

    def private(self, routes=None):
        return self.net.host(0, routes=routes or {"*": answer(200, "a secret\n")})

    def scene(self, requests, together=False, leave=False, **options):
        """All answers to the requests (addresses, or dictionaries), in order of their coming."""
        requests = [{"url": r} if isinstance(r, str) else r for r in requests]
        scene = {"options": options, "requests": requests, "together": together, "leave": leave}
        print(json.dumps(scene), file=self.tool.stdin, flush=True)
        answers, self.saved = [], []
        while True:
            line = self.tool.stdout.readline()
            if not line:
                raise RuntimeError(f"the client died with {self.tool.wait()}")
            said = json.loads(line)
            if said.get("end"):
                if said["failed"]:
                    raise RuntimeError(said["failed"])
                return answers
            (self.saved if "saved" in said else answers).append(said)

    def ask(self, url, kind="feed", **options):
        """The one answer to one request; what is asked with goes before the options: etag, last_modified, body, type."""
        request = {"url": url, "kind": kind}
        request.update({k: options.pop(k) for k in ("etag", "last_modified", "body", "type") if k in options})
        return self.scene([request], **options)[0]

    def see(self, url, kind="feed", **options):
        return seen(self.ask(url, kind, **options))

    def closed(self, url, *hosts, **options):
        """What is seen of an address, and whether one of the hosts was reached all the same."""
        before = sum(host.connections for host in hosts)
        words = self.see(url, **options)
        reached = sum(host.connections for host in hosts) - before
        return words + ("; reached" if reached else "")

    def run(self, *words, **env):
        """kabar with these words: exit code, standard output, standard error."""
        done = subprocess.run([self.kabar, *words], env={**self.env, **env}, stdin=subprocess.DEVNULL, timeout=120,
                              capture_output=True, text=True, cwd=self.home, check=False)
        return done.returncode, done.stdout, done.stderr

    def close(self):
        self.tool.stdin.close()
        return self.tool.wait()


def seen(said):
    return str(said["code"]) if said["fault"] == "none" else said["fault"]
