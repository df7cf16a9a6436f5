/* Who wrote a page's article: stated in JSON-LD, in meta elements, marked in the page, or written below its heading. */
#include "base/utf8.h"
#include "read/names.h"
#include "read/stated.h"
#include "read/tidy.h"
#include "text/notice.h"

#define ELEMENT_BYTES_MAX 500
#define ELEMENT_NODES_MAX 120
#define BEFORE_HEADING 60 /* nodes */
#define AFTER_HEADING 220
#define LINE_BYTES_MAX 160
#define LEADING_BYTES_MAX 60
#define LINES_MAX 6      /* that hold a name already known */
#define ELEMENTS_MAX 400 /* looked at */

static bool is_outlet(const void *user, kb_str words)
{
    return kb_stated_outlet(user, words);
}

static kb_names_place place_of(const kb_stated *w, bool stated)
{
    return (kb_names_place){ is_outlet, w, stated };
}

/* ---- words of an element ---- */

/* The words of a subtree, "\n" between blocks and "\t" between elements inside one; hidden parts left out. */
static kb_status element_words(const kb_stated *w, size_t node, kb_str *out)
{
    const kb_page *page = w->page;
    size_t room = 2, len = 0, last_parent = SIZE_MAX;
    for (size_t i = node; i < page->at[node].end; i++) room += page->at[i].text.len + 1;
    char *at = KB_NEW(w->doc->arena, char, room);
    if (!at) return kb_arena_fail(w->doc->arena, w->err);
    char border = 0;
    for (size_t i = node; i < page->at[node].end;) {
        const kb_node *n = &page->at[i];
        kb_tag_nature nature = n->tag == KB_TAG_TEXT ? KB_NATURE_INLINE : kb_tag_nature_of(n->tag);
        if (i != node && nature == KB_NATURE_SKIP) {
            i = n->end;
            continue;
        }
        if (n->tag != KB_TAG_TEXT) border = nature == KB_NATURE_INLINE ? (border ? border : '\t') : '\n';
        i++;
        kb_str text = kb_str_trim(n->text);
        if (text.len == 0) continue;
        if (len && (border == '\n' || n->parent != last_parent))
            at[len++] = border == '\n' ? '\n' : '\t';
        else if (len)
            at[len++] = ' ';
        last_parent = n->parent;
        border = 0;
        for (size_t k = 0; k < text.len; k++) {
            bool space = (uint8_t)text.at[k] <= ' ';
            if (!space)
                at[len++] = text.at[k];
            else if (at[len - 1] != ' ')
                at[len++] = ' ';
        }
    }
    *out = (kb_str){ at, len };
    return KB_OK;
}

/* ---- marked elements ---- */

enum { NOT_AUTHOR, BYLINE, AUTHOR, MARKED }; /* how surely an element names the author */

#define NAMED_ANY(node, names) kb_node_named_any((node), (names), sizeof(names) / sizeof *(names))

static bool holds_any(kb_str s, const char *const *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kb_str_find(s, kb_str_of(parts[i]), 0) != SIZE_MAX) return true;
    return false;
}

static int author_mark(const kb_node *node)
{
    static const char *const stems[] = { "author", "byline", "writer",  "reporter",
                                         "autor",  "auteur", "penulis", "signature" };
    static const char *const others[] = { "bio",     "avatar",      "image",   "img",      "photo",
                                          "picture", "social",      "comment", "comments", "related",
                                          "more",    "description", "desc",    "email",    "date",
                                          "time",    "published",   "icon",    "count",    "follow" };
    static const char *const sure[] = { "author name",   "byline name",    "authors", "author",
                                        "byline author", "article author", "autor",   "auteur",
                                        "writer",        "reporter",       "penulis" };
    static const char *const likely[] = { "byline", "bylines", "signature" };
    kb_str rel = kb_node_attribute(node, "rel"), prop = kb_node_attribute(node, "itemprop");
    if (kb_str_is(rel, "author") || kb_str_is(prop, "author") || kb_str_is(prop, "author name")) return MARKED;
    if (!holds_any(node->names, stems, sizeof stems / sizeof *stems) || NAMED_ANY(node, others)) return NOT_AUTHOR;
    if (NAMED_ANY(node, sure)) return kb_node_named(node, "box") ? BYLINE : AUTHOR;
    return NAMED_ANY(node, likely) ? BYLINE : NOT_AUTHOR;
}

