/* show/search_page.c - a search as a page of a served desk: the form, what was found, by what it can be narrowed. */
#include <inttypes.h>
#include <stdio.h>

#include "show/facets.h"
#include "show/frame.h"
#include "show/phrase.h"

typedef struct {
    kb_buf *out;
    const kb_query *q;
    const char *ui;
} page;

/* ---- links ---- */

/* The address of this search with some of what it asks set otherwise; paging begins anew. */
static void put_link(const page *p, const kb_query *q)
{
    char story[24];
    (void)snprintf(story, sizeof story, "%" PRId64, q->story);
    const struct {
        const char *name, *value;
    } parts[] = { { "q", q->query },
                  { "lang", q->lang },
                  { "outlet", q->outlet },
                  { "country", q->country },
                  { "since", q->since },
                  { "until", q->until },
                  { "story", q->story ? story : NULL },
                  { "sort", q->by_time ? "newest" : NULL } };
    kb_buf_add_c(p->out, "/search");
    for (size_t i = 0, some = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].value) continue;
        kb_buf_print(p->out, "%s%s=", some++ ? "&amp;" : "?", parts[i].name);
        kb_html_query(p->out, kb_str_of(parts[i].value));
    }
}

/* ---- form ---- */

static void put_field(const page *p, const char *type, const char *name, const char *label, const char *value)
{
    kb_buf_add_c(p->out, "<label class=\"field\">");
    kb_html_word(p->out, p->ui, label);
    kb_buf_print(p->out, "<input type=\"%s\" name=\"%s\"", type, name);
    if (value) kb_html_attribute(p->out, "value", kb_str_of(value));
    kb_buf_add_c(p->out, "></label>\n");
}

static void put_hidden(const page *p, const char *name, const char *value)
{
    if (!value) return;
    kb_buf_print(p->out, "<input type=\"hidden\" name=\"%s\"", name);
    kb_html_attribute(p->out, "value", kb_str_of(value));
    kb_buf_add_c(p->out, ">\n");
}

static void put_form(const page *p)
{
    char story[24];
    (void)snprintf(story, sizeof story, "%" PRId64, p->q->story);
    kb_buf_add_c(
        p->out,
        "<form class=\"search-form\" id=\"search-form\" action=\"/search\" role=\"search\">\n<label class=\"field"
        " words-of\">");
    kb_html_word(p->out, p->ui, "search all articles");
    kb_buf_add_c(p->out,
                 "<input type=\"search\" id=\"search-q\" name=\"q\" autocomplete=\"off\" enterkeyhint=\"search\"");
    if (p->q->query) kb_html_attribute(p->out, "value", kb_str_of(p->q->query));
    if (!p->q->query) kb_buf_add_c(p->out, " autofocus");
    kb_buf_add_c(p->out, "></label>\n");
    put_field(p, "text", "outlet", "outlet", p->q->outlet);
    put_field(p, "date", "since", "since", p->q->since);
    put_field(p, "date", "until", "until", p->q->until);
    put_hidden(p, "lang", p->q->lang);
    put_hidden(p, "country", p->q->country);
    put_hidden(p, "story", p->q->story ? story : NULL);
    put_hidden(p, "sort", p->q->by_time ? "newest" : NULL);
    kb_buf_add_c(p->out, "<button class=\"main\">");
    kb_html_word(p->out, p->ui, "search");
    kb_buf_add_c(p->out, "</button>\n</form>\n");
}

/* ---- what is narrowed, in which order ---- */

static void put_taken(const page *p, const kb_query *without, const char *label, const char *value)
{
    kb_buf_add_c(p->out, "<a class=\"chip\" href=\"");
    put_link(p, without);
    kb_buf_add_c(p->out, "\">");
    kb_html_word(p->out, p->ui, label);
    kb_buf_add_c(p->out, " <b>");
    kb_html_text(p->out, kb_str_of(value));
    kb_buf_add_c(p->out, "</b> <i aria-hidden=\"true\">\xc3\x97</i><span class=\"hidden\">");
    kb_html_word(p->out, p->ui, "take away");
    kb_buf_add_c(p->out, "</span></a>");
}

