#include "read/parse.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdlib.h>

#define ATTRIBUTES_MAX 200            /* of one tag: gumbo compares each with all */
#define POOL_FLOOR ((size_t)48 << 20) /* memory that gumbo may take for any page */
#define POOL_FACTOR 48                /* and beyond that, for each byte */

/* ---- before gumbo: depth and attributes ---- */

/* Elements that never hold others, or whose end tag HTML supplies: leaving them open nests nothing. */
static const char *const shallow[] = {
    "area",   "base",     "br",    "col",    "embed", "hr",     "img",      "input",   "link", "meta", "param",
    "source", "track",    "wbr",   "p",      "a",     "select", "button",   "li",      "dt",   "dd",   "td",
    "th",     "tr",       "tbody", "thead",  "tfoot", "option", "optgroup", "rt",      "rp",   "html", "head",
    "body",   "colgroup", "path",  "circle", "rect",  "use",    "line",     "polygon",
};

typedef struct {
    char *at; /* a copy of the page, edited in place */
    size_t len, depth, deepest;
} guard;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The end of the tag that begins at `i`: behind its ">". Attributes beyond the limit are blanked. */
static size_t tag_end(guard *g, size_t i)
{
    size_t attributes = 0, blank_from = 0;
    char quote = 0;
    for (; i < g->len; i++) {
        char c = g->at[i];
        if (quote) {
            if (c == quote) quote = 0;
        } else if (c == '>') {
            break;
        } else if ((c == '"' || c == '\'') && g->at[i - 1] == '=') {
            quote = c;
        } else if (is_space(c) && ++attributes > ATTRIBUTES_MAX && blank_from == 0) {
            blank_from = i;
        }
    }
    if (blank_from) memset(g->at + blank_from, ' ', i - blank_from);
    return i < g->len ? i + 1 : i;
}

static bool is_shallow(kb_str name)
{
    for (size_t i = 0; i < sizeof shallow / sizeof shallow[0]; i++)
        if (kb_str_equal_ascii(name, kb_str_of(shallow[i]))) return true;
    return false;
}

/* Where raw text of script or style ends: at its end tag. */
static size_t raw_end(const guard *g, size_t i, kb_str name)
{
    while (i < g->len) {
        const char *found = memchr(g->at + i, '<', g->len - i);
        if (!found) return g->len;
        i = (size_t)(found - g->at);
        if (i + 2 + name.len <= g->len && g->at[i + 1] == '/' &&
            kb_str_equal_ascii((kb_str){ g->at + i + 2, name.len }, name))
            return i;
        i++;
    }
    return g->len;
}

static size_t guard_tag(guard *g, size_t i)
{
    bool closing = i + 1 < g->len && g->at[i + 1] == '/';
    size_t name_at = i + 1 + closing, name_end = name_at;
    while (name_end < g->len && !is_space(g->at[name_end]) && g->at[name_end] != '>' && g->at[name_end] != '/')
        name_end++;
    kb_str name = { g->at + name_at, name_end - name_at };
    size_t end = tag_end(g, name_end);
    bool self_closed = end >= 2 && g->at[end - 2] == '/';
    if (is_shallow(name)) return end;
    bool flat = closing ? g->depth > KB_PAGE_DEPTH_FLAT : g->depth >= KB_PAGE_DEPTH_FLAT;
    if (closing)
        g->depth -= g->depth > 0;
    else
        g->depth += !self_closed;
    if (g->depth > g->deepest) g->deepest = g->depth;
    bool raw = !closing && (kb_str_equal_ascii(name, KB_STR("script")) || kb_str_equal_ascii(name, KB_STR("style")) ||
                            kb_str_equal_ascii(name, KB_STR("textarea")) || kb_str_equal_ascii(name, KB_STR("title")));
    if (raw) return raw_end(g, end, name);
    if (flat) memset(g->at + i, ' ', end - i);
    return end;
}

static kb_status guard_page(guard *g, kb_err *err)
{
    for (size_t i = 0; i < g->len;) {
        const char *found = memchr(g->at + i, '<', g->len - i);
        if (!found) break;
        i = (size_t)(found - g->at);
        if (g->len - i >= 4 && memcmp(g->at + i, "<!--", 4) == 0) {
            size_t end = kb_str_find((kb_str){ g->at, g->len }, KB_STR("-->"), i + 2);
            if (end == SIZE_MAX) break;
            i = end + 3;
        } else if (i + 1 < g->len &&
                   (is_letter(g->at[i + 1]) || (g->at[i + 1] == '/' && i + 2 < g->len && is_letter(g->at[i + 2])))) {
            i = guard_tag(g, i);
        } else {
            i++;
        }
        if (g->depth > KB_PAGE_DEPTH_MAX)
            return kb_fail(err, KB_ERR_LIMIT, "byte %zu: the page is nested deeper than %d elements", i,
                           KB_PAGE_DEPTH_MAX);
    }
    return KB_OK;
}

/* ---- gumbo's memory ---- */

/* Blocks of powers of two with a list of free ones each. Gumbo does not look whether memory was given, so when it is
 * out the parse is left by longjmp and the pool goes as a whole. */
typedef union block {
    union block *next; /* while it is free */
    size_t size_class; /* while it is used */
    max_align_t align;
} block;

typedef struct {
    kb_arena *arena;
    block *free[48];
    jmp_buf out_of_memory;
} pool;

