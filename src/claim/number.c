#include "claim/number.h"

#include <math.h>

enum { DIGITS_MAX = 15, NUMBER_TOKENS_MAX = 12 };

/* A number that is being put together from words: unit counts up to its next scale, group up to the next thousand. */
typedef struct {
    double total, group, unit, last_scale;
    bool any, scaled, part;
} sum;

double kb_decimal_value(kb_decimal d)
{
    return (double)d.mantissa / pow(10, d.scale);
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits behind the separator at `at`. */
static size_t group_len(kb_str s, size_t at)
{
    size_t n = 0;
    while (at + 1 + n < s.len && digit(s.at[at + 1 + n])) n++;
    return n;
}

static char language_sign(const kb_lang *lang, const char *key, char otherwise)
{
    kb_str sign = lang ? kb_lang_about(lang, key) : KB_STR("");
    return sign.len == 1 ? sign.at[0] : otherwise;
}

/* Where the decimals begin in a number with separators; s.len when it has none, SIZE_MAX when it is no number. */
static size_t decimals_at(kb_str s, const kb_lang *lang, bool tail)
{
    char decimal = language_sign(lang, "decimal", '.');
    size_t dots = 0, commas = 0, last = s.len, first = s.len;
    bool threes = true;
    for (size_t i = 0; i < s.len; i++) {
        if (digit(s.at[i])) continue;
        if (s.at[i] != '.' && s.at[i] != ',') return SIZE_MAX;
        *(s.at[i] == '.' ? &dots : &commas) += 1;
        if (first == s.len) first = i;
        last = i;
    }
    if (first == s.len) return s.len;
    if (first == 0 || last + 1 == s.len) return SIZE_MAX;
    for (size_t i = first; i < s.len; i++)
        if (!digit(s.at[i])) threes &= group_len(s, i) == 3;
    if (dots && commas) { /* the last kind is the decimal separator, and stands once */
        size_t times = s.at[last] == '.' ? dots : commas;
        if (times > 1) return SIZE_MAX;
        for (size_t i = first; i < last; i++)
            if (!digit(s.at[i]) && group_len(s, i) != 3) return SIZE_MAX;
        return last;
    }
    if (dots + commas > 1) return threes && first <= 3 ? s.len : SIZE_MAX;
    if (!threes || first > 3 || (first == 1 && s.at[0] == '0')) return last;
    return s.at[last] == decimal && tail ? last : s.len;
}

bool kb_decimal_read(kb_str digits, const kb_lang *lang, bool tail, kb_decimal *out, bool *grouped)
{
    size_t point = decimals_at(digits, lang, tail), n = 0;
    if (!digits.len || point == SIZE_MAX) return false;
    *out = (kb_decimal){ 0, 0 };
    bool separated = false;
    for (size_t i = 0; i < digits.len; i++) {
        if (!digit(digits.at[i])) {
            separated |= i < point;
            continue;
        }
        if (++n > DIGITS_MAX) return false;
        out->mantissa = out->mantissa * 10 + (digits.at[i] - '0');
        out->scale += i > point;
    }
    if (grouped) *grouped = separated;
    return n > 0;
}

/* ---- words ---- */

static double value_of(kb_str digits)
{
    double value = 0;
    for (size_t i = 0; i < digits.len && digit(digits.at[i]); i++) value = value * 10 + (digits.at[i] - '0');
    return value;
}

static bool push_value(sum *s, double v)
{
    if (s->unit > 0) { /* "twenty one", "seratus dua": a smaller value behind a round one */
        if (s->unit < 10 || v >= 100 || fmod(s->unit, 10) != 0 || (s->unit < 100 && v >= 10)) return false;
        s->group += s->unit;
    }
    s->unit = v;
    s->any = true;
    return true;
}

static bool push_scale(sum *s, double n)
{
    if (n < 1000) {
        s->unit = (s->unit > 0 ? s->unit : s->any && s->group > 0 ? 0 : 1) * n;
        s->any = s->scaled = true;
        return s->unit > 0;
    }
    if (s->last_scale > 0 && n >= s->last_scale) return false;
    double below = s->group + s->unit;
    if (below <= 0 && s->any) return false;
    s->total += (below > 0 ? below : 1) * n;
    s->group = s->unit = 0;
    s->last_scale = n;
    s->any = s->scaled = true;
    return true;
}

/* Takes in one word of [number]; false when the number ends before it. */
static bool push(sum *s, const kb_word *word)
{
    kb_str v = word->value;
    if (!v.len) return false;
    if (digit(v.at[0])) return push_value(s, value_of(v));
    double n = value_of(kb_str_part(v, kb_span_of(1, v.len)));
    if (v.at[0] == 'x' && n > 0) return s->any && push_scale(s, n);
    if (v.at[0] == '+') {
        if (s->unit <= 0 || s->unit >= 10) return false;
        s->unit += n;
        return true;
    }
    if (v.at[0] != '/' || n <= 0) return false;
    if (!s->any && kb_word_flag(word, "part")) return false; /* "fifth" alone is an ordinal */
    if (!s->any)
        s->unit = 1 / n;
    else if (kb_word_flag(word, "part") && s->total <= 0 && s->group <= 0 && s->unit < 10)
        s->unit /= n;
    else if (n == 2 && s->total <= 0)
        s->unit += 1 / n; /* satu setengah */
    else
        return false;
    s->any = s->part = true;
    return true;
}

static bool push_over(sum *s, const kb_word *word) /* "dua pertiga" */
{
    if (!kb_str_starts(word->value, KB_STR("over")) || !s->any || s->unit <= 0 || s->unit >= 10) return false;
    s->unit /= value_of(kb_str_part(word->value, kb_span_of(4, word->value.len)));
    s->part = true;
    return true;
}

static const kb_word *single_word(const kb_lang *lang, kb_str folded, kb_word_class c)
{
    const kb_word *first = lang ? kb_lang_first(lang, folded) : NULL;
    for (const kb_word *w = first ? first->singles : NULL; w; w = w->next)
        if (w->class_of == c) return w;
    return NULL;
}

/* "twenty-one", "two-thirds": all parts of a hyphened word are numbers. */
static bool push_hyphened(sum *s, const kb_lang *lang, kb_str folded)
{
    kb_str rest = folded, part;
    sum trial = *s;
    if (kb_str_find(folded, KB_STR("-"), 0) == SIZE_MAX) return false;
    while (kb_str_next(&rest, '-', &part)) {
        const kb_word *word = single_word(lang, part, KB_WORD_NUMBER);
        if (!word || !push(&trial, word)) return false;
    }
    *s = trial;
    return true;
}

static bool next_in_sentence(const kb_tokens *tokens, size_t first, size_t t)
{
    return t < tokens->count && t < first + NUMBER_TOKENS_MAX && tokens->at[t].sentence == tokens->at[first].sentence &&
           tokens->at[t].paragraph == tokens->at[first].paragraph;
}

/* A letter alone ("m", "b") is a scale only of money, or where it is written together with the number. */
static bool scale_letter_fits(const kb_tokens *tokens, size_t t, const kb_word *word, bool money)
{
    if (kb_span_len(tokens->at[t].span) > 1 || word->value.at[0] != 'x') return true;
    return money;
}

/* "two hundred and five", "one hundred and forty-eight": what stands behind the word that joins. */
static bool push_joined(sum *s, const kb_lang *lang, kb_str folded)
{
    const kb_word *next = single_word(lang, folded, KB_WORD_NUMBER);
    if (!next) return push_hyphened(s, lang, folded);
    return next->value.len && digit(next->value.at[0]) && !kb_word_flag(next, "weak") && push(s, next);
}

/* "half an hour", "a quarter of an hour": over the words between a part and its unit; t where none stands there. */
static size_t before_unit(const kb_tokens *tokens, size_t first, size_t t)
{
    size_t at = t;
    if (kb_token_is(&tokens->at[at], KB_WORD_PREPOSITION) && next_in_sentence(tokens, first, at + 1)) at++;
    const kb_word *article = kb_token_match(tokens, at, KB_WORD_NUMBER, NULL);
    if (!article || !kb_word_flag(article, "weak") || !next_in_sentence(tokens, first, at + 1)) return t;
    return kb_token_match(tokens, at + 1, KB_WORD_UNIT, NULL) ? at + 1 : t;
}

/* Takes words from token t on; the token behind the last. */
static size_t take_words(const kb_tokens *tokens, const kb_lang *lang, size_t first, size_t t, bool money, sum *s)
{
    while (next_in_sentence(tokens, first, t)) {
        const kb_token *token = &tokens->at[t];
        const kb_word *word = kb_token_match(tokens, t, KB_WORD_NUMBER, NULL);
        if (token->kind == KB_TOKEN_NUMBER) break;
        if (word && word->count == 1 && kb_str_is(word->value, "join")) { /* "two hundred and five" */
            if (!s->scaled || s->unit < 100 || !next_in_sentence(tokens, first, t + 1) ||
                !push_joined(s, lang, tokens->at[t + 1].folded))
                break;
            t += 2;
            continue;
        }
        size_t unit = s->part ? before_unit(tokens, first, t) : t;
        if (unit > t) return unit;
        bool weak_inside = word && s->any && kb_word_flag(word, "weak"); /* "half a million" */
        if (weak_inside) {
            if (!s->part) break;
            const kb_word *next = next_in_sentence(tokens, first, t + 1)
                                      ? single_word(lang, tokens->at[t + 1].folded, KB_WORD_NUMBER)
                                      : NULL;
            if (!next || !next->value.len || next->value.at[0] != 'x' || !push(s, next)) break;
            t += 2;
            continue;
        }
        if (!word && push_hyphened(s, lang, token->folded)) {
            t++;
            continue;
        }
        if (!word || word->count != 1 || !scale_letter_fits(tokens, t, word, money)) break;
        if (kb_word_flag(word, "period") && s->any) break;
        if (!push(s, word) && !push_over(s, word)) break;
        t++;
    }
    return t;
}

/* "2 1/2", "¼" are rare; "1/3" of digits is a date or a score: none of them is read here. */

static bool exact_decimal(double value, kb_decimal *out)
{
    if (value >= 9e15) return false;
    int32_t scale = 0;
    while (scale < 6 && fabs(value - round(value)) > 1e-9) value *= 10, scale++;
    *out = (kb_decimal){ (int64_t)round(value), scale };
    return true;
}

/* Is the token a scale, a unit or a percent sign: what only follows a number? */
static bool is_tail(const kb_tokens *tokens, size_t first, size_t t)
{
    if (!next_in_sentence(tokens, first, t)) return false;
    const kb_word *number = kb_token_match(tokens, t, KB_WORD_NUMBER, NULL);
    if (number && number->value.len && number->value.at[0] == 'x') return true;
    const kb_word *unit = kb_token_match(tokens, t, KB_WORD_UNIT, NULL);
    return unit && !kb_str_is(unit->value, "classifier");
}

static bool read_digits(kb_str text, const kb_tokens *tokens, const kb_lang *lang, size_t at, bool money,
                        kb_number *out)
{
    kb_decimal d;
    (void)text;
    kb_str digits = tokens->at[at].folded;
    if (!kb_decimal_read(digits, lang, is_tail(tokens, at, at + 1), &d, &out->grouped)) return false;
    out->end = at + 1;
    out->printed = d;
    double factor = 1;
    while (next_in_sentence(tokens, at, out->end)) { /* "1,2 juta", "15 ribu", "1,2 ribu triliun" */
        const kb_word *word = kb_token_match(tokens, out->end, KB_WORD_NUMBER, NULL);
        if (!word || word->count != 1 || word->value.len < 2 || word->value.at[0] != 'x' ||
            !scale_letter_fits(tokens, out->end, word, money))
            break;
        double n = value_of(kb_str_part(word->value, kb_span_of(1, word->value.len)));
        if (factor > 1 && n <= factor) break;
        factor *= n;
        out->end++;
    }
    out->grouped |= factor > 1;
    for (; factor >= 10 && fmod(factor, 10) == 0; factor /= 10) out->printed.scale--; /* 4,1 juta: 41 * 10^5 */
    if (factor > 1) out->printed.mantissa *= (int64_t)factor;                         /* a dozen */
    out->low = out->high = kb_decimal_value(out->printed);
    return true;
}

static bool read_vague(const kb_tokens *tokens, size_t at, kb_number *out)
{
    size_t n = 0, dots;
    const kb_word *word = kb_token_match(tokens, at, KB_WORD_VAGUE, &n);
    if (!word || (dots = kb_str_find(word->value, KB_STR(".."), 0)) == SIZE_MAX) return false;
    out->low = value_of(kb_str_part(word->value, kb_span_of(0, dots)));
    out->high = value_of(kb_str_part(word->value, kb_span_of(dots + 2, word->value.len)));
    out->vague = out->words = true;
    out->weak = kb_word_flag(word, "weak");
    out->end = at + n;
    return exact_decimal(out->low, &out->printed);
}

static bool read_words(const kb_tokens *tokens, const kb_lang *lang, size_t at, bool money, kb_number *out)
{
    sum s = { 0 };
    size_t n = 0;
    const kb_word *first = kb_token_match(tokens, at, KB_WORD_NUMBER, &n);
    out->words = true;
    if (first && kb_str_is(first->value, "none")) {
        out->none = true;
        out->end = at + n;
        return true;
    }
    out->weak = first && kb_word_flag(first, "weak");
    out->period = first && kb_word_flag(first, "period");
    out->single = first && kb_word_flag(first, "one");
    out->end = take_words(tokens, lang, at, at, money, &s);
    if (out->end == at || !s.any) return false;
    if (out->end > at + 1) out->weak = false;
    out->low = out->high = s.total + s.group + s.unit;
    out->part = s.part && out->low < 1;
    out->grouped = s.scaled;
    if (!exact_decimal(out->low, &out->printed)) return false;
    while (s.last_scale > 0 && out->printed.scale <= 0 && out->printed.mantissa && out->printed.mantissa % 10 == 0)
        out->printed.mantissa /= 10, out->printed.scale--;
    return true;
}

bool kb_number_read(kb_str text, const kb_tokens *tokens, const kb_lang *lang, size_t at, bool money, kb_number *out)
{
    *out = (kb_number){ .first = at, .end = at };
    if (at >= tokens->count || !kb_number_may_begin(&tokens->at[at])) return false;
    if (tokens->at[at].kind == KB_TOKEN_NUMBER) return read_digits(text, tokens, lang, at, money, out);
    if (!lang) return false;
    return read_vague(tokens, at, out) || read_words(tokens, lang, at, money, out);
}
