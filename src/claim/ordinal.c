#include "claim/ordinal.h"

enum { BEFORE_MAX = 3, BEHIND_MAX = 3, VALUE_MAX = 150 };

/* The digits of "66", "66th", "ke-66". */
static int digits_at(const kb_figure_finder *f, size_t t, bool *ending)
{
    kb_str s = f->at[t].folded;
    int value = 0;
    size_t i = 0, first;
    while (i < s.len && (s.at[i] < '0' || s.at[i] > '9')) i++;
    first = i;
    for (; i < s.len && i < first + 3 && s.at[i] >= '0' && s.at[i] <= '9'; i++) value = value * 10 + (s.at[i] - '0');
    if (i == first) return 0;
    kb_str before = kb_str_part(s, kb_span_of(0, first)), behind = kb_str_part(s, kb_span_of(i, s.len));
    if (before.len && !(before.at[before.len - 1] == '-' &&
                        kb_lang_lists(f->claims->lang, "ordinal", kb_str_part(before, kb_span_of(0, before.len - 1)))))
        return 0;
    *ending = before.len > 0;
    if (!behind.len) return value;
    for (const kb_word *w = kb_lang_first(f->claims->lang, behind); w; w = w->next)
        if (w->class_of == KB_WORD_ORDINAL && kb_str_is(w->value, "ending")) {
            *ending = true;
            return value;
        }
    return 0;
}

/* The number that an ordinal word or digits tell; 0: none. *ordinal: the form itself says that it is one. */
static int value_at(const kb_figure_finder *f, size_t t, bool *ordinal)
{
    *ordinal = false;
    if (f->at[t].kind == KB_TOKEN_NUMBER || (f->at[t].folded.len && f->at[t].kind == KB_TOKEN_WORD)) {
        int value = digits_at(f, t, ordinal);
        if (value) return value;
    }
    const kb_word *word = kb_word_at(f, t, KB_WORD_ORDINAL, NULL);
    int64_t value = 0;
    if (!word || word->count != 1 || !kb_str_int(word->value, &value) || value < 1 || value > VALUE_MAX) return 0;
    *ordinal = true;
    return (int)value;
}

static bool lists(const kb_figure_finder *f, const char *key, size_t t)
{
    return t < f->count && f->at[t].kind == KB_TOKEN_WORD && kb_lang_lists(f->claims->lang, key, f->at[t].base);
}

static kb_str noun_at(const kb_figure_finder *f, size_t t)
{
    return lists(f, "minute", t) ? KB_STR("minute") : lists(f, "rank", t) ? KB_STR("rank") : KB_STR("");
}

/* The noun before the number, with the word or the mark between that makes it an ordinal: "menit ke-66", "minute 66".
 */
static kb_str noun_before(const kb_figure_finder *f, size_t t, size_t *first)
{
    for (size_t back = 1; back <= BEFORE_MAX && back <= t && kb_together(f, t - back, t); back++) {
        kb_str noun = noun_at(f, t - back);
        if (noun.len) {
            *first = t - back;
            return noun;
        }
        bool joins = kb_mark_at(f, t - back, "-") || lists(f, "ordinal", t - back);
        if (!joins) return KB_STR("");
    }
    return KB_STR("");
}

/* The noun behind an ordinal: "the 66th minute", "third place", "fourth in the table". */
static kb_str noun_behind(const kb_figure_finder *f, size_t t, size_t *end)
{
    if (!kb_together(f, t, t + 1)) return KB_STR("");
    *end = t + 2;
    if (noun_at(f, t + 1).len) return noun_at(f, t + 1);
    for (size_t at = t + 1; at <= t + BEHIND_MAX && kb_together(f, t, at); at++) {
        *end = at + 1;
        if (at > t + 1 && lists(f, "table", at)) return KB_STR("rank");
        if (!kb_word_at(f, at, KB_WORD_PREPOSITION, NULL) && !kb_word_at(f, at, KB_WORD_DETERMINER, NULL))
            return KB_STR("");
    }
    return KB_STR("");
}

bool kb_ordinal_read(const kb_figure_finder *f, size_t t, kb_figure *out, size_t *end)
{
    bool ordinal = false;
    size_t first = t;
    int value = f->at[t].sentence < f->claims->sentences.count ? value_at(f, t, &ordinal) : 0;
    if (value < 1 || value > VALUE_MAX) return false;
    *end = t + 1;
    kb_str noun = noun_before(f, t, &first);
    if (!noun.len && ordinal) noun = noun_behind(f, t, end);
    if (!noun.len || first < f->figure_end) return false;
    *out = (kb_figure){ .kind = KB_FIGURE_ORDINAL,
                        .span = kb_span_of(f->at[first].span.begin, f->at[*end - 1].span.end),
                        .number = f->at[t].span,
                        .low = value,
                        .high = value,
                        .printed = { value, 0 },
                        .concept = noun,
                        .token = (uint32_t)first,
                        .tokens = (uint32_t)(*end - first),
                        .sentence = f->at[t].sentence,
                        .statement = KB_NONE,
                        .as_of = KB_NONE };
    return true;
}
