/* A PDF of any bytes: a document, or a message. Poppler works in this process here, so that a sanitizer sees what is
 * asked of it. */
#include "read/pdf.h"
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reading(data, size, kb_pdf_read);
    return 0;
}
