#include "read/metadata.h"

#include "read/parse.h"
#include "read/read_test.h"

#define LD(json) "<script type='application/ld+json'>" json "</script>"
#define PROSE                                                                                                   \
    "<p>The bridge over Marlow Bay reopened on Tuesday after nine weeks of repairs, the port office said in a " \
    "note.</p>"                                                                                                 \
    "<p>Trucks must wait until April, the office added in a statement that was sent to the local papers that day.</p>"

typedef struct {
    const char *page;
    const char *field, *value;
} stated;

static void add_field(const kb_document *doc, const char *field, kb_buf *out)
{
    if (strcmp(field, "title") == 0) kb_buf_add(out, doc->title);
    if (strcmp(field, "byline") == 0) kb_strs_join(out, doc->byline);
    if (strcmp(field, "carriers") == 0) kb_strs_join(out, doc->carriers);
    if (strcmp(field, "tags") == 0) kb_strs_join(out, doc->tags);
    if (strcmp(field, "published") == 0) kb_time_write(out, doc->published);
    if (strcmp(field, "modified") == 0) kb_time_write(out, doc->modified);
    if (strcmp(field, "outlet") == 0) kb_buf_add(out, doc->outlet);
    if (strcmp(field, "section") == 0) kb_buf_add(out, doc->section);
    if (strcmp(field, "canonical") == 0) kb_buf_add(out, doc->canonical);
    if (strcmp(field, "image") == 0) kb_buf_add(out, doc->image);
    if (strcmp(field, "paywalled") == 0) kb_buf_add_c(out, doc->paywalled ? "yes" : "no");
}

static void check(size_t i, const stated *row)
{
    kb_document *doc;
    kb_page page;
    kb_metadata metadata;
    kb_buf value = { 0 };
    kb_err err = { 0 };
    assert_int_equal(kb_document_new((size_t)64 << 20, &doc, &err), KB_OK);
    doc->url = KB_STR("https://www.island-post.example/news/bridge-reopens");
    if (kb_page_parse(kb_str_of(row->page), doc->arena, &page, &err) != KB_OK) fail_msg("row %zu: %s", i, err.text);
    if (kb_metadata_find(&page, doc, &metadata, &err) != KB_OK) fail_msg("row %zu: %s", i, err.text);
    add_field(doc, row->field, &value);
    KB_ROW_STR(i, kb_buf_str(&value), kb_str_of(row->value));
    kb_buf_clear(&value);
    kb_document_free(doc);
}

