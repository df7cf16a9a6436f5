#define _DEFAULT_SOURCE
#include "store/query.h"
#include "store/schema.h"
#include "store/test_folder.h"
#include "store/test_number.h"
#include "store/test_tools.h"
#include "store/verdict.h"

#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>

/* ---- a desk and documents ---- */

static const kb_store_limits quick = { .busy_ms = 50 };

/* All that a test may leave in the folder. */
static int remove_all(void **state)
{
    static const char *const names[] = { "desk.sqlite-journal", "a folder" };
    char name[600];
    (void)chmod(folder, 0700);
    for (size_t i = 0; i < KB_COUNT(names); i++) {
        (void)snprintf(name, sizeof name, "%s/%s", folder, names[i]);
        (void)remove(name);
    }
    return remove_folder(state);
}

static kb_store *open_desk(kb_desk_mode mode)
{
    kb_store *store;
    kb_err err = { 0 };
    if (kb_store_open(path, mode, &tools, &quick, &store, &err) != KB_OK) fail_msg("%s", err.text);
    return store;
}

static kb_document *document(const char *url, const char *outlet, const char *lang, const char *title, const char *text)
{
    kb_document *doc;
    assert_int_equal(kb_document_new(1 << 20, &doc, NULL), KB_OK);
    doc->id = KB_STR("a-1");
    doc->url = kb_str_of(url);
    doc->outlet = kb_str_of(outlet);
    doc->lang = kb_str_of(lang);
    doc->title = kb_str_of(title);
    doc->text = kb_str_of(text);
    return doc;
}

static int64_t save(kb_store *store, kb_document *doc)
{
    int64_t article = 0, revision, story = 0;
    kb_term term = { 7, 1, KB_TERM_SPEAKS, 12 };
    const kb_live live = kb_store_live(store);
    const uint16_t lead = 0;
    kb_known known;
    kb_err err = { 0 };
    assert_int_equal(kb_store_begin(store, &err), KB_OK);
    assert_int_equal(kb_store_find(store, doc, &known, &article, &err), KB_OK);
    if (known == KB_KNOWN_NOT) article = 0;
    if (kb_store_save(store, doc, 1741000000, &article, &revision, &err) != KB_OK) fail_msg("%s", err.text);
    if (known == KB_KNOWN_NOT) {
        kb_held held = { .article = article, .when = 1741000000, .dated = true, .sketch = { .at = &term, .count = 1 } };
        kb_held_weigh(&held);
        assert_int_equal(live.put(live.self, &held, NULL, 0, &lead, 1, &story, &err), KB_OK);
    }
    assert_int_equal(kb_store_commit(store, &err), KB_OK);
    return article;
}

/* ---- save and load ---- */

static void test_what_is_loaded_equals_what_was_saved(void **state)
{
    kb_str people[] = { KB_STR("Rana"), KB_STR("Tom Hale") };
    kb_line lines[] = { { { 0, 4 }, KB_LINE_TITLE }, { { 5, 9 }, KB_LINE_CREDIT } };
    kb_document *doc = document("https://suara.example/a", "Suara Timur", "id", "Gempa",
                                "satu\ndua\0\xf0\x9f\x8c\x8b tiga"),
                *back;
    (void)state;
    doc->text.len = sizeof "satu\ndua\0\xf0\x9f\x8c\x8b tiga" - 1;
    doc->canonical = KB_STR("https://suara.example/b");
    doc->byline = (kb_strs){ people, KB_COUNT(people) };
    kb_str carriers[] = { KB_STR("Kantor Warta") }, tags[] = { KB_STR("gempa, tsunami"), KB_STR("Alor") };
    doc->carriers = (kb_strs){ carriers, 1 };
    doc->tags = (kb_strs){ tags, 2 };
    doc->section = KB_STR("Daerah");
    doc->image = KB_STR("https://suara.example/a.jpg");
    doc->byline_from = doc->modified_from = KB_STR("json-ld");
    doc->paywalled = true;
    doc->published = (kb_time){ 1741000000, 480, true, KB_TIME_MINUTE };
    doc->modified = (kb_time){ -5, 0, false, KB_TIME_DAY };
    doc->lines = (kb_lines){ lines, KB_COUNT(lines) };
    doc->replaced = 3;
    doc->origin_file = KB_STR("a.html");
    doc->origin_offset = UINT64_MAX;
    doc->bytes_hash = 0x8000000000000001u;
    doc->chosen_by = KB_STR("plain");
    doc->title_from = KB_STR("line");
    doc->kind = KB_DOC_SHORT;
    kb_store *store = open_desk(KB_DESK_CREATE);
    int64_t article = save(store, doc);
    kb_store_close(store);
    store = open_desk(KB_DESK_READ);
    assert_int_equal(kb_store_load(store, article, &back, NULL), KB_OK);
    const struct {
        kb_str a, b;
    } strings[] = {
        { doc->id, back->id },
        { doc->url, back->url },
        { doc->canonical, back->canonical },
        { doc->outlet, back->outlet },
        { doc->title, back->title },
        { doc->byline.at[0], back->byline.at[0] },
        { doc->byline.at[1], back->byline.at[1] },
        { doc->carriers.at[0], back->carriers.at[0] },
        { doc->tags.at[0], back->tags.at[0] },
        { doc->tags.at[1], back->tags.at[1] },
        { doc->section, back->section },
        { doc->image, back->image },
        { doc->byline_from, back->byline_from },
        { doc->modified_from, back->modified_from },
        { doc->lang, back->lang },
        { doc->text, back->text },
        { doc->origin_file, back->origin_file },
        { doc->origin_record, back->origin_record },
        { doc->chosen_by, back->chosen_by },
        { doc->title_from, back->title_from },
        { doc->published_from, back->published_from },
    };
    for (size_t i = 0; i < KB_COUNT(strings); i++) KB_ROW_STR(i, strings[i].b, strings[i].a);
    assert_memory_equal(&back->published.seconds, &doc->published.seconds, sizeof doc->published.seconds);
    assert_true(back->published.offset == 480 && back->published.zoned && back->published.precision == KB_TIME_MINUTE);
    assert_true(back->modified.seconds == -5 && !back->modified.zoned && back->modified.precision == KB_TIME_DAY);
    assert_true(back->paywalled);
    assert_int_equal(back->lines.count, 2);
    assert_true(back->lines.at[1].span.begin == 5 && back->lines.at[1].span.end == 9 &&
                back->lines.at[1].kind == KB_LINE_CREDIT);
    assert_int_equal(back->replaced, 3);
    assert_true(back->origin_offset == doc->origin_offset && back->bytes_hash == doc->bytes_hash &&
                back->kind == doc->kind);
    kb_document_free(back);
    assert_int_equal(kb_store_load(store, 99, &back, NULL), KB_ERR_NOT_FOUND);
    assert_null(back);
    kb_store_close(store);
    kb_document_free(doc);
}

