#include "read/read_test.h"

#include "text/charset.h"

static void test_line_ends_and_the_mark_are_the_files_own(void **state)
{
    static const struct {
        kb_str bytes, text;
        size_t replaced;
    } rows[] = {
        { KB_STR("\xEF\xBB\xBFSatu.\r\nDua.\rTiga.\n"), KB_STR("Satu.\nDua.\nTiga.\n"), 0 },
        { KB_STR("  Satu.  \n\n\n Dua\t."), KB_STR("  Satu.  \n\n\n Dua\t."), 0 },
        { KB_STR("Satu \xFF\xC3 dua."), KB_STR("Satu \xEF\xBF\xBD\xEF\xBF\xBD dua."), 2 },
        { KB_STR("Satu dua tiga empat lima enam\0 tujuh."), KB_STR("Satu dua tiga empat lima enam\xEF\xBF\xBD tujuh."),
          1 },
        { KB_STR("S\0a\0t\0u\0.\0"), KB_STR("Satu."), 0 },
        { KB_STR("\xFE\xFF\0S\0a\0t\0u\0."), KB_STR("Satu."), 0 },
        { KB_STR("S\0a\0t\0u\0.\0!"), KB_STR("Satu.\xEF\xBF\xBD"), 1 },
        { KB_STR("Satu\x01 dua tiga empat lima enam tujuh."), KB_STR("Satu\x01 dua tiga empat lima enam tujuh."), 0 },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, rows[i].bytes);
        KB_ROW_INT(i, t.count, 1);
        KB_ROW_STR(i, t.docs[0]->text, rows[i].text);
        KB_ROW_INT(i, t.docs[0]->replaced, rows[i].replaced);
    }
    read_test_close(&t);
}

static void test_what_is_not_read_is_refused_with_its_name(void **state)
{
    static const struct {
        kb_str bytes;
        const char *problem;
    } rows[] = {
        { KB_STR(""), "file: empty" },
        { KB_STR("teks\0teks"), "file: binary: no text in it" },
        { KB_STR("\x89PNG\r\n"), "file: binary: no text in it (PNG image)" },
        { KB_STR("<rss version=\"2.0\"></rss>"), "file: a feed without items that have words" },
        { KB_STR("WARC/1.1\r\n"), "file: record 1, byte 0: the file ends within the header" },
        { KB_STR("%PDF-1.7"), "file: a broken PDF" },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, rows[i].bytes);
        KB_ROW_INT(i, t.count, 0);
        KB_ROW_INT(i, t.problem_count, 1);
        KB_ROW_STR(i, kb_str_of(t.problems[0]), kb_str_of(rows[i].problem));
    }
    read_test_close(&t);
}

static void test_a_bad_line_of_json_is_named_and_the_next_goes_on(void **state)
{
    read_test t = { 0 };
    (void)state;
    read_test_read(&t, KB_STR("{\"id\":\"a\",\"title\":\"Satu\"}\n{\"id\":\"b\",\"title\":\"Du\n\n{\"id\":3,\"title\":"
                              "\"Tiga\"}\n{\"id\":4}\n[]\n"));
    assert_int_equal(t.count, 2);
    KB_ROW_STR(0, t.docs[0]->id, KB_STR("a"));
    KB_ROW_STR(1, t.docs[1]->id, KB_STR("3"));
    KB_ROW_STR(1, t.docs[1]->origin_record, KB_STR("4"));
    assert_int_equal(t.problem_count, 3);
    assert_memory_equal(t.problems[0], "file: line 2: byte 22: ", 23);
    assert_string_equal(t.problems[1], "file: line 5: no words: neither \"text\" nor \"html\" nor \"title\"");
    assert_string_equal(t.problems[2], "file: line 6: byte 1: no object");
    read_test_close(&t);
}

static void test_json_that_breaks_a_parser_is_mended(void **state)
{
    static const struct {
        const char *json;
        kb_str text;
        size_t replaced;
    } rows[] = {
        { "{\"text\":\"a \\ud800 b\"}", KB_STR("a \xEF\xBF\xBD b"), 1 },
        { "{\"text\":\"a \\udc00\\ud800\\udc00 b\"}", KB_STR("a \xEF\xBF\xBD\xF0\x90\x80\x80 b"), 1 },
        { "{\"text\":\"a \xFF b\"}", KB_STR("a \xEF\xBF\xBD b"), 1 },
        { "{\"text\":\"a\tb\"}", KB_STR("a\tb"), 0 },
        { "{\"text\":\"a\\u0000b\"}", KB_STR("a\0b"), 0 },
        { "{\"id\":123456789012345678901234567890,\"n\":1e999,\"text\":\"a\"}", KB_STR("a"), 0 },
        { "{\"text\":\"a\\r\\nb\"}", KB_STR("a\r\nb"), 0 }, /* line ends in a string are the text's own */
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, kb_str_of(rows[i].json));
        KB_ROW_INT(i, t.count, 1);
        KB_ROW_STR(i, t.docs[0]->text, rows[i].text);
        KB_ROW_INT(i, t.docs[0]->replaced, rows[i].replaced);
    }
    read_test_read(&t, kb_str_of(rows[5].json));
    KB_ROW_STR(5, t.docs[0]->id, KB_STR("123456789012345678901234567890"));
    read_test_close(&t);
}

