/* JSON-LD of any bytes: mended it is valid UTF-8 and grows within bounds; what a page says in it is valid text. */
#include <stdlib.h>

#include "read/jsonld.h"
#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(kb_str s)
{
    if (kb_utf8_valid(s) != s.len) abort();
}

static void check_ld(const kb_ld *ld)
{
    const kb_str fields[] = { ld->headline,  ld->alternative,    ld->publisher,    ld->body,
                              ld->lang,      ld->section,        ld->image,        ld->url,
                              ld->published, ld->page_published, ld->page_modified };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) check(fields[i]);
    for (size_t i = 0; i < ld->authors.count; i++) check(ld->authors.at[i].name);
    for (size_t i = 0; i < ld->tags.count; i++) check(ld->tags.at[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const kb_attribute type = { KB_STR("type"), KB_STR("application/ld+json") };
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    kb_str bytes = { size ? (const char *)data : "", size }, text;
    kb_buf mended = { 0 };
    size_t replaced;
    kb_ld ld;
    if (arena && kb_charset_decode(bytes, KB_CHARSET_UTF_8, arena, &text, &replaced, NULL) == KB_OK) {
        kb_attribute attribute = type;
        kb_node nodes[2] = { { .tag = KB_TAG_SCRIPT, .end = 2, .attributes = &attribute, .attribute_count = 1 },
                             { .tag = KB_TAG_TEXT, .end = 2, .text = text } };
        kb_page page = { .at = nodes, .count = 2 };
        kb_ld_page known = { .urls = { KB_STR("https://news.example/a") }, .titles = { KB_STR("A title") } };
        kb_ld_mend(text, &mended);
        check(kb_buf_str(&mended));
        if (mended.len > 2 * text.len + 128) abort();
        if (kb_ld_read(&page, &known, arena, &ld, NULL) == KB_OK) check_ld(&ld);
    }
    kb_buf_clear(&mended);
    kb_arena_free(arena);
    return 0;
}
