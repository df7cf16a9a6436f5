#include "read/jsonl.h"

#include "base/buf.h"
#include "read/html.h"
#include "text/charset.h"

#include <jansson.h>

#define NUMBER_MAX 17 /* digits of a number that jansson surely takes; longer ones are handed to it as strings */

/* ---- mending ---- */

typedef struct {
    kb_str s;
    size_t at;  /* the next byte of s */
    size_t bad; /* where the next bad UTF-8 stands; s.len: nowhere */
    size_t replaced;
    bool in_string;
    kb_buf *out;
} mender;

static int hex_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* The unit of a "\uXXXX" at `at`; -1 when none stands there. */
static int32_t unit_at(kb_str s, size_t at)
{
    int32_t unit = 0;
    if (s.len < 6 || at > s.len - 6 || s.at[at] != '\\' || s.at[at + 1] != 'u') return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_value(s.at[i]);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static void mend_escape(mender *m)
{
    int32_t unit = unit_at(m->s, m->at);
    size_t take = unit >= 0 ? 6 : m->s.len - m->at >= 2 ? 2 : 1;
    if (take == 2 && (uint8_t)m->s.at[m->at + 1] >= 0x80) take = 1; /* leave the character whole */
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        int32_t low = unit_at(m->s, m->at + 6);
        if (low >= 0xDC00 && low <= 0xDFFF) take = 12;
    }
    if (unit >= 0xD800 && unit <= 0xDFFF && take == 6) {
        kb_buf_add_c(m->out, "\\uFFFD");
        m->replaced++;
    } else {
        kb_buf_add(m->out, kb_str_part(m->s, kb_span_of(m->at, m->at + take)));
    }
    m->at += take;
}

/* A number that may overflow goes on as a string: nobody reckons with it here, and an id stays as it was. */
static void mend_number(mender *m)
{
    size_t end = m->at;
    bool power = false;
    while (end < m->s.len && (strchr("+-.eE", m->s.at[end]) || (m->s.at[end] >= '0' && m->s.at[end] <= '9')) &&
           m->s.at[end]) {
        power = power || m->s.at[end] == 'e' || m->s.at[end] == 'E';
        end++;
    }
    bool quote = power || end - m->at > NUMBER_MAX;
    if (quote) kb_buf_add_char(m->out, '"');
    kb_buf_add(m->out, kb_str_part(m->s, kb_span_of(m->at, end)));
    if (quote) kb_buf_add_char(m->out, '"');
    m->at = end;
}

static void mend_step(mender *m)
{
    char c = m->s.at[m->at];
    if (m->at == m->bad) {
        kb_str rest = kb_str_part(m->s, kb_span_of(m->at, m->s.len));
        size_t skip = kb_utf8_bad(rest);
        kb_buf_add_c(m->out, "\xEF\xBF\xBD");
        m->replaced++;
        m->at += skip;
        m->bad = m->at + kb_utf8_valid(kb_str_part(m->s, kb_span_of(m->at, m->s.len)));
    } else if (m->in_string && c == '\\') {
        mend_escape(m);
    } else if (m->in_string && (uint8_t)c < 0x20) {
        kb_buf_print(m->out, "\\u%04X", (unsigned)(uint8_t)c);
        m->at++;
    } else if (!m->in_string && ((c >= '0' && c <= '9') || c == '-')) {
        mend_number(m);
    } else {
        if (c == '"') m->in_string = !m->in_string;
        kb_buf_add_char(m->out, c);
        m->at++;
    }
}

/* Plain bytes that need no look, in one piece. */
static void mend_run(mender *m)
{
    size_t from = m->at, end = m->at;
    if (!m->in_string) return;
    while (end < m->bad && end < m->s.len && m->s.at[end] != '"' && m->s.at[end] != '\\' &&
           (uint8_t)m->s.at[end] >= 0x20)
        end++;
    kb_buf_add(m->out, kb_str_part(m->s, kb_span_of(from, end)));
    m->at = end;
}

/* Writes `s` to `out` as JSON that jansson takes whole; stops once `out` holds `limit` bytes. Returns the bytes of `s`
 * that were used: so a place in the mended text leads back to the input. */
