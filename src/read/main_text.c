#include "read/main_text.h"

#include "base/utf8.h"

#define GOOD_CHARS 60       /* a block with so many characters outside links may be prose */
#define LINK_SHARE 0.4      /* a block with more of it in links is none */
#define CONTAINER_CHARS 250 /* prose that a marked container must hold */
#define DOUBTED_BYTES 600   /* a text with less is tried again with less left out */
#define COVER_SHARE 0.35    /* of the page's prose that a chosen container must hold */

/* Names (class, id) of what is no article. Words are whole; a space may be missing ("read more", "readmore"). */
static const char *const cut_names[] = {
    "related",
    "relateds",
    "related posts",
    "related articles",
    "related content",
    "related links",
    "share",
    "shares",
    "sharing",
    "share bar",
    "share buttons",
    "social",
    "social media",
    "socials",
    "sharedaddy",
    "addthis",
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "signup",
    "sign up",
    "promo",
    "promos",
    "promotion",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "ad",
    "ads",
    "adslot",
    "ad slot",
    "ad unit",
    "sponsored",
    "sponsor",
    "outbrain",
    "taboola",
    "sidebar",
    "side bar",
    "rail",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "tags",
    "tag list",
    "taglist",
    "topics",
    "topic list",
    "byline",
    "bylines",
    "author bio",
    "author box",
    "author info",
    "author card",
    "author name",
    "about author",
    "authors",
    "dateline",
    "timestamp",
    "post date",
    "publish date",
    "published date",
    "post meta",
    "entry meta",
    "article meta",
    "post info",
    "article info",
    "caption",
    "captions",
    "image caption",
    "wp caption text",
    "credit",
    "photo credit",
    "image credit",
    "gallery",
    "slideshow",
    "carousel",
    "paywall",
    "modal",
    "popup",
    "overlay",
    "toolbar",
    "tools",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "footer",
    "site header",
    "masthead",
    "banner",
    "skip link",
    "screen reader text",
    "sr only",
    "visually hidden",
    "hidden",
    "hide",
    "print only",
    "read more",
    "more stories",
    "more news",
    "most read",
    "most popular",
    "popular",
    "trending",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "read next",
    "up next",
    "next up",
    "also read",
    "see also",
    "correction box",
    "poll",
    "login",
    "register",
    "search",
    "rating",
    "ratings",
    "donate",
    "donation",
    "jp relatedposts",
    "infobox",
    "teaser",
    "teasers",
    "footnotes",
    "copyright",
    "disclaimer",
    "follow us",
    "follow",
    "audio player",
    "video player",
    "listen",
    "player",
    "fact box",
    "kicker",
    "eyebrow",
    "baca juga",
    "twitter tweet",
    "twitter video",
    "instagram media",
    "tiktok embed",
    "fb post",
    "bluesky embed",
    "tag",
};

/* Of these no page's article is made, however much they hold. */
static const char *const sure_names[] = {
    "comment", "comments", "comment list",  "comments section", "disqus", "disqus thread", "respond",
    "cookie",  "cookies",  "cookie banner", "consent",          "gdpr",   "onetrust",
};

/* Names of what holds the article, the surest first. */
static const char *const body_names[] = {
    "article body",   "articlebody",     "article body content",
    "story body",     "storybody",       "article content",
    "article text",   "story content",   "story text",
    "entry content",  "post content",    "post body",
    "article main",   "articletext",     "main content article",
    "news content",   "news text",       "detail text",
    "detail content", "content article", "content body",
    "body content",   "article detail",  "article inner",
    "richtext",       "rich text",       "rte",
    "wysiwyg",        "text content",    "post text",
    "body copy",      "article copy",    "news body",
    "read content",   "single content",  "content detail",
    "body text",      "bodytext",        "article bodytext",
};

typedef struct {
    uint32_t node;  /* the block element that holds it */
    uint32_t first; /* its first text node */
    kb_span words;  /* in the buffer of all words */
    size_t chars, link_chars;
    uint8_t heading; /* 1..6 */
    bool item;       /* of a list */
    bool good;       /* prose */
    bool stop;       /* ends as a sentence does, or holds one */
} text_block;

/* What is left out: all that should be; not by names; not even what is hidden (some pages show it by script). */
typedef enum { STRICT, NAMES_STAY, HIDDEN_STAYS, LEVELS } leniency;

