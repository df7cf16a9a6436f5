#include "base/buf.h"
#include "base/test.h"
#include "text/agency.h"

static void test_agencies_are_found_where_a_sentence_names_them(void **state)
{
    static const struct {
        const char *text, *names; /* joined by "|" */
    } rows[] = {
        { "The lock broke at noon, the keeper told The Associated Press.", "The Associated Press" },
        { "Pintu air jebol, dikutip dari Antara, Selasa.", "Antara" },
        { "Antara lain pintu air dan tanggul.", "" },      /* a word that begins a sentence */
        { "Peran itu dimainkan oleh Oka Antara.", "" },    /* a person */
        { "MARLOW (AP) - The lock broke at noon.", "AP" }, /* in brackets any of them, */
        { "Call the AP line of the bank.", "" },           /* else those that are nothing else */
        { "Die Schleuse brach, meldete die Agentur (dpa).", "dpa" },
        { "AFP reported that the lock broke. The AFP also saw boats.", "AFP" },
        { "Reuters saw boats.", "" },
        { "A keeper told Reuters and then AFP; Reuters saw boats.", "Reuters|AFP" },
        { "新华社马洛3月4日电", "新华社" },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_str found[KB_AGENCIES_MAX];
        kb_buf all = { 0 };
        size_t count = kb_agencies_find(kb_str_of(rows[i].text), found);
        for (size_t n = 0; n < count; n++) {
            if (n) kb_buf_add_char(&all, '|');
            kb_buf_add(&all, found[n]);
        }
        KB_ROW_STR(i, kb_buf_str(&all), kb_str_of(rows[i].names));
        kb_buf_clear(&all);
    }
}

static void test_an_outlet_is_the_agency_by_any_of_its_names(void **state)
{
    static const struct {
        const char *agency, *outlet;
        bool is;
    } rows[] = {
        { "Warta", "WARTA News", true },
        { "Warta", "www.wartanews.example", true },
        { "Warta", "Lensa Warta", false },
        { "AP", "Associated Press", true },
        { "The Associated Press", "apnews.com", true },
        { "AP", "Apples Weekly", false },
        { "ANTARA", "antaranews.com", true },
        { "AFP", "Agence France-Presse", true },
        { "Antara", "", false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_INT(i, kb_agency_is(kb_str_of(rows[i].agency), kb_str_of(rows[i].outlet)), rows[i].is);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_agencies_are_found_where_a_sentence_names_them),
        cmocka_unit_test(test_an_outlet_is_the_agency_by_any_of_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
