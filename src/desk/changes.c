#include "desk/changes.h"

#include "compare/wording.h"

#define WORDING_BYTES_MAX ((size_t)256 << 20)
#define AROUND 48 /* bytes of the line that are told on either side of a change, cut between words */
#define INDENT 2

static void put_side(kb_json *json, const char *name, kb_str text, kb_span span, const kb_offsets *offsets)
{
    kb_json_key(json, name);
    if (!kb_span_len(span)) {
        kb_json_null(json);
        return;
    }
    kb_json_open(json, '{');
    kb_json_key(json, "span");
    kb_json_span(json, span, offsets);
    kb_json_put_str(json, "words", kb_str_part(text, span));
    kb_json_close(json, '}');
}

static kb_status put_changes(kb_answer *a, kb_json *json, kb_str before, kb_str after, kb_arena *arena)
{
    kb_wordings changes;
    kb_offsets of_before = { 0 }, of_after = { 0 };
    kb_status status = kb_wording_changes(before, after, arena, &changes, a->err);
    if (status == KB_OK) status = kb_offsets_init(&of_before, before, a->how->codepoints, a->err);
    if (status == KB_OK) status = kb_offsets_init(&of_after, after, a->how->codepoints, a->err);
    kb_json_key(json, "changes");
    kb_json_open(json, '[');
    for (size_t i = 0; i < changes.count && status == KB_OK; i++) {
        kb_json_open(json, '{');
        put_side(json, "before", before, changes.at[i].a, &of_before);
        put_side(json, "after", after, changes.at[i].b, &of_after);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
    kb_offsets_clear(&of_before);
    kb_offsets_clear(&of_after);
    return status;
}

kb_str kb_change_around(kb_str text, size_t at, bool behind)
{
    size_t near = at, end = at; /* end: the last border between words */
    while (behind ? near < text.len : near > 0) {
        char c = text.at[behind ? near : near - 1];
        bool edge = c == '\n' || (behind ? near - at : at - near) >= AROUND;
        if (edge && c == '\n') end = near;
        if (edge) break;
        near = behind ? near + 1 : near - 1;
        if (c == ' ') end = near;
    }
    if (behind ? near == text.len : near == 0) end = near;
    return kb_str_part(text, behind ? kb_span_of(at, end) : kb_span_of(end, at));
}

static void add_marked(kb_buf *to, const kb_print *how, kb_ink ink, const char *open, kb_str words, const char *close)
{
    kb_ink_set(to, ink);
    if (!how->color) kb_buf_add_c(to, open);
    kb_plain_add(to, words);
    if (!how->color) kb_buf_add_c(to, close);
    kb_ink_set(to, KB_INK_PLAIN);
}

static void write_change(kb_answer *a, kb_str before, kb_str after, const kb_wording *change, bool spans)
{
    kb_buf line = { 0 };
    bool gone = kb_span_len(change->a) > 0, more = kb_span_len(change->b) > 0;
    kb_plain_add(&line, kb_change_around(after, change->b.begin, false));
    if (gone && !more && line.len && line.at[line.len - 1] != ' ') kb_buf_add_char(&line, ' ');
    if (gone) add_marked(&line, a->how, KB_INK_RED, "[-", kb_str_part(before, change->a), "-]");
    if (gone && more) kb_buf_add_char(&line, ' ');
    if (more) add_marked(&line, a->how, KB_INK_GREEN, "{+", kb_str_part(after, change->b), "+}");
    kb_str rest = kb_change_around(after, change->b.end, true);
    if (gone && !more && rest.len && rest.at[0] != ' ' && change->b.end == 0) kb_buf_add_char(&line, ' ');
    kb_plain_add(&line, rest);
    while (spans && line.len && line.at[line.len - 1] == ' ') line.len--;
    if (spans && gone) kb_buf_print(&line, " [%zu,%zu)", change->a.begin, change->a.end);
    if (spans && more) kb_buf_print(&line, " [%zu,%zu)", change->b.begin, change->b.end);
    kb_ink_write(&a->buf, kb_buf_str(&line), INDENT, kb_answer_width(a), a->how->color);
    a->buf.failed |= line.failed;
    kb_buf_clear(&line);
}

static kb_status write_changes(kb_answer *a, kb_str before, kb_str after, bool spans, kb_arena *arena)
{
    kb_wordings changes;
    kb_status status = kb_wording_changes(before, after, arena, &changes, a->err);
    for (size_t i = 0; i < changes.count && status == KB_OK; i++) write_change(a, before, after, &changes.at[i], spans);
    return status;
}

kb_status kb_answer_changes(kb_answer *a, kb_json *json, const kb_document *before, const kb_document *after)
{
    kb_arena *arena = kb_arena_new(WORDING_BYTES_MAX);
    kb_status status;
    if (!arena) return kb_fail(a->err, KB_ERR_MEMORY, "out of memory");
    if (a->how->format == KB_FORMAT_JSON) {
        status = put_changes(a, json, before->text, after->text, arena);
    } else {
        status = write_changes(a, before->title, after->title, false, arena);
        if (status == KB_OK) status = write_changes(a, before->text, after->text, a->how->spans, arena);
    }
    kb_arena_free(arena);
    return status;
}
