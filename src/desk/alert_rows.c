/* Which rows of a story's comparison are news. A row is known by its sides: what each cell says, a figure by what is
 * counted and its bounds, other cells by their words. Two sides that stand against one another are a pair, and pairs
 * are what is remembered: as reports come in, rows gain cells and change their places and words. A row of figures is
 * new when two of its values have not stood against one another before; one of words when none of its pairs has:
 * another outlet's words for a known denial are no new one. What one report changed is that report's own news. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "desk/alert_event.h"
#include "desk/settle.h"
#include "desk/side.h"
#include "show/export.h"
#include "text/fold.h"

#define SIDES_MAX 12 /* of a row: what more stands in it is no other matter */
#define KEY_MAX 64
#define WORDS_MAX ((size_t)160)

static bool is_news(const kb_row *row)
{
    return row->kind == KB_ROW_DIFFERS || row->kind == KB_ROW_DENIED || row->kind == KB_ROW_CHANGED;
}

/* ---- sides ---- */

typedef struct {
    uint64_t at[SIDES_MAX]; /* each once, in order */
    size_t count;
    bool figures;
} sides;

/* owner: the article that alone has such sides; 0: any report may have them. */
static kb_status side_of(kb_alert_finding *f, const kb_comparison *c, const kb_cell *cell, int64_t owner, uint64_t *out)
{
    kb_buf words = { 0 };
    kb_str folded = { 0 };
    kb_status status = KB_OK;
    if (cell->figure) {
        const kb_figure *g = cell->figure;
        kb_str what = g->concept.len ? g->concept : g->unit;
        kb_buf_print(&words, "%.*s %a %a %d %d", KB_STR_ARGS(what), g->low, g->high, g->low_open, g->high_open);
        folded = kb_buf_str(&words);
    } else {
        kb_phrase_cell(&words, c, cell);
        status = kb_fold(kb_buf_str(&words), false, f->arena, &folded, f->err);
    }
    *out = kb_hash_with((uint64_t)owner << 8 | (uint64_t)cell->role, folded);
    if (words.failed) status = kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    kb_buf_clear(&words);
    return status;
}

static kb_status find_sides(kb_alert_finding *f, const kb_comparison *c, const kb_row *row, int64_t owner, sides *out)
{
    *out = (sides){ .figures = true };
    for (size_t i = 0; i < row->cells.count && out->count < SIDES_MAX; i++) {
        uint64_t side;
        size_t to = 0;
        kb_status status = side_of(f, c, &row->cells.at[i], owner, &side);
        if (status != KB_OK) return status;
        out->figures &= row->cells.at[i].figure != NULL;
        while (to < out->count && out->at[to] < side) to++;
        if (to < out->count && out->at[to] == side) continue;
        memmove(&out->at[to + 1], &out->at[to], (out->count - to) * sizeof *out->at);
        out->at[to] = side;
        out->count++;
    }
    return KB_OK;
}

static void key_of_pair(uint64_t a, uint64_t b, char key[KEY_MAX])
{
    (void)snprintf(key, KEY_MAX, "row:%016" PRIx64, kb_hash_with(a, (kb_str){ (const char *)&b, sizeof b }));
}

/* Its pairs become known; *fresh: the row is new; `key`: the first pair that was not known. A row of one side is that
 * side against itself; one of a report that changed what it gave has the report's article in its sides. */
static kb_status know_pairs(kb_alert_finding *f, const sides *s, bool *fresh, char key[KEY_MAX])
{
    size_t pairs = 0, known = 0;
    *key = '\0';
    for (size_t i = 0; i < s->count; i++)
        for (size_t k = s->count == 1 ? i : i + 1; k < s->count; k++) {
            char pair[KEY_MAX];
            bool has;
            key_of_pair(s->at[i], s->at[k], pair);
            kb_status status = kb_store_has_event(f->desk->store, f->alert->id, kb_str_of(pair), &has, f->err);
            for (size_t e = 0; e < f->events.count && !has; e++) has = kb_str_is(f->events.at[e].key, pair);
            pairs++;
            known += has;
            if (status == KB_OK && !has && *key) status = kb_alert_know(f, kb_str_of(pair));
            if (!has && !*key) memcpy(key, pair, KEY_MAX);
            if (status != KB_OK) return status;
        }
    *fresh = s->figures ? known < pairs : known == 0;
    return KB_OK;
}

