/* show/compare_screen.c - the accounts side by side on a terminal: a column for each report where the width allows,
 * else the cells of a row below one another. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "show/ink.h"
#include "show/offsets.h"
#include "show/phrase.h"
#include "show/plain.h"
#include "show/screen.h"

#define COLUMN_MIN 36 /* narrower columns read badly: about six words */
#define COLUMN_MAX 80 /* wider ones too */
#define GAP 3
#define LABEL 13         /* "≈ compatible" and a space */
#define MATTER_MIN 12    /* columns that a matter has at least beside kind and certainty */
#define SHARED_MAX 15    /* rows of what is shared, */
#define COMPATIBLE_MAX 8 /* of what can both be true in many reports, */
#define CELLS_MAX 8      /* cells of a row that is not disputed, */
#define ONLY_MAX 6       /* rows of one report and */
#define ONLY_MAX_ALL 24  /* of all reports together that are shown without --all */
#define ELLIPSIS "\xe2\x80\xa6"
#define DOT "\xc2\xb7"

typedef struct {
    kb_buf *out;
    const kb_comparison *c;
    const kb_print *how;
    const char *ui;
    size_t width;
    size_t columns; /* reports side by side; 0: stacked */
    size_t column_width;
    size_t number; /* columns of the largest report number */
    const kb_offsets *offsets;
    int64_t year; /* in which the first report was published: moments of that year do not say it */
} screen;

static kb_ink ink_of(kb_row_kind kind)
{
    switch (kind) {
    case KB_ROW_DIFFERS: return KB_INK_RED;
    case KB_ROW_DENIED: return KB_INK_MAGENTA;
    case KB_ROW_SILENT: return KB_INK_YELLOW;
    case KB_ROW_CHANGED: return KB_INK_YELLOW;
    case KB_ROW_SERIES: return KB_INK_CYAN;
    case KB_ROW_COMPATIBLE: return KB_INK_BLUE;
    case KB_ROW_SHARED: return KB_INK_GREEN;
    case KB_ROW_ONLY: return KB_INK_BOLD;
    }
    return KB_INK_PLAIN;
}

static size_t digits(size_t n)
{
    size_t count = 1;
    while (n >= 10) {
        n /= 10;
        count++;
    }
    return count;
}

/* ---- heading ---- */

/* `left` at the left, `right` at the right end of a line; below one another where they do not fit. */
static void write_ends(const screen *s, kb_str left, kb_str right)
{
    size_t a = kb_ink_width(left), b = kb_ink_width(right);
    if (a + 2 + b <= s->width) {
        kb_ink_column columns[2] = { { left, s->width - b - 2 }, { right, b } };
        kb_ink_columns(s->out, columns, b ? 2 : 1, 0, 2, s->how->color);
    } else {
        kb_ink_write(s->out, left, 0, s->width, s->how->color);
        kb_ink_write(s->out, right, 0, s->width, s->how->color);
    }
}

static void add_report(kb_buf *text, const screen *s, size_t report)
{
    kb_time published = s->c->reports[report].doc->published;
    kb_ink_set(text, KB_INK_BOLD);
    kb_phrase_report(text, s->c->reports[report].doc);
    kb_ink_set(text, KB_INK_PLAIN);
    if (published.precision != KB_TIME_NONE) {
        kb_buf_add_c(text, ", ");
        kb_phrase_time(text, published, s->ui);
    }
    if (s->c->reports[report].doc->lang.len) {
        kb_buf_add_c(text, ", ");
        kb_phrase_language(text, s->c->reports[report].doc, s->ui);
    }
}

static void write_reports(const screen *s)
{
    for (size_t i = 0; i < s->c->count; i++) {
        char number[24];
        kb_buf text = { 0 };
        int len = snprintf(number, sizeof number, "%*zu", (int)s->number, i + 1);
        add_report(&text, s, i);
        kb_buf_add_c(&text, "\n");
        size_t before = text.len;
        kb_ink_set(&text, KB_INK_DIM);
        size_t inked = text.len;
        kb_phrase_basis(&text, &s->c->reports[i], s->ui);
        if (text.len == inked) text.len = before - 1; /* nothing is known of what it rests on */
        kb_ink_column columns[2] = { { { number, (size_t)len }, s->number },
                                     { kb_buf_str(&text), s->width - s->number - 4 } };
        kb_ink_columns(s->out, columns, 2, 2, 2, s->how->color);
        s->out->failed |= text.failed;
        kb_buf_clear(&text);
    }
}

