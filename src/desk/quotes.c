/* What one speaker said, over all articles of the desk. */
#include <stdlib.h>

#include "base/digest.h"
#include "claim/cue.h"
#include "compare/across.h"
#include "desk/answer.h"
#include "desk/crew.h"
#include "show/curve.h"
#include "show/frame.h"
#include "show/quotes.h"
#include "store/said.h"
#include "store/verdict.h"
#include "text/sound.h"

#define STATEMENTS_MAX 5000 /* newest statements that are read: what more would say nobody reads at once */
#define ANCHORS_MAX 8       /* whole names of one speaker, in scripts that it is told in */
#define BYTES_MAX ((size_t)256 << 20)
#define SAYINGS_DEFAULT 20
#define ACROSS_MAX 2000 /* newest wordings that are held against those of other languages */
#define BEARER_MIN 0.75 /* of the statements of all longer names: then a shorter name is taken for the same one's */

typedef struct {
    int64_t id, statements;
    kb_str name, key;
    bool told;   /* is the one who is told, or another form of this name */
    bool anchor; /* told, and by a whole name or the one asked for: shorter names may be forms of it */
} speaker;

typedef struct {
    kb_answer a;
    kb_arena *arena;
    const kb_query *query;
    const char *stance;
    struct {
        speaker *at;
        size_t count;
    } found; /* most statements first */
    size_t chosen;
    kb_latin *latin;
    struct {
        kb_quoted *at;
        size_t count;
    } quoted; /* newest first, then in order of time */
    struct {
        int64_t *at;
        size_t count;
    } moments; /* of each that is quoted */
    kb_quotes_told told;
} quotes;

static kb_status no_room(quotes *q)
{
    return kb_arena_fail(q->arena, q->a.err);
}

/* ---- of whom ---- */

static kb_status take_speaker(void *user, const kb_speaker_row *row)
{
    quotes *q = user;
    for (size_t i = 0; i < q->found.count; i++)
        if (q->found.at[i].id == row->id) return KB_OK;
    speaker *s = KB_ADD(q->arena, &q->found, speaker);
    if (!s || !kb_arena_copy(q->arena, row->name, &s->name) || !kb_arena_copy(q->arena, row->key, &s->key))
        return no_room(q);
    s->id = row->id;
    s->statements = row->statements;
    return KB_OK;
}

/* Are all words of `part` in `whole`? Both are keys. */
static bool key_inside(kb_str part, kb_str whole)
{
    kb_str word, other;
    while (part.len && kb_str_next(&part, ' ', &word)) {
        kb_str rest = whole;
        bool there = false;
        while (rest.len && !there && kb_str_next(&rest, ' ', &other)) there = kb_str_equal(word, other);
        if (!there) return false;
    }
    return true;
}

/* Of whom it tells: the one whose whole name was given, else who said most. */
static void choose_speaker(quotes *q, kb_str name)
{
    for (size_t i = 0; i < q->found.count; i++) {
        kb_str folded;
        if (kb_fold(name, false, q->arena, &folded, NULL) == KB_OK && kb_str_equal(folded, q->found.at[i].key) &&
            kb_str_find(folded, KB_STR(" "), 0) != SIZE_MAX) {
            q->chosen = i;
            break;
        }
    }
    q->found.at[q->chosen].told = q->found.at[q->chosen].anchor = true;
}

/* "Port Director Maren Olvik" is Maren Olvik: what stands before a whole name is a title, mostly. */
static bool titled(kb_str key, kb_str whole)
{
    return kb_str_find(whole, KB_STR(" "), 0) != SIZE_MAX && key.len > whole.len && kb_str_ends(key, whole) &&
           key.at[key.len - whole.len - 1] == ' ';
}

/* May the name be a shorter form of the other: by its words, of one word by its sound in another script? */
static bool form_of(quotes *q, const speaker *form, const speaker *whole)
{
    return key_inside(form->key, whole->key) ||
           (kb_str_find(form->key, KB_STR(" "), 0) == SIZE_MAX &&
            kb_words_sound_alike(q->latin, form->key, kb_str_last_word(whole->key)));
}

