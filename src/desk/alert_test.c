/* Alerts on a desk as the public header gives them. */
#define _DEFAULT_SOURCE
#include "desk/test_desk.h"

static void fail_told(void *user, kb_status status, const char *text)
{
    (void)user;
    (void)status;
    fail_msg("%s", text);
}

static void make(kb_desk *desk, const kb_alert_choice *choice)
{
    const kb_print how = { .format = KB_FORMAT_TEXT };
    kb_buf out = { 0 };
    const kb_sink sink = kb_buf_sink(&out);
    kb_err err = { 0 };
    if (kb_desk_alert(desk, choice, &how, &sink, &err) != KB_OK) fail_msg("%s", err.text);
    kb_buf_clear(&out);
}

static void tell(kb_desk *desk, kb_format format, kb_buf *out)
{
    const kb_print how = { .format = format };
    const kb_sink sink = kb_buf_sink(out);
    const kb_alert_way_out way = { &how, &sink, fail_told, NULL };
    kb_err err = { 0 };
    if (kb_desk_alert_run(desk, &way, &err) != KB_OK) fail_msg("%s", err.text);
}

/* How many lines are told. */
static size_t told(kb_desk *desk)
{
    kb_buf out = { 0 };
    size_t lines = 0;
    tell(desk, KB_FORMAT_JSON, &out);
    for (size_t i = 0; i < out.len; i++) lines += out.at[i] == '\n';
    kb_buf_clear(&out);
    return lines;
}

static void forget(kb_desk *desk, int64_t article)
{
    const kb_print how = { .format = KB_FORMAT_TEXT };
    kb_buf out = { 0 };
    const kb_sink sink = kb_buf_sink(&out);
    assert_int_equal(kb_desk_forget(desk, &article, 1, &how, &sink, NULL), KB_OK);
    kb_buf_clear(&out);
}

#define FLOOD(count)                                                                                                \
    "The river Temba flooded the lower town of Marlow on Monday night. " count " houses were damaged by the "       \
    "flood in Marlow, the fire brigade said. \"The dam held,\" said mayor Ines Falk. The bridge over the Temba is " \
    "closed."

static void test_a_number_of_a_revision_that_is_given_again_hides_nothing(void **state)
{
    const kb_alert_choice choice = { .search = "Temba" };
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    add_report(desk, 1, "Flood in Marlow", FLOOD("120"));
    make(desk, &choice);
    forget(desk, 1); /* its revision was the newest */
    add_report(desk, 2, "River floods Marlow", FLOOD("130"));
    assert_int_equal(told(desk), 1);
    assert_int_equal(told(desk), 0);
    kb_desk_close(desk);
}

static void test_a_difference_is_told_once_and_a_further_value_again(void **state)
{
    const kb_alert_choice choice = { .story = 1, .differs = true };
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    add_report(desk, 1, "Flood in Marlow", FLOOD("120"));
    make(desk, &choice);
    assert_int_equal(told(desk), 0);
    add_report(desk, 2, "River floods Marlow town", FLOOD("340"));
    assert_int_equal(told(desk), 1);
    add_report(desk, 3, "Marlow flooded by the Temba",
               FLOOD("340")); /* nothing new: another outlet with a known value */
    assert_int_equal(told(desk), 0);
    add_report(desk, 4, "Temba flood hits Marlow", FLOOD("777"));
    assert_int_equal(told(desk), 1);
    kb_desk_close(desk);
}

static void test_what_a_report_changed_is_told_once_and_another_report_of_the_same_again(void **state)
{
    const kb_alert_choice choice = { .story = 1, .differs = true };
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    kb_buf line = { 0 };
    (void)state;
    add_report(desk, 1, "Flood in Marlow", FLOOD("120"));
    make(desk, &choice);
    add_report(desk, 1, "Flood in Marlow", FLOOD("340"));
    tell(desk, KB_FORMAT_TEXT, &line);
    kb_buf_add_char(&line, '\0');
    assert_non_null(strstr(line.at, "changed (sure): "));
    assert_non_null(strstr(line.at, "Outlet 1, earlier version: 120 houses were damaged"));
    assert_non_null(strstr(line.at, " | now: 340 houses were damaged"));
    kb_buf_clear(&line);
    assert_int_equal(told(desk), 0);
    add_report(desk, 2, "River floods Marlow town", FLOOD("120"));
    assert_int_equal(told(desk), 1); /* it differs */
    add_report(desk, 2, "River floods Marlow town", FLOOD("340"));
    assert_int_equal(told(desk), 1);
    add_report(desk, 1, "Flood in Marlow town", FLOOD("340"));
    assert_int_equal(told(desk), 0); /* another title, and what was told */
    add_report(desk, 1, "Flood in Marlow town", FLOOD("355"));
    assert_true(told(desk) >= 1);
    kb_desk_close(desk);
}

