#define _DEFAULT_SOURCE
#include "store/outlets.h"

#include "store/test_folder.h"

static void test_hosts_are_kept_in_one_form(void **state)
{
    static const struct {
        const char *given, *host; /* NULL: it is none */
    } rows[] = {
        { "suara.example", "suara.example" },
        { " Suara.Example ", "suara.example" },
        { "www.suara.example", "suara.example" },
        { "https://www.suara.example/rss?x=1", "suara.example" },
        { "http://user:pass@suara.example:8080/", "suara.example" },
        { "berita.suara.example", "berita.suara.example" },
        { "suara", NULL },
        { "", NULL },
        { "Suara Timur", NULL },
        { "suara.example/rss", NULL },
        { ".example", NULL },
        { "suara.example.", NULL },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_str host;
        bool good = kb_outlet_host(kb_str_of(rows[i].given), arena, &host);
        if (good != (rows[i].host != NULL)) fail_msg("row %zu: %s", i, rows[i].given);
        if (good) KB_ROW_STR(i, host, kb_str_of(rows[i].host));
    }
}

/* ---- whose a masthead is ---- */

typedef struct {
    const char *verb, *outlet, *value;
} edit;

static kb_status do_edit(kb_store *store, const edit *e, kb_err *err)
{
    kb_outlet_row row;
    int64_t id = 0, other = 0;
    kb_str value = kb_str_of(e->value ? e->value : "");
    kb_status status = kb_store_outlet_find(store, kb_str_of(e->outlet), &id, err);
    if (status == KB_OK && !id) return kb_fail(err, KB_ERR_NOT_FOUND, "no %s", e->outlet);
    if (status == KB_OK) status = kb_store_outlet(store, id, arena, &row, err);
    if (status != KB_OK) return status;
    if (strcmp(e->verb, "alias") == 0) return kb_store_outlet_alias(store, id, value, err);
    if (strcmp(e->verb, "no alias") == 0) return kb_store_outlet_drop_alias(store, id, value, err);
    if (strcmp(e->verb, "host") == 0) return kb_store_outlet_host(store, id, value, err);
    if (strcmp(e->verb, "no host") == 0) return kb_store_outlet_drop_host(store, id, value, err);
    if (strcmp(e->verb, "clear") == 0) return kb_store_outlet_clear(store, id, err);
    if (strcmp(e->verb, "merge") == 0) {
        status = kb_store_outlet_find(store, value, &other, err);
        return status == KB_OK ? kb_store_outlet_merge(store, id, other, err) : status;
    }
    if (strcmp(e->verb, "name") == 0) row.name = value;
    if (strcmp(e->verb, "note") == 0) row.note = value;
    if (strcmp(e->verb, "mirror of") == 0) row.owner = value;
    row.mirror = strcmp(e->verb, "mirror of") == 0;
    return kb_store_outlet_save(store, &row, err);
}

/* "Suara Timur, ST > Suara Timur; ..." in order of the mastheads, with what an outlet counts as behind "=". */
static void tell(kb_store *store, const char *const *mastheads, kb_buf *out)
{
    for (size_t i = 0; mastheads[i]; i++) {
        kb_outlet_row row = { 0 };
        kb_str name = { 0 };
        int64_t id = 0;
        assert_int_equal(kb_store_outlet_find(store, kb_str_of(mastheads[i]), &id, NULL), KB_OK);
        assert_int_equal(kb_store_outlet(store, id, arena, &row, NULL), KB_OK);
        name = row.name;
        kb_buf_print(out, "%s%.*s", i ? "; " : "", KB_STR_ARGS(name));
        if (!kb_str_equal(row.counted, name)) kb_buf_print(out, " = %.*s", KB_STR_ARGS(row.counted));
    }
}

