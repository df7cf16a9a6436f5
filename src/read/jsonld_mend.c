/* JSON-LD as pages break it; the repairs are those that Google's own parser is known to forgive. */
#include "read/jsonld.h"

#define NESTING_MAX 64

typedef struct {
    kb_str s;
    size_t at;
    bool in_string;
    char open[NESTING_MAX]; /* brackets not closed yet */
    size_t depth;
    kb_buf *out;
} mender;

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static size_t skip_space(kb_str s, size_t at)
{
    while (at < s.len && is_space(s.at[at])) at++;
    return at;
}

static bool at_word(kb_str s, size_t at, const char *word)
{
    return at < s.len && kb_str_starts(kb_str_part(s, kb_span_of(at, s.len)), kb_str_of(word));
}

/* Does the quotation mark at `at` end a string? What JSON allows behind it must follow. */
static bool ends_string(kb_str s, size_t at)
{
    size_t next = skip_space(s, at + 1);
    if (next >= s.len) return true;
    if (s.at[next] == ':' || s.at[next] == '}' || s.at[next] == ']') return true;
    if (s.at[next] != ',') return false;
    next = skip_space(s, next + 1);
    return next >= s.len || strchr("\"{[}]-0123456789tfn,/", s.at[next]);
}

static void step_in_string(mender *m)
{
    char c = m->s.at[m->at];
    if (c == '\\') {
        bool valid = m->at + 1 < m->s.len && m->s.at[m->at + 1] && strchr("\"\\/bfnrtu", m->s.at[m->at + 1]);
        if (valid) kb_buf_add(m->out, kb_str_part(m->s, kb_span_of(m->at, m->at + 2)));
        m->at += valid ? 2 : 1;
        return;
    }
    if (c == '"' && !ends_string(m->s, m->at)) {
        kb_buf_add_c(m->out, "\\\"");
    } else {
        kb_buf_add_char(m->out, c);
        m->in_string = c != '"';
    }
    m->at++;
}

/* Behind a comment or CDATA mark that begins at `at`; `at` where none does. */
static size_t behind_comment(kb_str s, size_t at)
{
    static const char *const marks[] = { "<!--", "-->", "<![CDATA[", "]]>" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (at_word(s, at, marks[i])) return at + strlen(marks[i]);
    if (at_word(s, at, "/*")) {
        size_t end = kb_str_find(s, KB_STR("*/"), at + 2);
        return end == SIZE_MAX ? s.len : end + 2;
    }
    if (!at_word(s, at, "//")) return at;
    while (at < s.len && s.at[at] != '\n' && s.at[at] != '{' && s.at[at] != '[') at++;
    return at;
}

static void step_outside(mender *m)
{
    char c = m->s.at[m->at];
    size_t behind = behind_comment(m->s, m->at);
    if (behind > m->at) {
        m->at = behind;
        return;
    }
    m->at++;
    if (c == ',') {
        size_t next = skip_space(m->s, m->at);
        if (next >= m->s.len || strchr("}],", m->s.at[next])) return;
    }
    if ((c == '{' || c == '[') && m->depth < NESTING_MAX) m->open[m->depth++] = c;
    if ((c == '}' || c == ']') && m->depth) m->depth--;
    m->in_string = c == '"';
    kb_buf_add_char(m->out, c);
}

/* "{&quot;headline&quot;: ..." with its quotation marks; other entities are left for whoever reads the values. */
static void add_unquoted(kb_str s, kb_buf *out)
{
    static const char *const quotes[] = { "&quot;", "&#34;", "&#034;", "&#x22;" };
    for (size_t i = 0; i < s.len;) {
        size_t len = 0;
        for (size_t k = 0; s.at[i] == '&' && k < sizeof quotes / sizeof *quotes && !len; k++)
            if (at_word(s, i, quotes[k])) len = strlen(quotes[k]);
        kb_buf_add_char(out, len ? '"' : s.at[i]);
        i += len ? len : 1;
    }
}

void kb_ld_mend(kb_str s, kb_buf *out)
{
    kb_buf plain = { 0 };
    mender m = { .s = s, .out = out };
    size_t first = 0;
    while (first < s.len && s.at[first] != '{' && s.at[first] != '[') first++;
    if (at_word(s, skip_space(s, first + 1), "&")) {
        add_unquoted(s, &plain);
        m.s = kb_buf_str(&plain);
    }
    m.at = behind_comment(m.s, skip_space(m.s, 0));
    while (m.at < m.s.len && m.s.at[m.at] != '{' && m.s.at[m.at] != '[') m.at++;
    if (at_word(m.s, m.at, "[CDATA[")) m.at += 7;
    while (m.at < m.s.len) {
        if (m.in_string)
            step_in_string(&m);
        else
            step_outside(&m);
    }
    if (m.in_string) kb_buf_add_char(out, '"');
    while (m.depth) kb_buf_add_char(out, m.open[--m.depth] == '{' ? '}' : ']');
    out->failed |= plain.failed;
    kb_buf_clear(&plain);
}
