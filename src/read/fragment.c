#include "read/fragment.h"

#include "base/buf.h"
#include "read/main_text.h"
#include "read/parse.h"

/* What body strings are made of, behind "<" or "&lt;". */
static const char *const blocks[] = { "p", "br", "div", "li", "h2", "h3", "h4", "blockquote", "section", "table" };
static const char *const inlines[] = { "a", "b", "i", "em", "strong", "span", "u", "figure", "img", "sup" };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool has_tag(kb_str s, const char *open, const char *const *names, size_t count)
{
    kb_str mark = kb_str_of(open);
    for (size_t at = 0; (at = kb_str_find(s, mark, at)) != SIZE_MAX;) {
        at += mark.len;
        if (at < s.len && s.at[at] == '/') at++;
        size_t end = at;
        while (end < s.len && (is_letter(s.at[end]) || (end > at && s.at[end] >= '1' && s.at[end] <= '6'))) end++;
        kb_str name = kb_str_part(s, kb_span_of(at, end));
        for (size_t i = 0; i < count; i++)
            if (kb_str_equal_ascii(name, kb_str_of(names[i]))) return true;
    }
    return false;
}
#define HAS_TAG(s, open, names) has_tag((s), (open), (names), sizeof(names) / sizeof *(names))

/* Lines become blocks; `plain` text's "<" is no mark. */
static void add_lines(kb_buf *out, kb_str s, bool plain)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '\n')
            kb_buf_add_c(out, "<br>");
        else if (s.at[i] == '<' && plain)
            kb_buf_add_c(out, "&lt;");
        else
            kb_buf_add_char(out, s.at[i]);
    }
}

static kb_status parse(kb_buf *html, kb_arena *arena, kb_page *page, kb_err *err)
{
    if (html->failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_str source = { 0 }; /* the tree looks at it */
    if (!kb_arena_copy(arena, kb_buf_str(html), &source)) return kb_arena_fail(arena, err);
    return kb_page_parse(source, arena, page, err);
}

/* Marks that were escaped once more are marks again. */
static kb_status unescape(kb_str body, kb_arena *arena, kb_str *out, kb_err *err)
{
    kb_page page;
    kb_status status = kb_page_parse(body, arena, &page, err);
    return status == KB_OK ? kb_page_words(&page, 0, arena, out, err) : status;
}

kb_status kb_fragment_text(kb_str body, kb_str title, kb_arena *arena, kb_str *out, kb_err *err)
{
    kb_buf html = { 0 };
    kb_page page = { 0 };
    kb_main_text found = { 0 };
    kb_status status = KB_OK;

    *out = (kb_str){ 0 };
    if (HAS_TAG(body, "&lt;", blocks) && !HAS_TAG(body, "<", blocks)) status = unescape(body, arena, &body, err);
    if (status != KB_OK) return status;
    bool markup = HAS_TAG(body, "<", blocks);
    kb_buf_add_c(&html, "<!doctype html><body><div itemprop=articleBody>");
    if (markup)
        kb_buf_add(&html, body);
    else
        add_lines(&html, body, !HAS_TAG(body, "<", inlines));
    kb_buf_add_c(&html, "</div>");
    status = parse(&html, arena, &page, err);
    kb_buf_clear(&html);
    if (status == KB_OK) status = kb_main_text_find(&page, title, arena, NULL, &found, err);
    *out = found.text;
    return status;
}
