/* show/outlet_view.h - one outlet with what it publishes, copies and corrects: as a page of a served desk, as JSON. */
#ifndef KB_SHOW_OUTLET_VIEW_H
#define KB_SHOW_OUTLET_VIEW_H

#include "show/article_page.h"
#include "show/outlets.h"
#include "story/facts.h"

typedef struct {
    int64_t article, story; /* story: 0 none */
    kb_str title, lang;
    kb_time published;
    int64_t added;     /* seconds since 1970 UTC */
    int64_t withdrawn; /* 0: its page is there */
} kb_outlet_article;
typedef struct {
    kb_outlet_article *at;
    size_t count;
} kb_outlet_articles;

/* Another outlet, or an agency that articles name, in one direction of copying. */
typedef struct {
    kb_str name;
    bool agency;      /* it is not on the desk: its words are found in several outlets that name it */
    int64_t articles; /* that have its words, or whose words it has */
    int64_t words;    /* that were taken */
    int64_t whole;    /* of the articles, those that are copies as a whole or nearly */
    int64_t example;  /* the newest such article */
} kb_outlet_kin;
typedef struct {
    kb_outlet_kin *at;
    size_t count;
} kb_outlet_kins; /* those with most articles first */

/* A revision that changed a title or figures. */
typedef struct {
    int64_t article, added;
    kb_str title;
    kb_article_change *changes;
    size_t count;
} kb_outlet_correction;
typedef struct {
    kb_outlet_correction *at;
    size_t count;
} kb_outlet_corrections;

typedef struct {
    const kb_outlet_row *row;
    kb_outlet_has has;
    kb_tallies langs;
    kb_timeline timeline; /* of its articles */
    kb_outlet_articles recent, withdrawn;
    kb_outlet_kins from, by; /* whose words it has; who has its */
    kb_outlet_corrections corrections;
    size_t revisions; /* that were looked at, of which those are some */
} kb_outlet_view;

void kb_json_outlet_view(kb_json *json, const kb_outlet_view *view); /* a line */
void kb_page_outlet(kb_buf *out, const kb_outlet_view *view, const kb_print *how);

/* All outlets, as a page. */
void kb_page_outlets_head(kb_buf *out, const kb_outlet_filter *filter, const kb_print *how);
void kb_page_outlets_item(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has, const kb_print *how);
void kb_page_outlets_foot(kb_buf *out, size_t rows, const kb_print *how);

#endif
