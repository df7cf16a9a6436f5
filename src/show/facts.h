/* show/facts.h - a story as a whole: a line of a list, the head of its page, JSON (docs/json.md). */
#ifndef KB_SHOW_FACTS_H
#define KB_SHOW_FACTS_H

#include "show/json.h"
#include "story/cast.h"

/* What is told; all views. */
typedef struct {
    int64_t story; /* its number */
    const kb_facts *facts;
    const kb_member *members; /* facts->reports of them */
    const kb_cast *cast;      /* NULL: not told */
} kb_story_told;

kb_str kb_story_title(const kb_story_told *story);

/* A list's line: of 110 columns and more a table (kb_screen_stories_head names its columns), else the title and below
 * it the rest. */
void kb_screen_stories_head(kb_buf *out, const kb_print *how);
void kb_screen_stories_line(kb_buf *out, const kb_story_told *story, const kb_print *how);

/* Title, size, times, pace and outlets. */
void kb_screen_story(kb_buf *out, const kb_story_told *story, const kb_print *how);

/* Fields into an open object; `whole`: with what lists leave out. */
void kb_json_story(kb_json *json, const kb_story_told *story, bool whole);

/* ---- phrases ---- */

/* "3 reports, 2 independent · 3 outlets · en, id" */
void kb_phrase_story_size(kb_buf *out, const kb_facts *facts, const char *ui);

/* "▲ 7.2 a day", "▼ 0.4 a day"; nothing where it rounds to 0. */
void kb_phrase_growth(kb_buf *out, kb_pace pace, const char *ui);

/* The timeline as bars, "▁▃▁▁█", of at most `width` columns; a bar of no report is a space's width of "▁". */
void kb_phrase_bars(kb_buf *out, const kb_timeline *timeline, size_t width);

#endif