static const struct {
    const char *url, *canonical, *outlet, *title, *text;
    kb_doc_kind kind;
    kb_known known;
    const char *why;
} again[] = {
    { "https://suara.example/a", "", "Suara", "Gempa", "Bumi berguncang.", KB_DOC_ARTICLE, KB_KNOWN_SAME,
      "the same again" },
    { "http://www.suara.example/a/#x", "", "Suara", "Gempa", "Bumi berguncang.", KB_DOC_ARTICLE, KB_KNOWN_SAME,
      "written otherwise" },
    { "https://suara.example/a", "", "Suara", "Gempa", "Bumi berguncang lagi.", KB_DOC_ARTICLE, KB_KNOWN_OTHER,
      "other words" },
    { "https://suara.example/a", "", "Suara", "Gempa besar", "Bumi berguncang.", KB_DOC_ARTICLE, KB_KNOWN_OTHER,
      "another title" },
    { "https://m.suara.example/9", "https://suara.example/a", "Suara", "Gempa", "Lain.", KB_DOC_ARTICLE, KB_KNOWN_OTHER,
      "known by its canonical address" },
    { "https://suara.example/b", "", "Suara", "Gempa", "Bumi berguncang.", KB_DOC_ARTICLE, KB_KNOWN_SAME,
      "same outlet, same words" },
    { "", "", "Suara", "Gempa", "Bumi berguncang.", KB_DOC_ARTICLE, KB_KNOWN_SAME, "no address" },
    { "https://nusa.example/a", "", "Nusa", "Gempa", "Bumi berguncang.", KB_DOC_ARTICLE, KB_KNOWN_NOT,
      "another outlet's copy is an article of its own" },
    { "https://suara.example/b", "", "Suara", "Gempa", "Lain.", KB_DOC_ARTICLE, KB_KNOWN_NOT, "another article" },
    { "https://nusa.example/c", "https://nusa.example/", "Nusa", "Banjir", "Air naik.", KB_DOC_ARTICLE, KB_KNOWN_NOT,
      "the front page as canonical address ties nothing together" },
};

static void test_an_article_is_known_by_address_or_by_outlet_and_words(void **state)
{
    kb_document *first = document("https://suara.example/a", "Suara", "id", "Gempa", "Bumi berguncang.");
    kb_store *store = open_desk(KB_DESK_CREATE);
    (void)state;
    save(store, first);
    kb_document_free(first);
    for (size_t i = 0; i < KB_COUNT(again); i++) {
        kb_known known;
        int64_t article;
        kb_document *doc = document(again[i].url, again[i].outlet, "id", again[i].title, again[i].text);
        doc->canonical = kb_str_of(again[i].canonical);
        doc->kind = again[i].kind;
        assert_int_equal(kb_store_find(store, doc, &known, &article, NULL), KB_OK);
        KB_ROW_INT(i, known, again[i].known);
        KB_ROW_INT(i, article, known == KB_KNOWN_NOT ? 0 : 1);
        kb_document_free(doc);
    }
    kb_store_close(store);
}

static void test_a_title_alone_on_another_day_is_another_article(void **state)
{
    kb_known known;
    int64_t article;
    kb_document *doc = document("", "Suara", "id", "Cuaca hari ini", "");
    kb_store *store = open_desk(KB_DESK_CREATE);
    (void)state;
    doc->kind = KB_DOC_TITLE;
    doc->published = (kb_time){ 1741000000, 0, true, KB_TIME_SECOND };
    save(store, doc);
    assert_int_equal(kb_store_find(store, doc, &known, &article, NULL), KB_OK);
    assert_int_equal(known, KB_KNOWN_SAME);
    doc->published.seconds += 86400;
    assert_int_equal(kb_store_find(store, doc, &known, &article, NULL), KB_OK);
    assert_int_equal(known, KB_KNOWN_NOT);
    kb_document_free(doc);
    kb_store_close(store);
}

