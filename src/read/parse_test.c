#include "read/parse.h"

#include "base/buf.h"
#include "base/test.h"
#include "read/nest.h"
#include "read/strip.h"

/* A page as "html(head() body(p('words')))": elements with what they hold, text in quotes. */
static void write_page(const kb_page *page, kb_buf *out)
{
    static const char *const names[] = {
#define NAME(id, name, nature) name,
        KB_TAGS(NAME)
#undef NAME
            "other",
        "text",
    };
    uint32_t ends[600];
    size_t open = 0;
    for (size_t i = 0; i < page->count; i++) {
        for (; open && ends[open - 1] == i; open--) kb_buf_add_char(out, ')');
        const kb_node *node = &page->at[i];
        if (out->len && out->at[out->len - 1] != '(') kb_buf_add_char(out, ' ');
        if (node->tag == KB_TAG_TEXT) {
            kb_buf_print(out, "'%.*s'", KB_STR_ARGS(node->text));
            continue;
        }
        kb_buf_add_c(out, names[node->tag]);
        for (size_t k = 0; k < node->attribute_count; k++)
            kb_buf_print(out, " %.*s=%.*s", KB_STR_ARGS(node->attributes[k].name),
                         KB_STR_ARGS(node->attributes[k].value));
        kb_buf_add_char(out, '(');
        assert_true(open < KB_COUNT(ends));
        ends[open++] = node->end;
    }
    for (; open; open--) kb_buf_add_char(out, ')');
}

