#include "show/outlets.h"

#include "show/export.h"
#include "show/ink.h"
#include "show/nouns_json.h"
#include "show/plain.h"
#include "show/words.h"

#include <stdio.h>

#define DOT " \xc2\xb7 "

/* ---- lists of names ---- */

void kb_names_join(kb_buf *out, kb_strs names)
{
    for (size_t i = 0; i < names.count; i++) {
        if (i) kb_buf_add_c(out, "; ");
        for (size_t k = 0; k < names.at[i].len; k++) {
            char c = names.at[i].at[k];
            if (c == ';' || c == '\\') kb_buf_add_char(out, '\\');
            kb_buf_add_char(out, c);
        }
    }
}

kb_status kb_names_next(kb_str *joined, kb_arena *arena, kb_str *name, bool *more, kb_err *err)
{
    kb_status status = KB_OK;
    *more = false;
    while (joined->len && !*more && status == KB_OK) {
        char *to = KB_NEW(arena, char, joined->len);
        size_t i = 0, len = 0;
        if (!to) return kb_arena_fail(arena, err);
        for (; i < joined->len && joined->at[i] != ';'; i++) {
            if (joined->at[i] == '\\' && i + 1 < joined->len) i++;
            to[len++] = joined->at[i];
        }
        *joined = kb_str_part(*joined, kb_span_of(i + 1, joined->len));
        *name = kb_str_trim((kb_str){ to, len });
        *more = name->len > 0;
    }
    return status;
}

/* ---- JSON ---- */

void kb_json_outlet(kb_json *json, const kb_outlet_row *row, const kb_outlet_has *has)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_put_str(json, "outlet", row->name);
    kb_json_key(json, "aliases");
    kb_json_strs(json, row->aliases);
    kb_json_key(json, "hosts");
    kb_json_strs(json, row->hosts);
    kb_json_put_text(json, "owner", row->owner);
    kb_json_put_bool(json, "mirror", row->mirror);
    kb_json_put_text(json, "counts_as", row->mirror ? row->counted : (kb_str){ 0 });
    kb_json_put_text(json, "country", row->country);
    kb_json_put_text(json, "lang", row->lang);
    kb_json_put_text(json, "note", row->note);
    kb_json_put_bool(json, "edited", row->edited);
    kb_json_key(json, "mastheads");
    kb_json_strs(json, row->mastheads);
    kb_json_put_int(json, "articles", has->articles);
    kb_json_put_int(json, "stories", has->stories);
    kb_json_put_int(json, "repeats", has->repeats);
    kb_json_put_int(json, "repeated", has->repeated);
    kb_json_close(json, '}');
    kb_json_line(json);
}

/* ---- CSV ---- */

void kb_csv_outlets_head(kb_buf *out)
{
    kb_buf_add_c(out, "name,aliases,hosts,owner,mirror,country,language,note,articles\r\n");
}

void kb_csv_outlets_line(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has)
{
    kb_buf aliases = { 0 }, hosts = { 0 };
    kb_names_join(&aliases, row->aliases);
    kb_names_join(&hosts, row->hosts);
    const kb_str fields[] = { row->name,
                              kb_buf_str(&aliases),
                              kb_buf_str(&hosts),
                              row->owner,
                              row->mirror ? KB_STR("yes") : KB_STR(""),
                              row->country,
                              row->lang,
                              row->note };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        kb_csv_field(out, fields[i]);
        kb_buf_add_char(out, ',');
    }
    kb_buf_print(out, "%lld\r\n", (long long)has->articles);
    out->failed |= aliases.failed || hosts.failed;
    kb_buf_clear(&aliases);
    kb_buf_clear(&hosts);
}

/* ---- a list ---- */

enum { ARTICLES = 8, STORIES = 9, REPEATS = 9, REPEATED = 8, COUNTRY = 7, LANG = 8, GAP = 2, COLUMNS = 9 };
#define TABLE_WIDTH 110

static size_t width_of(const kb_print *how)
{
    return how->width > 0 ? (size_t)how->width : 80;
}