/* How many rows there are of each kind. */
static void write_summary(const screen *s)
{
    size_t counts[KB_ROW_ONLY + 1] = { 0 };
    bool first = true;
    kb_buf text = { 0 };

    for (size_t i = 0; i < s->c->rows.count; i++) counts[s->c->rows.at[i].kind]++;
    bool several = s->c->count > 1; /* one alone is beside its own earlier versions */
    if (several && !counts[KB_ROW_DIFFERS] && !counts[KB_ROW_DENIED] && !counts[KB_ROW_SILENT]) {
        kb_buf_add_c(&text, kb_word_ui(s->ui, "Nothing disputed was found."));
        first = false;
    }
    for (int kind = 0; kind <= KB_ROW_ONLY; kind++) {
        if (!counts[kind]) continue;
        if (!first) kb_buf_add_c(&text, "  ");
        first = false;
        kb_ink_set(&text, ink_of((kb_row_kind)kind));
        kb_buf_print(&text, "%zu" KB_INK_SPACE "%s", counts[kind], kb_phrase_kind((kb_row_kind)kind, s->ui));
        kb_ink_set(&text, KB_INK_PLAIN);
    }
    kb_ink_write(s->out, kb_buf_str(&text), 2, s->width, s->how->color);
    s->out->failed |= text.failed;
    kb_buf_clear(&text);
}

static void write_title(const screen *s)
{
    kb_buf title = { 0 }, count = { 0 };
    kb_ink_set(&title, KB_INK_BOLD);
    kb_plain_add(&title, s->c->title);
    kb_ink_set(&count, KB_INK_DIM);
    kb_phrase_count(&count, s->c, s->ui);
    write_ends(s, kb_buf_str(&title), kb_buf_str(&count));
    s->out->failed |= title.failed || count.failed;
    kb_buf_clear(&title);
    kb_buf_clear(&count);
}

static void write_heading(const screen *s)
{
    if (!s->how->beneath) {
        write_title(s);
        write_reports(s);
        kb_buf_add_char(s->out, '\n');
    }
    write_summary(s);
}

/* ---- cells ---- */

/* The words with the figure in them made bold. */
static void add_words(kb_buf *text, const screen *s, const kb_cell *cell)
{
    static const kb_wording_marks plain = { "{+", "+}", "[-", "-]" }, inked = { "\x0b", "\x01", "\x04", "\x01" };
    kb_str doc = kb_cell_document(s->c, cell)->text;
    if (cell->wording.count) {
        kb_phrase_wording(text, kb_str_part(doc, cell->spans.at[0]), cell, s->how->color ? &inked : &plain,
                          kb_plain_add);
        return;
    }
    for (size_t i = 0; i < cell->spans.count; i++) {
        kb_span span = cell->spans.at[i];
        if (i) kb_buf_add_c(text, " " ELLIPSIS " ");
        if (cell->figure && kb_span_inside(cell->figure->number, span) && kb_span_len(cell->figure->number)) {
            kb_plain_add(text, kb_str_part(doc, kb_span_of(span.begin, cell->figure->number.begin)));
            kb_ink_set(text, KB_INK_BOLD);
            kb_plain_add(text, kb_str_part(doc, cell->figure->number));
            kb_ink_set(text, KB_INK_PLAIN);
            kb_plain_add(text, kb_str_part(doc, kb_span_of(cell->figure->number.end, span.end)));
        } else {
            kb_plain_add(text, kb_str_part(doc, span));
        }
    }
}

static void add_spans(kb_buf *text, const screen *s, const kb_cell *cell)
{
    const kb_offsets offsets = kb_cell_offsets(cell, s->offsets);
    for (size_t i = 0; i < cell->spans.count; i++) {
        kb_buf_print(text, "%s%" PRIu32, i ? " " : "  ", cell->report);
        if (cell->earlier) kb_buf_print(text, "@%" PRId64, cell->earlier->revision); /* not of the text as it is now */
        kb_buf_print(text, ":%zu-%zu", kb_offsets_at(&offsets, cell->spans.at[i].begin),
                     kb_offsets_at(&offsets, cell->spans.at[i].end));
    }
}

