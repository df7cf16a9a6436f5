/* What is kept, and for how long: rules are set and told, and what is past its time goes. */
#include "desk/keep.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/time.h"
#include "desk/answer.h"
#include "desk/forget.h"
#include "store/feeds.h"
#include "store/forget.h"
#include "store/keep.h"

#define LIST_BYTES ((size_t)64 << 20)
#define TOGETHER ((size_t)20) /* articles that go in one transaction */
#define A_STEP ((int64_t)100) /* articles that go in one step */
#define RAW_STEP ((int64_t)200)
#define ROUNDS_MAX 10 /* of making the file smaller */
#define EVERY_ARTICLE INT64_MAX

enum { RAW, AGE, COUNT_SIZE, SIZE, INDEX, LAST };

/* ---- a step ---- */

static kb_status remove_some(kb_desk *desk, const int64_t *articles, size_t count, kb_err *err)
{
    kb_removal removal;
    kb_status status = kb_store_remove_begin(desk->store, &removal, err);
    if (status == KB_OK) status = kb_desk_take_out(desk, articles, count, false, err);
    return kb_store_remove_end(desk->store, &removal, status, err);
}

static kb_status remove_story(kb_desk *desk, kb_keep_run *run, int64_t story, kb_err *err)
{
    int64_t ids[TOGETHER];
    kb_status status = KB_OK;
    for (size_t count = TOGETHER; status == KB_OK && count == TOGETHER;) {
        status = kb_store_expired_articles(desk->store, story, ids, &count, err);
        if (status == KB_OK && count) status = remove_some(desk, ids, count, err);
        if (status == KB_OK) run->articles += (int64_t)count;
        if (status == KB_OK) run->too_many -= (int64_t)count;
    }
    run->stories += status == KB_OK && story > 0;
    return status;
}

static kb_status remove_stories(kb_desk *desk, kb_keep_run *run, bool by_size, int64_t articles, bool *more,
                                kb_err *err)
{
    kb_expired_list list;
    kb_arena *arena = kb_arena_new(LIST_BYTES);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_expired(desk->store, run->now, by_size, articles, arena, &list, err);
    for (size_t i = 0; i < list.count && status == KB_OK; i++) status = remove_story(desk, run, list.at[i].story, err);
    *more = list.count > 0;
    kb_arena_free(arena);
    return status;
}

/* How many articles are to go for the file to be small enough: their share in it is taken to be that in its bytes. */
static kb_status count_too_many(kb_desk *desk, int64_t *out, kb_err *err)
{
    kb_keeping keeping;
    kb_space space;
    kb_store_counts counts;
    *out = 0;
    kb_status status = kb_store_keeping(desk->store, &keeping, err);
    if (status == KB_OK) status = kb_store_space(desk->store, &space, err);
    if (status != KB_OK || !keeping.bytes || space.file - space.unused <= keeping.bytes) return status;
    int64_t used = space.file - space.unused;
    if ((status = kb_store_count(desk->store, &counts, err)) == KB_OK)
        *out = 1 + (int64_t)((double)counts.articles * (double)(used - keeping.bytes) / (double)used);
    return status;
}

static kb_status end_run(kb_desk *desk, const kb_keep_run *run, kb_err *err)
{
    kb_keeping keeping;
    kb_status status = kb_store_keeping(desk->store, &keeping, err);
    keeping.ran = run->now;
    return status == KB_OK ? kb_store_set_keeping(desk->store, &keeping, err) : status;
}

kb_status kb_desk_keep_step(kb_desk *desk, kb_keep_run *run, bool *more, kb_err *err)
{
    int64_t removed = 0;
    bool again = false;
    kb_status status = KB_OK;
    switch (run->part) {
    case RAW:
        status = kb_store_raw_expire(desk->store, run->now, RAW_STEP, &removed, err);
        run->raw += removed;
        again = removed > 0;
        break;
    case AGE: status = remove_stories(desk, run, false, A_STEP, &again, err); break;
    case COUNT_SIZE:
        status = count_too_many(desk, &run->too_many, err);
        run->rounds = run->too_many ? run->rounds + 1 : ROUNDS_MAX;
        break;
    case SIZE:
        if (run->too_many <= 0) break;
        status = remove_stories(desk, run, true, run->too_many < A_STEP ? run->too_many : A_STEP, &again, err);
        run->cut |= again;
        if (!again) run->rounds = ROUNDS_MAX; /* nothing is left that may go */
        break;
    case INDEX: status = kb_store_tidy(desk->store, run->cut, &again, err); break;
    default: status = end_run(desk, run, err); break;
    }
    *more = run->part != LAST;
    if (status != KB_OK || again) return status;
    run->part = run->part == INDEX && run->rounds < ROUNDS_MAX ? COUNT_SIZE : run->part + 1;
    return status;
}