static const struct {
    const char *mastheads[5];
    edit edits[5];
    const char *outlets; /* of the mastheads; or why the last edit failed */
} cases[] = {
    { { "Suara Timur", "ST" }, { { 0 } }, "Suara Timur; ST" },
    { { "Suara Timur", "ST" }, { { "alias", "Suara Timur", "ST" } }, "Suara Timur; Suara Timur" },
    { { "Suara Timur", "s. t.", "S T" },
      { { "alias", "Suara Timur", "S.T." } },
      "Suara Timur; Suara Timur; Suara Timur" },
    { { "Suara Timur", "Suara T\xc3\xadmur" },
      { { "alias", "Suara Timur", "suara timur" } },
      "Suara Timur; Suara Timur" },
    { { "Suara Timur", "ST" },
      { { "alias", "Suara Timur", "ST" }, { "no alias", "Suara Timur", "st" } },
      "Suara Timur; ST" },
    { { "Suara Timur", "suara.example", "m.suara.example", "suara.example.net", "notsuara.example" },
      { { "host", "Suara Timur", "suara.example" } },
      "Suara Timur; Suara Timur; Suara Timur; suara.example.net; notsuara.example" },
    { { "Suara Timur", "Olahraga", "bola.suara.example", "bulu.suara.example" },
      { { "host", "Suara Timur", "suara.example" }, { "host", "Olahraga", "bola.suara.example" } },
      "Suara Timur; Olahraga; Olahraga; Suara Timur" },
    { { "Suara Timur", "Suara.Example" }, { { "host", "Suara Timur", "suara.example" } }, "Suara Timur; Suara Timur" },
    { { "Suara Timur", "suara.example" },
      { { "host", "Suara Timur", "suara.example" }, { "no host", "Suara Timur", "suara.example" } },
      "Suara Timur; suara.example" },
    { { "suara.example" }, { { "name", "suara.example", "Suara Timur" } }, "Suara Timur" },
    { { "Suara Timur", "ST" },
      { { "name", "Suara Timur", "Suara Baru" }, { "alias", "Suara Timur", "ST" } },
      "Suara Baru; Suara Baru" },
    { { "Suara Timur", "ST" }, { { "merge", "Suara Timur", "ST" } }, "Suara Timur; Suara Timur" },
    { { "Suara Timur", "ST", "STO" },
      { { "alias", "ST", "STO" }, { "merge", "Suara Timur", "ST" } },
      "Suara Timur; Suara Timur; Suara Timur" },
    { { "Suara Timur", "ST" },
      { { "alias", "Suara Timur", "ST" }, { "clear", "Suara Timur", NULL } },
      "Suara Timur; ST" },
    /* an edited outlet's own name goes before another's alias of the same letters */
    { { "Suara", "SUARA", "suara" },
      { { "note", "SUARA", "of Kupang" }, { "alias", "Suara", "suara" } },
      "Suara; SUARA; Suara" },
    { { "A", "B", "C" }, { { "mirror of", "A", "X" }, { "mirror of", "C", "x" } }, "A; B; C = A" },
    { { "A", "B", "C" }, { { "mirror of", "A", "X" }, { "mirror of", "C", "Y" } }, "A; B; C" },
    { { "A", "B", "C" }, { { "mirror of", "B", "X" }, { "mirror of", "C", "X" }, { "note", "B", "" } }, "A; B; C" },
    { { "A", "B", "C" }, { { "mirror of", "B", "X" }, { "mirror of", "C", "X" }, { "name", "B", "D" } }, "A; D; C" },
    { { "A", "B" },
      { { "note", "B", "x" }, { "alias", "A", "B" } },
      "'B' is an outlet of its own; --merge makes two of them one" },
    { { "A", "B" }, { { "alias", "B", "C" }, { "alias", "A", "c" } }, "'c' is of 'B' already" },
    { { "A", "B" }, { { "host", "B", "c.example" }, { "host", "A", "c.example" } }, "'c.example' is of 'B' already" },
    { { "A", "B" }, { { "name", "A", "B" } }, "there is an outlet 'B' already; --merge makes two of them one" },
    { { "A", "B" }, { { "alias", "B", "C" }, { "name", "A", "C" } }, "'C' is of 'B' already" },
    { { "A" }, { { "alias", "A", "..." } }, "'...' has no letter or digit" },
    { { "A" }, { { "no alias", "A", "B" } }, "'B' is no alias of it" },
    { { "A" }, { { "no host", "A", "b.example" } }, "'b.example' is no host of it" },
};

static size_t count_ids(kb_store *store)
{
    kb_outlet_ids ids;
    assert_int_equal(kb_store_outlet_ids(store, arena, &ids, NULL), KB_OK);
    return ids.count;
}