/* Role, words, speaker and carriers, span. */
static void add_cell(kb_buf *text, const screen *s, const kb_cell *cell)
{
    if (cell->role != KB_CELL_PLAIN) {
        kb_ink_set(text, KB_INK_BOLD);
        kb_buf_add_c(text, kb_phrase_role(cell->role, s->ui));
        kb_buf_add_c(text, ": ");
        kb_ink_set(text, KB_INK_PLAIN);
    }
    add_words(text, s, cell);
    kb_ink_set(text, KB_INK_DIM);
    size_t before = text->len;
    kb_buf_add_char(text, ' ');
    kb_phrase_speaker(text, cell, s->ui);
    if (text->len == before + 1) text->len = before;
    if (s->how->spans) add_spans(text, s, cell);
    kb_ink_set(text, KB_INK_YELLOW);
    before = text->len;
    kb_buf_add_char(text, ' ');
    kb_phrase_verdicts(text, s->c, cell, s->ui);
    if (text->len == before + 1) text->len = before;
    kb_ink_set(text, KB_INK_DIM);
    if (cell->translation.len) kb_buf_add_char(text, '\n');
    kb_phrase_translation(text, cell, s->ui);
    kb_ink_set(text, KB_INK_PLAIN);
}

/* A phrase that is not broken over lines; it is emptied. */
static void add_unbroken(kb_buf *text, kb_buf *phrase)
{
    for (size_t i = 0; i < phrase->len; i++)
        kb_buf_add_char(text, phrase->at[i] == ' ' ? KB_INK_SPACE[0] : phrase->at[i]);
    text->failed |= phrase->failed;
    phrase->len = 0;
}

/* What stands before a cell so that it can be compared at a glance: a series' moment, the figure in one notation. */
static void add_key(kb_buf *text, const screen *s, const kb_row *row, const kb_cell *cell)
{
    kb_buf phrase = { 0 };
    if ((row->kind == KB_ROW_SERIES || row->kind == KB_ROW_CHANGED) && cell->moment.precision != KB_TIME_NONE) {
        kb_phrase_moment(&phrase, cell->moment, s->year, s->ui);
        if (cell->figure) kb_buf_add_c(&phrase, "  ");
        add_unbroken(text, &phrase);
    }
    if (cell->figure && row->kind != KB_ROW_ONLY) {
        kb_ink_set(text, KB_INK_BOLD);
        kb_phrase_figure(&phrase, cell->figure, kb_cell_document(s->c, cell)->text, s->ui);
        add_unbroken(text, &phrase);
        kb_ink_set(text, KB_INK_PLAIN);
    }
    kb_buf_clear(&phrase);
}

/* ---- rows ---- */

static void write_row_head(const screen *s, const kb_row *row)
{
    kb_buf left = { 0 }, right = { 0 };
    kb_ink_set(&left, ink_of(row->kind));
    kb_buf_print(&left, "%s %s", kb_phrase_sign(row->kind), kb_phrase_kind(row->kind, s->ui));
    kb_ink_set(&left, KB_INK_PLAIN);
    size_t label = kb_ink_width(kb_buf_str(&left)) + 1;
    kb_buf matter = { 0 };
    kb_ink_set(&matter, KB_INK_BOLD);
    kb_plain_add(&matter, row->matter);
    kb_ink_set(&right, KB_INK_DIM);
    if (row->kind == KB_ROW_SHARED && (row->reports > 2 || row->independent < row->reports))
        kb_buf_print(&right, kb_word_ui(s->ui, "%zu reports, %zu independent"), (size_t)row->reports,
                     (size_t)row->independent);
    if (kb_ink_width(kb_buf_str(&right))) kb_buf_add_c(&right, ", ");
    kb_buf_add_c(&right, kb_phrase_certainty(row->sure, s->ui));
    if (label < LABEL) label = LABEL;
    size_t end = kb_ink_width(kb_buf_str(&right));
    bool beside = label + MATTER_MIN + 2 + end <= s->width; /* else below the matter */
    kb_ink_column columns[3] = { { kb_buf_str(&left), label - 1 },
                                 { kb_buf_str(&matter), s->width - label - (beside ? end + 2 : 0) },
                                 { kb_buf_str(&right), end } };
    kb_buf_add_char(s->out, '\n');
    kb_ink_columns(s->out, columns, beside ? 3 : 2, 0, 1, s->how->color);
    if (!beside) kb_ink_write(s->out, kb_buf_str(&right), label, s->width, s->how->color);
    s->out->failed |= left.failed || matter.failed || right.failed;
    kb_buf_clear(&left);
    kb_buf_clear(&matter);
    kb_buf_clear(&right);
}

