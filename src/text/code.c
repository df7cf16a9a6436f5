#include "text/code.h"

#include <unicode/uloc.h>

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c & ~0x20) : c;
}

bool kb_country_code(kb_str given, char out[3])
{
    if (given.len != 2) return false;
    out[0] = upper(given.at[0]);
    out[1] = upper(given.at[1]);
    out[2] = '\0';
    for (const char *const *code = uloc_getISOCountries(); *code; code++)
        if (strcmp(*code, out) == 0) return true;
    return false;
}

static bool is_language(const char *code)
{
    for (const char *const *known = uloc_getISOLanguages(); *known; known++)
        if (strcmp(*known, code) == 0) return true;
    return false;
}

bool kb_lang_tag(kb_str given, char out[KB_LANG_TAG_MAX])
{
    char tag[KB_LANG_TAG_MAX], locale[ULOC_FULLNAME_CAPACITY], language[ULOC_LANG_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    int32_t parsed = 0;
    if (given.len == 0 || given.len >= sizeof tag) return false;
    for (size_t i = 0; i < given.len; i++) tag[i] = given.at[i] == '_' ? '-' : given.at[i];
    tag[given.len] = '\0';
    uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
    if (U_FAILURE(status) || (size_t)parsed != given.len) return false;
    uloc_getLanguage(locale, language, sizeof language, &status);
    if (U_FAILURE(status) || !is_language(language)) return false;
    int32_t len = uloc_toLanguageTag(locale, out, KB_LANG_TAG_MAX, true, &status);
    return U_SUCCESS(status) && len > 0 && len < KB_LANG_TAG_MAX;
}
