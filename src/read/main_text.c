#include "read/main_text.h"

#include "read/lead.h"
#include "read/leave.h"

#define CONTAINER_CHARS 250 /* prose that a marked container must hold */
#define DOUBTED_BYTES 600   /* a text with less is tried again with less left out */
#define UNSHOWN_BYTES 400   /* a text that is shown to nobody is more than "Please turn on JavaScript" */
#define COVER_SHARE 0.35    /* of the page's prose that a chosen container must hold */
#define FIRST_SHARE 0.35    /* of the best container's value that one of an earlier article needs to go before it */
#define AGAIN_CHARS 100     /* a paragraph of so many that stands there twice */
#define AGAIN_BLOCKS 4      /* within so many is given once */
#define LIST_ITEMS 3        /* a list at the end of an article has so many items */
#define ITEM_CHARS 8        /* of so many characters each */
#define OWN_CHARS 30        /* a block that ends as a sentence is kept from so many on */

typedef struct {
    const kb_page *page;
    kb_arena *arena;
    kb_err *err;
    kb_str title;
    kb_mark *marks;
    kb_blocks blocks;
    kb_leniency level;
    size_t rule; /* that chose the container */
} text_work;

static kb_span blocks_of(const text_work *w, size_t node)
{
    return kb_blocks_of(&w->blocks, w->page, node);
}

static size_t good_of(const text_work *w, size_t node)
{
    return kb_blocks_good(&w->blocks, w->page, node);
}

static double value_sum(const text_work *w, size_t node)
{
    return kb_blocks_value(&w->blocks, w->page, node);
}

/* ---- rules ---- */

/* The outermost article element around a node; 0 when there is none. */
static size_t article_of(const text_work *w, size_t node)
{
    size_t found = 0;
    for (; node; node = w->page->at[node].parent)
        if (w->marks[node] & KB_MARK_ARTICLE) found = node;
    return found;
}

/* The container marked so with the best value; 0 when none holds enough prose. Where articles follow one another on a
 * page, the first that is about as good is the page's own. */
static size_t best_of(const text_work *w, kb_mark mark)
{
    size_t best = 0, total = kb_blocks_total(&w->blocks);
    double best_value = 0;
    for (size_t i = 1; i < w->page->count; i++) {
        if (!(w->marks[i] & mark)) continue;
        size_t good = good_of(w, i);
        double value = value_sum(w, i);
        if (good < CONTAINER_CHARS || (best && value <= best_value) || (double)good < COVER_SHARE * (double)total)
            continue;
        best = i;
        best_value = value;
    }
    for (size_t i = 1; best && i < best; i++)
        if ((w->marks[i] & mark) && w->page->at[i].end <= best && good_of(w, i) >= CONTAINER_CHARS && best_value > 0 &&
            value_sum(w, i) >= FIRST_SHARE * best_value && article_of(w, i) != article_of(w, best))
            return i;
    return best;
}

/* The element whose blocks sum up best; of equals the inner one. */
static size_t best_sum(const text_work *w)
{
    size_t best = 0;
    double best_value = 0;
    for (size_t i = 1; i < w->page->count; i++) {
        const kb_node *node = &w->page->at[i];
        if (node->tag == KB_TAG_TEXT || node->tag == KB_TAG_P || kb_tag_nature_of(node->tag) == KB_NATURE_INLINE)
            continue;
        double value = value_sum(w, i);
        if (value < best_value || value <= 0) continue;
        best = i;
        best_value = value;
    }
    return best;
}

static const struct {
    const char *name;
    kb_mark mark;
} rules[] = {
    { "article-body", KB_MARK_BODY },
    { "article", KB_MARK_ARTICLE },
    { "main", KB_MARK_MAIN },
};
#define RULES (sizeof rules / sizeof rules[0])

static bool has_title(const text_work *w, size_t node)
{
    kb_span b = blocks_of(w, node);
    for (size_t i = b.begin; i < b.end; i++)
        if (w->blocks.at[i].heading && kb_same_letters(kb_block_words(&w->blocks, &w->blocks.at[i]), w->title))
            return true;
    return false;
}

/* A page that goes on with other articles has them in one element: of several articles within the container, that make
 * up its prose, the one with the page's title; the container itself where there are not. */
