#include "show/paste_page.h"

#include <inttypes.h>

#include "base/url.h"
#include "show/story_parts.h"

#define ADDRESS_MAX ((size_t)4096)
#define WRITING_BYTES ((size_t)64 << 20)

bool kb_paste_is_address(kb_str source)
{
    kb_str s = kb_str_trim(source);
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] <= ' ') return false;
    return s.len <= ADDRESS_MAX && kb_url_is_web(s);
}

/* ---- the form ---- */

static void box(kb_buf *out, const kb_print *how, const kb_pasted *p, size_t n)
{
    const kb_input source = { .kind = KB_INPUT_AREA,
                              .name = "source",
                              .label = "text, or the address of an article",
                              .value = p->source,
                              .wrong = p->wrong[0] ? p->wrong : NULL,
                              .more = "rows=\"9\" dir=\"auto\" spellcheck=\"false\"" };
    const kb_input rest[] = {
        { .kind = KB_INPUT_TEXT, .name = "outlet", .label = "outlet, if you like", .value = p->outlet },
        { .kind = KB_INPUT_DATE, .name = "day", .label = "day, if you like", .value = p->day }
    };
    kb_buf_print(out, "<fieldset class=\"box\"><legend><span class=\"n\">%zu</span></legend>\n", n);
    kb_form_input(out, how, &source);
    kb_buf_add_c(out, "<div class=\"row\">");
    kb_form_inputs(out, how, rest, 2);
    kb_buf_add_c(out, "</div></fieldset>\n");
}

static void keep_button(kb_buf *out, const kb_print *how)
{
    if (!kb_frame_may(how)) return;
    kb_buf_add_c(out, "<button formaction=\"/paste/keep\">");
    kb_html_word(out, how->ui_lang, "keep on the desk");
    kb_buf_add_c(out, "</button>\n");
}

static void form(kb_buf *out, const kb_paste *paste, const kb_print *how)
{
    kb_form_note(out, how, paste->wrong[0] ? paste->wrong : NULL, true);
    kb_buf_add_c(out, "<form method=\"post\" action=\"/paste\" class=\"paste\" id=\"" KB_PASTE_FORM "\">");
    kb_buf_add_c(out, "<div class=\"boxes\">\n");
    for (size_t i = 0; i < paste->count; i++) box(out, how, &paste->at[i], i + 1);
    kb_buf_add_c(out, "</div>\n<p class=\"row\">");
    kb_form_button(out, how, "lay side by side", NULL, NULL, "main");
    if (paste->count < KB_PASTE_MAX) kb_form_button(out, how, "one more", "more", "1", NULL);
    keep_button(out, how);
    kb_buf_add_c(out, "</p>\n</form>\n");
}

void kb_page_paste_form(kb_buf *out, const kb_paste *paste, const kb_print *how)
{
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(how->ui_lang, "Compare")), KB_TAB_PASTE, "paste.css");
    kb_buf_add_c(out, "<h1>");
    kb_html_word(out, how->ui_lang, "Lay texts side by side");
    kb_buf_add_c(out, "</h1>\n<p class=\"lead\">");
    kb_html_word(out, how->ui_lang,
                 "Paste reports of one event, or their addresses. Nothing is kept, unless you say so.");
    kb_buf_add_c(out, "</p>\n");
    form(out, paste, how);
    kb_frame_module(out, how, "paste.js");
    kb_frame_end(out, how);
}

/* ---- the comparison ---- */

/* What was typed, to be kept on the desk. */
static void keep_form(kb_buf *out, const kb_paste *paste, const kb_print *how)
{
    if (!kb_frame_may(how)) return;
    kb_frame_form(out, "/paste/keep", "one");
    for (size_t i = 0; i < paste->count; i++) {
        const kb_pasted *p = &paste->at[i];
        if (!p->source) continue;
        kb_form_hidden(out, "source", kb_str_of(p->source));
        kb_form_hidden(out, "outlet", kb_str_of(p->outlet ? p->outlet : ""));
        kb_form_hidden(out, "day", kb_str_of(p->day ? p->day : ""));
    }
    kb_form_button(out, how, "keep on the desk", NULL, NULL, "main");
    kb_buf_add_c(out, "</form>\n");
}

static void bar(kb_buf *out, const kb_paste *paste, const kb_print *how)
{
    kb_buf_add_c(out, "<div class=\"pasted\"><p>");
    kb_html_word(out, how->ui_lang, "Nothing of this is kept.");
    kb_buf_add_c(out, " <a class=\"link\" href=\"#change\">");
    kb_html_word(out, how->ui_lang, "change the texts");
    kb_buf_add_c(out, "</a></p>\n");
    keep_form(out, paste, how);
    kb_buf_add_c(out, "</div>\n");
}

