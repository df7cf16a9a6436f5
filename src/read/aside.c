#include "read/aside.h"

#define NAME_WORDS_MAX 14 /* in a by-line */
#define SIGNATURE_BYTES_MAX 60
#define PART_WORDS_MAX 5 /* between two slashes of a credit */

static bool is_mark(kb_str line, const kb_token *token, const char *marks)
{
    return token->kind == KB_TOKEN_MARK && token->span.end == token->span.begin + 1 &&
           strchr(marks, line.at[token->span.begin]) != NULL;
}

static bool is_capital(const kb_token *token)
{
    return token->kind == KB_TOKEN_WORD && (token->flags & KB_TOKEN_CAPITAL);
}

/* The line ends as a sentence does: then it is none of these. */
static bool ends_sentence(kb_str line)
{
    kb_str s = kb_str_trim(line);
    while (s.len && (strchr(")]\"'", s.at[s.len - 1]) || kb_str_ends(s, KB_STR("”")) || kb_str_ends(s, KB_STR("’"))))
        s.len -= (uint8_t)s.at[s.len - 1] < 0x80 ? 1 : 3;
    return s.len && strchr(".!?", s.at[s.len - 1]) != NULL;
}

/* May stand between the words of names: marks of lists, and words that join. */
static bool joins_names(kb_str line, const kb_token *token)
{
    if (token->kind == KB_TOKEN_MARK)
        return is_mark(line, token, ",/|&-.()@;:") || token->span.end - token->span.begin > 1; /* dashes of any kind */
    return kb_token_is(token, KB_WORD_CONJUNCTION) || kb_token_is(token, KB_WORD_KIN) ||
           kb_token_is(token, KB_WORD_CREDIT) || kb_token_is(token, KB_WORD_PREPOSITION);
}

/* Names and what joins them, from token `from` to the end; a name at least. */
static bool only_names(kb_str line, const kb_tokens *tokens, size_t from, size_t to)
{
    size_t names = 0, words = 0;
    for (size_t i = from; i < to; i++) {
        const kb_token *token = &tokens->at[i];
        words += token->kind == KB_TOKEN_WORD;
        if (is_capital(token))
            names++;
        else if (!joins_names(line, token))
            return false;
    }
    return names > 0 && words <= NAME_WORDS_MAX;
}

static kb_span span_of(const kb_tokens *tokens, size_t from, size_t to)
{
    if (from >= to) return kb_span_of(0, 0);
    return kb_span_of(tokens->at[from].span.begin, tokens->at[to - 1].span.end);
}

/* A name of two words at least, and not much behind it: "Ana Reyes, who covers the port". */
static bool begins_name(const kb_tokens *tokens, size_t from, size_t to)
{
    return to > from + 1 && to - from <= NAME_WORDS_MAX && is_capital(&tokens->at[from]) &&
           is_capital(&tokens->at[from + 1]);
}

/* A form of [credit] that begins the line, with what its flags ask for. */
static bool begins_credit(kb_str line, const kb_tokens *tokens, size_t from, size_t to, bool first_lines,
                          kb_line_kind *kind, kb_span *names)
{
    size_t count = 0;
    const kb_word *word = kb_token_match(tokens, from, KB_WORD_CREDIT, &count);
    if (!word || from + count >= to || !(kb_str_is(word->value, "byline") || kb_str_is(word->value, "photo")))
        return false;
    bool byline = kb_str_is(word->value, "byline");
    bool colon = is_mark(line, &tokens->at[from + count], ":");
    size_t rest = from + count + colon;
    bool named = rest < to && only_names(line, tokens, rest, to);
    bool counts = (kb_word_flag(word, "colon") && colon && (!byline || named || to - rest <= NAME_WORDS_MAX)) ||
                  (kb_word_flag(word, "names") && (named || (first_lines && begins_name(tokens, rest, to))) &&
                   !ends_sentence(line));
    if (!counts) return false;
    *kind = byline ? KB_LINE_BYLINE : KB_LINE_CREDIT;
    if (!byline) return true;
    size_t end = rest;
    while (!named && end < to && is_capital(&tokens->at[end])) end++;
    while (named && end < to && !is_mark(line, &tokens->at[end], "|;")) end++; /* another role follows */
    *names = span_of(tokens, rest, end);
    return true;
}