kb_status kb_desk_keep_due(kb_desk *desk, int64_t now, bool *due, kb_err *err)
{
    kb_keeping keeping;
    kb_status status = kb_store_keeping(desk->store, &keeping, err);
    *due = status == KB_OK && now >= keeping.ran + KB_KEEP_EVERY;
    return status;
}

/* ---- the rules, chosen ---- */

static kb_status read_days(const char *given, const char *none, int64_t of_none, int64_t *out, kb_err *err)
{
    kb_str s = kb_str_of(given);
    int64_t seconds;
    if (!given) return KB_OK;
    if (kb_str_is(s, "forever") || kb_str_is(s, none)) {
        *out = kb_str_is(s, "forever") ? 0 : of_none;
        return KB_OK;
    }
    bool good = kb_str_int(s, out);
    if (!good && (good = kb_time_length(s, &seconds))) *out = seconds / 86400;
    if (good && *out > 0 && *out < 100000) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "'%s' is no number of days, and not %s", given, none);
}

/* "5G", "750M", "2.5G"; "none": as many as there are. */
static kb_status read_size(const char *given, int64_t *out, kb_err *err)
{
    static const struct {
        char unit;
        double bytes;
    } units[] = { { 'k', 1e3 }, { 'm', 1e6 }, { 'g', 1e9 }, { 't', 1e12 } };
    char *end;
    if (!given) return KB_OK;
    *out = 0;
    if (strcmp(given, "none") == 0) return KB_OK;
    double number = strtod(given, &end);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (end > given && (*end | 0x20) == units[i].unit && (!end[1] || (end[1] | 0x20) == 'b')) {
            number *= units[i].bytes;
            end = "";
        }
    if (!*end && number >= 1e5 && number < 1e15) {
        *out = (int64_t)number;
        return KB_OK;
    }
    return kb_fail(err, KB_ERR_FORMAT, "'%s' is no size like 500M, 5G, or none", given);
}

static kb_status read_raw(const char *given, kb_keeping *keeping, kb_err *err)
{
    if (!given) return KB_OK;
    keeping->raw = strcmp(given, "on") == 0;
    if (keeping->raw || strcmp(given, "off") == 0) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "--raw: '%s' is neither on nor off", given);
}

