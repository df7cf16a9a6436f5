#include "show/digest.h"

#include "show/frame.h"
#include "show/page_parts.h"
#include "show/plain.h"

#include <stdio.h>

#define OUTLETS_SHOWN 8
#define DOT " \xc2\xb7 "

/* ---- head ---- */

static void add_time_span(kb_buf *out, const kb_digest_head *head, const char *ui)
{
    kb_phrase_time(out, head->from, ui);
    if (head->until.precision == KB_TIME_NONE) return;
    kb_buf_add_c(out, " \xe2\x80\x93 ");
    kb_phrase_time(out, head->until, ui);
}

/* A day behind or ahead of the one that is told. */
static void write_day(int64_t day, char text[32])
{
    kb_civil civil = kb_civil_of(day);
    (void)snprintf(text, 32, "%04d-%02d-%02d", (int)civil.year, civil.month, civil.day);
}

static void day_link(const kb_paper *p, int64_t day, const char *rel, const char *before, const char *behind)
{
    char text[32];
    write_day(day, text);
    kb_buf_print(p->out, "<a class=\"button\" rel=\"%s\" href=\"/digest?day=%s\">%s%s%s</a>\n", rel, text, before, text,
                 behind);
}

static void begin_frame(const kb_paper *p, const kb_digest_head *head, kb_str title)
{
    char text[32];
    bool day = head->until.precision == KB_TIME_NONE;
    int64_t at = kb_time_day(day ? head->from : head->until);
    kb_frame_begin(p->out, p->frame, title, KB_TAB_NONE, "rows.css digest.css");
    kb_buf_add_c(p->out, "<nav class=\"days row\" aria-label=\"");
    kb_paper_word(p, "days");
    kb_buf_add_c(p->out, "\">");
    day_link(p, at - 1, "prev", "\xe2\x86\x90 ", "");
    day_link(p, day ? at + 1 : at, "next", "", day ? " \xe2\x86\x92" : "");
    kb_buf_add_c(p->out, "<form action=\"/digest\" class=\"row\"><label class=\"field\"><span class=\"hidden\">");
    kb_paper_word(p, "day");
    write_day(at, text);
    kb_buf_print(p->out, "</span><input type=\"date\" name=\"day\" value=\"%s\" required></label><button>", text);
    kb_paper_word(p, "show these");
    kb_buf_add_c(p->out, "</button></form></nav>\n<div class=\"digest\">\n<header class=\"top\">\n");
}

void kb_digest_begin(const kb_paper *p, const kb_digest_head *head)
{
    kb_buf title = { 0 }, size = { 0 };
    kb_buf_add_c(&title, kb_word_ui(p->ui, "Digest"));
    kb_buf_add_c(&title, ": ");
    add_time_span(&title, head, p->ui);
    kb_buf_print(&size, kb_word_ui(p->ui, head->stories == 1 ? "%zu story" : "%zu stories"), head->stories);
    kb_buf_add_c(&size, ", ");
    kb_buf_print(&size, kb_word_ui(p->ui, head->reports == 1 ? "%zu report" : "%zu reports"), head->reports);
    if (head->told < head->stories) {
        kb_buf_add_c(&size, DOT);
        kb_buf_print(&size, kb_word_ui(p->ui, "the %zu with most independent texts"), head->told);
    }
    if (p->frame) begin_frame(p, head, kb_buf_str(&title));
    if (p->html && !p->frame) {
        kb_page_frame(p->out, p->ui, kb_buf_str(&title), "page.css rows.css digest.css", false);
        kb_buf_add_c(p->out, "<body class=\"digest\">\n<div class=\"page\">\n<main>\n<header class=\"top\">\n");
    }
    kb_paper_open(p, KB_PAPER_HEAD);
    kb_paper_phrase(p, &title);
    kb_paper_close(p, KB_PAPER_HEAD);
    kb_paper_open(p, KB_PAPER_OVER);
    kb_paper_phrase(p, &size);
    kb_paper_close(p, KB_PAPER_OVER);
    if (p->html) kb_buf_add_c(p->out, "</header>\n");
}

void kb_digest_end(const kb_paper *p)
{
    if (p->frame) {
        kb_buf_add_c(p->out, "</div>\n");
        kb_frame_end(p->out, p->frame);
        return;
    }
    if (p->html) kb_buf_add_c(p->out, "</main>\n</div>\n</body>\n</html>\n");
}

/* ---- a story ---- */

