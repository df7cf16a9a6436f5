#include "desk/side.h"

#include <stdlib.h>

kb_status kb_side_open(kb_desk *desk, int64_t story, kb_side *out, kb_err *err)
{
    *out = (kb_side){ 0 };
    kb_status status = kb_desk_story_documents(desk, story, &out->docs, &out->count, err);
    if (status != KB_OK) return status;
    out->compared = kb_compare(desk->engine, out->docs, out->count, &out->comparison, &out->why);
    if (out->compared == KB_OK || out->compared == KB_ERR_FORMAT || out->compared == KB_ERR_LIMIT) return KB_OK;
    return kb_fail(err, out->compared, "%s", out->why.text);
}

void kb_side_close(kb_side *side)
{
    kb_comparison_free(side->comparison);
    for (size_t i = 0; i < side->count; i++) kb_document_free(side->docs[i]);
    free(side->docs);
}
