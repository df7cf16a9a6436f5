#include "serve/request.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

/* ---- decoding ---- */

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* May it be handed on? Forms end their lines with CR LF. */
static kb_status check_text(kb_str text, kb_err *err)
{
    if (kb_utf8_valid(text) != text.len) return kb_fail(err, KB_ERR_FORMAT, "the request holds bytes that are no UTF-8");
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F)
            return kb_fail(err, KB_ERR_FORMAT, "the request holds control characters");
    }
    return KB_OK;
}

kb_status kb_request_decode(kb_arena *arena, kb_str text, bool plus, kb_str *out, kb_err *err)
{
    char *to = KB_NEW(arena, char, text.len + 1);
    size_t len = 0;
    if (!to) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '%') {
            int high = i + 2 < text.len ? hex(text.at[i + 1]) : -1, low = high >= 0 ? hex(text.at[i + 2]) : -1;
            if (low < 0) return kb_fail(err, KB_ERR_FORMAT, "the address holds a bad escape");
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus) {
            c = ' ';
        }
        to[len++] = c;
    }
    *out = (kb_str){ to, len };
    return check_text(*out, err);
}

kb_status kb_request_add(kb_request *request, kb_fields *fields, kb_str name, kb_str value, kb_err *err)
{
    kb_str *const parts[] = { &name, &value };
    kb_status status = KB_OK;
    if (fields->count == KB_REQUEST_FIELDS_MAX) return kb_fail(err, KB_ERR_LIMIT, "the request has too many fields");
    for (size_t i = 0; i < 2 && status == KB_OK; i++) {
        char *copy = KB_NEW(request->arena, char, parts[i]->len + 1);
        if (!copy) return kb_arena_fail(request->arena, err);
        if (parts[i]->len) memcpy(copy, parts[i]->at, parts[i]->len);
        *parts[i] = (kb_str){ copy, parts[i]->len };
        status = check_text(*parts[i], err);
    }
    if (status == KB_OK) fields->at[fields->count++] = (kb_field){ name, value };
    return status;
}

static kb_status add_query(kb_request *request, kb_str query, kb_err *err)
{
    kb_str part;
    kb_status status = KB_OK;
    while (status == KB_OK && query.len && kb_str_next(&query, '&', &part)) {
        size_t equals = kb_str_find(part, KB_STR("="), 0);
        kb_str name, value;
        if (!part.len) continue;
        status = kb_request_decode(request->arena, kb_str_part(part, kb_span_of(0, equals)), true, &name, err);
        if (status == KB_OK && equals != SIZE_MAX) equals++;
        if (status == KB_OK)
            status = kb_request_decode(request->arena, kb_str_part(part, kb_span_of(equals, part.len)), true, &value, err);
        if (status == KB_OK) status = kb_request_add(request, &request->asked, name, value, err);
    }
    return status;
}

static const char *keep(kb_request *request, kb_str text)
{
    char *copy = KB_NEW(request->arena, char, text.len + 1);
    if (copy && text.len) memcpy(copy, text.at, text.len);
    return copy;
}

kb_status kb_request_target(kb_request *request, kb_str target, kb_err *err)
{
    size_t mark = kb_str_find(target, KB_STR("?"), 0);
    kb_str path = kb_str_part(target, kb_span_of(0, mark)), query = { 0 };
    if (mark != SIZE_MAX) query = kb_str_part(target, kb_span_of(mark + 1, target.len));
    if (!path.len || path.at[0] != '/') return kb_fail(err, KB_ERR_FORMAT, "the request names no path");
    kb_status status = check_text(target, err);
    if (status != KB_OK) return status;
    request->path = keep(request, path);
    request->query = keep(request, query);
    if (!request->path || !request->query) return kb_arena_fail(request->arena, err);
    return add_query(request, query, err);
}

/* ---- a body of JSON ---- */

static kb_status add_member(kb_request *request, const char *name, const json_t *value, kb_err *err)
{
    char number[32];
    kb_str text = { 0 };
    switch (json_typeof(value)) {
    case JSON_STRING: text = (kb_str){ json_string_value(value), json_string_length(value) }; break;
    case JSON_INTEGER:
        (void)snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        text = kb_str_of(number);
        break;
    case JSON_REAL:
        (void)snprintf(number, sizeof number, "%.17g", json_real_value(value));
        text = kb_str_of(number);
        break;
    case JSON_TRUE: text = KB_STR("1"); break;
    case JSON_FALSE:
    case JSON_NULL: break;
    case JSON_OBJECT:
    case JSON_ARRAY: return KB_OK;
    }
    return kb_request_add(request, &request->form, kb_str_of(name), text, err);
}

static bool is_json(const kb_request *request)
{
    kb_str type = kb_str_of(request->headers.content_type);
    type = kb_str_trim(kb_str_part(type, kb_span_of(0, kb_str_find(type, KB_STR(";"), 0))));
    return request->method == KB_POST && kb_str_equal_ascii(type, KB_STR("application/json"));
}