static void right(kb_buf *out, const char *digits, size_t width)
{
    size_t taken = kb_ink_width(kb_str_of(digits));
    for (size_t i = taken; i < width; i++) kb_buf_add_c(out, KB_INK_SPACE);
    kb_buf_add_c(out, digits);
}

static void number(kb_buf *out, int64_t value, size_t width)
{
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%lld", (long long)value);
    right(out, value ? digits : "", width);
}

/* Names of three widths share what the numbers leave. */
static void write_row(kb_buf *out, kb_buf cells[COLUMNS], const kb_print *how)
{
    size_t rest = width_of(how) - (ARTICLES + STORIES + REPEATS + REPEATED + COUNTRY + LANG + (COLUMNS - 1) * GAP);
    const size_t widths[COLUMNS] = { rest * 2 / 5, ARTICLES, STORIES,
                                     REPEATS,      REPEATED, COUNTRY,
                                     LANG,         rest / 4, rest - rest * 2 / 5 - rest / 4 };
    kb_ink_column columns[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++) columns[i] = (kb_ink_column){ kb_buf_str(&cells[i]), widths[i] };
    kb_ink_columns(out, columns, COLUMNS, 0, GAP, how->color);
    for (size_t i = 0; i < COLUMNS; i++) {
        out->failed |= cells[i].failed;
        kb_buf_clear(&cells[i]);
    }
}

void kb_screen_outlets_head(kb_buf *out, const kb_print *how)
{
    static const char *const names[COLUMNS] = { "outlet",  "articles", "stories", "repeats",      "repeated",
                                                "country", "language", "owner",   "known also as" };
    static const size_t widths[COLUMNS] = { 0, ARTICLES, STORIES, REPEATS, REPEATED, 0, 0, 0, 0 };
    kb_buf cells[COLUMNS] = { 0 };
    if (width_of(how) < TABLE_WIDTH) return;
    for (size_t i = 0; i < COLUMNS; i++) right(&cells[i], kb_word_ui(how->ui_lang, names[i]), widths[i]);
    write_row(out, cells, how);
}

static void add_names(kb_buf *out, kb_strs names, bool *any)
{
    for (size_t i = 0; i < names.count; i++) {
        if (*any) kb_buf_add_c(out, "; ");
        *any = true;
        kb_plain_add(out, names.at[i]);
    }
}

static void add_owner(kb_buf *out, const kb_outlet_row *row, const char *ui)
{
    kb_plain_add(out, row->owner);
    if (row->mirror) kb_buf_print(out, " (%s)", kb_word_ui(ui, "mirror"));
}

static void write_table_row(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has, const kb_print *how)
{
    kb_buf cells[COLUMNS] = { 0 };
    bool any = false;
    kb_ink_set(&cells[0], row->edited ? KB_INK_BOLD : KB_INK_PLAIN);
    kb_plain_add(&cells[0], row->name);
    number(&cells[1], has->articles, ARTICLES);
    number(&cells[2], has->stories, STORIES);
    number(&cells[3], has->repeats, REPEATS);
    number(&cells[4], has->repeated, REPEATED);
    kb_plain_add(&cells[5], row->country);
    kb_plain_add(&cells[6], row->lang);
    add_owner(&cells[7], row, how->ui_lang);
    add_names(&cells[8], row->aliases, &any);
    add_names(&cells[8], row->hosts, &any);
    write_row(out, cells, how);
}

/* "120 articles · 80 stories · 12 repeat other outlets · 30 repeated by others" */
static void add_counts(kb_buf *out, const kb_outlet_has *has, const char *ui)
{
    kb_buf_print(out, kb_word_ui(ui, has->articles == 1 ? "%lld article" : "%lld articles"), (long long)has->articles);
    if (has->stories) {
        kb_buf_add_c(out, DOT);
        kb_buf_print(out, kb_word_ui(ui, has->stories == 1 ? "%lld story" : "%lld stories"), (long long)has->stories);
    }
    if (has->repeats) {
        kb_buf_add_c(out, DOT);
        kb_buf_print(out, kb_word_ui(ui, "%lld that repeat others"), (long long)has->repeats);
    }
    if (has->repeated) {
        kb_buf_add_c(out, DOT);
        kb_buf_print(out, kb_word_ui(ui, "%lld of others that repeat it"), (long long)has->repeated);
    }
}

