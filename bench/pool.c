#include "pool.h"

#include <stdlib.h>

#include "desk/sketch.h"

#define TERMS_MIN 8
#define TEXT_MIN 500
#define PASSAGE_MIN 160 /* bytes before a passage may end within a paragraph */
#define WORD_MIN 5
#define PASSAGES_MIN 3
#define MEMORY_MAX ((size_t)8 << 30)

/* ---- cuts ---- */

static void widen(kb_span *hull, kb_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        if (spans.at[i].begin < hull->begin) hull->begin = spans.at[i].begin;
        if (spans.at[i].end > hull->end) hull->end = spans.at[i].end;
    }
}

kb_span statement_hull(const kb_statement *s)
{
    kb_span hull = { SIZE_MAX, 0 };
    widen(&hull, s->content);
    widen(&hull, s->source);
    widen(&hull, s->cue);
    return hull;
}

/* By byte: no passage may begin here. */
static void bar(uint8_t *barred, size_t len, kb_span span)
{
    for (size_t i = span.begin + 1; i < span.end && i < len; i++) barred[i] = 1;
}

static void bar_claims(uint8_t *barred, size_t len, const kb_claims *c)
{
    for (size_t i = 0; i < c->quotes.count; i++)
        if (kb_span_len(c->quotes.at[i].outer) <= HULL_MAX) bar(barred, len, c->quotes.at[i].outer);
    for (size_t i = 0; i < c->statements.count; i++) {
        kb_span hull = statement_hull(&c->statements.at[i]);
        if (hull.end > hull.begin && hull.end - hull.begin <= HULL_MAX) bar(barred, len, hull);
    }
    for (size_t i = 0; i < c->figures.count; i++) bar(barred, len, c->figures.at[i].span);
    for (size_t i = 0; i < c->dates.count; i++) bar(barred, len, c->dates.at[i].span);
    for (size_t i = 0; i < c->remarks.count; i++) bar(barred, len, c->remarks.at[i].remark);
}

static bool aside(const kb_document *doc, kb_span span)
{
    for (size_t i = 0; i < doc->lines.count; i++)
        if (kb_span_overlap(doc->lines.at[i].span, span)) return true;
    return false;
}

/* A passage ends with its paragraph, or with a sentence where it is long enough. */
static kb_status cut(pool *p, source *s, const uint8_t *barred)
{
    const kb_sentences *sentences = &s->claims->sentences;
    struct {
        passage *at;
        size_t count;
    } list = { 0 };
    for (size_t i = 0, end; i < sentences->count; i = end) {
        kb_span span = sentences->at[i].span;
        for (end = i + 1; end < sentences->count; end++) {
            const kb_sentence *next = &sentences->at[end];
            bool whole = next->paragraph != sentences->at[end - 1].paragraph || kb_span_len(span) >= PASSAGE_MIN;
            if (whole && !barred[next->span.begin]) break;
            span.end = next->span.end;
        }
        if (aside(s->doc, span)) continue;
        passage *one = KB_ADD(p->arena, &list, passage);
        if (!one) return kb_arena_fail(p->arena, p->err);
        *one = (passage){ .span = span };
    }
    s->passages = list.at;
    s->passage_count = list.count;
    return KB_OK;
}

/* ---- what may be exchanged ---- */

typedef struct {
    swap *at;
    size_t count;
} swaps;

static kb_status add_swap(pool *p, swaps *list, kb_span span, swap_kind kind, size_t of)
{
    swap *one = KB_ADD(p->arena, list, swap);
    if (!one) return kb_arena_fail(p->arena, p->err);
    *one = (swap){ span, kind, (uint32_t)of };
    return KB_OK;
}

static void fix(uint8_t *fixed, size_t len, kb_span span)
{
    for (size_t i = span.begin; i < span.end && i < len; i++) fixed[i] = 1;
}

static void fix_all(uint8_t *fixed, size_t len, kb_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) fix(fixed, len, spans.at[i]);
}

static void fix_claims(uint8_t *fixed, size_t len, const kb_claims *c)
{
    for (size_t i = 0; i < c->mentions.count; i++) fix(fixed, len, c->mentions.at[i].span);
    for (size_t i = 0; i < c->figures.count; i++) fix(fixed, len, c->figures.at[i].span);
    for (size_t i = 0; i < c->dates.count; i++) fix(fixed, len, c->dates.at[i].span);
    for (size_t i = 0; i < c->statements.count; i++) {
        fix_all(fixed, len, c->statements.at[i].source);
        fix_all(fixed, len, c->statements.at[i].cue);
        fix_all(fixed, len, c->statements.at[i].carrier_spans);
    }
}