typedef struct {
    const kb_page *page;
    kb_arena *arena;
    kb_err *err;
    kb_str title;
    struct {
        text_block *at;
        size_t count;
    } blocks;
    char *words; /* all blocks' words, white space run together */
    size_t words_len;
    size_t *good_before;  /* by block: good characters before it */
    double *value_before; /* by block: sum of values before it */
    uint32_t *block_at;   /* by node: index of the first block at or behind it */
    bool *cut;            /* by node: its subtree is left out */
    leniency level;
} text_work;

/* ---- what is left out ---- */

/* React streams a part of the page as a hidden element "S:1" that a script then moves into place. */
static bool is_streamed(const kb_node *node)
{
    return kb_str_starts(kb_node_attribute(node, "id"), KB_STR("S:"));
}

static bool is_hidden(const kb_node *node)
{
    kb_str style = kb_node_attribute(node, "style");
    for (size_t i = 0; i < node->attribute_count; i++) {
        kb_str name = node->attributes[i].name;
        if (kb_str_is(name, "hidden")) return !is_streamed(node);
        if (kb_str_is(name, "aria-hidden") && kb_str_is(node->attributes[i].value, "true")) return true;
    }
    if (style.len == 0) return false;
    return kb_str_find(style, KB_STR("display:none"), 0) != SIZE_MAX ||
           kb_str_find(style, KB_STR("display: none"), 0) != SIZE_MAX ||
           kb_str_find(style, KB_STR("visibility:hidden"), 0) != SIZE_MAX;
}

static bool is_marked_body(const kb_node *node)
{
    return kb_str_find(kb_node_attribute(node, "itemprop"), KB_STR("articleBody"), 0) != SIZE_MAX;
}

static bool is_named_any(const kb_node *node, const char *const *names, size_t count)
{
    if (node->names.len == 0) return false;
    for (size_t i = 0; i < count; i++)
        if (kb_node_named(node, names[i])) return true;
    return false;
}

static bool has_cut_name(const kb_node *node)
{
    kb_str role = kb_node_attribute(node, "role");
    if (kb_str_is(role, "navigation") || kb_str_is(role, "complementary") || kb_str_is(role, "contentinfo") ||
        kb_str_is(role, "dialog") || kb_str_is(role, "search"))
        return true;
    return is_named_any(node, cut_names, sizeof cut_names / sizeof cut_names[0]);
}

static bool has_sure_name(const kb_node *node)
{
    return is_named_any(node, sure_names, sizeof sure_names / sizeof sure_names[0]);
}

static bool has_body_name(const kb_node *node)
{
    return is_named_any(node, body_names, sizeof body_names / sizeof body_names[0]);
}

static bool may_be_cut(kb_tag tag)
{
    return tag != KB_TAG_HTML && tag != KB_TAG_BODY && tag != KB_TAG_MAIN && tag != KB_TAG_ARTICLE &&
           tag != KB_TAG_TEXT;
}

/* By element alone: no page shows an article in these. */
static bool is_cut_element(const kb_node *node, leniency level)
{
    if (kb_tag_nature_of(node->tag) == KB_NATURE_SKIP) return true;
    if (node->tag == KB_TAG_FOOTER || node->tag == KB_TAG_ASIDE || node->tag == KB_TAG_FIGCAPTION ||
        node->tag == KB_TAG_CAPTION)
        return true;
    return level < HIDDEN_STAYS && may_be_cut(node->tag) && is_hidden(node);
}

/* ---- blocks ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

typedef struct {
    text_block block;
    bool open;          /* a block is being filled */
    uint32_t links_end; /* behind the subtree of the link that we are in */
    uint32_t items_end, heading_end;
    uint8_t heading;
} block_state;

static bool ends_sentence(kb_str s)
{
    static const char *const ends[] = { ".", "!",  "?",  ".\"", ".”", "!\"", "?\"", "!”", "?”",
                                        "…", "。", ".)", "».",  ".»", ".’",  ".'",  ":" };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (kb_str_ends(s, kb_str_of(ends[i]))) return true;
    return kb_str_find(s, KB_STR(". "), 0) != SIZE_MAX || kb_str_find(s, KB_STR("。"), 0) != SIZE_MAX;
}

