#include "compare/changed_words.h"

#include <stdlib.h>

#include "base/map.h"
#include "compare/wording.h"

#define UNMATCHED_MAX 200 /* sentences of either text that do not stand in the other */
#define PAIR_LIKENESS 0.45
#define REPLACED_SENTENCES 4
#define REPLACED_LEFT 0.2
#define QUOTE_WORDS 4       /* fewer are a term, a name, a title */
#define QUOTE_SAME 0.6      /* of the words of both: the same quote, worded otherwise */
#define QUOTE_GONE 0.34     /* of its words that any one sentence has: no trace of it */
#define STATEMENT_WORDS 4   /* content words */
#define STATEMENT_GONE 0.25 /* likeness to any sentence, */
#define STATEMENT_LEFT 0.4  /* and share of its words that stand anywhere */

/* ---- sentences ---- */

static uint64_t hash_of(kb_str s)
{
    uint64_t hash = 1;
    size_t begin = 0;
    for (size_t i = 0; i <= s.len; i++) {
        if (i < s.len && (unsigned char)s.at[i] > ' ') continue;
        if (i > begin) hash = kb_hash_with(hash, kb_str_part(s, kb_span_of(begin, i)));
        begin = i + 1;
    }
    return hash;
}

static int by_value(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return a < b ? -1 : a > b;
}

typedef struct {
    uint64_t *of, *ordered;
    size_t count;
} hashes;

static bool find_hashes(const kb_account *account, kb_arena *work, hashes *out)
{
    const kb_sentences *sentences = &account->claims->sentences;
    *out = (hashes){ KB_NEW(work, uint64_t, sentences->count), KB_NEW(work, uint64_t, sentences->count),
                     sentences->count };
    if (!out->of || !out->ordered) return false;
    for (size_t i = 0; i < out->count; i++)
        out->of[i] = out->ordered[i] = hash_of(kb_str_part(account->doc->text, sentences->at[i].span));
    if (out->count) qsort(out->ordered, out->count, sizeof *out->ordered, by_value);
    return true;
}

/* Marks the sentences that the other has too, or that are no report; returns how many are left. */
static size_t mark_same(const kb_account *account, const hashes *own, const hashes *other, bool *same)
{
    size_t left = 0;
    for (size_t i = 0; i < own->count; i++) {
        same[i] = account->aside[i] || (other->count && bsearch(&own->of[i], other->ordered, other->count,
                                                                sizeof *other->ordered, by_value));
        left += !same[i];
    }
    return left;
}

double kb_changed_likeness(const kb_changed_texts *texts, uint32_t a, uint32_t b)
{
    const kb_sentence *x = &texts->a->claims->sentences.at[a], *y = &texts->b->claims->sentences.at[b];
    double common;
    return kb_likeness(texts->accounts, texts->a, x->first, (size_t)x->first + x->count, texts->b, y->first,
                       (size_t)y->first + y->count, &common);
}

typedef struct {
    uint32_t a, b;
    double likeness;
} candidate;

static int best_first(const void *x, const void *y)
{
    const candidate *p = x, *q = y;
    if (p->likeness > q->likeness || p->likeness < q->likeness) return p->likeness > q->likeness ? -1 : 1;
    if (p->a != q->a) return p->a < q->a ? -1 : 1;
    return p->b < q->b ? -1 : p->b > q->b;
}

static kb_status find_pairs(kb_changed_texts *t, kb_err *err)
{
    struct {
        candidate *at;
        size_t count;
    } all = { 0 };
    size_t of_a = t->a->claims->sentences.count, of_b = t->b->claims->sentences.count;
    bool *taken = KB_NEW(t->work, bool, of_b);
    if (!taken) return kb_arena_fail(t->work, err);
    for (uint32_t i = 0; i < of_a; i++)
        for (uint32_t j = 0; j < of_b && !t->same_a[i]; j++) {
            double likeness = t->same_b[j] ? 0 : kb_changed_likeness(t, i, j);
            if (likeness < PAIR_LIKENESS) continue;
            candidate *c = KB_ADD(t->work, &all, candidate);
            if (!c) return kb_arena_fail(t->work, err);
            *c = (candidate){ i, j, likeness };
        }
    if (all.count) qsort(all.at, all.count, sizeof *all.at, best_first);
    for (size_t i = 0; i < all.count; i++) {
        const candidate *c = &all.at[i];
        if (t->pair[c->a] != KB_NONE || taken[c->b]) continue;
        t->pair[c->a] = c->b;
        t->likeness[c->a] = c->likeness;
        taken[c->b] = true;
    }
    return KB_OK;
}

