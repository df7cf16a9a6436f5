/* read/names.h - the people that a by-line names: "By Ana Reyes and Tom Hale, Island Post staff" -> Ana Reyes, Tom
 * Hale. */
#ifndef KB_READ_NAMES_H
#define KB_READ_NAMES_H

#include "read/document.h"

typedef struct {
    kb_strs people;
    kb_strs carriers; /* agencies */
    bool desk;        /* a desk or "staff" was named */
    bool other;       /* something was named that is no person's name: the outlet's, a handle, a sentence */
} kb_names;

typedef struct {
    bool (*is_outlet)(const void *user, kb_str words); /* may be NULL */
    const void *user;
    bool stated; /* the words are stated as an author's name: a handle or a single word is one too */
} kb_names_place;

/* Adds to `out` whom `words` (valid UTF-8) names, each once, without words for "by", roles, desks, places, dates,
 * addresses, editors, credentials. "\n" and "\t" (the border of an element) split. At most KB_NAMES_MAX people. What
 * is added lives in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
#define KB_NAMES_MAX 40
kb_status kb_names_take(kb_str words, kb_names_place place, kb_arena *arena, kb_names *out, kb_err *err);

#endif
