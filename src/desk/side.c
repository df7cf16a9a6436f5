#include "desk/side.h"

#include <stdlib.h>

static kb_status compare(kb_desk *desk, kb_side *out, kb_err *err)
{
    out->compared = kb_compare(desk->engine, out->docs, out->count, &out->comparison, &out->why);
    if (out->compared == KB_OK || out->compared == KB_ERR_FORMAT || out->compared == KB_ERR_LIMIT) return KB_OK;
    return kb_fail(err, out->compared, "%s", out->why.text);
}

kb_status kb_side_open(kb_desk *desk, int64_t story, kb_side *out, kb_err *err)
{
    *out = (kb_side){ 0 };
    kb_status status = kb_desk_story_documents(desk, story, &out->docs, &out->count, err);
    return status == KB_OK ? compare(desk, out, err) : status;
}

kb_status kb_side_open_of(kb_desk *desk, const int64_t *articles, size_t count, kb_side *out, kb_err *err)
{
    kb_status status = KB_OK;
    *out = (kb_side){ .docs = calloc(count + 1, sizeof *out->docs) };
    if (!out->docs) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (; out->count < count && status == KB_OK; out->count += status == KB_OK)
        status = kb_desk_load_report(desk, articles[out->count], &out->docs[out->count], err);
    return status == KB_OK ? compare(desk, out, err) : status;
}

void kb_side_close(kb_side *side)
{
    kb_comparison_free(side->comparison);
    for (size_t i = 0; i < side->count; i++) kb_document_free(side->docs[i]);
    free(side->docs);
}
