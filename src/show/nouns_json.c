#include "show/nouns_json.h"

#include "base/digest.h"
#include "claim/figure.h"
#include "read/why.h"
#include "show/export.h"
#include "show/phrase.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- names of enums: a row each; a new value without a name fails to compile (no default) ---- */

const char *kb_date_role_name(kb_date_role role)
{
    switch (role) {
    case KB_DATE_HAPPENED: return "happened";
    case KB_DATE_SAID: return "said";
    case KB_DATE_REPORTED: return "reported";
    case KB_DATE_PLANNED: return "planned";
    case KB_DATE_PAST: return "past";
    }
    return "happened";
}

const char *kb_name_kind_name(kb_name_kind kind)
{
    switch (kind) {
    case KB_NAME_PERSON: return "person";
    case KB_NAME_ORGANISATION: return "organisation";
    case KB_NAME_PLACE: return "place";
    case KB_NAME_OTHER: return "other";
    }
    return "other";
}

const char *kb_statement_type_name(kb_statement_type type)
{
    switch (type) {
    case KB_DIRECT: return "direct";
    case KB_MIXED: return "mixed";
    case KB_INDIRECT: return "indirect";
    }
    return "indirect";
}

const char *kb_cell_role_name(kb_cell_role role)
{
    switch (role) {
    case KB_CELL_PLAIN: return "";
    case KB_CELL_CLAIM: return "claim";
    case KB_CELL_DENIAL: return "denial";
    case KB_CELL_REMARK: return "remark";
    case KB_CELL_EARLIER: return "earlier";
    case KB_CELL_GONE: return "gone";
    case KB_CELL_NOW: return "now";
    }
    return "";
}

const char *kb_doc_kind_name(kb_doc_kind kind)
{
    switch (kind) {
    case KB_DOC_ARTICLE: return "article";
    case KB_DOC_TITLE: return "title";
    case KB_DOC_SHORT: return "short";
    case KB_DOC_NO_REPORT: return "no report";
    case KB_DOC_LIVE: return "live";
    case KB_DOC_LIST: return "list";
    case KB_DOC_HOME: return "home";
    case KB_DOC_ERROR: return "error";
    case KB_DOC_CONSENT: return "consent";
    }
    return "article";
}

const char *kb_line_kind_name(kb_line_kind kind)
{
    switch (kind) {
    case KB_LINE_TITLE: return "title";
    case KB_LINE_CREDIT: return "credit";
    case KB_LINE_BYLINE: return "byline";
    case KB_LINE_SKIP: return "skip";
    }
    return "skip";
}

/* ---- parts ---- */

void kb_json_span(kb_json *json, kb_span span, const kb_offsets *offsets)
{
    kb_json_open(json, '[');
    kb_json_int(json, (int64_t)(offsets ? kb_offsets_at(offsets, span.begin) : span.begin));
    kb_json_int(json, (int64_t)(offsets ? kb_offsets_at(offsets, span.end) : span.end));
    kb_json_close(json, ']');
}

void kb_json_spans(kb_json *json, kb_spans spans, const kb_offsets *offsets)
{
    kb_json_open(json, '[');
    for (size_t i = 0; i < spans.count; i++) kb_json_span(json, spans.at[i], offsets);
    kb_json_close(json, ']');
}

void kb_json_strs(kb_json *json, kb_strs strs)
{
    kb_json_open(json, '[');
    for (size_t i = 0; i < strs.count; i++) kb_json_str(json, strs.at[i]);
    kb_json_close(json, ']');
}

static void put_words(kb_json *json, const char *key, const char *word)
{
    kb_json_put_text(json, key, kb_str_of(word));
}

static void put_span(kb_json *json, const char *key, kb_span span, const kb_offsets *offsets)
{
    kb_json_key(json, key);
    if (kb_span_len(span))
        kb_json_span(json, span, offsets);
    else
        kb_json_null(json);
}

static void put_spans(kb_json *json, const char *key, kb_spans spans, const kb_offsets *offsets)
{
    kb_json_key(json, key);
    kb_json_spans(json, spans, offsets);
}

