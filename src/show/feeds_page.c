#include "show/feed_parts.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/url.h"
#include "show/phrase.h"
#include "show/words.h"

#define MINUTE ((int64_t)60)
#define HOUR ((int64_t)3600)
#define DAY ((int64_t)86400)

void kb_phrase_span(kb_buf *out, int64_t seconds, const char *ui)
{
    if (seconds < 0) seconds = 0;
    if (seconds < 90 * MINUTE)
        kb_buf_print(out, kb_word_ui(ui, "%lld min"), (long long)((seconds + MINUTE / 2) / MINUTE));
    else if (seconds < 2 * DAY)
        kb_buf_print(out, kb_word_ui(ui, "%lld h"), (long long)((seconds + HOUR / 2) / HOUR));
    else
        kb_buf_print(out, kb_word_ui(ui, "%lld days"), (long long)((seconds + DAY / 2) / DAY));
}

void kb_page_feed_when(kb_buf *out, const kb_print *how, const char *format, int64_t at, bool ahead)
{
    kb_buf span = { 0 }, words = { 0 };
    const kb_time time = kb_phrase_instant(at);
    kb_phrase_span(&span, ahead ? at - how->now : how->now - at, how->ui_lang);
    kb_buf_add_char(&span, '\0');
    if (!span.failed) kb_buf_print(&words, kb_word_ui(how->ui_lang, format), span.at);
    kb_buf_add_c(out, "<time datetime=\"");
    kb_time_write(out, time);
    kb_buf_add_c(out, "\" title=\"");
    span.len = 0;
    kb_phrase_time(&span, time, how->ui_lang);
    kb_html_phrase(out, &span);
    kb_buf_add_c(out, "\">");
    kb_html_phrase(out, &words);
    kb_buf_add_c(out, "</time>");
    kb_buf_clear(&span);
    kb_buf_clear(&words);
}

void kb_page_feed_rate(kb_buf *out, double per_day, const char *ui)
{
    char room[40];
    if (per_day < 0) return;
    (void)snprintf(room, sizeof room, "%.1f", per_day);
    for (char *c = room; *c; c++)
        if (*c == '.') *c = kb_phrase_point(ui);
    kb_buf_add_c(out, room);
}

static bool in_trouble(const kb_feed_shown *feed)
{
    return kb_feed_is(feed, "followed") && feed->failures > 0;
}

/* ---- the list's head ---- */

static void state_link(kb_buf *out, const kb_print *how, const kb_feed_filter *filter, const char *value,
                       const char *label, size_t count)
{
    const char *now = filter->state ? filter->state : "";
    kb_buf_add_c(out, "<a href=\"");
    kb_frame_here(out, how, "state", kb_str_of(value));
    kb_buf_add_c(out, strcmp(now, value) == 0 ? "\" aria-current=\"true\">" : "\">");
    kb_html_word(out, how->ui_lang, label);
    kb_buf_print(out, " <b>%zu</b></a>", count);
}

static void state_links(kb_buf *out, const kb_feeds_counted *c, const kb_feed_filter *filter, const kb_print *how)
{
    kb_buf_add_c(out, "<nav class=\"sorts\" aria-label=\"");
    kb_html_word(out, how->ui_lang, "state");
    kb_buf_add_c(out, "\">");
    state_link(out, how, filter, "", "all feeds", c->all);
    if (c->trouble) state_link(out, how, filter, "trouble", "in trouble", c->trouble);
    if (c->paused) state_link(out, how, filter, "paused", "paused", c->paused);
    if (c->gone) state_link(out, how, filter, "gone", "gone", c->gone);
    kb_buf_add_c(out, "</nav>\n");
}

