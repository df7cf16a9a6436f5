/* Translators: commands that any system has, and a server on the loopback that is a child of the test. */
#define _DEFAULT_SOURCE
#include "base/test.h"
#include "fetch/translator.h"

#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static kb_translator *open_translator(const char *with)
{
    kb_translator *t;
    kb_err err = { 0 };
    if (kb_translator_open(with, "secret", &t, &err) != KB_OK) fail_msg("%s", err.text);
    return t;
}

static void test_a_command_is_split_as_a_shell_would_and_run_without_one(void **state)
{
    static const struct {
        const char *with, *text, *translation;
    } rows[] = {
        { "sed 's/^/[{from}>{to}] /'", "dua orang", "[id>en] dua orang" },
        { "  printf %s|  'a b' \"c \\\"d\\\" \\e\" f\\ g ''", "x", "a b|c \"d\" \\e|f g||" },
        { "printf %s|  $HOME * `date` ;", "x", "$HOME|*|`date`|;|" },
        { "printf '\\033[31mred\\n\\n\\377end'", "x",
          "[31mred  \xEF\xBF\xBD"
          "end" }, /* made harmless, one line */
        { "cat", "the same words", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_translator *t = open_translator(rows[i].with);
        kb_str text = kb_str_of(rows[i].text), got;
        kb_err err = { 0 };
        KB_ROW_INT(i, kb_translator_run(t, KB_STR("id"), KB_STR("en"), &text, 1, &got, &err), KB_OK);
        KB_ROW_STR(i, got, kb_str_of(rows[i].translation));
        kb_translator_close(t);
    }
}

static void test_what_is_no_command_is_refused(void **state)
{
    static const char *const rows[] = { "", "  ", "sed 's/a/b/", "sed \"" };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_translator *t;
        KB_ROW_INT(i, kb_translator_open(rows[i], NULL, &t, NULL), KB_ERR_FORMAT);
        assert_null(t);
    }
}

static void test_translators_have_names(void **state)
{
    static const struct {
        const char *with, *name;
    } rows[] = {
        { "/usr/local/bin/argos-translate --from {from}", "argos-translate" },
        { "http://localhost:5000/", "localhost:5000" },
        { "https://who:word@translate.example/x/translate", "translate.example" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_translator *t = open_translator(rows[i].with);
        KB_ROW_STR(i, kb_translator_name(t), kb_str_of(rows[i].name));
        kb_translator_close(t);
    }
}

static void test_languages_are_named_by_their_first_part(void **state)
{
    static const char *const rows[][2] = { { "id", "id" }, { "pt-BR", "pt" }, { "fil", "fil" }, { "und", "" },
                                           { "", "" },     { "x", "" },       { "en{to}", "" }, { "indo", "" } };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_STR(i, kb_translator_language(kb_str_of(rows[i][0])), kb_str_of(rows[i][1]));
}

/* A command that leaves a line in a file each time that it runs. */
static size_t lines_of(const char *path)
{
    FILE *file = fopen(path, "r");
    size_t count = 0;
    for (int c; file && (c = fgetc(file)) != EOF;) count += c == '\n';
    if (file) (void)fclose(file);
    return count;
}

static void test_texts_go_together_and_none_is_asked_for_twice(void **state)
{
    char path[] = "/tmp/kabar-translator-XXXXXX", with[200];
    const kb_str texts[] = { KB_STR("satu"), KB_STR("dua\ntiga"), KB_STR("satu") };
    kb_str got[3];
    int file = mkstemp(path);
    (void)state;
    assert_true(file >= 0);
    (void)close(file);
    (void)snprintf(with, sizeof with, "sh -c 'echo >> %s; sed s/^/T/'", path);
    kb_translator *t = open_translator(with);
    assert_int_equal(kb_translator_run(t, KB_STR("id"), KB_STR("en"), texts, 2, got, NULL), KB_OK);
    assert_true(kb_str_is(got[0], "Tsatu") && kb_str_is(got[1], "Tdua tiga"));
    assert_int_equal(lines_of(path), 1);
    assert_int_equal(kb_translator_run(t, KB_STR("id"), KB_STR("en"), texts, 3, got, NULL), KB_OK);
    assert_true(kb_str_is(got[2], "Tsatu"));
    assert_int_equal(lines_of(path), 1);
    assert_int_equal(kb_translator_run(t, KB_STR("id"), KB_STR("de"), texts, 1, got, NULL), KB_OK);
    assert_int_equal(lines_of(path), 2); /* another language is another question */
    kb_translator_close(t);
    (void)remove(path);
}

static void test_texts_go_alone_where_lines_do_not_come_back(void **state)
{
    const kb_str texts[] = { KB_STR("satu"), KB_STR("dua") };
    kb_str got[2];
    kb_translator *t = open_translator("sed -n '1s/$/!/p'"); /* has but one line for each question */
    (void)state;
    assert_int_equal(kb_translator_run(t, KB_STR("id"), KB_STR("en"), texts, 2, got, NULL), KB_OK);
    assert_true(kb_str_is(got[0], "satu!") && kb_str_is(got[1], "dua!"));
    kb_translator_close(t);
}

static void test_a_failure_is_told_once(void **state)
{
    static const struct {
        const char *with, *error;
    } rows[] = {
        { "sh -c 'echo no model for id >&2; exit 1'", "sh: failed with 1: no model for id" },
        { "kabar-no-such-command", "kabar-no-such-command: there is no such command" },
        { "yes", "yes: wrote too much" },
        { "http://127.0.0.1:1", "127.0.0.1:1: Couldn't connect to server" },
    };
    const kb_str text = KB_STR("satu");
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_translator *t = open_translator(rows[i].with);
        kb_err err = { 0 };
        kb_str got;
        assert_int_not_equal(kb_translator_run(t, KB_STR("id"), KB_STR("en"), &text, 1, &got, &err), KB_OK);
        KB_ROW_STR(i, kb_str_of(err.text), kb_str_of(rows[i].error));
        KB_ROW_INT(i, got.len, 0);
        KB_ROW_INT(i, kb_translator_run(t, KB_STR("id"), KB_STR("en"), &text, 1, &got, &err), KB_OK);
        KB_ROW_INT(i, got.len, 0);
        kb_translator_close(t);
    }
}

