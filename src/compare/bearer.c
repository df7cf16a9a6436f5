#include "compare/bearer.h"

#include "compare/voice.h"

#define BETWEEN_MAX 3 /* tokens between a name and its age */
#define WORDS_MAX 3   /* words of a description that a name may end: "the 51-year-old harbour pilot Rana Velt" */

typedef struct {
    uint32_t entity;            /* KB_NONE: no name */
    const kb_word_terms *words; /* the content words right behind the age: a description, and what may follow it */
    size_t count;
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

static bearer find_bearer(const kb_account *account, const kb_figure *figure)
{
    const kb_claims *claims = account->claims;
    bearer found = { KB_NONE, &account->words[figure->token + figure->tokens], 0 };
    uint32_t t = figure->token + figure->tokens;
    uint32_t clause = kb_clause_at(account, figure->token);
    while (found.count < WORDS_MAX && t < claims->tokens.count && kb_clause_at(account, t) == clause &&
           account->words[t].first && !account->words[t].name)
        t++, found.count++;
    for (size_t i = 0; i < claims->mentions.count && found.entity == KB_NONE; i++) {
        const kb_mention *m = &claims->mentions.at[i];
        if (behind_name(account, m, figure) || (m->first == t && t > figure->token)) found.entity = m->entity;
    }
    return found;
}

/* Has the report one of the other's words right before the name? */
static bool describes(const kb_account *account, kb_str name, const bearer *by, const kb_account *other)
{
    const kb_claims *claims = account->claims;
    bool same_lang = kb_accounts_same_lang(account, other);
    for (size_t i = 0; i < claims->mentions.count; i++) {
        const kb_mention *m = &claims->mentions.at[i];
        if (!kb_names_meet(claims->entities.at[m->entity].name, name)) continue;
        size_t t = kb_tokens_at(&claims->tokens, m->bare.begin);
        for (size_t w = 0; t && w < by->count; w++)
            if (kb_words_meet(&account->words[t - 1], &by->words[w], same_lang)) return true;
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
