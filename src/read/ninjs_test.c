#include "read/read_test.h"

#define ONE                                                                                                           \
    "{\"uri\":\"https://warta.example/items/17\",\"type\":\"text\",\"versioncreated\":\"2025-03-04T10:15:00+07:00\"," \
    "\"firstcreated\":\"2025-03-04T09:00:00+07:00\",\"language\":\"id\",\"byline\":\"Dewi Lestaluhu\","               \
    "\"copyrightholder\":\"Kawat Berita\",\"headline\":\"Jembatan Wanasari "                                          \
    "dibuka\",\"subject\":[{\"name\":\"banjir\"},"                                                                    \
    "{\"code\":\"x\"},{\"name\":\"transportasi\"}],\"body_xhtml\":\"<p>Bukan ini.</p>\",\"body_text\":\"Jembatan "    \
    "Wanasari dibuka lagi pada Selasa pagi.\"}"

static void test_an_item_of_ninjs_1_has_its_fields(void **state)
{
    read_test t = { 0 };
    (void)state;
    read_test_read(&t, KB_STR(ONE));
    assert_int_equal(t.count, 1);
    const kb_document *doc = t.docs[0];
    kb_buf times = { 0 };
    KB_ROW_STR(0, doc->text, KB_STR("Jembatan Wanasari dibuka lagi pada Selasa pagi."));
    KB_ROW_STR(0, doc->id, KB_STR("https://warta.example/items/17"));
    KB_ROW_STR(0, doc->url, KB_STR("https://warta.example/items/17"));
    KB_ROW_STR(0, doc->title, KB_STR("Jembatan Wanasari dibuka"));
    KB_ROW_STR(0, doc->outlet, KB_STR("Kawat Berita"));
    KB_ROW_STR(0, doc->lang, KB_STR("id"));
    KB_ROW_STR(0, doc->chosen_by, KB_STR("ninjs"));
    assert_int_equal(doc->byline.count, 1);
    assert_int_equal(doc->tags.count, 2);
    KB_ROW_STR(0, doc->tags.at[1], KB_STR("transportasi"));
    kb_time_write(&times, doc->published);
    kb_buf_add_char(&times, ' ');
    kb_time_write(&times, doc->modified);
    KB_ROW_STR(0, kb_buf_str(&times), KB_STR("2025-03-04T09:00:00+07:00 2025-03-04T10:15:00+07:00"));
    kb_buf_clear(&times);
    read_test_close(&t);
}

static void test_the_lines_of_the_standard_are_read_alike(void **state)
{
    static const struct {
        kb_str json, title, text;
    } rows[] = {
        { KB_STR("{\"uri\":\"urn:x:1\",\"headline\":\"Satu\",\"body_html\":\"<p>Dua.</p><p>Tiga <b>empat</b>.</p>\"}"),
          KB_STR("Satu"), KB_STR("Dua.\nTiga empat.") },
        { KB_STR(
              "{\"uri\":\"urn:x:2\",\"headlines\":[{\"role\":\"seo\",\"value\":\"Lain\"},{\"role\":\"main\",\"value\":"
              "\"Satu\"}],\"bodies\":[{\"role\":\"html\",\"contenttype\":\"text/html\",\"value\":\"<p>Bukan</p>\"},"
              "{\"role\":\"text\",\"contenttype\":\"text/plain\",\"value\":\"Dua.\"}]}"),
          KB_STR("Satu"), KB_STR("Dua.") },
        { KB_STR(
              "{\"uri\":\"urn:x:3\",\"versionCreated\":\"2025-01-02\",\"headlines\":[{\"value\":\"Satu\"}],\"bodies\":"
              "[{\"contentType\":\"text/html\",\"value\":\"<section><p>Dua.</p><script>x</script></section>\"}]}"),
          KB_STR("Satu"), KB_STR("Dua.") },
        { KB_STR("{\"standard\":{\"name\":\"ninjs\"},\"title\":\"Satu\",\"descriptions\":[{\"value\":\"Dua.\"}]}"),
          KB_STR("Satu"), KB_STR("Dua.") },
        { KB_STR("{\"uri\":\"urn:x:5\",\"headline\":\"Satu\"}"), KB_STR("Satu"), KB_STR("Satu") },
        /* what breaks the schema is read as far as it goes */
        { KB_STR("{\"pubstatus\":7,\"headline\":\"Satu\",\"body_text\":\"Dua.\",\"language\":[],\"subject\":\"x\"}"),
          KB_STR("Satu"), KB_STR("Dua.") },
        { KB_STR("{\"uri\":7,\"headlines\":[7,{\"value\":\"Satu\"}],\"bodies\":{\"value\":\"x\"},\"by\":{}}"),
          KB_STR("Satu"), KB_STR("Satu") },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, rows[i].json);
        KB_ROW_INT(i, t.count, 1);
        KB_ROW_STR(i, t.docs[0]->title, rows[i].title);
        KB_ROW_STR(i, t.docs[0]->text, rows[i].text);
    }
    read_test_close(&t);
}

