/* read/page.h - a web page as a tree, in one array: nodes in the order of the document, each with where its subtree
 * ends, so that a walk is a loop and a subtree is a range. Text is valid UTF-8, entities resolved. */
#ifndef KB_READ_PAGE_H
#define KB_READ_PAGE_H

#include "base/arena.h"

/* Elements that a rule knows by name. BLOCK: begins and ends a paragraph. SKIP: holds no words for a reader. BOX: may
 * hold a main text. */
#define KB_TAGS(X)                                                                                                     \
    X(HTML, "html", BLOCK)                                                                                             \
    X(HEAD, "head", SKIP)                                                                                              \
    X(BODY, "body", BOX)                                                                                               \
    X(TITLE, "title", SKIP) X(META, "meta", SKIP) X(LINK, "link", SKIP) X(BASE, "base", SKIP) X(                       \
        SCRIPT, "script", SKIP) X(STYLE, "style", SKIP) X(NOSCRIPT, "noscript", SKIP) X(TEMPLATE, "template", SKIP)    \
        X(IFRAME, "iframe", SKIP) X(OBJECT, "object", SKIP) X(EMBED, "embed", SKIP) X(SVG, "svg", SKIP)                \
            X(MATH, "math", INLINE) X(CANVAS, "canvas", SKIP) X(MAP, "map", SKIP) X(AUDIO, "audio", SKIP) X(           \
                VIDEO, "video", SKIP) X(BUTTON, "button", SKIP) X(SELECT, "select", SKIP)                              \
                X(TEXTAREA, "textarea", SKIP) X(INPUT, "input", SKIP) X(DIALOG, "dialog", SKIP)                        \
                    X(MENU, "menu", SKIP) X(NAV, "nav", SKIP) X(ASIDE, "aside", ASIDE) X(FOOTER, "footer", ASIDE)      \
                        X(HEADER, "header", ASIDE) X(FORM, "form", BLOCK) X(FIGURE, "figure",                          \
                                                                            ASIDE) X(FIGCAPTION, "figcaption", ASIDE)  \
                            X(CAPTION, "caption", ASIDE) X(MAIN, "main", BOX) X(ARTICLE, "article", BOX)               \
                                X(SECTION, "section", BOX) X(DIV, "div", BOX) X(TD, "td", BOX) X(TH, "th", BLOCK)      \
                                    X(TR, "tr", BLOCK) X(TABLE, "table", BLOCK) X(TBODY, "tbody", BLOCK) X(            \
                                        THEAD, "thead",                                                                \
                                        BLOCK) X(UL, "ul",                                                             \
                                                 BLOCK) X(OL, "ol", BLOCK)                                             \
                                        X(LI, "li", BLOCK) X(DL, "dl", BLOCK) X(DT, "dt", BLOCK) X(DD, "dd", BLOCK) X( \
                                            P, "p",                                                                    \
                                            BLOCK) X(BLOCKQUOTE, "blockquote", BLOCK)                                  \
                                            X(PRE, "pre", BLOCK) X(ADDRESS, "address", BLOCK) X(CENTER, "center", BOX) \
                                                X(FIELDSET, "fieldset", BLOCK) X(DETAILS, "details", BLOCK) X(         \
                                                    SUMMARY, "summary",                                                \
                                                    BLOCK) X(HR, "hr",                                                 \
                                                             BLOCK) X(BR, "br", BLOCK)                                 \
                                                    X(H1, "h1", BLOCK) X(H2, "h2", BLOCK) X(H3, "h3", BLOCK)           \
                                                        X(H4, "h4", BLOCK) X(H5, "h5", BLOCK) X(H6, "h6", BLOCK) X(    \
                                                            A,                                                         \
                                                            "a", INLINE) X(SPAN, "span",                               \
                                                                           INLINE) X(TIME, "time",                     \
                                                                                     INLINE) X(IMG, "img", INLINE)     \
                                                            X(B,                                                       \
                                                              "b", INLINE) X(STRONG, "strong",                         \
                                                                             INLINE) X(EM, "em", INLINE)               \
                                                                X(I, "i", INLINE) X(U, "u", INLINE)                    \
                                                                    X(S, "s", INLINE) X(SUB, "sub", INLINE)            \
                                                                        X(SUP, "sup", INLINE) X(CODE, "code", INLINE)  \
                                                                            X(Q, "q", INLINE) X(CITE, "cite", INLINE)  \
                                                                                X(ABBR, "abbr",                        \
                                                                                  INLINE) X(DEL, "del", INLINE)        \
                                                                                    X(INS, "ins", INLINE)              \
                                                                                        X(SMALL, "small", INLINE)      \
                                                                                            X(MARK, "mark", INLINE)    \
                                                                                                X(KBD, "kbd", INLINE)  \
                                                                                                    X(SAMP, "samp",    \
                                                                                                      INLINE)          \
                                                                                                        X(TFOOT,       \
                                                                                                          "tfoot",     \
                                                                                                          INLINE)

typedef enum {
#define KB_TAG_ENUM(id, name, nature) KB_TAG_##id,
    KB_TAGS(KB_TAG_ENUM)
#undef KB_TAG_ENUM
        KB_TAG_OTHER, /* an element without a rule: inline */
    KB_TAG_TEXT       /* no element: words */
} kb_tag;

typedef enum { KB_NATURE_INLINE, KB_NATURE_BLOCK, KB_NATURE_BOX, KB_NATURE_ASIDE, KB_NATURE_SKIP } kb_tag_nature;

typedef struct {
    kb_str name, value;
} kb_attribute;

typedef struct {
    kb_tag tag;
    uint32_t parent; /* index; of the root its own */
    uint32_t end;    /* index behind its subtree */
    kb_str text;     /* of KB_TAG_TEXT */
    const kb_attribute *attributes;
    uint32_t attribute_count;
    kb_str names; /* " class words id words ", of components ("amp-ad") their own: lower case, split at - _ and inner
                   * capitals; "" */
} kb_node;

typedef struct {
    kb_node *at;
    size_t count;
} kb_page; /* at[0] is the root: html */

kb_tag_nature kb_tag_nature_of(kb_tag tag);

/* The value of an attribute; empty when it is missing. */
kb_str kb_node_attribute(const kb_node *node, const char *name);

/* Are the words of `phrase` (split by spaces, in order, next to each other) among node->names? "article body" also
 * finds "articlebody". */
bool kb_node_named(const kb_node *node, const char *phrase);

/* One of `count` phrases. */
bool kb_node_named_any(const kb_node *node, const char *const *phrases, size_t count);

/* All words of a subtree in one line, white space run together, scripts left out; into the arena. */
kb_status kb_page_words(const kb_page *page, size_t node, kb_arena *arena, kb_str *out, kb_err *err);

/* Is `inner` inside the subtree of `outer`? */
static inline bool kb_page_inside(const kb_page *page, size_t inner, size_t outer)
{
    return inner >= outer && inner < page->at[outer].end;
}

#endif
