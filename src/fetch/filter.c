#define _GNU_SOURCE /* pipe2 */
#include "fetch/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORDS_MAX ((size_t)4096) /* of its standard error that are kept, the last ones */

extern char **environ;

enum { IN, OUT, WORDS, PIPES };

/* What goes to the command and what comes from it. Ends that are closed are -1. */
typedef struct {
    int ours[PIPES], theirs[PIPES];
    kb_str input; /* what was not written yet */
    kb_buf *answer;
    kb_buf words;
    size_t most; /* bytes that may still be answered */
    int64_t until;
} running;

static int64_t clock_ms(void)
{
    struct timespec now = { 0 };
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void close_end(int *fd)
{
    if (*fd >= 0) (void)close(*fd);
    *fd = -1;
}

static void close_all(running *r)
{
    for (int i = 0; i < PIPES; i++) {
        close_end(&r->ours[i]);
        close_end(&r->theirs[i]);
    }
}

static bool open_pipes(running *r)
{
    for (int i = 0; i < PIPES; i++) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) return false;
        r->ours[i] = ends[i == IN];
        r->theirs[i] = ends[i != IN];
    }
    /* The command may read late or never. */
    return fcntl(r->ours[IN], F_SETFL, O_NONBLOCK) == 0;
}

/* Starts the command with its three streams; its signals are as a shell would give them. Returns an errno. */
static int start(running *r, char *const *argv, pid_t *child)
{
    posix_spawn_file_actions_t streams;
    posix_spawnattr_t as;
    sigset_t broken;
    int fault = posix_spawn_file_actions_init(&streams);
    if (fault) return fault;
    if ((fault = posix_spawnattr_init(&as)) == 0) {
        (void)sigemptyset(&broken);
        (void)sigaddset(&broken, SIGPIPE);
        (void)posix_spawnattr_setsigdefault(&as, &broken);
        (void)posix_spawnattr_setflags(&as, POSIX_SPAWN_SETSIGDEF);
        for (int i = 0; i < PIPES && !fault; i++) fault = posix_spawn_file_actions_adddup2(&streams, r->theirs[i], i);
        if (!fault) fault = posix_spawnp(child, argv[0], &streams, &as, argv, environ);
        (void)posix_spawnattr_destroy(&as);
    }
    (void)posix_spawn_file_actions_destroy(&streams);
    return fault;
}

static void give(running *r)
{
    ssize_t wrote = r->input.len ? write(r->ours[IN], r->input.at, r->input.len) : 0;
    if (wrote < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (wrote > 0) r->input = kb_str_part(r->input, kb_span_of((size_t)wrote, r->input.len));
    if (wrote < 0 || !r->input.len) close_end(&r->ours[IN]); /* it wants no more, or has all */
}

static void take_words(running *r, kb_str bytes)
{
    if (r->words.len + bytes.len > WORDS_MAX) r->words.len = 0;
    kb_buf_add(&r->words, kb_str_part(bytes, kb_span_of(0, WORDS_MAX)));
}

static kb_status take(running *r, int stream, kb_err *err)
{
    char bytes[WORDS_MAX];
    ssize_t got = read(r->ours[stream], bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) return KB_OK;
    if (got <= 0) {
        close_end(&r->ours[stream]);
    } else if (stream == WORDS) {
        take_words(r, (kb_str){ bytes, (size_t)got });
    } else {
        if ((size_t)got > r->most) return kb_fail(err, KB_ERR_LIMIT, "wrote too much");
        r->most -= (size_t)got;
        kb_buf_add(r->answer, (kb_str){ bytes, (size_t)got });
    }
    return KB_OK;
}

/* Until it has closed its standard output. What it says on standard error after that nobody waits for. */
static kb_status talk(running *r, kb_err *err)
{
    kb_status status = KB_OK;
    while (status == KB_OK && r->ours[OUT] >= 0) {
        struct pollfd streams[PIPES];
        int64_t left = r->until - clock_ms();
        if (left <= 0) return kb_fail(err, KB_ERR_LIMIT, "took too long");
        for (int i = 0; i < PIPES; i++)
            streams[i] = (struct pollfd){ .fd = r->ours[i], .events = i == IN ? POLLOUT : POLLIN };
        if (poll(streams, PIPES, (int)left) <= 0) continue;
        if (streams[IN].revents) give(r);
        for (int i = OUT; i < PIPES && status == KB_OK; i++)
            if (streams[i].revents) status = take(r, i, err);
    }
    return status;
}

/* Waits for its end; one that has closed its output and goes on working is not waited for longer than it was given. */
static bool wait_for(pid_t child, int64_t until, int *how)
{
    const struct timespec moment = { .tv_nsec = 2000000 };
    for (;;) {
        pid_t ended = waitpid(child, how, WNOHANG);
        if (ended == child) return true;
        if ((ended < 0 && errno != EINTR) || clock_ms() > until) return false;
        (void)nanosleep(&moment, NULL);
    }
}

static kb_status end_of(running *r, pid_t child, kb_status status, kb_err *err)
{
    int how = 0;
    kb_str words, line;
    if (status == KB_OK && !wait_for(child, r->until, &how)) status = kb_fail(err, KB_ERR_LIMIT, "took too long");
    if (status != KB_OK) {
        (void)kill(child, SIGKILL);
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
        }
        return status;
    }
    if (WIFEXITED(how) && WEXITSTATUS(how) == 0) return KB_OK;
    if (r->ours[WORDS] >= 0 && fcntl(r->ours[WORDS], F_SETFL, O_NONBLOCK) == 0) (void)take(r, WORDS, NULL);
    words = kb_str_trim(kb_buf_str(&r->words));
    for (line = words; words.len && kb_str_next(&words, '\n', &line);) {
    }
    if (WIFSIGNALED(how)) return kb_fail(err, KB_ERR_IO, "was ended by signal %d", WTERMSIG(how));
    return kb_fail(err, KB_ERR_IO, "failed with %d%s%.*s", WEXITSTATUS(how), line.len ? ": " : "",
                   KB_STR_ARGS(kb_str_part(line, kb_span_of(0, 200))));
}

kb_status kb_filter_run(char *const *argv, kb_str input, const kb_filter_limits *limits, kb_buf *answer, kb_err *err)
{
    running r = { .ours = { -1, -1, -1 }, .theirs = { -1, -1, -1 }, .input = input, .answer = answer };
    pid_t child = 0;
    kb_status status = KB_OK;
    r.most = limits->answer;
    r.until = clock_ms() + limits->milliseconds;
    int fault = open_pipes(&r) ? start(&r, argv, &child) : errno;
    for (int i = 0; i < PIPES; i++) close_end(&r.theirs[i]);
    if (fault) {
        status = fault == ENOENT ? kb_fail(err, KB_ERR_NOT_FOUND, "there is no such command")
                                 : kb_fail(err, KB_ERR_IO, "%s", strerror(fault));
    } else {
        status = end_of(&r, child, talk(&r, err), err);
    }
    close_all(&r);
    kb_buf_clear(&r.words);
    if (status == KB_OK && answer->failed) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return status;
}
