#include "read/saved.h"

#include "base/url.h"

#define HEAD_BYTES ((size_t)8192)

/* What stands before the address. */
static const char *const marks[] = { "saved from url=", "Page saved with SingleFile",
                                     "data-scrapbook-source=", "<!-- Saved from " };

static bool ends_url(char c)
{
    return (uint8_t)c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>';
}

kb_str kb_saved_url(kb_str html)
{
    kb_str head = kb_str_part(html, kb_span_of(0, HEAD_BYTES));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = kb_str_find(head, kb_str_of(marks[i]), 0);
        if (at == SIZE_MAX) continue;
        at += strlen(marks[i]);
        kb_str near = kb_str_part(head, kb_span_of(at, at + 200)); /* "(0042)", a line that names the address */
        size_t begin = kb_str_find(near, KB_STR("http"), 0), end;
        if (begin == SIZE_MAX) continue;
        for (end = at + begin; end < head.len && !ends_url(head.at[end]);) end++;
        kb_str url = kb_str_part(head, kb_span_of(at + begin, end));
        if (kb_url_is_web(url)) return url;
    }
    return (kb_str){ 0 };
}