/* A shorter name is whose of its longer names most statements are, where these are most by far. */
static bool is_form(quotes *q, const speaker *form)
{
    int64_t longer = 0, own = 0;
    bool of_anchor = false;
    for (size_t i = 0; i < q->found.count; i++) {
        const speaker *s = &q->found.at[i];
        if (s == form || !form_of(q, form, s)) continue;
        of_anchor |= s->anchor;
        longer += s->statements;
        if (s->told) own += s->statements;
    }
    return of_anchor && (double)own >= BEARER_MIN * (double)longer;
}

static void join_forms(quotes *q)
{
    for (size_t i = 0; i < q->found.count; i++)
        for (size_t k = 0; k < q->found.count; k++)
            q->found.at[i].told |= q->found.at[k].anchor && titled(q->found.at[i].key, q->found.at[k].key);
    for (size_t i = 0; i < q->found.count; i++)
        if (!q->found.at[i].told) q->found.at[i].told = is_form(q, &q->found.at[i]);
}

/* Those who sound like an anchor are one with it by a whole name. */
static kb_status take_twin(void *user, const kb_speaker_row *row)
{
    quotes *q = user;
    kb_status status = take_speaker(q, row);
    for (size_t i = 0; i < q->found.count && status == KB_OK; i++) {
        speaker *s = &q->found.at[i];
        if (s->id == row->id && kb_str_find(s->key, KB_STR(" "), 0) != SIZE_MAX) s->told = s->anchor = true;
    }
    return status;
}

/* The names of the one who is told in other scripts, and who else is named so there. */
static kb_status join_scripts(quotes *q)
{
    kb_store *store = q->a.desk->store;
    kb_status status = KB_OK;
    for (size_t i = 0, anchors = 0; i < q->found.count && status == KB_OK && anchors < ANCHORS_MAX; i++) {
        const speaker anchor = q->found.at[i];
        bool whole = kb_str_find(anchor.key, KB_STR(" "), 0) != SIZE_MAX;
        if (!anchor.anchor) continue;
        anchors++;
        if (whole) status = kb_store_speakers_sounding(store, anchor.key, take_twin, q, q->a.err);
        if (status == KB_OK)
            status = kb_store_speakers_sounding(store, kb_str_last_word(anchor.key), take_speaker, q, q->a.err);
        if (status == KB_OK && i != q->chosen)
            status = kb_store_speakers(store, kb_str_last_word(anchor.key), take_speaker, q, q->a.err);
    }
    return status;
}

static kb_status list_speakers(quotes *q)
{
    kb_speaker_told *forms = KB_NEW(q->arena, kb_speaker_told, q->found.count);
    kb_speaker_told *others = KB_NEW(q->arena, kb_speaker_told, q->found.count);
    if (!forms || !others) return no_room(q);
    for (size_t i = 0; i < q->found.count; i++) {
        const speaker *s = &q->found.at[i];
        const kb_speaker_told told = { s->name, s->statements };
        if (i == q->chosen) continue;
        if (s->told)
            forms[q->told.form_count++] = told;
        else
            others[q->told.other_count++] = told;
    }
    q->told.name = q->found.at[q->chosen].name;
    q->told.forms = forms;
    q->told.others = others;
    return KB_OK;
}

/* ---- what ---- */

static bool join_content(quotes *q, const kb_said_row *row, kb_str *out)
{
    kb_buf words = { 0 };
    for (size_t i = 0; i < row->content.count; i++) {
        if (i) kb_buf_add_c(&words, " … ");
        kb_buf_add(&words, kb_str_trim(kb_str_part(row->text, row->content.at[i])));
    }
    bool done = !words.failed && kb_arena_copy(q->arena, kb_buf_str(&words), out);
    kb_buf_clear(&words);
    return done;
}

static kb_status copy_spans(quotes *q, const kb_said_row *row, kb_spans *out)
{
    kb_offsets offsets;
    kb_span *at = KB_NEW(q->arena, kb_span, row->content.count);
    if (!at) return no_room(q);
    kb_status status = kb_offsets_init(&offsets, row->text, q->a.how->codepoints, q->a.err);
    if (status != KB_OK) return status;
    for (size_t i = 0; i < row->content.count; i++)
        at[i] = kb_span_of(kb_offsets_at(&offsets, row->content.at[i].begin),
                           kb_offsets_at(&offsets, row->content.at[i].end));
    kb_offsets_clear(&offsets);
    *out = (kb_spans){ at, row->content.count };
    return KB_OK;
}

