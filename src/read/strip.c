#include "read/strip.h"

#include "base/map.h"
#include "base/utf8.h"
#include "read/nest.h"
#include "read/reference.h"
#include "text/charset.h"

#include <stdio.h>

#define NAME_MAX 64    /* of a tag; the rest of a longer name is dropped */
#define FOREIGN_MAX 32 /* nested svg, math and HTML within */
#define WHOLE_MAX 8    /* html and body tags whose attributes stay */
#define RUN_SHORT 3    /* text of so few bytes is no shorter as a private-use character */
#define PLANE_15 0xF0000u
#define PLANE_16 0x100000u
#define PLANE_RUNS 65534u /* the last two code points of a plane are no characters */

/* Where HTML's rules hold inside svg and math, and where theirs do. */
typedef struct {
    kb_str name;
    bool html;
} foreign_item;

typedef struct {
    kb_strip *out;
    kb_arena *arena, *work;
    kb_err *err;
    kb_elements elements;
    kb_nest nest;
    const char *s;
    size_t len, i;
    foreign_item foreign[FOREIGN_MAX];
    size_t foreign_depth;
    kb_attribute list[KB_STRIP_ATTRIBUTES_TAG];
    size_t listed, attributes, whole;
} stripper;

/* One tag, as its tokens tell. */
typedef struct {
    kb_str name;
    const kb_element *element;
    bool closing, self_closing;
} tag;

/* ---- bytes ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t find_char(const stripper *w, size_t from, char c)
{
    const char *found = from < w->len ? memchr(w->s + from, c, w->len - from) : NULL;
    return found ? (size_t)(found - w->s) : w->len;
}

static kb_str part(const stripper *w, size_t begin, size_t end)
{
    return (kb_str){ w->s + begin, end - begin };
}

/* ---- text ---- */

static bool give_run(stripper *w, size_t space, size_t begin, size_t end)
{
    size_t n = w->out->runs.count;
    char bytes[4];
    if (begin == end) return true;
    kb_strip_run *run = KB_ADD(w->work, &w->out->runs, kb_strip_run);
    if (!run) return false;
    *run = (kb_strip_run){ (uint32_t)space, (uint32_t)begin, (uint32_t)end };
    uint32_t c = n < PLANE_RUNS ? PLANE_15 + (uint32_t)n : PLANE_16 + (uint32_t)(n - PLANE_RUNS);
    kb_buf_add(&w->out->html, (kb_str){ bytes, kb_utf8_put(bytes, c) });
    return true;
}

/* Behind the last run there is: "<" is escaped, characters that stand for runs are left out. */
static void give_raw(stripper *w, size_t begin, size_t end)
{
    size_t from = begin;
    for (size_t i = begin; i < end; i++) {
        uint8_t c = (uint8_t)w->s[i];
        bool private_use = c == 0xF4 || (c == 0xF3 && i + 1 < end && (uint8_t)w->s[i + 1] >= 0xB0);
        if (c != '<' && !private_use) continue;
        kb_buf_add(&w->out->html, part(w, from, i));
        if (c == '<') kb_buf_add_c(&w->out->html, "&lt;");
        from = i + (private_use ? 4 : 1);
    }
    if (from < end) kb_buf_add(&w->out->html, part(w, from, end));
}

static bool give_plain(stripper *w, size_t space, size_t begin, size_t end)
{
    if (w->out->runs.count < KB_STRIP_RUNS_MAX) return give_run(w, space, begin, end);
    give_raw(w, begin, end);
    return true;
}

/* A character reference at `i`, with its ";" where it has one; none that would stand for a run. */
static size_t give_reference(stripper *w, size_t i, size_t end)
{
    size_t stop = kb_reference_end(part(w, 0, end), i);
    if (!kb_reference_is_private(part(w, i, stop))) kb_buf_add(&w->out->html, part(w, i, stop));
    return stop;
}

