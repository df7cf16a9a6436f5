#define _POSIX_C_SOURCE 200809L
#include "cli/stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t stopped; /* the one thing that a handler may write to */

static void stop(int signal_number)
{
    (void)signal_number;
    stopped = 1;
}

void cli_stop_on_signals(void)
{
    struct sigaction action = { .sa_handler = stop }; /* without SA_RESTART: what waits is woken */
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
}

bool cli_stopped(void)
{
    return stopped != 0;
}
