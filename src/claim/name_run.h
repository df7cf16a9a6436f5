/* claim/name_run.h - runs of words that may be a name, by capitals and by how the document uses each word.
 *
 * For src/claim/name*.c alone. A capital says little at the head of a sentence, in a headline, and in a language that
 * gives capitals to all nouns: so each word's standing is counted first, over the sentences that capitalise names
 * alone, and asked where its capital says nothing.
 */
#ifndef KB_CLAIM_NAME_RUN_H
#define KB_CLAIM_NAME_RUN_H

#include "claim/entity.h"
#include "claim/label.h"

enum { KB_SENTENCE_PLAIN, KB_SENTENCE_HEADLINE, KB_SENTENCE_ASIDE }; /* aside: caption, credit, list of links */

/* How a word stands in the plain sentences. */
typedef struct {
    uint32_t lower, inner;   /* without a capital; with one, inside a sentence */
    uint32_t placed, speaks; /* behind a preposition of place; beside a cue, as a whole name */
    uint32_t single;         /* a name of this one word */
    uint32_t led, tail;      /* behind an article; the end of a longer name */
} kb_standing;

/* The naming of one document: what is known of its words while names are looked for. */
typedef struct {
    const kb_document *doc;
    kb_claims *claims;
    const kb_token *at;
    size_t count;
    uint32_t *labels; /* of each token */
    uint8_t *kinds;   /* of each sentence */
    kb_map *words;    /* base -> kb_standing */
    kb_standing **standing; /* of each word of a plain sentence, what `words` has; else NULL */
    bool nouns;       /* [about] nouns = capital */
    bool cases;       /* names have cases */
    uint8_t *led; /* [about] case = none: of each token, that a title leads to it or it is known as a name; else NULL */
    kb_map *alone; /* words of the runs that no title leads */
    kb_bearers bearers;
    kb_mentions found;
    size_t role_next;            /* the token with which that name must begin */
    size_t role_begin, role_end; /* tokens of a role that waits for the name behind the next comma; equal: none */
    kb_err *err;
} kb_naming;

static inline bool has(const kb_naming *f, size_t t, uint32_t label)
{
    return (f->labels[t] & label) != 0;
}

static inline bool capital(const kb_naming *f, size_t t)
{
    if (f->led) return f->led[t];
    return f->at[t].kind == KB_TOKEN_WORD && (f->at[t].flags & KB_TOKEN_CAPITAL);
}

static inline bool acronym(const kb_naming *f, size_t t)
{
    return (f->at[t].flags & KB_TOKEN_CAPITALS) && f->at[t].kind == KB_TOKEN_WORD;
}

static inline bool is_mark(const kb_naming *f, size_t t, const char *mark)
{
    return kb_tokens_mark(&f->claims->tokens, t, mark);
}

/* Do token t and the one before it stand in one sentence with nothing but a space between? */
static inline bool adjoins(const kb_naming *f, size_t t)
{
    if (t == 0 || t >= f->count || f->at[t].sentence != f->at[t - 1].sentence) return false;
    return f->at[t].span.begin - f->at[t - 1].span.end <= 2 && f->at[t].paragraph == f->at[t - 1].paragraph;
}

/* Where the script has no capitals: sets `led` instead of them. Fails: KB_ERR_MEMORY. */
kb_status kb_naming_lead(kb_naming *f);
/* Sets the kinds of sentences and the standing of words. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_naming_survey(kb_naming *f);
/* NULL where the word stands in no plain sentence. */
kb_standing *kb_naming_standing(const kb_naming *f, size_t t);

/* Is the token where a capital says nothing: at the head of a sentence, of quoted words, behind a colon? */
bool kb_naming_at_head(const kb_naming *f, size_t t);
/* Does a cue of saying stand beside the tokens [first, end)? */
bool kb_naming_beside_cue(const kb_naming *f, size_t first, size_t end);
/* A word that the document knows without a capital, and never with one inside a sentence. */
bool kb_naming_common(const kb_naming *f, size_t t);
/* May the word with a capital at token t begin or continue a name? */
bool kb_naming_capital_names(const kb_naming *f, size_t t);
/* May token t? */
static inline bool kb_naming_names(const kb_naming *f, size_t t)
{
    return t < f->count && capital(f, t) && kb_naming_capital_names(f, t);
}
/* The token behind the run of name words that begins at `first`. */
size_t kb_naming_end(const kb_naming *f, size_t first);

#endif
