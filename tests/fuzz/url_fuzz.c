/* A reference, and its base on the first line: parts lie inside the URL, what was resolved is cleaned and stays itself
 * when it is resolved again. */
#include <stdlib.h>

#include "base/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_inside(kb_str whole, kb_str part)
{
    if (part.at && (part.at < whole.at || part.at + part.len > whole.at + whole.len)) abort();
}

static void check_parts(kb_str s)
{
    char room[32];
    kb_url url = kb_url_split(s);
    check_inside(s, url.scheme);
    check_inside(s, url.authority);
    check_inside(s, url.path);
    check_inside(s, url.query);
    check_inside(s, url.fragment);
    check_inside(s, kb_url_host(s));
    if (kb_url_scheme(s, room).len >= sizeof room) abort();
    if (kb_url_is_web(s) && kb_url_host(s).len == 0) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_arena *arena = kb_arena_new((size_t)1 << 22);
    kb_str reference = { size ? (const char *)data : "", size }, base = { 0 }, once, twice;
    (void)kb_str_next(&reference, '\n', &base);
    if (!reference.at) reference = KB_STR("");
    check_parts(reference);
    check_parts(base);
    if (arena && kb_url_resolve(arena, base, reference, &once)) {
        check_parts(once);
        if (kb_url_is_web(once) && (!kb_url_resolve(arena, base, once, &twice) || !kb_str_equal(once, twice))) abort();
    }
    kb_arena_free(arena);
    return 0;
}
