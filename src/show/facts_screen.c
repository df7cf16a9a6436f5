#include "show/facts.h"

#include <math.h>
#include <stdio.h>

#include "show/ink.h"
#include "show/phrase.h"
#include "show/plain.h"

#define TABLE_WIDTH 110
#define GAP 2
#define LABEL 9
#define OUTLETS_SHOWN 12
#define LANGS_SHOWN 3
#define NAMES_SHOWN 8
#define DOT " \xc2\xb7 "

kb_str kb_story_title(const kb_story_told *story)
{
    return story->members[story->facts->title].title;
}

static size_t width_of(const kb_print *how)
{
    return how->width > 0 ? (size_t)how->width : 80;
}

static void flush(kb_buf *out, kb_buf *text, size_t indent, const kb_print *how)
{
    kb_ink_write(out, kb_buf_str(text), indent, width_of(how), how->color);
    out->failed |= text->failed;
    kb_buf_clear(text);
}

/* ---- phrases ---- */

void kb_phrase_story_size(kb_buf *out, const kb_facts *facts, const char *ui)
{
    kb_buf_print(out, kb_word_ui(ui, facts->reports == 1 ? "%lld report" : "%lld reports"), (long long)facts->reports);
    if (facts->independent && facts->independent < facts->reports)
        kb_buf_print(out, kb_word_ui(ui, ", %zu independent"), facts->independent);
    if (facts->withdrawn) kb_buf_print(out, kb_word_ui(ui, ", %zu withdrawn"), facts->withdrawn);
    kb_phrase_outlets(out, facts->outlets, ui);
    for (size_t i = 0; i < facts->langs.count; i++) {
        kb_buf_add_c(out, i ? ", " : DOT);
        kb_plain_add(out, facts->langs.at[i].name);
    }
}

#define NO_BREAK "\xc2\xa0" /* U+00A0: pages have it too */

static void add_rate(kb_buf *out, double rate, const char *ui)
{
    char digits[32];
    (void)snprintf(digits, sizeof digits, "%.1f", rate);
    for (const char *c = digits; *c; c++) kb_buf_add_char(out, *c == '.' ? kb_phrase_point(ui) : *c);
}

void kb_phrase_growth(kb_buf *out, kb_pace pace, const char *ui)
{
    double growth = kb_pace_growth(pace);
    if (fabs(growth) < 0.05) return;
    kb_buf_add_c(out, growth > 0 ? "\xe2\x96\xb2" NO_BREAK : "\xe2\x96\xbc" NO_BREAK);
    add_rate(out, fabs(growth), ui);
    for (const char *c = kb_word_ui(ui, " a day"); *c; c++)
        if (*c == ' ')
            kb_buf_add_c(out, NO_BREAK);
        else
            kb_buf_add_char(out, *c);
}

void kb_phrase_bars(kb_buf *out, const kb_timeline *timeline, size_t width)
{
    static const char *const bars[] = { "\xe2\x96\x81", "\xe2\x96\x82", "\xe2\x96\x83", "\xe2\x96\x84",
                                        "\xe2\x96\x85", "\xe2\x96\x86", "\xe2\x96\x87", "\xe2\x96\x88" };
    uint64_t sums[KB_TIMELINE_BARS] = { 0 }, most = 1;
    size_t each = width ? (timeline->count + width - 1) / width : 0;
    if (each == 0) return;
    for (size_t i = 0; i < timeline->count; i++) sums[i / each] += timeline->at[i];
    for (size_t i = 0; i < KB_TIMELINE_BARS; i++)
        if (sums[i] > most) most = sums[i];
    for (size_t i = 0; i * each < timeline->count; i++)
        kb_buf_add_c(out, bars[sums[i] ? (sums[i] * 7 + most - 1) / most : 0]);
}

/* The moment of a report, in its own zone, which lists do not say. */
static void add_moment(kb_buf *out, const kb_member *member, bool zone, const char *ui)
{
    kb_time time = member->published;
    if (time.precision == KB_TIME_NONE) time = (kb_time){ .seconds = member->at, .precision = KB_TIME_DAY };
    time.zoned &= zone;
    kb_phrase_moment(out, time, INT64_MIN, ui);
}

/* "en, id, ms +3" */
static void add_langs(kb_buf *out, const kb_tallies *langs, size_t shown)
{
    for (size_t i = 0; i < langs->count && i < shown; i++) {
        if (i) kb_buf_add_char(out, ' ');
        kb_plain_add(out, langs->at[i].name);
    }
    if (langs->count > shown) kb_buf_print(out, " +%zu", langs->count - shown);
}

/* ---- a list ---- */

enum { ID = 9, REPORTS = 7, INDEPENDENT = 11, OUTLETS = 7, GROWTH = 7, LAST = 17, LANGS = 11, BARS = 16 };

static void right(kb_buf *out, const char *digits, size_t width)
{
    for (size_t i = strlen(digits); i < width; i++) kb_buf_add_c(out, KB_INK_SPACE);
    kb_buf_add_c(out, digits);
}

