/* show/article_margin.c - what stands beside an article's text, each line a link to its place there. */
#include <inttypes.h>

#include "show/article_parts.h"
#include "show/frame.h"
#include "show/phrase.h"

#define EXCERPT 90 /* bytes of a saying beside the text */

typedef struct {
    kb_buf *out;
    const kb_article_told *a;
    const char *ui;
} page;

/* ---- who says what ---- */

/* The begin of some words, cut between two. */
static void put_excerpt(const page *p, kb_str words)
{
    size_t end = words.len;
    if (words.len > EXCERPT)
        for (end = EXCERPT; end && words.at[end] != ' ';) end--;
    if (!end) { /* a script without spaces */
        for (end = words.len < EXCERPT ? words.len : EXCERPT; end && ((unsigned char)words.at[end] & 0xC0) == 0x80;)
            end--;
    }
    kb_html_text(p->out, kb_str_trim(kb_str_part(words, kb_span_of(0, end))));
    if (end < words.len) kb_buf_add_c(p->out, " \xe2\x80\xa6");
}

static bool same_speaker(const kb_statement *a, const kb_statement *b)
{
    kb_str x = a->speakers.count ? a->speakers.at[0] : (kb_str){ 0 };
    kb_str y = b->speakers.count ? b->speakers.at[0] : (kb_str){ 0 };
    return kb_str_equal(x, y);
}

static void put_saying(const page *p, const kb_statement *s, size_t number)
{
    kb_str words = s->content.count ? kb_str_part(p->a->doc->text, s->content.at[0]) : (kb_str){ 0 };
    kb_buf phrase = { 0 };
    kb_buf_print(p->out, "<li><a href=\"#q%zu\" data-leads=\"q%zu\"><b class=\"stance stance-%s\">", number, number,
                 kb_stance_name(s->stance));
    kb_html_word(p->out, p->ui, kb_stance_name(s->stance));
    kb_buf_add_c(p->out, "</b> <span dir=\"auto\">");
    put_excerpt(p, words);
    kb_buf_add_c(p->out, "</span></a>");
    if (s->carriers.count && !(s->speakers.count && kb_str_equal(s->carriers.at[0], s->speakers.at[0]))) {
        kb_phrase_voice(&phrase, (kb_str){ 0 }, s->carriers, p->ui);
        kb_buf_add_c(p->out, " <small>");
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</small>");
    }
    if (s->negated || s->hearsay) {
        kb_buf_add_c(p->out, " <small>(");
        kb_html_word(p->out, p->ui, s->negated ? "did not say" : "not at first hand");
        kb_buf_add_c(p->out, ")</small>");
    }
    kb_buf_add_c(p->out, "</li>\n");
    kb_buf_clear(&phrase);
}

/* By speaker, in the order in which they first speak. */
static void put_speakers(const page *p)
{
    const kb_claims *c = p->a->claims;
    if (!c || !c->statements.count) return;
    kb_buf_add_c(p->out, "<section class=\"says\"><h2>");
    kb_html_word(p->out, p->ui, "who says what");
    kb_buf_add_c(p->out, "</h2>\n");
    for (size_t i = 0; i < c->statements.count; i++) {
        const kb_statement *s = &c->statements.at[i];
        bool told = false;
        for (size_t k = 0; k < i && !told; k++) told = same_speaker(&c->statements.at[k], s);
        if (told) continue;
        kb_buf_add_c(p->out, "<h3>");
        if (s->speakers.count)
            kb_page_speaker_named(p->out, "link", s->speakers.at[0]);
        else
            kb_html_word(p->out, p->ui, "nobody named");
        kb_buf_add_c(p->out, "</h3>\n<ul>\n");
        for (size_t k = i; k < c->statements.count; k++)
            if (same_speaker(&c->statements.at[k], s)) put_saying(p, &c->statements.at[k], k);
        kb_buf_add_c(p->out, "</ul>\n");
    }
    kb_buf_add_c(p->out, "</section>\n");
}

static void put_figures(const page *p)
{
    const kb_claims *c = p->a->claims;
    kb_buf phrase = { 0 };
    if (!c || !c->figures.count) return;
    kb_buf_add_c(p->out, "<details class=\"figures-of\"><summary>");
    kb_html_word(p->out, p->ui, "figures");
    kb_buf_print(p->out, " (%zu)</summary>\n<ul>\n", c->figures.count);
    for (size_t i = 0; i < c->figures.count; i++) {
        kb_phrase_figure(&phrase, &c->figures.at[i], p->a->doc->text, p->ui);
        kb_buf_print(p->out, "<li><a href=\"#f%zu\" data-leads=\"f%zu\"><b>", i, i);
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</b> <span dir=\"auto\">");
        put_excerpt(p, kb_str_part(p->a->doc->text, c->figures.at[i].span));
        kb_buf_add_c(p->out, "</span></a></li>\n");
    }
    kb_buf_add_c(p->out, "</ul></details>\n");
    kb_buf_clear(&phrase);
}

