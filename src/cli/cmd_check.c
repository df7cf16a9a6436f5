#include "cli/desk.h"
#include "show/json.h"
#include "show/plain.h"
#include "show/words.h"

typedef struct {
    kb_cli *cli;
    kb_buf buf;
} checking;

/* Faults are this command's result: they go to stdout. */
static void tell_fault(void *user, const char *text)
{
    checking *c = user;
    kb_json json = { .out = &c->buf };
    if (!c->cli->json) {
        kb_plain_add(&c->buf, kb_str_of(text));
        kb_buf_add_char(&c->buf, '\n');
        return;
    }
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", 1);
    kb_json_put_str(&json, "fault", kb_str_of(text));
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

static void write_sum(checking *c, size_t faults)
{
    kb_json json = { .out = &c->buf };
    if (!c->cli->json) {
        if (faults)
            kb_buf_print(&c->buf, kb_word_ui(c->cli->ui, "%zu faults"), faults);
        else
            kb_buf_add_c(&c->buf, kb_word_ui(c->cli->ui, "no faults"));
        kb_buf_add_char(&c->buf, '\n');
        return;
    }
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", 1);
    kb_json_put_int(&json, "faults", (int64_t)faults);
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

int cmd_check(kb_cli *cli, int argc, char **argv)
{
    size_t faults = 0;
    kb_err err = { 0 };
    kb_desk *desk;
    checking c = { .cli = cli };
    int count, code = cli_options(cli, argc, argv, NULL, &count);

    if (code >= 0) return code;
    if (count) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[0]);
    if ((code = cli_desk_open(cli, KB_DESK_WRITE, &desk)) >= 0) return code;
    kb_status status = kb_desk_check(desk, tell_fault, &c, &faults, &err);
    if (status == KB_OK) write_sum(&c, faults);
    kb_sink sink = cli_sink(cli);
    if (status == KB_OK) status = kb_buf_flush(&c.buf, &sink, &err);
    kb_buf_clear(&c.buf);
    cli->bad += faults;
    return cli_desk_end(cli, desk, status, &err);
}