static void tell_size(const kb_paper *p, const kb_digest_story *s)
{
    const kb_facts *f = s->story->facts;
    kb_buf size = { 0 };
    kb_phrase_story_size(&size, f, p->ui);
    if (s->fresh < f->reports) {
        kb_buf_add_c(&size, DOT);
        kb_buf_print(&size, kb_word_ui(p->ui, "%zu new"), s->fresh);
    }
    kb_buf_add_c(&size, DOT);
    kb_buf_print(&size, kb_word_ui(p->ui, "story %lld"), (long long)s->story->story);
    kb_paper_open(p, KB_PAPER_OVER);
    kb_paper_phrase(p, &size);
    kb_paper_close(p, KB_PAPER_OVER);
}

static void tell_outlets(const kb_paper *p, const kb_digest_story *s)
{
    const kb_tallies *outlets = &s->story->facts->told_by;
    kb_buf more = { 0 };
    if (outlets->count < 2) return;
    kb_paper_open(p, KB_PAPER_NOTE);
    for (size_t i = 0; i < outlets->count && i < OUTLETS_SHOWN; i++) {
        if (i) kb_buf_add_c(p->out, ", ");
        kb_paper_text(p, outlets->at[i].name);
        if (outlets->at[i].counted.len) kb_buf_print(p->out, " (%s)", kb_word_ui(p->ui, "mirror"));
        if (outlets->at[i].reports > 1) kb_buf_print(p->out, " (%zu)", outlets->at[i].reports);
    }
    if (outlets->count > OUTLETS_SHOWN) {
        kb_buf_add_c(p->out, ", ");
        kb_buf_print(&more, kb_word_ui(p->ui, "%zu more"), outlets->count - OUTLETS_SHOWN);
    }
    kb_paper_phrase(p, &more);
    kb_paper_close(p, KB_PAPER_NOTE);
}

static void tell_title(const kb_paper *p, const kb_digest_story *s)
{
    kb_buf source = { 0 };
    kb_paper_open(p, KB_PAPER_TITLE);
    kb_buf_print(p->out, p->html ? "<span class=\"n\">%zu</span> " : "%zu. ", s->number);
    if (p->frame) {
        kb_buf_print(p->out, "<a href=\"/story/%lld\">", (long long)s->story->story);
        kb_paper_text(p, s->title);
        kb_buf_add_c(p->out, "</a>");
    } else {
        kb_paper_link(p, s->url, s->title);
    }
    kb_paper_close(p, KB_PAPER_TITLE);
    kb_plain_add(&source, s->outlet);
    if (source.len && s->published.precision != KB_TIME_NONE) kb_buf_add_c(&source, DOT);
    kb_phrase_time(&source, s->published, p->ui);
    if (source.len) {
        kb_paper_open(p, KB_PAPER_NOTE);
        kb_paper_phrase(p, &source);
        kb_paper_close(p, KB_PAPER_NOTE);
    }
}

/* ---- rows ---- */

static void tell_agreed(const kb_paper *p, const kb_digest_story *s)
{
    if (!s->agreed_count) return;
    kb_paper_open(p, KB_PAPER_LIST);
    for (size_t i = 0; i < s->agreed_count; i++) {
        const kb_row *row = s->agreed[i];
        kb_buf words = { 0 }, by = { 0 };
        kb_phrase_cell(&words, s->comparison, &row->cells.at[0]);
        kb_buf_print(&by, kb_word_ui(p->ui, "%zu reports, %zu independent"), (size_t)row->reports,
                     (size_t)row->independent);
        kb_paper_open(p, KB_PAPER_ITEM);
        kb_paper_phrase(p, &words);
        kb_phrase_speaker(&words, &row->cells.at[0], p->ui);
        if (words.len) kb_buf_add_char(p->out, ' ');
        kb_paper_phrase(p, &words);
        kb_buf_add_char(p->out, ' ');
        kb_paper_open(p, KB_PAPER_SOFT);
        kb_paper_phrase(p, &by);
        kb_paper_close(p, KB_PAPER_SOFT);
        kb_paper_close(p, KB_PAPER_ITEM);
    }
    kb_paper_close(p, KB_PAPER_LIST);
}

/* `lang`: of its words; empty: the page's. */
static void put_span(const kb_paper *p, const char *class, kb_str lang, kb_buf *phrase)
{
    if (phrase->len) {
        kb_buf_print(p->out, "<span class=\"%s\" dir=\"auto\"", class);
        if (lang.len) kb_buf_add_c(p->out, " lang=\"");
        kb_html_text(p->out, lang);
        kb_buf_add_c(p->out, lang.len ? "\">" : ">");
        kb_paper_phrase(p, phrase);
        kb_buf_add_c(p->out, "</span>");
    }
    kb_buf_clear(phrase);
}

