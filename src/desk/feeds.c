#include "desk/feeds.h"

#include <math.h>

#include "desk/answer.h"
#include "show/feed_list.h"
#include "show/feeds_page.h"
#include "store/feeds.h"
#include "text/fold.h"

#define DAY ((int64_t)86400)
#define LIST_BYTES ((size_t)64 << 20)

typedef struct {
    kb_answer a;
    const int64_t *ids;
    size_t id_count, feeds;
    int64_t now;
} listing;

static const char *const states[] = {
    [KB_FOLLOWED] = "followed", [KB_FOLLOW_PAUSED] = "paused", [KB_FOLLOW_GONE] = "gone"
};
static const char *const takes[] = { [KB_TAKE_EITHER] = "either", [KB_TAKE_PAGE] = "page", [KB_TAKE_TEXT] = "text" };

/* ---- JSON ---- */

static void put_when(kb_json *json, const char *key, int64_t seconds)
{
    kb_json_put_time(
        json, key,
        (kb_time){ .seconds = seconds, .zoned = true, .precision = seconds ? KB_TIME_SECOND : KB_TIME_NONE });
}

static void put_list(kb_json *json, const char *key, kb_str joined, char mark)
{
    kb_str item;
    kb_json_key(json, key);
    kb_json_open(json, '[');
    while (joined.len && kb_str_next(&joined, mark, &item))
        if (kb_str_trim(item).len) kb_json_str(json, kb_str_trim(item));
    kb_json_close(json, ']');
}

static void put_health(kb_json *json, const kb_follow *feed)
{
    put_when(json, "added", feed->added);
    put_when(json, "due", feed->state != KB_FOLLOWED ? 0 : feed->due ? feed->due : feed->added);
    put_when(json, "asked", feed->asked);
    put_when(json, "answered", feed->answered);
    put_when(json, "changed", feed->changed);
    kb_json_key(json, "entries_per_day");
    if (feed->rate < 0)
        kb_json_null(json);
    else
        kb_json_real(json, kb_answer_rounded(feed->rate * (double)DAY));
    kb_json_put_int(json, "failures", feed->failures);
    kb_json_put_text(json, "fault", feed->fault);
    kb_json_put_text(json, "error", feed->error);
    kb_json_put_text(json, "moved", feed->moved);
    kb_json_put_int(json, "requests", feed->requests);
    kb_json_put_int(json, "unchanged", feed->unchanged);
    kb_json_put_int(json, "entries", feed->entries);
    kb_json_put_int(json, "articles", feed->articles);
    kb_json_put_int(json, "waiting", feed->waiting);
    kb_json_put_int(json, "looks", feed->looks);
}

static void feed_json(kb_buf *out, const kb_follow *feed)
{
    kb_json json = { .out = out };
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_int(&json, "feed", feed->id);
    kb_json_put_str(&json, "url", feed->url);
    kb_json_put_bool(&json, "sitemap", feed->sitemap);
    kb_json_put_str(&json, "name", kb_follow_name(feed));
    kb_json_put_text(&json, "title", feed->title);
    kb_json_put_text(&json, "home", feed->home);
    kb_json_put_text(&json, "folder", feed->folder);
    put_list(&json, "tags", feed->tags, ',');
    kb_json_put_text(&json, "outlet", feed->outlet);
    kb_json_put_text(&json, "lang", feed->lang);
    put_list(&json, "rules", feed->rules, '\n');
    kb_json_put_str(&json, "state", kb_str_of(states[feed->state]));
    kb_json_put_str(&json, "take", kb_str_of(takes[feed->take]));
    kb_json_put_number(&json, "every", feed->every, feed->every > 0);
    kb_json_put_bool(&json, "looks_again", !feed->no_looks);
    put_health(&json, feed);
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

/* ---- text ---- */

static void add_mark(kb_buf *out)
{
    kb_buf_add_c(out, " · ");
}

/* "asked 5 min ago, next in 25 min", in which `format` has one %s. */
static void add_when(kb_buf *out, const char *format, int64_t seconds, const char *ui)
{
    kb_buf span = { 0 };
    kb_phrase_span(&span, seconds, ui);
    kb_buf_add_char(&span, '\0');
    if (!span.failed) kb_buf_print(out, kb_word_ui(ui, format), span.at);
    out->failed |= span.failed;
    kb_buf_clear(&span);
}

static void add_choices(kb_buf *out, const kb_follow *feed, const char *ui)
{
    const kb_str texts[] = { feed->folder, feed->tags, feed->outlet, feed->lang };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i].len == 0) continue;
        add_mark(out);
        kb_plain_add(out, texts[i]);
    }
    if (feed->take != KB_TAKE_EITHER) {
        add_mark(out);
        kb_buf_add_c(out, kb_word_ui(ui, feed->take == KB_TAKE_PAGE ? "always the page" : "always the feed's text"));
    }
    if (feed->every) {
        add_mark(out);
        add_when(out, "every %s", feed->every, ui);
    }
    if (feed->no_looks) {
        add_mark(out);
        kb_buf_add_c(out, kb_word_ui(ui, "pages read once"));
    }
}

