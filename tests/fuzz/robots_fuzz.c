/* A robots.txt, with an address on its first line: rules lie within limits, the answer is the same twice, and a file
 * that says nothing allows all. A cookies.txt of the same bytes: no cookie ends the line of its header. */
#include <stdlib.h>

#include "fetch/cookies.h"
#include "fetch/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_cookies(kb_str text, kb_arena *arena)
{
    kb_cookies cookies;
    kb_target address;
    kb_buf sent = { 0 };
    if (kb_cookies_read(text, arena, &cookies, NULL) != KB_OK) return;
    if (kb_target_read(arena, KB_STR(""), KB_STR("https://warta.example/a"), &address, NULL) != KB_OK) abort();
    kb_cookies_write(&cookies, &address, 0, &sent);
    for (size_t i = 0; i < sent.len; i++)
        if (sent.at[i] == '\r' || sent.at[i] == '\n' || sent.at[i] == '\0') abort();
    kb_buf_clear(&sent);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_arena *arena = kb_arena_new((size_t)1 << 24);
    kb_str text = { size ? (const char *)data : "", size }, url = { 0 };
    kb_robots robots;
    if (!arena) return 0;
    check_cookies(text, arena);
    (void)kb_str_next(&text, '\n', &url);
    if (!text.at) text = KB_STR("");
    if (kb_robots_read(text, KB_STR("kabar"), arena, &robots, NULL) == KB_OK) {
        bool allow = kb_robots_allow(&robots, url);
        if (allow != kb_robots_allow(&robots, url) || (!robots.rules.count && !allow)) abort();
        if (robots.delay > 86400 || (robots.delay < 0 && !(robots.delay >= -1))) abort();
    }
    kb_arena_free(arena);
    return 0;
}
