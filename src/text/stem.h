/* text/stem.h - stems, so that "menewaskan" and "tewas", "houses" and "house" meet. Indonesian by hunspell (affix
 * rules of its dictionary, when the caller has one), others by Snowball (libstemmer), else the folded word itself.
 * A stemmer caches; one a thread. */
#ifndef KB_TEXT_STEM_H
#define KB_TEXT_STEM_H

#include "text/affix.h"
#include "text/token.h"

typedef struct kb_stemmer kb_stemmer;

/* `hunspell_dir` may be NULL or lack the files: then those languages do without. Fails: KB_ERR_MEMORY. */
kb_status kb_stemmer_open(const char *hunspell_dir, kb_stemmer **out, kb_err *err);
void kb_stemmer_close(kb_stemmer *stemmer);

/* Another one for another thread, with the same dictionaries: to be closed before it. Fails: KB_ERR_MEMORY. */
kb_status kb_stemmer_twin(const kb_stemmer *of, kb_stemmer **out, kb_err *err);

/* Words of that language will come: a dictionary that is slow to open is opened meanwhile. */
void kb_stemmer_expect(kb_stemmer *stemmer, kb_str lang);

/* The stem of a folded word, accents taken off; of a word it cannot stem: the word. Valid until the next call.
 * Fails: KB_ERR_MEMORY. */
kb_status kb_stem(kb_stemmer *stemmer, kb_str lang, kb_str folded, kb_str *out, kb_err *err);

/* The stem of a token, which is found when it is first asked for and kept in it: most are never asked for. What is new
 * lies in `arena`, the token's own. Of a mark, without a stemmer (NULL) and where memory is out: what the token has, or
 * nothing. */
kb_str kb_stem_token(kb_stemmer *stemmer, kb_str lang, kb_token *token, kb_arena *arena);

/* Fills `stem` of all words and numbers that have none yet; what is new lies in `arena`, the tokens' own. Fails:
 * KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_stem_tokens(kb_stemmer *stemmer, kb_str lang, kb_tokens *tokens, kb_arena *arena, kb_err *err);

#endif
