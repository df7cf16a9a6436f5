/* What readers mark as wrong or verified: decided, listed, taken back. */
#include "base/utf8.h"
#include "desk/answer.h"
#include "show/nouns_json.h"
#include "store/verdict.h"

static void put_mark(kb_json *json, const kb_verdict_row *row, const kb_span *span)
{
    const kb_time undone = { .seconds = row->undone_at,
                             .zoned = true,
                             .precision = row->undone_by.len ? KB_TIME_SECOND : KB_TIME_NONE };
    kb_json_put_verdict(json, &row->verdict);
    kb_json_put_int(json, "article", row->article);
    kb_json_put_number(json, "story", row->story, row->story != 0);
    kb_json_put_text(json, "outlet", row->outlet);
    kb_json_key(json, "span");
    if (span)
        kb_json_span(json, *span, NULL);
    else
        kb_json_null(json);
    kb_json_put_text(json, "words", kb_str_part(row->text, row->verdict.span));
    kb_json_put_text(json, "undone_by", row->undone_by);
    kb_json_put_time(json, "undone_at", undone);
}

/* Where it stands now, as it is told; *known: false where code points cannot be counted, in a text that is no more. */
static kb_status find_span(const kb_answer *a, const kb_verdict_row *row, kb_span *span, bool *known)
{
    kb_offsets offsets;
    *span = row->verdict.span;
    *known = row->text.len || !a->how->codepoints;
    kb_status status = kb_offsets_init(&offsets, row->text, a->how->codepoints, a->err);
    if (status != KB_OK) return status;
    if (a->how->codepoints)
        *span = kb_span_of(kb_offsets_at(&offsets, span->begin), kb_offsets_at(&offsets, span->end));
    kb_offsets_clear(&offsets);
    return KB_OK;
}

kb_status kb_answer_mark_json(const kb_answer *a, kb_json *json, const kb_verdict_row *row)
{
    kb_span span;
    bool known;
    kb_status status = find_span(a, row, &span, &known);
    if (status == KB_OK) put_mark(json, row, known ? &span : NULL);
    return status;
}

static kb_status verdict_json(kb_answer *a, const kb_verdict_row *row)
{
    kb_json json = { .out = &a->buf };
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_status status = kb_answer_mark_json(a, &json, row);
    kb_json_close(&json, '}');
    kb_json_line(&json);
    return status;
}

static void verdict_text(kb_answer *a, const kb_verdict_row *row, const kb_span *span)
{
    enum { NUMBER = 3 };
    const char *ui = a->how->ui_lang;
    kb_buf words = { 0 };
    kb_phrase_verdict(&words, &row->verdict, ui);
    kb_buf_add_char(&words, '\n');
    if (row->text.len)
        kb_plain_add(&words, kb_str_part(row->text, row->verdict.span));
    else
        kb_buf_add_c(&words, kb_word_ui(ui, "the text is another one since"));
    kb_buf_add_char(&words, '\n');
    kb_ink_set(&words, KB_INK_DIM);
    kb_plain_add(&words, row->outlet);
    if (row->outlet.len) kb_buf_add_c(&words, " · ");
    kb_buf_print(&words, kb_word_ui(ui, "article %lld"), (long long)row->article);
    if (span) kb_buf_print(&words, " · %zu-%zu", span->begin, span->end);
    if (row->undone_by.len) {
        kb_buf_add_c(&words, " · ");
        kb_buf_add_c(&words, kb_word_ui(ui, "taken back by"));
        kb_buf_add_char(&words, ' ');
        kb_plain_add(&words, row->undone_by);
    }
    kb_answer_numbered(a, row->verdict.id, NUMBER, &words);
}

static kb_status list_verdict(void *user, const kb_verdict_row *row)
{
    kb_answer *a = user;
    kb_span span;
    bool known;
    kb_status status = KB_OK;
    a->rows++;
    if (a->how->format == KB_FORMAT_JSON)
        status = verdict_json(a, row);
    else if ((status = find_span(a, row, &span, &known)) == KB_OK)
        verdict_text(a, row, known ? &span : NULL);
    return status == KB_OK ? kb_answer_flush(a) : status;
}

kb_status kb_desk_marks(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    kb_status status = kb_store_list_verdicts(desk->store, 0, list_verdict, &a, err);
    if (status == KB_OK && a.rows == 0 && how->format != KB_FORMAT_JSON) {
        kb_buf_print(&a.buf, "%s\n", kb_word_ui(how->ui_lang, "no marks"));
        status = kb_answer_flush(&a);
    }
    kb_buf_clear(&a.buf);
    return status;
}

/* ---- marking ---- */

typedef struct {
    size_t wanted, seen;
    int64_t article; /* 0: not found */
} nth;

