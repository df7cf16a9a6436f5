/* show/article_revisions.c - what an article's revisions changed, word by word. */
#include "show/article_parts.h"
#include "show/html.h"
#include "show/phrase.h"

typedef struct {
    kb_buf *out;
    const kb_article_told *a;
    const kb_print *how;
    const char *ui;
} page;

static void put_word(const page *p, const char *english)
{
    kb_html_word(p->out, p->ui, english);
}

static void put_c(const page *p, const char *html)
{
    kb_buf_add_c(p->out, html);
}

void kb_page_change(kb_buf *out, const kb_article_change *c, const kb_print *how)
{
    kb_buf_add_c(out, "<li dir=\"auto\">");
    if (c->title) {
        kb_buf_add_c(out, "<small>");
        kb_html_word(out, how->ui_lang, "title: ");
        kb_buf_add_c(out, "</small>");
    }
    kb_html_text(out, c->before);
    if (c->gone.len) {
        kb_buf_add_c(out, "<del>");
        kb_html_text(out, c->gone);
        kb_buf_add_c(out, "</del>");
    }
    if (c->gone.len && c->more.len) kb_buf_add_c(out, " ");
    if (c->more.len) {
        kb_buf_add_c(out, "<ins>");
        kb_html_text(out, c->more);
        kb_buf_add_c(out, "</ins>");
    }
    kb_html_text(out, c->after);
    kb_buf_add_c(out, "</li>\n");
}

static void put_revision(const page *p, const kb_article_revision *r)
{
    kb_buf phrase = { 0 };
    put_c(p, "<h3>");
    kb_buf_print(&phrase, kb_word_ui(p->ui, "revision %lld"), (long long)r->number);
    kb_html_phrase(p->out, &phrase);
    put_c(p, " <small>");
    put_c(p, "<time datetime=\"");
    kb_time_write(p->out, kb_phrase_instant(r->added));
    put_c(p, "\">");
    kb_phrase_time(&phrase, kb_phrase_instant(r->added), p->ui);
    kb_html_phrase(p->out, &phrase);
    put_c(p, "</time>");
    put_c(p, "</small></h3>\n");
    if (r->count) {
        put_c(p, "<ul class=\"changes\">\n");
        for (size_t i = 0; i < r->count; i++) kb_page_change(p->out, &r->changes[i], p->how);
        put_c(p, "</ul>\n");
    } else if (r->compared) {
        put_c(p, "<p class=\"lead\">");
        put_word(p, "no word is another one");
        put_c(p, "</p>\n");
    }
    if (r->left_out) {
        kb_buf_print(&phrase, kb_word_ui(p->ui, "%zu more"), r->left_out);
        put_c(p, "<p class=\"lead\">");
        kb_html_phrase(p->out, &phrase);
        put_c(p, "</p>\n");
    }
    kb_buf_clear(&phrase);
}

void kb_page_article_revisions(kb_buf *out, const kb_article_told *article, const kb_print *how)
{
    const page of = { out, article, how, how->ui_lang }, *p = &of;
    if (p->a->revision_count < 2) return;
    put_c(p, "<section class=\"revisions\" id=\"revisions\"><h2>");
    put_word(p, "what was changed");
    put_c(p, "</h2>\n");
    for (size_t i = 0; i < p->a->revision_count; i++) put_revision(p, &p->a->revisions[i]);
    put_c(p, "</section>\n");
}
