/* The lists of the desk: stories, what a search finds, what the desk holds. */
#include "desk/answer.h"
#include "desk/basis.h"
#include "desk/keep.h"
#include "show/desk_page.h"
#include "desk/search.h"
#include "show/frame.h"
#include "show/stories_page.h"
#include "store/feeds.h"
#include "store/keep.h"

#include <inttypes.h>

/* ---- stories ---- */

static kb_status list_story(void *user, const kb_story_row *row)
{
    kb_answer *a = user;
    const kb_story_told story = { row->id, &row->facts, row->members, NULL };
    if (a->how->format == KB_FORMAT_JSON) {
        kb_json json = { .out = &a->buf };
        kb_json_open(&json, '{');
        kb_json_put_int(&json, "v", KB_JSON_VERSION);
        kb_json_story(&json, &story, false);
        kb_json_close(&json, '}');
        kb_json_line(&json);
    } else if (kb_frame_wanted(a->how)) {
        kb_page_stories_item(&a->buf, &story, a->how);
    } else {
        if (a->rows == 0) kb_screen_stories_head(&a->buf, a->how);
        kb_screen_stories_line(&a->buf, &story, a->how);
    }
    a->rows++;
    return kb_answer_flush(a);
}

/* An empty list is an answer; a person is told so. */
static kb_status end_list(kb_answer *a, kb_status status, const char *none)
{
    if (status == KB_OK && a->rows == 0 && a->how->format != KB_FORMAT_JSON) {
        kb_buf_print(&a->buf, "%s\n", kb_word_ui(a->how->ui_lang, none));
        status = kb_answer_flush(a);
    }
    kb_buf_clear(&a->buf);
    return status;
}

kb_status kb_desk_stories(kb_desk *desk, const kb_query *query, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    const kb_story_view view = kb_answer_view(&a);
    const size_t limit = query->limit ? query->limit : KB_QUERY_LIMIT;
    if (kb_frame_wanted(how)) kb_page_stories_head(&a.buf, query, how);
    kb_status status = kb_store_stories(desk->store, query, &view, list_story, &a, err);
    if (!kb_frame_wanted(how)) return end_list(&a, status, "no stories");
    if (status == KB_OK) kb_page_stories_foot(&a.buf, query->skip, limit, a.rows, how);
    if (status == KB_OK) status = kb_answer_flush(&a);
    kb_buf_clear(&a.buf);
    return status;
}

/* ---- search ---- */

static void hit_text(kb_answer *a, const kb_hit *hit)
{
    enum { ID = 6 };
    kb_buf words = { 0 };
    kb_answer_hits(&words, hit->title, a->how);
    kb_buf_add_char(&words, '\n');
    kb_ink_set(&words, KB_INK_DIM);
    kb_answer_source(&words, &hit->article, true, a->how);
    kb_ink_set(&words, KB_INK_PLAIN);
    kb_buf_add_char(&words, '\n');
    kb_answer_hits(&words, hit->snippet, a->how);
    if (a->rows) kb_buf_add_char(&a->buf, '\n');
    kb_answer_numbered(a, hit->article.article, ID, &words);
}

/* The snippet without its marks, and where they stood. */
static kb_status hit_words_json(kb_answer *a, kb_json *json, kb_str marked)
{
    kb_buf plain = { 0 };
    kb_offsets offsets;
    for (size_t i = 0; i < marked.len; i++)
        if (marked.at[i] != KB_HIT_BEGIN && marked.at[i] != KB_HIT_END) kb_buf_add_char(&plain, marked.at[i]);
    kb_status status = kb_offsets_init(&offsets, kb_buf_str(&plain), a->how->codepoints, a->err);
    kb_json_put_str(json, "snippet", kb_buf_str(&plain));
    kb_json_key(json, "hits");
    kb_json_open(json, '[');
    for (size_t i = 0, at = 0, begin = 0; i < marked.len && status == KB_OK; i++) {
        if (marked.at[i] == KB_HIT_BEGIN)
            begin = at;
        else if (marked.at[i] == KB_HIT_END)
            kb_json_span(json, kb_span_of(begin, at), &offsets);
        else
            at++;
    }
    kb_json_close(json, ']');
    a->buf.failed |= plain.failed;
    if (status == KB_OK) kb_offsets_clear(&offsets);
    kb_buf_clear(&plain);
    return status;
}

static kb_status list_hit(void *user, const kb_hit *hit)
{
    kb_answer *a = user;
    kb_status status = KB_OK;
    if (a->how->format == KB_FORMAT_JSON) {
        kb_json json = { .out = &a->buf };
        kb_json_open(&json, '{');
        kb_json_put_int(&json, "v", KB_JSON_VERSION);
        kb_answer_article_json(&json, &hit->article);
        kb_json_put_real(&json, "rank", kb_answer_rounded(hit->rank));
        status = hit_words_json(a, &json, hit->snippet);
        kb_json_close(&json, '}');
        kb_json_line(&json);
    } else {
        hit_text(a, hit);
    }
    a->rows++;
    return status == KB_OK ? kb_answer_flush(a) : status;
}

