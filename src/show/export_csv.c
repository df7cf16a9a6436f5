/* show/export_csv.c - rows of a comparison, and counts by day, as CSV (RFC 4180). */
#include "base/digest.h"
#include "show/census.h"
#include "show/export.h"
#include "show/nouns_json.h"
#include "show/phrase.h"

#include <math.h>

/* ---- fields ---- */

/* CWE-1236: a spreadsheet runs what begins so. What begins as a formula that was made harmless is one too, so that the
 * apostrophe can be taken off again. */
static bool formula(kb_str text)
{
    size_t i = 0;
    while (i < text.len && text.at[i] == '\'') i++;
    return i < text.len && text.at[i] && strchr("=+-@\t\r\n", text.at[i]);
}

kb_str kb_csv_words(kb_str field)
{
    bool escaped = field.len && field.at[0] == '\'' && formula(field);
    return escaped ? kb_str_part(field, kb_span_of(1, field.len)) : field;
}

void kb_csv_field(kb_buf *out, kb_str text)
{
    bool quoted = formula(text);
    for (size_t i = 0; i < text.len && !quoted; i++) quoted = text.at[i] && strchr("\",\r\n", text.at[i]);
    if (quoted) kb_buf_add_char(out, '"');
    if (formula(text)) kb_buf_add_char(out, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') kb_buf_add_char(out, '"');
        kb_buf_add_char(out, text.at[i]);
    }
    if (quoted) kb_buf_add_char(out, '"');
}

/* A record in the making. */
typedef struct {
    kb_buf *out;
    bool comma;
} record;

static void begin_field(record *r)
{
    if (r->comma) kb_buf_add_char(r->out, ',');
    r->comma = true;
}

static void put_text(record *r, kb_str text)
{
    begin_field(r);
    kb_csv_field(r->out, text);
}

static void put_count(record *r, size_t count)
{
    begin_field(r);
    kb_buf_print(r->out, "%zu", count);
}

static void put_time(record *r, kb_time time)
{
    begin_field(r);
    kb_time_write(r->out, time); /* digits first: no formula, and nothing to quote */
}

static void put_real(record *r, double value, bool known)
{
    begin_field(r);
    kb_json json = { .out = r->out };
    if (known && value > -HUGE_VAL && value < HUGE_VAL) kb_json_real(&json, value);
}

static void end_record(record *r)
{
    kb_buf_add_c(r->out, "\r\n");
    r->comma = false;
}

static void put_names(record *r, const char *const *names)
{
    for (; *names; names++) put_text(r, kb_str_of(*names));
    end_record(r);
}

/* ---- rows ---- */

static void put_list(record *r, kb_strs list)
{
    kb_buf joined = { 0 };
    for (size_t i = 0; i < list.count; i++) {
        if (i) kb_buf_add_c(&joined, "; ");
        kb_buf_add(&joined, list.at[i]);
    }
    put_text(r, kb_buf_str(&joined));
    r->out->failed |= joined.failed;
    kb_buf_clear(&joined);
}

/* "12-40;52-60" */
static void put_spans(record *r, kb_spans spans, const kb_offsets *offsets)
{
    begin_field(r);
    for (size_t i = 0; i < spans.count; i++)
        kb_buf_print(r->out, "%s%zu-%zu", i ? ";" : "", kb_offsets_at(offsets, spans.at[i].begin),
                     kb_offsets_at(offsets, spans.at[i].end));
}

