#include "desk/alert_find.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/map.h"
#include "claim/cue.h"
#include "desk/alert_event.h"
#include "store/said.h"
#include "text/fold.h"

#define BYTES_MAX ((size_t)256 << 20) /* of what one look finds */
#define STEP ((int64_t)2000)          /* revisions of one look */
#define WORDS_MAX ((size_t)240)       /* bytes of a line that are somebody's words */
#define KEY_MAX 64

static const char *const kinds[] = {
    [KB_ALERT_SEARCH] = "search", [KB_ALERT_SPEAKER] = "speaker", [KB_ALERT_REPORTS] = "reports",
    [KB_ALERT_SIZE] = "size",     [KB_ALERT_GROWTH] = "growth",   [KB_ALERT_DIFFERS] = "differs"
};

const char *kb_alert_kind_name(kb_alert_kind kind)
{
    return kinds[kind];
}

void kb_alert_label(kb_buf *out, const kb_alert *alert, const char *ui)
{
    if (alert->kind == KB_ALERT_SEARCH)
        kb_plain_add(out, alert->query);
    else if (alert->kind == KB_ALERT_SPEAKER)
        kb_plain_add(out, alert->speaker);
    else if (alert->story)
        kb_buf_print(out, kb_word_ui(ui, "story %lld"), (long long)alert->story);
    else
        kb_buf_add_c(out, kb_word_ui(ui, "any story"));
}

void kb_alert_measure(kb_buf *out, const kb_alert *alert, const char *ui)
{
    static const struct {
        int64_t seconds;
        const char *name;
    } units[] = { { 86400, "%lld d" }, { 3600, "%lld h" }, { 60, "%lld min" }, { 1, "%lld s" } };
    size_t unit = 0;
    if (alert->reports) kb_buf_print(out, kb_word_ui(ui, "%lld reports"), (long long)alert->reports);
    if (alert->reports && alert->outlets) kb_buf_add_c(out, ", ");
    if (alert->outlets) kb_buf_print(out, kb_word_ui(ui, "%lld outlets"), (long long)alert->outlets);
    if (!alert->within) return;
    while (alert->within % units[unit].seconds) unit++;
    kb_buf_add_c(out, kb_word_ui(ui, " within "));
    kb_buf_print(out, kb_word_ui(ui, units[unit].name), (long long)(alert->within / units[unit].seconds));
}

/* ---- events ---- */

void kb_event_begin(const kb_alert_finding *f, kb_str key, kb_event_words *w)
{
    kb_buf label = { 0 }, id = { 0 };
    *w = (kb_event_words){ 0 };
    w->json.out = &w->text;
    kb_alert_label(&label, f->alert, f->how->ui_lang);
    kb_buf_print(&id, "%" PRId64 ":%.*s", f->alert->id, KB_STR_ARGS(key));
    kb_buf_print(&w->line, kb_word_ui(f->how->ui_lang, "alert %lld (%.*s): "), (long long)f->alert->id,
                 KB_STR_ARGS(kb_buf_str(&label)));
    label.len = 0;
    kb_alert_label(&label, f->alert, NULL);
    kb_json_open(&w->json, '{');
    kb_json_put_int(&w->json, "v", KB_JSON_VERSION);
    kb_json_put_str(&w->json, "id", kb_buf_str(&id));
    kb_json_put_int(&w->json, "alert", f->alert->id);
    kb_json_put_str(&w->json, "kind", kb_str_of(kinds[f->alert->kind]));
    kb_json_put_str(&w->json, "of", kb_buf_str(&label));
    kb_json_put_time(&w->json, "found", (kb_time){ .seconds = f->now, .zoned = true, .precision = KB_TIME_SECOND });
    w->line.failed |= label.failed || id.failed;
    kb_buf_clear(&id);
    kb_buf_clear(&label);
}