static bool in_comments(const kb_page *page, size_t i)
{
    static const char *const names[] = { "comment", "comments", "related", "recommended" };
    for (; i && page->at[i].tag != KB_TAG_BODY; i = page->at[i].parent)
        if (page->at[i].names.len && NAMED_ANY(&page->at[i], names)) return true;
    return false;
}

static bool is_person_link(const kb_node *node)
{
    static const char *const parts[] = { "/author",     "/people/",     "/person/",   "/profile", "/staff/",
                                         "/reporter",   "/journalist",  "/by/",       "/autor",   "/auteur",
                                         "/writer",     "/contributor", "/team/",     "/penulis", "/firma",
                                         "/redaktion/", "/editor",      "/columnist", "author=",  "/bio/",
                                         "/user" };
    if (node->tag != KB_TAG_A) return false;
    if (holds_any(kb_node_attribute(node, "href"), parts, sizeof parts / sizeof *parts)) return true;
    return kb_str_is(kb_node_attribute(node, "rel"), "author");
}

/* A link to another page that holds an author names that page's. */
static bool in_teaser(const kb_page *page, size_t i)
{
    for (i = page->at[i].parent; i && page->at[i].tag != KB_TAG_BODY; i = page->at[i].parent)
        if (page->at[i].tag == KB_TAG_A) return !is_person_link(&page->at[i]);
    return false;
}

static bool in_figure(const kb_page *page, size_t i)
{
    for (; i; i = page->at[i].parent)
        if (page->at[i].tag == KB_TAG_FIGURE || page->at[i].tag == KB_TAG_FIGCAPTION) return true;
    return false;
}

/* The same for a link that nothing else marks: people whom the text is about have pages too. */
static bool is_author_link(const kb_node *node)
{
    static const char *const parts[] = { "/author/",  "/authors/", "/by/",         "/autor/",
                                         "/auteur/",  "/autori/",  "/autoren/",    "/journalist",
                                         "/reporter", "/writers/", "/contributor", "/penulis/" };
    return node->tag == KB_TAG_A && holds_any(kb_node_attribute(node, "href"), parts, sizeof parts / sizeof *parts);
}

/* The words of a link to a person: first and last name in elements of their own are one name. */
static kb_status link_words(const kb_stated *w, size_t node, kb_str *out)
{
    size_t parts = 1;
    kb_status status = element_words(w, node, out);
    for (size_t i = 0; status == KB_OK && i < out->len; i++) {
        if (out->at[i] == ' ' || out->at[i] == '\n') return KB_OK;
        parts += out->at[i] == '\t';
    }
    if (status != KB_OK || parts < 2 || parts > 3) return status;
    char *at = KB_NEW(w->doc->arena, char, out->len);
    if (!at) return kb_arena_fail(w->doc->arena, w->err);
    for (size_t i = 0; i < out->len; i++) at[i] = out->at[i] == '\t' ? ' ' : out->at[i];
    *out = (kb_str){ at, out->len };
    return KB_OK;
}

