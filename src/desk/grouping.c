/* kabar group: a stream of documents held in memory, each put into a story as it comes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "desk/sketch.h"
#include "show/why.h"
#include "story/group.h"
#include "story/memory.h"

#define ARENA_MAX ((size_t)64 << 20)

typedef struct {
    kb_str id;
    kb_report report; /* its article: the number under which it was grouped; 0: it still waits */
    int64_t joined;   /* the story in which it was first */
    kb_term_words words;
} grouped;

struct kb_grouping {
    kb_engine *engine;
    kb_group_options options;
    kb_memory *memory;
    kb_arena *arena; /* ids, and the sketches of those that wait */
    struct {
        grouped *at;
        size_t count;
    } all;          /* in the order in which they came */
    size_t *placed; /* placed[article - 1]: index into all */
    size_t placed_count, placed_room;
};

static void tell_measures(const kb_sink *out, bool across)
{
    kb_buf line = { 0 };
    kb_buf_add_c(&line, "report\tearlier");
    for (int i = 0; !across && i < KB_MEASURE_COUNT; i++) kb_buf_print(&line, "\t%s", kb_measure_name((kb_measure)i));
    for (int i = 0; across && i < KB_ACROSS_COUNT; i++) kb_buf_print(&line, "\t%s", kb_across_name((kb_across)i));
    kb_buf_add_char(&line, '\n');
    (void)kb_buf_flush(&line, out, NULL);
    kb_buf_clear(&line);
}

kb_status kb_grouping_open(kb_engine *engine, const kb_group_options *options, kb_grouping **out, kb_err *err)
{
    kb_grouping *g = calloc(1, sizeof *g);
    *out = NULL;
    if (!g) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    g->engine = engine;
    g->options = *options;
    g->arena = kb_arena_new(SIZE_MAX);
    if (options->pairs) tell_measures(options->pairs, options->across);
    kb_status status = g->arena ? kb_memory_new(&g->memory, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK)
        *out = g;
    else
        kb_grouping_close(g);
    return status;
}

void kb_grouping_close(kb_grouping *g)
{
    if (!g) return;
    kb_memory_free(g->memory);
    kb_arena_free(g->arena);
    free(g->placed);
    free(g);
}

static kb_str id_of(const kb_grouping *g, int64_t article)
{
    return g->all.at[g->placed[article - 1]].id;
}

static void tell_line(const kb_grouping *g, int64_t article, int64_t earlier, const float *values, int count)
{
    kb_buf line = { 0 };
    kb_buf_add(&line, id_of(g, article));
    kb_buf_add_char(&line, '\t');
    kb_buf_add(&line, id_of(g, earlier));
    for (int i = 0; i < count; i++) kb_buf_print(&line, "\t%.5g", (double)values[i]);
    kb_buf_add_char(&line, '\n');
    (void)kb_buf_flush(&line, g->options.pairs, NULL);
    kb_buf_clear(&line);
}

static void tell_pair(void *user, int64_t article, int64_t earlier, const kb_measures *measures)
{
    const kb_grouping *g = user;
    if (!g->options.across) tell_line(g, article, earlier, measures->at, KB_MEASURE_COUNT);
}

static void tell_across(void *user, int64_t article, int64_t earlier, const kb_across_measures *measures)
{
    const kb_grouping *g = user;
    if (g->options.across) tell_line(g, article, earlier, measures->at, KB_ACROSS_COUNT);
}

static bool number_it(kb_grouping *g, size_t index)
{
    if (g->placed_count == g->placed_room) {
        size_t room = g->placed_room ? g->placed_room * 2 : 256;
        size_t *placed = realloc(g->placed, room * sizeof *placed);
        if (!placed) return false;
        g->placed = placed;
        g->placed_room = room;
    }
    g->placed[g->placed_count++] = index;
    g->all.at[index].report.article = (int64_t)g->placed_count;
    return true;
}

