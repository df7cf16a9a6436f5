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

/* ---- against the plain way ---- */

enum { COUNT = 24, THRESHOLD = -750, MISSED = -3000, ACROSS_WEIGHT = 3 };

/* Reports by chance: links between a quarter of the pairs; where `settled`, two kinds and some that hands set. */
typedef struct {
    kb_link links[COUNT * COUNT];
    size_t link_count;
    int32_t odds[COUNT][COUNT], weight[COUNT][COUNT];
    uint32_t kinds[COUNT], fixed[COUNT], barred[COUNT];
} drawn;

static uint64_t chance(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

static void draw(uint64_t *seed, bool settled, drawn *out)
{
    *out = (drawn){ 0 };
    for (uint32_t i = 0; i < COUNT && settled; i++) {
        out->kinds[i] = (uint32_t)chance(seed) % 2;
        out->fixed[i] = (uint32_t)chance(seed) % 6 / 3 * (1 + i % 3);
        out->barred[i] = !out->fixed[i] && chance(seed) % 4 == 0 ? 1u << (1 + chance(seed) % 3) : 0;
    }
    for (uint32_t a = 0; a < COUNT; a++)
        for (uint32_t b = a + 1; b < COUNT; b++) {
            bool link = chance(seed) % 4 == 0, across = out->kinds[a] != out->kinds[b];
            int32_t odds = link ? (int32_t)(chance(seed) & 0xFFFF) % 10000 - 4000 : MISSED;
            if (link) out->links[out->link_count++] = (kb_link){ a, b, odds };
            out->odds[a][b] = out->odds[b][a] = odds;
            out->weight[a][b] = out->weight[b][a] = link || !across ? KB_LINKAGE_WHOLE : ACROSS_WEIGHT;
        }
}

/* The mean odds of two groups; none where they never join. */
static double mean_of(const drawn *d, const uint32_t *group, uint32_t a, uint32_t b)
{
    double sum = 0, weight = 0;
    for (uint32_t i = 0; i < COUNT; i++)
        for (uint32_t k = 0; k < COUNT; k++) {
            if (group[i] != a || group[k] != b) continue;
            bool apart = d->fixed[i] && d->fixed[k] && d->fixed[i] != d->fixed[k];
            for (uint32_t n = 0; n < COUNT; n++) {
                apart |= group[n] == b && d->fixed[i] && d->barred[n] >> d->fixed[i] & 1;
                apart |= group[n] == a && d->fixed[k] && d->barred[n] >> d->fixed[k] & 1;
            }
            if (apart) return MISSED;
            sum += (double)d->odds[i][k] * d->weight[i][k];
            weight += d->weight[i][k];
        }
    return sum / weight;
}

/* Look at all pairs of groups, join the best, begin again. */
static void link_plainly(const drawn *d, uint32_t *group)
{
    for (uint32_t i = 0; i < COUNT; i++) {
        group[i] = i;
        for (uint32_t k = 0; k < i && group[i] == i && d->fixed[i]; k++)
            if (d->fixed[k] == d->fixed[i]) group[i] = group[k];
    }
    for (;;) {
        double best = THRESHOLD;
        uint32_t x = 0, y = 0;
        for (uint32_t a = 0; a < COUNT; a++)
            for (uint32_t b = a + 1; b < COUNT; b++) {
                if (group[a] != a || group[b] != b) continue;
                double mean = mean_of(d, group, a, b);
                if (mean > best) best = mean, x = a, y = b;
            }
        if (x == y) return;
        for (uint32_t i = 0; i < COUNT; i++)
            if (group[i] == y) group[i] = x;
    }
}

static void test_the_quick_way_gives_what_the_plain_way_gives(void **state)
{
    uint64_t seed = 12345;
    (void)state;
    for (int round = 0; round < 400; round++) {
        bool settled = round % 2;
        kb_arena *arena = kb_arena_new(1 << 18);
        uint32_t group[COUNT], plain[COUNT];
        drawn d;
        draw(&seed, settled, &d);
        const kb_linkage_hands hands = { d.fixed, d.barred };
        const kb_linkage_kinds kinds = { d.kinds, ACROSS_WEIGHT };
        assert_int_equal(kb_linkage(d.links, d.link_count, COUNT, settled ? &hands : NULL, settled ? &kinds : NULL,
                                    THRESHOLD, MISSED, arena, group, NULL),
                         KB_OK);
        link_plainly(&d, plain);
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
