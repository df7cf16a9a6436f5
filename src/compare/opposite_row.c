#include "compare/opposite_row.h"

#define SUBJECT_REACH 4 /* words between the subject and what is said of it */

/* One half of a pair, where a report has it. */
typedef struct {
    uint32_t account, clause;
    uint32_t first, count; /* its tokens */
    uint32_t subject;      /* the token before it that tells of what */
    kb_str pair, side;
} half;
typedef struct {
    half *at;
    size_t count;
} halves;

/* The nearest content word before `at` in its clause; KB_NONE when there is none, or a number or negation stands by. */
static uint32_t subject_of(const kb_account *account, const kb_clause *clause, uint32_t at)
{
    const kb_tokens *tokens = &account->claims->tokens;
    uint32_t subject = KB_NONE;
    for (uint32_t t = at; t-- > clause->first && at - t <= SUBJECT_REACH;) {
        const kb_token *token = &tokens->at[t];
        if (token->kind == KB_TOKEN_NUMBER || kb_token_is(token, KB_WORD_NUMBER) || account->words[t].negates)
            return KB_NONE;
        if (subject != KB_NONE) break; /* the word before the subject was the last to look at */
        if (account->words[t].first) subject = t;
    }
    return subject;
}

static bool counted(const kb_account *account, uint32_t subject)
{
    kb_span span = account->claims->tokens.at[subject].span;
    for (size_t i = 0; i < account->claims->figures.count; i++) {
        const kb_figure *figure = &account->claims->figures.at[i];
        if (kb_span_overlap(figure->span, span) || kb_span_overlap(figure->counted, span)) return true;
    }
    return false;
}

static kb_status find_halves(const kb_accounts *all, halves *out, kb_err *err)
{
    for (uint32_t i = 0; i < all->count; i++) {
        const kb_account *account = &all->at[i];
        for (uint32_t c = 0; c < account->clause_count; c++) {
            const kb_clause *clause = &account->clauses[c];
            if (account->aside[clause->sentence]) continue;
            for (uint32_t t = clause->first; t < clause->first + clause->count; t++) {
                size_t words;
                const kb_word *word = kb_token_match(&account->claims->tokens, t, KB_WORD_OPPOSITE, &words);
                uint32_t subject = word ? subject_of(account, clause, t) : KB_NONE;
                if (subject == KB_NONE || counted(account, subject)) continue;
                half *h = KB_ADD(all->arena, out, half);
                if (!h) return kb_arena_fail(all->arena, err);
                *h = (half){ i, c, t, (uint32_t)words, subject, word->value, word->rest };
            }
        }
    }
    return KB_OK;
}

static bool same_subject(const kb_accounts *all, const half *a, const half *b)
{
    const kb_word_terms *x = &all->at[a->account].words[a->subject], *y = &all->at[b->account].words[b->subject];
    return x->first == y->first || (x->second && x->second == y->second) || (y->second && x->first == y->second) ||
           (x->second && x->second == y->first);
}

static kb_status add_cell(kb_rows_maker *maker, kb_row *row, const half *h, kb_err *err)
{
    const kb_account *account = &maker->accounts->at[h->account];
    const kb_token *tokens = account->claims->tokens.at;
    kb_span span = kb_span_of(tokens[h->subject].span.begin, tokens[h->first + h->count - 1].span.end);
    return kb_row_cell(maker, row, h->account, span, KB_CELL_PLAIN, NULL, err);
}

static kb_status write_row(kb_rows_maker *maker, const half *a, const half *b, kb_err *err)
{
    kb_row *row = kb_row_add(maker, KB_ROW_DIFFERS, KB_LIKELY);
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status = add_cell(maker, row, a, err);
    if (status == KB_OK) status = add_cell(maker, row, b, err);
    return status == KB_OK ? kb_row_why(maker, row, err, "contraries of one subject (%.*s)", KB_STR_ARGS(a->pair))
                           : status;
}

/* Does a report have both sides of the pair of one subject? Then it tells of two. */
static bool has_both(const kb_accounts *all, const halves *found, const half *h)
{
    for (size_t i = 0; i < found->count; i++) {
        const half *other = &found->at[i];
        if (other->account == h->account && kb_str_equal(other->pair, h->pair) && !kb_str_equal(other->side, h->side) &&
            same_subject(all, other, h))
            return true;
    }
    return false;
}

kb_status kb_opposite_rows(kb_rows_maker *maker, kb_err *err)
{
    halves found = { 0 };
    kb_status status = find_halves(maker->accounts, &found, err);
    for (size_t i = 0; i < found.count && status == KB_OK; i++)
        for (size_t j = i + 1; j < found.count && status == KB_OK; j++) {
            const half *a = &found.at[i], *b = &found.at[j];
            if (a->account == b->account || !kb_str_equal(a->pair, b->pair) || kb_str_equal(a->side, b->side)) continue;
            if (!same_subject(maker->accounts, a, b)) continue;
            if (has_both(maker->accounts, &found, a) || has_both(maker->accounts, &found, b)) continue;
            status = write_row(maker, a, b, err);
        }
    return status;
}