/* "SARI DEWI/KANTOR FOTO/AGENCY": parts of few capitalised words between slashes, no verb, no full stop. Two parts
 * count when one is in capitals, as agencies write themselves. */
static bool is_slash_credit(kb_str line, const kb_tokens *tokens, size_t from, size_t to, bool first_lines)
{
    size_t slashes = 0, words = 0, capitals = 0, commas = 0, all = 0;
    for (size_t i = from; i < to; i++) {
        const kb_token *token = &tokens->at[i];
        if (is_mark(line, token, "/")) {
            if (words == 0 || words > PART_WORDS_MAX) return false;
            slashes++;
            words = 0;
            continue;
        }
        if (token->kind == KB_TOKEN_NUMBER) return false;
        commas += is_mark(line, token, ",");
        if (token->kind == KB_TOKEN_MARK && !is_mark(line, token, "-.&,")) return false;
        if (token->kind == KB_TOKEN_WORD) {
            if (!is_capital(token) && !kb_token_is(token, KB_WORD_CREDIT) && !kb_token_is(token, KB_WORD_KIN))
                return false;
            words++;
            all++;
            capitals += (token->flags & KB_TOKEN_CAPITALS) != 0;
        }
    }
    return slashes > 0 && words > 0 && words <= PART_WORDS_MAX &&
           (capitals > 0 || ((slashes >= 2 || (first_lines && all >= 3)) && commas == 0));
}

/* Names, and among them a word of [credit] that counts anywhere ("Sari Dewi via Kantor Foto"). */
static bool holds_credit(kb_str line, const kb_tokens *tokens, size_t from, size_t to)
{
    bool found = false;
    for (size_t i = from; i < to && !found; i++) {
        const kb_word *word = kb_token_match(tokens, i, KB_WORD_CREDIT, NULL);
        found = word && kb_word_flag(word, "inside");
    }
    return found && only_names(line, tokens, from, to);
}

static bool is_skip(kb_str line, const kb_tokens *tokens, size_t from, size_t to)
{
    size_t count = 0;
    const kb_word *word = kb_token_match(tokens, from, KB_WORD_SKIP, &count);
    if (!word) return false;
    size_t next = from + count;
    if (kb_str_is(word->value, "alone"))
        return next == to || (next + 1 == to && tokens->at[next].kind == KB_TOKEN_MARK);
    if (kb_str_is(word->value, "colon")) return next < to && is_mark(line, &tokens->at[next], ":");
    return true;
}

/* "(kha)", "[abc/def]", "(Sari Dewi)" at a text's end: who wrote or edited it. */
static bool is_signature(kb_str line, const kb_tokens *tokens, size_t from, size_t to)
{
    size_t words = 0, small = 0;
    for (size_t i = from; i < to; i++) {
        const kb_token *token = &tokens->at[i];
        if (is_mark(line, token, "/-,.|")) continue;
        if (token->kind != KB_TOKEN_WORD) return false;
        words++;
        if (!is_capital(token)) small += token->span.end - token->span.begin <= 4 ? 1 : 100;
    }
    return words > 0 && ((small == 0 && words <= 4) || (small == words && words <= 3));
}

/* "Sari Dewi, Harian Nusa - Bima", "Ana Reyes | Island Post", near the top: names alone, with such marks between them.
 */
static bool is_name_line(kb_str line, const kb_tokens *tokens, size_t from, size_t to)
{
    bool comma = false, dash = false, bar = false;
    for (size_t i = from; i < to; i++) {
        const kb_token *token = &tokens->at[i];
        if (token->kind == KB_TOKEN_NUMBER || kb_token_is(token, KB_WORD_PREPOSITION)) return false;
        comma = comma || is_mark(line, token, ",");
        bar = bar || is_mark(line, token, "|");
        kb_str text = kb_str_part(line, token->span);
        dash = dash || (comma &&
                        (kb_str_is(text, "-") || kb_str_is(text, "–") || kb_str_is(text, "—") || kb_str_is(text, "|")));
    }
    return ((comma && dash) || bar) && to - from <= 12 && only_names(line, tokens, from, to);
}

