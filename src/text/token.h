/* text/token.h - words, numbers and marks of a text, with what the language file knows of them.
 * Words are ICU's (UAX #29), with two differences: a hyphenated word ("masalah-masalah", "12-year-old") is one
 * token, and a possessive or clitic ending stays with its word and is named in `suffix`. A number keeps its
 * separators ("10.000", "6,1", "08.30", "2025"); a sign or currency beside it is a mark of its own. */
#ifndef KB_TEXT_TOKEN_H
#define KB_TEXT_TOKEN_H

#include "text/fold.h"
#include "text/lang.h"

typedef enum { KB_TOKEN_WORD, KB_TOKEN_NUMBER, KB_TOKEN_MARK } kb_token_kind;

enum {
    KB_TOKEN_CAPITAL = 1,       /* its first letter is a capital */
    KB_TOKEN_CAPITALS = 2,      /* all its letters are capitals, two at least */
    KB_TOKEN_SPACED = 4,        /* white space (or the text's begin) stands before it */
    KB_TOKEN_PARAGRAPH = 8,     /* the first of its paragraph */
    KB_TOKEN_SENTENCE = 16,     /* the first of its sentence */
    KB_TOKEN_QUOTED = 32,       /* inside quotation marks (set by claim/quote) */
    KB_TOKEN_UNCASED = 128,     /* its script has no capitals */
    KB_TOKEN_HYPHENED = 256,    /* a word with a hyphen in it */
    KB_TOKEN_ORDINAL = 64       /* a number that, with a full stop behind it, may be an ordinal ("3. Mai") */
};

typedef struct {
    kb_span span;
    kb_token_kind kind;
    uint32_t flags;
    uint32_t paragraph;         /* counted from 0; a paragraph is a line that is not blank */
    uint32_t sentence;          /* index into kb_sentences */
    kb_str folded;              /* case-folded (ICU u_strFoldCase) words; numbers in ASCII digits; of marks
                                   the mark itself */
    kb_str base;                /* folded without the suffix; equal to folded where there is none */
    const kb_word *suffix;      /* the ending that was split off; NULL */
    const kb_word *words;       /* forms of the language that begin here (whole word first, else its base); NULL */
    uint64_t classes, single;   /* of `words`: a bit for the class of each form; of each form of one word */
    kb_str stem;                /* the stem, accents folded; empty until it is asked for (text/stem.h) */
} kb_token;

typedef struct { kb_token *at; size_t count; } kb_tokens;   /* in order of span; no overlap */

typedef struct {
    kb_span span;               /* without white space at the ends */
    uint32_t first, count;      /* its tokens */
    uint32_t paragraph;
    bool dateline;              /* place, outlet and dash before a report: "BIMA, Hulu.com -" */
} kb_sentence;
typedef struct { kb_sentence *at; size_t count; } kb_sentences;

/* What text/ needs to work and to remember: ICU objects. One a thread. */
typedef struct kb_text kb_text;
kb_status kb_text_open(kb_text **out, kb_err *err);
void kb_text_close(kb_text *text);

/* Finds the tokens of `s` (valid UTF-8, only looked at; must outlive the result). `lang` may be NULL. The result
 * lives in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_tokens_find(kb_text *text, kb_str s, const kb_lang *lang, kb_arena *arena, kb_tokens *out, kb_err *err);

/* Splits into sentences and sets each token's `sentence`. A sentence never crosses a paragraph. A mark . ! ? … ends
 * one unless it follows an abbreviation, an initial or a number that goes on, or a small letter follows; closing
 * marks belong to it. A dateline that begins a paragraph is a sentence of its own. A break inside quotation marks is no break of the sentence around them when the text goes
 * on behind them ("Come. Now," he said.): `quoted` lists such spans, in order (may be empty). */
kb_status kb_sentences_find(kb_str s, kb_tokens *tokens, const kb_span *quoted, size_t quoted_count, kb_arena *arena,
                            kb_sentences *out, kb_err *err);

/* The longest form of class `c` that begins at token `at`; NULL when none. *count: its tokens (may be NULL). A form
 * of several words matches over tokens that are words, next to each other, in one sentence. */
const kb_word *kb_token_form(const kb_tokens *tokens, size_t at, kb_word_class c, size_t *count);
static inline const kb_word *kb_token_match(const kb_tokens *tokens, size_t at, kb_word_class c, size_t *count)
{
    return tokens->at[at].classes >> c & 1 ? kb_token_form(tokens, at, c, count) : NULL; /* most tokens have no form of it */
}

static inline bool kb_token_is(const kb_token *token, kb_word_class c)   /* a single-word form of class c */
{
    return token->single >> c & 1;
}

static inline bool kb_token_mark(kb_str s, const kb_token *token, const char *mark)
{
    return token->kind == KB_TOKEN_MARK && kb_str_is(kb_str_part(s, token->span), mark);
}

/* What stands at token `at`, which may lie behind the end: a form of the class, as kb_token_match; this mark, as folded. */
static inline const kb_word *kb_tokens_word(const kb_tokens *tokens, size_t at, kb_word_class c, size_t *count)
{
    return at < tokens->count ? kb_token_match(tokens, at, c, count) : NULL;
}

static inline bool kb_tokens_mark(const kb_tokens *tokens, size_t at, const char *mark)
{
    return at < tokens->count && tokens->at[at].kind == KB_TOKEN_MARK && kb_str_is(tokens->at[at].folded, mark);
}

/* Do both stand in one sentence of one paragraph? False behind the end. */
static inline bool kb_tokens_together(const kb_tokens *tokens, size_t a, size_t b)
{
    return a < tokens->count && b < tokens->count && tokens->at[a].sentence == tokens->at[b].sentence &&
           tokens->at[a].paragraph == tokens->at[b].paragraph;
}

/* "Hulu.com", "TEMPO.CO" */
bool kb_token_is_host(const kb_token *token);
/* May the token stand in a dateline: a word with a capital, a number, a mark that joins or brackets them? */
bool kb_token_of_dateline(const kb_token *token);

/* The index of the first token whose span ends behind `offset`; count when none. Binary search. */
size_t kb_tokens_at(const kb_tokens *tokens, size_t offset);


#endif