/* Text with references. White space at its begin may belong elsewhere than the words (13.2.6.4). */
static bool give_text(stripper *w, size_t begin, size_t end)
{
    size_t from = begin;
    while (from < end && is_space(w->s[from])) from++;
    if (from > begin) kb_buf_add_char(&w->out->html, w->s[begin]);
    size_t space = begin;
    for (size_t i = from; from < end;) {
        const char *found = i < end ? memchr(w->s + i, '&', end - i) : NULL;
        size_t at = found ? (size_t)(found - w->s) : end;
        bool reference = at + 1 < end && kb_reference_begins(part(w, 0, end), at);
        if (at < end && !reference) {
            i = at + 1;
            continue;
        }
        if (!give_plain(w, space, from, at)) return false;
        if (at == end) break;
        i = from = space = give_reference(w, at, end);
    }
    return true;
}

/* ---- attributes ---- */

static bool ends_name(char c)
{
    return c == '>' || c == '/' || c == '=' || is_space(c);
}

static bool lower(stripper *w, kb_str name, kb_str *out)
{
    size_t i = 0;
    while (i < name.len && !(name.at[i] >= 'A' && name.at[i] <= 'Z')) i++;
    *out = name;
    if (i == name.len) return true;
    char *at = KB_NEW(w->arena, char, name.len);
    if (!at) return false;
    for (size_t k = 0; k < name.len; k++)
        at[k] = name.at[k] >= 'A' && name.at[k] <= 'Z' ? (char)(name.at[k] + 32) : name.at[k];
    *out = (kb_str){ at, name.len };
    return true;
}

/* The value behind "=" (13.2.5.37 to 39); w->i moves behind it. */
static kb_str take_value(stripper *w)
{
    char c = w->i < w->len ? w->s[w->i] : '>';
    size_t begin = w->i;
    if (c == '"' || c == '\'') {
        size_t end = find_char(w, begin + 1, c);
        w->i = end < w->len ? end + 1 : w->len;
        return part(w, begin + 1, end);
    }
    while (w->i < w->len && w->s[w->i] != '>' && !is_space(w->s[w->i])) w->i++;
    return part(w, begin, w->i);
}

static bool take_attribute(stripper *w)
{
    size_t begin = w->i++; /* "=" may be the first of a name */
    kb_str value = { 0 };
    while (w->i < w->len && !ends_name(w->s[w->i])) w->i++;
    kb_str name = part(w, begin, w->i);
    size_t behind = w->i;
    while (behind < w->len && is_space(w->s[behind])) behind++;
    if (behind < w->len && w->s[behind] == '=') {
        w->i = behind + 1;
        while (w->i < w->len && is_space(w->s[w->i])) w->i++;
        value = take_value(w);
    }
    if (w->listed == KB_STRIP_ATTRIBUTES_TAG || w->attributes == KB_STRIP_ATTRIBUTES_ALL) return true;
    kb_attribute *a = &w->list[w->listed++];
    w->attributes++;
    a->value = value.at ? value : KB_STR("");
    return lower(w, name, &a->name);
}

/* From behind the tag's name to behind its ">" (13.2.5.32 to 40); false when memory is out. At the end of the page
 * without ">" the tag is none: w->i is w->len and *whole false. */
static bool take_attributes(stripper *w, tag *t, bool *whole)
{
    w->listed = 0;
    *whole = false;
    while (w->i < w->len) {
        char c = w->s[w->i];
        if (c == '>') {
            t->self_closing = w->s[w->i - 1] == '/' && t->self_closing;
            w->i++;
            *whole = true;
            return true;
        }
        t->self_closing = c == '/';
        if (c == '/' || is_space(c))
            w->i++;
        else if (!take_attribute(w))
            return false;
    }
    return true;
}

static const kb_attribute *listed(const stripper *w, const char *name)
{
    for (size_t i = 0; i < w->listed; i++)
        if (kb_str_is(w->list[i].name, name)) return &w->list[i];
    return NULL;
}

/* ---- what of them the tree builder sees ---- */