/* ---- words of others ---- */

static void put_kin_link(const page *p, const kb_article_kin *kin, kb_span span)
{
    kb_str name = kin->agency.len ? kin->agency : kin->outlet;
    if (!kin->article) {
        kb_html_text(p->out, name);
        return;
    }
    kb_buf_add_c(p->out, "<a class=\"link\" dir=\"auto\" href=\"");
    kb_page_span_link(p->out, kin->article, span);
    kb_buf_add_c(p->out, "\">");
    kb_html_text(p->out, kin->title.len ? kin->title : name);
    kb_buf_add_c(p->out, "</a>");
    if (!kin->title.len || !name.len) return;
    kb_buf_add_c(p->out, " <small>");
    kb_html_text(p->out, name);
    kb_buf_add_c(p->out, "</small>");
}

static void put_percent(const page *p, double share)
{
    kb_buf_print(p->out, "<b class=\"share\">%.0f %%</b> ", share * 100);
}

static void put_source(const page *p, const kb_article_kin *kin, size_t number)
{
    static const kb_taken none = { { 0, 0 }, { 0, 0 } };
    const kb_taken *longest = &none;
    kb_buf phrase = { 0 };
    for (size_t k = 0; k < kin->run_count; k++)
        if (kb_span_len(kin->runs[k].source) > kb_span_len(longest->source)) longest = &kin->runs[k];
    kb_buf_add_c(p->out, "<li>");
    put_percent(p, kin->share);
    put_kin_link(p, kin, longest->source);
    kb_buf_print(&phrase, kb_word_ui(p->ui, "%lld words from there"), (long long)kin->taken);
    kb_buf_add_c(p->out, " <small>");
    kb_html_phrase(p->out, &phrase);
    kb_buf_add_c(p->out, "</small>");
    if (kin->run_count) {
        kb_buf_print(p->out, " <a class=\"link\" href=\"#k%zu\" data-leads=\"k%zu\">", number, number);
        kb_html_word(p->out, p->ui, "in this text");
        kb_buf_add_c(p->out, "</a>");
    }
    kb_buf_add_c(p->out, "</li>\n");
    kb_buf_clear(&phrase);
}

static void put_kin(const page *p)
{
    const kb_article_told *a = p->a;
    kb_buf phrase = { 0 };
    if (a->source_count) {
        kb_buf_add_c(p->out, "<section class=\"kin\"><h2>");
        kb_html_word(p->out, p->ui, "its words are from");
        kb_buf_add_c(p->out, "</h2>\n<ul>\n");
        for (size_t i = 0; i < a->source_count; i++) put_source(p, &a->sources[i], i);
        kb_buf_add_c(p->out, "</ul>\n<p class=\"lead\">");
        kb_buf_print(&phrase, kb_word_ui(p->ui, "%lld of %lld words are its own"), (long long)a->own,
                     (long long)a->words);
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</p></section>\n");
    }
    if (a->copy_count) {
        kb_buf_add_c(p->out, "<section class=\"kin\"><h2>");
        kb_html_word(p->out, p->ui, "who repeats it");
        kb_buf_add_c(p->out, "</h2>\n<ul>\n");
        for (size_t i = 0; i < a->copy_count; i++) {
            kb_buf_add_c(p->out, "<li>");
            put_percent(p, a->copies[i].share);
            put_kin_link(p, &a->copies[i], (kb_span){ 0, 0 });
            kb_buf_add_c(p->out, "</li>\n");
        }
        kb_buf_add_c(p->out, "</ul></section>\n");
    }
    kb_buf_clear(&phrase);
}

/* ---- marks of readers ---- */

static void put_verdicts(const page *p)
{
    const kb_document *doc = p->a->doc;
    kb_buf phrase = { 0 };
    if (!doc->verdicts.count) return;
    kb_buf_add_c(p->out, "<section class=\"verdicts\"><h2>");
    kb_html_word(p->out, p->ui, "marks of readers");
    kb_buf_add_c(p->out, "</h2>\n<ul>\n");
    for (size_t i = 0; i < doc->verdicts.count; i++) {
        const kb_verdict *v = &doc->verdicts.at[i];
        kb_phrase_verdict(&phrase, v, p->ui);
        kb_buf_print(p->out, "<li><a href=\"#m%" PRId64 "\" data-leads=\"m%" PRId64 "\"><b>", v->id, v->id);
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</b> <span dir=\"auto\">");
        put_excerpt(p, kb_str_part(doc->text, v->span));
        kb_buf_add_c(p->out, "</span></a></li>\n");
    }
    kb_buf_add_c(p->out, "</ul></section>\n");
    kb_buf_clear(&phrase);
}

void kb_page_article_margin(kb_buf *out, const kb_article_told *article, const kb_print *how)
{
    const page p = { out, article, how->ui_lang };
    put_verdicts(&p);
    put_kin(&p);
    put_speakers(&p);
    put_figures(&p);
}
