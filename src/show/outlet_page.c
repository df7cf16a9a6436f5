/* show/outlet_page.c - one outlet, with what it publishes, copies and corrects, as a page of a served desk. */
#include <inttypes.h>

#include "show/curve.h"
#include "show/form.h"
#include "show/outlet_view.h"
#include "show/phrase.h"

typedef struct {
    kb_buf *out;
    const kb_outlet_view *v;
    const kb_print *how;
    const char *ui;
} page;

static void put_title(const page *p, const char *english)
{
    kb_buf_add_c(p->out, "<h2>");
    kb_html_word(p->out, p->ui, english);
    kb_buf_add_c(p->out, "</h2>\n");
}

static void put_sizes(const page *p)
{
    const struct {
        int64_t count;
        const char *one, *many;
    } sizes[] = { { p->v->has.articles, "%lld article", "%lld articles" },
                  { p->v->has.stories, "%lld story", "%lld stories" },
                  { p->v->has.repeats, "%lld that repeat others", "%lld that repeat others" },
                  { p->v->has.repeated, "%lld of others that repeat it", "%lld of others that repeat it" } };
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<p class=\"sizes\">");
    for (size_t i = 0, some = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (!sizes[i].count) continue;
        if (some++) kb_buf_add_c(p->out, " \xc2\xb7 ");
        kb_buf_print(&phrase, kb_word_ui(p->ui, sizes[i].count == 1 ? sizes[i].one : sizes[i].many),
                     (long long)sizes[i].count);
        kb_html_phrase(p->out, &phrase);
    }
    for (size_t i = 0; i < p->v->langs.count; i++) {
        kb_buf_add_c(p->out, i ? ", " : " \xc2\xb7 ");
        kb_html_text(p->out, p->v->langs.at[i].name);
        if (p->v->langs.count > 1) kb_buf_print(p->out, " %zu", p->v->langs.at[i].reports);
    }
    kb_buf_add_c(p->out, " \xc2\xb7 <a class=\"link\" rel=\"alternate\" type=\"application/atom+xml\" href=\"");
    kb_page_outlet_link(p->out, p->v->row->name);
    kb_buf_add_c(p->out, "/feed.atom\">");
    kb_html_word(p->out, p->ui, "feed");
    kb_buf_add_c(p->out, "</a>");
    kb_buf_add_c(p->out, "</p>\n");
    kb_buf_clear(&phrase);
}

static void put_fact(const page *p, const char *name, kb_str value)
{
    if (!value.len) return;
    kb_buf_add_c(p->out, "<div><dt>");
    kb_html_word(p->out, p->ui, name);
    kb_buf_add_c(p->out, "</dt><dd>");
    kb_html_text(p->out, value);
    kb_buf_add_c(p->out, "</dd></div>\n");
}

static void put_list(const page *p, const char *name, kb_strs list)
{
    kb_buf joined = { 0 };
    kb_names_join(&joined, list);
    put_fact(p, name, kb_buf_str(&joined));
    p->out->failed |= joined.failed;
    kb_buf_clear(&joined);
}

static void put_known(const page *p)
{
    const kb_outlet_row *row = p->v->row;
    kb_buf_add_c(p->out, "<dl class=\"facts\">\n");
    put_fact(p, "owner", row->owner);
    if (row->mirror)
        put_fact(p, "mirror", kb_str_of(kb_word_ui(p->ui, "yes; counts as one with the other mirrors of its owner")));
    put_fact(p, "country", row->country);
    put_fact(p, "language", row->lang);
    put_list(p, "aliases", row->aliases);
    put_list(p, "hosts", row->hosts);
    if (row->mastheads.count > 1 || (row->mastheads.count && !kb_str_equal(row->mastheads.at[0], row->name)))
        put_list(p, "stated as", row->mastheads);
    put_fact(p, "note", row->note);
    kb_buf_add_c(p->out, "</dl>\n");
}

static void put_article(const page *p, const kb_outlet_article *a)
{
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<li><a dir=\"auto\" href=\"");
    kb_page_span_link(p->out, a->article, kb_span_of(0, 0));
    kb_buf_add_c(p->out, "\">");
    if (a->title.len) {
        kb_html_text(p->out, a->title);
    } else {
        kb_buf_print(&phrase, kb_word_ui(p->ui, "article %lld"), (long long)a->article);
        kb_html_phrase(p->out, &phrase);
    }
    kb_buf_add_c(p->out, "</a> <small>");
    kb_phrase_time(&phrase, a->published.precision ? a->published : kb_phrase_instant(a->added), p->ui);
    kb_html_phrase(p->out, &phrase);
    if (a->withdrawn) {
        kb_buf_add_c(p->out, " \xc2\xb7 ");
        kb_phrase_withdrawn(&phrase, a->withdrawn, p->ui);
        kb_html_phrase(p->out, &phrase);
    }
    if (a->story) {
        kb_buf_add_c(p->out, " \xc2\xb7 ");
        kb_page_story_named(p->out, p->ui, a->story);
    }
    kb_buf_add_c(p->out, "</small></li>\n");
    kb_buf_clear(&phrase);
}

