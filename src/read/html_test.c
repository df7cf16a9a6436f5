#include "read/read_test.h"

#define P1 "<p>The bridge over Marlow Bay reopened on Tuesday after nine weeks of repairs, the port office said.</p>"
#define P2 "<p>\"We can go to work again,\" said Tom Hale, who drives a bus between the two towns every morning.</p>"
#define P3 "<p>Trucks must wait until April, the office added in a statement that was sent to the local papers.</p>"
#define P4 \
    "<p>Nine people were hurt when the old span gave way in January, and three of them are still in hospital.</p>"
#define T1 "The bridge over Marlow Bay reopened on Tuesday after nine weeks of repairs, the port office said."
#define T2 "\"We can go to work again,\" said Tom Hale, who drives a bus between the two towns every morning."
#define T3 "Trucks must wait until April, the office added in a statement that was sent to the local papers."
#define T4 "Nine people were hurt when the old span gave way in January, and three of them are still in hospital."
#define ALL T1 "\n" T2 "\n" T3 "\n" T4
#define HEAD "<!doctype html><html lang=en><head><meta charset=utf-8><title>x</title></head><body>"

static void test_the_main_text_is_found(void **state)
{
    static const struct {
        const char *html, *text, *chosen_by;
    } rows[] = {
        { HEAD "<nav><a href=/>Home</a></nav><div class='article-body'>" P1 P2 P3 P4 "</div><footer>Copyright</footer>",
          ALL, "article-body" },
        { HEAD "<div itemprop=articleBody>" P1 P2 P3 P4 "</div>", ALL, "article-body" },
        { HEAD "<article><h1>x</h1>" P1 P2 P3 P4 "</article>", ALL, "article" },
        { HEAD "<main>" P1 P2 P3 P4 "</main>", ALL, "main" },
        { HEAD "<div class=a><a href=/>Home</a> <a href=/b>News of the day</a></div><div class=b>" P1 P2 P3 P4 "</div>",
          ALL, "paragraphs" },
        /* split over two containers */
        { HEAD "<article><div class='article-body'>" P1 P2 P3
               "</div><div class=ad>Buy now</div><div class='article-body'>" P4 "</div></article>",
          ALL, "article-body" },
        /* what is no article */
        { HEAD "<article>" P1
               "<div class=related><a href=/x>Ferry prices rise in all the towns of the bay</a></div>" P2 P3
               "<figure><img src=x><figcaption>The bridge. Photo: Island Post.</figcaption></figure>" P4
               "<div id=comments><p>I do not believe a word of what the port office says here, it was closed for "
               "years.</p></div></article>",
          ALL, "article" },
        { HEAD
          "<article><p hidden>Not for readers: a hidden sentence that nobody sees on the page at all, ever.</p>" P1 P2
              P3 P4 "</article>",
          ALL, "article" },
        /* a name of the whole page says nothing of its words */
        { HEAD "<div class='has-sidebar'><article>" P1 P2 P3 P4 "</article></div>", ALL, "article" },
        /* words are not glued, breaks are paragraphs, entities are characters */
        { HEAD "<article>" P1 P2 P3
               "<div>Nine people were <b>hurt</b> when the old span gave way in January,&nbsp;and three of them"
               "\n are still in hospital.</div><div>One &amp; two.<br><br>Three.</div></article>",
          ALL "\nOne & two.\nThree.", "article" },
        /* a lead above the text's container: named, stated by the page, right behind the title; no caption is one */
        { HEAD "<header><h1>x</h1><p class=standfirst>Nine weeks of repairs are over, and buses run again.</p></header>"
               "<div class=article-body>" P1 P2 P3 "</div>",
          "Nine weeks of repairs are over, and buses run again.\n" T1 "\n" T2 "\n" T3, "article-body" },
        { "<html><head><meta name=description content='Nine weeks of repairs are over, and buses run again.'></head>"
          "<body><h1>x</h1><div><i>A. Reyes</i></div><div>Marlow. Nine weeks of repairs are over, and buses run again."
          "</div><div class=article-body>" P1 P2 P3 "</div>",
          "Marlow. Nine weeks of repairs are over, and buses run again.\n" T1 "\n" T2 "\n" T3, "article-body" },
        { HEAD
          "<h1>x</h1><h2>Nine weeks of repairs are over, and buses run again.</h2><figure class=lead><figcaption>"
          "The bridge as it was seen from the harbour on Tuesday.</figcaption></figure><div class=article-body>" P1 P2
              P3 "</div>",
          "Nine weeks of repairs are over, and buses run again.\n" T1 "\n" T2 "\n" T3, "article-body" },
        /* what repeats over a page is its machinery, subheads are not; teasers are boxes of one make */
        { HEAD "<article>" P1 "<div><small>Advertisement</small></div>" P2 "<div><small>Advertisement</small></div>"
               "<h3><a href=/b>The old span</a></h3>" P4 "<div><small>Advertisement</small></div>"
               "<div class=t><h3><a href=/1>One</a></h3><div>The ferry will sail twice as often from the first of "
               "May.</div></div>"
               "<div class=t><h3><a href=/2>Two</a></h3><div>The ferry will sail twice as often from the first of "
               "May.</div></div>"
               "<div class=t><h3><a href=/3>Six</a></h3><div>The ferry will sail twice as often from the first of "
               "May.</div></div>" P3,
          T1 "\n" T2 "\nThe old span\n" T4 "\n" T3, "article" },
        /* words of a sentence stay whatever they are named, a label at its begin goes */
        { HEAD
          "<article>" P1 "<p>The <a class=text-tag href=/f>ferry</a>, <span class=topics>too</span>, sails again, and "
          "buses run every ten minutes.</p><p><a class=tag href=/t>Trucks</a> wait, and <b class=tags>nobody</b> knows "
          "why they have to do so until April.</p><p><span class=dateline>MARLOW</span> It will rain on Wednesday and "
          "on "
          "Thursday, the town's weather office said.</p>" P3 "</article>",
          T1 "\nThe ferry, too, sails again, and buses run every ten minutes.\nTrucks wait, and nobody knows why they "
             "have "
             "to do so until April.\nIt will rain on Wednesday and on Thursday, the town's weather office said.\n" T3,
          "article" },
        /* who holds the rights */
        { HEAD "<article>" P1 P2 P3
               "<p>\u00A9 2025 Island Post. All rights reserved, nobody may print this again.</p>" P4
               "<p>(c) 2025 The Marlow Press Agency of the north of the island</p></article>",
          ALL, "article" },
        /* a page that goes on with other articles, in one element */
        { "<title>Ferry sails</title><body><article class=stream><article><h1>Bridge reopens</h1>" P1 P2 P3
          "</article><article><h1>Ferry sails</h1>" P2 P3 P4 "</article><article><h1>Rain</h1>" P1 P4 P2
          "</article></article>",
          T2 "\n" T3 "\n" T4, "article" },
        /* its list is the end of an article; links and labels are none */
        { HEAD "<div class=article-body>" P1 P2 P3
               "<h3>Mayors of the bay</h3><ul><li>2023: Tom Hale<li>2019: Ana Reyes<li>2015: "
               "Ines Okafor</ul></div>",
          T1 "\n" T2 "\n" T3 "\nMayors of the bay\n2023: Tom Hale\n2019: Ana Reyes\n2015: Ines Okafor",
          "article-body" },
        { HEAD "<div class=article-body>" P1 P2 P3
               "<ul><li><a href=/a>The mayors of the bay</a><li><a href=/b>Ferries of the "
               "bay</a><li><a href=/c>Bridges of the bay</a></ul><ul><li>Mail<li>Print<li>Chat</ul></div>",
          T1 "\n" T2 "\n" T3, "article-body" },
        /* aria-hidden hides no paragraph from those who see */
        { HEAD "<article>" P1 "<p aria-hidden=true>" T2 "</p>" P3 P4 "<div aria-hidden=true>" P1 "</div></article>",
          ALL, "article" },
        /* elements that style sheets set apart are no one word; a paragraph that stands there again is given once */
        { HEAD "<article><div class=x><p>" T1 " " T3 "</p></div><p>" T1 " " T3 "</p>" P2 P2
               "<div><span>It is 18:41 in Marlow</span><span>The bridge is open, and <a href=/i>i</a><b>Phones</b> "
               "ring.</span>"
               "</div></article>",
          T1 " " T3 "\n" T2 "\n" T2 "\nIt is 18:41 in Marlow The bridge is open, and iPhones ring.", "article" },
        /* a consent page may hold more words than the article */
        { HEAD "<div class=sidebar-layout><article>" P1 P2 P3 P4
               "</article></div><div class=cookie-banner>" P1 P2 P3 P4 P1 P2 P3 P4 "</div>",
          ALL, "article" },
        /* the first of several articles */
        { HEAD "<article><h1>x</h1>" P1 P2 P3 "</article><article><h1>y</h1>" P4 P4 P4 "</article>", T1 "\n" T2 "\n" T3,
          "article" },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, kb_str_of(rows[i].html));
        if (t.count == 0) fail_msg("row %zu: %s", i, t.problems[0]);
        KB_ROW_STR(i, t.docs[0]->text, kb_str_of(rows[i].text));
        KB_ROW_STR(i, t.docs[0]->chosen_by, kb_str_of(rows[i].chosen_by));
    }
    read_test_close(&t);
}