static void test_json_may_be_one_object_or_an_array_over_many_lines(void **state)
{
    static const struct {
        const char *json;
        size_t count;
    } rows[] = {
        { "{\n \"title\": \"Satu\"\n}\n", 1 },
        { "[{\"title\":\"Satu\"},\n{\"title\":\"Dua } ] \\\" \"}]", 2 },
        { "[]", 0 },
        { "{\n \"title\": \"Satu\"\n}\n{\n \"title\": \"Dua\"\n}\n", 2 },
        { "{\"title\":\"Satu\"}\n\n{\"title\":\"Dua\"}", 2 },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, kb_str_of(rows[i].json));
        KB_ROW_INT(i, t.count, rows[i].count);
        KB_ROW_INT(i, t.problem_count, 0);
    }
    read_test_close(&t);
}

static void test_stated_fields_are_kept(void **state)
{
    read_test t = { 0 };
    (void)state;
    read_test_read(&t, KB_STR("{\"id\":\"x\",\"url\":\"https://www.harian-nusa.example/a/"
                              "1\",\"lang\":\"id\",\"date\":\"2025-03-04T09:10:00+08:00\","
                              "\"title\":\"Panen Raya\",\"text\":\"Panen raya\\nPetani memanen padi.\"}"));
    const kb_document *doc = t.docs[0];
    KB_ROW_STR(0, doc->outlet, KB_STR("harian-nusa.example"));
    KB_ROW_STR(0, doc->lang, KB_STR("id"));
    KB_ROW_STR(0, doc->title, KB_STR("Panen Raya"));
    KB_ROW_STR(0, doc->published_from, KB_STR("input"));
    assert_int_equal(doc->published.offset, 480);
    assert_int_equal(doc->lines.count, 0); /* "raya" is not "Raya": only the title's own words are its line */
    read_test_close(&t);
}

static void test_the_same_bytes_have_the_same_id(void **state)
{
    read_test t = { 0 };
    char first[32];
    (void)state;
    read_test_read(&t, KB_STR("Panen Raya di Wanasari"));
    (void)snprintf(first, sizeof first, "%.*s", KB_STR_ARGS(t.docs[0]->id));
    read_test_read(&t, KB_STR("Panen Raya di Wanasari"));
    KB_ROW_STR(0, t.docs[0]->id, kb_str_of(first));
    read_test_read(&t, KB_STR("Panen Raya di Wanasari!"));
    assert_false(kb_str_is(t.docs[0]->id, first));
    read_test_close(&t);
}

static void test_cutting_the_input_anywhere_breaks_nothing(void **state)
{
    static const char json[] = "{\"id\":\"a\",\"title\":\"Satu é\",\"text\":\"Petani \\ud83d\\ude00 memanen.\\nOleh "
                               "Sari Dewi\"}\n[{\"id\":2}]";
    static const char page[] =
        "<!doctype html><html lang=id><title>Panen | Nusa</title><article><h1>Panen é</h1><p>Petani di Wanasari "
        "memanen padi pada Rabu pagi, kata kepala desa setempat.</p><!-- x --><p>Hasilnya naik &amp; "
        "baik.</p></article>";
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i <= sizeof json - 1; i++) {
        read_test_read(&t, (kb_str){ json, i });
        for (size_t k = 0; k < t.count; k++) assert_int_equal(kb_utf8_valid(t.docs[k]->text), t.docs[k]->text.len);
    }
    for (size_t i = 0; i <= sizeof page - 1; i++) {
        read_test_read(&t, (kb_str){ page, i });
        for (size_t k = 0; k < t.count; k++) assert_int_equal(kb_utf8_valid(t.docs[k]->text), t.docs[k]->text.len);
    }
    read_test_close(&t);
}

static void test_a_document_larger_than_allowed_is_refused(void **state)
{
    read_test t = { .max_bytes = 40 };
    (void)state;
    read_test_read(&t, KB_STR("Panen raya di Wanasari, kata kepala desa setempat kepada wartawan."));
    assert_int_equal(t.count, 0);
    assert_string_equal(t.problems[0], "file: larger than the allowed 40 bytes");
    read_test_read(&t, KB_STR("{\"title\":\"Panen raya di Wanasari, kata kepala desa\"}\n{\"title\":\"Panen\"}"));
    assert_int_equal(t.count, 1);
    assert_string_equal(t.problems[0], "file: line 1: larger than the allowed 40 bytes");
    read_test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_line_ends_and_the_mark_are_the_files_own),
        cmocka_unit_test(test_what_is_not_read_is_refused_with_its_name),
        cmocka_unit_test(test_a_bad_line_of_json_is_named_and_the_next_goes_on),
        cmocka_unit_test(test_json_that_breaks_a_parser_is_mended),
        cmocka_unit_test(test_json_may_be_one_object_or_an_array_over_many_lines),
        cmocka_unit_test(test_stated_fields_are_kept),
        cmocka_unit_test(test_the_same_bytes_have_the_same_id),
        cmocka_unit_test(test_cutting_the_input_anywhere_breaks_nothing),
        cmocka_unit_test(test_a_document_larger_than_allowed_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