static void add_rules(kb_buf *out, const kb_follow *feed)
{
    kb_str rules = feed->rules, rule;
    while (rules.len && kb_str_next(&rules, '\n', &rule)) {
        if (kb_str_trim(rule).len == 0) continue;
        kb_buf_add_char(out, '\n');
        kb_plain_add(out, rule);
    }
}

static void add_counts(kb_buf *out, const kb_follow *feed, const char *ui)
{
    if (feed->asked == 0) return;
    add_mark(out);
    kb_buf_print(out, kb_word_ui(ui, feed->articles == 1 ? "%lld article" : "%lld articles"),
                 (long long)feed->articles);
    if (feed->waiting) {
        add_mark(out);
        kb_buf_print(out, kb_word_ui(ui, feed->waiting == 1 ? "%lld page waits" : "%lld pages wait"),
                     (long long)feed->waiting);
    }
    if (feed->looks) {
        add_mark(out);
        kb_buf_print(out, kb_word_ui(ui, "%lld looked at again"), (long long)feed->looks);
    }
    if (feed->rate > 0) {
        add_mark(out);
        kb_buf_print(out, kb_word_ui(ui, "%.1f new a day"), feed->rate * (double)DAY);
    }
    if (feed->unchanged) {
        add_mark(out);
        kb_buf_print(out, kb_word_ui(ui, "%lld of %lld times unchanged"), (long long)feed->unchanged,
                     (long long)feed->requests);
    }
}

static void add_state(kb_buf *out, const kb_follow *feed, int64_t now, const char *ui)
{
    switch (feed->state) {
    case KB_FOLLOW_PAUSED: kb_buf_add_c(out, kb_word_ui(ui, "paused")); return;
    case KB_FOLLOW_GONE:
        kb_ink_set(out, KB_INK_RED);
        kb_buf_add_c(out, kb_word_ui(ui, "the host says that it is gone: not asked any more"));
        kb_ink_set(out, KB_INK_PLAIN);
        return;
    case KB_FOLLOWED: break;
    }
    if (feed->failures) {
        kb_ink_set(out, KB_INK_RED);
        kb_buf_print(out, kb_word_ui(ui, feed->failures == 1 ? "failed %lld time" : "failed %lld times"),
                     (long long)feed->failures);
        kb_buf_add_c(out, ": ");
        kb_plain_add(out, feed->error);
        kb_ink_set(out, KB_INK_PLAIN);
        add_mark(out);
    } else if (feed->asked) {
        add_when(out, "asked %s ago", now - feed->asked, ui);
        add_mark(out);
    }
    if (feed->due > now)
        add_when(out, "next in %s", feed->due - now, ui);
    else
        kb_buf_add_c(out, kb_word_ui(ui, "due now"));
}

static void feed_text(listing *l, const kb_follow *feed)
{
    enum { NUMBER = 4 };
    const char *ui = l->a.how->ui_lang;
    kb_buf words = { 0 };
    kb_ink_set(&words, KB_INK_BOLD);
    kb_plain_add(&words, kb_follow_name(feed));
    kb_ink_set(&words, KB_INK_PLAIN);
    add_choices(&words, feed, ui);
    kb_ink_set(&words, KB_INK_DIM);
    if (!kb_str_equal(kb_follow_name(feed), feed->url)) {
        kb_buf_add_char(&words, '\n');
        kb_plain_add(&words, feed->url);
    }
    if (feed->moved.len) {
        kb_buf_add_c(&words, " → ");
        kb_plain_add(&words, feed->moved);
    }
    add_rules(&words, feed);
    kb_ink_set(&words, KB_INK_PLAIN);
    kb_buf_add_char(&words, '\n');
    add_state(&words, feed, l->now, ui);
    add_counts(&words, feed, ui);
    kb_answer_numbered(&l->a, feed->id, NUMBER, &words);
}

/* ---- the list ---- */

static kb_status list_feed(void *user, const kb_follow *feed)
{
    listing *l = user;
    bool wanted = l->id_count == 0;
    for (size_t i = 0; i < l->id_count && !wanted; i++) wanted = l->ids[i] == feed->id;
    if (!wanted) return KB_OK;
    l->a.rows++;
    if (l->a.how->format == KB_FORMAT_JSON)
        feed_json(&l->a.buf, feed);
    else
        feed_text(l, feed);
    return kb_answer_flush(&l->a);
}

