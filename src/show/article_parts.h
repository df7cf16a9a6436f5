/* show/article_parts.h - the parts of an article's page that stand in files of their own. */
#ifndef KB_SHOW_ARTICLE_PARTS_H
#define KB_SHOW_ARTICLE_PARTS_H

#include "show/article_page.h"

/* Beside the text: marks of readers, whose words it has, who says what, its figures. */
void kb_page_article_margin(kb_buf *out, const kb_article_told *article, const kb_print *how);

/* What its revisions changed; nothing where there is one alone. */
void kb_page_article_revisions(kb_buf *out, const kb_article_told *article, const kb_print *how);

#endif
