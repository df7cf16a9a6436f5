#include "read/lead.h"

#define LEAD_CHARS 30       /* a shorter block is a label */
#define LEAD_CHARS_MAX 1500 /* of all blocks of a lead */
#define LEAD_BLOCKS 6
#define REACH 60 /* blocks between title and text that are looked at */

static bool is_blank(char c)
{
    return c == ' ' || c == '\'' || c == '"' || c == '-' || (uint8_t)c >= 0x80;
}

bool kb_same_letters(kb_str a, kb_str b)
{
    size_t i = 0, k = 0;
    bool any = false;
    for (;;) {
        while (i < a.len && is_blank(a.at[i])) i++;
        while (k < b.len && is_blank(b.at[k])) k++;
        if (i == a.len || k == b.len) return i == a.len && k == b.len && (any || kb_str_equal(a, b));
        if (a.at[i++] != b.at[k++]) return false;
        any = true;
    }
}

typedef struct {
    const kb_page *page;
    const kb_mark *marks;
    kb_blocks *blocks;
    kb_str stated[4]; /* descriptions */
    size_t stated_count;
    size_t title; /* its block; SIZE_MAX when there is none */
    size_t first; /* block of the text */
} lead_work;

static void find_stated(lead_work *w)
{
    static const char *const names[] = { "description", "og:description", "twitter:description",
                                         "dcterms.description" };
    for (size_t i = 0; i < w->page->count && w->stated_count < 4; i++) {
        const kb_node *node = &w->page->at[i];
        if (node->tag != KB_TAG_META) continue;
        kb_str name = kb_node_attribute(node, "property");
        if (name.len == 0) name = kb_node_attribute(node, "name");
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
            kb_str content = kb_node_attribute(node, "content");
            if (kb_str_equal_ascii(name, kb_str_of(names[k])) && content.len >= LEAD_CHARS)
                w->stated[w->stated_count++] = kb_str_trim(content);
            if (w->stated_count == 4) break;
        }
    }
}

/* Is the block what the page states as its description, or its begin where that was cut short? */
static bool is_stated(const lead_work *w, kb_str words)
{
    for (size_t i = 0; i < w->stated_count; i++) {
        kb_str stated = w->stated[i];
        size_t common = stated.len < words.len ? stated.len : words.len;
        if (kb_same_letters(stated, words)) return true;
        size_t more = words.len - common; /* behind a place: "Bima. ..." */
        if (more && more < common / 2 && kb_same_letters(kb_str_part(words, kb_span_of(more, words.len)), stated))
            return true;
        if (common >= 2 * LEAD_CHARS && kb_same_letters(kb_str_part(stated, kb_span_of(0, common - 4)),
                                                        kb_str_part(words, kb_span_of(0, common - 4))))
            return true;
    }
    return false;
}

/* The title's heading before the text: the last one that says the title, else the last h1. */
static size_t find_title(const lead_work *w, kb_str title)
{
    size_t found = SIZE_MAX;
    bool exact = false;
    for (size_t i = 0; i < w->first; i++) {
        const kb_block *b = &w->blocks->at[i];
        if (!b->heading) continue;
        bool same = title.len && kb_same_letters(kb_block_words(w->blocks, b), title);
        if (!same && (exact || b->heading != 1)) continue;
        exact = same;
        found = i;
    }
    return found;
}

/* What the elements around a block say, up to the one that also holds the text. */
static kb_mark marks_around(const lead_work *w, const kb_block *b, bool *figure)
{
    kb_mark marks = 0;
    size_t text = w->blocks->at[w->first].first;
    for (size_t i = w->page->at[b->first].parent; i && !kb_page_inside(w->page, text, i); i = w->page->at[i].parent) {
        kb_tag tag = w->page->at[i].tag;
        if (tag == KB_TAG_FIGURE || tag == KB_TAG_ASIDE || tag == KB_TAG_FOOTER || tag == KB_TAG_LI) *figure = true;
        marks |= w->marks[i];
    }
    return marks;
}

static bool beside_title(const lead_work *w, const kb_block *b)
{
    if (w->title == SIZE_MAX) return false;
    size_t heading = w->blocks->at[w->title].node, up = w->page->at[heading].parent;
    return b == &w->blocks->at[w->title + 1] && kb_page_inside(w->page, b->node, up) && b->heading != 1;
}

static bool is_lead(const lead_work *w, size_t i)
{
    const kb_block *b = &w->blocks->at[i];
    bool figure = false;
    if (b->chars < LEAD_CHARS || b->chars > LEAD_CHARS_MAX || kb_block_own(b) * 2 < b->chars) return false;
    kb_mark marks = marks_around(w, b, &figure);
    if (marks & (KB_MARK_HIDDEN | KB_MARK_SURE | KB_MARK_ELEMENT)) return false;
    if (w->title == SIZE_MAX || i <= w->title) return false;
    if (is_stated(w, kb_block_words(w->blocks, b))) return true;
    if (figure || (marks & KB_MARK_NAME)) return false;
    bool beside = beside_title(w, b);
    return marks & KB_MARK_LEAD ? b->stop || beside : b->stop && beside;
}

void kb_lead_take(const kb_page *page, const kb_mark *marks, kb_str title, kb_blocks *blocks, size_t first)
{
    lead_work w = { .page = page, .marks = marks, .blocks = blocks, .first = first };
    size_t chars = 0, taken = 0;
    if (first >= blocks->count) return;
    find_stated(&w);
    w.title = find_title(&w, title);
    size_t begin = first > REACH ? first - REACH : 0;
    for (size_t i = begin; i < first && taken < LEAD_BLOCKS; i++) {
        kb_block *b = &blocks->at[i];
        if (b->heading == 1 || !is_lead(&w, i)) continue;
        bool twice = false;
        for (size_t k = begin; k <= first + 3 && k < blocks->count && !twice; k++)
            twice = k != i && (blocks->at[k].lead || (k >= first && !blocks->at[k].out)) &&
                    kb_same_letters(kb_block_words(blocks, b), kb_block_words(blocks, &blocks->at[k]));
        if (twice || chars + b->chars > LEAD_CHARS_MAX) continue;
        chars += b->chars;
        taken++;
        b->out = 0;
        b->lead = true;
    }
}
