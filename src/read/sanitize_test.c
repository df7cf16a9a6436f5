#include "read/sanitize.h"

#include "base/test.h"
#include "read/parse.h"

typedef struct {
    const char *html, *expected;
} row;

static void check(const row *rows, size_t count, const char *base)
{
    for (size_t i = 0; i < count; i++) {
        kb_arena *arena = kb_arena_new(1 << 24);
        kb_buf out = { 0 };
        assert_int_equal(kb_sanitize(kb_str_of(rows[i].html), kb_str_of(base), arena, &out, NULL), KB_OK);
        KB_ROW_STR(i, kb_buf_str(&out), kb_str_of(rows[i].expected));
        kb_buf_clear(&out);
        kb_arena_free(arena);
    }
}

static void test_plain_markup_is_written_as_it_was(void **state)
{
    static const row rows[] = {
        { "", "" },
        { "words", "words" },
        { "<p>One</p><p>Two<br>three</p>", "<p>One</p><p>Two<br>three</p>" },
        { "<b>a</b> &amp; <i>b</i>", "<b>a</b> &amp; <i>b</i>" },
        { "<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>" }, /* end tags that HTML supplies */
        { "<b>never closed", "<b>never closed</b>" },
        { "a < b && c > d", "a &lt; b &amp;&amp; c &gt; d" },
        { "&lt;script&gt;", "&lt;script&gt;" }, /* what was text stays text */
        { "<table><tr><td colspan=2>x</table>", "<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>" },
        { "caf\xC3\xA9 &eacute;", "caf\xC3\xA9 \xC3\xA9" },
        { "<abbr title='a \"b\"'>x</abbr>", "<abbr title=\"a &quot;b&quot;\">x</abbr>" },
    };
    (void)state;
    check(rows, KB_COUNT(rows), "");
}

static void test_links_and_pictures_are_absolute_or_go(void **state)
{
    static const row rows[] = {
        { "<a href='b.html'>x</a>", "<a href=\"http://x.test/d/b.html\">x</a>" },
        { "<a href='//y.test/b'>x</a>", "<a href=\"http://y.test/b\">x</a>" },
        { "<a href='mailto:a@x.test'>x</a>", "<a href=\"mailto:a@x.test\">x</a>" },
        { "<img src=p.png alt='a picture' onerror=x()>", "<img src=\"http://x.test/d/p.png\" alt=\"a picture\">" },
        { "<img src='mailto:a@x.test'>", "" },
        { "<img alt='no source'>", "" },
        { "<a href='javascript:x()'>x</a>", "<a>x</a>" },
        { "<a href='JaVa\nScRiPt:x()'>x</a>", "<a>x</a>" },
        { "<a href='&#1;javascript:x()'>x</a>", "<a>x</a>" },
        { "<a href='&#106;avascript&colon;x()'>x</a>", "<a>x</a>" },
        { "<a href='data:text/html,x'>x</a>", "<a>x</a>" },
        { "<a href='vbscript:x'>x</a>", "<a>x</a>" },
        { "<a href='ftp://x.test/'>x</a>", "<a>x</a>" },
        { "<img src='data:image/png;base64,AA'>", "" },
    };
    (void)state;
    check(rows, KB_COUNT(rows), "http://x.test/d/e.xml");
}

static void test_what_can_act_is_gone(void **state)
{
    static const row rows[] = {
        { "a<script>x()</script>b", "ab" },
        { "a<style>p{}</style>b", "ab" },
        { "<p onclick=x() style='a:expression(x)' class=c id=i>a</p>", "<p>a</p>" },
        { "<iframe srcdoc='<script>x()</script>'>old</iframe>a", "a" },
        { "<object data=x><embed src=x>a</object>b", "b" },
        { "<form action=x><input value=a><p>words</p></form>", "<p>words</p>" },
        { "<meta http-equiv=refresh content='0;url=x'><base href=x><link rel=stylesheet href=x>a", "a" },
        { "<svg><script>x()</script><a xlink:href='javascript:x()'><text>w</text></a></svg>a", "a" },
        { "<math><mtext><style><img src=x onerror=x()></style></mtext></math>a", "a" },
        { "<noscript><p title='</noscript><img src=x onerror=x()>'>", "<p></p>" },
        { "<scr<script>ipt>x()</script>", "ipt&gt;x()" },
        { "<<script>x()</script>", "&lt;" },
        { "<blink>words stay</blink>", "words stay" },
        { "<!-- x --><![CDATA[ y ]]><?php z ?>a", "a" },
        { "<xmp><script>x()</script></xmp>", "&lt;script&gt;x()&lt;/script&gt;" },
        { "<textarea><script>x()</script></textarea>a", "a" },
        { "<title><script>x()</script></title>a", "a" },
        { "<a href='http://x.test/\"onmouseover=x()'>a</a>", "<a href=\"http://x.test/%22onmouseover=x()\">a</a>" },
        { "<template><script>x()</script></template>a", "a" },
    };
    (void)state;
    check(rows, KB_COUNT(rows), "");
}

static void test_text_has_a_line_for_each_paragraph(void **state)
{
    static const row rows[] = {
        { "<p>One\n two</p><p> three </p>", "One two\nthree" }, { "a<br><br>b", "a\nb" },
        { "<ul><li>a</li><li>b</li></ul>c", "a\nb\nc" },        { "<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc" },
        { "a<script>x</script>b <i>c</i>d", "ab cd" },          { " \n ", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(1 << 24);
        kb_buf out = { 0 };
        kb_page page;
        assert_int_equal(kb_page_parse(kb_str_of(rows[i].html), arena, &page, NULL), KB_OK);
        kb_sanitize_text(&page, 0, &out);
        KB_ROW_STR(i, kb_buf_str(&out), kb_str_of(rows[i].expected));
        kb_buf_clear(&out);
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_markup_is_written_as_it_was),
        cmocka_unit_test(test_links_and_pictures_are_absolute_or_go),
        cmocka_unit_test(test_what_can_act_is_gone),
        cmocka_unit_test(test_text_has_a_line_for_each_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