static kb_status close_block(text_work *w, block_state *s)
{
    if (!s->open) return KB_OK;
    s->open = false;
    kb_span span = { s->block.words.begin, w->words_len };
    while (span.end > span.begin && w->words[span.end - 1] == ' ') span.end--;
    if (kb_span_len(span) == 0) return KB_OK;
    text_block *block = KB_ADD(w->arena, &w->blocks, text_block);
    if (!block) return kb_arena_fail(w->arena, w->err);
    *block = s->block;
    block->words = span;
    kb_str words = { w->words + span.begin, kb_span_len(span) };
    block->stop = ends_sentence(words);
    size_t own = block->chars > block->link_chars ? block->chars - block->link_chars : 0;
    bool linky = (double)block->link_chars > LINK_SHARE * (double)block->chars;
    block->good = !linky && block->heading == 0 && own >= GOOD_CHARS && (block->stop || own >= 3 * (size_t)GOOD_CHARS);
    return KB_OK;
}

static void add_words(text_work *w, block_state *s, size_t i, kb_str text)
{
    bool link = i < s->links_end;
    for (size_t k = 0; k < text.len; k++) {
        char c = text.at[k];
        bool space = is_space(c) || (c == '\xC2' && k + 1 < text.len && text.at[k + 1] == '\xA0');
        if (c == '\xC2' && space) k++;
        if (space && (!s->open || (w->words_len > s->block.words.begin && w->words[w->words_len - 1] == ' '))) continue;
        if (!s->open) {
            uint32_t parent = w->page->at[i].parent;
            while (parent && kb_tag_nature_of(w->page->at[parent].tag) == KB_NATURE_INLINE)
                parent = w->page->at[parent].parent;
            s->block = (text_block){ .node = parent,
                                     .first = (uint32_t)i,
                                     .words = { w->words_len, w->words_len },
                                     .heading = i < s->heading_end ? s->heading : 0,
                                     .item = i < s->items_end };
            s->open = true;
        }
        w->words[w->words_len++] = space ? ' ' : c;
        bool begins = ((uint8_t)c & 0xC0) != 0x80;
        s->block.chars += begins;
        s->block.link_chars += begins && link;
    }
}

static kb_status enter_node(text_work *w, block_state *s, size_t i)
{
    const kb_node *node = &w->page->at[i];
    if (node->tag == KB_TAG_TEXT) {
        add_words(w, s, i, node->text);
        return KB_OK;
    }
    if (node->tag == KB_TAG_A && node->end > s->links_end) s->links_end = node->end;
    if (node->tag == KB_TAG_LI && node->end > s->items_end) s->items_end = node->end;
    if (node->tag >= KB_TAG_H1 && node->tag <= KB_TAG_H6) {
        s->heading = (uint8_t)(node->tag - KB_TAG_H1 + 1);
        s->heading_end = node->end;
    }
    return kb_tag_nature_of(node->tag) == KB_NATURE_INLINE ? KB_OK : close_block(w, s);
}

/* A block also ends where its element ends: `ends` counts, by node, the block elements that end before it. */
static kb_status find_blocks(text_work *w)
{
    const kb_page *page = w->page;
    block_state s = { 0 };
    uint8_t *ends = KB_NEW(w->arena, uint8_t, page->count + 1);
    kb_status status = KB_OK;
    if (!ends) return kb_arena_fail(w->arena, w->err);
    w->blocks.at = NULL;
    w->blocks.count = 0;
    w->words_len = 0;
    for (size_t i = 0; status == KB_OK && i < page->count;) {
        const kb_node *node = &page->at[i];
        if (ends[i]) status = close_block(w, &s);
        w->block_at[i] = (uint32_t)w->blocks.count;
        if (status != KB_OK) break;
        bool cut = w->cut[i];
        if (node->tag != KB_TAG_TEXT && kb_tag_nature_of(node->tag) != KB_NATURE_INLINE) ends[node->end] = 1;
        if (!cut) {
            status = enter_node(w, &s, i);
            w->block_at[i] = (uint32_t)w->blocks.count;
            i++;
            continue;
        }
        if (kb_tag_nature_of(node->tag) != KB_NATURE_INLINE) status = close_block(w, &s);
        uint32_t count = (uint32_t)w->blocks.count;
        for (size_t k = i; k < node->end; k++) w->block_at[k] = count;
        i = node->end;
    }
    if (status == KB_OK) status = close_block(w, &s);
    w->block_at[page->count] = (uint32_t)w->blocks.count;
    return status;
}