static void number(kb_buf *out, int64_t value, size_t width)
{
    char digits[24];
    (void)snprintf(digits, sizeof digits, "%lld", (long long)value);
    right(out, digits, width);
}

/* "12", or "12 +2": mirrors, which do not count. */
static void outlets(kb_buf *out, kb_outlet_count count)
{
    char words[48];
    int len = snprintf(words, sizeof words, "%zu", count.outlets);
    if (count.mirrors) (void)snprintf(words + len, sizeof words - (size_t)len, " +%zu", count.mirrors);
    right(out, words, OUTLETS);
}

static size_t title_width(const kb_print *how)
{
    return width_of(how) - (ID + REPORTS + INDEPENDENT + OUTLETS + GROWTH + LAST + LANGS + BARS + 8 * GAP);
}

static void write_row(kb_buf *out, kb_buf cells[9], const kb_print *how)
{
    const size_t widths[9] = { ID, REPORTS, INDEPENDENT, OUTLETS, GROWTH, LAST, title_width(how), LANGS, BARS };
    kb_ink_column columns[9];
    for (size_t i = 0; i < 9; i++) columns[i] = (kb_ink_column){ kb_buf_str(&cells[i]), widths[i] };
    kb_ink_columns(out, columns, 9, 0, GAP, how->color);
    for (size_t i = 0; i < 9; i++) {
        out->failed |= cells[i].failed;
        kb_buf_clear(&cells[i]);
    }
}

void kb_screen_stories_head(kb_buf *out, const kb_print *how)
{
    const char *ui = how->ui_lang;
    kb_buf cells[9] = { 0 };
    if (width_of(how) < TABLE_WIDTH) return;
    right(&cells[0], kb_word_ui(ui, "story"), ID);
    right(&cells[1], kb_word_ui(ui, "reports"), REPORTS);
    right(&cells[2], kb_word_ui(ui, "independent"), INDEPENDENT);
    right(&cells[3], kb_word_ui(ui, "outlets"), OUTLETS);
    right(&cells[4], kb_word_ui(ui, "growth"), GROWTH);
    kb_buf_add_c(&cells[5], kb_word_ui(ui, "last"));
    kb_buf_add_c(&cells[6], kb_word_ui(ui, "title"));
    kb_buf_add_c(&cells[7], kb_word_ui(ui, "in"));
    write_row(out, cells, how);
}

static void write_table_row(kb_buf *out, const kb_story_told *story, const kb_print *how)
{
    const kb_facts *f = story->facts;
    kb_buf cells[9] = { 0 };
    double growth = kb_pace_growth(f->pace);
    number(&cells[0], story->story, ID);
    number(&cells[1], (int64_t)f->reports, REPORTS);
    if (f->independent) number(&cells[2], (int64_t)f->independent, INDEPENDENT);
    outlets(&cells[3], f->outlets);
    if (f->reports > 1 && fabs(growth) >= 0.05) {
        kb_buf rate = { 0 };
        kb_buf_add_c(&rate, growth > 0 ? "+" : "-");
        add_rate(&rate, fabs(growth), how->ui_lang);
        kb_buf_add_char(&rate, '\0');
        right(&cells[4], rate.failed ? "" : rate.at, GROWTH);
        kb_buf_clear(&rate);
    }
    add_moment(&cells[5], &story->members[f->reports - 1], false, how->ui_lang);
    kb_ink_set(&cells[6], f->reports > 1 ? KB_INK_BOLD : KB_INK_PLAIN);
    kb_plain_add(&cells[6], kb_story_title(story));
    if (f->withdrawn) {
        kb_ink_set(&cells[6], KB_INK_DIM);
        kb_buf_print(&cells[6], kb_word_ui(how->ui_lang, " (%zu withdrawn)"), f->withdrawn);
    }
    add_langs(&cells[7], &f->langs, LANGS_SHOWN);
    if (f->timeline.count > 1) kb_phrase_bars(&cells[8], &f->timeline, BARS);
    write_row(out, cells, how);
}

static void write_short(kb_buf *out, const kb_story_told *story, const kb_print *how)
{
    const kb_facts *f = story->facts;
    kb_buf id = { 0 }, words = { 0 };
    size_t before;
    number(&id, story->story, ID);
    kb_ink_set(&words, f->reports > 1 ? KB_INK_BOLD : KB_INK_PLAIN);
    kb_plain_add(&words, kb_story_title(story));
    kb_buf_add_char(&words, '\n');
    kb_ink_set(&words, KB_INK_DIM);
    kb_phrase_story_size(&words, f, how->ui_lang);
    kb_buf_add_c(&words, DOT);
    add_moment(&words, &story->members[f->reports - 1], false, how->ui_lang);
    before = words.len;
    kb_buf_add_c(&words, DOT);
    if (f->reports > 1) kb_phrase_growth(&words, f->pace, how->ui_lang);
    if (words.len == before + strlen(DOT)) words.len = before;
    const kb_ink_column columns[] = { { kb_buf_str(&id), ID }, { kb_buf_str(&words), width_of(how) - ID - GAP } };
    kb_ink_columns(out, columns, 2, 0, GAP, how->color);
    out->failed |= id.failed || words.failed;
    kb_buf_clear(&id);
    kb_buf_clear(&words);
}