static void test_a_revision_overwrites_nothing_and_is_what_search_finds(void **state)
{
    kb_document *one = document("https://suara.example/a", "Suara", "id", "Gempa", "Delapan korban.");
    kb_document *two = document("https://suara.example/a", "Suara", "id", "Gempa", "Sebelas korban."), *back;
    kb_store *store = open_desk(KB_DESK_CREATE);
    size_t faults = 9;
    (void)state;
    assert_int_equal(save(store, one), 1);
    assert_int_equal(save(store, two), 1);
    assert_int_equal(number(store, "SELECT count(*) FROM articles"), 1);
    assert_int_equal(number(store, "SELECT count(*) FROM revisions"), 2);
    assert_int_equal(number(store, "SELECT count(*) FROM revisions WHERE text = 'Delapan korban.' AND current = 0"), 1);
    assert_int_equal(number(store, "SELECT count(*) FROM search WHERE search MATCH 'delapan'"), 0);
    assert_int_equal(number(store, "SELECT count(*) FROM search WHERE search MATCH 'sebelas'"), 1);
    assert_int_equal(kb_store_load(store, 1, &back, NULL), KB_OK);
    KB_ROW_STR(0, back->text, two->text);
    assert_int_equal(kb_store_check(store, NULL, NULL, &faults, NULL), KB_OK);
    assert_int_equal(faults, 0);
    kb_document_free(back);
    kb_document_free(one);
    kb_document_free(two);
    kb_store_close(store);
}

/* ---- search ---- */

static const struct {
    const char *lang, *title, *text;
} found_in[] = {
    { "en", "Quake kills two", "The houses collapsed in Lembata, said Korea's envoy. About 10.000 people fled." },
    { "de", "Überschwemmung", "Die Straßen stehen unter Wasser; Häuser wurden geräumt." },
    { "id", "Gempa di Lembata", "Masalah-masalah itu belum selesai. Jokowi meninjau rumah rusak berat." },
    { "fr", "L’économie", "La reprise à l’hôtel de ville d’Épinal." },
};

static const struct {
    const char *query, *found; /* numbers of the articles, in order of number; "!" a query that cannot be understood */
} queries[] = {
    { "house", "1" },
    { "HOUSES", "1" },
    { "collapse", "1" },
    { "lembata", "13" },
    { "lembata house", "1" },
    { "\"in lembata\"", "1" },
    { "\"lembata in\"", "" },
    { "lem*", "13" },
    { "hou*", "1" },
    { "\"in lem\"*", "1" },
    { "title:lembata", "3" },
    { "Title:Lembata", "3" },
    { "text:lembata", "1" },
    { "outlet:suara", "1234" },
    { "by:rana", "" },
    { "lembata -gempa", "1" },
    { "korea", "1" },
    { "10000", "1" },
    { "10.000", "1" },
    { "strassen", "2" },
    { "uberschwemmung", "2" },
    { "masalah", "3" },
    { "rumah rusak", "3" },
    { "economie", "4" },
    { "epinal", "4" },
    { "gempa OR quake", "13" },
    { "gempa OR quake house", "1" },
    { "lang:en", "" },
    { "\"\x01lang=en\"", "!" },
    { "AND", "" },
    { "house AND", "" },
    { "NEAR(house collapsed)", "" },
    { "house)", "1" },
    { "x\"; DROP TABLE articles", "!" },
    { "x; DROP TABLE articles", "" },
    { "\"house", "!" },
    { "", "!" },
    { "   ", "!" },
    { "-house", "!" },
    { "???", "!" },
    { "*", "!" },
    { "OR house", "!" },
    { "house OR", "!" },
    { "house OR OR collapsed", "!" },
    { "house OR -quake", "!" },
    { "title:", "!" },
    { "\xff", "!" },
};

static kb_status take_number(void *user, const kb_hit *hit)
{
    kb_buf_print(user, "%" PRId64, hit->article.article);
    return KB_OK;
}