/* All rows stand in a body, but for those that begin with "<!doctype" or "<html". */
static void test_a_page_becomes_the_tree_that_html_asks_for(void **state)
{
    static const struct {
        const char *html, *body;
    } rows[] = {
        { "<p>One<p>Two", "p('One') p('Two')" },
        { "<p class='Lead First' ID=a1 hidden>One</p>", "p class=Lead First id=a1 hidden=('One')" },
        { "<a href=/x?a=1&b=2&amp;c title='&copy; &#8217;'>x</a>", "a href=/x?a=1&b=2&c title=© ’('x')" },
        { "<a href=/x?\"1\"&copy;'2'>x</a>", "a href=/x?\"1\"©'2'('x')" },
        { "<a title='it&#39s &#39; &amp=1 &lt;&x=2&ampy'>x</a>", "a title=it's ' &amp=1 <&x=2&ampy('x')" },
        { "<i a=1 b><i b a=1><i a=1 b><i a=1 b><p>x", "i a=1 b=(i b= a=1(i a=1 b=(i a=1 b=(p('x')))))" },
        { "<p><i a><i a a><i a><i a></p>x", "p(i a=(i a= a=(i a=(i a=())))) i a= a=(i a=(i a=('x')))" },
        /* references and "<" that begins no tag */
        { "3 < 4 &amp; 5 > 2 &eacute;&nosuch; a<1", "'3 < 4 & 5 > 2 é&nosuch; a<1'" },
        { "&am<!-- -->p; <<!-- -->b>", "'&am' 'p; <b>'" },
        /* white space alone is one character, at words it stays */
        { "<b>x</b>  \n <i> y  z </i>", "b('x') ' ' i(' y  z ')" },
        /* comments and their like */
        { "a<!-->b<!--->c<!-- > -- -->d<!-- x --!>e<!x>f<?y>g</ z>h</>i", "'abcdefghi'" },
        { "<b>a</b> <!-- --> b<i>c</i><!-- --> d", "b('a') '  b' i('c') ' d'" },
        { "<b>a</b> <!-- -->b", "b('a') ' b'" },
        { "a<!-- never closed <p>b", "'a'" },
        { "a<p title=\"never closed <p>b", "'a'" },
        /* text alone */
        { "<script>if (a<b) '<p>'</SCRIPT ><style>a>b{}</style>x", "script('if (a<b) '<p>'') style('a>b{}') 'x'" },
        { "<script><!-- <script> </script> --></script>x", "script('<!-- <script> </script> -->') 'x'" },
        { "<script><!-- </script>x", "script('<!-- ') 'x'" },
        { "<script>a</scripts></script/>x", "script('a</scripts>') 'x'" },
        { "<textarea>\n<p>&lt;b></p></textarea>x", "textarea('<p><b></p>') 'x'" },
        { "<iframe><p></iframe>x", "iframe('<p>') 'x'" },
        { "x<plaintext><p></plaintext>", "'x' other('<p></plaintext>')" },
        /* disorder */
        { "<b>1<p>2</b>3</p>4", "b('1') p(b('2') '3') '4'" },
        { "<table><p>x<tr><td>y</table>z", "p('x') table(tbody(tr(td('y')))) 'z'" },
        { "</p>x</br>", "p() 'x' br()" },
        /* svg and math */
        { "<svg><path d=m/><g><circle></g></svg>x", "svg() 'x'" },
        { "<svg><style>a<p>b</style>c", "svg(style('a')) p('bc')" },
        { "<svg><title>a</title><![CDATA[<b>]]></svg>x", "svg(title('a') '<b>') 'x'" },
        { "<svg><foreignObject><p>a</p></foreignObject></svg>b<math><mi>c</mi></math>",
          "svg(other(p('a'))) 'b' math(other('c'))" },
        { "a\r\nb\rc", "'a\nb\nc'" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(1 << 20);
        kb_buf html = { 0 }, got = { 0 }, expected = { 0 };
        kb_page page;
        kb_buf_print(&html, "<body>%s", rows[i].html);
        assert_int_equal(kb_page_parse(kb_buf_str(&html), arena, &page, NULL), KB_OK);
        write_page(&page, &got);
        kb_buf_print(&expected, "html(head() body(%s))", rows[i].body);
        KB_ROW_STR(i, kb_buf_str(&got), kb_buf_str(&expected));
        kb_buf_clear(&html);
        kb_buf_clear(&got);
        kb_buf_clear(&expected);
        kb_arena_free(arena);
    }
}

static size_t depth_of(const kb_page *page)
{
    size_t deepest = 0;
    for (size_t i = 1; i < page->count; i++) {
        size_t depth = 0;
        for (size_t k = i; k; k = page->at[k].parent) depth++;
        if (depth > deepest) deepest = depth;
        if (page->count > 20000) i += page->count / 20000; /* a sample */
    }
    return deepest;
}

/* Whatever is repeated, a tree stays shallow and small, or the page is refused with a reason. `refusal` empty: read. */
static void test_a_hostile_page_has_a_small_tree_or_none(void **state)
{
    static const struct {
        const char *unit;
        size_t times, depth, nodes;
        const char *refusal;
    } rows[] = {
        { "<div>", 20000, 0, 0, "byte 50011: the page is nested deeper than 10000 elements" },
        { "<span><div></span></div>", 50000, 1300, 200000, "" },
        { "<b><div></b>", 50000, 1300, 200000, "" },
        { "<b><p></b>x", 50000, 1300, 300000, "" },
        { "<p><font size=1><font size=2><font size=3>x", 30000, 1300, 1000000, "" },
        { "<b><i><u><p></b></i></u>", 30000, 1300, 500000, "" },
        { "<li><dd>", 4000, 410, 10000, "" },
        { "<p>x", 300000, 10, 2 * KB_NEST_TAGS_MAX + 10, "" },
        { "</p>", 300000, 10, KB_NEST_TAGS_MAX + 10, "" },
        { "<td>", 300000, 10, 10, "" },
        { "<svg><path>", 9000, 410, 1000, "" },
        { "<svg><title><div>", 20000, 1300, 60000, "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new((size_t)256 << 20);
        kb_buf html = { 0 };
        kb_page page;
        kb_err err = { 0 };
        kb_buf_add_c(&html, "<body>");
        for (size_t k = 0; k < rows[i].times; k++) kb_buf_add_c(&html, rows[i].unit);
        (void)kb_page_parse(kb_buf_str(&html), arena, &page, &err);
        KB_ROW_STR(i, kb_str_of(err.text), kb_str_of(rows[i].refusal));
        if (page.count > rows[i].nodes) fail_msg("row %zu: %zu nodes", i, page.count);
        size_t depth = depth_of(&page);
        if (depth > rows[i].depth) fail_msg("row %zu: %zu deep", i, depth);
        kb_buf_clear(&html);
        kb_arena_free(arena);
    }
}

/* Attributes: as many as a reader could want, whatever there is. */
static void test_attributes_have_limits(void **state)
{
    kb_arena *arena = kb_arena_new((size_t)256 << 20);
    kb_buf html = { 0 };
    kb_page page;
    (void)state;
    kb_buf_add_c(&html, "<p ");
    for (size_t k = 0; k < 100000; k++) kb_buf_print(&html, "a%zu=b ", k);
    kb_buf_add_c(&html, "><i title='");
    kb_buf_add_repeat(&html, 'x', 1 << 20);
    kb_buf_add_c(&html, "'>");
    assert_int_equal(kb_page_parse(kb_buf_str(&html), arena, &page, NULL), KB_OK);
    assert_int_equal(page.count, 5);
    assert_int_equal(page.at[3].attribute_count, KB_STRIP_ATTRIBUTES_TAG);
    assert_int_equal(page.at[4].attributes[0].value.len, 1 << 20);
    kb_buf_clear(&html);
    kb_arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page_becomes_the_tree_that_html_asks_for),
        cmocka_unit_test(test_a_hostile_page_has_a_small_tree_or_none),
        cmocka_unit_test(test_attributes_have_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
