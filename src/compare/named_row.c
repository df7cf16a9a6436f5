#include "compare/named_row.h"

#define NAMED_MAX 200   /* of a report */
#define COMMON_MIN 1    /* words besides, no names, that both clauses have */
#define CLAUSE_MIN 0.15 /* likeness of the clauses */
#define LETTERS_MAX 40  /* of a name's word */

/* A noun and the name beside it that tells which one. */
typedef struct {
    uint32_t account, clause;
    uint32_t noun;         /* its token */
    uint32_t first, count; /* tokens of the name */
    bool placed;           /* a word for a place leads up to the name */
    bool open;             /* of several, negated, another one: no row */
} named;
typedef struct {
    named *at;
    size_t count;
} nameds;

/* ---- finding ---- */

static bool is_name(const kb_account *account, size_t t)
{
    const kb_tokens *tokens = &account->claims->tokens;
    return t < tokens->count && account->words[t].name && account->words[t].first;
}

static bool leads_to_place(const kb_token *token)
{
    for (const kb_word *w = token->words; w; w = w->next)
        if (w->class_of == KB_WORD_PLACE && w->count == 1 && kb_str_is(w->value, "before")) return true;
    return false;
}

/* A noun for what stands somewhere or is a part of the land, and has a name among others of its sort: of [site]. */
static const kb_word *site_of(const kb_account *account, size_t t)
{
    const kb_token *token = &account->claims->tokens.at[t];
    if (!kb_token_is(token, KB_WORD_SITE) || !account->words[t].first || account->words[t].negates) return NULL;
    for (const kb_word *w = token->words; w; w = w->next)
        if (w->class_of == KB_WORD_SITE && w->count == 1) return w;
    return NULL;
}

static bool is_building(const kb_account *account, size_t t)
{
    const kb_word *site = site_of(account, t);
    return site && kb_str_is(site->value, "building");
}

/* Where the run of a name that begins at t ends; t: none does. */
static size_t name_end(const kb_account *account, size_t t, size_t end)
{
    const kb_token *tokens = account->claims->tokens.at;
    while (t < end &&
           (is_name(account, t) || (tokens[t].kind == KB_TOKEN_NUMBER && t + 1 < end && is_name(account, t + 1))))
        t++; /* "SMA Negeri 2 Sukaraja" */
    return t;
}

static size_t name_begin(const kb_account *account, size_t t, size_t first)
{
    while (t > first && is_name(account, t - 1) && !site_of(account, t - 1)) t--;
    return t;
}

/* Several, another, one that is not: words of the clause before the noun. */
static bool is_open(const kb_account *account, const kb_clause *clause, const named *n)
{
    const kb_tokens *tokens = &account->claims->tokens;
    uint32_t from = n->first < n->noun ? n->first : n->noun,
             to = n->first + n->count > n->noun ? n->first + n->count : n->noun + 1;
    for (uint32_t t = clause->first; t < clause->first + clause->count; t++)
        if (account->words[t].negates) return true;
    for (uint32_t t = from > clause->first + 2 ? from - 2 : clause->first; t < from; t++) {
        const kb_token *token = &tokens->at[t];
        const kb_word *counted = kb_token_match(tokens, t, KB_WORD_COUNTED, NULL);
        if (token->kind == KB_TOKEN_NUMBER || kb_token_is(token, KB_WORD_NUMBER) ||
            kb_token_is(token, KB_WORD_ORDINAL) || (counted && kb_str_is(kb_word_key(counted, "as"), "other")))
            return true;
    }
    const kb_token *behind = to < tokens->count ? &tokens->at[to] : NULL; /* "in Ashlow and Velm" */
    return behind && behind->sentence == clause->sentence && kb_token_is(behind, KB_WORD_CONJUNCTION) &&
           is_name(account, to + 1);
}

/* The name beside the noun at token t, if any. */
static bool read_named(const kb_account *account, const kb_clause *clause, uint32_t t, named *out)
{
    const kb_tokens *tokens = &account->claims->tokens;
    size_t end = (size_t)clause->first + clause->count, at = t + 1;
    while (at < end && at < (size_t)t + 3 && kb_token_is(&tokens->at[at], KB_WORD_PREPOSITION)) at++;
    bool placed = at > (size_t)t + 1 && (leads_to_place(&tokens->at[at - 1]) ||
                                         kb_lang_lists(account->claims->lang, "site.on", tokens->at[at - 1].base));
    if (at < end && placed && kb_token_is(&tokens->at[at], KB_WORD_DETERMINER)) at++;
    bool head_first = kb_str_is(kb_lang_about(account->claims->lang, "noun"), "first");
    size_t first = t, stop = t;
    if (placed || (head_first && at == (size_t)t + 1)) {
        first = at;
        stop = name_end(account, at, end);
    }
    if (stop == first && !head_first && t > clause->first && !account->words[t].name) {
        first = name_begin(account, t, clause->first);
        stop = t;
        placed = false;
    }
    bool modifies = placed && stop < end && kb_token_is(&tokens->at[stop], KB_WORD_PLACE); /* "in the Orla valley" */
    if (stop == first || modifies) return false;
    *out = (named){ .noun = t, .first = (uint32_t)first, .count = (uint32_t)(stop - first), .placed = placed };
    out->open = is_open(account, clause, out);
    return true;
}

