#include "show/frame.h"

#include <inttypes.h>

#include "show/words.h"

/* The brand's sign, an own drawing: two columns of lines, one line of which differs. */
#define SIGN                                                                                               \
    "<svg class=\"sign\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\">"           \
    "<path d=\"M3 5h7M3 10h7M3 15h7M3 20h4\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.4\"/>" \
    "<path d=\"M14 5h7M14 15h7M14 20h5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.4\"/>"     \
    "<path class=\"odd\" d=\"M14 10h7\" fill=\"none\" stroke-width=\"2.4\"/></svg>"

static const struct {
    kb_tab tab;
    const char *path, *name;
} tabs[] = {
    { KB_TAB_STORIES, "/", "Stories" },        { KB_TAB_SPEAKERS, "/speakers", "Speakers" },
    { KB_TAB_OUTLETS, "/outlets", "Outlets" }, { KB_TAB_SOURCES, "/sources", "Sources" },
    { KB_TAB_ALERTS, "/alerts", "Alerts" },    { KB_TAB_PASTE, "/paste", "Compare" },
};

/* ---- files ---- */

static const kb_embedded *embedded(kb_str name)
{
    for (const kb_embedded *e = kb_embedded_page; e->name; e++)
        if (kb_str_is(name, e->name)) return e;
    return NULL;
}

const kb_embedded *kb_frame_embedded(const char *name)
{
    return embedded(kb_str_of(name));
}

static void put_file(kb_buf *out, kb_str name)
{
    enum { SHOWN = 8 };
    const kb_embedded *file = embedded(name);
    kb_buf_add_c(out, "/static/");
    kb_buf_add(out, name);
    if (!file) return;
    kb_buf_add_c(out, "?v=");
    kb_html_query(out, kb_str_part(kb_str_of(file->sha256), kb_span_of(0, SHOWN)));
}

void kb_frame_file(kb_buf *out, const char *name)
{
    put_file(out, kb_str_of(name));
}

void kb_frame_module(kb_buf *out, const kb_print *how, const char *name)
{
    if (how->visit->part) return; /* the page that it goes into has it */
    kb_buf_add_c(out, "<script type=\"module\" src=\"");
    kb_frame_file(out, name);
    kb_buf_add_c(out, "\"></script>\n");
}

/* ---- links ---- */

static bool is_parameter(kb_str part, const char *name)
{
    size_t equals = kb_str_find(part, KB_STR("="), 0);
    return kb_str_is(kb_str_part(part, kb_span_of(0, equals)), name);
}

void kb_frame_here(kb_buf *out, const kb_print *how, const char *name, kb_str value)
{
    const kb_visit *visit = how->visit;
    kb_str rest = kb_str_of(visit->query), part;
    bool first = true, paging = kb_str_is(kb_str_of(name), "skip");
    kb_html_text(out, kb_str_of(visit->path));
    while (rest.len && kb_str_next(&rest, '&', &part)) {
        if (!part.len || is_parameter(part, name) || is_parameter(part, "part")) continue;
        if (!paging && is_parameter(part, "skip")) continue;
        kb_buf_add_c(out, first ? "?" : "&amp;");
        kb_html_text(out, part);
        first = false;
    }
    if (!value.len) return;
    kb_buf_add_c(out, first ? "?" : "&amp;");
    kb_buf_add_c(out, name);
    kb_buf_add_char(out, '=');
    kb_html_query(out, value);
}

void kb_page_span_link(kb_buf *out, int64_t article, kb_span span)
{
    kb_buf_print(out, "/article/%" PRId64, article);
    if (kb_span_len(span)) kb_buf_print(out, "?span=%zu-%zu#s%zu-%zu", span.begin, span.end, span.begin, span.end);
}

void kb_page_speaker_link(kb_buf *out, kb_str name)
{
    kb_buf_add_c(out, "/speaker/");
    kb_html_query(out, name);
}

void kb_page_outlet_link(kb_buf *out, kb_str name)
{
    kb_buf_add_c(out, "/outlet/");
    kb_html_query(out, name);
}

void kb_page_story_link(kb_buf *out, int64_t story)
{
    kb_buf_print(out, "/story/%" PRId64, story);
}

static void link_begin(kb_buf *out, const char *class_of)
{
    kb_buf_add_c(out, "<a");
    if (class_of) kb_buf_print(out, " class=\"%s\"", class_of);
    kb_buf_add_c(out, " href=\"");
}

static void link_end(kb_buf *out, kb_str words)
{
    kb_buf_add_c(out, "\">");
    kb_html_text(out, words);
    kb_buf_add_c(out, "</a>");
}

void kb_page_speaker_named(kb_buf *out, const char *class_of, kb_str name)
{
    link_begin(out, class_of);
    kb_page_speaker_link(out, name);
    link_end(out, name);
}

void kb_page_outlet_named(kb_buf *out, const char *class_of, kb_str name)
{
    link_begin(out, class_of);
    kb_page_outlet_link(out, name);
    link_end(out, name);
}

