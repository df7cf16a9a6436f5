#include "text/language.h"

#include "base/embedded.h"
#include "base/test.h"

static void test_languages_are_told(void **state)
{
    static const struct {
        const char *text, *code;
    } rows[] = {
        { "Warga mengatakan bahwa uang itu belum bisa diambil karena kantor tutup.", "id" },
        { "Penduduk berkata bahawa wang itu belum boleh diambil kerana pejabat ditutup.", "ms" },
        { "Jembatan Wanasari Ditutup Usai Banjir, Warga Diimbau Memutar", "id" },
        { "VIDEO: Warga Sambut Bantuan Bahan Bakar dan Obat di Wanasari", "id" },
        { "Residents said that the money could not be drawn because the office was closed.", "en" },
        { "Bridge closed after the flood", "en" },
        { "Жители сказали, что мост через реку закрыт до вечера.", "ru" },
        { "ነዋሪዎች ድልድዩ በጎርፍ ምክንያት እንደተዘጋ ተናገሩ።", "am" }, /* only libcld2_full's tables know it */
        { "Iyanjẹ omi gbé afárá lọ ní ìlú náà ní òwúrọ̀ yìí, àwọn ará ìlú sọ pé wọn kò lè kọjá mọ́.", "yo" },
        { "Menteri: Warga Diminta Tidak Panik", "id" },
        { "POLIS TAHAN LIMA LELAKI DI STESEN BAS", "ms" },
        { "LIVE STREAMING: Sidang Kasus Suap Proyek Jembatan", "id" },
        { "Tokyo bridge reopens for the first time since the flood", "en" }, /* one name is no language */
        { "Le pont de Tokyo rouvre pour la première fois depuis la crue", "fr" },
        { "", "und" },
        { "12345 --- 67890", "und" },
        { "\x01\x02\x1B", "und" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char code[12];
        kb_language_find(kb_str_of(rows[i].text), code);
        KB_ROW_STR(i, kb_str_of(code), kb_str_of(rows[i].code));
    }
}

static void test_a_control_character_hides_no_language(void **state)
{
    char code[12];
    (void)state;
    kb_language_find(
        KB_STR("Warga mengatakan\x1B bahwa \x07uang itu belum bisa diambil karena kantor tutup sejak kemarin pagi."),
        code);
    assert_string_equal(code, "id");
}

/* The table is searched by halving: its words must be in byte order, none twice. */
static void test_the_table_of_words_is_in_order(void **state)
{
    kb_str table = { kb_embedded_apart[0].bytes, kb_embedded_apart[0].len }, line, last = { 0 };
    size_t lines = 0;
    (void)state;
    while (kb_str_next(&table, '\n', &line)) {
        kb_str rest = line, key;
        if (line.len == 0 || line.at[0] == '#' || !kb_str_next(&rest, ' ', &key)) continue;
        if (last.at && kb_str_compare(last, key) >= 0)
            fail_msg("\"%.*s\" stands behind \"%.*s\"", KB_STR_ARGS(key), KB_STR_ARGS(last));
        assert_true(rest.len >= 2);
        last = key;
        lines++;
    }
    assert_true(lines > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_languages_are_told),
        cmocka_unit_test(test_a_control_character_hides_no_language),
        cmocka_unit_test(test_the_table_of_words_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
