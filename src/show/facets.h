/* show/facets.h - what a search finds, counted by language, outlet, time and story; and the page of a search. */
#ifndef KB_SHOW_FACETS_H
#define KB_SHOW_FACETS_H

#include "show/json.h"

#define KB_FACET_ROWS 12 /* of each kind that are told */

typedef struct {
    kb_str value; /* by which it is asked for: "id", "Suara Timur", "2025-06", "17" */
    kb_str label; /* of a story its title; else the value */
    size_t count;
} kb_facet;
typedef struct {
    kb_facet *at;
    size_t count;
} kb_facet_list; /* those with most first; times newest first */

typedef struct {
    size_t hits; /* that were counted */
    bool cut;    /* there are more, which came earlier */
    kb_facet_list langs, outlets, times, stories;
} kb_facets_found;

void kb_json_facets(kb_json *json, const kb_facets_found *facets); /* a line */
void kb_screen_facets(kb_buf *out, const kb_facets_found *facets, const kb_print *how);

/* ---- the page ---- */

typedef struct {
    int64_t article, story; /* story: 0 none */
    kb_str title, snippet;  /* with marks around what matched (store/store.h) */
    kb_str outlet, lang;
    kb_time published;
    int64_t added, withdrawn;
    bool live;
} kb_hit_told;

typedef struct {
    const kb_query *query;
    size_t rows;                   /* that are told */
    bool more;                     /* there may be more behind them */
    const char *wrong;             /* what of the query cannot be understood; NULL */
    const kb_facets_found *facets; /* NULL: nothing was looked for */
} kb_search_told;

/* `begin` and `end` stand around what matched. */
void kb_page_search_head(kb_buf *out, const kb_search_told *told, const kb_print *how);
void kb_page_search_hit(kb_buf *out, const kb_hit_told *hit, char begin, char end, const kb_print *how);
void kb_page_search_foot(kb_buf *out, const kb_search_told *told, const kb_print *how);

#endif
