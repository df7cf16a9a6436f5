#define _POSIX_C_SOURCE 200809L
#include "cli/digest.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/time.h"
#include "fetch/filter.h"
#include "show/words.h"

#define COMMAND_MS 60000
#define COMMAND_ANSWER ((size_t)1 << 20)

int cli_digest_check(const kb_cli *cli, const cli_digest_way *way)
{
    if (way->out && way->command) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--out or --exec, not both"));
    if (way->command && !(way->command[0] && *way->command[0]))
        return cli_usage(cli, kb_word_ui(cli->ui, "%s needs a value: %s"), "--exec", "CMD ARG...");
    return -1;
}

/* ---- the clock where the user is ---- */

int cli_local_offset(int64_t at)
{
    time_t moment = (time_t)at;
    struct tm local;
    if (!localtime_r(&moment, &local)) return 0;
    int64_t days = kb_day_of((kb_civil){ local.tm_year + 1900, local.tm_mon + 1, local.tm_mday });
    return (int)((days * 86400 + local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec - at) / 60);
}

int64_t cli_local_moment(int64_t day, int minutes)
{
    kb_civil civil = kb_civil_of(day);
    struct tm local = { .tm_year = (int)civil.year - 1900,
                        .tm_mon = civil.month - 1,
                        .tm_mday = civil.day,
                        .tm_hour = minutes / 60,
                        .tm_min = minutes % 60,
                        .tm_isdst = -1 };
    return (int64_t)mktime(&local);
}

int64_t cli_local_next(const char *given, int64_t now)
{
    kb_str rest = kb_str_of(given), hours;
    int64_t hour, minute, day = (now + (int64_t)cli_local_offset(now) * 60) / 86400;
    if (!kb_str_next(&rest, ':', &hours) || !kb_str_int(hours, &hour) || !kb_str_int(rest, &minute) || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59)
        return 0;
    int64_t next = cli_local_moment(day, (int)(hour * 60 + minute));
    return next > now ? next : cli_local_moment(day + 1, (int)(hour * 60 + minute));
}

/* ---- where it goes ---- */

char **cli_take_command(int *argc, char **argv)
{
    for (int i = 0; i < *argc; i++) {
        if (strcmp(argv[i], "--") == 0) break;
        if (strcmp(argv[i], "--exec") != 0) continue;
        *argc = i;
        return argv + i + 1;
    }
    return NULL;
}

static kb_status write_file(const char *path, kb_str bytes, kb_err *err)
{
    kb_buf part = { 0 };
    kb_status status = KB_OK;
    kb_buf_print(&part, "%s.part%c", path, '\0');
    FILE *to = part.failed ? NULL : fopen(part.at, "wb");
    bool written = to && fwrite(bytes.at, 1, bytes.len, to) == bytes.len && fflush(to) == 0 && fsync(fileno(to)) == 0;
    int fault = errno;
    if (to && fclose(to) != 0 && written) written = false, fault = errno;
    if (written && rename(part.at, path) != 0) written = false, fault = errno;
    if (!written) {
        status = kb_fail(err, KB_ERR_IO, "%s: %s", path, strerror(fault));
        if (to) (void)remove(part.at);
    }
    kb_buf_clear(&part);
    return status;
}

static kb_status run_command(char *const *command, kb_str bytes, kb_err *err)
{
    const kb_filter_limits limits = { COMMAND_MS, COMMAND_ANSWER };
    kb_buf answer = { 0 };
    kb_status status = kb_filter_run(command, bytes, &limits, &answer, err);
    kb_buf_clear(&answer);
    return status == KB_OK ? KB_OK : kb_context(err, status, "%s", command[0]);
}

kb_status cli_digest(kb_cli *cli, kb_desk *desk, const kb_digest *digest, const cli_digest_way *way, kb_err *err)
{
    kb_buf bytes = { 0 };
    const kb_sink sink = way->out || way->command ? kb_buf_sink(&bytes) : cli_sink(cli);
    kb_status status = kb_desk_digest(desk, digest, &cli->print, &sink, err);
    if (status == KB_OK && bytes.failed) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK && way->out) status = write_file(way->out, kb_buf_str(&bytes), err);
    if (status == KB_OK && way->command) status = run_command(way->command, kb_buf_str(&bytes), err);
    kb_buf_clear(&bytes);
    return status;
}
