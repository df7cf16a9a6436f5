/* The desk as the public header gives it. What happens to a process (a kill, a full disk) happens to a child here. */
#define _DEFAULT_SOURCE
#include "desk/test_desk.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

/* Invented reports: number n is the report n % 3 of event n / 3. */
static const struct {
    const char *place, *title, *text;
} events[] = {
    { "Lembata", "gempa merusak rumah dan jembatan",
      "guncangan gempa merusak rumah serta jembatan gantung. \"Tenda sudah berdiri,\" kata Bupati Rana Wiguna. Retakan "
      "terlihat pada dinding gereja, dan getaran susulan terasa sampai subuh" },
    { "Wologai", "banjir merendam pasar",
      "air sungai meluap lalu merendam pasar induk. Camat Deni Laksa berkata pedagang memindahkan beras memakai "
      "perahu. "
      "Hujan turun tiga malam dan tanggul jebol dekat bendungan" },
    { "Sukarame", "kapal nelayan tenggelam di selat",
      "kapal nelayan tenggelam dihantam ombak besar di selat. Nakhoda Umar Salim berenang menuju mercusuar. Tim "
      "penyelam "
      "mencari awak dengan sonar, sementara keluarga menunggu di dermaga" },
    { "Batunanda", "kebakaran melanda gudang kopi",
      "api melalap gudang kopi milik koperasi. Pemadam menyemprotkan busa sejak petang. \"Kabel tua penyebabnya,\" "
      "ujar "
      "kepala polisi Sinta Maheswari. Ribuan karung panen hangus dan atap seng roboh" },
};

static kb_document *report(size_t n)
{
    size_t event = n / 3 % 4, round = n / 12;
    kb_document *doc;
    assert_int_equal(kb_document_new(16 << 20, &doc, NULL), KB_OK);
    assert_true(kb_arena_print(doc->arena, &doc->id, "r-%zu", n));
    assert_true(kb_arena_print(doc->arena, &doc->url, "https://outlet%zu.example/berita/%zu", n % 3, n));
    assert_true(kb_arena_print(doc->arena, &doc->outlet, "Outlet %zu", n % 3));
    assert_true(kb_arena_print(doc->arena, &doc->title, "%s %zu: %s", events[event].place, round, events[event].title));
    assert_true(kb_arena_print(doc->arena, &doc->text,
                               "%s, Outlet %zu - Menurut laporan nomor%zu, %s. Demikian catatan %zu.",
                               events[event].place, n % 3, round, events[event].text, n % 3 + 2));
    doc->lang = KB_STR("id");
    doc->published =
        (kb_time){ 1741000000 + (int64_t)round * 30 * 86400 + (int64_t)n % 3 * 3600, 420, true, KB_TIME_SECOND };
    return doc;
}

static kb_added add(kb_desk *desk, size_t n)
{
    kb_added added;
    kb_err err = { 0 };
    kb_document *doc = report(n);
    if (kb_desk_add(desk, doc, &added, &err) != KB_OK) fail_msg("report %zu: %s", n, err.text);
    kb_document_free(doc);
    return added;
}

/* All that a desk answers, as JSON. */
static void answers(kb_desk *desk, kb_buf *out)
{
    const kb_print how = { .format = KB_FORMAT_JSON };
    const kb_query all = { .limit = 1000 }, words = { .query = "gempa", .limit = 1000 };
    const kb_sink sink = kb_buf_sink(out);
    kb_store_counts counts;
    assert_int_equal(kb_desk_stories(desk, &all, &how, &sink, NULL), KB_OK);
    assert_int_equal(kb_desk_search(desk, &words, &how, &sink, NULL), KB_OK);
    assert_int_equal(kb_store_count(desk->store, &counts, NULL), KB_OK);
    for (int64_t i = 1; i <= counts.articles; i++) assert_int_equal(kb_desk_show(desk, i, &how, &sink, NULL), KB_OK);
    for (int64_t i = 1; i <= counts.stories; i++) assert_int_equal(kb_desk_story(desk, i, &how, &sink, NULL), KB_OK);
}

static void no_fault(void *user, const char *text)
{
    (void)user;
    fail_msg("%s", text);
}

static void expect_sound(kb_desk *desk)
{
    size_t faults;
    kb_err err = { 0 };
    if (kb_desk_check(desk, no_fault, NULL, &faults, &err) != KB_OK) fail_msg("%s", err.text);
}

