/* A story as a page of a served desk: what comes from outside is escaped, numbers are the story's own, what hands may
 * change is shown to who may alone. */
#include "show/paste_page.h"
#include "show/story_page.h"

#include <stdio.h>

#include "base/test.h"
#include "show/fixture.h"

typedef struct {
    kb_comparison *comparison;
    kb_member members[FIXTURE_REPORTS];
    kb_story_report reports[FIXTURE_REPORTS];
    size_t of[FIXTURE_REPORTS];
    kb_arena *arena;
    kb_facts facts;
    kb_cast cast;
    kb_story_told told;
    kb_visit visit;
    kb_print how;
    kb_story_page page;
} scene;

/* The three reports of the fixture as reports 2, 3 and 4 of a story: before them stands one that is not compared. */
static void set(scene *s, const char *who)
{
    *s = (scene){ .comparison = fixture_new(), .arena = kb_arena_new(1 << 20) };
    s->visit = (kb_visit){ .path = "/story/7", .query = "", .who = who };
    s->how = (kb_print){ .format = KB_FORMAT_HTML, .ui_lang = "en", .visit = &s->visit };
    for (size_t i = 0; i < FIXTURE_REPORTS; i++) {
        const kb_document *doc = s->comparison->reports[i].doc;
        s->members[i] = (kb_member){ .article = 40 + (int64_t)i,
                                     .at = doc->published.seconds,
                                     .published = doc->published,
                                     .title = doc->title,
                                     .outlet = doc->outlet,
                                     .lang = doc->lang };
        s->reports[i] = (kb_story_report){ .article = 40 + (int64_t)i,
                                           .outlet = doc->outlet,
                                           .title = doc->title,
                                           .lang = doc->lang,
                                           .url = doc->url,
                                           .published = doc->published,
                                           .revisions = 1,
                                           .compared = (uint32_t)i + 1,
                                           .column = true };
        s->of[i] = i;
    }
    assert_int_equal(
        kb_facts_make(s->members, FIXTURE_REPORTS, NULL, 0, (kb_str){ 0 }, s->members[2].at, s->arena, &s->facts, NULL),
        KB_OK);
    s->told = (kb_story_told){ 7, &s->facts, s->members, &s->cast };
    s->page = (kb_story_page){ .told = &s->told,
                               .how = &s->how,
                               .reports = s->reports,
                               .count = FIXTURE_REPORTS,
                               .comparison = s->comparison,
                               .of = s->of,
                               .whole = true };
}

static void unset(scene *s)
{
    fixture_free(s->comparison);
    kb_arena_free(s->arena);
}

/* NUL-terminated; the caller's. */
static kb_buf written(const scene *s)
{
    kb_buf out = { 0 };
    kb_err err = { 0 };
    if (kb_page_story(&out, &s->page, &err) != KB_OK) fail_msg("%s", err.text);
    kb_buf_add_char(&out, '\0');
    assert_false(out.failed);
    return out;
}

static void has(const kb_buf *out, const char *words)
{
    if (!strstr(out->at, words)) fail_msg("'%s' is not in the page", words);
}

static void has_not(const kb_buf *out, const char *words)
{
    if (strstr(out->at, words)) fail_msg("'%s' is in the page", words);
}

