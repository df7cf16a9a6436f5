#include "store/outlets.h"

#include "base/test.h"

static void test_hosts_are_kept_in_one_form(void **state)
{
    static const struct {
        const char *given, *host; /* NULL: it is none */
    } rows[] = {
        { "suara.example", "suara.example" },
        { " Suara.Example ", "suara.example" },
        { "www.suara.example", "suara.example" },
        { "https://www.suara.example/rss?x=1", "suara.example" },
        { "http://user:pass@suara.example:8080/", "suara.example" },
        { "berita.suara.example", "berita.suara.example" },
        { "suara", NULL },
        { "", NULL },
        { "Suara Timur", NULL },
        { "suara.example/rss", NULL },
        { ".example", NULL },
        { "suara.example.", NULL },
    };
    (void)state;
    kb_arena *arena = kb_arena_new(1 << 16);
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_str host;
        bool good = kb_outlet_host(kb_str_of(rows[i].given), arena, &host);
        if (good != (rows[i].host != NULL)) fail_msg("row %zu: %s", i, rows[i].given);
        if (good) KB_ROW_STR(i, host, kb_str_of(rows[i].host));
    }
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hosts_are_kept_in_one_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