/* Whom the links inside name, where they lead to people; else all its words. */
static kb_status take_element(const kb_stated *w, size_t node, kb_names *out)
{
    kb_str words;
    kb_status status = KB_OK;
    bool linked = false;
    for (size_t i = node; status == KB_OK && i < w->page->at[node].end; i++) {
        if (w->page->at[i].tag != KB_TAG_A || !is_person_link(&w->page->at[i])) continue;
        status = link_words(w, i, &words);
        size_t before = out->people.count;
        if (status == KB_OK && words.len <= LINE_BYTES_MAX)
            status = kb_names_take(words, place_of(w, false), w->doc->arena, out, w->err);
        linked = linked || out->people.count > before;
    }
    if (status != KB_OK || linked) return status;
    status = element_words(w, node, &words);
    if (status != KB_OK || words.len > ELEMENT_BYTES_MAX) return status;
    return kb_names_take(words, place_of(w, author_mark(&w->page->at[node]) == MARKED), w->doc->arena, out, w->err);
}

static bool is_near(const kb_stated *w, size_t i)
{
    return w->heading && i + BEFORE_HEADING > w->heading && i < w->page->at[w->heading].end + AFTER_HEADING;
}

static kb_status markup_names(const kb_stated *w, kb_names *out)
{
    int best = 0;
    size_t looked = 0, best_parent = 0;
    for (size_t i = 1; i < w->page->count && looked < ELEMENTS_MAX; i++) {
        const kb_node *node = &w->page->at[i];
        if (node->tag == KB_TAG_TEXT || node->tag == KB_TAG_BODY || node->tag == KB_TAG_META ||
            node->tag == KB_TAG_LINK || node->tag == KB_TAG_SCRIPT)
            continue;
        if (node->attribute_count == 0) continue;
        bool near = is_near(w, i);
        int mark = author_mark(node);
        if (!mark && near && i > w->heading && is_author_link(node)) mark = BYLINE;
        if (!mark || node->end - i > ELEMENT_NODES_MAX) continue;
        int rank = mark + (near ? 4 : 0);
        /* A second element of the same kind and place names a second author. */
        bool beside = rank == best && (node->parent == best_parent ||
                                       w->page->at[node->parent].parent == w->page->at[best_parent].parent);
        if ((rank <= best && !beside) || kb_stated_hidden(w->page, i) || in_comments(w->page, i) ||
            in_figure(w->page, i) || in_teaser(w->page, i))
            continue;
        looked++;
        kb_names names = beside ? *out : (kb_names){ 0 };
        kb_status status = take_element(w, i, &names);
        if (status != KB_OK) return status;
        if (names.people.count == 0 && names.carriers.count == 0) continue;
        *out = names;
        best = rank;
        best_parent = node->parent;
    }
    return KB_OK;
}

/* ---- a line below the heading ---- */

/* "By Ana Reyes", "Penulis: Ana Reyes | Editor: Tom Hale" in a short block of its own. */
static kb_status written_names(const kb_stated *w, kb_names *out)
{
    size_t from = w->heading ? w->page->at[w->heading].end : 1, to = from + AFTER_HEADING;
    for (size_t i = from; i < to && i < w->page->count; i++) {
        kb_str words;
        uint32_t found;
        if (w->page->at[i].tag != KB_TAG_TEXT || kb_str_trim(w->page->at[i].text).len == 0 ||
            kb_stated_hidden(w->page, i) || in_figure(w->page, i))
            continue;
        if (!kb_notice_begins(kb_str_trim(w->page->at[i].text), KB_NOTICE_BY | KB_NOTICE_WRITER, &found)) continue;
        size_t block = w->page->at[i].parent;
        while (block && kb_tag_nature_of(w->page->at[block].tag) == KB_NATURE_INLINE) block = w->page->at[block].parent;
        kb_status status = element_words(w, block, &words);
        if (status != KB_OK) return status;
        size_t end = words.len;
        if (words.len > LINE_BYTES_MAX) { /* the line alone, where it stands with the text in one block */
            end = 0;
            size_t at = kb_str_find(words, kb_str_part(kb_str_trim(w->page->at[i].text), kb_span_of(0, 12)), 0);
            if (at == SIZE_MAX) continue;
            words = kb_str_part(words, kb_span_of(at, words.len));
            while (end < words.len && words.at[end] != '\n') end++;
            if (end > LINE_BYTES_MAX) continue;
        }
        kb_names names = { 0 };
        status =
            kb_names_take(kb_str_part(words, kb_span_of(0, end)), place_of(w, false), w->doc->arena, &names, w->err);
        if (status != KB_OK) return status;
        if (names.people.count == 0) continue;
        *out = names;
        return KB_OK;
    }
    return KB_OK;
}