/* An office carries its own words: that is not worth saying. */
static bool copy_carriers(quotes *q, kb_strs carriers, kb_strs *out)
{
    *out = (kb_strs){ KB_NEW(q->arena, kb_str, carriers.count), 0 };
    for (size_t i = 0; out->at && i < carriers.count; i++)
        if (!kb_str_equal(carriers.at[i], q->told.name) &&
            !kb_arena_copy(q->arena, carriers.at[i], &out->at[out->count++]))
            return false;
    return out->at != NULL;
}

/* What readers marked in the statement. */
static kb_status find_verdicts(quotes *q, const kb_said_row *row, kb_verdicts *out)
{
    kb_status status = kb_store_verdicts(q->a.desk->store, row->article, q->arena, out, q->a.err);
    size_t kept = 0;
    for (size_t i = 0; i < out->count; i++)
        if (kb_verdict_meets(&out->at[i], row->content)) out->at[kept++] = out->at[i];
    out->count = kept;
    return status;
}

static kb_status take_said(void *user, const kb_said_row *row)
{
    quotes *q = user;
    if (q->quoted.count == STATEMENTS_MAX) {
        q->told.cut = true;
        return KB_ERR_STOPPED;
    }
    bool named = row->speaker == q->found.at[q->chosen].id; /* another name may be of another language */
    if (named && !q->told.role.len && !kb_arena_copy(q->arena, row->role, &q->told.role)) return no_room(q);
    char digest[KB_SHA256_HEX + 1];
    int64_t *moment = KB_ADD(q->arena, &q->moments, int64_t);
    kb_quoted *to = KB_ADD(q->arena, &q->quoted, kb_quoted);
    if (!moment || !to) return no_room(q);
    *moment = row->at;
    *to = (kb_quoted){ .article = row->article,
                       .story = row->story,
                       .published = row->published,
                       .added = row->added,
                       .negated = row->negated,
                       .hearsay = row->hearsay };
    const struct {
        kb_str from, *to;
    } copies[] = { { row->outlet, &to->outlet }, { row->counted, &to->counted }, { row->url, &to->url },
                   { row->title, &to->title },   { row->lang, &to->lang },       { row->type, &to->type } };
    for (size_t i = 0; i < sizeof copies / sizeof *copies; i++)
        if (!kb_arena_copy(q->arena, copies[i].from, copies[i].to)) return no_room(q);
    to->stance = kb_stance_of(row->stance);
    kb_sha256(row->text, digest);
    if (!kb_arena_copy(q->arena, kb_str_of(digest), &to->text_sha256)) return no_room(q);
    if (!join_content(q, row, &to->words) || !copy_carriers(q, row->carriers, &to->carriers)) return no_room(q);
    kb_status status = find_verdicts(q, row, &to->verdicts);
    return status == KB_OK ? copy_spans(q, row, &to->spans) : status;
}

/* What was said under all names of the speaker, newest first. */
static kb_status each_said(quotes *q, kb_each_said each, void *user)
{
    int64_t *ids = KB_NEW(q->arena, int64_t, q->found.count);
    size_t count = 0;
    if (!ids) return no_room(q);
    for (size_t i = 0; i < q->found.count; i++)
        if (q->found.at[i].told) ids[count++] = q->found.at[i].id;
    return kb_store_said(q->a.desk->store, ids, count, q->query, q->stance, each, user, q->a.err);
}

/* How it lies in time, and with what stances. */
static kb_status measure_said(quotes *q)
{
    q->told.statements = q->quoted.count;
    for (size_t i = 0; i < q->quoted.count; i++) q->told.stances[q->quoted.at[i].stance]++;
    return kb_timeline_of(q->moments.at, q->moments.count, &q->told.timeline, q->a.err);
}