static void *pool_take(void *user, size_t size)
{
    pool *p = user;
    size_t c = 4;
    while (c < 47 && ((size_t)1 << c) < size + sizeof(block)) c++;
    block *b = p->free[c];
    if (b)
        p->free[c] = b->next;
    else
        b = kb_arena_alloc(p->arena, 1, (size_t)1 << c);
    if (!b) longjmp(p->out_of_memory, 1);
    b->size_class = c;
    return b + 1;
}

static void pool_give(void *user, void *at)
{
    pool *p = user;
    if (!at) return;
    block *b = (block *)at - 1;
    size_t c = b->size_class;
    b->next = p->free[c];
    p->free[c] = b;
}

/* ---- gumbo's tree to ours ---- */

typedef struct {
    kb_page *page;
    kb_arena *arena;
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

/* " class words id words ", lower case; "articleBody" and "article_body" both give " article body ". */
static bool copy_names(copier *c, kb_node *node)
{
    kb_str values[2] = { kb_node_attribute(node, "class"), kb_node_attribute(node, "id") };
    size_t room = 2 * (values[0].len + values[1].len) + 4, len = 0;
    if (values[0].len + values[1].len == 0 || values[0].len + values[1].len > 2000) return true;
    char *at = KB_NEW(c->arena, char, room);
    if (!at) return false;
    at[len++] = ' ';
    for (int v = 0; v < 2; v++) {
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

static bool copy_string(copier *c, const char *from, kb_str *to)
{
    return kb_arena_copy(c->arena, kb_str_of(from), to);
}

static bool copy_attributes(copier *c, const GumboVector *from, kb_node *node)
{
    kb_attribute *list = KB_NEW(c->arena, kb_attribute, from->length);
    if (!list) return false;
    for (unsigned i = 0; i < from->length; i++) {
        const GumboAttribute *a = from->data[i];
        if (!copy_string(c, a->name, &list[i].name) || !copy_string(c, a->value, &list[i].value)) return false;
    }
    node->attributes = list;
    node->attribute_count = from->length;
    return copy_names(c, node);
}

/* One node without its children; false when memory is out. */
static bool copy_node(copier *c, const GumboNode *from, uint32_t parent)
{
    kb_node *node = KB_ADD(c->arena, c->page, kb_node);
    if (!node) return false;
    node->parent = parent;
    node->end = (uint32_t)c->page->count;
    if (from->type == GUMBO_NODE_ELEMENT || from->type == GUMBO_NODE_TEMPLATE) {
        node->tag = c->tags[from->v.element.tag];
        return from->v.element.attributes.length == 0 || copy_attributes(c, &from->v.element.attributes, node);
    }
    node->tag = KB_TAG_TEXT;
    return copy_string(c, from->v.text.text, &node->text);
}

static bool is_copied(const GumboNode *node)
{
    return node->type != GUMBO_NODE_COMMENT && node->type != GUMBO_NODE_DOCUMENT;
}

/* Walks without recursion: gumbo's nodes know their parent and their place in it. */
static bool copy_tree(copier *c, const GumboNode *root)
{
    const GumboNode *from = root;
    uint32_t parent = 0;
    if (!copy_node(c, root, 0)) return false;
    unsigned child = 0;
    for (;;) {
        bool element = from->type == GUMBO_NODE_ELEMENT || from->type == GUMBO_NODE_TEMPLATE;
        if (element && child < from->v.element.children.length) {
            const GumboNode *next = from->v.element.children.data[child];
            if (!is_copied(next)) {
                child++;
                continue;
            }
            uint32_t index = (uint32_t)c->page->count;
            if (!copy_node(c, next, parent)) return false;
            from = next;
            parent = index;
            child = 0;
            continue;
        }
        c->page->at[parent].end = (uint32_t)c->page->count;
        if (from == root) return true;
        child = (unsigned)from->index_within_parent + 1;
        from = from->parent;
        parent = c->page->at[parent].parent;
    }
}

/* Apart from its caller, so that nothing that longjmp would spoil lives in this frame. */
static const GumboNode *parse_in_pool(pool *p, kb_str html)
{
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = pool_take;
    options.deallocator = pool_give;
    options.userdata = p;
    options.max_errors = 0;
    if (setjmp(p->out_of_memory)) return NULL;
    return gumbo_parse_with_options(&options, html.at, html.len)->root;
}

kb_status kb_page_parse(kb_str html, kb_arena *arena, kb_page *out, kb_err *err)
{
    kb_status status = KB_OK;
    guard g = { .len = html.len };
    size_t room = html.len < (SIZE_MAX - POOL_FLOOR) / POOL_FACTOR ? POOL_FLOOR + html.len * POOL_FACTOR : SIZE_MAX;
    pool *p = calloc(1, sizeof *p);
    copier c = { .page = out, .arena = arena };

    *out = (kb_page){ 0 };
    if (p) p->arena = kb_arena_new(room);
    g.at = malloc(html.len + 1);
    if (!p || !p->arena || !g.at) {
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
        goto done;
    }
    if (html.len) memcpy(g.at, html.at, html.len);
    if ((status = guard_page(&g, err)) != KB_OK) goto done;
    const GumboNode *root = parse_in_pool(p, (kb_str){ g.at, g.len });
    if (!root) {
        status = kb_arena_fail(p->arena, err);
        goto done;
    }
    learn_tags(&c);
    if (!copy_tree(&c, root)) status = kb_arena_fail(arena, err);
done:
    free(g.at);
    if (p) kb_arena_free(p->arena);
    free(p);
    return status;
}