static size_t mend(kb_str s, size_t limit, kb_buf *out, size_t *replaced)
{
    mender m = { .s = s, .bad = kb_utf8_valid(s), .out = out };
    while (m.at < s.len && out->len < limit && !out->failed) {
        size_t before = m.at;
        if (limit == SIZE_MAX) mend_run(&m);
        if (m.at < s.len && (limit == SIZE_MAX || m.at == before)) mend_step(&m);
    }
    *replaced = m.replaced;
    return m.at;
}

/* ---- fields ---- */

static kb_str string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!json_is_string(value)) return (kb_str){ 0 };
    return (kb_str){ json_string_value(value), json_string_length(value) };
}

static kb_status keep(kb_document *doc, kb_str value, kb_str *field, kb_err *err)
{
    if (value.len == 0) return KB_OK;
    return kb_arena_copy(doc->arena, value, field) ? KB_OK : kb_arena_fail(doc->arena, err);
}

static kb_status keep_id(const json_t *object, kb_document *doc, kb_err *err)
{
    const json_t *id = json_object_get(object, "id");
    if (!json_is_integer(id)) return keep(doc, string_of(object, "id"), &doc->id, err);
    bool kept = kb_arena_print(doc->arena, &doc->id, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
    return kept ? KB_OK : kb_arena_fail(doc->arena, err);
}

static void keep_times(const json_t *object, kb_document *doc)
{
    kb_str published = string_of(object, "published");
    if (published.len == 0) published = string_of(object, "date");
    if (kb_time_parse(published, &doc->published))
        doc->published_from = KB_STR("input");
    else
        doc->published = (kb_time){ 0 };
    if (!kb_time_parse(string_of(object, "modified"), &doc->modified)) doc->modified = (kb_time){ 0 };
}

static kb_status keep_stated(const json_t *object, kb_document *doc, kb_err *err)
{
    const struct {
        const char *key;
        kb_str *field;
    } fields[] = {
        { "url", &doc->url },       { "outlet", &doc->outlet }, { "title", &doc->title },
        { "byline", &doc->byline }, { "lang", &doc->lang },     { "canonical", &doc->canonical },
    };
    kb_status status = keep_id(object, doc, err);
    for (size_t i = 0; status == KB_OK && i < sizeof fields / sizeof fields[0]; i++) {
        kb_str value = string_of(object, fields[i].key);
        if (value.len) status = keep(doc, value, fields[i].field, err);
    }
    if (status == KB_OK && string_of(object, "title").len) doc->title_from = KB_STR("input");
    keep_times(object, doc);
    return status;
}

/* The words: text as it is, a page to be read, or the title alone. What is stated beside a page goes before what the
 * page says, so it is set last. */
static kb_status keep_words(const kb_reading *reading, const json_t *object, kb_document *doc, kb_err *err)
{
    kb_str text = string_of(object, "text"), html = string_of(object, "html"), title = string_of(object, "title");
    kb_status status = KB_OK;
    if (text.len) {
        doc->chosen_by = KB_STR("jsonl");
        status = keep_stated(object, doc, err);
        return status == KB_OK ? keep(doc, text, &doc->text, err) : status;
    }
    if (html.len) {
        kb_str url = string_of(object, "url");
        status = keep(doc, url, &doc->url, err);
        if (status == KB_OK) status = kb_html_parse(reading->tools, html, KB_STR("utf-8"), doc, err);
        return status == KB_OK ? keep_stated(object, doc, err) : status;
    }
    if (title.len) {
        doc->chosen_by = KB_STR("title");
        status = keep_stated(object, doc, err);
        doc->text = doc->title;
        return status;
    }
    if (kb_str_starts(string_of(object, "version"), KB_STR("https://jsonfeed.org/")))
        return kb_fail(err, KB_ERR_FORMAT, "a JSON Feed: feeds are not read yet");
    return kb_fail(err, KB_ERR_FORMAT, "no words: neither \"text\" nor \"html\" nor \"title\"");
}

/* ---- objects of a file ---- */

typedef struct {
    const kb_reading *reading;
    size_t *count;
    size_t line;  /* of the object, counted from 1 */
    kb_str bytes; /* the object, within the input */
    kb_buf mended;
} object_place;

static kb_status parse_object(object_place *place, size_t *replaced, json_t **out, kb_err *err)
{
    json_error_t fault;
    place->mended.len = 0;
    (void)mend(place->bytes, SIZE_MAX, &place->mended, replaced);
    if (place->mended.failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    *out = json_loadb(place->mended.at, place->mended.len, JSON_ALLOW_NUL, &fault);
    if (*out && json_is_object(*out)) return KB_OK;
    if (*out) {
        json_decref(*out);
        *out = NULL;
        return kb_fail(err, KB_ERR_FORMAT, "byte 1: no object");
    }
    if (json_error_code(&fault) == json_error_out_of_memory) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    size_t at = 0, unused = 0;
    if (fault.position > 0) {
        place->mended.len = 0;
        at = mend(place->bytes, (size_t)fault.position, &place->mended, &unused);
    }
    return kb_fail(err, KB_ERR_FORMAT, "byte %zu: %.100s", at + 1, fault.text);
}

static kb_status read_object(object_place *place, kb_err *err)
{
    const kb_reading *reading = place->reading;
    kb_document *doc = NULL;
    json_t *object = NULL;
    kb_status status = KB_OK;
    char record[32];
    int len = snprintf(record, sizeof record, "%zu", place->line);
    size_t replaced = 0;

    if (place->bytes.len > reading->tools->max_bytes) {
        status = kb_fail(err, KB_ERR_LIMIT, "larger than the allowed %zu bytes", reading->tools->max_bytes);
        goto done;
    }
    if ((status = parse_object(place, &replaced, &object, err)) != KB_OK) goto done;
    status = kb_reading_document(reading, (kb_str){ record, (size_t)len }, place->bytes, &doc, err);
    if (status != KB_OK) goto done;
    if ((status = keep_words(reading, object, doc, err)) != KB_OK) goto done;
    doc->replaced += replaced;
    status = kb_reading_give(reading, doc, place->count, err);
    doc = NULL;
done:
    kb_document_free(doc);
    json_decref(object);
    if (status == KB_OK || kb_reading_ends(status)) return status;
    kb_err own = { status, "" };
    if (!err) err = &own;
    (void)kb_context(err, status, "line %zu", place->line);
    kb_reading_problem(reading, err);
    return KB_OK;
}

static kb_status read_lines(object_place *place, kb_str bytes, kb_err *err)
{
    kb_status status = KB_OK;
    kb_str line;
    for (place->line = 1; status == KB_OK && kb_str_next(&bytes, '\n', &line); place->line++) {
        place->bytes = line;
        if (kb_str_trim(line).len) status = read_object(place, err);
    }
    return status;
}

/* The end of the object that begins at `from`: behind its closing brace, or the input's end. */
static size_t object_end(kb_str s, size_t from)
{
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = from; i < s.len; i++) {
        char c = s.at[i];
        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string && (c == '{' || c == '['))
            depth++;
        else if (!in_string && (c == '}' || c == ']') && --depth == 0)
            return i + 1;
    }
    return s.len;
}

