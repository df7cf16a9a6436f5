#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define CUT "..." /* stands for the end of a context that is too long */

/* Terminal escapes and line ends in names of files would break the one line; so would a character of several bytes
 * of which the end was cut off. */
static void make_harmless(char *text, size_t room)
{
    size_t len = strlen(text), tail = 0;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f) text[i] = '?';
    if (len + 1 < room) return;
    while (tail < 3 && tail < len && ((unsigned char)text[len - 1 - tail] & 0xC0) == 0x80) tail++;
    unsigned char lead = tail < len ? (unsigned char)text[len - 1 - tail] : 0;
    size_t whole = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (whole > tail) text[len - 1 - tail] = 0;
}

kb_status kb_fail(kb_err *err, kb_status status, const char *format, ...)
{
    if (!err) return status;
    va_list args;
    va_start(args, format);
    (void)vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    err->status = status;
    make_harmless(err->text, sizeof err->text);
    return status;
}

/* Where a text that is cut at `at` may end: before a character that would lose its end. */
static size_t character_border(const char *text, size_t at)
{
    while (at && ((unsigned char)text[at] & 0xC0) == 0x80) at--;
    return at;
}

kb_status kb_context(kb_err *err, kb_status status, const char *format, ...)
{
    if (!err) return status;
    kb_err inner = *err;
    va_list args;
    va_start(args, format);
    int used = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    size_t at = used < 0 ? 0 : (size_t)used, said = strlen(inner.text);
    size_t room = sizeof err->text - sizeof CUT ": ";
    size_t max = room - (said < room / 2 ? said : room / 2);
    if (at > max) {
        at = character_border(err->text, max);
        memcpy(err->text + at, CUT, sizeof CUT);
        at += sizeof CUT - 1;
    }
    (void)snprintf(err->text + at, sizeof err->text - at, ": %.509s", inner.text);
    err->status = status;
    make_harmless(err->text, sizeof err->text);
    return status;
}
