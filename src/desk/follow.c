/* kb_desk_follow: what is followed, and how. */
#include "base/file.h"
#include "base/url.h"
#include "desk/discover.h"
#include "desk/feeds.h"
#include "read/feed_link.h"
#include "read/opml.h"
#include "read/rule.h"
#include "show/plain.h"
#include "show/words.h"

#define LIST_BYTES ((size_t)16 << 20) /* of a file with a list of feeds */
#define LIST_ARENA ((size_t)1 << 30)
#define EVERY_SHORTEST ((int64_t)60)
#define EVERY_LONGEST ((int64_t)30 * 86400)

typedef struct {
    kb_desk *desk;
    const kb_feed_choice *choice;
    kb_arena *arena;
    int64_t every; /* as chosen; -1: nothing is */
    struct {
        int64_t *at;
        size_t count;
    } ids;         /* of the feeds that it was about */
    kb_strs named; /* feeds that a page names and that are not followed */
    kb_err *err;
} following;

/* ---- choices ---- */

/* "90s", "30m", "2h", "1d", "auto" (0). */
static kb_status read_every(const char *given, int64_t *out, kb_err *err)
{
    kb_str s = kb_str_trim(kb_str_of(given));
    *out = 0;
    if (kb_str_is(s, "auto") || s.len == 0) return KB_OK;
    if (kb_time_length(s, out) && *out >= EVERY_SHORTEST && *out <= EVERY_LONGEST) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "'%s' is no time between 1m and 30d, like 30m, 2h, 1d, or auto", given);
}

static kb_status read_take(const char *given, kb_follow_take *out, kb_err *err)
{
    if (strcmp(given, "page") == 0)
        *out = KB_TAKE_PAGE;
    else if (strcmp(given, "text") == 0)
        *out = KB_TAKE_TEXT;
    else if (strcmp(given, "either") == 0 || !*given)
        *out = KB_TAKE_EITHER;
    else
        return kb_fail(err, KB_ERR_FORMAT, "'%s' is none of page, text, either", given);
    return KB_OK;
}

static kb_status add_rules(following *f, kb_follow *feed)
{
    const kb_feed_choice *c = f->choice;
    kb_rules *rules;
    kb_str before = c->no_rules ? (kb_str){ 0 } : feed->rules, more = kb_str_of(c->rules);
    if (!kb_arena_print(f->arena, &feed->rules, "%.*s%.*s", KB_STR_ARGS(before), KB_STR_ARGS(more)))
        return kb_arena_fail(f->arena, f->err);
    kb_status status = kb_rules_open(feed->rules, &rules, f->err);
    if (status == KB_OK) kb_rules_close(rules);
    return status;
}

/* "one,two , three" -> "one, two, three" */
static kb_status tidy_tags(following *f, const char *given, kb_str *out)
{
    kb_str rest = kb_str_of(given), tag;
    kb_buf tags = { 0 };
    while (rest.len && kb_str_next(&rest, ',', &tag)) {
        tag = kb_str_trim(tag);
        if (tag.len) kb_buf_print(&tags, "%s%.*s", tags.len ? ", " : "", KB_STR_ARGS(tag));
    }
    bool kept = !tags.failed && kb_arena_copy(f->arena, kb_buf_str(&tags), out);
    kb_buf_clear(&tags);
    return kept ? KB_OK : kb_arena_fail(f->arena, f->err);
}

static kb_status choose(following *f, kb_follow *feed)
{
    const kb_feed_choice *c = f->choice;
    kb_status status = KB_OK;
    if (c->name) feed->name = kb_str_trim(kb_str_of(c->name));
    if (c->folder) feed->folder = kb_str_trim(kb_str_of(c->folder));
    if (c->outlet) feed->outlet = kb_str_trim(kb_str_of(c->outlet));
    if (c->lang) feed->lang = kb_str_trim(kb_str_of(c->lang));
    if (c->every) feed->every = f->every;
    if (c->pause) feed->state = KB_FOLLOW_PAUSED;
    if (c->resume) feed->state = KB_FOLLOWED;
    if (c->looks || c->no_looks) feed->no_looks = c->no_looks;
    if (c->tags) status = tidy_tags(f, c->tags, &feed->tags);
    if (c->take && status == KB_OK) status = read_take(c->take, &feed->take, f->err);
    if ((c->rules || c->no_rules) && status == KB_OK) status = add_rules(f, feed);
    return status;
}

/* ---- feeds ---- */

