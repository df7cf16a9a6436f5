#include "base/test.h"
#include "text/dictd.h"

static const char entries[] =
    "lune /lyn/ <n, fem>\nmoon\nbanque /bɑ̃k/ <n, fem>\n1. bank, pile (heap)\n2. side; to save\n";
static const char index_file[] = "banque\tZ\tt\nbroken line\nlune\tA\tY\n"; /* 24 bytes from 0, 45 from 25 */

static kb_dictd *open_plain(kb_str index)
{
    kb_dictd *d;
    kb_err err = { 0 };
    if (kb_dictd_open(index, kb_str_of(entries), &d, &err)) fail_msg("%s", err.text);
    return d;
}

static void test_an_index_is_searched_and_its_entry_is_read(void **state)
{
    static const struct {
        const char *word, *found, *entry;
    } rows[] = {
        { "lune", "lune", "lune /lyn/ <n, fem>\nmoon" },
        { "banque", "banque", "banque /bɑ̃k/ <n, fem>\n1. bank, pile (heap)\n" },
        { "a", "banque", NULL },
        { "luna", "lune", NULL },
        { "lunettes", NULL, NULL },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_dictd *d = open_plain(kb_str_of(index_file));
        kb_dictd_line line;
        kb_buf got = { 0 };
        bool there = kb_dictd_line_at(d, kb_dictd_find(d, kb_str_of(rows[i].word)), &line);
        KB_ROW_INT(i, there, rows[i].found != NULL);
        if (there) KB_ROW_STR(i, line.word, kb_str_of(rows[i].found));
        if (rows[i].entry) {
            assert_int_equal(kb_dictd_read(d, line.offset, line.size, &got, NULL), KB_OK);
            KB_ROW_INT(i, kb_str_starts(kb_str_of(rows[i].entry), kb_str_part(kb_buf_str(&got), kb_span_of(0, 20))), 1);
        }
        kb_buf_clear(&got);
        kb_dictd_close(d);
    }
}

static void test_what_is_broken_is_no_word_and_reads_nothing(void **state)
{
    static const char *const broken[] = { "",
                                          "\n",
                                          "\t",
                                          "\t\t\t",
                                          "a",
                                          "a\tb",
                                          "a\t!\tb",
                                          "a\tAAAAAAAAAAAAA\tB",
                                          "lune\t////////\t//",
                                          "lune\t+\t////",
                                          "z\n\n\na\tA\tA" };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(broken); i++) {
        kb_dictd *d = open_plain(kb_str_of(broken[i]));
        kb_dictd_line line;
        kb_buf got = { 0 };
        for (size_t at = kb_dictd_find(d, KB_STR("lune")); kb_dictd_line_at(d, at, &line); at = line.next) {
            (void)kb_dictd_read(d, line.offset, line.size, &got, NULL);
            assert_true(line.next > at);
        }
        assert_true(got.len <= sizeof entries);
        kb_buf_clear(&got);
        kb_dictd_close(d);
    }
}

