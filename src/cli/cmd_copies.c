#include <stdlib.h>

#include "cli/desk.h"
#include "show/words.h"

static kb_status add(void *to, kb_document *doc, kb_err *err)
{
    return kb_copies_add(to, doc, err);
}

/* The reports of a story of the desk. */
static kb_status add_story(kb_copies *copies, kb_desk *desk, int64_t story, kb_err *err)
{
    kb_document **docs = NULL;
    size_t count = 0;
    kb_status status = kb_desk_story_documents(desk, story, &docs, &count, err);
    for (size_t i = 0; i < count; i++) {
        if (status == KB_OK) status = kb_copies_add(copies, docs[i], err);
        kb_document_free(docs[i]);
    }
    free(docs);
    return status;
}

int cmd_copies(kb_cli *cli, int argc, char **argv)
{
    size_t story = 0;
    const cli_option own[] = {
        { "--story", "N", "the reports of a story of the desk", CLI_NUMBER, &story },
        CLI_NET(cli),
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    kb_copies *copies = NULL;
    kb_desk *desk = NULL;
    kb_err err = { 0 };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (story && count) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "FILEs or --story, not both"));
    if (!story && !count) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "no FILE given; '-' is standard input"));
    if ((code = story ? cli_desk_open(cli, KB_DESK_READ, &desk) : cli_engine(cli)) >= 0) return code;
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_copies_open(cli->engine, &copies, &err);
    if (status == KB_OK)
        status =
            story ? add_story(copies, desk, (int64_t)story, &err) : cli_add_files(cli, count, argv, add, copies, &err);
    if (status == KB_OK) status = kb_copies_print(copies, &cli->print, &sink, &err);
    kb_copies_close(copies);
    return cli_desk_end(cli, desk, status, &err);
}
