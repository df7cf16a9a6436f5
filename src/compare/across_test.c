#include "compare/across.h"

#include "base/buf.h"
#include "base/test.h"
#include "text/pivot.h"
#include "text/stem.h"

#define HOUR INT64_C(3600)

/* A dictionary from French of a few words, in the order of its index. */
static const char *const french[][2] = {
    { "attendre", "wait" }, { "bac", "ferry" },         { "billet", "ticket" }, { "coque", "hull" },
    { "quai", "pier" },     { "rembourser", "refund" }, { "souder", "weld" },   { "voyageur", "traveller" },
};
static kb_buf entries, headwords;

static void put_number(kb_buf *out, size_t number)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    kb_buf_print(out, "\t%c%c", digits[number / 64 % 64], digits[number % 64]);
}

static bool find_file(void *user, const char *name, kb_str *bytes)
{
    (void)user;
    if (strcmp(name, "freedict-fra-eng.index") == 0)
        *bytes = kb_buf_str(&headwords);
    else if (strcmp(name, "freedict-fra-eng.dict.dz") == 0)
        *bytes = kb_buf_str(&entries);
    else
        return false;
    return true;
}

static int write_dictionary(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(french); i++) {
        size_t begin = entries.len;
        kb_buf_print(&entries, "%s\n%s\n", french[i][0], french[i][1]);
        kb_buf_add_c(&headwords, french[i][0]);
        put_number(&headwords, begin);
        put_number(&headwords, entries.len - begin);
        kb_buf_add_char(&headwords, '\n');
    }
    return entries.failed || headwords.failed ? -1 : 0;
}

static int clear_dictionary(void **state)
{
    (void)state;
    kb_buf_clear(&entries);
    kb_buf_clear(&headwords);
    return 0;
}

typedef struct {
    kb_text *text;
    kb_langs *langs;
    kb_stemmer *stemmer;
    kb_pivot *pivot;
} tools;

static void open_tools(tools *t)
{
    kb_err err = { 0 };
    const kb_dictionary_files files = { find_file, NULL };
    if (kb_text_open(&t->text, &err) || kb_langs_new(&t->langs, &err) || kb_stemmer_open(NULL, &t->stemmer, &err) ||
        kb_pivot_open(files, t->stemmer, t->langs, &t->pivot, &err))
        fail_msg("%s", err.text);
}

static void close_tools(tools *t)
{
    kb_pivot_close(t->pivot);
    kb_stemmer_close(t->stemmer);
    kb_langs_free(t->langs);
    kb_text_close(t->text);
}

/* Groups the sayings, of one language and then of several. */
static void group(const tools *t, const kb_saying *sayings, size_t count, uint32_t *out)
{
    enum { COUNT_MAX = 8 };
    kb_document *docs[COUNT_MAX] = { 0 };
    bool may[COUNT_MAX];
    kb_claim_tools claims_of = { t->text, t->langs, t->stemmer };
    kb_arena *arena = kb_arena_new(1 << 24);
    assert_int_equal(kb_sayings_group(sayings, count, arena, out, NULL), KB_OK);
    assert_int_equal(kb_sayings_near(sayings, out, count, arena, may, NULL), KB_OK);
    for (size_t i = 0; i < count; i++) {
        const kb_claims *claims;
        if (!may[i]) continue;
        assert_int_equal(kb_saying_document(&sayings[i], (kb_time){ 0 }, &docs[i], NULL), KB_OK);
        assert_int_equal(kb_claims_find_stems(&claims_of, docs[i], &claims, NULL), KB_OK);
    }
    assert_int_equal(kb_sayings_across((kb_comparison_tools){ t->stemmer, t->pivot, 0 }, sayings,
                                       (const kb_document *const *)docs, count, arena, out, NULL),
                     KB_OK);
    for (size_t i = 0; i < count; i++) kb_document_free(docs[i]);
    kb_arena_free(arena);
}

#define HULL "The hull of the ferry will be welded, and 40 travellers will wait at the pier."
#define COQUE "La coque du bac sera soudée, et 40 voyageurs attendront au quai."

static void test_what_is_said_in_two_languages_is_one_saying(void **state)
{
    static const struct {
        const char *a, *b;
        int64_t later;
        bool story, denied, one;
        const char *why;
    } rows[] = {
        { HULL, COQUE, HOUR, false, false, true, "words, a number, one day" },
        { HULL, COQUE, 72 * HOUR, false, false, false, "three days later it is said again" },
        { HULL, COQUE, 72 * HOUR, true, false, true, "but not in reports of one event" },
        { HULL, COQUE, HOUR, true, true, false, "one of them denies it" },
        { HULL, "La coque du bac sera soudée, et 70 voyageurs attendront au quai.", HOUR, true, false, false,
          "another number" },
        { HULL, "La coque du bac ne sera pas soudée, et les voyageurs attendront au quai.", HOUR, true, false, false,
          "one of them negates it" },
        { HULL, "Le billet des voyageurs sera remboursé.", HOUR, true, false, false, "one word in common" },
        { "The hull of the ferry will be welded in the harbour of Brinia by the crew of the old shipyard.",
          "La coque du bac a une valeur sentimentale, dit la chanson que chante le chœur.", HOUR, false, false, false,
          "two words in common and two stories" },
        { "Olvik thanked Rana Sutan and Tove Lindahl of Brinia", "Rana Sutan et Tove Lindahl, de Brinia, sont partis",
          HOUR, true, false, false, "names alone" },
    };
    tools t;
    (void)state;
    open_tools(&t);
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_saying sayings[] = { { .words = kb_str_of(rows[i].a), .article = 1, .lang = KB_STR("en"), .story = 5 },
                                      { .words = kb_str_of(rows[i].b),
                                        .article = 2,
                                        .lang = KB_STR("fr"),
                                        .story = rows[i].story ? 5 : 6,
                                        .at = rows[i].later,
                                        .against = rows[i].denied } };
        uint32_t groups[2];
        group(&t, sayings, 2, groups);
        KB_ROW_INT(i, groups[0], 0);
        KB_ROW_INT(i, groups[1], rows[i].one ? 0 : 1);
    }
    close_tools(&t);
}

static void test_of_two_sayings_that_would_do_the_liker_one_is_taken(void **state)
{
    const kb_saying sayings[] = {
        { .words = KB_STR(HULL), .at = 0, .article = 1, .lang = KB_STR("en"), .story = 1 },
        { .words = KB_STR("Le bac attendra sa coque neuve."), .at = 1, .article = 2, .lang = KB_STR("fr"), .story = 1 },
        { .words = KB_STR(COQUE), .at = 2, .article = 2, .lang = KB_STR("fr"), .story = 1 },
        { .words = KB_STR(COQUE), .at = 3, .article = 3, .lang = KB_STR("fr"), .story = 1 },
    };
    const uint32_t expected[] = { 0, 1, 0, 0 };
    uint32_t groups[4];
    tools t;
    (void)state;
    open_tools(&t);
    group(&t, sayings, 4, groups);
    for (size_t i = 0; i < 4; i++) KB_ROW_INT(i, groups[i], expected[i]);
    group(&t, sayings, 0, groups);
    close_tools(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_said_in_two_languages_is_one_saying),
        cmocka_unit_test(test_of_two_sayings_that_would_do_the_liker_one_is_taken),
    };
    return cmocka_run_group_tests(tests, write_dictionary, clear_dictionary);
}
