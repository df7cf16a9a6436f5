/* claim/phrase.h - noun phrases and borders of clauses, told by the small words of a language file: there is no parser
 * behind it. What the modules of statements share while they read one document. */
#ifndef KB_CLAIM_PHRASE_H
#define KB_CLAIM_PHRASE_H

#include "claim/claims.h"

#define KB_PHRASE_TOKENS_MAX 40 /* a noun phrase is no longer */

typedef struct {
    uint32_t first, end;
} kb_range; /* tokens, half-open; first == end: empty */

/* A document being read for statements. */
typedef struct {
    const kb_document *doc;
    kb_claims *claims;
    kb_arena *arena;
    kb_err *err;
    kb_str text;
    const kb_token *at; /* the tokens */
    uint32_t count;
    const uint64_t *classes; /* of each token: bit c when a single-word form is of word class c */
    const uint32_t *quote;   /* of each token, marks too: its outer quote + 1; 0 outside, and in names (below) */
    const uint32_t *named;   /* of each token, marks too: the end of the name in quotation marks it is in; else 0 */
    const uint32_t *mention; /* of each token: its mention + 1; 0 where there is none */
    const uint32_t *date;    /* of each token: its date + 1; 0 where there is none */
    const uint32_t *acronym; /* of each entity: the token of its acronym + 1; 0 where it has none */
    bool verb_second;        /* [about] verb = second: see claim/second.h */
    bool verb_first;         /* [about] verb = first: what is told follows the subject behind the verb */
    bool subject_dropped;    /* [about] subject = dropped: a verb without one goes on with who spoke */
    bool nouns_capital;      /* [about] nouns = capital: a small word behind a noun is no part of its phrase */
    bool determiner_after;   /* this and that stand behind their noun ([about] determiner = after) */
    kb_str past;             /* the ending of regular verbs in the past ([about] past = ed); empty */
} kb_reading;

/* Prepares `reading`; what it makes lives in doc->arena. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_reading_begin(const kb_document *doc, kb_claims *claims, kb_reading *reading, kb_err *err);

static inline bool kb_is(const kb_reading *r, uint32_t token, kb_word_class c)
{
    return r->classes[token] >> c & 1;
}

static inline bool kb_range_empty(kb_range range)
{
    return range.first >= range.end;
}

/* Has a single-word form of class `c` of the token the value (or, when it is a flag, the flag) `value`? */
bool kb_is_value(const kb_reading *r, uint32_t token, kb_word_class c, const char *value);

/* A determiner that begins a noun phrase. */
bool kb_is_article(const kb_reading *r, uint32_t token);

bool kb_is_mark(const kb_reading *r, uint32_t token, char mark); /* an ASCII mark; of comma and semicolon
                                                                       the Arabic ones too */
bool kb_is_dash(const kb_reading *r, uint32_t token);            /* en, em or doubled dash standing free */
/* The first comma outside marks behind token `i`; `end` when there is none before it. */
uint32_t kb_first_comma(const kb_reading *r, uint32_t i, uint32_t end);
bool kb_is_possessive(const kb_reading *r, uint32_t token); /* "Korea's", "his" */

/* Is the quote that holds token `i` the title of a work or a name ("CNN's 'New Day,'"; "her book, 'The Gate.'"): each
 * of its words that is no small one has a capital, and it hangs on the word before it? */
bool kb_is_title(const kb_reading *r, uint32_t i);

bool kb_is_relative_subject(const kb_reading *r, uint32_t token); /* "who", "which" as its clause's subject */

/* The span of the tokens of a range. */
kb_span kb_range_span(const kb_reading *r, kb_range range);

/* May the words be a speaker: a name of a person or body, a pronoun, somebody's role, a letter or a poll? */
bool kb_is_personal(const kb_reading *r, kb_range range);

/* A noun phrase that begins at `from`, before `limit`. `wide`: prepositions belong to it ("an aide to the mayor").
 * Appositions with commas are taken in when a name or a description with one completes it. */
kb_range kb_phrase_forward(const kb_reading *r, uint32_t from, uint32_t limit, bool wide);

/* The end of a phrase that a person's name ends, with what belongs to that name: of "It surprised the pollster Rana
 * Sutan" "the pollster Rana Sutan". The phrase itself where no such name ends it. */
kb_range kb_phrase_named(const kb_reading *r, kb_range phrase);

/* A noun phrase that ends before `end`, not before `floor`. */
kb_range kb_phrase_backward(const kb_reading *r, uint32_t floor, uint32_t end);

/* The subject of a verb group that begins at `verb`: before it, appositions and relative clauses between commas
 * passed over; not before `floor`. Empty when there is none. */
kb_range kb_phrase_subject(const kb_reading *r, uint32_t floor, uint32_t verb);

/* The first noun phrase of a clause that begins at `from`: side clauses and adverbials before a comma are passed
 * over, and so is what can be no speaker where a speaker follows. Empty when there is none before `limit`. */
kb_range kb_phrase_main(const kb_reading *r, uint32_t from, uint32_t limit);

#endif
