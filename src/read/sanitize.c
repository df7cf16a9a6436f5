#include "read/sanitize.h"

#include "base/url.h"
#include "base/utf8.h"
#include "read/parse.h"

#define VALUE_MAX ((size_t)2000) /* of an attribute: longer ones are no link and no title */

/* ---- what is allowed ---- */

typedef struct {
    kb_tag tag;
    const char *name;
    bool empty; /* has no end tag */
} element_row;
static const element_row elements[] = {
    { KB_TAG_A, "a", false },
    { KB_TAG_ABBR, "abbr", false },
    { KB_TAG_B, "b", false },
    { KB_TAG_BLOCKQUOTE, "blockquote", false },
    { KB_TAG_BR, "br", true },
    { KB_TAG_CAPTION, "caption", false },
    { KB_TAG_CITE, "cite", false },
    { KB_TAG_CODE, "code", false },
    { KB_TAG_DD, "dd", false },
    { KB_TAG_DEL, "del", false },
    { KB_TAG_DIV, "div", false },
    { KB_TAG_DL, "dl", false },
    { KB_TAG_DT, "dt", false },
    { KB_TAG_EM, "em", false },
    { KB_TAG_FIGCAPTION, "figcaption", false },
    { KB_TAG_FIGURE, "figure", false },
    { KB_TAG_H1, "h1", false },
    { KB_TAG_H2, "h2", false },
    { KB_TAG_H3, "h3", false },
    { KB_TAG_H4, "h4", false },
    { KB_TAG_H5, "h5", false },
    { KB_TAG_H6, "h6", false },
    { KB_TAG_HR, "hr", true },
    { KB_TAG_I, "i", false },
    { KB_TAG_IMG, "img", true },
    { KB_TAG_INS, "ins", false },
    { KB_TAG_KBD, "kbd", false },
    { KB_TAG_LI, "li", false },
    { KB_TAG_MARK, "mark", false },
    { KB_TAG_OL, "ol", false },
    { KB_TAG_P, "p", false },
    { KB_TAG_PRE, "pre", false },
    { KB_TAG_Q, "q", false },
    { KB_TAG_S, "s", false },
    { KB_TAG_SAMP, "samp", false },
    { KB_TAG_SMALL, "small", false },
    { KB_TAG_SPAN, "span", false },
    { KB_TAG_STRONG, "strong", false },
    { KB_TAG_SUB, "sub", false },
    { KB_TAG_SUP, "sup", false },
    { KB_TAG_TABLE, "table", false },
    { KB_TAG_TBODY, "tbody", false },
    { KB_TAG_TD, "td", false },
    { KB_TAG_TFOOT, "tfoot", false },
    { KB_TAG_TH, "th", false },
    { KB_TAG_THEAD, "thead", false },
    { KB_TAG_TR, "tr", false },
    { KB_TAG_U, "u", false },
    { KB_TAG_UL, "ul", false },
};

/* Their content is no words of the text, or not in a form that could be shown. */
static const kb_tag dropped[] = {
    KB_TAG_SCRIPT, KB_TAG_STYLE,    KB_TAG_NOSCRIPT, KB_TAG_TEMPLATE, KB_TAG_IFRAME, KB_TAG_OBJECT, KB_TAG_EMBED,
    KB_TAG_SVG,    KB_TAG_MATH,     KB_TAG_CANVAS,   KB_TAG_MAP,      KB_TAG_AUDIO,  KB_TAG_VIDEO,  KB_TAG_BUTTON,
    KB_TAG_SELECT, KB_TAG_TEXTAREA, KB_TAG_INPUT,    KB_TAG_TITLE,    KB_TAG_META,   KB_TAG_LINK,   KB_TAG_BASE,
};

