#include "show/desk_page.h"

#include <inttypes.h>
#include <stdio.h>

#include "show/phrase.h"
#include "show/words.h"

#define GROUP 1000

/* "1,234,567", in Indonesian "1.234.567" */
static void put_number(kb_buf *out, int64_t number, const char *ui)
{
    char mark = kb_phrase_point(ui) == ',' ? '.' : ',';
    if (number >= GROUP) {
        put_number(out, number / GROUP, ui); /* as deep as a number has groups of three */
        kb_buf_print(out, "%c%03" PRId64, mark, number % GROUP);
    } else {
        kb_buf_print(out, "%" PRId64, number);
    }
}

/* "12.4 MB", "1.2 GB" */
static void put_bytes(kb_buf *out, int64_t bytes, const char *ui)
{
    char room[40];
    bool large = bytes >= 1000 * 1000000LL;
    (void)snprintf(room, sizeof room, "%.1f %s", (double)bytes / (large ? 1e9 : 1e6), large ? "GB" : "MB");
    for (char *c = room; *c; c++)
        if (*c == '.') *c = kb_phrase_point(ui);
    kb_buf_add_c(out, room);
}

static void heading(kb_buf *out, const char *level, const char *words, const char *ui)
{
    kb_buf_print(out, "<%s>", level);
    kb_html_word(out, ui, words);
    kb_buf_print(out, "</%s>\n", level);
}

/* ---- what it holds ---- */

static void counts(kb_buf *out, const kb_desk_shown *d, const char *ui)
{
    kb_buf_add_c(out, "<dl class=\"tiles\">\n");
    for (size_t i = 0; i < d->count; i++) {
        kb_buf_add_c(out, "<div><dt>");
        kb_html_word(out, ui, d->counts[i].name);
        kb_buf_add_c(out, "</dt><dd>");
        put_number(out, d->counts[i].count, ui);
        kb_buf_add_c(out, "</dd></div>\n");
    }
    kb_buf_add_c(out, "</dl>\n");
}

static void times(kb_buf *out, const kb_desk_shown *d, const char *ui)
{
    kb_buf words = { 0 };
    kb_time first = kb_phrase_instant(d->first), last = kb_phrase_instant(d->last);
    if (!d->first) return;
    first.precision = last.precision = KB_TIME_DAY;
    kb_buf_add_c(out, "<p class=\"lead\">");
    kb_html_text(out, d->file);
    kb_buf_add_c(&words, " \xc2\xb7 ");
    kb_buf_add_c(&words, kb_word_ui(ui, "published"));
    kb_buf_add_char(&words, ' ');
    kb_phrase_time(&words, first, ui);
    kb_buf_add_c(&words, " \xe2\x80\x93 ");
    kb_phrase_time(&words, last, ui);
    kb_html_phrase(out, &words);
    kb_buf_add_c(out, "</p>\n");
    kb_buf_clear(&words);
}

/* ---- space ---- */

/* A bar of the parts, each as wide as its share; the table below says the same in figures. */
static void bar(kb_buf *out, const kb_desk_shown *d, int64_t all, const char *ui)
{
    enum { WIDTH = 1000, HEIGHT = 26 };
    double at = 0;
    kb_buf_print(out, "<svg class=\"space\" role=\"img\" viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\"><title>",
                 WIDTH, HEIGHT);
    kb_html_word(out, ui, "what the file is made of");
    kb_buf_add_c(out, "</title>");
    for (size_t i = 0; i < d->use_count; i++) {
        double width = (double)d->uses[i].bytes * WIDTH / (double)all;
        kb_buf_print(out, "<rect class=\"u%zu\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"/>", i % 8, at,
                     width > 1 ? width - 1 : width, HEIGHT);
        at += width;
    }
    kb_buf_add_c(out, "</svg>\n");
}

