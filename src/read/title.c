/* The title of a page: several places state it, each with what is not of it; the words that most of them agree on. */
#include "read/stated.h"
#include "read/tidy.h"

#define TITLE_BYTES_MAX 500
#define OTHERS_MAX 60
#define OUTLET_BYTES_MAX 60
#define ROUNDS_MAX 4 /* endings taken off: " - Section - Outlet" */

/* ---- the outlet's name ---- */

/* Behind what is no letter or digit at `i`: ASCII marks, U+0080 to U+00BF, and U+2000 to U+206F (dashes, quotation
 * marks, spaces). */
static size_t skip_marks(kb_str s, size_t i)
{
    while (i < s.len) {
        uint8_t c = (uint8_t)s.at[i];
        bool letter = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c >= 0x80;
        if (c == 0xE2 && i + 2 < s.len && ((uint8_t)s.at[i + 1] == 0x80 || (uint8_t)s.at[i + 1] == 0x81))
            i += 3;
        else if (c == 0xC2 && i + 1 < s.len)
            i += 2;
        else if (letter)
            break;
        else
            i++;
    }
    return i;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

typedef enum { DIFFER, BEGINS, EQUAL } likeness;

/* Compares letters and digits alone, ASCII case aside. BEGINS: one is the begin of the other, at least four letters. */
static likeness compare(kb_str a, kb_str b)
{
    size_t i = 0, k = 0, equal = 0;
    for (;;) {
        i = skip_marks(a, i);
        k = skip_marks(b, k);
        if (i >= a.len || k >= b.len) break;
        if (lower(a.at[i++]) != lower(b.at[k++])) return DIFFER;
        equal++;
    }
    if (equal < 2) return DIFFER;
    if (i >= a.len && k >= b.len) return EQUAL;
    bool whole_word = k >= b.len && (skip_marks(a, i) > i || (i && a.at[i - 1] == ' '));
    return equal >= 4 || (equal == 3 && whole_word) ? BEGINS : DIFFER;
}

/* "https://www.harian-nusa.example/x" -> "harian-nusa" */
static kb_str first_label(kb_str host)
{
    for (size_t i = 0; i < host.len; i++)
        if (host.at[i] == '.') return kb_str_part(host, kb_span_of(0, i));
    return host;
}

/* The label before the public suffix, near enough: the longest label but the last. */
static kb_str main_label(kb_str host)
{
    kb_str rest = host, label, best = first_label(host);
    while (rest.len && kb_str_next(&rest, '.', &label))
        if (rest.len && label.len > best.len) best = label;
    return best;
}

static kb_str without_article(kb_str s) /* "The Island Post" -> "Island Post" */
{
    return s.len > 8 && kb_str_equal_ascii(kb_str_part(s, kb_span_of(0, 4)), KB_STR("the "))
               ? kb_str_part(s, kb_span_of(4, s.len))
               : s;
}

bool kb_stated_outlet(const kb_stated *w, kb_str words)
{
    const kb_str names[] = { w->outlet, w->app, w->ld.publisher, w->host, main_label(w->host) };
    if (words.len == 0 || words.len > 120) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names[i].len == 0) continue;
        if (compare(words, names[i]) != DIFFER || compare(without_article(words), without_article(names[i])) != DIFFER)
            return true;
    }
    return false;
}

bool kb_stated_hidden(const kb_page *page, size_t i)
{
    for (; i; i = page->at[i].parent) {
        kb_tag tag = page->at[i].tag;
        if (tag == KB_TAG_NAV || tag == KB_TAG_FOOTER || tag == KB_TAG_ASIDE || tag == KB_TAG_TEMPLATE ||
            tag == KB_TAG_NOSCRIPT || tag == KB_TAG_DIALOG)
            return true;
    }
    return false;
}

/* ---- without the outlet and the section ---- */

typedef struct {
    size_t begin, end;
} cut; /* of a separator */

static bool is_high(kb_str s, size_t i)
{
    return i < s.len && (uint8_t)s.at[i] >= 0x80;
}

/* The separator that begins at `at`: a bar, dash, bullet or the like with space around it, or a bar without; .end == 0
 * where none does. Scripts that set no spaces set none around a hyphen either. */
static cut separator_at(kb_str s, size_t at)
{
    static const char *const marks[] = { "|", "-", "–",  "—", "·",  "•", "»", "›", "::",
                                         "/", ">", "ㅣ", "│", "｜", "<", "«", "~" };
    size_t begin = at;
    bool before = false, behind = false, bar = false;
    while (at < s.len && s.at[at] == ' ') at++;
    before = at > begin;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        kb_str mark = kb_str_of(marks[i]);
        if (!kb_str_starts(kb_str_part(s, kb_span_of(at, s.len)), mark)) continue;
        bar = i == 0 || (i >= 11 && i <= 13);
        at += mark.len;
        behind = at < s.len && s.at[at] == ' ';
        while (at < s.len && s.at[at] == ' ') at++;
        bool bare = i == 1 && !before && !behind && is_high(s, begin - 1) && is_high(s, at);
        return (before && behind) || bar || bare ? (cut){ begin, at } : (cut){ 0, 0 };
    }
    return (cut){ 0, 0 };
}

