/* show/article_page.h - an article as a page of a served desk: its text with what it says marked in it, who says what
 * beside it, whose words it repeats, what its revisions changed, by what a citation of it can be checked. */
#ifndef KB_SHOW_ARTICLE_PAGE_H
#define KB_SHOW_ARTICLE_PAGE_H

#include "claim/claims.h"
#include "story/lineage.h"

/* Another article whose words it has, or that has its words. */
typedef struct {
    int64_t article; /* 0: the agency itself, whose text is not on the desk */
    kb_str outlet, title, agency;
    kb_copy_kind kind;
    double share;   /* of the words of whichever copies */
    int64_t taken;  /* words; of a source */
    kb_taken *runs; /* where they stand, of a source; may be empty */
    size_t run_count;
} kb_article_kin;

/* What a revision has in place of what. */
typedef struct {
    kb_str gone, more, before, after; /* the words around it */
    bool title;
} kb_article_change;

typedef struct {
    int64_t number, added; /* added: seconds since 1970 UTC */
    kb_article_change *changes;
    size_t count, left_out; /* of changes */
    bool compared;          /* with the one before; the first of all, and very old ones, are not */
} kb_article_revision;

typedef struct {
    int64_t article, story, added; /* story: 0 none */
    const kb_document *doc;        /* with what readers marked in it */
    const kb_claims *claims;       /* NULL: not looked for (a live blog) */
    kb_str story_title;
    int64_t story_reports;
    int64_t words, own; /* words of it, and of these in no source; 0: it repeats nothing */
    kb_article_kin *sources, *copies;
    size_t source_count, copy_count;
    kb_article_revision *revisions; /* newest first */
    size_t revision_count;
} kb_article_told;

/* A change as an item of a list: the words around it, <del> and <ins>. */
void kb_page_change(kb_buf *out, const kb_article_change *change, const kb_print *how);

/* `show`: which marks are shown, "statements,figures,dates,copied,marks", NULL: all but dates. `span`: a part that is
 * asked for, may be empty. Fails: KB_ERR_MEMORY. */
kb_status kb_page_article(kb_buf *out, const kb_article_told *article, kb_span span, const char *show,
                          const kb_print *how, kb_err *err);

#endif
