/* show/phrase.h - short phrases that screen and page have in common: a report's name, a time, a figure's bounds. All
 * are plain text (kb_plain_add has been over what comes from outside); the page escapes them again for its place. */
#ifndef KB_SHOW_PHRASE_H
#define KB_SHOW_PHRASE_H

#include "compare/compare.h"
#include "show/offsets.h"
#include "show/words.h"
#include "story/outlet.h"

/* The outlet; else the file's name without folder; else, and of one of several in a file, the id. */
void kb_phrase_report(kb_buf *out, const kb_document *doc);

/* The document's language; with a word of warning where its language file says that no figure of quality stands for it.
 */
void kb_phrase_language(kb_buf *out, const kb_document *doc, const char *ui);

/* "4 Mar 2026 09:10 +08:00" (en), "4 Mar 2026 09.10 +08:00" (id), to the precision known; nothing for none. */
void kb_phrase_time(kb_buf *out, kb_time time, const char *ui);

/* The same as short as a series allows: without the year where it is `year`, the zone as "+08". */
void kb_phrase_moment(kb_buf *out, kb_time time, int64_t year, const char *ui);

/* The decimal point of the interface's language. */
char kb_phrase_point(const char *ui);

/* The interval in figures of the interface's language, in the base unit: "312", "≥ 400", "> 10.000", "≈ 6,1", "20–99",
 * "12 %", "16,1 km". Scores and the like as printed. */
void kb_phrase_figure(kb_buf *out, const kb_figure *figure, kb_str text, const char *ui);

/* On what a report rests: "rests on BNPB, Antara; own reporting"; nothing when nothing is known. */
void kb_phrase_rests(kb_buf *out, const kb_report *report, const char *ui);

/* The offsets of the text that a cell's spans are of; `offsets` are those of the reports. Nothing to be freed. */
kb_offsets kb_cell_offsets(const kb_cell *cell, const kb_offsets *offsets);

/* A moment in UTC; 0: none. */
kb_time kb_phrase_instant(int64_t seconds);

/* "withdrawn 5 Mar 2025 12:00 UTC" */
void kb_phrase_withdrawn(kb_buf *out, int64_t at, const char *ui);

/* And what it repeats, whether it is there still, how often it was changed: "withdrawn ...; 2 revisions; rests ...; 62 %
 * of its words are from report 2". */
void kb_phrase_basis(kb_buf *out, const kb_report *report, const char *ui);

/* "— Yosafat Lanukari, via Antara"; nothing for the outlet's own voice without carriers. */
void kb_phrase_speaker(kb_buf *out, const kb_cell *cell, const char *ui);
void kb_phrase_voice(kb_buf *out, kb_str speaker, kb_strs carriers, const char *ui);

/* "translation: eight people have died"; nothing where the cell was not translated. */
void kb_phrase_translation(kb_buf *out, const kb_cell *cell, const char *ui);

/* " · 12 outlets (+ 2 mirrors)"; nothing where it is one. */
void kb_phrase_outlets(kb_buf *out, kb_outlet_count count, const char *ui);
void kb_phrase_mirrors(kb_buf *out, size_t mirrors, const char *ui); /* its end alone */

/* "3 reports, 2 independent; id, en" */
void kb_phrase_count(kb_buf *out, const kb_comparison *comparison, const char *ui);

/* What readers marked in a cell: "✗ wrong speaker (rana, 10 May 2031: note)", several behind one another; nothing. A
 * wrong row or alignment is that of just these words, or of a whole span of them; a speaker or what was verified, of
 * half of them. */
void kb_phrase_verdicts(kb_buf *out, const kb_comparison *comparison, const kb_cell *cell, const char *ui);
void kb_phrase_verdict(kb_buf *out, const kb_verdict *verdict, const char *ui);
bool kb_verdict_meets(const kb_verdict *verdict, kb_spans spans);
const char *kb_verdict_name(kb_verdict_kind kind); /* as in JSON: "wrong-row" ... */
bool kb_verdict_kind_of(kb_str name, kb_verdict_kind *out);

/* The words of a cell that has `wording`, marked where they differ from those of its row's first cell: what it has more
 * and what it has not. Marks are written as they are, words by `add`. */
typedef struct {
    const char *more, *more_end, *gone, *gone_end;
} kb_wording_marks;
void kb_phrase_wording(kb_buf *out, kb_str words, const kb_cell *cell, const kb_wording_marks *marks,
                       void (*add)(kb_buf *out, kb_str words));

/* The words of a cell, its spans joined by " … ". A hull without ends: leading and trailing white space is left out. */
void kb_phrase_cell(kb_buf *out, const kb_comparison *comparison, const kb_cell *cell);

const char *kb_phrase_kind(kb_row_kind kind, const char *ui); /* "differs", "berbeda" */
const char *kb_phrase_sign(kb_row_kind kind);                 /* one column: "≠" */
const char *kb_phrase_certainty(kb_certainty sure, const char *ui);
const char *kb_phrase_role(kb_cell_role role, const char *ui); /* "" for plain */

#endif
