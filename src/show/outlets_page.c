/* show/outlets_page.c - all outlets, as a page of a served desk. */
#include "show/form.h"
#include "show/outlet_view.h"
#include "show/words.h"

void kb_page_outlets_head(kb_buf *out, const kb_outlet_filter *filter, const kb_print *how)
{
    static const char *const columns[] = { "outlet",   "articles", "stories",  "repeats",
                                           "repeated", "country",  "language", "owner" };
    const char *ui = how->ui_lang;
    const kb_input inputs[] = {
        { .kind = KB_INPUT_TEXT, .name = "owner", .label = "owner", .value = filter->owner },
        { .kind = KB_INPUT_TEXT,
          .name = "country",
          .label = "country",
          .value = filter->country,
          .example = "ID",
          .more = "size=\"4\"" },
        { .kind = KB_INPUT_TEXT,
          .name = "lang",
          .label = "language",
          .value = filter->lang,
          .example = "id",
          .more = "size=\"4\"" },
        { .kind = KB_INPUT_CHECK,
          .name = "edited",
          .label = "of which something is known",
          .value = filter->edited ? "1" : NULL },
    };
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(ui, "Outlets")), KB_TAB_OUTLETS, "lists.css");
    kb_buf_add_c(out, "<h1>");
    kb_html_word(out, ui, "Outlets");
    kb_buf_add_c(out, "</h1>\n<form class=\"filters\" action=\"/outlets\">\n");
    kb_form_inputs(out, how, inputs, sizeof inputs / sizeof *inputs);
    kb_form_button(out, how, "show", NULL, NULL, NULL);
    kb_buf_add_c(out, "</form>\n<div class=\"scroll\"><table class=\"outlets\"><thead><tr>");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        kb_buf_add_c(out, i >= 1 && i <= 4 ? "<th scope=\"col\" class=\"count\">" : "<th scope=\"col\">");
        kb_html_word(out, ui, columns[i]);
        kb_buf_add_c(out, "</th>");
    }
    kb_buf_add_c(out, "</tr></thead><tbody>\n");
}

static void put_cell(kb_buf *out, kb_str text)
{
    kb_buf_add_c(out, "<td>");
    kb_html_text(out, text);
    kb_buf_add_c(out, "</td>");
}

void kb_page_outlets_item(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has, const kb_print *how)
{
    kb_buf_add_c(out, "<tr><th scope=\"row\">");
    kb_page_outlet_named(out, "link", row->name);
    kb_buf_add_c(out, "</th>");
    kb_page_count_cell(out, has->articles);
    kb_page_count_cell(out, has->stories);
    kb_page_count_cell(out, has->repeats);
    kb_page_count_cell(out, has->repeated);
    put_cell(out, row->country);
    put_cell(out, row->lang);
    kb_buf_add_c(out, "<td>");
    kb_html_text(out, row->owner);
    if (row->mirror) {
        kb_buf_add_c(out, " <small>");
        kb_html_word(out, how->ui_lang, "mirror");
        kb_buf_add_c(out, "</small>");
    }
    kb_buf_add_c(out, "</td></tr>\n");
}

void kb_page_outlets_foot(kb_buf *out, size_t rows, const kb_print *how)
{
    kb_buf_add_c(out, "</tbody></table></div>\n");
    if (!rows) {
        kb_buf_add_c(out, "<p class=\"none\">");
        kb_html_word(out, how->ui_lang, "no outlets");
        kb_buf_add_c(out, "</p>\n");
    }
    kb_frame_end(out, how);
}
