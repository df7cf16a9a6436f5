#include "read/names.h"

#include "base/test.h"

static bool is_outlet(const void *user, kb_str words)
{
    (void)user;
    return kb_str_equal_ascii(words, KB_STR("Island Post"));
}

static void test_people_are_taken_from_a_by_line(void **state)
{
    static const struct {
        const char *words, *people, *carriers;
        bool stated;
    } rows[] = {
        { "By Ana Reyes", "Ana Reyes", "", false },
        { "By Ana Reyes and Tom Hale", "Ana Reyes, Tom Hale", "", false },
        { "Von Ana Reyes und Tom Hale", "Ana Reyes, Tom Hale", "", false },
        { "Oleh: Sari Dewi, Bima Aria", "Sari Dewi, Bima Aria", "", false },
        { "Penulis: Sari Dewi | Editor: Lestari Hadi", "Sari Dewi", "", false },
        { "Editor: Lestari Hadi, Reporter: Sari Dewi", "Sari Dewi", "", false },
        { "Ana Reyes, Senior Reporter", "Ana Reyes", "", true },
        { "Ana Reyes\tSenior Reporter\n4 March 2025", "Ana Reyes", "", false },
        { "Ana Reyes July 3, 2025", "Ana Reyes", "", false },
        { "Ana Reyes in Marlow Bay", "Ana Reyes", "", false },
        { "Ana Reyes (obe)", "Ana Reyes", "", true },
        { "Ana Reyes, AP", "Ana Reyes", "AP", true },
        { "Reuters", "", "Reuters", true },
        { "Island Post", "", "", true },
        { "Tim Redaksi", "", "", true },
        { "Island Post Newsroom", "", "", true },
        { "ana.reyes@post.example", "", "", true },
        { "https://post.example/ana", "", "", true },
        { "Ana Reyes, Ana Reyes", "Ana Reyes", "", true },
        { "Last updated: 4 March", "", "", false },
        { "Share this", "", "", false },
        { "4 comments", "", "", false },
        { "記者 王小明", "王小明", "", false },
        { "김하늘 기자", "김하늘", "", true },
        { "Island Post", "", "", false },
        { "Por Joana Prado, Marlow", "Joana Prado", "", false },
        { "Por Joana Prado e Cher", "Joana Prado, Cher", "", false },
        { "Maria de la Cruz", "Maria de la Cruz", "", true },
        { "Ana Reyes, MD, PhD", "Ana Reyes", "", true },
        { "", "", "", true },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(1 << 20);
        kb_names names = { 0 };
        kb_buf people = { 0 }, carriers = { 0 };
        kb_names_place place = { is_outlet, NULL, rows[i].stated };
        assert_int_equal(kb_names_take(kb_str_of(rows[i].words), place, arena, &names, NULL), KB_OK);
        kb_strs_join(&people, names.people);
        kb_strs_join(&carriers, names.carriers);
        KB_ROW_STR(i, kb_buf_str(&people), kb_str_of(rows[i].people));
        KB_ROW_STR(i, kb_buf_str(&carriers), kb_str_of(rows[i].carriers));
        kb_buf_clear(&people);
        kb_buf_clear(&carriers);
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_people_are_taken_from_a_by_line) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