/* A part for which the days are, and whether there is such a one. */
static kb_status part_of(kb_desk *desk, const kb_keep_choice *c, kb_str *kind, kb_str *name, kb_err *err)
{
    int64_t id;
    kb_follow feed;
    const char *given = c->outlet ? c->outlet : c->lang ? c->lang : c->feed;
    *kind = c->outlet ? KB_STR("outlet") : c->lang ? KB_STR("lang") : KB_STR("feed");
    *name = given ? kb_str_trim(kb_str_of(given)) : (kb_str){ 0 };
    if (!c->feed) return KB_OK;
    if (!kb_str_int(*name, &id)) return kb_fail(err, KB_ERR_FORMAT, "'%s' is no number of a feed", given);
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_status status =
        arena ? kb_store_feed(desk->store, id, arena, &feed, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_arena_free(arena);
    return status;
}

static kb_status set_part(kb_desk *desk, const kb_keep_choice *c, kb_err *err)
{
    kb_str kind, name;
    int64_t days = 0;
    kb_status status = part_of(desk, c, &kind, &name, err);
    if (status == KB_OK && !c->days) return kb_fail(err, KB_ERR_FORMAT, "how long? --days N, forever or auto");
    if (status == KB_OK) status = read_days(c->days, "auto", -1, &days, err);
    return status == KB_OK ? kb_store_keep_part(desk->store, kind, name, days, err) : status;
}

static kb_status choose(kb_desk *desk, const kb_keep_choice *c, kb_err *err)
{
    kb_keeping keeping;
    bool part = c->outlet || c->lang || c->feed;
    kb_status status = kb_store_keeping(desk->store, &keeping, err);
    if (status == KB_OK && part) status = set_part(desk, c, err);
    if (status == KB_OK && !part) status = read_days(c->days, "auto", 0, &keeping.days, err);
    if (status == KB_OK) status = read_days(c->raw_days, "auto", 0, &keeping.raw_days, err);
    if (status == KB_OK) status = read_size(c->size, &keeping.bytes, err);
    if (status == KB_OK) status = read_raw(c->raw, &keeping, err);
    return status == KB_OK ? kb_store_set_keeping(desk->store, &keeping, err) : status;
}

/* ---- told ---- */

typedef struct {
    const kb_print *how;
    kb_buf *buf;
    kb_json json;
} telling;

#define COLUMN 28

static void tell_label(const telling *t, const char *kind, kb_str name)
{
    kb_buf label = { 0 };
    kb_buf_add_c(&label, kb_word_ui(t->how->ui_lang, kind));
    if (name.len) kb_buf_add_char(&label, ' ');
    kb_plain_add(&label, name);
    kb_buf_add_char(&label, '\0');
    size_t width = label.failed ? 0 : kb_ink_width(kb_str_of(label.at));
    t->buf->failed |= label.failed;
    if (!label.failed) kb_buf_add_c(t->buf, label.at);
    kb_buf_add_repeat(t->buf, ' ', width + 2 < COLUMN ? COLUMN - width : 2);
    kb_buf_clear(&label);
}

static void tell_days(const telling *t, int64_t days)
{
    const char *ui = t->how->ui_lang;
    if (days == 0)
        kb_buf_add_c(t->buf, kb_word_ui(ui, "for ever"));
    else
        kb_buf_print(t->buf, kb_word_ui(ui, days == 1 ? "%lld day" : "%lld days"), (long long)days);
    kb_buf_add_char(t->buf, '\n');
}

static kb_status tell_part(void *user, kb_str kind, kb_str name, int64_t days)
{
    telling *t = user;
    const char *word = kb_str_is(kind, "outlet") ? "outlet" : kb_str_is(kind, "lang") ? "language" : "feed";
    tell_label(t, word, name);
    tell_days(t, days);
    return KB_OK;
}

static kb_status put_part(void *user, kb_str kind, kb_str name, int64_t days)
{
    telling *t = user;
    kb_json_open(&t->json, '{');
    kb_json_put_str(&t->json, "kind", kind);
    kb_json_put_str(&t->json, "name", name);
    kb_json_put_int(&t->json, "days", days);
    kb_json_close(&t->json, '}');
    return KB_OK;
}

static kb_status tell_rules(kb_desk *desk, telling *t, const kb_keeping *k, kb_err *err)
{
    const char *ui = t->how->ui_lang;
    tell_label(t, "stories", (kb_str){ 0 });
    tell_days(t, k->days);
    kb_status status = kb_store_keep_parts(desk->store, tell_part, t, err);
    tell_label(t, "size", (kb_str){ 0 });
    if (k->bytes)
        kb_buf_print(t->buf, kb_word_ui(ui, "%.1f MB at most"), (double)k->bytes / 1e6);
    else
        kb_buf_add_c(t->buf, kb_word_ui(ui, "as large as it becomes"));
    kb_buf_add_char(t->buf, '\n');
    tell_label(t, "raw pages", (kb_str){ 0 });
    if (k->raw && k->raw_days) {
        tell_days(t, k->raw_days);
        return status;
    }
    kb_buf_add_c(t->buf, kb_word_ui(ui, k->raw ? "as long as their articles" : "not kept"));
    kb_buf_add_char(t->buf, '\n');
    return status;
}

static kb_status put_rules(kb_desk *desk, telling *t, const kb_keeping *k, kb_err *err)
{
    kb_json_put_int(&t->json, "days", k->days);
    kb_json_put_int(&t->json, "bytes", k->bytes);
    kb_json_put_bool(&t->json, "raw", k->raw);
    kb_json_put_int(&t->json, "raw_days", k->raw_days);
    kb_json_put_time(
        &t->json, "ran",
        (kb_time){ .seconds = k->ran, .zoned = true, .precision = k->ran ? KB_TIME_SECOND : KB_TIME_NONE });
    kb_json_key(&t->json, "parts");
    kb_json_open(&t->json, '[');
    kb_status status = kb_store_keep_parts(desk->store, put_part, t, err);
    kb_json_close(&t->json, ']');
    return status;
}

kb_status kb_desk_keep_write(kb_desk *desk, kb_buf *buf, kb_json *json, const kb_print *how, kb_err *err)
{
    kb_keeping keeping;
    telling t = { .how = how, .buf = buf };
    kb_status status = kb_store_keeping(desk->store, &keeping, err);
    if (status != KB_OK) return status;
    if (!json) return tell_rules(desk, &t, &keeping, err);
    t.json = *json;
    status = put_rules(desk, &t, &keeping, err);
    *json = t.json;
    return status;
}

static void tell_run(const telling *t, const kb_keep_run *run, const kb_space *space, bool dry)
{
    const char *ui = t->how->ui_lang;
    kb_buf_print(t->buf,
                 kb_word_ui(ui, dry ? "would go: %lld stories, %lld articles, %lld raw pages"
                                    : "gone: %lld stories, %lld articles, %lld raw pages"),
                 (long long)run->stories, (long long)run->articles, (long long)run->raw);
    if (!dry) kb_buf_print(t->buf, kb_word_ui(ui, "; %.1f MB are used"), (double)(space->file - space->unused) / 1e6);
    kb_buf_add_char(t->buf, '\n');
}

static void put_run(telling *t, const kb_keep_run *run, const kb_space *space, bool dry)
{
    kb_json_key(&t->json, dry ? "would_go" : "gone");
    kb_json_open(&t->json, '{');
    kb_json_put_int(&t->json, "stories", run->stories);
    kb_json_put_int(&t->json, "articles", run->articles);
    kb_json_put_int(&t->json, "raw", run->raw);
    kb_json_close(&t->json, '}');
    kb_json_put_int(&t->json, "file", space->file);
    kb_json_put_int(&t->json, "used", space->file - space->unused);
}

/* What would go, without a change: of the size as many as their share in the bytes. */
static kb_status look(kb_desk *desk, kb_keep_run *run, kb_err *err)
{
    kb_expired_list list = { 0 };
    int64_t by_size = 0;
    kb_arena *arena = kb_arena_new(LIST_BYTES);
    kb_status status = arena ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) status = kb_store_raw_expired(desk->store, run->now, &run->raw, err);
    if (status == KB_OK) status = count_too_many(desk, &by_size, err);
    for (int pass = 0; pass < 2 && status == KB_OK; pass++) {
        kb_keep_run found = { 0 };
        if (pass && !by_size) break;
        status = kb_store_expired(desk->store, run->now, pass, pass ? by_size : EVERY_ARTICLE, arena, &list, err);
        for (size_t i = 0; i < list.count && status == KB_OK; i++) {
            found.stories += list.at[i].story > 0;
            found.articles += list.at[i].articles;
        }
        if (found.stories > run->stories) run->stories = found.stories;
        if (found.articles > run->articles) run->articles = found.articles;
    }
    kb_arena_free(arena);
    return status;
}