/* ---- what is told ---- */

typedef struct {
    kb_alert_finding *f;
    int64_t story;
    kb_side side;
    kb_offsets *offsets;
    struct {
        kb_article_row *at;
        size_t count;
    } members; /* as reports are numbered */
} looking;

static kb_status keep_member(void *user, const kb_article_row *row)
{
    looking *l = user;
    kb_arena *arena = l->f->arena;
    kb_article_row *to = KB_ADD(arena, &l->members, kb_article_row);
    if (!to) return kb_arena_fail(arena, l->f->err);
    *to = *row;
    bool kept = kb_arena_copy(arena, row->outlet, &to->outlet) && kb_arena_copy(arena, row->title, &to->title) &&
                kb_arena_copy(arena, row->url, &to->url);
    return kept ? KB_OK : kb_arena_fail(arena, l->f->err);
}

static bool has_cell(const kb_row *row, size_t report)
{
    for (size_t i = 0; i < row->cells.count; i++)
        if (row->cells.at[i].report == report) return true;
    return false;
}

static void put_reports(looking *l, kb_event_words *w, const kb_row *row, kb_buf *articles)
{
    kb_json_key(&w->json, "reports");
    kb_json_open(&w->json, '[');
    kb_buf_add_char(articles, '[');
    for (size_t i = 0; i < l->members.count; i++) {
        const kb_article_row *m = &l->members.at[i];
        if (!has_cell(row, i + 1)) continue;
        kb_json_open(&w->json, '{');
        kb_json_put_int(&w->json, "n", (int64_t)i + 1);
        kb_json_put_int(&w->json, "article", m->article);
        kb_json_put_text(&w->json, "outlet", m->outlet);
        kb_json_put_text(&w->json, "title", m->title);
        kb_json_put_text(&w->json, "url", m->url);
        kb_json_put_time(&w->json, "published", m->published);
        kb_json_close(&w->json, '}');
        kb_buf_print(articles, "%s%" PRId64, articles->len > 1 ? "," : "", m->article);
    }
    kb_buf_add_char(articles, ']');
    kb_json_close(&w->json, ']');
}

/* "differs (likely): rumah rusak · Suara Timur: 312 rumah rusak — kepala BNPB | Island Post: at least 400 homes";
 * "changed (sure): rumah rusak · Suara Timur, earlier version: 12 rumah rusak | now: 15 rumah rusak" */
static void add_row(looking *l, kb_event_words *w, const kb_row *row)
{
    const char *ui = l->f->how->ui_lang;
    kb_buf words = { 0 };
    kb_buf_print(&w->line, "%s (%s): ", kb_phrase_kind(row->kind, ui), kb_phrase_certainty(row->sure, ui));
    kb_plain_add(&w->line, row->matter);
    for (size_t i = 0; i < row->cells.count && i < SIDES_MAX; i++) {
        const kb_cell *cell = &row->cells.at[i];
        kb_buf_add_c(&w->line, i ? " | " : " · ");
        if (row->kind != KB_ROW_CHANGED || i == 0)
            kb_phrase_report(&w->line, l->side.comparison->reports[cell->report - 1].doc);
        if (row->kind == KB_ROW_CHANGED) kb_buf_print(&w->line, i ? "%s" : ", %s", kb_phrase_role(cell->role, ui));
        kb_buf_add_c(&w->line, ": ");
        kb_phrase_cell(&words, l->side.comparison, cell);
        bool cut = words.len > WORDS_MAX;
        while (cut && (words.len > WORDS_MAX || ((unsigned char)words.at[words.len] & 0xC0) == 0x80)) words.len--;
        kb_plain_add(&w->line, kb_buf_str(&words));
        if (cut) kb_buf_add_c(&w->line, " …");
        words.len = 0;
        if (cell->speaker.len) kb_buf_add_char(&w->line, ' ');
        kb_phrase_speaker(&w->line, cell, ui);
    }
    w->line.failed |= words.failed;
    kb_buf_clear(&words);
}