static int by_char(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

static kb_store *store_of_rows(void)
{
    kb_store *store = open_desk(KB_DESK_CREATE);
    for (size_t i = 0; i < KB_COUNT(found_in); i++) {
        kb_document *doc = document("", "Suara", found_in[i].lang, found_in[i].title, found_in[i].text);
        save(store, doc);
        kb_document_free(doc);
    }
    return store;
}

static void test_search_finds_words_in_all_their_forms(void **state)
{
    kb_store *store = store_of_rows();
    (void)state;
    for (size_t i = 0; i < KB_COUNT(queries); i++) {
        kb_buf got = { 0 };
        kb_err err = { 0 };
        kb_query query = { .query = queries[i].query };
        kb_status status = kb_store_search(store, &query, take_number, &got, &err);
        if (got.len) qsort(got.at, got.len, 1, by_char);
        if (status == KB_ERR_FORMAT) {
            kb_buf_add_c(&got, "!");
            assert_true(kb_str_starts(kb_str_of(err.text), KB_STR("search: "))); /* ours, not SQLite's */
        } else if (status != KB_OK)
            fail_msg("row %zu: %s", i, err.text);
        KB_ROW_STR(i, kb_buf_str(&got), kb_str_of(queries[i].found));
        kb_buf_clear(&got);
    }
    kb_store_close(store);
}

static kb_status take_snippet(void *user, const kb_hit *hit)
{
    kb_buf_add(user, hit->title);
    kb_buf_add_char(user, '|');
    kb_buf_add(user, hit->snippet);
    return KB_OK;
}

static void test_what_matched_is_marked_in_its_place(void **state)
{
    static const struct {
        const char *query, *marked;
    } marked[] = {
        { "collapsing", "Quake kills two|The houses \x02"
                        "collapsed\x03 in Lembata, said Korea's envoy. About 10.000 people fled." },
        { "title:gempa rumah",
          "\x02Gempa\x03 di Lembata|Masalah-masalah itu belum selesai. Jokowi meninjau \x02rumah\x03 rusak berat." },
        { "hotel", "L’économie|La reprise à \x02l’hôtel\x03 de ville d’Épinal." },
        { "\"haus\" geraumt",
          "Überschwemmung|Die Straßen stehen unter Wasser; \x02Häuser\x03 wurden \x02geräumt\x03." },
    };
    kb_store *store = store_of_rows();
    (void)state;
    for (size_t i = 0; i < KB_COUNT(marked); i++) {
        kb_buf got = { 0 };
        kb_query query = { .query = marked[i].query };
        assert_int_equal(kb_store_search(store, &query, take_snippet, &got, NULL), KB_OK);
        KB_ROW_STR(i, kb_buf_str(&got), kb_str_of(marked[i].marked));
        kb_buf_clear(&got);
    }
    kb_store_close(store);
}

static void test_a_long_line_is_indexed_to_its_end(void **state)
{
    kb_buf text = { 0 }, got = { 0 };
    kb_query query = { .query = "\"akhir kalimat\"" };
    kb_store *store = open_desk(KB_DESK_CREATE);
    (void)state;
    for (size_t i = 0; i < 50000; i++) kb_buf_add_c(&text, i % 2 ? "é" : "kata ");
    kb_buf_add_c(&text, " akhir kalimat");
    kb_document *doc = document("", "Suara", "id", "Panjang", "");
    doc->text = kb_buf_str(&text);
    save(store, doc);
    assert_int_equal(kb_store_search(store, &query, take_number, &got, NULL), KB_OK);
    KB_ROW_STR(0, kb_buf_str(&got), KB_STR("1"));
    kb_buf_clear(&text);
    kb_buf_clear(&got);
    kb_document_free(doc);
    kb_store_close(store);
}

/* ---- what stands in the way of opening ---- */

static void write_file(const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void run_sql(const char *sql)
{
    sqlite3 *db;
    char *message = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) fail_msg("%s: %s", sql, message);
    sqlite3_close(db);
}

static void expect_refusal(kb_desk_mode mode, kb_status expected, const char *words)
{
    kb_store *store;
    kb_err err = { 0 };
    kb_status status = kb_store_open(path, mode, &tools, &quick, &store, &err);
    if (status != expected || !strstr(err.text, words) || !strstr(err.text, path))
        fail_msg("expected %d \"...%s...\", got %d \"%s\"", expected, words, status, err.text);
    assert_null(store);
}

static void test_a_missing_desk_is_told(void **state)
{
    (void)state;
    expect_refusal(KB_DESK_READ, KB_ERR_NOT_FOUND, "there is no desk");
    expect_refusal(KB_DESK_WRITE, KB_ERR_NOT_FOUND, "there is no desk");
}

static void test_what_is_no_desk_is_told_and_left_as_it_is(void **state)
{
    static const char text[] = "Bukan basis data, hanya sebuah catatan yang cukup panjang untuk disangka satu.";
    (void)state;
    write_file("", 0);
    expect_refusal(KB_DESK_READ, KB_ERR_FORMAT, "is an empty file");
    write_file(text, sizeof text - 1);
    expect_refusal(KB_DESK_READ, KB_ERR_FORMAT, "is not a desk");
    expect_refusal(KB_DESK_CREATE, KB_ERR_FORMAT, "is not a desk");
    (void)remove(path);
    run_sql("CREATE TABLE recipes(name)");
    expect_refusal(KB_DESK_READ, KB_ERR_FORMAT, "another program");
    expect_refusal(KB_DESK_CREATE, KB_ERR_FORMAT, "another program");
    run_sql("INSERT INTO recipes VALUES('sambal')");
    (void)remove(path);
    assert_int_equal(mkdir(path, 0700), 0);
    expect_refusal(KB_DESK_CREATE, KB_ERR_FORMAT, "is a folder");
    assert_int_equal(rmdir(path), 0);
}

static void test_a_newer_desk_is_told_and_left_as_it_is(void **state)
{
    char sql[60];
    (void)state;
    kb_store_close(open_desk(KB_DESK_CREATE));
    run_sql("PRAGMA user_version = 4711");
    expect_refusal(KB_DESK_READ, KB_ERR_FORMAT, "version 4711, made by a newer kabar");
    expect_refusal(KB_DESK_CREATE, KB_ERR_FORMAT, "version 4711, made by a newer kabar");
    (void)snprintf(sql, sizeof sql, "PRAGMA user_version = %lld", (long long)kb_schema_version());
    run_sql(sql);
    kb_store_close(open_desk(KB_DESK_READ));
}

static void test_a_desk_that_another_writes_can_be_read_and_is_told_busy_to_writers(void **state)
{
    kb_err err = { 0 };
    kb_store *one = open_desk(KB_DESK_CREATE), *two = open_desk(KB_DESK_WRITE);
    (void)state;
    assert_int_equal(kb_store_begin(one, NULL), KB_OK);
    assert_int_equal(kb_store_begin(two, &err), KB_ERR_BUSY);
    assert_non_null(strstr(err.text, "is in use by another process"));
    kb_store_close(open_desk(KB_DESK_READ));
    kb_store_rollback(one);
    assert_int_equal(kb_store_begin(two, &err), KB_OK);
    kb_store_close(one);
    kb_store_close(two);
}

static void test_a_desk_held_for_itself_by_another_is_busy(void **state)
{
    sqlite3 *holder;
    (void)state;
    kb_store_close(open_desk(KB_DESK_CREATE));
    assert_int_equal(sqlite3_open(path, &holder), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(holder, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE stories SET reports = 0; COMMIT",
                     NULL, NULL, NULL),
        SQLITE_OK);
    expect_refusal(KB_DESK_READ, KB_ERR_BUSY, "is in use by another process");
    expect_refusal(KB_DESK_WRITE, KB_ERR_BUSY, "is in use by another process");
    sqlite3_close(holder);
}

/* Root may write everywhere; the tests then go on as nobody. */
enum { NOBODY = 65534 };

static bool lower_rights(void)
{
    if (geteuid() != 0) return true;
    return chown(folder, NOBODY, NOBODY) == 0 && chown(path, NOBODY, NOBODY) == 0 && seteuid(NOBODY) == 0;
}

/* What a reader may have left beside the file: with it there, a folder need not be written. */
static void remove_beside(void)
{
    char name[400];
    (void)snprintf(name, sizeof name, "%s-wal", path);
    (void)remove(name);
    (void)snprintf(name, sizeof name, "%s-shm", path);
    (void)remove(name);
}

static void test_a_read_only_desk_is_read_and_not_written(void **state)
{
    bool root = geteuid() == 0;
    (void)state;
    kb_store *store = store_of_rows();
    kb_store_close(store);
    assert_true(lower_rights());
    assert_int_equal(chmod(path, 0400), 0);
    expect_refusal(KB_DESK_WRITE, KB_ERR_IO, "read-only");
    expect_refusal(KB_DESK_CREATE, KB_ERR_IO, "read-only");
    store = open_desk(KB_DESK_READ);
    assert_int_equal(number(store, "SELECT count(*) FROM articles"), KB_COUNT(found_in));
    kb_store_close(store);
    assert_int_equal(chmod(folder, 0500), 0); /* and its folder */
    store = open_desk(KB_DESK_READ);
    assert_int_equal(number(store, "SELECT count(*) FROM search WHERE search MATCH 'lembata'"), 2);
    kb_store_close(store);
    assert_int_equal(chmod(folder, 0700), 0);
    remove_beside();
    assert_true(chmod(path, 0600) == 0 && chmod(folder, 0500) == 0);
    kb_err err = { 0 };
    kb_status status = kb_store_open(path, KB_DESK_WRITE, &tools, &quick, &store, &err);
    if (status != KB_ERR_IO) fail_msg("a desk in a read-only folder was opened to write: %d %s", status, err.text);
    if (root) assert_int_equal(seteuid(0), 0);
}

static void test_a_reader_writes_nothing(void **state)
{
    kb_document *doc = document("", "Suara", "id", "Gempa", "Bumi.");
    int64_t article = 0, revision;
    (void)state;
    kb_store_close(store_of_rows());
    kb_store *store = open_desk(KB_DESK_READ);
    assert_int_not_equal(kb_store_save(store, doc, 0, &article, &revision, NULL), KB_OK);
    kb_document_free(doc);
    kb_store_close(store);
}

/* ---- a full disk ---- */

static void test_a_full_disk_is_told_and_what_was_stored_stays(void **state)
{
    kb_store *store;
    kb_err err = { 0 };
    kb_buf text = { 0 };
    kb_status status = KB_OK;
    int64_t stored = 0, revision;
    const kb_store_limits small = { .busy_ms = 50, .max_pages = 200 };
    (void)state;
    for (size_t i = 0; i < 4000; i++) kb_buf_print(&text, "kata%zu ", i * 7919 % 10007);
    assert_int_equal(kb_store_open(path, KB_DESK_CREATE, &tools, &small, &store, &err), KB_OK);
    for (size_t i = 0; i < 100 && status == KB_OK; i++) {
        char title[32];
        int64_t article = 0;
        (void)snprintf(title, sizeof title, "Judul %zu", i);
        kb_document *doc = document("", "Suara", "id", title, "");
        doc->text = kb_buf_str(&text);
        assert_int_equal(kb_store_begin(store, &err), KB_OK);
        status = kb_store_save(store, doc, 0, &article, &revision, &err);
        if (status == KB_OK) status = kb_store_commit(store, &err);
        kb_store_rollback(store);
        stored += status == KB_OK;
        kb_document_free(doc);
    }
    assert_int_equal(status, KB_ERR_IO);
    assert_non_null(strstr(err.text, "the disk is full"));
    assert_true(stored > 0);
    kb_store_close(store);
    store = open_desk(KB_DESK_WRITE);
    assert_int_equal(number(store, "SELECT count(*) FROM articles"), stored);
    assert_int_equal(number(store, "SELECT count(*) FROM search WHERE search MATCH 'judul'"), stored);
    kb_buf_clear(&text);
    kb_store_close(store);
}

/* ---- check ---- */

static const struct {
    const char *sql, *told;
} damages[] = {
    { "UPDATE revisions SET text = replace(text, 'houses', 'tents') WHERE article = 1",
      "article 1, revision 1: is not the text" },
    { "UPDATE revisions SET text_hash = text_hash + 1 WHERE article = 2", "article 2, revision 1: is not the text" },
    { "PRAGMA foreign_keys = OFF; DELETE FROM stories WHERE id = 2", "points to no row of stories" },
    { "PRAGMA foreign_keys = OFF; DELETE FROM members WHERE article = 3", "article 3 is in no story" },
    { "UPDATE stories SET reports = 5 WHERE id = 1", "story 1 counts 5 reports and has 1" },
    { "UPDATE revisions SET current = 0 WHERE article = 4", "article 4 has no text" },
    { "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'names_key'", "" },
    { "DELETE FROM search_data WHERE id > 10", "full-text index" },
    { "INSERT INTO copies VALUES(2, 1, 1, NULL, 0, 1, 1, 9, 12, 4)", "article 2 has 12 words, but 4 own and 9 of" },
    { "INSERT INTO copies VALUES(2, 1, 2, NULL, 0, 1, 1, 8, 12, 4)", "article 2 is its own source" },
    { "UPDATE live SET traced = 4", "article 1 was not looked at" },
    { "INSERT INTO prints VALUES(7, 1)", "there are 1 fingerprints of 0" },
    { "UPDATE mastheads SET outlet = NULL WHERE id = 1", "is of no outlet" },
    { "INSERT INTO outlets(name, counted) VALUES('Nusa Barat', 1)", "(Nusa Barat) has nothing" },
    { "UPDATE outlets SET counted = NULL WHERE id = 1", "counts as another" },
    { "INSERT INTO outlets(name, edited, counted) VALUES('Nusa Barat', 1, 1)", "(Nusa Barat) counts as another" },
    { "INSERT INTO outlets(id, name, edited, counted) VALUES(99, 'Nusa', 1, 99); INSERT INTO outlet_aliases SELECT"
      " lower(name), name, 99 FROM mastheads LIMIT 1",
      "is an alias of an outlet and of another" },
    { "DELETE FROM search_docsize WHERE id = 1", "full-text index" },
};

static void take_fault(void *user, const char *text)
{
    kb_buf_add_c(user, text);
    kb_buf_add_char(user, '\n');
}

static void test_check_finds_planted_damage(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(damages); i++) {
        kb_buf told = { 0 };
        kb_err err = { 0 };
        size_t faults = 0;
        kb_store *store;
        (void)remove(path);
        kb_store_close(store_of_rows());
        run_sql(damages[i].sql);
        kb_status status = kb_store_open(path, KB_DESK_WRITE, &tools, &quick, &store, &err);
        if (status == KB_OK) status = kb_store_check(store, take_fault, &told, &faults, &err);
        if (status == KB_ERR_FORMAT) kb_buf_add_c(&told, err.text), faults++; /* told before anything was opened */
        kb_buf_add_char(&told, '\0');
        if (faults == 0 || !strstr(told.at, damages[i].told))
            fail_msg("row %zu (%s): expected \"%s\", told \"%s\"", i, damages[i].sql, damages[i].told, told.at);
        kb_buf_clear(&told);
        kb_store_close(store);
    }
}

