#include "story/sketch.h"

#include <stdlib.h>

#define TOKENS_READ 500 /* what a report is about stands in front */
#define LEAD_TOKENS 60
#define TITLE_TOKENS 60
#define IN_TITLE 2 /* a word of the title counts so much more */
#define TITLE_WORDS_MIN 5
#define OUTLET_WORDS_MAX 4
#define NO_CAPITALS 0xD6  /* first byte of letters from U+0580 on: scripts that have no capitals */
#define ALL_CAPITALS 0.6  /* a title with a larger share of capitals has no names of its own */
#define TRAVELLING_MAX 80 /* terms that travel alone, of the KB_SKETCH_TERMS_MAX */

typedef struct {
    uint32_t term, all, lead, title, place, use, others;
    kb_str word, name; /* as in kb_term_word */
} counted;

typedef struct {
    counted *at;
    size_t count;
} counted_list;

typedef struct {
    counted_list list;
    const kb_document *doc;
    kb_pivot *pivot;
    kb_arena *arena;
    kb_err *err;
    uint32_t lang;
    kb_str word, name; /* that is being counted */
} sketching;

/* Where a token stands. */
typedef struct {
    bool title, lead, name;
} standing;

static kb_status count_term(sketching *s, uint32_t term, standing where, uint32_t use)
{
    counted *c = KB_ADD(s->arena, &s->list, counted);
    if (!c) return kb_arena_fail(s->arena, s->err);
    *c = (counted){ .term = term,
                    .all = where.title ? IN_TITLE : 1,
                    .lead = where.lead || where.title,
                    .title = where.title,
                    .place = (uint32_t)s->list.count,
                    .use = use | (where.name ? (uint32_t)KB_TERM_NAME : 0),
                    .word = s->word,
                    .name = s->name };
    return KB_OK;
}

/* A term that travels has a mark before it, so that no word of a language is taken for it. */
static kb_status count_marked(sketching *s, char mark, kb_str word, standing where, uint32_t use)
{
    char room[64];
    size_t len = 0;
    bool digits_alone = mark == '0';
    room[len++] = mark;
    for (size_t i = 0; i < word.len && len < sizeof room; i++)
        if (!digits_alone || (word.at[i] >= '0' && word.at[i] <= '9')) room[len++] = word.at[i];
    return count_term(s, (uint32_t)kb_hash((kb_str){ room, len }), where, use);
}

/* 6,1 and 6.1, 10.000 and 10,000 are one; a single digit tells nothing. */
static kb_status count_number(sketching *s, const kb_token *token, standing where)
{
    if (token->folded.len < 2) return KB_OK;
    where.name = false;
    return count_marked(s, '0', token->folded, where,
                        KB_TERM_SPEAKS | KB_TERM_NUMBER | (token->folded.len > 2 ? KB_TERM_TRAVELS : 0));
}

static kb_status count_concepts(sketching *s, const kb_token *token, standing where)
{
    kb_status status = KB_OK;
    where.name = false;
    for (const kb_word *w = token->words; w && status == KB_OK; w = w->next)
        if (w->count == 1 && w->value.len && (w->class_of == KB_WORD_COUNTED || w->class_of == KB_WORD_SAME))
            status = count_marked(s, '=', w->value, where, KB_TERM_TRAVELS);
    return status;
}

/* What the word is in other languages; of title and lead alone. */
static kb_status count_pivot(sketching *s, const kb_token *token, standing where)
{
    const kb_pivot_word *word;
    if (!s->pivot || !(where.title || where.lead)) return KB_OK;
    kb_status status = kb_pivot_find(s->pivot, s->doc->lang, token->base, &word, s->err);
    bool name = where.name || (token->base.len && (unsigned char)token->base.at[0] >= NO_CAPITALS);
    size_t english = word->english.count;
    where.name = false;
    for (size_t i = 0; i < english && status == KB_OK; i++) {
        status = count_marked(s, 'e', word->english.stems[i], where, KB_TERM_TRAVELS | KB_TERM_ENGLISH);
        if (status == KB_OK) s->list.at[s->list.count - 1].others = (uint32_t)english - 1;
    }
    if (status == KB_OK && word->key.len)
        status = count_marked(s, 'k', word->key, where, KB_TERM_TRAVELS | KB_TERM_KEY);
    if (status == KB_OK && word->bones.len && name)
        status = count_marked(s, 'b', word->bones, where, KB_TERM_TRAVELS | KB_TERM_KEY);
    if (status == KB_OK && word->region.len)
        status = count_marked(s, 'r', word->region, where, KB_TERM_TRAVELS | KB_TERM_PLACE);
    return status;
}

