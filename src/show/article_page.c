#include "show/article_page.h"

#include <inttypes.h>
#include <stdlib.h>

#include "show/article_parts.h"
#include "show/citation.h"
#include "show/export.h"
#include "show/frame.h"
#include "show/marked_text.h"
#include "show/nouns_json.h"
#include "show/phrase.h"

/* Kinds of marks that can be shown or not; `classes` are of marked_text.c. */
static const struct {
    const char *name, *word, *class_of;
    bool at_first; /* where nothing is said */
} layers[] = {
    { "statements", "who says what", "statement", true },
    { "figures", "figures", "figure-in", true },
    { "dates", "dates", "date-in", false },
    { "copied", "words of others", "copied", true },
    { "marks", "marks of readers", "judged", true },
};
enum { LAYERS = sizeof layers / sizeof *layers };

typedef struct {
    kb_buf *out;
    const kb_article_told *a;
    const kb_print *how;
    const char *ui;
    bool shown[LAYERS];
    size_t counts[LAYERS];
} page;

/* ---- head ---- */

static void put_time(page *p, kb_time time)
{
    kb_buf words = { 0 };
    kb_buf_add_c(p->out, "<time datetime=\"");
    kb_time_write(p->out, time);
    kb_buf_add_c(p->out, "\">");
    kb_phrase_time(&words, time, p->ui);
    kb_html_phrase(p->out, &words);
    kb_buf_add_c(p->out, "</time>");
    kb_buf_clear(&words);
}

/* "published 4 Mar 2025 09:10 · changed ... · English · original" */
static void put_facts(page *p)
{
    const kb_document *doc = p->a->doc;
    const struct {
        const char *name;
        kb_time time;
    } times[] = { { "published", doc->published }, { "changed", doc->modified }, { "captured", kb_captured(doc) } };
    kb_buf_add_c(p->out, "<ul class=\"facts-line\">");
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        if (times[i].time.precision == KB_TIME_NONE) continue;
        kb_buf_add_c(p->out, "<li>");
        kb_html_word(p->out, p->ui, times[i].name);
        kb_buf_add_c(p->out, " ");
        put_time(p, times[i].time);
        kb_buf_add_c(p->out, "</li>");
    }
    if (doc->lang.len) {
        kb_buf_add_c(p->out, "<li>");
        kb_html_word(p->out, p->ui, "language");
        kb_buf_add_c(p->out, " ");
        kb_html_text(p->out, doc->lang);
        kb_buf_add_c(p->out, "</li>");
    }
    kb_buf href = { 0 };
    if (kb_html_href(&href, kb_export_address(doc))) {
        kb_buf_add_c(p->out, "<li><a class=\"link\" rel=\"noopener noreferrer\" href=\"");
        kb_buf_add(p->out, kb_buf_str(&href));
        kb_buf_add_c(p->out, "\">");
        kb_html_word(p->out, p->ui, "original");
        kb_buf_add_c(p->out, "</a></li>");
    }
    p->out->failed |= href.failed;
    kb_buf_clear(&href);
    kb_buf_add_c(p->out, "</ul>\n");
}

static void put_story(page *p)
{
    kb_buf words = { 0 };
    if (!p->a->story) return;
    kb_buf_add_c(p->out, "<p class=\"in-story\">");
    kb_html_word(p->out, p->ui, "in the story");
    kb_buf_add_c(p->out, " <a class=\"link\" dir=\"auto\" href=\"");
    kb_page_story_link(p->out, p->a->story);
    kb_buf_add_c(p->out, "\">");
    if (p->a->story_title.len)
        kb_html_text(p->out, p->a->story_title);
    else
        kb_buf_print(p->out, "%" PRId64, p->a->story);
    kb_buf_add_c(p->out, "</a> <small>");
    kb_buf_print(&words, kb_word_ui(p->ui, p->a->story_reports == 1 ? "%lld report" : "%lld reports"),
                 (long long)p->a->story_reports);
    kb_html_phrase(p->out, &words);
    kb_buf_add_c(p->out, "</small></p>\n");
    kb_buf_clear(&words);
}