static void test_gzip_without_chunks_is_refused_and_cut_chunks_are_not_read(void **state)
{
    /* gzip, FEXTRA: RA, version 1, chunks of 100 bytes, two of them, of 5 and 200 packed bytes; the first holds "moon"
     */
    static const char packed[] = "\x1f\x8b\x08\x04\0\0\0\0\0\x03\x0e\0RA\x0a\0\x01\0\x64\0\x02\0\x05\0\xc8\0"
                                 "\x00\x04\x00\xfb\xff";
    static const char plain_gzip[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\x04\0";
    kb_dictd *d = NULL;
    kb_buf got = { 0 };
    (void)state;
    assert_int_equal(kb_dictd_open(KB_STR(""), (kb_str){ plain_gzip, sizeof plain_gzip - 1 }, &d, NULL), KB_ERR_FORMAT);
    assert_null(d);
    assert_int_equal(kb_dictd_open(KB_STR(""), (kb_str){ packed, sizeof packed - 1 }, &d, NULL), KB_OK);
    assert_int_equal(kb_dictd_size(d), 100);
    assert_int_equal(kb_dictd_read(d, 0, KB_DICTD_READ_MAX + 1, &got, NULL), KB_ERR_LIMIT);
    (void)kb_dictd_read(d, 50, 100, &got, NULL);
    assert_int_equal(got.len, 0);
    kb_buf_clear(&got);
    kb_dictd_close(d);
}

static void test_an_entry_gives_its_word_and_the_words_for_it(void **state)
{
    static const struct {
        const char *entry, *head, *items;
    } rows[] = {
        /* items joined by "|" */
        { "lune /lyn/ <n, fem>\nmoon", "lune", "moon" },
        { "banque /b/\n1. bank, pile (a heap)\n2. side; to save\n", "banque", "bank|pile|side|to save" },
        { "grand <adj>\nbig, great\nof size, not of height", "grand", "big|great" },
        { "Flagge <fem>\nflag <n>\n   Synonym: {Fahne}", "Flagge", "flag" },
        { "x\n [law] court <n> , , bench)", "x", "court|bench" },
        { "long\nthis is a translation that is far too long to be any word at all, short", "long", "short" },
        { "alone", "alone", "" },
        { "", "", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_dictd_entry entry;
        kb_buf got = { 0 };
        kb_dictd_entry_read(kb_str_of(rows[i].entry), &entry);
        for (size_t k = 0; k < entry.count; k++) {
            if (k) kb_buf_add_char(&got, '|');
            kb_buf_add(&got, (kb_str){ entry.items[k].at, entry.items[k].len });
        }
        KB_ROW_STR(i, entry.head, kb_str_of(rows[i].head));
        KB_ROW_STR(i, kb_buf_str(&got), kb_str_of(rows[i].items));
        kb_buf_clear(&got);
    }
}

/* Two ways to pack the same: one chunk, another chunk, the same checksum and length behind. */
#define PACKED(chunk, crc) "\x1f\x8b\x08\x04\0\0\0\0\0\x03\x0c\0RA\x08\0\x01\0\x64\0\x01\0\x05\0" chunk crc "\x04\0\0\0"

static void test_the_hash_is_of_what_it_says_and_not_of_how_it_is_packed(void **state)
{
    static const kb_str texts[] = {
        { PACKED("\x00\x04\x00\xfb\xff", "abcd"), sizeof PACKED("\x00\x04\x00\xfb\xff", "abcd") - 1 },
        { PACKED("\x01\x04\x00\xfb\xff", "abcd"), sizeof PACKED("\x01\x04\x00\xfb\xff", "abcd") - 1 },
        { PACKED("\x00\x04\x00\xfb\xff", "abce"), sizeof PACKED("\x00\x04\x00\xfb\xff", "abce") - 1 },
        { "lune\nmoon", 9 },
        { "lune\nmoan", 9 },
    };
    static const struct {
        const char *index[2];
        size_t texts[2];
        bool same;
    } rows[] = {
        { { "a\tA\tE\n", "a\tA\tE\n" }, { 0, 0 }, true },  { { "a\tA\tE\n", "a\tA\tE\n" }, { 0, 1 }, true },
        { { "a\tA\tE\n", "a\tA\tE\n" }, { 0, 2 }, false }, { { "a\tA\tE\n", "b\tA\tE\n" }, { 0, 0 }, false },
        { { "a\tA\tE\n", "a\tA\tE\n" }, { 3, 3 }, true },  { { "a\tA\tE\n", "a\tA\tE\n" }, { 3, 4 }, false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        uint64_t hashes[2];
        for (size_t k = 0; k < 2; k++) {
            kb_dictd *d;
            assert_int_equal(kb_dictd_open(kb_str_of(rows[i].index[k]), texts[rows[i].texts[k]], &d, NULL), KB_OK);
            hashes[k] = kb_dictd_hash(d);
            kb_dictd_close(d);
        }
        KB_ROW_INT(i, hashes[0] == hashes[1], rows[i].same);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_index_is_searched_and_its_entry_is_read),
        cmocka_unit_test(test_what_is_broken_is_no_word_and_reads_nothing),
        cmocka_unit_test(test_gzip_without_chunks_is_refused_and_cut_chunks_are_not_read),
        cmocka_unit_test(test_the_hash_is_of_what_it_says_and_not_of_how_it_is_packed),
        cmocka_unit_test(test_an_entry_gives_its_word_and_the_words_for_it),
    };
    return cmocka_run_group_tests_name("dictd", tests, NULL, NULL);
}
