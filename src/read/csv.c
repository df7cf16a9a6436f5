#include "read/csv.h"

#include "base/utf8.h"

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

/* Takes one line's end, of one or two bytes. */
static void take_end(kb_csv *csv)
{
    size_t len = csv->rest.len > 1 && csv->rest.at[0] == '\r' && csv->rest.at[1] == '\n' ? 2 : 1;
    csv->rest = kb_str_part(csv->rest, kb_span_of(len, csv->rest.len));
    csv->next++;
}

static size_t count_lines(kb_str s)
{
    size_t lines = 0;
    for (size_t i = 0; i < s.len; i++)
        lines += s.at[i] == '\n' || (s.at[i] == '\r' && !(i + 1 < s.len && s.at[i + 1] == '\n'));
    return lines;
}

static char find_comma(kb_str s)
{
    bool quoted = false;
    for (size_t i = 0; i < s.len && (quoted || !ends_line(s.at[i])); i++) {
        if (s.at[i] == '"') quoted = !quoted;
        if (!quoted && (s.at[i] == ',' || s.at[i] == ';' || s.at[i] == '\t')) return s.at[i];
    }
    return ',';
}

kb_status kb_csv_open(kb_str bytes, kb_csv *out, kb_err *err)
{
    if (kb_str_starts(bytes, KB_STR("\xef\xbb\xbf"))) bytes = kb_str_part(bytes, kb_span_of(3, bytes.len));
    size_t valid = kb_utf8_valid(bytes);
    *out = (kb_csv){ .rest = bytes, .next = 1, .comma = find_comma(bytes) };
    if (valid >= bytes.len) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "line %zu: is not UTF-8",
                   1 + count_lines(kb_str_part(bytes, kb_span_of(0, valid))));
}

typedef struct {
    kb_str *at;
    size_t count;
} field_list;

/* A field between quotation marks; the rest begins with the first. */
static kb_status quoted_field(kb_csv *csv, kb_arena *arena, kb_str *out, kb_err *err)
{
    kb_str s = csv->rest;
    size_t end = 1;
    while (end < s.len && (s.at[end] != '"' || (end + 1 < s.len && s.at[end + 1] == '"')))
        end += s.at[end] == '"' ? 2 : 1;
    if (end >= s.len) return kb_fail(err, KB_ERR_FORMAT, "line %zu: a quotation mark that is never closed", csv->next);
    char *to = KB_NEW(arena, char, end);
    if (!to) return kb_arena_fail(arena, err);
    *out = (kb_str){ to, 0 };
    for (size_t i = 1; i < end; i += s.at[i] == '"' ? 2 : 1) to[out->len++] = s.at[i];
    csv->next += count_lines(kb_str_part(s, kb_span_of(0, end)));
    csv->rest = kb_str_part(s, kb_span_of(end + 1, s.len));
    if (csv->rest.len && csv->rest.at[0] != csv->comma && !ends_line(csv->rest.at[0]))
        return kb_fail(err, KB_ERR_FORMAT, "line %zu: words behind a quotation mark that closes a field", csv->next);
    return KB_OK;
}

static kb_status plain_field(kb_csv *csv, kb_str *out, kb_err *err)
{
    size_t end = 0;
    while (end < csv->rest.len && csv->rest.at[end] != csv->comma && !ends_line(csv->rest.at[end])) {
        if (csv->rest.at[end] == '"')
            return kb_fail(err, KB_ERR_FORMAT, "line %zu: a quotation mark inside a field without them", csv->next);
        end++;
    }
    *out = kb_str_part(csv->rest, kb_span_of(0, end));
    csv->rest = kb_str_part(csv->rest, kb_span_of(end, csv->rest.len));
    return KB_OK;
}

kb_status kb_csv_next(kb_csv *csv, kb_arena *arena, kb_strs *fields, kb_err *err)
{
    field_list list = { 0 };
    kb_status status = KB_OK;
    *fields = (kb_strs){ 0 };
    while (csv->rest.len && ends_line(csv->rest.at[0])) take_end(csv);
    csv->line = csv->next;
    for (bool more = csv->rest.len > 0; more && status == KB_OK;) {
        kb_str *field = KB_ADD(arena, &list, kb_str);
        if (!field) return kb_arena_fail(arena, err);
        status = csv->rest.len && csv->rest.at[0] == '"' ? quoted_field(csv, arena, field, err)
                                                         : plain_field(csv, field, err);
        more = csv->rest.len && csv->rest.at[0] == csv->comma;
        if (more) csv->rest = kb_str_part(csv->rest, kb_span_of(1, csv->rest.len));
    }
    if (csv->rest.len && status == KB_OK) take_end(csv);
    *fields = (kb_strs){ list.at, list.count };
    return status;
}
