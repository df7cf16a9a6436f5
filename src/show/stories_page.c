#include "show/stories_page.h"

#include <inttypes.h>

#include "show/curve.h"
#include "show/form.h"
#include "show/phrase.h"
#include "show/words.h"

#define OUTLETS_SHOWN 5
#define DOT " \xc2\xb7 "

static const char *const sorts[] = { [KB_SORT_NEWEST] = "newest",
                                     [KB_SORT_LARGEST] = "largest",
                                     [KB_SORT_GROWING] = "growing",
                                     [KB_SORT_INDEPENDENT] = "independent",
                                     [KB_SORT_DISPUTED] = "disputed" };

bool kb_story_sort_of(const char *name, kb_story_sort *out)
{
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        if (strcmp(name, sorts[i]) == 0) {
            *out = (kb_story_sort)i;
            return true;
        }
    return false;
}

/* ---- head ---- */

/* In addresses: empty where stories stand in the order that needs no word. */
static kb_str sort_value(kb_story_sort sort)
{
    return sort == KB_SORT_NEWEST ? (kb_str){ 0 } : kb_str_of(sorts[sort]);
}

static void sort_links(kb_buf *out, const kb_query *query, const kb_print *how)
{
    static const struct {
        kb_story_sort sort;
        const char *name;
    } shown[] = { { KB_SORT_NEWEST, "newest" },
                  { KB_SORT_DISPUTED, "most disputed" },
                  { KB_SORT_GROWING, "growing" },
                  { KB_SORT_LARGEST, "largest" },
                  { KB_SORT_INDEPENDENT, "most independent texts" } };
    kb_buf_add_c(out, "<nav class=\"sorts\" aria-label=\"");
    kb_html_word(out, how->ui_lang, "order");
    kb_buf_add_c(out, "\">");
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        kb_buf_add_c(out, "<a href=\"");
        kb_frame_here(out, how, "sort", sort_value(shown[i].sort));
        kb_buf_add_c(out, shown[i].sort == query->sort ? "\" aria-current=\"true\">" : "\">");
        kb_html_word(out, how->ui_lang, shown[i].name);
        kb_buf_add_c(out, "</a>");
    }
    kb_buf_add_c(out, "</nav>\n");
}

/* Folded away where nothing is chosen, so that the stories come first. */
static void filters(kb_buf *out, const kb_query *q, const kb_print *how)
{
    const kb_input inputs[] = {
        { .kind = KB_INPUT_TEXT, .name = "q", .label = "names or words", .value = q->query },
        { .kind = KB_INPUT_TEXT, .name = "outlet", .label = "outlet", .value = q->outlet },
        { .kind = KB_INPUT_TEXT,
          .name = "lang",
          .label = "language",
          .value = q->lang,
          .example = "id",
          .more = "size=\"4\"" },
        { .kind = KB_INPUT_TEXT,
          .name = "country",
          .label = "country",
          .value = q->country,
          .example = "ID",
          .more = "size=\"4\" maxlength=\"2\"" },
        { .kind = KB_INPUT_DATE, .name = "since", .label = "from", .value = q->since },
        { .kind = KB_INPUT_DATE, .name = "until", .label = "until", .value = q->until },
    };
    bool chosen = q->query || q->outlet || q->lang || q->country || q->since || q->until;
    kb_buf_add_c(out, chosen ? "<details class=\"choose\" open><summary>" : "<details class=\"choose\"><summary>");
    kb_html_word(out, how->ui_lang, "choose among them");
    kb_buf_add_c(out, "</summary>\n<form class=\"filters\" action=\"/\">");
    if (sort_value(q->sort).len) kb_form_hidden(out, "sort", sort_value(q->sort));
    kb_form_inputs(out, how, inputs, sizeof inputs / sizeof *inputs);
    kb_form_button(out, how, "choose", NULL, NULL, "main");
    if (chosen) {
        kb_buf_add_c(out,
                     sort_value(q->sort).len ? "<a class=\"button\" href=\"/?sort=" : "<a class=\"button\" href=\"/");
        kb_buf_add(out, sort_value(q->sort));
        kb_buf_add_c(out, "\">");
        kb_html_word(out, how->ui_lang, "all stories");
        kb_buf_add_c(out, "</a>");
    }
    kb_buf_add_c(out, "</form></details>\n");
}

void kb_page_stories_head(kb_buf *out, const kb_query *query, const kb_print *how)
{
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(how->ui_lang, "Stories")), KB_TAB_STORIES, "stories.css");
    kb_buf_add_c(out, "<h1 class=\"hidden\">");
    kb_html_word(out, how->ui_lang, "Stories");
    kb_buf_add_c(out, "</h1>\n<div class=\"over-list\">");
    sort_links(out, query, how);
    filters(out, query, how);
    kb_buf_add_c(out, "</div>\n<ol class=\"stories\">\n");
}

/* ---- parts of a story that its own page shows too ---- */

