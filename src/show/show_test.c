#include "show/show.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "show/fixture.h"
#include "show/ink.h"
#include "text/width.h"

static kb_status refuse(void *user, const char *at, size_t len)
{
    (void)user, (void)at, (void)len;
    return KB_ERR_IO;
}

/* What the fixture shows; the caller clears `out`. A NUL stands behind it. */
static void show(kb_buf *out, kb_print how)
{
    kb_sink sink = kb_buf_sink(out);
    kb_comparison *c = fixture_new();
    assert_int_equal(kb_show_comparison(c, &how, &sink, NULL), KB_OK);
    kb_buf_add_char(out, '\0');
    fixture_free(c);
}

static bool holds(const kb_buf *out, const char *words)
{
    return kb_str_find(kb_buf_str(out), kb_str_of(words), 0) != SIZE_MAX;
}

static void test_no_line_is_wider_than_the_screen(void **state)
{
    (void)state;
    for (int width = 40; width <= 240; width++) {
        kb_buf out = { 0 };
        show(&out, (kb_print){ .width = width, .why = true, .spans = true });
        kb_str rest = { out.at, out.len - 1 }, line;
        while (kb_str_next(&rest, '\n', &line)) {
            assert_true(kb_text_width(line) <= (size_t)width);
            assert_false(kb_str_ends(line, KB_STR(" ")));
        }
        kb_buf_clear(&out);
    }
}

static void test_reports_stand_side_by_side_where_the_width_allows(void **state)
{
    kb_buf narrow = { 0 }, wide = { 0 };
    (void)state;
    show(&narrow, (kb_print){ .width = 80 });
    show(&wide, (kb_print){ .width = 160 });
    assert_false(holds(&narrow, "1  Suara Timur         "));
    assert_true(holds(&wide, "1  Suara Timur         "));
    kb_buf_clear(&narrow);
    kb_buf_clear(&wide);
}

static void test_without_colour_no_escape_is_written(void **state)
{
    kb_buf plain = { 0 }, color = { 0 };
    (void)state;
    show(&plain, (kb_print){ .width = 100 });
    for (size_t i = 0; i + 1 < plain.len; i++) assert_true((unsigned char)plain.at[i] >= 0x20 || plain.at[i] == '\n');
    show(&color, (kb_print){ .width = 100, .color = true });
    assert_true(holds(&color, "\x1b[0;1;31m"));
    kb_buf_clear(&plain);
    kb_buf_clear(&color);
}

static void test_screen_tells_kind_certainty_speaker_and_carrier(void **state)
{
    static const char *const words[] = {
        "differs",
        "denied",
        "silent",
        "series",
        "compatible",
        "shared",
        "only 3",
        "likely",
        "the district head, via\n            Island Post",
        "\xe2\x89\xa5 400",
        "claim:",
        "denial:",
        "remark:",
        "62 % of its words are from report 2",
        "rests on BNPB",
        "3 reports, 2 independent texts; id, en",
        "4 Mar 09:10 +08",
    };
    kb_buf out = { 0 };
    (void)state;
    show(&out, (kb_print){ .width = 80 });
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!holds(&out, words[i])) fail_msg("'%s' is missing in:\n%s", words[i], out.at);
    kb_buf_clear(&out);
}

static void test_interface_speaks_indonesian(void **state)
{
    kb_buf out = { 0 };
    (void)state;
    show(&out, (kb_print){ .width = 80, .ui_lang = "id" });
    assert_true(holds(&out, "dibantah"));
    assert_true(holds(&out, "6,1  bermagnitudo"));
    assert_true(holds(&out, "09.10"));
    assert_false(holds(&out, "denied"));
    kb_buf_clear(&out);
}

static void test_page_escapes_what_comes_from_outside(void **state)
{
    kb_buf out = { 0 };
    (void)state;
    show(&out, (kb_print){ .format = KB_FORMAT_HTML });
    assert_false(holds(&out, "<script>alert"));
    assert_false(holds(&out, "<b>\"Eve"));
    assert_true(holds(&out, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more"));
    assert_true(holds(&out, "&lt;b&gt;&quot;Eve&quot;&lt;/b&gt;"));
    kb_buf_clear(&out);
}

static void test_page_tells_facts_and_sources(void **state)
{
    static const char *const parts[] = {
        "3 reports, 2 independent texts; id, en \xc2\xb7 3 outlets",
        "<dt>time</dt><dd>4 Mar 2025 09:10 +08:00 \xe2\x80\x93 ",
        "<dt>names</dt><dd>Yohana Tukan\xc2\xa0<small>3</small></dd>",
        "<dt>places</dt><dd>Lembata &lt;b&gt;\xc2\xa0<small>3</small></dd>",
        "<details class=\"citation\"><summary>source</summary>",
        "<dt>SHA-256</dt><dd>",
    };
    kb_buf out = { 0 };
    (void)state;
    show(&out, (kb_print){ .format = KB_FORMAT_HTML });
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!holds(&out, parts[i])) fail_msg("'%s' is missing", parts[i]);
    kb_buf_clear(&out);
}

static void test_page_links_every_cell_to_a_place_in_an_article(void **state)
{
    kb_buf out = { 0 };
    (void)state;
    show(&out, (kb_print){ .format = KB_FORMAT_HTML });
    for (size_t i = 0; i < FIXTURE_CELLS; i++) {
        char link[32], place[32];
        (void)snprintf(link, sizeof link, "href=\"#c%zu\"", i);
        (void)snprintf(place, sizeof place, "id=\"c%zu\"", i);
        assert_true(holds(&out, link));
        assert_true(holds(&out, place));
    }
    kb_buf_clear(&out);
}

static void test_page_fetches_nothing(void **state)
{
    static const char *const words[] = { "src=", "@import", "url(", "<link rel=\"stylesheet", "fetch(", "XMLHttp" };
    kb_buf out = { 0 };
    (void)state;
    show(&out, (kb_print){ .format = KB_FORMAT_HTML });
    assert_true(holds(&out, "default-src 'none'"));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) assert_false(holds(&out, words[i]));
    kb_buf_clear(&out);
}