static void test_what_comes_from_outside_is_escaped(void **state)
{
    scene s;
    (void)state;
    set(&s, "rana");
    s.reports[0].outlet = KB_STR("<i>\"Suara\"");
    s.reports[0].title = s.members[0].title = KB_STR("<script>alert(1)</script>");
    s.reports[0].url = KB_STR("javascript:alert(1)");
    s.reports[0].byline = KB_STR("<b>Eve</b>");
    kb_buf out = written(&s);
    has_not(&out, "<script>alert");
    has_not(&out, "<i>\"");
    has_not(&out, "<b>Eve");
    has_not(&out, "<b>\"Eve");
    has_not(&out, "javascript:");
    has_not(&out, " style=");
    has(&out, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more");
    has(&out, "/speaker/%3Cb%3E%22Eve%22%3C%2Fb%3E");
    kb_buf_clear(&out);
    unset(&s);
}

static void test_each_cell_leads_to_its_words_in_its_article(void **state)
{
    scene s;
    (void)state;
    set(&s, NULL);
    const kb_span span = s.comparison->rows.at[0].cells.at[0].spans.at[0];
    char href[120];
    (void)snprintf(href, sizeof href, "href=\"/article/41?span=%zu-%zu#s%zu-%zu\"", span.begin, span.end, span.begin,
                   span.end);
    kb_buf out = written(&s);
    has(&out, href);
    has(&out, "<strong>312</strong>");
    kb_buf_clear(&out);
    unset(&s);
}

static void test_a_report_keeps_its_number_of_the_story_where_few_are_compared(void **state)
{
    static const size_t of[] = { 2 };
    scene s;
    (void)state;
    set(&s, NULL);
    s.page.of = of; /* the comparison's first report is the story's third */
    s.page.whole = false;
    s.comparison->count = 1;
    s.comparison->rows.at = &s.comparison->rows.at[7]; /* of report 1 alone */
    s.comparison->rows.count = 1;
    s.reports[0].column = s.reports[1].column = false;
    s.reports[0].compared = s.reports[1].compared = 0;
    s.reports[2].compared = 1;
    kb_buf out = written(&s);
    has(&out, "<div class=\"heads c1\" aria-hidden=\"true\">\n<div><span class=\"n\">3</span><b>Island Post");
    has(&out, "href=\"/article/42?span=");
    has(&out, "Compared here: 1 of 3 reports");
    has(&out, "href=\"/story/7/all\"");
    kb_buf_clear(&out);
    unset(&s);
}

static void test_texts_that_are_not_stored_have_the_same_page_and_lead_to_themselves(void **state)
{
    scene s;
    kb_buf out = { 0 };
    kb_paste paste = {
        .count = 2, .at = { { .source = "a" }, { .source = "b" } }, .columns = { 3, 9, 1 }, .column_count = 3
    };
    (void)state;
    set(&s, "rana");
    assert_int_equal(kb_page_paste_result(&out, &paste, s.comparison, &s.how, NULL), KB_OK);
    kb_buf_add_char(&out, '\0');
    has(&out, "<div class=\"account\">");
    has(&out, "<div class=\"heads c2\" aria-hidden=\"true\">");
    has(&out, "name=\"r\" value=\"2\" form=\"paste-form\">");
    has(&out, "name=\"r\" value=\"3\" form=\"paste-form\" checked>");
    has(&out, "<a class=\"words\" dir=\"auto\" lang=\"en\" href=\"#c");
    has(&out, "<span class=\"place\" id=\"c0\">");
    has(&out, "<article class=\"text\" id=\"r1\"");
    has_not(&out, "href=\"/article/");
    has_not(&out, "href=\"/story/");
    kb_buf_clear(&out);
    unset(&s);
}

static void test_who_may_change_nothing_sees_no_form_that_does(void **state)
{
    static const kb_story_decision decision = { .id = 5, .words = { "story 9 merged into 7", 21 }, .by = { "ana", 3 } };
    static const struct {
        const char *who;
        bool may;
    } rows[] = { { NULL, false }, { "rana", true } };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        scene s;
        set(&s, rows[i].who);
        s.page.decisions = &decision;
        s.page.decision_count = 1;
        kb_buf out = written(&s);
        has(&out, "story 9 merged into 7");
        (rows[i].may ? has : has_not)(&out, "method=\"post\" action=\"/decision/5/undo\"");
        (rows[i].may ? has : has_not)(&out, "action=\"/story/7/merge\"");
        (rows[i].may ? has : has_not)(&out, "formaction=\"/story/7/split\"");
        (rows[i].may ? has : has_not)(&out, "class=\"judge\"");
        has(&out, "formaction=\"/story/7\""); /* to lay reports side by side changes nothing */
        kb_buf_clear(&out);
        unset(&s);
    }
}

