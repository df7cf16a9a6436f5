/* compare/account.h - the reports made ready to be held against one another: their words as terms of one vocabulary,
 * their sentences as clauses.
 *
 * A term is what two words may have in common: a stem, a name's word, a concept of [counted] or [same] (the same in
 * every language), a number's value, a day. A word has up to two: its stem, and the concept when it has one. A term
 * weighs the more the fewer sentences of a report have it (inverse document frequency, Spärck Jones 1972); function
 * words are none. Where the reports are of several languages, a word has its English stems as terms too
 * (text/pivot.h): by these it meets the words of another language. */
#ifndef KB_COMPARE_ACCOUNT_H
#define KB_COMPARE_ACCOUNT_H

#include "base/map.h"
#include "compare/compare.h"
#include "text/pivot.h"
#include "text/stem.h"

#define KB_COMPARISON_BYTES_MAX ((size_t)512 << 20) /* of each arena of a comparison */

#define KB_CLAUSE_NONE UINT32_MAX

#define KB_WORD_ENGLISH 3

typedef struct {
    uint32_t first, second;            /* terms; 0: none */
    uint32_t english[KB_WORD_ENGLISH]; /* terms for what it is in English; 0: none. They meet only across languages */
    bool neutral; /* `first` may stand in a report of another language too: a name, concept, number, day */
    bool bare;    /* a name, an office, a number, a day: tells no matter by itself */
    bool name;    /* part of a name */
    bool negates; /* a negation by itself: not, tidak, no */
} kb_word_terms;

typedef struct {
    uint32_t sentences;   /* how many sentences have it */
    uint32_t reports;     /* how many reports have it */
    uint32_t last;        /* the sentence that was counted last, +1 */
    uint32_t last_report; /* the report, too */
    double weight;        /* log((sentences of a report + .5) / those that have it), both on average: that many
                           * reports have it makes it no lighter */
} kb_term;

typedef struct {
    kb_span span;          /* without marks and white space at its ends */
    uint32_t first, count; /* its tokens */
    uint32_t sentence;
    uint32_t statement; /* the statement of which it is content; KB_NONE: the outlet's own voice */
} kb_clause;

/* Which terms stand in a part: those with stamp[term] == now. A new set is a new number. */
typedef struct {
    uint32_t *stamp;
    uint32_t now;
} kb_term_set;

/* A word that has terms, with what they weigh. */
typedef struct {
    kb_word_terms terms;
    double first, second; /* 0 where it has no such term */
} kb_content_word;

/* One report. */
typedef struct {
    uint32_t report; /* 1 .. */
    uint32_t tongue; /* index of the first account in the same language */
    const kb_document *doc;
    const kb_claims *claims;
    kb_strs agencies;         /* whose report it all is */
    kb_word_terms *words;     /* one for each token */
    kb_content_word *content; /* of those the ones that have terms, in order: */
    uint32_t *content_of;     /* by token: how many of them stand before it; one more at the end */
    kb_clause *clauses;       /* in order */
    size_t clause_count;
    uint32_t *clause_of; /* the first clause of each sentence; one more at the end */
    bool *aside;         /* by sentence: a credit, by-line or another article's title: no part of the report */
    bool *note;          /* by sentence: the outlet's note on what it put right; aside too */
    bool *title;         /* by sentence: stands in the title line */
    bool *negates;       /* by sentence: a word of it negates */
    bool *has;           /* by term: the report has it */
    int64_t published;   /* seconds; INT64_MIN: unknown */
} kb_account;

typedef struct {
    kb_arena *arena; /* room to work: freed when the comparison stands */
    kb_account *at;
    size_t count;
    struct {
        kb_term *at;
        size_t count;
    } terms;            /* by number; number 0 is none */
    kb_map *numbers;    /* term's key to its number */
    kb_pivot *pivot;    /* NULL: all reports are of one language, or there is none */
    kb_term_set *sets;  /* two, to compare parts with */
    bool sayings;       /* each is a single saying */
    uint32_t sentences; /* of all reports */
    double rare;        /* weight of a term that stands in one sentence of a report */
} kb_accounts;

/* Makes the reports ready. Of single sayings (`sayings`) terms weigh by how many of these have them, and words of two
 * languages meet by territories, by how they begin, names by their consonants too. All lives in `arena` but the map,
 * which kb_accounts_clear frees (also after a failure). Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_accounts_make(kb_comparison_tools tools, const kb_report *reports, size_t count, bool sayings,
                           kb_arena *arena, kb_accounts *out, kb_err *err);
void kb_accounts_clear(kb_accounts *accounts);

/* The same accounts for another thread: with sets of its own, which live in `arena` as does what is found with them.
 * Not to be cleared. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_accounts_view(const kb_accounts *accounts, kb_arena *arena, kb_accounts *out, kb_err *err);

static inline double kb_term_weight(const kb_accounts *accounts, uint32_t term)
{
    return term ? accounts->terms.at[term].weight : 0;
}

/* The first content word at or behind a token (or the end of all); those of tokens [a, b) are from that of a to that of
 * b. */
static inline const kb_content_word *kb_content_at(const kb_account *account, size_t token)
{
    return account->content + account->content_of[token];
}

/* Are the two reports in one language? Then stems can meet; else only neutral terms. */
static inline bool kb_accounts_same_lang(const kb_account *a, const kb_account *b)
{
    return a->tongue == b->tongue;
}

/* Have the two words a term in common: a stem, a concept, a name, across languages what they are in English? */
bool kb_words_meet(const kb_word_terms *a, const kb_word_terms *b, bool same_lang);

/* The clause that holds the token; KB_CLAUSE_NONE when none does. */
uint32_t kb_clause_at(const kb_account *account, uint32_t token);

#endif
