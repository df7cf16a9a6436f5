/* Who says most: all speakers of the desk, or those of a name. */
#include <stdlib.h>

#include "claim/cue.h"
#include "desk/answer.h"
#include "show/curve.h"
#include "show/frame.h"
#include "show/speakers.h"
#include "store/speakers.h"

#define BYTES_MAX ((size_t)128 << 20)
#define DAY 86400
#define LIMIT_ELSE 40
#define DAYS_MAX 36500

typedef struct {
    kb_answer a;
    kb_arena *arena; /* of one speaker; or of the list */
    const kb_speaker_query *query;
    int64_t since, until;
    size_t skip, limit;
    kb_speaker_ranks found;
    kb_speaker_lately *now; /* the one that is being told */
} telling;

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* How many different numbers above 0; orders them. */
static size_t count_different(int64_t *at, size_t count)
{
    size_t different = 0;
    if (count) qsort(at, count, sizeof *at, by_number);
    for (size_t i = 0; i < count; i++) different += at[i] > 0 && (i == 0 || at[i] != at[i - 1]);
    return different;
}

/* Of a time all speakers have the same bars, so that they can be held against one another. */
static kb_status make_timeline(telling *t, int64_t *moments, size_t count, kb_timeline *out)
{
    enum { HOURS = 24, QUARTERS = 28 };
    *out = (kb_timeline){ 0 };
    if (t->since == INT64_MIN || t->query->days > KB_TIMELINE_BARS) {
        if (count) qsort(moments, count, sizeof *moments, by_number);
        return kb_timeline_of(moments, count, out, t->a.err);
    }
    out->count = t->query->days == 1 ? HOURS : t->query->days <= 7 ? 4 * t->query->days : t->query->days;
    out->begin = t->since;
    out->step = (t->until - t->since) / (int64_t)out->count;
    for (size_t i = 0; i < count; i++) {
        size_t bar = (size_t)((moments[i] - out->begin) / out->step);
        out->at[bar < out->count ? bar : out->count - 1]++;
    }
    return KB_OK;
}

static kb_status count_sayings(telling *t, const kb_speaker_sayings *s, kb_speaker_lately *to)
{
    int64_t *numbers = KB_NEW(t->arena, int64_t, s->count);
    if (!numbers) return kb_arena_fail(t->arena, t->a.err);
    to->name = s->name;
    to->statements = s->count;
    to->last = s->count ? s->at[0].at : 0;
    for (size_t i = 0; i < s->count; i++) numbers[i] = s->at[i].article;
    to->reports = count_different(numbers, s->count);
    for (size_t i = 0; i < s->count; i++) numbers[i] = s->at[i].outlet;
    to->outlets = count_different(numbers, s->count);
    for (size_t i = 0; i < s->count; i++) numbers[i] = s->at[i].at;
    return make_timeline(t, numbers, s->count, &to->timeline);
}

/* The last saying is told, the others are not read. */
static kb_status take_last(void *user, const kb_said_row *row)
{
    telling *t = user;
    kb_str words = kb_str_trim(kb_str_part(row->text, row->content.at[0]));
    if (!kb_arena_copy(t->arena, words, &t->now->words) || !kb_arena_copy(t->arena, row->role, &t->now->role))
        return kb_arena_fail(t->arena, t->a.err);
    t->now->stance = kb_stance_name(kb_stance_of(row->stance));
    t->now->article = row->article;
    t->now->span = kb_span_of(row->content.at[0].begin, row->content.at[row->content.count - 1].end);
    return KB_ERR_STOPPED;
}

static void write_speaker(telling *t, const kb_speaker_lately *speaker)
{
    kb_json json = { .out = &t->a.buf };
    if (t->a.how->format == KB_FORMAT_JSON)
        kb_json_speaker_lately(&json, speaker);
    else if (kb_frame_wanted(t->a.how))
        kb_page_speakers_item(&t->a.buf, speaker, t->a.how);
    else
        kb_screen_speaker_lately(&t->a.buf, speaker, t->a.how);
}