static kb_status read_said(quotes *q)
{
    kb_status status = each_said(q, take_said, q);
    for (size_t i = 0, j = q->quoted.count; status == KB_OK && i + 1 < j; i++) {
        kb_quoted swap = q->quoted.at[--j];
        int64_t moment = q->moments.at[j];
        q->quoted.at[j] = q->quoted.at[i];
        q->moments.at[j] = q->moments.at[i];
        q->quoted.at[i] = swap;
        q->moments.at[i] = moment;
    }
    return status == KB_OK ? measure_said(q) : status;
}

/* ---- sayings ---- */

static bool against(const kb_quoted *quoted)
{
    return quoted->negated || quoted->stance == KB_STANCE_DENY || quoted->stance == KB_STANCE_REFUSE;
}

static kb_str key_of(const kb_quoted *quoted)
{
    return kb_outlet_key((kb_outlet){ quoted->outlet, quoted->counted });
}

static bool same_outlet(const kb_quoted *a, const kb_quoted *b)
{
    return a->article == b->article || (a->outlet.len && kb_str_equal(key_of(a), key_of(b)));
}

/* How many outlets have just the words of report `i`; bounded, as `i` is one of the first. */
static size_t support(const kb_saying_told *saying, size_t i)
{
    size_t outlets = 0;
    for (size_t k = 0; k < saying->count; k++) outlets += kb_str_equal(saying->at[k]->words, saying->at[i]->words);
    return outlets;
}

static bool same_lang(const kb_quoted *a, const kb_quoted *b)
{
    return kb_str_equal(a->lang, b->lang);
}

/* The words that most of one language have, of them the first, stand for all of it; `first` is its first report. */
static size_t find_model(quotes *q, const kb_saying_told *saying, size_t first)
{
    enum { CANDIDATES = 64 };
    size_t best = 0, model = first, candidates = 0;
    for (size_t i = first; i < saying->count && candidates < CANDIDATES; i++) {
        if (!same_lang(saying->at[i], saying->at[first])) continue;
        size_t count = support(saying, i);
        candidates++;
        if (count > best) best = count, model = i;
    }
    for (size_t i = first; i < saying->count; i++)
        if (same_lang(saying->at[i], saying->at[first]))
            q->quoted.at[saying->at[i] - q->quoted.at].model = saying->at[model];
    return best;
}

static kb_status find_wording(quotes *q, kb_quoted *quoted)
{
    kb_status status = kb_wording_find(quoted->model->words, quoted->words, q->arena, &quoted->wording, q->a.err);
    bool differs = false;
    for (size_t k = 0; k < quoted->wording.count; k++) differs |= !quoted->wording.at[k].same;
    if (!differs) quoted->wording.count = 0;
    return status;
}

static kb_status finish_saying(quotes *q, kb_saying_told *saying)
{
    size_t best = 0;
    for (size_t i = 0; i < saying->count; i++) {
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++) seen = same_outlet(saying->at[i], saying->at[k]);
        saying->outlets += !seen;
    }
    for (size_t i = 0; i < saying->count; i++) {
        if (saying->at[i]->model) continue;
        size_t count = find_model(q, saying, i);
        if (count > best) best = count, saying->shown = i;
    }
    const kb_quoted *model = saying->at[saying->shown]->model;
    while (saying->at[saying->shown] != model) saying->shown++;
    kb_status status = KB_OK;
    for (size_t i = 0; i < saying->count && status == KB_OK; i++)
        status = find_wording(q, &q->quoted.at[saying->at[i] - q->quoted.at]);
    return status;
}

