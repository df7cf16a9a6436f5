#define _POSIX_C_SOURCE 200809L
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"

static char file_path[64];

kb_engine *kb_test_engine(void)
{
    const kb_options options = { .hunspell_dir = "/usr/share/hunspell" };
    kb_engine *engine = NULL;
    kb_err err = { KB_OK, "" };
    if (kb_engine_open(&options, &engine, &err) != KB_OK) fail_msg("%s", err.text);
    return engine;
}

const char *kb_test_event(int number)
{
    static char path[4096];
    static const char *const events[] = { "gempa-alor", "minyak-kendari" };
    const char *examples = getenv("KABAR_EXAMPLES");
    (void)snprintf(path, sizeof path, "%s/%s", examples ? examples : "examples", events[number]);
    return path;
}

static kb_status keep(void *user, kb_document *doc)
{
    kb_docs *docs = user;
    if (docs->count < KB_HARNESS_DOCS_MAX)
        docs->at[docs->count++] = doc;
    else
        kb_document_free(doc);
    return KB_OK;
}

static void note(void *user, kb_status status, const char *text)
{
    kb_docs *docs = user;
    docs->problems++;
    assert_int_not_equal(status, KB_OK);
    assert_true(text[0] != 0);
}

void kb_test_read(kb_engine *engine, const char *path, kb_docs *docs)
{
    const kb_reader reader = { keep, note, docs, NULL };
    kb_err err = { KB_OK, "" };
    *docs = (kb_docs){ .count = 0 };
    if (kb_read(engine, path, &reader, &err) != KB_OK) fail_msg("%s: %s", path, err.text);
}

void kb_test_free(kb_docs *docs)
{
    for (size_t i = 0; i < docs->count; i++) kb_document_free(docs->at[i]);
    *docs = (kb_docs){ .count = 0 };
}

static json_t *parsed(kb_buf *buf, kb_status status, const kb_err *err)
{
    json_error_t where;
    if (status != KB_OK) fail_msg("%s", err->text);
    json_t *json = json_loadb(buf->at, buf->len, JSON_ALLOW_NUL, &where);
    if (!json) fail_msg("no JSON: %s at byte %d: %.*s", where.text, where.position, KB_STR_ARGS(kb_buf_str(buf)));
    kb_buf_clear(buf);
    return json;
}

json_t *kb_test_document_json(kb_engine *engine, const kb_document *doc)
{
    const kb_print how = { .format = KB_FORMAT_JSON };
    kb_buf buf = { 0 };
    kb_err err = { KB_OK, "" };
    const kb_sink sink = kb_buf_sink(&buf);
    kb_status status = kb_document_print(engine, doc, &how, &sink, &err);
    return parsed(&buf, status, &err);
}

json_t *kb_test_claims_json(kb_engine *engine, kb_document *doc, bool codepoints)
{
    const kb_print how = { .format = KB_FORMAT_JSON, .codepoints = codepoints };
    kb_buf buf = { 0 };
    kb_err err = { KB_OK, "" };
    const kb_sink sink = kb_buf_sink(&buf);
    kb_status status = kb_claims_print(engine, doc, &how, &sink, &err);
    return parsed(&buf, status, &err);
}

json_t *kb_test_comparison_json(kb_engine *engine, const kb_comparison *comparison)
{
    const kb_print how = { .format = KB_FORMAT_JSON };
    kb_buf buf = { 0 };
    kb_err err = { KB_OK, "" };
    const kb_sink sink = kb_buf_sink(&buf);
    kb_status status = kb_comparison_print(engine, comparison, &how, &sink, &err);
    return parsed(&buf, status, &err);
}

static bool is_span(const json_t *value)
{
    return json_array_size(value) == 2 && json_is_integer(json_array_get(value, 0)) &&
           json_is_integer(json_array_get(value, 1));
}

/* Recursion as deep as the JSON that the library writes: a few levels. */
size_t kb_test_spans(const json_t *claims, kb_str text)
{
    size_t found = 0, i;
    const char *key;
    json_t *value;
    if (json_is_object(claims))
        json_object_foreach ((json_t *)claims, key, value) found += kb_test_spans(value, text);
    if (!json_is_array(claims)) return found;
    if (!is_span(claims)) {
        json_array_foreach (claims, i, value) found += kb_test_spans(value, text);
        return found;
    }
    json_int_t begin = json_integer_value(json_array_get(claims, 0)),
               end = json_integer_value(json_array_get(claims, 1));
    if (begin < 0 || begin >= end || (size_t)end > text.len || !kb_utf8_border(text, (size_t)begin) ||
        !kb_utf8_border(text, (size_t)end))
        fail_msg("span [%lld, %lld) of a text of %zu bytes", (long long)begin, (long long)end, text.len);
    return 1;
}

const char *kb_test_file(const char *bytes, size_t len)
{
    if (!file_path[0]) {
        (void)snprintf(file_path, sizeof file_path, "/tmp/kabar-property-XXXXXX");
        int fd = mkstemp(file_path);
        assert_true(fd >= 0);
        (void)close(fd);
    }
    FILE *file = fopen(file_path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
    return file_path;
}

void kb_test_file_cut(size_t len)
{
    assert_int_equal(truncate(file_path, (off_t)len), 0);
}

void kb_test_file_remove(void)
{
    if (file_path[0]) (void)unlink(file_path);
    file_path[0] = 0;
}

/* Marsaglia 2003, xorshift32. */
uint32_t kb_test_chance(uint32_t below)
{
    static uint32_t state;
    if (!state) {
        const char *seed = getenv("KABAR_SEED");
        state = seed ? (uint32_t)strtoul(seed, NULL, 10) : (uint32_t)time(NULL);
        if (!state) state = 1;
        printf("# KABAR_SEED=%lu\n", (unsigned long)state);
    }
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
}

size_t kb_test_step(size_t slow)
{
    return KB_ASAN ? slow : 1;
}