static void put_narrowed(const page *p)
{
    kb_query lang = *p->q, outlet = *p->q, country = *p->q, since = *p->q, until = *p->q, story = *p->q;
    char number[24];
    lang.lang = NULL;
    outlet.outlet = NULL;
    country.country = NULL;
    since.since = NULL;
    until.until = NULL;
    story.story = 0;
    (void)snprintf(number, sizeof number, "%" PRId64, p->q->story);
    const struct {
        const kb_query *without;
        const char *label, *value;
    } taken[] = { { &lang, "language", p->q->lang },      { &outlet, "outlet", p->q->outlet },
                  { &country, "country", p->q->country }, { &since, "since", p->q->since },
                  { &until, "until", p->q->until },       { &story, "story", p->q->story ? number : NULL } };
    bool any = p->q->lang || p->q->outlet || p->q->country || p->q->since || p->q->until || p->q->story;
    if (!any) return;
    kb_buf_add_c(p->out, "<p class=\"narrowed\">");
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (taken[i].value) put_taken(p, taken[i].without, taken[i].label, taken[i].value);
    kb_buf_add_c(p->out, "</p>\n");
}

static void put_sorts(const page *p)
{
    kb_query other = *p->q;
    kb_buf_add_c(p->out, "<nav class=\"sorts\" aria-label=\"");
    kb_html_word(p->out, p->ui, "order");
    kb_buf_add_c(p->out, "\">");
    for (int newest = 0; newest < 2; newest++) {
        other.by_time = newest != 0;
        kb_buf_add_c(p->out, "<a href=\"");
        put_link(p, &other);
        kb_buf_add_c(p->out, other.by_time == p->q->by_time ? "\" aria-current=\"true\">" : "\">");
        kb_html_word(p->out, p->ui, newest ? "newest" : "best match");
        kb_buf_add_c(p->out, "</a>");
    }
    kb_buf_add_c(p->out, "</nav>\n");
}

/* "312 articles", of a common word "more than 3000". */
static void put_count(const page *p, const kb_facets_found *f)
{
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<p class=\"lead\"><span id=\"found\">");
    if (!f->hits)
        kb_buf_add_c(&phrase, kb_word_ui(p->ui, "nothing found"));
    else
        kb_buf_print(&phrase, kb_word_ui(p->ui, f->hits == 1 ? "%zu article" : "%zu articles"), f->hits);
    kb_html_phrase(p->out, &phrase);
    if (f->cut) {
        kb_buf_add_c(p->out, " <small>");
        kb_buf_print(&phrase, kb_word_ui(p->ui, "counted among the %d hits that came last; there are more"),
                     KB_FACETS_HITS);
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</small>");
    }
    kb_buf_add_c(p->out,
                 "</span> <a class=\"link\" rel=\"alternate\" type=\"application/atom+xml\" href=\"/search.atom?q=");
    kb_html_query(p->out, kb_str_of(p->q->query));
    kb_buf_add_c(p->out, "\">");
    kb_html_word(p->out, p->ui, "feed");
    kb_buf_add_c(p->out, "</a></p>\n");
    kb_buf_clear(&phrase);
}

/* ---- facets ---- */

typedef enum { OF_LANG, OF_OUTLET, OF_TIME, OF_STORY } facet_kind;

/* The value as a C string, for the query of its link. */
static void put_facet(const page *p, const kb_facet *facet, facet_kind kind)
{
    kb_query narrowed = *p->q;
    kb_buf value = { 0 };
    int64_t story = 0;
    kb_buf_add(&value, facet->value);
    kb_buf_add_char(&value, '\0');
    if (value.failed) {
        p->out->failed = true;
        return;
    }
    switch (kind) {
    case OF_LANG: narrowed.lang = value.at; break;
    case OF_OUTLET: narrowed.outlet = value.at; break;
    case OF_TIME: narrowed.since = narrowed.until = value.at; break;
    case OF_STORY:
        if (kb_str_int(facet->value, &story)) narrowed.story = story;
        break;
    }
    kb_buf_add_c(p->out, "<li><a href=\"");
    put_link(p, &narrowed);
    kb_buf_add_c(p->out, "\"><span dir=\"auto\">");
    kb_html_text(p->out, facet->label.len ? facet->label : facet->value);
    kb_buf_print(p->out, "</span> <b>%zu</b></a></li>\n", facet->count);
    kb_buf_clear(&value);
}

