/* The head of an answer, in lines: what is kept holds no line breaks, times are bounded. */
#include <stdlib.h>

#include "fetch/head.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_value(kb_str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (value.at[i] == '\r' || value.at[i] == '\n' || value.at[i] == '\0') abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const int64_t now = 1741082400;
    kb_arena *arena = kb_arena_new((size_t)1 << 22);
    kb_str rest = { size ? (const char *)data : "", size }, line;
    kb_head head = { 0 };
    while (arena && kb_str_next(&rest, '\n', &line) && kb_head_line(&head, arena, line)) {
    }
    check_value(head.etag);
    check_value(head.last_modified);
    check_value(head.type);
    check_value(head.location);
    check_value(head.control);
    int64_t retry = kb_head_retry(&head, now), fresh = kb_head_fresh(&head, now);
    if (retry < -1 || retry > KB_HEAD_SECONDS || fresh < -1 || fresh > KB_HEAD_SECONDS) abort();
    if (kb_head_no_store(&head) && fresh != 0) abort();
    if (head.code && (head.code < 100 || head.code > 999)) abort();
    kb_arena_free(arena);
    return 0;
}