/* The last separator and the first; .end == 0 where there is none. */
static void find_cuts(kb_str s, cut *first, cut *last)
{
    *first = *last = (cut){ 0, 0 };
    for (size_t i = 1; i + 1 < s.len; i++) {
        if (s.at[i] == ' ' && s.at[i - 1] == ' ') continue;
        cut c = separator_at(s, i);
        if (c.end == 0) continue;
        if (first->end == 0) *first = c;
        *last = c;
        i = c.end - 1;
    }
}

/* Do the words begin like another statement of the title, and end where that one does? Then the rest is not of it. */
static bool is_title_elsewhere(const kb_stated *w, kb_str words, kb_str self)
{
    const kb_str others[] = { w->ld.headline, w->heading_words };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].len > 8 && others[i].at != self.at && compare(words, others[i]) == EQUAL) return true;
    for (size_t i = 0; i < w->metas.count; i++) {
        const kb_meta *meta = &w->metas.at[i];
        if (meta->field == KB_META_TITLE && meta->content.len > 8 && compare(words, meta->content) == EQUAL)
            return true;
    }
    return false;
}

static kb_str without_ends(const kb_stated *w, kb_str title)
{
    kb_str self = title;
    size_t line = kb_str_find(title, KB_STR("_"), 9); /* "标题_栏目_报纸": no headline holds one between its words */
    if (line != SIZE_MAX && is_high(title, line - 1) && is_high(title, line + 1)) title.len = line;
    for (int round = 0; round < ROUNDS_MAX; round++) {
        cut first, last;
        kb_str before = title;
        find_cuts(title, &first, &last);
        if (last.end == 0) break;
        kb_str tail = kb_str_part(title, kb_span_of(last.end, title.len)),
               head = kb_str_part(title, kb_span_of(0, first.begin));
        kb_str rest = kb_str_part(title, kb_span_of(0, last.begin));
        bool section = w->ld.section.len && compare(tail, w->ld.section) == EQUAL;
        if (head.len > 8 && is_title_elsewhere(w, head, self))
            title = head;
        else if (rest.len > 8 && (kb_stated_outlet(w, tail) || section || is_title_elsewhere(w, rest, self)))
            title = rest;
        else if (title.len - first.end > 10 && kb_stated_outlet(w, head))
            title = kb_str_part(title, kb_span_of(first.end, title.len));
        if (title.len == before.len) break;
    }
    return kb_str_trim(title);
}

/* "Outlet: Title" where the colon's left side names the outlet whole. */
static kb_str without_begin(const kb_stated *w, kb_str title)
{
    size_t colon = kb_str_find(title, KB_STR(": "), 0);
    if (colon == SIZE_MAX || title.len - colon < 14) return title;
    kb_str head = kb_str_part(title, kb_span_of(0, colon));
    const kb_str names[] = { w->outlet, w->ld.publisher, w->host };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].len && compare(head, names[i]) == EQUAL)
            return kb_str_trim(kb_str_part(title, kb_span_of(colon + 2, title.len)));
    return title;
}

static kb_status cleaned(kb_stated *w, kb_str stated, kb_str *out)
{
    kb_status status = kb_tidy(stated, w->doc->arena, out, w->err);
    if (status != KB_OK) return status;
    if (out->len > TITLE_BYTES_MAX) *out = (kb_str){ 0 };
    *out = without_begin(w, without_ends(w, *out));
    if (kb_stated_outlet(w, *out) && out->len < 40) *out = (kb_str){ 0 };
    return KB_OK;
}

/* ---- the heading ---- */

static int heading_rank(const kb_page *page, size_t i)
{
    const kb_node *node = &page->at[i];
    int rank = 1;
    for (size_t p = node->parent; p; p = page->at[p].parent)
        if (page->at[p].tag == KB_TAG_ARTICLE || page->at[p].tag == KB_TAG_MAIN) rank = 2;
    if (kb_str_is(kb_node_attribute(node, "itemprop"), "headline") || kb_node_named(node, "headline") ||
        kb_node_named(node, "title"))
        rank = 3;
    return rank;
}

/* How many of the title's statements share these words; a heading that none shares may be of a box. */
static int shared_by(const kb_stated *w, kb_str words)
{
    const kb_str others[] = { w->ld.headline, kb_metas_best(&w->metas, KB_META_TITLE, NULL), w->element };
    int shared = 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        shared += others[i].len && compare(words, others[i]) != DIFFER;
    return shared;
}

