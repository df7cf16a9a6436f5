#define _POSIX_C_SOURCE 200809L /* mkstemp */
#include "read/xml.h"

#include <stdlib.h>
#include <unistd.h>

#include "read/read_test.h"

static const char *const roots[] = { "rss", NULL };

/* The text of all of `in`, parsed from <rss>, in a buffer of the caller's. */
static void parse(const char *in, kb_buf *text, kb_xml *xml, kb_arena *arena)
{
    text->len = 0;
    assert_int_equal(kb_xml_parse(kb_str_of(in), roots, arena, xml, NULL), KB_OK);
    if (xml->count) kb_xml_text(xml, 0, text);
}

static void test_characters_that_xml_escapes_come_out_as_they_were(void **state)
{
    static const struct {
        const char *in, *text;
    } rows[] = {
        { "<rss>a &amp; b &lt;i&gt; &quot;c&quot;</rss>", "a & b <i> \"c\"" },
        { "<rss>a & b < c > d \" e ]]> f</rss>", "a & b < c > d \" e ]]> f" },
        { "<rss><![CDATA[a &amp; <b>]]></rss>", "a &amp; <b>" },
        { "<rss>&#38;&#x3C;&eacute;&nix;</rss>", "&<\xC3\xA9&nix;" },
        { "<rss>a\xEF\xB7\x90"
          "b\xEF\xB7\xAF"
          "c\xEF\xBF\xBE"
          "d&#xFDD1;e</rss>",
          "abcde" }, /* noncharacters go */
        { "<rss>\xEF\xB6\xBF\xEF\xB7\x8F\xEF\xB7\xB0</rss>", "\xEF\xB6\xBF\xEF\xB7\x8F\xEF\xB7\xB0" },
        { "<rss>satu<a b=\"<&\">dua</c>tiga", "satuduatiga" },
        { "<rss><A>satu</a>dua</RSS>", "satudua" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new((size_t)1 << 20);
        kb_buf text = { 0 };
        kb_xml xml;
        parse(rows[i].in, &text, &xml, arena);
        KB_ROW_STR(i, kb_buf_str(&text), kb_str_of(rows[i].text));
        kb_buf_clear(&text);
        kb_arena_free(arena);
    }
}

static void test_entities_are_known_however_many_were_asked_for(void **state)
{
    static const char *const named = "&quot;&eacute;&euro;&hearts;&apos;&zwnj;&diams;&nbsp;&AElig;&nix;";
    static const char *const words = "\"\xC3\xA9\xE2\x82\xAC\xE2\x99\xA5'\xE2\x80\x8C\xE2\x99\xA6\xC2\xA0\xC3\x86&nix;";
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_buf bytes = { 0 }, text = { 0 };
    kb_xml xml;
    (void)state;
    kb_buf_print(&bytes, "<rss>%s", named);
    for (int i = 0; i < 2000; i++) kb_buf_print(&bytes, "&x%d;", i);
    kb_buf_print(&bytes, "%s</rss>", named);
    kb_buf_add_char(&bytes, 0);
    assert_false(bytes.failed);
    parse(bytes.at, &text, &xml, arena);
    kb_str all = kb_buf_str(&text);
    size_t len = strlen(words);
    KB_ROW_STR(0, kb_str_part(all, kb_span_of(0, len)), kb_str_of(words));
    KB_ROW_STR(1, kb_str_part(all, kb_span_of(all.len - len, all.len)), kb_str_of(words));
    kb_buf_clear(&bytes);
    kb_buf_clear(&text);
    kb_arena_free(arena);
}

static void test_values_and_addresses_are_unescaped(void **state)
{
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_buf text = { 0 };
    kb_xml xml;
    (void)state;
    parse("<rss xmlns:q='urn:a&amp;b'><q:a b='x&amp;y=\"1\"'/></rss>", &text, &xml, arena);
    assert_int_equal(xml.count, 2);
    KB_ROW_STR(0, kb_xml_attribute_of(&xml.at[1], "b"), KB_STR("x&y=\"1\""));
    KB_ROW_STR(1, xml.at[1].name->uri, KB_STR("urn:a&b"));
    kb_buf_clear(&text);
    kb_arena_free(arena);
}

static void test_more_names_than_anything_has_become_one(void **state)
{
    enum { NAMES = 5000 };
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    kb_buf in = { 0 }, text = { 0 };
    kb_xml xml;
    (void)state;
    kb_buf_add_c(&in, "<rss>");
    for (int i = 0; i < NAMES; i++) kb_buf_print(&in, "<a%d>%d</a%d>", i, i % 10, i);
    kb_buf_add_c(&in, "</rss>");
    kb_buf_add_char(&in, 0);
    parse(in.at, &text, &xml, arena);
    KB_ROW_STR(0, xml.at[1].name->local, KB_STR("a0"));
    KB_ROW_STR(1, xml.at[xml.count - 2].name->local, KB_STR("_"));
    assert_int_equal(text.len, NAMES);
    kb_buf_clear(&in);
    kb_buf_clear(&text);
    kb_arena_free(arena);
}

/* A file that hostile input names; what is in it must not come out. */
#define SECRET "Padi yang tersimpan di lumbung"

static void test_nothing_outside_the_input_is_ever_read(void **state)
{
    static const char *const inputs[] = {
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"%s\">]><rss><channel><item><title>Panen raya</title>"
        "<description>Panen &x; raya</description></item></channel></rss>",
        "<!DOCTYPE rss [<!ENTITY %% x SYSTEM \"%s\">%%x;]><rss><channel><item><title>Panen "
        "raya</title></item></channel></rss>",
        "<!DOCTYPE rss SYSTEM \"%s\"><rss><channel><item><title>Panen raya</title></item></channel></rss>",
        "<!DOCTYPE rss PUBLIC \"-//X\" \"%s\"><rss><channel><item><title>Panen &x; raya</title></item></channel></rss>",
        "<rss xmlns:xi=\"http://www.w3.org/2001/XInclude\"><channel><item><title>Panen raya</title><description>Panen "
        "<xi:include href=\"%s\" parse=\"text\"/></description></item></channel></rss>",
        "<?xml-stylesheet href=\"%s\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>urn:a</id><title>Panen "
        "raya"
        "</title><content src=\"%s\"/></entry></feed>",
        "<!DOCTYPE html [<!ENTITY x SYSTEM \"%s\">]><p>Panen &x; raya di Wanasari, kata kepala desa setempat kepada "
        "para wartawan pada Rabu pagi.</p>",
    };
    char path[] = "/tmp/kabar-xml-test-XXXXXX", url[64], in[1024];
    int file = mkstemp(path);
    read_test t = { 0 };
    (void)state;
    assert_true(file >= 0);
    assert_int_equal(write(file, SECRET, sizeof SECRET - 1), sizeof SECRET - 1);
    (void)close(file);
    for (size_t i = 0; i < KB_COUNT(inputs) * 2; i++) {
        const char *format = inputs[i / 2];
        size_t len = 0;
        (void)snprintf(url, sizeof url, "%s%s", i % 2 ? "file://" : "", path);
        for (const char *c = format; *c; c++) { /* %s and %% alone */
            int made = *c != '%' ? snprintf(in + len, sizeof in - len, "%c", *c)
                                 : snprintf(in + len, sizeof in - len, "%s", *++c == 's' ? url : "%");
            len += (size_t)made;
        }
        read_test_read(&t, (kb_str){ in, len });
        KB_ROW_INT(i, t.count, 1);
        assert_int_equal(kb_str_find(t.docs[0]->text, KB_STR("Panen"), 0), 0);
        assert_int_equal(kb_str_find(t.docs[0]->text, KB_STR(SECRET), 0), SIZE_MAX);
    }
    (void)unlink(path);
    read_test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters_that_xml_escapes_come_out_as_they_were),
        cmocka_unit_test(test_entities_are_known_however_many_were_asked_for),
        cmocka_unit_test(test_values_and_addresses_are_unescaped),
        cmocka_unit_test(test_more_names_than_anything_has_become_one),
        cmocka_unit_test(test_nothing_outside_the_input_is_ever_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
