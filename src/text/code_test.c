#include "text/code.h"

#include "base/test.h"

static void test_countries_are_those_of_iso_3166(void **state)
{
    static const struct {
        const char *given, *code; /* NULL: there is none */
    } rows[] = {
        { "ID", "ID" }, { "id", "ID" },  { "Gb", "GB" }, { "US", "US" }, { "XX", NULL },
        { "UK", NULL }, { "IDN", NULL }, { "I", NULL },  { "", NULL },   { "Indonesia", NULL },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char code[3];
        bool found = kb_country_code(kb_str_of(rows[i].given), code, NULL) == KB_OK;
        if (found != (rows[i].code != NULL)) fail_msg("row %zu: %s", i, rows[i].given);
        if (found) KB_ROW_STR(i, kb_str_of(code), kb_str_of(rows[i].code));
    }
}

static void test_languages_are_tags_of_bcp_47(void **state)
{
    static const struct {
        const char *given, *tag;
    } rows[] = {
        { "id", "id" },
        { "ID", "id" },
        { "pt-br", "pt-BR" },
        { "pt_BR", "pt-BR" },
        { "zh-hant-tw", "zh-Hant-TW" },
        { "jv", "jv" },
        { "und", NULL },
        { "Indonesian", NULL },
        { "xx", NULL },
        { "", NULL },
        { "id; DROP", NULL },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char tag[KB_LANG_TAG_MAX];
        bool found = kb_lang_tag(kb_str_of(rows[i].given), tag, NULL) == KB_OK;
        if (found != (rows[i].tag != NULL)) fail_msg("row %zu: %s", i, rows[i].given);
        if (found) KB_ROW_STR(i, kb_str_of(tag), kb_str_of(rows[i].tag));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_countries_are_those_of_iso_3166),
        cmocka_unit_test(test_languages_are_tags_of_bcp_47),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
