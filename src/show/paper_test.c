#include "show/paper.h"

#include "base/test.h"

static void expect(size_t row, bool html, kb_str url, kb_str text, const char *expected)
{
    kb_buf out = { 0 };
    const kb_paper paper = { &out, "en", html, NULL };
    kb_paper_open(&paper, KB_PAPER_ITEM);
    kb_paper_link(&paper, url, text);
    kb_paper_close(&paper, KB_PAPER_ITEM);
    KB_ROW_STR(row, kb_buf_str(&out), kb_str_of(expected));
    kb_buf_clear(&out);
}

static void test_what_comes_from_outside_stays_text(void **state)
{
    static const struct {
        const char *url, *text, *markdown, *html;
    } rows[] = {
        { "https://a.example/1", "Well on fire", "- [Well on fire](https://a.example/1)\n",
          "<li dir=\"auto\"><a href=\"https://a.example/1\" rel=\"noreferrer\">Well on fire</a></li>\n" },
        { "https://a.example/?a=1&b='", "x", "- [x](https://a.example/?a=1&b=')\n",
          "<li dir=\"auto\"><a href=\"https://a.example/?a=1&amp;b=&#39;\" rel=\"noreferrer\">x</a></li>\n" },
        { "javascript:alert(1)", "x", "- x\n", "<li dir=\"auto\">x</li>\n" },
        { "https://a.example/\" onclick=\"x", "x", "- x\n", "<li dir=\"auto\">x</li>\n" },
        { "https://a.example/(x", "x", "- x\n",
          "<li dir=\"auto\"><a href=\"https://a.example/(x\" rel=\"noreferrer\">x</a></li>\n" },
        { "", "<b>*bold*</b>\n# head [l](u) `c`", "- \\<b\\>\\*bold\\*\\</b\\> \\# head \\[l\\](u) \\`c\\`\n",
          "<li dir=\"auto\">&lt;b&gt;*bold*&lt;/b&gt; # head [l](u) `c`</li>\n" },
        { "", "\x1b[31mred\xe2\x80\xae", "- \\[31mred\n", "<li dir=\"auto\">[31mred</li>\n" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        expect(i, false, kb_str_of(rows[i].url), kb_str_of(rows[i].text), rows[i].markdown);
        expect(i, true, kb_str_of(rows[i].url), kb_str_of(rows[i].text), rows[i].html);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_comes_from_outside_stays_text),
    };
    return cmocka_run_group_tests_name("paper", tests, NULL, NULL);
}