static kb_status tell_speaker(telling *t, int64_t id)
{
    static const kb_query all = { .limit = 1 };
    kb_speaker_sayings sayings;
    kb_speaker_lately speaker = { .stance = "" };
    kb_arena *list = t->arena;
    t->arena = kb_arena_new(BYTES_MAX);
    t->now = &speaker;
    kb_status status = t->arena ? KB_OK : kb_fail(t->a.err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK)
        status = kb_store_speaker_sayings(t->a.desk->store, id, t->since, t->until, t->arena, &sayings, t->a.err);
    if (status == KB_OK) status = count_sayings(t, &sayings, &speaker);
    if (status == KB_OK && sayings.count)
        status = kb_store_said(t->a.desk->store, &id, 1, &all, NULL, take_last, t, t->a.err);
    if (status == KB_OK && sayings.count) {
        write_speaker(t, &speaker);
        t->a.rows++;
    }
    kb_arena_free(t->arena);
    t->arena = list;
    return status == KB_OK ? kb_answer_flush(&t->a) : status;
}

/* ---- which ---- */

static kb_status take_named(void *user, const kb_speaker_row *row)
{
    telling *t = user;
    kb_speaker_rank *rank;
    for (size_t i = 0; i < t->found.count; i++)
        if (t->found.at[i].id == row->id) return KB_OK;
    rank = KB_ADD(t->arena, &t->found, kb_speaker_rank);
    if (!rank) return kb_arena_fail(t->arena, t->a.err);
    *rank = (kb_speaker_rank){ row->id, row->statements };
    return KB_OK;
}

static kb_status find_named(telling *t, kb_str name)
{
    kb_status status = kb_store_speakers(t->a.desk->store, name, take_named, t, t->a.err);
    if (status == KB_OK && !t->found.count)
        status = kb_store_speakers_sounding(t->a.desk->store, name, take_named, t, t->a.err);
    if (status == KB_ERR_FORMAT) status = KB_OK; /* no word in it: nobody is named so */
    return status;
}

static kb_status find_speakers(telling *t)
{
    const char *name = t->query->name;
    if (name) return find_named(t, kb_str_of(name));
    kb_status status =
        kb_store_speakers_most(t->a.desk->store, t->since, t->until, t->limit, t->skip, t->arena, &t->found, t->a.err);
    t->skip = 0; /* was done */
    return status;
}

static kb_status tell_speakers(telling *t)
{
    kb_speakers_told told = { t->query->name, t->query->days, t->limit, t->skip, 0, t->until };
    bool page = kb_frame_wanted(t->a.how);
    kb_status status = find_speakers(t);
    if (status != KB_OK) return status;
    if (page) kb_page_speakers_head(&t->a.buf, &told, t->a.how);
    for (size_t i = t->skip; i < t->found.count && told.rows < t->limit && status == KB_OK; i++) {
        status = tell_speaker(t, t->found.at[i].id);
        told.rows++;
    }
    if (page) {
        kb_page_speakers_foot(&t->a.buf, &told, t->a.how);
    } else if (t->a.rows == 0 && t->a.how->format != KB_FORMAT_JSON) {
        kb_buf_add_c(&t->a.buf, kb_word_ui(t->a.how->ui_lang, "nobody says anything"));
        kb_buf_add_char(&t->a.buf, '\n');
    }
    return status == KB_OK ? kb_answer_flush(&t->a) : status;
}

kb_status kb_desk_speakers(kb_desk *desk, const kb_speaker_query *query, const kb_print *how, const kb_sink *out,
                           kb_err *err)
{
    telling t = { .a = { .desk = desk, .how = how, .out = out, .err = err },
                  .query = query,
                  .since = INT64_MIN,
                  .until = INT64_MAX,
                  .skip = query->skip,
                  .limit = query->limit ? query->limit : LIMIT_ELSE };
    if (query->days > DAYS_MAX) return kb_fail(err, KB_ERR_FORMAT, "more than %d days", DAYS_MAX);
    t.arena = kb_arena_new(BYTES_MAX);
    if (!t.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = KB_OK;
    if (query->days) {
        status = kb_store_lately(desk->store, &t.until, err);
        t.until++;
        t.since = t.until - DAY * (int64_t)query->days;
    }
    if (status == KB_OK) status = tell_speakers(&t);
    kb_arena_free(t.arena);
    kb_buf_clear(&t.a.buf);
    return status;
}