static void test_what_was_changed_already_is_known(void **state)
{
    const kb_alert_choice choice = { .story = 1, .differs = true };
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    add_report(desk, 1, "Flood in Marlow", FLOOD("120"));
    add_report(desk, 1, "Flood in Marlow", FLOOD("340"));
    make(desk, &choice);
    assert_int_equal(told(desk), 0);
    add_report(desk, 2, "River floods Marlow town", FLOOD("340"));
    assert_int_equal(told(desk), 0);
    kb_desk_close(desk);
}

static void test_what_stands_already_is_known(void **state)
{
    const kb_alert_choice differs = { .story = 1, .differs = true }, reports = { .story = 1 }, size = { .reports = 2 },
                          growth = { .growth = 3, .within = "3h" };
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    add_report(desk, 1, "Flood in Marlow", FLOOD("120"));
    add_report(desk, 2, "River floods Marlow town", FLOOD("340"));
    make(desk, &differs);
    make(desk, &reports);
    make(desk, &size);
    assert_int_equal(told(desk), 0);
    add_report(desk, 3, "Marlow flooded by the Temba", FLOOD("340"));
    assert_int_equal(told(desk), 1); /* the report alone */
    make(desk, &growth);
    add_report(desk, 4, "Temba flood hits Marlow", FLOOD("340"));
    assert_int_equal(told(desk), 2); /* the report; three within three hours */
    add_report(desk, 5, "Marlow and the flood", FLOOD("340"));
    assert_int_equal(told(desk), 1);
    kb_desk_close(desk);
}

static void test_a_choice_that_cannot_be_understood_is_told_and_nothing_is_made(void **state)
{
    char *const nothing[] = { NULL };
    const struct {
        kb_alert_choice choice;
        kb_status status;
    } rows[] = {
        { { .search = "\"open" }, KB_ERR_FORMAT },
        { { .search = "-x" }, KB_ERR_FORMAT },
        { { .search = "x", .since = "yesterday" }, KB_ERR_FORMAT },
        { { .speaker = "..." }, KB_ERR_FORMAT },
        { { .speaker = "Falk", .stance = "shout" }, KB_ERR_FORMAT },
        { { .story = 7 }, KB_ERR_NOT_FOUND },
        { { .differs = true }, KB_ERR_FORMAT },
        { { .lang = "en" }, KB_ERR_FORMAT },
        { { .growth = 3, .within = "soon" }, KB_ERR_FORMAT },
        { { .reports = 3, .since = "soon" }, KB_ERR_FORMAT },
        { { .search = "x", .webhook = "ftp://a.example/" }, KB_ERR_FORMAT },
        { { .search = "x", .webhook = "https://user:word@a.example/" }, KB_ERR_FORMAT },
        { { .search = "x", .command = nothing }, KB_ERR_FORMAT },
    };
    const kb_print how = { .format = KB_FORMAT_JSON };
    kb_buf out = { 0 };
    const kb_sink sink = kb_buf_sink(&out);
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_INT(i, kb_desk_alert(desk, &rows[i].choice, &how, &sink, NULL), rows[i].status);
    assert_int_equal(kb_desk_alerts(desk, &how, &sink, NULL), KB_OK);
    assert_int_equal(out.len, 0);
    kb_buf_clear(&out);
    kb_desk_close(desk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_number_of_a_revision_that_is_given_again_hides_nothing),
        TEST(test_a_difference_is_told_once_and_a_further_value_again),
        TEST(test_what_a_report_changed_is_told_once_and_another_report_of_the_same_again),
        TEST(test_what_was_changed_already_is_known),
        TEST(test_what_stands_already_is_known),
        TEST(test_a_choice_that_cannot_be_understood_is_told_and_nothing_is_made),
    };
    return cmocka_run_group_tests_name("alert", tests, open_engine, close_engine);
}
