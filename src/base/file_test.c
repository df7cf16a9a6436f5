#define _POSIX_C_SOURCE 200809L
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/test.h"

/* A fresh folder for each test, with all that a test put into it removed afterwards. */
static int make_folder(void **state)
{
    static char path[] = "/tmp/kabar-file-XXXXXX";
    memcpy(path + sizeof path - 7, "XXXXXX", 6);
    *state = mkdtemp(path);
    return *state && chdir(path) == 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[64];
    (void)snprintf(command, sizeof command, "rm -rf %s", (const char *)*state);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static kb_status (*const ways[])(const char *path, size_t limit, kb_file **out, kb_err *err) = { kb_file_open,
                                                                                                 kb_file_map };

static void test_a_file_is_read_whole(void **state)
{
    kb_file *file;
    (void)state;
    put("a", "satu\ndua\n");
    put("empty", "");
    for (size_t i = 0; i < KB_COUNT(ways); i++) {
        assert_int_equal(ways[i]("a", 100, &file, NULL), KB_OK);
        KB_ROW_STR(i, kb_file_bytes(file), KB_STR("satu\ndua\n"));
        kb_file_close(file);
        assert_int_equal(ways[i]("empty", 100, &file, NULL), KB_OK);
        assert_int_equal(kb_file_bytes(file).len, 0);
        kb_file_close(file);
    }
    kb_file_close(NULL);
}

static void test_a_file_may_be_as_large_as_the_limit_and_no_larger(void **state)
{
    kb_err err = { KB_OK, "" };
    kb_file *file;
    (void)state;
    put("ten", "0123456789");
    for (size_t i = 0; i < KB_COUNT(ways); i++) {
        assert_int_equal(ways[i]("ten", 10, &file, &err), KB_OK);
        kb_file_close(file);
        assert_int_equal(ways[i]("ten", 9, &file, &err), KB_ERR_LIMIT);
        assert_null(file);
        assert_string_equal(err.text, "ten: larger than the allowed 9 bytes");
    }
}

static void test_what_cannot_be_opened_is_named(void **state)
{
    kb_err err = { KB_OK, "" };
    kb_file *file;
    (void)state;
    for (size_t i = 0; i < KB_COUNT(ways); i++) {
        assert_int_equal(ways[i]("nowhere", 10, &file, &err), KB_ERR_NOT_FOUND);
        assert_null(file);
        assert_string_equal(err.text, "nowhere: No such file or directory");
        assert_int_equal(ways[i](".", 10, &file, &err), KB_ERR_FORMAT);
        assert_string_equal(err.text, ".: is a folder");
        assert_int_equal(ways[i]("", 10, &file, &err), KB_ERR_NOT_FOUND);
        assert_string_equal(err.text, "\"\": No such file or directory");
    }
}

static void test_the_reason_is_told_however_long_the_path_is(void **state)
{
    kb_err err = { KB_OK, "" };
    kb_stream *stream;
    char path[5000];
    (void)state;
    memset(path, 'n', sizeof path - 1);
    path[sizeof path - 1] = 0;
    assert_int_equal(kb_file_stream(path, &stream, &err), KB_ERR_IO);
    assert_memory_equal(err.text, "nnnn", 4);
    assert_non_null(strstr(err.text, "n...: File name too long"));
}

static void test_what_cannot_be_looked_at_is_listed_to_be_told(void **state)
{
    static const char *const expected[] = { "f/a", "f/loop", "f/nowhere" };
    char **paths = NULL;
    size_t count = 0;
    (void)state;
    assert_int_equal(mkdir("f", 0700) | mkfifo("f/pipe", 0600), 0);
    assert_int_equal(symlink("loop", "f/loop") | symlink("missing", "f/nowhere"), 0);
    put("f/a", "");
    assert_int_equal(kb_folder_list("f", &paths, &count, NULL), KB_OK);
    assert_int_equal(count, KB_COUNT(expected));
    for (size_t i = 0; i < count; i++) assert_string_equal(paths[i], expected[i]);
    kb_paths_free(paths, count);
}

static void test_files_below_a_folder_come_in_order_without_hidden_ones(void **state)
{
    static const char *const expected[] = { "f/a", "f/b/c", "f/d" };
    char **paths = NULL;
    size_t count = 0;
    (void)state;
    assert_int_equal(mkdir("f", 0700) | mkdir("f/b", 0700) | mkdir("f/.git", 0700) | mkdir("f/empty", 0700), 0);
    put("f/d", "");
    put("f/b/c", "");
    put("f/a", "");
    put("f/.hidden", "");
    put("f/.git/x", "");
    assert_int_equal(symlink("..", "f/loop"), 0);
    assert_int_equal(kb_folder_list("f", &paths, &count, NULL), KB_OK);
    assert_int_equal(count, KB_COUNT(expected));
    for (size_t i = 0; i < count; i++) assert_string_equal(paths[i], expected[i]);
    kb_paths_free(paths, count);
    assert_true(kb_path_is_folder("f"));
    assert_false(kb_path_is_folder("f/a"));
    assert_false(kb_path_is_folder("-"));
}

static void test_an_empty_folder_lists_nothing_and_a_missing_one_fails(void **state)
{
    kb_err err = { KB_OK, "" };
    char **paths = NULL;
    size_t count = 1;
    (void)state;
    assert_int_equal(mkdir("empty", 0700), 0);
    assert_int_equal(kb_folder_list("empty", &paths, &count, NULL), KB_OK);
    assert_int_equal(count, 0);
    kb_paths_free(paths, count);
    assert_int_equal(kb_folder_list("nowhere", &paths, &count, &err), KB_ERR_NOT_FOUND);
    assert_non_null(strstr(err.text, "nowhere"));
}

static void test_folders_nested_too_deep_are_an_error_and_the_files_above_are_listed(void **state)
{
    kb_err err = { KB_OK, "" };
    char path[256] = "deep";
    char **paths = NULL;
    size_t count = 0;
    (void)state;
    for (size_t i = 0; i < 70; i++) {
        assert_int_equal(mkdir(path, 0700), 0);
        (void)snprintf(path + strlen(path), sizeof path - strlen(path), "/d");
    }
    put("deep/a", "");
    put("deep/e", "");
    assert_int_equal(kb_folder_list("deep", &paths, &count, &err), KB_ERR_LIMIT);
    assert_non_null(strstr(err.text, "/d: folders nested deeper than 64"));
    assert_int_equal(count, 2);
    assert_string_equal(paths[1], "deep/e");
    kb_paths_free(paths, count);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(test_a_file_is_read_whole),
        IN_FOLDER(test_a_file_may_be_as_large_as_the_limit_and_no_larger),
        IN_FOLDER(test_what_cannot_be_opened_is_named),
        IN_FOLDER(test_the_reason_is_told_however_long_the_path_is),
        IN_FOLDER(test_what_cannot_be_looked_at_is_listed_to_be_told),
        IN_FOLDER(test_files_below_a_folder_come_in_order_without_hidden_ones),
        IN_FOLDER(test_an_empty_folder_lists_nothing_and_a_missing_one_fails),
        IN_FOLDER(test_folders_nested_too_deep_are_an_error_and_the_files_above_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