kb_status kb_event_end(kb_alert_finding *f, kb_str key, kb_str articles, kb_event_words *w)
{
    kb_status status = KB_OK;
    kb_event *e = KB_ADD(f->arena, &f->events, kb_event);
    kb_json_close(&w->json, '}');
    kb_json_line(&w->json);
    kb_buf_add_char(&w->line, '\n');
    if (w->line.failed || w->text.failed)
        status = kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    else if (!e || !kb_arena_copy(f->arena, key, &e->key) || !kb_arena_copy(f->arena, articles, &e->articles) ||
             !kb_arena_copy(f->arena, kb_buf_str(&w->line), &e->line) ||
             !kb_arena_copy(f->arena, kb_buf_str(&w->text), &e->json))
        status = kb_arena_fail(f->arena, f->err);
    kb_buf_clear(&w->line);
    kb_buf_clear(&w->text);
    return status;
}

kb_status kb_alert_know(kb_alert_finding *f, kb_str key)
{
    kb_event *e = KB_ADD(f->arena, &f->events, kb_event);
    return e && kb_arena_copy(f->arena, key, &e->key) ? KB_OK : kb_arena_fail(f->arena, f->err);
}

/* ---- articles ---- */

static void put_article(kb_event_words *w, const kb_article_row *row)
{
    kb_json_key(&w->json, "article");
    kb_json_open(&w->json, '{');
    kb_answer_article_json(&w->json, row);
    kb_json_close(&w->json, '}');
}

/* "Suara Timur · 4 Mar 2025 09:10 · id · story 3 · article 12" */
static void add_source(const kb_alert_finding *f, kb_event_words *w, const kb_article_row *row)
{
    kb_answer_source(&w->line, row, true, f->how);
    kb_buf_add_c(&w->line, " · ");
    kb_buf_print(&w->line, kb_word_ui(f->how->ui_lang, "article %lld"), (long long)row->article);
}

static kb_status event_of_article(kb_alert_finding *f, const kb_article_row *row, kb_str title)
{
    char key[KEY_MAX], articles[KEY_MAX];
    bool has;
    kb_event_words w;
    (void)snprintf(key, sizeof key, "article:%" PRId64, row->article);
    (void)snprintf(articles, sizeof articles, "[%" PRId64 "]", row->article);
    kb_status status = kb_store_has_event(f->desk->store, f->alert->id, kb_str_of(key), &has, f->err);
    if (status != KB_OK || has) return status;
    kb_event_begin(f, kb_str_of(key), &w);
    kb_plain_add(&w.line, title);
    kb_buf_add_c(&w.line, " · ");
    add_source(f, &w, row);
    put_article(&w, row);
    return kb_event_end(f, kb_str_of(key), kb_str_of(articles), &w);
}

static kb_status take_hit(void *user, const kb_hit *hit)
{
    return event_of_article(user, &hit->article, hit->article.title);
}

static kb_status take_member(void *user, const kb_article_row *row)
{
    return event_of_article(user, row, row->title);
}

/* ---- what somebody says ---- */

/* What both copies and revisions have in common: the words, whatever their case and setting, and the stance. */
static kb_status key_of_said(kb_alert_finding *f, kb_str words, const kb_said_row *row, char key[KEY_MAX])
{
    kb_buf tight = { 0 };
    kb_str folded;
    kb_status status = kb_fold(words, false, f->arena, &folded, f->err);
    for (size_t i = 0; status == KB_OK && i < folded.len; i++)
        if ((unsigned char)folded.at[i] >= 0x80 || (folded.at[i] >= '0' && folded.at[i] <= '9') ||
            (folded.at[i] >= 'a' && folded.at[i] <= 'z'))
            kb_buf_add_char(&tight, folded.at[i]);
    (void)snprintf(key, KEY_MAX, "said:%016" PRIx64,
                   kb_hash_with(kb_hash(row->stance) + row->negated, kb_buf_str(&tight)));
    if (tight.failed) status = kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    kb_buf_clear(&tight);
    return status;
}