static void put_cell(record *r, const kb_comparison *c, const kb_cell *cell, const kb_offsets *offsets)
{
    const kb_document *doc = kb_cell_document(c, cell);
    const kb_offsets mine = kb_cell_offsets(cell, offsets);
    char digest[KB_SHA256_HEX + 1];
    kb_buf words = { 0 };
    kb_sha256(doc->text, digest);
    put_count(r, cell->report);
    put_text(r, doc->outlet);
    put_text(r, doc->title);
    put_text(r, kb_export_address(doc));
    put_text(r, doc->lang);
    put_time(r, doc->published);
    put_time(r, kb_captured(doc));
    put_time(r, kb_phrase_instant(doc->withdrawn));
    put_text(r, kb_str_of(digest));
    put_spans(r, cell->spans, &mine);
    kb_phrase_cell(&words, c, cell);
    put_text(r, kb_buf_str(&words));
    r->out->failed |= words.failed;
    kb_buf_clear(&words);
    put_text(r, kb_str_of(kb_cell_role_name(cell->role)));
    put_text(r, cell->speaker);
    put_list(r, cell->carriers);
    put_real(r, cell->figure ? cell->figure->low : 0, cell->figure != NULL);
    put_real(r, cell->figure ? cell->figure->high : 0, cell->figure != NULL);
    put_text(r, cell->figure ? cell->figure->unit : (kb_str){ 0 });
    put_time(r, cell->moment);
    kb_phrase_verdicts(&words, c, cell, "en");
    put_text(r, kb_buf_str(&words));
    put_text(r, cell->translation);
    put_text(r, cell->translation.len ? c->translated_to : (kb_str){ 0 });
    put_text(r, cell->translation.len ? c->translated_by : (kb_str){ 0 });
    r->out->failed |= words.failed;
    kb_buf_clear(&words);
}

static void put_rows(kb_buf *out, const kb_comparison *c, const kb_offsets *offsets)
{
    static const char *const names[] = { "row",         "kind",          "sure",          "matter",    "reports",
                                         "independent", "report",        "outlet",        "title",     "url",
                                         "lang",        "published",     "captured",      "withdrawn", "sha256",
                                         "spans",       "words",         "role",          "speaker",   "carriers",
                                         "low",         "high",          "unit",          "moment",    "marks",
                                         "translation", "translated_to", "translated_by", NULL };
    record r = { .out = out };
    put_names(&r, names);
    for (size_t i = 0; i < c->rows.count; i++)
        for (size_t k = 0; k < c->rows.at[i].cells.count; k++) {
            const kb_row *row = &c->rows.at[i];
            put_count(&r, i + 1);
            put_text(&r, kb_str_of(kb_row_kind_name(row->kind)));
            put_text(&r, kb_str_of(kb_certainty_name(row->sure)));
            put_text(&r, row->matter);
            put_count(&r, row->reports);
            put_count(&r, row->independent);
            put_cell(&r, c, &row->cells.at[k], offsets);
            end_record(&r);
        }
}

kb_status kb_export_csv(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err)
{
    kb_offsets *offsets;
    kb_status status = kb_export_offsets(comparison, how, &offsets, err);
    if (status != KB_OK) return status;
    put_rows(out, comparison, offsets);
    kb_export_offsets_free(comparison, offsets);
    return KB_OK;
}

/* ---- counts ---- */

kb_status kb_export_counts(kb_buf *out, const kb_comparison *comparison, kb_err *err)
{
    static const kb_census_column columns[] = { KB_CENSUS_REPORTS, KB_CENSUS_OUTLETS, KB_CENSUS_SPEAKERS };
    kb_census census = { 0 };
    for (size_t i = 0; i < comparison->count; i++) {
        const kb_report *report = &comparison->reports[i];
        const kb_entities *entities = &report->claims->entities;
        uint32_t day = kb_census_day(report->doc->published);
        kb_census_add(&census, KB_CENSUS_REPORTS, (uint32_t)i, day);
        if (report->doc->outlet.len)
            kb_census_name(&census, KB_CENSUS_OUTLETS,
                           kb_outlet_key((kb_outlet){ report->doc->outlet, report->doc->counted }), day);
        for (size_t k = 0; k < report->claims->statements.count; k++)
            if (report->claims->statements.at[k].entity < entities->count)
                kb_census_name(&census, KB_CENSUS_SPEAKERS, entities->at[report->claims->statements.at[k].entity].key,
                               day);
    }
    kb_status status = kb_census_write(&census, columns, sizeof columns / sizeof *columns, out, err);
    kb_census_clear(&census);
    return status;
}