/* One without quotes around it may hold both kinds. */
static void give_attribute(stripper *w, kb_str name, kb_str value)
{
    bool quotes = value.len && memchr(value.at, '"', value.len);
    bool both = quotes && memchr(value.at, '\'', value.len);
    char quote = quotes && !both ? '\'' : '"';
    kb_buf *out = &w->out->html;
    kb_buf_add_char(out, ' ');
    kb_buf_add(out, name);
    kb_buf_add_char(out, '=');
    kb_buf_add_char(out, quote);
    for (size_t i = 0, end; i < value.len; i = end) {
        const char *mark = both ? memchr(value.at + i, '"', value.len - i) : NULL;
        end = mark ? (size_t)(mark - value.at) + 1 : value.len;
        kb_buf_add(out, kb_str_part(value, kb_span_of(i, mark ? end - 1 : end)));
        if (mark) kb_buf_add_c(out, "&quot;");
    }
    kb_buf_add_char(out, quote);
}

static bool is_plain_name(kb_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!is_letter(name.at[i]) && !(name.at[i] >= '0' && name.at[i] <= '9') && !strchr("-_:.", name.at[i]))
            return false;
    return name.len > 0;
}

static void give_whole(stripper *w)
{
    for (size_t i = 0; i < w->listed; i++)
        if (is_plain_name(w->list[i].name)) give_attribute(w, w->list[i].name, w->list[i].value);
}

/* Does an attribute before the i-th have its name? Then the tree builder drops it. */
static bool is_repeated(const stripper *w, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (kb_str_equal(w->list[k].name, w->list[i].name)) return true;
    return false;
}

/* Equal for equal attributes in any order. */
static void give_mark(stripper *w)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < w->listed; i++)
        if (!is_repeated(w, i))
            sum += kb_hash(w->list[i].name) * 31 + (kb_hash(w->list[i].value) ^ w->list[i].name.len);
    kb_buf_print(&w->out->html, " k=%08x", (unsigned)(sum ^ sum >> 32));
}

static void give_deciding(stripper *w, const tag *t)
{
    static const char *const of_font[] = { "color", "face", "size" };
    if (t->element && (t->element->flags & KB_ELEMENT_FORMATTING)) give_mark(w);
    if (kb_str_equal_ascii(t->name, KB_STR("font")))
        for (size_t i = 0; i < 3; i++)
            if (listed(w, of_font[i])) kb_buf_print(&w->out->html, " %s", of_font[i]);
    const char *name = kb_str_equal_ascii(t->name, KB_STR("input"))            ? "type"
                       : kb_str_equal_ascii(t->name, KB_STR("annotation-xml")) ? "encoding"
                                                                               : NULL;
    const kb_attribute *a = name ? listed(w, name) : NULL;
    if (a && a->value.len < 40) give_attribute(w, a->name, a->value);
}

/* Resolves values; those that only the tree builder can are given to it by number. */
static bool resolve_values(stripper *w)
{
    for (size_t i = 0; i < w->listed; i++) {
        kb_attribute *a = &w->list[i];
        if (a->value.len == 0 || !memchr(a->value.at, '&', a->value.len)) continue;
        char name[8];
        bool resolved = false;
        kb_str raw = a->value;
        if (!kb_reference_resolve(raw, w->arena, &a->value, &resolved)) return false;
        if (resolved) continue;
        int len = snprintf(name, sizeof name, "r%zu", i);
        give_attribute(w, (kb_str){ name, (size_t)len }, raw);
    }
    return true;
}

static bool keep_attributes(stripper *w, size_t at)
{
    kb_strip_tag *kept = KB_ADD(w->work, &w->out->tags, kb_strip_tag);
    if (!kept) return false;
    *kept = (kb_strip_tag){ (uint32_t)at, (uint32_t)w->listed, KB_NEW(w->arena, kb_attribute, w->listed) };
    if (!kept->attributes) return false;
    memcpy(kept->attributes, w->list, w->listed * sizeof *kept->attributes);
    return true;
}