static void folder_choice(kb_buf *out, const kb_feeds_counted *c, const kb_feed_filter *filter, const kb_print *how)
{
    kb_str chosen = kb_str_of(filter->folder ? filter->folder : "");
    kb_buf_add_c(out, "<label class=\"field\"><span>");
    kb_html_word(out, how->ui_lang, "folder");
    kb_buf_add_c(out, "</span><select name=\"folder\"><option value=\"\">");
    kb_html_word(out, how->ui_lang, "all folders");
    kb_buf_add_c(out, "</option>");
    for (size_t i = 0; i < c->folder_count; i++) {
        if (!c->folders[i].name.len) continue;
        kb_buf_add_c(out, "<option");
        kb_html_attribute(out, "value", c->folders[i].name);
        kb_buf_add_c(out, kb_str_equal(c->folders[i].name, chosen) ? " selected>" : ">");
        kb_html_text(out, c->folders[i].name);
        kb_buf_print(out, " (%zu)</option>", c->folders[i].feeds);
    }
    kb_buf_add_c(out, "</select></label>\n");
}

static void filters(kb_buf *out, const kb_feeds_counted *c, const kb_feed_filter *filter, const kb_print *how)
{
    const kb_input words = {
        .kind = KB_INPUT_TEXT, .name = "q", .label = "name, address or tag", .value = filter->query
    };
    kb_buf_add_c(out, "<form class=\"filters\" action=\"/sources\" role=\"search\">");
    kb_form_input(out, how, &words);
    if (c->folder_count > 1) folder_choice(out, c, filter, how);
    if (filter->state) kb_form_hidden(out, "state", kb_str_of(filter->state));
    kb_form_button(out, how, "show these", NULL, NULL, NULL);
    kb_buf_add_c(out, "</form>\n");
}

/* Does this process follow the feeds? Where scripts run, what it has brought is told as it comes. */
static void watch_line(kb_buf *out, const kb_print *how)
{
    kb_buf_print(out, "<p class=\"watch%s\" id=\"watch\" data-words=\"", how->visit->watches ? " on" : "");
    kb_html_word(out, how->ui_lang,
                 "since it began: {feeds} feeds asked, {pages} pages, {added} new articles, {failed} failed");
    kb_buf_add_c(out, "\">");
    kb_html_word(out, how->ui_lang,
                 how->visit->watches
                     ? "This server follows the feeds."
                     : "This server does not follow them: 'kabar watch' or 'kabar serve --watch' does.");
    kb_buf_add_c(out, " <span aria-live=\"off\"></span></p>\n");
}

static void ways(kb_buf *out, const kb_print *how)
{
    kb_buf_add_c(out, "<p class=\"row ways\">");
    if (kb_frame_may(how)) {
        kb_buf_add_c(out, "<a class=\"button main\" href=\"/sources/add\">");
        kb_html_word(out, how->ui_lang, "follow more");
        kb_buf_add_c(out, "</a>");
    }
    kb_buf_add_c(out, "<a class=\"button\" href=\"/sources.opml\" download>OPML</a></p>\n");
}

void kb_page_feeds_head(kb_buf *out, const kb_feeds_counted *c, const kb_feed_filter *filter, const kb_print *how)
{
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(how->ui_lang, "Sources")), KB_TAB_SOURCES, "work.css");
    kb_buf_add_c(out, "<div class=\"headed\"><h1>");
    kb_html_word(out, how->ui_lang, "Sources");
    kb_buf_add_c(out, "</h1>\n");
    ways(out, how);
    kb_buf_add_c(out, "</div>\n");
    watch_line(out, how);
    if (c->all) {
        state_links(out, c, filter, how);
        filters(out, c, filter, how);
    }
}

/* ---- a row ---- */

