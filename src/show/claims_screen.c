/* show/claims_screen.c - what one document says, on a terminal: statements, remarks, figures, dates, names. */
#include <stdio.h>

#include "claim/figure.h"
#include "show/ink.h"
#include "show/nouns_json.h"
#include "show/offsets.h"
#include "show/phrase.h"
#include "show/plain.h"
#include "show/screen.h"

#define ELLIPSIS "\xe2\x80\xa6"
#define STANCE 14    /* columns of the left edge: "memperingatkan" */
#define NAMES_MAX 24 /* names shown without --all; */
#define LIST_MAX 20  /* figures and dates */

typedef struct {
    kb_buf *out;
    const kb_document *doc;
    const kb_claims *claims;
    const kb_print *how;
    const char *ui;
    size_t width;
    const kb_offsets *offsets;
} screen;

static void add_part(kb_buf *text, const screen *s, kb_span span)
{
    kb_plain_add(text, kb_str_trim(kb_str_part(s->doc->text, span)));
}

static void add_parts(kb_buf *text, const screen *s, kb_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) {
        if (i) kb_buf_add_c(text, " " ELLIPSIS " ");
        add_part(text, s, spans.at[i]);
    }
}

static void add_place(kb_buf *text, const screen *s, kb_span span)
{
    if (!s->how->spans) return;
    kb_buf_print(text, "  %zu-%zu", kb_offsets_at(s->offsets, span.begin), kb_offsets_at(s->offsets, span.end));
}

/* A line of the list: a word at the left edge, text beside it. Both are emptied. */
static void write_pair(const screen *s, kb_buf *left, kb_buf *text)
{
    kb_ink_column columns[2] = { { kb_buf_str(left), STANCE }, { kb_buf_str(text), s->width - STANCE - 4 } };
    kb_ink_columns(s->out, columns, 2, 2, 2, s->how->color);
    s->out->failed |= left->failed || text->failed;
    left->len = text->len = 0;
}

static void write_section(const screen *s, const char *english, size_t count)
{
    kb_buf text = { 0 };
    kb_buf_add_char(s->out, '\n');
    kb_ink_set(&text, KB_INK_CYAN);
    kb_buf_add_c(&text, kb_word_ui(s->ui, english));
    kb_ink_set(&text, KB_INK_DIM);
    kb_buf_print(&text, " %zu", count);
    kb_ink_write(s->out, kb_buf_str(&text), 0, s->width, s->how->color);
    kb_buf_clear(&text);
}

static void write_more(const screen *s, size_t more)
{
    kb_buf text = { 0 };
    kb_ink_set(&text, KB_INK_DIM);
    kb_buf_print(&text, kb_word_ui(s->ui, "%s %zu more; --all shows them"), ELLIPSIS, more);
    kb_ink_write(s->out, kb_buf_str(&text), 2, s->width, s->how->color);
    kb_buf_clear(&text);
}

static size_t shown(const screen *s, size_t count, size_t most)
{
    return s->how->all || count <= most + 1 ? count : most;
}

/* ---- parts ---- */

static void write_heading(const screen *s)
{
    kb_buf text = { 0 };
    kb_ink_set(&text, KB_INK_BOLD);
    if (s->doc->title.len)
        kb_plain_add(&text, s->doc->title);
    else
        kb_plain_add(&text, s->doc->id);
    kb_ink_set(&text, KB_INK_DIM);
    kb_buf_add_char(&text, '\n');
    kb_phrase_report(&text, s->doc);
    if (s->doc->published.precision != KB_TIME_NONE) {
        kb_buf_add_c(&text, ", ");
        kb_phrase_time(&text, s->doc->published, s->ui);
    }
    kb_buf_add_c(&text, ", ");
    kb_phrase_language(&text, s->doc, s->ui);
    kb_ink_write(s->out, kb_buf_str(&text), 0, s->width, s->how->color);
    s->out->failed |= text.failed;
    kb_buf_clear(&text);
}

static kb_ink ink_of(kb_stance stance)
{
    if (stance == KB_STANCE_DENY || stance == KB_STANCE_REFUSE) return KB_INK_MAGENTA;
    if (stance == KB_STANCE_ACCUSE || stance == KB_STANCE_CRITICISE) return KB_INK_RED;
    if (stance == KB_STANCE_DECLINE || stance == KB_STANCE_OMIT) return KB_INK_YELLOW;
    return KB_INK_PLAIN;
}