/* Do the digits of the printed number make its mantissa, and nothing else? */
static bool plain_number(kb_str text, const kb_figure *f)
{
    int64_t mantissa = 0;
    kb_str number = kb_str_part(text, f->number);
    if (f->kind == KB_FIGURE_SCORE || f->kind == KB_FIGURE_ORDINAL || number.len > 15) return false;
    for (size_t i = 0; i < number.len; i++) {
        char c = number.at[i];
        if (c >= '0' && c <= '9')
            mantissa = mantissa * 10 + (c - '0');
        else if (c != '.' && c != ',')
            return false;
    }
    return mantissa > 0 && mantissa == f->printed.mantissa;
}

static int by_begin(const void *a, const void *b)
{
    const swap *x = a, *y = b;
    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

static bool small_word(kb_str text, const kb_token *t)
{
    if (t->kind != KB_TOKEN_WORD || t->classes || kb_span_len(t->span) < WORD_MIN) return false;
    if (t->flags & (KB_TOKEN_CAPITAL | KB_TOKEN_CAPITALS | KB_TOKEN_HYPHENED | KB_TOKEN_UNCASED)) return false;
    return kb_str_find(kb_str_part(text, t->span), KB_STR("'"), 0) == SIZE_MAX && !t->suffix;
}

static kb_status find_swaps(pool *p, source *s, const uint8_t *fixed, swaps *list)
{
    const kb_claims *c = s->claims;
    kb_str text = s->doc->text;
    kb_status status = KB_OK;
    for (size_t i = 0; i < c->mentions.count && status == KB_OK; i++) {
        const kb_mention *m = &c->mentions.at[i];
        if (m->entity < c->entities.count && c->entities.at[m->entity].kind == KB_NAME_PERSON)
            status = add_swap(p, list, m->bare, SWAP_NAME, m->entity);
    }
    for (size_t i = 0; i < c->figures.count && status == KB_OK; i++)
        if (plain_number(text, &c->figures.at[i])) status = add_swap(p, list, c->figures.at[i].number, SWAP_NUMBER, i);
    for (size_t i = 0; i < c->tokens.count && status == KB_OK; i++) {
        const kb_token *t = &c->tokens.at[i];
        if (!fixed[t->span.begin] && small_word(text, t)) status = add_swap(p, list, t->span, SWAP_WORD, i);
    }
    if (list->count) qsort(list->at, list->count, sizeof *list->at, by_begin);
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || list->at[i].span.begin >= list->at[kept - 1].span.end) list->at[kept++] = list->at[i];
    list->count = kept;
    s->swaps = list->at;
    return status;
}

static void give_swaps(source *s, const swaps *list)
{
    size_t at = 0;
    for (size_t i = 0; i < s->passage_count; i++) {
        passage *one = &s->passages[i];
        while (at < list->count && list->at[at].span.begin < one->span.begin) at++;
        one->first = (uint32_t)at;
        while (at < list->count && list->at[at].span.end <= one->span.end) at++;
        one->end = (uint32_t)at;
        const kb_tokens *tokens = &s->claims->tokens;
        for (size_t t = kb_tokens_at(tokens, one->span.begin); t < tokens->count; t++) {
            if (tokens->at[t].span.begin >= one->span.end) break;
            one->words += tokens->at[t].kind != KB_TOKEN_MARK;
        }
    }
}

/* ---- languages ---- */

static speech *speech_of(pool *p, kb_str lang)
{
    for (size_t i = 0; i < p->speech_count; i++)
        if (kb_str_equal(p->speeches[i].lang, lang)) return &p->speeches[i];
    if (p->speech_count == SPEECHES_MAX) return NULL;
    speech *of = &p->speeches[p->speech_count];
    *of = (speech){ 0 };
    if (!kb_arena_copy(p->arena, lang, &of->lang)) return NULL;
    p->speech_count++;
    return of;
}

static kb_status add_word(pool *p, words *list, kb_str word)
{
    if (list->count == list->room) {
        size_t room = list->room ? 2 * list->room : 1024;
        kb_str *at = realloc(list->at, room * sizeof *at);
        if (!at) return kb_fail(p->err, KB_ERR_MEMORY, "out of memory");
        list->at = at;
        list->room = room;
    }
    list->at[list->count++] = word;
    return KB_OK;
}

/* "Rana Sutan": Rana, Sutan. */
static kb_status add_name(pool *p, speech *to, kb_str name)
{
    kb_str rest = name, first, last = { 0 }, part;
    if (!kb_str_next(&rest, ' ', &first)) return KB_OK;
    while (kb_str_next(&rest, ' ', &part)) last = part;
    if (first.len < 3 || last.len < 3) return KB_OK;
    kb_status status = add_word(p, &to->first, first);
    return status == KB_OK ? add_word(p, &to->last, last) : status;
}