kb_status kb_desk_list_feeds(kb_desk *desk, const int64_t *ids, size_t count, const kb_print *how, const kb_sink *out,
                             kb_err *err)
{
    listing l = { .a = { .desk = desk, .how = how, .out = out, .err = err },
                  .ids = ids,
                  .id_count = count,
                  .now = desk->engine->options.now };
    kb_status status = kb_store_feeds(desk->store, list_feed, &l, err);
    if (status == KB_OK && l.a.rows == 0 && how->format != KB_FORMAT_JSON) {
        kb_buf_print(&l.a.buf, "%s\n", kb_word_ui(how->ui_lang, "no feeds are followed"));
        status = kb_answer_flush(&l.a);
    }
    kb_buf_clear(&l.a.buf);
    return status;
}

/* ---- those of a filter ---- */

typedef struct {
    listing l;
    const kb_feed_filter *filter;
    kb_feeds_counted counted;
    struct {
        kb_feed_folder *at;
        size_t count;
    } folders;
    kb_arena *arena;
    kb_str folder; /* of the row before */
} filtering;

static kb_feed_shown shown_of(const kb_follow *f)
{
    return (kb_feed_shown){ .id = f->id,
                            .own = f->name,
                            .url = f->url,
                            .name = kb_follow_name(f),
                            .home = f->home,
                            .folder = f->folder,
                            .tags = f->tags,
                            .outlet = f->outlet,
                            .lang = f->lang,
                            .rules = f->rules,
                            .state = states[f->state],
                            .take = takes[f->take],
                            .every = f->every,
                            .no_looks = f->no_looks,
                            .sitemap = f->sitemap,
                            .added = f->added,
                            .due = f->due,
                            .asked = f->asked,
                            .changed = f->changed,
                            .per_day = f->rate < 0 ? -1 : f->rate * (double)DAY,
                            .failures = f->failures,
                            .error = f->error,
                            .moved = f->moved,
                            .requests = f->requests,
                            .unchanged = f->unchanged,
                            .entries = f->entries,
                            .articles = f->articles,
                            .waiting = f->waiting,
                            .looks = f->looks };
}

static bool in_trouble(const kb_follow *f)
{
    return f->state == KB_FOLLOWED && f->failures > 0;
}

static bool has_state(const kb_follow *f, const char *state)
{
    if (!state) return true;
    return strcmp(state, "trouble") == 0 ? in_trouble(f) : strcmp(state, states[f->state]) == 0;
}

static bool in_folder(const kb_follow *f, const char *folder)
{
    kb_str wanted = kb_str_of(folder);
    return !folder || (kb_str_starts(f->folder, wanted) && (f->folder.len == wanted.len || f->folder.at[wanted.len] == '/'));
}