static size_t own_article(const text_work *w, size_t container)
{
    size_t own = 0, good = 0, count = 0;
    for (size_t i = container + 1; w->title.len && i < w->page->at[container].end; i++) {
        size_t here = w->marks[i] & KB_MARK_ARTICLE ? good_of(w, i) : 0;
        if (here < CONTAINER_CHARS) continue;
        good += here;
        count++;
        if (!own && has_title(w, i)) own = i;
        i = w->page->at[i].end - 1;
    }
    return own && count > 1 && good * 10 >= good_of(w, container) * 8 ? own : container;
}

/* The rule's index; the count of rules when the sum of blocks decides. */
static size_t choose(const text_work *w, size_t *container)
{
    for (size_t r = 0; r < RULES; r++) {
        if ((*container = best_of(w, rules[r].mark)) == 0) continue;
        *container = own_article(w, *container);
        return r;
    }
    *container = own_article(w, best_sum(w));
    return RULES;
}

/* ---- words of the chosen ---- */

/* Belongs to the chosen container: another part of an article that is split. Marked bodies of one article do, and with
 * the other rules what is of the same make beside it. */
static bool is_part(const text_work *w, size_t rule, size_t i, size_t container)
{
    const kb_node *x = &w->page->at[i], *y = &w->page->at[container];
    if (rule == 0)
        return (w->marks[i] & KB_MARK_BODY) && value_sum(w, i) > 0 && good_of(w, i) > 0 &&
               article_of(w, i) == article_of(w, container);
    return x->parent == y->parent && x->tag == y->tag && x->tag != KB_TAG_ARTICLE && x->names.len &&
           kb_str_equal(x->names, y->names) && value_sum(w, i) > 0;
}

/* The next block that is not left out; NULL at the end. */
static const kb_block *following(const text_work *w, const kb_block *b)
{
    for (size_t i = (size_t)(b - w->blocks.at) + 1; i < w->blocks.count; i++)
        if (!w->blocks.at[i].out) return &w->blocks.at[i];
    return NULL;
}

static bool are_siblings(const text_work *w, const kb_block *a, const kb_block *b)
{
    return w->page->at[a->node].parent == w->page->at[b->node].parent;
}

/* Why a block of the chosen container is no part of the article. */
static kb_out reason_to_drop(const text_work *w, const kb_block *b, bool after_prose, bool before_end)
{
    kb_str words = kb_block_words(&w->blocks, b);
    if (b->good || b->lead) return KB_OUT_NOT;
    if (w->title.len && (!after_prose || b->heading) && kb_same_letters(words, w->title)) return KB_OUT_TITLE;
    if (b->stop && kb_block_own(b) >= OWN_CHARS && !b->heading) return KB_OUT_NOT;
    if (b->heading) {
        bool linked = b->link_chars * 10 > b->chars * 7;
        const kb_block *next = following(w, b);
        if (linked && !(next && next->good && are_siblings(w, b, next))) return KB_OUT_LINKS;
        return after_prose && before_end ? KB_OUT_NOT : KB_OUT_EDGE;
    }
    if (b->link_chars * 10 > b->chars * 7) return KB_OUT_LINKS;
    if (b->link_chars * 2 > b->chars) return KB_OUT_LINKS;
    if (b->stop) return KB_OUT_NOT;
    return before_end && after_prose && b->chars > 2 ? KB_OUT_NOT : KB_OUT_EDGE;
}

static bool is_prose(const kb_block *b)
{
    return b->good || (b->stop && b->link_chars * 2 <= b->chars);
}

/* The end of a list of plain items that follows the last prose, perhaps behind its heading; `last` where there is
 * none. */
static size_t behind_list(const text_work *w, size_t last)
{
    size_t items = 0, end = last;
    for (size_t i = last + 1; i < w->blocks.count; i++) {
        const kb_block *b = &w->blocks.at[i];
        if (b->out) continue;
        if (b->heading && items == 0) continue;
        if (!b->item || b->link_chars * 2 > b->chars || b->chars < ITEM_CHARS) break;
        items++;
        end = i;
    }
    return items >= LIST_ITEMS ? end : last;
}

static void drop_blocks(text_work *w)
{
    size_t first = SIZE_MAX, last = 0;
    for (size_t i = 0; i < w->blocks.count; i++) {
        if (w->blocks.at[i].out || !is_prose(&w->blocks.at[i])) continue;
        if (first == SIZE_MAX) first = i;
        last = i;
    }
    if (w->rule == 0 && first != SIZE_MAX) last = behind_list(w, last);
    kb_lead_take(w->page, w->marks, w->title, &w->blocks, first);
    for (size_t i = 0; i < w->blocks.count; i++) {
        kb_block *b = &w->blocks.at[i];
        if (!b->out) b->out = (uint8_t)reason_to_drop(w, b, first < i, i < last || (b->item && i == last));
    }
}

