#include "read/article_json.h"

#include "base/utf8.h"
#include "read/mend.h"

#include <stdlib.h>

#define DEPTH_MAX 64 /* of lists and objects that are passed over: a bit each */
#define NUMBER_MAX 17

typedef struct {
    kb_str s;
    size_t at;
    size_t values; /* as kb_json_values counts */
    kb_buf *room;
    bool text, standard;
} walk;

static char here(const walk *w)
{
    return w->at < w->s.len ? w->s.at[w->at] : '\0';
}

/* Takes `c` where it is the next that is no white space. */
static bool take(walk *w, char c)
{
    while (w->at < w->s.len && (here(w) == ' ' || here(w) == '\t' || here(w) == '\n' || here(w) == '\r')) w->at++;
    if (w->at == w->s.len || here(w) != c) return false;
    w->at++;
    w->values += c == ',' || c == ':' || c == '[' || c == '{';
    return true;
}

/* The unit of the four digits at `at`; 0, which no string may hold here, where they are none. */
static uint32_t unit_at(const walk *w, size_t at)
{
    uint32_t unit = 0;
    if (w->s.len - at < 4) return 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = w->s.at[i];
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : UINT32_MAX;
        if (digit == UINT32_MAX) return 0;
        unit = unit * 16 + digit;
    }
    return unit;
}

