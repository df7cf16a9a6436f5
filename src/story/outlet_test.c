#include "story/outlet.h"

#include "base/test.h"

static void test_mirrors_count_once_and_the_unknown_not_at_all(void **state)
{
    static const struct {
        const char *names[6], *counted[6];
        size_t outlets, mirrors;
    } rows[] = {
        { { NULL }, { NULL }, 0, 0 },
        { { "" }, { "" }, 0, 0 },
        { { "Suara Timur" }, { "" }, 1, 0 },
        { { "Suara Timur", "Suara Timur" }, { "", "" }, 1, 0 },
        { { "Suara Timur", "Island Post", "" }, { "", "", "" }, 2, 0 },
        { { "Nusa Barat", "Nusa Timur" }, { "Nusa Barat", "Nusa Barat" }, 1, 1 },
        { { "Nusa Timur", "Nusa Utara", "Nusa Timur" }, { "Nusa Barat", "Nusa Barat", "Nusa Barat" }, 1, 1 },
        { { "Nusa Timur", "Island Post", "Nusa Utara" }, { "Nusa Barat", "", "Nusa Barat" }, 2, 1 },
        { { "Nusa Timur", "Nusa Barat", "Nusa Utara" }, { "Nusa Barat", "Nusa Barat", "Nusa Barat" }, 1, 2 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_outlet list[6];
        size_t count = 0;
        for (; count < 6 && rows[i].names[count]; count++)
            list[count] = (kb_outlet){ kb_str_of(rows[i].names[count]), kb_str_of(rows[i].counted[count]) };
        kb_outlet_count found = kb_outlets_count(list, count);
        if (found.outlets != rows[i].outlets || found.mirrors != rows[i].mirrors)
            fail_msg("row %zu: %zu outlets, %zu mirrors", i, found.outlets, found.mirrors);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mirrors_count_once_and_the_unknown_not_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
