#include "show/page.h"

kb_status kb_page_comparison(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err)
{
    (void)out, (void)comparison, (void)how;
    return kb_fail(err, KB_ERR_NOT_FOUND, "the page is not built yet");
}
