#include "read/rule.h"

#include "base/test.h"

static kb_feed_item ferry(void)
{
    static kb_str tags[] = { { "Transport", 9 } };
    static kb_feed_person people[] = { { .name = { "Ana Reyes", 9 } } };
    return (kb_feed_item){ .title = KB_STR("Ferry sails again: Café opens"),
                           .url = KB_STR("https://islandpost.example/advert/ferry"),
                           .content_html = KB_STR("<p>The <b>harbour</b>master said so. 船が出た</p>"),
                           .tags = { tags, 1 },
                           .authors = { people, 1 } };
}

static void test_entries_are_wanted_as_rules_say(void **state)
{
    static const struct {
        const char *rules;
        bool wanted;
    } rows[] = {
        { "", true },
        { "keep ferry", true },
        { "keep FERRY cafe", true },
        { "keep ferry train", false },
        { "keep train\nkeep ferry", true },
        { "block ferry", false },
        { "block erry", true }, /* within a word */
        { "block fer*", false },
        { "keep ferry\nblock cafe", false },
        { "block cafe\nkeep ferry", false }, /* whatever their order */
        { "block title:harbour*", true },
        { "block text:harbour*", false },
        { "block text:b", true }, /* markup is no text */
        { "block url:advert", false },
        { "block tag:transport", false },
        { "block author:reyes", false },
        { "keep 船", true }, /* no spaces between words */
        { "keep title:/^ferry .*again/", true },
        { "keep title:/^again/", false },
        { "block url:/\\/(iklan|advert)\\//", false },
        { "block /(a+)+$/", true },   /* and ends */
        { "keep note:ferry", false }, /* no field of that name: a word */
    };
    kb_feed_item item = ferry();
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_rules *rules;
        kb_err err = { 0 };
        bool wanted = false;
        if (kb_rules_open(kb_str_of(rows[i].rules), &rules, &err) != KB_OK) fail_msg("row %zu: %s", i, err.text);
        assert_int_equal(kb_rules_want(rules, &item, &wanted, NULL), KB_OK);
        KB_ROW_INT(i, wanted, rows[i].wanted);
        kb_rules_close(rules);
    }
}

static void test_what_is_no_rule_is_told(void **state)
{
    static const struct {
        const char *rules, *words;
    } rows[] = {
        { "ferry", "'ferry': a rule is 'keep ...' or 'block ...'" },
        { "keep  ", "'keep': a rule is 'keep ...' or 'block ...'" },
        { "keep title:", "'keep title:': no words" },
        { "block /(/", "'block /(/': no regular expression: wrong at character 2" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_rules *rules;
        kb_err err = { 0 };
        KB_ROW_INT(i, kb_rules_open(kb_str_of(rows[i].rules), &rules, &err), KB_ERR_FORMAT);
        KB_ROW_STR(i, kb_str_of(err.text), kb_str_of(rows[i].words));
    }
}

/* It would take longer than the sun shines; the limit ends it, and the suite's time shows that it does. */
static void test_an_expression_that_never_ends_is_ended(void **state)
{
    static char text[5000];
    kb_feed_item item = { .title = { text, sizeof text } };
    kb_rules *rules;
    bool wanted = false;
    (void)state;
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = '!';
    assert_int_equal(kb_rules_open(KB_STR("block title:/^(a|a|a+)+$/"), &rules, NULL), KB_OK);
    assert_int_equal(kb_rules_want(rules, &item, &wanted, NULL), KB_OK);
    assert_true(wanted);
    kb_rules_close(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries_are_wanted_as_rules_say),
        cmocka_unit_test(test_what_is_no_rule_is_told),
        cmocka_unit_test(test_an_expression_that_never_ends_is_ended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
