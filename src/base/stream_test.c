#include "base/stream.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/test.h"

/* A source that gives three bytes at once, and fails behind them all where it shall. */
typedef struct {
    kb_str left;
    bool fails, closed;
} drops;

static kb_status drops_read(void *user, char *at, size_t room, size_t *got, kb_err *err)
{
    drops *d = user;
    *got = d->left.len < 3 ? d->left.len : 3;
    if (*got > room) *got = room;
    if (*got) memcpy(at, d->left.at, *got);
    d->left = kb_str_part(d->left, kb_span_of(*got, d->left.len));
    return *got == 0 && d->fails ? kb_fail(err, KB_ERR_IO, "the disk is gone") : KB_OK;
}

static void drops_close(void *user)
{
    ((drops *)user)->closed = true;
}

/* One gzip member of `text` at the end of `to`. */
static void add_member(kb_buf *to, const char *text)
{
    char packed[65536];
    z_stream z = { 0 };
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (Bytef *)(uintptr_t)text;
    z.avail_in = (uInt)strlen(text);
    z.next_out = (Bytef *)packed;
    z.avail_out = sizeof packed;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    kb_buf_add(to, (kb_str){ packed, sizeof packed - z.avail_out });
    assert_int_equal(deflateEnd(&z), Z_OK);
}

static kb_stream *unpacked(kb_str bytes)
{
    kb_stream *under, *stream;
    assert_int_equal(kb_stream_of(bytes, &under, NULL), KB_OK);
    assert_int_equal(kb_stream_unpacked(under, KB_PACK_GZIP, &stream, NULL), KB_OK);
    return stream;
}

static void test_bytes_are_looked_at_and_taken_in_any_portions(void **state)
{
    drops d = { .left = KB_STR("satu dua tiga empat") };
    kb_stream *stream;
    kb_str seen;
    (void)state;
    assert_int_equal(kb_stream_new((kb_source){ drops_read, drops_close, &d }, &stream, NULL), KB_OK);
    assert_int_equal(kb_stream_peek(stream, 5, &seen, NULL), KB_OK);
    assert_true(kb_str_starts(seen, KB_STR("satu ")));
    kb_stream_take(stream, 5);
    assert_int_equal(kb_stream_peek(stream, 100, &seen, NULL), KB_OK);
    KB_ROW_STR(0, seen, KB_STR("dua tiga empat"));
    kb_stream_take(stream, 10);
    assert_int_equal(kb_stream_offset(stream), 15);
    kb_stream_take(stream, SIZE_MAX);
    assert_int_equal(kb_stream_peek(stream, 1, &seen, NULL), KB_OK);
    assert_int_equal(seen.len, 0);
    kb_stream_free(stream);
    assert_true(d.closed);
}

static void test_what_came_before_a_failure_is_seen_first(void **state)
{
    drops d = { .left = KB_STR("satu"), .fails = true };
    kb_stream *stream;
    kb_str seen;
    kb_err err = { 0 };
    (void)state;
    assert_int_equal(kb_stream_new((kb_source){ drops_read, drops_close, &d }, &stream, NULL), KB_OK);
    assert_int_equal(kb_stream_peek(stream, 4, &seen, &err), KB_OK);
    assert_int_equal(kb_stream_peek(stream, 5, &seen, &err), KB_ERR_IO);
    KB_ROW_STR(0, seen, KB_STR("satu"));
    assert_string_equal(err.text, "the disk is gone");
    kb_stream_free(stream);
}

static void test_members_are_one_stream_and_their_places_are_known(void **state)
{
    kb_buf file = { 0 };
    kb_str seen;
    uint64_t at;
    (void)state;
    add_member(&file, "satu");
    uint64_t second = file.len;
    add_member(&file, "dua");
    kb_buf_add_c(&file, "\0\0");
    kb_stream *stream = unpacked(kb_buf_str(&file));
    assert_int_equal(kb_stream_peek(stream, 100, &seen, NULL), KB_OK);
    KB_ROW_STR(0, seen, KB_STR("satudua"));
    assert_true(kb_stream_at_member(stream, &at));
    assert_int_equal(at, 0);
    assert_int_equal(kb_stream_member_after(stream, 0), 4);
    kb_stream_take(stream, 4);
    assert_true(kb_stream_at_member(stream, &at));
    assert_int_equal(at, second);
    kb_stream_take(stream, 1);
    assert_false(kb_stream_at_member(stream, &at));
    kb_stream_free(stream);
    kb_buf_clear(&file);
}

