#include "base/test.h"
#include "text/fold.h"
#include "text/sound.h"

typedef bool compare(kb_latin *latin, kb_str a, kb_str b);

typedef struct {
    const char *a, *b;
    bool one;
} row;

/* Names as speakers have them: folded, accents off. */
static void check(const row *rows, size_t count, compare *alike)
{
    kb_latin *latin;
    kb_arena *arena = kb_arena_new(1 << 20);
    assert_int_equal(kb_latin_open(&latin, NULL), KB_OK);
    for (size_t i = 0; i < count; i++) {
        char of_a[KB_SOUND_KEY_MAX], of_b[KB_SOUND_KEY_MAX];
        kb_str a, b, key_a, key_b;
        assert_int_equal(kb_fold(kb_str_of(rows[i].a), false, arena, &a, NULL), KB_OK);
        assert_int_equal(kb_fold(kb_str_of(rows[i].b), false, arena, &b, NULL), KB_OK);
        KB_ROW_INT(i, alike(latin, a, b), rows[i].one);
        KB_ROW_INT(i, alike(latin, b, a), rows[i].one);
        kb_sound_key(latin, a, of_a, &key_a);
        kb_sound_key(latin, b, of_b, &key_b);
        if (rows[i].one) KB_ROW_STR(i, key_a, key_b);
    }
    kb_arena_free(arena);
    kb_latin_close(latin);
}

static void test_names_in_two_scripts_are_one_by_their_sounds(void **state)
{
    static const row rows[] = {
        { "Rana Sutan", "Рана Сутан", true },
        { "Rana Sutan", "رنا سوتان", true },
        { "Рана Сутан", "رنا سوتان", true },
        { "Pak Jong Un", "Пак Чен Ын", true },
        { "Pak Yo Jong", "Пак Чен Ын", false }, /* of one family */
        { "Volodymyr Shevchik", "Владимир Шевчик", true },
        { "Charlotte Bergmann", "Шарлотта Бергман", false }, /* Charlotta? That cannot be told */
        { "Martin Washburn", "Мартин Уошберн", true },
        { "Juan Guajiro", "Хуан Гуахиро", true },
        { "Boris Petrov", "Борис Петрова", false },
        { "Boris Petrov", "Борис Петров", true },
        { "Boris Petrov", "Борис Павлов", false },
        { "Boris Petrov", "Борис", false },
        { "Boris", "Борис", false },               /* a single word tells too little */
        { "Boris Petrov", "Boris Petrow", false }, /* in one script letters tell */
        { "Li Wu", "Ли Ву", false },
        { "", "Ли Ву", false },
    };
    (void)state;
    check(rows, KB_COUNT(rows), kb_names_sound_alike);
}

static void test_single_words_are_one_by_their_sounds(void **state)
{
    static const row rows[] = {
        { "Sutan", "Сутан", true },     { "Sutan", "سوتان", true },  { "Trumbel", "ترامبل", true },
        { "Sutan", "Султан", false },   { "Olvik", "Ольвик", true }, { "Kim", "Ким", false },
        { "Petrov", "Петрова", false },
    };
    (void)state;
    check(rows, KB_COUNT(rows), kb_words_sound_alike);
}

static void test_hostile_words_have_no_sound(void **state)
{
    static char many[4096];
    static const kb_str rows[] = { { "", 0 }, { "\0\0", 2 }, { "\xff\xfe \xff", 4 }, { "a\xd1", 2 }, { "   ", 3 } };
    char room[KB_SOUND_KEY_MAX];
    kb_latin *latin;
    kb_str key;
    (void)state;
    assert_int_equal(kb_latin_open(&latin, NULL), KB_OK);
    for (size_t i = 0; i < sizeof many; i++) many[i] = "nmtrlp nmtr"[i % 11];
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_sound_key(latin, rows[i], room, &key);
        assert_false(kb_names_sound_alike(latin, rows[i], KB_STR("Рана Сутан")));
    }
    for (size_t len = 1; len <= sizeof many; len += 97) {
        kb_sound_key(latin, (kb_str){ many, len }, room, &key);
        assert_true(key.len <= sizeof room);
        assert_false(kb_names_sound_alike(latin, (kb_str){ many, len }, KB_STR("Рана Сутан")));
    }
    kb_latin_close(latin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_in_two_scripts_are_one_by_their_sounds),
        cmocka_unit_test(test_single_words_are_one_by_their_sounds),
        cmocka_unit_test(test_hostile_words_have_no_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