static void put_facets(const page *p, const char *title, const kb_facet_list *list, facet_kind kind, bool narrowed)
{
    if (!list->count || narrowed) return;
    kb_buf_print(p->out, "<section class=\"facet\"><h2>");
    kb_html_word(p->out, p->ui, title);
    kb_buf_add_c(p->out, "</h2>\n<ul>\n");
    for (size_t i = 0; i < list->count; i++) put_facet(p, &list->at[i], kind);
    kb_buf_add_c(p->out, "</ul></section>\n");
}

static void put_aside(const page *p, const kb_facets_found *f)
{
    kb_buf_add_c(p->out, "<aside class=\"facets\" aria-label=\"");
    kb_html_word(p->out, p->ui, "narrow it");
    kb_buf_add_c(p->out, "\">\n");
    put_facets(p, "language", &f->langs, OF_LANG, p->q->lang != NULL || f->langs.count < 2);
    put_facets(p, "outlet", &f->outlets, OF_OUTLET, p->q->outlet != NULL || f->outlets.count < 2);
    put_facets(p, "story", &f->stories, OF_STORY, p->q->story != 0);
    put_facets(p, "time", &f->times, OF_TIME, f->times.count < 2);
    kb_buf_add_c(p->out, "</aside>\n");
}

/* ---- how a search is written ---- */

static void put_syntax(const page *p)
{
    static const struct {
        const char *example, *meaning;
    } rows[] = { { "gempa alor", "all words, in any of their forms" },
                 { "\"gempa bumi\"", "these words as they stand" },
                 { "gempa*", "words that begin so" },
                 { "gempa OR tsunami", "either" },
                 { "gempa -tsunami", "without a word" },
                 { "title:gempa", "in the title; also text: outlet: by:" } };
    kb_buf_add_c(p->out, "<section class=\"syntax\"><h2>");
    kb_html_word(p->out, p->ui, "how a search is written");
    kb_buf_add_c(p->out, "</h2>\n<dl>\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_buf_add_c(p->out, "<div><dt><a class=\"link\" href=\"/search?q=");
        kb_html_query(p->out, kb_str_of(rows[i].example));
        kb_buf_add_c(p->out, "\"><code>");
        kb_html_text(p->out, kb_str_of(rows[i].example));
        kb_buf_add_c(p->out, "</code></a></dt><dd>");
        kb_html_word(p->out, p->ui, rows[i].meaning);
        kb_buf_add_c(p->out, "</dd></div>\n");
    }
    kb_buf_add_c(p->out, "</dl></section>\n");
}

/* ---- all of it ---- */

void kb_page_search_head(kb_buf *out, const kb_search_told *told, const kb_print *how)
{
    const page p = { out, told->query, how->ui_lang };
    const kb_str command = KB_STR("search: "); /* with which messages begin */
    kb_str title = kb_str_of(told->query->query ? told->query->query : kb_word_ui(p.ui, "Search"));
    kb_frame_begin(out, how, title, KB_TAB_SEARCH, "lists.css");
    if (!how->visit->part) {
        kb_buf_add_c(out, "<div class=\"search-page\">\n<h1 class=\"hidden\">");
        kb_html_word(out, p.ui, "Search");
        kb_buf_add_c(out, "</h1>\n");
        put_form(&p);
        kb_buf_add_c(out, "<p class=\"hidden\" id=\"search-status\" role=\"status\" aria-live=\"polite\"></p>\n<div "
                          "id=\"results\">\n");
    }
    if (told->wrong) {
        kb_buf_add_c(out, "<p class=\"note bad\" role=\"alert\" id=\"found\">");
        kb_html_word(out, p.ui, "This search cannot be understood:");
        kb_buf_add_c(out, " ");
        kb_str wrong = kb_str_of(told->wrong);
        if (kb_str_starts(wrong, command)) wrong = kb_str_part(wrong, kb_span_of(command.len, wrong.len));
        kb_html_message(out, p.ui, wrong);
        kb_buf_add_c(out, "</p>\n");
    }
    put_narrowed(&p);
    if (!told->facets) {
        put_syntax(&p);
        return;
    }
    kb_buf_add_c(out, "<div class=\"found-head\">\n");
    put_count(&p, told->facets);
    if (told->facets->hits > 1) put_sorts(&p);
    kb_buf_add_c(out, "</div>\n<div class=\"found-all\">\n");
    if (told->facets->hits) put_aside(&p, told->facets);
    kb_buf_add_c(out, "<ol class=\"hits\">\n");
}

