#include "cli/hand.h"
#include "show/words.h"

/* "3:224-287": a report's number and where in its text, as 'kabar compare --spans' prints it. */
static bool read_place(const char *given, size_t *report, kb_span *span)
{
    kb_str rest = kb_str_of(given), number, begin;
    int64_t n, from, to;
    if (!kb_str_next(&rest, ':', &number) || !kb_str_next(&rest, '-', &begin)) return false;
    if (!kb_str_int(number, &n) || !kb_str_int(begin, &from) || !kb_str_int(rest, &to) || n < 1 || from < 0 || to < 0)
        return false;
    *report = (size_t)n;
    *span = kb_span_of((size_t)from, (size_t)to);
    return true;
}

static kb_status run(kb_cli *cli, kb_desk *desk, char **argv, int count, int64_t number, const kb_signature *by,
                     kb_err *err)
{
    kb_sink sink = cli_sink(cli);
    size_t report = 0;
    kb_span span = { 0 };
    if (count == 3) (void)read_place(argv[1], &report, &span); /* was read before */
    if (count == 3) cli_desk_tell_now(cli, desk, number);
    if (count == 3) return kb_desk_mark(desk, number, report, span, argv[2], by, &cli->print, &sink, err);
    if (number) return kb_desk_unmark(desk, number, by, &cli->print, &sink, err);
    return kb_desk_marks(desk, &cli->print, &sink, err);
}

int cmd_mark(kb_cli *cli, int argc, char **argv)
{
    kb_signature by = { 0 };
    kb_err err = { 0 };
    kb_desk *desk;
    kb_span span;
    int64_t number = 0;
    size_t undo = 0, report;
    const cli_option own[] = {
        { "--by", "NAME", "who decides; else the login name", CLI_TEXT, &by.by },
        { "--note", "TEXT", "why", CLI_TEXT, &by.note },
        { "--undo", "N", "take back mark N", CLI_NUMBER, &undo },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if ((count != 0 && count != 3) || (count && undo))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "STORY, PLACE and VERDICT, --undo N, or nothing"));
    if (count && !cli_desk_id(cli, argv[0], &number)) return CLI_USAGE;
    if (count && !read_place(argv[1], &report, &span))
        return cli_usage(
            cli, kb_word_ui(cli->ui, "'%s' is no place like 3:224-287 ('kabar compare --spans' prints them)"), argv[1]);
    if (undo) number = (int64_t)undo;
    if (!by.by) by.by = cli_login_name();
    if (number && !(by.by && *by.by))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "who decides? name somebody with --by"));
    if ((code = cli_desk_open(cli, number ? KB_DESK_WRITE : KB_DESK_READ, &desk)) >= 0) return code;
    kb_status status = run(cli, desk, argv, count, number, &by, &err);
    return cli_desk_end(cli, desk, status, &err);
}
