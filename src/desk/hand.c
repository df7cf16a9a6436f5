/* Corrections by hand: stories merged, split, moved between; what was decided, listed and taken back. */
#include "store/hand.h"

#include <inttypes.h>

#include "desk/answer.h"
#include "desk/deed.h"
#include "show/decisions_page.h"
#include "show/frame.h"
#include "store/verdict.h"

#define NUMBERS_SHOWN 8

/* ---- telling ---- */

static const char *kind_name(kb_decided kind)
{
    switch (kind) {
    case KB_DECIDED_MERGE: return "merge";
    case KB_DECIDED_SPLIT: return "split";
    case KB_DECIDED_MOVE: return "move";
    case KB_DECIDED_UNDO: return "undo";
    }
    return "";
}

static void numbers_json(kb_json *json, const char *key, kb_str numbers)
{
    kb_str part;
    int64_t number;
    kb_json_key(json, key);
    kb_json_open(json, '[');
    while (numbers.len && kb_str_next(&numbers, ',', &part))
        if (kb_str_int(part, &number)) kb_json_int(json, number);
    kb_json_close(json, ']');
}

static void put_number(kb_json *json, const char *key, int64_t number)
{
    kb_json_key(json, key);
    if (number)
        kb_json_int(json, number);
    else
        kb_json_null(json);
}

static void decision_json(kb_json *json, const kb_decision_row *row)
{
    const kb_time at = { .seconds = row->by.at, .zoned = true, .precision = KB_TIME_SECOND };
    kb_json_put_int(json, "decision", row->id);
    kb_json_put_str(json, "kind", kb_str_of(kind_name(row->kind)));
    put_number(json, "story", row->story);
    numbers_json(json, "from", row->stories);
    numbers_json(json, "articles", row->articles);
    put_number(json, "undoes", row->undoes);
    put_number(json, "undone_by", row->undone);
    kb_json_put_str(json, "by", row->by.who);
    kb_json_put_time(json, "at", at);
    kb_json_put_text(json, "note", row->by.note);
}

/* "5, 6, 7 … (120)" */
static void add_numbers(kb_buf *out, kb_str numbers)
{
    kb_str part;
    size_t count = 0;
    while (numbers.len && kb_str_next(&numbers, ',', &part)) {
        if (++count > NUMBERS_SHOWN) continue;
        if (count > 1) kb_buf_add_c(out, ", ");
        kb_buf_add(out, part);
    }
    if (count > NUMBERS_SHOWN) kb_buf_print(out, " … (%zu)", count);
}

void kb_answer_deed(kb_buf *out, const kb_decision_row *row, const char *ui)
{
    kb_buf stories = { 0 }, articles = { 0 };
    bool several = kb_str_find(row->stories, KB_STR(","), 0) != SIZE_MAX;
    bool many = kb_str_find(row->articles, KB_STR(","), 0) != SIZE_MAX;
    add_numbers(&stories, row->stories);
    add_numbers(&articles, row->articles);
    kb_buf_add_char(&stories, '\0');
    kb_buf_add_char(&articles, '\0');
    out->failed |= stories.failed || articles.failed;
    if (!out->failed) switch (row->kind) {
        case KB_DECIDED_MERGE:
            kb_buf_print(out, kb_word_ui(ui, several ? "stories %s merged into %lld" : "story %s merged into %lld"),
                         stories.at, (long long)row->story);
            break;
        case KB_DECIDED_SPLIT:
            kb_buf_print(out,
                         kb_word_ui(ui, many ? "articles %s split off story %s, now story %lld"
                                             : "article %s split off story %s, now story %lld"),
                         articles.at, stories.at, (long long)row->story);
            break;
        case KB_DECIDED_MOVE:
            kb_buf_print(out, kb_word_ui(ui, "article %s moved from story %s to %lld"), articles.at, stories.at,
                         (long long)row->story);
            break;
        case KB_DECIDED_UNDO:
            kb_buf_print(out, kb_word_ui(ui, "decision %lld taken back"), (long long)row->undoes);
            break;
        }
    kb_buf_clear(&stories);
    kb_buf_clear(&articles);
}

