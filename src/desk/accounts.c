/* What kabar.h says of one document or of a comparison: thin calls into claim/, compare/ and show/. Those rooms are
 * being built; until a piece stands, its call says so instead of printing half an answer. */
#include "desk/engine.h"

static kb_status not_yet(kb_err *err, const char *what)
{
    return kb_fail(err, KB_ERR_NOT_FOUND, "%s is not built yet", what);
}

kb_status kb_document_print(kb_engine *engine, const kb_document *doc, const kb_print *how, const kb_sink *out,
                            kb_err *err)
{
    (void)engine, (void)doc, (void)how, (void)out;
    return not_yet(err, "printing of documents");
}

kb_status kb_claims_print(kb_engine *engine, kb_document *doc, const kb_print *how, const kb_sink *out, kb_err *err)
{
    (void)engine, (void)doc, (void)how, (void)out;
    return not_yet(err, "printing of claims");
}

kb_status kb_compare(kb_engine *engine, kb_document *const *docs, size_t count, kb_comparison **out, kb_err *err)
{
    (void)engine, (void)docs, (void)count;
    *out = NULL;
    return not_yet(err, "comparison");
}

void kb_comparison_free(kb_comparison *comparison)
{
    (void)comparison;
}

kb_status kb_comparison_print(kb_engine *engine, const kb_comparison *comparison, const kb_print *how,
                              const kb_sink *out, kb_err *err)
{
    (void)engine, (void)comparison, (void)how, (void)out;
    return not_yet(err, "printing of comparisons");
}