static kb_status tell_row(looking *l, const kb_row *row, kb_str key)
{
    kb_event_words w;
    kb_buf articles = { 0 };
    kb_event_begin(l->f, key, &w);
    add_row(l, &w, row);
    kb_json_put_int(&w.json, "story", l->story);
    kb_json_key(&w.json, "row");
    kb_json_row(&w.json, l->side.comparison, row, l->offsets, false);
    put_reports(l, &w, row, &articles);
    kb_status status = kb_event_end(l->f, key, kb_buf_str(&articles), &w);
    if (articles.failed) status = kb_fail(l->f->err, KB_ERR_MEMORY, "out of memory");
    kb_buf_clear(&articles);
    return status;
}

/* Is one of its reports of the time that is asked for, or the revision that changed it? */
static bool is_of_time(const looking *l, const kb_row *row)
{
    if (l->f->since == INT64_MIN) return true;
    if (row->kind == KB_ROW_CHANGED) return l->side.docs[row->cells.at[0].report - 1]->fetched >= l->f->since;
    for (size_t i = 0; i < row->cells.count; i++) {
        const kb_article_row *m = &l->members.at[row->cells.at[i].report - 1];
        int64_t at = m->published.precision != KB_TIME_NONE ? m->published.seconds : m->added;
        if (at >= l->f->since) return true;
    }
    return false;
}

static kb_status look_at_rows(looking *l, bool all_known)
{
    const kb_rows *rows = &l->side.comparison->rows;
    kb_status status = KB_OK;
    for (size_t i = 0; i < rows->count && status == KB_OK; i++) {
        const kb_row *row = &rows->at[i];
        char key[KEY_MAX];
        bool fresh;
        sides s;
        if (!is_news(row)) continue;
        int64_t owner = row->kind == KB_ROW_CHANGED ? l->members.at[row->cells.at[0].report - 1].article : 0;
        status = find_sides(l->f, l->side.comparison, row, owner, &s);
        if (status == KB_OK) status = know_pairs(l->f, &s, &fresh, key);
        if (status != KB_OK || !*key) continue;
        bool told = fresh && !all_known && is_of_time(l, row);
        status = told ? tell_row(l, row, kb_str_of(key)) : kb_alert_know(l->f, kb_str_of(key));
    }
    return status;
}

kb_status kb_alert_find_rows(kb_alert_finding *f, int64_t story, bool all_known)
{
    looking l = { .f = f, .story = story };
    int64_t stamp = 0;
    kb_status status = kb_store_stamp(f->desk->store, story, &stamp, f->err);
    if (status == KB_OK) status = kb_side_open(f->desk, story, &l.side, f->err);
    if (status == KB_OK) status = kb_store_members(f->desk->store, story, keep_member, &l, f->err);
    bool compared = status == KB_OK && l.side.comparison && l.members.count == l.side.count;
    if (compared) {
        const kb_disputes counts = kb_disputes_of(l.side.comparison); /* it was made anyway */
        status = kb_store_save_disputes(f->desk->store, story, stamp, &counts, f->err);
    }
    if (compared && status == KB_OK) status = kb_export_offsets(l.side.comparison, f->how, &l.offsets, f->err);
    if (compared && status == KB_OK) {
        status = look_at_rows(&l, all_known);
        kb_export_offsets_free(l.side.comparison, l.offsets);
    }
    kb_side_close(&l.side);
    return status;
}
