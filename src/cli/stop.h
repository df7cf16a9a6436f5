/* cli/stop.h - how what runs long is asked to end: SIGINT and SIGTERM. */
#ifndef KB_CLI_STOP_H
#define KB_CLI_STOP_H

#include <stdbool.h>

void cli_stop_on_signals(void); /* from here on they end nothing by themselves */
bool cli_stopped(void);         /* one came */

#endif
