/* compare/compare.h - the accounts of one event, side by side.
 *
 * A row is one matter: the speaker and what was said, or the thing counted or dated, on which its cells agree. A cell
 * is a span no longer than a sentence. Calling two things different that are not is the worst fault: nothing unsure is
 * called differing, denied or silent. */
#ifndef KB_COMPARE_COMPARE_H
#define KB_COMPARE_COMPARE_H

#include "claim/claims.h"
#include "compare/wording.h"

typedef enum {
    KB_ROW_DIFFERS,    /* same thing, same scope, same moment, intervals apart */
    KB_ROW_DENIED,     /* a claim and its denial, in one report or across two */
    KB_ROW_SILENT,     /* a text remarks that someone does not say it or declines to comment */
    KB_ROW_CHANGED,    /* one report gave it otherwise, or gave it, in an earlier revision; cells in time order */
    KB_ROW_SERIES,     /* the same count at two moments; cells in time order */
    KB_ROW_COMPATIBLE, /* bounds, precision, units or clocks differ, both can be true */
    KB_ROW_SHARED,     /* two or more reports say it, alike or in other words */
    KB_ROW_ONLY        /* one report has it, and nothing like it stands in the others */
} kb_row_kind;

typedef enum { KB_UNSURE, KB_LIKELY, KB_SURE } kb_certainty;

/* The last three are of changed rows: an earlier revision's words, where the report has others now; those that it has
 * no more; those that it has now. */
typedef enum {
    KB_CELL_PLAIN,
    KB_CELL_CLAIM,
    KB_CELL_DENIAL,
    KB_CELL_REMARK,
    KB_CELL_EARLIER,
    KB_CELL_GONE,
    KB_CELL_NOW
} kb_cell_role;

typedef struct {
    uint32_t report; /* 1 .. count of reports */
    kb_spans spans;  /* in that report's text; never empty; no longer than a sentence in all */
    kb_cell_role role;
    kb_str speaker; /* canonical; empty: the outlet's own voice */
    kb_strs carriers;
    const kb_figure *figure;    /* NULL where the row is about no figure */
    kb_wordings wording;        /* of a shared row: how they differ from `model`; empty: not at all, or too much */
    kb_str model;               /* the words of its first cell */
    kb_time moment;             /* of a series' cell: when the count held; of a changed one: when that text was read,
                                 * else when it says that it was changed */
    const kb_document *earlier; /* of a changed row: the revision whose words these are; NULL: the report's own */
    kb_str translation;         /* its words in the reader's language, by the reader's translator; empty: none */
} kb_cell;
typedef struct {
    kb_cell *at;
    size_t count;
} kb_cells; /* by report, then by place; of a series by moment */

typedef struct {
    kb_row_kind kind;
    kb_certainty sure;
    kb_str matter; /* words that stand in a report, in its language: "korban tewas · Lembata" */
    kb_cells cells;
    uint32_t reports;     /* how many reports have a cell */
    uint32_t independent; /* how many witnesses these are (compare/witness.h) */
    kb_str why;           /* what matched, in English, for --why */
    double weight;        /* rows of a kind are listed by falling weight */
} kb_row;
typedef struct {
    kb_row *at;
    size_t count;
} kb_rows;

typedef struct {
    const kb_document *doc;
    const kb_claims *claims;
    kb_strs agencies;  /* whose report it all is: of its by-line, its credit, its dateline ("ORLA (Cakra) -") */
    kb_strs carriers;  /* on which it rests: these, then, most used first, agencies, offices' statements, outlets that
                        * its statements name; never its own outlet */
    bool own;          /* has words spoken to the outlet itself, or reporters of its own named */
    uint32_t copy_of;  /* report that it repeats, in whole or in part, 0 none: of several that which gives most */
    double copy_share; /* share of its words that it repeats, 0..1 */
    bool copy;         /* most of its words are other reports': no independent text */
} kb_report;

/* Of more reports than these, a reader first wants what most of them share. */
#define KB_REPORTS_FEW 4

struct kb_comparison {
    kb_arena *arena;
    kb_str title; /* the title of the report that shares most */
    kb_report *reports;
    size_t count;
    kb_rows rows; /* by kind, in each by weight: of few reports differs, denied, silent, changed, series, compatible,
                   * shared, only; of more than KB_REPORTS_FEW shared, compatible, series, differs, denied, silent,
                   * changed, only */
    kb_str translated_to, translated_by; /* language and translator of the translations; empty: no translator */
};

/* What a comparison works with. Of no two threads. */
typedef struct {
    struct kb_stemmer *stemmer;
    struct kb_pivot *pivot; /* words of one language in another; NULL: across languages names and figures alone meet */
    unsigned workers;       /* threads that may work on it; 0: the caller's alone. It changes nothing that is found */
} kb_comparison_tools;

/* Compares `count` documents with their claims and stems (kb_claims_find_stems); report n is docs[n - 1]. *out looks at
 * the documents. Swapping the documents swaps the numbers and nothing else. Earlier revisions
 * of a document (kb_document.earlier) that have claims make rows of their own and change no other. Fails:
 * KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_comparison_make(kb_comparison_tools tools, const kb_document *const *docs, size_t count,
                             kb_comparison **out, kb_err *err);

/* The text that the spans of a cell are of. */
static inline const kb_document *kb_cell_document(const kb_comparison *comparison, const kb_cell *cell)
{
    return cell->earlier ? cell->earlier : comparison->reports[cell->report - 1].doc;
}

const char *kb_row_kind_name(kb_row_kind kind);   /* "differs" ... as in JSON */
const char *kb_certainty_name(kb_certainty sure); /* "sure" "likely" "unsure" */

#endif
