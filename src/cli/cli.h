/* cli/cli.h - what the commands share: options, the way out (stdout or a pager), words to the user.
 *
 * A command is one file cmd_<verb>.c with `int cmd_<verb>(kb_cli *cli, int argc, char **argv)` and one row in the table
 * of main.c. argv holds what stands behind the command's name; it parses its options with cli_options, opens the
 * engine with cli_engine, prints through cli_sink and returns cli_end(cli). Only this room prints. */
#ifndef KB_CLI_CLI_H
#define KB_CLI_CLI_H

#include <stdio.h>
#include <sys/types.h>

#include "base/buf.h"
#include "kabar.h"
#include "show/json.h"

enum { CLI_DONE = 0, CLI_BAD_INPUT = 1, CLI_USAGE = 2, CLI_NO_DESK = 3 }; /* exit codes */

typedef enum { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER } cli_color;

typedef struct kb_cli kb_cli;

typedef struct {
    const char *name;
    int (*run)(kb_cli *cli, int argc, char **argv);
    const char *usage, *summary; /* summary: English; its Indonesian stands in show/words.c */
    const char *help;            /* more, a paragraph or two with examples; NULL: none */
} kb_command;

/* Where results go. Opened by the first write: straight to stdout, or, on a terminal, held back until it is clear
 * whether the answer is longer than the screen; then a pager takes it. */
typedef struct {
    kb_buf held;
    size_t lines, rows; /* lines held; rows of the terminal, 0: hold nothing */
    FILE *to;           /* stdout or the pager's pipe */
    pid_t pager;        /* 0: none */
    bool closed;        /* the reader went away (a broken pipe): all further writes are dropped */
    bool failed;        /* a write failed otherwise; was told */
} cli_out;

struct kb_cli {
    const kb_command *command, *commands; /* the one that runs; all, ended by a row without a name */
    kb_options options;
    kb_print print;
    kb_engine *engine;
    const char *desk;                               /* path of the desk as given; NULL: cli_desk finds it */
    const char *ui;                                 /* language of the interface: "en", "id" */
    char locale[4];                                 /* the user's language: "de"; "en" where none is told */
    const char *width, *color_text, *offsets, *now; /* as given; read by cli_options */
    const char *delay;                              /* as given; read by cli_engine */
    const char *cookies;                            /* path, as given; read by cli_engine into the next */
    kb_buf cookie_text;
    bool json, html, help, no_pager;
    cli_color color;
    size_t bad;            /* inputs that were bad; each was named */
    kb_json *listing;      /* not NULL: --help is answered with the options as JSON, written there (listing.c) */
    size_t reports, pages; /* documents that were taken, and pages that are none (cli_report) */
    cli_out out;
};

/* ---- options ---- */

typedef enum { CLI_FLAG, CLI_TEXT, CLI_NUMBER, CLI_WORD } cli_option_kind;

typedef struct {
    const char *name;  /* "--since" */
    const char *value; /* what stands for its value in the help: "DAY"; NULL for a flag; of CLI_WORD the words that it
                          may be, "bytes|codepoints" */
    const char *summary;
    cli_option_kind kind;
    void *to; /* bool *, const char **, size_t *, const char ** */
} cli_option;

/* Parses the options common to all commands and the command's `own` (ended by a row without a name; NULL: none). What
 * is no option is moved to the front of argv; *count tells how many. "--" ends the options. Returns -1 to go on, else
 * the exit code (help was asked for, or a usage error was told). */
int cli_options(kb_cli *cli, int argc, char **argv, const cli_option *own, int *count);

/* Options of what shows a comparison, and where they go from: else the environment tells. */
#define CLI_TRANSLATION(cli)                                                                                           \
    { "--translate", "WITH", "a command that translates, or a LibreTranslate address; else $KABAR_TRANSLATE",          \
      CLI_TEXT, &(cli)->options.translation.with },                                                                    \
    {                                                                                                                  \
        "--to", "CODE", "the language to translate into; else that of $LANG", CLI_TEXT, &(cli)->options.translation.to \
    }
void cli_translation(kb_cli *cli);

