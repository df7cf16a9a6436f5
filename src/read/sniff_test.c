#include "read/sniff.h"

#include "base/test.h"

static void test_kinds_are_told_by_their_bytes(void **state)
{
    static const struct {
        kb_str bytes;
        kb_kind kind;
    } rows[] = {
        { KB_STR(""), KB_KIND_EMPTY },
        { KB_STR(" \n\t"), KB_KIND_EMPTY },
        { KB_STR("\xEF\xBB\xBF"), KB_KIND_EMPTY },
        { KB_STR("Panen raya di Wanasari"), KB_KIND_PLAIN },
        { KB_STR("[Update] Jembatan ditutup"), KB_KIND_PLAIN },
        { KB_STR("{kurung} di awal"), KB_KIND_PLAIN },
        { KB_STR("<3 untuk Wanasari"), KB_KIND_PLAIN },
        { KB_STR("\xEF\xBB\xBF {\"id\":1}"), KB_KIND_JSON },
        { KB_STR("[ {\"id\":1}]"), KB_KIND_JSON },
        { KB_STR("{\n}"), KB_KIND_JSON },
        { KB_STR("\n<!DOCTYPE html><p>"), KB_KIND_HTML },
        { KB_STR("<!-- a page --><html>"), KB_KIND_HTML },
        { KB_STR("<?xml version=\"1.0\"?><html>"), KB_KIND_HTML },
        { KB_STR("<p>Halo"), KB_KIND_HTML },
        { KB_STR("From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"),
          KB_KIND_MHTML },
        { KB_STR("From: the north of the island\nMIME-Version: none\n\nWords"), KB_KIND_PLAIN },
        { KB_STR("<?xml version=\"1.0\"?>\n<rss>"), KB_KIND_FEED },
        { KB_STR("<feed xmlns=\"x\">"), KB_KIND_FEED },
        { KB_STR("<?xml version=\"1.0\"?><invoice>"), KB_KIND_XML },
        { KB_STR("WARC/1.1\r\n"), KB_KIND_WARC },
        { KB_STR("%PDF-1.7"), KB_KIND_PDF },
        { KB_STR("\x1F\x8B\x08\x00"), KB_KIND_PACKED },
        { KB_STR("\x89PNG\r\n"), KB_KIND_BINARY },
        { KB_STR("teks\0teks"), KB_KIND_BINARY },
        { KB_STR("Panen raya di Wanasari, kata kepala desa\0 pada Rabu."), KB_KIND_PLAIN },
        { KB_STR("<!doctype html><title>Panen raya</title>\0<p>Panen raya di Wanasari."), KB_KIND_HTML },
        { KB_STR("P\0a\0n\0e\0n\0"), KB_KIND_PLAIN },
        { KB_STR("\0P\0a\0n\0e\0n"), KB_KIND_PLAIN },
        { KB_STR("P\0a\0n\0e\0n\0 "), KB_KIND_PLAIN }, /* of odd length */
        { KB_STR("<\0h\0t\0m\0l\0>\0"), KB_KIND_HTML },
        { KB_STR("\xFE\xFF\0<\0h\0t\0m\0l\0>"), KB_KIND_HTML },
        { KB_STR("\0<\0r\0s\0s\0>"), KB_KIND_FEED },
        { KB_STR("\xFF\xFE\0\0P\0\0\0"), KB_KIND_BINARY }, /* UTF-32 */
        { KB_STR("P\0\0\0a\0\0\0n\0\0\0e\0\0\0"), KB_KIND_BINARY },
        { KB_STR("\xFF\xFEh\0i\0"), KB_KIND_PLAIN },
        { KB_STR("\x01\x02\x03\x04 abc"), KB_KIND_BINARY },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const char *what = NULL;
        KB_ROW_INT(i, kb_sniff(rows[i].bytes, &what), rows[i].kind);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_kinds_are_told_by_their_bytes) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