static void flush(kb_buf *out, kb_buf *text, size_t indent, const kb_print *how)
{
    kb_ink_write(out, kb_buf_str(text), indent, width_of(how), how->color);
    out->failed |= text->failed;
    kb_buf_clear(text);
}

static void write_short(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has, const kb_print *how)
{
    const kb_str facts[] = { row->country, row->lang };
    kb_buf text = { 0 };
    bool any = false;
    kb_ink_set(&text, row->edited ? KB_INK_BOLD : KB_INK_PLAIN);
    kb_plain_add(&text, row->name);
    flush(out, &text, 0, how);
    kb_ink_set(&text, KB_INK_DIM);
    add_counts(&text, has, how->ui_lang);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (facts[i].len) kb_buf_add_c(&text, DOT);
        kb_plain_add(&text, facts[i]);
    }
    if (row->owner.len) kb_buf_add_c(&text, DOT);
    add_owner(&text, row, how->ui_lang);
    if (row->aliases.count + row->hosts.count) kb_buf_add_c(&text, DOT);
    add_names(&text, row->aliases, &any);
    add_names(&text, row->hosts, &any);
    flush(out, &text, 2, how);
}

void kb_screen_outlets_line(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has, const kb_print *how)
{
    if (width_of(how) < TABLE_WIDTH)
        write_short(out, row, has, how);
    else
        write_table_row(out, row, has, how);
}

/* ---- one ---- */

static void write_field(kb_buf *out, const char *name, kb_buf *value, const kb_print *how)
{
    enum { NAME = 10 };
    const char *word = kb_word_ui(how->ui_lang, name);
    const kb_ink_column columns[] = { { kb_str_of(word), NAME }, { kb_buf_str(value), width_of(how) - NAME - GAP } };
    if (value->len) kb_ink_columns(out, columns, 2, 0, GAP, how->color);
    out->failed |= value->failed;
    kb_buf_clear(value);
}

static void write_text(kb_buf *out, const char *name, kb_str text, const kb_print *how)
{
    kb_buf value = { 0 };
    kb_plain_add(&value, text);
    write_field(out, name, &value, how);
}

static void write_names(kb_buf *out, const char *name, kb_strs names, const kb_print *how)
{
    kb_buf value = { 0 };
    bool any = false;
    add_names(&value, names, &any);
    write_field(out, name, &value, how);
}

void kb_screen_outlet(kb_buf *out, const kb_outlet_row *row, const kb_outlet_has *has, const kb_print *how)
{
    const char *ui = how->ui_lang;
    kb_buf text = { 0 };
    kb_ink_set(&text, KB_INK_BOLD);
    kb_plain_add(&text, row->name);
    kb_buf_add_char(&text, '\n');
    kb_ink_set(&text, KB_INK_DIM);
    add_counts(&text, has, ui);
    flush(out, &text, 0, how);
    kb_buf_add_char(out, '\n');
    write_text(out, "owner", row->owner, how);
    if (row->mirror) {
        kb_buf_print(&text, kb_word_ui(ui, "yes; counts as one with the other mirrors of its owner"));
        write_field(out, "mirror", &text, how);
    }
    write_text(out, "country", row->country, how);
    write_text(out, "language", row->lang, how);
    write_text(out, "note", row->note, how);
    write_names(out, "aliases", row->aliases, how);
    write_names(out, "hosts", row->hosts, how);
    if (row->mastheads.count > 1 || (row->mastheads.count == 1 && !kb_str_equal(row->mastheads.at[0], row->name)))
        write_names(out, "stated as", row->mastheads, how);
}
