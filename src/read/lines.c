#include "read/lines.h"

kb_status kb_lines_find(const kb_read_tools *tools, kb_document *doc, kb_err *err)
{
    (void)tools;
    (void)doc;
    (void)err;
    return KB_OK;
}
