#include "compare/remark_row.h"

#include "compare/voice.h"

#define CLAIM_SHARE 0.6   /* of what is denied that a clause has too, to be the claim */
#define CLAIM_COMMON 2.2  /* ... in words that stand in one sentence only */
#define ACCUSED_SHARE 0.3 /* ... of a clause that accuses, or tells a rumour */
#define ACCUSED_COMMON 1.3
#define ABOUT_COMMON 0.5 /* weight of the words that it has in common with what is denied */
#define CLAIM_TERMS 3    /* content words of a claim at least */
#define TITLE_SHARE 0.3  /* of a title's words that a denial of the text has, to be the same */
#define NO_TOKENS 3      /* of a clause that says no to something at least */
#define HOPE 0.5         /* of that, without weighing how the words meet, by which a clause is worth a look */

/* The clause of any report that is most like what is denied. */
typedef struct {
    uint32_t account, clause;
    double worth;
} found_claim;

static void tokens_in(const kb_account *account, kb_span span, size_t *first, size_t *end)
{
    const kb_tokens *tokens = &account->claims->tokens;
    *first = kb_tokens_at(tokens, span.begin);
    for (*end = *first; *end < tokens->count && tokens->at[*end].span.begin < span.end; ++*end) {
    }
}

/* Is the clause part of the remark, of its claim, or of another denial? */
static bool is_remark(const kb_account *account, kb_span span)
{
    for (size_t i = 0; i < account->claims->remarks.count; i++)
        if (kb_span_overlap(account->claims->remarks.at[i].remark, span)) return true;
    return false;
}

/* What was said as an accusation or a rumour is what gets denied. */
static bool is_accusation(const kb_account *account, const kb_clause *clause)
{
    if (clause->statement != KB_NONE) {
        const kb_statement *statement = &account->claims->statements.at[clause->statement];
        if (statement->hearsay || statement->stance == KB_STANCE_ACCUSE || statement->stance == KB_STANCE_CLAIM)
            return true;
    }
    const kb_sentence *sentence = &account->claims->sentences.at[clause->sentence];
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++)
        if (kb_token_is(&account->claims->tokens.at[t], KB_WORD_RUMOUR)) return true;
    return false;
}

/* Two countries may be named for many things. */
static bool meet_by_more_than_names(const kb_accounts *all, const kb_account *denier, size_t first, size_t end,
                                    const kb_account *account, const kb_clause *clause)
{
    kb_term_set *denied = &all->sets[1];
    kb_term_set_fill(denied, denier, first, end);
    for (size_t t = clause->first; t < (size_t)clause->first + clause->count; t++)
        if (!account->words[t].bare && kb_term_set_weight(all, denied, &account->words[t]) > 0) return true;
    return false;
}

/* How well a clause says what is denied; 0: it does not. */
static double claim_worth(const kb_accounts *all, uint32_t at, size_t first, size_t end, uint32_t i,
                          const kb_clause *clause)
{
    const kb_account *account = &all->at[i];
    double common;
    if (account->aside[clause->sentence] || account->title[clause->sentence] || is_remark(account, clause->span))
        return 0;
    double share = kb_containment(all, &all->at[at], first, end, account, clause->first,
                                  (size_t)clause->first + clause->count, &common);
    bool accusation = is_accusation(account, clause);
    if (!meet_by_more_than_names(all, &all->at[at], first, end, account, clause)) return 0;
    if (share < (accusation ? ACCUSED_SHARE : CLAIM_SHARE)) return 0;
    if (common < (accusation ? ACCUSED_COMMON : CLAIM_COMMON) * all->rare) return 0;
    return share * common * (accusation ? 1.5 : 1);
}

/* Has the clause words enough of those in the set, to be worth a look? */
static bool may_meet(const kb_accounts *all, const kb_term_set *set, const kb_account *account, const kb_clause *clause)
{
    double common = 0, least = HOPE * ACCUSED_COMMON * all->rare;
    const kb_content_word *w = kb_content_at(account, clause->first),
                          *end = kb_content_at(account, (size_t)clause->first + clause->count);
    for (; w < end && common < least; w++) common += kb_term_set_weight(all, set, &w->terms);
    return common >= least;
}

