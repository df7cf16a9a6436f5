#include "fetch/job.h"

#include <stdlib.h>

#include "base/url.h"
#include "read/http.h"

#define UNPACKED_SITEMAP ((size_t)50 << 20) /* sitemaps.org: of one file */

/* Copies `s` to *at, which moves on behind it and its NUL. */
static kb_str put(char **at, kb_str s)
{
    char *to = *at;
    if (s.len) memcpy(to, s.at, s.len);
    to[s.len] = '\0';
    *at += s.len + 1;
    return (kb_str){ to, s.len };
}

kb_job *kb_job_new(const kb_request *r, struct kb_site *robots_of)
{
    kb_job *job =
        calloc(1, sizeof *job + r->url.len + r->etag.len + r->last_modified.len + r->body.len + r->type.len + 5);
    if (!job) return NULL;
    char *at = (char *)(job + 1);
    job->asked =
        (kb_request){ put(&at, r->url),  r->kind, put(&at, r->etag), put(&at, r->last_modified), put(&at, r->body),
                      put(&at, r->type), r->user };
    job->robots_of = robots_of;
    job->retry = -1;
    return job;
}

void kb_job_free(kb_job *job)
{
    union {
        const char *read;
        char *own;
    } whole, moved;
    if (!job) return;
    whole.read = job->address.whole.at;
    moved.read = job->moved.at;
    free(whole.own);
    free(moved.own);
    free(job);
}

static bool replace(kb_str *of, kb_str with)
{
    union {
        const char *read;
        char *own;
    } before = { of->at };
    char *copy = malloc(with.len + 1), *at = copy;
    if (!copy) return false;
    *of = put(&at, with);
    free(before.own);
    return true;
}

bool kb_job_move(kb_job *job, const kb_target *to, bool permanent)
{
    kb_str whole = job->address.whole;
    if (!replace(&whole, to->whole)) return false;
    job->address = *to;
    job->address.whole = whole;
    return !permanent || job->temporary || replace(&job->moved, whole);
}

/* ---- the order in which they wait ---- */

void kb_jobs_add(kb_jobs *jobs, kb_job *job, bool front)
{
    job->next = front ? jobs->first : NULL;
    if (front)
        jobs->first = job;
    else if (jobs->last)
        jobs->last->next = job;
    else
        jobs->first = job;
    if (!front || !jobs->last) jobs->last = job;
}

kb_job *kb_jobs_take(kb_jobs *jobs)
{
    kb_job *job = jobs->first;
    if (!job) return NULL;
    jobs->first = job->next;
    if (!jobs->first) jobs->last = NULL;
    job->next = NULL;
    return job;
}

/* ---- the answer ---- */

/* Unpacks the body to `out`. */
static kb_fault unpack(const kb_job *job, kb_buf *out, kb_err *err)
{
    kb_exchange *x = job->exchange;
    size_t most = x->tools->limits.unpacked;
    kb_http http = { .encoding = x->head.encoding, .whole = !x->first_part };
    kb_buf bufs[2] = { 0 };
    kb_str body;
    if (job->asked.kind == KB_ASK_SITEMAP && most < UNPACKED_SITEMAP) most = UNPACKED_SITEMAP;
    kb_status status = kb_http_body(&http, kb_buf_str(&x->body), most, bufs, &body, err);
    kb_buf *from = body.at == bufs[0].at ? &bufs[0] : body.at == bufs[1].at ? &bufs[1] : &x->body;
    if (status == KB_OK && body.len) {
        *out = *from;
        *from = (kb_buf){ 0 };
    }
    kb_buf_clear(&bufs[0]);
    kb_buf_clear(&bufs[1]);
    if (status == KB_OK) return KB_FAULT_NONE;
    return status == KB_ERR_LIMIT ? KB_FAULT_LARGE : status == KB_ERR_MEMORY ? KB_FAULT_SYSTEM : KB_FAULT_BROKEN;
}

