"""Alerts: what is told by a line, by a command and by a webhook, how often, and what a hostile webhook gains."""
import json
import os
import random
import time

from followed import HOUR, Desk, asked, feed, item, looked, outlet, page, wait_for, watch
from server import answer, to
from stage import row

TOLD, FAILS, CLOSED, KILLED = "Told", "Told later", "Attacks on webhooks", "Told once"
OPEN = ("--allow-private", "--delay", "0")


def alerting(t, *options, routes=None, entries=(1,)):
    """A host with a hook at /hook, a desk that follows its feed, and an alert; the numbers of what the feed has."""
    host, desk = outlet(t, *entries)
    host.routes.update(routes or {"/hook": answer(200)})
    make(desk, *(o.replace("HOOK", host.url("/hook")) for o in options))
    return host, desk


def make(desk, *options):
    """What stands behind --exec is the command: the clock goes before it."""
    code, _, err = desk.stage.run("alert", "--now", "2025-03-04T10:00:00Z", "--search", "panen*", *options, **desk.env)
    if code:
        raise ValueError(err)


def hooked(host):
    return [r for r in host.requests if r.path == "/hook"]


def state(desk):
    a = desk.json("alert")[0]
    return f"{a['told']} told, {a['waiting']} waiting, {a['failed']} failed"


def run(desk, later=0):
    desk.now += later
    return desk.run("alert", "--run", *OPEN)


# ---- told ----

@row(TOLD, "by `fetch`, a line for each article that a search finds; then no more", "2 lines, then 0")
def _(t):
    _, desk = alerting(t, entries=(1, 2))
    told = [sum(line.startswith("alert 1 (panen*): Panen raya ke-") for line in
                desk.run("fetch", "--all", *OPEN)[1].splitlines()) for _ in range(2)]
    return f"{told[0]} lines, then {told[1]}"


@row(TOLD, "a webhook: one JSON object, posted", "POST application/json: search, article 1, Panen raya ke-1 di Wanasari; 1 told, 0 waiting, 0 failed")
def _(t):
    host, desk = alerting(t, "--webhook", "HOOK")
    desk.fetch()
    [r] = hooked(host)
    said = json.loads(r.body)
    return (f"{r.method} {r.field('Content-Type')}: {said['kind']}, article {said['article']['article']}, "
            f"{said['article']['title']}; {state(desk)}")


@row(TOLD, "a command: words of the shell in its arguments are none, the JSON is on its standard input",
     "$(date); `id` > x | a b; search, article 1")
def _(t):
    out = os.path.join(t.home, "told.json")
    script = "import sys; open(sys.argv[1], 'w').write(' '.join(sys.argv[2:]) + '; ' + sys.stdin.read())"
    _, desk = alerting(t, "--exec", "python3", "-c", script, out, "$(date);", "`id`", ">", "x", "|", "a b")
    desk.fetch()
    with open(out, encoding="utf-8") as told:
        words, _, text = told.read().partition("; {")
    said = json.loads("{" + text)
    return f"{words}; {said['kind']}, article {said['article']['article']}"


@row(TOLD, "`watch`: while it runs", "told before it ends")
def _(t):
    host, desk = alerting(t, "--webhook", "HOOK")
    with watch(desk) as process:
        wait_for(lambda: hooked(host))
        seen = "told before it ends" if hooked(host) and process.poll() is None else "not told"
        process.terminate()
        process.communicate(timeout=20)
    return seen


@row(TOLD, "what came before the alert was made; after --pause; after --resume", "0, 0, 1")
def _(t):
    host, desk = outlet(t, 1)
    desk.fetch()
    desk.run("alert", "--search", "panen*")
    seen = [run(desk)[1].count("alert 1")]
    for n, change in ((2, "--pause"), (3, "--resume")):
        desk.run("alert", "1", change)
        host.routes["/f"] = feed(*(item(host.url(f"/{k}"), k) for k in range(1, n + 1)))
        seen.append(desk.run("fetch", "--all", *OPEN)[1].count("alert 1"))
    return ", ".join(map(str, seen))


@row(TOLD, "a followed story: a second look sees a count that the page gives otherwise since; then no more; the digest of the day",
     "1 hektare sawah dipanen | 7 hektare sawah dipanen; 0; [-1-] **7** hektare")
