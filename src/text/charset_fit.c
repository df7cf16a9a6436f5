#include "text/charset_detect.h"

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>

/* The languages that an encoding was made for; their letters are CLDR's. */
typedef struct {
    kb_charset first, last;
    const char *languages; /* codes of two letters */
} family;
#define WESTERN "de fr es pt it nl sv da nb fi is ca ga id"
#define CENTRAL "pl cs sk hu sl hr ro sq de"
#define BALTIC "lt lv et"
#define CYRILLIC "ru uk bg sr mk be"
static const family families[] = {
    { KB_CHARSET_IBM866, KB_CHARSET_IBM866, CYRILLIC },
    { KB_CHARSET_ISO_8859_2, KB_CHARSET_ISO_8859_2, CENTRAL },
    { KB_CHARSET_ISO_8859_3, KB_CHARSET_ISO_8859_3, "mt eo" },
    { KB_CHARSET_ISO_8859_4, KB_CHARSET_ISO_8859_4, BALTIC },
    { KB_CHARSET_ISO_8859_5, KB_CHARSET_ISO_8859_5, CYRILLIC },
    { KB_CHARSET_ISO_8859_6, KB_CHARSET_ISO_8859_6, "ar" },
    { KB_CHARSET_ISO_8859_7, KB_CHARSET_ISO_8859_7, "el" },
    { KB_CHARSET_ISO_8859_8, KB_CHARSET_ISO_8859_8_I, "he" },
    { KB_CHARSET_ISO_8859_10, KB_CHARSET_ISO_8859_10, "is lt lv et" },
    { KB_CHARSET_ISO_8859_13, KB_CHARSET_ISO_8859_13, BALTIC " pl" },
    { KB_CHARSET_ISO_8859_14, KB_CHARSET_ISO_8859_14, "cy ga" },
    { KB_CHARSET_ISO_8859_15, KB_CHARSET_ISO_8859_15, WESTERN " et" },
    { KB_CHARSET_ISO_8859_16, KB_CHARSET_ISO_8859_16, "ro pl hu hr sl" },
    { KB_CHARSET_KOI8_R, KB_CHARSET_KOI8_U, CYRILLIC },
    { KB_CHARSET_MACINTOSH, KB_CHARSET_MACINTOSH, WESTERN },
    { KB_CHARSET_WINDOWS_874, KB_CHARSET_WINDOWS_874, "th" },
    { KB_CHARSET_WINDOWS_1250, KB_CHARSET_WINDOWS_1250, CENTRAL },
    { KB_CHARSET_WINDOWS_1251, KB_CHARSET_WINDOWS_1251, CYRILLIC },
    { KB_CHARSET_WINDOWS_1252, KB_CHARSET_WINDOWS_1252, WESTERN " et" },
    { KB_CHARSET_WINDOWS_1253, KB_CHARSET_WINDOWS_1253, "el" },
    { KB_CHARSET_WINDOWS_1254, KB_CHARSET_WINDOWS_1254, "tr az" },
    { KB_CHARSET_WINDOWS_1255, KB_CHARSET_WINDOWS_1255, "he" },
    { KB_CHARSET_WINDOWS_1256, KB_CHARSET_WINDOWS_1256, "ar fa ur" },
    { KB_CHARSET_WINDOWS_1257, KB_CHARSET_WINDOWS_1257, BALTIC },
    { KB_CHARSET_WINDOWS_1258, KB_CHARSET_WINDOWS_1258, "vi" },
    { KB_CHARSET_X_MAC_CYRILLIC, KB_CHARSET_X_MAC_CYRILLIC, CYRILLIC },
};

/* CLDR's main exemplar characters of a language, with their capitals; NULL where there are none. */
static USet *letters_of(const char code[2])
{
    char name[3] = { code[0], code[1], 0 };
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(name, &status);
    if (U_FAILURE(status)) return NULL;
    USet *set = ulocdata_getExemplarSet(data, NULL, USET_ADD_CASE_MAPPINGS, ULOCDATA_ES_STANDARD, &status);
    ulocdata_close(data);
    if (U_SUCCESS(status)) return set;
    uset_close(set);
    return NULL;
}

