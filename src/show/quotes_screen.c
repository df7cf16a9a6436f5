/* show/quotes_screen.c - what one speaker said, on a terminal: a saying a block, moments at the left edge. */
#include <stdio.h>

#include "show/ink.h"
#include "show/phrase.h"
#include "show/plain.h"
#include "show/quotes.h"

#define ELLIPSIS "\xe2\x80\xa6"
#define MOMENT 22    /* "28 Sep 2026 09:10 +05:30" may take two lines; most zones are whole hours */
#define OTHERS_MAX 8 /* others who were found, without --all */
#define LEFT_MAX 9   /* words that a report leaves out and that are shown in full */

typedef struct {
    kb_buf *out;
    const kb_print *how;
    const char *ui;
    size_t width;
} screen;

static void write_text(const screen *s, kb_buf *text)
{
    kb_ink_write(s->out, kb_buf_str(text), 0, s->width, s->how->color);
    s->out->failed |= text->failed;
    kb_buf_clear(text);
}

static void add_speakers(kb_buf *text, const screen *s, const char *label, const kb_speaker_told *at, size_t count)
{
    size_t shown = s->how->all || count <= OTHERS_MAX + 1 ? count : OTHERS_MAX;
    if (!count) return;
    kb_buf_add_char(text, '\n');
    kb_buf_add_c(text, kb_word_ui(s->ui, label));
    for (size_t i = 0; i < shown; i++) {
        kb_buf_add_c(text, i ? ", " : " ");
        kb_plain_add(text, at[i].name);
        kb_buf_print(text, KB_INK_SPACE "(%lld)", (long long)at[i].statements);
    }
    if (shown < count) kb_buf_add_c(text, ", ");
    if (shown < count) kb_buf_print(text, kb_word_ui(s->ui, "%s %zu more; --all shows them"), ELLIPSIS, count - shown);
}

static void write_head(const screen *s, const kb_quotes_told *quotes)
{
    kb_buf text = { 0 };
    kb_ink_set(&text, KB_INK_BOLD);
    kb_plain_add(&text, quotes->name);
    kb_ink_set(&text, KB_INK_PLAIN);
    if (quotes->role.len) kb_buf_add_c(&text, ", ");
    kb_plain_add(&text, quotes->role);
    kb_buf_add_char(&text, '\n');
    kb_ink_set(&text, KB_INK_DIM);
    kb_buf_print(&text, kb_word_ui(s->ui, "statements: %zu · reports: %zu · outlets: %zu"), quotes->count,
                 quotes->articles, quotes->outlets.outlets);
    kb_phrase_mirrors(&text, quotes->outlets.mirrors, s->ui);
    add_speakers(&text, s, "also as", quotes->forms, quotes->form_count);
    add_speakers(&text, s, "others of that name:", quotes->others, quotes->other_count);
    write_text(s, &text);
    if (quotes->before == 0 && !quotes->cut) return;
    kb_ink_set(&text, KB_INK_DIM);
    if (quotes->before)
        kb_buf_print(&text, kb_word_ui(s->ui, "%s %zu earlier; --limit shows more"), ELLIPSIS, quotes->before);
    if (quotes->cut) kb_buf_add_c(&text, quotes->before ? "; " : "");
    if (quotes->cut) kb_buf_add_c(&text, kb_word_ui(s->ui, "older ones were not read: ask for a time with --until"));
    kb_buf_add_char(s->out, '\n');
    write_text(s, &text);
}

static void add_day(kb_buf *text, const screen *s, kb_time time)
{
    time.precision = KB_TIME_DAY;
    kb_phrase_time(text, time, s->ui);
}

/* "Suara Timur (7, 5 Mar 2025)": the article's number, the day where it is another than the saying's. */
static void add_report(kb_buf *text, const screen *s, const kb_quoted *q, const kb_quoted *first)
{
    bool late = q->published.precision != KB_TIME_NONE && kb_time_day(q->published) != kb_time_day(first->published);
    if (q->outlet.len) {
        kb_plain_add(text, q->outlet);
        kb_buf_print(text, KB_INK_SPACE "(%lld%s", (long long)q->article, late ? ", " : "");
        if (late) add_day(text, s, q->published);
        kb_buf_add_char(text, ')');
    } else {
        kb_buf_print(text, kb_word_ui(s->ui, "article %lld"), (long long)q->article);
        if (late) kb_buf_add_c(text, ", ");
        if (late) add_day(text, s, q->published);
    }
    if (s->how->spans && q->spans.count)
        kb_buf_print(text, " %zu-%zu", q->spans.at[0].begin, q->spans.at[q->spans.count - 1].end);
}

/* Between marks where there is no colour, as `git diff --word-diff` sets them. */
static void add_marked(kb_buf *text, const screen *s, kb_ink ink, const char *open, kb_str words, const char *close)
{
    kb_ink_set(text, ink);
    if (!s->how->color) kb_buf_add_c(text, open);
    kb_plain_add(text, words);
    if (!s->how->color) kb_buf_add_c(text, close);
    kb_ink_set(text, KB_INK_DIM);
}

/* The begin of a long run of words that a report leaves out: they stand above in full. */
static kb_str shortened(kb_str words, bool *cut)
{
    size_t spaces = 0;
    *cut = false;
    for (size_t i = 0; i < words.len; i++)
        if (words.at[i] == ' ' && ++spaces == LEFT_MAX) *cut = true;
    if (!*cut) return words;
    spaces = 0;
    for (size_t i = 0; i < words.len; i++)
        if (words.at[i] == ' ' && ++spaces == 3) return kb_str_part(words, kb_span_of(0, i));
    return words;
}