static kb_status count_word(sketching *s, const kb_token *token, standing where)
{
    kb_str plain;
    if (token->stem.len < 2 || kb_token_is(token, KB_WORD_STOP) || kb_token_is_host(token)) return KB_OK;
    kb_status status = count_term(s, (uint32_t)kb_hash(token->stem) ^ s->lang, where, KB_TERM_SPEAKS);
    if (status == KB_OK) status = count_concepts(s, token, where);
    if (status == KB_OK) status = count_pivot(s, token, where);
    if (!where.name || status != KB_OK) return status;
    status = kb_fold(token->base, false, s->arena, &plain, s->err);
    return status == KB_OK ? count_marked(s, '@', plain, where, KB_TERM_TRAVELS) : status;
}

static kb_status count_token(sketching *s, const kb_token *token, standing where)
{
    switch (token->kind) {
    case KB_TOKEN_MARK: return KB_OK;
    case KB_TOKEN_NUMBER: return count_number(s, token, where);
    case KB_TOKEN_WORD: return count_word(s, token, where);
    }
    return KB_OK;
}

static bool is_capital(const kb_token *token)
{
    return (token->flags & KB_TOKEN_CAPITAL) && !(token->flags & KB_TOKEN_SENTENCE);
}

/* A headline that capitalises its words tells no names. */
static bool headline(const kb_tokens *title)
{
    size_t words = 0, capitals = 0;
    for (size_t i = 0; i < title->count; i++) {
        words += title->at[i].kind == KB_TOKEN_WORD;
        capitals += title->at[i].kind == KB_TOKEN_WORD && (title->at[i].flags & KB_TOKEN_CAPITAL);
    }
    return (double)capitals > ALL_CAPITALS * (double)words;
}

static bool is_bar(kb_str title, const kb_token *t)
{
    return kb_token_mark(title, t, "|") || kb_token_mark(title, t, "-") || kb_token_mark(title, t, "\xe2\x80\x93") ||
           kb_token_mark(title, t, "\xe2\x80\x94");
}

/* Where a few words behind the last bar are the outlet's name rather than the title's: "... - Suara Timur". */
static size_t title_end(kb_str words, const kb_tokens *title)
{
    size_t bar = title->count;
    while (bar > 0 && !is_bar(words, &title->at[bar - 1])) bar--;
    if (bar < TITLE_WORDS_MIN || title->count - bar > OUTLET_WORDS_MAX || bar == title->count) return title->count;
    const kb_token *mark = &title->at[bar - 1];
    return mark->flags & title->at[bar].flags & KB_TOKEN_SPACED ? bar - 1 : title->count;
}

static kb_status count_title(sketching *s, const kb_tokens *title, uint32_t *words)
{
    kb_status status = KB_OK;
    bool capitals = headline(title);
    size_t end = title_end(s->doc->title, title);
    for (size_t i = 0; i < end && i < TITLE_TOKENS && status == KB_OK; i++) {
        standing where = { .title = true, .name = !capitals && is_capital(&title->at[i]) };
        s->word = kb_str_part(s->doc->title, title->at[i].span);
        status = count_token(s, &title->at[i], where);
        *words += title->at[i].kind != KB_TOKEN_MARK;
    }
    return status;
}

static kb_status count_text(sketching *s, const kb_claims *claims, uint32_t *words)
{
    const kb_tokens *tokens = &claims->tokens;
    const kb_mentions *mentions = &claims->mentions;
    kb_status status = KB_OK;
    size_t m = 0;
    for (size_t i = 0; i < tokens->count && i < TOKENS_READ && status == KB_OK; i++) {
        const kb_token *token = &tokens->at[i];
        if (kb_document_aside(s->doc, token->span)) continue;
        while (m < mentions->count && mentions->at[m].first + mentions->at[m].count <= i) m++;
        bool named = m < mentions->count && mentions->at[m].first <= i;
        standing where = { .lead = i < LEAD_TOKENS, .name = named || is_capital(token) };
        bool bare = named && kb_span_inside(token->span, mentions->at[m].bare);
        s->word = kb_str_part(s->doc->text, token->span);
        s->name = bare ? kb_str_part(s->doc->text, mentions->at[m].bare) : (kb_str){ 0 };
        status = count_token(s, token, where);
        *words += token->kind != KB_TOKEN_MARK;
    }
    return status;
}