static bool give_start(stripper *w, const tag *t, bool foreign)
{
    size_t at = w->out->html.len;
    bool kept = true;
    kb_buf_add_char(&w->out->html, '<');
    kb_buf_add(&w->out->html, t->name);
    bool whole = t->element && (t->element->flags & KB_ELEMENT_ROOT) && !kb_str_equal_ascii(t->name, KB_STR("head"));
    if (w->listed && whole) {
        if (w->whole++ < WHOLE_MAX) give_whole(w);
    } else if (w->listed) {
        give_deciding(w, t);
        kept = resolve_values(w) && keep_attributes(w, at);
    }
    kb_buf_add_c(&w->out->html, t->self_closing && foreign ? "/>" : ">");
    return kept;
}

static void give_end(stripper *w, kb_str name)
{
    kb_buf_add_c(&w->out->html, "</");
    kb_buf_add(&w->out->html, name);
    kb_buf_add_char(&w->out->html, '>');
}

/* ---- svg and math ---- */

static bool in_foreign(const stripper *w)
{
    return w->foreign_depth && !w->foreign[w->foreign_depth - 1].html;
}

static void enter_foreign(stripper *w, const tag *t)
{
    unsigned flags = t->element ? t->element->flags : 0;
    bool outer = flags & (KB_ELEMENT_SVG | KB_ELEMENT_MATH);
    bool inner = in_foreign(w) && (flags & (KB_ELEMENT_HTML_IN_SVG | KB_ELEMENT_HTML_IN_MATH));
    if (!t->self_closing && (outer || inner) && w->foreign_depth < FOREIGN_MAX)
        w->foreign[w->foreign_depth++] = (foreign_item){ t->name, inner };
}

static void leave_foreign(stripper *w, const tag *t)
{
    for (size_t i = w->foreign_depth; i > 0; i--)
        if (kb_str_equal_ascii(w->foreign[i - 1].name, t->name)) w->foreign_depth = i - 1;
}

static void break_out(stripper *w, const tag *t)
{
    bool font =
        kb_str_equal_ascii(t->name, KB_STR("font")) && (listed(w, "color") || listed(w, "face") || listed(w, "size"));
    if (font || (t->element && (t->element->flags & KB_ELEMENT_BREAKOUT)))
        while (in_foreign(w)) w->foreign_depth--;
}

/* ---- raw text ---- */

/* Is the name of an element at `i`, and nothing more of a name behind it? */
static bool is_name_at(const stripper *w, size_t i, kb_str name)
{
    size_t end = i + name.len;
    return end < w->len && kb_str_equal_ascii(part(w, i, end), name) &&
           (w->s[end] == '>' || w->s[end] == '/' || is_space(w->s[end]));
}

static bool is_end_at(const stripper *w, size_t i, kb_str name)
{
    return i + 1 < w->len && w->s[i + 1] == '/' && is_name_at(w, i + 2, name);
}

static size_t raw_end(const stripper *w, kb_str name)
{
    for (size_t i = w->i; (i = find_char(w, i, '<')) < w->len; i++)
        if (is_end_at(w, i, name)) return i;
    return w->len;
}

/* Scripts may hold "</script>" inside of "<!-- <script>" (13.2.5.15 to 31). */
static size_t script_end(const stripper *w)
{
    static const kb_str script = { "script", 6 };
    enum { PLAIN, ESCAPED, TWICE } state = PLAIN;
    size_t dashes = 0; /* "-->" that ends an escape has its dashes at or behind this place */
    for (size_t i = w->i; i < w->len; i++) {
        if (state == PLAIN) {
            i = find_char(w, i, '<');
            if (is_end_at(w, i, script)) return i;
            if (w->len - i < 4 || memcmp(w->s + i, "<!--", 4) != 0) continue;
            state = ESCAPED;
            dashes = i + 2;
            i += 3;
        } else if (w->s[i] == '>') {
            if (i >= dashes + 2 && w->s[i - 1] == '-' && w->s[i - 2] == '-') state = PLAIN;
        } else if (w->s[i] == '<' && state == ESCAPED) {
            if (is_end_at(w, i, script)) return i;
            if (is_name_at(w, i + 1, script)) state = TWICE;
        } else if (w->s[i] == '<' && is_end_at(w, i, script)) {
            state = ESCAPED;
        }
    }
    return w->len;
}

