/* store/tokenizer.h - kabar's words for SQLite's full-text index. Inside store/ alone.
 *
 * A word is a word of text/token, a hyphen splits it. It is indexed folded and without accents, and beside that, at the
 * same place, as its stem in the document's language; so a search finds inflected forms, a prefix the printed ones.
 * Where words begin and end depends on no language, so that snippets hold wherever they are cut.
 *
 * FTS5 of SQLite 3.40 tells its tokenizer no language. A document's first column is therefore "\x01lang=<code>": it
 * gives no words and sets the language of the columns that follow. In a search the stems of all of store->search_langs
 * are tried. */
#ifndef KB_STORE_TOKENIZER_H
#define KB_STORE_TOKENIZER_H

#include "store/db.h"

kb_status kb_tokenizer_register(kb_store *store, kb_err *err);

/* Does `s` (valid UTF-8) hold a word that can be searched for? */
kb_status kb_tokenizer_any(kb_store *store, kb_str s, bool *any, kb_err *err);

#endif
