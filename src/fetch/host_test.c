#include "fetch/host.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/test.h"

static kb_job *new_job(const char *url)
{
    const kb_request request = { .url = kb_str_of(url) };
    kb_job *job = kb_job_new(&request, NULL);
    assert_non_null(job);
    return job;
}

static void test_a_host_has_one_turn_at_a_time(void **state)
{
    kb_hosts *hosts = kb_hosts_new();
    kb_host *host = kb_hosts_find(hosts, KB_STR("warta.example"), 0);
    (void)state;
    assert_ptr_equal(kb_hosts_find(hosts, KB_STR("warta.example"), 0), host);
    assert_null(kb_hosts_next(hosts));
    kb_host_add(hosts, host, new_job("first"), false);
    kb_host_add(hosts, host, new_job("second"), false);
    kb_host_add(hosts, host, new_job("before"), true);
    static const char *const order[] = { "before", "first", "second" };
    for (size_t i = 0; i < KB_COUNT(order); i++) {
        assert_ptr_equal(kb_hosts_next(hosts), host);
        kb_job *job = kb_host_take(hosts, host);
        KB_ROW_STR(i, job->asked.url, kb_str_of(order[i]));
        kb_job_free(job);
        assert_null(kb_hosts_next(hosts)); /* it is busy */
        kb_host_release(hosts, host, 100);
    }
    assert_null(kb_hosts_next(hosts));
    kb_hosts_free(hosts);
}

static void test_the_host_that_is_due_first_comes_first(void **state)
{
    enum { HOSTS = 300 };
    kb_hosts *hosts = kb_hosts_new();
    int64_t before = -1;
    uint32_t random = 7;
    (void)state;
    for (int i = 0; i < HOSTS; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "host%d", i);
        kb_host *host = kb_hosts_find(hosts, kb_str_of(name), 0);
        random = random * 1664525U + 1013904223U;
        host->due = random >> 20;
        kb_host_add(hosts, host, new_job("x"), false);
    }
    for (int i = 0; i < HOSTS; i++) {
        kb_host *host = kb_hosts_next(hosts);
        assert_non_null(host);
        assert_true(host->due >= before);
        before = host->due;
        kb_job_free(kb_host_take(hosts, host));
    }
    assert_null(kb_hosts_next(hosts));
    kb_hosts_free(hosts);
}

static void test_of_many_hosts_idle_ones_are_forgotten(void **state)
{
    enum { HOSTS = 40000, BUSY = 1000 };
    kb_hosts *hosts = kb_hosts_new();
    kb_host *paced = kb_hosts_find(hosts, KB_STR("paced"), 0);
    (void)state;
    paced->pace = 5;
    for (int i = 0; i < HOSTS; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "host%d", i);
        kb_host *host = kb_hosts_find(hosts, kb_str_of(name), i);
        assert_non_null(host);
        if (i % (HOSTS / BUSY) == 0) kb_host_add(hosts, host, new_job(name), false);
    }
    assert_true(kb_hosts_find(hosts, KB_STR("paced"), HOSTS)->pace > 0); /* what the caller said stays */
    for (int i = 0; i < BUSY; i++) {
        kb_host *host = kb_hosts_next(hosts);
        assert_non_null(host);
        kb_job *job = kb_host_take(hosts, host);
        KB_ROW_STR(i, host->name, job->asked.url);
        assert_ptr_equal(kb_hosts_find(hosts, job->asked.url, HOSTS), host);
        kb_job_free(job);
    }
    assert_null(kb_hosts_next(hosts));
    kb_hosts_free(hosts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_host_has_one_turn_at_a_time),
        cmocka_unit_test(test_the_host_that_is_due_first_comes_first),
        cmocka_unit_test(test_of_many_hosts_idle_ones_are_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
