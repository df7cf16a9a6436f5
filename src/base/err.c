#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Terminal escapes and line ends in names of files would break the one line. */
static void make_harmless(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f) *text = '?';
}

kb_status kb_fail(kb_err *err, kb_status status, const char *format, ...)
{
    if (!err) return status;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    err->status = status;
    make_harmless(err->text);
    return status;
}

kb_status kb_context(kb_err *err, kb_status status, const char *format, ...)
{
    if (!err) return status;
    kb_err inner = *err;
    va_list args;
    va_start(args, format);
    int used = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    size_t at = used < 0 ? 0 : (size_t)used;
    if (at + 2 < sizeof err->text) (void)snprintf(err->text + at, sizeof err->text - at, ": %.509s", inner.text);
    err->status = status;
    make_harmless(err->text);
    return status;
}
