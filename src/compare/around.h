/* compare/around.h - the words around a figure or a date: what it is the figure or the date of.
 *
 * A word weighs the more the rarer it is and the nearer it stands; one of another clause of the sentence less. How far
 * two contexts agree is the cosine of their weights; across languages neutral terms alone can meet. */
#ifndef KB_COMPARE_AROUND_H
#define KB_COMPARE_AROUND_H

#include "compare/account.h"

typedef struct {
    uint32_t term;
    float weight;
    bool neutral; /* may stand in a report of another language */
    bool english; /* what a word is in English: counts only across languages */
    bool bare;    /* a name, an office, a number: tells no matter by itself */
} kb_around_word;

typedef struct {
    kb_around_word *at; /* by term, once it is ordered */
    size_t count;
    double squares[2]; /* sum of the squared weights, once it is ordered: across languages, in one language */
} kb_around;

/* Adds the words of a sentence to the context of the tokens [token, token + tokens) in it; words inside `without` are
 * left out. Told twice, a word weighs as where it is nearest. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_around_add(const kb_accounts *accounts, const kb_account *account, uint32_t sentence, uint32_t token,
                        uint32_t tokens, kb_span without, kb_around *context, kb_err *err);

void kb_around_order(kb_around *context);

/* 0..1, of two contexts that are ordered. */
double kb_around_likeness(const kb_around *a, const kb_around *b, bool same_lang);

/* The words that both have and that are more than names and numbers. Both ordered. */
size_t kb_around_common(const kb_around *a, const kb_around *b, bool same_lang);

/* Is the word, or what it is in another language, in the context? */
bool kb_around_has(const kb_around *context, const kb_word_terms *word);

/* The span and the words near it, at most `reach` away in its clause, that one of the contexts has too. */
kb_span kb_around_reach(const kb_account *account, kb_span span, uint32_t token, uint32_t tokens, uint32_t reach,
                        const kb_around *const *others, size_t count);

#endif