static void write_more(const screen *s, size_t more, size_t indent)
{
    kb_buf text = { 0 };
    kb_ink_set(&text, KB_INK_DIM);
    kb_buf_print(&text, kb_word_ui(s->ui, "%s %zu more; --all shows them"), ELLIPSIS, more);
    kb_ink_write(s->out, kb_buf_str(&text), indent, s->width, s->how->color);
    s->out->failed |= text.failed;
    kb_buf_clear(&text);
}

/* Disputed rows and series show every cell. */
static size_t cells_shown(const screen *s, const kb_row *row)
{
    bool fold = row->kind == KB_ROW_SHARED || row->kind == KB_ROW_COMPATIBLE;
    return fold && !s->how->all && row->cells.count > CELLS_MAX + 1 ? CELLS_MAX : row->cells.count;
}

static void write_cells_stacked(const screen *s, const kb_row *row)
{
    size_t shown = cells_shown(s, row), key_width = 0;
    kb_buf key = { 0 }, text = { 0 };

    for (size_t i = 0; i < shown; i++) {
        key.len = 0;
        add_key(&key, s, row, &row->cells.at[i]);
        size_t width = kb_ink_width(kb_buf_str(&key));
        if (width > key_width) key_width = width;
    }
    if (key_width > s->width / 2) key_width = s->width / 2;
    for (size_t i = 0; i < shown; i++) {
        const kb_cell *cell = &row->cells.at[i];
        char number[24];
        bool again = i && row->cells.at[i - 1].report == cell->report && row->kind != KB_ROW_SERIES;
        int len = snprintf(number, sizeof number, "%*" PRIu32, (int)s->number, cell->report);
        key.len = text.len = 0;
        add_key(&key, s, row, cell);
        add_cell(&text, s, cell);
        kb_ink_column columns[3] = { { { number, again ? 0 : (size_t)len }, s->number },
                                     { kb_buf_str(&key), key_width } };
        size_t left = 2 + s->number + 2 + (key_width ? key_width + 2 : 0);
        columns[key_width ? 2 : 1] = (kb_ink_column){ kb_buf_str(&text), s->width - left };
        kb_ink_columns(s->out, columns, key_width ? 3 : 2, 2, 2, s->how->color);
    }
    if (shown < row->cells.count) write_more(s, row->cells.count - shown, 4 + s->number);
    s->out->failed |= key.failed || text.failed;
    kb_buf_clear(&key);
    kb_buf_clear(&text);
}

static bool several_of(const kb_row *row, uint32_t report)
{
    size_t count = 0;
    for (size_t i = 0; i < row->cells.count; i++) count += row->cells.at[i].report == report;
    return count > 1;
}

/* Writes a text for each column beside the others, and frees them. */
static void write_columns(const screen *s, kb_buf texts[KB_INK_COLUMNS_MAX])
{
    kb_ink_column columns[KB_INK_COLUMNS_MAX];
    for (size_t i = 0; i < s->columns; i++) columns[i] = (kb_ink_column){ kb_buf_str(&texts[i]), s->column_width };
    kb_ink_columns(s->out, columns, s->columns, 2, GAP, s->how->color);
    for (size_t i = 0; i < s->columns; i++) {
        s->out->failed |= texts[i].failed;
        kb_buf_clear(&texts[i]);
    }
}

static void write_cells_beside(const screen *s, const kb_row *row)
{
    kb_buf texts[KB_INK_COLUMNS_MAX] = { { 0 } };

    for (size_t i = 0; i < row->cells.count; i++) {
        const kb_cell *cell = &row->cells.at[i];
        kb_buf *text = &texts[cell->report - 1];
        if (text->len) kb_buf_add_char(text, '\n');
        if (cell->role == KB_CELL_PLAIN && several_of(row, cell->report))
            kb_buf_add_c(text, DOT KB_INK_SPACE KB_INK_HANG);
        size_t before = text->len;
        add_key(text, s, row, cell);
        if (text->len > before) kb_buf_add_c(text, "  ");
        add_cell(text, s, cell);
    }
    write_columns(s, texts);
}