/* The words of a paragraph that is set in bold as a whole; empty for others. */
static kb_status bold_words(const kb_stated *w, size_t paragraph, kb_str *out)
{
    const kb_page *page = w->page;
    size_t inner = paragraph + 1, end = page->at[paragraph].end;
    kb_str all;
    *out = (kb_str){ 0 };
    while (inner < end && page->at[inner].tag == KB_TAG_TEXT && !kb_str_trim(page->at[inner].text).len) inner++;
    if (inner >= end || (page->at[inner].tag != KB_TAG_STRONG && page->at[inner].tag != KB_TAG_B)) return KB_OK;
    kb_status status = kb_page_words(page, paragraph, w->doc->arena, &all, w->err);
    if (status == KB_OK) status = kb_page_words(page, inner, w->doc->arena, out, w->err);
    if (status == KB_OK && out->len != all.len) *out = (kb_str){ 0 };
    return status;
}

/* Are the words names and nothing else, each of two words at least? */
static bool is_names_alone(kb_str words, const kb_names *names)
{
    size_t bytes = 0;
    for (size_t k = 0; k < names->people.count; k++) {
        kb_str name = names->people.at[k];
        if (!memchr(name.at, ' ', name.len)) return false;
        bytes += name.len + 5; /* what joins two */
    }
    for (size_t i = 0; i < words.len; i++)
        if (words.at[i] == ':' || (words.at[i] >= '0' && words.at[i] <= '9')) return false;
    return names->people.count && !names->other && !names->desk && bytes >= words.len;
}

/* The first paragraph of the text, where it is set in bold and holds names alone: "Ana Reyes/Tom Hale". */
static kb_status leading_names(const kb_stated *w, kb_names *out)
{
    size_t from = w->heading ? w->page->at[w->heading].end : w->page->count, looked = 0;
    for (size_t i = from; i < from + AFTER_HEADING && i < w->page->count && looked < 3; i++) {
        kb_str words;
        if (w->page->at[i].tag != KB_TAG_P || kb_stated_hidden(w->page, i) || in_figure(w->page, i)) continue;
        looked++;
        kb_status status = bold_words(w, i, &words);
        if (status != KB_OK) return status;
        if (words.len == 0 || words.len > LEADING_BYTES_MAX) continue;
        kb_names names = { 0 };
        status = kb_names_take(words, place_of(w, false), w->doc->arena, &names, w->err);
        if (status != KB_OK) return status;
        if (!is_names_alone(words, &names)) continue;
        *out = names;
        return KB_OK;
    }
    return KB_OK;
}

/* ---- the line around a name ---- */

static bool holds_name(kb_str s, kb_str name)
{
    for (size_t at = 0; name.len && at + name.len <= s.len && at < 200; at++)
        if (kb_str_equal_ascii(kb_str_part(s, kb_span_of(at, at + name.len)), name)) return true;
    return false;
}

static bool is_among(kb_str name, const kb_strs *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (kb_str_equal_ascii(list->at[i], name)) return true;
    return false;
}

/* Do the names of a line stand in one row, "A, B and C", and are all of `few` among them, and more? */
static bool is_longer_row(kb_str line, const kb_strs *many, const kb_strs *few)
{
    size_t behind = 0;
    bool joined = false;
    for (size_t i = 0; i < few->count; i++)
        if (!is_among(few->at[i], many)) return false;
    for (size_t i = 0; i < many->count; i++) {
        size_t at = kb_str_find(line, many->at[i], behind);
        if (at == SIZE_MAX) return false;
        kb_str gap = kb_str_trim(kb_str_part(line, kb_span_of(behind, at)));
        bool joins = (kb_notice_of_printed(gap, NULL) & KB_NOTICE_AND) != 0;
        if (i && !joins && !kb_str_is(gap, ",")) return false;
        if (i == 0 && gap.len && !(kb_notice_of_printed(gap, NULL) & (KB_NOTICE_BY | KB_NOTICE_WRITER))) return false;
        joined = joined || (i && joins);
        behind = at + many->at[i].len;
        if (memchr(many->at[i].at, ' ', many->at[i].len) == NULL) return false;
    }
    return joined && many->count > few->count;
}