void kb_page_disputes(kb_buf *out, const kb_disputes *d, const kb_print *how)
{
    const struct {
        kb_row_kind kind;
        size_t count;
        const char *words;
    } marks[] = { { KB_ROW_DIFFERS, d->differs, "%zu differ" },
                  { KB_ROW_DENIED, d->denied, "%zu denied" },
                  { KB_ROW_SILENT, d->silent, "%zu silent" },
                  { KB_ROW_CHANGED, d->changed, "%zu changed" } };
    bool any = false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (!marks[i].count) continue;
        kb_buf_add_c(out, any ? " " : "<p class=\"disputes\">");
        any = true;
        kb_buf_print(out, "<span class=\"%s\"><i aria-hidden=\"true\">%s</i> ", kb_row_kind_name(marks[i].kind),
                     kb_phrase_sign(marks[i].kind));
        kb_buf_print(out, kb_word_ui(how->ui_lang, marks[i].words), marks[i].count);
        kb_buf_add_c(out, "</span>");
    }
    if (any) kb_buf_add_c(out, "</p>\n");
}

/* ---- a story ---- */

static void outlets(kb_buf *out, const kb_tallies *list, const kb_print *how)
{
    if (!list->count) return;
    kb_buf_add_c(out, "<p class=\"by\">");
    for (size_t i = 0; i < list->count && i < OUTLETS_SHOWN; i++) {
        if (i) kb_buf_add_c(out, ", ");
        kb_html_text(out, list->at[i].name);
    }
    if (list->count > OUTLETS_SHOWN) {
        kb_buf_add_c(out, ", ");
        kb_buf_print(out, kb_word_ui(how->ui_lang, "%zu more"), list->count - OUTLETS_SHOWN);
    }
    kb_buf_add_c(out, "</p>\n");
}

/* When the last report was published, in its own zone. */
static void last_time(kb_buf *out, const kb_story_told *story, const kb_print *how)
{
    const kb_member *last = &story->members[story->facts->reports - 1];
    kb_time time = last->published;
    kb_buf phrase = { 0 };
    if (time.precision == KB_TIME_NONE) time = kb_phrase_instant(last->at);
    kb_buf_add_c(out, "<time datetime=\"");
    kb_time_write(out, time);
    kb_buf_add_c(out, "\">");
    kb_phrase_moment(&phrase, time, INT64_MIN, how->ui_lang);
    kb_html_phrase(out, &phrase);
    kb_buf_add_c(out, "</time>");
    kb_buf_clear(&phrase);
}

void kb_page_stories_item(kb_buf *out, const kb_story_told *story, const kb_print *how)
{
    const kb_facts *f = story->facts;
    const kb_str lang = story->members[f->title].lang;
    kb_buf phrase = { 0 };
    kb_buf_print(out, "<li class=\"story\"><div>\n<h2 dir=\"auto\"");
    if (lang.len && !kb_str_is(lang, "und")) kb_html_attribute(out, "lang", lang);
    kb_buf_print(out, "><a href=\"/story/%" PRId64 "\">", story->story);
    if (kb_story_title(story).len)
        kb_html_text(out, kb_story_title(story));
    else
        kb_buf_print(out, kb_word_ui(how->ui_lang, "story %lld"), (long long)story->story);
    kb_buf_add_c(out, "</a></h2>\n");
    kb_page_disputes(out, &f->disputes, how);
    outlets(out, &f->told_by, how);
    kb_buf_add_c(out, "</div><div class=\"course\">");
    if (f->timeline.count > 1) kb_page_curve(out, &f->timeline, "reports over time", how);
    kb_buf_add_c(out, "<p>");
    kb_phrase_story_size(&phrase, f, how->ui_lang);
    kb_html_phrase(out, &phrase);
    kb_buf_add_c(out, "</p><p>");
    last_time(out, story, how);
    if (f->reports > 1) kb_phrase_growth(&phrase, f->pace, how->ui_lang);
    if (phrase.len) kb_buf_print(out, DOT "<span class=\"%s\">", kb_pace_growth(f->pace) > 0 ? "grows" : "fades");
    bool growth = phrase.len != 0;
    kb_html_phrase(out, &phrase);
    kb_buf_add_c(out, growth ? "</span></p></div></li>\n" : "</p></div></li>\n");
    kb_buf_clear(&phrase);
}

/* ---- foot ---- */

/* What one can do with a desk that holds nothing. */
static void beginning(kb_buf *out, const kb_print *how)
{
    kb_buf_add_c(out, "<p class=\"none\"><a class=\"button\" href=\"/sources\">");
    kb_html_word(out, how->ui_lang, "follow sources");
    kb_buf_add_c(out, "</a> <a class=\"button\" href=\"/paste\">");
    kb_html_word(out, how->ui_lang, "lay texts side by side");
    kb_buf_add_c(out, "</a> <code>kabar add FILE</code></p>\n");
}

void kb_page_stories_foot(kb_buf *out, size_t skip, size_t limit, size_t rows, const kb_print *how)
{
    kb_buf_add_c(out, "</ol>\n");
    if (rows == 0) {
        kb_buf_add_c(out, "<p class=\"none\">");
        kb_html_word(out, how->ui_lang, "no stories");
        kb_buf_add_c(out, "</p>\n");
        if (!*how->visit->query) beginning(out, how);
    }
    kb_frame_pages(out, how, skip, limit, rows);
    kb_frame_module(out, how, "outlets.js");
    kb_frame_end(out, how);
}
