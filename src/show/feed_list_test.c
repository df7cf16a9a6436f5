#include "show/feed_list.h"

#include "base/test.h"

static void test_what_is_written_is_read_as_it_was(void **state)
{
    static const struct {
        const char *url, *title, *folder, *tags, *lang;
    } rows[] = {
        { "https://x.example/1", "A & B \"<c>\"", "", "one, two", "id" },
        { "https://x.example/2?a=1&b=2", "Dua", "News", "", "" },
        { "https://x.example/3", "Tiga", "News/Asia", "", "" },
        { "https://x.example/4", "Empat", "News/Asia/Timur", "", "" },
        { "https://x.example/5", "Lima", "News/Sport", "", "" },
        { "https://x.example/6", "Enam", "Other", "", "" },
    };
    kb_buf out = { 0 };
    kb_opml_writer w = { .out = &out };
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_opml back;
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_opml_feed feed = { .url = kb_str_of(rows[i].url),
                                    .title = kb_str_of(rows[i].title),
                                    .folder = kb_str_of(rows[i].folder),
                                    .tags = kb_str_of(rows[i].tags),
                                    .lang = kb_str_of(rows[i].lang) };
        kb_opml_write(&w, &feed);
    }
    kb_opml_end(&w);
    assert_int_equal(kb_opml_read(kb_buf_str(&out), arena, &back, NULL), KB_OK);
    assert_int_equal(back.feeds.count, KB_COUNT(rows));
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        KB_ROW_STR(i, back.feeds.at[i].url, kb_str_of(rows[i].url));
        KB_ROW_STR(i, back.feeds.at[i].title, kb_str_of(rows[i].title));
        KB_ROW_STR(i, back.feeds.at[i].folder, kb_str_of(rows[i].folder));
        KB_ROW_STR(i, back.feeds.at[i].tags, kb_str_of(rows[i].tags));
        KB_ROW_STR(i, back.feeds.at[i].lang, kb_str_of(rows[i].lang));
    }
    kb_arena_free(arena);
    kb_buf_clear(&out);
}

static void test_a_list_of_nothing_is_a_list(void **state)
{
    kb_buf out = { 0 };
    kb_opml_writer w = { .out = &out };
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_opml back;
    (void)state;
    kb_opml_end(&w);
    assert_int_equal(kb_opml_read(kb_buf_str(&out), arena, &back, NULL), KB_OK);
    assert_int_equal(back.feeds.count, 0);
    kb_arena_free(arena);
    kb_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read_as_it_was),
        cmocka_unit_test(test_a_list_of_nothing_is_a_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
