#include "show/story_page.h"

#include <inttypes.h>

#include "show/curve.h"
#include "show/stories_page.h"
#include "show/story_parts.h"

#define NAMES_SHOWN 10
#define TITLE_LONG 110
#define WRITING_BYTES ((size_t)64 << 20)

/* ---- what the parts share ---- */

void story_word(story_page *w, const char *english)
{
    kb_html_word(w->out, w->ui, english);
}

void story_phrase(story_page *w, kb_buf *phrase)
{
    kb_html_phrase(w->out, phrase);
}

void story_number(story_page *w, size_t report)
{
    kb_buf_print(w->out, "<span class=\"n\">%zu</span>", report + 1);
}

void story_outlet(story_page *w, size_t report)
{
    const kb_story_report *r = &w->s->reports[report];
    if (r->outlet.len)
        kb_html_text(w->out, r->outlet);
    else
        kb_buf_print(w->out, kb_word_ui(w->ui, "report %zu"), report + 1);
}

void story_time(story_page *w, kb_time time)
{
    kb_buf phrase = { 0 };
    if (time.precision == KB_TIME_NONE) return;
    kb_buf_add_c(w->out, "<time datetime=\"");
    kb_time_write(w->out, time);
    kb_buf_add_c(w->out, "\">");
    kb_phrase_moment(&phrase, time, INT64_MIN, w->ui);
    story_phrase(w, &phrase);
    kb_buf_add_c(w->out, "</time>");
    kb_buf_clear(&phrase);
}

void story_section(story_page *w, const char *id, const char *title, const char *help)
{
    kb_buf_print(w->out, "<section class=\"part\" id=\"%s\" aria-labelledby=\"h-%s\">\n<h2 id=\"h-%s\">", id, id, id);
    story_word(w, title);
    kb_buf_add_c(w->out, "</h2>\n");
    if (!help) return;
    kb_buf_add_c(w->out, "<p class=\"help\">");
    story_word(w, help);
    kb_buf_add_c(w->out, "</p>\n");
}

/* The place on the page of the cell whose words they are, or that has some of them. */
static void place_here(story_page *w, uint32_t compared, kb_span span)
{
    const kb_rows *rows = &w->s->comparison->rows;
    size_t place = SIZE_MAX;
    for (size_t r = 0; r < rows->count; r++)
        for (size_t i = 0; i < rows->at[r].cells.count; i++) {
            const kb_cell *cell = &rows->at[r].cells.at[i];
            if (cell->report != compared || cell->earlier || !cell->spans.count) continue;
            kb_span at = cell->spans.at[0];
            bool same = at.begin == span.begin && at.end == span.end;
            if (same || (place == SIZE_MAX && at.begin < span.end && span.begin < at.end))
                place = w->p.first_cell[r] + i;
            if (same) r = rows->count - 1, i = rows->at[r].cells.count;
        }
    if (place == SIZE_MAX)
        kb_buf_print(w->out, "#r%" PRIu32, compared);
    else
        kb_buf_print(w->out, "#c%zu", place);
}

void story_href(story_page *w, size_t report, kb_span span)
{
    const kb_story_report *r = &w->s->reports[report];
    if (w->s->here)
        place_here(w, r->compared, span);
    else
        kb_page_span_link(w->out, r->article, span);
}

void story_words_link(story_page *w, size_t report, kb_span span, kb_str words, size_t most)
{
    size_t end = words.len;
    if (end > most) {
        end = most;
        while (end && words.at[end] != ' ') end--;
        if (!end) end = most;
        while (end && ((unsigned char)words.at[end] & 0xC0) == 0x80) end--;
    }
    kb_buf_add_c(w->out, "<a class=\"words\" dir=\"auto\" href=\"");
    story_href(w, report, span);
    kb_buf_add_c(w->out, "\">");
    kb_html_text(w->out, kb_str_part(words, kb_span_of(0, end)));
    kb_buf_add_c(w->out, end < words.len ? " \xe2\x80\xa6</a>" : "</a>");
}

/* ---- head ---- */

static void add_cast(story_page *w, const char *name, const kb_tallies *list)
{
    if (!list->count) return;
    kb_buf_add_c(w->out, "<div><dt>");
    story_word(w, name);
    kb_buf_add_c(w->out, "</dt><dd>");
    for (size_t i = 0; i < list->count && i < NAMES_SHOWN; i++) {
        kb_buf_print(w->out, "%s<a href=\"/search?q=%%22", i ? ", " : "");
        kb_html_query(w->out, list->at[i].name);
        kb_buf_add_c(w->out, "%22\">");
        kb_html_text(w->out, list->at[i].name);
        kb_buf_print(w->out, "</a>\xc2\xa0<small>%zu</small>", list->at[i].reports);
    }
    kb_buf_add_c(w->out, "</dd></div>\n");
}