static kb_status place(kb_grouping *g, size_t index, kb_arena *arena, kb_err *err)
{
    const kb_live live = kb_memory_live(g->memory);
    const kb_group_watch watch = { tell_pair, tell_across, g };
    kb_choice choice;
    if (!number_it(g, index)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status =
        kb_group_report(&live, &g->all.at[index].report, g->options.coarse ? KB_GRAIN_COARSE : KB_GRAIN_FINE,
                        g->options.pairs ? &watch : NULL, arena, &choice, err);
    g->all.at[index].joined = choice.joined;
    return status;
}

/* The words of a document's terms, kept when it goes. */
static kb_status keep_words(kb_grouping *g, kb_document *doc, kb_term_words *out, kb_err *err)
{
    kb_term_words words;
    kb_status status = kb_desk_words(g->engine, doc, doc->arena, &words, err);
    return status == KB_OK ? kb_desk_words_keep(&words, g->arena, out, err) : status;
}

kb_status kb_grouping_add(kb_grouping *g, kb_document *doc, kb_err *err)
{
    kb_sketch sketch;
    kb_arena *arena = kb_arena_new(ARENA_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_desk_sketch(g->engine, doc, g->options.by_date ? g->arena : arena, &sketch, err);
    if (status == KB_OK) {
        grouped *item = KB_ADD(g->arena, &g->all, grouped);
        if (!item || !kb_arena_copy(g->arena, doc->id, &item->id)) {
            status = kb_arena_fail(g->arena, err);
        } else {
            item->report = (kb_report){ .sketch = sketch,
                                        .when = doc->published.seconds,
                                        .dated = doc->published.precision != KB_TIME_NONE };
            if (g->options.why) status = keep_words(g, doc, &item->words, err);
            if (status == KB_OK && !g->options.by_date) status = place(g, g->all.count - 1, arena, err);
        }
    }
    kb_arena_free(arena);
    return status;
}

/* ---- by date ---- */

typedef struct {
    int64_t when;
    size_t index;
} waiting;

static int by_date(const void *a, const void *b)
{
    const waiting *x = a, *y = b;
    if (x->when != y->when) return x->when < y->when ? -1 : 1;
    return x->index < y->index ? -1 : 1;
}

/* Those without a date come first. */
static kb_status place_waiting(kb_grouping *g, kb_err *err)
{
    waiting *list = calloc(g->all.count + 1, sizeof *list);
    size_t count = 0;
    kb_status status = list ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; list && i < g->all.count; i++) {
        const kb_report *r = &g->all.at[i].report;
        if (r->article == 0) list[count++] = (waiting){ r->dated ? r->when : INT64_MIN, i };
    }
    if (count) qsort(list, count, sizeof *list, by_date);
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        kb_arena *arena = kb_arena_new(ARENA_MAX);
        status = arena ? place(g, list[i].index, arena, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
        kb_arena_free(arena);
    }
    free(list);
    return status;
}

/* ---- the answer ---- */

typedef struct {
    const kb_grouping *g;
    const kb_print *how;
    kb_arena *arena;
    kb_whys *whys; /* by story; those without are not asked for yet */
    kb_buf buf;
    kb_err *err;
} answer;

static kb_status find_why(answer *a, const grouped *item, int64_t story, kb_why_told *out)
{
    const kb_live live = kb_memory_live(a->g->memory);
    kb_whys *whys = &a->whys[story];
    kb_status status = whys->count ? KB_OK : kb_why_story(&live, story, a->arena, whys, a->err);
    *out = (kb_why_told){ .joined = item->joined == story ? 0 : item->joined };
    for (size_t i = 0; i < whys->count && status == KB_OK; i++)
        if (whys->at[i].article == item->report.article) out->why = whys->at[i];
    if (status != KB_OK || !out->why.nearest) return status;
    const grouped *nearest = &a->g->all.at[a->g->placed[out->why.nearest - 1]];
    const int64_t both[] = { item->report.article, out->why.nearest };
    const kb_held *held[2];
    out->nearest = nearest->id;
    out->gap = item->report.when - nearest->report.when;
    out->dated = item->report.dated && nearest->report.dated;
    status = live.load(live.self, both, 2, a->arena, held, a->err);
    if (status != KB_OK || !held[0] || !held[1]) return status;
    return kb_why_shared(held[0], &item->words, held[1], &nearest->words, a->arena, &out->shared, a->err);
}

static void tell_json(answer *a, const grouped *item, int64_t story, const kb_why_told *why)
{
    kb_json json = { .out = &a->buf };
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_str(&json, "id", item->id);
    kb_json_put_int(&json, "story", story);
    if (why) {
        kb_json_key(&json, "why");
        kb_json_open(&json, '{');
        kb_json_put_text(&json, "nearest", why->nearest);
        kb_json_why(&json, why, a->how);
        kb_json_close(&json, '}');
    }
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

static kb_status tell_document(answer *a, const grouped *item)
{
    enum { INDENT = 4 };
    int64_t story = kb_memory_story(a->g->memory, item->report.article);
    kb_why_told why;
    kb_status status = a->whys ? find_why(a, item, story, &why) : KB_OK;
    if (status != KB_OK) return status;
    if (a->how->format == KB_FORMAT_JSON) {
        tell_json(a, item, story, a->whys ? &why : NULL);
        return KB_OK;
    }
    kb_buf_add(&a->buf, item->id);
    kb_buf_print(&a->buf, "\t%" PRId64 "\n", story);
    if (a->whys) kb_screen_why(&a->buf, &why, INDENT, a->how);
    return KB_OK;
}

kb_status kb_grouping_print(kb_grouping *g, const kb_print *how, const kb_sink *out, kb_err *err)
{
    answer a = { .g = g, .how = how, .err = err };
    kb_status status = place_waiting(g, err);
    int64_t last = 0; /* story */
    for (size_t i = 0; i < g->placed_count; i++) {
        int64_t story = kb_memory_story(g->memory, (int64_t)i + 1);
        if (story > last) last = story;
    }
    a.arena = kb_arena_new(SIZE_MAX);
    if (a.arena && g->options.why) a.whys = KB_NEW(a.arena, kb_whys, (size_t)last + 1);
    if (!a.arena || (g->options.why && !a.whys)) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < g->all.count && status == KB_OK && !g->options.pairs; i++) {
        status = tell_document(&a, &g->all.at[i]);
        if (status == KB_OK) status = kb_buf_flush(&a.buf, out, err);
    }
    kb_buf_clear(&a.buf);
    kb_arena_free(a.arena);
    return status;
}
