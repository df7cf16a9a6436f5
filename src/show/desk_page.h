/* show/desk_page.h - the desk itself as a page: what it holds, how large it is and of what, how long what is kept; and,
 * on a page of its own, what a choice of that would let go. */
#ifndef KB_SHOW_DESK_PAGE_H
#define KB_SHOW_DESK_PAGE_H

#include "show/form.h"

typedef struct {
    const char *name; /* English */
    int64_t count;
} kb_desk_count;

typedef struct {
    const char *what; /* English */
    int64_t bytes;
} kb_desk_use;

typedef struct {
    kb_str kind, name; /* "outlet", "lang", "feed" */
    int64_t days;      /* 0: for ever */
} kb_desk_part;

typedef struct {
    kb_str file; /* its name, without folders */
    const kb_desk_count *counts;
    size_t count;
    int64_t first, last; /* seconds since 1970 UTC of what was published; 0: nothing was */
    int64_t bytes, unused;
    const kb_desk_use *uses; /* none: they were not asked for */
    size_t use_count;
    struct {
        int64_t days, bytes, raw_days, ran; /* 0: for ever, as many as there are, as long as their articles, never */
        bool raw;
    } keep;
    const kb_desk_part *parts;
    size_t part_count;
    kb_str basis; /* what groups otherwise today: "kabar, id"; empty: nothing */
} kb_desk_shown;

void kb_page_desk(kb_buf *out, const kb_desk_shown *desk, const kb_print *how);

/* What would go if this were chosen, with the choice as hidden fields: it is made where that is confirmed. */
typedef struct {
    int64_t stories, articles, raw;
    bool chosen;               /* there is a choice; else what is past its time by the rules as they are */
    const char *const *fields; /* name, value, ..., NULL */
    const char *wrong;         /* with what was typed: the form stands there again; NULL: nothing is */
} kb_keep_shown;
void kb_page_keep(kb_buf *out, const kb_keep_shown *shown, const kb_print *how);

#endif
