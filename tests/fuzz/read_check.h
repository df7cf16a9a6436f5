/* read_check.h - gives bytes to a reader and checks what holds for every document, whatever it was read from. */
#ifndef KB_FUZZ_READ_CHECK_H
#define KB_FUZZ_READ_CHECK_H

#include <stdlib.h>

#include "base/utf8.h"
#include "read/reading.h"
#include "text/charset.h"

static void check_field(kb_str s)
{
    if (kb_utf8_valid(s) != s.len) abort();
}

static void check_fields(kb_strs list)
{
    for (size_t i = 0; i < list.count; i++) {
        if (list.at[i].len == 0) abort();
        check_field(list.at[i]);
    }
}

static kb_status check_document(void *user, kb_document *doc)
{
    size_t end = 0;
    (void)user;
    check_field(doc->id);
    check_field(doc->url);
    check_field(doc->canonical);
    check_field(doc->outlet);
    check_field(doc->title);
    check_fields(doc->byline);
    check_fields(doc->carriers);
    check_fields(doc->tags);
    check_field(doc->section);
    check_field(doc->image);
    check_field(doc->lang);
    check_field(doc->text);
    if (doc->id.len == 0 || doc->text.len == 0 || doc->lang.len == 0) abort();
    for (size_t i = 0; i < doc->lines.count; i++) {
        kb_span span = doc->lines.at[i].span;
        if (span.begin < end || span.end <= span.begin || span.end > doc->text.len) abort();
        if (!kb_utf8_border(doc->text, span.begin) || !kb_utf8_border(doc->text, span.end)) abort();
        end = span.end;
    }
    kb_document_free(doc);
    return KB_OK;
}

static void check_problem(void *user, kb_status status, const char *text)
{
    (void)user;
    if (status == KB_OK || !text[0] || strchr(text, '\n')) abort();
}

static void check_note(void *user, const char *text)
{
    (void)user;
    if (!text[0] || strchr(text, '\n')) abort();
}

/* Reads with the words of all languages, documents of at most 1 MiB. */
static void check_reading(const uint8_t *data, size_t size, kb_status (*read)(const kb_reading *, size_t *, kb_err *))
{
    static kb_text *text; /* opened once: the languages take longer than an input */
    static kb_langs *langs;
    kb_err err = { 0 };
    size_t count = 0;
    if (!text && (kb_text_open(&text, NULL) != KB_OK || kb_langs_new(&langs, NULL) != KB_OK)) abort();
    kb_read_tools tools = { .text = text, .langs = langs, .max_bytes = (size_t)1 << 20 };
    kb_reader reader = { check_document, check_problem, NULL, check_note };
    kb_reading reading = {
        .tools = &tools, .reader = &reader, .file = KB_STR("fuzz"), .bytes = { (const char *)data, size }
    };
    kb_status status = read(&reading, &count, &err);
    if (status != KB_OK && !err.text[0]) abort();
}

#endif
