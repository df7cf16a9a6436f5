/* serve/http.h - HTTP: the one place that knows libmicrohttpd. Each connection has a thread, so that one that is slow
 * holds up nobody; a request that has not come whole, or an answer that has not gone whole, within its time ends. */
#ifndef KB_SERVE_HTTP_H
#define KB_SERVE_HTTP_H

#include "serve/request.h"

typedef struct kb_http kb_http;

typedef struct {
    const char *address;
    uint16_t port;
    const char *certificate, *key;            /* PEM; NULL: no TLS */
    size_t connections, per_address;          /* per_address 0: any number; an address of IPv6 is its /64 */
    unsigned request_seconds, answer_seconds; /* until a request, an answer is whole */
    /* May the body of this request come? Its head is there. What is not KB_OK is answered with `reply` at once. */
    kb_status (*admit)(void *user, const kb_request *request, kb_reply *reply);
    /* Makes the answer; called in the connection's thread, several at once. `came` and `err`: whether the request came
     * whole and could be read; its path may be NULL where it could not. */
    void (*answer)(void *user, const kb_request *request, kb_status came, const kb_err *err, kb_reply *reply);
    /* Of a reply that is a stream of events: adds what is new behind *at to `out`, and moves *at; waits up to some
     * seconds for it. False: the stream ends. */
    bool (*events)(void *user, uint64_t *at, kb_buf *out);
    void *user;
} kb_http_options;

/* Listens. Fails: KB_ERR_FORMAT (no address, no certificate), KB_ERR_IO (the address is taken), KB_ERR_MEMORY. */
kb_status kb_http_open(const kb_http_options *options, kb_http **out, kb_err *err);
uint16_t kb_http_port(const kb_http *http); /* that was given; of port 0 the one found */
void kb_http_tend(kb_http *http);           /* now and then, every second or so: ends what takes too long */
void kb_http_close(kb_http *http);          /* ends all connections; NULL is fine */

#endif
