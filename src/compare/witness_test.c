#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare/witness.h"

/* Two reports that tell one matter: outlets, what these count as, agencies of by-lines, the carriers of what is told.
 */
typedef struct {
    const char *outlet[2], *counted[2], *agency[2], *carrier[2];
    uint32_t witnesses;
    const char *why;
} row;

#define NONE       \
    {              \
        NULL, NULL \
    }

static const row rows[] = {
    { NONE, NONE, NONE, NONE, 2, "nothing is known of either" },
    { { "Suara Timur", "Bay Times" }, NONE, NONE, NONE, 2, "two outlets" },
    { { "Suara Timur", "suara timur" }, NONE, NONE, NONE, 1, "one outlet" },
    { { "Nusa Barat", "Nusa Utara" }, { "Nusa Barat", "Nusa Barat" }, NONE, NONE, 1, "two mirrors" },
    { { "Suara Timur", "Suara Timur" }, NONE, { "Cakra", "Orla Press" }, NONE, 2, "one outlet, two agencies" },
    { { "Suara Timur", "Suara Timur" }, NONE, { "Cakra", NULL }, NONE, 2, "an agency's and the outlet's own" },
    { { "Suara Timur", "Bay Times" }, NONE, { "Cakra", "Cakra" }, NONE, 1, "one agency in two outlets" },
    { { "Suara Timur", "Bay Times" }, NONE, { "Cakra", NULL }, { NULL, "Cakra" }, 1, "an agency's by-line, and named" },
    { { "Cakra", "Bay Times" }, NONE, NONE, { NULL, "kantor berita Cakra" }, 1, "the agency's own, and named" },
    { { "Bay Times", "Suara Timur" }, NONE, NONE, { "The Suara Timur", "Bay Times" }, 1, "one names the other" },
    { { "Sun", "Bay Times" }, NONE, NONE, { NULL, "Upland Sun" }, 2, "a name within another outlet's" },
    { { "news.example", "Bay Times" }, NONE, NONE, { NULL, "news" }, 2, "a noun is no outlet" },
    { NONE, NONE, NONE, { "AP", "The Associated Press" }, 1, "an agency by either of its names" },
    { NONE, NONE, NONE, { "CNA", "Cakra News Agency" }, 1, "an acronym" },
    { NONE, NONE, NONE, { "CNB", "Cakra News Agency" }, 2, "another acronym" },
    { NONE, NONE, NONE, { "CN", "Cakra News" }, 2, "two letters are little" },
    { NONE, NONE, NONE, { "Cakra", "Orla Press" }, 2, "two carriers" },
};

static kb_strs one(const char *name, kb_str *room)
{
    *room = name ? kb_str_of(name) : (kb_str){ 0 };
    return (kb_strs){ room, name != NULL };
}

static uint32_t witnesses(const row *r, int first)
{
    kb_document docs[2] = { 0 };
    kb_account accounts[2] = { 0 };
    kb_lineage lineages[2] = { 0 };
    kb_cell cells[2] = { 0 };
    kb_str agencies[2], carriers[2];
    uint32_t group[2];
    for (int i = 0; i < 2; i++) {
        int from = (i + first) % 2;
        if (r->outlet[from]) docs[i].outlet = kb_str_of(r->outlet[from]);
        if (r->counted[from]) docs[i].counted = kb_str_of(r->counted[from]);
        accounts[i] = (kb_account){ .doc = &docs[i], .agencies = one(r->agency[from], &agencies[i]) };
        cells[i] = (kb_cell){ .report = (uint32_t)i + 1, .carriers = one(r->carrier[from], &carriers[i]) };
    }
    const kb_accounts all = { .at = accounts, .count = 2 };
    const kb_rows_maker maker = { .accounts = &all, .lineages = lineages };
    const kb_row told = { .cells = { cells, 2 } };
    return kb_row_witnesses(&maker, &told, group);
}

static void test_witnesses_are_outlets_and_carriers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int first = 0; first < 2; first++) {
            uint32_t got = witnesses(&rows[i], first);
            if (got != rows[i].witnesses) fail_msg("row %zu (%s): %u witnesses", i, rows[i].why, got);
        }
}

int main(void)
{
    static const struct CMUnitTest tests[] = { cmocka_unit_test(test_witnesses_are_outlets_and_carriers) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
