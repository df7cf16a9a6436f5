#include "read/leave.h"

typedef struct {
    const kb_page *page;
    const kb_mark *marks;
    kb_blocks *blocks;
    kb_leniency level;
} leaving;

static void leave_out(leaving *w, size_t node, kb_out reason)
{
    kb_span b = kb_blocks_of(w->blocks, w->page, node);
    for (size_t i = b.begin; i < b.end; i++) {
        if (w->blocks->at[i].out || (reason == KB_OUT_HEADER && w->blocks->at[i].heading > 1)) continue;
        w->blocks->at[i].out = (uint8_t)reason;
        w->blocks->at[i].out_at = (uint32_t)node;
    }
}

/* A figure shows a picture, with words about it; or it holds what is text: a table, a quotation. */
static bool is_picture(const leaving *w, size_t i)
{
    if (w->page->at[i].tag != KB_TAG_FIGURE) return false;
    for (size_t k = i + 1; k < w->page->at[i].end; k++) {
        kb_tag tag = w->page->at[k].tag;
        if (tag == KB_TAG_TABLE || tag == KB_TAG_BLOCKQUOTE || tag == KB_TAG_PRE || tag == KB_TAG_LI) return false;
    }
    return kb_blocks_good(w->blocks, w->page, i) * 4 <= kb_blocks_total(w->blocks);
}

/* By element alone: no page shows an article in these. */
static void leave_elements(leaving *w)
{
    kb_mark out = w->level < KB_HIDDEN_STAYS ? KB_MARK_ELEMENT | KB_MARK_HIDDEN : KB_MARK_ELEMENT;
    for (size_t i = 0; i < w->page->count;) {
        kb_mark mark = w->marks[i] & out;
        if (is_picture(w, i)) mark = KB_MARK_ELEMENT;
        if (mark) leave_out(w, i, mark & KB_MARK_ELEMENT ? KB_OUT_ELEMENT : KB_OUT_HIDDEN);
        i = mark ? w->page->at[i].end : i + 1;
    }
}

#define REPEATS 3 /* a short block that stands so often on the page belongs to its machinery */
#define REPEAT_CHARS 60
#define REPEAT_TABLE 4096 /* a power of two */

static uint32_t hash_of(kb_str words)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < words.len; i++) hash = (hash ^ (uint8_t)words.at[i]) * 16777619u;
    return (hash ^ hash >> 13) & (REPEAT_TABLE - 1);
}

/* What repeats in lists, tables and labels of an article ("Pros:", "Monday") is its own. */
static bool may_repeat(const leaving *w, const kb_block *b)
{
    if (b->out || b->good || b->stop || b->heading || b->item || b->chars > REPEAT_CHARS || b->chars <= 2) return false;
    kb_tag block = w->page->at[b->node].tag, around = w->page->at[w->page->at[b->first].parent].tag;
    if (block == KB_TAG_P && w->page->at[b->node].attribute_count == 0) return false;
    return block != KB_TAG_TD && block != KB_TAG_TH && block != KB_TAG_DT && block != KB_TAG_DD &&
           around != KB_TAG_STRONG && around != KB_TAG_B;
}

/* "Advertisement", "Read more": counted over the page by a table of hashes; texts of unlike
 * length in one place are let be. */
static void leave_repeated(leaving *w)
{
    struct {
        uint32_t block;
        uint16_t count;
        bool mixed;
    } seen[REPEAT_TABLE] = { 0 };
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < w->blocks->count; i++) {
            kb_block *b = &w->blocks->at[i];
            if (!may_repeat(w, b)) continue;
            uint32_t slot = hash_of(kb_block_words(w->blocks, b));
            if (pass == 1) {
                if (seen[slot].count >= REPEATS && !seen[slot].mixed) b->out = KB_OUT_REPEATED;
                continue;
            }
            const kb_block *other = &w->blocks->at[seen[slot].block];
            if (seen[slot].count && (other->chars > b->chars + 4 || b->chars > other->chars + 4))
                seen[slot].mixed = true;
            if (!seen[slot].count) seen[slot].block = (uint32_t)i;
            if (seen[slot].count < UINT16_MAX) seen[slot].count++;
        }
    }
}

#define RIGHTS_CHARS 300 /* of a notice of rights at most */

/* "(c) 2025 Island Post. All rights reserved.": the sign is the same in every language. */
static bool is_rights(kb_str words, size_t chars)
{
    static const char *const signs[] = { "\u00A9", "\u24B8", "\u24D2", "(c) 20", "(C) 20" };
    for (size_t i = 0; chars <= RIGHTS_CHARS && i < sizeof signs / sizeof *signs; i++)
        if (kb_str_find(words, kb_str_of(signs[i]), 0) != SIZE_MAX) return true;
    return false;
}

static void leave_rights(leaving *w)
{
    for (size_t i = 0; i < w->blocks->count; i++) {
        kb_block *b = &w->blocks->at[i];
        if (!b->out && is_rights(kb_block_words(w->blocks, b), b->chars)) b->out = KB_OUT_RIGHTS;
    }
}

/* Does a subtree hold what only the article has: its h1, a marked body? */
static bool holds_article(const leaving *w, size_t node)
{
    for (size_t i = node; i < w->page->at[node].end; i++)
        if (w->page->at[i].tag == KB_TAG_H1 || (w->marks[i] & KB_MARK_STATED)) return true;
    return false;
}

/* Names are cut only where they do not take the article away with them: a class of the whole page ("has-sidebar") says
 * nothing of its words. `total` is the page's prose before. */
