#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants those before it */
#include <cmocka.h>

#include "base/embedded.h"
#include "text/lang.h"

static kb_lang *parse(const char *source)
{
    kb_lang *lang = NULL;
    kb_err err = { 0 };
    if (kb_lang_new(kb_str_of(source), "test.lang", &lang, &err) != KB_OK) fail_msg("%s", err.text);
    return lang;
}

static void test_forms_of_a_line_share_value_and_lemma(void **state)
{
    (void)state;
    kb_lang *lang = parse("[cue]\nsay | says | Said = say after weight:3\n");
    const kb_word *said = kb_lang_first(lang, KB_STR("said"));
    assert_non_null(said);
    assert_true(kb_str_is(said->value, "say"));
    assert_true(kb_str_is(said->lemma, "say"));
    assert_true(kb_word_flag(said, "after"));
    assert_false(kb_word_flag(said, "weight"));
    assert_true(kb_str_is(kb_word_key(said, "weight"), "3"));
    assert_int_equal(said->entry, kb_lang_first(lang, KB_STR("say"))->entry);
    kb_lang_free(lang);
}

static void test_longer_forms_come_first(void **state)
{
    (void)state;
    kb_lang *lang = parse("[cue]\npoint = show\npoint out the way = say\npoint out = say\n");
    const kb_word *w = kb_lang_first(lang, KB_STR("point"));
    assert_int_equal(w->count, 4);
    assert_int_equal(w->next->count, 2);
    assert_int_equal(w->next->next->count, 1);
    assert_null(w->next->next->next);
    kb_lang_free(lang);
}

static void test_faults_name_file_and_line(void **state)
{
    (void)state;
    static const struct {
        const char *source, *message;
    } rows[] = {
        { "[cue]\n\n[nonsense]\n", "test.lang: line 3: no such section: [nonsense]" },
        { "say = say\n", "test.lang: line 1: an entry before the first section" },
        { "[cue]\na b c d e f g = say\n", "test.lang: line 2: a form needs one to 6 words, not \"a b c d e f g\"" },
        { "[cue]\nsay | = say\n", "test.lang: line 2: a form needs one to 6 words, not \"\"" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_lang *lang = NULL;
        kb_err err = { 0 };
        assert_int_equal(kb_lang_new(kb_str_of(rows[i].source), "test.lang", &lang, &err), KB_ERR_FORMAT);
        assert_string_equal(err.text, rows[i].message);
        assert_null(lang);
    }
}

static void test_compiled_in_languages_parse(void **state)
{
    (void)state;
    kb_langs *langs = NULL;
    kb_err err = { 0 };
    if (kb_langs_new(&langs, &err) != KB_OK) fail_msg("%s", err.text);
    for (size_t i = 0; i < kb_langs_count(langs); i++) { /* each is found by the code that it gives itself */
        const kb_lang *lang = kb_langs_at(langs, i);
        if (!lang) { /* say what is wrong with it */
            kb_lang *same = NULL;
            const kb_embedded *file = &kb_embedded_languages[i];
            (void)kb_lang_new((kb_str){ file->bytes, file->len }, file->name, &same, &err);
            fail_msg("%s", err.text);
        }
        assert_ptr_equal(kb_langs_find(langs, kb_lang_code(lang)), lang);
        assert_true(kb_lang_about(lang, "name").len > 0);
    }
    assert_non_null(kb_langs_find(langs, KB_STR("ID")));
    assert_null(kb_langs_find(langs, KB_STR("xx")));
    assert_true(kb_str_is(kb_lang_about(kb_langs_find(langs, KB_STR("id")), "decimal"), ","));
    kb_langs_free(langs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_of_a_line_share_value_and_lemma),
        cmocka_unit_test(test_longer_forms_come_first),
        cmocka_unit_test(test_faults_name_file_and_line),
        cmocka_unit_test(test_compiled_in_languages_parse),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