typedef struct {
    const char *head, *title, *byline, *published, *outlet;
} stated;

static void test_what_a_page_states_is_read(void **state)
{
    static const stated rows[] = {
        { "<title>Bridge reopens in Marlow Bay - Island Post</title><meta property=og:site_name content='Island Post'>",
          "Bridge reopens in Marlow Bay", "", "", "Island Post" },
        { "<meta property=og:title content='Bridge reopens in Marlow Bay'><meta name=author content='Ana Reyes'>"
          "<meta property=article:published_time content='2025-03-04T20:05:00+08:00'>",
          "Bridge reopens in Marlow Bay", "Ana Reyes", "2025-03-04T20:05:00+08:00", "" },
        { "<script "
          "type='application/"
          "ld+json'>{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"no\"},{\"@type\":[\"NewsArticle\"],"
          "\"headline\":\"Bridge &amp; ferry open\",\"author\":[{\"name\":\"Ana Reyes\"},{\"name\":\"Tom Hale\"}],"
          "\"datePublished\":\"2025-03-04\",\"publisher\":{\"name\":\"Island Post\"}}]}</script>",
          "Bridge & ferry open", "Ana Reyes, Tom Hale", "2025-03-04", "Island Post" },
        { "<script type='application/ld+json'>{broken</script><title>Bridge reopens in Marlow Bay</title>"
          "<meta name=author content='By Ana Reyes'><meta name=pubdate content='Tue, 04 Mar 2025 09:10:00 GMT'>",
          "Bridge reopens in Marlow Bay", "Ana Reyes", "2025-03-04T09:10:00Z", "" },
        { "<title>Bridge reopens: what we know - so far</title>", "Bridge reopens: what we know - so far", "", "", "" },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char page[4000];
        kb_buf time = { 0 }, names = { 0 };
        (void)snprintf(page, sizeof page,
                       "<!doctype html><html lang=en><head><meta charset=utf-8>%s</head><body><article>" P1 P2 P3 P4,
                       rows[i].head);
        read_test_read(&t, kb_str_of(page));
        KB_ROW_INT(i, t.count, 1);
        const kb_document *doc = t.docs[0];
        kb_time_write(&time, doc->published);
        KB_ROW_STR(i, doc->title, kb_str_of(rows[i].title));
        kb_strs_join(&names, doc->byline);
        KB_ROW_STR(i, kb_buf_str(&names), kb_str_of(rows[i].byline));
        KB_ROW_STR(i, kb_buf_str(&time), kb_str_of(rows[i].published));
        KB_ROW_STR(i, doc->outlet, kb_str_of(rows[i].outlet));
        KB_ROW_STR(i, doc->lang, KB_STR("en"));
        kb_buf_clear(&time);
        kb_buf_clear(&names);
    }
    read_test_close(&t);
}