static void uses(kb_buf *out, const kb_desk_shown *d, const kb_print *how)
{
    int64_t all = 1;
    for (size_t i = 0; i < d->use_count; i++) all += d->uses[i].bytes;
    bar(out, d, all, how->ui_lang);
    kb_buf_add_c(out, "<table class=\"uses\"><tbody>\n");
    for (size_t i = 0; i < d->use_count; i++) {
        kb_buf_print(out, "<tr><th scope=\"row\"><span class=\"swatch u%zu\"></span>", i % 8);
        kb_html_word(out, how->ui_lang, d->uses[i].what);
        kb_buf_add_c(out, "</th><td class=\"count\">");
        put_bytes(out, d->uses[i].bytes, how->ui_lang);
        kb_buf_print(out, "</td><td class=\"count\">%.0f %%</td></tr>\n", (double)d->uses[i].bytes * 100 / (double)all);
    }
    kb_buf_add_c(out, "</tbody></table>\n");
}

static void space(kb_buf *out, const kb_desk_shown *d, const kb_print *how)
{
    const char *ui = how->ui_lang;
    kb_buf_add_c(out, "<section class=\"card\">");
    heading(out, "h2", "Space", ui);
    kb_buf_add_c(out, "<p class=\"large\">");
    put_bytes(out, d->bytes, ui);
    if (d->unused) {
        kb_buf_add_c(out, " <small>");
        kb_html_word(out, ui, "unused");
        kb_buf_add_char(out, ' ');
        put_bytes(out, d->unused, ui);
        kb_buf_add_c(out, "</small>");
    }
    kb_buf_add_c(out, "</p>\n");
    if (d->use_count) {
        uses(out, d, how);
    } else {
        kb_buf_add_c(out, "<p><a class=\"button\" href=\"/desk?space=1\">");
        kb_html_word(out, ui, "measure what it is made of");
        kb_buf_add_c(out, "</a></p>\n");
    }
    kb_buf_add_c(out, "</section>\n");
}

/* ---- what is kept ---- */

static void put_days(kb_buf *out, int64_t days, const char *ui)
{
    kb_buf words = { 0 };
    if (days == 0)
        kb_buf_add_c(&words, kb_word_ui(ui, "for ever"));
    else
        kb_buf_print(&words, kb_word_ui(ui, days == 1 ? "%lld day" : "%lld days"), (long long)days);
    kb_html_phrase(out, &words);
    kb_buf_clear(&words);
}

static void rule(kb_buf *out, const char *name, kb_str of, const char *ui)
{
    kb_buf_add_c(out, "<div><dt>");
    kb_html_word(out, ui, name);
    if (of.len) kb_buf_add_char(out, ' ');
    kb_html_text(out, of);
    kb_buf_add_c(out, "</dt><dd>");
}

static void rules(kb_buf *out, const kb_desk_shown *d, const char *ui)
{
    kb_buf_add_c(out, "<dl class=\"facts wide\">\n");
    rule(out, "stories", (kb_str){ 0 }, ui);
    put_days(out, d->keep.days, ui);
    kb_buf_add_c(out, "</dd></div>\n");
    for (size_t i = 0; i < d->part_count; i++) {
        const kb_desk_part *p = &d->parts[i];
        rule(out,
             kb_str_is(p->kind, "outlet") ? "outlet"
             : kb_str_is(p->kind, "lang") ? "language"
                                          : "feed",
             p->name, ui);
        put_days(out, p->days, ui);
        kb_buf_add_c(out, "</dd></div>\n");
    }
    rule(out, "size", (kb_str){ 0 }, ui);
    if (d->keep.bytes) {
        kb_html_word(out, ui, "at most");
        kb_buf_add_char(out, ' ');
        put_bytes(out, d->keep.bytes, ui);
    } else {
        kb_html_word(out, ui, "as large as it becomes");
    }
    kb_buf_add_c(out, "</dd></div>\n");
    rule(out, "raw pages", (kb_str){ 0 }, ui);
    if (d->keep.raw && d->keep.raw_days)
        put_days(out, d->keep.raw_days, ui);
    else
        kb_html_word(out, ui, d->keep.raw ? "as long as their articles" : "not kept");
    kb_buf_add_c(out, "</dd></div>\n</dl>\n");
}

/* A field that was typed; NULL: it was not. */
static const char *typed(const char *const *fields, const char *name)
{
    for (; fields && *fields; fields += 2)
        if (strcmp(fields[0], name) == 0) return fields[1];
    return NULL;
}