void kb_page_feed_state(kb_buf *out, const kb_feed_shown *feed, const kb_print *how)
{
    const char *ui = how->ui_lang;
    kb_buf words = { 0 };
    const char *sign = in_trouble(feed) || kb_feed_is(feed, "gone") ? "bad"
                       : kb_feed_is(feed, "paused")                 ? "off"
                                                                    : "good";
    kb_buf_print(out, "<span class=\"dot %s\"></span>", sign);
    if (kb_feed_is(feed, "paused")) {
        kb_html_word(out, ui, "paused");
    } else if (kb_feed_is(feed, "gone")) {
        kb_html_word(out, ui, "the host says that it is gone: not asked any more");
    } else if (feed->failures) {
        kb_buf_print(&words, kb_word_ui(ui, feed->failures == 1 ? "failed %lld time" : "failed %lld times"),
                     (long long)feed->failures);
        kb_html_phrase(out, &words);
    } else if (feed->asked) {
        kb_page_feed_when(out, how, "asked %s ago", feed->asked, false);
    } else {
        kb_html_word(out, ui, "not asked yet");
    }
    if (kb_feed_is(feed, "followed")) {
        kb_buf_add_c(out, " &middot; ");
        if (feed->due > how->now)
            kb_page_feed_when(out, how, "next in %s", feed->due, true);
        else
            kb_html_word(out, ui, "due now");
    }
    kb_buf_clear(&words);
}

static void put_small(kb_buf *out, kb_str text)
{
    kb_buf_add_c(out, "<span>");
    kb_html_text(out, text);
    kb_buf_add_c(out, "</span>");
}

static void put_about(kb_buf *out, const kb_feed_shown *feed)
{
    kb_str host = kb_url_host(feed->url), rest = feed->tags, tag;
    kb_buf_add_c(out, "<small class=\"about\">");
    put_small(out, host.len ? host : feed->url);
    if (feed->outlet.len) put_small(out, feed->outlet);
    if (feed->lang.len) put_small(out, feed->lang);
    while (rest.len && kb_str_next(&rest, ',', &tag)) {
        kb_buf_add_c(out, "<span class=\"tag\">");
        kb_html_text(out, kb_str_trim(tag));
        kb_buf_add_c(out, "</span>");
    }
    kb_buf_add_c(out, "</small>");
}

/* A folder of feeds folds; it is a table of its own. */
static void open_folder(kb_buf *out, kb_str folder, const kb_print *how)
{
    static const char *const columns[] = { "feed", "how it does", "last new", "new a day", "articles" };
    kb_buf_add_c(out, "<details class=\"folder\" open><summary><h2>");
    if (folder.len)
        kb_html_text(out, folder);
    else
        kb_html_word(out, how->ui_lang, "in no folder");
    kb_buf_add_c(out, "</h2></summary>\n<table class=\"feeds\"><thead><tr>");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        kb_buf_print(out, "<th scope=\"col\"%s>", i > 2 ? " class=\"count\"" : "");
        kb_html_word(out, how->ui_lang, columns[i]);
        kb_buf_add_c(out, "</th>");
    }
    kb_buf_add_c(out, "</tr></thead>\n<tbody>\n");
}

static void close_folder(kb_buf *out)
{
    kb_buf_add_c(out, "</tbody></table></details>\n");
}

void kb_page_feeds_row(kb_buf *out, const kb_feed_shown *feed, kb_str *folder, const kb_print *how)
{
    bool other = !folder->at || !kb_str_equal(*folder, feed->folder);
    if (other && folder->at) close_folder(out);
    if (other) open_folder(out, feed->folder, how);
    kb_buf_print(out, "<tr><td class=\"who\"><a href=\"/sources/%" PRId64 "\">", feed->id);
    kb_html_text(out, feed->name);
    kb_buf_add_c(out, "</a>");
    put_about(out, feed);
    kb_buf_add_c(out, "</td><td class=\"how\">");
    kb_page_feed_state(out, feed, how);
    if (feed->failures && feed->error.len && kb_feed_is(feed, "followed")) {
        kb_buf_add_c(out, "<small class=\"wrong\">");
        kb_html_message(out, how->ui_lang, feed->error);
        kb_buf_add_c(out, "</small>");
    }
    kb_buf_add_c(out, "</td><td class=\"new\">");
    if (feed->changed) kb_page_feed_when(out, how, "%s ago", feed->changed, false);
    kb_buf_add_c(out, "</td><td class=\"count\" data-name=\"");
    kb_html_word(out, how->ui_lang, "new a day");
    kb_buf_add_c(out, "\">");
    kb_page_feed_rate(out, feed->per_day, how->ui_lang);
    kb_buf_add_c(out, "</td><td class=\"count\" data-name=\"");
    kb_html_word(out, how->ui_lang, "articles");
    kb_buf_print(out, "\">%" PRId64 "</td></tr>\n", feed->articles);
}

