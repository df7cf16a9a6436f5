/* kb_desk_alert: what the user wants to be told of, chosen, listed and changed. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/url.h"
#include "claim/cue.h"
#include "desk/alert_event.h"
#include "desk/alert_find.h"
#include "desk/alert_send.h"
#include "fetch/target.h"
#include "show/alerts_page.h"
#include "store/said.h"

#define BYTES_MAX ((size_t)64 << 20)
#define WITHIN_ELSE ((int64_t)86400)
#define NUMBER_WIDTH 4
#define TOLD_SHOWN 50

/* ---- choosing ---- */

static kb_alert_kind kind_of(const kb_alert_choice *c)
{
    return c->search                  ? KB_ALERT_SEARCH
           : c->speaker               ? KB_ALERT_SPEAKER
           : c->differs               ? KB_ALERT_DIFFERS
           : c->growth                ? KB_ALERT_GROWTH
           : c->reports || c->outlets ? KB_ALERT_SIZE
                                      : KB_ALERT_REPORTS;
}

static kb_status read_within(const kb_alert_choice *c, int64_t *out, kb_err *err)
{
    *out = c->growth ? WITHIN_ELSE : 0;
    if (!c->within || kb_time_length(kb_str_trim(kb_str_of(c->within)), out)) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "'%s' is no length of time like 30m, 2h, 1d", c->within);
}

static kb_status read_command(char *const *command, kb_arena *arena, kb_str *out, kb_err *err)
{
    kb_buf words = { 0 };
    kb_status status = KB_OK;
    if (!command[0] || !*command[0]) return kb_fail(err, KB_ERR_FORMAT, "no command to run");
    for (size_t i = 0; command[i]; i++) kb_buf_add(&words, (kb_str){ command[i], strlen(command[i]) + 1 });
    if (words.failed || !kb_arena_copy(arena, kb_buf_str(&words), out)) status = kb_arena_fail(arena, err);
    kb_buf_clear(&words);
    return status;
}

static kb_status read_target(const kb_alert_choice *c, kb_arena *arena, kb_alert *out, kb_err *err)
{
    kb_target target;
    kb_str told[2];
    if (c->command) {
        out->way = KB_ALERT_TO_COMMAND;
        return read_command(c->command, arena, &out->target, err);
    }
    if (!c->webhook) return KB_OK;
    out->way = KB_ALERT_TO_HOOK;
    out->target = kb_str_of(c->webhook);
    kb_status status = kb_target_read(arena, (kb_str){ 0 }, out->target, &target, err);
    kb_url_told(out->target, told);
    return status == KB_OK ? KB_OK : kb_context(err, status, "%.*s%.*s", KB_STR_ARGS(told[0]), KB_STR_ARGS(told[1]));
}

static kb_status none_told(void *user, const kb_said_row *row)
{
    (void)user;
    (void)row;
    return KB_OK;
}

static kb_status none_found(void *user, const kb_hit *hit)
{
    (void)user;
    (void)hit;
    return KB_OK;
}

/* What cannot be understood is told now, not when something comes: nothing is behind the newest revision. */
static kb_status check_words(kb_desk *desk, const kb_alert *a, const char *stance, kb_err *err)
{
    const kb_query query = { .query = a->query.at, .since = a->since.at };
    int64_t newest;
    kb_status status = kb_store_newest(desk->store, &newest, err);
    if (status != KB_OK) return status;
    if (stance && !kb_str_is(kb_str_of(stance), kb_stance_name(kb_stance_of(kb_str_of(stance)))))
        return kb_fail(err, KB_ERR_FORMAT, "stance '%s' is none that kabar knows", stance);
    if (a->kind == KB_ALERT_SEARCH)
        return kb_store_search_new(desk->store, &query, newest, newest, none_found, NULL, err);
    if (a->kind == KB_ALERT_SPEAKER)
        return kb_store_said_new(desk->store, a->speaker, &query, NULL, newest, newest, none_told, NULL, err);
    kb_time since;
    if (a->since.len && !kb_time_parse(a->since, &since))
        return kb_fail(err, KB_ERR_FORMAT, "since '%s' is no day like 2025-03-04", a->since.at);
    return KB_OK;
}