static kb_status run_all(kb_desk *desk, kb_keep_run *run, kb_err *err)
{
    kb_status status = kb_desk_ready(desk, err);
    for (bool more = true; more && status == KB_OK;) status = kb_desk_keep_step(desk, run, &more, err);
    return status;
}

static kb_status write_kept(kb_desk *desk, const kb_keep_choice *c, const kb_keep_run *run, const kb_print *how,
                            kb_buf *buf, kb_err *err)
{
    kb_space space;
    telling t = { .how = how, .buf = buf, .json = { .out = buf } };
    bool json = how->format == KB_FORMAT_JSON, ran = c->run || c->dry_run || c->trial;
    kb_status status = kb_store_space(desk->store, &space, err);
    if (status == KB_OK && !json) {
        if (ran)
            tell_run(&t, run, &space, c->dry_run || c->trial);
        else
            status = kb_desk_keep_write(desk, buf, NULL, how, err);
        return status;
    }
    kb_json_open(&t.json, '{');
    kb_json_put_int(&t.json, "v", KB_JSON_VERSION);
    if (status == KB_OK) status = kb_desk_keep_write(desk, buf, &t.json, how, err);
    if (ran) put_run(&t, run, &space, c->dry_run || c->trial);
    kb_json_close(&t.json, '}');
    kb_json_line(&t.json);
    return status;
}

static bool is_chosen(const kb_keep_choice *c)
{
    return c->days || c->size || c->raw || c->raw_days || c->outlet || c->lang || c->feed;
}

/* Looks with what is chosen, and takes it back. */
static kb_status try_it(kb_desk *desk, const kb_keep_choice *c, kb_keep_run *run, kb_err *err)
{
    kb_status status = kb_store_begin(desk->store, err);
    if (status == KB_OK && is_chosen(c)) status = choose(desk, c, err);
    if (status == KB_OK) status = look(desk, run, err);
    kb_store_rollback(desk->store);
    return status;
}

static kb_status keep(kb_desk *desk, const kb_keep_choice *c, kb_keep_run *run, kb_err *err)
{
    kb_status status = is_chosen(c) ? kb_store_begin(desk->store, err) : KB_OK;
    if (status == KB_OK && is_chosen(c)) status = choose(desk, c, err);
    if (status == KB_OK && is_chosen(c)) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    if (status == KB_OK && c->dry_run) status = look(desk, run, err);
    if (status == KB_OK && c->run && !c->dry_run) status = run_all(desk, run, err);
    return status;
}

kb_status kb_desk_keep(kb_desk *desk, const kb_keep_choice *c, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_buf buf = { 0 };
    kb_keep_run run = { .now = desk->engine->options.now };
    kb_status status = c->trial ? try_it(desk, c, &run, err) : keep(desk, c, &run, err);
    if (status == KB_OK) status = write_kept(desk, c, &run, how, &buf, err);
    if (status == KB_OK) status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    return status;
}
