/* fetch/job.h - a request under way, from the asking to the answer (fetch/client.h), over all of its hops. */
#ifndef KB_FETCH_JOB_H
#define KB_FETCH_JOB_H

#include "fetch/client.h"
#include "fetch/exchange.h"
#include "fetch/target.h"

typedef struct kb_job kb_job;
struct kb_host;
struct kb_site;

struct kb_job {
    kb_job *next;              /* in the one list in which it waits */
    kb_request asked;          /* its words behind the job, in the same block */
    struct kb_site *robots_of; /* whose robots.txt it is; NULL: the caller asks */
    kb_target address;         /* of the hop; its words on the heap */
    kb_str moved;              /* as in kb_response; on the heap */
    bool temporary;            /* a redirect on the way was */
    unsigned hops;
    uint32_t milliseconds;
    uint64_t wire;
    int64_t retry;         /* of a fault that says when to come again; negative: it does not */
    struct kb_host *host;  /* of the hop */
    kb_exchange *exchange; /* while it runs */
    int64_t began;         /* milliseconds of the client's clock */
};

/* NULL when memory is out. */
kb_job *kb_job_new(const kb_request *request, struct kb_site *robots_of);
void kb_job_free(kb_job *job); /* NULL is fine */

/* Goes to another address, which is copied, from the one where it is. `permanent`: redirected so. False when memory is
 * out. */
bool kb_job_move(kb_job *job, const kb_target *to, bool permanent);

/* ---- the order in which they wait ---- */

typedef struct {
    kb_job *first, *last;
} kb_jobs;

void kb_jobs_add(kb_jobs *jobs, kb_job *job, bool front);
kb_job *kb_jobs_take(kb_jobs *jobs); /* the first; NULL when there is none */

/* ---- the answer ---- */

/* An answer as the client keeps it until it is asked for. */
typedef struct kb_response_kept {
    kb_response answer; /* first: the caller frees it as this; its words behind it, in the same block */
    struct kb_response_kept *next;
    kb_buf body;
} kb_response_kept;

/* What the job came to: `fault` with `err`, or what its exchange brought at `now` (seconds since 1970). NULL when
 * memory is out. */
kb_response_kept *kb_job_answer(kb_job *job, kb_fault fault, const kb_err *err, int64_t now);

#endif
