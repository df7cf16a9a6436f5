#include "fetch/host.h"

#include <stdlib.h>

#include "base/map.h"

#define HOSTS_MAX ((size_t)1 << 14) /* that are known, before idle ones are forgotten */

struct kb_hosts {
    kb_map *by_name;
    kb_host **all, **heap; /* both with room for all; heap[0] is due first */
    size_t count, room, due, most;
};

kb_hosts *kb_hosts_new(void)
{
    kb_hosts *hosts = calloc(1, sizeof *hosts);
    if (!hosts) return NULL;
    hosts->most = HOSTS_MAX;
    hosts->by_name = kb_map_new();
    if (hosts->by_name) return hosts;
    free(hosts);
    return NULL;
}

static void free_host(kb_host *host)
{
    for (kb_job *job; (job = kb_jobs_take(&host->queue));) kb_job_free(job);
    free(host);
}

void kb_hosts_free(kb_hosts *hosts)
{
    if (!hosts) return;
    for (size_t i = 0; i < hosts->count; i++) free_host(hosts->all[i]);
    kb_map_free(hosts->by_name);
    free(hosts->all);
    free(hosts->heap);
    free(hosts);
}

/* ---- the heap ---- */

static void place(kb_hosts *h, size_t at, kb_host *host)
{
    h->heap[at] = host;
    host->place = at + 1;
}

static void rise(kb_hosts *h, size_t at)
{
    kb_host *host = h->heap[at];
    while (at > 0 && h->heap[(at - 1) / 2]->due > host->due) {
        place(h, at, h->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    place(h, at, host);
}

static void sink(kb_hosts *h, size_t at)
{
    kb_host *host = h->heap[at];
    for (size_t child; (child = 2 * at + 1) < h->due; at = child) {
        if (child + 1 < h->due && h->heap[child + 1]->due < h->heap[child]->due) child++;
        if (h->heap[child]->due >= host->due) break;
        place(h, at, h->heap[child]);
    }
    place(h, at, host);
}

static void give_turn(kb_hosts *h, kb_host *host)
{
    if (host->place || host->busy || !host->queue.first) return;
    place(h, h->due++, host);
    rise(h, h->due - 1);
}

static void take_turn(kb_hosts *h, kb_host *host)
{
    size_t at = host->place - 1;
    kb_host *last = h->heap[--h->due];
    host->place = 0;
    if (last == host) return;
    place(h, at, last);
    sink(h, at);
    rise(h, last->place - 1);
}

/* ---- hosts ---- */

static bool is_idle(const kb_host *host, int64_t now)
{
    return !host->busy && !host->queue.first && host->due <= now && host->pace < 0;
}

/* Forgets idle hosts; the next time when there are twice as many as are left. */
static void sweep(kb_hosts *h, int64_t now)
{
    size_t kept = 0;
    kb_map *by_name = kb_map_new();
    bool whole = by_name != NULL;
    for (size_t i = 0; whole && i < h->count; i++)
        if (!is_idle(h->all[i], now)) whole = kb_map_set(by_name, h->all[i]->name, h->all[i]);
    if (!whole) {
        kb_map_free(by_name);
        return; /* all are kept: it is memory that is short, and the next allocation tells */
    }
    for (size_t i = 0; i < h->count; i++) {
        if (is_idle(h->all[i], now))
            free_host(h->all[i]);
        else
            h->all[kept++] = h->all[i];
    }
    kb_map_free(h->by_name);
    h->by_name = by_name;
    h->count = kept;
    h->most = kept * 2 > HOSTS_MAX ? kept * 2 : HOSTS_MAX;
}

static bool make_room(kb_hosts *h)
{
    if (h->count < h->room) return true;
    size_t room = h->room ? h->room * 2 : 64;
    kb_host **all = realloc(h->all, room * sizeof(kb_host *));
    if (all) h->all = all;
    kb_host **heap = realloc(h->heap, room * sizeof(kb_host *));
    if (heap) h->heap = heap;
    if (!all || !heap) return false;
    h->room = room;
    return true;
}

kb_host *kb_hosts_find(kb_hosts *h, kb_str name, int64_t now)
{
    kb_host *host = kb_map_find(h->by_name, name);
    if (host) return host;
    if (h->count >= h->most) sweep(h, now);
    if (!make_room(h) || !(host = calloc(1, sizeof *host + name.len + 1))) return NULL;
    char *copy = (char *)(host + 1);
    if (name.len) memcpy(copy, name.at, name.len);
    host->name = (kb_str){ copy, name.len };
    host->pace = host->crawl = -1;
    host->socket = CURL_SOCKET_BAD;
    if (!kb_map_set(h->by_name, host->name, host)) {
        free(host);
        return NULL;
    }
    h->all[h->count++] = host;
    return host;
}

void kb_host_add(kb_hosts *h, kb_host *host, kb_job *job, bool front)
{
    job->host = host;
    kb_jobs_add(&host->queue, job, front);
    give_turn(h, host);
}

kb_host *kb_hosts_next(const kb_hosts *h)
{
    return h->due ? h->heap[0] : NULL;
}

kb_job *kb_host_take(kb_hosts *h, kb_host *host)
{
    take_turn(h, host);
    host->busy = true;
    return kb_jobs_take(&host->queue);
}

void kb_host_release(kb_hosts *h, kb_host *host, int64_t due)
{
    host->busy = false;
    host->due = due;
    give_turn(h, host);
}
