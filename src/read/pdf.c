#include "read/pdf.h"

#include <stdlib.h>

#include "read/names.h"
#include "read/pdf_piece.h"
#include "read/pdf_poppler.h"
#include "read/pdf_text.h"
#include "text/language.h"
#include "text/written_date.h"

#define TOP_BYTES 1200 /* of the text: where its date stands */
#define TITLE_BYTES_MIN 12
#define DATE_LINE_BYTES 90 /* a line of no more is one with its date */
#define PLACE_BYTES 60     /* a place may stand before the date that begins a text */
#define LATER_DAYS 31      /* after the file was made: an event's day, no publication's */
#define DAY 86400

typedef struct {
    kb_document *doc;
    kb_pdf_lines lines;
    kb_pdf_paragraphs paragraphs;
    double heights[KB_PDF_PAGES_MAX];
    size_t pages, all; /* read; of the file */
    kb_str title, author, made;
    bool locked, broken;
} pdf_work;

/* ---- what poppler saw ---- */

static kb_status take_line(pdf_work *w, const kb_pdf_piece *piece, kb_err *err)
{
    const double *n = piece->number;
    if (w->pages == 0 || piece->text.len == 0) return KB_OK;
    if (w->lines.count >= KB_PDF_LINES_MAX) return kb_fail(err, KB_ERR_LIMIT, "more than %d lines", KB_PDF_LINES_MAX);
    kb_pdf_line *line = KB_ADD(w->doc->arena, &w->lines, kb_pdf_line);
    if (!line) return kb_arena_fail(w->doc->arena, err);
    *line = (kb_pdf_line){ .text = piece->text,
                           .left = n[0],
                           .top = n[1],
                           .right = n[2],
                           .bottom = n[3],
                           .size = n[4],
                           .page = (uint32_t)(w->pages - 1),
                           .bold = piece->kind == KB_PDF_BOLD };
    return KB_OK;
}

static kb_status take_pieces(pdf_work *w, kb_str rest, kb_err *err)
{
    kb_pdf_piece piece;
    kb_status status = KB_OK;
    while (status == KB_OK && kb_pdf_piece_next(&rest, &piece)) {
        switch (piece.kind) {
        case KB_PDF_PAGES: w->all = piece.number[0] > 0 ? (size_t)piece.number[0] : 0; break;
        case KB_PDF_PAGE:
            if (w->pages == KB_PDF_PAGES_MAX) return KB_OK;
            w->heights[w->pages++] = piece.number[1];
            break;
        case KB_PDF_LINE:
        case KB_PDF_BOLD: status = take_line(w, &piece, err); break;
        case KB_PDF_TITLE: w->title = kb_str_trim(piece.text); break;
        case KB_PDF_AUTHOR: w->author = kb_str_trim(piece.text); break;
        case KB_PDF_MADE: w->made = piece.text; break;
        case KB_PDF_LOCKED: w->locked = true; break;
        case KB_PDF_BROKEN: w->broken = true; break;
        }
    }
    return status;
}

/* How poppler's work ended early; NULL where it came to its end. */
static const char *why_early(kb_apart_end end)
{
    switch (end) {
    case KB_APART_TIME: return "it takes too long";
    case KB_APART_LARGE: return "it has too much text";
    case KB_APART_CRASHED: return "it takes too much memory, or is broken";
    case KB_APART_DONE: break;
    }
    return NULL;
}

/* Is there something to make a document of? */
static kb_status check(const pdf_work *w, kb_apart_end end, kb_err *err)
{
    const char *early = why_early(end);
    if (w->locked) return kb_fail(err, KB_ERR_FORMAT, "an encrypted PDF: it asks for a password");
    if (w->lines.count > 0) return KB_OK;
    if (early) return kb_fail(err, KB_ERR_LIMIT, "a PDF that cannot be read: %s", early);
    if (w->broken || w->all == 0) return kb_fail(err, KB_ERR_FORMAT, "a broken PDF");
    return kb_fail(err, KB_ERR_FORMAT, "a PDF without a text layer: pictures of pages, as of a scanner, are not read");
}

/* A document of the first pages says so. */
static void tell_missing(const kb_reading *reading, const pdf_work *w, kb_apart_end end)
{
    const char *early = why_early(end);
    kb_err err = { KB_OK, "" };
    if (!early && w->pages >= w->all) return;
    (void)kb_fail(&err, KB_ERR_LIMIT, "a PDF of %zu pages, of which %zu were read%s%s", w->all, w->pages,
                  early ? ": " : "", early ? early : "");
    kb_reading_problem(reading, &err);
}

/* ---- what it states ---- */

/* Does the text begin with about the stated title? "Microsoft Word - final2.docx" does not stand there. */
static bool stands_at_top(kb_str text, kb_str title)
{
    kb_str top = kb_str_part(text, kb_span_of(0, 2 * TOP_BYTES));
    for (size_t at = 0; title.len >= TITLE_BYTES_MIN && at + title.len <= top.len; at++)
        if (kb_str_equal_ascii(kb_str_part(top, kb_span_of(at, at + title.len)), title)) return true;
    return false;
}

/* The stated title as the text prints it, or the paragraph that looks like one. */
static kb_status keep_title(pdf_work *w, kb_err *err)
{
    kb_document *doc = w->doc;
    const kb_pdf_paragraph *own = kb_pdf_title(&w->paragraphs, doc->text, w->heights[0]);
    if (stands_at_top(doc->text, w->title)) {
        doc->title_from = KB_STR("meta");
        return kb_arena_copy(doc->arena, w->title, &doc->title) ? KB_OK : kb_arena_fail(doc->arena, err);
    }
    if (!own) return KB_OK;
    doc->title = kb_str_part(doc->text, own->span);
    doc->title_from = KB_STR("text");
    return KB_OK;
}