static kb_status find_named(const kb_accounts *all, nameds *out, kb_err *err)
{
    for (uint32_t i = 0; i < all->count; i++) {
        const kb_account *account = &all->at[i];
        size_t before = out->count;
        for (uint32_t c = 0; account->claims->lang && c < account->clause_count; c++) {
            const kb_clause *clause = &account->clauses[c];
            if (account->aside[clause->sentence]) continue;
            for (uint32_t t = clause->first; t < clause->first + clause->count; t++) {
                named n;
                if (out->count - before >= NAMED_MAX || !site_of(account, t) || !read_named(account, clause, t, &n))
                    continue;
                named *kept = KB_ADD(all->arena, out, named);
                if (!kept) return kb_arena_fail(all->arena, err);
                *kept = n;
                kept->account = i, kept->clause = c;
            }
        }
    }
    return KB_OK;
}

/* ---- judging ---- */

static bool same_noun(const kb_accounts *all, const named *a, const named *b)
{
    const kb_account *x = &all->at[a->account], *y = &all->at[b->account];
    return kb_words_meet(&x->words[a->noun], &y->words[b->noun], kb_accounts_same_lang(x, y));
}

/* One written in two ways, "China" and "Cina"? By edit distance (Levenshtein 1966), a third of the letters. */
static bool alike(kb_str a, kb_str b)
{
    size_t row[LETTERS_MAX + 1], most = a.len > b.len ? a.len : b.len;
    if (most > LETTERS_MAX) return kb_str_equal(a, b);
    for (size_t j = 0; j <= b.len; j++) row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = corner + (a.at[i - 1] != b.at[j - 1]), drop = row[j] + 1, add = row[j - 1] + 1;
            corner = row[j];
            row[j] = change < drop ? change : drop;
            if (add < row[j]) row[j] = add;
        }
    }
    return row[b.len] <= 1 || 3 * row[b.len] <= most;
}

/* Has the report's name a word like the one at token t of the other's? */
static bool has_word(const kb_accounts *all, const named *a, const kb_account *other, uint32_t t)
{
    const kb_account *account = &all->at[a->account];
    for (uint32_t i = a->first; i < a->first + a->count; i++)
        if (account->words[i].first == other->words[t].first ||
            (account->words[i].name && alike(account->claims->tokens.at[i].base, other->claims->tokens.at[t].base)))
            return true;
    return false;
}

/* Have the names a word in common? */
static bool same_name(const kb_accounts *all, const named *a, const named *b)
{
    const kb_account *other = &all->at[b->account];
    for (uint32_t t = b->first; t < b->first + b->count; t++)
        if (other->words[t].name && has_word(all, a, other, t)) return true;
    return false;
}

/* Does the report know a word of the other's name? */
static bool knows(const kb_accounts *all, const kb_account *account, const named *other)
{
    const kb_account *from = &all->at[other->account];
    for (uint32_t t = other->first; t < other->first + other->count; t++) {
        if (!from->words[t].name) continue;
        if (account->has[from->words[t].first]) return true;
        for (size_t i = 0; i < account->claims->tokens.count; i++)
            if (account->words[i].name && alike(account->claims->tokens.at[i].base, from->claims->tokens.at[t].base))
                return true;
    }
    return false;
}

/* Is the name one of somebody or of a body, by the other names of its report that have its words? */
static bool is_of_body(const kb_account *account, const named *n)
{
    const kb_claims *claims = account->claims;
    for (size_t i = 0; i < claims->mentions.count; i++) {
        const kb_mention *m = &claims->mentions.at[i];
        kb_name_kind kind = claims->entities.at[m->entity].kind;
        bool itself = m->first <= n->noun && n->noun < m->first + m->count;
        if (itself || (kind != KB_NAME_PERSON && kind != KB_NAME_ORGANISATION)) continue;
        for (uint32_t t = m->first; t < m->first + m->count; t++)
            for (uint32_t j = 0; j < n->count; j++)
                if (account->words[t].first && account->words[t].first == account->words[n->first + j].first)
                    return true;
    }
    return false;
}