static void write_why(const screen *s, const kb_row *row)
{
    kb_buf text = { 0 };
    if (!s->how->why || !row->why.len) return;
    kb_ink_set(&text, KB_INK_DIM);
    kb_buf_add_c(&text, kb_word_ui(s->ui, "why:"));
    kb_buf_add_char(&text, ' ');
    kb_plain_add(&text, row->why);
    kb_ink_write(s->out, kb_buf_str(&text), 2, s->width, s->how->color);
    s->out->failed |= text.failed;
    kb_buf_clear(&text);
}

static void write_row(const screen *s, const kb_row *row)
{
    write_row_head(s, row);
    if (s->columns)
        write_cells_beside(s, row);
    else
        write_cells_stacked(s, row);
    write_why(s, row);
}

/* ---- what only one report has ---- */

static size_t only_shown(const screen *s)
{
    if (s->how->all) return SIZE_MAX;
    size_t each = ONLY_MAX_ALL / (s->c->count ? s->c->count : 1);
    return each < 1 ? 1 : each > ONLY_MAX ? ONLY_MAX : each;
}

/* Adds the only-rows of a report as a list; returns how many there are. */
static size_t add_only(kb_buf *text, const screen *s, size_t report)
{
    size_t count = 0, shown = only_shown(s);
    for (size_t i = 0; i < s->c->rows.count; i++) {
        const kb_row *row = &s->c->rows.at[i];
        if (row->kind != KB_ROW_ONLY || !row->cells.count || row->cells.at[0].report != report + 1) continue;
        if (++count > shown) continue;
        for (size_t k = 0; k < row->cells.count; k++) {
            kb_buf_add_c(text, k           ? " / "
                               : text->len ? "\n" DOT KB_INK_SPACE KB_INK_HANG
                                           : DOT KB_INK_SPACE KB_INK_HANG);
            add_cell(text, s, &row->cells.at[k]);
        }
        if (s->how->why && row->why.len) {
            kb_ink_set(text, KB_INK_DIM);
            kb_buf_print(text, " (%s ", kb_word_ui(s->ui, "why:"));
            kb_plain_add(text, row->why);
            kb_buf_add_char(text, ')');
            kb_ink_set(text, KB_INK_PLAIN);
        }
    }
    if (count > shown) {
        kb_ink_set(text, KB_INK_DIM);
        kb_buf_add_char(text, '\n');
        kb_buf_print(text, kb_word_ui(s->ui, "%s %zu more; --all shows them"), ELLIPSIS, count - shown);
        kb_ink_set(text, KB_INK_PLAIN);
    }
    return count;
}

static void add_only_head(kb_buf *text, const screen *s, size_t report)
{
    kb_ink_set(text, ink_of(KB_ROW_ONLY));
    kb_buf_print(text, "%s %s %zu", kb_phrase_sign(KB_ROW_ONLY), kb_phrase_kind(KB_ROW_ONLY, s->ui), report + 1);
    kb_ink_set(text, KB_INK_PLAIN);
    kb_buf_add_c(text, "  ");
    kb_phrase_report(text, s->c->reports[report].doc);
    if (s->c->count > 2) kb_buf_print(text, kb_word_ui(s->ui, " (in 1 of %zu)"), s->c->count);
}

static void write_only_stacked(const screen *s)
{
    kb_buf head = { 0 }, text = { 0 };
    for (size_t i = 0; i < s->c->count; i++) {
        head.len = text.len = 0;
        if (!add_only(&text, s, i)) continue;
        add_only_head(&head, s, i);
        kb_buf_add_char(s->out, '\n');
        kb_ink_write(s->out, kb_buf_str(&head), 0, s->width, s->how->color);
        kb_ink_write(s->out, kb_buf_str(&text), 2, s->width, s->how->color);
    }
    s->out->failed |= head.failed || text.failed;
    kb_buf_clear(&head);
    kb_buf_clear(&text);
}