static const char *or_else(const char *given, const char *otherwise)
{
    return given ? given : otherwise;
}

static void save_form(kb_buf *out, const kb_print *how, const kb_input *inputs, size_t count)
{
    kb_frame_form(out, "/desk/keep", "grid");
    kb_form_inputs(out, how, inputs, count);
    kb_buf_add_c(out, "<p class=\"row\">");
    kb_form_button(out, how, "save", NULL, NULL, "main");
    kb_buf_add_c(out, "</p></form>\n");
}

/* What the desk has, or what was typed in its place. */
static void keep_form(kb_buf *out, const kb_desk_shown *d, const char *const *fields, const kb_print *how)
{
    static const char *const raw[] = { "on", "kept", "off", "not kept", NULL };
    char days[32] = "forever", raw_days[32] = "auto", size[32] = "none";
    if (d->keep.days) (void)snprintf(days, sizeof days, "%" PRId64, d->keep.days);
    if (d->keep.raw_days) (void)snprintf(raw_days, sizeof raw_days, "%" PRId64, d->keep.raw_days);
    if (d->keep.bytes) (void)snprintf(size, sizeof size, "%.6gM", (double)d->keep.bytes / 1e6);
    const kb_input inputs[] = {
        { .kind = KB_INPUT_TEXT,
          .name = "days",
          .label = "stories are kept (days)",
          .value = or_else(typed(fields, "days"), days),
          .help = "30, forever" },
        { .kind = KB_INPUT_TEXT,
          .name = "size",
          .label = "the desk is at most so large",
          .value = or_else(typed(fields, "size"), size),
          .help = "500M, 5G, none" },
        { .kind = KB_INPUT_SELECT,
          .name = "raw",
          .label = "pages as they came",
          .value = or_else(typed(fields, "raw"), d->keep.raw ? "on" : "off"),
          .options = raw },
        { .kind = KB_INPUT_TEXT,
          .name = "raw_days",
          .label = "they are kept (days)",
          .value = or_else(typed(fields, "raw_days"), raw_days),
          .help = "7; auto: as long as their articles" },
    };
    save_form(out, how, inputs, sizeof inputs / sizeof *inputs);
}

static void part_form(kb_buf *out, const char *const *fields, const kb_print *how)
{
    static const char *const kinds[] = { "outlet", "outlet", "lang", "language", "feed", "feed", NULL };
    const kb_input inputs[] = {
        { .kind = KB_INPUT_SELECT,
          .name = "part",
          .label = "of a part",
          .value = typed(fields, "part"),
          .options = kinds },
        { .kind = KB_INPUT_TEXT,
          .name = "of",
          .label = "name, code or number",
          .value = typed(fields, "of"),
          .more = "required" },
        { .kind = KB_INPUT_TEXT,
          .name = "part_days",
          .label = "days",
          .value = typed(fields, "part_days"),
          .help = "30, forever; auto: as all else",
          .more = "required" },
    };
    save_form(out, how, inputs, sizeof inputs / sizeof *inputs);
}

static void keeping(kb_buf *out, const kb_desk_shown *d, const kb_print *how)
{
    kb_buf_add_c(out, "<section class=\"card\">");
    heading(out, "h2", "What is kept", how->ui_lang);
    rules(out, d, how->ui_lang);
    if (kb_frame_may(how)) {
        kb_buf_add_c(out, "<details class=\"more\"><summary>");
        kb_html_word(out, how->ui_lang, "change that");
        kb_buf_add_c(out, "</summary>\n");
        keep_form(out, d, NULL, how);
        kb_buf_add_c(out, "<details class=\"more\"><summary>");
        kb_html_word(out, how->ui_lang, "an outlet, a language or a feed of its own");
        kb_buf_add_c(out, "</summary>\n");
        part_form(out, NULL, how);
        kb_buf_add_c(out, "</details></details>\n");
        kb_frame_form(out, "/desk/keep", "one");
        kb_form_button(out, how, "what is past its time?", "look", "1", NULL);
        kb_buf_add_c(out, "</form>\n");
    }
    kb_buf_add_c(out, "</section>\n");
}

