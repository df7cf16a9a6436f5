/* story/sketch.h - what a report is about, as small numbers: its terms, where they stand, and what kind they are.
 *
 * A term is the hash of a word's stem within its language, or of what travels between languages: a name without its
 * accents, the digits of a number, a counted thing that language files call alike (dead, house), and of the words of
 * title and lead what text/pivot.h finds: English words for them, how they begin in plain Latin letters, the territory
 * that they name. */
#ifndef KB_STORY_SKETCH_H
#define KB_STORY_SKETCH_H

#include "claim/claims.h"
#include "text/pivot.h"

#define KB_SKETCH_TERMS_MAX 192

enum {
    KB_TERM_SPEAKS = 1,  /* good for texts of its own language */
    KB_TERM_TRAVELS = 2, /* good for texts of two languages */
    KB_TERM_NAME = 4,
    KB_TERM_NUMBER = 8,
    KB_TERM_ENGLISH = 16, /* an English word for it */
    KB_TERM_KEY = 32,     /* how it begins, or its consonants */
    KB_TERM_PLACE = 64    /* the territory that it names */
};

#define KB_TERM_ALL_MAX 63
#define KB_TERM_LEAD_MAX 15
#define KB_TERM_TITLE_MAX 7

typedef struct {
    uint32_t term;
    uint16_t counts; /* bits 0-5 in all, 6-9 in title and lead, 10-12 in the title, 13-14 how many other English words
                        there are for the word; an occurrence in the title counts two more in all */
    uint8_t use;     /* KB_TERM_... */
    uint8_t rare;    /* KB_RARE_STEPS * ln(1 + reports/with it) when the report came; 0 before (story/group.c) */
} kb_term;

#define KB_RARE_STEPS 12

static inline unsigned kb_term_all(const kb_term *t)
{
    return t->counts & KB_TERM_ALL_MAX;
}
static inline unsigned kb_term_lead(const kb_term *t)
{
    return t->counts >> 6 & KB_TERM_LEAD_MAX;
}
static inline unsigned kb_term_title(const kb_term *t)
{
    return t->counts >> 10 & KB_TERM_TITLE_MAX;
}
static inline unsigned kb_term_others(const kb_term *t)
{
    return t->counts >> 13 & 3;
}

typedef struct {
    kb_term *at; /* in order of term, each once */
    size_t count;
    uint32_t lang;   /* hash of the language */
    uint32_t outlet; /* hash of the outlet as the report states it; 0: not known */
    uint32_t length; /* words of title and text that were read */
} kb_sketch;

/* The sketch of a document, in `arena`. `title` are the tokens of its title, with stems; `claims` its claims, whose
 * tokens have stems too. Lines that are no report (credits, pointers to other articles) are left out, and so is what
 * stands far down. `pivot` may be NULL: then fewer terms travel. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_sketch_make(const kb_document *doc, const kb_tokens *title, const kb_claims *claims, kb_pivot *pivot,
                         kb_arena *arena, kb_sketch *out, kb_err *err);

/* What terms are in a document's own words, as they stand where they stand first, in names before elsewhere. Views into
 * the document. */
typedef struct {
    uint32_t term;
    kb_str word;
    kb_str name; /* all of the name in which the word stands; empty */
} kb_term_word;
typedef struct {
    kb_term_word *at;
    size_t count;
} kb_term_words; /* in order of term, each once */

/* The words of a sketch's terms (of a few more, where a sketch has no room for all). As kb_sketch_make. */
kb_status kb_sketch_words(const kb_document *doc, const kb_tokens *title, const kb_claims *claims, kb_pivot *pivot,
                          kb_arena *arena, kb_term_words *out, kb_err *err);

#endif
