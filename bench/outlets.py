#!/usr/bin/env python3
"""outlets.py [--hosts N] [--feeds N] [--articles N] [--port P] [--text] [--from FILE...]: outlets that are followed, on
loopback hosts.

127.1.0.1, 127.1.0.2, ... each have some feeds (RSS, with ETag and Last-Modified, answered with 304 where nothing changed)
and the pages behind their entries; articles are those of articles.py, or those of the FILEs (JSON lines). Prints one line, "ready PORT", when it answers;
SIGUSR1 makes one entry of each feed new; SIGTERM ends it and prints what was asked as JSON. With --list the feeds as
OPML instead. For measuring; nothing of it means anything."""
import argparse
import asyncio
import html
import itertools
import json
import os
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=20000)
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--text", action="store_true", help="whole texts in the feeds")
    parser.add_argument("--from", dest="files", nargs="*", default=[], help="JSON lines")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()


def host_of(n):
    return f"127.1.{n // 250}.{n % 250 + 1}"


def from_files(paths):
    """Each text once; of a file of pairs or triples both or all."""
    seen = set()
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                for a in members(json.loads(line)):
                    if len(a["text"].split()) > 40 and a["text"] not in seen:
                        seen.add(a["text"])
                        title = a["title"] or a["text"][:60]
                        day = a["published"] or "2026-05-01"
                        yield {"title": title, "text": a["text"], "lang": a["lang"], "published": day}


def members(value):
    """Articles in a line: with a text, two ("text1", "text2"), or several within."""
    if isinstance(value, list):
        for inner in value:
            yield from members(inner)
    elif isinstance(value, dict):
        texts = [k for k in value if k.startswith("text") and isinstance(value[k], str)]
        for key in texts:
            end = key[len("text"):]
            yield {"text": value[key], "title": value.get("title" + end), "lang": value.get("lang" + end, "en"),
                   "published": value.get("published") or value.get("date")}
        for inner in value.values() if not texts else ():
            yield from members(inner)


class Outlets:
    def __init__(self, options):
        self.o = options
        if options.files:
            self.articles = list(itertools.islice(from_files(options.files), options.articles))
        else:
            lines = subprocess.run([sys.executable, os.path.join(HERE, "articles.py"), str(options.articles)],
                                   check=True, capture_output=True, text=True).stdout.splitlines()
            self.articles = [json.loads(line) for line in lines]
        self.counts = {}
        self.version = 1
        self.per_feed = max(1, options.articles // options.feeds)

    def feed_of(self, host, feed):
        """The articles of a feed's current version: all but the last, which comes with the next version."""
        first = feed * self.per_feed
        last = min(first + self.per_feed, len(self.articles))
        if self.version == 1 and self.per_feed > 1:
            last -= 1
        return range(first, last)

    def rss(self, host, feed):
        items = []
        for n in reversed(self.feed_of(host, feed)):
            a = self.articles[n]
            body = "".join(f"<p>{html.escape(p)}</p>" for p in a["text"].split("\n"))
            text = html.escape(body if self.o.text else a["text"][:150])
            items.append(f"<item><guid>{n}</guid><link>http://{host}:{self.o.port}/a/{n}?utm_source=rss</link>"
                         f"<title>{html.escape(a['title'])}</title><description>{text}</description></item>")
        return (f"<rss version='2.0'><channel><title>Outlet {feed}</title><link>http://{host}:{self.o.port}/</link>"
                + "".join(items) + "</channel></rss>").encode()

    def page(self, n):
        a = self.articles[n]
        body = "".join(f"<p>{html.escape(p)}</p>" for p in a["text"].split("\n"))
        return (f"<!doctype html><html lang={a['lang']}><head><title>{html.escape(a['title'])}</title>"
                f"<meta property=og:type content=article><meta property=article:published_time content={a['published']}>"
                f"</head><body><nav><a href=/>Home</a></nav><article><h1>{html.escape(a['title'])}</h1>"
                f"<div class=article-body>{body}</div></article><footer>Outlet</footer></body></html>").encode()

    def answer(self, host, path, headers):
        kind, _, name = path.split("?")[0].strip("/").partition("/")
        etag = f'"{self.version}"'
        if kind == "f" and name.isdigit():
            if headers.get("if-none-match") == etag:
                return "304", 304, etag, b""
            return "feed", 200, etag, self.rss(host, int(name))
        if kind == "a" and name.isdigit() and int(name) < len(self.articles):
            self.counts[f"a{name}"] = self.counts.get(f"a{name}", 0) + 1
            return "page", 200, None, self.page(int(name))
        return "robots" if kind == "robots.txt" else "other", 404, None, b""

    async def serve(self, reader, writer):
        try:
            while request := await reader.readline():
                path = request.split(b" ")[1].decode()
                headers = {}
                while (line := await reader.readline()).strip():
                    name, _, value = line.decode("latin-1").partition(":")
                    headers[name.strip().lower()] = value.strip()
                host = headers.get("host", "").partition(":")[0]
                what, status, etag, body = self.answer(host, path, headers)
                self.counts[what] = self.counts.get(what, 0) + 1
                kind = "text/html; charset=utf-8" if what == "page" else "application/rss+xml"
                head = f"HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
                if etag:
                    head += f"ETag: {etag}\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
                writer.write(head.encode() + b"\r\n" + body)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError, IndexError):
            pass
        finally:
            writer.close()

    async def run(self):
        loop, ended = asyncio.get_running_loop(), asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, ended.set)
        loop.add_signal_handler(signal.SIGUSR1, lambda: setattr(self, "version", self.version + 1))
        server = await asyncio.start_server(self.serve, "0.0.0.0", self.o.port, backlog=2048)
        print("ready", server.sockets[0].getsockname()[1], flush=True)
        await ended.wait()
        pages = {k: v for k, v in self.counts.items() if k[0] == "a" and k[1:].isdigit()}
        counts = {k: v for k, v in self.counts.items() if k not in pages}
        print(json.dumps(counts | {"pages_asked_again": sum(v - 1 for v in pages.values())}), flush=True)


def main():
    options = arguments()
    if options.list:
        print("<opml version='2.0'><body>")
        for feed in range(options.feeds):
            print(f"<outline text='Outlet {feed}' xmlUrl='http://{host_of(feed % options.hosts)}:{options.port}/f/{feed}'/>")
        print("</body></opml>")
        return
    asyncio.run(Outlets(options).run())


if __name__ == "__main__":
    main()