static void put_recent(const page *p)
{
    put_title(p, "what it publishes");
    kb_page_curve_large(p->out, &p->v->timeline, "articles over time", p->how);
    kb_buf_add_c(p->out, "<ul class=\"titles\">\n");
    for (size_t i = 0; i < p->v->recent.count; i++) put_article(p, &p->v->recent.at[i]);
    kb_buf_add_c(p->out, "</ul>\n");
}

static void put_kin(const page *p, const char *title, const kb_outlet_kins *list)
{
    enum { SHOWN = 40 };
    const char *const columns[] = { "articles", "as a whole", "words" };
    if (!list->count) return;
    kb_buf_add_c(p->out, "<section><h3>");
    kb_html_word(p->out, p->ui, title);
    kb_buf_add_c(p->out, "</h3>\n<div class=\"scroll\"><table><thead><tr><th scope=\"col\">");
    kb_html_word(p->out, p->ui, "outlet");
    kb_buf_add_c(p->out, "</th>");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        kb_buf_add_c(p->out, "<th scope=\"col\" class=\"count\">");
        kb_html_word(p->out, p->ui, columns[i]);
        kb_buf_add_c(p->out, "</th>");
    }
    kb_buf_add_c(p->out, "<th></th></tr></thead><tbody>\n");
    for (size_t i = 0; i < list->count && i < SHOWN; i++) {
        const kb_outlet_kin *k = &list->at[i];
        kb_buf_add_c(p->out, "<tr><th scope=\"row\">");
        if (k->agency)
            kb_html_text(p->out, k->name);
        else
            kb_page_outlet_named(p->out, "link", k->name);
        if (k->agency) {
            kb_buf_add_c(p->out, " <small>");
            kb_html_word(p->out, p->ui, "agency");
            kb_buf_add_c(p->out, "</small>");
        }
        kb_buf_add_c(p->out, "</th>");
        kb_page_count_cell(p->out, k->articles);
        kb_page_count_cell(p->out, k->whole);
        kb_page_count_cell(p->out, k->words);
        kb_buf_add_c(p->out, "<td><a class=\"link\" href=\"");
        kb_page_span_link(p->out, k->example, kb_span_of(0, 0));
        kb_buf_add_c(p->out, "\">");
        kb_html_word(p->out, p->ui, "for example");
        kb_buf_add_c(p->out, "</a></td></tr>\n");
    }
    kb_buf_add_c(p->out, "</tbody></table></div></section>\n");
}

static void put_copies(const page *p)
{
    kb_buf phrase = { 0 };
    if (!p->v->from.count && !p->v->by.count) return;
    put_title(p, "what it copies");
    if (p->v->has.articles && p->v->has.repeats) {
        kb_buf_print(&phrase, kb_word_ui(p->ui, "%.0f %% of its articles have words of others"),
                     100.0 * (double)p->v->has.repeats / (double)p->v->has.articles);
        kb_buf_add_c(p->out, "<p class=\"lead\">");
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</p>\n");
    }
    kb_buf_add_c(p->out, "<div class=\"two\">\n");
    put_kin(p, "whose words it has", &p->v->from);
    put_kin(p, "who has its words", &p->v->by);
    kb_buf_add_c(p->out, "</div>\n");
    kb_buf_clear(&phrase);
}

static void put_correction(const page *p, const kb_outlet_correction *c)
{
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<li><a class=\"link\" dir=\"auto\" href=\"");
    kb_page_span_link(p->out, c->article, kb_span_of(0, 0));
    kb_buf_add_c(p->out, "#revisions\">");
    kb_html_text(p->out, c->title);
    kb_buf_add_c(p->out, "</a> <small>");
    kb_phrase_time(&phrase, kb_phrase_instant(c->added), p->ui);
    kb_html_phrase(p->out, &phrase);
    kb_buf_add_c(p->out, "</small>\n<ul class=\"changes\">\n");
    for (size_t i = 0; i < c->count; i++) kb_page_change(p->out, &c->changes[i], p->how);
    kb_buf_add_c(p->out, "</ul></li>\n");
    kb_buf_clear(&phrase);
}