static void write_only_beside(const screen *s)
{
    kb_buf texts[KB_INK_COLUMNS_MAX] = { { 0 } };
    size_t any = 0;

    for (size_t i = 0; i < s->columns; i++) {
        kb_buf list = { 0 };
        size_t count = add_only(&list, s, i);
        any += count;
        if (count) {
            add_only_head(&texts[i], s, i);
            kb_buf_add_char(&texts[i], '\n');
            kb_buf_add(&texts[i], kb_buf_str(&list));
        }
        s->out->failed |= list.failed;
        kb_buf_clear(&list);
    }
    if (!any) return; /* then all are empty */
    kb_buf_add_char(s->out, '\n');
    write_columns(s, texts);
}

/* ---- all of it ---- */

/* The reports' names above their columns, and a rule. */
static void write_column_heads(const screen *s)
{
    kb_buf texts[KB_INK_COLUMNS_MAX] = { { 0 } };
    for (size_t i = 0; i < s->columns; i++) {
        kb_buf_print(&texts[i], "%zu  ", i + 1);
        kb_ink_set(&texts[i], KB_INK_BOLD);
        kb_phrase_report(&texts[i], s->c->reports[i].doc);
        kb_buf_add_char(&texts[i], '\n');
        kb_ink_set(&texts[i], KB_INK_DIM);
        for (size_t k = 0; k < s->column_width; k++) kb_buf_add_c(&texts[i], "\xe2\x94\x80");
    }
    kb_buf_add_char(s->out, '\n');
    write_columns(s, texts);
}

/* Of rows that are not disputed the first alone, where a reader comes to the disputed ones behind them. */
static size_t rows_shown(const screen *s, kb_row_kind kind)
{
    if (s->how->all) return SIZE_MAX;
    if (kind == KB_ROW_SHARED) return SHARED_MAX;
    return kind == KB_ROW_COMPATIBLE && s->c->count > KB_REPORTS_FEW ? COMPATIBLE_MAX : SIZE_MAX;
}

static void write_rows(const screen *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->c->rows.count; i++) {
        const kb_row *row = &s->c->rows.at[i];
        if (row->kind == KB_ROW_ONLY) continue;
        count = i && row[-1].kind == row->kind ? count + 1 : 1;
        if (count <= rows_shown(s, row->kind)) write_row(s, row);
        bool last = i + 1 == s->c->rows.count || row[1].kind != row->kind;
        if (!last || count <= rows_shown(s, row->kind)) continue;
        kb_buf_add_char(s->out, '\n');
        kb_buf_print(s->out, "%s %s: ", kb_phrase_sign(row->kind), kb_phrase_kind(row->kind, s->ui));
        write_more(s, count - rows_shown(s, row->kind), 0);
    }
}

static void choose_columns(screen *s)
{
    size_t n = s->c->count;
    if (n < 2 || n > KB_INK_COLUMNS_MAX) return;
    size_t gaps = (n - 1) * GAP + 2;
    size_t each = s->width > gaps ? (s->width - gaps) / n : 0;
    if (each < COLUMN_MIN || s->width < 100) return; /* two columns of 80 are too narrow to read */
    s->columns = n;
    s->column_width = each > COLUMN_MAX ? COLUMN_MAX : each;
}

kb_status kb_screen_comparison(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err)
{
    size_t n = comparison->count;
    kb_status status = KB_OK;
    kb_offsets *offsets = calloc(n ? n : 1, sizeof *offsets);
    if (!offsets) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < n && status == KB_OK; i++)
        status = kb_offsets_init(&offsets[i], comparison->reports[i].doc->text, how->codepoints, err);

    screen s = { .out = out, .c = comparison, .how = how, .ui = how->ui_lang, .offsets = offsets, .number = digits(n) };
    s.year = n ? kb_civil_of(kb_time_day(comparison->reports[0].doc->published)).year : 0;
    s.width = how->width > 0 ? (size_t)how->width : 80;
    if (s.width < 40) s.width = 40;
    if (status == KB_OK) {
        choose_columns(&s);
        write_heading(&s);
        if (s.columns) write_column_heads(&s);
        write_rows(&s);
        if (s.columns)
            write_only_beside(&s);
        else
            write_only_stacked(&s);
    }
    for (size_t i = 0; i < n; i++) kb_offsets_clear(&offsets[i]);
    free(offsets);
    return status;
}