/* Prose counts for a container, boilerplate against it. */
static double value_of(const text_block *b)
{
    if (b->good) return (double)(b->chars - b->link_chars);
    if (b->heading) return b->link_chars * 2 > b->chars ? -20.0 : 0.0;
    if (b->link_chars * 2 > b->chars) return -30.0 - (double)b->link_chars / 2;
    if (b->stop) return (double)b->chars / 2;
    return -25.0;
}

static kb_status sum_blocks(text_work *w)
{
    size_t n = w->blocks.count;
    w->good_before = KB_NEW(w->arena, size_t, n + 1);
    w->value_before = KB_NEW(w->arena, double, n + 1);
    if (!w->good_before || !w->value_before) return kb_arena_fail(w->arena, w->err);
    for (size_t i = 0; i < n; i++) {
        const text_block *b = &w->blocks.at[i];
        w->good_before[i + 1] = w->good_before[i] + (b->good ? b->chars - b->link_chars : 0);
        w->value_before[i + 1] = w->value_before[i] + value_of(b);
    }
    return KB_OK;
}

/* Blocks of a subtree: [first, last). A block belongs to where its first words stand. */
static kb_span blocks_of(const text_work *w, size_t node)
{
    size_t first = w->block_at[node], end = w->page->at[node].end, last = w->block_at[end];
    if (first && w->blocks.at[first - 1].first >= node && w->blocks.at[first - 1].first < end) first--;
    while (last > first && w->blocks.at[last - 1].first >= end) last--;
    while (last < w->blocks.count && w->blocks.at[last].first < end) last++;
    return (kb_span){ first, last };
}

static size_t good_of(const text_work *w, size_t node)
{
    kb_span b = blocks_of(w, node);
    return b.end > b.begin ? w->good_before[b.end] - w->good_before[b.begin] : 0;
}

static double value_sum(const text_work *w, size_t node)
{
    kb_span b = blocks_of(w, node);
    return b.end > b.begin ? w->value_before[b.end] - w->value_before[b.begin] : 0;
}

/* ---- cutting ---- */

static void cut_elements(text_work *w)
{
    for (size_t i = 0; i < w->page->count; i++) w->cut[i] = is_cut_element(&w->page->at[i], w->level);
}

/* Does a subtree hold what only the article has: its h1, a marked body? */
static bool holds_article(const kb_page *page, size_t node)
{
    for (size_t i = node; i < page->at[node].end; i++)
        if (page->at[i].tag == KB_TAG_H1 || is_marked_body(&page->at[i])) return true;
    return false;
}

/* Names are cut only where they do not take the article away with them: a class of the whole page ("has-sidebar") says
 * nothing of its words. `total` is the page's prose before. */
static bool is_cut_named(const text_work *w, size_t i, size_t total)
{
    const kb_node *node = &w->page->at[i];
    if (!may_be_cut(node->tag) || is_marked_body(node)) return false;
    bool half = good_of(w, i) * 2 > total;
    if (has_sure_name(node) && (!half || !holds_article(w->page, i))) return true;
    if (half) return false;
    return node->tag == KB_TAG_HEADER || (w->level < NAMES_STAY && has_cut_name(node));
}

static void cut_named(text_work *w, size_t total)
{
    for (size_t i = 0; i < w->page->count;) {
        const kb_node *node = &w->page->at[i];
        if (!w->cut[i] && node->tag != KB_TAG_TEXT) w->cut[i] = is_cut_named(w, i, total);
        i = w->cut[i] ? node->end : i + 1;
    }
}

/* ---- rules ---- */

typedef bool (*container_test)(const kb_node *node);

static bool is_article_body(const kb_node *node)
{
    return is_marked_body(node) ||
           ((kb_tag_nature_of(node->tag) == KB_NATURE_BOX) && node->tag != KB_TAG_BODY && has_body_name(node));
}

static bool is_article(const kb_node *node)
{
    return node->tag == KB_TAG_ARTICLE || kb_str_is(kb_node_attribute(node, "role"), "article");
}

static bool is_main(const kb_node *node)
{
    return node->tag == KB_TAG_MAIN || kb_str_is(kb_node_attribute(node, "role"), "main");
}

