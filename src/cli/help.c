/* cli/help.c - help, made from the tables of commands and options. */
#include "cli/cli.h"

#include <string.h>

#include "show/words.h"

const kb_command *cli_command_find(const kb_command *commands, const char *name)
{
    for (const kb_command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

/* Edit distance with swaps of neighbours (Damerau 1964, restricted), on at most DISTANCE_MAX bytes. */
#define DISTANCE_MAX 31
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][DISTANCE_MAX + 1], n = strlen(a), m = strlen(b);
    if (n > DISTANCE_MAX || m > DISTANCE_MAX) return SIZE_MAX;
    for (size_t j = 0; j <= m; j++) rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = before[j - 1] + (a[i - 1] != b[j - 1]);
            if (before[j] + 1 < best) best = before[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && earlier[j - 2] + 1 < best)
                best = earlier[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[n % 3][m];
}

const char *cli_nearest(const char *word, const char *const *names, size_t count)
{
    size_t best = strlen(word) / 3 + 1; /* a third of the letters may be wrong */
    const char *near = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t d = distance(word, names[i]);
        if (d <= best && (!near || d < best)) {
            best = d;
            near = names[i];
        }
    }
    return near;
}

static void option_row(const kb_cli *cli, const cli_option *option, FILE *to)
{
    char left[40];
    (void)snprintf(left, sizeof left, "%s%s%s", option->name, option->value ? " " : "",
                   option->value ? option->value : "");
    (void)fprintf(to, "  %-18s %s\n", left, kb_word_ui(cli->ui, option->summary));
}

void cli_help_all(const kb_cli *cli, FILE *to)
{
    (void)fprintf(to, "%s\n\n", kb_word_ui(cli->ui, "kabar lays the accounts of one event side by side."));
    (void)fprintf(to, "%s\n\n", kb_word_ui(cli->ui, "usage: kabar COMMAND [OPTION...] [FILE...]"));
    for (const kb_command *c = cli->commands; c->name; c++) {
        char left[48];
        (void)snprintf(left, sizeof left, "%s %s", c->name, c->usage);
        (void)fprintf(to, "  %-28s %s\n", left, kb_word_ui(cli->ui, c->summary));
    }
    (void)fprintf(to, "\n%s\n",
                  kb_word_ui(cli->ui, "A FILE is a page, text, PDF, a feed, JSON lines, ninjs, a web archive (WARC),\n"
                                      "a folder of these, an http or https address, or - for standard input."));
    (void)fprintf(to, "%s\n", kb_word_ui(cli->ui, "Try 'kabar help COMMAND' for its options."));
}

void cli_help_command(const kb_cli *cli, const kb_command *command, const cli_option *own, FILE *to)
{
    cli_option common[CLI_COMMON_MAX];
    kb_cli scratch = *cli;
    (void)fprintf(to, kb_word_ui(cli->ui, "usage: kabar %s %s\n"), command->name, command->usage);
    (void)fprintf(to, "\n%s\n", kb_word_ui(cli->ui, command->summary));
    if (command->help) (void)fprintf(to, "\n%s\n", kb_word_ui(cli->ui, command->help));
    if (own && own->name) (void)fprintf(to, "\n%s\n", kb_word_ui(cli->ui, "Options:"));
    for (const cli_option *o = own; o && o->name; o++) option_row(cli, o, to);
    (void)fprintf(to, "\n%s\n", kb_word_ui(cli->ui, "Options of all commands:"));
    cli_common_options(&scratch, common);
    for (const cli_option *o = common; o->name; o++) option_row(cli, o, to);
}

int cmd_help(kb_cli *cli, int argc, char **argv)
{
    char flag[] = "--help", *help[] = { flag };
    int count, code = cli_options(cli, argc, argv, NULL, &count);

    if (code >= 0) return code;
    if (count == 0) {
        cli_help_all(cli, stdout);
        return cli_end(cli);
    }
    const kb_command *command = cli_command_find(cli->commands, argv[0]);
    if (!command) return cli_usage(cli, kb_word_ui(cli->ui, "unknown command '%s'"), argv[0]);
    if (strcmp(command->name, "help") == 0) {
        cli_help_all(cli, stdout);
        return cli_end(cli);
    }
    cli->command = command;
    return command->run(cli, 1, help); /* it knows its own options */
}