static void put_index(kb_json *json, const char *key, uint32_t index)
{
    kb_json_key(json, key);
    if (index == KB_NONE)
        kb_json_null(json);
    else
        kb_json_int(json, (int64_t)index);
}

/* mantissa * 10^-scale as a string of digits: a JSON number would lose what a double cannot hold. */
static void put_decimal(kb_json *json, const char *key, kb_decimal decimal)
{
    char digits[24], text[64];
    uint64_t size = decimal.mantissa < 0 ? 0 - (uint64_t)decimal.mantissa : (uint64_t)decimal.mantissa;
    const char *sign = decimal.mantissa < 0 ? "-" : "";
    int len = snprintf(digits, sizeof digits, "%" PRIu64, size);
    int scale = size == 0 && decimal.scale < 0 ? 0 : decimal.scale;

    if (scale == 0 || scale < -18 || scale > 30) {
        (void)snprintf(text, sizeof text, scale ? "%s%se%d" : "%s%s", sign, digits, -scale);
    } else if (scale < 0) {
        (void)snprintf(text, sizeof text, "%s%s%0*d", sign, digits, -scale, 0);
    } else if (scale < len) {
        (void)snprintf(text, sizeof text, "%s%.*s.%s", sign, len - scale, digits, digits + len - scale);
    } else {
        (void)snprintf(text, sizeof text, "%s0.%.*s%s", sign, scale - len, "000000000000000000000000000000", digits);
    }
    put_words(json, key, text);
}

void kb_json_figure(kb_json *json, const kb_figure *figure, kb_str text, const kb_offsets *offsets)
{
    kb_json_open(json, '{');
    put_span(json, "span", figure->span, offsets);
    kb_json_put_str(json, "text", kb_str_part(text, figure->span));
    put_words(json, "kind", kb_figure_kind_name(figure->kind));
    put_span(json, "number", figure->number, offsets);
    put_decimal(json, "value", figure->printed);
    kb_json_put_real(json, "low", figure->low);
    kb_json_put_real(json, "high", figure->high);
    kb_json_put_bool(json, "low_open", figure->low_open);
    kb_json_put_bool(json, "high_open", figure->high_open);
    kb_json_put_bool(json, "rounded", figure->rounded);
    kb_json_put_text(json, "unit", figure->unit);
    put_span(json, "counted", figure->counted, offsets);
    kb_json_put_text(json, "concept", figure->concept);
    kb_json_put_bool(json, "series", figure->series);
    kb_json_put_bool(json, "past", figure->past);
    kb_json_put_bool(json, "plan", figure->plan);
    put_index(json, "statement", figure->statement);
    put_index(json, "as_of", figure->as_of);
    kb_json_close(json, '}');
}

/* ---- read ---- */

