#include "text/charset_detect.h"

#include "text/charset_tables.h"

#include <stdlib.h>
#include <uchardet/uchardet.h>

#define SURE_LETTERS 6 /* so many letters make sure where some characters are strange: */
#define SURE_SHARE 10  /* one in so many at most */
#define SURE_FEW 2     /* so many Latin ones do where none is, among letters of ASCII */
#define WIDE_SAMPLE ((size_t)4096)

kb_charset kb_charset_wide(kb_str bytes)
{
    kb_str s = kb_str_part(bytes, kb_span_of(0, WIDE_SAMPLE));
    size_t zeros[2] = { 0, 0 }, controls[2] = { 0, 0 }, high = 0;
    if (s.len < 4) return KB_CHARSET_NONE;
    for (size_t i = 0; i + 1 < s.len; i += 2) {
        uint8_t pair[2] = { (uint8_t)s.at[i], (uint8_t)s.at[i + 1] };
        for (size_t k = 0; k < 2; k++) {
            uint8_t other = pair[1 - k];
            bool space = other == '\t' || other == '\n' || other == '\r';
            zeros[k] += pair[k] == 0;
            high += pair[k] >= 0x80;
            controls[k] += pair[k] == 0 && other < 0x20 && !space;
        }
    }
    /* Zeros are the high bytes of ASCII: all on one side, and none with a control character. */
    size_t side = zeros[0] > zeros[1] ? 0 : 1;
    if (zeros[side] * 16 < s.len / 2 || zeros[1 - side] || controls[side]) return KB_CHARSET_NONE;
    if (!high && zeros[side] < s.len / 4) return KB_CHARSET_NONE; /* ASCII with a NUL here and there */
    return side == 0 ? KB_CHARSET_UTF_16BE : KB_CHARSET_UTF_16LE;
}

kb_status kb_charset_sample(kb_str bytes, bool markup, kb_arena *arena, kb_str *out, kb_err *err)
{
    size_t room = bytes.len < KB_CHARSET_SAMPLE ? bytes.len : KB_CHARSET_SAMPLE, len = 0;
    char *to = KB_NEW(arena, char, room + 1);
    *out = (kb_str){ 0 };
    if (!to) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < bytes.len && len < room;) {
        bool tag = markup && bytes.at[i] == '<';
        size_t end = i + 1;
        while (end < bytes.len && bytes.at[end] != '\n' && !(markup && bytes.at[end] == (tag ? '>' : '<'))) end++;
        kb_str part = kb_str_part(bytes, kb_span_of(i, end));
        i = end + (tag && end < bytes.len);
        if (tag || kb_utf8_ascii(part) == part.len) continue;
        part = kb_str_part(part, kb_span_of(0, room - len));
        memcpy(to + len, part.at, part.len);
        len += part.len;
        if (len < room) to[len++] = '\n';
    }
    *out = (kb_str){ to, len };
    return KB_OK;
}

/* uchardet's names that are no labels of the standard. KOI8-U reads all Russian that KOI8-R reads. */
static kb_charset named(const char *name)
{
    static const struct {
        const char *name;
        kb_charset charset;
    } rows[] = {
        { "UHC", KB_CHARSET_EUC_KR },    { "MAC-CYRILLIC", KB_CHARSET_X_MAC_CYRILLIC },
        { "KOI8-R", KB_CHARSET_KOI8_U }, { "ASCII", KB_CHARSET_NONE },
        { "GB18030", KB_CHARSET_GBK },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].name, name) == 0) return rows[i].charset;
    kb_charset charset = kb_charset_find(kb_str_of(name));
    bool unicode = charset == KB_CHARSET_UTF_8 || charset == KB_CHARSET_UTF_16BE || charset == KB_CHARSET_UTF_16LE;
    return unicode || charset == KB_CHARSET_REPLACEMENT ? KB_CHARSET_NONE : charset;
}

static kb_charset ask(kb_str sample)
{
    kb_charset charset = KB_CHARSET_NONE;
    uchardet_t detector = uchardet_new();
    if (!detector) return charset;
    if (uchardet_handle_data(detector, sample.at, sample.len) == 0) {
        uchardet_data_end(detector);
        charset = named(uchardet_get_charset(detector));
    }
    uchardet_delete(detector);
    return charset;
}

static bool is_sure(kb_charset_fit fit)
{
    if (fit.strange == 0) return fit.latin >= SURE_FEW || fit.letters >= SURE_LETTERS;
    return fit.letters >= SURE_LETTERS && fit.strange * SURE_SHARE <= fit.letters;
}

/* Where the detector's answer is rare or does not fit: these, the commonest first, and a later one only where it fits
 * better. */
static const kb_charset common[] = { KB_CHARSET_WINDOWS_1252, KB_CHARSET_WINDOWS_1250,   KB_CHARSET_WINDOWS_1251,
                                     KB_CHARSET_WINDOWS_1254, KB_CHARSET_ISO_8859_2,     KB_CHARSET_ISO_8859_15,
                                     KB_CHARSET_KOI8_U,       KB_CHARSET_X_MAC_CYRILLIC, KB_CHARSET_WINDOWS_1257 };

static bool is_rare(kb_charset charset)
{
    switch ((int)charset) {
    case KB_CHARSET_ISO_8859_3:
    case KB_CHARSET_ISO_8859_4:
    case KB_CHARSET_ISO_8859_10:
    case KB_CHARSET_ISO_8859_13:
    case KB_CHARSET_ISO_8859_14:
    case KB_CHARSET_ISO_8859_16:
    case KB_CHARSET_MACINTOSH:
    case KB_CHARSET_WINDOWS_1258: return true;
    default: return false;
    }
}

static bool is_single(kb_charset charset)
{
    return charset >= KB_CHARSET_IBM866 && charset <= KB_CHARSET_X_MAC_CYRILLIC;
}

/* Are all bytes of `sample` the same characters in both? */
static bool reads_alike(kb_str sample, kb_charset a, kb_charset b)
{
    if (!is_single(a) || !is_single(b)) return false;
    const uint16_t *left = kb_charset_high[a - KB_CHARSET_IBM866], *right = kb_charset_high[b - KB_CHARSET_IBM866];
    for (size_t i = 0; i < sample.len; i++) {
        uint8_t byte = (uint8_t)sample.at[i];
        if (byte >= 0x80 && left[byte - 0x80] != right[byte - 0x80]) return false;
    }
    return true;
}

kb_charset kb_charset_detect(kb_str sample, bool *sure)
{
    *sure = false;
    if (kb_utf8_ascii(sample) == sample.len) return KB_CHARSET_NONE;
    kb_charset best = ask(sample);
    kb_charset_fit fit = kb_charset_fits(sample, best);
    bool answered = best != KB_CHARSET_NONE;
    for (size_t i = 0; (!answered || fit.strange || is_rare(best)) && i < sizeof common / sizeof common[0]; i++) {
        kb_charset_fit other = kb_charset_fits(sample, common[i]);
        bool as_good = other.strange == fit.strange && other.letters >= fit.letters && is_rare(best);
        if (answered && other.strange >= fit.strange && !as_good) continue;
        answered = true;
        best = common[i];
        fit = other;
    }
    *sure = is_sure(fit);
    return reads_alike(sample, best, KB_CHARSET_WINDOWS_1252) ? KB_CHARSET_WINDOWS_1252 : best;
}
