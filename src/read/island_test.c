#include "read/read_test.h"

#define T1 "The bridge over Marlow Bay reopened on Tuesday after nine weeks of repairs, the port office said."
#define T2 "'We can go to work again,' said Tom Hale, who drives a bus between the two towns every morning."
#define T3 "Trucks must wait until April, the office added in a statement that was sent to the local papers."
#define T4 "Nine people were hurt when the old span gave way in January, and three of them are still in hospital."
#define T5 "The ferry, which took most of the traffic since then, will sail twice a day from the end of the month."
#define T6 "A second bridge is planned for the narrow part of the bay, but the money for it has not been found yet."
#define ALL T1 "\n" T2 "\n" T3 "\n" T4 "\n" T5 "\n" T6
#define P(t) "<p>" t "</p>"
#define HTML P(T1) P(T2) P(T3) P(T4) P(T5) P(T6)
#define HEAD "<!doctype html><html lang=en><head><meta charset=utf-8><title>Marlow bridge reopens</title></head><body>"
#define DATA HEAD "<div id=app></div><script id=__NEXT_DATA__ type='application/json'>"
#define END "</script>"
#define LD                                        \
    HEAD "<h1>Marlow bridge reopens</h1><script " \
         "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\""

static void test_a_body_in_data_is_found(void **state)
{
    static const struct {
        const char *html, *text, *chosen_by;
    } rows[] = {
        /* strings: of HTML, of text; deep in data; under any name where it is HTML */
        { DATA "{\"props\":{\"pageProps\":{\"article\":{\"title\":\"Marlow bridge reopens\",\"contentHtml\":\"" HTML
               "\"}}}}" END,
          ALL, "script-json" },
        { DATA "{\"a\":{\"body\":\"" T1 "\\n\\n" T2 "\\n" T3 "\\n" T4 "\\n" T5 "\\n" T6 "\"}}" END, ALL,
          "script-json" },
        { DATA "[{\"x\":1,\"zzz\":2},\"" HTML "\"]" END, ALL, "script-json" },
        /* assignments, JavaScript's way; JSON.parse; a stream in pieces */
        { HEAD "<script>window.__STATE__ = {article:{text:\"" HTML "\",date:new Date(\"2025-03-04\"),x:undefined}};"
               "run();</script>",
          ALL, "script-json" },
        { HEAD "<script>var s = JSON.parse(\"{\\\"body\\\":\\\"" HTML "\\\"}\");</script>", ALL, "script-json" },
        { HEAD "<script>self.__next_f.push([1,\"5:[\\\"$\\\",\\\"main\\\",null,{\\\"children\\\":[[\\\"$\\\",\\\"p\\\","
               "null,{\\\"children\\\":\\\"" T1 "\\\"}],\"])</script><script>self.__next_f.push([1,\"[\\\"$\\\","
               "\\\"p\\\",null,{\\\"children\\\":[\\\"" T2 "\\\"]}],[\\\"$\\\",\\\"div\\\",null,{\\\"children\\\":"
               "[[\\\"$\\\",\\\"p\\\",null,{\\\"children\\\":\\\"" T3 "\\\"}],[\\\"$\\\",\\\"p\\\",null,"
               "{\\\"children\\\":\\\"" T4 "\\\"}],[\\\"$\\\",\\\"p\\\",null,{\\\"children\\\":\\\"" T5
               "\\\"}],[\\\"$\\\",\\\"p\\\",null,{\\\"children\\\":\\\"" T6 "\\\"}]]}]]}]\\n\"])</script>",
          ALL, "script-json" },
        /* parts as editors keep them */
        { DATA
          "{\"content_elements\":[{\"type\":\"text\",\"content\":\"" T1 "\"},{\"type\":\"image\",\"caption\":\"No\"},"
          "{\"type\":\"text\",\"content\":\"" T2 "\"},{\"type\":\"header\",\"level\":2,\"content\":\"The trucks\"},"
          "{\"type\":\"text\",\"content\":\"" T3 "\"},{\"type\":\"text\",\"content\":\"" T4
          "\"},{\"type\":\"interstitial_link\",\"title\":\"Other\",\"url\":\"/x\",\"content\":\"Other news\"},"
          "{\"type\":\"text\",\"content\":\"" T5 "\"},{\"type\":\"text\",\"content\":\"" T6 "\"}]}" END,
          T1 "\n" T2 "\nThe trucks\n" T3 "\n" T4 "\n" T5 "\n" T6, "script-json" },
        { DATA
          "{\"doc\":{\"content\":[{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"The bridge \"},"
          "{\"type\":\"text\",\"marks\":[{\"type\":\"bold\"}],\"text\":\"over Marlow Bay\"},{\"type\":\"text\","
          "\"text\":\" reopened on Tuesday after nine weeks of repairs, the port office said.\"}]},"
          "{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"" T2 "\"}]},"
          "{\"type\":\"bulletList\",\"content\":[{\"type\":\"listItem\",\"content\":[{\"type\":\"paragraph\","
          "\"content\":[{\"type\":\"text\",\"text\":\"" T3 "\"}]}]},{\"type\":\"listItem\",\"content\":["
          "{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"" T4 "\"}]}]}]},"
          "{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"" T5 "\"}]},"
          "{\"type\":\"paragraph\",\"content\":[{\"type\":\"text\",\"text\":\"" T6 "\"}]}]}}" END,
          ALL, "script-json" },
        { DATA
          "{\"body\":[{\"_type\":\"block\",\"style\":\"normal\",\"children\":[{\"_type\":\"span\",\"text\":\"" T1
          "\"}]},{\"_type\":\"block\",\"children\":[{\"_type\":\"span\",\"text\":\"'We can go to work again,' said \"},"
          "{\"_type\":\"span\",\"text\":\"Tom Hale, who drives a bus between the two towns every morning.\"}]},"
          "{\"_type\":\"block\",\"children\":[{\"_type\":\"span\",\"text\":\"" T3 "\"}]},"
          "{\"_type\":\"block\",\"children\":[{\"_type\":\"span\",\"text\":\"" T4 "\"}]},"
          "{\"_type\":\"block\",\"children\":[{\"_type\":\"span\",\"text\":\"" T5 "\"}]},"
          "{\"_type\":\"block\",\"children\":[{\"_type\":\"span\",\"text\":\"" T6 "\"}]}]}" END,
          ALL, "script-json" },
        { DATA "{\"data\":{\"blocks\":[{\"type\":\"paragraph\",\"data\":{\"text\":\"" T1 "\"}},{\"type\":\"paragraph\","
               "\"data\":{\"text\":\"" T2 "\"}},{\"type\":\"paragraph\",\"data\":{\"text\":\"" T3
               "\"}},{\"type\":\"paragraph\",\"data\":{\"text\":\"" T4
               "\"}},{\"type\":\"paragraph\",\"data\":{\"text\":\"" T5
               "\"}},{\"type\":\"paragraph\",\"data\":{\"text\":\"" T6 "\"}}]}}" END,
          ALL, "script-json" },
        { DATA "{\"paragraphs\":[\"" T1 "\",\"" T2 "\",\"" T3 "\",\"" T4 "\",\"" T5 "\",\"" T6 "\"]}" END, ALL,
          "script-json" },
        /* of several the one with the page's title */
        { DATA "{\"items\":[{\"title\":\"Another matter altogether\",\"body\":\"" HTML HTML
               "\"},{\"title\":\"Marlow bridge reopens\",\"body\":\"" HTML "\"}]}" END,
          ALL, "script-json" },
        /* JSON-LD: text, HTML, HTML that was escaped once more */
        { LD T1 "\\n\\n" T2 "\\n\\n" T3 "\\n\\n" T4 "\\n\\n" T5 "\\n\\n" T6 "\"}" END, ALL, "json-ld" },
        { LD HTML "\"}" END, ALL, "json-ld" },
        { LD "&lt;p&gt;" T1 "&lt;/p&gt;&lt;p&gt;" T2 "&lt;/p&gt;&lt;p&gt;" T3 "&lt;/p&gt;&lt;p&gt;" T4
             "&lt;/p&gt;&lt;p&gt;" T5 "&lt;/p&gt;&lt;p class=related&gt;Also read: the ferry&lt;/p&gt;&lt;p&gt;" T6
             "&lt;/p&gt;\"}" END,
          ALL, "json-ld" },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, kb_str_of(rows[i].html));
        if (t.count == 0) fail_msg("row %zu: %s", i, t.problems[0]);
        KB_ROW_STR(i, t.docs[0]->text, kb_str_of(rows[i].text));
        KB_ROW_STR(i, t.docs[0]->chosen_by, kb_str_of(rows[i].chosen_by));
    }
    read_test_close(&t);
}

