/* show/page_head.c - heading of the page: title, facts of the story, reports, filters. */
#include "show/page_parts.h"
#include "story/cast.h"

#include <stdlib.h>

#define REPORTS_LARGE 6 /* reports that have a large card each, */
#define REPORTS_OPEN 12 /* and reports that are not folded away */
#define NAMES_SHOWN 8
#define TITLE_LONG 110 /* bytes; what is longer is a first sentence, mostly, and set smaller */
#define CAST_BYTES_MAX ((size_t)256 << 20)

/* ---- reports ---- */

static void add_report_card(page *p, size_t i)
{
    const kb_document *doc = p->c->reports[i].doc;
    kb_buf phrase = { 0 };

    kb_buf_print(p->out, "<li><a class=\"report\" href=\"#r%zu\"><span class=\"n\">%zu</span><b>", i + 1, i + 1);
    kb_phrase_report(&phrase, doc);
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</b>");
    if (doc->title.len) {
        kb_buf_add_c(p->out, "<span class=\"headline\" dir=\"auto\">");
        kb_page_text(p, doc->title);
        kb_buf_add_c(p->out, "</span>");
    }
    kb_buf_add_c(p->out, "<small>");
    kb_phrase_time(&phrase, doc->published, p->ui);
    if (phrase.len && doc->lang.len) kb_buf_add_c(&phrase, " \xc2\xb7 ");
    kb_phrase_language(&phrase, doc, p->ui);
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</small>");
    kb_phrase_basis(&phrase, &p->c->reports[i], p->ui);
    if (phrase.len) {
        kb_buf_add_c(p->out, "<small class=\"basis\">");
        kb_page_phrase(p, &phrase);
        kb_buf_add_c(p->out, "</small>");
    }
    kb_buf_add_c(p->out, "</a></li>\n");
    kb_buf_clear(&phrase);
}

/* Cards, small ones where there are many. */
static void add_reports(page *p)
{
    size_t n = p->c->count, open = n > REPORTS_OPEN + 1 ? REPORTS_OPEN : n;
    const char *list = n > REPORTS_LARGE ? "<ol class=\"reports many\">\n" : "<ol class=\"reports\">\n";
    kb_buf_add_c(p->out, list);
    for (size_t i = 0; i < open; i++) add_report_card(p, i);
    kb_buf_add_c(p->out, "</ol>\n");
    if (open == n) return;
    kb_page_more(p, n - open);
    kb_buf_add_c(p->out, list);
    for (size_t i = open; i < n; i++) add_report_card(p, i);
    kb_buf_add_c(p->out, "</ol>\n</details>\n");
}

static void add_filters(page *p)
{
    size_t counts[KB_ROW_ONLY + 1] = { 0 };
    for (size_t i = 0; i < p->c->rows.count; i++) counts[p->c->rows.at[i].kind]++;
    kb_buf_add_c(p->out, "<nav class=\"kinds\" aria-label=\"");
    kb_page_word(p, "kinds of rows");
    kb_buf_add_c(p->out, "\">\n");
    for (int kind = 0; kind <= KB_ROW_ONLY; kind++) {
        const char *name = kb_row_kind_name((kb_row_kind)kind);
        if (!counts[kind]) continue;
        kb_buf_print(p->out, "<a class=\"chip %s\" data-kind=\"%s\" href=\"#k-%s\"><i aria-hidden=\"true\">%s</i>",
                     name, name, name, kb_phrase_sign((kb_row_kind)kind));
        kb_page_word(p, name);
        kb_buf_print(p->out, " <b>%zu</b></a>\n", counts[kind]);
    }
    kb_buf_add_c(p->out, "</nav>\n");
    if (p->c->count > 1 && !counts[KB_ROW_DIFFERS] && !counts[KB_ROW_DENIED] && !counts[KB_ROW_SILENT]) {
        kb_buf_add_c(p->out, "<p class=\"calm\">");
        kb_page_word(p, "Nothing disputed was found.");
        kb_buf_add_c(p->out, "</p>\n");
    }
}

/* ---- facts ---- */

static void open_fact(page *p, const char *name)
{
    kb_buf_add_c(p->out, "<div><dt>");
    kb_page_word(p, name);
    kb_buf_add_c(p->out, "</dt><dd>");
}

