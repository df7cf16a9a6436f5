#include "text/letter.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define UNITS_MAX (KB_LETTER_BYTES_MAX / 3) /* a unit of UTF-16 is at most three bytes of UTF-8 */

bool kb_letter_small(uint32_t c)
{
    return u_charType((UChar32)c) == U_LOWERCASE_LETTER;
}

size_t kb_letter_plain(uint32_t c, char to[KB_LETTER_BYTES_MAX])
{
    UErrorCode code = U_ZERO_ERROR;
    UChar form[UNITS_MAX];
    int32_t len = 0;
    if (!((c >= 0xFB00 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC)) || c == 0xFD3E || c == 0xFD3F) return 0;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&code);
    UChar one = (UChar)c;
    int32_t units = unorm2_normalize(nfkc, &one, 1, form, UNITS_MAX, &code);
    if (U_FAILURE(code) || units < 1 || (units == 1 && form[0] == one)) return 0;
    (void)u_strToUTF8(to, KB_LETTER_BYTES_MAX, &len, form, units, &code);
    return U_SUCCESS(code) ? (size_t)len : 0;
}
