#include "claim/figure.h"

kb_status kb_figures_find(const kb_document *doc, kb_claims *claims, kb_err *err)
{
    (void)doc, (void)claims, (void)err;
    return KB_OK;
}

const char *kb_figure_kind_name(kb_figure_kind kind)
{
    static const char *const names[] = { "count", "percent", "money",   "measure", "duration",
                                         "age",   "score",   "ordinal", "other" };

    return names[kind];
}
