#include "claim/statement.h"

kb_status kb_statements_find(const kb_document *doc, kb_claims *claims, kb_err *err)
{
    (void)doc;
    (void)err;
    claims->statements = (kb_statements){ 0 };
    return KB_OK;
}