static kb_status put_said(kb_alert_finding *f, kb_event_words *w, const kb_said_row *row, kb_str words)
{
    kb_offsets offsets;
    kb_status status = kb_offsets_init(&offsets, row->text, f->how->codepoints, f->err);
    if (status != KB_OK) return status;
    kb_json_key(&w->json, "said");
    kb_json_open(&w->json, '{');
    kb_json_put_str(&w->json, "speaker", row->name);
    kb_json_put_text(&w->json, "role", row->role);
    kb_json_put_str(&w->json, "words", words);
    kb_json_key(&w->json, "spans");
    kb_json_spans(&w->json, row->content, &offsets);
    kb_json_put_str(&w->json, "type", row->type);
    kb_json_put_str(&w->json, "stance", row->stance);
    kb_json_put_bool(&w->json, "negated", row->negated);
    kb_json_put_bool(&w->json, "hearsay", row->hearsay);
    kb_json_key(&w->json, "carriers");
    kb_json_strs(&w->json, row->carriers);
    kb_json_close(&w->json, '}');
    kb_offsets_clear(&offsets);
    return KB_OK;
}

/* At most WORDS_MAX bytes, whole words where there are any. */
static void add_words(kb_buf *line, kb_str words)
{
    size_t end = words.len;
    if (end > WORDS_MAX) {
        for (end = WORDS_MAX; end > WORDS_MAX / 2 && words.at[end] != ' ';) end--;
        while (end > 0 && ((unsigned char)words.at[end] & 0xC0) == 0x80) end--;
    }
    kb_plain_add(line, kb_str_part(words, kb_span_of(0, end)));
    if (end < words.len) kb_buf_add_c(line, " …");
}

typedef struct {
    kb_alert_finding *f;
    kb_event_words *w;
} article_told;

static kb_status put_its_article(void *user, const kb_article_row *row)
{
    article_told *t = user;
    put_article(t->w, row);
    add_source(t->f, t->w, row);
    return KB_OK;
}

static kb_status take_said(void *user, const kb_said_row *row)
{
    kb_alert_finding *f = user;
    char key[KEY_MAX], articles[KEY_MAX];
    bool has;
    kb_event_words w;
    kb_buf words = { 0 };
    for (size_t i = 0; i < row->content.count; i++) {
        if (i) kb_buf_add_c(&words, " … ");
        kb_buf_add(&words, kb_str_trim(kb_str_part(row->text, row->content.at[i])));
    }
    (void)snprintf(articles, sizeof articles, "[%" PRId64 "]", row->article);
    kb_status status = key_of_said(f, kb_buf_str(&words), row, key);
    if (status == KB_OK) status = kb_store_has_event(f->desk->store, f->alert->id, kb_str_of(key), &has, f->err);
    if (status == KB_OK && !has) {
        article_told its = { f, &w };
        kb_event_begin(f, kb_str_of(key), &w);
        kb_plain_add(&w.line, row->name);
        kb_buf_print(&w.line, " (%s%s): ", row->negated ? kb_word_ui(f->how->ui_lang, "not ") : "",
                     kb_word_ui(f->how->ui_lang, kb_stance_name(kb_stance_of(row->stance))));
        add_words(&w.line, kb_buf_str(&words));
        kb_buf_add_c(&w.line, " · ");
        status = put_said(f, &w, row, kb_buf_str(&words));
        if (status == KB_OK) status = kb_store_article(f->desk->store, row->article, put_its_article, &its, f->err);
        kb_status ended = kb_event_end(f, kb_str_of(key), kb_str_of(articles), &w);
        if (status == KB_OK) status = ended;
    }
    kb_buf_clear(&words);
    return status;
}

/* ---- stories as a whole ---- */

typedef struct {
    kb_alert_finding *f;
    int64_t first_new; /* article */
} story_looking;