static void take_columns(const kb_paste *paste, kb_story_report *reports, size_t count)
{
    size_t taken = 0;
    for (size_t i = 0; i < paste->column_count; i++) {
        size_t n = paste->columns[i];
        if (n < 1 || n > count || reports[n - 1].column) continue;
        reports[n - 1].column = true;
        taken++;
    }
    for (size_t i = 0; i < count && i < KB_PASTE_COLUMNS && !taken; i++) reports[i].column = true;
}

/* What a story's page wants to know of its reports, of texts that are not stored. */
static bool gather(story_page *w, kb_story_page *s, const kb_paste *paste)
{
    const kb_comparison *c = s->comparison;
    kb_story_report *reports = KB_NEW(w->arena, kb_story_report, c->count);
    size_t *of = KB_NEW(w->arena, size_t, c->count);
    w->p.first_cell = KB_NEW(w->arena, size_t, c->rows.count + 1);
    if (!reports || !of || !w->p.first_cell) return false;
    for (size_t i = 0; i < c->count; i++) {
        const kb_document *doc = c->reports[i].doc;
        reports[i] = (kb_story_report){ .outlet = doc->outlet,
                                        .title = doc->title,
                                        .lang = doc->lang,
                                        .url = doc->url,
                                        .published = doc->published,
                                        .compared = (uint32_t)i + 1 };
        of[i] = i;
    }
    for (size_t r = 0; r < c->rows.count; r++) w->p.first_cell[r + 1] = w->p.first_cell[r] + c->rows.at[r].cells.count;
    take_columns(paste, reports, c->count);
    s->reports = reports;
    s->of = of;
    return true;
}

static kb_status accounts(story_page *w)
{
    kb_buf_add_c(w->out, "<div class=\"account\">\n<header class=\"top\"><div>\n");
    kb_status status = kb_page_top(&w->p, w->err);
    kb_buf_add_c(w->out, "</div></header>\n");
    story_sections(w);
    if (status == KB_OK) status = story_accounts(w);
    if (status != KB_OK) return status;
    story_section(w, "texts", "Texts", NULL);
    status = kb_page_articles(&w->p, w->err);
    kb_buf_add_c(w->out, "</section>\n</div>\n");
    return status;
}

kb_status kb_page_paste_result(kb_buf *out, const kb_paste *paste, const kb_comparison *comparison, const kb_print *how,
                               kb_err *err)
{
    kb_story_page s = { .how = how, .count = comparison->count, .comparison = comparison, .here = true, .whole = true };
    story_page w = { .s = &s, .out = out, .ui = how->ui_lang, .arena = kb_arena_new(WRITING_BYTES), .err = err };
    if (!w.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    w.p = (page){ .out = out, .c = comparison, .ui = w.ui };
    kb_frame_begin(out, how, comparison->title, KB_TAB_PASTE, "rows.css text.css story.css paste.css");
    bar(out, paste, how);
    kb_status status = gather(&w, &s, paste) ? accounts(&w) : kb_arena_fail(w.arena, err);
    kb_buf_add_c(out, "<details id=\"change\" class=\"change\"><summary><h2>");
    kb_html_word(out, how->ui_lang, "change the texts");
    kb_buf_add_c(out, "</h2></summary>\n");
    form(out, paste, how);
    kb_buf_add_c(out, "</details>\n");
    kb_frame_module(out, how, "story.js");
    kb_frame_module(out, how, "paste.js");
    kb_frame_end(out, how);
    kb_arena_free(w.arena);
    return status;
}

/* ---- kept ---- */

void kb_page_paste_kept(kb_buf *out, const int64_t *articles, const int64_t *stories, size_t count, const kb_print *how)
{
    const char *ui = how->ui_lang;
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(ui, "Compare")), KB_TAB_PASTE, NULL);
    kb_buf_add_c(out, "<h1>");
    kb_html_word(out, ui, "Kept on the desk");
    kb_buf_add_c(out, "</h1>\n<p class=\"lead\">");
    kb_html_word(out, ui, "The desk takes them for reports of several events.");
    kb_buf_add_c(out, "</p>\n<ul>\n");
    for (size_t i = 0; i < count; i++) {
        kb_buf_print(out, "<li><a class=\"link\" href=\"/article/%" PRId64 "\">", articles[i]);
        kb_buf_print(out, kb_word_ui(ui, "article %lld"), (long long)articles[i]);
        kb_buf_add_c(out, "</a>");
        if (stories[i]) {
            kb_buf_print(out, " &middot; <a class=\"link\" href=\"/story/%" PRId64 "\">", stories[i]);
            kb_buf_print(out, kb_word_ui(ui, "story %lld"), (long long)stories[i]);
            kb_buf_add_c(out, "</a>");
        }
        kb_buf_add_c(out, "</li>\n");
    }
    kb_buf_add_c(out, "</ul>\n");
    kb_frame_end(out, how);
}