static kb_status count_found(kb_desk *desk, const kb_query *query, const kb_sink *out, kb_err *err)
{
    static const kb_census_column columns[] = { KB_CENSUS_REPORTS, KB_CENSUS_OUTLETS, KB_CENSUS_SPEAKERS,
                                                KB_CENSUS_STORIES };
    kb_census census = { 0 };
    kb_buf csv = { 0 };
    kb_status status = kb_store_census(desk->store, query, &census, err);
    if (status == KB_OK) status = kb_census_write(&census, columns, sizeof columns / sizeof *columns, &csv, err);
    if (status == KB_OK) status = kb_buf_flush(&csv, out, err);
    kb_census_clear(&census);
    kb_buf_clear(&csv);
    return status;
}

kb_status kb_desk_search(kb_desk *desk, const kb_query *query, const kb_print *how, const kb_sink *out, kb_err *err)
{
    if (how->format == KB_FORMAT_COUNTS) return count_found(desk, query, out, err);
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    if (kb_frame_wanted(how)) return kb_answer_search_page(&a, query);
    return end_list(&a, kb_store_search(desk->store, query, list_hit, &a, err), "nothing found");
}

/* ---- status ---- */

static kb_status put_basis(void *user, kb_str part, bool changed)
{
    kb_json *json = user;
    kb_json_open(json, '{');
    kb_json_put_str(json, "part", part);
    kb_json_put_bool(json, "changed", changed);
    kb_json_close(json, '}');
    return KB_OK;
}

static kb_status tell_basis(void *user, kb_str part, bool changed)
{
    kb_buf *parts = user;
    if (!changed) return KB_OK;
    if (parts->len) kb_buf_add_c(parts, ", ");
    kb_plain_add(parts, part);
    return KB_OK;
}

/* What would group otherwise today. */
static kb_status status_basis(kb_desk *desk, kb_buf *buf, const kb_print *how, kb_err *err)
{
    kb_buf parts = { 0 };
    kb_status status = kb_desk_basis(desk, tell_basis, &parts, err);
    if (status == KB_OK && parts.len) {
        kb_buf_print(
            buf, kb_word_ui(how->ui_lang, "grouped with other data than today's (%.*s): 'kabar regroup' groups anew"),
            KB_STR_ARGS(kb_buf_str(&parts)));
        kb_buf_add_char(buf, '\n');
    }
    buf->failed |= parts.failed;
    kb_buf_clear(&parts);
    return status;
}

static void put_feeds(kb_json *json, const kb_follow_counts *f)
{
    kb_json_key(json, "feeds");
    kb_json_open(json, '{');
    kb_json_put_int(json, "followed", f->feeds);
    kb_json_put_int(json, "paused", f->paused);
    kb_json_put_int(json, "gone", f->gone);
    kb_json_put_int(json, "failing", f->failing);
    kb_json_put_int(json, "waiting", f->waiting);
    kb_json_put_int(json, "looks", f->looks);
    kb_json_close(json, '}');
}

static kb_status put_use(void *user, const char *what, int64_t bytes)
{
    kb_json *json = user;
    kb_json_open(json, '{');
    kb_json_put_str(json, "what", kb_str_of(what));
    kb_json_put_int(json, "bytes", bytes);
    kb_json_close(json, '}');
    return KB_OK;
}

/* What of the file is used, and the rules by which it is kept. */
static kb_status put_space(kb_desk *desk, kb_json *json, kb_err *err)
{
    kb_space space;
    kb_status status = kb_store_space(desk->store, &space, err);
    if (status != KB_OK) return status;
    kb_json_put_int(json, "unused", space.unused);
    kb_json_key(json, "uses");
    kb_json_open(json, '[');
    status = kb_store_uses(desk->store, put_use, json, err);
    kb_json_close(json, ']');
    kb_json_key(json, "keep");
    kb_json_open(json, '{');
    if (status == KB_OK) status = kb_desk_keep_write(desk, json->out, json, NULL, err);
    kb_json_close(json, '}');
    return status;
}

