/* read/island.h - the body of the article in data that a page's scripts carry: __NEXT_DATA__ and other islands of
 * application/json, "window.__STATE__ = {...}", JSON.parse("..."), the rows of self.__next_f. A rescue for pages whose
 * markup holds no article.
 *
 * It is known by structure: a long string of HTML, a long text under a name such as articleBody or content, or a list
 * of parts with texts in them, as editors keep them (Arc, Contentful, Draft.js, Editor.js, Portable Text, ProseMirror,
 * Slate). An object that has the page's title or is in its address goes before others; one of another title is taken
 * only where it is alone. */
#ifndef KB_READ_ISLAND_H
#define KB_READ_ISLAND_H

#include "read/page.h"

#define KB_ISLAND_BYTES_MAX ((size_t)4 << 20) /* of scripts that are looked at */
#define KB_ISLAND_DEPTH_MAX 60
#define KB_ISLAND_STEPS_MAX ((size_t)2000000) /* values that are looked at, again ones too */
#define KB_ISLAND_BODY_MIN ((size_t)400)      /* bytes of words that a body has */

/* Finds the body as HTML (for kb_fragment_text), in `arena`; empty where there is none. `title` and `url` are the
 * page's, either may be empty. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear in the scripts, within the limits. */
kb_status kb_island_find(const kb_page *page, kb_str title, kb_str url, kb_arena *arena, kb_str *out, kb_err *err);

#endif