/* The words of a report, with what it has more and what it has not. Between two runs stand marks and spaces. */
static void add_wording(kb_buf *text, const screen *s, const kb_quoted *shown, const kb_quoted *q)
{
    size_t at = 0;
    for (size_t i = 0; i < q->wording.count; i++) {
        const kb_wording *run = &q->wording.at[i];
        bool gone = !run->same && kb_span_len(run->b) == 0, cut;
        if (!gone) {
            kb_plain_add(text, kb_str_part(q->words, kb_span_of(at, run->b.begin)));
            at = run->b.end;
        }
        if (run->same) {
            kb_plain_add(text, kb_str_part(q->words, run->b));
        } else if (!gone) {
            add_marked(text, s, KB_INK_GREEN, "{+", kb_str_part(q->words, run->b), "+}");
        } else {
            kb_str words = shortened(kb_str_part(shown->words, run->a), &cut);
            if (text->len && text->at[text->len - 1] != ' ' && i) kb_buf_add_char(text, ' ');
            add_marked(text, s, KB_INK_RED, "[-", words, cut ? " " ELLIPSIS "-]" : "-]");
            if (cut && s->how->color) kb_buf_add_c(text, " " ELLIPSIS);
            if (i == 0) kb_buf_add_char(text, ' ');
        }
    }
    kb_plain_add(text, kb_str_part(q->words, kb_span_of(at, q->words.len)));
}

static void add_notes(kb_buf *text, const screen *s, const kb_quoted *q)
{
    if (q->carriers.count) {
        kb_buf_add_char(text, ' ');
        kb_phrase_voice(text, (kb_str){ 0 }, q->carriers, s->ui);
    }
    if (q->negated)
        kb_buf_print(text, " (%s)", kb_word_ui(s->ui, "did not say"));
    else if (q->hearsay)
        kb_buf_print(text, " (%s)", kb_word_ui(s->ui, "not at first hand"));
    for (size_t i = 0; i < q->verdicts.count; i++) {
        kb_ink_set(text, KB_INK_YELLOW);
        kb_buf_add_char(text, ' ');
        kb_phrase_verdict(text, &q->verdicts.at[i], s->ui);
        kb_ink_set(text, KB_INK_DIM);
    }
}

/* The words that stand for all of a language, below them the reports that have just these, then each other wording. */
static void add_language(kb_buf *text, const screen *s, const kb_saying_told *saying, const kb_quoted *model)
{
    size_t alike = 0;
    for (size_t i = 0; i < saying->count; i++) {
        const kb_quoted *q = saying->at[i];
        if (q->model != model || q->wording.count) continue;
        kb_buf_add_c(text, alike++ ? ", " : "\xe2\x80\x94 ");
        add_report(text, s, q, saying->at[0]);
        add_notes(text, s, q);
    }
    for (size_t i = 0; i < saying->count; i++) {
        const kb_quoted *q = saying->at[i];
        if (q->model != model || !q->wording.count) continue;
        kb_buf_add_char(text, '\n');
        add_report(text, s, q, saying->at[0]);
        add_notes(text, s, q);
        kb_buf_add_c(text, ": ");
        add_wording(text, s, model, q);
    }
}

/* What most have, then each other language. */
static void add_saying(kb_buf *text, const screen *s, const kb_saying_told *saying)
{
    const kb_quoted *shown = saying->at[saying->shown];
    kb_plain_add(text, shown->words);
    kb_ink_set(text, KB_INK_DIM);
    kb_buf_add_char(text, '\n');
    add_language(text, s, saying, shown);
    for (size_t i = 0; i < saying->count; i++) {
        const kb_quoted *model = saying->at[i];
        if (model->model != model || model == shown) continue;
        kb_ink_set(text, KB_INK_PLAIN);
        kb_buf_add_char(text, '\n');
        kb_buf_add(text, model->lang);
        kb_buf_add_c(text, ": ");
        kb_plain_add(text, model->words);
        kb_ink_set(text, KB_INK_DIM);
        kb_buf_add_char(text, '\n');
        add_language(text, s, saying, model);
    }
}

static void write_saying(const screen *s, const kb_saying_told *saying)
{
    enum { GAP = 2 };
    const kb_quoted *shown = saying->at[saying->shown];
    kb_buf left = { 0 }, right = { 0 };
    kb_phrase_moment(&left, saying->at[0]->published, 0, s->ui);
    if (left.len) kb_buf_add_char(&left, '\n');
    kb_ink_set(&left, KB_INK_CYAN);
    kb_buf_add_c(&left, kb_word_ui(s->ui, kb_stance_name(shown->stance)));
    add_saying(&right, s, saying);
    const kb_ink_column columns[] = { { kb_buf_str(&left), MOMENT }, { kb_buf_str(&right), s->width - MOMENT - GAP } };
    kb_buf_add_char(s->out, '\n');
    kb_ink_columns(s->out, columns, 2, 0, GAP, s->how->color);
    s->out->failed |= left.failed || right.failed;
    kb_buf_clear(&left);
    kb_buf_clear(&right);
}

void kb_screen_quotes(kb_buf *out, const kb_quotes_told *quotes, const kb_print *how)
{
    const screen s = { out, how, how->ui_lang, how->width > 0 ? (size_t)how->width : 80 };
    write_head(&s, quotes);
    for (size_t i = 0; i < quotes->count; i++) write_saying(&s, &quotes->sayings[i]);
}
