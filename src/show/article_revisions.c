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
    kb_buf_add_c(p->out, "<h3>");
    kb_buf_print(&phrase, kb_word_ui(p->ui, "revision %lld"), (long long)r->number);
    kb_html_phrase(p->out, &phrase);
    kb_buf_add_c(p->out, " <small>");
    kb_buf_add_c(p->out, "<time datetime=\"");
    kb_time_write(p->out, kb_phrase_instant(r->added));
    kb_buf_add_c(p->out, "\">");
    kb_phrase_time(&phrase, kb_phrase_instant(r->added), p->ui);
    kb_html_phrase(p->out, &phrase);
    kb_buf_add_c(p->out, "</time>");
    kb_buf_add_c(p->out, "</small></h3>\n");
    if (r->count) {
        kb_buf_add_c(p->out, "<ul class=\"changes\">\n");
        for (size_t i = 0; i < r->count; i++) kb_page_change(p->out, &r->changes[i], p->how);
        kb_buf_add_c(p->out, "</ul>\n");
    } else if (r->compared) {
        kb_buf_add_c(p->out, "<p class=\"lead\">");
        kb_html_word(p->out, p->ui, "no word is another one");
        kb_buf_add_c(p->out, "</p>\n");
    }
    if (r->left_out) {
        kb_buf_print(&phrase, kb_word_ui(p->ui, "%zu more"), r->left_out);
        kb_buf_add_c(p->out, "<p class=\"lead\">");
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</p>\n");
    }
    kb_buf_clear(&phrase);
}

void kb_page_article_revisions(kb_buf *out, const kb_article_told *article, const kb_print *how)
{
    const page of = { out, article, how, how->ui_lang }, *p = &of;
    if (p->a->revision_count < 2) return;
    kb_buf_add_c(p->out, "<section class=\"revisions\" id=\"revisions\"><h2>");
    kb_html_word(p->out, p->ui, "what was changed");
    kb_buf_add_c(p->out, "</h2>\n");
    for (size_t i = 0; i < p->a->revision_count; i++) put_revision(p, &p->a->revisions[i]);
    kb_buf_add_c(p->out, "</section>\n");
}