/* A paragraph that stands there again soon, as a lead at the begin of the text, is given once; further
 * down, or beside its like, it may be meant. */
static void drop_again(text_work *w)
{
    const kb_block *near[AGAIN_BLOCKS] = { 0 };
    for (size_t i = 0, kept = 0; i < w->blocks.count; i++) {
        kb_block *b = &w->blocks.at[i];
        for (size_t k = 0; k < AGAIN_BLOCKS && near[k] && !b->out && b->chars >= AGAIN_CHARS; k++)
            if (!are_siblings(w, near[k], b) &&
                kb_str_equal(kb_block_words(&w->blocks, near[k]), kb_block_words(&w->blocks, b)))
                b->out = KB_OUT_AGAIN;
        if (!b->out) near[kept++ % AGAIN_BLOCKS] = b;
    }
}

static kb_status write_text(text_work *w, kb_str *out)
{
    size_t len = 0;
    char *at = KB_NEW(w->arena, char, w->blocks.words_len + w->blocks.count + 1);
    if (!at) return kb_arena_fail(w->arena, w->err);
    for (size_t i = 0; i < w->blocks.count; i++) {
        const kb_block *b = &w->blocks.at[i];
        if (b->out) continue;
        if (len) at[len++] = '\n';
        kb_str words = kb_block_words(&w->blocks, b);
        memcpy(at + len, words.at, words.len);
        len += words.len;
    }
    *out = (kb_str){ at, len };
    return KB_OK;
}

/* All blocks outside the container and its parts are left out. */
static void keep_parts(text_work *w, size_t rule, size_t container)
{
    const kb_page *page = w->page;
    size_t next = 0; /* the first block not yet looked at */
    for (size_t i = 1; i < page->count; i++) {
        bool holds = kb_page_inside(page, container, i) && i != container; /* its parts are looked at one by one */
        if (i != container && (holds || page->at[i].tag == KB_TAG_TEXT || !is_part(w, rule, i, container))) continue;
        kb_span b = blocks_of(w, i);
        for (; next < b.begin; next++)
            if (!w->blocks.at[next].out) w->blocks.at[next].out = KB_OUT_ELSEWHERE;
        if (b.end > next) next = b.end;
        i = page->at[i].end - 1;
    }
    for (; next < w->blocks.count; next++)
        if (!w->blocks.at[next].out) w->blocks.at[next].out = KB_OUT_ELSEWHERE;
}

static kb_status attempt(text_work *w, kb_leniency level, kb_main_text *out)
{
    static const kb_mark inline_out[KB_LENIENCIES] = {
        KB_MARK_UNSHOWN | KB_MARK_NAME | KB_MARK_SURE | KB_MARK_HIDDEN | KB_MARK_ELEMENT,
        KB_MARK_UNSHOWN | KB_MARK_SURE | KB_MARK_HIDDEN | KB_MARK_ELEMENT,
        KB_MARK_UNSHOWN | KB_MARK_SURE | KB_MARK_ELEMENT,
        KB_MARK_SURE | KB_MARK_ELEMENT,
    };
    kb_status status;
    size_t container = 0;
    *out = (kb_main_text){ 0 };
    w->level = level;
    status = kb_blocks_cut(w->page, w->marks, inline_out[level], w->arena, &w->blocks, w->err);
    if (status != KB_OK) return status;
    status = kb_leave_out(w->page, w->marks, level, &w->blocks, w->arena, w->err);
    if (status != KB_OK) return status;
    size_t rule = w->rule = choose(w, &container);
    out->chosen_by = rule < RULES ? kb_str_of(rules[rule].name) : KB_STR("paragraphs");
    out->container = container;
    if (!container) return KB_OK;
    keep_parts(w, rule, container);
    drop_blocks(w);
    drop_again(w);
    return write_text(w, &out->text);
}

/* ---- why ---- */