static void test_check_finds_a_page_overwritten(void **state)
{
    kb_buf told = { 0 };
    kb_err err = { 0 };
    kb_store *store;
    size_t faults = 0;
    (void)state;
    kb_store_close(store_of_rows());
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, 5 * 4096, SEEK_SET), 0);
    for (size_t i = 0; i < 2000; i++) assert_int_not_equal(fputc(0x5A, file), EOF);
    assert_int_equal(fclose(file), 0);
    kb_status status = kb_store_open(path, KB_DESK_WRITE, &tools, &quick, &store, &err);
    if (status == KB_OK) status = kb_store_check(store, take_fault, &told, &faults, &err);
    if (status != KB_OK)
        assert_int_equal(status, KB_ERR_FORMAT);
    else
        assert_true(faults > 0);
    kb_buf_clear(&told);
    kb_store_close(store);
}

/* ---- verdicts ---- */

static size_t standing(kb_store *store, int64_t article)
{
    kb_verdicts verdicts;
    assert_int_equal(kb_store_verdicts(store, article, arena, &verdicts, NULL), KB_OK);
    size_t count = verdicts.count;
    if (count) KB_ROW_STR(0, verdicts.at[0].note, KB_STR("heard it"));
    return count;
}

static void test_a_verdict_stands_while_its_text_does_and_until_it_is_taken_back(void **state)
{
    static const kb_signed by = { { "rana", 4 }, { "heard it", 8 }, 1741000000 };
    static const struct {
        kb_span span;
        kb_status status;
    } spans[] = {
        { { 0, 4 }, KB_OK },          { { 3, 3 }, KB_ERR_FORMAT },  { { 4, 3 }, KB_ERR_FORMAT },
        { { 0, 99 }, KB_ERR_FORMAT }, { { 0, 10 }, KB_ERR_FORMAT }, /* inside a character */
    };
    kb_document *doc = document("https://suara.example/a", "Suara Timur", "id", "Gempa", "satu dua \xc3\xa9 tiga");
    int64_t id, first = 0;
    (void)state;
    kb_store *store = open_desk(KB_DESK_CREATE);
    int64_t article = save(store, doc);
    for (size_t i = 0; i < KB_COUNT(spans); i++) {
        KB_ROW_INT(i, kb_store_judge(store, article, spans[i].span, KB_VERIFIED, &by, &id, NULL), spans[i].status);
        if (i == 0) first = id;
    }
    assert_int_equal(kb_store_judge(store, article + 1, spans[0].span, KB_VERIFIED, &by, &id, NULL), KB_ERR_NOT_FOUND);
    assert_int_equal(standing(store, article), 1);
    doc->text = KB_STR("satu dua empat");
    save(store, doc);
    assert_int_equal(standing(store, article), 0); /* other words now */
    doc->text = KB_STR("satu dua \xc3\xa9 tiga");
    save(store, doc);
    assert_int_equal(standing(store, article), 1); /* the same again */
    assert_int_equal(kb_store_unjudge(store, first, &by, NULL), KB_OK);
    assert_int_equal(standing(store, article), 0);
    assert_int_equal(kb_store_unjudge(store, first, &by, NULL), KB_ERR_FORMAT);
    assert_int_equal(kb_store_unjudge(store, first + 9, &by, NULL), KB_ERR_NOT_FOUND);
    kb_store_close(store);
    kb_document_free(doc);
}

