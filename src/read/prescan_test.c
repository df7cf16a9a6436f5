#include "read/prescan.h"

#include "base/test.h"

#define X64 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X1024 X64 X64 X64 X64 X64 X64 X64 X64 X64 X64 X64 X64 X64 X64 X64 X64

static void test_a_page_says_its_encoding_in_meta(void **state)
{
    static const struct {
        const char *page, *name;
    } rows[] = {
        { "<meta charset=koi8-r>", "KOI8-R" },
        { "<!doctype html><html><head><META CharSet = 'Shift_JIS' /><title>", "Shift_JIS" },
        { "<meta content='text/html; charset=big5' http-equiv=content-type>", "Big5" },
        { "<meta http-equiv='Content-Type' content='text/html;CHARSET = \"euc-kr\" '>", "EUC-KR" },
        { "<meta content='text/html; charset=big5'>", "" }, /* no pragma */
        { "<meta name=content-type content='text/html; charset=big5'>", "" },
        { "<meta charset=none><meta charset=gbk>", "GBK" },
        { "<meta charset=none http-equiv=content-type content='; charset=gbk'>", "" },
        { "<meta charset=gbk charset=big5>", "GBK" },
        { "<meta charset=utf-16le>", "UTF-8" },
        { "<meta charset=x-user-defined>", "windows-1252" },
        { "<metacharset=gbk>", "" },
        { "<meta charset=gbk", "" },   /* the tag does not end */
        { "<meta charset='gbk>", "" }, /* nor does the quote */
        { "<!-- <meta charset=gbk> --><meta charset=big5>", "Big5" },
        { "<!--><meta charset=gbk>", "GBK" },
        { "<a title='<meta charset=gbk>'><meta charset=big5>", "Big5" },
        { "</p title='<meta charset=gbk>'><?x <meta charset=gbk> ?><meta charset=big5>", "Big5" },
        { "a < b </ > <!meta charset=gbk>", "" },
        { "<script>'<meta charset=gbk>'</script>", "GBK" }, /* the standard does not look at elements here */
        { "<!--" X1024 "--><script>'<meta charset=gbk>'</script><meta charset=big5>", "Big5" },
        { "<!--" X1024 "--><style></styl></style><meta charset=big5>", "Big5" },
        { "", "" },
        { "<", "" },
        { "<meta ", "" },
        { "<meta / = == charset", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_STR(i, kb_str_of(kb_charset_name(kb_prescan_html(kb_str_of(rows[i].page)))), kb_str_of(rows[i].name));
}

static void test_an_attribute_of_nuls_ends(void **state)
{
    (void)state;
    assert_int_equal(kb_prescan_html(KB_STR("<meta \0\0 \0=\0 charset=gbk>")), KB_CHARSET_GBK);
}

static void test_an_xml_declaration_says_its_encoding(void **state)
{
    static const struct {
        const char *document, *name;
    } rows[] = {
        { "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss>", "windows-1251" },
        { "\n<?xml version='1.0' encoding = 'ISO-8859-2' ?>", "ISO-8859-2" },
        { "<?xml version='1.0' encoding='utf-16'?>", "UTF-8" },
        { "<?xml version='1.0'?><rss encoding='gbk'>", "" },
        { "<?xml version='1.0' encoding='gbk", "" },
        { "<?xml version='1.0' encoding=gbk?>", "" },
        { "<rss><?xml encoding='gbk'?>", "" },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_STR(i, kb_str_of(kb_charset_name(kb_prescan_xml(kb_str_of(rows[i].document)))), kb_str_of(rows[i].name));
}

static void test_a_media_type_has_its_charset_parameter(void **state)
{
    static const char *const rows[][2] = {
        { "text/html; charset=UTF-8", "UTF-8" },
        { "text/html;Charset=\"gbk\"; x=y", "gbk" },
        { "text/html; charset=gbk;x=y", "gbk" },
        { "text/html; charset", "" },
        { "text/html; charset charset=a b", "a" },
        { "text/html; charset='gbk", "" },
        { "text/html", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_STR(i, kb_prescan_content(kb_str_of(rows[i][0])), kb_str_of(rows[i][1]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_page_says_its_encoding_in_meta),
        cmocka_unit_test(test_an_attribute_of_nuls_ends),
        cmocka_unit_test(test_an_xml_declaration_says_its_encoding),
        cmocka_unit_test(test_a_media_type_has_its_charset_parameter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
