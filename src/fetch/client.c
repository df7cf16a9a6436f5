#define _POSIX_C_SOURCE 200809L
#include "fetch/client.h"

#include <stdlib.h>
#include <time.h>

#include "base/url.h"
#include "fetch/cookies.h"
#include "fetch/guard.h"
#include "fetch/host.h"
#include "fetch/site.h"

#define HOSTS 100
#define DELAY 1.0
#define PATIENCE 60.0
#define CONTACT_BYTES 200
#define WAIT_MS 1000
#define KEPT_TIMES 3 /* connections that are kept, for each host that is asked at once: most wait for their pause */
#define SCRATCH ((size_t)256 << 10) /* to read an address in */

struct kb_client {
    kb_client_options options; /* none is 0 or negative here that stands for another value */
    kb_exchange_tools tools;
    kb_buf agent;
    kb_arena *arena; /* of the cookies' list */
    kb_cookies cookies;
    CURLM *multi;
    kb_hosts *hosts;
    kb_sites *sites;
    kb_exchange *exchanges, **idle; /* options.hosts of them; those that do not run */
    size_t opened, idle_count, running, waiting;
    kb_response_kept *first, *last; /* answers that nobody took yet */
    int64_t began;                  /* milliseconds of the system's clock that only goes on */
};

/* ---- time ---- */

/* A clock that only goes on; where there is one that counts the hours in which a laptop sleeps, that. */
#ifdef CLOCK_BOOTTIME
#define ONWARD CLOCK_BOOTTIME
#else
#define ONWARD CLOCK_MONOTONIC
#endif

