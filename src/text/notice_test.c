#include "text/notice.h"

#include "base/embedded.h"
#include "base/test.h"

static void test_lines_stand_in_byte_order(void **state)
{
    kb_str rest = { kb_embedded_notice[0].bytes, kb_embedded_notice[0].len }, line, last = { "", 0 };
    (void)state;
    for (size_t i = 0; rest.len && kb_str_next(&rest, '\n', &line); i++) {
        size_t split = kb_str_find(line, KB_STR(" = "), 0);
        if (line.len == 0 || line.at[0] == '#') continue;
        if (split == SIZE_MAX) fail_msg("line %zu has no \" = \"", i + 1);
        kb_str key = kb_str_part(line, kb_span_of(0, split));
        if (kb_str_compare(last, key) >= 0) fail_msg("line %zu is out of order", i + 1);
        if (kb_notice_of(key, NULL) == 0) fail_msg("line %zu is not found, or says nothing", i + 1);
        last = key;
    }
}

static void test_words_are_known_in_any_case(void **state)
{
    static const struct {
        const char *words;
        uint32_t kind;
        int zone;
    } rows[] = {
        { "By", KB_NOTICE_BY, 0 },
        { "OLEH", KB_NOTICE_BY, 0 },
        { "Newsroom", KB_NOTICE_DESK, 0 },
        { "WIB", KB_NOTICE_ZONE, 420 },
        { "EST", KB_NOTICE_ZONE, -300 },
        { "Обновлено", KB_NOTICE_UPDATED, 0 },
        { "年", KB_NOTICE_YEAR, 0 },
        { "Mis à jour", KB_NOTICE_UPDATED, 0 },
        { "gelombang", 0, 0 },
        { "", 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        int zone = 0;
        uint32_t kind = kb_notice_of_printed(kb_str_of(rows[i].words), &zone);
        KB_ROW_INT(i, kind & rows[i].kind, rows[i].kind);
        if (rows[i].kind == 0) KB_ROW_INT(i, kind, 0);
        KB_ROW_INT(i, zone, rows[i].zone);
    }
}

static void test_the_longest_run_of_words_counts(void **state)
{
    static const struct {
        const char *text;
        uint32_t kinds;
        size_t len;
    } rows[] = {
        { "Written by Ana Reyes", KB_NOTICE_BY, 10 },
        { "By: Ana", KB_NOTICE_BY, 2 },
        { "Byron Hale", KB_NOTICE_BY, 0 },
        { "記者王小明", KB_NOTICE_BY, 6 },
        { "", KB_NOTICE_BY, 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        uint32_t found;
        KB_ROW_INT(i, kb_notice_begins(kb_str_of(rows[i].text), rows[i].kinds, &found), rows[i].len);
    }
}

static void test_an_agency_is_the_same_by_all_of_its_names(void **state)
{
    static const struct {
        const char *printed, *agency;
    } rows[] = {
        { "The Associated Press", "ap" },
        { "AP", "ap" },
        { "ANTARA", "antara" },
        { "Antara News", "antara" },
        { "Agence France-Presse", "afp" },
        { "ТАСС", "tass" },
        { "新华社", "xinhua" },
        { "Belga", "belga" },
        { "Newsroom", "" },
        { "Harbour Post", "" },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_STR(i, kb_notice_agency(kb_str_of(rows[i].printed)), kb_str_of(rows[i].agency));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_stand_in_byte_order),
        cmocka_unit_test(test_words_are_known_in_any_case),
        cmocka_unit_test(test_the_longest_run_of_words_counts),
        cmocka_unit_test(test_an_agency_is_the_same_by_all_of_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
