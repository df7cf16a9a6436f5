/* page_fuzz.c - a page cut short before gumbo sees it gives the tree that gumbo makes of the whole page. Left aside is
 * what read/strip.h says to be approximate: svg and math, and what select makes of tags. White space alone counts as
 * one character; comments split text that is one without them. */
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "read/nest.h"
#include "read/parse.h"
#include "read/strip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

/* Words with white space run together. */
static void add_text(kb_buf *out, kb_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (!is_space(text.at[i]))
            kb_buf_add_char(out, text.at[i]);
        else if (out->len && out->at[out->len - 1] != ' ')
            kb_buf_add_char(out, ' ');
    }
}

static void add_attribute(kb_buf *out, kb_str name, kb_str value)
{
    kb_buf_print(out, " %.*s=\"%.*s\"", KB_STR_ARGS(name), KB_STR_ARGS(value));
}

static void write_ours(const kb_page *page, kb_buf *out)
{
    uint32_t *ends = calloc(page->count + 1, sizeof *ends);
    size_t open = 0;
    if (!ends) abort();
    for (size_t i = 0; i < page->count; i++) {
        const kb_node *node = &page->at[i];
        for (; open && ends[open - 1] == i; open--) kb_buf_add_c(out, "</>");
        if (node->end <= i || node->end > page->count || (open && node->end > ends[open - 1])) abort();
        if (node->tag == KB_TAG_TEXT) {
            add_text(out, node->text);
            continue;
        }
        kb_buf_add_c(out, "<");
        for (size_t k = 0; k < node->attribute_count; k++) {
            bool again = false;
            for (size_t j = 0; j < k; j++)
                again = again || kb_str_equal(node->attributes[j].name, node->attributes[k].name);
            if (!again) add_attribute(out, node->attributes[k].name, node->attributes[k].value);
        }
        kb_buf_add_c(out, ">");
        ends[open++] = node->end;
    }
    for (; open; open--) kb_buf_add_c(out, "</>");
    free(ends);
}

/* Nothing here is deep: KB_NEST_DEPTH_FLAT is left aside. */
static void write_gumbo(const GumboNode *node, kb_buf *out, int depth)
{
    if (node->type == GUMBO_NODE_COMMENT) return;
    if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) {
        add_text(out, kb_str_of(node->v.text.text));
        return;
    }
    kb_buf_add_c(out, "<");
    const GumboVector *attributes = &node->v.element.attributes;
    for (unsigned i = 0; i < attributes->length; i++) {
        const GumboAttribute *a = attributes->data[i];
        add_attribute(out, kb_str_of(a->name), kb_str_of(a->value));
    }
    kb_buf_add_c(out, ">");
    for (unsigned i = 0; depth < 1000 && i < node->v.element.children.length; i++)
        write_gumbo(node->v.element.children.data[i], out, depth + 1);
    kb_buf_add_c(out, "</>");
}

static bool is_aside(kb_str html)
{
    static const char *const names[] = {
        "<svg",      "<math", "<select",  "<frame", "<isindex", "&#",
        "<template", "<body", "<noframe", "<html",  "</form" /* gumbo 0.10 puts words before it behind the form */
    };
    size_t tags = 0;
    for (size_t i = 0; i < html.len; i++) {
        uint8_t c = (uint8_t)html.at[i];
        tags += c == '<';
        if (c >= 0x7F || (c < ' ' && c != '\n')) return true; /* gumbo replaces what is no character */
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
            if (kb_str_equal_ascii(kb_str_part(html, kb_span_of(i, i + strlen(names[k]))), kb_str_of(names[k])))
                return true;
    }
    return tags > KB_NEST_DEPTH_FLAT / 2;
}

/* Were attributes of a tag dropped? */
static bool is_cut(const kb_page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (page->at[i].attribute_count >= KB_STRIP_ATTRIBUTES_TAG) return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_str html = { size ? (const char *)data : "", size };
    kb_buf ours = { 0 }, theirs = { 0 };
    kb_page page;
    if (is_aside(html)) return 0;
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    GumboOutput *output = gumbo_parse_with_options(&kGumboDefaultOptions, html.at, html.len);
    if (kb_page_parse(html, arena, &page, NULL) != KB_OK) abort();
    write_ours(&page, &ours);
    write_gumbo(output->root, &theirs, 0);
    if (!is_cut(&page) && !kb_str_equal(kb_buf_str(&ours), kb_buf_str(&theirs))) {
#ifdef KB_FUZZ_TELL
        fprintf(stderr, "ours   %.*s\ntheirs %.*s\n", KB_STR_ARGS(kb_buf_str(&ours)), KB_STR_ARGS(kb_buf_str(&theirs)));
#endif
        abort();
    }
    gumbo_destroy_output(&kGumboDefaultOptions, output);
    kb_buf_clear(&ours);
    kb_buf_clear(&theirs);
    kb_arena_free(arena);
    return 0;
}
