/* show/why.h - why a report is in its story (story/why.h), on a terminal and as JSON. */
#ifndef KB_SHOW_WHY_H
#define KB_SHOW_WHY_H

#include "show/json.h"
#include "story/why.h"

/* What is told; all views. */
typedef struct {
    kb_why why;
    kb_shareds shared; /* with the nearest report */
    int64_t gap;       /* seconds from the nearest report to this one */
    bool dated;        /* both have a date: `gap` says something */
    kb_str nearest;    /* what the nearest is called: "report 3", an id; empty: there is none */
    kb_str other;      /* title of the other story; may be empty */
    int64_t joined;    /* the story that it was in first; 0: the one that it is in, or not known */
    bool by_hand;      /* a person moved it from there */
} kb_why_told;

/* What is to be said of it, line by line: a label and plain text. Labels are English, for kb_word_ui. */
typedef void (*kb_why_line)(void *user, const char *label, kb_buf *text);
void kb_why_lines(const kb_why_told *told, const kb_print *how, kb_why_line line, void *user);

/* Lines below a report, `indent` columns in. */
void kb_screen_why(kb_buf *out, const kb_why_told *told, size_t indent, const kb_print *how);

/* Fields into an open object; kb_why.nearest is told by the caller. With `how->all` every shared word. */
void kb_json_why(kb_json *json, const kb_why_told *told, const kb_print *how);

/* "0.96 almost certain": a probability, of 0.01 to 0.99, in number and word. The words: almost certain from 0.95 on, very likely 0.8,
 * likely 0.6, open 0.4, unlikely 0.2, else hardly. */
void kb_phrase_share(kb_buf *out, double share, const char *ui);

#endif