static const char *reason_name(uint8_t out)
{
    switch ((kb_out)out) {
    case KB_OUT_NOT: return "";
    case KB_OUT_ELEMENT: return "element";
    case KB_OUT_HIDDEN: return "hidden";
    case KB_OUT_NAME:
    case KB_OUT_SURE: return "name";
    case KB_OUT_HEADER: return "header";
    case KB_OUT_ELSEWHERE: return "outside the container";
    case KB_OUT_TITLE: return "repeats the title";
    case KB_OUT_CARD: return "teaser of another article";
    case KB_OUT_REPEATED: return "repeated over the page";
    case KB_OUT_AGAIN: return "stands there before";
    case KB_OUT_RIGHTS: return "notice of rights";
    case KB_OUT_LINKS: return "links alone";
    case KB_OUT_EDGE: return "no prose, before or behind all of it";
    }
    return "";
}

static kb_status tell_container(const text_work *w, const char *rule, size_t node, bool chosen, kb_why *why)
{
    kb_why_container *c = KB_ADD(w->arena, &why->containers, kb_why_container);
    if (!c) return kb_arena_fail(w->arena, w->err);
    *c = (kb_why_container){
        .rule = kb_str_of(rule), .prose = good_of(w, node), .value = value_sum(w, node), .chosen = chosen
    };
    return kb_why_place(w->page, node, w->arena, &c->at) ? KB_OK : kb_arena_fail(w->arena, w->err);
}

static kb_status tell_block(const text_work *w, const kb_block *b, kb_why *why)
{
    kb_why_block *told = KB_ADD(w->arena, &why->blocks, kb_why_block);
    if (!told) return kb_arena_fail(w->arena, w->err);
    kb_str words = kb_block_words(&w->blocks, b);
    size_t end = words.len < KB_WHY_WORDS ? words.len : KB_WHY_WORDS;
    while (end < words.len && ((uint8_t)words.at[end] & 0xC0) == 0x80) end--;
    told->words = kb_str_part(words, kb_span_of(0, end));
    told->reason = b->lead ? KB_STR("") : kb_str_of(reason_name(b->out));
    size_t at = b->out && b->out_at ? b->out_at : w->page->at[b->first].parent;
    return kb_why_place(w->page, at, w->arena, &told->at) ? KB_OK : kb_arena_fail(w->arena, w->err);
}

/* Tells what the attempt that gave the text has considered. */
static kb_status tell(const text_work *w, const kb_main_text *found, kb_why *why)
{
    kb_status status = KB_OK;
    bool told = false;
    for (size_t i = 1; status == KB_OK && i < w->page->count; i++) {
        for (size_t r = 0; status == KB_OK && r < RULES; r++) {
            if (!(w->marks[i] & rules[r].mark)) continue;
            bool chosen = i == found->container && kb_str_is(found->chosen_by, rules[r].name);
            told = told || chosen;
            status = tell_container(w, rules[r].name, i, chosen, why);
        }
    }
    if (status == KB_OK && found->container && !told)
        status = tell_container(w, "paragraphs", found->container, true, why);
    for (size_t i = 0; status == KB_OK && i < w->blocks.count && i < KB_WHY_BLOCKS; i++)
        status = tell_block(w, &w->blocks.at[i], why);
    return status;
}

kb_status kb_main_text_find(const kb_page *page, kb_str title, kb_arena *arena, kb_why *why, kb_main_text *out,
                            kb_err *err)
{
    text_work w = { .page = page, .arena = arena, .err = err, .title = title };
    kb_status status = kb_marks_find(page, arena, &w.marks, err);
    *out = (kb_main_text){ 0 };
    if (status == KB_OK) status = attempt(&w, KB_STRICT, out);
    text_work best = w;
    for (kb_leniency level = KB_NAMES_STAY; status == KB_OK && level < KB_LENIENCIES && out->text.len < DOUBTED_BYTES;
         level++) {
        kb_main_text more;
        status = attempt(&w, level, &more);
        if (status != KB_OK || more.text.len < 2 * out->text.len) continue;
        if (level == KB_UNSHOWN_STAYS && more.text.len < UNSHOWN_BYTES) continue;
        *out = more;
        best = w;
    }
    if (status == KB_OK && best.level == KB_NAMES_STAY)
        status = kb_why_note(why, arena, err, "little was found: what is left out by its names was let in");
    if (status == KB_OK && best.level == KB_HIDDEN_STAYS)
        status = kb_why_note(why, arena, err, "little was found: what is hidden or left out by its names was let in");
    if (status == KB_OK && best.level == KB_UNSHOWN_STAYS)
        status = kb_why_note(why, arena, err, "little was found: what stands in noscript and template was let in");
    out->marks = best.marks;
    out->blocks = best.blocks;
    return status == KB_OK && why ? tell(&best, out, why) : status;
}