/* Have so many reports, the last of them new, been published within the time? */
static bool grows(const kb_story_row *row, const kb_alert *alert, int64_t first_new, int64_t since)
{
    size_t first = 0;
    for (size_t i = 0; i < row->facts.reports; i++) {
        const kb_member *m = &row->members[i];
        while (row->members[first].at <= m->at - alert->within) first++;
        if (m->article >= first_new && m->at >= since && (int64_t)(i - first + 1) >= alert->reports) return true;
    }
    return false;
}

static bool is_due(const kb_story_row *row, const kb_alert *alert, int64_t first_new, int64_t since)
{
    if (alert->kind == KB_ALERT_GROWTH) return grows(row, alert, first_new, since);
    return (int64_t)row->facts.reports >= alert->reports && (int64_t)row->facts.outlets.outlets >= alert->outlets &&
           row->facts.last >= since;
}

static kb_status take_story(void *user, const kb_story_row *row)
{
    const story_looking *l = user;
    kb_alert_finding *f = l->f;
    const kb_story_told story = { row->id, &row->facts, row->members, NULL };
    char key[KEY_MAX];
    kb_event_words w;
    if (!is_due(row, f->alert, l->first_new, f->since)) return KB_OK;
    (void)snprintf(key, sizeof key, "story:%" PRId64, row->id);
    kb_event_begin(f, kb_str_of(key), &w);
    if (f->alert->kind == KB_ALERT_GROWTH) {
        kb_alert_measure(&w.line, f->alert, f->how->ui_lang);
        kb_buf_add_c(&w.line, ": ");
    }
    kb_plain_add(&w.line, kb_story_title(&story));
    kb_buf_add_c(&w.line, " · ");
    kb_phrase_story_size(&w.line, &row->facts, f->how->ui_lang);
    if (!f->alert->story) kb_buf_add_c(&w.line, " · ");
    if (!f->alert->story) kb_buf_print(&w.line, kb_word_ui(f->how->ui_lang, "story %lld"), (long long)row->id);
    kb_json_key(&w.json, "story");
    kb_json_open(&w.json, '{');
    kb_json_story(&w.json, &story, false);
    kb_json_close(&w.json, '}');
    return kb_event_end(f, kb_str_of(key), KB_STR("[]"), &w);
}

static kb_status look_at_story(story_looking *l, int64_t story)
{
    kb_alert_finding *f = l->f;
    const kb_story_view view = { f->how->lang ? f->how->lang : f->how->ui_lang, f->now };
    bool told;
    kb_status status = kb_store_told_of_story(f->desk->store, f->alert->id, story, &told, f->err);
    return status == KB_OK && !told ? kb_store_story(f->desk->store, story, &view, take_story, l, f->err) : status;
}

/* ---- one alert ---- */

/* What it tells of the stories that got a report or a revision. */
static kb_status find_in_stories(kb_alert_finding *f)
{
    const kb_alert *a = f->alert;
    story_looking l = { .f = f };
    kb_story_ids stories;
    int64_t its = 0;
    int64_t least = a->reports > a->outlets ? a->reports : a->outlets;
    kb_status status = kb_store_first_new(f->desk->store, a->seen, &l.first_new, f->err);
    if (status == KB_OK) status = kb_store_stories_new(f->desk->store, a->seen, least, f->arena, &stories, f->err);
    if (status == KB_OK && a->story) status = kb_store_story_now(f->desk->store, a->story, &its, NULL);
    if (status == KB_ERR_NOT_FOUND) return KB_OK; /* all of its reports were forgotten */
    for (size_t i = 0; status == KB_OK && i < stories.count; i++) {
        if (a->story && stories.at[i] != its) continue;
        if (a->kind == KB_ALERT_REPORTS)
            status = kb_store_members(f->desk->store, its, take_member, f, f->err);
        else if (a->kind == KB_ALERT_DIFFERS)
            status = kb_alert_find_rows(f, its, false);
        else
            status = look_at_story(&l, stories.at[i]);
    }
    return status;
}

