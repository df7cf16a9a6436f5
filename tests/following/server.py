"""Hosts on the loopback that play all of the net: each duty and each attack that a follower of feeds meets.

A Host is an address 127.x.y.z with routes: a path to bytes, which are sent as they stand, or to a coroutine that writes
what it likes. Every request and every connection is kept in Host.requests and Host.connections. All hosts share one
port for http and one for https, chosen free, and one thread."""
import asyncio
import socket
import ssl
import threading


class Request:
    def __init__(self, head, body):
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.path, self.version = (lines[0].split(" ") + ["", ""])[:3]
        self.fields = [tuple(part.strip() for part in line.split(":", 1)) for line in lines[1:] if ":" in line]
        self.body = body

    def field(self, name):
        """Its values, or None."""
        values = [value for key, value in self.fields if key.lower() == name.lower()]
        return ", ".join(values) if values else None


class Host:
    def __init__(self, net, address):
        self.net, self.address = net, address
        self.routes, self.requests, self.connections = {}, [], 0
        self.open = self.most_open = 0   # connections at once
        self.times = []                  # of requests, on the loop's clock
        self.name = f"[{address}]" if ":" in address else address

    def url(self, path="/", scheme="http"):
        return f"{scheme}://{self.name}:{self.net.tls_port if scheme == 'https' else self.net.port}{path}"

    async def serve(self, reader, writer):
        self.connections += 1
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            while await self.exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, OSError):
            pass
        finally:
            self.open -= 1
            writer.close()

    async def exchange(self, reader, writer):
        """One request and its answer; false where the connection is to end."""
        if "connect" in self.routes:
            return await self.routes["connect"](None, reader, writer)
        head = await reader.readuntil(b"\r\n\r\n")
        request = Request(head[:-4], b"")
        request.body = await reader.readexactly(int(request.field("Content-Length") or 0))
        self.requests.append(request)
        self.times.append(asyncio.get_running_loop().time())
        route = self.routes.get(request.path, self.routes.get("*"))
        if route is None:
            route = answer(404)
        if callable(route):
            return await route(request, reader, writer)
        writer.write(route)
        await writer.drain()
        return b"connection: close" not in route.lower()


class Net:
    """All hosts, and the thread in which they live."""

    def __init__(self, certificate=None):
        self.loop = asyncio.new_event_loop()
        self.servers, self.count, self.certificate = [], 0, certificate
        self.port, self.tls_port = free_port(), free_port()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def host(self, second=1, address=None, tls=None, routes=None):
        """A new host: 127.1.y.z plays one of the public net, any other a private one. `tls`: its context."""
        self.count += 1
        host = Host(self, address or f"127.{second}.{self.count >> 8}.{self.count & 255}")
        host.routes.update(routes or {})
        asyncio.run_coroutine_threadsafe(self.listen(host, tls), self.loop).result()
        return host

    async def listen(self, host, tls):
        self.servers.append(await asyncio.start_server(host.serve, host.address, self.port, backlog=64))
        if tls:
            self.servers.append(await asyncio.start_server(host.serve, host.address, self.tls_port, ssl=tls))

    def drip(self, piece, seconds, before=b""):
        """A route that sends `before`, then `piece` again and again."""
        async def route(_request, _reader, writer):
            writer.write(before)
            while True:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(seconds)
        return route


def free_port():
    """One that is free on all addresses of the loopback, and not kept from the web."""
    with socket.socket() as any_host:
        any_host.bind(("0.0.0.0", 0))
        return any_host.getsockname()[1]


def tls_context(certificate, **settings):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    for name, value in settings.items():
        setattr(context, name, value)
    return context


REASONS = {200: "OK", 301: "Moved", 302: "Found", 304: "Not Modified", 404: "Not Found"}


def answer(code=200, body=b"", close=False, length=True, **fields):
    """The bytes of an answer; of a field's name underscores are hyphens, a list of values stands for several lines."""
    if isinstance(body, str):
        body = body.encode()
    lines = [f"HTTP/1.1 {code} {REASONS.get(code, 'Said')}"]
    for name, values in fields.items():
        for value in values if isinstance(values, list) else [values]:
            lines.append(f"{name.replace('_', '-')}: {value}")
    if length and code != 304:
        lines.append(f"Content-Length: {len(body)}")
    if close:
        lines.append("Connection: close")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def to(url, code=302, **fields):
    return answer(code, Location=url, **fields)


def chunked(*pieces, end=b"0\r\n\r\n", **fields):
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return answer(200, body + end, length=False, Transfer_Encoding="chunked", **fields)
