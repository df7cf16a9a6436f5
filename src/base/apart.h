/* base/apart.h - work done in a process of its own, with little memory and little time: for a library that is given
 * hostile bytes and cannot be bounded from inside, or may fall over them. The child is a fork: it sees all that the
 * parent has in memory, and hands back bytes through a pipe, nothing else. What it prints is lost; it writes no files
 * and leaves no core. It ends with its parent.
 *
 * The bytes that come back are as hostile as those that went in. The caller has one thread: a child of many could hang
 * in a lock that another thread held (POSIX fork). */
#ifndef KB_BASE_APART_H
#define KB_BASE_APART_H

#include "base/buf.h"

typedef struct {
    void (*run)(void *user, const kb_sink *out); /* the work; a sink that fails will not take more */
    void *user;
} kb_apart_work;

typedef struct {
    size_t memory;               /* bytes that the work may take beyond what the parent has */
    uint32_t milliseconds;       /* of the processor, before the first bytes come */
    uint32_t milliseconds_write; /* more of them for each write to the sink */
    size_t answer;               /* bytes that it may write */
} kb_apart_limits;

typedef enum {
    KB_APART_DONE,
    KB_APART_TIME,   /* it took too long */
    KB_APART_LARGE,  /* it wrote too much */
    KB_APART_CRASHED /* it fell over: memory, stack, a fault of the library */
} kb_apart_end;

/* Runs `work` and adds what it wrote to `answer`, also where it did not come to its end: *end says how it ended. With
 * `limits` NULL it runs here and is not bounded but in what it writes, at most SIZE_MAX: for tests that want to see
 * its faults. Fails: KB_ERR_IO (no process to be had), KB_ERR_MEMORY. */
kb_status kb_apart_run(const kb_apart_work *work, const kb_apart_limits *limits, kb_buf *answer, kb_apart_end *end,
                       kb_err *err);

#endif