/* "AFP", "KANTOR FOTO": one or two words in capitals, right below the title. */
static bool is_agency(const kb_tokens *tokens, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (tokens->at[i].kind != KB_TOKEN_WORD || !(tokens->at[i].flags & KB_TOKEN_CAPITALS)) return false;
    return to > from && to - from <= 2;
}

/* "Warga menyeberang. (Kantor Foto/Sari Dewi)": a caption that ends in its credit. */
static bool ends_in_credit(kb_str line, const kb_tokens *tokens)
{
    size_t to = tokens->count, from = to;
    kb_line_kind kind;
    kb_span names;
    if (to < 4 || !is_mark(line, &tokens->at[to - 1], ")")) return false;
    while (from > 0 && !is_mark(line, &tokens->at[from - 1], "(")) from--;
    if (from == 0 || from >= --to) return false;
    return begins_credit(line, tokens, from, to, false, &kind, &names) ||
           is_slash_credit(line, tokens, from, to, true) || holds_credit(line, tokens, from, to);
}

kb_span kb_aside_signature(kb_str line)
{
    kb_span none = { 0, 0 };
    if (line.len < 4 || (line.at[line.len - 1] != ')' && line.at[line.len - 1] != ']')) return none;
    char open = line.at[line.len - 1] == ')' ? '(' : '[';
    size_t at = line.len - 1, from = line.len > SIGNATURE_BYTES_MAX ? line.len - SIGNATURE_BYTES_MAX : 0;
    while (at > from && line.at[at] != open) at--;
    size_t before = at;
    while (before > 0 && line.at[before - 1] == ' ') before--;
    if (line.at[at] != open || before == 0 || !ends_sentence(kb_str_part(line, kb_span_of(0, before)))) return none;
    return kb_span_of(at, line.len);
}

bool kb_aside_is_signature(kb_str group, const kb_tokens *tokens)
{
    size_t to = tokens->count;
    if (to < 3) return false;
    return is_signature(group, tokens, 1, to - 1) || is_slash_credit(group, tokens, 1, to - 1, true);
}

bool kb_aside_by_begin(kb_str line, kb_aside_place place)
{
    return !place.below_title && ends_sentence(line);
}

bool kb_aside_may_begin(kb_str begin, const kb_tokens *tokens)
{
    if (!tokens->count) return false;
    return tokens->at[0].classes & (KB_CLASS_BIT(SKIP) | KB_CLASS_BIT(CREDIT)) || is_mark(begin, &tokens->at[0], "([");
}

bool kb_aside_find(kb_str line, const kb_tokens *tokens, kb_aside_place place, kb_line_kind *kind, kb_span *names)
{
    size_t from = 0, to = tokens->count;
    *names = kb_span_of(0, 0);
    if (to == 0 || line.len > KB_ASIDE_BYTES_MAX) return false;
    *kind = KB_LINE_SKIP;
    if (is_skip(line, tokens, 0, to)) return true;
    bool wrapped = to > 2 && is_mark(line, &tokens->at[0], "([") && is_mark(line, &tokens->at[to - 1], ")]");
    if (wrapped) from++, to--;
    if (begins_credit(line, tokens, from, to, place.first_lines, kind, names)) return true;
    *kind = KB_LINE_CREDIT;
    if (place.below_title && (is_agency(tokens, from, to) || ends_in_credit(line, tokens))) return true;
    if (ends_sentence(line)) return false;
    if (is_slash_credit(line, tokens, from, to, place.first_lines) || holds_credit(line, tokens, from, to)) return true;
    *kind = KB_LINE_BYLINE;
    if (wrapped && place.last_lines && is_signature(line, tokens, from, to)) return true;
    if (!place.first_lines || !is_name_line(line, tokens, from, to)) return false;
    size_t end = from;
    while (end < to && tokens->at[end].kind == KB_TOKEN_WORD) end++;
    *names = span_of(tokens, from, end);
    return true;
}

/* ---- dates ---- */

typedef struct {
    int64_t year;
    int month, day, hour, minute;
    bool zoned, updated;
    int offset;
} date_parts;

static bool small_int(kb_str s, int *out)
{
    int64_t n;
    if (!kb_str_int(s, &n) || n < 0 || n > 9999) return false;
    *out = (int)n;
    return true;
}

