#include "read/jsonl.h"

#include "read/html.h"
#include "read/mend.h"
#include "read/ninjs.h"

#include <jansson.h>

#define NAMES_MAX 50

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
    kb_time t;
    kb_str published = string_of(object, "published");
    if (published.len == 0) published = string_of(object, "date");
    if (kb_time_parse(published, &t)) {
        doc->published = t;
        doc->published_from = KB_STR("input");
    }
    if (kb_time_parse(string_of(object, "modified"), &t)) {
        doc->modified = t;
        doc->modified_from = KB_STR("input");
    }
}

/* A name or a list of names. */
static kb_status keep_byline(const json_t *object, kb_document *doc, kb_err *err)
{
    const json_t *stated = json_object_get(object, "byline");
    kb_str one = string_of(object, "byline");
    kb_strs names = { 0 };
    kb_status status = kb_document_list(doc, &names, one, err);
    for (size_t i = 0; status == KB_OK && json_is_array(stated) && i < json_array_size(stated) && i < NAMES_MAX; i++) {
        const json_t *name = json_array_get(stated, i);
        if (!json_is_string(name)) continue;
        status = kb_document_list(doc, &names, (kb_str){ json_string_value(name), json_string_length(name) }, err);
    }
    if (status != KB_OK || names.count == 0) return status;
    doc->byline = names;
    doc->byline_from = KB_STR("input");
    return KB_OK;
}

static kb_status keep_stated(const json_t *object, kb_document *doc, kb_err *err)
{
    const struct {
        const char *key;
        kb_str *field;
    } fields[] = {
        { "url", &doc->url },   { "outlet", &doc->outlet },       { "title", &doc->title },
        { "lang", &doc->lang }, { "canonical", &doc->canonical },
    };
    kb_status status = keep_id(object, doc, err);
    for (size_t i = 0; status == KB_OK && i < sizeof fields / sizeof fields[0]; i++) {
        kb_str value = string_of(object, fields[i].key);
        if (value.len) status = keep(doc, value, fields[i].field, err);
    }
    if (status == KB_OK && string_of(object, "title").len) doc->title_from = KB_STR("input");
    keep_times(object, doc);
    return status == KB_OK ? keep_byline(object, doc, err) : status;
}

/* The words: text as it is, a page to be read, or the title alone. What is stated beside a page goes before what the
 * page says, so it is set last. */
static kb_status keep_words(const kb_reading *reading, const json_t *object, kb_document *doc, kb_err *err)
{
    kb_str text = string_of(object, "text"), html = string_of(object, "html"), title = string_of(object, "title");
    kb_status status = KB_OK;
    if (kb_ninjs_is(object)) return kb_ninjs_read(object, doc, err);
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
        return kb_fail(err, KB_ERR_FORMAT, "a JSON Feed among JSON lines: give it as a file of its own");
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
    (void)kb_json_mend(place->bytes, SIZE_MAX, &place->mended, replaced);
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
        at = kb_json_mend(place->bytes, (size_t)fault.position, &place->mended, &unused);
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
    doc->encoding = KB_STR("UTF-8");
    doc->encoding_from = KB_STR("input");
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