/* The words, no names, that both clauses have besides the noun. */
static size_t common_words(const kb_accounts *all, const named *a, const named *b)
{
    const kb_account *x = &all->at[a->account], *y = &all->at[b->account];
    const kb_clause *c = &x->clauses[a->clause], *d = &y->clauses[b->clause];
    bool same_lang = kb_accounts_same_lang(x, y);
    size_t common = 0;
    for (uint32_t i = c->first; i < c->first + c->count; i++) {
        bool met = false;
        if (i == a->noun || x->words[i].bare || !x->words[i].first) continue;
        if (kb_words_meet(&x->words[i], &x->words[a->noun], true)) continue;
        for (uint32_t j = d->first; j < d->first + d->count && !met; j++)
            met = !y->words[j].bare && kb_words_meet(&x->words[i], &y->words[j], same_lang);
        common += met;
    }
    return common;
}

/* Is the report about it: does it tell the noun more than once? */
static bool is_topic(const kb_account *account, const named *n)
{
    size_t count = 0;
    for (size_t t = 0; t < account->claims->tokens.count; t++)
        count += account->words[t].first == account->words[n->noun].first;
    return count > 1;
}

/* Do the clauses tell the same, or are both reports about such a building? */
static bool of_one_thing(const kb_accounts *all, const named *a, const named *b)
{
    const kb_account *x = &all->at[a->account], *y = &all->at[b->account];
    if (common_words(all, a, b) >= COMMON_MIN && kb_clause_likeness(all, x, a->clause, y, b->clause) >= CLAUSE_MIN)
        return true;
    return is_building(x, a->noun) && is_building(y, b->noun) && is_topic(x, a) && is_topic(y, b);
}

/* Has the report the noun under one name, and in no open place? */
static bool is_one(const kb_accounts *all, const nameds *found, const named *n)
{
    for (size_t i = 0; i < found->count; i++) {
        const named *other = &found->at[i];
        if (other->account == n->account && same_noun(all, n, other) && (other->open || !same_name(all, n, other)))
            return false;
    }
    return !n->open;
}

/* Is the noun part of a proper name, "Velm Station", and no description? */
static bool is_proper(const kb_account *account, const named *n)
{
    return account->words[n->noun].name;
}

/* At the head of a sentence a capital tells nothing. */
static bool begins(const kb_account *account, const named *n)
{
    return account->claims->tokens.at[n->noun].flags & KB_TOKEN_SENTENCE;
}

static bool differ(const kb_accounts *all, const nameds *found, const named *a, const named *b)
{
    const kb_account *x = &all->at[a->account], *y = &all->at[b->account];
    if (a->account == b->account || !same_noun(all, a, b) || same_name(all, a, b)) return false;
    if (is_proper(x, a) != is_proper(y, b) && !begins(x, a) && !begins(y, b)) return false;
    if (!of_one_thing(all, a, b)) return false;
    if (!is_one(all, found, a) || !is_one(all, found, b)) return false;
    return !knows(all, x, b) && !knows(all, y, a) && !is_of_body(x, a) && !is_of_body(y, b);
}

/* ---- rows ---- */

static kb_status add_cell(kb_rows_maker *maker, kb_row *row, const named *n, kb_err *err)
{
    const kb_token *tokens = maker->accounts->at[n->account].claims->tokens.at;
    uint32_t first = n->first < n->noun ? n->first : n->noun, last = n->first + n->count - 1;
    if (last < n->noun) last = n->noun;
    kb_span span = kb_span_of(tokens[first].span.begin, tokens[last].span.end);
    return kb_row_cell(maker, row, n->account, span, KB_CELL_PLAIN, NULL, err);
}

kb_status kb_named_rows(kb_rows_maker *maker, kb_err *err)
{
    nameds found = { 0 };
    kb_status status = find_named(maker->accounts, &found, err);
    for (size_t i = 0; i < found.count && status == KB_OK; i++)
        for (size_t j = i + 1; j < found.count && status == KB_OK; j++) {
            const named *a = &found.at[i], *b = &found.at[j];
            if (!differ(maker->accounts, &found, a, b)) continue;
            kb_row *row = kb_row_add(maker, KB_ROW_DIFFERS, KB_LIKELY);
            if (!row) return kb_arena_fail(maker->arena, err);
            status = add_cell(maker, row, a, err);
            if (status == KB_OK) status = add_cell(maker, row, b, err);
            if (status == KB_OK) status = kb_row_why(maker, row, err, "one thing under two names");
        }
    return status;
}