/* "— Name, via Agency, to Outlet" */
static void add_voice(kb_buf *text, const screen *s, const kb_statement *statement)
{
    size_t begin = text->len;
    for (size_t i = 1; i < statement->speakers.count; i++) { /* all but the last, which carries the carriers */
        kb_buf_add_c(text, i == 1 ? "\xe2\x80\x94 " : ", ");
        kb_plain_add(text, statement->speakers.at[i - 1]);
    }
    if (statement->speakers.count > 1) {
        kb_buf_add_c(text, ", ");
        kb_plain_add(text, statement->speakers.at[statement->speakers.count - 1]);
        kb_phrase_voice(text, (kb_str){ 0 }, statement->carriers, s->ui);
    } else if (statement->speakers.count == 1) {
        kb_phrase_voice(text, statement->speakers.at[0], statement->carriers, s->ui);
    } else {
        kb_buf printed = { 0 };
        add_parts(&printed, s, statement->source);
        kb_phrase_voice(text, kb_buf_str(&printed), statement->carriers, s->ui);
        kb_buf_clear(&printed);
    }
    if (statement->addressee.len) {
        kb_buf_print(text, "%s%s ", text->len > begin ? ", " : "\xe2\x80\x94 ", kb_word_ui(s->ui, "to"));
        kb_plain_add(text, statement->addressee);
    }
    if (statement->negated)
        kb_buf_print(text, " (%s)", kb_word_ui(s->ui, "did not say"));
    else if (statement->hearsay)
        kb_buf_print(text, " (%s)", kb_word_ui(s->ui, "not at first hand"));
}

static void write_statements(const screen *s)
{
    kb_buf left = { 0 }, text = { 0 };
    if (!s->claims->statements.count) return;
    write_section(s, "who says what", s->claims->statements.count);
    for (size_t i = 0; i < s->claims->statements.count; i++) {
        const kb_statement *statement = &s->claims->statements.at[i];
        kb_ink_set(&left, ink_of(statement->stance));
        kb_buf_add_c(&left, kb_word_ui(s->ui, kb_stance_name(statement->stance)));
        add_parts(&text, s, statement->content);
        kb_ink_set(&text, KB_INK_DIM);
        kb_buf_add_char(&text, '\n');
        size_t before = text.len;
        add_voice(&text, s, statement);
        if (statement->content.count) add_place(&text, s, statement->content.at[0]);
        if (text.len == before) text.len--; /* nobody to name */
        write_pair(s, &left, &text);
    }
    kb_buf_clear(&left);
    kb_buf_clear(&text);
}

/* A quote that stands in no statement's content belongs to nobody. Statements are in order of content, and so are
 * quotes: what is covered so far only moves on. */
static void write_quotes(const screen *s)
{
    kb_buf left = { 0 }, text = { 0 };
    size_t next = 0, count = 0;
    for (int counting = 1; counting >= 0; counting--) {
        size_t covered = 0;
        next = 0;
        if (!counting && count) write_section(s, "quoted, and nobody named", count);
        for (size_t i = 0; i < s->claims->quotes.count; i++) {
            const kb_quote *quote = &s->claims->quotes.at[i];
            for (; next < s->claims->statements.count; next++) {
                kb_spans content = s->claims->statements.at[next].content;
                if (!content.count || content.at[0].begin > quote->words.begin) break;
                for (size_t k = 0; k < content.count; k++)
                    if (content.at[k].end > covered) covered = content.at[k].end;
            }
            if (quote->nested || quote->words.begin < covered) continue;
            if (counting) {
                count++;
                continue;
            }
            add_part(&text, s, quote->outer);
            kb_ink_set(&text, KB_INK_DIM);
            add_place(&text, s, quote->words);
            write_pair(s, &left, &text);
        }
    }
    kb_buf_clear(&left);
    kb_buf_clear(&text);
}

static void write_remarks(const screen *s)
{
    kb_buf left = { 0 }, text = { 0 };
    if (!s->claims->remarks.count) return;
    write_section(s, "denials and silences", s->claims->remarks.count);
    for (size_t i = 0; i < s->claims->remarks.count; i++) {
        const kb_remark *remark = &s->claims->remarks.at[i];
        kb_ink_set(&left, remark->silence ? KB_INK_YELLOW : KB_INK_MAGENTA);
        kb_buf_add_c(&left, kb_word_ui(s->ui, remark->silence ? "silent" : "denied"));
        add_part(&text, s, remark->remark);
        kb_ink_set(&text, KB_INK_DIM);
        if (remark->speaker.len) {
            kb_buf_add_char(&text, ' ');
            kb_phrase_voice(&text, remark->speaker, (kb_strs){ 0 }, s->ui);
        }
        add_place(&text, s, remark->remark);
        write_pair(s, &left, &text);
    }
    kb_buf_clear(&left);
    kb_buf_clear(&text);
}