static void cell_html(const kb_paper *p, const kb_comparison *c, const kb_row *row, const kb_cell *cell)
{
    const kb_document *doc = c->reports[cell->report - 1].doc;
    const kb_str none = { 0 };
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<div class=\"cell\"><span class=\"from\">");
    kb_phrase_report(&phrase, doc);
    put_span(p, "outlet", none, &phrase);
    if (cell->role != KB_CELL_PLAIN) {
        kb_buf_add_c(&phrase, kb_phrase_role(cell->role, p->ui));
        put_span(p, cell->role == KB_CELL_DENIAL ? "role denial" : "role", none, &phrase);
    }
    kb_buf_add_c(p->out, "</span>");
    if (row->kind == KB_ROW_SERIES) kb_phrase_time(&phrase, cell->moment, p->ui);
    put_span(p, "when", none, &phrase);
    if (cell->figure) kb_phrase_figure(&phrase, cell->figure, doc->text, p->ui);
    put_span(p, "figure", none, &phrase);
    kb_phrase_cell(&phrase, c, cell);
    put_span(p, "words", doc->lang, &phrase);
    kb_phrase_speaker(&phrase, cell, p->ui);
    put_span(p, "speaker", none, &phrase);
    kb_phrase_verdicts(&phrase, c, cell, p->ui);
    put_span(p, "verdict", none, &phrase);
    kb_buf_add_c(p->out, "</div>\n");
}

static void row_html(const kb_paper *p, const kb_comparison *c, const kb_row *row)
{
    kb_buf_print(p->out, "<article class=\"row %s\">\n<header><span class=\"kind\"><i aria-hidden=\"true\">%s</i> ",
                 kb_row_kind_name(row->kind), kb_phrase_sign(row->kind));
    kb_paper_text(p, kb_str_of(kb_phrase_kind(row->kind, p->ui)));
    kb_buf_add_c(p->out, "</span><h3 dir=\"auto\">");
    kb_paper_text(p, row->matter);
    kb_buf_add_c(p->out, "</h3><span class=\"sure\">");
    kb_paper_text(p, kb_str_of(kb_phrase_certainty(row->sure, p->ui)));
    kb_buf_add_c(p->out, "</span></header>\n<div class=\"cells\">\n");
    for (size_t i = 0; i < row->cells.count; i++) cell_html(p, c, row, &row->cells.at[i]);
    kb_buf_add_c(p->out, "</div>\n</article>\n");
}

/* "- **Suara Timur:** *denial:* words — speaker" */
static void cell_markdown(const kb_paper *p, const kb_comparison *c, const kb_row *row, const kb_cell *cell)
{
    const char *role = kb_phrase_role(cell->role, p->ui);
    kb_buf phrase = { 0 };
    kb_paper_open(p, KB_PAPER_ITEM);
    kb_buf_add_c(p->out, "**");
    kb_phrase_report(&phrase, c->reports[cell->report - 1].doc);
    kb_paper_phrase(p, &phrase);
    kb_buf_add_c(p->out, ":** ");
    if (row->kind == KB_ROW_SERIES) kb_phrase_time(&phrase, cell->moment, p->ui);
    if (phrase.len) kb_buf_add_c(&phrase, ": ");
    kb_paper_phrase(p, &phrase);
    if (*role) kb_buf_print(p->out, "*%s:* ", role);
    kb_phrase_cell(&phrase, c, cell);
    kb_paper_phrase(p, &phrase);
    kb_phrase_speaker(&phrase, cell, p->ui);
    if (phrase.len) kb_buf_add_char(p->out, ' ');
    kb_paper_phrase(p, &phrase);
    kb_phrase_verdicts(&phrase, c, cell, p->ui);
    if (phrase.len) {
        kb_buf_add_c(p->out, " **");
        kb_paper_phrase(p, &phrase);
        kb_buf_add_c(p->out, "**");
    }
    kb_paper_close(p, KB_PAPER_ITEM);
}

static void row_markdown(const kb_paper *p, const kb_comparison *c, const kb_row *row)
{
    kb_paper_open(p, KB_PAPER_LINE);
    kb_buf_print(p->out, "**%s** (%s): ", kb_phrase_kind(row->kind, p->ui), kb_phrase_certainty(row->sure, p->ui));
    kb_paper_text(p, row->matter);
    kb_paper_close(p, KB_PAPER_LINE);
    kb_paper_open(p, KB_PAPER_LIST);
    for (size_t i = 0; i < row->cells.count; i++) cell_markdown(p, c, row, &row->cells.at[i]);
    kb_paper_close(p, KB_PAPER_LIST);
}