static void test_json_counts_code_points_where_asked(void **state)
{
    kb_buf bytes = { 0 }, points = { 0 };
    (void)state;
    show(&bytes, (kb_print){ .format = KB_FORMAT_JSON });
    show(&points, (kb_print){ .format = KB_FORMAT_JSON, .codepoints = true });
    assert_string_equal(bytes.at, points.at); /* these texts are ASCII */
    assert_true(holds(&bytes, "\"kind\":\"differs\",\"matter\":\"rumah rusak \xc2\xb7 Lembata\",\"sure\":\"likely\""));
    assert_true(holds(&bytes, "\"low\":400,\"high\":null"));
    kb_buf_clear(&bytes);
    kb_buf_clear(&points);
}

static void test_a_sink_that_refuses_is_told(void **state)
{
    kb_comparison *c = fixture_new();
    kb_sink sink = { refuse, NULL };
    (void)state;
    for (int format = KB_FORMAT_TEXT; format <= KB_FORMAT_HTML; format++) {
        kb_print how = { .format = (kb_format)format };
        kb_err err = { 0 };
        assert_int_equal(kb_show_comparison(c, &how, &sink, &err), KB_ERR_IO);
        assert_string_equal(err.text, "output could not be written");
    }
    fixture_free(c);
}

static void test_comparison_without_rows_is_shown(void **state)
{
    kb_comparison *c = fixture_new();
    (void)state;
    c->rows.count = 0;
    for (int format = KB_FORMAT_TEXT; format <= KB_FORMAT_HTML; format++) {
        kb_print how = { .format = (kb_format)format };
        kb_buf out = { 0 };
        kb_sink sink = kb_buf_sink(&out);
        assert_int_equal(kb_show_comparison(c, &how, &sink, NULL), KB_OK);
        assert_true(out.len > 0);
        kb_buf_clear(&out);
    }
    fixture_free(c);
}

/* ---- wrapping ---- */

static void test_words_are_broken_only_where_they_must_be(void **state)
{
    static const struct {
        const char *text;
        size_t width;
        const char *lines;
    } rows[] = {
        { "one two three", 7, "one two|three" },
        { "one two three", 6, "one|two|three" },
        { "abcdefghij", 4, "abcd|efgh|ij" },
        { "a abcdefghij", 4, "a|abcd|efgh|ij" },
        { "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 4, "\xe6\x97\xa5\xe6\x9c\xac|\xe8\xaa\x9e" },
        { "one  two", 3, "one|two" },
        { "one\n\ntwo", 9, "one||two" },
        { "- " KB_INK_HANG "one two three", 8, "- \x0eone|two|three" },
        { "a" KB_INK_SPACE "b c", 4,
          "a\x1f"
          "b|c" },
        { "", 4, "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_ink_lines lines = { 0 };
        kb_buf got = { 0 };
        kb_ink_wrap(kb_str_of(rows[i].text), rows[i].width, &lines);
        for (size_t k = 0; k < lines.count; k++) {
            if (k) kb_buf_add_char(&got, '|');
            kb_buf_add(&got, lines.at[k].text);
        }
        kb_buf_add_char(&got, '\0');
        assert_string_equal(got.at, rows[i].lines);
        kb_buf_clear(&got);
        kb_ink_lines_clear(&lines);
    }
}

static void test_a_style_goes_on_over_a_break(void **state)
{
    kb_buf text = { 0 }, out = { 0 };
    (void)state;
    kb_buf_add_c(&text, "a ");
    kb_ink_set(&text, KB_INK_BOLD);
    kb_buf_add_c(&text, "bb cc");
    kb_ink_set(&text, KB_INK_PLAIN);
    kb_buf_add_c(&text, " d");
    kb_ink_write(&out, kb_buf_str(&text), 0, 4, true);
    kb_buf_add_char(&out, '\0');
    assert_string_equal(out.at, "a \x1b[0;1mbb\x1b[0m\n\x1b[0;1mcc\x1b[0m d\n");
    kb_buf_clear(&text);
    kb_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_line_is_wider_than_the_screen),
        cmocka_unit_test(test_reports_stand_side_by_side_where_the_width_allows),
        cmocka_unit_test(test_without_colour_no_escape_is_written),
        cmocka_unit_test(test_screen_tells_kind_certainty_speaker_and_carrier),
        cmocka_unit_test(test_interface_speaks_indonesian),
        cmocka_unit_test(test_page_escapes_what_comes_from_outside),
        cmocka_unit_test(test_page_tells_facts_and_sources),
        cmocka_unit_test(test_page_links_every_cell_to_a_place_in_an_article),
        cmocka_unit_test(test_page_fetches_nothing),
        cmocka_unit_test(test_json_counts_code_points_where_asked),
        cmocka_unit_test(test_a_sink_that_refuses_is_told),
        cmocka_unit_test(test_comparison_without_rows_is_shown),
        cmocka_unit_test(test_words_are_broken_only_where_they_must_be),
        cmocka_unit_test(test_a_style_goes_on_over_a_break),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
