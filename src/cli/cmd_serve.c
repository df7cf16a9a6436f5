#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "cli/desk.h"
#include "cli/hand.h"
#include "cli/stop.h"
#include "show/words.h"

#define PEM_BYTES_MAX ((size_t)1 << 20)
#define PORT_MAX 65535

typedef struct {
    kb_cli *cli;
    const char *listen, *certificate, *key; /* as given */
    bool watch;
    char address[64];
    kb_buf pem[2]; /* certificate, key: a NUL ends each */
} serving;

static int64_t clock_now(void *user)
{
    const serving *s = user;
    return s->cli->now ? s->cli->options.now : (int64_t)time(NULL);
}

static bool pause_for(void *user, uint32_t milliseconds)
{
    const struct timespec wait = { .tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000 };
    (void)user;
    if (milliseconds && !cli_stopped()) (void)nanosleep(&wait, NULL);
    return !cli_stopped();
}

static void tell_ready(void *user, const char *url)
{
    const serving *s = user;
    cli_say(kb_word_ui(s->cli->ui, "the desk is at %s"), url);
}

static void tell_problem(void *user, kb_status status, const char *text)
{
    (void)user, (void)status;
    cli_say("%s", text);
}

/* "127.0.0.1:8750", "[::1]:8750", "8750", "0.0.0.0". */
static int read_listen(serving *s, kb_serve *how)
{
    kb_str given = kb_str_of(s->listen), host = given, port = { 0 };
    int64_t number = 0;
    size_t colon = given.len;
    bool bad = !given.len;
    if (!s->listen) return -1;
    while (colon && given.at[colon - 1] != ':') colon--;
    if (given.len && given.at[0] == '[') {
        size_t end = kb_str_find(given, KB_STR("]"), 0);
        host = kb_str_part(given, kb_span_of(1, end));
        bad = end == SIZE_MAX || (end + 1 < given.len && given.at[end + 1] != ':');
        if (!bad && end + 1 < given.len) port = kb_str_part(given, kb_span_of(end + 2, given.len));
    } else if (colon && kb_str_find(given, KB_STR(":"), 0) == colon - 1) {
        host = kb_str_part(given, kb_span_of(0, colon - 1));
        port = kb_str_part(given, kb_span_of(colon, given.len));
    } else if (kb_str_int(given, &number)) {
        host = (kb_str){ 0 };
        port = given;
    }
    if (bad || host.len >= sizeof s->address ||
        (port.len && (!kb_str_int(port, &number) || number < 1 || number > PORT_MAX)))
        return cli_usage(s->cli, kb_word_ui(s->cli->ui, "--listen: '%s' is no ADDRESS:PORT"), s->listen);
    how->port = port.len ? (uint16_t)number : 0;
    if (host.len) (void)snprintf(s->address, sizeof s->address, "%.*s", KB_STR_ARGS(host));
    how->address = host.len ? s->address : NULL;
    return -1;
}

static int read_pem(serving *s, const char *path, kb_buf *out, const char **text)
{
    kb_file *file;
    kb_err err = { 0 };
    if (!path) return -1;
    if (kb_file_open(path, PEM_BYTES_MAX, &file, &err) != KB_OK) {
        cli_say("%s", err.text);
        return CLI_BAD_INPUT;
    }
    kb_buf_add(out, kb_file_bytes(file));
    kb_buf_add_char(out, '\0');
    kb_file_close(file);
    if (out->failed) {
        cli_say("%s", kb_word_ui(s->cli->ui, "out of memory"));
        return CLI_BAD_INPUT;
    }
    *text = out->at;
    return -1;
}

static int prepare(serving *s, kb_serve *how)
{
    int code = read_listen(s, how);
    if (code < 0) code = read_pem(s, s->certificate, &s->pem[0], &how->certificate);
    if (code < 0) code = read_pem(s, s->key, &s->pem[1], &how->key);
    return code;
}

static int serve(serving *s, const kb_serve *how)
{
    char room[4096];
    kb_err err = { 0 };
    kb_cli *cli = s->cli;
    kb_desk *desk; /* what is wrong with it is told as of every command; the server opens its own */
    int code = cli_desk_open(cli, how->read_only ? KB_DESK_READ : KB_DESK_CREATE, &desk);
    if (code >= 0) return code;
    kb_desk_close(desk);
    const char *path = cli_desk(cli, room, sizeof room);
    cli_stop_on_signals();
    kb_status status = kb_desk_serve(&cli->options, path, how, &err);
    if (status != KB_OK) cli_problem(cli, status, err.text);
    code = cli_end(cli);
    return status == KB_ERR_FORMAT ? CLI_USAGE : code;
}

int cmd_serve(kb_cli *cli, int argc, char **argv)
{
    serving s = { .cli = cli };
    kb_serve how = { .clock = clock_now, .pause = pause_for, .ready = tell_ready, .problem = tell_problem, .user = &s };
    kb_fetch watch = { .clock = clock_now, .pause = pause_for, .problem = tell_problem, .user = &s };
    const cli_option own[] = {
        { "--listen", "ADDRESS:PORT", "where; else 127.0.0.1:8750", CLI_TEXT, &s.listen },
        { "--watch", NULL, "follow the feeds meanwhile, as 'kabar watch' does", CLI_FLAG, &s.watch },
        { "--read-only", NULL, "nothing can be changed", CLI_FLAG, &how.read_only },
        { "--ask-token", NULL, "ask for a token (kabar token) on this machine too", CLI_FLAG, &how.ask_token },
        { "--name", "HOST", "host, and port where it is not the usual one, by which readers reach it", CLI_TEXT,
          &how.name },
        { "--certificate", "FILE", "speak TLS, with this certificate (PEM)", CLI_TEXT, &s.certificate },
        { "--key", "FILE", "and its private key (PEM)", CLI_TEXT, &s.key },
        { "--proxy-tls", NULL, "a proxy speaks TLS with the readers", CLI_FLAG, &how.proxy },
        { "--by", "NAME", "who decides where no token says; else the login name", CLI_TEXT, &how.who },
        { "--connections", "N", "at most so many at once; else 256", CLI_NUMBER, &how.connections },
        { "--per-address", "N",
          "at most so many of them from one address; else a quarter, where others reach this machine", CLI_NUMBER,
          &how.per_address },
        CLI_TRANSLATION(cli),
        CLI_NET(cli),
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (count) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[0]);
    const kb_sink lines = cli_sink_now(cli);
    const kb_alert_way_out alerts = { &cli->print, &lines, tell_problem, &s };
    watch.alerts = &alerts;
    if (s.watch) how.watch = &watch;
    if (s.watch && how.read_only)
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--watch changes the desk, --read-only forbids it"));
    if (!how.who) how.who = cli_login_name();
    if (cli->options.translation.with) cli_translation(cli);
    if ((code = prepare(&s, &how)) < 0) code = serve(&s, &how);
    kb_buf_clear(&s.pem[0]);
    kb_buf_clear(&s.pem[1]);
    return code;
}
