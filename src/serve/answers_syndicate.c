/* Feeds of what the API answers: the same call of the library, whose JSON becomes items. So a feed tells nothing that
 * the API does not, and has its filters. */
#include "serve/answers.h"

#include <inttypes.h>
#include <jansson.h>

#include "base/map.h"
#include "show/html.h"
#include "show/syndicate.h"
#include "show/words.h"

#define TITLE_BYTES 160 /* of a statement: its words are below it whole */

typedef struct {
    kb_turn *turn;
    kb_str base, tag; /* "http://127.0.0.1:8750", "tag:localhost,2026:" */
    json_t **held;    /* whose strings the items look at */
    size_t held_count;
    struct {
        kb_syndicate_item *at;
        size_t count;
    } items;
    kb_err *err;
} feed;

static kb_str text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (kb_str){ json_string_value(value), json_string_length(value) } : (kb_str){ 0 };
}

static int64_t int_of(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static kb_time time_of(const json_t *object, const char *key)
{
    kb_time time;
    return kb_time_parse(text_of(object, key), &time) ? time : (kb_time){ 0 };
}

/* When it was published, where a moment is told; else when it came. */
static kb_time moment_of(const json_t *object)
{
    kb_time time = time_of(object, "published");
    return time.zoned && time.precision >= KB_TIME_MINUTE ? time : time_of(object, "added");
}

/* ---- items ---- */

static kb_status no_room(feed *f)
{
    return kb_arena_fail(f->turn->request->arena, f->err);
}

static kb_status take_story(feed *f, const json_t *story)
{
    kb_arena *arena = f->turn->request->arena;
    int64_t id = int_of(story, "story");
    const char *ui = f->turn->how.ui_lang;
    kb_syndicate_item *item = KB_ADD(arena, &f->items, kb_syndicate_item);
    if (!item || !kb_arena_print(arena, &item->id, "%.*sstory/%" PRId64, KB_STR_ARGS(f->tag), id) ||
        !kb_arena_print(arena, &item->url, "%.*s/story/%" PRId64, KB_STR_ARGS(f->base), id) ||
        !kb_arena_print(arena, &item->text, kb_word_ui(ui, "%zu reports, %zu independent"),
                        (size_t)int_of(story, "reports"), (size_t)int_of(story, "independent")))
        return no_room(f);
    item->title = text_of(story, "title");
    item->published = time_of(story, "first");
    item->updated = time_of(story, "last");
    return KB_OK;
}

static kb_status take_article(feed *f, const json_t *article)
{
    kb_arena *arena = f->turn->request->arena;
    int64_t id = int_of(article, "article");
    kb_syndicate_item *item = KB_ADD(arena, &f->items, kb_syndicate_item);
    if (!item || !kb_arena_print(arena, &item->id, "%.*sarticle/%" PRId64, KB_STR_ARGS(f->tag), id) ||
        !kb_arena_print(arena, &item->url, "%.*s/article/%" PRId64, KB_STR_ARGS(f->base), id))
        return no_room(f);
    item->title = text_of(article, "title");
    item->text = text_of(article, "snippet");
    item->source = text_of(article, "url");
    item->author = text_of(article, "outlet");
    item->lang = text_of(article, "lang");
    item->published = time_of(article, "published");
    item->updated = moment_of(article);
    return KB_OK;
}

/* What somebody said, with the report that carried it first. Its id is of the words and the article, and so stays when
 * the article is revised. */
static kb_status take_saying(feed *f, const json_t *saying, kb_str speaker)
{
    kb_arena *arena = f->turn->request->arena;
    const json_t *report = json_array_get(json_object_get(saying, "reports"), 0);
    const json_t *span = json_array_get(json_object_get(report, "spans"), 0);
    int64_t id = int_of(report, "article");
    kb_str words = text_of(saying, "words");
    kb_syndicate_item *item = report ? KB_ADD(arena, &f->items, kb_syndicate_item) : NULL;
    if (!report) return KB_OK;
    if (!item ||
        !kb_arena_print(arena, &item->id, "%.*sarticle/%" PRId64 "/said/%016" PRIx64, KB_STR_ARGS(f->tag), id,
                        kb_hash(words)) ||
        !kb_arena_print(arena, &item->url,
                        "%.*s/article/%" PRId64 "?span=%" JSON_INTEGER_FORMAT "-%" JSON_INTEGER_FORMAT,
                        KB_STR_ARGS(f->base), id, json_integer_value(json_array_get(span, 0)),
                        json_integer_value(json_array_get(span, 1))))
        return no_room(f);
    item->title = kb_str_part(words, kb_span_of(0, TITLE_BYTES));
    while (item->title.len && item->title.len < words.len && ((unsigned char)words.at[item->title.len] & 0xC0) == 0x80)
        item->title.len--;
    item->text = words;
    item->author = speaker;
    item->source = text_of(report, "url");
    item->lang = text_of(report, "lang");
    item->published = time_of(report, "published");
    item->updated = moment_of(report);
    return KB_OK;
}

static kb_status take_speaker(feed *f, const json_t *told)
{
    const json_t *sayings = json_object_get(told, "sayings");
    kb_status status = KB_OK;
    for (size_t i = json_array_size(sayings); i-- > 0 && status == KB_OK;) /* newest first */
        status = take_saying(f, json_array_get(sayings, i), text_of(told, "speaker"));
    return status;
}

/* ---- the feed ---- */

/* "/stories.atom?lang=id&skip=20"; `skip` 0: without. */
static kb_status address(feed *f, const char *path, size_t skip, kb_str *out)
{
    kb_buf buf = { 0 };
    kb_buf_add(&buf, f->base);
    kb_turn_address(f->turn, path, skip, &buf);
    bool fine = !buf.failed && kb_arena_copy(f->turn->request->arena, kb_buf_str(&buf), out);
    kb_buf_clear(&buf);
    return fine ? KB_OK : no_room(f);
}

/* Reads the lines of JSON that are in the body. */
static kb_status take_lines(feed *f, kb_status (*take)(feed *, const json_t *))
{
    kb_str rest = kb_buf_str(&f->turn->reply->body), line;
    size_t lines = 0;
    kb_status status = KB_OK;
    for (size_t i = 0; i < rest.len; i++) lines += rest.at[i] == '\n';
    if (!(f->held = KB_NEW(f->turn->request->arena, json_t *, lines + 1))) return no_room(f);
    while (status == KB_OK && rest.len && kb_str_next(&rest, '\n', &line)) {
        if (!line.len) continue;
        json_t *root = json_loadb(line.at, line.len, JSON_ALLOW_NUL, NULL);
        if (!root) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
        f->held[f->held_count++] = root;
        status = take(f, root);
    }
    return status;
}

/* `home`: the page that shows the same; `title` of it. */
static kb_status write(kb_turn *turn, const kb_query *query, const char *home, kb_str title,
                       kb_status (*take)(feed *, const json_t *), kb_err *err)
{
    feed f = { .turn = turn, .err = err };
    kb_syndicate all = { .ui = turn->how.ui_lang };
    kb_arena *arena = turn->request->arena;
    const kb_gate *gate = &turn->server->gate;
    const char *path = turn->request->path, *host = gate->name ? gate->name : "localhost";
    char url[KB_GATE_URL_MAX];
    bool atom = kb_str_ends(kb_str_of(path), KB_STR(".atom"));
    kb_gate_url(gate, url);
    f.base = kb_str_of(url);
    if (!kb_arena_print(arena, &f.tag, "tag:%.*s,2026:", (int)strcspn(host, ":"), host)) return no_room(&f);
    kb_status status = take_lines(&f, take);
    if (status == KB_OK) status = address(&f, path, query->skip, &all.self);
    if (status == KB_OK) status = address(&f, home, query->skip, &all.home);
    if (status == KB_OK && f.items.count >= query->limit && query->skip + query->limit <= KB_TURN_SKIP_MOST)
        status = address(&f, path, query->skip + query->limit, &all.next);
    kb_str asked = kb_str_part(all.home, kb_span_of(f.base.len, all.home.len));
    if (status == KB_OK && (!kb_arena_print(arena, &all.title, "%.*s \xc2\xb7 kabar", KB_STR_ARGS(title)) ||
                            !kb_arena_print(arena, &all.id, "%.*s%.*s", KB_STR_ARGS(f.tag), KB_STR_ARGS(asked))))
        status = no_room(&f);
    if (status == KB_OK) {
        kb_buf out = { 0 };
        all.items = f.items.at;
        all.count = f.items.count;
        (atom ? kb_syndicate_atom : kb_syndicate_json)(&out, &all);
        kb_buf_clear(&turn->reply->body);
        turn->reply->body = out;
        turn->reply->type = atom ? "application/atom+xml; charset=utf-8" : "application/feed+json; charset=utf-8";
    }
    for (size_t i = 0; i < f.held_count; i++) json_decref(f.held[i]);
    return status;
}

kb_status kb_turn_stories_feed(kb_turn *turn, kb_err *err)
{
    kb_query query;
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_turn_query(turn, &query, err);
    if (status == KB_OK) status = kb_desk_stories(turn->desk, &query, &turn->how, &sink, err);
    return status == KB_OK
               ? write(turn, &query, "/", kb_str_of(kb_word_ui(turn->how.ui_lang, "Stories")), take_story, err)
               : status;
}

/* Newest first, however its page is sorted: a feed tells what is new. */
kb_status kb_turn_search_feed(kb_turn *turn, kb_err *err)
{
    kb_query query;
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_turn_search_query(turn, &query, err);
    query.by_time = true;
    if (status == KB_OK) status = kb_desk_search(turn->desk, &query, &turn->how, &sink, err);
    return status == KB_OK ? write(turn, &query, "/search", kb_str_of(query.query), take_article, err) : status;
}

/* "/speaker/Ana/feed.atom" is of the page "/speaker/Ana". */
static kb_status page_of(kb_turn *turn, kb_str *out, kb_err *err)
{
    kb_str path = kb_str_of(turn->request->path);
    while (path.len && path.at[path.len - 1] != '/') path.len--;
    kb_arena *arena = turn->request->arena;
    return kb_arena_print(arena, out, "%.*s", (int)(path.len - 1), path.at) ? KB_OK : kb_arena_fail(arena, err);
}

kb_status kb_turn_speaker_feed(kb_turn *turn, kb_err *err)
{
    kb_query query;
    kb_str page;
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_turn_query(turn, &query, err);
    query.query = kb_field_text(&turn->request->asked, "about");
    if (status == KB_OK)
        status = kb_desk_quotes(turn->desk, turn->name, kb_field_text(&turn->request->asked, "stance"), &query,
                                &turn->how, &sink, err);
    if (status == KB_OK) status = page_of(turn, &page, err);
    return status == KB_OK ? write(turn, &query, page.at, kb_str_of(turn->name), take_speaker, err) : status;
}

/* The stories that an outlet told. */
kb_status kb_turn_outlet_feed(kb_turn *turn, kb_err *err)
{
    kb_query query;
    kb_str page;
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_turn_query(turn, &query, err);
    query.outlet = turn->name;
    if (status == KB_OK) status = kb_desk_stories(turn->desk, &query, &turn->how, &sink, err);
    if (status == KB_OK) status = page_of(turn, &page, err);
    return status == KB_OK ? write(turn, &query, page.at, kb_str_of(turn->name), take_story, err) : status;
}
