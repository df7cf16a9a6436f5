/* compare/align.h - which parts of two reports say the same thing.
 *
 * Sentences that have enough terms in common are found through an inverted index. In each such pair the run of clauses
 * is looked for that has most in common with the other and least besides: the run of greatest sum (Kadane 1977), where
 * a word that stands in the other run counts its weight and one that does not costs a part of its own. The other run is
 * then sought against that one, and so on: a local alignment by clauses, without order of words (wording differs too
 * freely between outlets, and languages). */
#ifndef KB_COMPARE_ALIGN_H
#define KB_COMPARE_ALIGN_H

#include "compare/account.h"

/* Clauses [first, first + count) of one report's sentence. */
typedef struct {
    uint32_t account; /* index into accounts */
    uint32_t first, count;
} kb_run;

typedef struct {
    kb_run a, b;     /* a.account < b.account */
    double common;   /* weight of the words that they have in common */
    double likeness; /* 0..1: that weight against all of the words */
    double within;   /* 0..1: that weight against the words of the shorter one */
    uint32_t words;  /* distinct terms in common */
    uint32_t bare;   /* of these names, numbers, days and offices */
    uint32_t names;  /* of these names */
    bool speaker;    /* both are statements of one speaker */
} kb_match;
typedef struct {
    kb_match *at;
    size_t count;
} kb_matches; /* best first */

/* Finds what is alike between the reports: at most one match for each pair of sentences, those only that stand by the
 * thresholds of align.c. On so many threads (0: the caller's), which changes nothing. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. */
kb_status kb_align(const kb_accounts *accounts, unsigned workers, kb_matches *out, kb_err *err);

/* Makes the set one of the terms of tokens [first, end). */
void kb_term_set_fill(kb_term_set *set, const kb_account *account, size_t first, size_t end);

static inline bool kb_term_set_has(const kb_term_set *set, uint32_t term)
{
    return term && set->stamp[term] == set->now;
}

/* The weight of the term of a word that the set has, in whatever language; 0: none. */
static inline double kb_term_set_weight(const kb_accounts *accounts, const kb_term_set *set, const kb_word_terms *word)
{
    if (kb_term_set_has(set, word->first)) return kb_term_weight(accounts, word->first);
    if (kb_term_set_has(set, word->second)) return kb_term_weight(accounts, word->second);
    for (int i = 0; i < KB_WORD_ENGLISH && word->english[i]; i++)
        if (kb_term_set_has(set, word->english[i])) return kb_term_weight(accounts, word->english[i]);
    return 0;
}

/* The share (0..1) of the first part's terms, by weight, that the second has too. *common as above. */
double kb_containment(const kb_accounts *accounts, const kb_account *a, size_t a_first, size_t a_end,
                      const kb_account *b, size_t b_first, size_t b_end, double *common);

/* kb_likeness of two runs; *common may be NULL. */
double kb_run_likeness(const kb_accounts *accounts, kb_run a, kb_run b, double *common);

/* kb_likeness of clause i of the one report and clause j of the other. */
double kb_clause_likeness(const kb_accounts *accounts, const kb_account *a, uint32_t i, const kb_account *b,
                          uint32_t j);

/* What two runs of different reports have in common as they stand, of whatever sentences. */
kb_match kb_run_match(const kb_accounts *accounts, kb_run a, kb_run b);

/* Is something negated in the run that the other run has too? "an unforeseen attack" negates nothing of the attack. */
bool kb_run_negates(const kb_accounts *accounts, kb_run run, kb_run other);

/* The bytes of a run: from its first clause's begin to its last one's end. */
kb_span kb_run_span(const kb_accounts *accounts, kb_run run);

/* Do the two runs share half of the shorter one? Of different reports: no. */
bool kb_run_overlap(kb_run a, kb_run b);

/* How alike two parts of two reports are (tokens [first, end)), 0..1: the weight of terms in common against that of
 * all. Across languages neutral terms alone count. *common (may be NULL): that weight. */
double kb_likeness(const kb_accounts *accounts, const kb_account *a, size_t a_first, size_t a_end, const kb_account *b,
                   size_t b_first, size_t b_end, double *common);

#endif
