/* show/export.c - a comparison as Markdown and as ninjs. */
#include "show/export.h"

#include "base/digest.h"
#include "show/nouns_json.h"
#include "show/paper.h"
#include "show/phrase.h"

#include <stdio.h>
#include <stdlib.h>

kb_time kb_captured(const kb_document *doc)
{
    return kb_phrase_instant(doc->fetched);
}

kb_status kb_export_offsets(const kb_comparison *c, const kb_print *how, kb_offsets **out, kb_err *err)
{
    kb_status status = KB_OK;
    *out = calloc(c->count ? c->count : 1, sizeof **out);
    if (!*out) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < c->count && status == KB_OK; i++)
        status = kb_offsets_init(&(*out)[i], c->reports[i].doc->text, how->codepoints, err);
    if (status != KB_OK) kb_export_offsets_free(c, *out);
    return status;
}

void kb_export_offsets_free(const kb_comparison *c, kb_offsets *offsets)
{
    for (size_t i = 0; i < c->count; i++) kb_offsets_clear(&offsets[i]);
    free(offsets);
}

/* ---- Markdown ---- */

static void add_phrase(kb_buf *out, kb_buf *phrase)
{
    kb_markdown_text(out, kb_buf_str(phrase));
    out->failed |= phrase->failed;
    kb_buf_clear(phrase);
}

static void add_time(kb_buf *out, kb_time time)
{
    if (time.precision == KB_TIME_NONE) kb_buf_add_c(out, "–");
    kb_time_write(out, time);
}

/* "Suara Timur", as a link where there is an address. Brackets in an address end no link: they are not let through. */
static void add_outlet(kb_buf *out, const kb_document *doc)
{
    kb_buf name = { 0 };
    kb_str url = kb_export_address(doc);
    bool link = kb_web_address(url) && kb_str_find(url, KB_STR(")"), 0) == SIZE_MAX &&
                kb_str_find(url, KB_STR("("), 0) == SIZE_MAX;
    kb_phrase_report(&name, doc);
    if (link) kb_buf_add_char(out, '[');
    add_phrase(out, &name);
    if (link) kb_buf_print(out, "](%.*s)", KB_STR_ARGS(url));
    if (link || !url.len) return;
    kb_buf_add_char(out, ' ');
    kb_markdown_text(out, url);
}

static void add_reports(kb_buf *out, const kb_comparison *c, const char *ui)
{
    static const char *const names[] = { "Report", "Title", "Published", "Captured", "Basis" };
    kb_buf_add_c(out, "\n| |");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) kb_buf_print(out, " %s |", kb_word_ui(ui, names[i]));
    kb_buf_add_c(out, " SHA-256 |\n|---|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < c->count; i++) {
        const kb_document *doc = c->reports[i].doc;
        char digest[KB_SHA256_HEX + 1];
        kb_buf basis = { 0 };
        kb_sha256(doc->text, digest);
        kb_buf_print(out, "| %zu | ", i + 1);
        add_outlet(out, doc);
        kb_buf_add_c(out, " | ");
        kb_markdown_text(out, doc->title);
        kb_buf_add_c(out, " | ");
        add_time(out, doc->published);
        kb_buf_add_c(out, " | ");
        add_time(out, kb_captured(doc));
        kb_buf_add_c(out, " | ");
        kb_phrase_basis(&basis, &c->reports[i], ui);
        add_phrase(out, &basis);
        kb_buf_print(out, " | `%s` |\n", digest);
    }
}

