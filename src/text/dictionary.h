/* text/dictionary.h - English words for a word of another language, from FreeDict's dictionaries as Debian installs
 * them (text/dictd.h): XXX-eng, searched in its index, and eng-XXX, turned round in memory when a word of XXX first
 * comes. Where a folder has none for a language, no word of it has a translation. One a thread. */
#ifndef KB_TEXT_DICTIONARY_H
#define KB_TEXT_DICTIONARY_H

#include "text/lang.h"
#include "text/stem.h"

/* Where files come from: the bytes of the file `name` of the dictionaries' folder, which must outlive the dictionary;
 * false where there is none. */
typedef struct {
    bool (*find)(void *user, const char *name, kb_str *bytes);
    void *user;
} kb_dictionary_files;

typedef struct kb_dictionary kb_dictionary;

/* Looks at `stemmer` and `langs`. files.find may be NULL: no dictionaries. Opens no file yet. Fails: KB_ERR_MEMORY. */
kb_status kb_dictionary_open(kb_dictionary_files files, kb_stemmer *stemmer, const kb_langs *langs, kb_dictionary **out,
                             kb_err *err);
void kb_dictionary_close(kb_dictionary *dictionary); /* NULL is fine */

#define KB_ENGLISH_MAX 4

typedef struct {
    kb_str stems[KB_ENGLISH_MAX]; /* of single words that are no function words; each once */
    size_t count;
} kb_english;

/* Looks up a folded word of `lang` (ISO 639): itself, else its stem, else words of the same stem. What a direct
 * dictionary says comes first. *out is valid until the next call. A damaged dictionary has no words. Fails:
 * KB_ERR_MEMORY. */
kb_status kb_dictionary_find(kb_dictionary *dictionary, kb_str lang, kb_str folded, const kb_english **out,
                             kb_err *err);

/* Of the dictionaries in which words of `lang` are looked up; 0 where there are none. Fails: KB_ERR_MEMORY. Time: linear
 * in the index of the direct one. */
kb_status kb_dictionary_hash(kb_dictionary *dictionary, kb_str lang, uint64_t *out, kb_err *err);

#endif