/* What states no date counts as of when it came. */
static kb_time moment_of(const kb_member *member)
{
    kb_time at = member->published;
    if (at.precision != KB_TIME_NONE) return at;
    at = kb_phrase_instant(member->at);
    at.precision = KB_TIME_MINUTE;
    return at;
}

static void add_times(story_page *w)
{
    const kb_facts *f = w->s->told->facts;
    const kb_member *members = w->s->told->members;
    kb_buf phrase = { 0 };
    kb_buf_add_c(w->out, "<div><dt>");
    story_word(w, "time");
    kb_buf_add_c(w->out, "</dt><dd>");
    story_time(w, moment_of(&members[0]));
    if (f->reports > 1 && f->first != f->last) {
        kb_buf_add_c(w->out, " \xe2\x80\x93 ");
        story_time(w, moment_of(&members[f->reports - 1]));
    }
    if (f->reports > 1) kb_phrase_growth(&phrase, f->pace, w->ui);
    if (phrase.len) kb_buf_add_c(w->out, " \xc2\xb7 ");
    story_phrase(w, &phrase);
    kb_buf_add_c(w->out, "</dd></div>\n");
    kb_buf_clear(&phrase);
}

static void add_told_by(story_page *w)
{
    const kb_tallies *list = &w->s->told->facts->told_by;
    if (!list->count) return;
    kb_buf_add_c(w->out, "<div><dt>");
    story_word(w, "told by");
    kb_buf_add_c(w->out, "</dt><dd>");
    for (size_t i = 0; i < list->count && i < NAMES_SHOWN; i++) {
        if (i) kb_buf_add_c(w->out, ", ");
        kb_page_outlet_named(w->out, NULL, list->at[i].name);
        if (list->at[i].reports > 1) kb_buf_print(w->out, "\xc2\xa0<small>%zu</small>", list->at[i].reports);
    }
    if (list->count > NAMES_SHOWN) kb_buf_add_c(w->out, ", ");
    if (list->count > NAMES_SHOWN) kb_buf_print(w->out, kb_word_ui(w->ui, "%zu more"), list->count - NAMES_SHOWN);
    kb_buf_add_c(w->out, "</dd></div>\n");
}

static kb_disputes disputes_now(const story_page *w)
{
    kb_disputes d = w->s->told->facts->disputes;
    if (!w->s->whole || !w->s->comparison) return d;
    d = (kb_disputes){ .known = true };
    for (size_t i = 0; i < w->s->comparison->rows.count; i++) {
        kb_row_kind kind = w->s->comparison->rows.at[i].kind;
        d.differs += kind == KB_ROW_DIFFERS;
        d.denied += kind == KB_ROW_DENIED;
        d.silent += kind == KB_ROW_SILENT;
        d.changed += kind == KB_ROW_CHANGED;
    }
    return d;
}

static void add_head(story_page *w)
{
    const kb_story_told *told = w->s->told;
    const kb_disputes disputes = disputes_now(w);
    kb_str title = kb_story_title(told), lang = told->members[told->facts->title].lang;
    kb_buf phrase = { 0 };
    kb_buf_add_c(w->out, "<header class=\"top\"><div>\n<p class=\"over\">");
    kb_buf_print(&phrase, kb_word_ui(w->ui, "story %lld"), (long long)told->story);
    kb_buf_add_c(&phrase, " \xc2\xb7 ");
    kb_phrase_story_size(&phrase, told->facts, w->ui);
    story_phrase(w, &phrase);
    kb_buf_add_c(w->out, "</p>\n<h1 dir=\"auto\"");
    if (lang.len && !kb_str_is(lang, "und")) kb_html_attribute(w->out, "lang", lang);
    kb_buf_add_c(w->out, title.len > TITLE_LONG ? " class=\"long\">" : ">");
    if (title.len)
        kb_html_text(w->out, title);
    else
        kb_buf_print(w->out, kb_word_ui(w->ui, "story %lld"), (long long)told->story);
    kb_buf_add_c(w->out, "</h1>\n");
    kb_page_disputes(w->out, &disputes, w->s->how);
    kb_buf_add_c(w->out, "<dl class=\"facts\">\n");
    add_times(w);
    add_told_by(w);
    if (told->cast) add_cast(w, "names", &told->cast->names);
    if (told->cast) add_cast(w, "places", &told->cast->places);
    kb_buf_add_c(w->out, "</dl></div>\n<div class=\"course\">");
    if (told->facts->timeline.count > 1) kb_page_curve(w->out, &told->facts->timeline, "reports over time", w->s->how);
    kb_buf_add_c(w->out, "</div></header>\n");
    kb_buf_clear(&phrase);
}