/* Puts the reports of each saying together: sayings in the order of their first reports. */
static kb_status fill_sayings(quotes *q, const uint32_t *group, size_t limit)
{
    size_t count = q->quoted.count, all = 0, next = 0;
    size_t *number = KB_NEW(q->arena, size_t, count);
    kb_saying_told *sayings = KB_NEW(q->arena, kb_saying_told, count);
    const kb_quoted **reports = KB_NEW(q->arena, const kb_quoted *, count);
    if (!number || !sayings || !reports) return no_room(q);
    for (size_t i = 0; i < count; i++) {
        if (group[i] == i) number[i] = all++;
        sayings[number[group[i]]].count++;
    }
    for (size_t i = 0; i < all; next += sayings[i].count, sayings[i++].count = 0) sayings[i].at = reports + next;
    for (size_t i = 0; i < count; i++) {
        kb_saying_told *saying = &sayings[number[group[i]]];
        saying->at[saying->count++] = &q->quoted.at[i];
    }
    q->told.before = all > limit ? all - limit : 0;
    q->told.sayings = sayings + q->told.before;
    q->told.count = all - q->told.before;
    for (size_t i = q->told.before; i < all; i++) {
        kb_status status = finish_saying(q, &sayings[i]);
        if (status != KB_OK) return status;
    }
    return KB_OK;
}

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* Articles and outlets of what is told. */
static kb_status count_reports(quotes *q)
{
    struct {
        int64_t *at;
        size_t count;
    } articles = { 0 };
    struct {
        kb_outlet *at;
        size_t count;
    } outlets = { 0 };
    kb_status status = KB_OK;
    for (size_t i = 0; i < q->told.count && status == KB_OK; i++)
        for (size_t k = 0; k < q->told.sayings[i].count && status == KB_OK; k++) {
            const kb_quoted *quoted = q->told.sayings[i].at[k];
            int64_t *article = KB_ADD(q->arena, &articles, int64_t);
            kb_outlet *outlet = KB_ADD(q->arena, &outlets, kb_outlet);
            if (!article || !outlet) status = no_room(q);
            if (article) *article = quoted->article;
            if (outlet) *outlet = (kb_outlet){ quoted->outlet, quoted->counted };
        }
    if (articles.count) qsort(articles.at, articles.count, sizeof *articles.at, by_number);
    for (size_t i = 0; i < articles.count; i++) q->told.articles += i == 0 || articles.at[i] != articles.at[i - 1];
    if (status == KB_OK) q->told.outlets = kb_outlets_count(outlets.at, outlets.count);
    return status;
}

/* docs[i]: of saying i; NULL. `list` has room for all. */
static kb_status join_documents(quotes *q, const kb_saying *sayings, const bool *may, kb_document **docs,
                                kb_document **list, uint32_t *group)
{
    kb_engine *engine = q->a.desk->engine;
    size_t count = 0;
    kb_status status = KB_OK;
    for (size_t i = q->quoted.count; i-- > 0 && status == KB_OK && count < ACROSS_MAX;) {
        if (!may[i]) continue;
        status = kb_saying_document(&sayings[i], q->quoted.at[i].published, &docs[i], q->a.err);
        list[count++] = docs[i];
    }
    if (status == KB_OK) status = kb_crew_claims(engine, list, count, q->a.err);
    if (status != KB_OK) return status;
    const kb_comparison_tools tools = { engine->stemmer, engine->pivot, 0 };
    return kb_sayings_across(tools, sayings, (const kb_document *const *)docs, q->quoted.count, q->arena, group,
                             q->a.err);
}

/* Sayings that were told in several languages. */
static kb_status join_languages(quotes *q, const kb_saying *sayings, uint32_t *group)
{
    size_t count = q->quoted.count, near = 0;
    bool *may = KB_NEW(q->arena, bool, count);
    if (!may) return no_room(q);
    kb_status status = kb_sayings_near(sayings, group, count, q->arena, may, q->a.err);
    for (size_t i = 0; i < count; i++) near += may[i];
    if (status != KB_OK || !near) return status;
    kb_document **docs = KB_NEW(q->arena, kb_document *, count), **list = KB_NEW(q->arena, kb_document *, near);
    if (!docs || !list) return no_room(q);
    status = join_documents(q, sayings, may, docs, list, group);
    for (size_t i = 0; i < count; i++) kb_document_free(docs[i]);
    return status;
}

static kb_status group_said(quotes *q)
{
    size_t count = q->quoted.count;
    uint32_t *group = KB_NEW(q->arena, uint32_t, count);
    kb_saying *sayings = KB_NEW(q->arena, kb_saying, count);
    if (!group || !sayings) return no_room(q);
    for (size_t i = 0; i < count; i++)
        sayings[i] = (kb_saying){ q->quoted.at[i].words,     q->moments.at[i],     q->quoted.at[i].article,
                                  against(&q->quoted.at[i]), q->quoted.at[i].lang, q->quoted.at[i].story };
    kb_status status = kb_sayings_group(sayings, count, q->arena, group, q->a.err);
    if (status == KB_OK) status = join_languages(q, sayings, group);
    if (status == KB_OK) status = fill_sayings(q, group, q->query->limit ? q->query->limit : SAYINGS_DEFAULT);
    return status == KB_OK ? count_reports(q) : status;
}

