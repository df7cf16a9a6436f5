#include "base/buf.h"
#include "base/test.h"
#include "text/pivot.h"

/* Dictionaries of a few words: French directly, Russian from English. */
static const struct {
    const char *name, *bytes;
} files[] = {
    { "freedict-fra-eng.index", "flotte\tA\tV\nmaison\tV\tW\nmettre\tr\tX\n" },
    { "freedict-fra-eng.dict.dz", "flotte /x/ <n>\nfleet\nmaison <n>\nhouse, the\nmettre <v>\nto put, a b\n" },
    { "freedict-eng-rus.index", "fleet\tA\tT\n" },
    { "freedict-eng-rus.dict.dz", "fleet /x/\n\xd1\x84\xd0\xbb\xd0\xbe\xd1\x82\n" },
};

static bool find_file(void *user, const char *name, kb_str *bytes)
{
    (void)user;
    for (size_t i = 0; i < KB_COUNT(files); i++)
        if (strcmp(files[i].name, name) == 0) {
            *bytes = kb_str_of(files[i].bytes);
            return true;
        }
    return false;
}

typedef struct {
    kb_stemmer *stemmer;
    kb_langs *langs;
    kb_pivot *pivot;
} fixture;

static void open_fixture(fixture *f, bool dictionaries)
{
    kb_err err = { 0 };
    const kb_dictionary_files none = { NULL, NULL }, own = { find_file, NULL };
    if (kb_stemmer_open(NULL, &f->stemmer, &err) || kb_langs_new(&f->langs, &err) ||
        kb_pivot_open(dictionaries ? own : none, f->stemmer, f->langs, &f->pivot, &err))
        fail_msg("%s", err.text);
}

static void close_fixture(fixture *f)
{
    kb_pivot_close(f->pivot);
    kb_langs_free(f->langs);
    kb_stemmer_close(f->stemmer);
}

static void test_words_meet_in_english(void **state)
{
    static const struct {
        const char *lang, *word, *english;
    } rows[] = {
        { "fr", "flotte", "fleet" },
        { "fr", "flottes", "fleet" },                          /* by its stem */
        { "fr", "maison", "hous" },                            /* a function word is left out */
        { "ru", "\xd1\x84\xd0\xbb\xd0\xbe\xd1\x82", "fleet" }, /* turned round */
        { "en", "fleets", "fleet" },
        { "fr", "inconnu", "" },
        { "xx", "flotte", "" },
        { "", "flotte", "" },
    };
    fixture f;
    (void)state;
    open_fixture(&f, true);
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        for (int again = 0; again < 2; again++) {
            const kb_pivot_word *word;
            assert_int_equal(kb_pivot_find(f.pivot, kb_str_of(rows[i].lang), kb_str_of(rows[i].word), &word, NULL),
                             KB_OK);
            KB_ROW_STR(i, word->english.count ? word->english.stems[0] : KB_STR(""), kb_str_of(rows[i].english));
        }
    close_fixture(&f);
}

static void test_names_and_kindred_words_begin_alike_in_all_languages(void **state)
{
    static const struct {
        const char *lang, *word, *key;
    } rows[] = {
        { "en", "olympics", "olimp" },    { "es", "olímpicos", "olimp" }, { "ru", "олимпийских", "olimp" },
        { "fr", "tokyo", "tokio" },       { "pt", "tóquio", "tokio" },    { "ru", "токио", "tokio" },
        { "en", "philippines", "filip" }, { "it", "filippine", "filip" }, { "en", "at", "" },
    };
    fixture f;
    (void)state;
    open_fixture(&f, false); /* no dictionaries: these do without */
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_pivot_word *word;
        assert_int_equal(kb_pivot_find(f.pivot, kb_str_of(rows[i].lang), kb_str_of(rows[i].word), &word, NULL), KB_OK);
        KB_ROW_STR(i, word->key, kb_str_of(rows[i].key));
    }
    close_fixture(&f);
}

static void test_territories_have_one_code(void **state)
{
    static const struct {
        const char *lang, *word, *code;
    } rows[] = {
        { "de", "slowenien", "SI" },   { "de", "slowenisch", "SI" }, { "es", "eslovenia", "SI" },
        { "ru", "словения", "SI" },    { "en", "japan", "JP" },      { "en", "japanese", "JP" },
        { "ar", "اليابان", "JP" },     { "id", "jepang", "JP" },     { "en", "jam", "" },
        { "en", "japanologists", "" },
    };
    fixture f;
    (void)state;
    open_fixture(&f, false);
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_pivot_word *word;
        assert_int_equal(kb_pivot_find(f.pivot, kb_str_of(rows[i].lang), kb_str_of(rows[i].word), &word, NULL), KB_OK);
        KB_ROW_STR(i, word->region, kb_str_of(rows[i].code));
    }
    close_fixture(&f);
}

static void test_hostile_words_are_no_words(void **state)
{
    static const kb_str rows[] = { { "", 0 }, { "\0\0\0", 3 }, { "\xff\xfe\xff", 3 }, { "a\xd1", 2 } };
    char many[4096];
    const kb_pivot_word *word;
    fixture f;
    (void)state;
    open_fixture(&f, true);
    memset(many, 'a', sizeof many);
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        assert_int_equal(kb_pivot_find(f.pivot, KB_STR("fr"), rows[i], &word, NULL), KB_OK);
    for (size_t i = 1; i < sizeof many; i += 31)
        assert_int_equal(kb_pivot_find(f.pivot, KB_STR("fr"), (kb_str){ many, i }, &word, NULL), KB_OK);
    assert_int_equal(kb_pivot_find(f.pivot, (kb_str){ many, 400 }, KB_STR("word"), &word, NULL), KB_OK);
    close_fixture(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_meet_in_english),
        cmocka_unit_test(test_names_and_kindred_words_begin_alike_in_all_languages),
        cmocka_unit_test(test_territories_have_one_code),
        cmocka_unit_test(test_hostile_words_are_no_words),
    };
    return cmocka_run_group_tests_name("pivot", tests, NULL, NULL);
}