static void decision_text(kb_answer *a, const kb_decision_row *row)
{
    enum { NUMBER = 3 };
    const char *ui = a->how->ui_lang;
    const kb_time at = { .seconds = row->by.at, .zoned = true, .precision = KB_TIME_MINUTE };
    kb_buf words = { 0 };
    kb_answer_deed(&words, row, ui);
    kb_buf_add_char(&words, '\n');
    kb_ink_set(&words, KB_INK_DIM);
    kb_plain_add(&words, row->by.who);
    kb_buf_add_c(&words, " · ");
    kb_answer_time(&words, at, a->how);
    if (row->by.note.len) kb_buf_add_c(&words, " · ");
    kb_plain_add(&words, row->by.note);
    if (row->undone) kb_buf_add_c(&words, " · ");
    if (row->undone) kb_buf_print(&words, kb_word_ui(ui, "taken back by decision %lld"), (long long)row->undone);
    kb_answer_numbered(a, row->id, NUMBER, &words);
}

static kb_status list_decision(void *user, const kb_decision_row *row)
{
    kb_answer *a = user;
    a->rows++;
    if (a->how->format == KB_FORMAT_JSON) {
        kb_json json = { .out = &a->buf };
        kb_json_open(&json, '{');
        kb_json_put_int(&json, "v", KB_JSON_VERSION);
        decision_json(&json, row);
        kb_json_close(&json, '}');
        kb_json_line(&json);
    } else {
        decision_text(a, row);
    }
    return kb_answer_flush(a);
}

static kb_status put_decision(void *user, const kb_decision_row *row)
{
    kb_json *json = user;
    kb_json_open(json, '{');
    decision_json(json, row);
    kb_json_close(json, '}');
    return KB_OK;
}

/* Words before the first, nothing where there is none. */
static kb_status tell_decision(void *user, const kb_decision_row *row)
{
    kb_answer *a = user;
    if (a->rows++ == 0) {
        kb_buf_add_char(&a->buf, '\n');
        kb_buf_add_c(&a->buf, kb_word_ui(a->how->ui_lang, "by hand"));
        kb_buf_add_char(&a->buf, '\n');
    }
    decision_text(a, row);
    return KB_OK;
}

kb_status kb_answer_decisions(kb_answer *a, kb_json *json, int64_t story)
{
    kb_store *store = a->desk->store;
    size_t rows = a->rows;
    if (a->how->format != KB_FORMAT_JSON) {
        a->rows = 0;
        kb_status status = kb_store_decisions(store, 0, story, tell_decision, a, a->err);
        a->rows = rows;
        return status;
    }
    kb_json_key(json, "decisions");
    kb_json_open(json, '[');
    kb_status status = kb_store_decisions(store, 0, story, put_decision, json, a->err);
    kb_json_close(json, ']');
    return status;
}

/* ---- as a page ---- */

/* Those of the page alone: the rows before it and behind it are passed over. */
static bool on_page(kb_answer *a)
{
    const size_t row = a->rows++, skip = a->how->visit->skip;
    return row >= skip && row - skip < KB_DECISIONS_ROWS;
}

static kb_status page_decision(void *user, const kb_decision_row *row)
{
    kb_answer *a = user;
    kb_buf deed = { 0 };
    if (!on_page(a)) return KB_OK;
    kb_answer_deed(&deed, row, a->how->ui_lang);
    const kb_decision_told told = { .id = row->id,
                                    .story = row->story,
                                    .deed = kb_buf_str(&deed),
                                    .who = row->by.who,
                                    .note = row->by.note,
                                    .at = row->by.at,
                                    .undone = row->undone,
                                    .undoing = row->kind == KB_DECIDED_UNDO };
    kb_page_decision(&a->buf, &told, a->how);
    a->buf.failed |= deed.failed;
    kb_buf_clear(&deed);
    return kb_answer_flush(a);
}

static kb_status page_mark(void *user, const kb_verdict_row *row)
{
    kb_answer *a = user;
    const kb_mark_told told = { &row->verdict, row->article, row->story, row->outlet, row->text, row->undone_by };
    if (!on_page(a)) return KB_OK;
    kb_page_mark(&a->buf, &told, a->how);
    return kb_answer_flush(a);
}

static size_t rows_on_page(kb_answer *a)
{
    size_t skip = a->how->visit->skip, rows = a->rows > skip ? a->rows - skip : 0;
    a->rows = 0;
    return rows < KB_DECISIONS_ROWS ? rows : KB_DECISIONS_ROWS;
}

