#include "read/why.h"

#include <stdarg.h>
#include <stdio.h>

#define STEPS 3
#define NAME_BYTES 40

static const char *tag_name(kb_tag tag)
{
    static const char *const names[] = {
#define TAG_NAME(id, name, nature) name,
        KB_TAGS(TAG_NAME)
#undef TAG_NAME
            "element",
        "text",
    };
    return names[tag];
}

/* "#id" or ".class", cut short; empty where the node has neither. */
static kb_str name_of(const kb_node *node, const char **sign)
{
    kb_str id = kb_node_attribute(node, "id"), name = kb_str_trim(kb_node_attribute(node, "class"));
    *sign = id.len ? "#" : name.len ? "." : "";
    if (id.len) name = id;
    size_t end = 0;
    while (end < name.len && end < NAME_BYTES && (uint8_t)name.at[end] > ' ' && (uint8_t)name.at[end] < 0x7F) end++;
    return kb_str_part(name, kb_span_of(0, end));
}

bool kb_why_place(const kb_page *page, size_t node, kb_arena *arena, kb_str *out)
{
    *out = (kb_str){ 0 };
    for (int step = 0; step < STEPS; step++) {
        const char *sign;
        kb_str name = name_of(&page->at[node], &sign), before = *out;
        if (!kb_arena_print(arena, out, "%s%s%.*s%s%.*s", tag_name(page->at[node].tag), sign, KB_STR_ARGS(name),
                            before.len ? " > " : "", KB_STR_ARGS(before)))
            return false;
        if (node == page->at[node].parent) break;
        node = page->at[node].parent;
    }
    return true;
}

kb_status kb_why_note(kb_why *why, kb_arena *arena, kb_err *err, const char *format, ...)
{
    char text[300];
    va_list args;
    if (!why) return KB_OK;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    kb_str *note = KB_ADD(arena, &why->notes, kb_str);
    return note && kb_arena_copy(arena, kb_str_of(text), note) ? KB_OK : kb_arena_fail(arena, err);
}
