"""The API's description (OpenAPI 3.1): is all in it, is it true, and is it one."""
import json
import re

from served import case, same, true
from table import base, check_problem, fill, gets
from schema import check_schema, faults, unknown


def described(t):
    if not hasattr(t, "description"):
        t.description = base(t).ask("/api/v1/openapi.json").json
    return t.description


def operations(t):
    for path, item in described(t)["paths"].items():
        for method, operation in item.items():
            true(method in ("get", "post"), f"{path}: {method}")
            yield method.upper(), path, operation


def resolve(t, part):
    while "$ref" in part:
        true(re.fullmatch(r"#/components/[a-zA-Z]+/[A-Za-z0-9._-]+", part["$ref"]), part["$ref"])
        _, _, kind, name = part["$ref"].split("/")
        true(name in described(t)["components"].get(kind, {}), f"{part['$ref']}: there is none")
        part = described(t)["components"][kind][name]
    return part


@case("every route of the API is described, and nothing else is")
def _(t):
    routes = {(r["method"], r["path"]) for r in t.routes if r["path"].startswith("/api/v1/")}
    same(sorted({(m, p) for m, p, _ in operations(t)} - routes), [], "described, but not there")
    same(sorted(routes - {(m, p) for m, p, _ in operations(t)}), [], "there, but not described")


@case("the description is one of OpenAPI 3.1")
def _(t):
    doc = described(t)
    true(re.fullmatch(r"3\.1\.\d+", doc["openapi"]) and doc["info"]["title"] and doc["info"]["version"], "head")
    true(set(doc) <= {"openapi", "info", "jsonSchemaDialect", "servers", "paths", "webhooks", "components", "security", "tags",
                      "externalDocs"}, "names")
    ids, tags = [], {tag["name"] for tag in doc["tags"]}
    for method, path, operation in operations(t):
        where = f"{method} {path}"
        true(set(operation) <= {"tags", "summary", "description", "operationId", "parameters", "requestBody", "responses",
                                "deprecated", "security"}, where)
        ids.append(operation["operationId"])
        true(operation["summary"] and set(operation["tags"]) <= tags, where)
        parameters = [resolve(t, p) for p in operation.get("parameters", [])]
        names = [(p["in"], p["name"]) for p in parameters]
        same(len(names), len(set(names)), where)
        same(sorted(n for i, n in names if i == "path"), sorted(re.findall(r"{(\w+)}", path)), where)
        for p in parameters:
            true(p["in"] in ("path", "query", "header", "cookie") and ("schema" in p) != ("content" in p), where)
            true(p["in"] != "path" or p["required"] is True, where)
            check_schema(doc, p["schema"], where)
        true("200" in operation["responses"] and "default" in operation["responses"], where)
        for code, answer in operation["responses"].items():
            true(re.fullmatch("[1-5](\\d\\d|XX)|default", code), f"{where}: {code}")
            answer = resolve(t, answer)
            true(answer["description"], f"{where}: {code}")
            for kind, media in answer.get("content", {}).items():
                true(re.fullmatch(r"[a-z]+/[a-z.+-]+", kind), kind)
                check_schema(doc, media["schema"], where)
        if "requestBody" in operation:
            for media in resolve(t, operation["requestBody"])["content"].values():
                check_schema(doc, media["schema"], where)
        true((method == "POST") == ("requestBody" in operation), f"{where}: requestBody")
    same(len(ids), len(set(ids)), "operationId")
    for scheme in doc["components"]["securitySchemes"].values():
        true(scheme["type"] in ("http", "apiKey"), scheme)
    for need in doc["security"]:
        true(set(need) <= set(doc["components"]["securitySchemes"]), need)
    for name, schema in doc["components"]["schemas"].items():
        true(re.fullmatch("[A-Za-z0-9._-]+", name), name)
        check_schema(doc, schema, name)
    used = set(re.findall(r'"#/components/(\w+/\w+)"', json.dumps(doc)))
    same([n for k in ("schemas", "parameters", "responses") for n in doc["components"][k] if f"{k}/{n}" not in used], [], "unused")


def check_answer(t, method, path, answer, where):
    operation = described(t)["paths"][path][method.lower()]
    told = resolve(t, operation["responses"].get(str(answer.status), operation["responses"]["default"]))
    if answer.status in (304, 308):
        true(str(answer.status) in operation["responses"], f"{where}: {answer.status}")
        return
    true(answer.type in told["content"], f"{where}: {answer.type}")
    if answer.type.endswith("json"):
        schema = told["content"][answer.type]["schema"]
        wrong = faults(described(t), schema, answer.json)
        true(not wrong, f"{where}: {wrong[:5]}")
        new = unknown(described(t), schema, answer.json)
        true(not new, f"{where}: fields that are not described: {sorted(new)[:12]}")