/* Readers may see more names than programs are told: those of the line near the heading that holds the first name.
 * *edited: a label before that name says that it is an editor's. */
static kb_status line_names(const kb_stated *w, const kb_names *stated, kb_names *out, bool *edited)
{
    const kb_page *page = w->page;
    kb_str name = stated->people.at[0], words;
    size_t from = w->heading > BEFORE_HEADING ? w->heading - BEFORE_HEADING : 1, looked = 0;
    size_t to = (w->heading ? page->at[w->heading].end : 1) + AFTER_HEADING;
    for (size_t i = from; i < to && i < page->count && looked < LINES_MAX; i++) {
        kb_str text = kb_str_trim(page->at[i].text);
        if (page->at[i].tag != KB_TAG_TEXT || !holds_name(text, name) || kb_stated_hidden(page, i) ||
            in_figure(page, i) || in_teaser(page, i))
            continue;
        looked++;
        size_t block = page->at[i].parent;
        while (block && kb_tag_nature_of(page->at[block].tag) == KB_NATURE_INLINE) block = page->at[block].parent;
        for (int up = 0; up < 2 && block; up++, block = page->at[block].parent) {
            uint32_t found;
            if (page->at[block].end - block > ELEMENT_NODES_MAX) break;
            kb_status status = element_words(w, block, &words);
            if (status != KB_OK) return status;
            if (words.len > LINE_BYTES_MAX || kb_page_inside(page, w->heading, block)) break;
            kb_names names = { 0 };
            status = kb_names_take(words, place_of(w, false), w->doc->arena, &names, w->err);
            if (status != KB_OK) return status;
            if (is_longer_row(words, &names.people, &stated->people)) {
                *out = names;
                return KB_OK;
            }
            *edited = *edited || (names.people.count == 0 && kb_notice_begins(words, KB_NOTICE_EDITOR, &found) &&
                                  !(found & (KB_NOTICE_BY | KB_NOTICE_WRITER)));
        }
    }
    return KB_OK;
}

/* ---- what is stated ---- */

static kb_status ld_names(const kb_stated *w, kb_names *out)
{
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < w->ld.authors.count; i++) {
        const kb_ld_name *author = &w->ld.authors.at[i];
        if (author->organisation) {
            if (kb_notice_of_printed(author->name, NULL) & KB_NOTICE_AGENCY)
                status = kb_names_take(author->name, place_of(w, true), w->doc->arena, out, w->err);
            continue;
        }
        status = kb_names_take(author->name, place_of(w, true), w->doc->arena, out, w->err);
    }
    return status;
}

static kb_status meta_names(const kb_stated *w, kb_names *out)
{
    int best = -1;
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < w->metas.count; i++) {
        const kb_meta *meta = &w->metas.at[i];
        kb_str tidy;
        if (meta->field != KB_META_AUTHOR || (best >= 0 && meta->rank > best)) continue;
        kb_names names = meta->rank == best ? *out : (kb_names){ 0 };
        status = kb_tidy(meta->content, w->doc->arena, &tidy, w->err);
        if (status == KB_OK) status = kb_names_take(tidy, place_of(w, true), w->doc->arena, &names, w->err);
        if (status != KB_OK || names.people.count + names.carriers.count == 0) continue;
        *out = names;
        best = meta->rank;
    }
    return status;
}

/* ---- names in capitals ---- */