static kb_status note(following *f, int64_t id)
{
    int64_t *to = KB_ADD(f->arena, &f->ids, int64_t);
    if (!to) return kb_arena_fail(f->arena, f->err);
    *to = id;
    return KB_OK;
}

/* A feed that was found or listed; what is chosen now goes before what a list says. */
static kb_status follow(following *f, kb_follow *feed)
{
    bool there;
    int64_t id;
    feed->added = f->desk->engine->options.now;
    kb_status status = choose(f, feed);
    if (status == KB_OK) status = kb_store_follow(f->desk->store, feed, &id, &there, f->err);
    if (status == KB_OK && there) { /* chosen anew */
        kb_follow known;
        status = kb_store_feed(f->desk->store, id, f->arena, &known, f->err);
        if (status == KB_OK) status = choose(f, &known);
        if (status == KB_OK) status = kb_store_follow_choose(f->desk->store, &known, f->err);
    }
    return status == KB_OK ? note(f, id) : status;
}

static kb_status change(following *f, kb_follow *feed)
{
    kb_status status = f->choice->remove ? kb_store_unfollow(f->desk->store, feed->id, f->err) : choose(f, feed);
    if (status == KB_OK && !f->choice->remove) status = kb_store_follow_choose(f->desk->store, feed, f->err);
    return status == KB_OK ? note(f, feed->id) : status;
}

static kb_status import(following *f, kb_str bytes, const char *path)
{
    kb_opml list;
    kb_status status = kb_opml_read(bytes, f->arena, &list, f->err);
    for (size_t i = 0; status == KB_OK && i < list.feeds.count; i++) {
        const kb_opml_feed *o = &list.feeds.at[i];
        kb_follow feed = { .url = o->url, .name = o->title, .home = o->home, .folder = o->folder, .lang = o->lang };
        kb_str tags;
        bool kept = kb_arena_print(f->arena, &tags, "%.*s", KB_STR_ARGS(o->tags));
        status = kept ? tidy_tags(f, tags.at, &feed.tags) : kb_arena_fail(f->arena, f->err);
        if (status == KB_OK) status = follow(f, &feed);
    }
    if (status == KB_OK && list.feeds.count == 0) status = kb_fail(f->err, KB_ERR_NOT_FOUND, "it lists no feeds");
    return status == KB_OK ? KB_OK : kb_context(f->err, status, "%s", path);
}

/* ---- the target ---- */

static kb_status in_transaction(following *f, kb_status (*run)(following *f, void *what), void *what)
{
    kb_status status = kb_store_begin(f->desk->store, f->err);
    if (status == KB_OK) status = run(f, what);
    if (status == KB_OK) status = kb_store_commit(f->desk->store, f->err);
    kb_store_rollback(f->desk->store);
    return status;
}

static kb_status change_one(following *f, void *feed)
{
    return change(f, feed);
}

static kb_status follow_found(following *f, void *what)
{
    kb_discovered *found = what;
    kb_status status = KB_OK;
    for (size_t i = 0; i < found->feeds.count && status == KB_OK; i++) status = follow(f, &found->feeds.at[i]);
    return status;
}

typedef struct {
    const char *path;
    kb_str bytes;
} list_file;

static kb_status import_file(following *f, void *what)
{
    const list_file *file = what;
    return import(f, file->bytes, file->path);
}

/* "islandpost.example" is a site too. */
static kb_status site_of(following *f, const char *target, kb_str *url)
{
    kb_str given = kb_str_trim(kb_str_of(target));
    if (!kb_feed_link_whole(f->arena, given, url)) return kb_arena_fail(f->arena, f->err);
    if (url->len) return KB_OK;
    bool host = kb_str_find(given, KB_STR("."), 0) != SIZE_MAX && kb_str_find(given, KB_STR(":"), 0) == SIZE_MAX &&
                kb_str_find(given, KB_STR(" "), 0) == SIZE_MAX;
    if (!host) return KB_OK;
    return kb_arena_print(f->arena, url, "https://%.*s", KB_STR_ARGS(given)) ? KB_OK : kb_arena_fail(f->arena, f->err);
}

static kb_status find_on_net(following *f, kb_str url)
{
    kb_net_open net;
    kb_discovered found;
    kb_status status = kb_net_start(f->desk, &net, f->err);
    if (status == KB_OK) status = kb_discover(&net, url, f->choice->all, f->arena, &found, f->err);
    kb_net_end(&net);
    if (status == KB_OK) f->named = found.named;
    return status == KB_OK ? in_transaction(f, follow_found, &found) : status;
}

