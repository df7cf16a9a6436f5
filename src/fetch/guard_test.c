#define _DEFAULT_SOURCE
#include "base/test.h"
#include "fetch/guard.h"

#include <arpa/inet.h>

static void test_only_hosts_of_the_public_net_may_be_asked(void **state)
{
    static const struct {
        const char *address;
        bool is_public;
    } rows[] = {
        { "93.184.215.14", true },
        { "1.1.1.1", true },
        { "223.255.255.255", true },
        { "100.63.255.255", true },
        { "100.128.0.0", true },
        { "172.15.255.255", true },
        { "172.32.0.0", true },
        { "192.0.1.0", true },
        { "198.17.255.255", true },
        { "198.20.0.0", true },
        { "0.0.0.0", false },
        { "0.1.2.3", false },
        { "10.0.0.1", false },
        { "100.64.0.0", false },
        { "100.127.255.255", false },
        { "127.0.0.1", false },
        { "127.255.255.254", false },
        { "169.254.169.254", false },
        { "172.16.0.1", false },
        { "172.31.255.255", false },
        { "192.0.0.8", false },
        { "192.0.2.1", false },
        { "192.88.99.1", false },
        { "192.168.1.1", false },
        { "198.18.0.0", false },
        { "198.19.255.255", false },
        { "198.51.100.7", false },
        { "203.0.113.7", false },
        { "224.0.0.1", false },
        { "239.255.255.255", false },
        { "240.0.0.1", false },
        { "255.255.255.255", false },
        { "2606:4700:4700::1111", true },
        { "2001:4860:4860::8888", true },
        { "2400::1", true },
        { "::", false },
        { "::1", false },
        { "::7f00:1", false },
        { "::ffff:127.0.0.1", false },
        { "::ffff:1.1.1.1", false },
        { "64:ff9b::7f00:1", false },
        { "64:ff9b:1::1", false },
        { "100::1", false },
        { "2001::1", false },
        { "2001:1ff::1", false },
        { "2001:db8::1", false },
        { "2002:7f00:1::", false },
        { "3fff::1", false },
        { "fc00::1", false },
        { "fd12:3456::1", false },
        { "fe80::1", false },
        { "fec0::1", false },
        { "ff02::1", false },
        { "4000::1", false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        unsigned char bytes[16];
        bool six = strchr(rows[i].address, ':') != NULL;
        assert_int_equal(inet_pton(six ? AF_INET6 : AF_INET, rows[i].address, bytes), 1);
        if (kb_guard_public(bytes, six ? 16 : 4) != rows[i].is_public) fail_msg("%s", rows[i].address);
    }
    assert_false(kb_guard_public((const unsigned char[16]){ 0x20 }, 8)); /* no address at all */
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_only_hosts_of_the_public_net_may_be_asked) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
