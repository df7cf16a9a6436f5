#include "read/block.h"

#define GOOD_CHARS 60    /* a block with so many characters outside links may be prose */
#define LINK_SHARE 0.4   /* a block with more of it in links is none */
#define INLINE_NODES 16u /* an inline element with more nodes may hold anything */

typedef struct {
    const kb_page *page;
    const kb_mark *marks;
    kb_arena *arena;
    kb_err *err;
    kb_blocks *out;
    kb_block block;
    bool open;          /* a block is being filled */
    uint32_t links_end; /* behind the subtree of the link that we are in */
    uint32_t items_end, heading_end;
    uint8_t heading;
    uint32_t before; /* the last text node with words */
} cutter;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool ends_sentence(kb_str s)
{
    static const char *const ends[] = { ".", "!",  "?",  ".\"", ".”", "!\"", "?\"", "!”", "?”",
                                        "…", "。", ".)", "».",  ".»", ".’",  ".'",  ":" };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (kb_str_ends(s, kb_str_of(ends[i]))) return true;
    return kb_str_find(s, KB_STR(". "), 0) != SIZE_MAX || kb_str_find(s, KB_STR("。"), 0) != SIZE_MAX;
}

static kb_status close_block(cutter *c)
{
    kb_blocks *out = c->out;
    if (!c->open) return KB_OK;
    c->open = false;
    kb_span span = { c->block.words.begin, out->words_len };
    while (span.end > span.begin && out->words[span.end - 1] == ' ') span.end--;
    if (kb_span_len(span) == 0) return KB_OK;
    kb_block *block = KB_ADD(c->arena, out, kb_block);
    if (!block) return kb_arena_fail(c->arena, c->err);
    *block = c->block;
    block->words = span;
    block->stop = ends_sentence(kb_block_words(out, block));
    size_t own = kb_block_own(block);
    bool linky = (double)block->link_chars > LINK_SHARE * (double)block->chars;
    block->good = !linky && block->heading == 0 && own >= GOOD_CHARS && (block->stop || own >= 3 * (size_t)GOOD_CHARS);
    return KB_OK;
}

static void open_block(cutter *c, size_t i)
{
    uint32_t parent = c->page->at[i].parent;
    while (parent && kb_tag_nature_of(c->page->at[parent].tag) == KB_NATURE_INLINE) parent = c->page->at[parent].parent;
    c->block = (kb_block){ .node = parent,
                           .first = (uint32_t)i,
                           .words = { c->out->words_len, c->out->words_len },
                           .heading = i < c->heading_end ? c->heading : 0,
                           .item = i < c->items_end };
    c->open = true;
}

static void add_words(cutter *c, size_t i, kb_str text)
{
    kb_blocks *out = c->out;
    bool link = i < c->links_end;
    for (size_t k = 0; k < text.len; k++) {
        char b = text.at[k];
        bool space = is_space(b) || (b == '\xC2' && k + 1 < text.len && text.at[k + 1] == '\xA0');
        if (b == '\xC2' && space) k++;
        if (space && (!c->open || (out->words_len > c->block.words.begin && out->words[out->words_len - 1] == ' ')))
            continue;
        if (!c->open) open_block(c, i);
        out->words[out->words_len++] = space ? ' ' : b;
        bool begins = ((uint8_t)b & 0xC0) != 0x80;
        c->block.chars += begins;
        c->block.link_chars += begins && link;
    }
}

static bool may_stand_alone(kb_tag tag)
{
    return tag == KB_TAG_A || tag == KB_TAG_SPAN || tag == KB_TAG_TIME || tag == KB_TAG_SMALL || tag == KB_TAG_OTHER;
}

/* Two elements side by side, with nothing between them, that style sheets set apart: "18:41 Uhr" and "Lesedauer". Told
 * by a capital behind a small letter or a digit, since they may also be the parts of one word. */
