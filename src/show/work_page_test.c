/* The pages of feeds, alerts, pasted texts and of the desk: what comes from outside is escaped, what may not be changed
 * has no form, what was typed stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "show/alerts_page.h"
#include "show/desk_page.h"
#include "show/feeds_page.h"
#include "show/paste_page.h"

#define EVIL "<script>\"'&x"
#define TAME "&lt;script&gt;&quot;&#39;&amp;x"

static const kb_visit of_writer = { .path = "/sources", .query = "", .who = "Ana" },
                      of_reader = { .path = "/sources", .query = "" };

static kb_print how(const kb_visit *visit)
{
    return (kb_print){ .format = KB_FORMAT_HTML, .ui_lang = "en", .visit = visit, .now = 1000000 };
}

/* The page as a C string; freed by the next call. */
static const char *text(kb_buf *out)
{
    kb_buf_add_char(out, '\0');
    assert_false(out->failed);
    return out->at;
}

static size_t count(const char *in, const char *words)
{
    size_t found = 0;
    for (const char *at = in; (at = strstr(at, words)) != NULL; at += strlen(words)) found++;
    return found;
}

static const kb_feed_shown feed = { .id = 7,
                                    .own = KB_STR(EVIL),
                                    .url = KB_STR("https://x.example/" EVIL),
                                    .name = KB_STR(EVIL),
                                    .home = KB_STR("javascript:alert(1)"),
                                    .folder = KB_STR(EVIL),
                                    .tags = KB_STR(EVIL ", b"),
                                    .outlet = KB_STR(EVIL),
                                    .lang = KB_STR(EVIL),
                                    .rules = KB_STR(EVIL "\n"),
                                    .state = "followed",
                                    .take = "either",
                                    .every = 7200,
                                    .failures = 2,
                                    .error = KB_STR(EVIL),
                                    .moved = KB_STR(EVIL) };

static void test_a_feed_is_escaped_wherever_it_stands(void **state)
{
    kb_buf out = { 0 };
    kb_str folder = { 0 };
    const kb_print may = how(&of_writer);
    (void)state;
    kb_page_feeds_row(&out, &feed, &folder, &may);
    kb_page_feed(&out, &feed, NULL, NULL, &may);
    const char *page = text(&out);
    assert_null(strstr(page, EVIL));
    assert_null(strstr(page, "href=\"javascript:"));
    assert_true(count(page, TAME) >= 10);
    assert_non_null(strstr(page, "value=\"2h\""));
    kb_buf_clear(&out);
}

static void test_who_may_change_nothing_sees_no_form(void **state)
{
    kb_buf out = { 0 };
    const kb_print may = how(&of_writer), not = how(&of_reader);
    const kb_alert_shown alert = { .id = 3, .what = KB_STR("search x"), .where = KB_STR("told here"), .failed = 1 };
    const kb_desk_shown desk = { .file = KB_STR("d.desk"), .bytes = 5 };
    (void)state;
    kb_page_feed(&out, &feed, NULL, NULL, &not );
    kb_page_alerts_item(&out, &alert, &not );
    kb_page_desk(&out, &desk, &not );
    assert_int_equal(count(text(&out), "method=\"post\" action=\"/sources"), 0);
    assert_int_equal(count(out.at, "method=\"post\" action=\"/alerts"), 0);
    assert_int_equal(count(out.at, "method=\"post\" action=\"/desk"), 0);
    out.len = 0;
    kb_page_alerts_item(&out, &alert, &may);
    assert_int_equal(count(text(&out), "method=\"post\" action=\"/alerts/3\""), 3); /* pause, again, remove */
    kb_buf_clear(&out);
}

static void test_what_was_typed_stands_in_the_form_and_what_is_wrong_at_its_field(void **state)
{
    kb_buf out = { 0 };
    const kb_print may = how(&of_writer);
    const kb_feed_choice typed = { .name = EVIL, .every = "7" };
    const kb_alert_typed alert = {
        .kind = "growth", .growth = "9", .within = EVIL, .wrong = "bad time", .field = "within"
    };
    kb_paste paste = { .count = 2 };
    (void)state;
    kb_page_feed(&out, &feed, &typed, "'7' is no time between 1m and 30d", &may);
    assert_non_null(strstr(text(&out), "aria-invalid=\"true\" value=\"7\""));
    assert_null(strstr(out.at, EVIL));
    out.len = 0;
    kb_page_alert_new(&out, &alert, &may);
    assert_int_equal(count(text(&out), "bad time"), 1);
    assert_int_equal(count(out.at, "value=\"" TAME "\""), 1);
    out.len = 0;
    paste.at[0].source = "</textarea>" EVIL;
    memcpy(paste.at[1].wrong, EVIL, sizeof EVIL);
    kb_page_paste_form(&out, &paste, &may);
    assert_int_equal(count(text(&out), "</textarea>"), 2);
    assert_int_equal(count(out.at, TAME), 2);
    kb_buf_clear(&out);
}

static void test_empty_lists_say_so(void **state)
{
    kb_buf out = { 0 };
    const kb_print may = how(&of_writer);
    const kb_feed_filter all = { .limit = 0 };
    const kb_feeds_counted none = { .all = 0 };
    const kb_keep_shown nothing = { .chosen = false };
    (void)state;
    kb_page_feeds_head(&out, &none, &all, &may);
    kb_page_feeds_foot(&out, &none, &all, 0, &may);
    assert_non_null(strstr(text(&out), "no feeds are followed"));
    assert_null(strstr(out.at, "<table"));
    out.len = 0;
    kb_page_alerts_head(&out, 0, &may);
    assert_non_null(strstr(text(&out), "no alerts"));
    out.len = 0;
    kb_page_keep(&out, &nothing, &may);
    assert_non_null(strstr(text(&out), "Nothing is past its time."));
    assert_null(strstr(out.at, "name=\"sure\""));
    kb_buf_clear(&out);
}

static void test_an_address_is_told_from_a_text(void **state)
{
    static const struct {
        const char *source;
        bool address;
    } rows[] = { { "https://islandpost.example/a", true },
                 { "  http://x.example/ \n", true },
                 { "file:///etc/passwd", false },
                 { "https://x.example/ and more", false },
                 { "x.example", false },
                 { "", false },
                 { "javascript:alert(1)", false } };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(kb_paste_is_address(kb_str_of(rows[i].source)), rows[i].address);
}

static void test_lengths_of_time_are_told_in_the_unit_that_fits(void **state)
{
    static const struct {
        int64_t seconds;
        const char *expected;
    } rows[] = { { -5, "0 min" }, { 90, "2 min" },    { 5399, "90 min" },
                 { 5400, "2 h" }, { 172799, "48 h" }, { 172800, "2 days" } };
    kb_buf out = { 0 };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_phrase_span(&out, rows[i].seconds, "en");
        assert_string_equal(text(&out), rows[i].expected);
        out.len = 0;
    }
    kb_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_feed_is_escaped_wherever_it_stands),
        cmocka_unit_test(test_who_may_change_nothing_sees_no_form),
        cmocka_unit_test(test_what_was_typed_stands_in_the_form_and_what_is_wrong_at_its_field),
        cmocka_unit_test(test_empty_lists_say_so),
        cmocka_unit_test(test_an_address_is_told_from_a_text),
        cmocka_unit_test(test_lengths_of_time_are_told_in_the_unit_that_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
