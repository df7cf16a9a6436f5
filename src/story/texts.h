/* story/texts.h - many texts, so that one can be asked what it repeats of the others (story/lineage.h): in order of
 * time, by their fingerprints, with their words as their outlets reported them and the agencies that they name. */
#ifndef KB_STORY_TEXTS_H
#define KB_STORY_TEXTS_H

#include "story/archive.h"
#include "story/known.h"

typedef struct {
    int64_t when; /* minutes since 1970; INT64_MAX: not known */
    uint64_t hash;
    uint32_t words, index; /* words: without asides; index: of the text */
} kb_text_place;

/* A text as its outlet reported it: without asides, boilerplate marked as standing. */
typedef struct {
    kb_shingled text;
    uint32_t standing; /* words of boilerplate */
    bool made;
} kb_reported;

typedef struct {
    const kb_lineage_text *at;
    size_t count;
    kb_text_place *places; /* in order of time */
    uint32_t *ranks;       /* of each text its place */
    kb_archive *archive;   /* by place */
    bool any_agency;       /* one of the texts is an agency's own */
    /* What stands below is the module's own. */
    kb_verbatim *words;    /* of each text that is not known its words without asides; NULL: too many to keep */
    kb_reported *reported; /* of each text; NULL as `words` */
    bool *by_agency;       /* of each text: it is an agency's own */
    kb_strs *agencies;     /* of each text those that it names; without a list: not sought yet */
    kb_arena *arena;
} kb_texts;

/* Looks at `at`. kb_texts_close is called also where it failed: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_texts_open(const kb_lineage_text *at, size_t count, kb_texts *out, kb_err *err);
void kb_texts_close(kb_texts *texts);

/* Text `index` as its outlet reported it, to be held against others: made once where the words are kept, else in
 * `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_texts_reported(const kb_texts *texts, uint32_t index, kb_arena *arena, const kb_reported **out,
                            kb_err *err);

/* The same with the standing words taken out, in `arena`; *standing counts these. Fails: as kb_texts_reported. */
kb_status kb_texts_own(const kb_texts *texts, uint32_t index, kb_arena *arena, kb_shingled *out, uint32_t *standing,
                       kb_err *err);

/* Does text `index` name the outlet of text `other` as its agency? */
bool kb_texts_name_agency(const kb_texts *texts, uint32_t index, uint32_t other);

/* Does text `index` name an agency at all? */
bool kb_texts_names(const kb_texts *texts, uint32_t index);

/* An agency that both name; empty: none. */
kb_str kb_texts_common_agency(const kb_texts *texts, uint32_t a, uint32_t b);

#endif