static found_claim find_claim(const kb_accounts *all, uint32_t at, kb_span about)
{
    found_claim best = { KB_NONE, 0, 0 };
    size_t first, end;
    tokens_in(&all->at[at], about, &first, &end);
    kb_term_set_fill(&all->sets[0], &all->at[at], first, end);
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t c = 0; c < all->at[i].clause_count; c++) {
            if (!may_meet(all, &all->sets[0], &all->at[i], &all->at[i].clauses[c])) continue;
            double worth = claim_worth(all, at, first, end, i, &all->at[i].clauses[c]);
            if (worth > best.worth) best = (found_claim){ i, c, worth };
        }
    return best;
}

/* "A says that ..., but B denies his claim": what someone else says in the sentence of a denial, before it. */
static const kb_statement *said_before(const kb_claims *claims, const kb_remark *remark)
{
    for (size_t i = 0; i < claims->statements.count; i++) {
        const kb_statement *statement = &claims->statements.at[i];
        if (i == remark->statement || !statement->content.count) continue;
        kb_span content = statement->content.at[0];
        size_t t = kb_tokens_at(&claims->tokens, content.begin);
        if (t >= claims->tokens.count || claims->tokens.at[t].sentence != remark->sentence) continue;
        if (content.end <= remark->remark.begin && statement->stance != KB_STANCE_DENY) return statement;
    }
    return NULL;
}

/* "those claims", "his claim that", "tudingan itu", "klaimnya": what was claimed stands before. */
static bool leads_back(const kb_tokens *tokens, size_t first, size_t end)
{
    for (size_t t = first; t < end; t++) {
        if (!kb_token_is(&tokens->at[t], KB_WORD_RUMOUR)) continue;
        if (tokens->at[t].suffix) return true;
        if (t + 1 < end && kb_token_is(&tokens->at[t + 1], KB_WORD_DETERMINER)) return true;
        if (t > first &&
            (kb_token_is(&tokens->at[t - 1], KB_WORD_DETERMINER) || kb_token_is(&tokens->at[t - 1], KB_WORD_PRONOUN)))
            return true;
    }
    return false;
}

/* Is it more than a few words or names, and does it meet what is denied, where that is told ("denied those claims"
 * tells nothing)? */
static bool may_be_claim(const kb_accounts *all, const kb_account *account, const kb_remark *remark, kb_span claim)
{
    const kb_tokens *tokens = &account->claims->tokens;
    kb_term_set *told = &all->sets[0];
    size_t first, end, terms = 0;
    bool points_back = true, more = false;
    double meets = 0;
    tokens_in(account, claim, &first, &end);
    kb_term_set_fill(told, account, first, end);
    for (size_t t = first; t < end; t++) {
        terms += account->words[t].first != 0;
        more |= account->words[t].first && !account->words[t].bare;
    }
    tokens_in(account, remark->remark, &first, &end);
    if (leads_back(tokens, first, end)) return more && terms >= CLAIM_TERMS;
    tokens_in(account, remark->about, &first, &end);
    for (size_t t = first; t < end; t++) {
        if (!account->words[t].first || account->words[t].bare || kb_token_is(&tokens->at[t], KB_WORD_RUMOUR)) continue;
        points_back = false;
        meets += kb_term_set_weight(all, told, &account->words[t]);
    }
    return more && terms >= CLAIM_TERMS && (points_back || meets >= ABOUT_COMMON * all->rare || remark->silence);
}

