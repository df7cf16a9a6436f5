#include "read/fields.h"

size_t kb_fields_end(kb_str bytes)
{
    for (size_t i = 0; i < bytes.len;) {
        const char *end = memchr(bytes.at + i, '\n', bytes.len - i);
        if (!end) return 0;
        size_t next = (size_t)(end - bytes.at) + 1;
        if (next - i == 1 || (next - i == 2 && bytes.at[i] == '\r')) return next;
        i = next;
    }
    return 0;
}

bool kb_fields_line(kb_str *rest, kb_str *line)
{
    if (rest->len == 0 || !kb_str_next(rest, '\n', line)) return false;
    if (line->len && line->at[line->len - 1] == '\r') line->len--;
    return true;
}

static bool goes_on(kb_str rest)
{
    return rest.len && (rest.at[0] == ' ' || rest.at[0] == '\t');
}

bool kb_fields_next(kb_str *rest, kb_str *name, kb_str *value)
{
    kb_str line, more;
    while (kb_fields_line(rest, &line)) {
        const char *colon = line.len ? memchr(line.at, ':', line.len) : NULL;
        while (goes_on(*rest) && kb_fields_line(rest, &more)) line.len = (size_t)(more.at + more.len - line.at);
        if (!colon || colon == line.at) continue;
        size_t at = (size_t)(colon - line.at);
        *name = kb_str_trim(kb_str_part(line, kb_span_of(0, at)));
        *value = kb_str_trim(kb_str_part(line, kb_span_of(at + 1, line.len)));
        return true;
    }
    return false;
}

kb_str kb_fields_token(kb_str value)
{
    size_t end = 0;
    while (end < value.len && value.at[end] != ';' && value.at[end] != ',') end++;
    return kb_str_trim(kb_str_part(value, kb_span_of(0, end)));
}
