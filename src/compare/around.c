#include "compare/around.h"

#include <math.h>
#include <stdlib.h>

#define NEAR 0.25        /* how fast a word's weight falls with each word that stands between */
#define OTHER_CLAUSE 0.4 /* what a word of another clause of the sentence counts */
#define SECOND 0.5       /* a stem, where the concept meets already */
#define TRANSLATED 0.8   /* what a word counts that meets by a dictionary */
#define FOREIGN 0.3      /* what a word that no other language can have counts against the rest */

static kb_status add_word(kb_arena *arena, kb_around *words, kb_around_word fresh, kb_err *err)
{
    if (!fresh.term || !(fresh.weight > 0)) return KB_OK;
    for (size_t i = 0; i < words->count; i++) {
        kb_around_word *word = &words->at[i];
        if (word->term != fresh.term) continue;
        if (fresh.weight > word->weight) word->weight = fresh.weight;
        word->neutral |= fresh.neutral;
        word->bare &= fresh.bare;
        return KB_OK;
    }
    kb_around_word *word = KB_ADD(arena, words, kb_around_word);
    if (!word) return kb_arena_fail(arena, err);
    *word = fresh;
    return KB_OK;
}

/* A word with what it is in English, `near` the figure or date. */
static kb_status add_terms(const kb_accounts *accounts, kb_around *context, const kb_word_terms *word, double near,
                           kb_err *err)
{
    double first = near * kb_term_weight(accounts, word->first);
    double second = SECOND * near * kb_term_weight(accounts, word->second);
    kb_around_word fresh = { word->first, (float)first, word->neutral, false, word->bare };
    kb_status status = add_word(accounts->arena, context, fresh, err);
    fresh = (kb_around_word){ word->second, (float)second, false, false, word->bare };
    if (status == KB_OK) status = add_word(accounts->arena, context, fresh, err);
    for (int i = 0; status == KB_OK && i < KB_WORD_ENGLISH; i++) {
        fresh = (kb_around_word){ word->english[i], (float)(first > second ? first : second), true, true, word->bare };
        status = add_word(accounts->arena, context, fresh, err);
    }
    return status;
}

static double distance(uint32_t first, uint32_t count, size_t token)
{
    if (token < first) return (double)(first - token);
    size_t end = (size_t)first + count;
    return token < end ? 0 : (double)(token - end + 1);
}

kb_status kb_around_add(const kb_accounts *accounts, const kb_account *account, uint32_t sentence, uint32_t token,
                        uint32_t tokens, kb_span without, kb_around *context, kb_err *err)
{
    if (sentence >= account->claims->sentences.count) return KB_OK;
    const kb_sentence *around = &account->claims->sentences.at[sentence];
    uint32_t clause = kb_clause_at(account, token);
    for (size_t t = around->first; t < (size_t)around->first + around->count; t++) {
        const kb_word_terms *word = &account->words[t];
        if (!word->first && !word->second) continue;
        if (kb_span_overlap(account->claims->tokens.at[t].span, without)) continue;
        double near = 1 / (1 + NEAR * distance(token, tokens, t));
        if (kb_clause_at(account, (uint32_t)t) != clause) near *= OTHER_CLAUSE;
        kb_status status = add_terms(accounts, context, word, near, err);
        if (status != KB_OK) return status;
    }
    return KB_OK;
}

static int by_term(const void *x, const void *y)
{
    const kb_around_word *a = x, *b = y;
    return a->term < b->term ? -1 : a->term > b->term;
}

static double square_size(const kb_around *context, bool same_lang)
{
    double sum = 0;
    for (size_t i = 0; i < context->count; i++) {
        if (context->at[i].english) continue; /* its own word counts */
        double weight = (double)context->at[i].weight * (same_lang || context->at[i].neutral ? 1 : FOREIGN);
        sum += weight * weight;
    }
    return sum;
}

void kb_around_order(kb_around *context)
{
    if (context->count) qsort(context->at, context->count, sizeof *context->at, by_term);
    for (int same_lang = 0; same_lang < 2; same_lang++) context->squares[same_lang] = square_size(context, same_lang);
}

/* The next term that both have, from *i and *j on; those of English only across languages. */
static bool next_common(const kb_around *a, const kb_around *b, bool same_lang, size_t *i, size_t *j)
{
    for (; *i < a->count; ++*i) {
        while (*j < b->count && b->at[*j].term < a->at[*i].term) ++*j;
        if (*j == b->count) return false;
        if (b->at[*j].term == a->at[*i].term && (same_lang ? !a->at[*i].english : a->at[*i].neutral)) return true;
    }
    return false;
}

double kb_around_likeness(const kb_around *a, const kb_around *b, bool same_lang)
{
    double both = 0, size = sqrt(a->squares[same_lang] * b->squares[same_lang]);
    for (size_t i = 0, j = 0; next_common(a, b, same_lang, &i, &j); i++)
        both += (a->at[i].english ? TRANSLATED : 1) * (double)a->at[i].weight * (double)b->at[j].weight;
    return size > 0 ? (both < size ? both / size : 1) : 0;
}

size_t kb_around_common(const kb_around *a, const kb_around *b, bool same_lang)
{
    size_t count = 0;
    for (size_t i = 0, j = 0; next_common(a, b, same_lang, &i, &j); i++) count += !a->at[i].bare && !b->at[j].bare;
    return count;
}

static bool has_term(const kb_around *context, uint32_t term)
{
    size_t low = 0, high = context->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (context->at[middle].term < term)
            low = middle + 1;
        else
            high = middle;
    }
    return term && low < context->count && context->at[low].term == term;
}

bool kb_around_has(const kb_around *context, const kb_word_terms *word)
{
    if (has_term(context, word->first) || has_term(context, word->second)) return true;
    for (int i = 0; i < KB_WORD_ENGLISH; i++)
        if (has_term(context, word->english[i])) return true;
    return false;
}

kb_span kb_around_reach(const kb_account *account, kb_span span, uint32_t token, uint32_t tokens, uint32_t reach,
                        const kb_around *const *others, size_t count)
{
    uint32_t clause = kb_clause_at(account, token);
    if (clause == KB_CLAUSE_NONE) return span;
    const kb_clause *within = &account->clauses[clause];
    size_t first = token > reach ? token - reach : 0, end = (size_t)token + tokens + reach;
    if (first < within->first) first = within->first;
    if (end > (size_t)within->first + within->count) end = (size_t)within->first + within->count;
    for (size_t t = first; t < end; t++) {
        const kb_word_terms *word = &account->words[t];
        bool common = false;
        for (size_t i = 0; i < count && !common; i++) common = kb_around_has(others[i], word);
        if (!common) continue;
        kb_span place = account->claims->tokens.at[t].span;
        if (place.begin < span.begin) span.begin = place.begin;
        if (place.end > span.end) span.end = place.end;
    }
    return span;
}
