/* cli/out.c - the way out: stdout, or a pager when a terminal is too short for the answer. */
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGER "less -FRX"

static kb_status out_broken(cli_out *out)
{
    if (errno == EPIPE) {
        out->closed = true; /* `kabar ... | head` has seen enough: that is no error */
    } else if (!out->failed) {
        cli_say("output: %s", strerror(errno));
        out->failed = true;
    }
    return KB_ERR_IO;
}

static kb_status out_send(cli_out *out, kb_str bytes)
{
    if (out->closed || out->failed) return KB_ERR_IO;
    if (bytes.len && fwrite(bytes.at, 1, bytes.len, out->to) != bytes.len) return out_broken(out);
    return KB_OK;
}

/* Starts the pager with its standard input in out->to; leaves out->to at stdout when that fails. */
static void out_page(cli_out *out)
{
    const char *pager = getenv("PAGER");
    int ends[2];

    out->to = stdout;
    if (!pager) pager = PAGER;
    if (!*pager || strcmp(pager, "cat") == 0 || pipe(ends) != 0) return;
    pid_t child = fork();
    if (child == 0) {
        (void)dup2(ends[0], STDIN_FILENO);
        (void)close(ends[0]);
        (void)close(ends[1]);
        (void)setenv("LESS", "FRX", 0);
        (void)setenv("LESSCHARSET", "utf-8", 0);
        (void)execl("/bin/sh", "sh", "-c", pager, (char *)NULL);
        _exit(127);
    }
    (void)close(ends[0]);
    FILE *pipe_end = child > 0 ? fdopen(ends[1], "w") : NULL;
    if (!pipe_end) {
        (void)close(ends[1]);
        return;
    }
    out->pager = child;
    out->to = pipe_end;
}

static kb_status out_write(void *user, const char *at, size_t len)
{
    cli_out *out = user;
    kb_status status = KB_OK;

    if (out->to) return out_send(out, (kb_str){ at, len });
    if (!out->rows) {
        out->to = stdout;
        return out_send(out, (kb_str){ at, len });
    }
    kb_buf_add(&out->held, (kb_str){ at, len });
    if (out->held.failed) return KB_ERR_MEMORY;
    for (size_t i = 0; i < len; i++) out->lines += at[i] == '\n';
    if (out->lines >= out->rows) {
        out_page(out);
        status = out_send(out, kb_buf_str(&out->held));
        kb_buf_clear(&out->held);
    }
    return status;
}

kb_sink cli_sink(kb_cli *cli)
{
    return (kb_sink){ out_write, &cli->out };
}

static kb_status out_write_now(void *user, const char *at, size_t len)
{
    cli_out *out = user;
    if (!out->to) out->to = stdout;
    kb_status status = out_send(out, (kb_str){ at, len });
    errno = 0;
    return status == KB_OK && fflush(out->to) != 0 ? out_broken(out) : status;
}

kb_sink cli_sink_now(kb_cli *cli)
{
    return (kb_sink){ out_write_now, &cli->out };
}

bool cli_out_failed(const kb_cli *cli)
{
    return cli->out.closed || cli->out.failed;
}

int cli_end(kb_cli *cli)
{
    cli_out *out = &cli->out;

    if (!out->to) out->to = stdout;
    (void)out_send(out, kb_buf_str(&out->held));
    kb_buf_clear(&out->held);
    errno = 0;
    if (fflush(out->to) != 0 && !out->closed) (void)out_broken(out);
    if (out->pager) {
        (void)fclose(out->to);
        while (waitpid(out->pager, NULL, 0) < 0 && errno == EINTR) {
        }
        out->pager = 0;
    }
    kb_engine_close(cli->engine);
    cli->engine = NULL;
    bool nothing = cli->pages && !cli->reports;
    return cli->bad || nothing || out->failed ? CLI_BAD_INPUT : CLI_DONE;
}