void kb_page_story_named(kb_buf *out, const char *ui, int64_t story)
{
    link_begin(out, "link");
    kb_page_story_link(out, story);
    link_end(out, kb_str_of(kb_word_ui(ui, "story")));
}

void kb_page_over(kb_buf *out, const char *ui, const char *path, const char *english)
{
    kb_buf_print(out, "<p class=\"over\"><a class=\"link\" href=\"%s\">", path);
    kb_html_word(out, ui, english);
    kb_buf_add_c(out, "</a>");
}

void kb_page_count_cell(kb_buf *out, int64_t count)
{
    kb_buf_add_c(out, "<td class=\"count\">");
    if (count) kb_buf_add_int(out, count);
    kb_buf_add_c(out, "</td>");
}

static void page_link(kb_buf *out, const kb_print *how, size_t skip, const char *rel, const char *name)
{
    kb_buf number = { 0 };
    if (skip) kb_buf_add_int(&number, (int64_t)skip);
    kb_buf_print(out, "<a class=\"button\" rel=\"%s\" href=\"", rel);
    kb_frame_here(out, how, "skip", kb_buf_str(&number));
    kb_buf_add_c(out, "\">");
    kb_html_word(out, how->ui_lang, name);
    kb_buf_add_c(out, "</a>");
    kb_buf_clear(&number);
}

void kb_frame_pages(kb_buf *out, const kb_print *how, size_t skip, size_t limit, size_t rows)
{
    if (!skip && rows < limit) return;
    kb_buf_add_c(out, "<nav class=\"pages\" aria-label=\"");
    kb_html_word(out, how->ui_lang, "pages");
    kb_buf_add_c(out, "\">");
    if (skip) page_link(out, how, skip > limit ? skip - limit : 0, "prev", "\xe2\x86\x90 back");
    if (rows >= limit) page_link(out, how, skip + limit, "next", "further \xe2\x86\x92");
    kb_buf_add_c(out, "</nav>\n");
}

void kb_frame_form(kb_buf *out, const char *action, const char *class_of)
{
    kb_buf_add_c(out, "<form method=\"post\" action=\"");
    kb_html_text(out, kb_str_of(action));
    kb_buf_add_c(out, "\"");
    if (class_of) kb_html_attribute(out, "class", kb_str_of(class_of));
    kb_buf_add_c(out, ">");
}

/* ---- the frame ---- */

/* The feeds of what the page shows: of the stories, a search, a speaker, an outlet. */
static void feeds(kb_buf *out, const kb_print *how)
{
    static const struct {
        const char *suffix, *type;
    } kinds[] = { { "atom", "application/atom+xml" }, { "json", "application/feed+json" } };
    const kb_str path = kb_str_of(how->visit->path), query = kb_str_of(how->visit->query);
    bool one = kb_str_starts(path, KB_STR("/speaker/")) || kb_str_starts(path, KB_STR("/outlet/"));
    const char *name = kb_str_is(path, "/") ? "/stories" : kb_str_is(path, "/search") && query.len ? "/search" : NULL;
    if (!name && !one) return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        kb_print feed = *how;
        kb_visit visit = *how->visit;
        kb_buf address = { 0 };
        if (one) kb_buf_add(&address, path);
        kb_buf_print(&address, one ? "%s/feed.%s" : "%s.%s", one ? "" : name, kinds[i].suffix);
        kb_buf_add_char(&address, '\0');
        visit.path = address.failed ? "" : address.at;
        feed.visit = &visit;
        kb_buf_print(out, "<link rel=\"alternate\" type=\"%s\" href=\"", kinds[i].type);
        kb_frame_here(out, &feed, "part", (kb_str){ 0 }); /* without paging */
        kb_buf_add_c(out, "\">\n");
        kb_buf_clear(&address);
    }
}

static void sheet_links(kb_buf *out, const char *sheets)
{
    kb_str rest = kb_str_of(sheets), name;
    while (rest.len && kb_str_next(&rest, ' ', &name)) {
        kb_buf_add_c(out, "<link rel=\"stylesheet\" href=\"");
        put_file(out, name);
        kb_buf_add_c(out, "\">\n");
    }
}

