/* show/story_why.c - why each report is in its story; and the form that marks words: pages beside a story's page. */
#include <inttypes.h>
#include <stdio.h>

#include "show/form.h"
#include "show/phrase.h"
#include "show/story_page.h"

static void add_way_back(kb_buf *out, int64_t story, kb_str title, const kb_print *how)
{
    kb_buf_print(out, "<p class=\"over\"><a class=\"link\" href=\"/story/%" PRId64 "#reports\">\xe2\x86\x90 ", story);
    if (title.len)
        kb_html_text(out, title);
    else
        kb_buf_print(out, kb_word_ui(how->ui_lang, "story %lld"), (long long)story);
    kb_buf_add_c(out, "</a></p>\n");
}

void kb_page_why_begin(kb_buf *out, int64_t story, kb_str title, const kb_print *how)
{
    kb_frame_begin(out, how, title, KB_TAB_STORIES, "rows.css story.css");
    add_way_back(out, story, title, how);
    kb_buf_add_c(out, "<h1>");
    kb_html_word(out, how->ui_lang, "Why these reports are one story");
    kb_buf_add_c(out, "</h1>\n<ol class=\"whys\">\n");
}

typedef struct {
    kb_buf *out;
    const char *ui;
} written;

static void write_line(void *user, const char *label, kb_buf *text)
{
    const written *w = user;
    kb_buf_add_c(w->out, "<div><dt>");
    kb_html_word(w->out, w->ui, label);
    kb_buf_add_c(w->out, "</dt><dd dir=\"auto\">");
    kb_html_phrase(w->out, text);
    kb_buf_add_c(w->out, "</dd></div>\n");
}

void kb_page_why_item(kb_buf *out, size_t number, const kb_story_report *report, const kb_why_told *why, bool known,
                      const kb_print *how)
{
    written w = { out, how->ui_lang };
    kb_buf_print(out, "<li id=\"why-%zu\"><p class=\"from\"><span class=\"n\">%zu</span><b>", number, number);
    kb_html_text(out, report->outlet);
    kb_buf_print(out, "</b></p><p class=\"headline\" dir=\"auto\"><a href=\"/article/%" PRId64 "\">", report->article);
    kb_html_text(out, report->title);
    kb_buf_add_c(out, "</a></p>\n<dl class=\"reasons\">\n");
    if (known) kb_why_lines(why, how, write_line, &w);
    if (!known) {
        kb_buf_add_c(out, "<div><dt></dt><dd>");
        kb_html_word(out, how->ui_lang, "not known any more");
        kb_buf_add_c(out, "</dd></div>\n");
    }
    kb_buf_add_c(out, "</dl></li>\n");
}

void kb_page_why_end(kb_buf *out, const kb_print *how)
{
    kb_buf_add_c(out, "</ol>\n");
    kb_frame_end(out, how);
}

static void add_mark_form(kb_buf *out, int64_t story, int64_t article, kb_span span, const kb_print *how)
{
    static const char *const verdicts[] = { "verified",        "verified",        "wrong-row",
                                            "wrong row",       "wrong-speaker",   "wrong speaker",
                                            "wrong-alignment", "wrong alignment", NULL };
    const kb_input inputs[] = {
        { .kind = KB_INPUT_SELECT, .name = "verdict", .label = "these words are", .options = verdicts },
        { .kind = KB_INPUT_TEXT, .name = "note", .label = "why (a note)", .more = "maxlength=\"500\"" },
    };
    char action[64], number[24];
    (void)snprintf(action, sizeof action, "/article/%" PRId64 "/mark", article);
    kb_frame_form(out, action, "mark-form");
    (void)snprintf(number, sizeof number, "/story/%" PRId64, story);
    kb_form_hidden(out, "back", kb_str_of(number));
    (void)snprintf(number, sizeof number, "%zu", span.begin);
    kb_form_hidden(out, "begin", kb_str_of(number));
    (void)snprintf(number, sizeof number, "%zu", span.end);
    kb_form_hidden(out, "end", kb_str_of(number));
    kb_form_inputs(out, how, inputs, sizeof inputs / sizeof *inputs);
    kb_form_button(out, how, "mark them", NULL, NULL, "main");
    kb_buf_add_c(out, "</form>\n");
}

void kb_page_mark_form(kb_buf *out, int64_t story, int64_t article, kb_span span, kb_str words, const kb_print *how)
{
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(how->ui_lang, "Mark words")), KB_TAB_STORIES, "story.css");
    add_way_back(out, story, (kb_str){ 0 }, how);
    kb_buf_add_c(out, "<div class=\"marking\"><h1>");
    kb_html_word(out, how->ui_lang, "Mark words");
    kb_buf_add_c(out, "</h1>\n<blockquote dir=\"auto\">");
    kb_html_text(out, words);
    kb_buf_add_c(out, "</blockquote>\n");
    if (kb_frame_may(how)) add_mark_form(out, story, article, span, how);
    kb_buf_add_c(out, "<p class=\"help\">");
    kb_html_word(out, how->ui_lang, "A mark holds as long as the text stays as it is; it changes no count.");
    kb_buf_add_c(out, "</p></div>\n");
    kb_frame_end(out, how);
}