static void test_an_old_encoding_is_read(void **state)
{
    read_test t = { 0 };
    (void)state;
    read_test_read(&t, KB_STR("<meta charset=iso-8859-1><article>" P1 P2 P3
                              "<p>The caf\xE9 at the port is open again since Tuesday morning, the mayor said on the "
                              "radio.</p></article>"));
    assert_int_equal(t.count, 1);
    assert_true(kb_str_find(t.docs[0]->text, KB_STR("The café at the port"), 0) != SIZE_MAX);
    assert_int_equal(t.docs[0]->replaced, 0);
    read_test_close(&t);
}

/* `open` repeated, then the words. */
static void read_nested(read_test *t, const char *open, size_t depth)
{
    kb_buf page = { 0 };
    kb_buf_add_c(&page, HEAD);
    for (size_t i = 0; i < depth; i++) kb_buf_add_c(&page, open);
    kb_buf_add_c(&page, "<article>" P1 P2 P3 P4 "</article>");
    read_test_read(t, kb_buf_str(&page));
    kb_buf_clear(&page);
}

static void test_a_deep_page_is_flattened_and_a_hostile_one_refused(void **state)
{
    read_test t = { 0 };
    (void)state;
    read_nested(&t, "<div>", 3000);
    assert_int_equal(t.count, 1);
    KB_ROW_STR(0, t.docs[0]->text, KB_STR(ALL));
    read_nested(&t, "<div>", 50000);
    assert_int_equal(t.count, 0);
    assert_non_null(strstr(t.problems[0], "the page is nested deeper than 10000 elements"));
    read_nested(&t, "<p><li><tr>", 20000); /* these end by themselves */
    assert_int_equal(t.count, 1);
    read_test_close(&t);
}

