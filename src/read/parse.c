#include "read/parse.h"

#include "base/utf8.h"
#include "read/pool.h"
#include "read/strip.h"

#include <gumbo.h>
#include <stdlib.h>

/* ---- gumbo's tree to ours ---- */

typedef struct {
    kb_page *page;
    kb_arena *arena;
    const kb_strip *strip;
    size_t hint; /* of kb_strip_tag_at */
    kb_tag tags[GUMBO_TAG_LAST + 1];
} copier;

static void learn_tags(copier *c)
{
    static const struct {
        kb_tag tag;
        const char *name;
    } known[] = {
#define TAG_ROW(id, name, nature) { KB_TAG_##id, name },
        KB_TAGS(TAG_ROW)
#undef TAG_ROW
    };
    for (size_t i = 0; i <= GUMBO_TAG_LAST; i++) c->tags[i] = KB_TAG_OTHER;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        GumboTag tag = gumbo_tag_enum(known[i].name);
        if (tag < GUMBO_TAG_UNKNOWN) c->tags[tag] = known[i].tag;
    }
}

/* The name of an element that is no one's of HTML but a component's: "amp-sidebar" of "<amp-sidebar ...>". */
static kb_str custom_name(const GumboElement *from)
{
    kb_str tag = { from->original_tag.data, from->original_tag.length };
    size_t end = 1;
    if (from->tag != GUMBO_TAG_UNKNOWN || tag.len == 0) return (kb_str){ 0 };
    while (end < tag.len && (uint8_t)tag.at[end] > ' ' && tag.at[end] != '>' && tag.at[end] != '/') end++;
    kb_str name = kb_str_part(tag, kb_span_of(1, end));
    return name.len && memchr(name.at, '-', name.len) ? name : (kb_str){ 0 };
}

/* " class words id words element's words ", lower case; "articleBody" and "article_body" both give " article body ". */
static bool copy_names(copier *c, const GumboElement *from, kb_node *node)
{
    kb_str values[3] = { kb_node_attribute(node, "class"), kb_node_attribute(node, "id"), custom_name(from) };
    size_t bytes = values[0].len + values[1].len + values[2].len, room = 2 * bytes + 5, len = 0;
    if (bytes == 0 || bytes > 2000) return true;
    char *at = KB_NEW(c->arena, char, room);
    if (!at) return false;
    at[len++] = ' ';
    for (int v = 0; v < 3; v++) {
        bool small = false;
        for (size_t i = 0; i < values[v].len; i++) {
            char b = values[v].at[i];
            bool capital = b >= 'A' && b <= 'Z';
            bool word = capital || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || (unsigned char)b >= 0x80;
            if ((capital && small) || !word) {
                if (at[len - 1] != ' ') at[len++] = ' ';
            }
            if (word) at[len++] = capital ? (char)(b + 32) : b;
            small = b >= 'a' && b <= 'z';
        }
        if (at[len - 1] != ' ') at[len++] = ' ';
    }
    node->names = (kb_str){ at, len };
    return true;
}

/* Attributes that the short page kept whole. */
static bool copy_whole(copier *c, const GumboVector *from, kb_node *node)
{
    kb_attribute *list = KB_NEW(c->arena, kb_attribute, from->length);
    if (!list) return false;
    for (unsigned i = 0; i < from->length; i++) {
        const GumboAttribute *a = from->data[i];
        if (!kb_arena_copy(c->arena, kb_str_of(a->name), &list[i].name) ||
            !kb_arena_copy(c->arena, kb_str_of(a->value), &list[i].value))
            return false;
    }
    node->attributes = list;
    node->attribute_count = from->length;
    return true;
}

/* Values that gumbo resolved: those of the attributes "r<number>". */
static bool copy_resolved(copier *c, const GumboVector *from, const kb_strip_tag *tag)
{
    for (unsigned i = 0; i < from->length; i++) {
        const GumboAttribute *a = from->data[i];
        int64_t n;
        kb_str name = kb_str_of(a->name);
        if (name.len < 2 || name.at[0] != 'r' || !kb_str_int((kb_str){ name.at + 1, name.len - 1 }, &n)) continue;
        if (n < 0 || n >= tag->count) continue;
        if (!kb_arena_copy(c->arena, kb_str_of(a->value), &tag->attributes[n].value)) return false;
    }
    return true;
}

static bool copy_attributes(copier *c, const GumboElement *from, kb_node *node)
{
    const char *at = from->original_tag.data; /* of elements that no tag made, NULL */
    if (node->tag == KB_TAG_HTML || node->tag == KB_TAG_BODY) {
        if (from->attributes.length == 0) return true;
        return copy_whole(c, &from->attributes, node) && copy_names(c, from, node);
    }
    const kb_strip_tag *tag = at ? kb_strip_tag_at(c->strip, (size_t)(at - c->strip->html.at), &c->hint) : NULL;
    if (!tag) return copy_names(c, from, node);
    node->attributes = tag->attributes;
    node->attribute_count = tag->count;
    return copy_resolved(c, &from->attributes, tag) && copy_names(c, from, node);
}

/* ---- text: each private-use character is a run of the source ---- */

static kb_str run_text(const copier *c, const kb_strip_run *run, bool space)
{
    size_t begin = space ? run->space : run->begin;
    return (kb_str){ c->strip->source.at + begin, run->end - begin };
}

