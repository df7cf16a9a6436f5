/* read/page_kind.h - what a page is when it is no article: a live blog, a list of articles, an outlet's first page, an
 * error, a question for consent. Told by structure, names, what it states (schema.org types, og:type) and its address,
 * never by words of a language. An article taken for something else is worse than the other way round, so a page that
 * states to be an article can only be a live blog besides. */
#ifndef KB_READ_PAGE_KIND_H
#define KB_READ_PAGE_KIND_H

#include "read/document.h"
#include "read/main_text.h"

/* The kind of a page whose main text was found; KB_DOC_ARTICLE where nothing says otherwise. `url` is the page's
 * address (may be empty). *reason (static; empty for an article) says what told it. Time: linear. */
kb_doc_kind kb_page_kind_find(const kb_page *page, const kb_main_text *found, kb_str url, kb_str *reason);

/* All words of a page that a reader sees, a block a line: of an error or consent page, which have no main text. Fails:
 * KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_page_all_words(const kb_page *page, const kb_main_text *found, kb_arena *arena, kb_str *out, kb_err *err);

#endif