/* "09.10", "09:10" */
static bool read_clock(kb_str s, date_parts *parts)
{
    size_t at = 0;
    while (at < s.len && s.at[at] != '.' && s.at[at] != ':') at++;
    if (at == s.len || s.len - at < 3) return false;
    return small_int(kb_str_part(s, kb_span_of(0, at)), &parts->hour) && parts->hour < 24 &&
           small_int(kb_str_part(s, kb_span_of(at + 1, at + 3)), &parts->minute) && parts->minute < 60;
}

/* A clock may come as one number ("09.10") or as two around a colon ("8: 12"). */
static bool read_number(kb_str line, const kb_tokens *tokens, size_t at, date_parts *parts)
{
    kb_str s = kb_str_part(line, tokens->at[at].span);
    int n;
    if (!small_int(s, &n)) return parts->hour < 0 && read_clock(s, parts);
    if (at + 1 < tokens->count && is_mark(line, &tokens->at[at + 1], ":"))
        return parts->hour < 0 && n < 24 ? (parts->hour = n, true) : false;
    if (at > 0 && is_mark(line, &tokens->at[at - 1], ":") && parts->hour >= 0 && parts->minute < 0)
        return n < 60 ? (parts->minute = n, true) : false;
    if (n >= 1900 && n <= 2200 && parts->year == 0) return parts->year = n, true;
    if (n >= 1 && n <= 31 && parts->day == 0) return parts->day = n, true;
    return false;
}

/* "pm" moves the clock on by half a day, "am" takes 12 back to 0. */
static void read_half_day(kb_str value, date_parts *parts)
{
    if (kb_str_is(value, "pm") && parts->hour >= 0 && parts->hour < 12) parts->hour += 12;
    if (kb_str_is(value, "am") && parts->hour == 12) parts->hour = 0;
}

static bool read_word(const kb_token *token, const kb_tokens *tokens, size_t at, date_parts *parts)
{
    const kb_word *month = kb_token_match(tokens, at, KB_WORD_MONTH, NULL);
    const kb_word *zone = kb_token_match(tokens, at, KB_WORD_ZONE, NULL);
    int64_t n;
    if (month && parts->month == 0 && kb_str_int(month->value, &n) && n >= 1 && n <= 12)
        return parts->month = (int)n, true;
    if (zone && !parts->zoned && kb_str_int(zone->value, &n) && n > -1000 && n < 1000)
        return parts->zoned = true, parts->offset = (int)n, true;
    const kb_word *credit = kb_token_match(tokens, at, KB_WORD_CREDIT, NULL);
    const kb_word *clock = kb_token_match(tokens, at, KB_WORD_CLOCK, NULL);
    if (clock) return read_half_day(clock->value, parts), true;
    if (credit && kb_str_is(credit->value, "updated")) return parts->updated = true, true;
    if (credit && kb_str_is(credit->value, "published")) return true;
    return kb_token_is(token, KB_WORD_WEEKDAY) || kb_token_is(token, KB_WORD_PREPOSITION);
}

bool kb_aside_date(kb_str line, const kb_tokens *tokens, kb_time *out, bool *updated)
{
    date_parts parts = { .hour = -1, .minute = -1 };
    *updated = false;
    if (line.len > KB_ASIDE_DATE_BYTES_MAX || tokens->count == 0) return false;
    if (kb_time_parse(line, out) && out->precision >= KB_TIME_DAY) return true;
    for (size_t i = 0; i < tokens->count; i++) {
        const kb_token *token = &tokens->at[i];
        if (token->kind == KB_TOKEN_NUMBER && !read_number(line, tokens, i, &parts)) return false;
        if (token->kind == KB_TOKEN_WORD && !read_word(token, tokens, i, &parts)) return false;
    }
    if (parts.year == 0 || parts.month == 0 || parts.day == 0 || parts.day > kb_month_days(parts.year, parts.month))
        return false;
    *updated = parts.updated;
    bool clock = parts.hour >= 0 && parts.minute >= 0;
    int64_t day = kb_day_of((kb_civil){ parts.year, parts.month, parts.day });
    *out = (kb_time){ .seconds = day * 86400 - parts.offset * 60,
                      .offset = (int16_t)parts.offset,
                      .zoned = parts.zoned,
                      .precision = clock ? KB_TIME_MINUTE : KB_TIME_DAY };
    if (clock) out->seconds += parts.hour * 3600 + parts.minute * 60;
    return true;
}
