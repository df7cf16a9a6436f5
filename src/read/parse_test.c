#include "read/parse.h"

#include "base/buf.h"
#include "base/test.h"

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
        { "<a title='it&#39s &#39; &amp=1 &lt;&x=2&ampy'>x</a>", "a title=it's ' &amp=1 <&x=2&ampy('x')" },
        { "<i a=1 b><i b a=1><i a=1 b><i a=1 b><p>x", "i a=1 b=(i b= a=1(i a=1 b=(i a=1 b=(p('x')))))" },
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

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page_becomes_the_tree_that_html_asks_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
