/* serve_tool DESK PORT REQUEST_SECONDS ANSWER_SECONDS: serves a desk on the loopback with less patience than the
 * command has, so that tests need not have it, until it is told to end. */
#define _POSIX_C_SOURCE 200809L
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "kabar.h"

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
    (void)signal;
    stopped = 1;
}

static int64_t clock_now(void *user)
{
    (void)user;
    return (int64_t)time(NULL);
}

static bool pause_for(void *user, uint32_t milliseconds)
{
    const struct timespec wait = { .tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000 };
    (void)user;
    if (!stopped) (void)nanosleep(&wait, NULL);
    return !stopped;
}

static void tell_ready(void *user, const char *url)
{
    (void)user;
    (void)fprintf(stderr, "the desk is at %s\n", url);
}

int main(int argc, char **argv)
{
    const struct sigaction on_stop = { .sa_handler = stop }, ignore = { .sa_handler = SIG_IGN };
    const kb_options options = { 0 };
    kb_err err = { 0 };
    if (argc != 5) return 2;
    const kb_serve how = { .port = (uint16_t)strtoul(argv[2], NULL, 10),
                           .request_seconds = (uint32_t)strtoul(argv[3], NULL, 10),
                           .answer_seconds = (uint32_t)strtoul(argv[4], NULL, 10),
                           .clock = clock_now,
                           .pause = pause_for,
                           .ready = tell_ready };
    (void)sigaction(SIGTERM, &on_stop, NULL);
    (void)sigaction(SIGPIPE, &ignore, NULL);
    if (kb_desk_serve(&options, argv[1], &how, &err) == KB_OK) return 0;
    (void)fprintf(stderr, "serve_tool: %s\n", err.text);
    return 1;
}