@case("every answer of the API is as it is described, with no field that is not")
def _(t):
    t.run("mark", "--desk", (base(t), t.base_desk)[1], str(t.story), "1:0-9", "verified", "--note", "seen")
    for route, path in gets(t):
        if not route.startswith("/api/v1/"):
            continue
        asked = [path, path + ("&" if "?" in path else "?") + "offsets=codepoints&why=1", path + ("&" if "?" in path else "?") + "limit=x"]
        if "{id}" in route:
            asked += [path.replace(str(t.story), str(s)) for s in t.stories] + [path.rsplit("/", 1)[0] + f"/{i}" for i in range(1, 9)]
        for one in asked:
            check_answer(t, "GET", route, base(t).ask(one), one)


ALOR = """Gempa Guncang Alor

Kalabahi, 12 Mei 2026 - Delapan orang tewas dan 27 orang luka-luka ketika gempa mengguncang Alor pada Selasa pagi.

"Kami menghitung atap, bukan desas-desus," kata Bupati Sari Melati di Kalabahi. Ia membantah kabar bahwa tsunami akan datang.

Sebanyak 412 rumah rusak di tiga kecamatan. Tim penyelamat dari Kupang tiba pada siang hari dengan dua kapal, dan dapur umum
dibuka di halaman sekolah. Listrik di kota padam sampai malam, dan jalan ke desa-desa di pantai utara tertutup longsor.
"""
WANTED = {   # what can be sent to each changing route, and is answered with 200
    "/api/v1/alerts": [{"kind": "search", "search": "gempa", "since": "2026-01-01"}, {"kind": "speaker", "speaker": "Lanukari"},
                       {"kind": "growth", "growth": 5, "within": "1h"}],
    "/api/v1/alerts/{id}": [{"do": "pause"}, {"do": "resume"}],
    "/api/v1/feeds": [{"opml": '<opml version="2.0"><body><outline text="A" xmlUrl="https://lentera.example/rss"/></body></opml>'}],
    "/api/v1/feeds/{id}": [{"do": "pause"}, {"name": "B", "tags": "x, y"}, {"do": "resume"}],
    "/api/v1/outlets/{name}": [{"country": "ID", "note": "x"}],
    "/api/v1/decisions/{id}/undo": [{"note": "by mistake"}],
    "/api/v1/marks/{id}/unmark": [{}],
    "/api/v1/articles/{id}/marks": [{"begin": 0, "end": 9, "verdict": "verified"},
                                    {"begin": 0, "end": 9, "offsets": "codepoints", "verdict": "wrong-row", "note": "x"}],
    "/api/v1/keep": [{"days": "30"}, {"days": "forever", "dry_run": True}, {"days": "9", "trial": True}],
    "/api/v1/compare": [{"documents": [{"text": ALOR},
                                       {"text": ALOR.replace("Delapan", "Sembilan"),
                                        "outlet": "Courier", "published": "2026-05-12"}]}],
}


@case("what is changed over the API is answered as it is described")
def _(t):
    desk = t.desk("api.desk", t.examples)
    t.run("merge", "--desk", desk, "1", "2")
    t.run("mark", "--desk", desk, "1", "1:0-9", "verified")
    server = t.serve(desk)
    for route in sorted((r for r in t.routes if r["method"] == "POST" and r["json"]), key=lambda r: len(r["path"])):
        path = re.sub("/[0-9]+", "/1", fill(t, route["path"]))
        for body in WANTED.get(route["path"], []):
            schema = described(t)["paths"][route["path"]]["post"]["requestBody"]["content"]["application/json"]["schema"]
            same(faults(described(t), schema, body), [], f"{path} {body}")
            answer = server.ask(path, "POST", body=json.dumps(body), own=False, Content_Type="application/json")
            same(answer.status, 200, f"{path} {body}: {answer.body[:300]}")
            check_answer(t, "POST", route["path"], answer, path)
        for body in ("{", "[]", "null", '{"a":{"b":[]}}', '"' + "x" * 1000):
            answer = server.ask(path, "POST", body=body, own=False, Content_Type="application/json")
            true(answer.status in (200, 400, 404, 409), f"{path} {body[:20]}: {answer.status} {answer.body[:200]}")
            check_answer(t, "POST", route["path"], answer, path)
    for route in t.routes:   # what was made is read back
        if route["method"] == "GET" and route["path"].startswith("/api/v1/"):
            check_answer(t, "GET", route["path"], server.ask(re.sub("{id}", "1", fill(t, route["path"]))), route["path"])
    server.end()
