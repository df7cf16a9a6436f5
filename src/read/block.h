/* read/block.h - a page's words cut into blocks: what a reader sees as one paragraph, heading or list item. Blocks are
 * in the order of the page and hold every word once. */
#ifndef KB_READ_BLOCK_H
#define KB_READ_BLOCK_H

#include "read/mark.h"

/* Why a block of the page is not in the text. */
typedef enum {
    KB_OUT_NOT,       /* it is in the text */
    KB_OUT_ELEMENT,   /* aside, footer, caption */
    KB_OUT_HIDDEN,    /* hidden from readers */
    KB_OUT_NAME,      /* class or id says related, share, newsletter, ... */
    KB_OUT_SURE,      /* comments, consent */
    KB_OUT_HEADER,    /* header element */
    KB_OUT_ELSEWHERE, /* outside the container */
    KB_OUT_TITLE,     /* repeats the title */
    KB_OUT_CARD,      /* one of many boxes with a linked heading: another article's teaser */
    KB_OUT_REPEATED,  /* a short text that stands there again and again */
    KB_OUT_AGAIN,     /* a paragraph that is in the text already */
    KB_OUT_RIGHTS,    /* who holds the rights */
    KB_OUT_LINKS,     /* links alone */
    KB_OUT_EDGE       /* no prose, before the first or behind the last of it */
} kb_out;

typedef struct {
    uint32_t node;            /* the block element that holds it */
    uint32_t first;           /* its first text node */
    uint32_t out_at;          /* the element that it was left out with; 0: it alone */
    kb_span words;            /* in the words of all blocks; white space run together */
    size_t chars, link_chars; /* code points; of these in links */
    uint8_t heading;          /* 1..6; 0: none */
    uint8_t out;              /* kb_out */
    bool item;                /* of a list */
    bool good;                /* prose: long enough, few links, ends or holds a sentence */
    bool lead;                /* set by kb_lead_take */
    bool stop;                /* ends as a sentence does, or holds one */
} kb_block;

typedef struct {
    kb_block *at;
    size_t count;
    char *words; /* all blocks' words */
    size_t words_len;
    uint32_t *before;     /* by node, one more than there are: the first block at or behind it */
    size_t *good_before;  /* set by kb_blocks_sum, by block: characters of prose before it */
    double *value_before; /* the same: values before it */
} kb_blocks;

/* Cuts the page. Words inside nodes marked KB_MARK_SKIP are left out (of KB_MARK_UNSHOWN, where that is in
 * `inline_out`), and those of small inline elements with a mark of `inline_out`: larger ones may hold the page. Lives
 * in `arena`. Time: linear. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_blocks_cut(const kb_page *page, const kb_mark *marks, kb_mark inline_out, kb_arena *arena, kb_blocks *out,
                        kb_err *err);

/* Does an inline element stand in a sentence, whose words it cannot lack? A link to a tag's page does, whatever it is
 * named; what begins a block and is no link (a place, a label) does not. */
bool kb_block_amid(const kb_page *page, size_t node);

/* The blocks of a subtree as [begin, end). A block belongs to where its first words stand. */
kb_span kb_blocks_of(const kb_blocks *blocks, const kb_page *page, size_t node);

/* Sums over the blocks that are not left out, for the two below; to be called again when more are. Fails:
 * KB_ERR_MEMORY, KB_ERR_LIMIT, the first time alone. */
kb_status kb_blocks_sum(kb_blocks *blocks, kb_arena *arena, kb_err *err);

/* Of a subtree: characters of prose outside links; prose less boilerplate. */
size_t kb_blocks_good(const kb_blocks *blocks, const kb_page *page, size_t node);
double kb_blocks_value(const kb_blocks *blocks, const kb_page *page, size_t node);
static inline size_t kb_blocks_total(const kb_blocks *blocks)
{
    return blocks->good_before[blocks->count];
}

static inline kb_str kb_block_words(const kb_blocks *blocks, const kb_block *block)
{
    return (kb_str){ blocks->words + block->words.begin, kb_span_len(block->words) };
}

/* Characters outside links. */
static inline size_t kb_block_own(const kb_block *block)
{
    return block->chars > block->link_chars ? block->chars - block->link_chars : 0;
}

#endif
