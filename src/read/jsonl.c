#include "read/jsonl.h"

#include "read/article_json.h"
#include "read/html.h"
#include "read/mend.h"
#include "read/ninjs.h"
#include "read/writers.h"

#include <jansson.h>
#include <stdio.h>

#define PIECE ((size_t)64 << 10)
#define PLACE_BYTES 400

#define NAMES_MAX 50
#define BAD_MAX ((size_t)100000)
#define BAD_SHARE 10

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

/* What `kabar read` printed of a page that is no article stays so when it is read again. */
static void keep_kind(const json_t *object, kb_document *doc)
{
    static const struct {
        const char *name;
        kb_doc_kind kind;
    } kinds[] = { { "live", KB_DOC_LIVE },
                  { "list", KB_DOC_LIST },
                  { "home", KB_DOC_HOME },
                  { "error", KB_DOC_ERROR },
                  { "consent", KB_DOC_CONSENT } };
    kb_str stated = string_of(object, "kind");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kb_str_is(stated, kinds[i].name)) doc->kind = kinds[i].kind;
}

/* A list of names, or a by-line of several in one string. */
static kb_status keep_byline(const json_t *object, kb_document *doc, kb_err *err)
{
    const json_t *stated = json_object_get(object, "byline");
    kb_strs names = { 0 };
    kb_status status = KB_OK;
    if (json_is_string(stated)) return kb_writers_add(doc, string_of(object, "byline"), (kb_str){ 0 }, "input", err);
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
    if (string_of(object, "title").len) doc->title_from = KB_STR("input");
    if (string_of(object, "outlet").len) doc->outlet_from = KB_STR("input");
    if (string_of(object, "lang").len) doc->lang_from = KB_STR("input");
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
        keep_kind(object, doc);
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
    kb_stream *stream;
    size_t *count;
    size_t line;  /* of the object, counted from 1 */
    kb_str bytes; /* the object */
    kb_buf mended;
    size_t good, bad;
} object_place;

static kb_status parse_object(object_place *place, size_t *replaced, json_t **out, kb_err *err)
{
    json_error_t fault;
    place->mended.len = 0;
    *out = kb_article_json(place->bytes, &place->mended);
    if (*out) return KB_OK;
    if (kb_json_values(place->bytes) > KB_JSON_VALUES_MAX)
        return kb_fail(err, KB_ERR_LIMIT, "an object of more than %zu values", KB_JSON_VALUES_MAX);
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

/* The reading of one object: its place goes behind that of the record it is in. */
static kb_reading object_reading(const object_place *place, char *name, size_t room)
{
    kb_reading reading = *place->reading;
    (void)snprintf(name, room, "%.*s%sline %zu", KB_STR_ARGS(reading.place), reading.place.len ? ", " : "",
                   place->line);
    reading.place = kb_str_of(name);
    reading.bytes = place->bytes;
    reading.stream = NULL;
    reading.offset += kb_stream_offset(place->stream);
    return reading;
}

static kb_status read_object(object_place *place, kb_err *err)
{
    char name[PLACE_BYTES], record[32];
    kb_reading reading = object_reading(place, name, sizeof name);
    kb_document *doc = NULL;
    json_t *object = NULL;
    size_t replaced = 0;
    int len = snprintf(record, sizeof record, "%zu", place->line);
    kb_status status = parse_object(place, &replaced, &object, err);

    if (status != KB_OK) goto done;
    status = kb_reading_document(&reading, (kb_str){ record, (size_t)len }, place->bytes, &doc, err);
    if (status != KB_OK) goto done;
    if ((status = keep_words(&reading, object, doc, err)) != KB_OK) goto done;
    doc->replaced += replaced;
    doc->encoding = KB_STR("UTF-8");
    doc->encoding_from = KB_STR("input");
    status = kb_reading_give(&reading, doc, place->count, err);
    doc = NULL;
    place->good += status == KB_OK;
done:
    kb_document_free(doc);
    json_decref(object);
    if (status == KB_OK || kb_reading_ends(status)) return status;
    kb_reading_problem(&reading, err);
    place->bad++;
    return KB_OK;
}

/* So many bad ones, and hardly a good one: no file of articles. */
static bool is_hopeless(const object_place *place)
{
    return place->bad > BAD_MAX && place->bad / BAD_SHARE > place->good;
}

/* Looks for the end of a line or an object, piece by piece. */
typedef struct {
    bool line; /* a line's end is sought, else an object's */
    bool in_string, escaped;
    size_t depth;
} end_search;

/* How many of these bytes, which follow those given before, come to the end; 0: it is not among them. */
static size_t find_end(end_search *search, kb_str s)
{
    if (search->line) {
        const char *end = s.len ? memchr(s.at, '\n', s.len) : NULL;
        return end ? (size_t)(end - s.at) + 1 : 0;
    }
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (search->escaped)
            search->escaped = false;
        else if (search->in_string && c == '\\')
            search->escaped = true;
        else if (c == '"')
            search->in_string = !search->in_string;
        else if (!search->in_string && (c == '{' || c == '['))
            search->depth++;
        else if (!search->in_string && (c == '}' || c == ']') && --search->depth == 0)
            return i + 1;
    }
    return 0;
}