typedef enum { VALUE_TEXT, VALUE_NUMBER, VALUE_LINK, VALUE_PICTURE } value_kind;
typedef struct {
    kb_tag tag;
    const char *name;
    value_kind kind;
} attribute_row;
static const attribute_row attributes[] = {
    { KB_TAG_A, "href", VALUE_LINK },       { KB_TAG_A, "title", VALUE_TEXT },
    { KB_TAG_ABBR, "title", VALUE_TEXT },   { KB_TAG_BLOCKQUOTE, "cite", VALUE_LINK },
    { KB_TAG_Q, "cite", VALUE_LINK },       { KB_TAG_IMG, "src", VALUE_PICTURE },
    { KB_TAG_IMG, "alt", VALUE_TEXT },      { KB_TAG_IMG, "title", VALUE_TEXT },
    { KB_TAG_IMG, "width", VALUE_NUMBER },  { KB_TAG_IMG, "height", VALUE_NUMBER },
    { KB_TAG_TD, "colspan", VALUE_NUMBER }, { KB_TAG_TD, "rowspan", VALUE_NUMBER },
    { KB_TAG_TH, "colspan", VALUE_NUMBER }, { KB_TAG_TH, "rowspan", VALUE_NUMBER },
    { KB_TAG_OL, "start", VALUE_NUMBER },
};

static const element_row *element_of(kb_tag tag)
{
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
        if (elements[i].tag == tag) return &elements[i];
    return NULL;
}

kb_sanitize_fate kb_sanitize_fate_of(kb_tag tag)
{
    if (element_of(tag)) return KB_SANITIZE_WRITE;
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++)
        if (dropped[i] == tag) return KB_SANITIZE_DROP;
    return KB_SANITIZE_WORDS;
}

/* ---- writing ---- */

static const char *escape_of(unsigned char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    default: return NULL;
    }
}

void kb_html_escape(kb_str text, kb_buf *out)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        unsigned char c = i < text.len ? (unsigned char)text.at[i] : 0;
        bool control = i < text.len && (c < ' ' || c == 0x7F) && c != '\n' && c != '\t' && c != '\r';
        const char *escape = escape_of(c);
        if (i < text.len && !control && !escape) continue;
        kb_buf_add(out, kb_str_part(text, kb_span_of(from, i)));
        if (escape) kb_buf_add_c(out, escape);
        from = i + 1;
    }
}

static bool is_scheme(kb_str url, const char *wanted)
{
    char room[32];
    return kb_str_equal_ascii(kb_url_scheme(url, room), kb_str_of(wanted));
}

/* The absolute form of a link, empty where it is none that may stand. */
static bool link_of(kb_str value, kb_str base, bool picture, kb_arena *scratch, kb_str *out)
{
    if (!kb_url_resolve(scratch, base, value, out)) return false;
    bool allowed = kb_url_is_web(*out) || (!picture && is_scheme(*out, "mailto"));
    if (!allowed) *out = (kb_str){ 0 };
    return true;
}

static bool is_number(kb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9') return false;
    return s.len > 0 && s.len < 6;
}

typedef struct {
    const kb_page *page;
    kb_str base;
    kb_arena *scratch;
    kb_buf *out;
} writer;

/* One attribute; false when memory is out. *picture: it names the picture of an img. */
static bool write_attribute(const writer *w, const attribute_row *row, kb_str value, bool *picture)
{
    if (value.len == 0 || value.len > VALUE_MAX) return true;
    if (row->kind == VALUE_NUMBER && !is_number(value)) return true;
    if (row->kind == VALUE_LINK || row->kind == VALUE_PICTURE) {
        if (!link_of(value, w->base, row->kind == VALUE_PICTURE, w->scratch, &value)) return false;
        if (value.len == 0) return true;
        *picture |= row->kind == VALUE_PICTURE;
    }
    kb_buf_print(w->out, " %s=\"", row->name);
    kb_html_escape(value, w->out);
    kb_buf_add_char(w->out, '"');
    return true;
}

static bool write_tag(const writer *w, const kb_node *node, const element_row *element)
{
    size_t begin = w->out->len;
    bool picture = false;
    kb_buf_add_char(w->out, '<');
    kb_buf_add_c(w->out, element->name);
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
        if (attributes[i].tag != node->tag) continue;
        kb_str value = kb_node_attribute(node, attributes[i].name);
        if (!write_attribute(w, &attributes[i], value, &picture)) return false;
    }
    kb_buf_add_char(w->out, '>');
    if (node->tag == KB_TAG_IMG && !picture) w->out->len = begin; /* a picture without a source is none */
    return true;
}

