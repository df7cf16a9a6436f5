#include "base/pack.h"

#include "base/test.h"
#include "base/unpack.h"

#include <stdlib.h>

static void test_what_is_packed_unpacks_to_what_it_was(void **state)
{
    static const size_t sizes[] = { 0, 1, 1000, 70000, 3000000 };
    static const struct {
        kb_status (*run)(kb_str bytes, kb_buf *out, kb_err *err);
        kb_pack pack;
    } ways[] = { { kb_pack_gzip, KB_PACK_GZIP }, { kb_pack_gzip_quickly, KB_PACK_GZIP }, { kb_pack_zstd, KB_PACK_ZSTD } };
    char *bytes = malloc(sizes[KB_COUNT(sizes) - 1]);
    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < sizes[KB_COUNT(sizes) - 1]; i++) bytes[i] = (char)(i * i >> 7);
    for (size_t i = 0; i < KB_COUNT(sizes) * KB_COUNT(ways); i++) {
        kb_buf packed = { 0 }, back = { 0 };
        kb_str given = { bytes, sizes[i / KB_COUNT(ways)] };
        kb_pack known;
        KB_ROW_INT(i, ways[i % KB_COUNT(ways)].run(given, &packed, NULL), KB_OK);
        KB_ROW_INT(i, kb_pack_known(kb_buf_str(&packed), &known), true);
        KB_ROW_INT(i, known, ways[i % KB_COUNT(ways)].pack);
        KB_ROW_INT(i, kb_unpack(known, kb_buf_str(&packed), given.len + 1, &back, NULL), KB_OK);
        KB_ROW_INT(i, kb_str_equal(kb_buf_str(&back), given), true);
        kb_buf_clear(&packed);
        kb_buf_clear(&back);
    }
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_what_is_packed_unpacks_to_what_it_was) };
    return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