/* ---- the page ---- */

static void basis(kb_buf *out, const kb_desk_shown *d, const char *ui)
{
    kb_buf words = { 0 };
    if (!d->basis.len) return;
    kb_buf_print(&words, kb_word_ui(ui, "grouped with other data than today's (%.*s): 'kabar regroup' groups anew"),
                 KB_STR_ARGS(d->basis));
    kb_buf_add_c(out, "<p class=\"note\">");
    kb_html_phrase(out, &words);
    kb_buf_add_c(out, "</p>\n");
    kb_buf_clear(&words);
}

void kb_page_desk(kb_buf *out, const kb_desk_shown *d, const kb_print *how)
{
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(how->ui_lang, "The desk")), KB_TAB_NONE, "work.css");
    kb_buf_add_c(out, "<div class=\"headed\">");
    heading(out, "h1", "The desk", how->ui_lang);
    kb_buf_add_c(out, "<p class=\"row ways\"><a class=\"button\" href=\"/digest\">");
    kb_html_word(out, how->ui_lang, "digest of a day");
    kb_buf_add_c(out, "</a></p></div>\n");
    times(out, d, how->ui_lang);
    basis(out, d, how->ui_lang);
    counts(out, d, how->ui_lang);
    kb_buf_add_c(out, "<div class=\"cards\">\n");
    space(out, d, how);
    keeping(out, d, how);
    kb_buf_add_c(out, "</div>\n");
    kb_frame_end(out, how);
}

/* ---- what would go ---- */

static void would_go(kb_buf *out, const kb_keep_shown *k, const char *ui)
{
    const kb_desk_count rows[] = { { "stories", k->stories }, { "articles", k->articles }, { "raw pages", k->raw } };
    const kb_desk_shown shown = { .counts = rows, .count = sizeof rows / sizeof *rows };
    kb_buf_add_c(out, "<p class=\"lead\">");
    kb_html_word(out, ui, "Would go, for good:");
    kb_buf_add_c(out, "</p>\n");
    counts(out, &shown, ui);
}

static void confirm(kb_buf *out, const kb_keep_shown *k, const kb_print *how)
{
    kb_frame_form(out, "/desk/keep", NULL);
    for (const char *const *f = k->fields; *f; f += 2) kb_form_hidden(out, f[0], kb_str_of(f[1]));
    kb_form_hidden(out, "sure", KB_STR("1"));
    kb_buf_add_c(out, "<p class=\"row\">");
    if (k->chosen) kb_form_button(out, how, "keep it so", NULL, NULL, "main");
    kb_form_button(out, how, k->chosen ? "keep it so, and let them go now" : "let them go now", "run", "1", "danger");
    kb_buf_add_c(out, "<a class=\"button\" href=\"/desk\">");
    kb_html_word(out, how->ui_lang, "no");
    kb_buf_add_c(out, "</a></p></form>\n<p class=\"lead\">");
    kb_html_word(out, how->ui_lang, "Who follows feeds lets go within the hour what is past its time.");
    kb_buf_add_c(out, "</p>\n");
}

void kb_page_keep(kb_buf *out, const kb_keep_shown *shown, const kb_print *how)
{
    const char *ui = how->ui_lang;
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(ui, "What is kept")), KB_TAB_NONE, "work.css");
    kb_page_over(out, ui, "/desk", "The desk");
    kb_buf_add_c(out, "</p>\n");
    heading(out, "h1", "What is kept", ui);
    if (shown->wrong) {
        static const kb_desk_shown none = { 0 };
        kb_form_note(out, how, shown->wrong, true);
        if (typed(shown->fields, "part"))
            part_form(out, shown->fields, how);
        else
            keep_form(out, &none, shown->fields, how);
    } else if (shown->stories || shown->articles || shown->raw) {
        would_go(out, shown, ui);
        confirm(out, shown, how);
    } else {
        kb_form_note(out, how, "Nothing is past its time.", false);
    }
    kb_frame_end(out, how);
}