static void put_corrected(const page *p)
{
    kb_buf phrase = { 0 };
    if (!p->v->revisions && !p->v->withdrawn.count) return;
    put_title(p, "what it corrects");
    kb_buf_print(&phrase, kb_word_ui(p->ui, "%zu of the last %zu changes are of a title or of figures"),
                 p->v->corrections.count, p->v->revisions);
    kb_buf_add_c(p->out, "<p class=\"lead\">");
    kb_html_phrase(p->out, &phrase);
    kb_buf_add_c(p->out, "</p>\n<ul class=\"titles\">\n");
    for (size_t i = 0; i < p->v->corrections.count; i++) put_correction(p, &p->v->corrections.at[i]);
    kb_buf_add_c(p->out, "</ul>\n");
    if (p->v->withdrawn.count) {
        kb_buf_add_c(p->out, "<h3>");
        kb_html_word(p->out, p->ui, "Withdrawn pages");
        kb_buf_add_c(p->out, "</h3>\n<ul class=\"titles\">\n");
        for (size_t i = 0; i < p->v->withdrawn.count; i++) put_article(p, &p->v->withdrawn.at[i]);
        kb_buf_add_c(p->out, "</ul>\n");
    }
    kb_buf_clear(&phrase);
}

/* ---- the form ---- */

static void put_form(const page *p)
{
    static const char *const mirror[] = { "no", "no", "yes", "yes", NULL };
    const kb_outlet_row *row = p->v->row;
    enum { NAME, OWNER, COUNTRY, LANG, NOTE, FIELDS };
    const kb_str values[FIELDS] = { row->name, row->owner, row->country, row->lang, row->note };
    kb_buf rooms[FIELDS] = { 0 }, action = { 0 };
    const char *text[FIELDS];
    if (!kb_frame_may(p->how)) return;
    for (size_t i = 0; i < FIELDS; i++) text[i] = kb_form_text(&rooms[i], values[i]);
    const kb_input inputs[] = {
        { .kind = KB_INPUT_TEXT, .name = "rename", .label = "name", .value = text[NAME] },
        { .kind = KB_INPUT_TEXT, .name = "owner", .label = "owner", .value = text[OWNER] },
        { .kind = KB_INPUT_TEXT,
          .name = "country",
          .label = "country",
          .value = text[COUNTRY],
          .example = "ID",
          .more = "size=\"4\"" },
        { .kind = KB_INPUT_TEXT,
          .name = "lang",
          .label = "language",
          .value = text[LANG],
          .example = "id",
          .more = "size=\"4\"" },
        { .kind = KB_INPUT_SELECT,
          .name = "mirror",
          .label = "mirror",
          .value = row->mirror ? "yes" : "no",
          .options = mirror,
          .help = "counts as one with the other mirrors of its owner" },
        { .kind = KB_INPUT_TEXT, .name = "aliases", .label = "further names", .example = "A; B" },
        { .kind = KB_INPUT_TEXT, .name = "hosts", .label = "further hosts", .example = "suara.example" },
        { .kind = KB_INPUT_TEXT, .name = "no_aliases", .label = "names to be taken back", .example = "A; B" },
        { .kind = KB_INPUT_TEXT, .name = "no_hosts", .label = "hosts to be taken back" },
        { .kind = KB_INPUT_TEXT, .name = "merge", .label = "another outlet that becomes part of this one" },
        { .kind = KB_INPUT_TEXT, .name = "note", .label = "note", .value = text[NOTE] },
    };
    kb_page_outlet_link(&action, row->name);
    kb_buf_add_char(&action, '\0');
    kb_buf_add_c(p->out, "<details class=\"edit\"><summary class=\"button\">");
    kb_html_word(p->out, p->ui, "say what is known of it");
    kb_buf_add_c(p->out, "</summary>\n");
    kb_frame_form(p->out, action.failed ? "" : action.at, "sheet");
    kb_form_inputs(p->out, p->how, inputs, sizeof inputs / sizeof *inputs);
    kb_buf_add_c(p->out, "<p class=\"row\">");
    kb_form_button(p->out, p->how, "save", NULL, NULL, "main");
    if (row->edited) kb_form_button(p->out, p->how, "take back all that was said", "clear", "1", NULL);
    kb_buf_add_c(p->out, "</p></form></details>\n");
    p->out->failed |= action.failed;
    kb_buf_clear(&action);
    for (size_t i = 0; i < FIELDS; i++) {
        p->out->failed |= rooms[i].failed;
        kb_buf_clear(&rooms[i]);
    }
}

void kb_page_outlet(kb_buf *out, const kb_outlet_view *view, const kb_print *how)
{
    const page p = { out, view, how, how->ui_lang };
    kb_frame_begin(out, how, view->row->name, KB_TAB_OUTLETS, "lists.css");
    kb_buf_add_c(out, "<article class=\"outlet-page\">\n<h1>");
    kb_html_text(out, view->row->name);
    kb_buf_add_c(out, "</h1>\n");
    put_sizes(&p);
    put_known(&p);
    put_form(&p);
    kb_buf_add_c(out, "<div class=\"columns\">\n<div>\n");
    put_recent(&p);
    kb_buf_add_c(out, "</div>\n<div>\n");
    put_copies(&p);
    put_corrected(&p);
    kb_buf_add_c(out, "</div>\n</div>\n");
    kb_buf_add_c(out, "</article>\n");
    kb_frame_end(out, how);
}