static bool are_apart(const cutter *c, size_t i)
{
    const kb_page *page = c->page;
    uint32_t a = page->at[c->before].parent, b = page->at[i].parent;
    if (!c->open || a == b || page->at[a].parent != page->at[b].parent || page->at[a].end != b) return false;
    if (!may_stand_alone(page->at[a].tag) || !may_stand_alone(page->at[b].tag)) return false;
    char last = c->out->words_len ? c->out->words[c->out->words_len - 1] : ' ';
    bool small = (last >= 'a' && last <= 'z') || (last >= '0' && last <= '9');
    return small && page->at[i].text.len && page->at[i].text.at[0] >= 'A' && page->at[i].text.at[0] <= 'Z';
}

static kb_status enter_node(cutter *c, size_t i)
{
    const kb_node *node = &c->page->at[i];
    if (node->tag == KB_TAG_TEXT) {
        if (are_apart(c, i)) c->out->words[c->out->words_len++] = ' ';
        add_words(c, i, node->text);
        c->before = (uint32_t)i;
        return KB_OK;
    }
    if (node->tag == KB_TAG_A && node->end > c->links_end) c->links_end = node->end;
    if (node->tag == KB_TAG_LI && node->end > c->items_end) c->items_end = node->end;
    if (c->marks[i] & KB_MARK_HEADING) {
        c->heading = (uint8_t)(node->tag - KB_TAG_H1 + 1);
        c->heading_end = node->end;
    }
    return kb_tag_nature_of(node->tag) == KB_NATURE_INLINE ? KB_OK : close_block(c);
}

/* Elements without words that stand in the midst of a sentence. */
static bool is_within_line(kb_tag tag)
{
    return tag == KB_TAG_SCRIPT || tag == KB_TAG_STYLE || tag == KB_TAG_SVG || tag == KB_TAG_TEMPLATE ||
           tag == KB_TAG_NOSCRIPT || tag == KB_TAG_BUTTON || tag == KB_TAG_LINK || tag == KB_TAG_META;
}

/* Bytes of a text node without blanks around them; 0 of what is none. */
static size_t text_at(const kb_page *page, size_t i)
{
    return i < page->count && page->at[i].tag == KB_TAG_TEXT ? kb_str_trim(page->at[i].text).len : 0;
}

bool kb_block_amid(const kb_page *page, size_t node)
{
    const kb_node *n = &page->at[node];
    if (node == 0 || kb_tag_nature_of(n->tag) != KB_NATURE_INLINE) return false;
    size_t before = text_at(page, node - 1), after = text_at(page, n->end);
    if (before && after && before + after > 2) return true; /* more than the marks between labels */
    return after > 1 && n->tag == KB_TAG_A && page->at[n->end].parent == n->parent;
}

static bool is_left_out(const cutter *c, size_t i, kb_mark inline_out)
{
    const kb_node *node = &c->page->at[i];
    if (c->marks[i] & (KB_MARK_SKIP | (inline_out & KB_MARK_UNSHOWN))) return true;
    if ((inline_out & KB_MARK_NAME) && (c->marks[i] & KB_MARK_NAME) && kb_block_amid(c->page, i))
        inline_out &= (kb_mark)~KB_MARK_NAME;
    return (c->marks[i] & inline_out) && kb_tag_nature_of(node->tag) == KB_NATURE_INLINE &&
           node->end - i <= INLINE_NODES;
}