/* Before the edits and behind them: what holds for articles that are stored holds for those that come. */
static void run_case(size_t i, bool before)
{
    kb_buf told = { 0 };
    kb_err err = { 0 };
    kb_status status = KB_OK;
    kb_store *store = open_store();
    assert_int_equal(kb_store_begin(store, NULL), KB_OK);
    for (size_t pass = 0; pass < 2; pass++) {
        int64_t id;
        for (size_t k = 0; k < 5 && cases[i].mastheads[k] && (before || pass); k++)
            assert_int_equal(kb_store_masthead(store, kb_str_of(cases[i].mastheads[k]), &id, NULL), KB_OK);
        for (size_t k = 0; k < 5 && cases[i].edits[k].verb && !pass && status == KB_OK; k++) {
            if (!before) { /* the outlet that is edited is there, no other */
                assert_int_equal(kb_store_outlet_named(store, kb_str_of(cases[i].edits[k].outlet), &id, NULL), KB_OK);
                if (!id)
                    assert_int_equal(kb_store_masthead(store, kb_str_of(cases[i].edits[k].outlet), &id, NULL), KB_OK);
            }
            status = do_edit(store, &cases[i].edits[k], &err);
            if (status == KB_OK) assert_int_equal(kb_store_outlets_settle(store, NULL), KB_OK);
        }
    }
    const char *mastheads[6] = { 0 };
    for (size_t k = 0; k < 5; k++) mastheads[k] = cases[i].mastheads[k];
    if (status == KB_OK)
        tell(store, mastheads, &told);
    else
        kb_buf_add_c(&told, err.text);
    KB_ROW_STR(i, kb_buf_str(&told), kb_str_of(cases[i].outlets));
    size_t outlets = count_ids(store);
    assert_int_equal(kb_store_outlets_settle(store, NULL), KB_OK); /* again changes nothing */
    assert_int_equal(count_ids(store), outlets);
    kb_buf_clear(&told);
    kb_store_close(store);
    remove_desk();
}

static void test_a_masthead_is_of_the_outlet_that_the_table_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(cases); i++) run_case(i, true);
}

static void test_articles_that_come_after_an_edit_are_of_the_same_outlets(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(cases); i++)
        if (!strchr(cases[i].outlets, '\'') &&
            strcmp(cases[i].edits[0].verb ? cases[i].edits[0].verb : "", "merge") != 0)
            run_case(i, false);
}

static void test_names_are_found_by_how_a_word_of_them_begins(void **state)
{
    static const char *const mastheads[] = { "Harian Sagara", "Sagara Pos", "\xc3\x89l Sagarino", "Warta 7",
                                             "Pesagara" };
    static const struct {
        const char *begins;
        size_t limit;
        const char *expected;
    } rows[] = {
        { "sag", 9, "Sagara Pos; \xc3\x89l Sagarino; Harian Sagara; " },
        { "SAGARA", 9, "Sagara Pos; Harian Sagara; " },
        { "sagara pos", 9, "Sagara Pos; " },
        { "el", 9, "\xc3\x89l Sagarino; " }, /* accents do not matter */
        { "sag", 1, "Sagara Pos; " },
        { "gara", 9, "" },                                 /* no word begins so */
        { "%", 2, "\xc3\x89l Sagarino; Harian Sagara; " }, /* no letter: the first of all */
        { "7", 9, "Warta 7; " },
    };
    kb_store *store = open_store();
    int64_t id;
    (void)state;
    assert_int_equal(kb_store_begin(store, NULL), KB_OK);
    for (size_t i = 0; i < KB_COUNT(mastheads); i++)
        assert_int_equal(kb_store_masthead(store, kb_str_of(mastheads[i]), &id, NULL), KB_OK);
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_strs names;
        kb_buf told = { 0 };
        assert_int_equal(kb_store_outlet_names(store, kb_str_of(rows[i].begins), rows[i].limit, arena, &names, NULL),
                         KB_OK);
        for (size_t k = 0; k < names.count; k++) kb_buf_print(&told, "%.*s; ", KB_STR_ARGS(names.at[k]));
        kb_buf_add_char(&told, '\0');
        assert_string_equal(told.at, rows[i].expected);
        kb_buf_clear(&told);
    }
    assert_int_equal(kb_store_commit(store, NULL), KB_OK);
    kb_store_close(store);
    remove_desk();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_hosts_are_kept_in_one_form),
        TEST(test_a_masthead_is_of_the_outlet_that_the_table_says),
        TEST(test_names_are_found_by_how_a_word_of_them_begins),
        TEST(test_articles_that_come_after_an_edit_are_of_the_same_outlets),
    };
    return cmocka_run_group_tests_name("outlets", tests, NULL, NULL);
}
