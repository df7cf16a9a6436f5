"""JSON Schema 2020-12, as much of it as the API's description uses; a keyword that is not known is a fault."""
import re

TYPES = {"null": lambda v: v is None, "boolean": lambda v: isinstance(v, bool), "string": lambda v: isinstance(v, str),
         "integer": lambda v: isinstance(v, int) and not isinstance(v, bool) or isinstance(v, float) and v == int(v),
         "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool), "array": lambda v: isinstance(v, list),
         "object": lambda v: isinstance(v, dict)}
KNOWN = {"$ref", "type", "enum", "properties", "required", "items", "minimum", "maximum", "minItems", "maxItems", "minLength",
         "allOf", "anyOf", "oneOf", "format", "pattern", "description", "default"}


def target(doc, ref):
    part = doc
    for name in ref.removeprefix("#/").split("/"):
        part = part[name]
    return part


def check_schema(doc, schema, where):
    """Raises AssertionError where it is none."""
    assert isinstance(schema, dict), where
    assert set(schema) <= KNOWN, f"{where}: {set(schema) - KNOWN}"
    kinds = schema.get("type", [])
    assert set(kinds if isinstance(kinds, list) else [kinds]) <= set(TYPES), f"{where}: {kinds}"
    if "$ref" in schema:
        target(doc, schema["$ref"])
    if "pattern" in schema:
        re.compile(schema["pattern"])
    assert set(schema.get("required", [])) <= set(schema.get("properties", {})), f"{where}: required"
    for name, part in schema.get("properties", {}).items():
        check_schema(doc, part, f"{where}.{name}")
    for part in [schema[k] for k in ("items",) if k in schema] + [p for k in ("allOf", "anyOf", "oneOf") for p in schema.get(k, [])]:
        check_schema(doc, part, where)


def faults(doc, schema, value, at="$"):
    """In words, where the value is not as the schema says."""
    if "$ref" in schema:
        return faults(doc, target(doc, schema["$ref"]), value, at)
    kinds = schema.get("type")
    if kinds and not any(TYPES[k](value) for k in (kinds if isinstance(kinds, list) else [kinds])):
        return [f"{at}: {str(value)[:40]!r} is no {kinds}"]
    out = []
    if "enum" in schema and value not in schema["enum"]:
        out.append(f"{at}: {value!r} is none of {schema['enum']}")
    if isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        out.append(f"{at}: {value} is out of bounds")
    if isinstance(value, str) and (len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value)):
        out.append(f"{at}: {value[:40]!r}")
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            out.append(f"{at}: {len(value)} items")
        for i, item in enumerate(value):
            out += faults(doc, schema.get("items", {}), item, f"{at}[{i}]")
    if isinstance(value, dict):
        out += [f"{at}.{name} is missing" for name in schema.get("required", []) if name not in value]
        for name, part in schema.get("properties", {}).items():
            if name in value:
                out += faults(doc, part, value[name], f"{at}.{name}")
    for part in schema.get("allOf", []):
        out += faults(doc, part, value, at)
    for key, enough in (("anyOf", lambda n: n > 0), ("oneOf", lambda n: n == 1)):
        if key in schema:
            each = [faults(doc, part, value, at) for part in schema[key]]
            if not enough(sum(not e for e in each)):
                out += [f"{at}: {sum(not e for e in each)} of {key}"] + max(each, key=len)[:3]
    return out


def properties(doc, schema):
    """Of an object: its fields' schemas; None where it may have any."""
    if "$ref" in schema:
        return properties(doc, target(doc, schema["$ref"]))
    named, any_ = {}, not any(k in schema for k in ("properties", "allOf", "anyOf", "oneOf"))
    for name, part in schema.get("properties", {}).items():
        named[name] = part
    for part in schema.get("allOf", []) + schema.get("anyOf", []) + schema.get("oneOf", []):
        if part.get("type") == "null":
            continue
        inner = properties(doc, part)
        any_ |= inner is None
        named.update(inner or {})
    return None if any_ else named


def items(doc, schema):
    if "$ref" in schema:
        return items(doc, target(doc, schema["$ref"]))
    return schema.get("items", {})


def unknown(doc, schema, value, at=""):
    """The fields of the value that the schema does not name."""
    if isinstance(value, list):
        return set().union(*(unknown(doc, items(doc, schema), item, at + "[]") for item in value)) if value else set()
    named = properties(doc, schema) if isinstance(value, dict) else None
    if named is None:
        return set()
    out = {f"{at}.{name}" for name in value if name not in named}
    for name, part in named.items():
        if name in value:
            out |= unknown(doc, part, value[name], f"{at}.{name}")
    return out