/* A line above the title that stands in the heading: a subject or a section. */
static bool is_kicker(const kb_node *node)
{
    static const char *const names[] = { "kicker",     "overline", "topline",       "roofline",   "dachzeile",
                                         "eyebrow",    "toptitle", "entry section", "spitzmarke", "titleheader",
                                         "supertitle", "uptitle",  "pretitle",      "antetitulo", "overhead",
                                         "rubric",     "sticker",  "surtitle",      "surtitre",   "occhiello" };
    for (size_t i = 0; node->names.len && i < sizeof names / sizeof *names; i++)
        if (kb_node_named(node, names[i])) return true;
    return false;
}

/* The words of a heading without a kicker at its begin. */
static kb_status heading_words(kb_stated *w, size_t heading, kb_str *out)
{
    const kb_page *page = w->page;
    kb_status status = kb_page_words(page, heading, w->doc->arena, out, w->err);
    for (size_t i = heading + 1; status == KB_OK && i < page->at[heading].end && i < heading + 12; i++) {
        kb_str kicker;
        if (page->at[i].tag == KB_TAG_TEXT || !is_kicker(&page->at[i])) continue;
        status = kb_page_words(page, i, w->doc->arena, &kicker, w->err);
        if (status != KB_OK) return status;
        kb_str rest = kb_str_part(*out, kb_span_of(kicker.len, out->len));
        while (rest.len && strchr(" :-|/.", rest.at[0])) rest = kb_str_part(rest, kb_span_of(1, rest.len));
        bool titled = is_title_elsewhere(w, *out, (kb_str){ 0 }); /* the outlet takes it as part of the title */
        if (kicker.len && rest.len > 8 && !titled && kb_str_starts(*out, kicker)) *out = rest;
        break;
    }
    return status == KB_OK ? kb_tidy(*out, w->doc->arena, out, w->err) : status;
}

/* Where no h1 is the title: another heading, or an element named for it, whose words the page's <title> begins with or
 * another statement has. */
static kb_status other_heading(kb_stated *w)
{
    size_t looked = 0;
    for (size_t i = 1; i < w->page->count && looked < OTHERS_MAX; i++) {
        const kb_node *node = &w->page->at[i];
        bool heading = node->tag >= KB_TAG_H2 && node->tag <= KB_TAG_H6;
        kb_str words;
        if (node->tag == KB_TAG_TEXT || node->tag == KB_TAG_TITLE || node->tag == KB_TAG_META || node->end - i > 12)
            continue;
        if (!heading && !kb_node_named(node, "title") && !kb_node_named(node, "headline")) continue;
        if (kb_stated_hidden(w->page, i)) continue;
        looked++;
        kb_status status = heading_words(w, i, &words);
        if (status != KB_OK) return status;
        if (words.len <= 8 || words.len > TITLE_BYTES_MAX || kb_stated_outlet(w, words)) continue;
        bool begins = w->element.len > words.len + 2 && kb_str_starts(w->element, words) &&
                      strchr(" -|_", w->element.at[words.len]);
        if (!begins && !(w->element.len && compare(words, w->element) == EQUAL) &&
            !is_title_elsewhere(w, words, (kb_str){ 0 }))
            continue;
        w->heading = i;
        w->heading_words = words;
        return KB_OK;
    }
    return KB_OK;
}

/* The h1 that is the title: shared with other statements, marked as headline, in the article, else the first. */
kb_status kb_title_heading(kb_stated *w)
{
    int best = 0;
    size_t count = 0;
    for (size_t i = 1; i < w->page->count; i++) {
        kb_str words;
        if (w->page->at[i].tag == KB_TAG_TITLE && w->element.len == 0) {
            kb_tag parent = w->page->at[w->page->at[i].parent].tag;
            kb_status status = KB_OK;
            if (parent == KB_TAG_HEAD || parent == KB_TAG_HTML)
                status = kb_page_words(w->page, i, w->doc->arena, &w->element, w->err);
            if (status != KB_OK) return status;
        }
        if (w->page->at[i].tag != KB_TAG_H1 || kb_stated_hidden(w->page, i)) continue;
        kb_status status = heading_words(w, i, &words);
        if (status != KB_OK) return status;
        if (words.len == 0 || words.len > TITLE_BYTES_MAX) continue;
        count++;
        int rank = heading_rank(w->page, i) + 4 * shared_by(w, words);
        if (rank <= best || (kb_stated_outlet(w, words) && words.len < 40)) continue;
        best = rank;
        w->heading = i;
        w->heading_words = words;
    }
    w->only_heading = count == 1;
    return best == 0 ? other_heading(w) : KB_OK;
}