/* The contents of an element that holds text alone, and its end tag, if there is one. */
static bool give_raw_element(stripper *w, const tag *t)
{
    unsigned flags = t->element->flags;
    size_t begin = w->i;
    bool script = kb_str_equal_ascii(t->name, KB_STR("script"));
    size_t end = flags & KB_ELEMENT_PLAINTEXT ? w->len : script ? script_end(w) : raw_end(w, t->name);
    bool given = flags & KB_ELEMENT_RCDATA ? give_text(w, begin, end) : give_plain(w, begin, begin, end);
    w->i = end;
    if (end < w->len) {
        bool whole;
        tag close = { .closing = true };
        w->i = end + 2 + t->name.len;
        given = given && take_attributes(w, &close, &whole);
    }
    if (!(flags & KB_ELEMENT_PLAINTEXT)) give_end(w, t->name);
    return given;
}

/* ---- tags ---- */

/* The tree builder drops a line feed that begins these, and no more than that (13.2.6.4.7). */
static bool drops_newline(const stripper *w, const tag *t)
{
    static const char *const names[] = { "pre", "textarea", "listing" };
    for (size_t i = 0; w->i < w->len && w->s[w->i] == '\n' && i < sizeof names / sizeof names[0]; i++)
        if (t->element && kb_str_is(t->element->name, names[i])) return true;
    return false;
}

static kb_status start_tag(stripper *w, const tag *t)
{
    unsigned flags = t->element ? t->element->flags : 0;
    bool give = true, in = false;
    if (w->foreign_depth) break_out(w, t);
    bool foreign = in_foreign(w);
    if (foreign && (flags & KB_ELEMENT_DRAWING)) return KB_OK;
    bool raw = !foreign && (flags & (KB_ELEMENT_RAW | KB_ELEMENT_RCDATA | KB_ELEMENT_PLAINTEXT));
    bool drawn = foreign || (flags & (KB_ELEMENT_SVG | KB_ELEMENT_MATH));
    in = !raw && !(drawn ? t->self_closing : flags & KB_ELEMENT_VOID);
    kb_status status = kb_nest_start(&w->nest, t->element, t->name, in, &give, w->err);
    if (status != KB_OK) return status;
    enter_foreign(w, t);
    if (give && !give_start(w, t, drawn)) return kb_arena_fail(w->arena, w->err);
    if (!give) kb_buf_add_char(&w->out->html, ' ');
    if (give && drops_newline(w, t)) kb_buf_add_char(&w->out->html, w->s[w->i++]);
    if (!raw) return KB_OK;
    if (give) return give_raw_element(w, t) ? KB_OK : kb_arena_fail(w->arena, w->err);
    w->i = flags & KB_ELEMENT_PLAINTEXT                    ? w->len
           : kb_str_equal_ascii(t->name, KB_STR("script")) ? script_end(w)
                                                           : raw_end(w, t->name);
    return KB_OK;
}

static kb_status end_tag(stripper *w, const tag *t)
{
    bool give = true;
    if (in_foreign(w) && t->element && (t->element->flags & KB_ELEMENT_DRAWING)) return KB_OK;
    if (w->foreign_depth) leave_foreign(w, t);
    kb_status status = kb_nest_end(&w->nest, t->element, t->name, &give, w->err);
    if (status != KB_OK) return status;
    if (give)
        give_end(w, t->name);
    else
        kb_buf_add_char(&w->out->html, ' ');
    return KB_OK;
}

/* A name of any length is cut between characters. */
static kb_str short_name(kb_str name)
{
    size_t len = name.len < NAME_MAX ? name.len : NAME_MAX;
    while (!kb_utf8_border(name, len)) len--;
    return (kb_str){ name.at, len };
}