/* What kind of document it is, where it is no article as others; that its page is gone. */
static void put_notes(page *p)
{
    const kb_document *doc = p->a->doc;
    static const char *const kinds[] = { [KB_DOC_TITLE] = "a title, or a title and a lead",
                                         [KB_DOC_SHORT] = "too short to be compared",
                                         [KB_DOC_NO_REPORT] = "no report: a list, code, a table",
                                         [KB_DOC_LIVE] = "a live blog: it is found, but in no story" };
    kb_buf words = { 0 };
    if ((size_t)doc->kind < sizeof kinds / sizeof *kinds && kinds[doc->kind]) {
        kb_buf_add_c(p->out, "<p class=\"note\">");
        kb_html_word(p->out, p->ui, kinds[doc->kind]);
        kb_buf_add_c(p->out, "</p>\n");
    }
    if (doc->paywalled) {
        kb_buf_add_c(p->out, "<p class=\"note\">");
        kb_html_word(p->out, p->ui, "behind a pay wall: the text may be cut short");
        kb_buf_add_c(p->out, "</p>\n");
    }
    if (doc->withdrawn) {
        kb_phrase_withdrawn(&words, doc->withdrawn, p->ui);
        kb_buf_add_c(p->out, "<p class=\"note bad\">");
        kb_html_phrase(p->out, &words);
        kb_buf_add_c(p->out, "</p>\n");
    }
    kb_buf_clear(&words);
}

static void put_head(page *p)
{
    const kb_document *doc = p->a->doc;
    kb_buf words = { 0 };
    kb_buf_add_c(p->out, "<header class=\"article-head\">\n<p class=\"over\">");
    if (doc->outlet.len) kb_page_outlet_named(p->out, "link", doc->outlet);
    if (doc->masthead.len) {
        kb_buf_add_c(p->out, " <small>(");
        kb_html_text(p->out, doc->masthead);
        kb_buf_add_c(p->out, ")</small>");
    }
    kb_buf_add_c(p->out, "</p>\n<h1 dir=\"auto\"");
    kb_html_attribute(p->out, "lang", doc->lang);
    kb_buf_add_c(p->out, ">");
    if (doc->title.len) {
        kb_html_text(p->out, doc->title);
    } else {
        kb_buf_print(&words, kb_word_ui(p->ui, "article %lld"), (long long)p->a->article);
        kb_html_phrase(p->out, &words);
    }
    kb_buf_add_c(p->out, "</h1>\n");
    if (doc->byline.count || doc->carriers.count) {
        kb_buf_add_c(p->out, "<p class=\"by\">");
        for (size_t i = 0; i < doc->byline.count + doc->carriers.count; i++) {
            if (i) kb_buf_add_c(p->out, ", ");
            kb_html_text(p->out, i < doc->byline.count ? doc->byline.at[i] : doc->carriers.at[i - doc->byline.count]);
        }
        kb_buf_add_c(p->out, "</p>\n");
    }
    put_facts(p);
    put_story(p);
    put_notes(p);
    kb_buf_add_c(p->out, "</header>\n");
    kb_buf_clear(&words);
}

/* ---- which marks are shown ---- */

static void read_show(page *p, const char *show)
{
    for (size_t i = 0; i < LAYERS; i++) p->shown[i] = !show && layers[i].at_first;
    kb_str rest = kb_str_of(show ? show : ""), part;
    while (rest.len && kb_str_next(&rest, ',', &part))
        for (size_t i = 0; i < LAYERS; i++)
            if (kb_str_is(part, layers[i].name)) p->shown[i] = true;
}

/* The list with layer `i` turned: of none "none", for an empty value is no value. */
static void put_turned(page *p, size_t i)
{
    kb_buf list = { 0 };
    for (size_t k = 0; k < LAYERS; k++) {
        if (p->shown[k] == (k == i)) continue;
        if (list.len) kb_buf_add_char(&list, ',');
        kb_buf_add_c(&list, layers[k].name);
    }
    if (!list.len) kb_buf_add_c(&list, "none");
    kb_frame_here(p->out, p->how, "show", kb_buf_str(&list));
    p->out->failed |= list.failed;
    kb_buf_clear(&list);
}

static void put_chips(page *p)
{
    kb_buf_add_c(p->out, "<nav class=\"layers\" aria-label=\"");
    kb_html_word(p->out, p->ui, "what is marked");
    kb_buf_add_c(p->out, "\">");
    for (size_t i = 0; i < LAYERS; i++) {
        if (!p->counts[i]) continue;
        kb_buf_print(p->out, "<a class=\"chip\"%s data-layer=\"%s\" href=\"",
                     p->shown[i] ? " aria-current=\"true\"" : "", layers[i].name);
        put_turned(p, i);
        kb_buf_print(p->out, "\"><i class=\"swatch %s\" aria-hidden=\"true\">ab</i>", layers[i].class_of);
        kb_html_word(p->out, p->ui, layers[i].word);
        kb_buf_print(p->out, " <b>%zu</b></a>", p->counts[i]);
    }
    kb_buf_add_c(p->out, "</nav>\n");
}

/* ---- marks ---- */

typedef struct {
    kb_marked *at;
    size_t count;
} marked;

