/* text/pivot.h - what of a word is the same in other languages: English words for it (text/dictionary.h), how it sounds
 * (text/latin.h), the territory that it names (text/region.h). One a thread; the answers are cached. */
#ifndef KB_TEXT_PIVOT_H
#define KB_TEXT_PIVOT_H

#include "text/dictionary.h"
#include "text/latin.h"

typedef struct kb_pivot kb_pivot;

/* Looks at `stemmer` and `langs`. Fails: KB_ERR_MEMORY. */
kb_status kb_pivot_open(kb_dictionary_files files, kb_stemmer *stemmer, const kb_langs *langs, kb_pivot **out,
                        kb_err *err);
void kb_pivot_close(kb_pivot *pivot); /* NULL is fine */
kb_latin *kb_pivot_latin(kb_pivot *pivot); /* its transliterator: one a thread, as the pivot */

typedef struct {
    kb_english english; /* stems; of an English word its own */
    kb_str key;         /* how it begins (kb_latin_key, 5 letters); empty for short words */
    kb_str bones;       /* its consonants, for names; may be empty */
    kb_str region;      /* ISO 3166; empty */
} kb_pivot_word;

/* Of a folded word of `lang`. Valid until the next call. Fails: KB_ERR_MEMORY. */
kb_status kb_pivot_find(kb_pivot *pivot, kb_str lang, kb_str folded, const kb_pivot_word **out, kb_err *err);

/* Of the dictionaries of a language (text/dictionary.h). */
kb_status kb_pivot_hash(kb_pivot *pivot, kb_str lang, uint64_t *out, kb_err *err);

#endif
