/* base/test.h - what every unit test includes: cmocka in the order that it wants, and a check that names its row. */
#ifndef KB_BASE_TEST_H
#define KB_BASE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/str.h"

/* Rows of a table: fails with the row's number and both values. */
#define KB_ROW_STR(row, got, expected)                                                               \
    do {                                                                                             \
        kb_str kb_got = (got), kb_expected = (expected);                                             \
        if (!kb_str_equal(kb_got, kb_expected))                                                      \
            fail_msg("row %zu: got \"%.*s\", expected \"%.*s\"", (size_t)(row), KB_STR_ARGS(kb_got), \
                     KB_STR_ARGS(kb_expected));                                                      \
    } while (0)

#define KB_ROW_INT(row, got, expected)                                                                               \
    do {                                                                                                             \
        long long kb_got = (long long)(got), kb_expected = (long long)(expected);                                    \
        if (kb_got != kb_expected) fail_msg("row %zu: got %lld, expected %lld", (size_t)(row), kb_got, kb_expected); \
    } while (0)

#define KB_COUNT(table) (sizeof(table) / sizeof *(table))

#endif