static kb_status add_claim(kb_rows_maker *maker, kb_row *row, uint32_t at, const kb_remark *remark, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < remark->claim.count && status == KB_OK; i++)
        if (!kb_span_inside(remark->claim.at[i], remark->remark) &&
            may_be_claim(maker->accounts, &maker->accounts->at[at], remark, remark->claim.at[i]))
            status = kb_row_cell(maker, row, at, remark->claim.at[i], KB_CELL_CLAIM, NULL, err);
    if (status != KB_OK || remark->silence) return status;
    const kb_statement *before = remark->claim.count ? NULL : said_before(maker->accounts->at[at].claims, remark);
    if (before && !may_be_claim(maker->accounts, &maker->accounts->at[at], remark, before->content.at[0]))
        before = NULL;
    for (size_t i = 0; before && i < before->content.count && status == KB_OK; i++)
        status = kb_row_cell(maker, row, at, before->content.at[i], KB_CELL_CLAIM, NULL, err);
    if (status != KB_OK) return status;
    const kb_accounts *all = maker->accounts;
    found_claim claim = find_claim(all, at, kb_span_len(remark->about) ? remark->about : remark->remark);
    if (claim.account == KB_NONE || ((remark->claim.count || before) && claim.account == at)) return KB_OK;
    return kb_row_cell(maker, row, claim.account, all->at[claim.account].clauses[claim.clause].span, KB_CELL_CLAIM,
                       NULL, err);
}

static kb_status add_row(kb_rows_maker *maker, uint32_t at, const kb_remark *remark, kb_err *err)
{
    kb_row *row = kb_row_add(maker, remark->silence ? KB_ROW_SILENT : KB_ROW_DENIED, KB_LIKELY);
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status =
        kb_row_cell(maker, row, at, remark->remark, remark->silence ? KB_CELL_REMARK : KB_CELL_DENIAL, NULL, err);
    if (status == KB_OK && row->cells.count && remark->speaker.len) row->cells.at[0].speaker = remark->speaker;
    if (status == KB_OK) status = add_claim(maker, row, at, remark, err);
    if (status != KB_OK) return status;
    bool own = remark->claim.count || said_before(maker->accounts->at[at].claims, remark);
    if (row->cells.count > 1 && own) row->sure = KB_SURE;
    return kb_row_why(maker, row, err,
                      remark->silence        ? "the text remarks the silence"
                      : row->cells.count > 1 ? "a denial and the claim that it denies"
                                             : "a denial; what it denies is not told");
}

/* ---- what somebody says is not so, of which another accuses somebody ---- */

/* Does the clause, which somebody says, begin with what negates it: "no staff room was locked", "tidak ada soal yang
 * bocor"? */
static bool says_no(const kb_account *account, const kb_clause *clause)
{
    const kb_claims *claims = account->claims;
    if (clause->statement == KB_NONE || clause->count < NO_TOKENS || account->aside[clause->sentence]) return false;
    const kb_statement *statement = &claims->statements.at[clause->statement];
    if (!statement->speakers.count || statement->hearsay || statement->stance == KB_STANCE_DENY ||
        statement->stance == KB_STANCE_ACCUSE || statement->stance == KB_STANCE_CLAIM)
        return false;
    size_t first = clause->first, end = first + clause->count;
    while (first < end && claims->tokens.at[first].kind == KB_TOKEN_MARK) first++;
    if (first < end && kb_token_is(&claims->tokens.at[first], KB_WORD_COMPLEMENTIZER)) first++;
    if (first + 1 >= end || !account->words[first].negates || is_remark(account, clause->span)) return false;
    return kb_lang_lists(claims->lang, "none", claims->tokens.at[first].base) ||
           kb_lang_lists(claims->lang, "exist", claims->tokens.at[first + 1].base);
}

/* Is the clause an accusation, and not negated itself? */
static bool is_charge(const kb_account *account, const kb_clause *clause)
{
    if (clause->statement == KB_NONE) return false;
    const kb_statement *statement = &account->claims->statements.at[clause->statement];
    if (statement->stance != KB_STANCE_ACCUSE && statement->stance != KB_STANCE_CLAIM) return false;
    for (uint32_t t = clause->first; t < clause->first + clause->count; t++)
        if (account->words[t].negates) return false;
    return true;
}

static bool says_it(const kb_account *account, const kb_clause *clause, kb_str name)
{
    const kb_statement *statement = &account->claims->statements.at[clause->statement];
    for (size_t i = 0; i < statement->speakers.count; i++)
        if (kb_names_meet(statement->speakers.at[i], name)) return true;
    return false;
}

/* The clauses of all reports that accuse. */
typedef struct {
    found_claim *at;
    size_t count;
} charges;

