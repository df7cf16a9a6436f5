/* kb_desk_digest: what a time brought. */
#include "show/digest.h"
#include "show/export.h"
#include "show/frame.h"

#include <inttypes.h>

#include "desk/changes.h"
#include "desk/side.h"
#include "store/digest.h"
#include "store/verdict.h"

#define BYTES_MAX ((size_t)256 << 20)
#define STORIES_ELSE 20
#define ROWS_ELSE 6
#define ROWS_MAX 64
#define AGREED_MAX 3
#define SERIES_MAX 2
#define CORRECTIONS_MAX 30
#define CHANGES_MAX 4 /* of one revision */

typedef struct {
    kb_answer a;
    const kb_digest *digest;
    kb_paper paper;
    kb_json json; /* of how->format JSON; the paper else */
    kb_arena *arena;
    struct {
        int64_t *at;
        size_t count;
    } stories;
    size_t number;              /* of the story that is told */
    size_t corrections, others; /* told; neither title nor figures */
    size_t withdrawn, marks;
    kb_article_row best; /* the article whose title a story has */
} telling;

static bool is_json(const telling *t)
{
    return t->a.how->format == KB_FORMAT_JSON;
}

/* Lists are there, empty or not; a part of the paper begins with what is in it. */
static void begin_list(telling *t, const char *key)
{
    if (!is_json(t)) return;
    kb_json_key(&t->json, key);
    kb_json_open(&t->json, '[');
}

static void end_list(telling *t, bool begun)
{
    if (is_json(t))
        kb_json_close(&t->json, ']');
    else if (begun)
        kb_digest_part(&t->paper, NULL);
}

static bool in_time(const telling *t, int64_t at)
{
    return at >= t->digest->since && at < t->digest->until;
}

/* ---- stories ---- */

static kb_status take_story(void *user, const kb_story_row *row)
{
    telling *t = user;
    int64_t *story = KB_ADD(t->arena, &t->stories, int64_t);
    if (!story) return kb_arena_fail(t->arena, t->a.err);
    *story = row->id;
    return KB_OK;
}

/* The moment as ISO 8601 with a NUL behind it. */
static const char *write_time(telling *t, int64_t seconds)
{
    kb_buf text = { 0 };
    kb_str kept = { 0 };
    kb_time_write(&text, (kb_time){ .seconds = seconds, .zoned = true, .precision = KB_TIME_SECOND });
    bool done = !text.failed && kb_arena_print(t->arena, &kept, "%.*s", KB_STR_ARGS(kb_buf_str(&text)));
    kb_buf_clear(&text);
    return done ? kept.at : NULL;
}

static kb_status find_stories(telling *t)
{
    const kb_story_view view = kb_answer_view(&t->a);
    const kb_query query = { .since = write_time(t, t->digest->since),
                             .until = write_time(t, t->digest->until - 1),
                             .limit = t->digest->stories ? t->digest->stories : STORIES_ELSE,
                             .sort = KB_SORT_INDEPENDENT };
    if (!query.since || !query.until) return kb_arena_fail(t->arena, t->a.err);
    return kb_store_stories(t->a.desk->store, &query, &view, take_story, t, t->a.err);
}

static kb_status take_best(void *user, const kb_article_row *row)
{
    telling *t = user;
    t->best = *row;
    bool kept = kb_arena_copy(t->arena, row->outlet, &t->best.outlet) &&
                kb_arena_copy(t->arena, row->title, &t->best.title) && kb_arena_copy(t->arena, row->url, &t->best.url);
    return kept ? KB_OK : kb_arena_fail(t->arena, t->a.err);
}

/* Has one of that time's reports a cell in it? */
static bool is_fresh(const telling *t, const kb_story_row *story, const kb_row *row)
{
    for (size_t i = 0; i < row->cells.count; i++) {
        size_t report = row->cells.at[i].report - 1;
        if (report < story->facts.reports && in_time(t, story->members[report].at)) return true;
    }
    return false;
}

