#include "show/page.h"

#include <stdlib.h>

#include "base/embedded.h"
#include "show/page_parts.h"

/* ---- words ---- */

void kb_page_text(page *p, kb_str text)
{
    kb_html_text(p->out, text);
}

void kb_page_phrase(page *p, kb_buf *phrase)
{
    kb_html_phrase(p->out, phrase);
}

void kb_page_word(page *p, const char *english)
{
    kb_html_word(p->out, p->ui, english);
}

void kb_page_more(page *p, size_t more)
{
    kb_buf phrase = { 0 };
    kb_buf_print(&phrase, kb_word_ui(p->ui, "%zu more"), more);
    kb_buf_add_c(p->out, "<details class=\"more\"><summary>");
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</summary>\n");
    kb_buf_clear(&phrase);
}

/* ---- frame ---- */

static const kb_embedded *embedded(kb_str name)
{
    for (const kb_embedded *e = kb_embedded_page; e->name; e++)
        if (kb_str_is(name, e->name)) return e;
    return NULL;
}

/* Nothing may be fetched; styles and script run by their hashes alone, so that not even a slip in escaping could run
 * anything. The empty icon keeps browsers from asking for /favicon.ico. */
void kb_page_frame(kb_buf *out, const char *ui, kb_str title, const char *sheets, bool script)
{
    kb_str rest = kb_str_of(sheets), name;
    kb_buf_print(out,
                 "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src",
                 ui);
    while (rest.len && kb_str_next(&rest, ' ', &name)) kb_buf_print(out, " 'sha256-%s'", embedded(name)->sha256);
    if (script) kb_buf_print(out, "; script-src 'sha256-%s'", embedded(KB_STR("page.js"))->sha256);
    kb_buf_add_c(out, "; img-src data:; base-uri 'none'; form-action 'none'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"referrer\" content=\"no-referrer\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n"
                      "<meta name=\"generator\" content=\"kabar " KABAR_VERSION
                      "\">\n<link rel=\"icon\" href=\"data:,\">\n<title>");
    kb_html_text(out, title);
    kb_buf_add_c(out, " \xc2\xb7 kabar</title>\n");
    rest = kb_str_of(sheets);
    while (rest.len && kb_str_next(&rest, ' ', &name)) {
        const kb_embedded *sheet = embedded(name);
        kb_buf_add_c(out, "<style>");
        kb_buf_add(out, (kb_str){ sheet->bytes, sheet->len });
        kb_buf_add_c(out, "</style>\n");
    }
    kb_buf_add_c(out, "</head>\n");
}

static size_t *count_cells(const kb_comparison *c)
{
    size_t *first = calloc(c->rows.count + 1, sizeof *first);
    for (size_t i = 0; first && i < c->rows.count; i++) first[i + 1] = first[i] + c->rows.at[i].cells.count;
    return first;
}

kb_status kb_page_comparison(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err)
{
    const kb_embedded *js = embedded(KB_STR("page.js"));
    page p = { out, comparison, how->ui_lang ? how->ui_lang : "en", count_cells(comparison) };
    kb_status status;

    if (!p.first_cell) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_page_frame(out, p.ui, comparison->title, "page.css rows.css text.css sheet.css", true);
    kb_buf_print(out, "<body class=\"n%zu\">\n<div class=\"page\">\n<main>\n",
                 comparison->count <= 4 ? comparison->count : (size_t)0);
    status = kb_page_head(&p, err);
    kb_page_rows(&p);
    kb_buf_add_c(out, "</main>\n");
    if (status == KB_OK) status = kb_page_articles(&p, err);
    kb_buf_add_c(out, "</div>\n<button id=\"back\" type=\"button\" hidden>");
    kb_page_word(&p, "back to the comparison");
    kb_buf_add_c(out, "</button>\n<script>");
    kb_buf_add(out, (kb_str){ js->bytes, js->len });
    kb_buf_add_c(out, "</script>\n</body>\n</html>\n");
    free(p.first_cell);
    return status;
}