static void test_a_story_without_a_comparison_is_a_page_too(void **state)
{
    scene s;
    (void)state;
    set(&s, NULL);
    s.page.comparison = NULL;
    s.page.none = "<2> needs two";
    for (size_t i = 0; i < FIXTURE_REPORTS; i++) s.reports[i].compared = 0;
    kb_buf out = written(&s);
    has(&out, "These reports cannot be laid side by side.");
    has(&out, "&lt;2&gt; needs two");
    has(&out, "id=\"reports\"");
    has_not(&out, "id=\"side\"");
    kb_buf_clear(&out);
    s.page.count = 1;
    out = written(&s);
    has(&out, "One report so far");
    has_not(&out, "type=\"checkbox\"");
    kb_buf_clear(&out);
    unset(&s);
}

static void test_a_story_without_a_title_is_called_by_its_number(void **state)
{
    scene s;
    (void)state;
    set(&s, NULL);
    for (size_t i = 0; i < FIXTURE_REPORTS; i++) s.members[i].title = (kb_str){ 0 };
    kb_buf out = written(&s);
    has(&out, "<title>story 7 \xc2\xb7 kabar</title>");
    has(&out, ">story 7</h1>");
    kb_buf_clear(&out);
    unset(&s);
}

static void test_one_kind_alone_is_shown_where_it_is_asked_for(void **state)
{
    scene s;
    (void)state;
    set(&s, NULL);
    s.page.kind = "only";
    kb_buf out = written(&s);
    has(&out, "id=\"k-only\"");
    has_not(&out, "id=\"k-differs\"");
    has(&out, "class=\"chip only\" aria-current=\"true\"");
    kb_buf_clear(&out);
    unset(&s);
}

static void test_who_took_from_whom_is_drawn_and_said(void **state)
{
    const kb_story_copy copies[] = {
        { .report = 2, .source = 1, .article = 41, .share = .62, .words = 100, .own = 38 },
        { .report = 1, .source = SIZE_MAX, .name = { "<Cakra>", 7 }, .share = .9, .words = 50, .own = 5 },
    };
    scene s;
    (void)state;
    set(&s, NULL);
    s.page.copies = copies;
    s.page.copy_count = 2;
    kb_buf out = written(&s);
    has(&out, "<svg class=\"arcs\" role=\"img\"");
    has(&out, "&lt;Cakra&gt;");
    has(&out, "<td class=\"count\">62 %</td><td class=\"count\">38 / 100</td>");
    has(&out, "1 other reports repeat nothing");
    kb_buf_clear(&out);
    unset(&s);
}

static void test_figures_of_one_thing_are_one_drawing(void **state)
{
    scene s;
    (void)state;
    set(&s, NULL);
    kb_buf out = written(&s);
    has(&out, "id=\"figures\"");
    const char *first = strstr(out.at, "<table class=\"lanes\">");
    assert_non_null(first);
    has(&out, "\xe2\x89\xa5 400</a>");                             /* what the drawing shows stands beside it */
    assert_non_null(strstr(first + 1, "<table class=\"lanes\">")); /* the dead are another thing than the houses */
    kb_buf_clear(&out);
    unset(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_comes_from_outside_is_escaped),
        cmocka_unit_test(test_each_cell_leads_to_its_words_in_its_article),
        cmocka_unit_test(test_a_report_keeps_its_number_of_the_story_where_few_are_compared),
        cmocka_unit_test(test_texts_that_are_not_stored_have_the_same_page_and_lead_to_themselves),
        cmocka_unit_test(test_who_may_change_nothing_sees_no_form_that_does),
        cmocka_unit_test(test_a_story_without_a_comparison_is_a_page_too),
        cmocka_unit_test(test_a_story_without_a_title_is_called_by_its_number),
        cmocka_unit_test(test_one_kind_alone_is_shown_where_it_is_asked_for),
        cmocka_unit_test(test_who_took_from_whom_is_drawn_and_said),
        cmocka_unit_test(test_figures_of_one_thing_are_one_drawing),
    };
    return cmocka_run_group_tests_name("story_page", tests, NULL, NULL);
}