static bool cells_meet(const kb_cells *a, const kb_cells *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++) {
            if (a->at[i].report != b->at[k].report) continue;
            for (size_t m = 0; m < a->at[i].spans.count; m++)
                for (size_t n = 0; n < b->at[k].spans.count; n++)
                    if (kb_span_overlap(a->at[i].spans.at[m], b->at[k].spans.at[n])) return true;
        }
    return false;
}

/* Do words of it stand in what differs or is denied? One report's words would tell only one side as what all share. */
static bool is_disputed(const kb_rows *rows, const kb_row *row)
{
    for (size_t i = 0; i < rows->count; i++)
        if ((rows->at[i].kind == KB_ROW_DIFFERS || rows->at[i].kind == KB_ROW_DENIED) &&
            cells_meet(&rows->at[i].cells, &row->cells))
            return true;
    return false;
}

typedef struct {
    const kb_row *at[ROWS_MAX];
    size_t count;
} chosen_rows;

/* Up to `most` of a kind, behind those that are chosen; the others are counted. */
static size_t choose(const telling *t, const kb_story_row *story, const kb_rows *rows, kb_row_kind kind, size_t most,
                     chosen_rows *out)
{
    size_t chosen = 0, left = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const kb_row *row = &rows->at[i];
        if (row->kind != kind || row->sure == KB_UNSURE || !is_fresh(t, story, row)) continue;
        if (kind == KB_ROW_SHARED && (chosen == most || row->independent < 2 || is_disputed(rows, row))) continue;
        if (chosen < most && out->count < ROWS_MAX)
            out->at[out->count++] = row, chosen++;
        else
            left++;
    }
    return left;
}

static void choose_rows(const telling *t, const kb_story_row *story, const kb_comparison *c, chosen_rows *agreed,
                        chosen_rows *disputed, size_t *left)
{
    size_t most = t->digest->rows ? t->digest->rows : ROWS_ELSE;
    (void)choose(t, story, &c->rows, KB_ROW_SHARED, AGREED_MAX, agreed);
    *left = choose(t, story, &c->rows, KB_ROW_DIFFERS, most, disputed);
    *left += choose(t, story, &c->rows, KB_ROW_DENIED, most > disputed->count ? most - disputed->count : 0, disputed);
    (void)choose(t, story, &c->rows, KB_ROW_SERIES, SERIES_MAX, disputed);
}

static kb_status put_story(telling *t, const kb_digest_story *story)
{
    kb_offsets *offsets = NULL;
    kb_status status = KB_OK;
    if (!is_json(t)) {
        kb_digest_tell_story(&t->paper, story);
        return KB_OK;
    }
    if (story->comparison) status = kb_export_offsets(story->comparison, t->a.how, &offsets, t->a.err);
    if (status == KB_OK) kb_json_digest_story(&t->json, story, offsets, t->digest->since, t->digest->until);
    if (status == KB_OK && story->comparison) kb_export_offsets_free(story->comparison, offsets);
    return status;
}

static kb_status tell_story(void *user, const kb_story_row *row)
{
    telling *t = user;
    const kb_story_told told = { row->id, &row->facts, row->members, NULL };
    chosen_rows agreed = { .count = 0 }, disputed = { .count = 0 };
    kb_side side;
    kb_status status =
        kb_store_article(t->a.desk->store, row->members[row->facts.title].article, take_best, t, t->a.err);
    if (status != KB_OK) return status;
    kb_digest_story story = { .number = ++t->number,
                              .story = &told,
                              .title = kb_story_title(&told),
                              .url = t->best.url,
                              .outlet = t->best.outlet,
                              .published = t->best.published };
    for (size_t i = 0; i < row->facts.reports; i++) story.fresh += in_time(t, row->members[i].at);
    status = kb_side_open(t->a.desk, row->id, &side, t->a.err);
    if (status == KB_OK && side.comparison) choose_rows(t, row, side.comparison, &agreed, &disputed, &story.left_out);
    story.comparison = side.comparison;
    story.agreed = agreed.at;
    story.agreed_count = agreed.count;
    story.disputed = disputed.at;
    story.disputed_count = disputed.count;
    if (status == KB_OK) status = put_story(t, &story);
    kb_side_close(&side);
    return status == KB_OK ? kb_answer_flush(&t->a) : status;
}

