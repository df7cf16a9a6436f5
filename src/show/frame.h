/* show/frame.h - the frame of a page of a served desk: navigation, search, the reader's choices; and links that keep
 * what the page was asked for. Styles and script are files of the server (page.css, site.css and a page's own;
 * site.js), never inline: the server's Content-Security-Policy runs nothing else. */
#ifndef KB_SHOW_FRAME_H
#define KB_SHOW_FRAME_H

#include "base/embedded.h"
#include "show/html.h"

typedef enum {
    KB_TAB_STORIES,
    KB_TAB_SEARCH,
    KB_TAB_SPEAKERS,
    KB_TAB_OUTLETS,
    KB_TAB_SOURCES,
    KB_TAB_ALERTS,
    KB_TAB_PASTE,
    KB_TAB_NONE
} kb_tab;

/* Is a page of a served desk wanted? */
static inline bool kb_frame_wanted(const kb_print *how)
{
    return how->format == KB_FORMAT_HTML && how->visit;
}

/* All before and behind the content, which stands in <main>. `sheets`: the page's own beside those of all, in their
 * order, "rows.css story.css"; NULL: none. Nothing where a part alone is wanted (kb_visit.part). */
void kb_frame_begin(kb_buf *out, const kb_print *how, kb_str title, kb_tab tab, const char *sheets);
void kb_frame_end(kb_buf *out, const kb_print *how);

/* The page's own address with one parameter set (an empty value: left out), for href; paging begins anew unless it is
 * "skip" that is set. */
void kb_frame_here(kb_buf *out, const kb_print *how, const char *name, kb_str value);

/* Links to the pages before and behind, of `limit` rows each, where there are such. `rows` are on this page. */
void kb_frame_pages(kb_buf *out, const kb_print *how, size_t skip, size_t limit, size_t rows);

/* Where a file of the server lies: "/static/site.css?v=1a2b3c4d"; it never changes under that address. */
void kb_frame_file(kb_buf *out, const char *name);
const kb_embedded *kb_frame_embedded(const char *name); /* NULL: no such file */

/* May the reader change something? Then a form is shown. */
static inline bool kb_frame_may(const kb_print *how)
{
    return how->visit && how->visit->who;
}

/* Addresses of other pages, as the value of href: an article with this part of its text shown and scrolled to (bytes of
 * the newest revision's text; an empty span: the article), what a speaker said, an outlet, a story. */
void kb_page_span_link(kb_buf *out, int64_t article, kb_span span);
void kb_page_speaker_link(kb_buf *out, kb_str name);
void kb_page_outlet_link(kb_buf *out, kb_str name);
void kb_page_story_link(kb_buf *out, int64_t story);

/* The whole link: a speaker's or an outlet's name (`class_of` NULL: without one), "story" in the reader's language. */
void kb_page_speaker_named(kb_buf *out, const char *class_of, kb_str name);
void kb_page_outlet_named(kb_buf *out, const char *class_of, kb_str name);
void kb_page_story_named(kb_buf *out, const char *ui, int64_t story);

/* The page above this one, over a page's head; the caller ends the paragraph. */
void kb_page_over(kb_buf *out, const char *ui, const char *path, const char *english);

/* A cell of a table: empty where nothing is counted. */
void kb_page_count_cell(kb_buf *out, int64_t count);

/* A page's own script: a module of the server's files (kb_frame_file), anywhere in the content. */
void kb_frame_module(kb_buf *out, const kb_print *how, const char *name);

/* `<form method="post" action="...">` for a change of the desk; the caller closes it. `action` is a path of the server.
 */
void kb_frame_form(kb_buf *out, const char *action, const char *class_of);

#endif