static kb_status page_decisions(kb_answer *a)
{
    size_t decisions = 0;
    kb_page_decisions_head(&a->buf, a->how);
    kb_status status = kb_store_decisions(a->desk->store, 0, 0, page_decision, a, a->err);
    if (status == KB_OK) {
        decisions = rows_on_page(a);
        kb_page_decisions_marks(&a->buf, decisions, a->how);
        status = kb_store_list_verdicts(a->desk->store, 0, page_mark, a, a->err);
    }
    if (status == KB_OK) kb_page_decisions_foot(&a->buf, decisions, rows_on_page(a), a->how);
    if (status == KB_OK) status = kb_answer_flush(a);
    kb_buf_clear(&a->buf);
    return status;
}

kb_status kb_desk_decisions(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    if (kb_frame_wanted(how)) return page_decisions(&a);
    kb_status status = kb_store_decisions(desk->store, 0, 0, list_decision, &a, err);
    if (status == KB_OK && a.rows == 0 && how->format != KB_FORMAT_JSON) {
        kb_buf_add_c(&a.buf, kb_word_ui(how->ui_lang, "no decisions by hand"));
        kb_buf_add_char(&a.buf, '\n');
        status = kb_answer_flush(&a);
    }
    kb_buf_clear(&a.buf);
    return status;
}

/* ---- deciding ---- */

typedef struct {
    kb_decided kind;
    int64_t number; /* the story split, the story moved to, the decision taken back */
    const int64_t *list;
    size_t count;
} deed;

static kb_status carry_out(kb_store *store, const deed *d, const kb_signed *by, int64_t *decision, kb_err *err)
{
    switch (d->kind) {
    case KB_DECIDED_MERGE: return kb_store_merge(store, d->list, d->count, by, decision, err);
    case KB_DECIDED_SPLIT: return kb_store_split(store, d->number, d->list, d->count, by, decision, err);
    case KB_DECIDED_MOVE: return kb_store_move(store, d->list[0], d->number, by, decision, err);
    case KB_DECIDED_UNDO: return kb_store_undo(store, d->number, by, decision, err);
    }
    return KB_OK;
}

/* In one transaction; then the decision is told as it is stored. */
static kb_status decide(kb_desk *desk, const deed *d, const kb_signature *by, const kb_print *how, const kb_sink *out,
                        kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    const kb_signed as = { .who = kb_str_trim(kb_str_of(by->by)),
                           .note = kb_str_trim(kb_str_of(by->note ? by->note : "")),
                           .at = desk->engine->options.now };
    int64_t decision = 0;
    if (!as.who.len) return kb_fail(err, KB_ERR_FORMAT, "nobody is named who decides");
    kb_status status = kb_desk_group_missing(desk, err);
    if (status == KB_OK) status = kb_store_begin(desk->store, err);
    if (status != KB_OK) return status;
    status = carry_out(desk->store, d, &as, &decision, err);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    if (status == KB_OK) status = kb_store_decisions(desk->store, decision, 0, list_decision, &a, err);
    kb_buf_clear(&a.buf);
    return status;
}

kb_status kb_desk_merge(kb_desk *desk, const int64_t *stories, size_t count, const kb_signature *by,
                        const kb_print *how, const kb_sink *out, kb_err *err)
{
    return decide(desk, &(deed){ KB_DECIDED_MERGE, 0, stories, count }, by, how, out, err);
}

kb_status kb_desk_split(kb_desk *desk, int64_t story, const int64_t *articles, size_t count, const kb_signature *by,
                        const kb_print *how, const kb_sink *out, kb_err *err)
{
    return decide(desk, &(deed){ KB_DECIDED_SPLIT, story, articles, count }, by, how, out, err);
}

kb_status kb_desk_move(kb_desk *desk, int64_t article, int64_t story, const kb_signature *by, const kb_print *how,
                       const kb_sink *out, kb_err *err)
{
    return decide(desk, &(deed){ KB_DECIDED_MOVE, story, &article, 1 }, by, how, out, err);
}

kb_status kb_desk_undo(kb_desk *desk, int64_t decision, const kb_signature *by, const kb_print *how, const kb_sink *out,
                       kb_err *err)
{
    return decide(desk, &(deed){ KB_DECIDED_UNDO, decision, NULL, 0 }, by, how, out, err);
}

kb_status kb_desk_story_now(kb_desk *desk, int64_t story, int64_t *now, kb_err *err)
{
    return kb_store_story_now(desk->store, story, now, err);
}
