#include "show/facets.h"

#include "show/ink.h"
#include "show/plain.h"
#include "show/words.h"

static void put_list(kb_json *json, const char *key, const kb_facet_list *list, bool labelled)
{
    kb_json_key(json, key);
    kb_json_open(json, '[');
    for (size_t i = 0; i < list->count; i++) {
        kb_json_open(json, '{');
        kb_json_put_str(json, "value", list->at[i].value);
        if (labelled) kb_json_put_text(json, "title", list->at[i].label);
        kb_json_put_int(json, "articles", (int64_t)list->at[i].count);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

void kb_json_facets(kb_json *json, const kb_facets_found *facets)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_put_int(json, "articles", (int64_t)facets->hits);
    kb_json_put_bool(json, "cut", facets->cut);
    put_list(json, "languages", &facets->langs, false);
    put_list(json, "outlets", &facets->outlets, false);
    put_list(json, "times", &facets->times, false);
    put_list(json, "stories", &facets->stories, true);
    kb_json_close(json, '}');
    kb_json_line(json);
}

/* ---- the screen ---- */

static void add_facet(kb_buf *out, const kb_facet *facet, bool labelled, size_t screen, bool color)
{
    enum { NUMBER = 8, GAP = 2, LEAST = 20 };
    kb_buf number = { 0 }, words = { 0 };
    kb_buf_print(&number, "%*zu", NUMBER, facet->count);
    for (size_t i = 0; i < number.len && number.at[i] == ' '; i++) number.at[i] = KB_INK_SPACE[0];
    kb_plain_add(&words, facet->value);
    if (labelled && facet->label.len) {
        kb_ink_set(&words, KB_INK_DIM);
        kb_buf_add_c(&words, KB_INK_SPACE KB_INK_SPACE KB_INK_HANG);
        kb_plain_add(&words, facet->label);
    }
    const kb_ink_column columns[] = { { kb_buf_str(&number), NUMBER },
                                      { kb_buf_str(&words),
                                        screen > LEAST + NUMBER + GAP ? screen - NUMBER - GAP : LEAST } };
    kb_ink_columns(out, columns, 2, 0, GAP, color);
    out->failed |= number.failed || words.failed;
    kb_buf_clear(&number);
    kb_buf_clear(&words);
}

static void add_list(kb_buf *out, const char *title, const kb_facet_list *list, bool labelled, const kb_print *how)
{
    size_t screen = how->width > 0 ? (size_t)how->width : 80;
    kb_buf head = { 0 };
    if (!list->count) return;
    kb_ink_set(&head, KB_INK_BOLD);
    kb_buf_add_c(&head, kb_word_ui(how->ui_lang, title));
    kb_buf_add_char(out, '\n');
    kb_ink_write(out, kb_buf_str(&head), 0, screen, how->color);
    for (size_t i = 0; i < list->count; i++) add_facet(out, &list->at[i], labelled, screen, how->color);
    out->failed |= head.failed;
    kb_buf_clear(&head);
}

void kb_screen_facets(kb_buf *out, const kb_facets_found *f, const kb_print *how)
{
    const char *ui = how->ui_lang;
    if (!f->hits) {
        kb_buf_print(out, "%s\n", kb_word_ui(ui, "nothing found"));
        return;
    }
    kb_buf_print(out, kb_word_ui(ui, f->hits == 1 ? "%zu article" : "%zu articles"), f->hits);
    kb_buf_add_char(out, '\n');
    if (f->cut) {
        kb_buf_print(out, kb_word_ui(ui, "counted among the %d hits that came last; there are more"), KB_FACETS_HITS);
        kb_buf_add_char(out, '\n');
    }
    add_list(out, "language", &f->langs, false, how);
    add_list(out, "outlet", &f->outlets, false, how);
    add_list(out, "story", &f->stories, true, how);
    add_list(out, "time", &f->times, false, how);
}
