#include "read/page.h"

kb_tag_nature kb_tag_nature_of(kb_tag tag)
{
    static const uint8_t natures[] = {
#define TAG_NATURE(id, name, nature) KB_NATURE_##nature,
        KB_TAGS(TAG_NATURE)
#undef TAG_NATURE
            KB_NATURE_INLINE,
        KB_NATURE_INLINE,
    };
    return (kb_tag_nature)natures[tag];
}

kb_str kb_node_attribute(const kb_node *node, const char *name)
{
    kb_str wanted = kb_str_of(name);
    for (size_t i = 0; i < node->attribute_count; i++)
        if (kb_str_equal(node->attributes[i].name, wanted)) return node->attributes[i].value;
    return (kb_str){ 0 };
}

/* Does `phrase` stand at `at` of the names, its spaces there or not, and end where a word ends? */
static bool phrase_at(kb_str names, size_t at, const char *phrase)
{
    for (; *phrase; phrase++) {
        if (*phrase == ' ') {
            if (at < names.len && names.at[at] == ' ') at++;
            continue;
        }
        if (at >= names.len || names.at[at] != *phrase) return false;
        at++;
    }
    return at < names.len && names.at[at] == ' ';
}

bool kb_node_named_any(const kb_node *node, const char *const *phrases, size_t count)
{
    kb_str names = node->names;
    uint64_t firsts = 0; /* a bit for each first letter, so that most words are passed over at once */
    for (size_t k = 0; k < count; k++) firsts |= (uint64_t)1 << (phrases[k][0] & 63);
    for (size_t i = 0; i + 1 < names.len; i++) {
        if (names.at[i] != ' ' || !(firsts >> (names.at[i + 1] & 63) & 1)) continue;
        for (size_t k = 0; k < count; k++)
            if (names.at[i + 1] == phrases[k][0] && phrase_at(names, i + 1, phrases[k])) return true;
    }
    return false;
}

bool kb_node_named(const kb_node *node, const char *phrase)
{
    return kb_node_named_any(node, &phrase, 1);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

kb_status kb_page_words(const kb_page *page, size_t node, kb_arena *arena, kb_str *out, kb_err *err)
{
    size_t room = 1, len = 0;
    for (size_t i = node; i < page->at[node].end; i++) room += page->at[i].text.len + 1;
    char *at = KB_NEW(arena, char, room);
    if (!at) return kb_arena_fail(arena, err);
    for (size_t i = node; i < page->at[node].end;) {
        const kb_node *n = &page->at[i];
        if (i != node && kb_tag_nature_of(n->tag) == KB_NATURE_SKIP) {
            i = n->end;
            continue;
        }
        bool block = n->tag != KB_TAG_TEXT && kb_tag_nature_of(n->tag) != KB_NATURE_INLINE;
        if (block && len && at[len - 1] != ' ') at[len++] = ' ';
        for (size_t k = 0; k < n->text.len; k++) {
            char c = n->text.at[k];
            if (!is_space(c))
                at[len++] = c;
            else if (len && at[len - 1] != ' ')
                at[len++] = ' ';
        }
        i++;
    }
    *out = kb_str_trim((kb_str){ at, len });
    return KB_OK;
}
