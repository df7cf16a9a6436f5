/* HTML made safe: a second parse of what was written finds nothing that could act. */
#include <stdint.h>
#include <stdlib.h>

#include "base/url.h"
#include "read/parse.h"
#include "read/sanitize.h"
#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_link(kb_str url)
{
    char room[32];
    kb_str scheme = kb_url_scheme(url, room);
    if (!kb_str_equal_ascii(scheme, KB_STR("http")) && !kb_str_equal_ascii(scheme, KB_STR("https")) &&
        !kb_str_equal_ascii(scheme, KB_STR("mailto")))
        abort();
}

static void check_node(const kb_node *node)
{
    static const char *const links[] = { "href", "src", "cite" };
    static const char *const others[] = { "alt", "title", "width", "height", "colspan", "rowspan", "start" };
    bool frame = node->tag == KB_TAG_HTML || node->tag == KB_TAG_HEAD || node->tag == KB_TAG_BODY;
    if (node->tag != KB_TAG_TEXT && !frame && kb_sanitize_fate_of(node->tag) != KB_SANITIZE_WRITE) abort();
    for (size_t i = 0; i < node->attribute_count; i++) {
        const kb_attribute *a = &node->attributes[i];
        bool known = false;
        for (size_t k = 0; k < sizeof links / sizeof links[0]; k++) {
            if (!kb_str_is(a->name, links[k])) continue;
            check_link(a->value);
            known = true;
        }
        for (size_t k = 0; k < sizeof others / sizeof others[0]; k++) known |= kb_str_is(a->name, others[k]);
        if (!known) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    kb_buf out = { 0 };
    kb_str html;
    kb_page page;
    size_t replaced = 0;
    kb_str bytes = { (const char *)data, size };
    if (arena && kb_charset_decode(bytes, KB_CHARSET_UTF_8, arena, &html, &replaced, NULL) == KB_OK &&
        kb_sanitize(html, KB_STR("http://x.test/a/b"), arena, &out, NULL) == KB_OK) {
        if (kb_utf8_valid(kb_buf_str(&out)) != out.len) abort();
        if (kb_page_parse(kb_buf_str(&out), arena, &page, NULL) == KB_OK)
            for (size_t i = 0; i < page.count; i++) check_node(&page.at[i]);
    }
    kb_buf_clear(&out);
    kb_arena_free(arena);
    return 0;
}