/* ---- stories ---- */

static kb_status take_story(void *user, const kb_story_row *row)
{
    kb_buf_print(user, " %" PRId64, row->id);
    return KB_OK;
}

static void test_stories_of_a_language_are_the_same_by_either_way(void **state)
{
    static const char *const codes[] = { "id", "en", "xx" };
    const kb_story_view view = { 0 };
    kb_store *store = store_of_rows();
    size_t found = 0;
    (void)state;
    for (size_t i = 0; i < KB_COUNT(codes); i++)
        for (int sort = KB_SORT_NEWEST; sort <= KB_SORT_INDEPENDENT; sort++) {
            const kb_query query = { .lang = codes[i], .sort = (kb_story_sort)sort };
            kb_buf walked = { 0 }, asked = { 0 };
            store->few = 0;
            assert_int_equal(kb_store_stories(store, &query, &view, take_story, &walked, NULL), KB_OK);
            store->few = 100;
            assert_int_equal(kb_store_stories(store, &query, &view, take_story, &asked, NULL), KB_OK);
            KB_ROW_STR(i, kb_buf_str(&asked), kb_buf_str(&walked));
            found += asked.len;
            kb_buf_clear(&walked);
            kb_buf_clear(&asked);
        }
    assert_true(found > 0);
    kb_store_close(store);
}