static void put_lines(kb_json *json, kb_lines lines, const kb_offsets *offsets)
{
    kb_json_key(json, "lines");
    kb_json_open(json, '[');
    for (size_t i = 0; i < lines.count; i++) {
        kb_json_open(json, '{');
        put_span(json, "span", lines.at[i].span, offsets);
        put_words(json, "kind", kb_line_kind_name(lines.at[i].kind));
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_origin(kb_json *json, const kb_document *doc)
{
    kb_json_key(json, "origin");
    kb_json_open(json, '{');
    kb_json_put_text(json, "file", doc->origin_file);
    kb_json_put_text(json, "record", doc->origin_record);
    kb_json_put_int(json, "offset", (int64_t)doc->origin_offset);
    kb_json_close(json, '}');
}

/* What a report and a document have in common. */
static void put_head(kb_json *json, const kb_document *doc)
{
    kb_json_put_str(json, "id", doc->id);
    kb_json_put_text(json, "url", doc->url);
    kb_json_put_text(json, "outlet", doc->outlet);
    if (doc->masthead.len) kb_json_put_str(json, "masthead", doc->masthead);
    if (doc->counted.len) kb_json_put_str(json, "counts_as", doc->counted);
    kb_json_put_text(json, "title", doc->title);
    kb_json_key(json, "byline");
    kb_json_strs(json, doc->byline);
    kb_json_put_time(json, "published", doc->published);
    kb_json_put_time(json, "modified", doc->modified);
    kb_json_put_text(json, "lang", doc->lang);
    put_words(json, "kind", kb_doc_kind_name(doc->kind));
}

static void put_why(kb_json *json, const kb_why *why)
{
    kb_json_key(json, "why");
    kb_json_open(json, '{');
    kb_json_key(json, "containers");
    kb_json_open(json, '[');
    for (size_t i = 0; i < why->containers.count; i++) {
        const kb_why_container *c = &why->containers.at[i];
        kb_json_open(json, '{');
        kb_json_put_str(json, "rule", c->rule);
        kb_json_put_str(json, "at", c->at);
        kb_json_put_int(json, "prose", (int64_t)c->prose);
        kb_json_put_int(json, "value", (int64_t)c->value);
        kb_json_put_bool(json, "chosen", c->chosen);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
    kb_json_key(json, "blocks");
    kb_json_open(json, '[');
    for (size_t i = 0; i < why->blocks.count; i++) {
        const kb_why_block *b = &why->blocks.at[i];
        kb_json_open(json, '{');
        kb_json_put_str(json, "words", b->words);
        kb_json_put_str(json, "at", b->at);
        kb_json_put_text(json, "left_out", b->reason);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
    kb_json_key(json, "notes");
    kb_json_open(json, '[');
    for (size_t i = 0; i < why->notes.count; i++) kb_json_str(json, why->notes.at[i]);
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}

void kb_json_document(kb_json *json, const kb_document *doc, const kb_offsets *offsets)
{
    char hash[20];
    (void)snprintf(hash, sizeof hash, "%016" PRIx64, doc->bytes_hash);
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    put_head(json, doc);
    kb_json_put_text(json, "canonical", doc->canonical);
    kb_json_put_text(json, "section", doc->section);
    kb_json_key(json, "tags");
    kb_json_strs(json, doc->tags);
    kb_json_put_text(json, "image", doc->image);
    kb_json_put_bool(json, "paywalled", doc->paywalled);
    kb_json_key(json, "carriers");
    kb_json_strs(json, doc->carriers);
    kb_json_put_str(json, "text", doc->text);
    put_lines(json, doc->lines, offsets);
    kb_json_put_text(json, "chosen_by", doc->chosen_by);
    kb_json_put_text(json, "title_from", doc->title_from);
    kb_json_put_text(json, "byline_from", doc->byline_from);
    kb_json_put_text(json, "published_from", doc->published_from);
    kb_json_put_text(json, "modified_from", doc->modified_from);
    kb_json_put_text(json, "outlet_from", doc->outlet_from);
    kb_json_put_text(json, "lang_from", doc->lang_from);
    kb_json_put_text(json, "encoding", doc->encoding);
    kb_json_put_text(json, "encoding_from", doc->encoding_from);
    kb_json_put_int(json, "replaced", (int64_t)doc->replaced);
    kb_json_put_str(json, "hash", kb_str_of(hash));
    put_origin(json, doc);
    if (doc->why) put_why(json, doc->why);
    kb_json_close(json, '}');
}

/* ---- claims ---- */

/* One name a string, several a list, none null. */
static void put_names(kb_json *json, const char *key, kb_strs names)
{
    kb_json_key(json, key);
    if (names.count == 0)
        kb_json_null(json);
    else if (names.count == 1)
        kb_json_str(json, names.at[0]);
    else
        kb_json_strs(json, names);
}

static void put_statement(kb_json *json, const kb_statement *s, const kb_offsets *offsets)
{
    kb_json_open(json, '{');
    put_words(json, "type", kb_statement_type_name(s->type));
    put_spans(json, "content", s->content, offsets);
    put_spans(json, "source", s->source, offsets);
    put_names(json, "speaker", s->speakers);
    put_spans(json, "cue", s->cue, offsets);
    put_words(json, "stance", kb_stance_name(s->stance));
    kb_json_put_bool(json, "negated", s->negated);
    kb_json_put_bool(json, "hearsay", s->hearsay);
    kb_json_put_bool(json, "continued", s->goes_on);
    kb_json_key(json, "carriers");
    kb_json_strs(json, s->carriers);
    put_spans(json, "carrier_spans", s->carrier_spans, offsets);
    kb_json_put_text(json, "addressee", s->addressee);
    kb_json_close(json, '}');
}

static void put_date(kb_json *json, const kb_date *date, const kb_document *doc, const kb_offsets *offsets)
{
    kb_time from = { date->from, doc->published.offset, doc->published.zoned, KB_TIME_MINUTE }, to = from;
    bool known = date->from != INT64_MIN;
    to.seconds = date->to;
    if (!known) from.precision = to.precision = KB_TIME_NONE;
    kb_json_open(json, '{');
    put_span(json, "span", date->span, offsets);
    kb_json_put_str(json, "text", kb_str_part(doc->text, date->span));
    kb_json_put_time(json, "from", from);
    kb_json_put_time(json, "to", to);
    kb_json_put_bool(json, "clock", date->clock);
    kb_json_put_bool(json, "about", date->about);
    put_words(json, "role", kb_date_role_name(date->role));
    kb_json_put_text(json, "weekday", date->weekday);
    kb_json_close(json, '}');
}

static void put_entity(kb_json *json, const kb_claims *claims, const uint32_t *order, size_t first, uint32_t entity,
                       const kb_offsets *offsets)
{
    const kb_entity *e = &claims->entities.at[entity];
    kb_json_open(json, '{');
    kb_json_put_str(json, "name", e->name);
    put_words(json, "kind", kb_name_kind_name(e->kind));
    kb_json_put_text(json, "role", e->role);
    kb_json_key(json, "mentions");
    kb_json_open(json, '[');
    for (size_t i = first; i < claims->mentions.count && claims->mentions.at[order[i]].entity == entity; i++)
        kb_json_span(json, claims->mentions.at[order[i]].span, offsets);
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}

/* Mentions stand in order of the text: a counting sort brings those of one name together, so that a text of many
 * names costs no more than their number. */
static void put_entities(kb_json *json, const kb_claims *claims, const kb_offsets *offsets)
{
    size_t names = claims->entities.count, mentions = claims->mentions.count;
    size_t *begin = calloc(names + 2, sizeof *begin);
    uint32_t *order = calloc(mentions + 1, sizeof *order);

    kb_json_key(json, "names");
    kb_json_open(json, '[');
    if (!begin || !order) {
        json->out->failed = true;
        goto done;
    }
    for (size_t i = 0; i < mentions; i++)
        if (claims->mentions.at[i].entity < names) begin[claims->mentions.at[i].entity + 2]++;
    for (size_t e = 2; e < names + 2; e++) begin[e] += begin[e - 1];
    for (size_t i = 0; i < mentions; i++) /* begin[e + 1] moves from the first of e to its end */
        if (claims->mentions.at[i].entity < names) order[begin[claims->mentions.at[i].entity + 1]++] = (uint32_t)i;
    for (size_t e = 0; e < names; e++) put_entity(json, claims, order, begin[e], (uint32_t)e, offsets);
done:
    kb_json_close(json, ']');
    free(begin);
    free(order);
}

static void put_remark(kb_json *json, const kb_remark *remark, kb_str text, const kb_offsets *offsets)
{
    kb_json_open(json, '{');
    put_words(json, "kind", remark->silence ? "silence" : "denial");
    put_span(json, "remark", remark->remark, offsets);
    kb_json_put_str(json, "text", kb_str_part(text, remark->remark));
    put_span(json, "about", remark->about, offsets);
    put_spans(json, "claim", remark->claim, offsets);
    put_index(json, "claim_statement", remark->claim_statement);
    put_index(json, "statement", remark->statement);
    kb_json_put_text(json, "speaker", remark->speaker);
    kb_json_close(json, '}');
}

void kb_json_claims(kb_json *json, const kb_document *doc, const kb_claims *claims, const kb_offsets *offsets)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_put_str(json, "id", doc->id);
    kb_json_put_text(json, "lang", doc->lang);
    kb_json_key(json, "quotes");
    kb_json_open(json, '[');
    for (size_t i = 0; i < claims->quotes.count; i++) kb_json_span(json, claims->quotes.at[i].words, offsets);
    kb_json_close(json, ']');
    kb_json_key(json, "attributions");
    kb_json_open(json, '[');
    for (size_t i = 0; i < claims->statements.count; i++) put_statement(json, &claims->statements.at[i], offsets);
    kb_json_close(json, ']');
    kb_json_key(json, "figures");
    kb_json_open(json, '[');
    for (size_t i = 0; i < claims->figures.count; i++) kb_json_figure(json, &claims->figures.at[i], doc->text, offsets);
    kb_json_close(json, ']');
    kb_json_key(json, "dates");
    kb_json_open(json, '[');
    for (size_t i = 0; i < claims->dates.count; i++) put_date(json, &claims->dates.at[i], doc, offsets);
    kb_json_close(json, ']');
    put_entities(json, claims, offsets);
    kb_json_key(json, "remarks");
    kb_json_open(json, '[');
    for (size_t i = 0; i < claims->remarks.count; i++) put_remark(json, &claims->remarks.at[i], doc->text, offsets);
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}

/* ---- compare ---- */

void kb_json_put_verdict(kb_json *json, const kb_verdict *verdict)
{
    const kb_time at = { .seconds = verdict->at, .zoned = true, .precision = KB_TIME_SECOND };
    kb_json_put_int(json, "mark", verdict->id);
    kb_json_put_str(json, "kind", kb_str_of(kb_verdict_name(verdict->kind)));
    kb_json_put_str(json, "by", verdict->who);
    kb_json_put_time(json, "at", at);
    kb_json_put_text(json, "note", verdict->note);
}

/* When it was captured, and what its text was then. */
static void put_capture(kb_json *json, const kb_document *doc)
{
    char digest[KB_SHA256_HEX + 1];
    kb_json_put_time(json, "captured", kb_captured(doc));
    kb_json_put_time(json, "withdrawn", kb_phrase_instant(doc->withdrawn));
    kb_sha256(doc->text, digest);
    kb_json_put_str(json, "sha256", kb_str_of(digest));
}

/* Its earlier texts, of which `changed` rows tell; the latest first. */
static void put_earlier(kb_json *json, const kb_document *doc)
{
    kb_json_key(json, "earlier");
    kb_json_open(json, '[');
    for (const kb_document *d = doc->earlier; d; d = d->earlier) {
        kb_json_open(json, '{');
        kb_json_put_int(json, "revision", d->revision);
        kb_json_put_str(json, "id", d->id);
        kb_json_put_text(json, "title", d->title);
        put_origin(json, d);
        kb_json_put_time(json, "modified", d->modified);
        put_capture(json, d);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_report(kb_json *json, const kb_report *report, size_t n)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "n", (int64_t)n);
    put_head(json, report->doc);
    put_capture(json, report->doc);
    if (report->doc->earlier) put_earlier(json, report->doc);
    kb_json_key(json, "carriers");
    kb_json_strs(json, report->carriers);
    kb_json_put_bool(json, "own", report->own);
    kb_json_key(json, "copy_of");
    if (report->copy_of)
        kb_json_int(json, (int64_t)report->copy_of);
    else
        kb_json_null(json);
    kb_json_put_real(json, "copy_share", report->copy_of ? report->copy_share : 0);
    kb_json_close(json, '}');
}

/* The words of the spans, one behind the other. */
static void put_text_of(kb_json *json, kb_str text, kb_spans spans)
{
    kb_buf words = { 0 };
    for (size_t i = 0; i < spans.count; i++) {
        if (i) kb_buf_add_c(&words, " \xe2\x80\xa6 ");
        kb_buf_add(&words, kb_str_part(text, spans.at[i]));
    }
    if (words.failed) json->out->failed = true;
    kb_json_put_str(json, "text", kb_buf_str(&words));
    kb_buf_clear(&words);
}

/* What readers marked in the cell. */
static void put_verdicts(kb_json *json, const kb_verdicts *verdicts, kb_spans spans)
{
    kb_json_key(json, "marks");
    kb_json_open(json, '[');
    for (size_t i = 0; i < verdicts->count; i++) {
        const kb_verdict *v = &verdicts->at[i];
        if (!kb_verdict_meets(v, spans)) continue;
        kb_json_open(json, '{');
        kb_json_put_verdict(json, v);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_translation(kb_json *json, const kb_comparison *c, const kb_cell *cell)
{
    kb_json_key(json, "translation");
    if (!cell->translation.len) {
        kb_json_null(json);
        return;
    }
    kb_json_open(json, '{');
    kb_json_put_str(json, "lang", c->translated_to);
    kb_json_put_str(json, "by", c->translated_by);
    kb_json_put_str(json, "text", cell->translation);
    kb_json_close(json, '}');
}

void kb_json_wordings(kb_json *json, const kb_wordings *wording, kb_str without, kb_str with)
{
    kb_json_key(json, "wording");
    kb_json_open(json, '[');
    for (size_t i = 0; i < wording->count; i++) {
        const kb_wording *run = &wording->at[i];
        if (run->same) continue;
        kb_json_open(json, '{');
        kb_json_put_text(json, "without", kb_str_part(without, run->a));
        kb_json_put_text(json, "with", kb_str_part(with, run->b));
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_cell(kb_json *json, const kb_comparison *c, const kb_cell *cell, const kb_offsets *offsets)
{
    kb_str text = kb_cell_document(c, cell)->text;
    const kb_offsets mine = kb_cell_offsets(cell, offsets);
    kb_json_open(json, '{');
    kb_json_put_int(json, "report", (int64_t)cell->report);
    if (cell->earlier) kb_json_put_int(json, "revision", cell->earlier->revision);
    put_spans(json, "spans", cell->spans, &mine);
    put_text_of(json, text, cell->spans);
    put_words(json, "role", kb_cell_role_name(cell->role));
    kb_json_put_text(json, "speaker", cell->speaker);
    kb_json_key(json, "carriers");
    kb_json_strs(json, cell->carriers);
    kb_json_key(json, "figure");
    if (cell->figure)
        kb_json_figure(json, cell->figure, text, &mine);
    else
        kb_json_null(json);
    kb_json_put_time(json, "moment", cell->moment);
    if (cell->wording.count) kb_json_wordings(json, &cell->wording, cell->model, kb_str_part(text, cell->spans.at[0]));
    put_translation(json, c, cell);
    put_verdicts(json, &kb_cell_document(c, cell)->verdicts, cell->spans);
    kb_json_close(json, '}');
}

void kb_json_row(kb_json *json, const kb_comparison *c, const kb_row *row, const kb_offsets *offsets, bool why)
{
    kb_json_open(json, '{');
    put_words(json, "kind", kb_row_kind_name(row->kind));
    kb_json_put_str(json, "matter", row->matter);
    put_words(json, "sure", kb_certainty_name(row->sure));
    kb_json_put_int(json, "reports", row->reports);
    kb_json_put_int(json, "independent", row->independent);
    kb_json_key(json, "cells");
    kb_json_open(json, '[');
    for (size_t i = 0; i < row->cells.count; i++) put_cell(json, c, &row->cells.at[i], offsets);
    kb_json_close(json, ']');
    kb_json_put_text(json, "why", row->why);
    if (why) kb_json_put_real(json, "weight", row->weight);
    kb_json_close(json, '}');
}

void kb_json_comparison(kb_json *json, const kb_comparison *c, const kb_offsets *offsets, bool why)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_put_text(json, "title", c->title);
    kb_json_key(json, "reports");
    kb_json_open(json, '[');
    for (size_t i = 0; i < c->count; i++) put_report(json, &c->reports[i], i + 1);
    kb_json_close(json, ']');
    kb_json_key(json, "rows");
    kb_json_open(json, '[');
    for (size_t i = 0; i < c->rows.count; i++) kb_json_row(json, c, &c->rows.at[i], offsets, why);
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}
