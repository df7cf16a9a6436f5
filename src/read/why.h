/* read/why.h - how a page was read, for somebody who wants to report a bad one: the containers that were considered,
 * each block with why it was left out, and notes on what was decided otherwise. Kept only where the caller asks for it.
 */
#ifndef KB_READ_WHY_H
#define KB_READ_WHY_H

#include "read/page.h"

#define KB_WHY_WORDS 80    /* bytes of a block that are shown */
#define KB_WHY_BLOCKS 2000 /* blocks that are listed at most */

typedef struct {
    kb_str rule;  /* "article-body", "article", "main", "paragraphs"; static */
    kb_str at;    /* "div.story > section#text" */
    size_t prose; /* its characters of prose */
    double value; /* prose less boilerplate */
    bool chosen;
} kb_why_container;

typedef struct {
    kb_str words;  /* its first words */
    kb_str at;     /* as above */
    kb_str reason; /* why it was left out; empty: it is in the text; static */
} kb_why_block;

typedef struct kb_why {
    struct {
        kb_why_container *at;
        size_t count;
    } containers;
    struct {
        kb_why_block *at;
        size_t count;
    } blocks;
    struct {
        kb_str *at;
        size_t count;
    } notes;
} kb_why;

/* The place of a node as its element and the two around it, with id and first class; into `arena`. False when memory is
 * out. */
bool kb_why_place(const kb_page *page, size_t node, kb_arena *arena, kb_str *out) KB_CHECK;

/* Adds a note; nothing where `why` is NULL. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_why_note(kb_why *why, kb_arena *arena, kb_err *err, const char *format, ...) KB_PRINTF(4, 5);

#endif
