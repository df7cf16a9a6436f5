#include "read/page_kind.h"

#include "base/url.h"

#define LITTLE_CHARS 250  /* prose of an error or consent page at most: a short article under a large banner is one */
#define DIALOG_CHARS 1500 /* of a question for consent that no rule left out: more may be an article in its wrapper */
#define TEASERS 6         /* linked headings of a list, at least */
#define RUN 2             /* blocks of prose in a row, at most, on a page that lists */
#define LIVE_TIMES 4      /* times inside of what is named a live blog, at least */
#define LIVE_CHARS 400    /* and prose */
#define NUMBER_CHARS 60   /* a title with an error's number in it is no longer */

/* What a page states of itself. */
typedef struct {
    bool article; /* an article's type, or a time of publication */
    bool live;    /* LiveBlogPosting with updates or times of coverage */
    bool list;    /* CollectionPage, SearchResultsPage */
} stated_kind;

/* Is `word` the value, or one of the values, of a "@type" in the JSON? Looked for in the text: a page of many types
 * need not be parsed twice. */
static void read_types(kb_str json, stated_kind *out)
{
    static const struct {
        const char *ending;
        int kind;
    } endings[] = {
        { "NewsArticle\"", 1 }, { "Article\"", 1 }, { "BlogPosting\"", 1 },    { "Report\"", 1 },
        { "Review\"", 1 },      { "Recipe\"", 1 },  { "CollectionPage\"", 2 }, { "SearchResultsPage\"", 2 }
    };
    for (size_t at = 0; (at = kb_str_find(json, KB_STR("\"@type\""), at)) != SIZE_MAX; at += 7) {
        size_t i = at + 7, end;
        while (i < json.len && (json.at[i] <= ' ' || json.at[i] == ':')) i++;
        if (i == json.len) break;
        char close = json.at[i] == '[' ? ']' : '"';
        for (end = i + 1; end < json.len && end < i + 300 && json.at[end] != close;) end++;
        kb_str value = kb_str_part(json, kb_span_of(i, end + 1));
        for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++) {
            if (kb_str_find(value, kb_str_of(endings[k].ending), 0) == SIZE_MAX) continue;
            if (endings[k].kind == 1) out->article = true;
            if (endings[k].kind == 2) out->list = true;
        }
        if (kb_str_find(value, KB_STR("\"LiveBlogPosting\""), 0) != SIZE_MAX &&
            (kb_str_find(json, KB_STR("\"liveBlogUpdate\""), 0) != SIZE_MAX ||
             kb_str_find(json, KB_STR("\"coverageStartTime\""), 0) != SIZE_MAX))
            out->live = true;
    }
}

static void read_meta(const kb_node *node, stated_kind *out)
{
    kb_str name = kb_node_attribute(node, "property");
    kb_str content = kb_node_attribute(node, "content");
    if (name.len == 0) name = kb_node_attribute(node, "name");
    if (kb_str_equal_ascii(name, KB_STR("og:type")) && kb_str_find(content, KB_STR("article"), 0) != SIZE_MAX)
        out->article = true;
    if (kb_str_equal_ascii(name, KB_STR("article:published_time")) && content.len) out->article = true;
}

static stated_kind read_stated(const kb_page *page, const kb_main_text *found)
{
    stated_kind out = { 0 };
    for (size_t i = 0; i < page->count; i++) {
        const kb_node *node = &page->at[i];
        if (node->tag == KB_TAG_META) read_meta(node, &out);
        if (found->marks && (found->marks[i] & KB_MARK_STATED)) out.article = true;
        if (node->tag == KB_TAG_SCRIPT && node->end > i + 1 &&
            kb_str_starts(kb_str_trim(kb_node_attribute(node, "type")), KB_STR("application/ld+json")))
            read_types(page->at[i + 1].text, &out);
    }
    return out;
}

/* ---- counts ---- */