/* A login, an address, a path, a program's name is no author. */
static kb_status keep_author(pdf_work *w, kb_err *err)
{
    kb_document *doc = w->doc;
    kb_names names = { 0 };
    for (size_t i = 0; i < w->author.len; i++)
        if (strchr("0123456789@\\/_<>{}", w->author.at[i])) return KB_OK;
    if (!w->author.len || !memchr(w->author.at, ' ', w->author.len)) return KB_OK;
    kb_status status = kb_names_take(w->author, (kb_names_place){ NULL, NULL, false }, doc->arena, &names, err);
    if (status != KB_OK || names.desk || names.other) return status;
    doc->byline = names.people;
    if (names.people.count) doc->byline_from = KB_STR("meta");
    return KB_OK;
}

/* Is `date` of the paragraph the text's own: in a line that is little more, or behind a place before a dash? */
static bool is_dateline(kb_str words, const kb_written_date *date)
{
    kb_str behind = kb_str_trim(kb_str_part(words, kb_span_of(date->span.end, words.len)));
    if (words.len <= DATE_LINE_BYTES) return true;
    if (date->span.begin > PLACE_BYTES) return false;
    if (kb_str_starts(behind, KB_STR(")"))) behind = kb_str_trim(kb_str_part(behind, kb_span_of(1, behind.len)));
    return kb_str_starts(behind, KB_STR("-")) || kb_str_starts(behind, KB_STR("\u2013")) ||
           kb_str_starts(behind, KB_STR("\u2014"));
}

static bool date_at_top(const pdf_work *w, kb_time made, kb_time *out)
{
    kb_str text = w->doc->text;
    char lang[12];
    kb_language_find(text, lang);
    kb_date_place place = { kb_str_of(lang), { 0 } };
    for (size_t i = 0; i < w->paragraphs.count && w->paragraphs.at[i].span.begin < TOP_BYTES; i++) {
        kb_str words = kb_str_part(text, w->paragraphs.at[i].span);
        kb_written_date date;
        if (!kb_written_date_find(words, 0, place, &date) || !is_dateline(words, &date)) continue;
        if (made.precision && date.time.seconds > made.seconds + (int64_t)LATER_DAYS * DAY) continue;
        if (w->doc->fetched && date.time.seconds > w->doc->fetched + DAY) continue;
        *out = date.time;
        return true;
    }
    return false;
}

static void keep_day(pdf_work *w)
{
    kb_document *doc = w->doc;
    kb_time made = { 0 };
    if (!kb_time_parse(w->made, &made)) made.precision = KB_TIME_NONE;
    if (date_at_top(w, made, &doc->published))
        doc->published_from = KB_STR("text");
    else if (made.precision) {
        doc->published = made;
        doc->published_from = KB_STR("meta");
    }
}

/* ---- the document ---- */

static kb_status fill(pdf_work *w, kb_err *err)
{
    kb_buf text = { 0 };
    kb_document *doc = w->doc;
    kb_pdf_drop_running(&w->lines, w->heights, w->pages);
    kb_pdf_order(&w->lines);
    kb_status status = kb_pdf_write_text(&w->lines, doc->arena, &text, &w->paragraphs, err);
    if (status == KB_OK && text.len == 0) status = kb_fail(err, KB_ERR_FORMAT, "a PDF without words");
    if (status == KB_OK && !kb_arena_copy(doc->arena, kb_buf_str(&text), &doc->text))
        status = kb_arena_fail(doc->arena, err);
    kb_buf_clear(&text);
    if (status == KB_OK) status = keep_title(w, err);
    if (status == KB_OK) status = keep_author(w, err);
    if (status != KB_OK) return status;
    keep_day(w);
    doc->chosen_by = KB_STR("pdf");
    return KB_OK;
}

kb_status kb_pdf_settle(const kb_reading *reading, kb_str pieces, kb_apart_end end, size_t *count, kb_err *err)
{
    pdf_work *w = calloc(1, sizeof *w);
    kb_status status;
    if (!w) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if ((status = kb_reading_document(reading, (kb_str){ 0 }, reading->bytes, &w->doc, err)) != KB_OK) goto done;
    if ((status = take_pieces(w, pieces, err)) != KB_OK) goto done;
    if ((status = check(w, end, err)) != KB_OK) goto done;
    if ((status = fill(w, err)) != KB_OK) goto done;
    tell_missing(reading, w, end);
    status = kb_reading_give(reading, w->doc, count, err);
    w->doc = NULL;
done:
    kb_document_free(w->doc);
    free(w);
    return status;
}

typedef struct {
    const kb_poppler *poppler;
    kb_str bytes;
} looking;

static void look(void *user, const kb_sink *out)
{
    const looking *l = user;
    kb_poppler_tell(l->poppler, l->bytes, out);
}

kb_status kb_pdf_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    static const kb_apart_limits limits = { .memory = KB_PDF_MEMORY,
                                            .milliseconds = KB_PDF_MS,
                                            .milliseconds_write = KB_PDF_MS_PAGE,
                                            .answer = KB_PDF_BYTES_MAX };
    kb_poppler *poppler = NULL;
    kb_apart_end end = KB_APART_DONE;
    kb_buf pieces = { 0 };
    kb_status status = kb_poppler_load(&poppler, err);
    if (status != KB_OK) return status;
    looking l = { poppler, reading->bytes };
    status = kb_apart_run(&(kb_apart_work){ look, &l }, reading->tools->apart ? &limits : NULL, &pieces, &end, err);
    if (status == KB_OK) status = kb_pdf_settle(reading, kb_buf_str(&pieces), end, count, err);
    kb_buf_clear(&pieces);
    kb_poppler_free(poppler);
    return status;
}