/* Is hardly a sentence left? Of a very short text that says nothing. */
static void find_replaced(kb_changed_texts *t)
{
    size_t sentences = 0, left = 0;
    for (size_t i = 0; i < t->a->claims->sentences.count; i++) {
        if (t->a->aside[i]) continue;
        sentences++;
        left += t->same_a[i] || t->pair[i] != KB_NONE;
    }
    t->replaced = sentences >= REPLACED_SENTENCES && (double)left < REPLACED_LEFT * (double)sentences;
}

kb_status kb_changed_texts_make(const kb_accounts *accounts, kb_arena *work, kb_changed_texts *out, kb_err *err)
{
    const kb_account *a = &accounts->at[0], *b = &accounts->at[1];
    size_t of_a = a->claims->sentences.count, of_b = b->claims->sentences.count;
    hashes x, y;
    *out = (kb_changed_texts){ .accounts = accounts,
                               .a = a,
                               .b = b,
                               .same_a = KB_NEW(work, bool, of_a),
                               .same_b = KB_NEW(work, bool, of_b),
                               .pair = KB_NEW(work, uint32_t, of_a),
                               .likeness = KB_NEW(work, double, of_a),
                               .work = work };
    bool room = out->same_a && out->same_b && out->pair && out->likeness;
    if (!room || !find_hashes(a, work, &x) || !find_hashes(b, work, &y)) return kb_arena_fail(work, err);
    for (size_t i = 0; i < of_a; i++) out->pair[i] = KB_NONE;
    out->rewritten = mark_same(a, &x, &y, out->same_a) > UNMATCHED_MAX;
    out->rewritten |= mark_same(b, &y, &x, out->same_b) > UNMATCHED_MAX;
    kb_status status = out->rewritten ? KB_OK : find_pairs(out, err);
    find_replaced(out);
    return status;
}

/* ---- quotes ---- */

/* The quoted words of one sentence. */
typedef struct {
    kb_span span;
    size_t first, count; /* words */
    uint32_t sentence;
    bool taken;
} piece;
typedef struct {
    piece *at;
    size_t count;
} pieces;

