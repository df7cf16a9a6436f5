#include "show/decisions_page.h"

#include <inttypes.h>
#include <stdio.h>

#include "show/form.h"
#include "show/phrase.h"

static void put_none(kb_buf *out, const char *english, const kb_print *how)
{
    kb_buf_add_c(out, "<p class=\"none\">");
    kb_html_word(out, how->ui_lang, english);
    kb_buf_add_c(out, "</p>\n");
}

/* "rana · 10 May 2031 09:10 UTC · the same quake" */
static void put_signature(kb_buf *out, kb_str who, int64_t at, kb_str note, const kb_print *how)
{
    kb_buf phrase = { 0 };
    kb_buf_add_c(out, "<p class=\"signed\"><b>");
    kb_html_text(out, who);
    kb_buf_add_c(out, "</b> \xc2\xb7 ");
    kb_phrase_time(&phrase, (kb_time){ .seconds = at, .zoned = true, .precision = KB_TIME_MINUTE }, how->ui_lang);
    kb_html_phrase(out, &phrase);
    if (note.len) {
        kb_buf_add_c(out, " \xc2\xb7 <q dir=\"auto\">");
        kb_html_text(out, note);
        kb_buf_add_c(out, "</q>");
    }
    kb_buf_add_c(out, "</p>\n");
    kb_buf_clear(&phrase);
}

static void put_undo(kb_buf *out, const char *format, int64_t id, const kb_print *how)
{
    char action[64];
    if (!kb_frame_may(how)) return;
    (void)snprintf(action, sizeof action, format, id);
    kb_form_one(out, how, action, "take back", NULL, NULL);
}

/* ---- decisions ---- */

void kb_page_decisions_head(kb_buf *out, const kb_print *how)
{
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(how->ui_lang, "decisions and marks")), KB_TAB_NONE, "lists.css");
    kb_buf_add_c(out, "<h1>");
    kb_html_word(out, how->ui_lang, "decisions and marks");
    kb_buf_add_c(out, "</h1>\n<p class=\"lead\">");
    kb_html_word(out, how->ui_lang,
                 "What was decided by hand holds in all grouping that comes after, and can be taken back.");
    kb_buf_add_c(out, "</p>\n<h2>");
    kb_html_word(out, how->ui_lang, "decisions by hand");
    kb_buf_add_c(out, "</h2>\n<ol class=\"deeds\">\n");
}

void kb_page_decision(kb_buf *out, const kb_decision_told *d, const kb_print *how)
{
    kb_buf phrase = { 0 };
    kb_buf_print(out, "<li class=\"%s\"><small class=\"id\">%" PRId64 "</small><div><p class=\"deed\">",
                 d->undone ? "undone" : "stands", d->id);
    kb_html_text(out, d->deed);
    kb_buf_add_c(out, "</p>\n");
    put_signature(out, d->who, d->at, d->note, how);
    if (d->undone) {
        kb_buf_print(&phrase, kb_word_ui(how->ui_lang, "taken back by decision %lld"), (long long)d->undone);
        kb_buf_add_c(out, "<p class=\"signed\">");
        kb_html_phrase(out, &phrase);
        kb_buf_add_c(out, "</p>\n");
    }
    kb_buf_add_c(out, "</div>");
    if (d->story) kb_page_story_named(out, how->ui_lang, d->story);
    if (!d->undone && !d->undoing) put_undo(out, "/decision/%" PRId64 "/undo", d->id, how);
    kb_buf_add_c(out, "</li>\n");
    kb_buf_clear(&phrase);
}

/* ---- marks ---- */

void kb_page_decisions_marks(kb_buf *out, size_t rows, const kb_print *how)
{
    kb_buf_add_c(out, "</ol>\n");
    if (!rows) put_none(out, "no decisions by hand", how);
    kb_buf_add_c(out, "<h2>");
    kb_html_word(out, how->ui_lang, "marks of readers");
    kb_buf_add_c(out, "</h2>\n<ol class=\"deeds\">\n");
}

static const char *word_of(kb_verdict_kind kind)
{
    switch (kind) {
    case KB_WRONG_ROW: return "wrong row";
    case KB_WRONG_SPEAKER: return "wrong speaker";
    case KB_WRONG_ALIGNMENT: return "wrong alignment";
    case KB_VERIFIED: return "verified";
    }
    return "verified";
}

void kb_page_mark(kb_buf *out, const kb_mark_told *m, const kb_print *how)
{
    kb_buf_print(out, "<li class=\"%s\"><small class=\"id\">%" PRId64 "</small><div><p class=\"deed\"><b>",
                 m->undone_by.len ? "undone" : "stands", m->verdict->id);
    kb_html_word(out, how->ui_lang, word_of(m->verdict->kind));
    kb_buf_add_c(out, "</b> ");
    kb_buf_add_c(out, "<a dir=\"auto\" class=\"marked-words\" href=\"");
    kb_page_span_link(out, m->article, m->text.len ? m->verdict->span : kb_span_of(0, 0));
    kb_buf_add_c(out, "\">");
    if (m->text.len)
        kb_html_text(out, kb_str_part(m->text, m->verdict->span));
    else
        kb_html_word(out, how->ui_lang, "the text is another one since");
    kb_buf_add_c(out, "</a> <small>");
    kb_html_text(out, m->outlet);
    kb_buf_add_c(out, "</small></p>\n");
    put_signature(out, m->verdict->who, m->verdict->at, m->verdict->note, how);
    if (m->undone_by.len) {
        kb_buf_add_c(out, "<p class=\"signed\">");
        kb_html_word(out, how->ui_lang, "taken back by");
        kb_buf_add_char(out, ' ');
        kb_html_text(out, m->undone_by);
        kb_buf_add_c(out, "</p>\n");
    }
    kb_buf_add_c(out, "</div>");
    if (m->story) kb_page_story_named(out, how->ui_lang, m->story);
    if (!m->undone_by.len) put_undo(out, "/mark/%" PRId64 "/unmark", m->verdict->id, how);
    kb_buf_add_c(out, "</li>\n");
}

void kb_page_decisions_foot(kb_buf *out, size_t decisions, size_t marks, const kb_print *how)
{
    kb_buf_add_c(out, "</ol>\n");
    if (!marks) put_none(out, "no marks", how);
    kb_frame_pages(out, how, how->visit->skip, KB_DECISIONS_ROWS, decisions > marks ? decisions : marks);
    kb_frame_end(out, how);
}