static kb_status find_nth(void *user, const kb_article_row *row)
{
    nth *n = user;
    if (++n->seen == n->wanted) n->article = row->article;
    return KB_OK;
}

/* The article that is report `number` of the story's comparison. */
static kb_status find_report(kb_desk *desk, int64_t story, size_t number, int64_t *article, kb_err *err)
{
    nth n = { .wanted = number };
    int64_t now;
    kb_status status = kb_store_story_now(desk->store, story, &now, err);
    if (status == KB_OK) status = kb_store_members(desk->store, now, find_nth, &n, err);
    *article = n.article;
    if (status == KB_OK && !n.article)
        return kb_fail(err, KB_ERR_NOT_FOUND, "story %lld has no report %zu", (long long)now, number);
    return status;
}

static kb_status sign(kb_desk *desk, const kb_signature *by, kb_signed *out, kb_err *err)
{
    *out = (kb_signed){ .who = kb_str_trim(kb_str_of(by->by)),
                        .note = kb_str_trim(kb_str_of(by->note ? by->note : "")),
                        .at = desk->engine->options.now };
    return out->who.len ? KB_OK : kb_fail(err, KB_ERR_FORMAT, "nobody is named who decides");
}

static kb_status end_mark(kb_desk *desk, kb_status status, int64_t id, const kb_print *how, const kb_sink *out,
                          kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    if (status == KB_OK) status = kb_store_list_verdicts(desk->store, id, list_verdict, &a, err);
    kb_buf_clear(&a.buf);
    return status;
}

/* A span in code points of an article's text, to bytes. */
static kb_status span_in_bytes(kb_desk *desk, int64_t article, kb_span *span, kb_err *err)
{
    kb_document *doc;
    kb_offsets offsets = { 0 };
    kb_status status = kb_store_load(desk->store, article, &doc, err);
    if (status != KB_OK) return status;
    status = kb_offsets_init(&offsets, doc->text, true, err);
    if (status == KB_OK) {
        const kb_span bytes = { kb_offsets_byte(&offsets, span->begin), kb_offsets_byte(&offsets, span->end) };
        if (bytes.begin == SIZE_MAX || bytes.end == SIZE_MAX)
            status = kb_fail(err, KB_ERR_FORMAT, "mark: %zu-%zu is no span of the text, which has %zu code points",
                             span->begin, span->end, kb_utf8_count(doc->text));
        *span = bytes;
    }
    kb_offsets_clear(&offsets);
    kb_document_free(doc);
    return status;
}

/* Of a report of a story, where there is a story; else of an article. */
static kb_status mark(kb_desk *desk, int64_t story, size_t report, int64_t article, kb_span span, const char *verdict,
                      const kb_signature *by, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_signed as;
    kb_verdict_kind kind;
    int64_t id = 0;
    kb_status status = sign(desk, by, &as, err);
    if (status == KB_OK && !kb_verdict_kind_of(kb_str_of(verdict), &kind))
        status = kb_fail(err, KB_ERR_FORMAT,
                         "mark: '%s' is none of wrong-row, wrong-speaker, wrong-alignment, verified", verdict);
    if (status == KB_OK) status = kb_store_begin(desk->store, err);
    if (status != KB_OK) return status;
    if (story) status = find_report(desk, story, report, &article, err);
    if (status == KB_OK && how->codepoints) status = span_in_bytes(desk, article, &span, err);
    if (status == KB_OK) status = kb_store_judge(desk->store, article, span, kind, &as, &id, err);
    return end_mark(desk, status, id, how, out, err);
}

kb_status kb_desk_mark(kb_desk *desk, int64_t story, size_t report, kb_span span, const char *verdict,
                       const kb_signature *by, const kb_print *how, const kb_sink *out, kb_err *err)
{
    if (!story) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no story 0");
    return mark(desk, story, report, 0, span, verdict, by, how, out, err);
}

kb_status kb_desk_mark_article(kb_desk *desk, int64_t article, kb_span span, const char *verdict,
                               const kb_signature *by, const kb_print *how, const kb_sink *out, kb_err *err)
{
    return mark(desk, 0, 0, article, span, verdict, by, how, out, err);
}

kb_status kb_desk_unmark(kb_desk *desk, int64_t mark, const kb_signature *by, const kb_print *how, const kb_sink *out,
                         kb_err *err)
{
    kb_signed as;
    kb_status status = sign(desk, by, &as, err);
    if (status == KB_OK) status = kb_store_begin(desk->store, err);
    if (status != KB_OK) return status;
    return end_mark(desk, kb_store_unjudge(desk->store, mark, &as, err), mark, how, out, err);
}
