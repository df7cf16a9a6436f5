/* fetch/filter.h - a command of the user's as a filter: bytes go in, bytes come out. No shell is between: what stands
 * in `argv` is what the command gets. It is bounded in time and in what it writes, and what it writes is as hostile as
 * any input. */
#ifndef KB_FETCH_FILTER_H
#define KB_FETCH_FILTER_H

#include "base/buf.h"

typedef struct {
    uint32_t milliseconds; /* of the clock, from its start to its end */
    size_t answer;         /* bytes that it may write */
} kb_filter_limits;

/* Runs argv[0], looked for on the path, with `input` on its standard input, and adds what it writes on its standard
 * output to `answer`. Fails: KB_ERR_NOT_FOUND (no such command), KB_ERR_LIMIT (it took too long, or wrote too much; it
 * was killed), KB_ERR_IO (it failed: `err` has the last line of its standard error), KB_ERR_MEMORY. */
kb_status kb_filter_run(char *const *argv, kb_str input, const kb_filter_limits *limits, kb_buf *answer, kb_err *err);

#endif
