/* text/affix.h - stems by the affix rules of hunspell's dictionaries, for languages that these stem better than
 * Snowball does. Many threads may share one object; a dictionary, slow to open, is opened once. */
#ifndef KB_TEXT_AFFIX_H
#define KB_TEXT_AFFIX_H

#include "base/arena.h"

typedef struct kb_affix kb_affix;

/* `folder` holds NAME.aff and NAME.dic; it may lack them. Fails: KB_ERR_MEMORY. */
kb_status kb_affix_open(const char *folder, kb_affix **out, kb_err *err);
void kb_affix_close(kb_affix *affix); /* NULL is fine */

/* The name of the dictionary for a language; NULL where Snowball is as good or there is none. */
const char *kb_affix_dictionary(kb_str lang);

/* Begins to open the language's dictionary, if it has one, on a thread of its own: it will be wanted. */
void kb_affix_expect(kb_affix *affix, kb_str lang);

/* The stem of a folded word of the language, accents taken off, in `arena`; left as it is where its dictionary is not
 * there or does not know the word. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_affix_stem(kb_affix *affix, kb_str lang, const char *word, kb_arena *arena, kb_str *out, kb_err *err);

#endif