/* *has: each of the words stands in its name, address or tags, letters of any size. */
static kb_status has_words(filtering *g, const kb_follow *f, bool *has)
{
    kb_str rest = kb_str_of(g->filter->query), word, all, folded;
    kb_err *err = g->l.a.err;
    *has = true;
    if (!rest.len) return KB_OK;
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_str name = kb_follow_name(f);
    bool made = arena && kb_arena_print(arena, &all, "%.*s %.*s %.*s", KB_STR_ARGS(name), KB_STR_ARGS(f->url), KB_STR_ARGS(f->tags));
    kb_status status = made ? kb_fold(all, false, arena, &all, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    while (status == KB_OK && *has && rest.len && kb_str_next(&rest, ' ', &word)) {
        status = kb_fold(word, false, arena, &folded, err);
        if (status == KB_OK) *has = kb_str_find(all, folded, 0) != SIZE_MAX;
    }
    kb_arena_free(arena);
    return status;
}

static kb_status count_folder(filtering *g, const kb_follow *f)
{
    kb_feed_folder *last = g->folders.count ? &g->folders.at[g->folders.count - 1] : NULL;
    if (!last || !kb_str_equal(last->name, f->folder)) {
        if (!(last = KB_ADD(g->arena, &g->folders, kb_feed_folder)) || !kb_arena_copy(g->arena, f->folder, &last->name))
            return kb_arena_fail(g->arena, g->l.a.err);
    }
    last->feeds++;
    return KB_OK;
}

static kb_status put_feed(filtering *g, const kb_follow *f)
{
    const kb_print *how = g->l.a.how;
    if (how->format == KB_FORMAT_JSON) {
        feed_json(&g->l.a.buf, f);
        return KB_OK;
    }
    if (!kb_frame_wanted(how)) {
        feed_text(&g->l, f);
        return KB_OK;
    }
    const kb_feed_shown shown = shown_of(f);
    kb_page_feeds_row(&g->l.a.buf, &shown, &g->folder, how);
    if (!kb_arena_copy(g->arena, f->folder, &g->folder)) return kb_arena_fail(g->arena, g->l.a.err);
    if (!g->folder.at) g->folder.at = "";
    return KB_OK;
}

static kb_status filter_feed(void *user, const kb_follow *f)
{
    filtering *g = user;
    const kb_feed_filter *filter = g->filter;
    bool has;
    kb_feeds_counted *c = &g->counted;
    c->all++;
    c->trouble += in_trouble(f);
    c->paused += f->state == KB_FOLLOW_PAUSED;
    c->gone += f->state == KB_FOLLOW_GONE;
    kb_status status = count_folder(g, f);
    if (status != KB_OK || !has_state(f, filter->state) || !in_folder(f, filter->folder)) return status;
    status = has_words(g, f, &has);
    if (status != KB_OK || !has) return status;
    size_t at = c->matched++;
    if (at < filter->skip || (filter->limit && at >= filter->skip + filter->limit)) return KB_OK;
    g->l.a.rows++;
    return put_feed(g, f);
}

/* The rows are there before their head, which counts them. */
static kb_status end_page(filtering *g)
{
    kb_answer *a = &g->l.a;
    kb_buf rows = a->buf;
    a->buf = (kb_buf){ 0 };
    g->counted.folders = g->folders.at;
    g->counted.folder_count = g->folders.count;
    kb_page_feeds_head(&a->buf, &g->counted, g->filter, a->how);
    kb_buf_add(&a->buf, kb_buf_str(&rows));
    kb_page_feeds_foot(&a->buf, &g->counted, g->filter, a->rows, a->how);
    a->buf.failed |= rows.failed;
    kb_buf_clear(&rows);
    return kb_answer_flush(a);
}

static kb_status list_filtered(kb_desk *desk, const kb_feed_filter *filter, const kb_print *how, const kb_sink *out,
                               kb_err *err)
{
    filtering g = { .l = { .a = { .desk = desk, .how = how, .out = out, .err = err }, .now = desk->engine->options.now },
                    .filter = filter,
                    .arena = kb_arena_new(LIST_BYTES) };
    if (!g.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_feeds(desk->store, filter_feed, &g, err);
    if (status == KB_OK) status = kb_frame_wanted(how) ? end_page(&g) : kb_answer_flush(&g.l.a);
    kb_buf_clear(&g.l.a.buf);
    kb_arena_free(g.arena);
    return status;
}

static bool is_state(const char *state)
{
    if (strcmp(state, "trouble") == 0) return true;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(state, states[i]) == 0) return true;
    return false;
}

kb_status kb_desk_feeds(kb_desk *desk, const kb_feed_filter *filter, const kb_print *how, const kb_sink *out, kb_err *err)
{
    if (!filter) return kb_desk_list_feeds(desk, NULL, 0, how, out, err);
    if (filter->state && !is_state(filter->state))
        return kb_fail(err, KB_ERR_FORMAT, "state: '%.40s' is none of followed, trouble, paused, gone", filter->state);
    return list_filtered(desk, filter, how, out, err);
}

kb_status kb_desk_feed(kb_desk *desk, int64_t feed, const kb_feed_choice *typed, const char *wrong, const kb_print *how,
                       const kb_sink *out, kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    kb_follow found;
    if (!kb_frame_wanted(how)) {
        kb_arena *room = kb_arena_new(LIST_BYTES);
        kb_status there = room ? kb_store_feed(desk->store, feed, room, &found, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
        kb_arena_free(room);
        return there == KB_OK ? kb_desk_list_feeds(desk, &feed, 1, how, out, err) : there;
    }
    kb_arena *arena = kb_arena_new(LIST_BYTES);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_feed(desk->store, feed, arena, &found, err);
    if (status == KB_OK) {
        const kb_feed_shown shown = shown_of(&found);
        kb_page_feed(&a.buf, &shown, typed, wrong, how);
        status = kb_answer_flush(&a);
    }
    kb_buf_clear(&a.buf);
    kb_arena_free(arena);
    return status;
}

/* ---- OPML ---- */

static kb_status write_feed(void *user, const kb_follow *feed)
{
    const kb_opml_feed outline = { .url = feed->url,
                                   .title = kb_follow_name(feed),
                                   .home = feed->home,
                                   .folder = feed->folder,
                                   .tags = feed->tags,
                                   .lang = feed->lang };
    kb_opml_write(user, &outline);
    return KB_OK;
}

kb_status kb_desk_feeds_opml(kb_desk *desk, const kb_sink *out, kb_err *err)
{
    kb_buf buf = { 0 };
    kb_opml_writer writer = { .out = &buf };
    kb_status status = kb_store_feeds(desk->store, write_feed, &writer, err);
    kb_opml_end(&writer);
    if (status == KB_OK) status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    return status;
}