static void write_figures(const screen *s)
{
    size_t count = s->claims->figures.count, most = shown(s, count, LIST_MAX);
    kb_buf left = { 0 }, text = { 0 };
    if (!count) return;
    write_section(s, "figures", count);
    for (size_t i = 0; i < most; i++) {
        const kb_figure *figure = &s->claims->figures.at[i];
        kb_ink_set(&left, KB_INK_BOLD);
        kb_phrase_figure(&left, figure, s->doc->text, s->ui);
        add_part(&text, s, figure->span);
        kb_ink_set(&text, KB_INK_DIM);
        kb_buf_print(&text, "  %s", kb_figure_kind_name(figure->kind));
        if (figure->concept.len) {
            kb_buf_add_c(&text, ": ");
            kb_plain_add(&text, figure->concept);
        }
        if (figure->past) kb_buf_print(&text, ", %s", kb_word_ui(s->ui, "of another time"));
        if (figure->plan) kb_buf_print(&text, ", %s", kb_word_ui(s->ui, "planned"));
        add_place(&text, s, figure->span);
        write_pair(s, &left, &text);
    }
    if (most < count) write_more(s, count - most);
    kb_buf_clear(&left);
    kb_buf_clear(&text);
}

static void write_dates(const screen *s)
{
    size_t count = s->claims->dates.count, most = shown(s, count, LIST_MAX);
    kb_buf left = { 0 }, text = { 0 };
    if (!count) return;
    write_section(s, "dates", count);
    for (size_t i = 0; i < most; i++) {
        const kb_date *date = &s->claims->dates.at[i];
        kb_time from = { date->from, s->doc->published.offset, s->doc->published.zoned,
                         date->clock ? KB_TIME_MINUTE : KB_TIME_DAY };
        kb_ink_set(&left, KB_INK_BOLD);
        if (date->from != INT64_MIN) {
            if (date->about) kb_buf_add_c(&left, "\xe2\x89\x88 ");
            from.zoned = false;
            kb_phrase_time(&left, from, s->ui);
        }
        add_part(&text, s, date->span);
        kb_ink_set(&text, KB_INK_DIM);
        kb_buf_print(&text, "  %s", kb_word_ui(s->ui, kb_date_role_name(date->role)));
        add_place(&text, s, date->span);
        write_pair(s, &left, &text);
    }
    if (most < count) write_more(s, count - most);
    kb_buf_clear(&left);
    kb_buf_clear(&text);
}

static void write_names(const screen *s)
{
    size_t count = s->claims->entities.count, most = shown(s, count, NAMES_MAX);
    kb_buf text = { 0 };
    if (!count) return;
    write_section(s, "names", count);
    for (size_t i = 0; i < most; i++) {
        const kb_entity *entity = &s->claims->entities.at[i];
        if (i) kb_buf_add_c(&text, ", ");
        kb_plain_add(&text, entity->name);
        kb_ink_set(&text, KB_INK_DIM);
        if (entity->role.len) {
            kb_buf_add_c(&text, " (");
            kb_plain_add(&text, entity->role);
            kb_buf_add_char(&text, ')');
        }
        if (entity->mentions > 1) kb_buf_print(&text, KB_INK_SPACE "\xc3\x97%u", (unsigned)entity->mentions);
        kb_ink_set(&text, KB_INK_PLAIN);
    }
    kb_ink_write(s->out, kb_buf_str(&text), 2, s->width, s->how->color);
    if (most < count) write_more(s, count - most);
    s->out->failed |= text.failed;
    kb_buf_clear(&text);
}

kb_status kb_screen_claims(kb_buf *out, const kb_document *doc, const kb_claims *claims, const kb_print *how,
                           kb_err *err)
{
    kb_offsets offsets;
    kb_status status = kb_offsets_init(&offsets, doc->text, how->codepoints, err);
    screen s = { out,     doc,          claims,
                 how,     how->ui_lang, how->width > 40 ? (size_t)how->width : how->width > 0 ? 40 : 80,
                 &offsets };

    if (status != KB_OK) return status;
    if (s.width > 110) s.width = 110; /* longer lines of prose read badly */
    write_heading(&s);
    write_statements(&s);
    write_quotes(&s);
    write_remarks(&s);
    write_figures(&s);
    write_dates(&s);
    write_names(&s);
    kb_buf_add_char(out, '\n');
    kb_offsets_clear(&offsets);
    return KB_OK;
}
