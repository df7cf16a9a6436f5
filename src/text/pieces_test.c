#include "text/pieces.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/test.h"
#include "base/utf8.h"

/* Characters of all kinds that the rules and ICU part and join, and some that ICU alone knows. */
static const uint32_t drawn[] = {
    'a',    'b',   'Z',   '1',    '9',    ' ',   ' ',   '\n',   '\r',   '.',    ',',     '\'',
    '"',    ':',   ';',   '-',    '_',    '@',   '(',   '/',    0x2019, 0x2018, 0x201C,  0x2013,
    0x2026, 0xB7,  0xA0,  0xAD,   0xE9,   0x3B1, 0x416, 0x2024, 0x2027, 0x2044, 0x200D,  0x301,
    0x627,  0x5D0, 0xE01, 0x4E00, 0x30AB, 0x660, 0x85,  0x2009, 0x2028, 0xA9,   0x1F600, 0x1F1E6,
};

/* Compares the pieces of `text` with those of ICU over the whole of it. */
static void compare_with_icu(kb_pieces *pieces, kb_str text)
{
    UErrorCode code = U_ZERO_ERROR;
    UText view = UTEXT_INITIALIZER;
    static UBreakIterator *icu;
    if (!icu) icu = ubrk_open(UBRK_WORD, "", NULL, 0, &code);
    utext_openUTF8(&view, text.at, (int64_t)text.len, &code);
    ubrk_setUText(icu, &view, &code);
    assert_true(U_SUCCESS(code));
    kb_pieces_begin(pieces, text);
    size_t begin = 0;
    kb_piece piece;
    bool found;
    (void)ubrk_first(icu);
    for (int32_t end = ubrk_next(icu); end != UBRK_DONE; end = ubrk_next(icu)) {
        int32_t rule = ubrk_getRuleStatus(icu);
        kb_piece_kind kind = rule < UBRK_WORD_NUMBER   ? KB_PIECE_BETWEEN
                             : rule < UBRK_WORD_LETTER ? KB_PIECE_NUMBER
                                                       : KB_PIECE_WORD;
        assert_int_equal(kb_pieces_next(pieces, &piece, &found, NULL), KB_OK);
        if (!found || piece.span.begin != begin || piece.span.end != (size_t)end || piece.kind != kind)
            fail_msg("\"%.*s\": ICU has %zu to %d, kind %d; got %zu to %zu, kind %d", KB_STR_ARGS(text), begin,
                     (int)end, (int)kind, piece.span.begin, piece.span.end, (int)piece.kind);
        begin = (size_t)end;
    }
    assert_int_equal(kb_pieces_next(pieces, &piece, &found, NULL), KB_OK);
    assert_false(found);
    utext_close(&view);
}

static void test_pieces_are_those_of_icu(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "Rana said: \"It's 3.5 million, at 10:30.\"",
        "l’eau, d'abord 1'000,5 R&D e.g. 4x4 covid19 2b2",
        "Ранa сказал: 5,5 млн",
        "a\r\nb  c\n\nd",
        "naïve nai\u0308ve",
        "قال 12 e",
        "ภาษาไทย and 東京 here",
        "a_b _ 1_2",
    };
    kb_pieces *pieces;
    assert_int_equal(kb_pieces_open(&pieces, NULL), KB_OK);
    for (size_t i = 0; i < KB_COUNT(rows); i++) compare_with_icu(pieces, kb_str_of(rows[i]));
    kb_pieces_close(pieces);
    kb_pieces_close(NULL);
}

static void test_pieces_of_any_text_are_those_of_icu(void **state)
{
    (void)state;
    uint32_t seed = 7;
    kb_pieces *pieces;
    assert_int_equal(kb_pieces_open(&pieces, NULL), KB_OK);
    for (int round = 0; round < 4000; round++) {
        char text[64];
        size_t len = 0;
        /* most texts of what the rules know */
        size_t kinds = round % 4 ? 33 : KB_COUNT(drawn);
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525u + 1013904223u;
            len += kb_utf8_put(text + len, drawn[(seed >> 8) % kinds]);
        }
        compare_with_icu(pieces, (kb_str){ text, len });
    }
    kb_pieces_close(pieces);
}

/* ICU's rules are its own in places: each character is tried between others of all kinds. */
static void test_each_character_parts_and_joins_as_with_icu(void **state)
{
    (void)state;
    static const char *const around[][2] = { { "", "" },    { "a", "a" },  { "1", "1" }, { "a", "1" },  { " ", "a" },
                                             { "a.", "a" }, { "1,", "1" }, { "", " ." }, { "a", ".a" }, { "1", ",1" } };
    kb_pieces *pieces;
    assert_int_equal(kb_pieces_open(&pieces, NULL), KB_OK);
    for (uint32_t c = 1; c < 0x2100; c = c == 0x5FF ? 0x1FF0 : c + 1)
        for (size_t i = 0; i < KB_COUNT(around); i++) {
            char text[32];
            size_t len = strlen(around[i][0]);
            memcpy(text, around[i][0], len);
            for (int times = i % 2 ? 1 : 2; times > 0; times--) len += kb_utf8_put(text + len, c);
            memcpy(text + len, around[i][1], strlen(around[i][1]));
            compare_with_icu(pieces, (kb_str){ text, len + strlen(around[i][1]) });
        }
    kb_pieces_close(pieces);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_those_of_icu),
        cmocka_unit_test(test_pieces_of_any_text_are_those_of_icu),
        cmocka_unit_test(test_each_character_parts_and_joins_as_with_icu),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
