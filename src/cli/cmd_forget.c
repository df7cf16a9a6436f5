#include <stdlib.h>

#include "cli/desk.h"
#include "show/words.h"

int cmd_forget(kb_cli *cli, int argc, char **argv)
{
    kb_err err = { 0 };
    kb_desk *desk;
    int count, code = cli_options(cli, argc, argv, NULL, &count);

    if (code >= 0) return code;
    if (count == 0) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "a number is missing"));
    int64_t *articles = calloc((size_t)count, sizeof *articles);
    if (!articles) {
        cli_say("%s", kb_word_ui(cli->ui, "out of memory"));
        return CLI_BAD_INPUT;
    }
    for (int i = 0; i < count && code < 0; i++)
        if (!cli_desk_id(cli, argv[i], &articles[i])) code = CLI_USAGE;
    if (code < 0) code = cli_desk_open(cli, KB_DESK_WRITE, &desk);
    if (code < 0) {
        kb_sink sink = cli_sink(cli);
        kb_status status = kb_desk_forget(desk, articles, (size_t)count, &cli->print, &sink, &err);
        code = cli_desk_end(cli, desk, status, &err);
    }
    free(articles);
    return code;
}