/* The outermost article element around a node; 0 when there is none. */
static size_t article_of(const kb_page *page, size_t node)
{
    size_t found = 0;
    for (; node; node = page->at[node].parent)
        if (is_article(&page->at[node])) found = node;
    return found;
}

#define FIRST_SHARE \
    0.35 /* of the best container's value that an earlier one of another article must have to go before it */

/* The container with the best value that passes the test; 0 when none holds enough prose. Where articles follow one
 * another on a page, the first that is about as good is the page's own. */
static size_t best_of(const text_work *w, container_test test, size_t total)
{
    size_t best = 0, first = 0;
    double best_value = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 1; i < w->page->count && !first; i++) {
            const kb_node *node = &w->page->at[i];
            if (w->cut[i]) {
                i = node->end - 1;
                continue;
            }
            if (node->tag == KB_TAG_TEXT || !test(node)) continue;
            size_t good = good_of(w, i);
            double value = value_sum(w, i);
            if (good < CONTAINER_CHARS) continue;
            if (pass == 0 && value > best_value && (double)good >= COVER_SHARE * (double)total) {
                best = i;
                best_value = value;
            }
            if (pass == 1 && node->end <= best && value >= FIRST_SHARE * best_value &&
                article_of(w->page, i) != article_of(w->page, best))
                first = i;
        }
        if (!best) return 0;
    }
    return first ? first : best;
}

/* The element whose blocks sum up best; of equals the inner one. */
static size_t best_sum(const text_work *w)
{
    size_t best = 0;
    double best_value = 0;
    for (size_t i = 1; i < w->page->count; i++) {
        const kb_node *node = &w->page->at[i];
        if (w->cut[i]) {
            i = node->end - 1;
            continue;
        }
        kb_tag_nature nature = node->tag == KB_TAG_TEXT ? KB_NATURE_INLINE : kb_tag_nature_of(node->tag);
        if (nature == KB_NATURE_INLINE || node->tag == KB_TAG_P) continue;
        double value = value_sum(w, i);
        if (value < best_value || value <= 0) continue;
        best = i;
        best_value = value;
    }
    return best;
}

static const struct {
    const char *name;
    container_test test;
} rules[] = {
    { "article-body", is_article_body },
    { "article", is_article },
    { "main", is_main },
};
#define RULES (sizeof rules / sizeof rules[0])

/* The rule's index; the count of rules when the sum of blocks decides. */
static size_t choose(const text_work *w, size_t *container)
{
    size_t total = w->good_before[w->blocks.count];
    for (size_t r = 0; r < RULES; r++)
        if ((*container = best_of(w, rules[r].test, total)) != 0) return r;
    *container = best_sum(w);
    return RULES;
}

/* ---- words of the chosen ---- */

/* Belongs to the chosen container: another part of an article that is split. Marked bodies of one article do, and with
 * the other rules what is of the same make beside it. */
static bool is_part(const text_work *w, size_t rule, size_t i, size_t container)
{
    const kb_node *x = &w->page->at[i], *y = &w->page->at[container];
    if (x->tag == KB_TAG_TEXT || x->tag == KB_TAG_ARTICLE || value_sum(w, i) <= 0) return false;
    if (rule == 0)
        return is_article_body(x) && article_of(w->page, i) == article_of(w->page, container) && good_of(w, i) > 0;
    return x->parent == y->parent && x->tag == y->tag && x->names.len && kb_str_equal(x->names, y->names);
}

static bool same_letters(kb_str a, kb_str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.len && (a.at[i] == ' ' || (uint8_t)a.at[i] >= 0x80 || strchr("'\"-", a.at[i]))) i++;
        while (k < b.len && (b.at[k] == ' ' || (uint8_t)b.at[k] >= 0x80 || strchr("'\"-", b.at[k]))) k++;
        if (i == a.len || k == b.len) return i == a.len && k == b.len;
        if (a.at[i++] != b.at[k++]) return false;
    }
}

