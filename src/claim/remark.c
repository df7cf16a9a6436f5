#include "claim/remark.h"

kb_status kb_remarks_find(const kb_document *doc, kb_claims *claims, kb_err *err)
{
    (void)doc;
    (void)err;
    claims->remarks = (kb_remarks){ 0 };
    return KB_OK;
}
