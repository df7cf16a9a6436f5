#include "text/fold.h"

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define FOLD_BYTES_MAX ((size_t)1 << 28)   /* ICU counts in int32_t */

static kb_status fold_ascii(kb_str s, kb_arena *arena, kb_str *out, kb_err *err)
{
    char *at = kb_arena_alloc(arena, s.len + 1, 1);
    if (!at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        at[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    *out = (kb_str){ at, s.len };
    return KB_OK;
}

/* Straight apostrophes and plain hyphens, in place: U+2018 U+2019 U+02BC to ', U+2010 U+2011 to -. */
static size_t plain_marks(UChar *at, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (at[i] == 0x2018 || at[i] == 0x2019 || at[i] == 0x02BC) at[i] = '\'';
        if (at[i] == 0x2010 || at[i] == 0x2011) at[i] = '-';
    }
    return len;
}

/* Without combining marks (general category Mn) of the basic plane, in place; returns the new length. */
static size_t without_marks(UChar *at, size_t len)
{
    size_t kept = 0;
    for (size_t i = 0; i < len; i++)
        if (u_charType(at[i]) != U_NON_SPACING_MARK) at[kept++] = at[i];
    return kept;
}

static kb_status fold_unicode(kb_str s, bool keep_accents, kb_arena *arena, kb_str *out, kb_err *err)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t len = 0, bytes = 0;
    size_t room = s.len * 3 + 16;   /* a code point folds to at most three, each at most one unit a byte of its own */
    UChar *wide = kb_arena_alloc(arena, room, sizeof *wide);
    UChar *folded = kb_arena_alloc(arena, room, sizeof *folded);
    if (!wide || !folded) return kb_arena_fail(arena, err);

    u_strFromUTF8WithSub(wide, (int32_t)room, &len, s.at, (int32_t)s.len, 0xFFFD, NULL, &code);
    len = u_strFoldCase(folded, (int32_t)room, wide, len, U_FOLD_CASE_DEFAULT, &code);
    if (U_SUCCESS(code)) len = (int32_t)plain_marks(folded, (size_t)len);
    if (!keep_accents && U_SUCCESS(code)) {
        const UNormalizer2 *nfd = unorm2_getNFDInstance(&code);
        size_t room2 = (size_t)len * 4 + 16;
        UChar *apart = kb_arena_alloc(arena, room2, sizeof *apart);
        if (!apart) return kb_arena_fail(arena, err);
        len = unorm2_normalize(nfd, folded, len, apart, (int32_t)room2, &code);
        if (U_SUCCESS(code)) len = (int32_t)without_marks(apart, (size_t)len);
        folded = apart;
    }
    size_t room8 = (size_t)len * 3 + 1;
    char *at = kb_arena_alloc(arena, room8, 1);
    if (!at) return kb_arena_fail(arena, err);
    u_strToUTF8WithSub(at, (int32_t)room8, &bytes, folded, len, 0xFFFD, NULL, &code);
    if (U_FAILURE(code)) {   /* decompositions longer than the room: keep the word as it is */
        *out = s;
        return KB_OK;
    }
    *out = (kb_str){ at, (size_t)bytes };
    return KB_OK;
}

kb_status kb_fold(kb_str s, bool keep_accents, kb_arena *arena, kb_str *out, kb_err *err)
{
    bool ascii = true, capital = false;
    *out = s;
    for (size_t i = 0; i < s.len && ascii; i++) {
        ascii = (unsigned char)s.at[i] < 0x80;
        capital |= s.at[i] >= 'A' && s.at[i] <= 'Z';
    }
    if (ascii) return capital ? fold_ascii(s, arena, out, err) : KB_OK;
    if (s.len > FOLD_BYTES_MAX) return kb_fail(err, KB_ERR_LIMIT, "a text of %zu bytes is too long to fold", s.len);
    return fold_unicode(s, keep_accents, arena, out, err);
}