static kb_out reason_by_name(const leaving *w, size_t i, size_t total, bool sure)
{
    kb_mark mark = w->marks[i];
    bool header = w->page->at[i].tag == KB_TAG_HEADER;
    if ((mark & (KB_MARK_FIXED | KB_MARK_STATED)) || (!header && !(mark & (KB_MARK_NAME | KB_MARK_SURE))))
        return KB_OUT_NOT;
    bool half = kb_blocks_good(w->blocks, w->page, i) * 2 > total;
    if (sure) return (mark & KB_MARK_SURE) && (!half || !holds_article(w, i)) ? KB_OUT_SURE : KB_OUT_NOT;
    if (half) return KB_OUT_NOT;
    if (header) return KB_OUT_HEADER;
    bool named = w->level < KB_NAMES_STAY && (mark & KB_MARK_NAME) && !kb_block_amid(w->page, i);
    return named ? KB_OUT_NAME : KB_OUT_NOT;
}

static void leave_named(leaving *w, bool sure)
{
    size_t total = kb_blocks_total(w->blocks);
    for (size_t i = 0; i < w->page->count;) {
        kb_out reason = reason_by_name(w, i, total, sure);
        if (reason) leave_out(w, i, reason);
        i = reason ? w->page->at[i].end : i + 1;
    }
}

/* ---- cards ---- */

#define CARDS 3             /* boxes of one make that are teasers, and no headings of the article with links in them */
#define CARD_CHARS 600      /* prose of a card at most */
#define BODY_CARD_CHARS 100 /* the same inside of what is named the article's body */
#define REST_CHARS 1500     /* prose before cards that hold more than half of it */

static bool is_linked_heading(const kb_block *b)
{
    return b->heading && !b->out && b->link_chars * 10 > b->chars * 7;
}

/* How many headings a subtree holds. */
static size_t headings_in(const leaving *w, size_t node)
{
    kb_span b = kb_blocks_of(w->blocks, w->page, node);
    size_t count = 0;
    for (size_t i = b.begin; i < b.end && count < 2; i++) count += w->blocks->at[i].heading > 0;
    return count;
}

/* What boxes of one make have in common; an id is each one's own. */
static kb_str class_of(const leaving *w, size_t node)
{
    return kb_node_attribute(&w->page->at[node], "class");
}

/* The largest element around a heading that holds no other, if it is small: its card; 0 when there is none. */
static size_t card_of(const leaving *w, const kb_block *heading)
{
    size_t card = 0;
    for (size_t i = heading->node; i && !(w->marks[i] & KB_MARK_FIXED); i = w->page->at[i].parent) {
        if (headings_in(w, i) > 1 || kb_blocks_good(w->blocks, w->page, i) > CARD_CHARS) break;
        card = i;
    }
    if (!card || card == heading->node || class_of(w, card).len == 0) return 0;
    for (size_t i = card; i; i = w->page->at[i].parent)
        if ((w->marks[i] & KB_MARK_BODY) && kb_blocks_good(w->blocks, w->page, card) > BODY_CARD_CHARS)
            return 0; /* an article that is a list of links says more of each */
    return card;
}

/* Teasers of other articles are boxes of one make, each with a linked heading; a page that is made of nothing else is
 * let be. */
static kb_status leave_cards(leaving *w, kb_arena *arena, kb_err *err)
{
    struct {
        uint32_t *at;
        size_t count;
    } cards = { 0 };
    for (size_t i = 0; i < w->blocks->count; i++) {
        const kb_block *b = &w->blocks->at[i];
        size_t card = is_linked_heading(b) ? card_of(w, b) : 0;
        if (!card) continue;
        uint32_t *added = KB_ADD(arena, &cards, uint32_t);
        if (!added) return kb_arena_fail(arena, err);
        *added = (uint32_t)card;
    }
    for (size_t i = 0; i < cards.count;) {
        kb_str make = class_of(w, cards.at[i]);
        size_t end = i, good = 0; /* the run of cards of the same make */
        for (; end < cards.count && kb_str_equal(class_of(w, cards.at[end]), make); end++)
            good += kb_blocks_good(w->blocks, w->page, cards.at[end]);
        size_t total = kb_blocks_total(w->blocks);
        size_t before = w->blocks->good_before[kb_blocks_of(w->blocks, w->page, cards.at[i]).begin];
        if (end - i >= CARDS && (good * 2 <= total || before >= REST_CHARS))
            for (size_t k = i; k < end; k++) leave_out(w, cards.at[k], KB_OUT_CARD);
        i = end;
    }
    return KB_OK;
}

kb_status kb_leave_out(const kb_page *page, const kb_mark *marks, kb_leniency level, kb_blocks *blocks, kb_arena *arena,
                       kb_err *err)
{
    leaving w = { page, marks, blocks, level };
    kb_status status = kb_blocks_sum(blocks, arena, err);
    if (status != KB_OK) return status;
    leave_elements(&w);
    leave_repeated(&w);
    leave_rights(&w);
    (void)kb_blocks_sum(blocks, arena, err);
    leave_named(&w, true); /* first, since a consent page may be the most of a page's prose */
    (void)kb_blocks_sum(blocks, arena, err);
    leave_named(&w, false);
    (void)kb_blocks_sum(blocks, arena, err);
    if (level == KB_STRICT && (status = leave_cards(&w, arena, err)) != KB_OK) return status;
    return kb_blocks_sum(blocks, arena, err);
}