static int by_term(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    if (x->term != y->term) return x->term < y->term ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

/* Those that speak first, then by count. */
static int by_count(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    bool x_speaks = x->use & KB_TERM_SPEAKS, y_speaks = y->use & KB_TERM_SPEAKS;
    if (x_speaks != y_speaks) return x_speaks ? -1 : 1;
    if (x->lead != y->lead) return x->lead > y->lead ? -1 : 1;
    if (x->all != y->all) return x->all > y->all ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

static size_t unite(counted *at, size_t count)
{
    size_t kept = 0;
    if (count) qsort(at, count, sizeof *at, by_term);
    for (size_t i = 0; i < count; i++) {
        counted *last = kept ? &at[kept - 1] : NULL;
        if (last && last->term == at[i].term) {
            last->all += at[i].all;
            last->lead += at[i].lead;
            last->title += at[i].title;
            last->use |= at[i].use;
            if (at[i].others < last->others) last->others = at[i].others;
        } else {
            at[kept++] = at[i];
        }
    }
    return kept;
}

/* One entry a term; of too many those of title and lead and the most frequent. */
static void add_up(counted_list *list)
{
    size_t kept = unite(list->at, list->count), speak = 0, speaking_max = KB_SKETCH_TERMS_MAX - TRAVELLING_MAX;
    if (kept) qsort(list->at, kept, sizeof *list->at, by_count);
    while (speak < kept && list->at[speak].use & KB_TERM_SPEAKS) speak++;
    if (speak > speaking_max) {
        memmove(list->at + speaking_max, list->at + speak, (kept - speak) * sizeof *list->at);
        kept -= speak - speaking_max;
    }
    list->count = kept < KB_SKETCH_TERMS_MAX ? kept : KB_SKETCH_TERMS_MAX;
    if (list->count) qsort(list->at, list->count, sizeof *list->at, by_term);
}

/* All terms of title and text, as often as they stand there. */
static kb_status count_all(sketching *s, const kb_tokens *title, const kb_claims *claims, uint32_t *words)
{
    s->lang = (uint32_t)kb_hash(s->doc->lang);
    kb_status status = count_title(s, title, words);
    return status == KB_OK ? count_text(s, claims, words) : status;
}

static uint32_t at_most(uint32_t count, uint32_t most)
{
    return count < most ? count : most;
}

kb_status kb_sketch_make(const kb_document *doc, const kb_tokens *title, const kb_claims *claims, kb_pivot *pivot,
                         kb_arena *arena, kb_sketch *out, kb_err *err)
{
    sketching s = { .doc = doc, .pivot = pivot, .arena = arena, .err = err };
    kb_str outlet = kb_document_masthead(doc); /* so that no edit of outlets changes what is grouped how */
    *out = (kb_sketch){ .outlet = outlet.len ? (uint32_t)kb_hash(outlet) : 0 };
    kb_status status = count_all(&s, title, claims, &out->length);
    if (status != KB_OK) return status;
    out->lang = s.lang;
    add_up(&s.list);
    out->at = KB_NEW(arena, kb_term, s.list.count);
    if (!out->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < s.list.count; i++) {
        const counted *c = &s.list.at[i];
        uint32_t counts = at_most(c->all, KB_TERM_ALL_MAX) | at_most(c->lead, KB_TERM_LEAD_MAX) << 6 |
                          at_most(c->title, KB_TERM_TITLE_MAX) << 10 | at_most(c->others, 3) << 13;
        out->at[i] = (kb_term){ c->term, (uint16_t)counts, (uint8_t)c->use, 0 };
    }
    out->count = s.list.count;
    return KB_OK;
}

/* ---- its words ---- */

static int by_wording(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    if (x->term != y->term) return x->term < y->term ? -1 : 1;
    if ((x->name.len == 0) != (y->name.len == 0)) return x->name.len ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

kb_status kb_sketch_words(const kb_document *doc, const kb_tokens *title, const kb_claims *claims, kb_pivot *pivot,
                          kb_arena *arena, kb_term_words *out, kb_err *err)
{
    sketching s = { .doc = doc, .pivot = pivot, .arena = arena, .err = err };
    uint32_t words = 0;
    *out = (kb_term_words){ 0 };
    kb_status status = count_all(&s, title, claims, &words);
    if (status != KB_OK) return status;
    if (s.list.count) qsort(s.list.at, s.list.count, sizeof *s.list.at, by_wording);
    out->at = KB_NEW(arena, kb_term_word, s.list.count);
    if (!out->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < s.list.count; i++)
        if (i == 0 || s.list.at[i].term != s.list.at[i - 1].term)
            out->at[out->count++] = (kb_term_word){ s.list.at[i].term, s.list.at[i].word, s.list.at[i].name };
    return KB_OK;
}
