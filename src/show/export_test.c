#include "show/export.h"

#include "base/buf.h"
#include "base/test.h"
#include "show/fixture.h"

#include <jansson.h>

/* ---- fields ---- */

static void test_a_field_is_quoted_where_it_must_be_and_never_a_formula(void **state)
{
    static const struct {
        const char *text, *field;
    } rows[] = {
        { "", "" },
        { "plain words", "plain words" },
        { "a,b", "\"a,b\"" },
        { "say \"no\"", "\"say \"\"no\"\"\"" },
        { "two\nlines", "\"two\nlines\"" },
        { "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"" },
        { "+62 811", "\"'+62 811\"" },
        { "-5", "\"'-5\"" },
        { "@suara", "\"'@suara\"" },
        { "\t=1", "\"'\t=1\"" },
        { "\r=1", "\"'\r=1\"" },
        { "1=2", "1=2" },
        { "'quoted'", "'quoted'" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf field = { 0 };
        kb_csv_field(&field, kb_str_of(rows[i].text));
        KB_ROW_STR(i, kb_buf_str(&field), kb_str_of(rows[i].field));
        kb_buf_clear(&field);
    }
}

/* ---- comparisons ---- */

typedef kb_status (*writer)(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err);

static void export(kb_buf *out, writer write, kb_comparison *c)
{
    const kb_print how = { .ui_lang = "en", .story = 7 };
    assert_int_equal(write(out, c, &how, NULL), KB_OK);
    assert_false(out->failed);
}

static size_t count(kb_str text, kb_str what)
{
    size_t found = 0;
    for (size_t at = 0; (at = kb_str_find(text, what, at)) != SIZE_MAX; at += what.len) found++;
    return found;
}

static void test_csv_has_a_record_for_each_cell_and_tells_where_it_stands(void **state)
{
    kb_comparison *c = fixture_new();
    kb_document *doc = (kb_document *)c->reports[1].doc; /* the fixture's own */
    kb_buf out = { 0 };
    size_t cells = 0, commas = 27;
    kb_str rest, record;
    (void)state;
    doc->outlet = KB_STR("=cmd");
    doc->fetched = 1741000000;
    doc->withdrawn = 1741000060;
    c->translated_to = KB_STR("en");
    c->translated_by = KB_STR("babel");
    c->rows.at[0].cells.at[0].translation = KB_STR("=312 homes");
    for (size_t i = 0; i < c->rows.count; i++) cells += c->rows.at[i].cells.count;
    export(&out, kb_export_csv, c);
    rest = kb_buf_str(&out);
    assert_int_equal(count(rest, KB_STR("\r\n")), cells + 1);
    assert_true(kb_str_next(&rest, '\r', &record));
    assert_int_equal(count(record, KB_STR(",")), commas);
    assert_true(kb_str_next(&rest, '\r', &record));
    assert_int_not_equal(kb_str_find(record, KB_STR("\"'=cmd\""), 0), SIZE_MAX);
    assert_int_not_equal(
        kb_str_find(record, KB_STR("2025-03-04T19:40:00+07:00,2025-03-03T11:06:40Z,2025-03-03T11:07:40Z,"), 0),
        SIZE_MAX);
    assert_int_not_equal(kb_str_find(record, KB_STR(",312,312,"), 0), SIZE_MAX);
    assert_true(kb_str_ends(record, KB_STR(",\"'=312 homes\",en,babel")));
    kb_buf_clear(&out);
    fixture_free(c);
}

static void test_markdown_escapes_what_comes_from_outside(void **state)
{
    kb_comparison *c = fixture_new();
    kb_document *doc = (kb_document *)c->reports[0].doc;
    kb_buf out = { 0 };
    (void)state;
    doc->title = KB_STR("A | b *c* <script> [x](y)\nz");
    doc->url = KB_STR("https://a.example/x) ![p](https://evil.example/p");
    export(&out, kb_export_markdown, c);
    kb_str text = kb_buf_str(&out);
    assert_int_not_equal(kb_str_find(text, KB_STR("A \\| b \\*c\\* \\<script\\> \\[x\\](y) z"), 0), SIZE_MAX);
    assert_int_equal(kb_str_find(text, KB_STR("](https://a.example"), 0), SIZE_MAX);
    assert_int_equal(kb_str_find(text, KB_STR(" ![p]"), 0), SIZE_MAX);
    assert_int_not_equal(kb_str_find(text, KB_STR("[Harian Nusa](https://harian-nusa.example/lembata)"), 0), SIZE_MAX);
    kb_buf_clear(&out);
    fixture_free(c);
}

/* What the schema of ninjs 3.1 wants: a URI, known types, dates with zone, headlines with values. */
static void test_ninjs_has_what_its_schema_wants(void **state)
{
    kb_comparison *c = fixture_new();
    kb_document *doc = (kb_document *)c->reports[2].doc;
    kb_buf out = { 0 };
    (void)state;
    doc->url = KB_STR("no address at all");
    doc->published.precision = KB_TIME_DAY;
    ((kb_document *)c->reports[1].doc)->published.precision = KB_TIME_MINUTE;
    export(&out, kb_export_ninjs, c);
    json_t *item = json_loadb(out.at, out.len, 0, NULL), *parts;
    assert_non_null(item);
    assert_string_equal(json_string_value(json_object_get(item, "uri")), "urn:x-kabar:story:7");
    assert_string_equal(json_string_value(json_object_get(item, "type")), "composite");
    assert_string_equal(json_string_value(json_object_get(json_object_get(item, "standard"), "version")), "3.1");
    parts = json_object_get(item, "associations");
    assert_int_equal(json_array_size(parts), 3);
    for (size_t i = 0; i < 3; i++) {
        const json_t *part = json_array_get(parts, i);
        const json_t *headline = json_array_get(json_object_get(part, "headlines"), 0);
        const char *uri = json_string_value(json_object_get(part, "uri"));
        assert_non_null(uri);
        assert_non_null(json_string_value(json_object_get(part, "name")));
        assert_string_equal(json_string_value(json_object_get(part, "type")), "text");
        assert_non_null(json_string_value(json_object_get(headline, "value")));
        KB_ROW_INT(i, strncmp(uri, i == 2 ? "urn:x-kabar:sha256:" : "https://", 8), 0);
        KB_ROW_INT(i, json_object_get(part, "contentCreated") != NULL, i != 2);
        if (i != 2) /* RFC 3339: with seconds, known or not */
            KB_ROW_INT(i, strlen(json_string_value(json_object_get(part, "contentCreated"))),
                       strlen("2025-03-04T09:10:00+08:00"));
    }
    json_decref(item);
    kb_buf_clear(&out);
    fixture_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_field_is_quoted_where_it_must_be_and_never_a_formula),
        cmocka_unit_test(test_csv_has_a_record_for_each_cell_and_tells_where_it_stands),
        cmocka_unit_test(test_markdown_escapes_what_comes_from_outside),
        cmocka_unit_test(test_ninjs_has_what_its_schema_wants),
    };
    return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
