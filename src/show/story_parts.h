/* show/story_parts.h - what the modules of a story's page share. */
#ifndef KB_SHOW_STORY_PARTS_H
#define KB_SHOW_STORY_PARTS_H

#include "show/form.h"
#include "show/page_parts.h"
#include "show/story_page.h"

typedef struct {
    const kb_story_page *s;
    kb_buf *out;
    const char *ui;
    page p;          /* for the parts that the self-contained page has too */
    kb_arena *arena; /* while it is written */
    kb_err *err;
} story_page;

/* Index of the report whose words a cell has. */
static inline size_t story_report_of(const story_page *w, uint32_t compared)
{
    return w->s->of[compared - 1];
}

void story_word(story_page *w, const char *english);
void story_phrase(story_page *w, kb_buf *phrase); /* escaped, and emptied */
void story_number(story_page *w, size_t report);  /* the round number of a report, by index */
void story_outlet(story_page *w, size_t report);  /* its outlet; else its title, else its number in words */
void story_time(story_page *w, kb_time time);     /* as a <time> */
void story_section(story_page *w, const char *id, const char *title, const char *help); /* opens it; help: NULL none */
void story_href(story_page *w, size_t report, kb_span span); /* of words of a report; an empty span: of the report */
void story_words_link(story_page *w, size_t report, kb_span span, kb_str words, size_t most); /* cut to so many bytes */

void story_sections(story_page *w);                         /* links to the parts of the page */
bool story_shows(const story_page *w, const char *section); /* the page has this section */

kb_status story_accounts(story_page *w); /* the next four */
kb_status story_rows(story_page *w);     /* the accounts side by side */
kb_status story_plots(story_page *w);    /* figures */
kb_status story_said(story_page *w);     /* who said what */
kb_status story_course(story_page *w);   /* the time line */
kb_status story_lineage(story_page *w);
void story_reports(story_page *w);
void story_hands(story_page *w);

#endif
