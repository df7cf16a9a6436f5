"""What the cases share: desks, servers of them on the loopback, and a client that sends what it is told to."""
import hashlib
import http.client
import json
import os
import socket
import sqlite3
import ssl
import subprocess
import time
import urllib.parse

CASES = []
SLOW = float(os.environ.get("KABAR_TEST_PATIENCE", "1"))   # times are multiplied by it on slow machines


def case(words):
    """A case: a sentence, and a function that raises AssertionError where it does not hold."""
    def keep(play):
        CASES.append((words, play))
        return play
    return keep


def same(got, expected, what=""):
    if got != expected:
        raise AssertionError(f"{what + ': ' if what else ''}got {got!r}, expected {expected!r}")


def true(holds, what):
    if not holds:
        raise AssertionError(what)


class Answer:
    def __init__(self, status, fields, body):
        self.status, self.fields, self.body = status, fields, body

    def field(self, name):
        """Its values, or None."""
        values = [value for key, value in self.fields if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    @property
    def type(self):
        return (self.field("Content-Type") or "").split(";")[0]

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """One `kabar serve`. It is ready when this returns; end() ends it."""

    def __init__(self, stage, desk, *words, address="127.0.0.1", port=None, tls=False, expect=True, env=None, command=None):
        self.stage, self.desk, self.address, self.tls = stage, desk, address, tls
        self.port = port or free_port()
        self.log = os.path.join(stage.home, f"server-{self.port}.log")
        self.cookies = {}
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                command(desk, self.port) if command else
                [stage.kabar, "serve", "--desk", desk, "--listen", f"{address}:{self.port}", *words],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**stage.env, **(env or {})}, cwd=stage.home)
        stage.servers.append(self)
        if expect:
            self.wait()

    def said(self):
        with open(self.log, encoding="utf-8") as log:
            return log.read()

    def wait(self):
        until = time.monotonic() + 30 * SLOW
        while "the desk is at" not in self.said():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the server did not come up: {self.said()}")
            time.sleep(0.02)

    @property
    def host(self):
        return f"{'127.0.0.1' if self.address == '0.0.0.0' else self.address}"

    @property
    def origin(self):
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    def connect(self, timeout=30):
        plain = socket.create_connection((self.host, self.port), timeout=timeout * SLOW)
        if not self.tls:
            return plain
        context = ssl.create_default_context(cafile=self.stage.certificate)
        return context.wrap_socket(plain, server_hostname="localhost")

    def ask(self, path, method="GET", body=None, own=True, **fields):
        """The answer. `own`: a change comes as from a page of the desk. Of a field's name underscores are hyphens; None
        leaves out what would be sent."""
        headers = {"Host": f"{self.host}:{self.port}"}
        if method == "POST" and own:
            headers["Origin"] = self.origin
        if isinstance(body, dict):
            body = urllib.parse.urlencode(body, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if method == "POST" and body is None:
            body = ""
        headers.update({name.replace("_", "-"): value for name, value in fields.items()})
        line = http.client.HTTPConnection(self.host, self.port, timeout=60 * SLOW)
        line.sock = self.connect(60)
        try:
            line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            data = body.encode() if isinstance(body, str) else body
            for name, value in headers.items():
                if value is not None:
                    line.putheader(name, value)
            if data is not None:
                line.putheader("Content-Length", str(len(data)))
            line.endheaders()
            if data:
                try:
                    line.sock.sendall(data)
                except (BrokenPipeError, ConnectionResetError):
                    pass   # it has answered already
            came = line.getresponse()
            stream = (came.getheader("Content-Type") or "").startswith("text/event-stream")
            return Answer(came.status, came.getheaders(), b"" if stream else came.read())
        finally:
            line.close()

    def raw(self, data, timeout=5, half=False):
        """All bytes that come back until the server ends, or says nothing for so long."""
        out = b""
        with self.connect(timeout) as line:
            try:
                line.sendall(data)
                if half:
                    line.shutdown(socket.SHUT_WR)
                while piece := line.recv(65536):
                    out += piece
            except (TimeoutError, ConnectionError):
                pass
        return out

    def alive(self):
        same(self.process.poll(), None, "the server's exit code")
        same(self.ask("/healthz").status, 200, "/healthz")

    def end(self, kill=False):
        """Exit code, and the seconds that it took."""
        begin = time.monotonic()
        if self.process.poll() is None:
            self.process.kill() if kill else self.process.terminate()
        try:
            code = self.process.wait(timeout=30 * SLOW)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        return code, time.monotonic() - begin


def free_port():
    with socket.socket() as any_host:
        any_host.bind(("0.0.0.0", 0))
        return any_host.getsockname()[1]


class Stage:
    def __init__(self, kabar, routes, source, home, serve_tool=None):
        self.serve_tool = serve_tool
        self.kabar, self.source, self.home = kabar, source, home
        kept = ("PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")
        self.env = {**{k: os.environ[k] for k in kept if k in os.environ}, "HOME": home, "LANG": "C.UTF-8", "TZ": "UTC",
                    "USER": "redaktur", "LOGNAME": "redaktur"}
        self.routes = json.loads(subprocess.check_output([routes], text=True))
        self.servers, self.ends = [], []
        self.examples = os.path.join(source, "examples")
        self.certificate, self.key = os.path.join(home, "cert.pem"), os.path.join(home, "key.pem")

    def path(self, *names):
        return os.path.join(self.home, *names)

    def run(self, *words, code=0, text=None):
        """kabar with these words; its standard output. `code` None: any."""
        done = subprocess.run([self.kabar, *words], env=self.env, cwd=self.home, timeout=120 * SLOW,
                              input=text, capture_output=True, text=True, check=False)
        if code is not None:
            same(done.returncode, code, f"kabar {' '.join(words[:3])}: {done.stderr.strip()}; exit code")
        self.stderr = done.stderr
        return done.stdout

    def desk(self, name, *files):
        path = self.path(name)
        if files:
            self.run("add", "--desk", path, *files)
        return path

    def serve(self, desk, *words, **how):
        return Server(self, desk, *words, **how)

    def make_certificate(self):
        if os.path.exists(self.certificate):
            return
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-keyout", self.key, "-out", self.certificate, "-days", "2", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost,IP:127.0.0.1"], check=True, capture_output=True)

    def close(self):
        """Ends all servers; the words of those that did not end well."""
        bad = []
        for server in self.servers:
            if server.process.poll() is None:
                server.process.terminate()
        for server in self.servers:
            code, _ = server.end()
            said = server.said()
            if code not in (0, -9, 2, 3, 1) or "Sanitizer" in said or "runtime error" in said:
                bad.append(f"a server ended with {code}: {said[-3000:]}")
        return bad


def fingerprint(path):
    """Of all that stands in all tables of a desk, but for what is counted from the others beside all other work."""
    digest = hashlib.sha256()
    desk = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    names = desk.execute("SELECT name FROM sqlite_master WHERE type='table' AND name <> 'disputes' "
                         "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY 1")
    for (name,) in names.fetchall():
        rows = [repr(row) for row in desk.execute(f'SELECT * FROM "{name}"')]
        digest.update(repr((name, sorted(rows))).encode())
    desk.close()
    return digest.hexdigest()
