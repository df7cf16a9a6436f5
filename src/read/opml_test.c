#include "read/opml.h"

#include "base/buf.h"
#include "base/test.h"

static kb_opml read(kb_arena *arena, kb_str bytes)
{
    kb_opml opml;
    kb_err err = { 0 };
    if (kb_opml_read(bytes, arena, &opml, &err) != KB_OK) fail_msg("%s", err.text);
    return opml;
}

static void test_feeds_come_with_the_folders_that_they_lie_in(void **state)
{
    static const char bytes[] =
        "<?xml version='1.0'?><opml version='2.0'><head><title>x</title></head><body>"
        "<outline text='News'><outline text='Asia'>"
        "<outline type='rss' text='Island Post' title='Island Post, all' xmlUrl='https://islandpost.example/rss'"
        " htmlUrl='https://islandpost.example/' category='ferry, islands' language='en'/></outline>"
        "<outline text='Suara Timur' xmlUrl=' feed:https://suaratimur.example/a?b&c=d '/></outline>"
        "<outline text='again' xmlUrl='https://islandpost.example/rss'/>"
        "<outline text='no web' xmlUrl='file:///etc/passwd'/>"
        "<outline xmlUrl='feed://harian.example/rss' htmlUrl='javascript:1'/></body></opml>";
    static const struct {
        const char *url, *title, *home, *folder, *tags, *lang;
    } rows[] = {
        { "https://islandpost.example/rss", "Island Post, all", "https://islandpost.example/", "News/Asia",
          "ferry, islands", "en" },
        { "https://suaratimur.example/a?b&c=d", "Suara Timur", "", "News", "", "" },
        { "http://harian.example/rss", "", "", "", "", "" },
    };
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_opml opml = read(arena, kb_str_of(bytes));
    (void)state;
    assert_int_equal(opml.feeds.count, KB_COUNT(rows));
    assert_int_equal(opml.bad, 1);
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_opml_feed *feed = &opml.feeds.at[i];
        KB_ROW_STR(i, feed->url, kb_str_of(rows[i].url));
        KB_ROW_STR(i, feed->title, kb_str_of(rows[i].title));
        KB_ROW_STR(i, feed->home, kb_str_of(rows[i].home));
        KB_ROW_STR(i, feed->folder, kb_str_of(rows[i].folder));
        KB_ROW_STR(i, feed->tags, kb_str_of(rows[i].tags));
        KB_ROW_STR(i, feed->lang, kb_str_of(rows[i].lang));
    }
    kb_arena_free(arena);
}

static void test_a_list_that_includes_itself_is_not_followed(void **state)
{
    static const char bytes[] = "<opml><body><outline type='include' url='https://x.example/self.opml'"
                                " xmlUrl='https://x.example/self.opml'/><outline type='Link' url='self.opml'/>"
                                "</body></opml>";
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_opml opml = read(arena, kb_str_of(bytes));
    (void)state;
    assert_int_equal(opml.feeds.count, 0);
    assert_int_equal(opml.includes, 2);
    kb_arena_free(arena);
}

static void test_entities_that_multiply_or_name_files_stay_words(void **state)
{
    static const char bytes[] = "<!DOCTYPE opml [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                                "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
                                "<opml><body><outline text='&c;&f;' xmlUrl='https://x.example/rss'/></body></opml>";
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_opml opml = read(arena, kb_str_of(bytes));
    (void)state;
    assert_int_equal(opml.feeds.count, 1);
    assert_true(opml.feeds.at[0].title.len < 200);
    assert_true(kb_str_find(opml.feeds.at[0].title, KB_STR("root:"), 0) == SIZE_MAX);
    kb_arena_free(arena);
}

static void test_folders_in_folders_without_end_take_bounded_room(void **state)
{
    static const struct {
        size_t depth, feeds; /* what lies deeper than XML may be nested is left out */
    } rows[] = { { 150, 1 }, { 20000, 0 } };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new((size_t)64 << 20);
        kb_buf bytes = { 0 };
        kb_buf_add_c(&bytes, "<opml><body>");
        for (size_t k = 0; k < rows[i].depth; k++) kb_buf_add_c(&bytes, "<outline text='folder'>");
        kb_buf_add_c(&bytes, "<outline xmlUrl='https://x.example/rss'/>");
        kb_opml opml = read(arena, kb_buf_str(&bytes));
        KB_ROW_INT(i, opml.feeds.count, rows[i].feeds);
        if (opml.feeds.count) assert_in_range(opml.feeds.at[0].folder.len, 1, KB_OPML_FOLDER_MAX);
        kb_buf_clear(&bytes);
        kb_arena_free(arena);
    }
}

static void test_what_is_no_list_is_told(void **state)
{
    static const char *const rows[] = { "", "words", "<rss><channel/></rss>", "<html><p>x</html>" };
    kb_opml opml;
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new((size_t)1 << 20);
        KB_ROW_INT(i, kb_opml_read(kb_str_of(rows[i]), arena, &opml, NULL), KB_ERR_FORMAT);
        KB_ROW_INT(i, kb_opml_sniff(kb_str_of(rows[i])), false);
        kb_arena_free(arena);
    }
    assert_true(kb_opml_sniff(KB_STR("<?xml version='1.0'?>\n<opml version='1.0'>")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feeds_come_with_the_folders_that_they_lie_in),
        cmocka_unit_test(test_a_list_that_includes_itself_is_not_followed),
        cmocka_unit_test(test_entities_that_multiply_or_name_files_stay_words),
        cmocka_unit_test(test_folders_in_folders_without_end_take_bounded_room),
        cmocka_unit_test(test_what_is_no_list_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
