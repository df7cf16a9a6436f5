/* read/read_test.h - for the unit tests of this room: bytes in, documents and problems out. */
#ifndef KB_READ_READ_TEST_H
#define KB_READ_READ_TEST_H

#include <stdio.h>

#include "base/buf.h"
#include "base/test.h"
#include "read/reading.h"

#define READ_TEST_MAX 16

typedef struct {
    kb_document *docs[READ_TEST_MAX];
    size_t count;
    char problems[READ_TEST_MAX][512];
    size_t problem_count;
    char note[512]; /* the last one */
    kb_text *text;
    kb_langs *langs;
    size_t max_bytes; /* 0: 1 MiB */
} read_test;

static inline kb_status read_test_document(void *user, kb_document *doc)
{
    read_test *t = user;
    if (t->count == READ_TEST_MAX) fail_msg("more than %d documents", READ_TEST_MAX);
    t->docs[t->count++] = doc;
    return KB_OK;
}

static inline void read_test_problem(void *user, kb_status status, const char *text)
{
    read_test *t = user;
    (void)status;
    if (t->problem_count < READ_TEST_MAX) (void)snprintf(t->problems[t->problem_count++], 512, "%s", text);
}

static inline void read_test_note(void *user, const char *text)
{
    read_test *t = user;
    (void)snprintf(t->note, sizeof t->note, "%s", text);
}

/* Reads `bytes` as a file called "file", after forgetting what was read before. */
static inline void read_test_read(read_test *t, kb_str bytes)
{
    kb_err err = { 0 };
    if (!t->text && (kb_text_open(&t->text, &err) != KB_OK || kb_langs_new(&t->langs, &err) != KB_OK))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < t->count; i++) kb_document_free(t->docs[i]);
    t->count = t->problem_count = 0;
    t->note[0] = 0;
    kb_read_tools tools = { .text = t->text,
                            .langs = t->langs,
                            .max_bytes = t->max_bytes ? t->max_bytes : (size_t)1 << 20 };
    kb_reader reader = { read_test_document, read_test_problem, t, read_test_note };
    kb_reading reading = { .tools = &tools, .reader = &reader, .file = KB_STR("file"), .bytes = bytes };
    size_t count = 0;
    if (kb_reading_run(&reading, &count, &err) != KB_OK) fail_msg("%s", err.text);
    assert_int_equal(count, t->count);
}

static inline void read_test_close(read_test *t)
{
    for (size_t i = 0; i < t->count; i++) kb_document_free(t->docs[i]);
    kb_langs_free(t->langs);
    kb_text_close(t->text);
}

/* The marked lines as "T:title|C:credit|B:byline|S:skip|". */
static inline void read_test_lines(const kb_document *doc, char *to, size_t room)
{
    size_t len = 0;
    to[0] = 0;
    for (size_t i = 0; i < doc->lines.count && len < room; i++) {
        kb_str s = kb_str_part(doc->text, doc->lines.at[i].span);
        len += (size_t)snprintf(to + len, room - len, "%c:%.*s|", "TCBS"[doc->lines.at[i].kind], KB_STR_ARGS(s));
    }
}

#endif
