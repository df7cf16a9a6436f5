#include "desk/feeds.h"

#include <math.h>

#include "desk/answer.h"
#include "show/feed_list.h"
#include "store/feeds.h"

#define MINUTE ((int64_t)60)
#define HOUR ((int64_t)3600)
#define DAY ((int64_t)86400)

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

/* "5 min", "3 h", "2 days" */
static void add_span(kb_buf *out, int64_t seconds, const char *ui)
{
    if (seconds < 0) seconds = 0;
    if (seconds < 90 * MINUTE)
        kb_buf_print(out, kb_word_ui(ui, "%lld min"), (long long)((seconds + MINUTE / 2) / MINUTE));
    else if (seconds < 2 * DAY)
        kb_buf_print(out, kb_word_ui(ui, "%lld h"), (long long)((seconds + HOUR / 2) / HOUR));
    else
        kb_buf_print(out, kb_word_ui(ui, "%lld days"), (long long)((seconds + DAY / 2) / DAY));
}

static void add_mark(kb_buf *out)
{
    kb_buf_add_c(out, " · ");
}

/* "asked 5 min ago, next in 25 min", in which `format` has one %s. */
static void add_when(kb_buf *out, const char *format, int64_t seconds, const char *ui)
{
    kb_buf span = { 0 };
    add_span(&span, seconds, ui);
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

kb_status kb_desk_feeds(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err)
{
    return kb_desk_list_feeds(desk, NULL, 0, how, out, err);
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
