/* show/story_page.h - a story as a page of a served desk: its head, the accounts side by side, figures drawn, who said
 * what, a time line, who took from whom, its reports, what hands can change. Pure: nouns to bytes.
 *
 * A report has its number in the story (from 1, as it is listed) wherever the reader sees one. The comparison may be of
 * some of them alone and numbers those from 1: kb_story_page.of says which they are. */
#ifndef KB_SHOW_STORY_PAGE_H
#define KB_SHOW_STORY_PAGE_H

#include "compare/compare.h"
#include "show/facts.h"
#include "show/why.h"
#include "story/lineage.h"

#define KB_STORY_COLUMNS 5

/* A report; views. */
typedef struct {
    int64_t article;
    kb_str outlet, title, byline, lang, url;
    kb_time published;
    int64_t added, withdrawn, revisions, joined; /* as kb_article_row */
    bool by_hand;
    uint32_t compared; /* its number in the comparison; 0: it is not in it */
    bool column;       /* it is laid side by side */
} kb_story_report;

/* What a report repeats: another of the story, or something else. */
typedef struct {
    size_t report, source; /* indexes; source SIZE_MAX: it is none of the story's */
    int64_t article;       /* of the source; 0: it is not on the desk */
    kb_str name;           /* of a source that is none of the story's: its outlet, or the agency */
    kb_copy_kind kind;
    double share, source_share;
    int64_t words, own; /* of the report; of these in no source */
} kb_story_copy;

/* A later text of a report's article. */
typedef struct {
    size_t report;
    int64_t number, at;
    bool title; /* it has another title than the one before */
} kb_story_revision;

typedef struct {
    int64_t id;
    kb_str words; /* "article 4 moved from story 2 to 1" */
    kb_str by, note;
    int64_t at;
    bool undone, undoes; /* was taken back; is itself a taking back */
} kb_story_decision;

typedef struct {
    const kb_story_told *told;
    const kb_print *how;
    const kb_story_report *reports;
    size_t count;
    const kb_comparison *comparison; /* NULL: `none` says why there is none */
    const char *none;
    const size_t *of; /* comparison->count indexes of reports */
    bool here;        /* nothing of it is stored: the texts stand on the page, and words lead to them; `told` is NULL */
    bool whole;       /* all reports are compared */
    bool chosen;      /* the reader said which have columns */
    bool all;         /* that was asked for */
    const char *kind; /* rows of this kind alone, all of them; NULL: all kinds */
    bool list_all;    /* no report is left out of the list */
    const kb_story_copy *copies;
    size_t copy_count;
    const kb_story_revision *revisions;
    size_t revision_count;
    const kb_story_decision *decisions;
    size_t decision_count;
} kb_story_page;

/* The whole page. Fails: KB_ERR_MEMORY. */
kb_status kb_page_story(kb_buf *out, const kb_story_page *story, kb_err *err);

/* Why each report is in its story, as a page: a list to which the story's list leads. */
void kb_page_why_begin(kb_buf *out, int64_t story, kb_str title, const kb_print *how);
void kb_page_why_item(kb_buf *out, size_t number, const kb_story_report *report, const kb_why_told *why, bool known,
                      const kb_print *how);
void kb_page_why_end(kb_buf *out, const kb_print *how);

/* The form that marks words of a report, as a page for who has no scripts. */
void kb_page_mark_form(kb_buf *out, int64_t story, int64_t article, kb_span span, kb_str words, const kb_print *how);

#endif