/* Is this block of the chosen container a part of the article? */
static bool keeps(const text_work *w, const text_block *b, bool after_prose, bool before_end)
{
    kb_str words = { w->words + b->words.begin, kb_span_len(b->words) };
    if (b->good) return true;
    if (w->title.len && !after_prose && same_letters(words, w->title)) return false;
    size_t own = b->chars > b->link_chars ? b->chars - b->link_chars : 0;
    if (b->stop && own >= GOOD_CHARS / 2 && !b->heading) return true;
    if (b->link_chars * 10 > b->chars * 7) return false; /* links alone */
    if (b->heading) return b->heading > 1 && after_prose && before_end;
    if (b->link_chars * 2 > b->chars) return false;
    if (b->stop) return true;
    return before_end && after_prose && b->chars > 2;
}

static kb_status write_text(text_work *w, const bool *chosen, kb_str *out)
{
    size_t first = SIZE_MAX, last = 0, len = 0;
    for (size_t i = 0; i < w->blocks.count; i++) {
        if (!chosen[i] || !(w->blocks.at[i].good ||
                            (w->blocks.at[i].stop && w->blocks.at[i].link_chars * 2 <= w->blocks.at[i].chars)))
            continue;
        if (first == SIZE_MAX) first = i;
        last = i;
    }
    char *at = KB_NEW(w->arena, char, w->words_len + w->blocks.count + 1);
    if (!at) return kb_arena_fail(w->arena, w->err);
    for (size_t i = 0; i < w->blocks.count; i++) {
        const text_block *b = &w->blocks.at[i];
        if (!chosen[i] || !keeps(w, b, first < i, i < last)) continue;
        if (len) at[len++] = '\n';
        memcpy(at + len, w->words + b->words.begin, kb_span_len(b->words));
        len += kb_span_len(b->words);
    }
    *out = (kb_str){ at, len };
    return KB_OK;
}

static kb_status collect(text_work *w, size_t rule, size_t container, kb_main_text *out)
{
    const kb_page *page = w->page;
    bool *chosen = KB_NEW(w->arena, bool, w->blocks.count);
    if (!chosen) return kb_arena_fail(w->arena, w->err);
    for (size_t i = 1; i < page->count; i++) {
        if (w->cut[i]) {
            i = page->at[i].end - 1;
            continue;
        }
        bool holds = kb_page_inside(page, container, i) && i != container; /* its parts are looked at one by one */
        if (i != container && (holds || !is_part(w, rule, i, container))) continue;
        kb_span b = blocks_of(w, i);
        for (size_t k = b.begin; k < b.end; k++) chosen[k] = true;
        i = page->at[i].end - 1;
    }
    out->container = container;
    return write_text(w, chosen, &out->text);
}

static kb_status prepare(text_work *w)
{
    size_t words = 1;
    for (size_t i = 0; i < w->page->count; i++) words += w->page->at[i].text.len;
    w->words = KB_NEW(w->arena, char, words);
    w->block_at = KB_NEW(w->arena, uint32_t, w->page->count + 1);
    w->cut = KB_NEW(w->arena, bool, w->page->count + 1);
    if (!w->words || !w->block_at || !w->cut) return kb_arena_fail(w->arena, w->err);
    return KB_OK;
}

static kb_status attempt(text_work *w, leniency level, kb_main_text *out)
{
    kb_status status;
    size_t container = 0;
    *out = (kb_main_text){ 0 };
    w->level = level;
    cut_elements(w);
    if ((status = find_blocks(w)) != KB_OK || (status = sum_blocks(w)) != KB_OK) return status;
    cut_named(w, w->good_before[w->blocks.count]);
    if ((status = find_blocks(w)) != KB_OK || (status = sum_blocks(w)) != KB_OK) return status;
    size_t rule = choose(w, &container);
    out->chosen_by = rule < RULES ? kb_str_of(rules[rule].name) : KB_STR("paragraphs");
    return container ? collect(w, rule, container, out) : KB_OK;
}

kb_status kb_main_text_find(const kb_page *page, kb_str title, kb_arena *arena, kb_main_text *out, kb_err *err)
{
    text_work w = { .page = page, .arena = arena, .err = err, .title = title };
    kb_status status = prepare(&w);
    *out = (kb_main_text){ 0 };
    if (status == KB_OK) status = attempt(&w, STRICT, out);
    for (leniency level = NAMES_STAY; status == KB_OK && level < LEVELS && out->text.len < DOUBTED_BYTES; level++) {
        kb_main_text more;
        status = attempt(&w, level, &more);
        if (status == KB_OK && more.text.len >= 2 * out->text.len) *out = more;
    }
    return status;
}