static void put_head(telling *t, const kb_digest_head *head)
{
    const kb_digest *d = t->digest;
    const kb_time since = {
        .seconds = d->since, .offset = (int16_t)d->offset, .zoned = true, .precision = KB_TIME_SECOND
    };
    kb_time until = since;
    until.seconds = d->until;
    kb_json_open(&t->json, '{');
    kb_json_put_int(&t->json, "v", KB_JSON_VERSION);
    kb_json_put_time(&t->json, "since", since);
    kb_json_put_time(&t->json, "until", until);
    kb_json_put_bool(&t->json, "day", d->day);
    kb_json_digest_head(&t->json, head);
}

static kb_status tell_stories(telling *t)
{
    const kb_digest *d = t->digest;
    const kb_story_view view = kb_answer_view(&t->a);
    const kb_time from = { .seconds = d->since,
                           .offset = (int16_t)d->offset,
                           .zoned = !d->day,
                           .precision = d->day ? KB_TIME_DAY : KB_TIME_MINUTE };
    kb_time until = from;
    int64_t stories, reports;
    until.seconds = d->until;
    if (d->day) until.precision = KB_TIME_NONE;
    kb_status status = kb_store_count_time(t->a.desk->store, d->since, d->until, &stories, &reports, t->a.err);
    if (status == KB_OK) status = find_stories(t);
    if (status != KB_OK) return status;
    const kb_digest_head head = { from, until, (size_t)stories, (size_t)reports, t->stories.count };
    if (is_json(t))
        put_head(t, &head);
    else
        kb_digest_begin(&t->paper, &head);
    begin_list(t, "stories");
    for (size_t i = 0; i < t->stories.count && status == KB_OK; i++)
        status = kb_store_story(t->a.desk->store, t->stories.at[i], &view, tell_story, t, t->a.err);
    end_list(t, false);
    return status;
}

/* ---- corrections ---- */

static bool meets_figure(kb_span span, kb_spans figures)
{
    for (size_t i = 0; i < figures.count; i++)
        if (kb_span_overlap(span, figures.at[i])) return true;
    return false;
}

typedef struct {
    kb_digest_change at[CHANGES_MAX];
    size_t count;
} changes;

/* What became another in the title, in words; or (`figures` of both) in the figures of the text. */
static kb_status find_changes(telling *t, kb_str before, kb_str after, const kb_spans figures[2], bool title,
                              kb_arena *arena, changes *out)
{
    kb_wordings found;
    kb_status status = kb_wording_changes(before, after, arena, &found, t->a.err);
    for (size_t i = 0; status == KB_OK && i < found.count && out->count < CHANGES_MAX; i++) {
        const kb_wording *w = &found.at[i];
        if (figures && !meets_figure(w->a, figures[0]) && !meets_figure(w->b, figures[1])) continue;
        kb_str behind = kb_change_around(after, w->b.end, true);
        while (behind.len && behind.at[behind.len - 1] == ' ') behind.len--;
        out->at[out->count++] = (kb_digest_change){ .gone = kb_str_part(before, w->a),
                                                    .more = kb_str_part(after, w->b),
                                                    .before = kb_change_around(after, w->b.begin, false),
                                                    .after = behind,
                                                    .title = title };
    }
    return status;
}

static bool lies_in(kb_str part, kb_str whole)
{
    return part.len && part.at < whole.at + whole.len && part.at + part.len > whole.at;
}

/* Do words that are told already stand in it? */
static bool is_told(const changes *told, kb_str was, kb_str is)
{
    for (size_t i = 0; i < told->count; i++)
        if (lies_in(told->at[i].gone, was) || lies_in(told->at[i].more, is)) return true;
    return false;
}

