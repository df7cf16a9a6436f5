#include "base/utf8.h"

#include "base/test.h"

/* RFC 3629 section 3. */
static kb_str encode(uint32_t c, char out[4])
{
    static const unsigned char leads[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = len; i-- > 1; c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(leads[len] | c);
    return (kb_str){ out, len };
}

static void test_every_code_point_is_read_back_whole(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        kb_str s = encode(c, bytes);
        size_t at = 0;
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        uint32_t got = kb_utf8_next(s, &at);
        if (got != (surrogate ? 0xFFFD : c) || at != (surrogate ? 1 : s.len)) fail_msg("U+%04X gave U+%04X", c, got);
    }
}

static void test_a_bad_byte_is_one_replacement_and_one_byte_long(void **state)
{
    static const char *const rows[] = {
        "\x80",                 /* a follower without its lead */
        "\xC0\xAF",             /* "/" in two bytes: not the shortest */
        "\xE0\x80\xAF",         /* in three */
        "\xF0\x80\x80\xAF",     /* in four */
        "\xC3",                 /* the end is missing */
        "\xE2\x80",             /* here too */
        "\xE2(\xA1",            /* no follower */
        "\xF4\x90\x80\x80",     /* above U+10FFFF */
        "\xF8\x88\x80\x80\x80", /* five bytes */
        "\xFF",
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        size_t at = 0;
        KB_ROW_INT(i, kb_utf8_next(kb_str_of(rows[i]), &at), 0xFFFD);
        KB_ROW_INT(i, at, 1);
    }
}

static void test_borders_stand_between_code_points_only(void **state)
{
    static const bool expected[] = { true, true, false, true, false, false, true, true }; /* the end, and behind it */
    kb_str s = KB_STR("a\xC3\xA9\xE2\x80\x9C");
    (void)state;
    for (size_t i = 0; i < KB_COUNT(expected); i++) KB_ROW_INT(i, kb_utf8_border(s, i), expected[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_point_is_read_back_whole),
        cmocka_unit_test(test_a_bad_byte_is_one_replacement_and_one_byte_long),
        cmocka_unit_test(test_borders_stand_between_code_points_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
