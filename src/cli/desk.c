#define _POSIX_C_SOURCE 200809L
#include "cli/desk.h"

#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "show/words.h"

void cli_desk_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0700);
        *slash = '/';
    }
}

int cli_desk_open(kb_cli *cli, kb_desk_mode mode, kb_desk **out)
{
    char room[4096];
    kb_err err = { 0 };
    int code = cli_engine(cli);
    *out = NULL;
    (void)signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is told as a full disk */
    if (code >= 0) return code;
    const char *path = cli_desk(cli, room, sizeof room);
    if (path == room && mode == KB_DESK_CREATE) cli_desk_folders(room);
    kb_status status = KB_ERR_NOT_FOUND;
    if (!path)
        cli_say("%s", kb_word_ui(cli->ui, "no place for the desk: name one with --desk or $KABAR_DESK"));
    else if ((status = kb_desk_open(cli->engine, path, mode, out, &err)) == KB_ERR_NOT_FOUND)
        cli_say(kb_word_ui(cli->ui, "%s; 'kabar add FILE...' makes one"), err.text);
    else if (status != KB_OK)
        cli_say("%s", err.text);
    if (status == KB_OK) return -1;
    (void)cli_end(cli);
    return CLI_NO_DESK;
}

int cli_desk_end(kb_cli *cli, kb_desk *desk, kb_status status, const kb_err *err)
{
    if (status != KB_OK && !cli_out_failed(cli)) cli_problem(cli, status, err->text);
    kb_desk_close(desk);
    return cli_end(cli);
}

bool cli_desk_id(const kb_cli *cli, const char *given, int64_t *id)
{
    if (kb_str_int(kb_str_of(given), id) && *id > 0) return true;
    (void)cli_usage(cli, kb_word_ui(cli->ui, "'%s' is no number of a story or an article"), given);
    return false;
}

void cli_desk_tell_now(const kb_cli *cli, kb_desk *desk, int64_t story)
{
    int64_t now;
    if (kb_desk_story_now(desk, story, &now, NULL) != KB_OK || now == story) return;
    cli_say(kb_word_ui(cli->ui, "story %lld is story %lld now"), (long long)story, (long long)now);
}

const char *cli_desk_query(int count, char **argv, kb_buf *buf)
{
    for (int i = 0; i < count; i++) {
        if (i) kb_buf_add_char(buf, ' ');
        kb_buf_add_c(buf, argv[i]);
    }
    if (count == 0) return NULL;
    kb_buf_add_char(buf, '\0');
    return buf->failed ? "" : buf->at;
}

int cli_desk_print_one(kb_cli *cli, int argc, char **argv, bool story,
                       kb_status (*print)(kb_desk *, int64_t, const kb_print *, const kb_sink *, kb_err *))
{
    int64_t id;
    kb_err err = { 0 };
    kb_desk *desk;
    const cli_option of_story[] = { CLI_TRANSLATION(cli), { NULL, NULL, NULL, CLI_FLAG, NULL } };
    const cli_option of_article[] = { { "--changes", NULL, "what each revision changed, word by word", CLI_FLAG,
                                        &cli->print.changes },
                                      { NULL, NULL, NULL, CLI_FLAG, NULL } };
    int count, code = cli_options(cli, argc, argv, story ? of_story : of_article, &count);

    if (code >= 0) return code;
    if (story) cli_translation(cli);
    if (count != 1) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "one number is wanted"));
    if (!cli_desk_id(cli, argv[0], &id)) return CLI_USAGE;
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    if (story) cli_desk_tell_now(cli, desk, id);
    kb_sink sink = cli_sink(cli);
    kb_status status = print(desk, id, &cli->print, &sink, &err);
    return cli_desk_end(cli, desk, status, &err);
}