/* Options of what asks hosts on the net (docs/following.md); cli_engine takes them further. */
#define CLI_NET(cli)                                                                                               \
    { "--contact", "WHO", "a URL or mail address that hosts are told; else $KABAR_CONTACT", CLI_TEXT,              \
      &(cli)->options.net.contact },                                                                               \
        { "--cookies", "FILE", "cookies of your own subscriptions (cookies.txt), each for its one host", CLI_TEXT, \
          &(cli)->cookies },                                                                                       \
        { "--proxy", "URL", "ask through this proxy, which resolves names and is not watched", CLI_TEXT,           \
          &(cli)->options.net.proxy },                                                                             \
        { "--delay", "SECONDS", "between two requests to a host; else 1", CLI_TEXT, &(cli)->delay },               \
    {                                                                                                              \
        "--allow-private", NULL, "ask hosts of this machine and of inner nets too", CLI_FLAG,                      \
            &(cli)->options.net.allow_private                                                                      \
    }

/* The options of a command that takes files, and none of its own. Returns -1 to go on with `*count` files, at least
 * one, else the exit code. */
int cli_file_options(kb_cli *cli, int argc, char **argv, int *count);

/* Takes the value of --format, one of the words that its option allows. Returns -1 to go on, else the exit code. */
int cli_format(kb_cli *cli, const char *name);

/* ---- the parts ---- */

/* Opens cli->engine. Returns -1 to go on, else the exit code. */
int cli_engine(kb_cli *cli);

/* The path of the desk: --desk, $KABAR_DESK, else the XDG data folder; NULL when nothing tells where. `room` holds it.
 */
const char *cli_desk(const kb_cli *cli, char *room, size_t size);

kb_sink cli_sink(kb_cli *cli); /* results: stdout, through the pager where that is due */

/* The same without a pager, for what is told as it happens: each write has left the process when it returns. */
kb_sink cli_sink_now(kb_cli *cli);

/* Flushes, waits for the pager, frees. Returns the exit code: CLI_BAD_INPUT where an input was bad, where all that was
 * given are pages that are no report, or where the output could not be written. */
int cli_end(kb_cli *cli);

/* ---- words, all on stderr ---- */

void cli_say(const char *format, ...) KB_PRINTF(1, 2); /* "kabar: ..."; control characters made harmless */
int cli_usage(const kb_cli *cli, const char *format, ...) KB_PRINTF(2, 3); /* and a hint; returns CLI_USAGE */

/* One bad input: told and counted. A kb_reader's `problem` (user is the kb_cli). */
void cli_problem(void *user, kb_status status, const char *text);
void cli_note(void *user, const char *text); /* its `note`: told, not counted */

/* May the document be taken as a report? A page that is none (a list, an error, ...) is told and counted; that is no
 * fault of the input, unless nothing else was in it: see cli_end. */
bool cli_report(kb_cli *cli, const kb_document *doc);

/* Reads the files; what fails is told and counted, and nothing is read once the output has failed. */
void cli_read_files(kb_cli *cli, int count, char **paths, const kb_reader *reader);

/* Reads the files and gives each document that may be a report to `add`, which only looks at it. What it fails with is
 * told with the document's name and counted; reading goes on, but where memory is out. Fails: as kb_read. */
typedef kb_status (*cli_add)(void *to, kb_document *doc, kb_err *err);
kb_status cli_add_files(kb_cli *cli, int count, char **paths, cli_add add, void *to, kb_err *err);

/* Did the way out fail (KB_ERR_IO by cli_sink)? Then there is nothing more to say. */
bool cli_out_failed(const kb_cli *cli);

/* ---- help (help.c) ---- */

void cli_help_all(const kb_cli *cli, FILE *to);
void cli_help_command(const kb_cli *cli, const kb_command *command, const cli_option *own, FILE *to);
const kb_command *cli_command_find(const kb_command *commands, const char *name);
/* Writes the options of `own` as JSON, a value (docs/json.md, "help"). */
void cli_list_options(const kb_cli *cli, const cli_option *own, kb_json *json);
/* All commands with their options, and the topics: one object. */
void cli_list_all(const kb_cli *cli, kb_buf *out);
/* The nearest of the names by edit distance, for "did you mean"; NULL when none is near. */
const char *cli_nearest(const char *word, const char *const *names, size_t count);
/* The options common to all commands, ended by a row without a name; `to` points into *cli. Room for CLI_COMMON_MAX. */
#define CLI_COMMON_MAX 20
void cli_common_options(kb_cli *cli, cli_option options[CLI_COMMON_MAX]);

int cmd_feed(kb_cli *cli, int argc, char **argv);
int cmd_group(kb_cli *cli, int argc, char **argv);
int cmd_read(kb_cli *cli, int argc, char **argv);
int cmd_claims(kb_cli *cli, int argc, char **argv);
int cmd_compare(kb_cli *cli, int argc, char **argv);
int cmd_copies(kb_cli *cli, int argc, char **argv);
int cmd_help(kb_cli *cli, int argc, char **argv);

#endif