static kb_status read_choice(kb_desk *desk, const kb_alert_choice *c, kb_arena *arena, kb_alert *out, kb_err *err)
{
    kb_status status = KB_OK;
    *out = (kb_alert){ .kind = kind_of(c),
                       .query = kb_str_of(c->search ? c->search : c->about),
                       .speaker = kb_str_of(c->speaker),
                       .stance = kb_str_of(c->stance),
                       .lang = kb_str_of(c->lang),
                       .since = kb_str_of(c->since),
                       .reports = (int64_t)(c->growth ? c->growth : c->reports),
                       .outlets = (int64_t)c->outlets,
                       .made = desk->engine->options.now };
    if (!c->story && (out->kind == KB_ALERT_REPORTS || out->kind == KB_ALERT_DIFFERS))
        return kb_fail(err, KB_ERR_FORMAT, "no story is named");
    if (c->story) status = kb_store_story_now(desk->store, c->story, &out->story, err);
    if (status == KB_OK) status = read_within(c, &out->within, err);
    if (status == KB_OK) status = read_target(c, arena, out, err);
    return status == KB_OK ? check_words(desk, out, c->stance, err) : status;
}

/* ---- making ---- */

/* What is there already is known, and of a comparison that is found before the transaction. */
static kb_status know(kb_desk *desk, const kb_alert *a, const kb_alert_finding *rows, kb_err *err)
{
    kb_time time;
    int64_t since = kb_time_parse(a->since, &time) ? time.seconds : INT64_MAX;
    kb_status status = KB_OK;
    if (a->kind == KB_ALERT_REPORTS) return kb_store_know_reports(desk->store, a->id, a->story, since, err);
    if (a->since.len) return KB_OK;
    if (a->kind == KB_ALERT_SIZE) return kb_store_know_stories(desk->store, a->id, a->reports, a->outlets, err);
    for (size_t i = 0; i < rows->events.count && status == KB_OK; i++) {
        rows->events.at[i].alert = a->id;
        status = kb_store_add_event(desk->store, &rows->events.at[i], true, err);
    }
    return status;
}

static kb_status make(kb_desk *desk, kb_alert *a, kb_arena *arena, kb_err *err)
{
    static const kb_print plain = { .format = KB_FORMAT_TEXT };
    kb_alert_finding rows = { .desk = desk, .alert = a, .how = &plain, .since = INT64_MIN, .arena = arena, .err = err };
    kb_status status = kb_store_newest(desk->store, &a->seen, err);
    if (status == KB_OK && a->kind == KB_ALERT_DIFFERS && !a->since.len)
        status = kb_alert_find_rows(&rows, a->story, true);
    if (a->since.len) a->seen = 0;
    if (status == KB_OK) status = kb_store_begin(desk->store, err);
    if (status == KB_OK) status = kb_store_save_alert(desk->store, a, &a->id, err);
    if (status == KB_OK) status = know(desk, a, &rows, err);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    return status;
}

/* ---- listing ---- */

static void put_command(kb_json *json, kb_str words)
{
    kb_json_key(json, "command");
    if (!words.len) kb_json_null(json);
    if (!words.len) return;
    kb_json_open(json, '[');
    for (kb_str word; words.len && kb_str_next(&words, '\0', &word);)
        if (word.len || words.len) kb_json_str(json, word);
    kb_json_close(json, ']');
}

/* Where a webhook's address leads may be a secret: who may not change the alert sees its host alone. */
static bool hides(const kb_print *how)
{
    return how->visit && !how->visit->who;
}

static kb_str shown_hook(const kb_alert *a, const kb_print *how)
{
    size_t host = kb_str_find(a->target, KB_STR("://"), 0);
    if (a->way != KB_ALERT_TO_HOOK) return (kb_str){ 0 };
    size_t end = host == SIZE_MAX ? 0 : kb_str_find(a->target, KB_STR("/"), host + 3);
    kb_url url = kb_url_split(a->target);
    if (!hides(how)) return a->target;
    return kb_str_find(url.authority, KB_STR("@"), 0) != SIZE_MAX ? KB_STR("https://") : kb_str_part(a->target, kb_span_of(0, end));
}