static void test_adding_twice_changes_nothing(void **state)
{
    kb_buf once = { 0 }, twice = { 0 };
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    for (size_t i = 0; i < 12; i++) assert_int_equal(add(desk, i), KB_ADDED);
    answers(desk, &once);
    for (size_t i = 0; i < 12; i++) assert_int_equal(add(desk, i), KB_ALREADY_THERE);
    answers(desk, &twice);
    KB_ROW_STR(0, kb_buf_str(&twice), kb_buf_str(&once));
    assert_true(once.len > 1000);
    kb_buf_clear(&once);
    kb_buf_clear(&twice);
    expect_sound(desk);
    kb_desk_close(desk);
}

static void test_reports_of_one_event_meet_in_one_story(void **state)
{
    kb_document **docs;
    size_t count;
    kb_store_counts counts;
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    for (size_t i = 0; i < 12; i++) (void)add(desk, i);
    assert_int_equal(kb_store_count(desk->store, &counts, NULL), KB_OK);
    assert_int_equal(counts.stories, 4);
    assert_int_equal(kb_desk_story_documents(desk, 2, &docs, &count, NULL), KB_OK);
    assert_int_equal(count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_true(kb_str_starts(docs[i]->title, KB_STR("Wologai")));
        kb_document_free(docs[i]);
    }
    free(docs);
    assert_int_equal(kb_desk_story_documents(desk, 99, &docs, &count, NULL), KB_ERR_NOT_FOUND);
    kb_desk_close(desk);
}

static kb_added add_as(kb_desk *desk, size_t n, kb_doc_kind kind)
{
    kb_added added;
    kb_document *doc = report(n);
    doc->kind = kind;
    if (kind == KB_DOC_LIVE) doc->text = KB_STR("07.40 Bandara tutup. 06.20 Pohon tumbang di jalan.");
    assert_int_equal(kb_desk_add(desk, doc, &added, NULL), KB_OK);
    kb_document_free(doc);
    return added;
}

static void test_pages_that_are_no_article_are_not_stored(void **state)
{
    static const kb_doc_kind kinds[] = { KB_DOC_LIST, KB_DOC_HOME, KB_DOC_ERROR, KB_DOC_CONSENT };
    kb_store_counts counts;
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    for (size_t i = 0; i < KB_COUNT(kinds); i++) assert_int_equal(add_as(desk, i, kinds[i]), KB_NO_ARTICLE);
    assert_int_equal(add(desk, 0), KB_ADDED);
    assert_int_equal(add_as(desk, 0, KB_DOC_ERROR), KB_NO_ARTICLE); /* of an article: it stays as it is */
    assert_int_equal(kb_store_count(desk->store, &counts, NULL), KB_OK);
    assert_int_equal(counts.articles, 1);
    assert_int_equal(counts.revisions, 1);
    expect_sound(desk);
    kb_desk_close(desk);
}

static void test_a_live_blog_is_in_no_story_until_it_is_a_report(void **state)
{
    kb_store_counts counts;
    kb_document **docs;
    size_t count;
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    assert_int_equal(add_as(desk, 0, KB_DOC_LIVE), KB_ADDED);
    assert_int_equal(add_as(desk, 0, KB_DOC_LIVE), KB_ALREADY_THERE);
    assert_int_equal(add(desk, 1), KB_ADDED);
    assert_int_equal(kb_store_count(desk->store, &counts, NULL), KB_OK);
    assert_int_equal(counts.articles, 2);
    assert_int_equal(counts.live, 1);
    assert_int_equal(counts.stories, 1);
    expect_sound(desk);
    assert_int_equal(add(desk, 0), KB_ADDED_REVISION); /* what outlets do when the day is over */
    assert_int_equal(add(desk, 2), KB_ADDED);
    for (int round = 0; round < 2; round++) { /* as it came, and grouped anew: it joined second */
        const kb_print how = { .format = KB_FORMAT_JSON };
        kb_buf told = { 0 };
        assert_int_equal(kb_desk_story_documents(desk, 1, &docs, &count, NULL), KB_OK);
        assert_int_equal(count, 3);
        for (size_t i = 0; i < count; i++) kb_document_free(docs[i]);
        free(docs);
        expect_sound(desk);
        const kb_sink sink = kb_buf_sink(&told);
        assert_int_equal(kb_desk_regroup(desk, NULL, &how, &sink, NULL), KB_OK);
        KB_ROW_STR((size_t)round, kb_str_trim(kb_buf_str(&told)),
                   KB_STR("{\"v\":1,\"reports\":3,\"moved\":0,\"stories\":1}"));
        kb_buf_clear(&told);
    }
    kb_desk_close(desk);
}