void kb_digest_tell_story(const kb_paper *p, const kb_digest_story *s)
{
    kb_buf more = { 0 };
    kb_paper_open(p, KB_PAPER_BLOCK);
    tell_title(p, s);
    tell_size(p, s);
    tell_outlets(p, s);
    tell_agreed(p, s);
    for (size_t i = 0; i < s->disputed_count; i++)
        (p->html ? row_html : row_markdown)(p, s->comparison, s->disputed[i]);
    if (s->left_out) {
        if (p->frame)
            kb_buf_print(&more, kb_word_ui(p->ui, "%zu more"), s->left_out);
        else
            kb_buf_print(&more, kb_word_ui(p->ui, "%zu more: kabar story %lld"), s->left_out,
                         (long long)s->story->story);
        kb_digest_note(p, &more);
    }
    kb_paper_close(p, KB_PAPER_BLOCK);
}

/* ---- what comes behind the stories ---- */

void kb_digest_part(const kb_paper *p, const char *english)
{
    if (english) {
        kb_paper_open(p, KB_PAPER_PART);
        kb_paper_word(p, english);
        kb_paper_close(p, KB_PAPER_PART);
        kb_paper_open(p, KB_PAPER_LIST);
    } else {
        kb_paper_close(p, KB_PAPER_LIST);
    }
}

void kb_digest_note(const kb_paper *p, kb_buf *words)
{
    kb_paper_open(p, KB_PAPER_NOTE);
    kb_paper_phrase(p, words);
    kb_paper_close(p, KB_PAPER_NOTE);
}

static void put_words(const kb_paper *p, kb_paper_part part, kb_str words)
{
    if (!words.len) return;
    kb_paper_open(p, part);
    kb_paper_text(p, words);
    kb_paper_close(p, part);
}

static void tell_change(const kb_paper *p, const kb_digest_change *change)
{
    kb_buf_add_c(p->out, p->html ? "<br>" : "\n  - ");
    if (change->title) kb_paper_word(p, "title: ");
    kb_paper_text(p, change->before);
    put_words(p, KB_PAPER_GONE, change->gone);
    if (change->gone.len && change->more.len) kb_buf_add_char(p->out, ' ');
    put_words(p, KB_PAPER_MORE, change->more);
    kb_paper_text(p, change->after);
}

void kb_digest_tell_correction(const kb_paper *p, const kb_digest_correction *c)
{
    kb_buf source = { 0 };
    kb_paper_open(p, KB_PAPER_ITEM);
    kb_paper_link(p, c->url, c->title);
    kb_buf_add_char(p->out, ' ');
    kb_plain_add(&source, c->outlet);
    if (source.len) kb_buf_add_c(&source, DOT);
    kb_phrase_time(&source, c->at, p->ui);
    kb_buf_add_c(&source, DOT);
    kb_buf_print(&source, kb_word_ui(p->ui, "article %lld"), (long long)c->article);
    kb_paper_open(p, KB_PAPER_SOFT);
    kb_paper_phrase(p, &source);
    kb_paper_close(p, KB_PAPER_SOFT);
    for (size_t i = 0; i < c->count; i++) tell_change(p, &c->changes[i]);
    kb_paper_close(p, KB_PAPER_ITEM);
}

void kb_digest_tell_mark(const kb_paper *p, const kb_digest_mark *m)
{
    kb_buf source = { 0 };
    kb_paper_open(p, KB_PAPER_ITEM);
    put_words(p, KB_PAPER_STRONG, m->mark);
    kb_buf_add_char(p->out, ' ');
    kb_paper_text(p, m->words);
    kb_plain_add(&source, m->outlet);
    if (m->story && source.len) kb_buf_add_c(&source, DOT);
    if (m->story) kb_buf_print(&source, kb_word_ui(p->ui, "story %lld"), (long long)m->story);
    if (source.len) {
        kb_buf_add_char(p->out, ' ');
        kb_paper_open(p, KB_PAPER_SOFT);
        kb_paper_phrase(p, &source);
        kb_paper_close(p, KB_PAPER_SOFT);
    }
    kb_buf_clear(&source);
    kb_paper_close(p, KB_PAPER_ITEM);
}