static void alert_json(kb_buf *out, const kb_alert *a, const kb_print *how)
{
    kb_json json = { .out = out };
    bool growth = a->kind == KB_ALERT_GROWTH, speaker = a->kind == KB_ALERT_SPEAKER;
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_int(&json, "alert", a->id);
    kb_json_put_str(&json, "kind", kb_str_of(kb_alert_kind_name(a->kind)));
    kb_json_put_text(&json, "search", speaker ? (kb_str){ 0 } : a->query);
    kb_json_put_text(&json, "speaker", a->speaker);
    kb_json_put_text(&json, "about", speaker ? a->query : (kb_str){ 0 });
    kb_json_put_text(&json, "stance", a->stance);
    kb_json_put_text(&json, "lang", a->lang);
    kb_json_put_text(&json, "since", a->since);
    kb_json_put_number(&json, "story", a->story, a->story != 0);
    kb_json_put_number(&json, "reports", a->reports, a->reports && !growth);
    kb_json_put_number(&json, "outlets", a->outlets, a->outlets != 0);
    kb_json_put_number(&json, "growth", a->reports, growth);
    kb_json_put_number(&json, "within", a->within, growth);
    kb_json_put_text(&json, "webhook", shown_hook(a, how));
    put_command(&json, a->way == KB_ALERT_TO_COMMAND && !hides(how) ? a->target : (kb_str){ 0 });
    kb_json_put_bool(&json, "paused", a->paused);
    kb_json_put_time(&json, "made", (kb_time){ .seconds = a->made, .zoned = true, .precision = KB_TIME_SECOND });
    kb_json_put_int(&json, "told", a->told);
    kb_json_put_int(&json, "waiting", a->waiting);
    kb_json_put_int(&json, "failed", a->failed);
    kb_json_put_time(
        &json, "last",
        (kb_time){ .seconds = a->last, .zoned = true, .precision = a->last ? KB_TIME_SECOND : KB_TIME_NONE });
    kb_json_put_text(&json, "error", a->error);
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

static void add_option(kb_buf *out, const char *ui, const char *format, kb_str value)
{
    kb_buf plain = { 0 };
    if (!value.len) return;
    kb_plain_add(&plain, value);
    kb_buf_print(out, kb_word_ui(ui, format), KB_STR_ARGS(kb_buf_str(&plain)));
    out->failed |= plain.failed;
    kb_buf_clear(&plain);
}

/* "search banjir, in id", "story 7: new reports", "any story: 10 reports within 1 h" */
static void add_what(kb_buf *out, const kb_alert *a, const char *ui)
{
    if (a->kind == KB_ALERT_SEARCH) kb_buf_add_c(out, kb_word_ui(ui, "search "));
    kb_alert_label(out, a, ui);
    switch (a->kind) {
    case KB_ALERT_SEARCH: break;
    case KB_ALERT_SPEAKER: add_option(out, ui, ", about %.*s", a->query); break;
    case KB_ALERT_REPORTS: kb_buf_add_c(out, kb_word_ui(ui, ": new reports")); break;
    case KB_ALERT_SIZE:
    case KB_ALERT_GROWTH:
        kb_buf_add_c(out, ": ");
        kb_alert_measure(out, a, ui);
        break;
    case KB_ALERT_DIFFERS: kb_buf_add_c(out, kb_word_ui(ui, ": new differences, denials and changes")); break;
    }
    add_option(out, ui, ", stance %.*s", a->stance);
    add_option(out, ui, ", in %.*s", a->lang);
    add_option(out, ui, ", since %.*s", a->since);
}

static void add_where(kb_buf *out, const kb_alert *a, const char *ui)
{
    kb_str words = a->target, word;
    kb_buf_add_c(out, "→ ");
    if (a->way == KB_ALERT_TO_OUTPUT) kb_buf_add_c(out, kb_word_ui(ui, "a line"));
    if (a->way == KB_ALERT_TO_HOOK) kb_plain_add(out, words);
    for (size_t i = 0; a->way == KB_ALERT_TO_COMMAND && words.len && kb_str_next(&words, '\0', &word); i++) {
        if (i && words.len + word.len) kb_buf_add_char(out, ' ');
        kb_plain_add(out, word);
    }
    if (a->paused) kb_buf_print(out, " · %s", kb_word_ui(ui, "paused"));
    kb_buf_add_c(out, " · ");
    kb_buf_print(out, kb_word_ui(ui, "%lld told"), (long long)a->told);
    if (a->waiting) kb_buf_add_c(out, ", ");
    if (a->waiting)
        kb_buf_print(out, kb_word_ui(ui, a->waiting == 1 ? "%lld waits" : "%lld wait"), (long long)a->waiting);
    if (a->failed) kb_buf_add_c(out, ", ");
    if (a->failed) kb_buf_print(out, kb_word_ui(ui, "%lld given up ('--again' tries them)"), (long long)a->failed);
    if (!a->error.len) return;
    kb_buf_add_char(out, '\n');
    kb_ink_set(out, KB_INK_RED);
    kb_plain_add(out, a->error);
}

static void alert_text(kb_answer *answer, const kb_alert *a)
{
    kb_buf words = { 0 };
    add_what(&words, a, answer->how->ui_lang);
    kb_buf_add_char(&words, '\n');
    kb_ink_set(&words, KB_INK_DIM);
    add_where(&words, a, answer->how->ui_lang);
    kb_answer_numbered(answer, a->id, NUMBER_WIDTH, &words);
}

/* One, or all (0). */
static kb_status list(kb_desk *desk, int64_t id, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    kb_alerts alerts;
    kb_arena *arena = kb_arena_new(BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_alerts(desk->store, id, arena, &alerts, err);
    for (size_t i = 0; status == KB_OK && i < alerts.count; i++)
        if (how->format == KB_FORMAT_JSON)
            alert_json(&a.buf, &alerts.at[i], how);
        else
            alert_text(&a, &alerts.at[i]);
    if (status == KB_OK && !alerts.count && how->format != KB_FORMAT_JSON)
        kb_buf_print(&a.buf, "%s\n", kb_word_ui(how->ui_lang, "no alerts"));
    if (status == KB_OK) status = kb_answer_flush(&a);
    kb_buf_clear(&a.buf);
    kb_arena_free(arena);
    return status;
}

/* ---- as a page ---- */

static void add_where_shown(kb_buf *out, const kb_alert *a, const kb_print *how)
{
    kb_str words = a->target, word;
    switch (a->way) {
    case KB_ALERT_TO_OUTPUT: kb_buf_add_c(out, kb_word_ui(how->ui_lang, "told here")); break;
    case KB_ALERT_TO_HOOK: kb_plain_add(out, shown_hook(a, how)); break;
    case KB_ALERT_TO_COMMAND:
        if (kb_str_next(&words, '\0', &word)) kb_plain_add(out, word);
        if (!hides(how))
            while (words.len && kb_str_next(&words, '\0', &word)) {
                kb_buf_add_char(out, ' ');
                kb_plain_add(out, word);
            }
        break;
    }
}

static void put_item(kb_answer *answer, const kb_alert *a)
{
    kb_buf what = { 0 }, where = { 0 };
    add_what(&what, a, answer->how->ui_lang);
    add_where_shown(&where, a, answer->how);
    const kb_alert_shown shown = { .id = a->id,
                                   .story = a->story,
                                   .what = kb_buf_str(&what),
                                   .where = kb_buf_str(&where),
                                   .paused = a->paused,
                                   .told = a->told,
                                   .waiting = a->waiting,
                                   .failed = a->failed,
                                   .last = a->last,
                                   .error = a->error };
    kb_page_alerts_item(&answer->buf, &shown, answer->how);
    answer->buf.failed |= what.failed || where.failed;
    kb_buf_clear(&what);
    kb_buf_clear(&where);
}

/* "alert 3 (story 1): differs (sure): ..." without what stands beside it anyway. */
static kb_str bare_line(kb_str line)
{
    size_t end = kb_str_find(line, KB_STR("): "), 0);
    return end == SIZE_MAX ? line : kb_str_part(line, kb_span_of(end + 3, line.len));
}

static kb_status put_told(void *user, const kb_told_event *e)
{
    kb_answer *a = user;
    kb_str key = e->key, kind;
    int64_t story = 0;
    bool of_story = kb_str_next(&key, ':', &kind) && kb_str_is(kind, "story") && kb_str_int(key, &story);
    const kb_told_shown shown = { .alert = e->alert,
                                  .article = e->article,
                                  .story = of_story ? story : 0,
                                  .state = e->state,
                                  .at = e->at,
                                  .line = bare_line(e->line) };
    if (a->how->format == KB_FORMAT_JSON) {
        kb_json json = { .out = &a->buf };
        kb_json_open(&json, '{');
        kb_json_put_int(&json, "v", KB_JSON_VERSION);
        kb_json_put_int(&json, "alert", shown.alert);
        kb_json_put_str(&json, "state", kb_str_of(shown.state));
        kb_json_put_time(&json, "at", kb_phrase_instant(shown.at));
        kb_json_put_str(&json, "line", e->line);
        kb_json_put_number(&json, "article", shown.article, shown.article != 0);
        kb_json_put_number(&json, "story", shown.story, shown.story != 0);
        kb_json_put_int(&json, "tries", e->tries);
        kb_json_close(&json, '}');
        kb_json_line(&json);
    } else {
        if (a->rows++ == 0) kb_page_alerts_told(&a->buf, 1, a->how);
        kb_page_alerts_event(&a->buf, &shown, a->how);
    }
    return kb_answer_flush(a);
}

static kb_status page(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    kb_alerts alerts;
    kb_arena *arena = kb_arena_new(BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_alerts(desk->store, 0, arena, &alerts, err);
    if (status == KB_OK) kb_page_alerts_head(&a.buf, alerts.count, how);
    for (size_t i = alerts.count; status == KB_OK && i; i--) put_item(&a, &alerts.at[i - 1]);
    if (status == KB_OK) status = kb_store_told_lately(desk->store, TOLD_SHOWN, put_told, &a, err);
    if (status == KB_OK && a.rows == 0) kb_page_alerts_told(&a.buf, 0, how);
    if (status == KB_OK) kb_page_alerts_foot(&a.buf, how);
    if (status == KB_OK) status = kb_answer_flush(&a);
    kb_buf_clear(&a.buf);
    kb_arena_free(arena);
    return status;
}

kb_status kb_desk_alert_events(kb_desk *desk, size_t limit, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    kb_print json = *how;
    json.format = KB_FORMAT_JSON;
    a.how = &json;
    kb_status status = kb_store_told_lately(desk->store, limit ? limit : TOLD_SHOWN, put_told, &a, err);
    kb_buf_clear(&a.buf);
    return status;
}

kb_status kb_desk_alerts(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err)
{
    return kb_frame_wanted(how) ? page(desk, how, out, err) : list(desk, 0, how, out, err);
}

kb_status kb_desk_alert(kb_desk *desk, const kb_alert_choice *choice, const kb_print *how, const kb_sink *out,
                        kb_err *err)
{
    kb_alert alert;
    kb_arena *arena = kb_arena_new(BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = read_choice(desk, choice, arena, &alert, err);
    if (status == KB_OK) status = make(desk, &alert, arena, err);
    if (status == KB_OK) status = list(desk, alert.id, how, out, err);
    kb_arena_free(arena);
    return status;
}

/* ---- changing ---- */

/* What came while it was paused is not told. */
static kb_status resume(kb_desk *desk, kb_alert *a, kb_arena *arena, kb_err *err)
{
    static const kb_print plain = { .format = KB_FORMAT_TEXT };
    kb_alert_finding rows = { .desk = desk, .alert = a, .how = &plain, .since = INT64_MIN, .arena = arena, .err = err };
    int64_t newest;
    kb_status status = kb_store_newest(desk->store, &newest, err);
    a->since.len = 0;
    if (status == KB_OK && a->kind == KB_ALERT_DIFFERS) status = kb_alert_find_rows(&rows, a->story, true);
    if (status == KB_OK) status = know(desk, a, &rows, err);
    if (status == KB_OK) status = kb_store_alert_seen(desk->store, a->id, newest, err);
    return status == KB_OK ? kb_store_alert_pause(desk->store, a->id, false, err) : status;
}

static kb_status change(kb_desk *desk, kb_alert *a, kb_alert_change what, kb_arena *arena, kb_err *err)
{
    switch (what) {
    case KB_ALERT_PAUSE: return kb_store_alert_pause(desk->store, a->id, true, err);
    case KB_ALERT_RESUME: return a->paused ? resume(desk, a, arena, err) : KB_OK;
    case KB_ALERT_REMOVE: return kb_store_remove_alert(desk->store, a->id, err);
    case KB_ALERT_AGAIN: return kb_store_events_again(desk->store, a->id, err);
    }
    return KB_OK;
}

kb_status kb_desk_alert_change(kb_desk *desk, int64_t alert, kb_alert_change what, const kb_print *how,
                               const kb_sink *out, kb_err *err)
{
    kb_alerts found;
    kb_arena *arena = kb_arena_new(BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_begin(desk->store, err);
    if (status == KB_OK) status = kb_store_alerts(desk->store, alert, arena, &found, err);
    if (status == KB_OK) status = change(desk, &found.at[0], what, arena, err);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    kb_arena_free(arena);
    return status == KB_OK && what != KB_ALERT_REMOVE ? list(desk, alert, how, out, err) : status;
}

/* ---- telling ---- */

kb_status kb_desk_alert_run(kb_desk *desk, const kb_alert_way_out *out, kb_err *err)
{
    int64_t now = desk->engine->options.now;
    kb_alert_sender *sender;
    kb_status status = kb_alerts_find(desk, out, now, err);
    if (status == KB_OK) status = kb_alert_sender_open(desk, out, &sender, err);
    if (status != KB_OK) return status;
    status = kb_alerts_send(sender, now, true, NULL, err);
    kb_alert_sender_close(sender);
    return status;
}
