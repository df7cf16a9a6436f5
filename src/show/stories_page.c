#include "show/stories_page.h"

#include <inttypes.h>

#include "show/frame.h"
#include "show/phrase.h"
#include "show/words.h"

/* ---- head ---- */

static void sort_links(kb_buf *out, const kb_query *query, const kb_print *how)
{
    static const struct {
        kb_story_sort sort;
        const char *value, *name;
    } sorts[] = { { KB_SORT_NEWEST, "", "newest" },
                  { KB_SORT_GROWING, "growing", "growing" },
                  { KB_SORT_LARGEST, "largest", "largest" },
                  { KB_SORT_INDEPENDENT, "independent", "most independent texts" } };
    kb_buf_add_c(out, "<nav class=\"sorts\" aria-label=\"");
    kb_html_word(out, how->ui_lang, "order");
    kb_buf_add_c(out, "\">");
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
        kb_buf_add_c(out, "<a href=\"");
        kb_frame_here(out, how, "sort", kb_str_of(sorts[i].value));
        kb_buf_add_c(out, sorts[i].sort == query->sort ? "\" aria-current=\"true\">" : "\">");
        kb_html_word(out, how->ui_lang, sorts[i].name);
        kb_buf_add_c(out, "</a>");
    }
    kb_buf_add_c(out, "</nav>\n");
}

void kb_page_stories_head(kb_buf *out, const kb_query *query, const kb_print *how)
{
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(how->ui_lang, "Stories")), KB_TAB_STORIES);
    kb_buf_add_c(out, "<h1 class=\"hidden\">");
    kb_html_word(out, how->ui_lang, "Stories");
    kb_buf_add_c(out, "</h1>\n");
    sort_links(out, query, how);
    kb_buf_add_c(out, "<ol class=\"stories\">\n");
}

/* ---- a story ---- */

/* Reports over time, as a curve of bars. */
static void curve(kb_buf *out, const kb_timeline *timeline, const kb_print *how)
{
    enum { BAR = 3, HEIGHT = 24 };
    uint32_t most = 1;
    for (size_t i = 0; i < timeline->count; i++)
        if (timeline->at[i] > most) most = timeline->at[i];
    kb_buf_print(out, "<svg class=\"curve\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-label=\"",
                 (int)timeline->count * BAR, HEIGHT, (int)timeline->count * BAR, HEIGHT);
    kb_html_word(out, how->ui_lang, "reports over time");
    kb_buf_add_c(out, "\">");
    for (size_t i = 0; i < timeline->count; i++) {
        uint32_t height = timeline->at[i] ? (timeline->at[i] * (HEIGHT - 2) + most - 1) / most + 1 : 1;
        kb_buf_print(out, "<rect x=\"%zu\" y=\"%" PRIu32 "\" width=\"%d\" height=\"%" PRIu32 "\"/>", i * BAR,
                     HEIGHT - height, BAR - 1, height);
    }
    kb_buf_add_c(out, "</svg>");
}

void kb_page_stories_item(kb_buf *out, const kb_story_told *story, const kb_print *how)
{
    kb_buf phrase = { 0 };
    kb_buf_print(out, "<li class=\"story\"><h2 dir=\"auto\"><a href=\"/story/%" PRId64 "\">", story->story);
    kb_html_text(out, kb_story_title(story));
    kb_buf_add_c(out, "</a></h2>");
    curve(out, &story->facts->timeline, how);
    kb_buf_add_c(out, "<p>");
    kb_phrase_story_size(&phrase, story->facts, how->ui_lang);
    kb_html_phrase(out, &phrase);
    kb_buf_add_c(out, "</p></li>\n");
    kb_buf_clear(&phrase);
}

/* ---- foot ---- */

void kb_page_stories_foot(kb_buf *out, size_t skip, size_t limit, size_t rows, const kb_print *how)
{
    kb_buf_add_c(out, "</ol>\n");
    if (rows == 0) {
        kb_buf_add_c(out, "<p class=\"none\">");
        kb_html_word(out, how->ui_lang, "no stories");
        kb_buf_add_c(out, "</p>\n");
    }
    kb_frame_pages(out, how, skip, limit, rows);
    kb_frame_end(out, how);
}