static void test_the_title_stands_without_outlet_and_section(void **state)
{
    static const stated rows[] = {
        { "<title>Bridge reopens in Marlow - News - Island Post</title><h1>Bridge reopens in Marlow</h1>" PROSE,
          "title", "Bridge reopens in Marlow" },
        { "<title>Island Post: Bridge reopens in Marlow</title><meta property=og:site_name content='Island "
          "Post'>" PROSE,
          "title", "Bridge reopens in Marlow" },
        { "<title>Bridge reopens in Marlow | island-post.example</title>" PROSE, "title", "Bridge reopens in Marlow" },
        { "<title>Bridge reopens: what we know - so far</title>" PROSE, "title",
          "Bridge reopens: what we know - so far" },
        { "<title>x</title><meta property=og:title content='Bridge &amp;amp; ferry &lt;em&gt;open&lt;/em&gt; "
          "again'>" PROSE,
          "title", "Bridge & ferry open again" },
        { LD("{\"@type\":\"NewsArticle\",\"headline\":\"Bridge reopens in Marlow Bay\"}") "<title>Bridge reopens in "
                                                                                          "Marlow Bay</title>"
                                                                                          "<h1>Bridge reopens in "
                                                                                          "Marlow</h1>" PROSE,
          "title", "Bridge reopens in Marlow Bay" },
        { "<meta property=og:title content='Ships wait: Bridge reopens in Marlow'><h1><span "
          "class=article__kicker>Marlow "
          "Bay</span><span class=hide>: </span><span>Bridge reopens in Marlow</span></h1>" PROSE,
          "title", "Bridge reopens in Marlow" },
        { LD("{\"@type\":\"NewsArticle\",\"headline\":\"Ferry timetable: how to get over the bay\"}") "<h1>A long wait "
                                                                                                      "ends in "
                                                                                                      "Marlow</"
                                                                                                      "h1>" PROSE,
          "title", "A long wait ends in Marlow" },
        { "<title>大桥今天上午重新开放--岛报</title><div class=h-title>大桥今天上午重新开放</div>" PROSE, "title",
          "大桥今天上午重新开放" },
        { "<title>大桥今天上午重新开放_本地_岛报</title>" PROSE, "title", "大桥今天上午重新开放" },
        { "<meta name=headline content='다리가 아홉 주 만에 다시 열렸다'><meta property=og:title content='다리가 "
          "아홉 주 만에 다시 열렸다-사회ㅣ섬일보'><title>다리가 아홉 주 만에 다시 열렸다-사회ㅣ섬일보</title>" PROSE,
          "title", "다리가 아홉 주 만에 다시 열렸다" },
        { "<meta property=og:site_name content='Island Post'><h1>Island Post</h1><h1>Bridge reopens in "
          "Marlow</h1>" PROSE,
          "title", "Bridge reopens in Marlow" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) check(i, &rows[i]);
}

static void test_the_by_line_is_found_wherever_it_is_stated(void **state)
{
    static const stated rows[] = {
        { LD("{\"@graph\":[{\"@id\":\"#a\",\"@type\":\"Person\",\"name\":\"Ana "
             "Reyes\"},{\"@type\":\"Article\",\"headline\":\"x\","
             "\"author\":{\"@id\":\"#a\"}}]}") PROSE,
          "byline", "Ana Reyes" },
        { LD("{\"@type\":\"NewsArticle\",\"author\":[\"Ana Reyes\",{\"@type\":\"Person\",\"name\":[\"Tom Hale\"]},"
             "{\"givenName\":\"Sari\",\"familyName\":\"Dewi\"}]}") PROSE,
          "byline", "Ana Reyes, Tom Hale, Sari Dewi" },
        { LD("{\"@type\":\"NewsArticle\",\"author\":{\"@type\":\"Organization\",\"name\":\"Reuters\"}}") PROSE,
          "carriers", "Reuters" },
        { LD("{\"@type\":\"NewsArticle\",\"author\":{\"@type\":\"Organization\",\"name\":\"Reuters\"}}") PROSE,
          "byline", "" },
        { "<meta name=author content='Island Post'><h1>Bridge reopens</h1><p class=byline>By <a href='/author/ana'>Ana "
          "Reyes</a></p>" PROSE,
          "byline", "Ana Reyes" },
        { "<h1>Bridge reopens</h1><p>Penulis: Sari Dewi | Editor: Lestari Hadi</p>" PROSE, "byline", "Sari Dewi" },
        { "<h1>Bridge reopens</h1>" PROSE "<div class=comments><p class=author>Tom Hale</p></div>", "byline", "" },
        { LD("{\"@type\":\"NewsArticle\",\"author\":\"Ana Reyes\"}") "<h1>Bridge reopens</h1><p>By <span "
                                                                     "class=byline-name>Ana Reyes</span> and Tom Hale, "
                                                                     "Island Post</p>" PROSE,
          "byline", "Ana Reyes, Tom Hale" },
        { LD("{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Lestari Hadi\"}}") "<h1>Bridge reopens</h1><div "
                                                                                   "class=author-2>Sari "
                                                                                   "Dewi</div><div>Editor : <a "
                                                                                   "href=/author/9>Lestari "
                                                                                   "Hadi</a></div>" PROSE,
          "byline", "Sari Dewi" },
        { "<h1>Bridge reopens</h1><a href=/other><h2>Another matter</h2><span class=author>Tom Hale</span></a>" PROSE,
          "byline", "" },
        { "<h1>Bridge reopens</h1><a rel=author href=/staff/ana><span>Ana</span> <span>Reyes</span></a>" PROSE,
          "byline", "Ana Reyes" },
        { LD("{\"@type\":\"NewsArticle\",\"author\":{\"@type\":\"Person\",\"name\":\"Island "
             "P\",\"url\":\"https://www.island-post.example/author/admin/\"}}") "<h1>Bridge reopens</h1><p><strong>Ana "
                                                                                "Reyes/Tom Hale</strong></p>" PROSE,
          "byline", "Ana Reyes, Tom Hale" },
        { "<h1>Bridge reopens</h1><p><strong>Marlow Bay: A long wait is over</strong></p>" PROSE, "byline", "" },
        { "<meta name=author content='ANA REYES'><h1>Bridge reopens</h1><p>Ana Reyes reports from the port.</p>" PROSE,
          "byline", "Ana Reyes" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) check(i, &rows[i]);
}

static void test_times_are_settled_by_trust_and_agreement(void **state)
{
    static const stated rows[] = {
        { LD("{\"@type\":\"NewsArticle\",\"dateModified\":\"2025-03-05T07:00:00Z\"}") PROSE, "published", "" },
        { LD("{\"@type\":\"NewsArticle\",\"dateModified\":\"2025-03-05T07:00:00Z\"}") PROSE, "modified",
          "2025-03-05T07:00:00Z" },
        { "<h1>Bridge reopens</h1><p>Updated: 5 March 2025</p><p>Published: 4 March 2025, 9.10 am</p>" PROSE,
          "published", "2025-03-04T09:10" },
        { "<h1>Bridge reopens</h1><p>Updated: 5 March 2025</p><p>Published: 4 March 2025, 9.10 am</p>" PROSE,
          "modified", "2025-03-05" },
        { LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-04T20:10:00Z\"}") "<h1>Bridge reopens</h1><p>5 "
                                                                                       "Maret 2025, 03.10</p>" PROSE,
          "published", "2025-03-05T03:10:00+07:00" },
        { LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-04\"}") "<h1>Bridge reopens</h1>"
                                                                             "<time "
                                                                             "datetime='2025-03-04T09:10+08:00'>4 "
                                                                             "March</time>" PROSE,
          "published", "2025-03-04T09:10+08:00" },
        { LD("{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-03-04T02:25:54Z\"}") "<h1>Bridge "
                                                                                       "reopens</h1><p>March 3, 2025 | "
                                                                                       "9:25 pm</p>" PROSE,
          "published", "2025-03-03T21:25:54-05:00" },
        { "<h1>Bridge reopens</h1>" PROSE "<footer class=entry-meta>Posted on <a "
          "href='/news/bridge-reopens/' rel=bookmark><time class='entry-date published' datetime=2025-03-04>March "
          "4</time><time class=updated datetime=2025-05-06>May 6</time></a></footer>",
          "published", "2025-03-04" },
        { "<h1>Bridge reopens</h1><p>Posted on <a href='/2025/03/04/'>4 March 2025</a></p>" PROSE, "published",
          "2025-03-04" },
        { "<h1>Bridge reopens</h1><p><a href='/other'>4 March 2025</a></p>" PROSE, "published", "" },
        { "<meta name=date content='2025-03-09T08:00:00'><h1>Bridge reopens</h1><p>Updated: 8 March 2025</p>" PROSE,
          "published", "2025-03-08" },
        { "<script>state = {\"article\":{\"publishedAt\":\"2025-03-04T09:10:00Z\"}}</script>" PROSE, "published",
          "2025-03-04T09:10:00Z" },
        { "<script>push(\"{\\\"publishedAt\\\":\\\"2025-03-04T09:10:00Z\\\"}\")</script>" PROSE, "published",
          "2025-03-04T09:10:00Z" },
        { "<script>[{\"publishedAt\":\"2025-03-04\"},{\"publishedAt\":\"2025-03-07\"}]</script>" PROSE, "published",
          "" },
        { "<meta name=publishdate content='2025/03/04 09:10:00'><h1>Bridge reopens</h1><div>Selasa, 4 Maret 2025 09:10 "
          "WIB</div>" PROSE,
          "published", "2025-03-04T09:10:00+07:00" },
        { "<h1>Bridge reopens</h1><dl><dt>Updated</dt><dd>6 March 2025</dd><dt>Published</dt><dd>4 March "
          "2025</dd></dl>" PROSE,
          "published", "2025-03-04" },
        { "<meta name=content_PublishedDate content='2025-03-04 09:10:00'>" PROSE, "published", "2025-03-04T09:10:00" },
        { "<h1>Bridge reopens</h1><abbr class=published title='2025-03-04T09:10:00+08:00'>Tuesday</abbr>" PROSE,
          "published", "2025-03-04T09:10:00+08:00" },
        { "<h1>Bridge reopens</h1><span class=date data-timestamp=1741050600>2 days ago</span>" PROSE, "published",
          "2025-03-04T01:10:00Z" },
        { "<h1>Bridge reopens</h1>" PROSE "<aside><time datetime=2024-01-01>1 January 2024</time></aside>", "published",
          "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) check(i, &rows[i]);
}

static void test_the_article_object_of_this_page_is_taken(void **state)
{
    static const stated rows[] = {
        { LD("[{\"@type\":\"NewsArticle\",\"headline\":\"Another matter of the "
             "day\",\"url\":\"https://www.island-post.example/other\",\"author\":\"Tom Hale\"},"
             "{\"@type\":\"NewsArticle\",\"headline\":\"Bridge reopens in "
             "Marlow\",\"url\":\"/news/bridge-reopens\",\"author\":\"Ana Reyes\"}]") PROSE,
          "byline", "Ana Reyes" },
        { LD("{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"NewsArticle\",\"headline\":\"Another "
             "matter\",\"author\":\"Tom Hale\"}]}") PROSE,
          "byline", "" },
        { LD("//<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"Bridge \"and\" ferry\nreopen\",\"author\":\"Ana "
             "Reyes\",}\n//]]>") PROSE,
          "title", "Bridge \"and\" ferry reopen" },
        { LD("{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;author&quot;:&quot;Ana Reyes&quot;}") PROSE, "byline",
          "Ana Reyes" },
        { LD("{\"@type\":\"WebSite\",\"name\":\"x\"}{\"@type\":\"NewsArticle\",\"author\":\"Ana Reyes\"}") PROSE,
          "byline", "Ana Reyes" },
        { LD("{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Ana Reyes\"") PROSE, "byline", "Ana Reyes" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) check(i, &rows[i]);
}

static void test_the_rest_is_read(void **state)
{
    static const stated rows[] = {
        { "<link rel=alternate hreflang=id href=/id/x><link rel=canonical href=../news/bridge?a=1>" PROSE, "canonical",
          "https://www.island-post.example/news/bridge?a=1" },
        { "<link rel=canonical href=https://www.island-post.example/>" PROSE, "canonical", "" },
        { "<link rel=canonical href='javascript:x'>" PROSE, "canonical", "" },
        { "<meta property=og:url content=/news/b>" PROSE, "canonical", "https://www.island-post.example/news/b" },
        { "<meta property=og:image content=/a.jpg>" PROSE, "image", "https://www.island-post.example/a.jpg" },
        { "<meta name=content_category content=Ekonomi>" PROSE, "section", "Ekonomi" },
        { "<meta name=content_tag content='jembatan,teluk'>" PROSE, "tags", "jembatan, teluk" },
        { "<title>Bridge reopens in Marlow | News | Ministry of Roads</title><h1>Bridge reopens in Marlow</h1>" PROSE,
          "outlet", "Ministry of Roads" },
        { "<meta property=article:section content=Ekonomi>" PROSE, "section", "Ekonomi" },
        { "<ol class=breadcrumb><li><a href=/>Home</a><li><a href=/world/>World</a><li><a "
          "href=/x/y>Bridge</a></ol>" PROSE,
          "section", "World" },
        { "<meta property=article:tag content=bridge><meta property=article:tag content=' ferry '><meta "
          "property=article:tag content=bridge>" PROSE,
          "tags", "bridge, ferry" },
        { "<meta name=keywords content='bridge, ferry,,'>" PROSE, "tags", "bridge, ferry" },
        { "<meta property=og:site_name content='Island Post - News of the bay'>" PROSE, "outlet", "Island Post" },
        { LD("{\"@type\":\"NewsArticle\",\"publisher\":{\"name\":\"Island Post\"}}") PROSE, "outlet", "Island Post" },
        { LD("{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}") PROSE, "paywalled", "yes" },
        { "<meta name=article:content_tier content=metered>" PROSE, "paywalled", "yes" },
        { "<meta name=article:content_tier content=free>" PROSE, "paywalled", "no" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) check(i, &rows[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_title_stands_without_outlet_and_section),
        cmocka_unit_test(test_the_by_line_is_found_wherever_it_is_stated),
        cmocka_unit_test(test_times_are_settled_by_trust_and_agreement),
        cmocka_unit_test(test_the_article_object_of_this_page_is_taken),
        cmocka_unit_test(test_the_rest_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