static int64_t system_milliseconds(void)
{
    struct timespec t = { 0 };
    (void)clock_gettime(ONWARD, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Since the client was opened: what pauses are counted in. */
static int64_t clock_of(const kb_client *c)
{
    return system_milliseconds() - c->began;
}

/* Seconds since 1970: what dates are held against. */
static int64_t now_of(const kb_client *c)
{
    return c->options.now ? c->options.now + clock_of(c) / 1000 : (int64_t)time(NULL);
}

/* ---- opening ---- */

static kb_client_limits limits_of(kb_client_limits l)
{
    const struct {
        uint32_t *at, value;
    } rows[] = {
        { &l.milliseconds, 60000 }, { &l.connecting, 10000 }, { &l.slow_seconds, 20 }, { &l.slow_bytes, 100 }
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (!*rows[i].at) *rows[i].at = rows[i].value;
    if (!l.hops) l.hops = 5;
    if (!l.body) l.body = (size_t)16 << 20;
    if (!l.unpacked) l.unpacked = (size_t)32 << 20;
    if (!l.head) l.head = (size_t)64 << 10;
    return l;
}

/* "kabar/1.0 (+contact)"; what ends the comment or the line is no contact. */
static kb_status write_agent(kb_client *c, kb_err *err)
{
    kb_str contact = kb_str_trim(kb_str_of(c->options.contact));
    for (size_t i = 0; i < contact.len; i++)
        if ((unsigned char)contact.at[i] <= ' ' || (unsigned char)contact.at[i] >= 0x7F ||
            strchr("()\\", contact.at[i]))
            return kb_fail(err, KB_ERR_FORMAT, "the contact is no URL and no mail address");
    if (contact.len > CONTACT_BYTES) return kb_fail(err, KB_ERR_FORMAT, "the contact is too long");
    kb_buf_add_c(&c->agent, "kabar/" KABAR_VERSION);
    if (contact.len) kb_buf_print(&c->agent, " (+%.*s)", KB_STR_ARGS(contact));
    kb_buf_add_char(&c->agent, '\0');
    return c->agent.failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

static kb_status check_proxy(const char *proxy, kb_err *err)
{
    static const char *const schemes[] = { "http://", "https://", "socks5://", "socks5h://" };
    kb_str told[2];
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (kb_str_starts(kb_str_of(proxy), kb_str_of(schemes[i])) && strlen(proxy) > strlen(schemes[i])) return KB_OK;
    kb_url_told(kb_str_of(proxy), told);
    return kb_fail(err, KB_ERR_FORMAT,
                   "the proxy '%.*s%.*s' is no address like http://host:3128 or socks5h://host:1080",
                   KB_STR_ARGS(told[0]), KB_STR_ARGS(told[1]));
}

static kb_status open_parts(kb_client *c, kb_err *err)
{
    kb_status status = kb_curl_load(&c->tools.curl, err);
    if (status == KB_OK) status = write_agent(c, err);
    if (status == KB_OK && c->options.proxy) status = check_proxy(c->options.proxy, err);
    if (status != KB_OK) return status;
    c->tools.agent = c->agent.at;
    c->arena = kb_arena_new((size_t)1 << 20);
    c->multi = c->tools.curl.curl_multi_init();
    c->hosts = kb_hosts_new();
    c->sites = kb_sites_new(&c->options.robots);
    c->exchanges = calloc(c->options.hosts, sizeof *c->exchanges);
    c->idle = calloc(c->options.hosts, sizeof(kb_exchange *));
    if (!c->arena || !c->multi || !c->hosts || !c->sites || !c->exchanges || !c->idle)
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    (void)c->tools.curl.curl_multi_setopt(c->multi, CURLMOPT_MAXCONNECTS, (long)c->options.hosts * KEPT_TIMES);
    status = kb_cookies_read(c->options.cookies, c->arena, &c->cookies, err);
    return status == KB_OK ? KB_OK : kb_context(err, status, "cookies");
}

kb_status kb_client_open(const kb_client_options *options, kb_client **out, kb_err *err)
{
    kb_client *c = calloc(1, sizeof *c);
    *out = NULL;
    if (!c) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    c->options = *options;
    if (!c->options.hosts) c->options.hosts = HOSTS;
    if (c->options.delay < 0) c->options.delay = DELAY;
    if (c->options.patience < 0) c->options.patience = PATIENCE;
    c->tools = (kb_exchange_tools){ .proxy = options->proxy,
                                    .trusted = options->trusted,
                                    .allow_private = options->allow_private,
                                    .is_public = options->is_public ? options->is_public : kb_guard_public,
                                    .limits = limits_of(options->limits) };
    c->began = system_milliseconds();
    kb_status status = open_parts(c, err);
    if (status == KB_OK)
        *out = c;
    else
        kb_client_close(c);
    return status;
}

void kb_client_close(kb_client *c)
{
    if (!c) return;
    for (size_t i = 0; i < c->opened; i++) {
        CURL *easy = c->exchanges[i].easy;
        kb_job *job = c->exchanges[i].job;
        if (job) {
            (void)c->tools.curl.curl_multi_remove_handle(c->multi, easy);
            kb_job_free(job);
        }
        kb_exchange_close(&c->exchanges[i]);
    }
    if (c->multi) (void)c->tools.curl.curl_multi_cleanup(c->multi);
    for (kb_response_kept *a = c->first, *next; a; a = next) {
        next = a->next;
        kb_response_free(&a->answer);
    }
    kb_hosts_free(c->hosts);
    kb_sites_free(c->sites);
    free(c->exchanges);
    free(c->idle);
    kb_arena_free(c->arena);
    kb_buf_clear(&c->agent);
    free(c);
}

/* ---- the way of a request: to its address, past robots.txt, into the queue of its host ---- */

static kb_status no_memory(kb_job *job, kb_err *err)
{
    kb_job_free(job);
    return kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static kb_status learn(kb_client *c, kb_site *site, const kb_response *answer, kb_err *err);

/* Ends a job: its answer waits to be taken, or is what a site waits for. */
static kb_status end(kb_client *c, kb_job *job, kb_fault fault, const kb_err *why, kb_err *err)
{
    kb_site *site = job->robots_of;
    kb_response_kept *a = kb_job_answer(job, fault, why, now_of(c));
    if (!a) return no_memory(job, err);
    kb_job_free(job);
    if (site) {
        kb_status status = learn(c, site, &a->answer, err);
        kb_response_free(&a->answer);
        return status;
    }
    if (c->last)
        c->last->next = a;
    else
        c->first = a;
    c->last = a;
    return KB_OK;
}

/* Seconds, rounded up, for which a host cannot be asked; 0 where its pause is one that is waited for. */
static int64_t pause_of(const kb_client *c, const kb_host *host)
{
    int64_t left = host->due - clock_of(c);
    return (double)left > c->options.patience * 1000 ? (left + 999) / 1000 : 0;
}

static kb_status end_later(kb_client *c, kb_job *job, int64_t seconds, kb_err *err)
{
    kb_err why = { 0 };
    job->retry = seconds;
    (void)kb_fail(&why, kb_fault_status(KB_FAULT_LATER), "the host wants a pause of %lld seconds more",
                  (long long)seconds);
    return end(c, job, KB_FAULT_LATER, &why, err);
}

static kb_status enqueue(kb_client *c, kb_job *job, bool front, kb_err *err)
{
    kb_host *host = kb_hosts_find(c->hosts, kb_target_host(&job->address), clock_of(c));
    if (!host) return no_memory(job, err);
    int64_t pause = pause_of(c, host);
    if (pause) return end_later(c, job, pause, err);
    kb_host_add(c->hosts, host, job, front);
    return KB_OK;
}

/* By what is known of its site's robots.txt. */
static kb_status judge(kb_client *c, const kb_site *site, kb_job *job, kb_err *err)
{
    kb_err why = { 0 };
    kb_host *host = kb_hosts_find(c->hosts, kb_target_host(&job->address), clock_of(c));
    if (!host) return no_memory(job, err);
    host->crawl = site->robots.delay;
    kb_fault fault = kb_site_allows(site, job->address.whole, &why);
    if (fault == KB_FAULT_NONE) return enqueue(c, job, job->hops > 0, err);
    if (site->verdict == KB_ROBOTS_NONE) job->retry = site->retry;
    return end(c, job, fault, &why, err);
}

/* What came of a site's robots.txt lets those go on that wait for it. */
static kb_status learn(kb_client *c, kb_site *site, const kb_response *answer, kb_err *err)
{
    kb_status status = kb_site_learn(c->sites, site, answer, now_of(c), err);
    kb_jobs waiting = site->waiting;
    site->waiting = (kb_jobs){ 0 };
    for (kb_job *job; (job = kb_jobs_take(&waiting));) {
        if (status == KB_OK)
            status = judge(c, site, job, err);
        else
            kb_job_free(job);
    }
    return status;
}

/* Through a proxy no connection shows where it leads: addresses in figures are judged here, and the name that is the
 * proxy's own machine (RFC 6761 6.3). */
static bool is_closed(const kb_client *c, const kb_target *to)
{
    kb_str host = kb_target_host(to);
    if (!c->options.proxy || c->options.allow_private) return false;
    if (to->figures.len) return !c->tools.is_public(to->figures.bytes, to->figures.len);
    return kb_str_is(host, "localhost") || kb_str_ends(host, KB_STR(".localhost"));
}

/* Reads where the job goes to. *fault tells, with *why, what is wrong with it. Fails: KB_ERR_MEMORY. */
static kb_status go_to(kb_client *c, kb_job *job, kb_str reference, bool permanent, kb_fault *fault, kb_err *why,
                       kb_err *err)
{
    kb_target address;
    kb_arena *scratch = kb_arena_new(SCRATCH);
    bool moved = true;
    kb_status status = scratch ? kb_target_read(scratch, job->address.whole, reference, &address, why) : KB_ERR_MEMORY;
    *fault = KB_FAULT_NONE;
    if (status == KB_OK && is_closed(c, &address)) {
        *fault = KB_FAULT_GUARD;
        (void)kb_fail(why, kb_fault_status(*fault), "leads to no public address");
    } else if (status == KB_OK) {
        moved = kb_job_move(job, &address, permanent);
    } else if (status != KB_ERR_MEMORY) {
        *fault = KB_FAULT_ADDRESS;
    }
    kb_arena_free(scratch);
    return status == KB_ERR_MEMORY || !moved ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

static kb_status ask_robots(kb_client *c, kb_site *site, kb_err *err)
{
    kb_buf url = { 0 };
    kb_err why = { 0 };
    kb_fault fault;
    kb_buf_add(&url, site->origin);
    kb_buf_add_c(&url, "/robots.txt");
    const kb_request request = { .url = kb_buf_str(&url), .kind = KB_ASK_ROBOTS };
    kb_job *job = url.failed ? NULL : kb_job_new(&request, site);
    kb_buf_clear(&url);
    if (!job) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    site->asked = true;
    kb_status status = go_to(c, job, job->asked.url, false, &fault, &why, err);
    if (status != KB_OK) return no_memory(job, err);
    return fault ? end(c, job, fault, &why, err) : enqueue(c, job, true, err);
}

/* A job that has an address. */
static kb_status enter(kb_client *c, kb_job *job, kb_err *err)
{
    bool obeys = job->asked.kind == KB_ASK_PAGE || job->asked.kind == KB_ASK_SITEMAP;
    if (!obeys) return enqueue(c, job, job->hops > 0, err);
    kb_site *site = kb_sites_find(c->sites, kb_target_origin(&job->address));
    if (!site) return no_memory(job, err);
    if (!site->asked && kb_site_holds(site, now_of(c))) return judge(c, site, job, err);
    kb_jobs_add(&site->waiting, job, false);
    return site->asked ? KB_OK : ask_robots(c, site, err);
}

kb_status kb_client_ask(kb_client *c, const kb_request *request, kb_err *err)
{
    kb_err why = { 0 };
    kb_fault fault;
    kb_job *job = kb_job_new(request, NULL);
    if (!job) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = go_to(c, job, job->asked.url, false, &fault, &why, err);
    if (status != KB_OK) return no_memory(job, err);
    c->waiting++;
    return fault ? end(c, job, fault, &why, err) : enter(c, job, err);
}

kb_status kb_client_pace(kb_client *c, kb_str name, double seconds, kb_err *err)
{
    kb_host *host = kb_hosts_find(c->hosts, name, clock_of(c));
    if (!host) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    host->pace = seconds;
    return KB_OK;
}

size_t kb_client_waiting(const kb_client *c)
{
    return c->waiting;
}

/* ---- a hop: begun ---- */

static kb_exchange *idle_exchange(kb_client *c)
{
    if (c->idle_count) return c->idle[--c->idle_count];
    kb_exchange *x = &c->exchanges[c->opened];
    if (!kb_exchange_open(x, &c->tools)) return NULL;
    c->opened++;
    return x;
}

static kb_status begin_exchange(kb_client *c, kb_job *job, kb_exchange *x, kb_err *why)
{
    kb_buf cookies = { 0 };
    uint32_t all = c->tools.limits.milliseconds;
    kb_host *host = job->host;
    host->wary |= kb_exchange_unasked(host->socket); /* newer versions of libcurl look themselves */
    if (job->asked.kind != KB_ASK_HOOK) kb_cookies_write(&c->cookies, &job->address, now_of(c), &cookies);
    const kb_exchange_ask ask = {
        .address = &job->address,
        .kind = job->asked.kind,
        .etag = job->asked.etag,
        .last_modified = job->asked.last_modified,
        .body = job->asked.body,
        .type = job->asked.type,
        .cookies = kb_buf_str(&cookies),
        .anew = host->wary,
        .addresses =
            c->options.resolve ? c->options.resolve(c->options.resolve_user, kb_target_host(&job->address)) : NULL,
        .milliseconds = all > job->milliseconds ? all - job->milliseconds : 1,
    };
    kb_status status = cookies.failed ? kb_fail(why, KB_ERR_MEMORY, "out of memory") : kb_exchange_begin(x, &ask, why);
    kb_buf_clear(&cookies);
    if (status == KB_OK && c->tools.curl.curl_multi_add_handle(c->multi, x->easy) != CURLM_OK)
        status = kb_fail(why, KB_ERR_MEMORY, "out of memory");
    return status;
}

static void put_back(kb_client *c, kb_job *job)
{
    kb_exchange_end(job->exchange);
    c->idle[c->idle_count++] = job->exchange;
    job->exchange = NULL;
}

static kb_status begin(kb_client *c, kb_host *host, kb_err *err)
{
    kb_err why = { 0 };
    kb_exchange *x = idle_exchange(c);
    if (!x) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_job *job = kb_host_take(c->hosts, host);
    job->exchange = x;
    x->job = job;
    job->began = clock_of(c);
    kb_status status = begin_exchange(c, job, x, &why);
    if (status == KB_OK) {
        c->running++;
        return KB_OK;
    }
    put_back(c, job);
    kb_host_release(c->hosts, host, host->due);
    return end(c, job, KB_FAULT_SYSTEM, &why, err);
}

/* Begins what is due. */
static kb_status begin_due(kb_client *c, kb_err *err)
{
    kb_status status = KB_OK;
    int64_t now = clock_of(c);
    for (kb_host *host; status == KB_OK && c->running < c->options.hosts && (host = kb_hosts_next(c->hosts));) {
        if (host->due > now) break;
        status = begin(c, host, err);
    }
    return status;
}

/* ---- a hop: ended ---- */

/* When the host may be asked again. robots.txt itself is no page: Crawl-delay counts from the first one. */
static int64_t next_turn(const kb_client *c, const kb_host *host, const kb_job *job)
{
    double pause = host->pace >= 0 ? host->pace : c->options.delay;
    const kb_head *head = &job->exchange->head;
    int64_t now = clock_of(c);
    if (job->asked.kind != KB_ASK_ROBOTS && host->crawl > pause) pause = host->crawl;
    int64_t due = now + (int64_t)(pause * 1000);
    int64_t retry = head->code == 429 || head->code == 503 ? kb_head_retry(head, now_of(c)) : -1;
    return retry >= 0 && now + retry * 1000 > due ? now + retry * 1000 : due;
}

/* Those that wait for a host that wants a long pause are told, instead of waiting. */
static kb_status refuse_queue(kb_client *c, kb_host *host, kb_err *err)
{
    int64_t pause = pause_of(c, host);
    kb_jobs queue = host->queue;
    kb_status status = KB_OK;
    if (!pause) return KB_OK;
    host->queue = (kb_jobs){ 0 };
    for (kb_job *job; (job = kb_jobs_take(&queue));) {
        if (status == KB_OK)
            status = end_later(c, job, pause, err);
        else
            kb_job_free(job);
    }
    return status;
}

static bool is_redirect(const kb_job *job, bool *permanent)
{
    int code = job->exchange->head.code;
    *permanent = code == 301 || code == 308;
    return job->asked.kind != KB_ASK_HOOK && (*permanent || code == 302 || code == 303 || code == 307);
}

/* To where the answer sends it; *fault tells, with *why, why not. Fails: KB_ERR_MEMORY. */
static kb_status redirect(kb_client *c, kb_job *job, bool permanent, kb_fault *fault, kb_err *why, kb_err *err)
{
    kb_str location = job->exchange->head.location, told[2];
    *fault = KB_FAULT_REDIRECTS;
    if (!location.len) return (void)kb_fail(why, KB_ERR_LIMIT, "redirects without saying where to"), KB_OK;
    if (job->hops == c->tools.limits.hops)
        return (void)kb_fail(why, KB_ERR_LIMIT, "more than %u redirects", c->tools.limits.hops), KB_OK;
    kb_status status = go_to(c, job, location, permanent, fault, why, err);
    if (status == KB_OK && *fault) {
        kb_url_told(location, told);
        (void)kb_context(why, why->status, "redirects to %.*s%.*s", KB_STR_ARGS(told[0]),
                         (int)(told[1].len < 200 ? told[1].len : 200), told[1].at);
    }
    if (status != KB_OK || *fault) return status;
    job->hops++;
    job->temporary |= !permanent;
    return KB_OK;
}

static kb_status end_hop(kb_client *c, kb_job *job, CURLcode code, kb_err *err)
{
    kb_err why = { 0 };
    kb_host *host = job->host;
    bool permanent;
    kb_status status = KB_OK;
    kb_fault fault = kb_exchange_fault(job->exchange, code, &why);
    host->socket = kb_exchange_socket(job->exchange);
    (void)c->tools.curl.curl_multi_remove_handle(c->multi, job->exchange->easy);
    c->running--;
    job->milliseconds += (uint32_t)(clock_of(c) - job->began);
    job->wire += job->exchange->wire;
    int64_t due = next_turn(c, host, job);
    bool goes_on = fault == KB_FAULT_NONE && is_redirect(job, &permanent);
    if (goes_on) status = redirect(c, job, permanent, &fault, &why, err);
    kb_exchange *x = job->exchange;
    if (status != KB_OK) {
        put_back(c, job);
        return no_memory(job, err);
    }
    if (goes_on && !fault) {
        put_back(c, job);
        status = enter(c, job, err);
    } else {
        status = end(c, job, fault, &why, err);
        kb_exchange_end(x);
        c->idle[c->idle_count++] = x;
    }
    kb_host_release(c->hosts, host, due);
    return status == KB_OK ? refuse_queue(c, host, err) : status;
}

static kb_status run(kb_client *c, kb_err *err)
{
    kb_status status = KB_OK;
    int left;
    if (c->tools.curl.curl_multi_perform(c->multi, &left) != CURLM_OK)
        return kb_fail(err, KB_ERR_IO, "the network of this machine does not work");
    for (const CURLMsg *m; status == KB_OK && (m = c->tools.curl.curl_multi_info_read(c->multi, &left));) {
        kb_exchange *x = NULL;
        if (m->msg != CURLMSG_DONE) continue;
        CURLcode code = m->data.result;
        if (c->tools.curl.curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &x) != CURLE_OK || !x) continue;
        status = end_hop(c, x->job, code, err);
    }
    return status;
}

/* ---- the loop ---- */

static kb_response *take_answer(kb_client *c)
{
    kb_response_kept *a = c->first;
    if (!a) return NULL;
    c->first = a->next;
    if (!c->first) c->last = NULL;
    c->waiting--;
    return &a->answer;
}

/* Waits until something may be done, to `end` at most. */
static void wait_until(kb_client *c, int64_t end_at)
{
    const kb_host *host = c->running < c->options.hosts ? kb_hosts_next(c->hosts) : NULL;
    int64_t now = clock_of(c);
    if (host && host->due < end_at) end_at = host->due;
    if (end_at > now) (void)c->tools.curl.curl_multi_poll(c->multi, NULL, 0, (int)(end_at - now), NULL);
}

kb_status kb_client_next(kb_client *c, uint32_t milliseconds, kb_response **answer, kb_err *err)
{
    int64_t end_at = clock_of(c) + (milliseconds < INT32_MAX ? milliseconds : INT32_MAX);
    kb_status status = KB_OK;
    *answer = take_answer(c);
    while (!*answer && status == KB_OK && c->waiting) {
        status = begin_due(c, err);
        if (status == KB_OK) status = run(c, err);
        *answer = take_answer(c);
        if (*answer || clock_of(c) >= end_at) break;
        wait_until(c, end_at);
    }
    return status;
}

kb_status kb_client_get(kb_client *c, const kb_request *request, kb_response **answer, kb_err *err)
{
    kb_status status = kb_client_ask(c, request, err);
    *answer = NULL;
    while (status == KB_OK && !*answer) status = kb_client_next(c, WAIT_MS, answer, err);
    return status;
}