/* ---- counted ---- */

typedef struct {
    kb_census census;
    uint32_t statements;
} counted;

static kb_status count_said(void *user, const kb_said_row *row)
{
    counted *c = user;
    uint32_t day = kb_census_day(row->published);
    kb_census_add(&c->census, KB_CENSUS_STATEMENTS, c->statements++, day);
    kb_census_add(&c->census, KB_CENSUS_REPORTS, (uint32_t)row->article, day);
    if (row->outlet.len)
        kb_census_name(&c->census, KB_CENSUS_OUTLETS, kb_outlet_key((kb_outlet){ row->outlet, row->counted }), day);
    if (row->story) kb_census_add(&c->census, KB_CENSUS_STORIES, (uint32_t)row->story, day);
    return KB_OK;
}

static kb_status count_quotes(quotes *q)
{
    static const kb_census_column columns[] = { KB_CENSUS_STATEMENTS, KB_CENSUS_REPORTS, KB_CENSUS_OUTLETS,
                                                KB_CENSUS_STORIES };
    counted c = { .statements = 0 };
    kb_status status = each_said(q, count_said, &c);
    if (status == KB_OK)
        status = kb_census_write(&c.census, columns, sizeof columns / sizeof *columns, &q->a.buf, q->a.err);
    kb_census_clear(&c.census);
    return status == KB_OK ? kb_answer_flush(&q->a) : status;
}

static kb_status tell_quotes(quotes *q, const char *name)
{
    kb_err *err = q->a.err;
    kb_status status = kb_latin_open(&q->latin, err);
    if (status == KB_OK) status = kb_store_speakers(q->a.desk->store, kb_str_of(name), take_speaker, q, err);
    if (status == KB_OK && q->found.count == 0)
        status = kb_store_speakers_sounding(q->a.desk->store, kb_str_of(name), take_speaker, q, err);
    if (status == KB_OK && q->found.count == 0)
        status = kb_fail(err, KB_ERR_NOT_FOUND, "nobody named '%s' says anything", name);
    if (status != KB_OK) return status;
    choose_speaker(q, kb_str_of(name));
    if ((status = join_scripts(q)) != KB_OK) return status;
    join_forms(q);
    if (q->a.how->format == KB_FORMAT_COUNTS) return count_quotes(q);
    status = list_speakers(q);
    if (status == KB_OK) status = read_said(q);
    if (status == KB_OK) status = group_said(q);
    if (status != KB_OK) return status;
    kb_json json = { .out = &q->a.buf };
    if (q->a.how->format == KB_FORMAT_JSON)
        kb_json_quotes(&json, &q->told);
    else if (kb_frame_wanted(q->a.how))
        kb_page_quotes(&q->a.buf, &q->told, q->query, q->stance, q->a.how);
    else
        kb_screen_quotes(&q->a.buf, &q->told, q->a.how);
    return kb_answer_flush(&q->a);
}

kb_status kb_desk_quotes(kb_desk *desk, const char *name, const char *stance, const kb_query *query,
                         const kb_print *how, const kb_sink *out, kb_err *err)
{
    quotes q = { .a = { .desk = desk, .how = how, .out = out, .err = err }, .query = query, .stance = stance };
    if (stance && !kb_str_is(kb_str_of(stance), kb_stance_name(kb_stance_of(kb_str_of(stance)))))
        return kb_fail(err, KB_ERR_FORMAT, "stance '%s' is none that kabar knows", stance);
    q.arena = kb_arena_new(BYTES_MAX);
    if (!q.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = tell_quotes(&q, name);
    kb_latin_close(q.latin);
    kb_buf_clear(&q.a.buf);
    kb_arena_free(q.arena);
    return status;
}