/* What somebody said that stands otherwise now, or no more. */
static kb_status find_said(telling *t, kb_document *now, kb_arena *arena, kb_comparison **comparison, changes *out)
{
    kb_err why;
    kb_status status = kb_compare(t->a.desk->engine, &now, 1, comparison, &why);
    if (status == KB_ERR_FORMAT || status == KB_ERR_LIMIT) return KB_OK; /* nothing of the kind */
    if (status != KB_OK) return kb_fail(t->a.err, status, "%s", why.text);
    for (size_t i = 0; i < (*comparison)->rows.count && status == KB_OK && out->count < CHANGES_MAX; i++) {
        const kb_cells *cells = &(*comparison)->rows.at[i].cells;
        kb_str was = kb_str_part(now->earlier->text, cells->at[0].spans.at[0]), is = { 0 };
        if (cells->count > 1) is = kb_str_part(now->text, cells->at[1].spans.at[0]);
        if (cells->at[0].figure || is_told(out, was, is)) continue;
        if (is.len)
            status = find_changes(t, was, is, NULL, false, arena, out);
        else
            out->at[out->count++] = (kb_digest_change){ .gone = was };
    }
    return status;
}

/* `c` NULL: of a page that is no more. */
static void tell_article(telling *t, const kb_revised_row *row, const changes *c)
{
    const kb_digest_correction correction = {
        .outlet = row->outlet,
        .title = row->title,
        .url = row->url,
        .article = row->article,
        .at = { .seconds = row->at, .offset = (int16_t)t->digest->offset, .zoned = true, .precision = KB_TIME_MINUTE },
        .changes = c ? c->at : NULL,
        .count = c ? c->count : 0
    };
    if (is_json(t))
        kb_json_digest_correction(&t->json, &correction, c != NULL);
    else
        kb_digest_tell_correction(&t->paper, &correction);
}

static void tell_correction(telling *t, const kb_revised_row *row, const changes *c)
{
    if (!c->count || t->corrections == CORRECTIONS_MAX) {
        t->others++;
        return;
    }
    if (t->corrections++ == 0 && !is_json(t)) kb_digest_part(&t->paper, "Corrections");
    tell_article(t, row, c);
}

static kb_status find_correction(telling *t, kb_document *now, const kb_spans figures[2], kb_arena *arena,
                                 kb_comparison **comparison, changes *out)
{
    const kb_document *was = now->earlier;
    kb_status status = find_changes(t, was->title, now->title, NULL, true, arena, out);
    if (status == KB_OK) status = find_changes(t, was->text, now->text, figures, false, arena, out);
    if (status != KB_OK || out->count == CHANGES_MAX || t->corrections == CORRECTIONS_MAX) return status;
    return find_said(t, now, arena, comparison, out);
}

static kb_status take_revised(void *user, const kb_revised_row *row)
{
    telling *t = user;
    kb_document *now = NULL;
    kb_comparison *comparison = NULL;
    kb_spans figures[2];
    changes c = { .count = 0 };
    const int64_t revisions[2] = { row->before, row->after };
    kb_arena *arena = kb_arena_new(BYTES_MAX);
    kb_status status = arena ? KB_OK : kb_fail(t->a.err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) status = kb_store_load_revision(t->a.desk->store, row->after, &now, t->a.err);
    if (status == KB_OK) status = kb_store_load_revision(t->a.desk->store, row->before, &now->earlier, t->a.err);
    for (size_t i = 0; i < 2 && status == KB_OK; i++)
        status = kb_store_figure_spans(t->a.desk->store, revisions[i], arena, &figures[i], t->a.err);
    if (status == KB_OK) status = find_correction(t, now, figures, arena, &comparison, &c);
    if (status == KB_OK) tell_correction(t, row, &c);
    kb_comparison_free(comparison);
    kb_document_free(now);
    kb_arena_free(arena);
    return status;
}