static kb_status take_tag(stripper *w)
{
    tag t = { .closing = w->s[w->i + 1] == '/' };
    bool whole;
    size_t begin = w->i + 1 + t.closing, end = begin;
    while (end < w->len && w->s[end] != '>' && w->s[end] != '/' && !is_space(w->s[end])) end++;
    t.name = short_name(part(w, begin, end));
    t.element = kb_element_find(&w->elements, t.name);
    w->i = end;
    if (!take_attributes(w, &t, &whole)) return kb_arena_fail(w->arena, w->err);
    if (!whole) return KB_OK;
    kb_status status = t.closing ? end_tag(w, &t) : start_tag(w, &t);
    return status == KB_OK ? KB_OK : kb_context(w->err, status, "byte %zu", w->i);
}

/* ---- comments ---- */

/* A comment that begins at "<!--" (13.2.5.43 to 52). */
static void skip_comment(stripper *w)
{
    size_t i = w->i + 4;
    if (i < w->len && w->s[i] == '>') {
        w->i = i + 1;
        return;
    }
    if (i + 1 < w->len && w->s[i] == '-' && w->s[i + 1] == '>') {
        w->i = i + 2;
        return;
    }
    for (size_t begin = i; (i = find_char(w, i, '>')) < w->len; i++) {
        bool dashes = i >= begin + 2 && w->s[i - 1] == '-' && w->s[i - 2] == '-';
        bool bang = i >= begin + 3 && w->s[i - 1] == '!' && w->s[i - 2] == '-' && w->s[i - 3] == '-';
        if (dashes || bang) break;
    }
    w->i = i < w->len ? i + 1 : w->len;
}

/* Text before what is dropped must not become one thing with the text behind. */
static void keep_apart(stripper *w)
{
    const kb_buf *html = &w->out->html;
    size_t from = html->len > 40 ? html->len - 40 : 0;
    for (size_t i = html->len; i > from; i--) {
        char c = html->at[i - 1];
        if (c == '&') kb_buf_add_c(&w->out->html, "<!---->");
        if (c == '&' || !(is_letter(c) || c == '#' || (c >= '0' && c <= '9'))) return;
    }
}

static kb_status take_markup(stripper *w)
{
    kb_str rest = part(w, w->i, w->len);
    keep_apart(w);
    if (kb_str_starts(rest, KB_STR("<!--"))) {
        skip_comment(w);
        return KB_OK;
    }
    if (in_foreign(w) && kb_str_starts(rest, KB_STR("<![CDATA["))) {
        size_t end = kb_str_find((kb_str){ w->s, w->len }, KB_STR("]]>"), w->i + 9);
        bool given = give_plain(w, w->i + 9, w->i + 9, end == SIZE_MAX ? w->len : end);
        w->i = end == SIZE_MAX ? w->len : end + 3;
        return given ? KB_OK : kb_arena_fail(w->work, w->err);
    }
    size_t end = find_char(w, w->i, '>');
    size_t behind = end < w->len ? end + 1 : w->len;
    if (rest.len > 9 && kb_str_equal_ascii(kb_str_part(rest, kb_span_of(0, 9)), KB_STR("<!doctype")) &&
        behind - w->i < 1000)
        kb_buf_add(&w->out->html, part(w, w->i, behind));
    w->i = behind;
    return KB_OK;
}

/* ---- the page ---- */

/* What begins at "<" (13.2.5.6, 7). */
typedef enum { TEXT, TAG, MARKUP, NOTHING } kind;

static kind kind_at(const stripper *w, size_t i)
{
    char c = i + 1 < w->len ? w->s[i + 1] : 0, d = i + 2 < w->len ? w->s[i + 2] : 0;
    if (is_letter(c)) return TAG;
    if (c == '!' || c == '?') return MARKUP;
    if (c != '/' || i + 2 >= w->len) return TEXT;
    return is_letter(d) ? TAG : d == '>' ? NOTHING : MARKUP;
}