static kb_status status_json(kb_desk *desk, kb_buf *buf, const kb_store_counts *c, const kb_follow_counts *feeds,
                             kb_err *err)
{
    const char *path = kb_store_path(desk->store);
    kb_json json = { .out = buf };
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_str(&json, "desk", kb_str_of(path));
    kb_json_put_int(&json, "version", c->version);
    kb_json_put_int(&json, "articles", c->articles);
    kb_json_put_int(&json, "revisions", c->revisions);
    kb_json_put_int(&json, "stories", c->stories);
    kb_json_put_int(&json, "shared_stories", c->shared_stories);
    kb_json_put_int(&json, "live", c->live);
    kb_json_put_int(&json, "outlets", c->outlets);
    kb_json_put_int(&json, "statements", c->statements);
    kb_json_put_int(&json, "figures", c->figures);
    kb_json_put_time(
        &json, "first",
        (kb_time){ .seconds = c->first, .zoned = true, .precision = c->first ? KB_TIME_SECOND : KB_TIME_NONE });
    kb_json_put_time(
        &json, "last",
        (kb_time){ .seconds = c->last, .zoned = true, .precision = c->last ? KB_TIME_SECOND : KB_TIME_NONE });
    kb_json_put_int(&json, "bytes", c->bytes);
    put_feeds(&json, feeds);
    kb_status status = put_space(desk, &json, err);
    kb_json_key(&json, "grouped_with");
    kb_json_open(&json, '[');
    if (status == KB_OK) status = kb_desk_basis(desk, put_basis, &json, err);
    kb_json_close(&json, ']');
    kb_json_close(&json, '}');
    kb_json_line(&json);
    return status;
}

static void status_text(kb_buf *buf, const char *path, const kb_store_counts *c, const kb_follow_counts *f,
                        const kb_print *how)
{
    const char *ui = how->ui_lang;
    const struct {
        const char *name;
        int64_t count;
        bool rare; /* said where there is one */
    } rows[] = {
        { "articles", c->articles, false },
        { "live blogs", c->live, true },
        { "revisions", c->revisions, false },
        { "outlets", c->outlets, false },
        { "stories", c->stories, false },
        { "of several reports", c->shared_stories, false },
        { "statements", c->statements, false },
        { "figures", c->figures, false },
        { "feeds", f->feeds, true },
        { "feeds paused", f->paused, true },
        { "feeds in trouble", f->failing, true },
        { "feeds gone", f->gone, true },
        { "pages that wait", f->waiting, true },
        { "pages looked at", f->looks, true },
    };
    enum { COLUMN = 20 };
    kb_buf_add_c(buf, kb_word_ui(ui, "desk"));
    kb_buf_add_c(buf, "  ");
    kb_plain_add(buf, kb_str_of(path));
    kb_buf_add_char(buf, '\n');
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].count || !rows[i].rare)
            kb_buf_print(buf, "%-*s %10" PRId64 "\n", (int)COLUMN, kb_word_ui(ui, rows[i].name), rows[i].count);
    kb_buf_print(buf, "%-*s %10.1f MB\n", (int)COLUMN, kb_word_ui(ui, "size"), (double)c->bytes / 1e6);
    if (!c->first) return;
    kb_buf_print(buf, "%-*s ", (int)COLUMN, kb_word_ui(ui, "published"));
    kb_answer_day(buf, c->first, how);
    kb_buf_add_c(buf, " – ");
    kb_answer_day(buf, c->last, how);
    kb_buf_add_char(buf, '\n');
}

typedef struct {
    kb_buf *buf;
    const kb_print *how;
} uses;

static kb_status tell_use(void *user, const char *what, int64_t bytes)
{
    enum { COLUMN = 18 };
    const uses *u = user;
    kb_str word = kb_str_of(kb_word_ui(u->how->ui_lang, what));
    size_t width = kb_ink_width(word);
    kb_buf_add_c(u->buf, "  ");
    kb_buf_add(u->buf, word);
    kb_buf_add_repeat(u->buf, ' ', width < COLUMN ? COLUMN - width : 0);
    kb_buf_print(u->buf, " %10.1f MB\n", (double)bytes / 1e6);
    return KB_OK;
}

/* With --all: what the file is made of, and how long what is kept. */
static kb_status status_space(kb_desk *desk, kb_buf *buf, const kb_print *how, kb_err *err)
{
    kb_space space;
    uses u = { buf, how };
    if (!how->all) return KB_OK;
    kb_status status = kb_store_space(desk->store, &space, err);
    if (status == KB_OK) status = kb_store_uses(desk->store, tell_use, &u, err);
    if (status == KB_OK) status = tell_use(&u, "unused", space.unused);
    if (status != KB_OK) return status;
    kb_buf_add_c(buf, kb_word_ui(how->ui_lang, "kept:"));
    kb_buf_add_char(buf, '\n');
    return kb_desk_keep_write(desk, buf, NULL, how, err);
}

/* ---- status as a page ---- */

#define PARTS_ARENA ((size_t)8 << 20)
#define MEASURED_BYTES ((int64_t)100000000) /* of a file so large its parts are measured unasked */
#define USES_MAX 16

