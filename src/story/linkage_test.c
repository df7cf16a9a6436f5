#include "base/test.h"
#include "story/linkage.h"

#define MISSING (-3)

static const struct {
    kb_link links[6];
    size_t link_count, count;
    int32_t threshold;
    uint32_t fixed[5], group[5];
    const char *why;
} rows[] = {
    { { { 0, 1, 2 } }, 1, 3, 0, { 0 }, { 0, 0, 2 }, "a sure pair joins, the third stays alone" },
    { { { 0, 1, -1 } }, 1, 2, 0, { 0 }, { 0, 1 }, "odds against it" },
    { { { 0, 1, 2 }, { 1, 2, 2 } }, 2, 3, 0, { 0 }, { 0, 0, 2 }, "a chain does not hold: 0 and 2 share too little" },
    { { { 0, 1, 4 }, { 1, 2, 4 } }, 2, 3, 0, { 0 }, { 0, 0, 0 }, "but one with very sure links does" },
    { { { 0, 1, 2 }, { 1, 2, 3 }, { 0, 2, 1 } }, 3, 3, 0, { 0 }, { 0, 0, 0 }, "all three are near" },
    { { { 0, 1, 3 }, { 2, 3, 3 }, { 0, 2, 1 }, { 1, 3, -2 } }, 4, 4, 0, { 0 }, { 0, 0, 2, 2 }, "two pairs stay two" },
    { { { 0, 1, 3 }, { 2, 3, 3 }, { 0, 2, 1 }, { 1, 3, -2 } }, 4, 4, -2, { 0 }, { 0, 0, 0, 0 }, "a lower threshold" },
    { { { 0, 1, 5 } }, 1, 2, 0, { 1, 2 }, { 0, 1 }, "a hand set them apart" },
    { { { 0, 1, -5 } }, 1, 3, 0, { 7, 7, 0 }, { 0, 0, 2 }, "a hand put them together" },
    { { { 0, 2, 5 }, { 1, 2, 4 } },
      2,
      3,
      0,
      { 1, 2, 0 },
      { 0, 1, 0 },
      "who is free goes to the nearer of two set apart" },
};

static void test_groups_join_by_the_mean_of_their_links(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(1 << 16);
        uint32_t group[5];
        const uint32_t barred[5] = { 0 };
        const kb_linkage_hands hands = { rows[i].fixed, barred };
        bool fixed = false;
        for (size_t k = 0; k < rows[i].count; k++) fixed = fixed || rows[i].fixed[k];
        assert_int_equal(kb_linkage(rows[i].links, rows[i].link_count, rows[i].count, fixed ? &hands : NULL, NULL,
                                    rows[i].threshold, MISSING, arena, group, NULL),
                         KB_OK);
        for (size_t k = 0; k < rows[i].count; k++) KB_ROW_INT(i, group[k], rows[i].group[k]);
        kb_arena_free(arena);
    }
}

static const struct {
    uint32_t fixed[3], barred[3], group[3];
    const char *why;
} kept_out[] = {
    { { 0 }, { 0 }, { 0, 0, 0 }, "no hand decided anything" },
    { { 1, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 }, "who stays is joined" },
    { { 1, 0, 0 },
      { 0, 0, 1 << 1 },
      { 0, 1, 1 },
      "but not by one that is kept out, nor by whoever has joined that one" },
    { { 1, 0, 0 }, { 0, 1 << 1, 0 }, { 0, 1, 1 }, "whichever of the two it is" },
    { { 2, 0, 0 }, { 0, 0, 1 << 1 }, { 0, 0, 0 }, "to be kept out of another changes nothing" },
    { { 0, 0, 1 }, { 1 << 1, 0, 0 }, { 0, 1, 1 }, "who is kept out stays alone" },
};

static void test_what_is_kept_out_never_joins(void **state)
{
    static const kb_link links[] = { { 0, 1, 4 }, { 1, 2, 6 }, { 0, 2, 5 } };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(kept_out); i++) {
        kb_arena *arena = kb_arena_new(1 << 16);
        const kb_linkage_hands hands = { kept_out[i].fixed, kept_out[i].barred };
        uint32_t group[3];
        assert_int_equal(kb_linkage(links, 3, 3, &hands, NULL, 0, MISSING, arena, group, NULL), KB_OK);
        for (size_t k = 0; k < 3; k++) KB_ROW_INT(i, group[k], kept_out[i].group[k]);
        kb_arena_free(arena);
    }
}

/* Against the plain way: look at all pairs of groups, join the best, begin again. */
static void test_the_quick_way_gives_what_the_plain_way_gives(void **state)
{
    enum { COUNT = 24 };
    uint64_t seed = 12345;
    (void)state;
    for (int round = 0; round < 200; round++) {
        kb_arena *arena = kb_arena_new(1 << 18);
        kb_link links[COUNT * COUNT];
        int32_t odds[COUNT][COUNT];
        uint32_t group[COUNT], plain[COUNT];
        size_t link_count = 0;
        for (uint32_t a = 0; a < COUNT; a++) {
            plain[a] = a;
            for (uint32_t b = a + 1; b < COUNT; b++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                odds[a][b] = odds[b][a] = 1000 * MISSING;
                if (seed >> 62 != 0) continue;
                odds[a][b] = odds[b][a] = (int32_t)(seed >> 40 & 0xFFFF) % 10000 - 4000;
                links[link_count++] = (kb_link){ a, b, odds[a][b] };
            }
        }
        for (;;) {
            double best = -750;
            uint32_t x = 0, y = 0;
            for (uint32_t a = 0; a < COUNT; a++)
                for (uint32_t b = a + 1; b < COUNT; b++) {
                    double sum = 0, pairs = 0;
                    if (plain[a] != a || plain[b] != b) continue;
                    for (uint32_t i = 0; i < COUNT; i++)
                        for (uint32_t k = 0; k < COUNT; k++)
                            if (plain[i] == a && plain[k] == b) sum += odds[i][k], pairs++;
                    if (sum / pairs > best) best = sum / pairs, x = a, y = b;
                }
            if (x == y) break;
            for (uint32_t i = 0; i < COUNT; i++)
                if (plain[i] == y) plain[i] = x;
        }
        assert_int_equal(kb_linkage(links, link_count, COUNT, NULL, NULL, -750, 1000 * MISSING, arena, group, NULL),
                         KB_OK);
        for (uint32_t i = 0; i < COUNT; i++) KB_ROW_INT((size_t)round, group[i], plain[i]);
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups_join_by_the_mean_of_their_links),
        cmocka_unit_test(test_what_is_kept_out_never_joins),
        cmocka_unit_test(test_the_quick_way_gives_what_the_plain_way_gives),
    };
    return cmocka_run_group_tests_name("linkage", tests, NULL, NULL);
}