/* ---- the choice ---- */

static bool holds_word(kb_str s, kb_str word)
{
    for (size_t i = 0; i + word.len <= s.len; i++) {
        size_t k = 0;
        while (k < word.len && lower(s.at[i + k]) == lower(word.at[k])) k++;
        if (k == word.len) return true;
    }
    return false;
}

static kb_str without_marks(kb_str word)
{
    while (word.len && strchr("\"'(,.:;!?)", word.at[word.len - 1])) word.len--;
    while (word.len && strchr("\"'(", word.at[0])) word = kb_str_part(word, kb_span_of(1, word.len));
    return word;
}

/* Two titles of one article share half the words of one of them at least. */
static bool akin(kb_str a, kb_str b)
{
    for (int turn = 0; turn < 2; turn++) {
        kb_str rest = turn ? b : a, other = turn ? a : b, word;
        size_t words = 0, shared = 0;
        while (rest.len && kb_str_next(&rest, ' ', &word)) {
            word = without_marks(word);
            if (word.len < 4) continue;
            words++;
            shared += holds_word(other, word);
        }
        if (words && shared * 2 >= words) return true;
    }
    return false;
}

/* What <title> has behind the words of the heading, where no other place names the outlet: "Heading | News | Outlet".
 */
static void name_outlet(kb_stated *w)
{
    cut first, last;
    if (w->outlet.len || w->app.len || w->ld.publisher.len || !w->heading_words.len) return;
    find_cuts(w->element, &first, &last);
    if (last.end == 0 || first.begin < 8) return;
    kb_str head = kb_str_part(w->element, kb_span_of(0, first.begin));
    kb_str tail = kb_str_part(w->element, kb_span_of(last.end, w->element.len));
    if (tail.len < 3 || tail.len > OUTLET_BYTES_MAX || compare(head, w->heading_words) != EQUAL) return;
    w->outlet = tail;
    w->outlet_shown = true;
}

enum { LD, HEADING, META, ELEMENT, SOURCES };
static const int weights[SOURCES] = { [LD] = 8, [HEADING] = 8, [META] = 2, [ELEMENT] = 2 };

/* Has the heading little in common with what is stated? One that stands alone and is a sentence is the title all the
 * same: other statements may be made for search engines. */
static bool stands_apart(const kb_stated *w, const kb_str titles[SOURCES])
{
    kb_str heading = titles[HEADING], rest = heading, word;
    size_t words = 0;
    bool stated = false;
    while (rest.len && kb_str_next(&rest, ' ', &word)) words += word.len > 0;
    if (w->only_heading && words >= 4) return false;
    for (int i = 0; i < SOURCES; i++) {
        if (i == HEADING || i == ELEMENT || titles[i].len == 0) continue;
        stated = true;
        if (heading.len > 8 && akin(heading, titles[i])) return false;
    }
    return stated;
}

/* The words with the most weight behind them. The heading is what readers see and wins a tie, but a heading that has
 * little in common with what is stated belongs to something else. */
static int choose(const kb_stated *w, const kb_str titles[SOURCES])
{
    static const int order[SOURCES] = { HEADING, LD, META, ELEMENT };
    bool apart = titles[HEADING].len && stands_apart(w, titles);
    int best = -1, best_weight = 0;
    for (int o = 0; o < SOURCES; o++) {
        int i = order[o], weight = 0;
        if (titles[i].len == 0 || (i == HEADING && apart)) continue;
        if (apart && titles[LD].len && i != LD) continue;
        for (int k = 0; k < SOURCES; k++)
            if (titles[k].len && compare(titles[i], titles[k]) == EQUAL) weight += weights[k];
        if (weight <= best_weight) continue;
        best = i;
        best_weight = weight;
    }
    return best;
}

kb_status kb_title_find(kb_stated *w)
{
    static const char *const from[SOURCES] = { "json-ld", "markup", "meta", "markup" };
    kb_document *doc = w->doc;
    const kb_str stated[SOURCES] = { w->ld.headline, w->heading_words, kb_metas_best(&w->metas, KB_META_TITLE, NULL),
                                     w->element };
    kb_str titles[SOURCES] = { { 0 } };
    kb_status status = KB_OK;
    name_outlet(w);
    for (int i = 0; status == KB_OK && i < SOURCES; i++) status = cleaned(w, stated[i], &titles[i]);
    if (status != KB_OK || doc->title.len) return status;
    int best = choose(w, titles);
    if (best < 0) return KB_OK;
    doc->title_from = kb_str_of(from[best]);
    return kb_arena_copy(doc->arena, titles[best], &doc->title) ? KB_OK : kb_arena_fail(doc->arena, w->err);
}