kb_status kb_request_json(kb_request *request, kb_err *err)
{
    json_error_t why;
    const char *name;
    json_t *value, *item;
    size_t i;
    kb_status status = KB_OK;
    if (!is_json(request) || !kb_str_trim(request->body).len) return KB_OK;
    json_t *root = json_loadb(request->body.at, request->body.len, JSON_REJECT_DUPLICATES, &why);
    if (!root) return kb_fail(err, KB_ERR_FORMAT, "the body is no JSON: %s", why.text);
    if (!json_is_object(root)) status = kb_fail(err, KB_ERR_FORMAT, "the body is no object of JSON");
    json_object_foreach(root, name, value) {
        if (status == KB_OK) status = add_member(request, name, value, err);
        json_array_foreach(value, i, item) if (status == KB_OK) status = add_member(request, name, item, err);
    }
    json_decref(root);
    return status;
}

/* ---- fields ---- */

static const kb_field *find(const kb_fields *fields, const char *name, size_t n)
{
    for (size_t i = 0; i < fields->count; i++)
        if (kb_str_is(fields->at[i].name, name) && n-- == 0) return &fields->at[i];
    return NULL;
}

const char *kb_field_text(const kb_fields *fields, const char *name)
{
    const kb_field *field = find(fields, name, 0);
    return field && field->value.len ? field->value.at : NULL;
}

const char *kb_field_nth(const kb_fields *fields, const char *name, size_t n)
{
    const kb_field *field = find(fields, name, n);
    return field ? field->value.at : NULL;
}

const char *kb_field_given(const kb_fields *fields, const char *name)
{
    const kb_field *field = find(fields, name, 0);
    return field ? field->value.at : NULL;
}

bool kb_field_is(const kb_fields *fields, const char *name, const char *value)
{
    const kb_field *field = find(fields, name, 0);
    return field && kb_str_is(field->value, value);
}

kb_status kb_field_number(const kb_fields *fields, const char *name, size_t otherwise, size_t most, size_t *out,
                          kb_err *err)
{
    const kb_field *field = find(fields, name, 0);
    int64_t number;
    *out = otherwise;
    if (!field || !field->value.len) return KB_OK;
    if (!kb_str_int(field->value, &number) || number < 0 || (uint64_t)number > most)
        return kb_fail(err, KB_ERR_FORMAT, "%s: '%.40s' is no number from 0 to %zu", name, field->value.at, most);
    *out = (size_t)number;
    return KB_OK;
}

int64_t kb_field_id(const kb_fields *fields, const char *name, size_t n)
{
    const kb_field *field = find(fields, name, n);
    int64_t id;
    return field && kb_str_int(field->value, &id) && id > 0 ? id : 0;
}

/* ---- headers ---- */

kb_str kb_cookie(const kb_request *request, const char *name)
{
    kb_str rest = kb_str_of(request->headers.cookie), part;
    while (rest.len && kb_str_next(&rest, ';', &part)) {
        size_t equals = kb_str_find(part = kb_str_trim(part), KB_STR("="), 0);
        if (equals != SIZE_MAX && kb_str_is(kb_str_part(part, kb_span_of(0, equals)), name))
            return kb_str_part(part, kb_span_of(equals + 1, part.len));
    }
    return (kb_str){ 0 };
}

/* The quality of a language's range, "id;q=0.8"; 1 where none is told. */
static double quality(kb_str range)
{
    size_t at = kb_str_find(range, KB_STR("q="), 0);
    return at == SIZE_MAX ? 1 : strtod(range.at + at + 2, NULL); /* a NUL ends the header, at the latest */
}

const char *kb_request_ui(const kb_request *request)
{
    kb_str chosen = kb_cookie(request, "kabar_ui"), rest = kb_str_of(request->headers.accept_language), range;
    const char *best = "en";
    double most = 0;
    if (kb_str_is(chosen, "id")) return "id";
    if (kb_str_is(chosen, "en")) return "en";
    while (rest.len && kb_str_next(&rest, ',', &range)) {
        kb_str tag = kb_str_part(range = kb_str_trim(range), kb_span_of(0, 2));
        bool whole = range.len == 2 || (range.len > 2 && (range.at[2] == '-' || range.at[2] == ';'));
        double q = whole ? quality(range) : 0;
        if (!(q > most) || (!kb_str_equal_ascii(tag, KB_STR("id")) && !kb_str_equal_ascii(tag, KB_STR("en")))) continue;
        most = q;
        best = kb_str_equal_ascii(tag, KB_STR("id")) ? "id" : "en";
    }
    return best;
}

bool kb_request_packs(const kb_request *request)
{
    kb_str rest = kb_str_of(request->headers.accept_encoding ? request->headers.accept_encoding : ""), item, name, weight;
    while (rest.len && kb_str_next(&rest, ',', &item)) {
        item = kb_str_trim(item);
        kb_str_next(&item, ';', &name);
        if (!kb_str_equal_ascii(kb_str_trim(name), KB_STR("gzip"))) continue;
        weight = kb_str_trim(item);
        if (!kb_str_starts(weight, KB_STR("q=0"))) return true;
        for (size_t i = strlen("q=0"); i < weight.len; i++)
            if (weight.at[i] >= '1' && weight.at[i] <= '9') return true;
        return false;
    }
    return false;
}