static bool is_shouted(kb_str name)
{
    size_t upper = 0, words = 1;
    for (size_t i = 0; i < name.len; i++) {
        if ((name.at[i] >= 'a' && name.at[i] <= 'z') || (uint8_t)name.at[i] >= 0x80) return false;
        upper += name.at[i] >= 'A' && name.at[i] <= 'Z';
        words += name.at[i] == ' ';
    }
    return upper > 5 && words > 1;
}

/* The same name in proper case, where the page writes it so somewhere. */
static kb_str proper_case(const kb_stated *w, kb_str name)
{
    for (size_t i = 0; i < w->page->count; i++) {
        kb_str text = w->page->at[i].text;
        for (size_t at = 0; text.len >= name.len && at + name.len <= text.len && at < 2000; at++) {
            kb_str part = kb_str_part(text, kb_span_of(at, at + name.len));
            if (part.at[0] == name.at[0] && kb_str_equal_ascii(part, name) && !is_shouted(part) &&
                kb_utf8_border(text, at + name.len))
                return part;
        }
    }
    return name;
}

/* ---- all ---- */

static kb_status keep(kb_stated *w, const kb_names *names, const char *from)
{
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < names->people.count; i++) {
        kb_str name = names->people.at[i];
        if (is_shouted(name)) name = proper_case(w, name);
        status = kb_document_list(w->doc, &w->doc->byline, name, w->err);
    }
    if (names->people.count) w->doc->byline_from = kb_str_of(from);
    return status;
}

/* Nobody is named: then who is stated as the author, be it the outlet itself, but no desk and no agency. */
static kb_status keep_outlet(kb_stated *w, kb_str name, const char *from)
{
    kb_names names = { 0 };
    if (w->doc->byline.count || name.len == 0 || name.len > 80 || memchr(name.at, '@', name.len) ||
        kb_str_find(name, KB_STR("://"), 0) != SIZE_MAX)
        return KB_OK;
    kb_status status = kb_names_take(name, (kb_names_place){ NULL, NULL, true }, w->doc->arena, &names, w->err);
    if (status != KB_OK || names.desk || names.carriers.count || names.people.count == 0) return status;
    w->doc->byline_from = kb_str_of(from);
    return kb_document_list(w->doc, &w->doc->byline, name, w->err);
}

kb_status kb_byline_find(kb_stated *w)
{
    static const struct {
        const char *from;
        kb_status (*find)(const kb_stated *w, kb_names *out);
    } sources[] = {
        { "json-ld", ld_names },   { "meta", meta_names },    { "markup", markup_names },
        { "text", written_names }, { "text", leading_names },
    };
    kb_names ld = { 0 }, editors = { 0 };
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < sizeof sources / sizeof *sources; i++) {
        kb_names names = { 0 }, line = { 0 };
        bool edited = false;
        status = sources[i].find(w, &names);
        if (i == 0) ld = names;
        for (size_t k = 0; status == KB_OK && k < names.carriers.count; k++)
            status = kb_document_list(w->doc, &w->doc->carriers, names.carriers.at[k], w->err);
        if (status == KB_OK && names.people.count) status = line_names(w, &names, &line, &edited);
        if (status != KB_OK) return status;
        if (line.people.count) return keep(w, &line, "markup");
        if (names.people.count == 1 && edited && i < 2) {
            if (!editors.people.count) editors = names;
            continue;
        }
        if (names.people.count) return keep(w, &names, sources[i].from);
        if (i == 0 && names.carriers.count && !names.other && !names.desk) return status; /* an agency wrote it */
    }
    if (editors.people.count) return keep(w, &editors, "json-ld");
    for (size_t i = 0; status == KB_OK && i < w->ld.authors.count && ld.carriers.count == 0; i++)
        status = keep_outlet(w, w->ld.authors.at[i].name, "json-ld");
    if (status != KB_OK || w->doc->carriers.count) return status;
    return keep_outlet(w, kb_metas_best(&w->metas, KB_META_AUTHOR, NULL), "meta");
}