/* Signs that prose has between or beside words, whatever its language. */
static bool is_prose_sign(uint32_t c, bool within_word)
{
    if (c == 0x2019 || c == 0xAD || c == 0xB7 || c == 0x2010) return true; /* apostrophe, hyphens, middle dot */
    if (within_word || (c >= 0x80 && c < 0xA0)) return false;
    switch (u_charType((UChar32)c)) {
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_DASH_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_CURRENCY_SYMBOL:
    case U_SPACE_SEPARATOR: return true;
    default: return c == 0xAE || c == 0xA9 || c == 0xB0 || c == 0x2122 || c == 0xAA || c == 0xBA || c == 0x2116;
    }
}

/* Characters of `text` beyond ASCII that `letters` has and has not; signs count only where they are strange. */
static bool is_latin(uint32_t c)
{
    return c < 0x250 || (c >= 0x1E00 && c < 0x1F00);
}

static bool is_ascii_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static kb_charset_fit count(kb_str text, const USet *letters)
{
    kb_charset_fit fit = { 0 };
    uint32_t before = ' ', c = 0;
    for (size_t i = 0; i < text.len; before = c) {
        c = kb_utf8_next(text, &i);
        bool capital = u_isupper((UChar32)c) && u_islower((UChar32)before);
        if (c < 0x80) {
            fit.strange += capital && before >= 0x80;
            continue;
        }
        size_t look = i;
        uint32_t after = i < text.len ? kb_utf8_next(text, &look) : ' ';
        bool mark = u_charType((UChar32)c) == U_NON_SPACING_MARK;
        if (mark || u_isalpha((UChar32)c)) {
            bool foreign =
                !is_latin(c) && !(c >= 0x300 && c < 0x370); /* no letter of a Latin word, nor a mark on one */
            bool mixed = foreign && (is_ascii_letter(before) || (!mark && is_ascii_letter(after)));
            bool fits = (mark || uset_contains(letters, (UChar32)c)) && !capital && !mixed;
            fit.letters += fits;
            fit.latin += fits && is_latin(c);
            fit.strange += !fits;
        } else {
            fit.strange += !is_prose_sign(c, u_isalpha((UChar32)before) && u_isalpha((UChar32)after));
            bool tells = c >= 0x2013 && c <= 0x201E; /* dashes and quotation marks tell as much as letters */
            fit.letters += tells;
            fit.latin += tells;
        }
    }
    return fit;
}

static bool fits_better(kb_charset_fit a, kb_charset_fit b)
{
    return a.strange != b.strange ? a.strange < b.strange : a.letters > b.letters;
}

static kb_charset_fit count_best(kb_str text, const char *languages)
{
    kb_charset_fit best = { .strange = SIZE_MAX };
    for (const char *at = languages; at[0] && at[1]; at += at[2] ? 3 : 2) {
        USet *letters = letters_of(at);
        if (!letters) continue;
        kb_charset_fit fit = count(text, letters);
        if (fits_better(fit, best)) best = fit;
        uset_close(letters);
    }
    return best.strange == SIZE_MAX ? (kb_charset_fit){ 0 } : best;
}

/* Encodings of pairs: what is no error, of no private use and no katakana of half width fits. */
static kb_charset_fit count_pairs(kb_str text, size_t replaced)
{
    kb_charset_fit fit = { .strange = replaced };
    for (size_t i = 0; i < text.len;) {
        uint32_t c = kb_utf8_next(text, &i);
        bool strange = (c >= 0xE000 && c < 0xF900) || (c >= 0xFF61 && c < 0xFFA0);
        fit.strange += strange;
        fit.letters += c >= 0x100 && c != 0xFFFD && !strange;
    }
    return fit;
}

kb_charset_fit kb_charset_fits(kb_str sample, kb_charset charset)
{
    kb_charset_fit fit = { 0 };
    kb_arena *arena = kb_arena_new(sample.len * 4 + 4096);
    kb_str text;
    size_t replaced;
    if (arena && charset != KB_CHARSET_NONE &&
        kb_charset_decode(sample, charset, arena, &text, &replaced, NULL) == KB_OK) {
        fit = count_pairs(text, replaced);
        for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
            if (charset >= families[i].first && charset <= families[i].last)
                fit = count_best(text, families[i].languages);
    }
    kb_arena_free(arena);
    return fit;
}
