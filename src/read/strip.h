/* read/strip.h - a page without what a tree builder need not see. Most bytes of a news page are scripts, styles, values
 * of attributes; a tree builder takes each character on its own. So the page is cut into tags, text and the rest here,
 * as WHATWG HTML 13.2.5 does, and a much shorter page is written that gives the same tree: names of tags without
 * attributes, each run of text as one character. What was left out is found again by place and character.
 *
 * - Comments, processing instructions and CDATA outside svg and math are dropped; shapes inside of svg are.
 * - A tag's attributes are told by the place of its "<" in the short page. Where they decide about the tree they stay:
 *   all of html and body, type of input, encoding of annotation-xml, which of font's there are; formatting elements
 * keep a mark "k" that is equal where all attributes are (13.2.4.3, "Noah's Ark"). A value with a character reference
 * that only the tree builder resolves stays as "r<number of the attribute>".
 * - Text is a private-use character of planes 15 and 16 for each run, what is white space before it as one space or
 * line feed; references stay as they are. Script, style, title, textarea and their like hold such characters too.
 * - Nesting and disorder are held down (read/nest.h).
 *
 * Whatever the tree builder makes of the short page, it sees no tag that was not counted here. Inside of svg and math,
 * what is no plain drawing is taken as HTML 13.2.6.5 has it, but for rare disorder. Time: linear. */
#ifndef KB_READ_STRIP_H
#define KB_READ_STRIP_H

#include "base/buf.h"
#include "read/page.h"

#define KB_STRIP_ATTRIBUTES_TAG 200        /* further ones of a tag are dropped */
#define KB_STRIP_ATTRIBUTES_ALL 1000000    /* of a page */
#define KB_STRIP_RUNS_MAX ((size_t)131068) /* characters of two planes, less four that are none */

typedef struct {
    uint32_t at; /* of "<" in the short page */
    uint32_t count;
    kb_attribute *attributes; /* names in lower case; the first of a name counts */
} kb_strip_tag;

typedef struct {
    uint32_t space, begin, end; /* the source from `begin` to `end`; white space before it from `space` */
} kb_strip_run;

typedef struct {
    kb_str source; /* the page without NUL and CR */
    kb_buf html;   /* the short page */
    struct {
        kb_strip_tag *at;
        size_t count;
    } tags; /* those with attributes, in order */
    struct {
        kb_strip_run *at;
        size_t count;
    } runs;
} kb_strip;

/* Cuts `html` (valid UTF-8, at most 4 GiB). Attributes and the source live in `arena`, the rest in `work`, but for the
 * short page: kb_strip_clear. Fails: KB_ERR_LIMIT, KB_ERR_MEMORY. */
kb_status kb_strip_page(kb_str html, kb_arena *arena, kb_arena *work, kb_strip *out, kb_err *err);
void kb_strip_clear(kb_strip *strip);

/* The run of a private-use character; NULL when `c` is none. */
const kb_strip_run *kb_strip_run_of(const kb_strip *strip, uint32_t c);

/* The attributes of the tag at a place of the short page; NULL when it has none. *hint: a place to begin, updated. */
const kb_strip_tag *kb_strip_tag_at(const kb_strip *strip, size_t at, size_t *hint);

#endif
