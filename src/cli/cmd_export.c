#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/desk.h"
#include "show/words.h"

static kb_status write_file(void *user, const char *at, size_t len)
{
    return fwrite(at, 1, len, user) == len ? KB_OK : KB_ERR_IO;
}

/* The file is new; nothing is left of one that could not be written. */
static kb_status write_archive(kb_desk *desk, const char *path, const kb_query *query, size_t *pages, kb_err *err)
{
    FILE *file = fopen(path, "wbx");
    if (!file) return kb_fail(err, KB_ERR_IO, "%s: cannot be made: %s", path, strerror(errno));
    const kb_sink sink = { write_file, file };
    kb_status status = kb_desk_warc(desk, query->since, query->until, &sink, pages, err);
    if (status == KB_ERR_IO) (void)kb_fail(err, status, "%s: cannot be written", path);
    if (fclose(file) != 0 && status == KB_OK) status = kb_fail(err, KB_ERR_IO, "%s: cannot be written", path);
    if (status == KB_OK && *pages == 0)
        status = kb_fail(err, KB_ERR_NOT_FOUND, "no raw pages are kept: see 'kabar help keep'");
    if (status != KB_OK) (void)remove(path);
    return status;
}

int cmd_export(kb_cli *cli, int argc, char **argv)
{
    kb_query query = { 0 };
    const char *path = NULL;
    kb_err err = { 0 };
    kb_desk *desk;
    size_t pages = 0;
    const cli_option own[] = {
        { "--warc", "FILE", "the pages that the desk keeps as they came, as a web archive (WARC/1.1, gzip)", CLI_TEXT,
          &path },
        { "--since", "DAY", "that came on this day or later", CLI_TEXT, &query.since },
        { "--until", "DAY", "that came on this day or earlier", CLI_TEXT, &query.until },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (count) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[0]);
    if (!path) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--warc FILE is wanted"));
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    kb_status status = write_archive(desk, path, &query, &pages, &err);
    if (status == KB_OK) cli_say(kb_word_ui(cli->ui, "%s: %zu pages"), path, pages);
    return cli_desk_end(cli, desk, status, &err);
}
