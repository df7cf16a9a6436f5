/* desk/answer.h - how the desk's lists are written: one buffer, styled text or JSON lines, handed to the sink row by
 * row. */
#ifndef KB_DESK_ANSWER_H
#define KB_DESK_ANSWER_H

#include "desk/desk.h"
#include "show/facts.h"
#include "show/ink.h"
#include "show/json.h"
#include "show/nouns_json.h"
#include "show/phrase.h"
#include "show/plain.h"
#include "store/verdict.h"

typedef struct {
    kb_desk *desk;
    const kb_print *how;
    const kb_sink *out;
    kb_err *err;
    kb_buf buf; /* what is being written */
    size_t rows;
} kb_answer;

static inline size_t kb_answer_width(const kb_answer *a)
{
    return a->how->width > 0 ? (size_t)a->how->width : 80;
}

/* A day and, where it is known, the clock, in the interface's language; of seconds the day in UTC. */
void kb_answer_time(kb_buf *out, kb_time time, const kb_print *how);
void kb_answer_day(kb_buf *out, int64_t seconds, const kb_print *how);

/* To three decimals: what lies behind them differs between machines and tells nothing. */
double kb_answer_rounded(double value);

/* A number set to the right of `width` columns, and KB_ANSWER_GAP behind it the words, which are cleared. */
#define KB_ANSWER_GAP 2
void kb_answer_numbered(kb_answer *a, int64_t number, size_t width, kb_buf *words);

/* Text of one line with KB_HIT_BEGIN and KB_HIT_END around what matched: bold, or between asterisks without colour. */
void kb_answer_hits(kb_buf *out, kb_str text, const kb_print *how);

/* "Suara Timur · 4 Mar 2025 09:10 · id · story 3" */
void kb_answer_source(kb_buf *out, const kb_article_row *row, bool story, const kb_print *how);

/* The fields of an article's row, into an open JSON object. */
void kb_answer_article_json(kb_json *json, const kb_article_row *row);

/* For whom and when stories are told. */
kb_story_view kb_answer_view(const kb_answer *a);

/* What hands decided about the reports of a story: the field "decisions" of an open JSON object, or words. */
kb_status kb_answer_decisions(kb_answer *a, kb_json *json, int64_t story);

/* The fields of a mark, into an open JSON object; its span as a->how counts. Fails: KB_ERR_MEMORY. */
kb_status kb_answer_mark_json(const kb_answer *a, kb_json *json, const kb_verdict_row *row);

/* Hands on what was written. */
kb_status kb_answer_flush(kb_answer *a);

#endif
