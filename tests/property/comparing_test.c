/* What must hold of a comparison: its columns follow the order of the files, and nothing else does. */
#include <stdlib.h>

#include "base/buf.h"
#include "harness.h"

static kb_engine *engine;

static int open_engine(void **state)
{
    (void)state;
    engine = kb_test_engine();
    return 0;
}

static int close_engine(void **state)
{
    (void)state;
    kb_engine_close(engine);
    return 0;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted texts of a list's members, joined: the same for any order. */
static char *joined(char **parts, size_t count)
{
    kb_buf buf = { 0 };
    if (count) qsort(parts, count, sizeof *parts, by_bytes);
    for (size_t i = 0; i < count; i++) {
        kb_buf_add_c(&buf, parts[i]);
        kb_buf_add_char(&buf, '\n');
        free(parts[i]);
    }
    kb_buf_add_char(&buf, 0);
    assert_false(buf.failed);
    return buf.at;
}

/* A cell with the report's number taken through `number_of` (number as given -> number in the first order). */
static char *cell_text(const json_t *cell, const size_t *number_of)
{
    json_t *copy = json_deep_copy(cell);
    size_t report = (size_t)json_integer_value(json_object_get(copy, "report"));
    assert_true(report >= 1 && report <= 3);
    assert_int_equal(json_object_set_new(copy, "report", json_integer((json_int_t)number_of[report - 1])), 0);
    char *text = json_dumps(copy, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(copy);
    assert_non_null(text);
    return text;
}

/* A row with its cells in one order, without `why` (which may name numbers of reports). */
static char *row_text(const json_t *row, const size_t *number_of)
{
    char *cells[256], *parts[2];
    size_t i;
    json_t *cell, *copy = json_deep_copy(row), *list = json_object_get(row, "cells");
    assert_true(json_array_size(list) <= KB_COUNT(cells));
    json_array_foreach (list, i, cell) cells[i] = cell_text(cell, number_of);
    (void)json_object_del(copy, "cells");
    (void)json_object_del(copy, "why");
    parts[0] = json_dumps(copy, JSON_COMPACT | JSON_SORT_KEYS);
    parts[1] = joined(cells, json_array_size(list));
    json_decref(copy);
    return joined(parts, 2);
}

/* The rows in their order, one text each. */
static size_t rows_of(kb_document *const *docs, const size_t *order, size_t count, char **rows, size_t room)
{
    kb_document *given[3];
    size_t number_of[3], i;
    kb_comparison *comparison = NULL;
    kb_err err = { KB_OK, "" };
    json_t *row;
    for (i = 0; i < count; i++) {
        given[i] = docs[order[i]];
        number_of[i] = order[i] + 1;
    }
    if (kb_compare(engine, given, count, &comparison, &err) != KB_OK) fail_msg("%s", err.text);
    json_t *json = kb_test_comparison_json(engine, comparison);
    json_t *list = json_object_get(json, "rows");
    assert_true(json_array_size(list) > 0 && json_array_size(list) <= room);
    size_t found = json_array_size(list);
    json_array_foreach (list, i, row) rows[i] = row_text(row, number_of);
    json_decref(json);
    kb_comparison_free(comparison);
    return found;
}

static void test_another_order_of_the_files_moves_the_columns_alone(void **state)
{
    enum { ROOM = 500 };
    static const size_t orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
    static char *first[ROOM], *other[ROOM];
    (void)state;
    for (int event = 0; event < 2; event++) {
        for (size_t o = 1; o < KB_COUNT(orders); o++) {
            kb_docs docs;
            kb_test_read(engine, kb_test_event(event), &docs);
            assert_int_equal(docs.count, 3);
            size_t a = rows_of(docs.at, orders[0], 3, first, ROOM), b = rows_of(docs.at, orders[o], 3, other, ROOM);
            for (size_t i = 0; i < a && i < b; i++)
                if (strcmp(first[i], other[i]) != 0)
                    fail_msg("event %d, order %zu, row %zu:\n%s\nagainst\n%s", event, o, i + 1, first[i], other[i]);
            assert_int_equal(a, b);
            for (size_t i = 0; i < a; i++) free(first[i]);
            for (size_t i = 0; i < b; i++) free(other[i]);
            kb_test_free(&docs);
        }
    }
}

static void test_every_cell_can_be_followed_to_its_words(void **state)
{
    (void)state;
    for (int event = 0; event < 2; event++) {
        kb_docs docs;
        kb_comparison *comparison = NULL;
        size_t r, c, s;
        json_t *row, *cell, *span;
        kb_test_read(engine, kb_test_event(event), &docs);
        assert_int_equal(kb_compare(engine, docs.at, docs.count, &comparison, NULL), KB_OK);
        json_t *json = kb_test_comparison_json(engine, comparison);
        json_array_foreach (json_object_get(json, "rows"), r, row) {
            assert_true(json_array_size(json_object_get(row, "cells")) > 0);
            json_array_foreach (json_object_get(row, "cells"), c, cell) {
                size_t report = (size_t)json_integer_value(json_object_get(cell, "report"));
                assert_true(report >= 1 && report <= docs.count);
                kb_str text = kb_document_text(docs.at[report - 1]);
                assert_true(json_array_size(json_object_get(cell, "spans")) > 0);
                assert_true(kb_test_spans(json_object_get(cell, "spans"), text) > 0);
                json_array_foreach (json_object_get(cell, "spans"), s, span) { /* its words stand there */
                    kb_str words = kb_str_part(text, kb_span_of((size_t)json_integer_value(json_array_get(span, 0)),
                                                                (size_t)json_integer_value(json_array_get(span, 1))));
                    kb_str shown = kb_str_of(json_string_value(json_object_get(cell, "text")));
                    if (json_array_size(json_object_get(cell, "spans")) == 1) KB_ROW_STR(r, shown, words);
                }
            }
        }
        json_decref(json);
        kb_comparison_free(comparison);
        kb_test_free(&docs);
    }
}

static void test_a_report_against_itself_differs_in_nothing(void **state)
{
    kb_docs once, again;
    (void)state;
    kb_test_read(engine, kb_test_event(0), &once);
    kb_test_read(engine, kb_test_event(0), &again);
    for (size_t i = 0; i < once.count; i++) {
        kb_document *both[] = { once.at[i], again.at[i] };
        kb_comparison *comparison = NULL;
        size_t r;
        json_t *row;
        assert_int_equal(kb_compare(engine, both, 2, &comparison, NULL), KB_OK);
        json_t *json = kb_test_comparison_json(engine, comparison);
        json_array_foreach (json_object_get(json, "rows"), r, row) {
            const char *kind = json_string_value(json_object_get(row, "kind"));
            if (strcmp(kind, "differs") == 0 || strcmp(kind, "only") == 0 || strcmp(kind, "series") == 0)
                fail_msg("report %zu against itself: row %zu is \"%s\"", i + 1, r + 1, kind);
        }
        json_decref(json);
        kb_comparison_free(comparison);
    }
    kb_test_free(&once);
    kb_test_free(&again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_another_order_of_the_files_moves_the_columns_alone),
        cmocka_unit_test(test_every_cell_can_be_followed_to_its_words),
        cmocka_unit_test(test_a_report_against_itself_differs_in_nothing),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
