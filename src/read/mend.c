#include "read/mend.h"

#include "text/charset.h"

#define NUMBER_MAX 17 /* digits of a number that jansson surely takes; longer ones are handed to it as strings */

typedef struct {
    kb_str s;
    size_t at;  /* the next byte of s */
    size_t bad; /* where the next bad UTF-8 stands; s.len: nowhere */
    size_t replaced;
    bool in_string;
    kb_buf *out;
} mender;

static int hex_value(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* The unit of a "\uXXXX" at `at`; -1 when none stands there. */
static int32_t unit_at(kb_str s, size_t at)
{
    int32_t unit = 0;
    if (s.len < 6 || at > s.len - 6 || s.at[at] != '\\' || s.at[at + 1] != 'u') return -1;
    for (size_t i = at + 2; i < at + 6; i++) {
        int digit = hex_value(s.at[i]);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static void mend_escape(mender *m)
{
    int32_t unit = unit_at(m->s, m->at);
    size_t take = unit >= 0 ? 6 : m->s.len - m->at >= 2 ? 2 : 1;
    if (take == 2 && (uint8_t)m->s.at[m->at + 1] >= 0x80) take = 1; /* leave the character whole */
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        int32_t low = unit_at(m->s, m->at + 6);
        if (low >= 0xDC00 && low <= 0xDFFF) take = 12;
    }
    if (unit >= 0xD800 && unit <= 0xDFFF && take == 6) {
        kb_buf_add_c(m->out, "\\uFFFD");
        m->replaced++;
    } else {
        kb_buf_add(m->out, kb_str_part(m->s, kb_span_of(m->at, m->at + take)));
    }
    m->at += take;
}

/* A number that may overflow goes on as a string: nobody reckons with it here, and an id stays as it was. */
static void mend_number(mender *m)
{
    size_t end = m->at;
    bool power = false;
    while (end < m->s.len && (strchr("+-.eE", m->s.at[end]) || (m->s.at[end] >= '0' && m->s.at[end] <= '9')) &&
           m->s.at[end]) {
        power = power || m->s.at[end] == 'e' || m->s.at[end] == 'E';
        end++;
    }
    bool quote = power || end - m->at > NUMBER_MAX;
    if (quote) kb_buf_add_char(m->out, '"');
    kb_buf_add(m->out, kb_str_part(m->s, kb_span_of(m->at, end)));
    if (quote) kb_buf_add_char(m->out, '"');
    m->at = end;
}

static void mend_step(mender *m)
{
    char c = m->s.at[m->at];
    if (m->at == m->bad) {
        kb_str rest = kb_str_part(m->s, kb_span_of(m->at, m->s.len));
        size_t skip = kb_utf8_bad(rest);
        kb_buf_add_c(m->out, "\xEF\xBF\xBD");
        m->replaced++;
        m->at += skip;
        m->bad = m->at + kb_utf8_valid(kb_str_part(m->s, kb_span_of(m->at, m->s.len)));
    } else if (m->in_string && c == '\\') {
        mend_escape(m);
    } else if (m->in_string && (uint8_t)c < 0x20) {
        kb_buf_print(m->out, "\\u%04X", (unsigned)(uint8_t)c);
        m->at++;
    } else if (!m->in_string && ((c >= '0' && c <= '9') || c == '-')) {
        mend_number(m);
    } else {
        if (c == '"') m->in_string = !m->in_string;
        kb_buf_add_char(m->out, c);
        m->at++;
    }
}

/* Plain bytes that need no look, in one piece. */
static void mend_run(mender *m)
{
    size_t from = m->at, end = m->at;
    if (!m->in_string) return;
    while (end < m->bad && end < m->s.len && m->s.at[end] != '"' && m->s.at[end] != '\\' &&
           (uint8_t)m->s.at[end] >= 0x20)
        end++;
    kb_buf_add(m->out, kb_str_part(m->s, kb_span_of(from, end)));
    m->at = end;
}

size_t kb_json_mend(kb_str s, size_t limit, kb_buf *out, size_t *replaced)
{
    mender m = { .s = s, .bad = kb_utf8_valid(s), .out = out };
    while (m.at < s.len && out->len < limit && !out->failed) {
        size_t before = m.at;
        if (limit == SIZE_MAX) mend_run(&m);
        if (m.at < s.len && (limit == SIZE_MAX || m.at == before)) mend_step(&m);
    }
    *replaced = m.replaced;
    return m.at;
}

size_t kb_json_values(kb_str s)
{
    size_t count = 1;
    bool in_string = false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else
            count += !in_string && (c == ',' || c == ':' || c == '[' || c == '{');
    }
    return count;
}