static kb_status strip(stripper *w)
{
    kb_status status = KB_OK;
    size_t from = 0;
    while (status == KB_OK && !w->out->html.failed) {
        size_t at = find_char(w, w->i, '<');
        kind what = at < w->len ? kind_at(w, at) : NOTHING;
        if (at < w->len && what == TEXT) {
            w->i = at + 1;
            continue;
        }
        if (from < at && !give_text(w, from, at)) return kb_arena_fail(w->work, w->err);
        if (at == w->len) break;
        w->i = at;
        if (what == NOTHING) keep_apart(w);
        if (what == NOTHING) w->i = at + 3;
        if (what == TAG) status = take_tag(w);
        if (what == MARKUP) status = take_markup(w);
        from = w->i;
        if (!w->nest.strict && kb_nest_costly(&w->nest)) break;
    }
    if (status == KB_OK && w->out->html.failed) return kb_fail(w->err, KB_ERR_MEMORY, "out of memory");
    return status;
}

/* A copy, since attributes look at it and live as long as the page: line ends as in 13.2.3.5; NUL, which is an error
 * everywhere, left out. */
static bool copy_source(kb_str html, kb_arena *arena, kb_str *out)
{
    char *at = KB_NEW(arena, char, html.len + 1);
    size_t len = 0;
    if (!at) return false;
    if (html.len && !memchr(html.at, '\r', html.len) && !memchr(html.at, 0, html.len)) {
        memcpy(at, html.at, html.len);
        len = html.len;
    } else {
        for (size_t i = 0; i < html.len; i++) {
            char c = html.at[i];
            if (c == '\r' && i + 1 < html.len && html.at[i + 1] == '\n') continue;
            if (c) at[len++] = c == '\r' ? '\n' : c;
        }
    }
    *out = (kb_str){ at, len };
    return true;
}

static kb_status strip_once(kb_str source, bool strict, kb_arena *arena, kb_arena *work, kb_strip *out, bool *costly,
                            kb_err *err)
{
    stripper *w = KB_NEW(work, stripper, 1);
    if (!w) return kb_arena_fail(work, err);
    *w = (stripper){ .out = out, .arena = arena, .work = work, .err = err, .s = source.at, .len = source.len };
    out->source = source;
    kb_elements_init(&w->elements);
    kb_nest_init(&w->nest, strict, &out->html, work);
    kb_status status = strip(w);
    *costly = kb_nest_costly(&w->nest);
    return status;
}

kb_status kb_strip_page(kb_str html, kb_arena *arena, kb_arena *work, kb_strip *out, kb_err *err)
{
    kb_str source;
    bool costly = false;
    *out = (kb_strip){ 0 };
    if (html.len >= UINT32_MAX) return kb_fail(err, KB_ERR_LIMIT, "a page of more than 4 GiB");
    if (!copy_source(html, arena, &source)) return kb_arena_fail(arena, err);
    kb_status status = strip_once(source, false, arena, work, out, &costly, err);
    if (status == KB_OK && costly) {
        kb_strip_clear(out);
        status = strip_once(source, true, arena, work, out, &costly, err);
    }
    if (status != KB_OK) kb_strip_clear(out);
    return status;
}

void kb_strip_clear(kb_strip *strip)
{
    kb_buf_clear(&strip->html);
    *strip = (kb_strip){ 0 };
}

const kb_strip_run *kb_strip_run_of(const kb_strip *strip, uint32_t c)
{
    if (c < PLANE_15) return NULL;
    size_t i = c < PLANE_16 ? c - PLANE_15 : c - PLANE_16 + PLANE_RUNS;
    return i < strip->runs.count ? &strip->runs.at[i] : NULL;
}

const kb_strip_tag *kb_strip_tag_at(const kb_strip *strip, size_t at, size_t *hint)
{
    size_t low = 0, high = strip->tags.count;
    if (*hint < high && strip->tags.at[*hint].at == at) return &strip->tags.at[(*hint)++];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strip->tags.at[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == strip->tags.count || strip->tags.at[low].at != at) return NULL;
    *hint = low + 1;
    return &strip->tags.at[low];
}
