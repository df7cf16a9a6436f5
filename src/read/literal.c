#include "read/literal.h"

#include "base/utf8.h"

typedef struct {
    kb_str s;
    size_t at;
    kb_buf *out;
    char open[KB_LITERAL_DEPTH_MAX]; /* brackets not closed yet; '(' is that of "new X(" */
    size_t depth, values;
    bool comma; /* one is owed before the next value */
} literal;

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           (uint8_t)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- strings ---- */

/* `digits` hexadecimal ones at `at`; false where they are not there. */
static bool hex_at(kb_str s, size_t at, size_t digits, uint32_t *out)
{
    *out = 0;
    if (at + digits > s.len) return false;
    for (size_t i = at; i < at + digits; i++) {
        char c = s.at[i];
        uint32_t value = is_digit(c)            ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : 16;
        if (value == 16) return false;
        *out = *out * 16 + value;
    }
    return true;
}

/* One code point, escaped where JSON wants it (`json`). */
static void put_char(kb_buf *out, uint32_t c, bool json)
{
    char bytes[4];
    bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (c == 0 || surrogate || c > 0x10FFFF) c = 0xFFFD;
    if (json && (c == '"' || c == '\\'))
        kb_buf_add_char(out, '\\');
    else if (json && c < 0x20) {
        kb_buf_print(out, "\\u%04x", (unsigned)c);
        return;
    }
    kb_buf_add(out, (kb_str){ bytes, kb_utf8_put(bytes, c) });
}

/* The escape behind the "\" at `at`; returns where it ends. */
static size_t put_escape(kb_str s, size_t at, kb_buf *out, bool json)
{
    static const char names[] = "nrtbfv0", values[] = "\n\r\t\b\f\v\0";
    uint32_t c, low;
    char mark = at + 1 < s.len ? s.at[at + 1] : ' ';
    const char *name = mark ? strchr(names, mark) : NULL;
    if (name) {
        put_char(out, (uint8_t)values[name - names], json);
        return at + 2;
    }
    if (mark == 'x' && hex_at(s, at + 2, 2, &c)) {
        put_char(out, c, json);
        return at + 4;
    }
    if (mark == 'u' && hex_at(s, at + 2, 4, &c)) {
        bool high = c >= 0xD800 && c < 0xDC00 && at + 7 < s.len && s.at[at + 6] == '\\' && s.at[at + 7] == 'u';
        if (high && hex_at(s, at + 8, 4, &low) && low >= 0xDC00 && low <= 0xDFFF) {
            put_char(out, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00), json);
            return at + 12;
        }
        put_char(out, c, json);
        return at + 6;
    }
    if (mark == '\n') return at + 2; /* a line that goes on */
    return at + 1;                   /* the character itself follows */
}

static size_t put_string(kb_str s, size_t at, kb_buf *out, bool json)
{
    char quote = s.at[at];
    size_t i = at + 1;
    while (i < s.len && s.at[i] != quote) {
        if (s.at[i] == '\\') {
            size_t next = put_escape(s, i, out, json);
            if (next > i + 1 || next >= s.len) {
                i = next;
                continue;
            }
            i = next; /* "\q": q, even where it is a quotation mark */
        }
        put_char(out, kb_utf8_next(s, &i), json);
    }
    return i < s.len ? i + 1 : s.len;
}

size_t kb_literal_string(kb_str s, size_t at, kb_buf *out)
{
    return put_string(s, at, out, false);
}

/* ---- what stands between them ---- */

static char next_char(const literal *w, size_t at)
{
    while (at < w->s.len && is_space(w->s.at[at])) at++;
    return at < w->s.len ? w->s.at[at] : '\0';
}

static void begin_value(literal *w)
{
    if (w->comma) kb_buf_add_char(w->out, ',');
    w->comma = false;
    w->values++;
}

static bool take_comment(literal *w)
{
    kb_str two = kb_str_part(w->s, kb_span_of(w->at, w->at + 2));
    bool line = kb_str_is(two, "//");
    if (!line && !kb_str_is(two, "/*")) return false;
    size_t end = kb_str_find(w->s, line ? KB_STR("\n") : KB_STR("*/"), w->at + 2);
    w->at = end == SIZE_MAX ? w->s.len : end + (line ? 1 : 2);
    return true;
}

