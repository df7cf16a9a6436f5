#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "claim/quote.h"

/* Quotes are written as [words], an open one as [words~, one that goes on as [+words], in the order found. */
static const struct {
    const char *text, *quotes, *why;
} rows[] = {
    { "\"Kami siap,\" kata Rana.", "[Kami siap,]", "straight marks, the comma stays inside" },
    { "“Kami siap,” kata Rana, “dan sigap.”", "[Kami siap,][dan sigap.]", "curly marks" },
    { "”Kami siap,” kata Rana. ”Sigap.”", "[Kami siap,][Sigap.]", "the closing mark used for both sides" },
    { "„Wir kommen“, sagte sie.", "[Wir kommen]", "low mark closed by the high one" },
    { "«Oui», dit-elle, »Ja« sagt er.", "[Oui][Ja]", "angle marks, either way round" },
    { "une autre tournure ». Il dit « oui ».", "[ oui ]", "a mark that only closes, spaced" },
    { "He waited. \". . . We are ready.\" He left.", "[. . . We are ready.]", "an ellipsis with spaces" },
    { "He wrote: \".@rana, we are ready\".", "[.@rana, we are ready]", "a stop before somebody's handle" },
    { "une tournure \". Il dit \"oui\".", "[oui]", "no quote begins with a stop" },
    { "Dia menulis ‹ya› dan 「はい」.", "[ya][はい]", "single angles and corners" },
    { "“Kami siap,\" kata Rana.", "[Kami siap,]", "mixed pair" },
    { "Lurah memuji 'keteguhan' warga Korea's Jum'at itu.", "[keteguhan]", "apostrophes are no marks" },
    { "The workers' union isn't 'ready' yet.", "[ready]", "possessive s' before the quote" },
    { "‘The workers’ union is ready,’ she said.", "[The workers’ union is ready,]", "possessive s' inside the quote" },
    { "“He said ‘no’ to me,” she said.", "[He said ‘no’ to me,][no]", "nested, other marks" },
    { "“He said “no” to me,” she said.", "[He said “no” to me,][no]", "nested, same marks" },
    { "“Kami siap.\n“Kami sigap.”", "[Kami siap.~[+Kami sigap.]", "unclosed: the next paragraph goes on" },
    { "\"Kami siap.\nKami sigap,\" kata Rana.", "[Kami siap.~[+Kami sigap,]", "the next paragraph closes it only" },
    { "\"Kami siap,\" katanya. \"Kami sigap.\nDia pergi.", "[Kami siap,][Kami sigap.~", "ends at its paragraph" },
    { "He is 6'2\" tall and \"quick\".", "[quick]", "inches open nothing" },
    { "Back in the '90s and 'round.", "", "elisions are no quotes" },
    { "<a id=\"x\" b=\"y z\">", "", "markup is no quote" },
    { "''Kami siap,'' kata Rana.", "[Kami siap,]", "typed double marks" },
    { "“” dan “ ” kosong", "", "nothing inside" },
    { "Ia (\"si kancil\") lari.", "[si kancil]", "inside brackets" },
    { "“Kami siap, katanya. “Kami sigap,” katanya.", "[Kami siap, katanya.~[Kami sigap,]", "a forgotten closing mark" },
    { "Lurah berkata \"'Maju', itu kata mereka\".", "['Maju', itu kata mereka][Maju]", "two marks in a row" },
    { "", "", "empty" },
};

static void write_quotes(const char *text, kb_buf *buf)
{
    kb_arena *arena = kb_arena_new(1 << 20);
    kb_quotes quotes;
    assert_int_equal(kb_quotes_find(kb_str_of(text), arena, &quotes, NULL), KB_OK);
    for (size_t i = 0; i < quotes.count; i++) {
        kb_buf_add_c(buf, quotes.at[i].goes_on ? "[+" : "[");
        kb_buf_add(buf, kb_str_part(kb_str_of(text), quotes.at[i].words));
        kb_buf_add_c(buf, quotes.at[i].open ? "~" : "]");
    }
    kb_arena_free(arena);
}

static void test_quotes_are_found_by_any_pair_of_marks(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_buf buf = { 0 };
        write_quotes(rows[i].text, &buf);
        if (!kb_str_is(kb_buf_str(&buf), rows[i].quotes)) {
            print_error("row %zu (%s): %s\n  wanted %s\n  got    %.*s\n", i, rows[i].why, rows[i].text, rows[i].quotes,
                        KB_STR_ARGS(kb_buf_str(&buf)));
            failed++;
        }
        kb_buf_clear(&buf);
    }
    assert_int_equal(failed, 0);
}

static void test_a_hundred_thousand_marks_end_in_time_and_inside_the_text(void **state)
{
    (void)state;
    static const char *const marks[] = { "\"", "“", "'", "‘", "”a", "« ", "' a", "a\"a" };
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        kb_buf buf = { 0 };
        for (size_t i = 0; i < 100000; i++) kb_buf_add_c(&buf, marks[k]);
        kb_arena *arena = kb_arena_new((size_t)1 << 28);
        kb_quotes quotes;
        assert_int_equal(kb_quotes_find(kb_buf_str(&buf), arena, &quotes, NULL), KB_OK);
        for (size_t i = 0; i < quotes.count; i++) {
            assert_true(quotes.at[i].words.begin < quotes.at[i].words.end);
            assert_true(kb_span_inside(quotes.at[i].words, quotes.at[i].outer));
            assert_true(quotes.at[i].outer.end <= buf.len);
        }
        kb_arena_free(arena);
        kb_buf_clear(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotes_are_found_by_any_pair_of_marks),
        cmocka_unit_test(test_a_hundred_thousand_marks_end_in_time_and_inside_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
