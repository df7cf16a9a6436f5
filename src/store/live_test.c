/* A stream gives the same stories, whether its reports are held in memory or stored. */
#define _DEFAULT_SOURCE
#include "store/test_number.h"
#include "story/group.h"
#include "story/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "text/stem.h"

#define COUNT 1500
#define DAYS 30
#define TERMS 40
#define COMMON 4 /* numbers that reports of all languages have: their counts are in the epochs of each in turn */

/* Far less than KB_WINDOW, so that reports fall out behind the border, by age and by number, and counts halve. */
static const struct {
    kb_window window;
    const char *why;
} rows[] = {
    { { .seconds = 3 * 86400, .min = 40, .max = 1000, .epoch = 90, .steps = 4 }, "by age" },
    { { .seconds = 30 * 86400, .min = 40, .max = 120, .epoch = 64, .steps = 4 }, "by number" },
    { { .seconds = 2 * 86400, .min = 10, .max = 60, .epoch = 7, .steps = 1 }, "one step with each" },
    { { .seconds = 14 * 86400, .min = 20000, .max = 1000000, .epoch = 200000, .steps = 4 }, "not at all" },
};

static uint64_t chance(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* Reports of some thirty events at a time, half of the terms those of the event, a quarter of all. */
static kb_sketch next_sketch(kb_term *terms, uint64_t *seed, uint32_t day)
{
    uint32_t event = day / 4 * 30 + (uint32_t)(chance(seed) % 30), lang = event % 3 + 1;
    uint32_t term = 0;
    for (uint32_t i = 0; i < TERMS; i++) {
        bool common = i < COMMON, own = chance(seed) % 4 != 0;
        term += 1 + (uint32_t)chance(seed) % 3;
        terms[i] = (kb_term){ common ? 1 + i
                              : own  ? 1000 + event * 1000 + i * 10
                                     : 1000000 + i * 1000 + term % 500,
                              (uint16_t)(2 | 1 << 6),
                              common  ? KB_TERM_SPEAKS | KB_TERM_NUMBER
                              : i % 5 ? KB_TERM_SPEAKS
                                      : KB_TERM_TRAVELS,
                              0 };
        for (uint32_t k = i; k > 0 && terms[k].term < terms[k - 1].term; k--) {
            kb_term t = terms[k];
            terms[k] = terms[k - 1];
            terms[k - 1] = t;
        }
    }
    return (kb_sketch){ .at = terms, .count = TERMS, .lang = lang, .outlet = 1 + event % 7, .length = 200 };
}

static kb_store *open_store(const char *path, kb_claim_tools *tools, const kb_window *window)
{
    const kb_store_limits limits = { .busy_ms = 50 };
    kb_store *store;
    kb_err err = { 0 };
    if (kb_store_open(path, KB_DESK_CREATE, tools, &limits, &store, &err) != KB_OK) fail_msg("%s", err.text);
    kb_store_set_window(store, window);
    return store;
}

static void save(kb_store *store, int64_t number)
{
    kb_document *doc;
    int64_t article = 0, revision;
    kb_err err = { 0 };
    assert_int_equal(kb_document_new(1 << 16, &doc, NULL), KB_OK);
    assert_true(kb_arena_print(doc->arena, &doc->url, "https://a.example/%d", (int)number));
    doc->id = doc->title = doc->text = doc->url;
    doc->lang = KB_STR("en");
    if (kb_store_save(store, doc, 1741000000, &article, &revision, &err) != KB_OK) fail_msg("%s", err.text);
    assert_int_equal(article, number);
    kb_document_free(doc);
}

static kb_choice group(kb_live live, kb_report report)
{
    kb_arena *arena = kb_arena_new(1 << 24);
    kb_choice choice;
    kb_err err = { 0 };
    if (kb_group_report(&live, &report, KB_GRAIN_FINE, NULL, arena, &choice, &err) != KB_OK) fail_msg("%s", err.text);
    kb_arena_free(arena);
    return choice;
}

static void compare_stories(size_t row, kb_store *store, const kb_memory *memory)
{
    for (int64_t n = 1; n <= COUNT; n++) {
        char sql[80];
        (void)snprintf(sql, sizeof sql, "SELECT story FROM members WHERE article = %d", (int)n);
        KB_ROW_INT(row, number(store, sql), kb_memory_story(memory, n));
    }
}

static void stream(size_t row, kb_store *store)
{
    kb_memory *memory;
    uint64_t seed = 5;
    size_t joined = 0;
    assert_int_equal(kb_memory_new(&memory, NULL), KB_OK);
    kb_memory_set_window(memory, &rows[row].window);
    assert_int_equal(kb_store_begin(store, NULL), KB_OK);
    for (int64_t n = 1; n <= COUNT; n++) {
        kb_term terms[TERMS], copy[TERMS];
        kb_report report = { .article = n, .when = 1741000000 + n * DAYS * 86400 / COUNT, .dated = n % 50 != 0 };
        report.sketch = next_sketch(terms, &seed, (uint32_t)(n * DAYS / COUNT));
        memcpy(copy, terms, sizeof copy);
        kb_report again = report;
        again.sketch.at = copy;
        save(store, n);
        kb_choice held = group(kb_memory_live(memory), report), stored = group(kb_store_live(store), again);
        KB_ROW_INT(row, stored.story, held.story);
        KB_ROW_INT(row, stored.nearest, held.nearest);
        KB_ROW_INT(row, stored.odds * 1000, held.odds * 1000);
        joined += held.nearest != 0;
    }
    compare_stories(row, store, memory);
    assert_true(joined > COUNT / 2);
    kb_memory_free(memory);
}

static void test_memory_and_desk_give_the_same_stories_behind_the_window_too(void **state)
{
    kb_claim_tools tools = { 0 };
    kb_langs *langs;
    (void)state;
    assert_int_equal(kb_text_open(&tools.text, NULL), KB_OK);
    assert_int_equal(kb_langs_new(&langs, NULL), KB_OK);
    assert_int_equal(kb_stemmer_open(NULL, &tools.stemmer, NULL), KB_OK);
    tools.langs = langs;
    for (size_t row = 0; row < KB_COUNT(rows); row++) {
        kb_store *store = open_store(":memory:", &tools, &rows[row].window);
        stream(row, store);
        int64_t live = number(store, "SELECT count(*) FROM members WHERE article >= (SELECT oldest FROM live)");
        assert_true(row == 3 ? live == COUNT : live < COUNT / 2);
        KB_ROW_INT(row, number(store, "SELECT count(DISTINCT article) FROM leads"), live); /* the others went */
        kb_store_close(store);
    }
    kb_stemmer_close(tools.stemmer);
    kb_langs_free(langs);
    kb_text_close(tools.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_and_desk_give_the_same_stories_behind_the_window_too),
    };
    return cmocka_run_group_tests_name("live", tests, NULL, NULL);
}