def _(t):
    host, desk, _ = looked(t, page(1))
    desk.run("alert", "--story", "1", "--differs")
    host.routes["/1"] = page(1).replace(b"1 hektare sawah", b"7 hektare sawah")
    desk.now += 2 * HOUR
    told = [[json.loads(line) for line in desk.run("fetch", "--all", "--json", *OPEN)[1].splitlines()[:-1]] for _ in range(2)]
    cells = " | ".join(cell["text"].partition(" hari")[0] for cell in told[0][0]["row"]["cells"])
    digest = desk.run("digest", "--day", "2025-03-04")[1].replace("\\", "").partition('"')[2]
    return f"{cells}; {len(told[1])}; {digest.partition(' sawah')[0]}"


# ---- told later ----

@row(FAILS, "a webhook answers 500 twice, then 200", "asked 3 times, with one id; 1 told, 0 waiting, 0 failed")
def _(t):
    codes = [500, 500, 200]

    async def hook(_request, _reader, writer):
        writer.write(answer(codes.pop(0) if codes else 200))
        await writer.drain()
        return True
    host, desk = alerting(t, "--webhook", "HOOK", routes={"/hook": hook})
    desk.fetch()
    for _ in range(6):
        run(desk, later=1500)
    ids = {json.loads(r.body)["id"] for r in hooked(host)}
    return f"asked {len(hooked(host))} times, with {'one id' if len(ids) == 1 else ids}; {state(desk)}"


@row(FAILS, "503 with Retry-After: 7200: an hour later; three hours later", "1 asked, 1, then 2")
def _(t):
    host, desk = alerting(t, "--webhook", "HOOK", routes={"/hook": answer(503, Retry_After="7200")})
    desk.fetch()
    seen = [len(hooked(host))]
    for later in (3600, 7200):
        run(desk, later=later)
        seen.append(len(hooked(host)))
    return f"{seen[0]} asked, {seen[1]}, then {seen[2]}"


@row(FAILS, "always 500: tried eight times, then given up and told so; --again tries anew",
     "8 asked; given up; 0 told, 0 waiting, 1 failed; then 1 told, 0 waiting, 0 failed")
def _(t):
    host, desk = alerting(t, "--webhook", "HOOK", routes={"/hook": answer(500)})
    desk.fetch()
    words = [run(desk, later=86400)[2] for _ in range(10)]
    seen = f"{len(hooked(host))} asked; {'given up' if 'given up' in ''.join(words) else words}; {state(desk)}"
    host.routes["/hook"] = answer(204)
    desk.run("alert", "1", "--again")
    run(desk)
    return f"{seen}; then {state(desk)}"


@row(FAILS, "404: given up at once; a webhook that nobody answers is tried again", "0 told, 0 waiting, 1 failed; 0 told, 1 waiting, 0 failed")
def _(t):
    seen = []
    for target in ("HOOK", "http://127.0.0.1:9/"):
        _, desk = alerting(t, "--webhook", target.replace(":9/", f":{t.net.port + 1}/"), routes={"/hook": answer(404)})
        desk.fetch()
        seen.append(state(desk))
    return "; ".join(seen)


@row(FAILS, "a command that fails twice: told with its words, then told no more", "failed with 3: nobody home; 3 runs; 1 told, 0 waiting, 0 failed")
def _(t):
    count = os.path.join(t.home, "runs")
    script = "echo >>\"$0\"; test $(wc -l <\"$0\") -gt 2 || { echo nobody home >&2; exit 3; }"
    _, desk = alerting(t, "--exec", "sh", "-c", script, count)
    err = desk.run("fetch", *OPEN)[2]
    for _ in range(5):
        run(desk, later=1500)
    words = "failed with 3: nobody home" if "sh: failed with 3: nobody home; it is tried again" in err else err
    with open(count, encoding="utf-8") as runs:
        return f"{words}; {len(runs.readlines())} runs; {state(desk)}"


@row(FAILS, "no such command: given up at once", "there is no such command; 0 told, 0 waiting, 1 failed")
def _(t):
    _, desk = alerting(t, "--exec", "/no/such/command")
    err = desk.run("fetch", *OPEN)[2]
    return f"{'there is no such command' if 'there is no such command; given up' in err else err}; {state(desk)}"


# ---- attacks ----

