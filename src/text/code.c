#include "text/code.h"

#include <unicode/uloc.h>

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c & ~0x20) : c;
}

static bool is_country(const char *code)
{
    for (const char *const *known = uloc_getISOCountries(); *known; known++)
        if (strcmp(*known, code) == 0) return true;
    return false;
}

kb_status kb_country_code(kb_str given, char out[3], kb_err *err)
{
    out[0] = given.len == 2 ? upper(given.at[0]) : '\0';
    out[1] = given.len == 2 ? upper(given.at[1]) : '\0';
    out[2] = '\0';
    if (is_country(out)) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "'%.*s' is no country's code as ISO 3166 has it, like ID", KB_STR_ARGS(given));
}

static bool is_language(const char *code)
{
    for (const char *const *known = uloc_getISOLanguages(); *known; known++)
        if (strcmp(*known, code) == 0) return true;
    return false;
}

static bool make_tag(kb_str given, char out[KB_LANG_TAG_MAX])
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

kb_status kb_lang_tag(kb_str given, char out[KB_LANG_TAG_MAX], kb_err *err)
{
    if (make_tag(given, out)) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "'%.*s' is no language's code, like id", KB_STR_ARGS(given));
}