static kb_status find_events(kb_alert_finding *f, int64_t until)
{
    const kb_alert *a = f->alert;
    const kb_query query = { .query = a->query.len ? a->query.at : NULL,
                             .lang = a->lang.len ? a->lang.at : NULL,
                             .since = a->since.len ? a->since.at : NULL };
    kb_store *store = f->desk->store;
    switch (a->kind) {
    case KB_ALERT_SEARCH: return kb_store_search_new(store, &query, a->seen, until, take_hit, f, f->err);
    case KB_ALERT_SPEAKER:
        return kb_store_said_new(store, a->speaker, &query, a->stance.at, a->seen, until, take_said, f, f->err);
    case KB_ALERT_REPORTS:
    case KB_ALERT_SIZE:
    case KB_ALERT_GROWTH:
    case KB_ALERT_DIFFERS: break;
    }
    return find_in_stories(f);
}

static kb_status write_down(kb_alert_finding *f, int64_t until)
{
    kb_store *store = f->desk->store;
    kb_status status = kb_store_begin(store, f->err);
    for (size_t i = 0; i < f->events.count && status == KB_OK; i++) {
        kb_event *e = &f->events.at[i];
        e->alert = f->alert->id;
        e->found = f->now;
        status = kb_store_add_event(store, e, e->line.len == 0, f->err);
    }
    if (status == KB_OK) status = kb_store_alert_seen(store, f->alert->id, until, f->err);
    if (status == KB_OK) status = kb_store_commit(store, f->err);
    kb_store_rollback(store);
    return status;
}

static kb_status find_step(kb_desk *desk, kb_alert *alert, const kb_print *how, int64_t now, int64_t until, kb_err *err)
{
    kb_time since;
    kb_alert_finding f = { .desk = desk,
                           .alert = alert,
                           .how = how,
                           .now = now,
                           .since = kb_time_parse(alert->since, &since) ? since.seconds : INT64_MIN,
                           .arena = kb_arena_new(BYTES_MAX),
                           .err = err };
    if (!f.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = find_events(&f, until);
    if (status == KB_OK) status = write_down(&f, until);
    kb_arena_free(f.arena);
    alert->seen = until;
    return status;
}

/* Articles are looked at in steps, so that a long way back does not take all memory. */
static kb_status find_all(kb_desk *desk, kb_alert *alert, const kb_print *how, int64_t now, int64_t newest, kb_err *err)
{
    bool in_steps = alert->kind == KB_ALERT_SEARCH || alert->kind == KB_ALERT_SPEAKER;
    kb_status status = KB_OK;
    while (status == KB_OK && alert->seen < newest) {
        int64_t until = in_steps && newest - alert->seen > STEP ? alert->seen + STEP : newest;
        status = find_step(desk, alert, how, now, until, err);
    }
    return status;
}

kb_status kb_alerts_find(kb_desk *desk, const kb_alert_way_out *out, int64_t now, kb_err *err)
{
    kb_alerts alerts;
    int64_t newest = 0;
    kb_arena *arena = kb_arena_new(BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_alerts(desk->store, 0, arena, &alerts, err);
    if (status == KB_OK && alerts.count) status = kb_store_newest(desk->store, &newest, err);
    for (size_t i = 0; i < alerts.count && status == KB_OK; i++) {
        kb_err why = { 0 };
        if (alerts.at[i].paused) continue;
        status = find_all(desk, &alerts.at[i], out->how, now, newest, &why);
        if (status == KB_OK) continue;
        (void)kb_context(&why, status, "alert %" PRId64, alerts.at[i].id);
        if (status == KB_ERR_MEMORY) return kb_arena_free(arena), kb_fail(err, status, "%s", why.text);
        out->problem(out->user, status, why.text);
        status = KB_OK;
    }
    kb_arena_free(arena);
    return status;
}
