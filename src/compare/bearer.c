#include "compare/bearer.h"

#include "compare/voice.h"

#define BETWEEN_MAX 3 /* tokens between a name and its age */
#define WORDS_MAX 3   /* words of a description that a name may end: "the 51-year-old harbour pilot Rana Velt" */

typedef struct {
    uint32_t entity;     /* KB_NONE: no name */
    kb_span name;        /* where it stands */
    uint32_t first, end; /* the words right behind the age: a description, and what may follow it */
} bearer;

/* Does the figure follow a name, with marks and small words alone between: "Velt (51)", "Velt, who is 51,"? */
static bool behind_name(const kb_account *account, const kb_mention *m, const kb_figure *figure)
{
    uint32_t end = m->first + m->count;
    if (end > figure->token || figure->token > end + BETWEEN_MAX) return false;
    for (uint32_t t = end; t < figure->token; t++) {
        const kb_token *token = &account->claims->tokens.at[t];
        bool small = kb_token_is(token, KB_WORD_PRONOUN) || kb_token_is(token, KB_WORD_AUXILIARY);
        if (token->kind != KB_TOKEN_MARK && !small) return false;
    }
    return true;
}

/* Can the token be a word of a description? */
static bool describing(const kb_claims *claims, uint32_t t, uint32_t sentence)
{
    const kb_token *token = t < claims->tokens.count ? &claims->tokens.at[t] : NULL;
    return token && token->sentence == sentence && token->kind == KB_TOKEN_WORD && !kb_token_is(token, KB_WORD_STOP) &&
           !kb_token_is(token, KB_WORD_CONJUNCTION) && !kb_token_is(token, KB_WORD_PREPOSITION) &&
           !kb_token_is(token, KB_WORD_AUXILIARY);
}

static bearer find_bearer(const kb_account *account, const kb_figure *figure)
{
    const kb_claims *claims = account->claims;
    uint32_t t = figure->token + figure->tokens;
    bearer found = { .entity = KB_NONE, .first = t, .end = t };
    while (found.end < t + WORDS_MAX && describing(claims, found.end, figure->sentence)) found.end++;
    for (size_t i = 0; i < claims->mentions.count && found.entity == KB_NONE; i++) {
        const kb_mention *m = &claims->mentions.at[i];
        bool behind = found.first < found.end && m->first > found.first - 1 && m->first < found.end;
        if (behind_name(account, m, figure) || behind) found.entity = m->entity, found.name = m->span;
    }
    return found;
}

/* One word in two texts, or in two languages? The words of a speaker are no terms. */
static bool same_word(const kb_account *a, size_t i, const kb_account *b, size_t j)
{
    bool same_lang = kb_accounts_same_lang(a, b);
    if (kb_words_meet(&a->words[i], &b->words[j], same_lang)) return true;
    return same_lang && kb_str_equal(a->claims->tokens.at[i].base, b->claims->tokens.at[j].base);
}

/* Has the report one of the words of the other's description right before the name? */
static bool describes(const kb_account *account, kb_str name, const bearer *by, const kb_account *other)
{
    const kb_claims *claims = account->claims;
    for (size_t i = 0; i < claims->mentions.count; i++) {
        const kb_mention *m = &claims->mentions.at[i];
        size_t t = kb_tokens_at(&claims->tokens, m->bare.begin);
        if (!t || !kb_names_meet(claims->entities.at[m->entity].name, name)) continue;
        if (kb_token_is(&claims->tokens.at[t - 1], KB_WORD_STOP)) continue;
        for (uint32_t w = by->first; w < by->end; w++)
            if (same_word(account, t - 1, other, w)) return true;
    }
    return false;
}

bool kb_same_bearer(const kb_account *a, const kb_figure *x, const kb_account *b, const kb_figure *y)
{
    bearer p = find_bearer(a, x), q = find_bearer(b, y);
    if (p.entity == KB_NONE && q.entity == KB_NONE) return false;
    if (p.entity != KB_NONE && q.entity != KB_NONE)
        return kb_names_meet(a->claims->entities.at[p.entity].name, b->claims->entities.at[q.entity].name);
    bool first = p.entity != KB_NONE;
    const kb_account *named = first ? a : b, *other = first ? b : a;
    const bearer *by = first ? &q : &p;
    kb_str name = named->claims->entities.at[first ? p.entity : q.entity].name;
    return describes(named, name, by, other) || describes(other, name, by, other);
}

kb_span kb_bearer_span(const kb_account *account, const kb_figure *figure)
{
    bearer found = find_bearer(account, figure);
    kb_span span = figure->span;
    if (found.entity == KB_NONE && found.end > found.first)
        span.end = account->claims->tokens.at[found.end - 1].span.end;
    if (found.entity == KB_NONE) return span;
    if (found.name.begin < span.begin) span.begin = found.name.begin;
    if (found.name.end > span.end) span.end = found.name.end;
    return span;
}