static kb_status add_words(pool *p, source *s, const swaps *list)
{
    speech *to = &p->speeches[s->speech];
    kb_status status = KB_OK;
    for (size_t i = 0; i < list->count && status == KB_OK; i++)
        if (list->at[i].kind == SWAP_WORD)
            status = add_word(p, &to->words, kb_str_part(s->doc->text, list->at[i].span));
    for (size_t i = 0; i < s->claims->entities.count && status == KB_OK; i++)
        if (s->claims->entities.at[i].kind == KB_NAME_PERSON) status = add_name(p, to, s->claims->entities.at[i].name);
    return status;
}

/* ---- reading ---- */

static kb_status prepare(pool *p, source *s)
{
    size_t len = s->doc->text.len;
    uint8_t *barred = calloc(2, len + 1), *fixed = barred ? barred + len + 1 : NULL;
    swaps list = { 0 };
    if (!barred) return kb_fail(p->err, KB_ERR_MEMORY, "out of memory");
    bar_claims(barred, len, s->claims);
    fix_claims(fixed, len, s->claims);
    kb_status status = cut(p, s, barred);
    if (status == KB_OK) status = find_swaps(p, s, fixed, &list);
    if (status == KB_OK) give_swaps(s, &list);
    if (status == KB_OK && s->passage_count >= PASSAGES_MIN) status = add_words(p, s, &list);
    free(barred);
    return status;
}

static kb_status keep(pool *p, kb_document *doc, const kb_sketch *sketch)
{
    if (p->count == p->room) {
        size_t room = p->room ? p->room * 2 : 1024;
        source *at = realloc(p->at, room * sizeof *at);
        if (!at) return kb_fail(p->err, KB_ERR_MEMORY, "out of memory");
        p->at = at;
        p->room = room;
    }
    speech *of = speech_of(p, doc->lang);
    if (!of) return KB_OK; /* more languages than are told of */
    source *s = &p->at[p->count];
    *s = (source){ .doc = doc, .claims = doc->claims, .sketch = *sketch, .number = (uint32_t)p->count };
    s->sketch.at = KB_NEW(p->arena, kb_term, sketch->count);
    if (!s->sketch.at) return kb_arena_fail(p->arena, p->err);
    memcpy(s->sketch.at, sketch->at, sketch->count * sizeof *sketch->at);
    s->speech = (uint32_t)(of - p->speeches);
    kb_status status = prepare(p, s);
    if (status == KB_OK && s->passage_count >= PASSAGES_MIN) {
        p->count++;
        of->source_count++;
    }
    return status;
}

static kb_status take(void *user, kb_document *doc)
{
    pool *p = user;
    kb_sketch sketch;
    size_t before = p->count;
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    kb_status status = arena ? kb_desk_sketch(p->engine, doc, arena, &sketch, p->err) : KB_ERR_MEMORY;
    if (status == KB_OK && sketch.count >= TERMS_MIN && doc->text.len >= TEXT_MIN) status = keep(p, doc, &sketch);
    kb_arena_free(arena);
    if (p->count == before) kb_document_free(doc);
    return status;
}

/* The numbers of each language's sources. */
static kb_status by_language(pool *p, kb_err *err)
{
    for (size_t i = 0; i < p->speech_count; i++) {
        speech *of = &p->speeches[i];
        of->sources = KB_NEW(p->arena, uint32_t, of->source_count);
        if (!of->sources) return kb_arena_fail(p->arena, err);
        of->source_count = 0;
    }
    for (size_t i = 0; i < p->count; i++) {
        speech *of = &p->speeches[p->at[i].speech];
        of->sources[of->source_count++] = (uint32_t)i;
    }
    return KB_OK;
}

kb_status pool_read(kb_engine *engine, char **files, int count, pool **out, kb_err *err)
{
    pool *p = *out = calloc(1, sizeof *p);
    kb_status status = KB_OK;
    if (!p) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    p->engine = engine;
    p->err = err;
    p->arena = kb_arena_new(MEMORY_MAX);
    if (!p->arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    const kb_reader reader = { .document = take, .user = p };
    for (int i = 0; i < count && status == KB_OK; i++) status = kb_read(engine, files[i], &reader, err);
    if (status == KB_OK && p->count == 0) status = kb_fail(err, KB_ERR_FORMAT, "no documents");
    return status == KB_OK ? by_language(p, err) : status;
}

void pool_free(pool *p)
{
    if (!p) return;
    for (size_t i = 0; i < p->count; i++) kb_document_free(p->at[i].doc);
    for (size_t i = 0; i < p->speech_count; i++) {
        free(p->speeches[i].words.at);
        free(p->speeches[i].first.at);
        free(p->speeches[i].last.at);
    }
    kb_arena_free(p->arena);
    free(p->at);
    free(p);
}

size_t pool_count(const pool *p)
{
    return p->count;
}