typedef struct {
    size_t prose;    /* characters of prose in the text */
    size_t asked;    /* of these in questions for consent: the page's heading may stand in one */
    size_t run;      /* the longest run of its prose without a linked heading */
    size_t teasers;  /* linked headings of the page outside of navigation */
    size_t consent;  /* characters in questions for consent */
    size_t seen;     /* characters of all blocks that are not hidden */
    bool error_name; /* an element is named as an error or a captcha */
} page_counts;

/* Is the block inside a question for consent? To be asked of the blocks in order: *node and *end (0 at first) say how
 * far was looked, and where the questions end. */
static bool inside_consent(const kb_page *page, const kb_main_text *found, const kb_block *b, size_t *node, size_t *end)
{
    for (; *node <= b->first && *node < page->count; ++*node)
        if ((found->marks[*node] & KB_MARK_CONSENT) && page->at[*node].tag != KB_TAG_BODY && page->at[*node].end > *end)
            *end = page->at[*node].end;
    return b->first < *end;
}

static page_counts count_page(const kb_page *page, const kb_main_text *found)
{
    page_counts n = { 0 };
    size_t run = 0, node = 0, end = 0;
    for (size_t i = 0; i < found->blocks.count; i++) {
        const kb_block *b = &found->blocks.at[i];
        bool consent = inside_consent(page, found, b, &node, &end);
        bool linked = b->heading && b->link_chars * 10 > b->chars * 7;
        if (b->out != KB_OUT_HIDDEN) n.seen += b->chars;
        if (consent && b->out != KB_OUT_HIDDEN) n.consent += b->chars;
        if (linked && b->out != KB_OUT_HIDDEN && b->out != KB_OUT_NAME && b->out != KB_OUT_SURE) n.teasers++;
        if (linked) run = 0;
        if (b->out || !b->good) continue;
        n.prose += kb_block_own(b);
        if (consent) n.asked += kb_block_own(b);
        if (++run > n.run) n.run = run;
    }
    for (size_t i = 0; i < page->count && !n.error_name; i++)
        n.error_name = (found->marks[i] & KB_MARK_ERROR) && page->at[i].tag != KB_TAG_TEXT;
    return n;
}

/* ---- the kinds ---- */

static bool is_live_by_markup(const kb_page *page, const kb_main_text *found)
{
    for (size_t i = 0; i < page->count; i++) {
        if (!(found->marks[i] & KB_MARK_LIVE) || page->at[i].tag == KB_TAG_BODY || page->at[i].tag == KB_TAG_HTML)
            continue;
        size_t times = 0;
        for (size_t k = i; k < page->at[i].end && times < LIVE_TIMES; k++) times += page->at[k].tag == KB_TAG_TIME;
        if (times == LIVE_TIMES && kb_blocks_good(&found->blocks, page, i) >= LIVE_CHARS) return true;
    }
    return false;
}

/* "404", "Error 503": a number of HTTP's errors (RFC 9110, 15.5 and 15.6) as a word of its own. */
static bool has_error_number(kb_str s)
{
    for (size_t i = 0; i + 3 <= s.len; i++) {
        bool begins = i == 0 || s.at[i - 1] == ' ', ends = i + 3 == s.len || strchr(" :-.|!", s.at[i + 3]);
        if (!begins || !ends || (s.at[i] != '4' && s.at[i] != '5') || s.at[i + 1] != '0') continue;
        if (strchr(s.at[i] == '4' ? "01345" : "0234", s.at[i + 2])) return true;
    }
    return kb_str_find(s, KB_STR("410 "), 0) == 0;
}

static bool title_tells_error(const kb_page *page, const kb_main_text *found)
{
    for (size_t i = 0; i + 1 < page->count; i++) {
        kb_str title = page->at[i].tag == KB_TAG_TITLE ? kb_str_trim(page->at[i + 1].text) : (kb_str){ 0 };
        if (title.len && title.len <= NUMBER_CHARS && has_error_number(title)) return true;
        if (page->at[i].tag == KB_TAG_BODY) break;
    }
    for (size_t i = 0; i < found->blocks.count; i++) {
        const kb_block *b = &found->blocks.at[i];
        if (b->heading == 1 && b->chars <= NUMBER_CHARS && has_error_number(kb_block_words(&found->blocks, b)))
            return true;
    }
    return false;
}

