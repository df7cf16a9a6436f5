/* read/main_text.h - which part of a page is the article, and its words.
 *
 * The page is cut into blocks (a paragraph, a heading, a list item), what is no article is left out (navigation,
 * related, share, comments, hidden), and a container is chosen by the first rule that finds a good one: article-body
 * marked as such: itemprop=articleBody, or a class that says so article        the <article> with most prose main
 * <main>, role=main paragraphs     the element with the best sum of prose less boilerplate (after Arc90's Readability
 * and Kohlschuetter 2010, "Boilerplate Detection using Shallow Text Features": length and link density of blocks)
 * Containers of the same make beside the chosen one are joined to it, for articles that are split. */
#ifndef KB_READ_MAIN_TEXT_H
#define KB_READ_MAIN_TEXT_H

#include "read/block.h"
#include "read/why.h"

typedef struct {
    kb_str text;      /* paragraphs, split by "\n"; empty when the page has no prose */
    kb_str chosen_by; /* static */
    size_t container; /* the node that was chosen (of joined ones the first); 0 when none */
    kb_mark *marks;   /* by node */
    kb_blocks blocks; /* all of the page; `out` tells why one is not in the text */
} kb_main_text;

/* Finds the main text; it lives in `arena`. `title` (may be empty) is not repeated at its begin. `why` (may be NULL) is
 * told what was considered. Time: linear. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_main_text_find(const kb_page *page, kb_str title, kb_arena *arena, kb_why *why, kb_main_text *out,
                            kb_err *err);

#endif
