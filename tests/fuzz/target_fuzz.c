/* An address, and its base on the first line: what comes of it is ASCII of the web, without a user, and stays itself
 * when it is read again, as when it is sent, answered and kept. */
#include <stdlib.h>

#include "base/url.h"
#include "fetch/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_plain(kb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.at[i] <= ' ' || (unsigned char)s.at[i] >= 0x7F) return false;
    return true;
}

static void check(const kb_target *a)
{
    kb_str host = kb_target_host(a);
    if (!is_plain(a->whole) || !kb_url_is_web(a->whole) || a->whole.len > KB_TARGET_BYTES) abort();
    if (a->origin >= a->whole.len || a->whole.at[a->origin] != '/') abort();
    if (memchr(a->whole.at, '@', a->origin) || memchr(host.at, '%', host.len)) abort();
    if (!kb_str_equal(kb_url_host(a->whole), host) || !host.len) abort();
    if (a->port == 0 || a->port > UINT16_MAX || (a->figures.len != 0 && a->figures.len != 4 && a->figures.len != 16))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_str reference = { size ? (const char *)data : "", size }, base = { 0 };
    kb_target once, twice;
    kb_err err = { 0 };
    (void)kb_str_next(&reference, '\n', &base);
    if (!reference.at) reference = KB_STR("");
    if (arena && kb_target_read(arena, base, reference, &once, &err) == KB_OK) {
        check(&once);
        if (kb_target_read(arena, KB_STR(""), once.whole, &twice, &err) != KB_OK) abort();
        if (!kb_str_equal(once.whole, twice.whole) || once.port != twice.port || once.figures.len != twice.figures.len)
            abort();
    } else if (!err.text[0]) {
        abort();
    }
    kb_arena_free(arena);
    return 0;
}