static bool any_dated(const kb_story_page *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->reports[i].published.precision != KB_TIME_NONE || s->reports[i].withdrawn) return true;
    return false;
}

bool story_shows(const story_page *w, const char *section)
{
    kb_str name = kb_str_of(section);
    if (kb_str_is(name, "lineage")) return w->s->copy_count > 0;
    if (kb_str_is(name, "course")) return w->s->revision_count || any_dated(w->s);
    if (kb_str_is(name, "side") || kb_str_is(name, "said")) return w->s->comparison != NULL;
    if (kb_str_is(name, "texts")) return w->s->here;
    if (kb_str_is(name, "reports") || kb_str_is(name, "hand")) return !w->s->here;
    return true;
}

void story_sections(story_page *w)
{
    static const struct {
        const char *id, *name;
    } parts[] = { { "side", "side by side" }, { "said", "who said what" }, { "course", "course" },
                  { "lineage", "copies" },    { "reports", "reports" },    { "hand", "by hand" },
                  { "texts", "texts" } };
    kb_buf_add_c(w->out, "<nav class=\"parts\" aria-label=\"");
    story_word(w, "parts of the page");
    kb_buf_add_c(w->out, "\">");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!story_shows(w, parts[i].id)) continue;
        kb_buf_print(w->out, "<a href=\"#%s\">", parts[i].id);
        story_word(w, parts[i].name);
        kb_buf_add_c(w->out, "</a>");
    }
    kb_buf_add_c(w->out, "</nav>\n");
}

/* A story of one report, or one whose texts say too little, is there all the same. */
static void add_none(story_page *w)
{
    if (w->s->comparison) return;
    kb_buf_add_c(w->out, "<p class=\"note\">");
    story_word(w, w->s->count == 1 ? "One report so far: there is nothing yet to lay beside it."
                                   : "These reports cannot be laid side by side.");
    if (w->s->count > 1 && w->s->none) {
        kb_buf_add_c(w->out, " <small>");
        kb_html_text(w->out, kb_str_of(w->s->none));
        kb_buf_add_c(w->out, "</small>");
    }
    kb_buf_add_c(w->out, "</p>\n");
}

kb_status story_accounts(story_page *w)
{
    kb_status status = KB_OK;
    if (w->s->comparison) status = story_rows(w);
    if (w->s->comparison && status == KB_OK) status = story_plots(w);
    if (w->s->comparison && status == KB_OK) status = story_said(w);
    return status == KB_OK ? story_course(w) : status;
}

kb_status kb_page_story(kb_buf *out, const kb_story_page *story, kb_err *err)
{
    story_page w = { .s = story,
                     .out = out,
                     .ui = story->how->ui_lang ? story->how->ui_lang : "en",
                     .arena = kb_arena_new(WRITING_BYTES),
                     .err = err };
    kb_status status = KB_OK;
    if (!w.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    w.p = (page){ .out = out, .c = story->comparison, .ui = w.ui };
    kb_buf title = { 0 };
    kb_buf_add(&title, kb_story_title(story->told));
    if (!title.len) kb_buf_print(&title, kb_word_ui(w.ui, "story %lld"), (long long)story->told->story);
    kb_frame_begin(out, story->how, kb_buf_str(&title), KB_TAB_STORIES, "rows.css story.css");
    kb_buf_clear(&title);
    kb_buf_add_c(out, "<div class=\"account\" data-sheets=\""); /* of an article that opens at the side */
    kb_frame_file(out, "text.css");
    kb_buf_add_char(out, ' ');
    kb_frame_file(out, "article.css");
    kb_buf_add_c(out, "\">\n");
    add_head(&w);
    story_sections(&w);
    add_none(&w);
    status = story_accounts(&w);
    if (status == KB_OK) status = story_lineage(&w);
    story_reports(&w);
    story_hands(&w);
    kb_buf_add_c(out, "</div>\n");
    kb_frame_module(out, story->how, "story.js");
    kb_frame_end(out, story->how);
    kb_arena_free(w.arena);
    return status;
}