/* "- **Suara Timur** \[1\], 130-164: words — speaker" */
static void add_cell(kb_buf *out, const kb_comparison *c, const kb_cell *cell, const kb_offsets *offsets,
                     const char *ui)
{
    const char *role = kb_phrase_role(cell->role, ui);
    kb_buf phrase = { 0 };
    kb_buf_add_c(out, "- **");
    kb_phrase_report(&phrase, c->reports[cell->report - 1].doc);
    add_phrase(out, &phrase);
    kb_buf_print(out, "** \\[%u", (unsigned)cell->report);
    if (cell->earlier) {
        kb_buf_add_c(out, ", ");
        kb_buf_print(out, kb_word_ui(ui, "revision %lld"), (long long)cell->earlier->revision);
    }
    kb_buf_add_c(out, "\\]");
    const kb_offsets mine = kb_cell_offsets(cell, offsets);
    for (size_t i = 0; i < cell->spans.count; i++)
        kb_buf_print(out, ", %zu-%zu", kb_offsets_at(&mine, cell->spans.at[i].begin),
                     kb_offsets_at(&mine, cell->spans.at[i].end));
    kb_buf_add_c(out, ": ");
    if (*role) kb_buf_print(out, "*%s:* ", role);
    static const kb_wording_marks marks = { "**", "**", "\\[-", "-\\]" };
    if (cell->wording.count)
        kb_phrase_wording(out, kb_str_part(kb_cell_document(c, cell)->text, cell->spans.at[0]), cell, &marks,
                          kb_markdown_text);
    else
        kb_phrase_cell(&phrase, c, cell);
    add_phrase(out, &phrase);
    kb_phrase_speaker(&phrase, cell, ui);
    if (phrase.len) kb_buf_add_char(out, ' ');
    add_phrase(out, &phrase);
    kb_phrase_verdicts(&phrase, c, cell, ui);
    if (phrase.len) {
        kb_buf_add_c(out, " **");
        add_phrase(out, &phrase);
        kb_buf_add_c(out, "**");
    }
    kb_phrase_translation(&phrase, cell, ui);
    if (phrase.len) {
        kb_buf_add_c(out, "\n  - *");
        add_phrase(out, &phrase);
        kb_buf_add_char(out, '*');
    }
    kb_buf_add_char(out, '\n');
}

static void add_row(kb_buf *out, const kb_comparison *c, const kb_row *row, const kb_offsets *offsets, const char *ui)
{
    kb_buf_add_c(out, "\n### ");
    kb_markdown_text(out, row->matter);
    kb_buf_print(out, "\n\n%s", kb_phrase_certainty(row->sure, ui));
    if (row->reports > 1) kb_buf_add_c(out, ", ");
    if (row->reports > 1)
        kb_buf_print(out, kb_word_ui(ui, "%zu reports, %zu independent"), (size_t)row->reports,
                     (size_t)row->independent);
    kb_buf_add_c(out, "\n\n");
    for (size_t i = 0; i < row->cells.count; i++) add_cell(out, c, &row->cells.at[i], offsets, ui);
}

kb_status kb_export_markdown(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err)
{
    const char *ui = how->ui_lang;
    kb_offsets *offsets;
    kb_buf count = { 0 };
    kb_status status = kb_export_offsets(comparison, how, &offsets, err);
    if (status != KB_OK) return status;
    kb_buf_add_c(out, "# ");
    kb_markdown_text(out, comparison->title);
    kb_buf_add_c(out, "\n\n");
    kb_phrase_count(&count, comparison, ui);
    add_phrase(out, &count);
    kb_buf_add_char(out, '\n');
    add_reports(out, comparison, ui);
    for (size_t i = 0; i < comparison->rows.count; i++) {
        const kb_row *row = &comparison->rows.at[i];
        if (i == 0 || row->kind != comparison->rows.at[i - 1].kind)
            kb_buf_print(out, "\n## %s\n", kb_phrase_kind(row->kind, ui));
        add_row(out, comparison, row, offsets, ui);
    }
    kb_export_offsets_free(comparison, offsets);
    return KB_OK;
}

/* ---- ninjs ---- */

/* A date-time of RFC 3339 has its zone and seconds: what knows no clock is left out, what knows minutes gets 00. */
static void put_date_time(kb_json *json, const char *key, kb_time time)
{
    if (!time.zoned || time.precision < KB_TIME_MINUTE) return;
    time.precision = KB_TIME_SECOND;
    kb_json_put_time(json, key, time);
}

static void put_headline(kb_json *json, kb_str title)
{
    if (!title.len) return;
    kb_json_key(json, "headlines");
    kb_json_open(json, '[');
    kb_json_open(json, '{');
    kb_json_put_str(json, "role", KB_STR("main"));
    kb_json_put_str(json, "value", title);
    kb_json_close(json, '}');
    kb_json_close(json, ']');
}