@row(CLOSED, "a webhook on a private address without --allow-private", "no public address; not reached; 0 told, 0 waiting, 1 failed")
def _(t):
    host, desk = alerting(t, "--webhook", "HOOK")
    desk.run("fetch", "--all", *OPEN, "--hosts", "1")   # stores; the hook is reached
    host.requests.clear()
    host.routes["/f"] = feed(*(item(host.url(f"/{n}"), n) for n in (1, 2)))
    desk.run("alert", "1", "--pause")
    desk.fetch("--all")
    desk.run("alert", "1", "--remove")
    desk.run("alert", "--search", "panen*", "--since", "2020", "--webhook", host.url("/hook"))
    err = desk.run("alert", "--run")[2]
    a = desk.json("alert")[0]
    words = "no public address" if "which is no public address; given up" in err else err
    return f"{words}; {'reached' if hooked(host) else 'not reached'}; {a['told']} told, {a['waiting']} waiting, {min(a['failed'], 1)} failed"


@row(CLOSED, "a webhook that redirects to a host inside", "not reached; 0 told, 0 waiting, 1 failed")
def _(t):
    secret = t.private()
    _, desk = alerting(t, "--webhook", "HOOK", routes={"/hook": to(secret.url("/"), 307)})
    desk.fetch()
    return f"{'reached' if secret.connections else 'not reached'}; {state(desk)}"


@row(CLOSED, "addresses that none is made of: file:, gopher:, a password, the port of mail, no host",
     "5 refused, 0 alerts")
def _(t):
    desk = Desk(t)
    desk.run("follow", "http://127.0.0.1:1/", "--allow-private")
    host, desk = outlet(t, 1)
    urls = ("file:///etc/passwd", "gopher://127.0.0.1/", host.url("/hook").replace("//", "//a:b@"), "http://mail.example:25/", "http:///x")
    refused = sum(desk.run("alert", "--search", "x", "--webhook", url)[0] == 1 for url in urls)
    return f"{refused} refused, {len(desk.json('alert'))} alerts"


@row(CLOSED, "a webhook whose answer has no end", "0 told, 0 waiting, 1 failed")
def _(t):
    host, desk = alerting(t, "--webhook", "HOOK", routes={"/hook": t.net.drip(b"x" * 65536, 0, b"HTTP/1.1 200 OK\r\n\r\n")})
    desk.fetch()
    return state(desk)


@row(CLOSED, "control characters in a title: none reaches the terminal", "none")
def _(t):
    host, desk = outlet(t, 1)
    host.routes["/1"] = page(1, title="Panen \x1b[31mraya\x1b[0m \u202eke-1")
    desk.run("alert", "--search", "panen*")
    out = desk.run("fetch", *OPEN)[1]
    return "none" if "alert 1" in out and "\x1b" not in out and "\u202e" not in out else repr(out)


# ---- kills ----

@row(KILLED, "kill -9 at random moments of a watch, 6 times: the articles of which a webhook and a command were told",
     "24 of 24, 24 of 24; each id for one article")
def _(t):
    chance = random.Random(7)
    host, desk = alerting(t, "--webhook", "HOOK", entries=())
    times, entries = 6, 4
    out = os.path.join(t.home, "told.jsonl")
    make(desk, "--exec", "sh", "-c", "cat >>\"$0\"", out)
    host.routes.update({f"/berita/panen-{n}": page(n) for n in range(times * entries)})
    for k in range(times):
        host.routes["/f"] = feed(*(item(host.url(f"/berita/panen-{n}"), n) for n in range((k + 1) * entries)), ETag=f'"{k}"')
        desk.run("follow", "1", "--every", f"{k + 10}m")   # due at once
        with watch(desk) as process:
            time.sleep(chance.uniform(0, 0.6))
            process.kill()
            process.communicate()
    desk.now = int(time.time()) + 10 ** 6
    desk.fetch("--all")
    run(desk, later=1000)
    with open(out, encoding="utf-8") as told:
        said = [[json.loads(r.body) for r in hooked(host)], [json.loads(line) for line in told]]
    articles = [len({e["article"]["article"] for e in events}) for events in said]
    ids = [len({e["id"] for e in events}) for events in said]
    return (f"{articles[0]} of {times * entries}, {articles[1]} of {times * entries}; "
            + ("each id for one article" if articles == ids else f"{ids} ids"))