void kb_screen_stories_line(kb_buf *out, const kb_story_told *story, const kb_print *how)
{
    if (width_of(how) >= TABLE_WIDTH)
        write_table_row(out, story, how);
    else
        write_short(out, story, how);
}

/* ---- a story ---- */

static void write_label(kb_buf *out, const char *label, kb_buf *text, const kb_print *how)
{
    kb_buf styled = { 0 };
    kb_ink_set(&styled, KB_INK_DIM);
    kb_buf_add_c(&styled, kb_word_ui(how->ui_lang, label));
    const kb_ink_column columns[] = { { kb_buf_str(&styled), LABEL },
                                      { kb_buf_str(text), width_of(how) - 2 - LABEL - GAP } };
    kb_ink_columns(out, columns, 2, 2, GAP, how->color);
    out->failed |= styled.failed || text->failed;
    kb_buf_clear(&styled);
    kb_buf_clear(text);
}

static void write_times(kb_buf *out, const kb_story_told *story, const kb_print *how)
{
    const kb_facts *f = story->facts;
    kb_buf text = { 0 };
    add_moment(&text, &story->members[0], true, how->ui_lang);
    if (f->last != f->first) {
        kb_buf_add_c(&text, " \xe2\x80\x93 ");
        add_moment(&text, &story->members[f->reports - 1], true, how->ui_lang);
    }
    if (f->timeline.count > 1) {
        int64_t hours = f->timeline.step / 3600;
        kb_buf_add_char(&text, '\n');
        kb_phrase_bars(&text, &f->timeline, KB_TIMELINE_BARS);
        kb_ink_set(&text, KB_INK_DIM);
        if (hours < 24)
            kb_buf_print(&text, kb_word_ui(how->ui_lang, "  a bar: %lld h"), (long long)hours);
        else
            kb_buf_print(&text, kb_word_ui(how->ui_lang, "  a bar: %lld d"), (long long)hours / 24);
    }
    write_label(out, "time", &text, how);
}

static void write_pace(kb_buf *out, kb_pace pace, const kb_print *how)
{
    kb_buf text = { 0 };
    if (pace.now < 0.05 && pace.before < 0.05) return; /* long over */
    add_rate(&text, pace.now, how->ui_lang);
    kb_buf_add_c(&text, kb_word_ui(how->ui_lang, " reports a day, before "));
    add_rate(&text, pace.before, how->ui_lang);
    kb_buf_add_c(&text, "  ");
    kb_phrase_growth(&text, pace, how->ui_lang);
    write_label(out, "pace", &text, how);
}

/* "Suara Timur 3, Harian Nusa, Island Post, 4 more" */
static void write_tallies(kb_buf *out, const char *label, const kb_tallies *list, size_t shown, const kb_print *how)
{
    kb_buf text = { 0 };
    if (list->count == 0) return;
    if (how->all || list->count <= shown + 1) shown = list->count;
    for (size_t i = 0; i < shown; i++) {
        if (i) kb_buf_add_c(&text, ", ");
        kb_plain_add(&text, list->at[i].name);
        kb_ink_set(&text, KB_INK_DIM);
        if (list->at[i].counted.len) kb_buf_print(&text, KB_INK_SPACE "(%s)", kb_word_ui(how->ui_lang, "mirror"));
        if (list->at[i].reports > 1) kb_buf_print(&text, KB_INK_SPACE "%zu", list->at[i].reports);
        kb_ink_set(&text, KB_INK_PLAIN);
    }
    if (shown < list->count) {
        kb_buf_add_c(&text, ", ");
        kb_buf_print(&text, kb_word_ui(how->ui_lang, "%zu more"), list->count - shown);
    }
    write_label(out, label, &text, how);
}

void kb_screen_story(kb_buf *out, const kb_story_told *story, const kb_print *how)
{
    kb_buf text = { 0 };
    kb_ink_set(&text, KB_INK_BOLD);
    kb_plain_add(&text, kb_story_title(story));
    kb_ink_set(&text, KB_INK_DIM);
    kb_buf_add_char(&text, '\n');
    kb_buf_print(&text, kb_word_ui(how->ui_lang, "story %lld"), (long long)story->story);
    kb_buf_add_c(&text, DOT);
    kb_phrase_story_size(&text, story->facts, how->ui_lang);
    flush(out, &text, 0, how);
    if (story->facts->reports == 1) return;
    kb_buf_add_char(out, '\n');
    write_times(out, story, how);
    write_pace(out, story->facts->pace, how);
    if (story->facts->told_by.count > 1) write_tallies(out, "outlets", &story->facts->told_by, OUTLETS_SHOWN, how);
    if (!story->cast) return;
    write_tallies(out, "names", &story->cast->names, NAMES_SHOWN, how);
    write_tallies(out, "places", &story->cast->places, NAMES_SHOWN, how);
}
