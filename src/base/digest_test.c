#include "base/digest.h"

#include "base/test.h"

/* The examples of FIPS 180-4. */
static void test_digests_are_those_of_the_standard(void **state)
{
    static const struct {
        const char *bytes, *digest;
    } rows[] = {
        { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
        { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char digest[KB_SHA256_HEX + 1];
        kb_sha256(kb_str_of(rows[i].bytes), digest);
        KB_ROW_STR(i, kb_str_of(digest), kb_str_of(rows[i].digest));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_digests_are_those_of_the_standard) };
    return cmocka_run_group_tests_name("digest", tests, NULL, NULL);
}