static void head(kb_buf *out, const kb_print *how, kb_str title, const char *sheets)
{
    kb_buf_print(out, "<!DOCTYPE html>\n<html lang=\"%s\"", how->ui_lang);
    if (how->visit->theme) kb_html_attribute(out, "data-theme", kb_str_of(how->visit->theme));
    kb_buf_add_c(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    kb_html_text(out, title);
    kb_buf_add_c(out, title.len ? " \xc2\xb7 kabar</title>\n" : "kabar</title>\n");
    kb_buf_add_c(out, "<link rel=\"icon\" type=\"image/svg+xml\" href=\"");
    kb_frame_file(out, "icon.svg");
    kb_buf_add_c(out, "\">\n");
    sheet_links(out, "page.css site.css");
    if (sheets) sheet_links(out, sheets);
    feeds(out, how);
    kb_buf_add_c(out, "<script type=\"module\" src=\"");
    kb_frame_file(out, "site.js");
    kb_buf_add_c(out, "\"></script>\n</head>\n");
}

static void search_form(kb_buf *out, const kb_print *how)
{
    kb_buf_add_c(out, "<form class=\"find\" role=\"search\" action=\"/search\"><label class=\"hidden\" for=\"q\">");
    kb_html_word(out, how->ui_lang, "search");
    kb_buf_add_c(out, "</label><input type=\"search\" id=\"q\" name=\"q\" autocomplete=\"off\" enterkeyhint=\"search\" "
                      "placeholder=\"");
    kb_html_word(out, how->ui_lang, "search all articles");
    kb_buf_add_c(out, "\"></form>\n");
}

/* A choice of the reader's: it is kept in a cookie, and leads back to this page. */
static void choice(kb_buf *out, const kb_print *how, const char *name, const char *value, const char *label,
                   const char *title, bool on)
{
    kb_buf_print(out, "<button name=\"%s\" value=\"%s\"%s title=\"", name, value, on ? " aria-pressed=\"true\"" : "");
    kb_html_word(out, how->ui_lang, title);
    kb_buf_add_c(out, "\">");
    kb_html_text(out, kb_str_of(label));
    kb_buf_add_c(out, "</button>");
}

static void choices(kb_buf *out, const kb_print *how)
{
    const char *ui = how->ui_lang, *theme = how->visit->theme;
    bool dark = theme && kb_str_is(kb_str_of(theme), "dark"), light = theme && !dark;
    kb_frame_form(out, "/choice", "choices");
    kb_buf_add_c(out, "<input type=\"hidden\" name=\"back\" value=\"");
    kb_frame_here(out, how, "part", (kb_str){ 0 });
    kb_buf_add_c(out, "\"><span role=\"group\" aria-label=\"");
    kb_html_word(out, ui, "language");
    kb_buf_add_c(out, "\">");
    choice(out, how, "ui", "id", "ID", "Bahasa Indonesia", kb_str_is(kb_str_of(ui), "id"));
    choice(out, how, "ui", "en", "EN", "English", kb_str_is(kb_str_of(ui), "en"));
    kb_buf_add_c(out, "</span><span role=\"group\" aria-label=\"");
    kb_html_word(out, ui, "colours");
    kb_buf_add_c(out, "\">");
    choice(out, how, "theme", "light", "\xe2\x98\x80", "light", light);
    choice(out, how, "theme", "auto", "\xe2\x97\x90", "as the system has it", !theme);
    choice(out, how, "theme", "dark", "\xe2\x98\xbe", "dark", dark);
    kb_buf_add_c(out, "</span></form>\n");
}

static void navigation(kb_buf *out, const kb_print *how, kb_tab tab)
{
    kb_buf_add_c(out, "<nav class=\"tabs\" aria-label=\"");
    kb_html_word(out, how->ui_lang, "parts of the desk");
    kb_buf_add_c(out, "\">");
    for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++) {
        kb_buf_print(out, "<a href=\"%s\"%s>", tabs[i].path, tabs[i].tab == tab ? " aria-current=\"page\"" : "");
        kb_html_word(out, how->ui_lang, tabs[i].name);
        kb_buf_add_c(out, "</a>");
    }
    kb_buf_add_c(out, "</nav>\n");
}

void kb_frame_begin(kb_buf *out, const kb_print *how, kb_str title, kb_tab tab, const char *sheets)
{
    if (how->visit->part) return;
    head(out, how, title, sheets);
    kb_buf_add_c(out, "<body class=\"site\">\n<a class=\"skip\" href=\"#content\">");
    kb_html_word(out, how->ui_lang, "to the content");
    kb_buf_add_c(out, "</a>\n<header class=\"bar\">\n<a class=\"brand\" href=\"/\">" SIGN "kabar</a>\n");
    navigation(out, how, tab);
    search_form(out, how);
    choices(out, how);
    kb_buf_add_c(out, "</header>\n<main id=\"content\" tabindex=\"-1\">\n");
}

void kb_frame_end(kb_buf *out, const kb_print *how)
{
    if (how->visit->part) return;
    kb_buf_add_c(out, "</main>\n<footer class=\"foot\"><a href=\"/desk\">");
    kb_html_word(out, how->ui_lang, "the desk");
    kb_buf_add_c(out, "</a> <a href=\"/decisions\">");
    kb_html_word(out, how->ui_lang, "decisions and marks");
    kb_buf_add_c(out, "</a> <a href=\"/api\">API</a> <span>kabar " KABAR_VERSION "</span>");
    if (how->visit->leaves) {
        kb_frame_form(out, "/leave", "leave");
        kb_buf_add_c(out, "<button>");
        kb_html_word(out, how->ui_lang, "leave");
        kb_buf_add_c(out, "</button></form>");
    }
    kb_buf_add_c(out, "</footer>\n</body>\n</html>\n");
}