/* What follows a backslash. */
static bool take_escape(walk *w, bool keep)
{
    static const char written[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char bytes[4], c = here(w);
    const char *known = c ? strchr(written, c) : NULL;
    w->at++;
    if (known) {
        if (keep) kb_buf_add_char(w->room, meant[known - written]);
        return true;
    }
    uint32_t unit = c == 'u' && w->at < w->s.len ? unit_at(w, w->at) : 0;
    if (unit == 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return false;
    w->at += 4;
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        if (w->s.len - w->at < 6 || w->s.at[w->at] != '\\' || w->s.at[w->at + 1] != 'u') return false;
        uint32_t low = unit_at(w, w->at + 2);
        if (low < 0xDC00 || low > 0xDFFF) return false;
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        w->at += 6;
    }
    if (keep) kb_buf_add(w->room, (kb_str){ bytes, kb_utf8_put(bytes, unit) });
    return true;
}

/* Takes a string, whose bytes go to the room where it is to be kept. */
static bool take_string(walk *w, bool keep)
{
    if (!take(w, '"')) return false;
    while (w->at < w->s.len) {
        size_t from = w->at;
        while (w->at < w->s.len && here(w) != '"' && here(w) != '\\' && (unsigned char)here(w) >= 0x20) w->at++;
        if (keep) kb_buf_add(w->room, kb_str_part(w->s, kb_span_of(from, w->at)));
        char c = here(w);
        w->at++;
        if (c == '"') return true;
        if (c != '\\' || !take_escape(w, keep)) return false;
    }
    return false;
}

static size_t digits(walk *w)
{
    size_t from = w->at;
    while (here(w) >= '0' && here(w) <= '9') w->at++;
    return w->at - from;
}

/* Takes a number; *whole: it has no fraction and no power. */
static bool take_number(walk *w, bool *whole)
{
    if (here(w) == '-') w->at++;
    bool zero = here(w) == '0';
    size_t count = digits(w);
    if (count == 0 || (zero && count > 1)) return false;
    *whole = true;
    if (here(w) == '.') {
        w->at++;
        *whole = false;
        if (digits(w) == 0) return false;
    }
    if (here(w) != 'e' && here(w) != 'E') return true;
    w->at++;
    *whole = false;
    if (here(w) == '+' || here(w) == '-') w->at++;
    return digits(w) > 0;
}

static bool take_word(walk *w)
{
    static const kb_str words[] = { { "true", 4 }, { "false", 5 }, { "null", 4 } };
    kb_str rest = kb_str_part(w->s, kb_span_of(w->at, w->s.len));
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (kb_str_starts(rest, words[i])) {
            w->at += words[i].len;
            return true;
        }
    return false;
}

/* Takes what is no list and no object; nothing of it is kept. */
static bool pass_plain(walk *w)
{
    bool whole;
    char c = here(w);
    if (c == '"') return take_string(w, false);
    return c == '-' || (c >= '0' && c <= '9') ? take_number(w, &whole) : take_word(w);
}

/* Takes a list or an object, whatever is in it. */
static bool pass_nested(walk *w)
{
    uint64_t objects = 0; /* a bit for each depth: is it an object, else a list */
    int depth = 0;
    do {
        bool object = take(w, '{');
        if (object || take(w, '[')) {
            if (depth++ == DEPTH_MAX) return false;
            objects = objects << 1 | object;
            if (!take(w, object ? '}' : ']')) {
                if (object && !(take_string(w, false) && take(w, ':'))) return false;
                continue;
            }
            depth--;
            objects >>= 1;
        } else if (!pass_plain(w)) {
            return false;
        }
        while (depth && take(w, objects & 1 ? '}' : ']')) {
            depth--;
            objects >>= 1;
        }
        if (depth && !(take(w, ',') && (!(objects & 1) || (take_string(w, false) && take(w, ':'))))) return false;
    } while (depth);
    return true;
}

/* By-lines are read as they stand, of whatever shape. */
static json_t *nested_value(walk *w, bool kept)
{
    size_t from = w->at, before = w->room->len, replaced;
    if (!pass_nested(w)) return NULL;
    if (!kept) return json_null();
    (void)kb_json_mend(kb_str_part(w->s, kb_span_of(from, w->at)), SIZE_MAX, w->room, &replaced);
    if (w->room->failed) return NULL;
    return json_loadb(w->room->at + before, w->room->len - before, JSON_ALLOW_NUL | JSON_DECODE_ANY, NULL);
}

static json_t *number_value(walk *w)
{
    char written[NUMBER_MAX + 1] = { 0 };
    size_t from = w->at;
    bool whole;
    if (!take_number(w, &whole)) return NULL;
    kb_str number = kb_str_part(w->s, kb_span_of(from, w->at));
    bool power = memchr(number.at, 'e', number.len) || memchr(number.at, 'E', number.len);
    if (power || number.len > NUMBER_MAX) return json_stringn_nocheck(number.at, number.len); /* as mended */
    memcpy(written, number.at, number.len);
    return whole ? json_integer(strtoll(written, NULL, 10)) : json_null();
}

static json_t *value_of(walk *w, kb_str key)
{
    size_t before = w->room->len;
    bool text = kb_str_is(key, "text"), kept = kb_str_is(key, "byline");
    if (text) w->text = false; /* of two the last counts */
    (void)take(w, '\0');       /* over white space */
    char c = here(w);
    if (c == '{' || c == '[') return nested_value(w, kept);
    if (c == '-' || (c >= '0' && c <= '9')) return number_value(w);
    if (c != '"') return take_word(w) ? json_null() : NULL;
    if (!take_string(w, true) || w->room->failed) return NULL;
    if (text) w->text = w->room->len > before;
    return json_stringn_nocheck(w->room->at + before, w->room->len - before);
}

/* A name, a colon and a value, into the object. */
static bool take_member(walk *w, json_t *object)
{
    w->room->len = 0;
    if (!take_string(w, true) || !take(w, ':')) return false;
    kb_buf_add_char(w->room, '\0');
    if (w->room->failed) return false;
    kb_str key = { w->room->at, w->room->len - 1 };
    size_t len = w->room->len;
    w->standard |= kb_str_is(key, "standard") || kb_str_is(key, "$standard");
    json_t *value = value_of(w, key);
    if (!value) return false;
    w->room->len = len; /* the name stands there yet, though the room may have moved */
    return json_object_set_new_nocheck(object, w->room->at, value) == 0;
}

static bool take_object(walk *w, json_t *object)
{
    if (!take(w, '{')) return false;
    do {
        if (!take_member(w, object)) return false;
    } while (take(w, ','));
    if (!take(w, '}')) return false;
    (void)take(w, '\0');
    return w->at == w->s.len && w->values < KB_JSON_VALUES_MAX;
}

json_t *kb_article_json(kb_str s, kb_buf *room)
{
    walk w = { .s = s, .room = room };
    if (kb_utf8_valid(s) < s.len || memchr(s.at, '\0', s.len)) return NULL;
    json_t *object = json_object();
    bool taken = object && take_object(&w, object) && w.text && !w.standard;
    room->len = 0;
    if (taken) return object;
    json_decref(object);
    return NULL;
}
