/* A list of feeds and a sitemap of any bytes: what they name may be asked for. */
#include <stdlib.h>

#include "base/url.h"
#include "base/utf8.h"
#include "read/opml.h"
#include "read/sitemap.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(kb_str url, kb_str words)
{
    if (!kb_url_is_web(url) || kb_utf8_valid(words) != words.len) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    kb_str bytes = { size ? (const char *)data : "", size };
    kb_sitemap map;
    kb_opml opml;
    if (arena && kb_opml_read(bytes, arena, &opml, NULL) == KB_OK)
        for (size_t i = 0; i < opml.feeds.count; i++) check(opml.feeds.at[i].url, opml.feeds.at[i].folder);
    if (arena && kb_sitemap_read(bytes, (kb_str){ 0 }, arena, &map, NULL) == KB_OK)
        for (size_t i = 0; i < map.pages.count; i++) check(map.pages.at[i].url, map.pages.at[i].title);
    kb_arena_free(arena);
    return 0;
}
