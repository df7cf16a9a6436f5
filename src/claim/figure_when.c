#include "claim/figure_when.h"

enum { DATES_AROUND = 32, DATE_AWAY_MAX = 80 };

/* The dates of the figure's sentence, at most DATES_AROUND on each side: *first; the index behind the last. */
static size_t dates_around(const kb_figure_finder *f, const kb_figure *g, size_t *first)
{
    const kb_dates *dates = &f->claims->dates;
    size_t at = f->date < dates->count ? f->date : dates->count, end = at;
    *first = at;
    while (*first > 0 && at - *first < DATES_AROUND && dates->at[*first - 1].sentence == g->sentence) (*first)--;
    while (end < dates->count && end - at < DATES_AROUND && dates->at[end].sentence == g->sentence) end++;
    return end;
}

/* "Nine were killed at 7 p.m." is when it happened; "at 7 p.m. nine were dead", "stood at nine at 7 p.m.", "nine were
 * dead, he said at 7 p.m." is as of when. */
static bool is_event(const kb_figure_finder *f, const kb_word *word, size_t t, const kb_figure *g)
{
    return word && kb_str_is(word->value, "clock") && t > g->token && !g->series &&
           !kb_word_at(f, t - 1, KB_WORD_CUE, NULL);
}

static void find_as_of(const kb_figure_finder *f, kb_figure *g)
{
    const kb_dates *dates = &f->claims->dates;
    size_t i, end = dates_around(f, g, &i);
    size_t nearest = SIZE_MAX;
    for (; i < end; i++) {
        bool led = false;
        for (size_t back = 1; back <= 3 && !led && dates->at[i].token >= back; back++) {
            size_t n = 0;
            const kb_word *word = kb_word_at(f, dates->at[i].token - back, KB_WORD_AS_OF, &n);
            led = word && n == back && kb_together(f, dates->at[i].token - back, dates->at[i].token);
            led &= !is_event(f, word, dates->at[i].token - back, g);
        }
        if (!led || dates->at[i].role == KB_DATE_PAST) continue;
        size_t away = dates->at[i].token > g->token ? dates->at[i].token - g->token : g->token - dates->at[i].token;
        if (away < nearest) {
            nearest = away;
            g->as_of = (uint32_t)i;
        }
    }
}

/* Does a mark or a word of comparison ("than last year") stand between a figure and the date behind it? */
static bool cut_off(const kb_figure_finder *f, size_t end, size_t date)
{
    for (size_t t = end; t < date; t++) {
        const kb_word *word = kb_word_at(f, t, KB_WORD_SERIES, NULL);
        if (word && kb_str_is(word->value, "from")) return true;
        if (f->at[t].kind == KB_TOKEN_MARK && !kb_mark_at(f, t, "-") && !kb_mark_at(f, t, "(")) return true;
    }
    return false;
}

/* Is the figure of another time: does the nearest date of its sentence lie in the past, or is it what a count rose
 * from? */
static void find_past(const kb_figure_finder *f, kb_figure *g, size_t first, size_t end)
{
    const kb_dates *dates = &f->claims->dates;
    size_t nearest = SIZE_MAX;
    size_t i, last = dates_around(f, g, &i);
    for (; i < last; i++) {
        bool behind = dates->at[i].token > g->token;
        size_t away = behind ? (dates->at[i].token - g->token) * 2 : g->token - dates->at[i].token;
        if (away >= nearest || away > DATE_AWAY_MAX || (behind && cut_off(f, end, dates->at[i].token))) continue;
        nearest = away;
        g->past = dates->at[i].role == KB_DATE_PAST;
    }
    const kb_word *from =
        first > 0 && kb_together(f, first - 1, first) ? kb_word_at(f, first - 1, KB_WORD_SERIES, NULL) : NULL;
    if (!from || !kb_str_is(from->value, "from")) return;
    for (size_t t = end; t < end + 4 && kb_together(f, first, t); t++) {
        size_t n = 0;
        const kb_word *word = kb_word_at(f, t, KB_WORD_SERIES, &n);
        kb_number next;
        bool to = (word && kb_str_is(word->value, "rises")) || kb_hedge_at(f, t, &n, "to");
        size_t at = t + 1, currency = 0;
        if (to && kb_word_at(f, at, KB_WORD_UNIT, &currency) && f->at[at].kind != KB_TOKEN_NUMBER) at += currency;
        if (to && kb_together(f, first, at) && kb_number_at(f, at, currency > 0, &next)) g->past = true;
    }
}

void kb_figure_when(const kb_figure_finder *f, kb_figure *g, size_t first, size_t end)
{
    const kb_sentence *s = &f->claims->sentences.at[g->sentence];
    size_t from = first > s->first + 12 ? first - 12 : s->first,
           to = end + 8 < s->first + s->count ? end + 8 : s->first + s->count;
    for (size_t t = from; t < to; t++) {
        size_t n = 0;
        const kb_word *word = kb_word_at(f, t, KB_WORD_SERIES, &n);
        if (word && kb_str_is(word->value, "rises") && t + n + 3 >= first && t < first) g->series = true;
        if (word && kb_str_is(word->value, "now")) g->series = true;
        bool clause = false;
        for (size_t i = t; i < first; i++) clause |= kb_mark_at(f, i, ",") || kb_mark_at(f, i, ";");
        if (word && kb_str_is(word->value, "plan") && t < first && t + 6 >= first && !clause) g->plan = true;
    }
    find_past(f, g, first, end);
    if (g->kind != KB_FIGURE_COUNT && g->kind != KB_FIGURE_MONEY && g->kind != KB_FIGURE_PERCENT) return;
    find_as_of(f, g);
    if (g->as_of != KB_NONE) g->series = true;
}
