/* desk/story_page.h - a story as a page of a served desk: what show/story_page.h wants, gathered. */
#ifndef KB_DESK_STORY_PAGE_H
#define KB_DESK_STORY_PAGE_H

#include "desk/desk.h"

/* Reports of a story that somebody chose, in the order of the story; none: nobody did. */
#define KB_STORY_CHOSEN_MAX 5
typedef struct {
    int64_t articles[KB_STORY_CHOSEN_MAX];
    size_t reports[KB_STORY_CHOSEN_MAX]; /* indexes among the story's */
    size_t count;
} kb_story_chosen;

/* Fails: KB_ERR_NOT_FOUND (no report of this number, no such article in the story), KB_ERR_LIMIT (too many). */
kb_status kb_story_articles(kb_desk *desk, int64_t story, const kb_story_choice *choice, kb_story_chosen *out,
                            kb_err *err);

/* Of a story that is there. `choice` may be NULL. */
kb_status kb_desk_story_page(kb_desk *desk, int64_t story, const kb_story_choice *choice, const kb_print *how,
                             const kb_sink *out, kb_err *err);

#endif