/* ---- migrations ---- */

static void test_all_steps_or_none_make_a_desk(void **state)
{
    (void)state;
    kb_store *store = open_desk(KB_DESK_CREATE);
    assert_int_equal(number(store, "PRAGMA user_version"), kb_schema_version());
    assert_int_equal(number(store, "PRAGMA application_id"), KB_DESK_APPLICATION_ID);
    assert_int_equal(number(store, "PRAGMA foreign_keys"), 1);
    kb_store_close(store);
    store = open_desk(KB_DESK_CREATE); /* nothing to do the second time */
    kb_store_close(store);
}

/* Version 1 had not the columns that version 2 added. */
static void test_a_desk_of_version_1_is_made_new_and_loses_nothing(void **state)
{
    static const char *const added[] = { "carriers",  "section",     "tags",         "image",
                                         "paywalled", "byline_from", "modified_from" };
    kb_str people[] = { KB_STR("Rana"), KB_STR("Tom Hale") };
    kb_document *doc = document("https://suara.example/a", "Suara Timur", "id", "Gempa", "satu dua tiga"), *back;
    (void)state;
    doc->byline = (kb_strs){ people, 2 };
    doc->published = (kb_time){ 1741000000, 480, true, KB_TIME_MINUTE };
    kb_store *store = open_desk(KB_DESK_CREATE);
    int64_t article = save(store, doc);
    kb_store_close(store);
    run_sql(
        "CREATE TABLE old(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT; INSERT INTO old SELECT id, name"
        " FROM mastheads; DROP TABLE outlet_aliases; DROP TABLE outlet_hosts; DROP TABLE outlets;"
        " DROP TABLE mastheads; PRAGMA legacy_alter_table = ON; ALTER TABLE old RENAME TO mastheads;"
        " PRAGMA legacy_alter_table = OFF; ALTER TABLE mastheads RENAME TO outlets"); /* 23 */
    for (size_t i = 0; i < KB_COUNT(added); i++) {
        char sql[100];
        (void)snprintf(sql, sizeof sql, "ALTER TABLE revisions DROP COLUMN %s", added[i]);
        run_sql(sql);
    }
    run_sql(
        "DROP TRIGGER members_gone; DROP TRIGGER printed_gone; DROP INDEX members_at; DROP INDEX revisions_live"); /* version
                                                                                                                      7
                                                                                                                    */
    run_sql("DROP TABLE languages; DROP TRIGGER articles_come; DROP TRIGGER articles_go; DROP TRIGGER stories_come;"
            " DROP TRIGGER stories_go; DROP TRIGGER stories_change; DROP TRIGGER revisions_come; DROP TRIGGER"
            " revisions_change; DROP TRIGGER revisions_go; DROP INDEX revisions_article; DROP INDEX revisions_at;"
            " DROP INDEX revisions_past; DROP INDEX members_time;"
            " DROP INDEX members_article");                                                           /* 29, 30 */
    run_sql("DROP TABLE terms; DROP TABLE term_languages; DROP TABLE leads; DROP TABLE live");        /* 3 */
    run_sql("DROP TABLE prints; DROP TABLE printed; DROP TABLE copies; DROP INDEX revisions_outlet"); /* 4 */
    run_sql("DROP TABLE redirects; DROP TABLE departures; DROP TABLE decided; DROP TABLE decisions; DROP TABLE labels; "
            "DROP TABLE apart;"
            "DROP TABLE grouped_with");                                                                 /* 5 */
    run_sql("DROP INDEX stories_reports; DROP INDEX stories_hot; ALTER TABLE stories DROP COLUMN hot"); /* 6 */
    run_sql("DROP INDEX alert_events_told");                                                            /* 28 */
    run_sql("DROP TRIGGER stories_gone; DROP TABLE disputes");                                          /* 27 */
    run_sql("DROP TABLE tokens");                                                                       /* 26 */
    run_sql("DROP INDEX revisions_later; DROP INDEX articles_withdrawn");                               /* 20 */
    run_sql("ALTER TABLE articles DROP COLUMN withdrawn; DROP TABLE looks");                            /* 19 */
    run_sql("DROP TABLE raw; DROP TABLE keeping; DROP TABLE keeping_parts");                            /* 18 */
    run_sql("DROP TABLE alert_events; DROP TABLE alerts; DROP TRIGGER revisions_gone");                 /* 17 */
    run_sql("DROP TABLE forgotten; DROP INDEX members_nearest");                                        /* 15 */
    run_sql("DROP TABLE pages; DROP TABLE entries; DROP TABLE feeds; DROP TABLE robots");               /* 14 */
    run_sql("DROP INDEX revisions_counted");                                                            /* 13 */
    run_sql("DROP TABLE verdicts");                                                                     /* 10 */
    run_sql("DROP TABLE said; DROP TABLE speaker_words; DROP TABLE speakers");                          /* 9 */
    run_sql(
        "INSERT INTO statements VALUES(1, 0, 'direct', 'say', 0, 0, '[[0,4]]', '[]', '[]', '[\"Ana O\'\'Hara-Li\"]',"
        " '[]', NULL)");
    run_sql("INSERT INTO addresses VALUES('m.suara.example/b/amp', 1)"); /* as they were folded before version 16 */
    run_sql("PRAGMA user_version = 1");
    store = open_desk(KB_DESK_CREATE);
    assert_int_equal(number(store, "SELECT count(*) FROM addresses WHERE address = 'suara.example/b'"), 1);
    assert_int_equal(number(store, "PRAGMA user_version"), kb_schema_version());
    assert_int_equal(number(store, "SELECT count(*) FROM revisions"), 1);
    assert_int_equal(number(store,
                            "SELECT count(*) FROM said JOIN speakers AS p ON p.id = speaker JOIN speaker_words AS w"
                            " USING(speaker) WHERE p.key = 'ana o hara li' AND at = 1741000000 AND word = 'li'"),
                     1);
    assert_int_equal(number(store, "SELECT count(*) FROM members"), 0); /* to be grouped anew */
    kb_stored_report alone;
    assert_int_equal(kb_store_next_alone(store, 0, &alone, NULL), KB_OK);
    assert_int_equal(alone.article, article);
    assert_int_equal(number(store, "SELECT count(*) FROM search WHERE search MATCH 'hale'"), 1);
    assert_int_equal(kb_store_load(store, article, &back, NULL), KB_OK);
    KB_ROW_STR(0, back->title, doc->title);
    KB_ROW_STR(0, back->text, doc->text);
    KB_ROW_STR(0, back->outlet, doc->outlet);
    assert_int_equal(number(store, "SELECT count(*) FROM mastheads AS m JOIN outlets AS o ON o.id = m.outlet AND o.name"
                                   " = m.name AND o.counted = o.id AND o.edited = 0"),
                     1);
    assert_int_equal(number(store, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
    KB_ROW_STR(0, back->byline.at[1], people[1]);
    KB_ROW_INT(0, back->published.seconds, 1741000000);
    assert_true(back->tags.count == 0 && back->carriers.count == 0 && back->section.len == 0 && !back->paywalled);
    kb_document_free(back);
    kb_document_free(doc);
    kb_store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_all)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_loaded_equals_what_was_saved),
        TEST(test_an_article_is_known_by_address_or_by_outlet_and_words),
        TEST(test_a_title_alone_on_another_day_is_another_article),
        TEST(test_a_revision_overwrites_nothing_and_is_what_search_finds),
        TEST(test_search_finds_words_in_all_their_forms),
        TEST(test_what_matched_is_marked_in_its_place),
        TEST(test_a_long_line_is_indexed_to_its_end),
        TEST(test_a_missing_desk_is_told),
        TEST(test_what_is_no_desk_is_told_and_left_as_it_is),
        TEST(test_a_newer_desk_is_told_and_left_as_it_is),
        TEST(test_a_desk_that_another_writes_can_be_read_and_is_told_busy_to_writers),
        TEST(test_a_desk_held_for_itself_by_another_is_busy),
        TEST(test_a_read_only_desk_is_read_and_not_written),
        TEST(test_a_reader_writes_nothing),
        TEST(test_a_full_disk_is_told_and_what_was_stored_stays),
        TEST(test_check_finds_planted_damage),
        TEST(test_check_finds_a_page_overwritten),
        TEST(test_a_verdict_stands_while_its_text_does_and_until_it_is_taken_back),
        TEST(test_stories_of_a_language_are_the_same_by_either_way),
        TEST(test_all_steps_or_none_make_a_desk),
        TEST(test_a_desk_of_version_1_is_made_new_and_loses_nothing),
    };
    return cmocka_run_group_tests_name("store", tests, open_tools, close_tools);
}