/* A block also ends where its element ends: `ends` tells, by node, whether a block element ends before it. */
static kb_status cut(cutter *c, kb_mark inline_out)
{
    const kb_page *page = c->page;
    kb_blocks *out = c->out;
    bool *ends = KB_NEW(c->arena, bool, page->count + 1);
    kb_status status = KB_OK;
    if (!ends) return kb_arena_fail(c->arena, c->err);
    for (size_t i = 0; i < page->count;) {
        const kb_node *node = &page->at[i];
        bool left = is_left_out(c, i, inline_out);
        bool line = node->tag == KB_TAG_TEXT || kb_tag_nature_of(node->tag) == KB_NATURE_INLINE;
        if (ends[i] && (status = close_block(c)) != KB_OK) return status;
        if (!line && !left) ends[node->end] = true;
        out->before[i] = (uint32_t)out->count;
        if (!left) {
            if ((status = enter_node(c, i)) != KB_OK) return status;
            out->before[i] = (uint32_t)out->count;
            i++;
            continue;
        }
        if (!line && !is_within_line(node->tag) && (status = close_block(c)) != KB_OK) return status;
        for (size_t k = i; k < node->end; k++) out->before[k] = (uint32_t)out->count;
        i = node->end;
    }
    status = close_block(c);
    out->before[page->count] = (uint32_t)out->count;
    return status;
}

kb_status kb_blocks_cut(const kb_page *page, const kb_mark *marks, kb_mark inline_out, kb_arena *arena, kb_blocks *out,
                        kb_err *err)
{
    cutter c = { .page = page, .marks = marks, .arena = arena, .err = err, .out = out };
    size_t room = 1;
    for (size_t i = 0; i < page->count; i++) room += page->at[i].text.len + 1; /* and a blank before it */
    *out = (kb_blocks){ .words = KB_NEW(arena, char, room), .before = KB_NEW(arena, uint32_t, page->count + 1) };
    if (!out->words || !out->before) return kb_arena_fail(arena, err);
    return cut(&c, inline_out);
}

kb_span kb_blocks_of(const kb_blocks *blocks, const kb_page *page, size_t node)
{
    size_t first = blocks->before[node], end = page->at[node].end, last = blocks->before[end];
    if (first && blocks->at[first - 1].first >= node && blocks->at[first - 1].first < end) first--;
    while (first < blocks->count && blocks->at[first].first < node) first++;
    if (last < first) last = first;
    while (last > first && blocks->at[last - 1].first >= end) last--;
    while (last < blocks->count && blocks->at[last].first < end) last++;
    return (kb_span){ first, last };
}

/* Prose counts for a container, boilerplate against it. */
static double value_of(const kb_block *b)
{
    if (b->out) return 0;
    if (b->good) return (double)(b->chars - b->link_chars);
    if (b->heading) return b->link_chars * 2 > b->chars ? -20.0 : 0.0;
    if (b->link_chars * 2 > b->chars) return -30.0 - (double)b->link_chars / 2;
    if (b->stop) return (double)b->chars / 2;
    return -25.0;
}

kb_status kb_blocks_sum(kb_blocks *blocks, kb_arena *arena, kb_err *err)
{
    size_t n = blocks->count;
    if (!blocks->good_before) {
        blocks->good_before = KB_NEW(arena, size_t, n + 1);
        blocks->value_before = KB_NEW(arena, double, n + 1);
        if (!blocks->good_before || !blocks->value_before) return kb_arena_fail(arena, err);
    }
    for (size_t i = 0; i < n; i++) {
        const kb_block *b = &blocks->at[i];
        blocks->good_before[i + 1] = blocks->good_before[i] + (b->good && !b->out ? kb_block_own(b) : 0);
        blocks->value_before[i + 1] = blocks->value_before[i] + value_of(b);
    }
    return KB_OK;
}

size_t kb_blocks_good(const kb_blocks *blocks, const kb_page *page, size_t node)
{
    kb_span b = kb_blocks_of(blocks, page, node);
    return b.end > b.begin ? blocks->good_before[b.end] - blocks->good_before[b.begin] : 0;
}

double kb_blocks_value(const kb_blocks *blocks, const kb_page *page, size_t node)
{
    kb_span b = kb_blocks_of(blocks, page, node);
    return b.end > b.begin ? blocks->value_before[b.end] - blocks->value_before[b.begin] : 0;
}