static size_t words_at(const kb_verbatim *words, size_t byte)
{
    size_t low = 0, high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (words->at[middle].begin < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static kb_status find_pieces(const kb_account *account, const kb_verbatim *words, const bool *same, kb_arena *work,
                             pieces *out, kb_err *err)
{
    const kb_quotes *quotes = &account->claims->quotes;
    const kb_sentences *sentences = &account->claims->sentences;
    *out = (pieces){ 0 };
    for (size_t q = 0, s = 0; q < quotes->count; q++) {
        kb_span quote = quotes->at[q].words;
        if (quotes->at[q].nested) continue;
        while (s < sentences->count && sentences->at[s].span.end <= quote.begin) s++;
        for (size_t i = s; i < sentences->count && sentences->at[i].span.begin < quote.end; i++) {
            kb_span part = sentences->at[i].span;
            if (part.begin < quote.begin) part.begin = quote.begin;
            if (part.end > quote.end) part.end = quote.end;
            size_t first = words_at(words, part.begin), count = words_at(words, part.end) - first;
            if (same[i] || count < QUOTE_WORDS) continue;
            part = kb_span_of(words->at[first].begin, words->at[first + count - 1].end); /* without marks */
            piece *p = KB_ADD(work, out, piece);
            if (!p) return kb_arena_fail(work, err);
            *p = (piece){ part, first, count, (uint32_t)i, false };
        }
    }
    return KB_OK;
}

/* Do the words stand in the other text, one behind the other? */
static bool stands(const kb_verbatim *own, const piece *p, const kb_verbatim *other)
{
    const kb_verbatim_word *words = own->at + p->first;
    for (size_t i = 0; i + p->count <= other->count; i++) {
        size_t n = 0;
        while (n < p->count && other->at[i + n].hash == words[n].hash) n++;
        if (n == p->count) return true;
    }
    return false;
}

static int by_hash(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

/* How many words both runs have, each as often as in both. */
static kb_status common_words(const kb_verbatim *x, size_t first, size_t count, const kb_verbatim *y, size_t y_first,
                              size_t y_count, kb_arena *work, size_t *common, kb_err *err)
{
    uint32_t *a = KB_NEW(work, uint32_t, count), *b = KB_NEW(work, uint32_t, y_count);
    *common = 0;
    if (!a || !b) return kb_arena_fail(work, err);
    for (size_t i = 0; i < count; i++) a[i] = x->at[first + i].hash;
    for (size_t i = 0; i < y_count; i++) b[i] = y->at[y_first + i].hash;
    if (count) qsort(a, count, sizeof *a, by_hash);
    if (y_count) qsort(b, y_count, sizeof *b, by_hash);
    for (size_t i = 0, j = 0; i < count && j < y_count;) {
        uint32_t p = a[i], q = b[j];
        *common += p == q;
        i += p <= q;
        j += q <= p;
    }
    return KB_OK;
}

typedef struct {
    const kb_changed_texts *t;
    kb_verbatim a, b;
    pieces of_a, of_b;
    kb_changes *out;
    kb_err *err;
} quoting;

static kb_status add_change(const kb_changed_texts *t, kb_changes *out, kb_span before, kb_span now, double common,
                            kb_err *err)
{
    kb_change *c = KB_ADD(t->work, out, kb_change);
    if (!c) return kb_arena_fail(t->work, err);
    *c = (kb_change){ before, now, common };
    return KB_OK;
}

/* Letters and digits of a run of words, and whether digits are among them. */
static kb_str letters_of(kb_str text, kb_span span, char *room, size_t size, bool *digits)
{
    size_t len = 0;
    for (size_t i = span.begin; i < span.end; i++) {
        char c = text.at[i];
        bool letter = (c & 0x80) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        *digits |= c >= '0' && c <= '9';
        if (!letter) continue;
        if (len == size) return (kb_str){ 0 };
        room[len++] = c;
    }
    return (kb_str){ room, len };
}

/* Are they one, but for a letter (or a character of several bytes) that is another, more or less? */
static bool nearly_same(kb_str x, kb_str y)
{
    enum { LETTERS = 5, OTHER = 4 };
    size_t head = 0, tail = 0, least = x.len < y.len ? x.len : y.len, most = x.len < y.len ? y.len : x.len;
    while (head < least && x.at[head] == y.at[head]) head++;
    while (tail < least - head && x.at[x.len - 1 - tail] == y.at[y.len - 1 - tail]) tail++;
    size_t apart = most - head - tail;
    if (apart <= 1) return apart == 0 || least >= LETTERS;
    return apart <= OTHER && least >= LETTERS && (x.at[head] & 0x80 || y.at[head] & 0x80);
}

/* Is all that differs a spelling that was mended: a letter, a blank? */
static kb_status is_spelling(const quoting *q, const piece *p, const piece *other, bool *spelling)
{
    enum { ROOM = 64 };
    kb_wordings changes;
    kb_str a = kb_str_part(q->t->a->doc->text, p->span), b = kb_str_part(q->t->b->doc->text, other->span);
    kb_status status = kb_wording_changes(a, b, q->t->work, &changes, q->err);
    *spelling = true;
    for (size_t i = 0; i < changes.count && status == KB_OK && *spelling; i++) {
        char room[2][ROOM];
        bool digits = false;
        kb_str x = letters_of(a, changes.at[i].a, room[0], ROOM, &digits);
        kb_str y = letters_of(b, changes.at[i].b, room[1], ROOM, &digits);
        *spelling = x.len && y.len && !digits && nearly_same(x, y);
    }
    return status;
}

/* The share of its words that the sentence has that shares most of them. */
static kb_status most_left(quoting *q, const piece *p, double *most)
{
    const kb_sentences *sentences = &q->t->b->claims->sentences;
    kb_status status = KB_OK;
    *most = 0;
    for (size_t i = 0; i < sentences->count && status == KB_OK; i++) {
        size_t first = words_at(&q->b, sentences->at[i].span.begin), common;
        size_t count = words_at(&q->b, sentences->at[i].span.end) - first;
        status = common_words(&q->a, p->first, p->count, &q->b, first, count, q->t->work, &common, q->err);
        if ((double)common > *most * (double)p->count) *most = (double)common / (double)p->count;
    }
    return status;
}

static kb_status take_piece(quoting *q, const piece *p)
{
    piece *best = NULL;
    double most = 0;
    if (stands(&q->a, p, &q->b)) return KB_OK;
    for (size_t i = 0; i < q->of_b.count; i++) {
        piece *other = &q->of_b.at[i];
        size_t common;
        if (other->taken) continue;
        kb_status status =
            common_words(&q->a, p->first, p->count, &q->b, other->first, other->count, q->t->work, &common, q->err);
        if (status != KB_OK) return status;
        double share = 2.0 * (double)common / (double)(p->count + other->count);
        if (share <= most) continue;
        most = share;
        best = other;
    }
    if (best && most >= QUOTE_SAME) {
        bool spelling;
        kb_status status = is_spelling(q, p, best, &spelling);
        best->taken = true;
        return status != KB_OK || spelling ? status : add_change(q->t, q->out, p->span, best->span, most, q->err);
    }
    kb_status status = most_left(q, p, &most);
    if (status != KB_OK || q->t->replaced || most > QUOTE_GONE) return status;
    return add_change(q->t, q->out, p->span, (kb_span){ 0, 0 }, most, q->err);
}

kb_status kb_changed_quotes(const kb_changed_texts *texts, kb_changes *out, kb_err *err)
{
    quoting q = { .t = texts, .out = out, .err = err };
    *out = (kb_changes){ 0 };
    kb_status status = kb_verbatim_find(texts->a->doc->text, texts->work, &q.a, err);
    if (status == KB_OK) status = kb_verbatim_find(texts->b->doc->text, texts->work, &q.b, err);
    if (status == KB_OK) status = find_pieces(texts->a, &q.a, texts->same_a, texts->work, &q.of_a, err);
    if (status == KB_OK) status = find_pieces(texts->b, &q.b, texts->same_b, texts->work, &q.of_b, err);
    if (status != KB_OK) return status;
    for (size_t i = 0; i < q.of_b.count; i++) q.of_b.at[i].taken = stands(&q.b, &q.of_b.at[i], &q.a);
    for (size_t i = 0; i < q.of_a.count && status == KB_OK; i++) status = take_piece(&q, &q.of_a.at[i]);
    return status;
}

/* ---- statements ---- */

static bool is_left(const kb_changed_texts *t, uint32_t sentence, size_t first, size_t end)
{
    double common;
    if (t->replaced || t->pair[sentence] != KB_NONE) return true;
    if (kb_containment(t->accounts, t->a, first, end, t->b, 0, t->b->claims->tokens.count, &common) > STATEMENT_LEFT)
        return true;
    for (uint32_t i = 0; i < t->b->claims->sentences.count; i++)
        if (kb_changed_likeness(t, sentence, i) > STATEMENT_GONE) return true;
    return false;
}

static bool is_told(const kb_changes *changes, kb_span span)
{
    for (size_t i = 0; i < changes->count; i++)
        if (kb_span_overlap(changes->at[i].before, span)) return true;
    return false;
}

kb_status kb_changed_statements(const kb_changed_texts *texts, kb_changes *out, kb_err *err)
{
    const kb_account *a = texts->a;
    const kb_statements *all = &a->claims->statements;
    kb_status status = KB_OK;
    for (size_t i = 0; i < all->count && status == KB_OK; i++) {
        const kb_statement *s = &all->at[i];
        if (s->type == KB_DIRECT || s->sentence >= a->claims->sentences.count || texts->same_a[s->sentence]) continue;
        for (size_t k = 0; k < s->content.count && status == KB_OK; k++) {
            kb_span span = s->content.at[k];
            size_t first = kb_tokens_at(&a->claims->tokens, span.begin),
                   end = kb_tokens_at(&a->claims->tokens, span.end);
            bool whole = kb_span_inside(span, a->claims->sentences.at[s->sentence].span);
            if (!whole || a->content_of[end] - a->content_of[first] < STATEMENT_WORDS) continue;
            if (is_told(out, span) || is_left(texts, s->sentence, first, end)) continue;
            status = add_change(texts, out, span, (kb_span){ 0, 0 }, 0, err);
        }
    }
    return status;
}