static void put_report(kb_json *json, const kb_report *report)
{
    const kb_document *doc = report->doc;
    char digest[KB_SHA256_HEX + 1], urn[sizeof "urn:x-kabar:sha256:" + KB_SHA256_HEX];
    kb_str url = kb_export_address(doc);
    kb_buf name = { 0 }, by = { 0 };
    kb_sha256(doc->text, digest);
    (void)snprintf(urn, sizeof urn, "urn:x-kabar:sha256:%s", digest);
    kb_phrase_report(&name, doc);
    kb_json_open(json, '{');
    kb_json_put_str(json, "name", kb_buf_str(&name));
    kb_buf_clear(&name);
    kb_json_put_str(json, "uri", kb_web_address(url) ? url : kb_str_of(urn));
    kb_json_put_str(json, "type", KB_STR("text"));
    kb_json_put_str(json, "representationType", KB_STR("partial"));
    if (!kb_str_is(doc->lang, "und")) kb_json_put_str(json, "language", doc->lang);
    put_date_time(json, "contentCreated", doc->published);
    put_date_time(json, "versionCreated", doc->modified.precision ? doc->modified : doc->published);
    kb_strs_join(&by, doc->byline);
    if (by.len) kb_json_put_str(json, "by", kb_buf_str(&by));
    kb_buf_clear(&by);
    put_headline(json, doc->title);
    if (doc->outlet.len) {
        kb_json_key(json, "infoSources");
        kb_json_open(json, '[');
        kb_json_open(json, '{');
        kb_json_put_str(json, "name", doc->outlet);
        kb_json_close(json, '}');
        kb_json_close(json, ']');
    }
    kb_json_key(json, "altIds");
    kb_json_open(json, '[');
    kb_json_open(json, '{');
    kb_json_put_str(json, "role", KB_STR("sha256"));
    kb_json_put_str(json, "value", kb_str_of(digest));
    kb_json_close(json, '}');
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}

/* The story's number on its desk; of files, what their texts make: the same texts are the same story. */
static kb_status put_uri(kb_json *json, const kb_comparison *c, int64_t story, kb_err *err)
{
    char digest[KB_SHA256_HEX + 1];
    kb_buf uri = { 0 }, texts = { 0 };
    for (size_t i = 0; i < c->count && !story; i++) {
        kb_sha256(c->reports[i].doc->text, digest);
        kb_buf_add_c(&texts, digest);
    }
    kb_sha256(kb_buf_str(&texts), digest);
    if (story)
        kb_buf_print(&uri, "urn:x-kabar:story:%lld", (long long)story);
    else
        kb_buf_print(&uri, "urn:x-kabar:sha256:%s", digest);
    kb_json_put_str(json, "uri", kb_buf_str(&uri));
    bool failed = uri.failed || texts.failed;
    kb_buf_clear(&uri);
    kb_buf_clear(&texts);
    return failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

kb_status kb_export_ninjs(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err)
{
    kb_json json = { .out = out };
    kb_time newest = { 0 };
    for (size_t i = 0; i < comparison->count; i++) {
        const kb_time captured = kb_captured(comparison->reports[i].doc);
        if (captured.precision && (!newest.precision || captured.seconds > newest.seconds)) newest = captured;
    }
    kb_json_open(&json, '{');
    kb_status status = put_uri(&json, comparison, how->story, err);
    kb_json_key(&json, "standard");
    kb_json_open(&json, '{');
    kb_json_put_str(&json, "name", KB_STR("ninjs"));
    kb_json_put_str(&json, "version", KB_STR("3.1"));
    kb_json_put_str(&json, "schema", KB_STR("http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"));
    kb_json_close(&json, '}');
    kb_json_put_str(&json, "type", KB_STR("composite"));
    put_date_time(&json, "versionCreated", newest);
    put_headline(&json, comparison->title);
    kb_json_key(&json, "associations");
    kb_json_open(&json, '[');
    for (size_t i = 0; i < comparison->count; i++) put_report(&json, &comparison->reports[i]);
    kb_json_close(&json, ']');
    kb_json_close(&json, '}');
    kb_json_line(&json);
    return status;
}