void kb_page_feeds_foot(kb_buf *out, const kb_feeds_counted *c, const kb_feed_filter *filter, size_t rows,
                        const kb_print *how)
{
    size_t limit = filter->limit ? filter->limit : KB_FEEDS_LIMIT;
    if (rows) close_folder(out);
    if (!c->matched) {
        kb_buf_add_c(out, "<p class=\"none\">");
        kb_html_word(out, how->ui_lang, c->all ? "no feed is like that" : "no feeds are followed");
        kb_buf_add_c(out, "</p>\n");
    }
    bool more = filter->skip + rows < c->matched;
    kb_frame_pages(out, how, filter->skip, limit, more ? limit : rows < limit ? rows : limit - 1);
    kb_frame_module(out, how, "sources.js");
    kb_frame_end(out, how);
}

/* ---- following more ---- */

void kb_page_feeds_add(kb_buf *out, const kb_feeds_typed *t, const kb_print *how)
{
    const kb_input address[] = {
        { .kind = KB_INPUT_TEXT,
          .name = "url",
          .label = "address of a feed or a site",
          .value = t->url,
          .wrong = t->url_wrong,
          .example = "https://islandpost.example/",
          .more = "inputmode=\"url\" autocapitalize=\"off\" autocomplete=\"off\"",
          .help = "Of a site its feeds are looked for." },
        { .kind = KB_INPUT_CHECK,
          .name = "all",
          .label = "all feeds that the site has, not the first alone",
          .value = t->all ? "1" : NULL },
        { .kind = KB_INPUT_TEXT, .name = "folder", .label = "folder", .value = t->folder, .example = "News/Asia" },
        { .kind = KB_INPUT_TEXT, .name = "tags", .label = "tags, parted by commas", .value = t->tags },
    };
    const kb_input list[] = {
        { .kind = KB_INPUT_FILE,
          .name = "file",
          .label = "a file (OPML)",
          .more = "accept=\".opml,.xml,text/xml,text/x-opml\"" },
        { .kind = KB_INPUT_AREA,
          .name = "list",
          .label = "or its text",
          .value = t->list,
          .wrong = t->list_wrong,
          .more = "rows=\"6\" class=\"short\" spellcheck=\"false\"" },
    };
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(how->ui_lang, "Follow more")), KB_TAB_SOURCES, "work.css");
    kb_page_over(out, how->ui_lang, "/sources", "Sources");
    kb_buf_add_c(out, "</p>\n<h1>");
    kb_html_word(out, how->ui_lang, "Follow more");
    kb_buf_add_c(out, "</h1>\n<div class=\"cards\"><section class=\"card\"><h2>");
    kb_html_word(out, how->ui_lang, "A feed or a site");
    kb_buf_add_c(out, "</h2>\n");
    kb_frame_form(out, "/sources/add", "stack");
    kb_form_inputs(out, how, address, sizeof address / sizeof *address);
    kb_form_button(out, how, "follow", NULL, NULL, "main");
    kb_buf_add_c(out, "</form></section>\n<section class=\"card\"><h2>");
    kb_html_word(out, how->ui_lang, "A list of feeds");
    kb_buf_add_c(
        out, "</h2>\n<form method=\"post\" action=\"/sources/add\" enctype=\"multipart/form-data\" class=\"stack\">");
    kb_form_inputs(out, how, list, sizeof list / sizeof *list);
    kb_form_button(out, how, "follow all of it", NULL, NULL, "main");
    kb_buf_add_c(out, "</form></section></div>\n");
    kb_frame_end(out, how);
}
