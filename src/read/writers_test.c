#include "base/test.h"
#include "read/writers.h"

static void test_people_agencies_and_the_outlet_are_told_apart(void **state)
{
    static const struct {
        const char *stated, *people, *carriers;
    } rows[] = {
        { "Ana Reyes", "Ana Reyes", "" },
        { "By Ana Reyes and Tom Hale", "Ana Reyes, Tom Hale", "" },
        { "By ANA REYES, Associated Press", "ANA REYES", "Associated Press" },
        { "Oleh Sari Dewi / Antara", "Sari Dewi", "Antara" },
        { "Reuters", "", "Reuters" },
        { "Ana Reyes, Island Post staff", "Ana Reyes", "" },
        { "Island Post", "", "" },
        { "The Island Post", "", "" },
        { "islandpost.example", "", "" },
        { "Tim Redaksi", "", "" },
        { "Newsroom", "", "" },
        { "anareyes", "anareyes", "" }, /* as it is stated as a name */
        { "", "", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_document *doc;
        kb_buf people = { 0 }, carriers = { 0 };
        assert_int_equal(kb_document_new(1 << 20, &doc, NULL), KB_OK);
        doc->url = KB_STR("https://www.islandpost.example/2025/bridge");
        doc->outlet = KB_STR("Island Post");
        assert_int_equal(kb_writers_add(doc, kb_str_of(rows[i].stated), KB_STR("Island Post World"), "feed", NULL),
                         KB_OK);
        kb_strs_join(&people, doc->byline);
        kb_strs_join(&carriers, doc->carriers);
        KB_ROW_STR(i, kb_buf_str(&people), kb_str_of(rows[i].people));
        KB_ROW_STR(i, kb_buf_str(&carriers), kb_str_of(rows[i].carriers));
        KB_ROW_STR(i, doc->byline_from, kb_str_of(people.len ? "feed" : ""));
        kb_buf_clear(&people);
        kb_buf_clear(&carriers);
        kb_document_free(doc);
    }
}

static void test_a_feeds_title_names_its_outlet(void **state)
{
    static const struct {
        const char *title, *url, *outlet;
    } rows[] = {
        { "Island Post", "https://islandpost.example/", "Island Post" },
        { "Sport | Island Post", "https://www.island-post.example/sport", "Island Post" },
        { "Island Post - World news from the islands", "https://islandpost.example/", "Island Post" },
        { "Harian Nusa » Ekonomi", "https://ekonomi.hariannusa.example/", "Harian Nusa" },
        { "Berita: Harian Nusa", "https://hariannusa.example/", "Harian Nusa" },
        { "Day - Night", "https://islandpost.example/", "Day - Night" },
        { "Day - Night", "", "Day - Night" },
        { "", "https://islandpost.example/", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_STR(i, kb_writers_outlet(kb_str_of(rows[i].title), kb_str_of(rows[i].url)), kb_str_of(rows[i].outlet));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_people_agencies_and_the_outlet_are_told_apart),
        cmocka_unit_test(test_a_feeds_title_names_its_outlet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
