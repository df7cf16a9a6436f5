/* fetch/host.h - hosts and their turn: one request at a time, and a pause after each. Times are milliseconds of the
 * client's clock. */
#ifndef KB_FETCH_HOST_H
#define KB_FETCH_HOST_H

#include "fetch/job.h"

typedef struct kb_host {
    kb_str name; /* behind the host, in the same block */
    kb_jobs queue;
    int64_t due;          /* not before */
    double pace;          /* seconds between requests that the caller set; negative: none */
    double crawl;         /* that its robots.txt asks for; negative: none */
    curl_socket_t socket; /* of its last connection, which may be closed since */
    bool wary;            /* something came on a connection that nobody had asked for: none is used twice */
    bool busy;            /* a request to it runs: it has no turn */
    size_t place;         /* in the heap, counted from 1; 0: it has no turn */
} kb_host;

typedef struct kb_hosts kb_hosts;

kb_hosts *kb_hosts_new(void);        /* NULL when memory is out */
void kb_hosts_free(kb_hosts *hosts); /* with the jobs that wait; NULL is fine */

/* The host of this name, a new one where there is none; NULL when memory is out. Of many hosts those that nothing waits
 * for and whose pause is over at `now` are forgotten first. */
kb_host *kb_hosts_find(kb_hosts *hosts, kb_str name, int64_t now);

/* Puts a job into its queue. */
void kb_host_add(kb_hosts *hosts, kb_host *host, kb_job *job, bool front);

/* The host that is due first of those that are not busy and have something to do; NULL: none. */
kb_host *kb_hosts_next(const kb_hosts *hosts);

/* Takes its first job: it is busy, until it is free again, with its next turn at `due`. */
kb_job *kb_host_take(kb_hosts *hosts, kb_host *host);
void kb_host_release(kb_hosts *hosts, kb_host *host, int64_t due);

#endif