/* Ends the elements whose subtree ends at or before `at`: they stand above the node written last. */
static void close_to(const writer *w, size_t *open, size_t root, size_t at)
{
    while (*open != root && w->page->at[*open].end <= at) {
        const element_row *element = element_of(w->page->at[*open].tag);
        if (element && !element->empty) kb_buf_print(w->out, "</%s>", element->name);
        *open = w->page->at[*open].parent;
    }
}

static bool write_nodes(const writer *w, size_t root)
{
    size_t open = root, end = w->page->at[root].end;
    for (size_t i = root + 1; i < end;) {
        const kb_node *node = &w->page->at[i];
        close_to(w, &open, root, i);
        if (node->tag == KB_TAG_TEXT) {
            kb_html_escape(node->text, w->out);
            i++;
            continue;
        }
        kb_sanitize_fate fate = kb_sanitize_fate_of(node->tag);
        if (fate == KB_SANITIZE_DROP) {
            i = node->end;
            continue;
        }
        const element_row *element = element_of(node->tag);
        if (element && !write_tag(w, node, element)) return false;
        open = i++;
    }
    close_to(w, &open, root, end);
    return true;
}

kb_status kb_sanitize_page(const kb_page *page, size_t node, kb_str base, kb_arena *scratch, kb_buf *out, kb_err *err)
{
    writer w = { page, base, scratch, out };
    if (!write_nodes(&w, node)) return kb_arena_fail(scratch, err);
    return out->failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

kb_status kb_sanitize(kb_str html, kb_str base, kb_arena *scratch, kb_buf *out, kb_err *err)
{
    kb_page page;
    kb_status status = kb_page_parse(html, scratch, &page, err);
    return status == KB_OK ? kb_sanitize_page(&page, 0, base, scratch, out, err) : status;
}

/* ---- text ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Ends a paragraph, or a word. */
static void text_break(kb_buf *out, size_t begin, char mark)
{
    while (out->len > begin && out->at[out->len - 1] == ' ') out->len--;
    if (out->len > begin && out->at[out->len - 1] != '\n') kb_buf_add_char(out, mark);
}

static void text_add(kb_buf *out, size_t begin, kb_str words)
{
    for (size_t i = 0; i < words.len;) {
        size_t end = i;
        while (end < words.len && !is_space(words.at[end])) end++;
        kb_buf_add(out, kb_str_part(words, kb_span_of(i, end)));
        if (end == words.len || out->failed) return;
        while (end < words.len && is_space(words.at[end])) end++;
        bool at_begin = out->len == begin || out->at[out->len - 1] == '\n' || out->at[out->len - 1] == ' ';
        if (!at_begin) kb_buf_add_char(out, ' ');
        i = end;
    }
}

static char break_of(kb_tag tag)
{
    if (tag == KB_TAG_TD || tag == KB_TAG_TH) return ' ';
    return tag != KB_TAG_TEXT && kb_tag_nature_of(tag) != KB_NATURE_INLINE ? '\n' : 0;
}

void kb_sanitize_text(const kb_page *page, size_t root, kb_buf *out)
{
    size_t begin = out->len, open = root, end = page->at[root].end;
    for (size_t i = root + 1; i < end && !out->failed;) {
        const kb_node *node = &page->at[i];
        for (; open != root && page->at[open].end <= i; open = page->at[open].parent)
            if (break_of(page->at[open].tag)) text_break(out, begin, break_of(page->at[open].tag));
        if (node->tag != KB_TAG_TEXT && kb_sanitize_fate_of(node->tag) == KB_SANITIZE_DROP) {
            i = node->end;
            continue;
        }
        if (break_of(node->tag)) text_break(out, begin, break_of(node->tag));
        if (node->tag == KB_TAG_TEXT)
            text_add(out, begin, node->text);
        else
            open = i;
        i++;
    }
    while (out->len > begin && is_space(out->at[out->len - 1])) out->len--;
}