/* Takes bytes, and counts their lines. */
static void take(object_place *place, kb_str seen, size_t count)
{
    const char *at = seen.at, *end = at + count;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        place->line++;
        at++;
    }
    kb_stream_take(place->stream, count);
}

/* What is larger than a document may be is told, and passed over unseen. */
static kb_status pass_over(object_place *place, end_search *search, kb_str seen, kb_err *err)
{
    char name[PLACE_BYTES];
    kb_reading reading = object_reading(place, name, sizeof name);
    kb_status status = KB_OK;
    (void)kb_fail(err, KB_ERR_LIMIT, "larger than the allowed %zu bytes", reading.tools->max_bytes);
    kb_reading_problem(&reading, err);
    take(place, seen, seen.len); /* they were searched already */
    for (size_t end = 0; status == KB_OK && end == 0;) {
        status = kb_stream_peek(place->stream, 1, &seen, err);
        if (seen.len == 0) break;
        end = find_end(search, seen);
        take(place, seen, end ? end : seen.len);
    }
    return status;
}

/* Reads the line or the object that begins here. */
static kb_status read_next(object_place *place, bool line, kb_err *err)
{
    end_search search = { .line = line };
    size_t searched = 0, end = 0, max = place->reading->tools->max_bytes;
    kb_status status = KB_OK;
    kb_str seen;
    for (size_t want = PIECE; end == 0; want *= 2) {
        status = kb_stream_peek(place->stream, want, &seen, err);
        if (status != KB_OK) return kb_context(err, status, "line %zu", place->line);
        end = find_end(&search, kb_str_part(seen, kb_span_of(searched, seen.len)));
        if (end) end += searched;
        searched = seen.len;
        if (end == 0 && seen.len > max) return pass_over(place, &search, seen, err);
        if (end == 0 && seen.len < want) end = seen.len;
        if (end == 0 && want > SIZE_MAX / 2) break;
    }
    place->bytes = kb_str_part(seen, kb_span_of(0, end));
    if (line && kb_str_ends(place->bytes, KB_STR("\n"))) place->bytes.len--;
    if (kb_str_trim(place->bytes).len) status = read_object(place, err);
    take(place, seen, end);
    return status;
}

/* Over what stands between objects; *more: an object begins. */
static kb_status skip_between(object_place *place, bool *more, kb_err *err)
{
    kb_str seen;
    for (*more = false; !*more;) {
        kb_status status = kb_stream_peek(place->stream, 1, &seen, err);
        if (seen.len == 0) return status;
        const char *brace = memchr(seen.at, '{', seen.len);
        *more = brace != NULL;
        take(place, seen, brace ? (size_t)(brace - seen.at) : seen.len);
    }
    return KB_OK;
}

static kb_status read_all(object_place *place, bool lines, kb_err *err)
{
    kb_str seen;
    bool more = true;
    for (;;) {
        kb_status status = KB_OK;
        if (lines) {
            status = kb_stream_peek(place->stream, 1, &seen, err);
            more = seen.len > 0;
        } else {
            status = skip_between(place, &more, err);
        }
        if (more && is_hopeless(place))
            return kb_fail(err, KB_ERR_LIMIT, "line %zu: %zu objects were no articles; the rest is not read",
                           place->line, place->bad);
        if (more) status = read_next(place, lines, err);
        if (status != KB_OK || !more) return status;
    }
}

/* Are the objects one a line? Not when an array is open, or when the first line does not end its object and the second
 * does not begin one. *sure: more bytes would tell nothing else. */
static bool is_lines(kb_str bytes, bool *sure)
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
    *sure = second.len || (first.len && first.at[0] == '[');
    if (first.len == 0 || first.at[0] == '[') return false;
    return kb_str_ends(first, KB_STR("}")) || second.len == 0 || second.at[0] == '{';
}

static kb_status find_lines(object_place *place, bool *lines, kb_err *err)
{
    bool sure = false;
    kb_str seen;
    for (size_t want = PIECE;; want *= 2) {
        kb_status status = kb_stream_peek(place->stream, want, &seen, err);
        *lines = is_lines(seen, &sure);
        if (sure || seen.len < want || want > place->reading->tools->max_bytes) return seen.len ? KB_OK : status;
    }
}

static kb_status read_stream(object_place *place, kb_err *err)
{
    kb_str seen;
    bool lines = true;
    kb_status status = kb_stream_peek(place->stream, 3, &seen, err);
    if (kb_str_starts(seen, KB_STR("\xEF\xBB\xBF"))) kb_stream_take(place->stream, 3);
    if (status == KB_OK) status = find_lines(place, &lines, err);
    return status == KB_OK ? read_all(place, lines, err) : status;
}

kb_status kb_jsonl_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    object_place place = { .reading = reading, .stream = reading->stream, .count = count, .line = 1 };
    kb_status status = KB_OK;
    kb_err own;
    if (!err) err = &own;
    if (!place.stream) status = kb_stream_of(reading->bytes, &place.stream, err);
    if (status == KB_OK) status = read_stream(&place, err);
    if (!reading->stream) kb_stream_free(place.stream);
    kb_buf_clear(&place.mended);
    return status;
}
