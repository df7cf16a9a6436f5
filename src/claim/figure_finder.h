/* claim/figure_finder.h - what the rooms of figures share: the text in which figures are looked for, and what stands at
 * a token of it. */
#ifndef KB_CLAIM_FIGURE_FINDER_H
#define KB_CLAIM_FIGURE_FINDER_H

#include "claim/number.h"

typedef struct {
    const kb_document *doc;
    kb_claims *claims;
    const kb_token *at;
    size_t count;
    size_t date;       /* the first date that does not end before the token looked at */
    size_t figure_end; /* token behind the last figure */
} kb_figure_finder;

/* The longest form of the class that begins at token t, *n its tokens (n may be NULL); NULL: none does. */
static inline const kb_word *kb_word_at(const kb_figure_finder *f, size_t t, kb_word_class c, size_t *n)
{
    return kb_tokens_word(&f->claims->tokens, t, c, n);
}

static inline bool kb_mark_at(const kb_figure_finder *f, size_t t, const char *s)
{
    return kb_tokens_mark(&f->claims->tokens, t, s);
}

/* In one sentence, a before b? */
static inline bool kb_together(const kb_figure_finder *f, size_t a, size_t b)
{
    return kb_tokens_together(&f->claims->tokens, a, b);
}

static inline bool kb_number_at(const kb_figure_finder *f, size_t t, bool money, kb_number *out)
{
    return kb_number_read(f->doc->text, &f->claims->tokens, f->claims->lang, t, money, out);
}

/* Does a hedge of that value stand at token t ("to", "between"), *n its tokens? */
static inline bool kb_hedge_at(const kb_figure_finder *f, size_t t, size_t *n, const char *value)
{
    const kb_word *word = kb_word_at(f, t, KB_WORD_HEDGE, n);
    for (; word; word = word->next)
        if (word->class_of == KB_WORD_HEDGE && kb_str_is(word->value, value) && word->count <= *n) {
            *n = word->count;
            return true;
        }
    return false;
}

#endif