static void put_marked(const page *p, kb_str text, char begin, char end)
{
    size_t from = 0;
    bool open = false;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.at[i] != begin && text.at[i] != end) continue;
        kb_html_text(p->out, kb_str_part(text, kb_span_of(from, i)));
        from = i + 1;
        if (i == text.len) break;
        if (text.at[i] == begin && !open) kb_buf_add_c(p->out, "<mark class=\"hit\">");
        if (text.at[i] == end && open) kb_buf_add_c(p->out, "</mark>");
        open = text.at[i] == begin;
    }
    if (open) kb_buf_add_c(p->out, "</mark>");
}

static void put_source(const page *p, const kb_hit_told *hit)
{
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<p class=\"source-line\">");
    if (hit->outlet.len) {
        kb_page_outlet_named(p->out, "link", hit->outlet);
        kb_buf_add_c(p->out, " \xc2\xb7 ");
    }
    kb_phrase_time(&phrase, hit->published.precision ? hit->published : kb_phrase_instant(hit->added), p->ui);
    kb_html_phrase(p->out, &phrase);
    kb_buf_add_c(p->out, " \xc2\xb7 ");
    kb_html_text(p->out, hit->lang);
    if (hit->live) {
        kb_buf_add_c(p->out, " \xc2\xb7 ");
        kb_html_word(p->out, p->ui, "live blog");
    }
    if (hit->withdrawn) {
        kb_buf_add_c(p->out, " \xc2\xb7 ");
        kb_phrase_withdrawn(&phrase, hit->withdrawn, p->ui);
        kb_html_phrase(p->out, &phrase);
    }
    if (hit->story) {
        kb_buf_add_c(p->out, " \xc2\xb7 ");
        kb_page_story_named(p->out, p->ui, hit->story);
    }
    kb_buf_add_c(p->out, "</p></li>\n");
    kb_buf_clear(&phrase);
}

void kb_page_search_hit(kb_buf *out, const kb_hit_told *hit, char begin, char end, const kb_print *how)
{
    const page p = { out, NULL, how->ui_lang };
    kb_buf phrase = { 0 };
    kb_buf_add_c(out, "<li><h2 dir=\"auto\"");
    kb_html_attribute(out, "lang", hit->lang);
    kb_buf_add_c(out, "><a href=\"");
    kb_page_span_link(out, hit->article, kb_span_of(0, 0));
    kb_buf_add_c(out, "\">");
    if (hit->title.len) {
        put_marked(&p, hit->title, begin, end);
    } else {
        kb_buf_print(&phrase, kb_word_ui(p.ui, "article %lld"), (long long)hit->article);
        kb_html_phrase(out, &phrase);
    }
    kb_buf_add_c(out, "</a></h2>\n<p class=\"snippet\" dir=\"auto\"");
    kb_html_attribute(out, "lang", hit->lang);
    kb_buf_add_c(out, ">");
    put_marked(&p, hit->snippet, begin, end);
    kb_buf_add_c(out, "</p>\n");
    put_source(&p, hit);
    kb_buf_clear(&phrase);
}

void kb_page_search_foot(kb_buf *out, const kb_search_told *told, const kb_print *how)
{
    const page p = { out, told->query, how->ui_lang };
    const size_t limit = told->query->limit ? told->query->limit : KB_QUERY_LIMIT;
    if (told->facets) {
        kb_buf_add_c(out, "</ol>\n</div>\n");
        if (!told->rows) put_syntax(&p);
        kb_frame_pages(out, how, told->query->skip, limit, told->rows);
    }
    if (how->visit->part) return;
    kb_buf_add_c(out, "</div>\n</div>\n");
    kb_frame_module(out, how, "search.js");
    kb_frame_module(out, how, "outlets.js");
    kb_frame_end(out, how);
}