static kb_status read_objects(object_place *place, kb_str bytes, kb_err *err)
{
    kb_status status = KB_OK;
    place->line = 1;
    for (size_t i = 0; status == KB_OK && i < bytes.len;) {
        if (bytes.at[i] == '\n') place->line++;
        if (bytes.at[i] != '{') {
            i++;
            continue;
        }
        size_t end = object_end(bytes, i);
        place->bytes = kb_str_part(bytes, kb_span_of(i, end));
        status = read_object(place, err);
        for (; i < end; i++) place->line += bytes.at[i] == '\n';
    }
    return status;
}

/* Are the objects one a line? Not when an array is open, or when the first line does not end its object and the second
 * does not begin one. */
static bool is_lines(kb_str bytes)
{
    kb_str line, second = { 0 }, rest = bytes, first = { 0 };
    while (kb_str_next(&rest, '\n', &line)) {
        line = kb_str_trim(line);
        if (line.len == 0) continue;
        if (first.len) {
            second = line;
            break;
        }
        first = line;
    }
    if (first.len == 0 || first.at[0] == '[') return false;
    return kb_str_ends(first, KB_STR("}")) || second.len == 0 || second.at[0] == '{';
}

kb_status kb_jsonl_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    object_place place = { .reading = reading, .count = count };
    kb_str bytes = reading->bytes;
    if (kb_str_starts(bytes, KB_STR("\xEF\xBB\xBF"))) bytes = kb_str_part(bytes, kb_span_of(3, bytes.len));
    kb_err own;
    if (!err) err = &own;
    kb_status status = is_lines(bytes) ? read_lines(&place, bytes, err) : read_objects(&place, bytes, err);
    kb_buf_clear(&place.mended);
    return status;
}