static void test_what_has_no_words_is_told(void **state)
{
    static const struct {
        kb_str json;
        const char *problem;
    } rows[] = {
        { KB_STR("{\"uri\":\"urn:x\",\"type\":\"video\",\"renditions\":{}}"),
          "file: line 1: a ninjs item without words: type video" },
        { KB_STR("{\"uri\":\"urn:x\",\"pubstatus\":\"canceled\",\"headline\":\"Satu\"}"),
          "file: line 1: a ninjs item that its publisher cancelled" },
        { KB_STR("{\"uri\":\"urn:x\"}"), "file: line 1: no words: neither \"text\" nor \"html\" nor \"title\"" },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, rows[i].json);
        KB_ROW_INT(i, t.count, 0);
        KB_ROW_INT(i, t.problem_count, 1);
        KB_ROW_STR(i, kb_str_of(t.problems[0]), kb_str_of(rows[i].problem));
    }
    read_test_close(&t);
}

static void test_a_picture_is_the_items_own_or_one_that_goes_with_it(void **state)
{
    static const struct {
        kb_str json, image;
    } rows[] = {
        { KB_STR(
              "{\"uri\":\"urn:x\",\"headline\":\"Satu\",\"associations\":{\"v\":{\"type\":\"video\",\"renditions\":{"
              "\"a\":{\"href\":\"https://x.example/v\"}}},\"p\":{\"type\":\"picture\",\"renditions\":{\"a\":{\"href\":"
              "\"https://x.example/p.jpg\"}}}}}"),
          KB_STR("https://x.example/p.jpg") },
        { KB_STR(
              "{\"uri\":\"urn:x\",\"type\":\"picture\",\"headlines\":[{\"value\":\"Satu\"}],\"renditions\":[{\"href\":"
              "\"https://x.example/q.jpg\"}]}"),
          KB_STR("https://x.example/q.jpg") },
        { KB_STR("{\"uri\":\"urn:x\",\"type\":\"picture\",\"headline\":\"Satu\",\"renditions\":[{\"href\":\"javascript:"
                 "x\"}]}"),
          KB_STR("") },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, rows[i].json);
        KB_ROW_INT(i, t.count, 1);
        KB_ROW_STR(i, t.docs[0]->image, rows[i].image);
    }
    read_test_close(&t);
}

static void test_a_list_and_lines_of_items_are_read_one_by_one(void **state)
{
    read_test t = { 0 };
    (void)state;
    read_test_read(&t, KB_STR("[" ONE ",\n" ONE "]"));
    assert_int_equal(t.count, 2);
    read_test_read(&t, KB_STR(ONE "\n" ONE "\n"));
    assert_int_equal(t.count, 2);
    read_test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_item_of_ninjs_1_has_its_fields),
        cmocka_unit_test(test_the_lines_of_the_standard_are_read_alike),
        cmocka_unit_test(test_what_has_no_words_is_told),
        cmocka_unit_test(test_a_picture_is_the_items_own_or_one_that_goes_with_it),
        cmocka_unit_test(test_a_list_and_lines_of_items_are_read_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
