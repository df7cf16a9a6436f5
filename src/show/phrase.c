#include "show/phrase.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "claim/claims.h"
#include "show/plain.h"
#include "show/words.h"

#define DASH "\xe2\x80\x94"
#define EN_DASH "\xe2\x80\x93"
#define WIDE 1.6 /* a hedged interval whose ends lie further apart is shown by its ends */
#define ELLIPSIS "\xe2\x80\xa6"

const char *kb_phrase_kind(kb_row_kind kind, const char *ui)
{
    return kb_word_ui(ui, kb_row_kind_name(kind));
}

const char *kb_phrase_sign(kb_row_kind kind)
{
    switch (kind) {
    case KB_ROW_DIFFERS: return "\xe2\x89\xa0";    /* ≠ */
    case KB_ROW_DENIED: return "\xc3\x97";         /* × */
    case KB_ROW_SILENT: return "\xe2\x80\xa6";     /* … */
    case KB_ROW_CHANGED: return "\xe2\x9c\x8e";    /* ✎ */
    case KB_ROW_SERIES: return "\xe2\x86\x97";     /* ↗ */
    case KB_ROW_COMPATIBLE: return "\xe2\x89\x88"; /* ≈ */
    case KB_ROW_SHARED: return "=";
    case KB_ROW_ONLY: return "\xc2\xb7"; /* · */
    }
    return "";
}

const char *kb_phrase_certainty(kb_certainty sure, const char *ui)
{
    return kb_word_ui(ui, kb_certainty_name(sure));
}

const char *kb_phrase_role(kb_cell_role role, const char *ui)
{
    switch (role) {
    case KB_CELL_PLAIN: return "";
    case KB_CELL_CLAIM: return kb_word_ui(ui, "claim");
    case KB_CELL_DENIAL: return kb_word_ui(ui, "denial");
    case KB_CELL_REMARK: return kb_word_ui(ui, "remark");
    case KB_CELL_EARLIER: return kb_word_ui(ui, "earlier version");
    case KB_CELL_GONE: return kb_word_ui(ui, "in an earlier version alone");
    case KB_CELL_NOW: return kb_word_ui(ui, "now");
    }
    return "";
}

void kb_phrase_report(kb_buf *out, const kb_document *doc)
{
    kb_str name = doc->outlet;
    if (!name.len) {
        name = doc->origin_file;
        for (size_t i = name.len; i > 0; i--)
            if (name.at[i - 1] == '/') {
                name = kb_str_part(name, kb_span_of(i, name.len));
                break;
            }
        bool several = doc->origin_record.len && doc->id.len; /* one of many in its file */
        if (!name.len || kb_str_is(name, "-") || several) name = doc->id;
    }
    kb_plain_add(out, name);
}

void kb_phrase_language(kb_buf *out, const kb_document *doc, const char *ui)
{
    const kb_claims *claims = doc->claims;
    kb_plain_add(out, doc->lang);
    if (claims && claims->lang && kb_str_is(kb_lang_about(claims->lang, "state"), "experimental"))
        kb_buf_print(out, " (%s)", kb_word_ui(ui, "experimental"));
}

static bool indonesian(const char *ui)
{
    return ui && ui[0] == 'i' && ui[1] == 'd' && !ui[2];
}