/* When the first and the last report were published. */
static void add_times(page *p)
{
    const kb_time *first = NULL, *last = NULL;
    kb_buf phrase = { 0 };
    for (size_t i = 0; i < p->c->count; i++) {
        const kb_time *time = &p->c->reports[i].doc->published;
        if (time->precision == KB_TIME_NONE) continue;
        if (!first || time->seconds < first->seconds) first = time;
        if (!last || time->seconds > last->seconds) last = time;
    }
    if (!first) return;
    open_fact(p, "time");
    kb_phrase_time(&phrase, *first, p->ui);
    if (last->seconds != first->seconds) kb_buf_add_c(&phrase, " \xe2\x80\x93 ");
    if (last->seconds != first->seconds) kb_phrase_time(&phrase, *last, p->ui);
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</dd></div>\n");
    kb_buf_clear(&phrase);
}

static void add_cast(page *p, const char *name, const kb_tallies *list)
{
    if (!list->count) return;
    open_fact(p, name);
    for (size_t i = 0; i < list->count && i < NAMES_SHOWN; i++) {
        kb_buf_add_c(p->out, i ? ", " : "");
        kb_page_text(p, list->at[i].name);
        kb_buf_print(p->out, "\xc2\xa0<small>%zu</small>", list->at[i].reports);
    }
    kb_buf_add_c(p->out, "</dd></div>\n");
}

/* The names that two of the reports have. */
static kb_status add_names(page *p, kb_arena *arena, kb_err *err)
{
    size_t count = 0;
    kb_cast cast;
    for (size_t i = 0; i < p->c->count; i++) count += p->c->reports[i].claims->entities.count;
    kb_cast_name *names = KB_NEW(arena, kb_cast_name, count);
    if (!names) return kb_arena_fail(arena, err);
    count = 0;
    for (size_t i = 0; i < p->c->count; i++) {
        const kb_entities *entities = &p->c->reports[i].claims->entities;
        for (size_t k = 0; k < entities->count; k++)
            names[count++] = (kb_cast_name){ i, entities->at[k].name, entities->at[k].key, entities->at[k].kind };
    }
    kb_status status = kb_cast_make(names, count, arena, &cast, err);
    if (status != KB_OK) return status;
    add_cast(p, "names", &cast.names);
    add_cast(p, "places", &cast.places);
    return KB_OK;
}

static kb_status add_facts(page *p, kb_err *err)
{
    kb_arena *arena = kb_arena_new(CAST_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_buf_add_c(p->out, "<dl class=\"facts\">\n");
    add_times(p);
    kb_status status = add_names(p, arena, err);
    kb_buf_add_c(p->out, "</dl>\n");
    kb_arena_free(arena);
    return status;
}

static kb_status add_outlets(kb_buf *phrase, const kb_comparison *c, const char *ui, kb_err *err)
{
    kb_outlet *list = calloc(c->count, sizeof *list);
    if (!list) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < c->count; i++)
        list[i] = (kb_outlet){ c->reports[i].doc->outlet, c->reports[i].doc->counted };
    kb_phrase_outlets(phrase, kb_outlets_count(list, c->count), ui);
    free(list);
    return KB_OK;
}

kb_status kb_page_top(page *p, kb_err *err)
{
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<p class=\"over\">");
    kb_phrase_count(&phrase, p->c, p->ui);
    kb_status status = add_outlets(&phrase, p->c, p->ui, err);
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</p>\n<h1 dir=\"auto\"");
    kb_buf_add_c(p->out, p->c->title.len > TITLE_LONG ? " class=\"long\">" : ">");
    if (p->c->title.len)
        kb_page_text(p, p->c->title);
    else
        kb_page_word(p, "Side by side");
    kb_buf_add_c(p->out, "</h1>\n");
    kb_buf_clear(&phrase);
    return status == KB_OK ? add_facts(p, err) : status;
}

kb_status kb_page_head(page *p, kb_err *err)
{
    kb_buf_add_c(p->out, "<header class=\"top\">\n");
    kb_status status = kb_page_top(p, err);
    add_reports(p);
    kb_buf_add_c(p->out, "</header>\n");
    add_filters(p);
    return status;
}
