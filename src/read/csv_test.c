#include "read/csv.h"

#include "base/test.h"

/* Fields as "a|b", records as lines, each with the line on which it begins. */
static void read_all(kb_str bytes, kb_buf *out)
{
    kb_csv csv;
    kb_strs fields;
    kb_err err = { 0 };
    kb_arena *arena = kb_arena_new(1 << 20);
    kb_status status = kb_csv_open(bytes, &csv, &err);
    while (status == KB_OK && (status = kb_csv_next(&csv, arena, &fields, &err)) == KB_OK && fields.count) {
        kb_buf_print(out, "%zu:", csv.line);
        for (size_t i = 0; i < fields.count; i++) kb_buf_print(out, "%s%.*s", i ? "|" : "", KB_STR_ARGS(fields.at[i]));
        kb_buf_add_char(out, '/');
    }
    if (status != KB_OK) kb_buf_print(out, "%s", err.text);
    kb_arena_free(arena);
}

static void test_records_are_read_as_rfc_4180_says(void **state)
{
    static const struct {
        const char *bytes, *records;
    } rows[] = {
        { "", "" },
        { "a", "1:a/" },
        { "a,b\r\nc,d\r\n", "1:a|b/2:c|d/" },
        { "a,b\nc,d", "1:a|b/2:c|d/" },
        { "a,b\rc,d\r", "1:a|b/2:c|d/" },
        { "\xef\xbb\xbf"
          "a,b\n",
          "1:a|b/" },
        { "a,,\n", "1:a||/" },
        { ",\n", "1:|/" },
        { "\n\r\na\n\n\nb\n", "3:a/6:b/" },
        { "\"a\",\"b,c\"\n", "1:a|b,c/" },
        { "\"a \"\"b\"\" c\"\n", "1:a \"b\" c/" },
        { "\"\"\n", "1:/" },
        { "\"\"\"\"", "1:\"/" },
        { "a,\"b\nc\r\nd\"\ne\n", "1:a|b\nc\r\nd/4:e/" },
        { "a;\"b;c\"\nd,e;f\n", "1:a|b;c/2:d,e|f/" },
        { "a\tb\n", "1:a|b/" },
        { "\"a;b\",c\n", "1:a;b|c/" },
        { "a\nb,\"c\n", "1:a/line 2: a quotation mark that is never closed" },
        { "\"", "line 1: a quotation mark that is never closed" },
        { "\"a\"\"", "line 1: a quotation mark that is never closed" },
        { "a\n\"b\"c\n", "1:a/line 2: words behind a quotation mark that closes a field" },
        { "a\nb\"c\n", "1:a/line 2: a quotation mark inside a field without them" },
        { "a\n\"b\n\" c", "1:a/line 3: words behind a quotation mark that closes a field" },
        { "a\r\nb\xff\n", "line 2: is not UTF-8" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf out = { 0 };
        read_all(kb_str_of(rows[i].bytes), &out);
        KB_ROW_STR(i, kb_buf_str(&out), kb_str_of(rows[i].records));
        kb_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records_are_read_as_rfc_4180_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
