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

/* "Pria berusia 57 tahun itu", "the 57-year-old man": is the age that of somebody whom no more than such a noun tells?
 */
static bool of_somebody(const kb_account *account, const kb_figure *figure)
{
    const kb_tokens *tokens = &account->claims->tokens;
    size_t first = figure->token > BETWEEN_MAX ? figure->token - BETWEEN_MAX : 0;
    for (size_t t = first; t < (size_t)figure->token + figure->tokens + 1 && t < tokens->count; t++) {
        const kb_word *noun =
            tokens->at[t].sentence == figure->sentence ? kb_token_match(tokens, t, KB_WORD_COUNTED, NULL) : NULL;
        if (noun && (kb_str_is(noun->value, "man") || kb_str_is(noun->value, "woman"))) return true;
    }
    return false;
}

/* The person whom the report names most often; KB_NONE: two are named alike often, or nobody twice. */
static uint32_t main_person(const kb_account *account)
{
    const kb_claims *claims = account->claims;
    uint32_t best = KB_NONE;
    size_t most = 1;
    for (uint32_t e = 0; e < claims->entities.count; e++) {
        size_t count = 0;
        if (claims->entities.at[e].kind != KB_NAME_PERSON) continue;
        for (size_t i = 0; i < claims->mentions.count; i++) count += claims->mentions.at[i].entity == e;
        if (count == most) best = KB_NONE;
        if (count > most) most = count, best = e;
    }
    return best;
}

/* Is the name that of the one whom both reports are about? */
static bool is_main(const kb_account *a, const kb_account *b, kb_str name)
{
    uint32_t x = main_person(a), y = main_person(b);
    return x != KB_NONE && y != KB_NONE && kb_names_meet(a->claims->entities.at[x].name, name) &&
           kb_names_meet(b->claims->entities.at[y].name, name);
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
    if (describes(named, name, by, other) || describes(other, name, by, other)) return true;
    return of_somebody(other, first ? y : x) && is_main(a, b, name);
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
