#include "base/test.h"
#include "store/address.h"

static const struct {
    const char *url, *address, *why;
} rows[] = {
    { "https://suara.example/a/1", "suara.example/a/1", "scheme" },
    { "http://suara.example/a/1", "suara.example/a/1", "http and https are one" },
    { "HTTPS://WWW.Suara.Example/A/1/", "suara.example/A/1", "host without capitals, path with them" },
    { "https://suara.example/a/1#komentar", "suara.example/a/1", "fragment" },
    { "https://suara.example/a?utm_source=x&id=7&fbclid=y", "suara.example/a?id=7", "what counts visits goes" },
    { "https://suara.example/a?id=7&page=2", "suara.example/a?id=7&page=2", "other parameters stay" },
    { "https://suara.example/?p=12", "suara.example?p=12", "an article named by parameter alone" },
    { "https://suara.example/?utm_source=x", "", "the front page is no article" },
    { "https://suara.example/", "", "the front page" },
    { "https://suara.example", "", "the host alone" },
    { "  https://suara.example/a \n", "suara.example/a", "white space around" },
    { "suara.example/a", "", "no scheme" },
    { "mailto:a@b", "", "another scheme" },
    { "https:///a", "", "no host" },
    { "", "", "none" },
    /* for small screens, for print */
    { "https://m.suara.example/a", "suara.example/a", "m." },
    { "https://www.m.suara.example/a", "suara.example/a", "www.m." },
    { "https://amp.suara.example/a", "suara.example/a", "amp." },
    { "https://m.example/a", "m.example/a", "a host of that name" },
    { "https://suara.example/a/amp/", "suara.example/a", "/amp" },
    { "https://suara.example/amp/a", "suara.example/a", "/amp/" },
    { "https://suara.example/a.amp.html", "suara.example/a", ".amp.html" },
    { "https://suara.example/a/print", "suara.example/a", "/print" },
    { "https://suara.example/amp", "suara.example/amp", "a page of that name" },
    { "https://suara.example/a?amp=1&outputType=amp&id=7", "suara.example/a?id=7", "amp=1" },
    { "https://suara.example/a?amplitude=3&reference=4", "suara.example/a?amplitude=3&reference=4", "other names" },
    /* what leads on */
    { "https://suara-example.cdn.ampproject.org/c/s/suara.example/a?utm_medium=x", "suara.example/a",
      "a cache of AMP" },
    { "https://www.google.com/amp/s/suara.example/a/amp", "suara.example/a", "Google's" },
    { "https://www.google.co.id/url?sa=t&url=https%3A%2F%2Fsuara.example%2Fa%3Fid%3D7&usg=x", "suara.example/a?id=7",
      "a redirector" },
    { "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Famp%2Fs%2Fsuara.example%2Fa&h=1",
      "suara.example/a", "one behind another" },
    { "https://l.facebook.com/l.php?u=javascript%3A1", "l.facebook.com/l.php?u=javascript%3A1", "to no address" },
    { "https://www.google.com/url?q=https://www.google.com/url?q=https://www.google.com/url?q=https://www.google.com/"
      "url?q=x",
      "google.com/url?q=x", "in a circle: an end" },
    { "https://suara.example/url?q=https://x.example/", "suara.example/url?q=https://x.example/",
      "another's parameter" },
    { "https://www.google.com/url?q=%", "google.com/url?q=%", "a broken escape" },
};

static void test_ways_to_write_an_address_are_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(4096);
        kb_str address;
        assert_int_equal(kb_address_make(kb_str_of(rows[i].url), arena, &address, NULL), KB_OK);
        KB_ROW_STR(i, address, kb_str_of(rows[i].address));
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_ways_to_write_an_address_are_one) };
    return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