static bool take_bracket(literal *w, char c)
{
    if (c == '{' || c == '[') {
        if (w->depth == KB_LITERAL_DEPTH_MAX) return false;
        begin_value(w);
        w->open[w->depth++] = c;
        kb_buf_add_char(w->out, c);
    } else {
        char wanted = c == '}' ? '{' : c == ']' ? '[' : '(';
        if (w->depth == 0 || w->open[w->depth - 1] != wanted) return false;
        w->depth--;
        w->comma = false;
        if (c != ')') kb_buf_add_char(w->out, c);
    }
    w->at++;
    return true;
}

static bool take_number(literal *w)
{
    begin_value(w);
    while (w->at < w->s.len && (is_word(w->s.at[w->at]) || strchr("+-.", w->s.at[w->at]))) w->at++;
    kb_buf_add_c(w->out, next_char(w, w->at) == ':' ? "\"0\"" : "0");
    return true;
}

/* "new Date(": what is inside is the value. */
static bool take_new(literal *w)
{
    while (w->at < w->s.len && (is_word(w->s.at[w->at]) || is_space(w->s.at[w->at]) || w->s.at[w->at] == '.')) w->at++;
    if (w->at == w->s.len || w->s.at[w->at] != '(' || w->depth == KB_LITERAL_DEPTH_MAX) return false;
    w->open[w->depth++] = '(';
    w->at++;
    return true;
}

static bool take_word(literal *w)
{
    static const char *const same[] = { "true", "false", "null" };
    static const char *const none[] = { "undefined", "NaN", "Infinity" };
    size_t begin = w->at;
    while (w->at < w->s.len && is_word(w->s.at[w->at])) w->at++;
    kb_str word = kb_str_part(w->s, kb_span_of(begin, w->at));
    if (kb_str_is(word, "new")) return take_new(w);
    begin_value(w);
    if (next_char(w, w->at) == ':') {
        kb_buf_add_char(w->out, '"');
        kb_buf_add(w->out, word);
        kb_buf_add_char(w->out, '"');
        return true;
    }
    for (size_t i = 0; i < 3; i++) {
        if (!kb_str_is(word, same[i]) && !kb_str_is(word, none[i])) continue;
        kb_buf_add_c(w->out, kb_str_is(word, none[i]) ? "null" : same[i]);
        return true;
    }
    if (!kb_str_is(word, "void") || next_char(w, w->at) != '0') return false;
    while (w->s.at[w->at] != '0') w->at++;
    w->at++;
    kb_buf_add_c(w->out, "null");
    return true;
}

static bool take_not(literal *w)
{
    char c = w->at + 1 < w->s.len ? w->s.at[w->at + 1] : ' ';
    if (c != '0' && c != '1') return false;
    begin_value(w);
    kb_buf_add_c(w->out, c == '0' ? "true" : "false");
    w->at += 2;
    return true;
}

/* One token; false where it is none of data. */
static bool take(literal *w)
{
    char c = w->s.at[w->at];
    if (is_space(c)) {
        w->at++;
        return true;
    }
    switch (c) {
    case '{':
    case '[':
    case '}':
    case ']':
    case ')': return take_bracket(w, c);
    case ',': w->comma = true; break;
    case ':': kb_buf_add_char(w->out, ':'); break;
    case '/': return take_comment(w);
    case '!': return take_not(w);
    case '"':
    case '\'':
    case '`':
        begin_value(w);
        kb_buf_add_char(w->out, '"');
        w->at = put_string(w->s, w->at, w->out, true);
        kb_buf_add_char(w->out, '"');
        return true;
    default:
        if (is_digit(c) || c == '-' || c == '.' || c == '+') return take_number(w);
        return is_word(c) && take_word(w);
    }
    w->at++;
    return true;
}

size_t kb_literal_json(kb_str s, size_t at, kb_buf *out, bool *whole)
{
    literal w = { .s = s, .at = at, .out = out };
    size_t before = out->len;
    bool good = true;
    do {
        good = take(&w);
    } while (good && w.depth && w.at < s.len && w.values < KB_LITERAL_VALUES_MAX);
    *whole = good && w.depth == 0 && !out->failed;
    if (!*whole && !out->failed) out->len = before;
    return w.at > at ? w.at : at + 1;
}