static void test_behind_a_broken_member_the_next_one_is_found(void **state)
{
    kb_buf file = { 0 };
    kb_str seen;
    kb_err err = { 0 };
    (void)state;
    add_member(&file, "satu");
    size_t second = file.len;
    add_member(&file, "dua, dan banyak lagi yang tidak akan pernah terbaca");
    memset(file.at + second + 14, 0xFF, 12);
    add_member(&file, "tiga");
    kb_stream *stream = unpacked(kb_buf_str(&file));
    assert_int_equal(kb_stream_peek(stream, 100, &seen, &err), KB_ERR_FORMAT);
    assert_true(kb_str_starts(seen, KB_STR("satu")));
    assert_true(kb_stream_next_member(stream));
    assert_int_equal(kb_stream_peek(stream, 100, &seen, &err), KB_OK);
    KB_ROW_STR(0, seen, KB_STR("tiga"));
    assert_false(kb_stream_next_member(stream));
    kb_stream_free(stream);
    kb_buf_clear(&file);
}

static void test_what_is_no_member_is_passed_over_and_known(void **state)
{
    const struct {
        kb_str between;
        bool junk;
    } rows[] = {
        { KB_STR(""), false },    { KB_STR("\0\0\0\0\0\0"), false }, { KB_STR("\0\0"), false },
        { KB_STR("junk"), true }, { KB_STR("\0\0\x1F\x8Bx"), true },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf bytes = { 0 };
        kb_str seen;
        uint64_t first = 0;
        add_member(&bytes, "satu ");
        size_t end = bytes.len;
        kb_buf_add(&bytes, rows[i].between);
        add_member(&bytes, "dua");
        kb_buf_add(&bytes, rows[i].between);
        kb_stream *stream = unpacked(kb_buf_str(&bytes));
        assert_int_equal(kb_stream_peek(stream, 100, &seen, NULL), KB_OK);
        KB_ROW_STR(i, seen, KB_STR("satu dua"));
        assert_int_equal(kb_stream_junk(stream, &first), rows[i].junk);
        if (rows[i].junk) assert_int_equal(first, end + (rows[i].between.at[0] ? 0 : 2));
        kb_stream_free(stream);
        kb_buf_clear(&bytes);
    }
}

static void test_a_member_cut_short_is_an_error(void **state)
{
    kb_buf file = { 0 };
    kb_str seen;
    (void)state;
    add_member(&file, "satu dua tiga");
    for (size_t len = 4; len < file.len; len++) {
        kb_stream *stream = unpacked((kb_str){ file.at, len });
        assert_int_equal(kb_stream_peek(stream, 100, &seen, NULL), KB_ERR_FORMAT);
        kb_stream_free(stream);
    }
    kb_buf_clear(&file);
}

static void test_what_grows_beyond_reason_is_refused(void **state)
{
    enum { MEGABYTES = 70 };
    kb_buf file = { 0 }, zeros = { 0 };
    kb_str seen;
    kb_err err = { 0 };
    uint64_t taken;
    (void)state;
    kb_buf_add_repeat(&zeros, 'a', (size_t)MEGABYTES << 20);
    kb_buf_add_char(&zeros, 0);
    z_stream z = { 0 };
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    kb_buf_add_repeat(&file, 0, 1 << 20);
    z.next_in = (Bytef *)zeros.at;
    z.avail_in = (uInt)zeros.len;
    z.next_out = (Bytef *)file.at;
    z.avail_out = (uInt)file.len;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    file.len -= z.avail_out;
    assert_int_equal(deflateEnd(&z), Z_OK);
    kb_stream *stream = unpacked(kb_buf_str(&file));
    assert_int_equal(kb_stream_skip(stream, UINT64_MAX, &taken, &err), KB_ERR_LIMIT);
    assert_int_equal(kb_stream_peek(stream, 1, &seen, &err), KB_ERR_LIMIT);
    kb_stream_free(stream);
    kb_buf_clear(&file);
    kb_buf_clear(&zeros);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_are_looked_at_and_taken_in_any_portions),
        cmocka_unit_test(test_what_came_before_a_failure_is_seen_first),
        cmocka_unit_test(test_members_are_one_stream_and_their_places_are_known),
        cmocka_unit_test(test_behind_a_broken_member_the_next_one_is_found),
        cmocka_unit_test(test_what_is_no_member_is_passed_over_and_known),
        cmocka_unit_test(test_a_member_cut_short_is_an_error),
        cmocka_unit_test(test_what_grows_beyond_reason_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
