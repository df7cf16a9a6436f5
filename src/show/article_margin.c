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

static void put_word(const page *p, const char *english)
{
    kb_html_word(p->out, p->ui, english);
}

static void put_c(const page *p, const char *html)
{
    kb_buf_add_c(p->out, html);
}

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
    if (end < words.len) put_c(p, " \xe2\x80\xa6");
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
    put_word(p, kb_stance_name(s->stance));
    put_c(p, "</b> <span dir=\"auto\">");
    put_excerpt(p, words);
    put_c(p, "</span></a>");
    if (s->carriers.count && !(s->speakers.count && kb_str_equal(s->carriers.at[0], s->speakers.at[0]))) {
        kb_phrase_voice(&phrase, (kb_str){ 0 }, s->carriers, p->ui);
        put_c(p, " <small>");
        kb_html_phrase(p->out, &phrase);
        put_c(p, "</small>");
    }
    if (s->negated || s->hearsay) {
        put_c(p, " <small>(");
        put_word(p, s->negated ? "did not say" : "not at first hand");
        put_c(p, ")</small>");
    }
    put_c(p, "</li>\n");
    kb_buf_clear(&phrase);
}

/* By speaker, in the order in which they first speak. */
static void put_speakers(const page *p)
{
    const kb_claims *c = p->a->claims;
    if (!c || !c->statements.count) return;
    put_c(p, "<section class=\"says\"><h2>");
    put_word(p, "who says what");
    put_c(p, "</h2>\n");
    for (size_t i = 0; i < c->statements.count; i++) {
        const kb_statement *s = &c->statements.at[i];
        bool told = false;
        for (size_t k = 0; k < i && !told; k++) told = same_speaker(&c->statements.at[k], s);
        if (told) continue;
        put_c(p, "<h3>");
        if (s->speakers.count) {
            put_c(p, "<a class=\"link\" href=\"");
            kb_page_speaker_link(p->out, s->speakers.at[0]);
            put_c(p, "\">");
            kb_html_text(p->out, s->speakers.at[0]);
            put_c(p, "</a>");
        } else {
            put_word(p, "nobody named");
        }
        put_c(p, "</h3>\n<ul>\n");
        for (size_t k = i; k < c->statements.count; k++)
            if (same_speaker(&c->statements.at[k], s)) put_saying(p, &c->statements.at[k], k);
        put_c(p, "</ul>\n");
    }
    put_c(p, "</section>\n");
}

static void put_figures(const page *p)
{
    const kb_claims *c = p->a->claims;
    kb_buf phrase = { 0 };
    if (!c || !c->figures.count) return;
    put_c(p, "<details class=\"figures-of\"><summary>");
    put_word(p, "figures");
    kb_buf_print(p->out, " (%zu)</summary>\n<ul>\n", c->figures.count);
    for (size_t i = 0; i < c->figures.count; i++) {
        kb_phrase_figure(&phrase, &c->figures.at[i], p->a->doc->text, p->ui);
        kb_buf_print(p->out, "<li><a href=\"#f%zu\" data-leads=\"f%zu\"><b>", i, i);
        kb_html_phrase(p->out, &phrase);
        put_c(p, "</b> <span dir=\"auto\">");
        put_excerpt(p, kb_str_part(p->a->doc->text, c->figures.at[i].span));
        put_c(p, "</span></a></li>\n");
    }
    put_c(p, "</ul></details>\n");
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
    put_c(p, "<a class=\"link\" dir=\"auto\" href=\"");
    kb_page_span_link(p->out, kin->article, span);
    put_c(p, "\">");
    kb_html_text(p->out, kin->title.len ? kin->title : name);
    put_c(p, "</a>");
    if (!kin->title.len || !name.len) return;
    put_c(p, " <small>");
    kb_html_text(p->out, name);
    put_c(p, "</small>");
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
    put_c(p, "<li>");
    put_percent(p, kin->share);
    put_kin_link(p, kin, longest->source);
    kb_buf_print(&phrase, kb_word_ui(p->ui, "%lld words from there"), (long long)kin->taken);
    put_c(p, " <small>");
    kb_html_phrase(p->out, &phrase);
    put_c(p, "</small>");
    if (kin->run_count) {
        kb_buf_print(p->out, " <a class=\"link\" href=\"#k%zu\" data-leads=\"k%zu\">", number, number);
        put_word(p, "in this text");
        put_c(p, "</a>");
    }
    put_c(p, "</li>\n");
    kb_buf_clear(&phrase);
}

static void put_kin(const page *p)
{
    const kb_article_told *a = p->a;
    kb_buf phrase = { 0 };
    if (a->source_count) {
        put_c(p, "<section class=\"kin\"><h2>");
        put_word(p, "its words are from");
        put_c(p, "</h2>\n<ul>\n");
        for (size_t i = 0; i < a->source_count; i++) put_source(p, &a->sources[i], i);
        put_c(p, "</ul>\n<p class=\"lead\">");
        kb_buf_print(&phrase, kb_word_ui(p->ui, "%lld of %lld words are its own"), (long long)a->own,
                     (long long)a->words);
        kb_html_phrase(p->out, &phrase);
        put_c(p, "</p></section>\n");
    }
    if (a->copy_count) {
        put_c(p, "<section class=\"kin\"><h2>");
        put_word(p, "who repeats it");
        put_c(p, "</h2>\n<ul>\n");
        for (size_t i = 0; i < a->copy_count; i++) {
            put_c(p, "<li>");
            put_percent(p, a->copies[i].share);
            put_kin_link(p, &a->copies[i], (kb_span){ 0, 0 });
            put_c(p, "</li>\n");
        }
        put_c(p, "</ul></section>\n");
    }
    kb_buf_clear(&phrase);
}

/* ---- marks of readers ---- */

static void put_verdicts(const page *p)
{
    const kb_document *doc = p->a->doc;
    kb_buf phrase = { 0 };
    if (!doc->verdicts.count) return;
    put_c(p, "<section class=\"verdicts\"><h2>");
    put_word(p, "marks of readers");
    put_c(p, "</h2>\n<ul>\n");
    for (size_t i = 0; i < doc->verdicts.count; i++) {
        const kb_verdict *v = &doc->verdicts.at[i];
        kb_phrase_verdict(&phrase, v, p->ui);
        kb_buf_print(p->out, "<li><a href=\"#m%" PRId64 "\" data-leads=\"m%" PRId64 "\"><b>", v->id, v->id);
        kb_html_phrase(p->out, &phrase);
        put_c(p, "</b> <span dir=\"auto\">");
        put_excerpt(p, kb_str_part(doc->text, v->span));
        put_c(p, "</span></a></li>\n");
    }
    put_c(p, "</ul></section>\n");
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