#define ENTRY "<div><time datetime=2025-03-04T09:10>9:10</time>" P1 "</div>"
#define CARD "<div class=card><h3><a href=/x>The ferry sails again in May</a></h3><span>12 March</span></div>"
#define CARDS CARD CARD CARD CARD CARD CARD CARD

static void test_a_page_that_is_no_article_is_told_apart(void **state)
{
    static const struct {
        const char *html;
        kb_doc_kind kind;
    } rows[] = {
        { HEAD "<article>" P1 P2 P3 P4 "</article>", KB_DOC_ARTICLE },
        { HEAD "<div class=live-blog>" ENTRY ENTRY ENTRY ENTRY ENTRY "</div>", KB_DOC_LIVE },
        { "<script type='application/ld+json'>{\"@type\":\"LiveBlogPosting\",\"coverageStartTime\":\"2025-03-04\"}"
          "</script><article>" P1 P2 P3 P4 "</article>",
          KB_DOC_LIVE },
        { "<title>404 - nothing here</title><body><h1>Nothing here</h1><p>What you look for has moved, or it never was "
          "on these pages; the search may help you to find it again.</p>",
          KB_DOC_ERROR },
        { HEAD "<div id=captcha-container><p>Show that you are a reader and no machine, then the page will be shown to "
               "you.</p></div>",
          KB_DOC_ERROR },
        { HEAD "<div class=cookie-wall><p>We and our 212 partners keep data on your device and read it, in order to "
               "show you what others pay for.</p></div>",
          KB_DOC_CONSENT },
        { "<title>Post</title><div class=cookie-wall><h1>Before you go on</h1><p>We and our 212 partners keep data on "
          "your device and read it, in order to show you what others pay for.</p><button>Yes</button></div>",
          KB_DOC_CONSENT },
        { "<link rel=canonical href='https://post.example/'><body>" CARDS P1 CARDS, KB_DOC_HOME },
        { "<link rel=canonical href='https://post.example/tag/ferry'><body>" CARDS P1 CARDS, KB_DOC_LIST },
        { "<script type='application/ld+json'>{\"@type\":\"CollectionPage\"}</script><body>" CARDS P1 CARDS,
          KB_DOC_LIST },
        /* a short article under a large banner, or one beside many teasers, or one that says that it is one */
        { HEAD "<article>" P1 P2 P3 "</article><div class=cookie-banner>" P1 P2 P3 P4 P1 P2 P3 P4 "</div>",
          KB_DOC_ARTICLE },
        { HEAD "<article>" P1 P2 P3 P4 "</article><div>" CARDS CARDS "</div>", KB_DOC_ARTICLE },
        { "<meta property=og:type content=article><link rel=canonical href='https://post.example/'><body>" P1 P2 P3,
          KB_DOC_ARTICLE },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, kb_str_of(rows[i].html));
        if (t.count == 0) fail_msg("row %zu: %s", i, t.problems[0]);
        KB_ROW_INT(i, t.docs[0]->kind, rows[i].kind);
        assert_true(t.docs[0]->text.len > 0);
    }
    read_test_close(&t);
}

static void test_a_page_without_an_article_is_told_so(void **state)
{
    read_test t = { 0 };
    (void)state;
    read_test_read(&t, KB_STR(HEAD "<nav><a href=/>Home</a></nav>"));
    assert_int_equal(t.count, 0);
    assert_string_equal(t.problems[0], "file: no article found in the page");
    read_test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_main_text_is_found),
        cmocka_unit_test(test_what_a_page_states_is_read),
        cmocka_unit_test(test_an_old_encoding_is_read),
        cmocka_unit_test(test_a_deep_page_is_flattened_and_a_hostile_one_refused),
        cmocka_unit_test(test_a_page_that_is_no_article_is_told_apart),
        cmocka_unit_test(test_a_page_without_an_article_is_told_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