static void add_mark(marked *m, kb_span span, kb_marked_kind kind, size_t number, bool first)
{
    m->at[m->count++] = (kb_marked){ { span, first }, kind, (uint32_t)number };
}

static size_t count_marks(const kb_article_told *a)
{
    size_t count = 1 + a->doc->verdicts.count;
    for (size_t i = 0; i < a->source_count; i++) count += a->sources[i].run_count;
    if (!a->claims) return count;
    count += a->claims->figures.count + a->claims->dates.count;
    for (size_t i = 0; i < a->claims->statements.count; i++) count += a->claims->statements.at[i].content.count;
    return count;
}

static void mark_claims(page *p, marked *m)
{
    const kb_claims *c = p->a->claims;
    if (!c) return;
    for (size_t i = 0; i < c->statements.count; i++) {
        const kb_statement *s = &c->statements.at[i];
        for (size_t k = 0; k < s->content.count; k++)
            add_mark(m, s->content.at[k], s->type == KB_INDIRECT ? KB_MARKED_STATEMENT : KB_MARKED_QUOTE, i, k == 0);
    }
    for (size_t i = 0; i < c->figures.count; i++) add_mark(m, c->figures.at[i].span, KB_MARKED_FIGURE, i, true);
    for (size_t i = 0; i < c->dates.count; i++) add_mark(m, c->dates.at[i].span, KB_MARKED_DATE, i, true);
    p->counts[0] = c->statements.count;
    p->counts[1] = c->figures.count;
    p->counts[2] = c->dates.count;
}

static bool collect(page *p, kb_span span, marked *m)
{
    const kb_article_told *a = p->a;
    m->at = calloc(count_marks(a), sizeof *m->at);
    if (!m->at) return false;
    mark_claims(p, m);
    for (size_t i = 0; i < a->source_count; i++) {
        for (size_t k = 0; k < a->sources[i].run_count; k++)
            add_mark(m, a->sources[i].runs[k].text, KB_MARKED_COPIED, i, k == 0);
        p->counts[3] += a->sources[i].run_count;
    }
    for (size_t i = 0; i < a->doc->verdicts.count; i++)
        add_mark(m, a->doc->verdicts.at[i].span, KB_MARKED_VERDICT, (size_t)a->doc->verdicts.at[i].id, true);
    p->counts[4] = a->doc->verdicts.count;
    if (kb_span_len(span)) add_mark(m, span, KB_MARKED_FOUND, 0, true);
    return true;
}

static void put_text(page *p, marked *m)
{
    kb_buf_add_c(p->out, "<div class=\"text marked");
    for (size_t i = 0; i < LAYERS; i++)
        if (p->shown[i]) kb_buf_print(p->out, " show-%s", layers[i].name);
    kb_buf_add_c(p->out, "\" id=\"text\"");
    kb_html_attribute(p->out, "lang", p->a->doc->lang);
    kb_buf_add_c(p->out, ">\n");
    kb_page_marked_text(p->out, p->a->doc, m->at, m->count);
    kb_buf_add_c(p->out, "</div>\n");
}

/* ---- by what it can be cited ---- */

static void put_citation(page *p)
{
    kb_buf_add_c(p->out, "<section class=\"citation\"><h2>");
    kb_html_word(p->out, p->ui, "to cite it");
    kb_buf_add_c(p->out, "</h2>\n");
    kb_page_citation(p->out, p->a->doc, p->ui);
    kb_buf_add_c(p->out, "</section>\n");
}

/* ---- all of it ---- */

kb_status kb_page_article(kb_buf *out, const kb_article_told *article, kb_span span, const char *show,
                          const kb_print *how, kb_err *err)
{
    page p = { .out = out, .a = article, .how = how, .ui = how->ui_lang };
    marked m = { 0 };
    if (!collect(&p, span, &m)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    read_show(&p, show);
    kb_frame_begin(out, how, article->doc->title, KB_TAB_NONE, "text.css article.css");
    kb_buf_add_c(out, "<article class=\"reading\">\n");
    put_head(&p);
    put_chips(&p);
    kb_buf_add_c(out, "<div class=\"beside-text\">\n");
    put_text(&p, &m);
    kb_buf_add_c(out, "<aside class=\"margin\" aria-label=\"");
    kb_html_word(out, p.ui, "about this article");
    kb_buf_add_c(out, "\">\n");
    kb_page_article_margin(out, article, how);
    kb_buf_add_c(out, "</aside>\n</div>\n");
    kb_page_article_revisions(out, article, how);
    put_citation(&p);
    kb_buf_add_c(out, "</article>\n");
    kb_frame_module(out, how, "article.js");
    kb_frame_end(out, how);
    free(m.at);
    return KB_OK;
}