static void test_one_by_one_equals_all_at_once(void **state)
{
    char other[300];
    kb_buf at_once = { 0 }, one_by_one = { 0 };
    (void)state;
    (void)snprintf(other, sizeof other, "%s/other.sqlite", folder);
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    for (size_t i = 0; i < 36; i++) (void)add(desk, i);
    answers(desk, &at_once);
    kb_desk_close(desk);
    for (size_t i = 0; i < 36; i++) {
        desk = open_desk(other, KB_DESK_CREATE);
        (void)add(desk, i);
        if (i == 35) answers(desk, &one_by_one);
        kb_desk_close(desk);
    }
    KB_ROW_STR(0, kb_buf_str(&one_by_one), kb_buf_str(&at_once));
    kb_buf_clear(&at_once);
    kb_buf_clear(&one_by_one);
}

static void test_two_desks_on_one_file_see_each_others_stories(void **state)
{
    kb_store_counts counts;
    kb_desk *one = open_desk(path, KB_DESK_CREATE), *two = open_desk(path, KB_DESK_CREATE);
    (void)state;
    for (size_t i = 0; i < 12; i++) assert_int_equal(add(i % 2 ? one : two, i), KB_ADDED);
    for (size_t i = 0; i < 12; i++) assert_int_equal(add(i % 2 ? two : one, i), KB_ALREADY_THERE);
    assert_int_equal(kb_store_count(one->store, &counts, NULL), KB_OK);
    assert_int_equal(counts.articles, 12);
    assert_int_equal(counts.stories, 4);
    expect_sound(two);
    kb_desk_close(one);
    kb_desk_close(two);
}

static void test_an_unknown_number_is_told(void **state)
{
    kb_buf out = { 0 };
    kb_err err = { 0 };
    const kb_sink sink = kb_buf_sink(&out);
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    for (int format = KB_FORMAT_TEXT; format <= KB_FORMAT_HTML; format++) {
        const kb_print how = { .format = (kb_format)format };
        assert_int_equal(kb_desk_story(desk, 7, &how, &sink, &err), KB_ERR_NOT_FOUND);
        assert_int_equal(kb_desk_show(desk, 7, &how, &sink, &err), KB_ERR_NOT_FOUND);
    }
    assert_string_equal(err.text, "there is no article 7");
    assert_int_equal(out.len, 0);
    kb_desk_close(desk);
}

static void test_no_answer_steers_a_terminal(void **state)
{
    static const char evil[] = "Gempa \x1b[31mmerah\x07 \x9b"
                               "2J \xc2\x9b"
                               "1m \xe2\x80\xae"
                               "balik\r\nbaris \x02palsu\x03 "
                               "warga desa itu mengungsi ke bukit";
    kb_added added;
    kb_buf out = { 0 };
    const kb_sink sink = kb_buf_sink(&out);
    const kb_print how = { .format = KB_FORMAT_TEXT, .width = 80 };
    const kb_query words = { .query = "gempa" };
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        kb_document *doc = report(i);
        doc->title = doc->text = doc->outlet = kb_str_of(evil);
        assert_int_equal(kb_document_list(doc, &doc->byline, kb_str_of(evil), NULL), KB_OK);
        doc->outlet.len -= i;
        assert_int_equal(kb_desk_add(desk, doc, &added, NULL), KB_OK);
        kb_document_free(doc);
    }
    assert_int_equal(kb_desk_stories(desk, &words, &how, &sink, NULL), KB_OK);
    assert_int_equal(kb_desk_search(desk, &words, &how, &sink, NULL), KB_OK);
    assert_int_equal(kb_desk_show(desk, 1, &how, &sink, NULL), KB_OK);
    assert_int_equal(kb_desk_story(desk, 1, &how, &sink, NULL), KB_OK);
    assert_true(out.len > 200);
    for (size_t i = 0; i < out.len; i++) {
        unsigned char c = (unsigned char)out.at[i];
        if ((c < 0x20 && c != '\n') || c == 0x7f || (c == 0xC2 && (unsigned char)out.at[i + 1] < 0xA0))
            fail_msg("byte %zu of the answers is 0x%02x", i, c);
    }
    assert_int_equal(kb_str_find(kb_buf_str(&out), KB_STR("\xe2\x80\xae"), 0), SIZE_MAX);
    kb_buf_clear(&out);
    kb_desk_close(desk);
}

