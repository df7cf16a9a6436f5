/* fetch/exchange.h - one request to one host and its answer: a hop of what fetch/client.h asks for. libcurl's handle is
 * used again for the next one. */
#ifndef KB_FETCH_EXCHANGE_H
#define KB_FETCH_EXCHANGE_H

#include "base/buf.h"
#include "fetch/client.h"
#include "fetch/head.h"
#include "fetch/libcurl.h"
#include "fetch/target.h"

/* What all exchanges of a client have alike; nothing of it is changed. */
typedef struct {
    kb_curl curl;
    const char *agent, *proxy; /* proxy NULL: none */
    const char *trusted;       /* NULL: the system's certificates */
    bool allow_private;
    bool (*is_public)(const unsigned char *bytes, size_t len);
    kb_client_limits limits; /* none is 0 here */
} kb_exchange_tools;

/* What is asked. Views are looked at until the exchange has ended. */
typedef struct {
    const kb_target *address;
    kb_ask kind;
    kb_str etag, last_modified, body, type, cookies;
    bool anew;             /* on a connection of its own */
    const char *addresses; /* of the host, in place of the resolver's; NULL: none */
    uint32_t milliseconds; /* that are left for it */
} kb_exchange_ask;

typedef struct {
    const kb_exchange_tools *tools;
    CURL *easy;
    struct curl_slist *headers, *resolve;
    struct kb_job *job; /* for which it runs (fetch/job.h); the client's to set */
    kb_arena *arena;    /* the head's */
    kb_head head;
    kb_buf body;
    size_t head_bytes, body_most;
    uint64_t wire;
    bool first_part; /* of the body is enough: what is beyond it is not taken */
    bool enough, large_head, large_body, memory_out;
    char guarded[64]; /* the address that the guard closed; empty: none */
    char words[CURL_ERROR_SIZE];
} kb_exchange;

/* A handle, kept for many. False when memory is out. */
bool kb_exchange_open(kb_exchange *x, const kb_exchange_tools *tools);
void kb_exchange_close(kb_exchange *x);

/* Makes the handle ready for a request; it is run by libcurl's multi interface, then ended. Fails: KB_ERR_MEMORY,
 * KB_ERR_IO (libcurl wants none of it). */
kb_status kb_exchange_begin(kb_exchange *x, const kb_exchange_ask *ask, kb_err *err);

/* Its connection, which may be used again; CURL_SOCKET_BAD where it is closed. And has anything come on it since (the
 * beginning of an answer to what was not asked yet, say)? Of a socket that is closed, or another's by now, the answer
 * means nothing and harms nothing. */
curl_socket_t kb_exchange_socket(const kb_exchange *x);
bool kb_exchange_unasked(curl_socket_t socket);

/* How it ended: KB_FAULT_NONE, and x->head and x->body are whole; else why not, in words. */
kb_fault kb_exchange_fault(const kb_exchange *x, CURLcode code, kb_err *err);

/* Frees what this one held; the handle may begin the next. */
void kb_exchange_end(kb_exchange *x);

#endif