/* Day, month and year to the precision known; without the year where it is `year`. */
static void add_day(kb_buf *out, kb_time time, int64_t year, const char *ui)
{
    static const char *const months[2][12] = {
        { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
        { "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des" },
    };
    kb_civil civil = kb_civil_of(kb_time_day(time));
    const char *gap = "";
    if (time.precision >= KB_TIME_DAY) {
        kb_buf_print(out, "%d", civil.day);
        gap = " ";
    }
    if (time.precision >= KB_TIME_MONTH) {
        kb_buf_print(out, "%s%s", gap, months[indonesian(ui)][civil.month - 1]);
        gap = " ";
    }
    if (civil.year != year || !*gap) kb_buf_print(out, "%s%" PRId64, gap, civil.year);
}

static void add_clock(kb_buf *out, kb_time time, const char *ui)
{
    int64_t minute = (time.seconds + (int64_t)time.offset * 60 - kb_time_day(time) * 86400) / 60;
    kb_buf_print(out, " %02d%c%02d", (int)(minute / 60), indonesian(ui) ? '.' : ':', (int)(minute % 60));
}

static void add_zone(kb_buf *out, kb_time time, bool minutes)
{
    int east = time.offset < 0 ? -time.offset : time.offset;
    if (east == 0) {
        kb_buf_add_c(out, " UTC");
        return;
    }
    kb_buf_print(out, " %c%02d", time.offset < 0 ? '-' : '+', east / 60);
    if (minutes || east % 60) kb_buf_print(out, ":%02d", east % 60);
}

void kb_phrase_time(kb_buf *out, kb_time time, const char *ui)
{
    if (time.precision == KB_TIME_NONE) return;
    add_day(out, time, INT64_MIN, ui);
    if (time.precision < KB_TIME_MINUTE) return;
    add_clock(out, time, ui);
    if (time.zoned) add_zone(out, time, true);
}

void kb_phrase_moment(kb_buf *out, kb_time time, int64_t year, const char *ui)
{
    if (time.precision == KB_TIME_NONE) return;
    add_day(out, time, year, ui);
    if (time.precision < KB_TIME_MINUTE) return;
    add_clock(out, time, ui);
    if (time.zoned) add_zone(out, time, false);
}

/* ---- figures ---- */

char kb_phrase_point(const char *ui)
{
    return indonesian(ui) ? ',' : '.';
}

/* A number with the separators of the interface's language; at most three decimals, as a reader needs no more. */
static void add_number(kb_buf *out, double value, const char *ui)
{
    char digits[400];
    char thousands = indonesian(ui) ? '.' : ',', point = kb_phrase_point(ui);
    int len = snprintf(digits, sizeof digits, "%.3f", fabs(value));
    if (len < 5 || len >= (int)sizeof digits) return;
    int whole = len - 4;
    while (len > whole + 1 && digits[len - 1] == '0') len--;
    if (value < 0) kb_buf_add_c(out, "\xe2\x88\x92");
    for (int i = 0; i < whole; i++) {
        if (i && (whole - i) % 3 == 0 && whole > 3) kb_buf_add_char(out, thousands);
        kb_buf_add_char(out, digits[i]);
    }
    if (len <= whole + 1) return;
    kb_buf_add_char(out, point);
    kb_buf_add(out, (kb_str){ digits + whole + 1, (size_t)(len - whole - 1) });
}

/* A reader wants years and kilometres, not the seconds and metres in which figures are compared. */
typedef struct {
    const char *base;
    double factor;
    const char *one, *many;
} scale;
static const scale scales[] = {
    { "s", 31556952, "year", "years" }, /* the mean Gregorian year */
    { "s", 2629746, "month", "months" },
    { "s", 604800, "week", "weeks" },
    { "s", 86400, "day", "days" },
    { "s", 3600, "hour", "hours" },
    { "s", 60, "minute", "minutes" },
    { "s", 1, "second", "seconds" },
    { "m", 1000, "km", "km" },
    { "m", 1, "m", "m" },
    { "m", 0.01, "cm", "cm" },
    { "m2", 1000000, "km\xc2\xb2", "km\xc2\xb2" },
    { "m2", 10000, "ha", "ha" },
    { "m2", 1, "m\xc2\xb2", "m\xc2\xb2" },
    { "kg", 1000, "t", "t" },
    { "kg", 1, "kg", "kg" },
    { "kg", 0.001, "g", "g" },
};
/* Units in which texts tell lengths, weights and areas, but which are not shown. */
static const scale others[] = {
    { "m", 1609.344, NULL, NULL },      { "m", 1852, NULL, NULL },
    { "m", 0.9144, NULL, NULL },        { "m", 0.3048, NULL, NULL },
    { "m", 0.0254, NULL, NULL },        { "kg", 0.45359237, NULL, NULL },
    { "m2", 4046.8564224, NULL, NULL }, { "m2", 2589988.110336, NULL, NULL },
};
#define OTHERS (sizeof others / sizeof *others)
#define SCALES (sizeof scales / sizeof *scales)

/* The finite bound nearest zero. */
static double size_of(const kb_figure *f)
{
    double low = isfinite(f->low) ? fabs(f->low) : INFINITY, high = isfinite(f->high) ? fabs(f->high) : INFINITY;
    return fmin(low, high);
}

/* The largest scale in which the figure is a round number of at least one, else the largest of which it has one; NULL
 * for a unit without scales. */
static const scale *scale_of(const kb_figure *f, double size)
{
    const scale *best = NULL;
    for (size_t i = 0; i < SCALES; i++) {
        if (!kb_str_is(f->unit, scales[i].base)) continue;
        double value = size / scales[i].factor;
        bool metric = !kb_str_is(f->unit, "s"); /* its steps are tens: any of them is as good */
        if (value >= 1 && (metric || fabs(value * 10 - round(value * 10)) < 1e-6)) return &scales[i];
        if (!best || (size < best->factor && size > 0)) best = &scales[i];
    }
    return best;
}

/* Amounts of money and large counts in the words that texts use for them. */
static const scale amounts[] = { { NULL, 1e12, "trillion", "trillion" },
                                 { NULL, 1e9, "billion", "billion" },
                                 { NULL, 1e6, "million", "million" } };

static bool short_in(double bound, double factor)
{
    double value = bound / factor * 100;
    return !isfinite(bound) || fabs(value - round(value)) < 1e-6;
}

/* The scale in which both bounds have at most two decimals; NULL below a million. */
static const scale *amount_of(const kb_figure *f, double size)
{
    if (f->kind != KB_FIGURE_MONEY && f->kind != KB_FIGURE_COUNT) return NULL;
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
        if (size >= amounts[i].factor &&
            (f->rounded || (short_in(f->low, amounts[i].factor) && short_in(f->high, amounts[i].factor))))
            return &amounts[i];
    return NULL;
}

static bool within(const kb_figure *f, double value)
{
    double slack = fabs(value) * 1e-9; /* a bound is the product of printed number and factor, rounded */
    return value >= f->low - slack && value <= f->high + slack;
}

/* The number around which a hedged figure lies: the printed one where it can be told, else the middle. */
static double told(const kb_figure *f)
{
    double value = (double)f->printed.mantissa * pow(10, -f->printed.scale);
    if (within(f, value)) return value;
    for (size_t i = 0; i < SCALES + OTHERS; i++) {
        const scale *unit = i < SCALES ? &scales[i] : &others[i - SCALES];
        if (kb_str_is(f->unit, unit->base) && within(f, value * unit->factor)) return value * unit->factor;
    }
    return f->low + (f->high - f->low) / 2;
}

/* Of a hedged value in a unit that the text does not use, three digits are told. */
static double coarse(double value)
{
    if (value == 0 || fabs(value - round(value)) < 1e-9) return value;
    double step = pow(10, floor(log10(fabs(value))) - 2);
    return round(value / step) * step;
}

static void add_bounds(kb_buf *out, const kb_figure *f, double factor, const char *ui)
{
    bool low = isfinite(f->low), high = isfinite(f->high);
    bool wide = f->rounded && f->high > WIDE * f->low; /* "dozens" has no number of its own */
    if (low && high && !wide && (f->low == f->high || f->rounded)) {
        if (f->rounded) kb_buf_add_c(out, "\xe2\x89\x88 ");
        add_number(out, f->rounded ? coarse(told(f) / factor) : told(f) / factor, ui);
    } else if (low && high) {
        if (wide) kb_buf_add_c(out, "\xe2\x89\x88 ");
        add_number(out, f->low / factor, ui);
        kb_buf_add_c(out, EN_DASH);
        add_number(out, f->high / factor, ui);
    } else if (low) {
        kb_buf_add_c(out, f->low_open ? "> " : "\xe2\x89\xa5 ");
        add_number(out, f->low / factor, ui);
    } else if (high) {
        kb_buf_add_c(out, f->high_open ? "< " : "\xe2\x89\xa4 ");
        add_number(out, f->high / factor, ui);
    }
}

void kb_phrase_figure(kb_buf *out, const kb_figure *figure, kb_str text, const char *ui)
{
    switch (figure->kind) {
    case KB_FIGURE_SCORE:
    case KB_FIGURE_ORDINAL:
    case KB_FIGURE_OTHER: kb_plain_add(out, kb_str_part(text, figure->number)); return;
    case KB_FIGURE_COUNT:
    case KB_FIGURE_AGE:
    case KB_FIGURE_PERCENT:
    case KB_FIGURE_MONEY:
    case KB_FIGURE_MEASURE:
    case KB_FIGURE_DURATION: break;
    }
    double size = figure->rounded && isfinite(figure->low) && isfinite(figure->high) ? told(figure) : size_of(figure);
    const scale *amount = amount_of(figure, size);
    const scale *in = amount || figure->kind == KB_FIGURE_COUNT ? amount : scale_of(figure, size);
    add_bounds(out, figure, in ? in->factor : 1, ui);
    if (in) kb_buf_print(out, " %s", kb_word_ui(ui, size == in->factor ? in->one : in->many));
    bool named = figure->kind == KB_FIGURE_COUNT || (in && !amount) || kb_str_is(figure->unit, "magnitude");
    if (named || !figure->unit.len) return;
    kb_buf_add_char(out, ' ');
    kb_plain_add(out, figure->unit);
}

/* ---- reports and cells ---- */

static void add_list(kb_buf *out, kb_strs names)
{
    for (size_t i = 0; i < names.count; i++) {
        if (i) kb_buf_add_c(out, ", ");
        kb_plain_add(out, names.at[i]);
    }
}

void kb_phrase_rests(kb_buf *out, const kb_report *report, const char *ui)
{
    size_t before = out->len;
    if (report->carriers.count) {
        kb_buf_add_c(out, kb_word_ui(ui, "rests on"));
        kb_buf_add_char(out, ' ');
        add_list(out, report->carriers);
    }
    if (report->own) {
        if (out->len > before) kb_buf_add_c(out, "; ");
        kb_buf_add_c(out, kb_word_ui(ui, "own reporting"));
    }
}

kb_offsets kb_cell_offsets(const kb_cell *cell, const kb_offsets *offsets)
{
    const kb_offsets *own = &offsets[cell->report - 1];
    return cell->earlier ? kb_offsets_like(own, cell->earlier->text) : *own;
}

kb_time kb_phrase_instant(int64_t seconds)
{
    return (kb_time){ .seconds = seconds, .zoned = true, .precision = seconds ? KB_TIME_SECOND : KB_TIME_NONE };
}

void kb_phrase_withdrawn(kb_buf *out, int64_t at, const char *ui)
{
    kb_time time = kb_phrase_instant(at);
    kb_buf_add_c(out, kb_word_ui(ui, "withdrawn"));
    kb_buf_add_char(out, ' ');
    time.precision = KB_TIME_MINUTE;
    kb_phrase_time(out, time, ui);
}

void kb_phrase_basis(kb_buf *out, const kb_report *report, const char *ui)
{
    size_t before = out->len;
    kb_buf rests = { 0 };
    if (report->doc->withdrawn) kb_phrase_withdrawn(out, report->doc->withdrawn, ui);
    if (report->doc->earlier) {
        if (out->len > before) kb_buf_add_c(out, "; ");
        kb_buf_print(out, kb_word_ui(ui, "%lld revisions"), (long long)report->doc->revision);
    }
    kb_phrase_rests(&rests, report, ui);
    if (rests.len && out->len > before) kb_buf_add_c(out, "; ");
    kb_buf_add(out, kb_buf_str(&rests));
    out->failed |= rests.failed;
    kb_buf_clear(&rests);
    if (!report->copy_of) return;
    if (out->len > before) kb_buf_add_c(out, "; ");
    kb_buf_print(out, kb_word_ui(ui, "%.0f %% of its words are from report %" PRIu32), report->copy_share * 100,
                 report->copy_of);
}

void kb_phrase_translation(kb_buf *out, const kb_cell *cell, const char *ui)
{
    if (!cell->translation.len) return;
    kb_buf_add_c(out, kb_word_ui(ui, "translation:"));
    kb_buf_add_char(out, ' ');
    kb_plain_add(out, cell->translation);
}

void kb_phrase_speaker(kb_buf *out, const kb_cell *cell, const char *ui)
{
    kb_phrase_voice(out, cell->speaker, cell->carriers, ui);
}

void kb_phrase_voice(kb_buf *out, kb_str speaker, kb_strs carriers, const char *ui)
{
    bool any = false;
    if (speaker.len) {
        kb_buf_add_c(out, DASH " ");
        kb_plain_add(out, speaker);
    }
    for (size_t i = 0; i < carriers.count; i++) {
        if (kb_str_equal(carriers.at[i], speaker)) continue; /* an office in its own statement */
        if (any)
            kb_buf_add_c(out, ", ");
        else
            kb_buf_print(out, "%s%s ", speaker.len ? ", " : DASH " ", kb_word_ui(ui, "via"));
        kb_plain_add(out, carriers.at[i]);
        any = true;
    }
}

static bool seen_before(const kb_comparison *c, size_t report)
{
    for (size_t i = 0; i < report; i++)
        if (kb_str_equal(c->reports[i].doc->lang, c->reports[report].doc->lang)) return true;
    return false;
}

void kb_phrase_mirrors(kb_buf *out, size_t mirrors, const char *ui)
{
    if (mirrors) kb_buf_print(out, kb_word_ui(ui, mirrors == 1 ? " (+ %zu mirror)" : " (+ %zu mirrors)"), mirrors);
}

void kb_phrase_outlets(kb_buf *out, kb_outlet_count count, const char *ui)
{
    if (count.outlets + count.mirrors < 2) return;
    kb_buf_print(out, kb_word_ui(ui, count.outlets == 1 ? " \xc2\xb7 %zu outlet" : " \xc2\xb7 %zu outlets"),
                 count.outlets);
    kb_phrase_mirrors(out, count.mirrors, ui);
}

void kb_phrase_count(kb_buf *out, const kb_comparison *c, const char *ui)
{
    size_t copies = 0;
    for (size_t i = 0; i < c->count; i++) copies += c->reports[i].copy;
    kb_buf_print(out, kb_word_ui(ui, c->count == 1 ? "%zu report" : "%zu reports"), c->count);
    size_t own = c->count - copies;
    if (copies) kb_buf_print(out, kb_word_ui(ui, own == 1 ? ", %zu independent text" : ", %zu independent texts"), own);
    const char *between = "; ";
    for (size_t i = 0; i < c->count; i++) {
        if (!c->reports[i].doc->lang.len || seen_before(c, i)) continue;
        kb_buf_add_c(out, between);
        kb_plain_add(out, c->reports[i].doc->lang);
        between = ", ";
    }
}

void kb_phrase_cell(kb_buf *out, const kb_comparison *c, const kb_cell *cell)
{
    kb_str text = kb_cell_document(c, cell)->text;
    for (size_t i = 0; i < cell->spans.count; i++) {
        if (i) kb_buf_add_c(out, " " ELLIPSIS " ");
        kb_plain_add(out, kb_str_trim(kb_str_part(text, cell->spans.at[i])));
    }
}

void kb_phrase_wording(kb_buf *out, kb_str words, const kb_cell *cell, const kb_wording_marks *marks,
                       void (*add)(kb_buf *out, kb_str words))
{
    size_t at = 0;
    for (size_t i = 0; i < cell->wording.count; i++) {
        const kb_wording *run = &cell->wording.at[i];
        if (!run->same && !kb_span_len(run->b)) { /* between two words of the cell, beside which spaces stand */
            bool spaced = !out->len || out->at[out->len - 1] == ' ';
            if (!spaced && i) kb_buf_add_char(out, ' ');
            kb_buf_add_c(out, marks->gone);
            add(out, kb_str_part(cell->model, run->a));
            kb_buf_add_c(out, marks->gone_end);
            if (!i) kb_buf_add_char(out, ' ');
            continue;
        }
        add(out, kb_str_part(words, kb_span_of(at, run->b.begin)));
        if (!run->same) kb_buf_add_c(out, marks->more);
        add(out, kb_str_part(words, run->b));
        if (!run->same) kb_buf_add_c(out, marks->more_end);
        at = run->b.end;
    }
    add(out, kb_str_part(words, kb_span_of(at, words.len)));
}

/* ---- verdicts ---- */

static const struct {
    const char *name, *english;
} verdicts[] = {
    [KB_WRONG_ROW] = { "wrong-row", "wrong row" },
    [KB_WRONG_SPEAKER] = { "wrong-speaker", "wrong speaker" },
    [KB_WRONG_ALIGNMENT] = { "wrong-alignment", "wrong alignment" },
    [KB_VERIFIED] = { "verified", "verified" },
};

const char *kb_verdict_name(kb_verdict_kind kind)
{
    return verdicts[kind].name;
}

bool kb_verdict_kind_of(kb_str name, kb_verdict_kind *out)
{
    for (int kind = KB_WRONG_ROW; kind <= KB_VERIFIED; kind++)
        if (kb_str_is(name, verdicts[kind].name)) {
            *out = (kb_verdict_kind)kind;
            return true;
        }
    return false;
}

static bool same_span(kb_span a, kb_span b)
{
    return a.begin == b.begin && a.end == b.end;
}

bool kb_verdict_meets(const kb_verdict *verdict, kb_spans spans)
{
    size_t common = 0, all = 0;
    if (!spans.count) return false;
    if (verdict->kind == KB_WRONG_ROW || verdict->kind == KB_WRONG_ALIGNMENT) {
        bool met = same_span(verdict->span, kb_span_of(spans.at[0].begin, spans.at[spans.count - 1].end));
        for (size_t i = 0; i < spans.count && !met; i++) met = same_span(verdict->span, spans.at[i]);
        return met;
    }
    for (size_t i = 0; i < spans.count; i++) {
        common += kb_span_common(verdict->span, spans.at[i]);
        all += kb_span_len(spans.at[i]);
    }
    return common > 0 && 2 * common >= all;
}

void kb_phrase_verdict(kb_buf *out, const kb_verdict *verdict, const char *ui)
{
    const kb_time at = { .seconds = verdict->at, .precision = KB_TIME_DAY };
    kb_buf_add_c(out, verdict->kind == KB_VERIFIED ? "\xe2\x9c\x93 " : "\xe2\x9c\x97 ");
    kb_buf_add_c(out, kb_word_ui(ui, verdicts[verdict->kind].english));
    kb_buf_add_c(out, " (");
    kb_plain_add(out, verdict->who);
    kb_buf_add_c(out, ", ");
    kb_phrase_time(out, at, ui);
    if (verdict->note.len) kb_buf_add_c(out, ": ");
    kb_plain_add(out, verdict->note);
    kb_buf_add_char(out, ')');
}

void kb_phrase_verdicts(kb_buf *out, const kb_comparison *comparison, const kb_cell *cell, const char *ui)
{
    const kb_verdicts *all = &kb_cell_document(comparison, cell)->verdicts;
    size_t begin = out->len;
    for (size_t i = 0; i < all->count; i++) {
        if (!kb_verdict_meets(&all->at[i], cell->spans)) continue;
        if (out->len > begin) kb_buf_add_c(out, "; ");
        kb_phrase_verdict(out, &all->at[i], ui);
    }
}
