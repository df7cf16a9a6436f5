/* show/overlay.h - a document's text as paragraphs of HTML with marks laid over it. Marks may lie over one another in
 * any way: a stretch of text under the same marks is one element, so that elements always nest. */
#ifndef KB_SHOW_OVERLAY_H
#define KB_SHOW_OVERLAY_H

#include "base/buf.h"
#include "read/document.h"

#define KB_OVERLAY_DEEP 24 /* marks over one another at one place; further ones are not shown there */

/* What each mark begins with. */
typedef struct {
    kb_span span;
    bool first; /* the first span of what is marked: the place to which links lead */
} kb_overlaid;

typedef struct {
    const void *marks;                             /* structs that begin with a kb_overlaid, in order of their begin */
    size_t size, count;                            /* bytes of one; how many there are */
    void (*put_id)(kb_buf *out, const void *mark); /* by which links find its place */
    void (*put_attributes)(kb_buf *out, const void *const *marks,
                           size_t count); /* of the <mark> that is all of these */
} kb_overlay;

/* Time: linear in marks and text. */
void kb_overlay_text(kb_buf *out, const kb_document *doc, const kb_overlay *overlay);

#endif