/* ---- a server ---- */

typedef struct {
    int listener;
    pid_t child;
    char address[64];
} server;

/* Answers so many requests: what must stand in the request, and what is answered to it. */
static void serve(int listener, const char *const *wanted, const char *answer, size_t requests)
{
    while (requests--) {
        char request[4096], head[256];
        size_t len = 0;
        int peer = accept(listener, NULL, NULL);
        for (ssize_t got;
             len + 1 < sizeof request && (got = read(peer, request + len, sizeof request - 1 - len)) > 0;) {
            len += (size_t)got;
            if (request[len - 1] == '}') break;
        }
        request[len] = '\0';
        bool right = true;
        for (; *wanted; wanted++) right = right && strstr(request, *wanted);
        const char *said = right ? answer : "{\"error\":\"wrong request\"}";
        (void)snprintf(head, sizeof head, "HTTP/1.1 %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
                       strstr(said, "error") ? "400 Bad Request" : "200 OK", strlen(said));
        if (write(peer, head, strlen(head)) < 0 || write(peer, said, strlen(said)) < 0) _exit(1);
        (void)close(peer);
    }
    _exit(0);
}

static server start_server(const char *const *wanted, const char *answer, size_t requests)
{
    server s = { .listener = socket(AF_INET, SOCK_STREAM, 0) };
    struct sockaddr_in at = { .sin_family = AF_INET };
    socklen_t len = sizeof at;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    assert_true(s.listener >= 0);
    assert_int_equal(bind(s.listener, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(s.listener, 4), 0);
    assert_int_equal(getsockname(s.listener, (struct sockaddr *)&at, &len), 0);
    (void)snprintf(s.address, sizeof s.address, "http://127.0.0.1:%u", (unsigned)ntohs(at.sin_port));
    s.child = fork();
    if (s.child == 0) serve(s.listener, wanted, answer, requests);
    return s;
}

static void stop_server(server *s)
{
    (void)kill(s->child, SIGKILL);
    (void)waitpid(s->child, NULL, 0);
    (void)close(s->listener);
}

static void test_a_server_is_asked_as_libretranslate_wants_it(void **state)
{
    static const char *const wanted[] = { "POST /translate HTTP",
                                          "Content-Type: application/json",
                                          "\"q\":[\"satu\",\"dua\"]",
                                          "\"source\":\"id\"",
                                          "\"target\":\"en\"",
                                          "\"api_key\":\"secret\"",
                                          NULL };
    const kb_str texts[] = { KB_STR("satu"), KB_STR("dua") };
    kb_str got[2];
    kb_err err = { 0 };
    (void)state;
    server s = start_server(wanted, "{\"translatedText\":[\"one\",\"two\"]}", 1);
    kb_translator *t = open_translator(s.address);
    if (kb_translator_run(t, KB_STR("id"), KB_STR("en"), texts, 2, got, &err) != KB_OK) fail_msg("%s", err.text);
    assert_true(kb_str_is(got[0], "one") && kb_str_is(got[1], "two"));
    kb_translator_close(t);
    stop_server(&s);
}

static void test_what_a_server_says_wrong_is_told(void **state)
{
    static const struct {
        const char *answer, *error;
    } rows[] = {
        { "{\"error\":\"no such language\"}", "answered with 400: no such language" },
        { "<html>", "answered with no translation" },
        { "{\"translatedText\":7}", "answered with no translation" },
        { "{\"translatedText\":[]}", "answered with no translation" },
    };
    static const char *const anything[] = { NULL };
    const kb_str text = KB_STR("satu");
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        server s = start_server(anything, rows[i].answer, 2);
        kb_translator *t = open_translator(s.address);
        kb_err err = { 0 };
        kb_str got;
        assert_int_not_equal(kb_translator_run(t, KB_STR("id"), KB_STR("en"), &text, 1, &got, &err), KB_OK);
        KB_ROW_INT(i, kb_str_ends(kb_str_of(err.text), kb_str_of(rows[i].error)), 1);
        kb_translator_close(t);
        stop_server(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_command_is_split_as_a_shell_would_and_run_without_one),
        cmocka_unit_test(test_what_is_no_command_is_refused),
        cmocka_unit_test(test_translators_have_names),
        cmocka_unit_test(test_languages_are_named_by_their_first_part),
        cmocka_unit_test(test_texts_go_together_and_none_is_asked_for_twice),
        cmocka_unit_test(test_texts_go_alone_where_lines_do_not_come_back),
        cmocka_unit_test(test_a_failure_is_told_once),
        cmocka_unit_test(test_a_server_is_asked_as_libretranslate_wants_it),
        cmocka_unit_test(test_what_a_server_says_wrong_is_told),
    };
    (void)signal(SIGPIPE, SIG_IGN);
    (void)setenv("no_proxy", "127.0.0.1", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
