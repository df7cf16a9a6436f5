#define _DEFAULT_SOURCE /* setitimer, prctl */
#include "base/apart.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define IDLE_MS 60000 /* a child that neither works nor writes for so long is not waited for */

/* ---- in the child ---- */

typedef struct {
    int fd;
    uint32_t more; /* milliseconds for each write */
} child_out;

static void give_time(uint32_t milliseconds)
{
    struct itimerval left = { 0 };
    (void)getitimer(ITIMER_PROF, &left);
    long us = (long)left.it_value.tv_usec + (long)(milliseconds % 1000) * 1000;
    left.it_value.tv_sec += (long)(milliseconds / 1000) + us / 1000000;
    left.it_value.tv_usec = us % 1000000;
    (void)setitimer(ITIMER_PROF, &left, NULL); /* its signal ends the process */
}

static kb_status child_write(void *user, const char *at, size_t len)
{
    const child_out *out = user;
    while (len) {
        ssize_t wrote = write(out->fd, at, len);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return KB_ERR_IO;
        at += wrote;
        len -= (size_t)wrote;
    }
    give_time(out->more);
    return KB_OK;
}

static void limit(int what, rlim_t most)
{
    struct rlimit now;
    if (getrlimit(what, &now) != 0) return;
    if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most) most = now.rlim_max;
    now.rlim_cur = now.rlim_max = most;
    (void)setrlimit(what, &now);
}

/* Bytes of its own that the process has now, the parent's among them; of all limits RLIMIT_DATA alone counts these
 * and not the libraries. */
static rlim_t memory_now(void)
{
    unsigned long size, resident, shared, text, library, data;
    FILE *file = fopen("/proc/self/statm", "r");
    int found = file ? fscanf(file, "%lu %lu %lu %lu %lu %lu", &size, &resident, &shared, &text, &library, &data) : 0;
    if (file) (void)fclose(file);
    return found == 6 ? (rlim_t)data * (rlim_t)sysconf(_SC_PAGESIZE) : (rlim_t)64 << 20;
}

static void be_quiet(void)
{
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere < 0) return;
    (void)dup2(nowhere, STDIN_FILENO);
    (void)dup2(nowhere, STDOUT_FILENO);
    (void)dup2(nowhere, STDERR_FILENO);
}

static void set_limits(const kb_apart_limits *limits)
{
    sigset_t none;
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)signal(SIGPROF, SIG_DFL);
    (void)signal(SIGPIPE, SIG_DFL);
    (void)sigemptyset(&none);
    (void)sigprocmask(SIG_SETMASK, &none, NULL);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0); /* pipes are no files */
    limit(RLIMIT_DATA, memory_now() + limits->memory);
    give_time(limits->milliseconds);
}

static void be_child(const kb_apart_work *work, const kb_apart_limits *limits, int fd)
{
    child_out out = { fd, limits->milliseconds_write };
    kb_sink sink = { child_write, &out };
    be_quiet();
    set_limits(limits);
    work->run(work->user, &sink);
    _exit(0); /* nothing that the parent has open or registered is closed twice */
}

/* ---- in the parent ---- */

/* Takes what comes until the child closes its end. */
static kb_apart_end listen_to(int fd, size_t most, kb_buf *answer)
{
    struct pollfd wait = { .fd = fd, .events = POLLIN };
    char bytes[16384];
    size_t sum = 0;
    for (;;) {
        int ready = poll(&wait, 1, IDLE_MS);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return KB_APART_TIME;
        ssize_t got = read(fd, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return KB_APART_DONE;
        if ((size_t)got > most - sum) return KB_APART_LARGE;
        sum += (size_t)got;
        kb_buf_add(answer, (kb_str){ bytes, (size_t)got });
    }
}

static kb_apart_end end_of(pid_t child, kb_apart_end heard)
{
    int status = 0;
    if (heard != KB_APART_DONE) (void)kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return KB_APART_CRASHED;
    if (heard != KB_APART_DONE) return heard;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF) return KB_APART_TIME;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? KB_APART_DONE : KB_APART_CRASHED;
}

static kb_status run_apart(const kb_apart_work *work, const kb_apart_limits *limits, kb_buf *answer, kb_apart_end *end,
                           kb_err *err)
{
    int ends[2];
    if (pipe(ends) != 0) return kb_fail(err, KB_ERR_IO, "no pipe to a process");
    pid_t child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        be_child(work, limits, ends[1]);
    }
    (void)close(ends[1]);
    if (child > 0) *end = end_of(child, listen_to(ends[0], limits->answer, answer));
    (void)close(ends[0]);
    return child > 0 ? KB_OK : kb_fail(err, KB_ERR_IO, "no process to be had");
}

/* ---- here ---- */

kb_status kb_apart_run(const kb_apart_work *work, const kb_apart_limits *limits, kb_buf *answer, kb_apart_end *end,
                       kb_err *err)
{
    kb_status status = KB_OK;
    *end = KB_APART_DONE;
    if (limits) {
        status = run_apart(work, limits, answer, end, err);
    } else {
        kb_sink sink = kb_buf_sink(answer);
        work->run(work->user, &sink);
    }
    if (status == KB_OK && answer->failed) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return status;
}