static kb_status find_charges(const kb_accounts *all, charges *out, kb_err *err)
{
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t c = 0; c < all->at[i].clause_count; c++) {
            if (!is_charge(&all->at[i], &all->at[i].clauses[c])) continue;
            found_claim *charge = KB_ADD(all->arena, out, found_claim);
            if (!charge) return kb_arena_fail(all->arena, err);
            *charge = (found_claim){ i, c, 0 };
        }
    return KB_OK;
}

static found_claim find_charge(const kb_accounts *all, const charges *charged, uint32_t at, const kb_clause *no)
{
    found_claim best = { KB_NONE, 0, 0 };
    size_t first = no->first, end = first + no->count;
    kb_str sayer = all->at[at].claims->statements.at[no->statement].speakers.at[0];
    kb_term_set_fill(&all->sets[0], &all->at[at], first, end);
    for (size_t k = 0; k < charged->count; k++) {
        uint32_t i = charged->at[k].account, c = charged->at[k].clause;
        const kb_clause *clause = &all->at[i].clauses[c];
        if (!may_meet(all, &all->sets[0], &all->at[i], clause) || says_it(&all->at[i], clause, sayer)) continue;
        double worth = claim_worth(all, at, first, end, i, clause);
        if (worth > best.worth) best = (found_claim){ i, c, worth };
    }
    return best;
}

static kb_status add_contradictions(kb_rows_maker *maker, const charges *charged, uint32_t at, kb_err *err)
{
    const kb_accounts *all = maker->accounts;
    kb_status status = KB_OK;
    for (uint32_t c = 0; charged->count && c < all->at[at].clause_count && status == KB_OK; c++) {
        const kb_clause *no = &all->at[at].clauses[c];
        found_claim charge =
            says_no(&all->at[at], no) ? find_charge(all, charged, at, no) : (found_claim){ KB_NONE, 0, 0 };
        if (charge.account == KB_NONE) continue;
        kb_row *row = kb_row_add(maker, KB_ROW_DENIED, KB_LIKELY);
        if (!row) return kb_arena_fail(maker->arena, err);
        status = kb_row_cell(maker, row, at, no->span, KB_CELL_DENIAL, NULL, err);
        if (status == KB_OK)
            status = kb_row_cell(maker, row, charge.account, all->at[charge.account].clauses[charge.clause].span,
                                 KB_CELL_CLAIM, NULL, err);
        if (status == KB_OK) status = kb_row_why(maker, row, err, "an accusation, and who says that it is not so");
    }
    return status;
}

static bool in_title(const kb_account *account, const kb_remark *remark)
{
    return remark->sentence < account->claims->sentences.count && account->title[remark->sentence];
}

/* A title tells shortly what its text tells again: the remark of the text that it stands for; NULL. */
static const kb_remark *told_again(const kb_accounts *all, const kb_account *account, const kb_remark *title)
{
    const kb_remarks *remarks = &account->claims->remarks;
    size_t first, end, from, to;
    tokens_in(account, account->claims->sentences.at[title->sentence].span, &first, &end);
    for (size_t i = 0; i < remarks->count; i++) {
        const kb_remark *other = &remarks->at[i];
        double common;
        if (other->silence != title->silence || in_title(account, other)) continue;
        tokens_in(account, account->claims->sentences.at[other->sentence].span, &from, &to);
        if (kb_containment(all, account, first, end, account, from, to, &common) >= TITLE_SHARE) return other;
    }
    return NULL;
}

kb_status kb_remark_rows(kb_rows_maker *maker, kb_err *err)
{
    const kb_accounts *all = maker->accounts;
    charges charged = { 0 };
    kb_status status = find_charges(all, &charged, err);
    for (uint32_t i = 0; i < all->count && status == KB_OK; i++) {
        const kb_remarks *remarks = &all->at[i].claims->remarks;
        for (size_t r = 0; r < remarks->count && status == KB_OK; r++)
            if (!in_title(&all->at[i], &remarks->at[r]) || !told_again(all, &all->at[i], &remarks->at[r]))
                status = add_row(maker, i, &remarks->at[r], err);
        if (status == KB_OK) status = add_contradictions(maker, &charged, i, err);
    }
    return status;
}