typedef struct {
    kb_arena *arena;
    kb_desk_use uses[USES_MAX];
    size_t use_count;
    struct {
        kb_desk_part *at;
        size_t count;
    } parts;
    kb_err *err;
} gathering;

static kb_status gather_use(void *user, const char *what, int64_t bytes)
{
    gathering *g = user;
    kb_str name;
    if (g->use_count == USES_MAX) return KB_OK;
    if (!kb_arena_print(g->arena, &name, "%s", what)) return kb_arena_fail(g->arena, g->err);
    g->uses[g->use_count++] = (kb_desk_use){ name.at, bytes };
    return KB_OK;
}

static kb_status gather_part(void *user, kb_str kind, kb_str name, int64_t days)
{
    gathering *g = user;
    kb_desk_part *part = KB_ADD(g->arena, &g->parts, kb_desk_part);
    if (!part || !kb_arena_copy(g->arena, kind, &part->kind) || !kb_arena_copy(g->arena, name, &part->name))
        return kb_arena_fail(g->arena, g->err);
    part->days = days;
    return KB_OK;
}

static kb_str file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return kb_str_of(slash ? slash + 1 : path);
}

static kb_status gather(kb_desk *desk, gathering *g, kb_desk_shown *shown, kb_buf *basis, const kb_print *how)
{
    kb_space space;
    kb_keeping keep;
    kb_status status = kb_store_space(desk->store, &space, g->err);
    if (status == KB_OK) status = kb_store_keeping(desk->store, &keep, g->err);
    if (status == KB_OK) status = kb_store_keep_parts(desk->store, gather_part, g, g->err);
    if (status == KB_OK && (how->all || space.file < MEASURED_BYTES))
        status = kb_store_uses(desk->store, gather_use, g, g->err);
    if (status == KB_OK) status = kb_desk_basis(desk, tell_basis, basis, g->err);
    if (status != KB_OK) return status;
    shown->unused = space.unused;
    shown->uses = g->uses;
    shown->use_count = g->use_count;
    shown->parts = g->parts.at;
    shown->part_count = g->parts.count;
    shown->basis = kb_buf_str(basis);
    shown->keep.days = keep.days;
    shown->keep.bytes = keep.bytes;
    shown->keep.raw = keep.raw;
    shown->keep.raw_days = keep.raw_days;
    shown->keep.ran = keep.ran;
    return KB_OK;
}

static kb_status status_page(kb_desk *desk, kb_buf *buf, const kb_store_counts *c, const kb_follow_counts *f,
                             const kb_print *how, kb_err *err)
{
    const kb_desk_count all[] = { { "articles", c->articles },     { "stories", c->stories },
                                  { "of several reports", c->shared_stories }, { "outlets", c->outlets },
                                  { "revisions", c->revisions },   { "statements", c->statements },
                                  { "figures", c->figures },       { "live blogs", c->live },
                                  { "feeds", f->feeds },           { "pages that wait", f->waiting } };
    enum { ALL = sizeof all / sizeof *all, ALWAYS = 7 };
    kb_desk_count told[ALL];
    size_t count = 0;
    for (size_t i = 0; i < ALL; i++)
        if (i < ALWAYS || all[i].count) told[count++] = all[i];
    kb_desk_shown shown = { .file = file_name(kb_store_path(desk->store)), .counts = told, .count = count,
                            .first = c->first, .last = c->last, .bytes = c->bytes };
    gathering g = { .arena = kb_arena_new(PARTS_ARENA), .err = err };
    kb_buf basis = { 0 };
    if (!g.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = gather(desk, &g, &shown, &basis, how);
    if (status == KB_OK) kb_page_desk(buf, &shown, how);
    buf->failed |= basis.failed;
    kb_buf_clear(&basis);
    kb_arena_free(g.arena);
    return status;
}

kb_status kb_desk_status(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_buf buf = { 0 };
    kb_store_counts counts;
    kb_follow_counts feeds;
    kb_status status = kb_store_count(desk->store, &counts, err);
    if (status == KB_OK) status = kb_store_count_feeds(desk->store, &feeds, err);
    if (status != KB_OK) return status;
    if (how->format == KB_FORMAT_JSON) {
        status = status_json(desk, &buf, &counts, &feeds, err);
    } else if (kb_frame_wanted(how)) {
        status = status_page(desk, &buf, &counts, &feeds, how, err);
    } else {
        status_text(&buf, kb_store_path(desk->store), &counts, &feeds, how);
        status = status_space(desk, &buf, how, err);
        if (status == KB_OK) status = status_basis(desk, &buf, how, err);
    }
    if (status == KB_OK) status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    return status;
}