static kb_status tell_corrections(telling *t)
{
    kb_buf note = { 0 };
    begin_list(t, "corrections");
    kb_status status =
        kb_store_revised(t->a.desk->store, t->digest->since, t->digest->until, take_revised, t, t->a.err);
    end_list(t, t->corrections > 0);
    if (is_json(t)) kb_json_put_int(&t->json, "others_changed", (int64_t)t->others);
    if (is_json(t) || !t->others) return status;
    kb_buf_print(
        &note,
        kb_word_ui(t->paper.ui, t->others == 1 ? "%zu other article was changed" : "%zu other articles were changed"),
        t->others);
    kb_digest_note(&t->paper, &note);
    return status;
}

static kb_status take_withdrawn(void *user, const kb_revised_row *row)
{
    telling *t = user;
    if (t->withdrawn++ == 0 && !is_json(t)) kb_digest_part(&t->paper, "Withdrawn pages");
    tell_article(t, row, NULL);
    return KB_OK;
}

static kb_status tell_withdrawn(telling *t)
{
    begin_list(t, "withdrawn");
    kb_status status =
        kb_store_withdrawn(t->a.desk->store, t->digest->since, t->digest->until, take_withdrawn, t, t->a.err);
    end_list(t, t->withdrawn > 0);
    return status;
}

/* ---- marks ---- */

static kb_status put_mark(telling *t, const kb_verdict_row *row)
{
    kb_json_open(&t->json, '{');
    kb_json_put_int(&t->json, "v", KB_JSON_VERSION);
    kb_status status = kb_answer_mark_json(&t->a, &t->json, row);
    kb_json_close(&t->json, '}');
    return status;
}

static kb_status take_mark(void *user, const kb_verdict_row *row)
{
    telling *t = user;
    kb_buf words = { 0 };
    if (!in_time(t, row->verdict.at) || row->undone_by.len) return KB_OK;
    if (is_json(t)) return put_mark(t, row);
    kb_phrase_verdict(&words, &row->verdict, t->paper.ui);
    const kb_digest_mark mark = { .outlet = row->outlet,
                                  .words = kb_str_part(row->text, row->verdict.span),
                                  .mark = kb_buf_str(&words),
                                  .story = row->story };
    if (t->marks++ == 0) kb_digest_part(&t->paper, "Marks of readers");
    kb_digest_tell_mark(&t->paper, &mark);
    t->a.buf.failed |= words.failed;
    kb_buf_clear(&words);
    return KB_OK;
}

static kb_status tell_marks(telling *t)
{
    begin_list(t, "marks");
    kb_status status = kb_store_list_verdicts(t->a.desk->store, 0, take_mark, t, t->a.err);
    end_list(t, t->marks > 0);
    return status;
}

/* ---- all of it ---- */

static void end(telling *t)
{
    if (is_json(t)) {
        kb_json_close(&t->json, '}');
        kb_json_line(&t->json);
    } else {
        kb_digest_end(&t->paper);
    }
}

kb_status kb_desk_digest(kb_desk *desk, const kb_digest *digest, const kb_print *how, const kb_sink *out, kb_err *err)
{
    telling t = { .a = { .desk = desk, .how = how, .out = out, .err = err }, .digest = digest };
    t.arena = kb_arena_new(BYTES_MAX);
    t.paper = (kb_paper){ &t.a.buf, how->ui_lang ? how->ui_lang : "en", how->format == KB_FORMAT_HTML,
                          kb_frame_wanted(how) ? how : NULL };
    t.json.out = &t.a.buf;
    if (!t.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = tell_stories(&t);
    if (status == KB_OK) status = tell_corrections(&t);
    if (status == KB_OK) status = tell_withdrawn(&t);
    if (status == KB_OK) status = tell_marks(&t);
    if (status == KB_OK) end(&t);
    if (status == KB_OK) status = kb_answer_flush(&t.a);
    kb_buf_clear(&t.a.buf);
    kb_arena_free(t.arena);
    return status;
}