/* "address: words", or "address: redirected to address: words" */
static void name(const kb_job *job, kb_response *answer)
{
    kb_err *err = &answer->err;
    kb_str told[2];
    if (job->hops && job->address.whole.len)
        (void)kb_context(err, err->status, "redirected to %.*s", KB_STR_ARGS(job->address.whole));
    kb_url_told(job->asked.url, told);
    (void)kb_context(err, err->status, "%.*s%.*s", KB_STR_ARGS(told[0]), KB_STR_ARGS(told[1]));
}

kb_response_kept *kb_job_answer(kb_job *job, kb_fault fault, const kb_err *err, int64_t now)
{
    static const kb_head none = { 0 };
    const kb_head *head = job->exchange ? &job->exchange->head : &none;
    kb_err own = { 0 };
    kb_buf body = { 0 };
    if (fault == KB_FAULT_NONE) {
        fault = unpack(job, &body, &own);
        own.status = kb_fault_status(fault);
        err = &own;
    }
    kb_response_kept *a = calloc(1, sizeof *a + job->asked.url.len + job->address.whole.len + job->moved.len +
                                        head->etag.len + head->last_modified.len + head->type.len + 6);
    if (!a) {
        kb_buf_clear(&body);
        return NULL;
    }
    char *at = (char *)(a + 1);
    a->body = body;
    a->answer = (kb_response){ .user = job->asked.user,
                               .kind = job->asked.kind,
                               .url = put(&at, job->asked.url),
                               .fault = fault,
                               .code = head->code,
                               .final = put(&at, job->address.whole),
                               .moved = put(&at, job->moved),
                               .etag = put(&at, head->etag),
                               .last_modified = put(&at, head->last_modified),
                               .type = put(&at, head->type),
                               .retry_after = job->retry >= 0 ? job->retry : kb_head_retry(head, now),
                               .fresh = kb_head_fresh(head, now),
                               .no_store = kb_head_no_store(head),
                               .body = kb_buf_str(&a->body),
                               .wire = job->wire,
                               .milliseconds = job->milliseconds };
    if (fault == KB_FAULT_NONE) return a;
    a->answer.err = *err;
    name(job, &a->answer);
    return a;
}

kb_response *kb_response_copy(const kb_response *from)
{
    kb_str *fields[6];
    kb_response like = *from;
    size_t bytes = 0;
    fields[0] = &like.url, fields[1] = &like.final, fields[2] = &like.moved;
    fields[3] = &like.etag, fields[4] = &like.last_modified, fields[5] = &like.type;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) bytes += fields[i]->len + 1;
    kb_response_kept *a = calloc(1, sizeof *a + bytes);
    if (!a) return NULL;
    char *at = (char *)(a + 1);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) *fields[i] = put(&at, *fields[i]);
    kb_buf_add(&a->body, from->body);
    like.body = kb_buf_str(&a->body);
    a->answer = like;
    if (!a->body.failed) return &a->answer;
    kb_response_free(&a->answer);
    return NULL;
}

void kb_response_free(kb_response *answer)
{
    kb_response_kept *a = (kb_response_kept *)answer;
    if (!a) return;
    kb_buf_clear(&a->body);
    free(a);
}

const char *kb_fault_name(kb_fault fault)
{
    static const char *const names[] = {
        [KB_FAULT_NONE] = "none",           [KB_FAULT_ADDRESS] = "address",
        [KB_FAULT_GUARD] = "guard",         [KB_FAULT_ROBOTS] = "robots",
        [KB_FAULT_LATER] = "later",         [KB_FAULT_DNS] = "dns",
        [KB_FAULT_CONNECT] = "connect",     [KB_FAULT_TLS] = "tls",
        [KB_FAULT_SLOW] = "slow",           [KB_FAULT_CUT] = "cut",
        [KB_FAULT_LARGE] = "large",         [KB_FAULT_BROKEN] = "broken",
        [KB_FAULT_REDIRECTS] = "redirects", [KB_FAULT_SYSTEM] = "system",
    };
    return names[fault];
}