/* Most text is one run, maybe behind its white space: a part of the source as it is. */
static bool is_one_run(const copier *c, kb_str text, kb_str *out)
{
    size_t at = text.len == 5 && (uint8_t)text.at[0] <= ' ' ? 1 : 0;
    if (text.len != at + 4 || (uint8_t)text.at[at] < 0xF3) return false;
    const kb_strip_run *run = kb_strip_run_of(c->strip, kb_utf8_next(text, &at));
    if (!run || (text.len == 5 && run->space == run->begin)) return false;
    *out = run_text(c, run, text.len == 5);
    return true;
}

/* Writes the text with its runs at `to`, where that is not NULL; returns its length. */
static size_t expand(const copier *c, kb_str text, char *to)
{
    size_t len = 0;
    for (size_t i = 0, begin = 0; i < text.len; begin = i) {
        const kb_strip_run *run = kb_strip_run_of(c->strip, kb_utf8_next(text, &i));
        kb_str piece = run ? run_text(c, run, false) : kb_str_part(text, kb_span_of(begin, i));
        if (to) memcpy(to + len, piece.at, piece.len);
        len += piece.len;
    }
    return len;
}

static bool copy_text(copier *c, kb_str text, kb_str *out)
{
    if (is_one_run(c, text, out)) return true;
    char *to = KB_NEW(c->arena, char, expand(c, text, NULL) + 1);
    if (!to) return false;
    *out = (kb_str){ to, expand(c, text, to) };
    return true;
}

/* ---- nodes ---- */

static bool is_element(const GumboNode *node)
{
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static bool is_copied(const GumboNode *node)
{
    return node->type != GUMBO_NODE_COMMENT && node->type != GUMBO_NODE_DOCUMENT;
}

/* What a component shows (WHATWG HTML 4.12.3): browsers save shadow trees so, and some pages come with them. */
static bool is_shadow(const kb_node *node)
{
    return node->tag == KB_TAG_TEMPLATE &&
           (kb_node_attribute(node, "shadowrootmode").len || kb_node_attribute(node, "shadowroot").len);
}

/* One node without its children; false when memory is out. */
static bool copy_node(copier *c, const GumboNode *from, uint32_t parent)
{
    kb_node *node = &c->page->at[c->page->count++];
    node->parent = parent;
    if (is_element(from)) {
        node->tag = c->tags[from->v.element.tag];
        bool copied = copy_attributes(c, &from->v.element, node);
        if (is_shadow(node)) node->tag = KB_TAG_DIV;
        return copied;
    }
    node->tag = KB_TAG_TEXT;
    return copy_text(c, kb_str_of(from->v.text.text), &node->text);
}

/* Where a walk goes on from a node whose subtree is done; NULL: up to its parent. Gumbo's nodes know their place. */
static const GumboNode *next_sibling(const GumboNode *from)
{
    const GumboVector *siblings = &from->parent->v.element.children;
    size_t next = from->index_within_parent + 1;
    return next < siblings->length ? siblings->data[next] : NULL;
}

/* Walks without recursion. Where the page has no room yet, nodes are only counted. */
static bool copy_tree(copier *c, const GumboNode *root)
{
    kb_page *page = c->page;
    uint32_t parent = 0;
    for (const GumboNode *from = root, *next; from; from = next) {
        uint32_t index = (uint32_t)page->count;
        if (is_copied(from) && page->at && !copy_node(c, from, parent)) return false;
        if (is_copied(from) && !page->at) page->count++;
        if (is_copied(from)) parent = index;
        next = is_element(from) && from->v.element.children.length ? from->v.element.children.data[0] : NULL;
        while (!next) {
            if (is_copied(from) && page->at) {
                page->at[parent].end = (uint32_t)page->count;
                parent = page->at[parent].parent;
            }
            if (from == root) return true;
            next = next_sibling(from);
            if (!next) from = from->parent;
        }
    }
    return true;
}

static kb_status copy_page(copier *c, const GumboNode *root, kb_err *err)
{
    learn_tags(c);
    (void)copy_tree(c, root);
    c->page->at = KB_NEW(c->arena, kb_node, c->page->count);
    c->page->count = 0;
    return c->page->at && copy_tree(c, root) ? KB_OK : kb_arena_fail(c->arena, err);
}

/* Apart from its caller, so that nothing that longjmp would spoil lives in this frame. */
static const GumboNode *parse_in_pool(kb_pool *pool, const kb_buf *html)
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = kb_pool_take;
    options.deallocator = kb_pool_give;
    options.userdata = pool;
    options.max_errors = 0;
    if (setjmp(pool->out_of_memory)) return NULL;
    return gumbo_parse_with_options(&options, html->at ? html->at : "", html->len)->root;
}

static kb_status parse_in(kb_pool *pool, kb_str html, kb_arena *arena, kb_page *out, kb_err *err)
{
    kb_strip strip;
    kb_status status = kb_strip_page(html, arena, pool->arena, &strip, err);
    if (status != KB_OK) return status;
    const GumboNode *root = parse_in_pool(pool, &strip.html);
    copier c = { .page = out, .arena = arena, .strip = &strip };
    status = root ? copy_page(&c, root, err) : kb_arena_fail(pool->arena, err);
    if (!root) (void)kb_context(err, status, "the tree of the page");
    kb_strip_clear(&strip);
    return status;
}

kb_status kb_page_parse(kb_str html, kb_arena *arena, kb_page *out, kb_err *err)
{
    kb_pool *pool = calloc(1, sizeof *pool);
    kb_status status;
    *out = (kb_page){ 0 };
    if (pool) pool->arena = kb_arena_new(KB_PAGE_MEMORY_MAX);
    if (pool && pool->arena)
        status = parse_in(pool, html, arena, out, err);
    else
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (pool) kb_arena_free(pool->arena);
    free(pool);
    return status;
}