/* ---- a kill, a full disk ---- */

/* Adds reports from number 0 on and says each number to `to` once it is stored. */
static void add_and_tell(int to)
{
    kb_desk *desk;
    kb_added added;
    if (kb_desk_open(engine, path, KB_DESK_CREATE, &desk, NULL) != KB_OK) _exit(3);
    for (size_t i = 0; i < 10000; i++) {
        kb_document *doc = report(i);
        if (kb_desk_add(desk, doc, &added, NULL) != KB_OK) _exit(4);
        kb_document_free(doc);
        if (added == KB_ADDED && write(to, &i, sizeof i) != sizeof i) _exit(5);
    }
    _exit(0);
}

static int64_t count_told(int from)
{
    size_t n;
    int64_t count = 0;
    while (read(from, &n, sizeof n) == sizeof n) count++;
    return count;
}

static void test_a_kill_loses_nothing_that_was_stored(void **state)
{
    int64_t told = 0;
    (void)state;
    for (long round = 0; round < 6; round++) {
        int ends[2], result;
        const struct timespec wait = { 0, 30000000 + round * 17000000 }; /* at another moment each time */
        kb_store_counts counts;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) add_and_tell(ends[1]);
        (void)close(ends[1]);
        (void)nanosleep(&wait, NULL);
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, &result, 0), child);
        assert_true(WIFSIGNALED(result));
        told += count_told(ends[0]);
        (void)close(ends[0]);
        kb_desk *desk = open_desk(path, KB_DESK_CREATE);
        assert_int_equal(kb_store_count(desk->store, &counts, NULL), KB_OK);
        if (counts.articles < told ||
            counts.articles > told + round + 1) /* the kill may come between storing and telling */
            fail_msg("told %lld, stored %lld", (long long)told, (long long)counts.articles);
        told = counts.articles;
        expect_sound(desk);
        kb_desk_close(desk);
    }
    assert_true(told > 0);
}

static void test_a_full_disk_stops_no_desk(void **state)
{
    int ends[2], result;
    kb_err err = { 0 };
    kb_store_counts counts;
    (void)state;
    kb_desk_close(open_desk(path, KB_DESK_CREATE));
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const struct rlimit small = { 400000, 400000 }; /* for every file, so for the log too */
        kb_added added;
        kb_desk *desk;
        kb_status status = KB_OK;
        (void)signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &small) != 0 || kb_desk_open(engine, path, KB_DESK_WRITE, &desk, &err) != KB_OK)
            _exit(3);
        for (size_t i = 0; i < 10000 && status == KB_OK; i++) {
            kb_document *doc = report(i);
            status = kb_desk_add(desk, doc, &added, &err);
            if (status == KB_OK && write(ends[1], &i, sizeof i) != sizeof i) _exit(5);
            kb_document_free(doc);
        }
        if (status == KB_ERR_IO && strstr(err.text, "the disk is full")) _exit(0);
        (void)fprintf(stderr, "status %d: %s\n", (int)status, err.text);
        _exit(6);
    }
    (void)close(ends[1]);
    int64_t told = count_told(ends[0]);
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFEXITED(result));
    assert_int_equal(WEXITSTATUS(result), 0);
    assert_true(told > 0);
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    assert_int_equal(kb_store_count(desk->store, &counts, NULL), KB_OK);
    assert_int_equal(counts.articles, told);
    expect_sound(desk);
    assert_int_equal(add(desk, (size_t)told), KB_ADDED); /* with room again, it goes on */
    kb_desk_close(desk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_adding_twice_changes_nothing),
        TEST(test_reports_of_one_event_meet_in_one_story),
        TEST(test_one_by_one_equals_all_at_once),
        TEST(test_two_desks_on_one_file_see_each_others_stories),
        TEST(test_pages_that_are_no_article_are_not_stored),
        TEST(test_a_live_blog_is_in_no_story_until_it_is_a_report),
        TEST(test_an_unknown_number_is_told),
        TEST(test_no_answer_steers_a_terminal),
        TEST(test_a_kill_loses_nothing_that_was_stored),
        TEST(test_a_full_disk_stops_no_desk),
    };
    return cmocka_run_group_tests_name("desk", tests, open_engine, close_engine);
}