/* A list of feeds in a file; *taken says whether it is a file. */
static kb_status take_file(following *f, const char *target, bool *taken)
{
    kb_file *file;
    kb_err why = { 0 };
    kb_status status = kb_file_open(target, LIST_BYTES, &file, &why);
    *taken = status != KB_ERR_NOT_FOUND;
    if (!*taken) return KB_OK;
    if (status != KB_OK) return kb_fail(f->err, status, "%s", why.text);
    list_file list = { target, kb_file_bytes(file) };
    status = in_transaction(f, import_file, &list);
    kb_file_close(file);
    return status;
}

static kb_status take_target(following *f, const char *target)
{
    kb_follow feed;
    kb_str url;
    int64_t id;
    kb_str told[2];
    bool taken = false;
    if (kb_str_int(kb_str_of(target), &id)) {
        kb_status status = kb_store_feed(f->desk->store, id, f->arena, &feed, f->err);
        return status == KB_OK ? in_transaction(f, change_one, &feed) : status;
    }
    kb_status status = site_of(f, target, &url);
    if (status != KB_OK) return status;
    if (url.len && kb_store_feed_of(f->desk->store, url, f->arena, &feed, NULL) == KB_OK)
        return in_transaction(f, change_one, &feed);
    kb_url_told(kb_str_of(target), told);
    if (f->choice->remove)
        return kb_fail(f->err, KB_ERR_NOT_FOUND, "%.*s%.*s is not followed", KB_STR_ARGS(told[0]),
                       KB_STR_ARGS(told[1]));
    bool web = kb_url_is_web(kb_str_of(target));
    if (!web) status = take_file(f, target, &taken);
    if (status != KB_OK || taken) return status;
    if (url.len == 0)
        return kb_fail(f->err, KB_ERR_NOT_FOUND,
                       "'%.*s%.*s' is no number of a feed, no URL of http or https and no file", KB_STR_ARGS(told[0]),
                       KB_STR_ARGS(told[1]));
    return find_on_net(f, url);
}

/* What else the site has is told to a person. */
static kb_status tell_named(const following *f, const kb_print *how, const kb_sink *out)
{
    kb_buf words = { 0 };
    if (f->named.count == 0 || how->format != KB_FORMAT_TEXT) return KB_OK;
    kb_buf_print(&words, "%s\n", kb_word_ui(how->ui_lang, "more feeds that it names ('--all' follows them):"));
    for (size_t i = 0; i < f->named.count; i++) {
        kb_buf_add_c(&words, "  ");
        kb_plain_add(&words, f->named.at[i]);
        kb_buf_add_char(&words, '\n');
    }
    kb_status status = kb_buf_flush(&words, out, f->err);
    kb_buf_clear(&words);
    return status;
}

static kb_status take_list(following *f, const void *what)
{
    list_file list = *(const list_file *)what;
    return in_transaction(f, import_file, &list);
}

static kb_status take_named(following *f, const void *what)
{
    return take_target(f, what);
}

/* What is chosen is read, `take` takes what is named, and the feeds that it was about are told. */
static kb_status run(kb_desk *desk, kb_status (*take)(following *f, const void *what), const void *what,
                     const kb_feed_choice *choice, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_err own;
    following f = { .desk = desk, .choice = choice, .arena = kb_arena_new(LIST_ARENA), .err = err ? err : &own };
    if (!f.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = choice->every ? read_every(choice->every, &f.every, f.err) : KB_OK;
    if (status == KB_OK) status = take(&f, what);
    if (status == KB_OK && !choice->remove) status = kb_desk_list_feeds(desk, f.ids.at, f.ids.count, how, out, f.err);
    if (status == KB_OK) status = tell_named(&f, how, out);
    kb_arena_free(f.arena);
    return status;
}

kb_status kb_desk_follow_list(kb_desk *desk, kb_str list, const char *name, const kb_feed_choice *choice,
                              const kb_print *how, const kb_sink *out, kb_err *err)
{
    const list_file given = { name, list };
    return run(desk, take_list, &given, choice, how, out, err);
}

kb_status kb_desk_follow(kb_desk *desk, const char *target, const kb_feed_choice *choice, const kb_print *how,
                         const kb_sink *out, kb_err *err)
{
    return run(desk, take_named, target, choice, how, out, err);
}