static void test_the_markup_goes_before_data(void **state)
{
    read_test t = { 0 };
    (void)state;
    read_test_read(&t, KB_STR(HEAD "<article>" HTML
                                   "</article><script type='application/json'>{\"body\":\"" HTML P(T1) "\"}</script>"));
    assert_int_equal(t.count, 1);
    KB_ROW_STR(0, t.docs[0]->text, KB_STR(ALL));
    KB_ROW_STR(0, t.docs[0]->chosen_by, KB_STR("article"));
    read_test_close(&t);
}

static void test_bodies_of_other_articles_are_not_taken(void **state)
{
    static const char *const rows[] = {
        DATA "{\"items\":[{\"title\":\"Another matter altogether\",\"body\":\"" HTML
             "\"},{\"title\":\"A third matter, and longer\",\"body\":\"" HTML "x\"}]}" END,
        DATA "{\"items\":[{\"body\":\"" HTML "\"},{\"body\":\"" HTML "x\"}]}" END,
        DATA "{\"body\":\"too short to be an article\"}" END,
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        read_test_read(&t, kb_str_of(rows[i]));
        KB_ROW_INT(i, t.count, 0);
    }
    read_test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_body_in_data_is_found),
        cmocka_unit_test(test_the_markup_goes_before_data),
        cmocka_unit_test(test_bodies_of_other_articles_are_not_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