/* "/", "/en/", "/index.html" */
static bool is_home_path(kb_str path)
{
    while (path.len && path.at[0] == '/') path = kb_str_part(path, kb_span_of(1, path.len));
    while (path.len && path.at[path.len - 1] == '/') path.len--;
    if (path.len == 0 || kb_str_starts(path, KB_STR("index.")) || kb_str_starts(path, KB_STR("home."))) return true;
    return path.len == 2 || (path.len == 5 && (path.at[2] == '-' || path.at[2] == '_'));
}

/* A step of the path that content systems give to lists. */
static bool is_list_path(kb_str path)
{
    static const char *const steps[] = {
        "tag",     "tags",   "topic",   "topics",   "category", "categories", "author",
        "authors", "search", "archive", "archives", "latest",   "indeks",     "index"
    };
    kb_str rest = path, step;
    while (rest.at && kb_str_next(&rest, '/', &step))
        for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
            if (kb_str_equal_ascii(step, kb_str_of(steps[i]))) return true;
    return false;
}

kb_doc_kind kb_page_kind_find(const kb_page *page, const kb_main_text *found, kb_str url, kb_str *reason)
{
    stated_kind stated = read_stated(page, found);
    page_counts n = count_page(page, found);
    kb_url parts = kb_url_split(url);
    bool little = n.prose < LITTLE_CHARS, asks = n.prose - n.asked < LITTLE_CHARS && n.asked < DIALOG_CHARS;
    bool lists = n.teasers >= TEASERS && n.run <= RUN;
    const struct {
        bool holds;
        kb_doc_kind kind;
        const char *reason;
    } rules[] = {
        { stated.live, KB_DOC_LIVE, "LiveBlogPosting" },
        { !stated.live && is_live_by_markup(page, found), KB_DOC_LIVE, "named a live blog, with times" },
        { stated.article, KB_DOC_ARTICLE, "" },
        { little && kb_str_starts(kb_url_host(url), KB_STR("consent.")), KB_DOC_CONSENT, "host" },
        { asks && n.consent * 10 >= n.seen * 6 && n.consent, KB_DOC_CONSENT, "most words are a question for consent" },
        { little && n.error_name, KB_DOC_ERROR, "named an error or a captcha" },
        { little && title_tells_error(page, found), KB_DOC_ERROR, "an error's number in the title" },
        { parts.authority.len && is_home_path(parts.path) && !parts.query.len, KB_DOC_HOME, "address without a path" },
        { stated.list && n.run <= RUN, KB_DOC_LIST, "CollectionPage or SearchResultsPage" },
        { lists && is_list_path(parts.path), KB_DOC_LIST, "address of a list, and linked headings" },
        { lists && n.teasers >= 2 * TEASERS && !kb_str_is(found->chosen_by, "article-body"), KB_DOC_LIST,
          "linked headings, little between them" },
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (!rules[i].holds) continue;
        *reason = kb_str_of(rules[i].reason);
        return rules[i].kind;
    }
    *reason = (kb_str){ 0 };
    return KB_DOC_ARTICLE;
}

kb_status kb_page_all_words(const kb_page *page, const kb_main_text *found, kb_arena *arena, kb_str *out, kb_err *err)
{
    size_t room = 1, len = 0;
    for (size_t i = 0; i < page->count; i++) room += page->at[i].text.len + 1;
    char *at = KB_NEW(arena, char, room);
    if (!at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < found->blocks.count; i++) {
        const kb_block *b = &found->blocks.at[i];
        kb_str words = kb_block_words(&found->blocks, b);
        if (b->out == KB_OUT_HIDDEN || b->link_chars * 2 > b->chars) continue;
        if (len) at[len++] = '\n';
        memcpy(at + len, words.at, words.len);
        len += words.len;
    }
    *out = (kb_str){ at, len };
    return KB_OK;
}
