/* claim/name_read.h - takes a run of name words apart: titles and roles, the bare name, what kind of name it is.
 *
 * For src/claim/name*.c alone.
 */
#ifndef KB_CLAIM_NAME_READ_H
#define KB_CLAIM_NAME_READ_H

#include "claim/name_run.h"

/* What a run was taken for. */
typedef struct {
    size_t span_first; /* token with which the mention begins, its title included */
    size_t first, end; /* tokens of the bare name */
    size_t role_first, role_end;
    int vote, weight; /* for a kb_name_kind */
    char gender;
    kb_str code;
} kb_reading;

/* Takes the run [first, end) apart. False where it names nothing. */
bool kb_reading_of(kb_naming *f, size_t first, size_t end, kb_reading *r);
/* Sets vote, weight and code by the words of the bare name alone. */
void kb_reading_kind(const kb_naming *f, kb_reading *r);

/* A role in small letters right before the run: its first token, else `first`. */
size_t kb_reading_role_before(const kb_naming *f, size_t first);
/* A description behind the name: ", direktur program Korea di ...,": its tokens; false when there is none. */
bool kb_reading_apposition(const kb_naming *f, size_t end, size_t *from, size_t *to);
/* "..., 51," or "(51)": an age behind the name. */
bool kb_reading_age_behind(const kb_naming *f, size_t end);
/* The territory that the tokens name, in full; empty. `label`: which label the first token must have. */
kb_str kb_reading_territory(const kb_naming *f, size_t first, size_t end, uint32_t label);
/* The language file's entry of the class that begins at token t; *n (may be NULL): its tokens. */
const kb_word *kb_reading_match(const kb_naming *f, size_t t, kb_word_class c, size_t *n);

#endif
