/* fetch/client.h - asks hosts on the net, many at once, each by its own pace: feeds, pages, sitemaps, robots.txt, and
 * hooks that are called. libcurl does the talking; it is loaded when a client is opened.
 *
 * The rules hold for every request and for every hop of one:
 * - http and https alone, TLS verified, no user or password in an address, no port of another service.
 * - An address is judged when a connection to it is about to be made (fetch/guard.h), however it was spelled or
 *   resolved. A proxy that the user named resolves names itself: then only addresses written in figures are judged.
 * - One request a host at a time, and a pause after each; Crawl-delay and Retry-After make it longer.
 * - Redirects are followed here, hop by hop, not by curl; those of a hook are not followed.
 * - robots.txt (RFC 9309) is asked for and obeyed for pages and sitemaps; a feed was named by the user, and so was a
 *   hook.
 * - Limits of bytes, time and hops. What is cut short is a fault: half an article is no revision of it.
 * - Nothing of the environment (proxies, .netrc), no cookies but those of options.cookies, each for its host alone.
 *
 * One client a thread. Who opens one ignores SIGPIPE. */
#ifndef KB_FETCH_CLIENT_H
#define KB_FETCH_CLIENT_H

#include "base/err.h"
#include "base/str.h"

typedef struct kb_client kb_client;

/* What is asked for: decides what is accepted, whether robots.txt is obeyed, and how much may come. */
typedef enum { KB_ASK_FEED, KB_ASK_PAGE, KB_ASK_SITEMAP, KB_ASK_ROBOTS, KB_ASK_HOOK } kb_ask;

/* Why there is no answer; what a caller would do differently. */
typedef enum {
    KB_FAULT_NONE,      /* there is one, whatever its code */
    KB_FAULT_ADDRESS,   /* it is none that is asked: scheme, user, port, spelling */
    KB_FAULT_GUARD,     /* it leads to no public address */
    KB_FAULT_ROBOTS,    /* robots.txt forbids it */
    KB_FAULT_LATER,     /* the host wants a longer pause than options.patience: see kb_response.retry_after */
    KB_FAULT_DNS,       /* no such host, or nobody who tells */
    KB_FAULT_CONNECT,   /* refused, or no way there */
    KB_FAULT_TLS,       /* no connection that could be trusted */
    KB_FAULT_SLOW,      /* took too long, or came too slowly */
    KB_FAULT_CUT,       /* the connection ended before the answer did */
    KB_FAULT_LARGE,     /* more bytes than the limits allow: of the head, of the body, unpacked */
    KB_FAULT_BROKEN,    /* no HTTP, or not packed as it says */
    KB_FAULT_REDIRECTS, /* too many of them, in a circle, or one without a target */
    KB_FAULT_SYSTEM     /* of this machine: memory, sockets */
} kb_fault;

const char *kb_fault_name(kb_fault fault); /* "dns", for JSON and for desks */

/* The status with which a fault is told: KB_ERR_FORMAT where the address is none that is asked, KB_ERR_IO of this
 * machine, else KB_ERR_NET. */
kb_status kb_fault_status(kb_fault fault);

/* ---- what is kept of robots.txt between runs; by the caller, where it wants to ---- */

typedef enum { KB_ROBOTS_RULES, KB_ROBOTS_ALL, KB_ROBOTS_NONE } kb_robots_verdict; /* ALL: all is allowed */

typedef struct {
    kb_robots_verdict verdict;
    kb_str text;   /* of KB_ROBOTS_RULES */
    int64_t until; /* seconds since 1970 to which it holds */
} kb_robots_kept;

typedef struct {
    /* What was kept of `origin` ("https://host:port", the port where it is not the scheme's); false: nothing. The
     * text is copied before the next call. May be NULL. */
    bool (*load)(void *user, kb_str origin, kb_robots_kept *out);
    void (*save)(void *user, kb_str origin, const kb_robots_kept *kept); /* may be NULL */
    void *user;
} kb_robots_desk;

/* ---- the client ---- */

/* Zero stands for what is given in brackets. */
typedef struct {
    size_t body;           /* bytes of a body as they come [16 MiB] */
    size_t unpacked;       /* and unpacked [32 MiB; of sitemaps 50 MiB, as their protocol has it] */
    size_t head;           /* bytes of all headers of one hop [64 KiB] */
    unsigned hops;         /* redirects [5] */
    uint32_t milliseconds; /* of all hops together, waiting for the host's turn aside [60 s] */
    uint32_t connecting;   /* milliseconds, of one connection [10 s] */
    uint32_t slow_seconds; /* so long [20 s] */
    uint32_t slow_bytes;   /* it may come more slowly than so many bytes a second [100] */
} kb_client_limits;

/* All strings look at the caller's as long as the client is open. */
typedef struct {
    const char *contact; /* who asks: a URL or a mail address, told in User-Agent; NULL: none */
    const char *proxy;   /* of the user ("http://host:3128", "socks5h://..."); NULL: none. The guard then judges only
                            addresses in figures, and never the proxy's own. */
    bool allow_private;  /* of an intranet, or of this machine */
    kb_str cookies;      /* of the user: lines of a cookies.txt (fetch/cookies.h) */
    uint32_t hosts;      /* asked at once [100] */
    double delay;        /* seconds between two requests to a host; negative: [1] */
    double patience;     /* seconds for which a request waits for the pause that a host wants; negative: [60] */
    int64_t now;         /* what stands for the clock at the opening, seconds since 1970 UTC; 0: the clock */
    kb_robots_desk robots;
    kb_client_limits limits;

    /* For tests; NULL where there is none. The addresses of a host ("127.0.0.5,::1"), asked at each hop, in place of
     * the system's resolver; which addresses are public, in place of kb_guard_public; a file of certificates to trust
     * in place of the system's. */
    const char *(*resolve)(void *user, kb_str host);
    void *resolve_user;
    bool (*is_public)(const unsigned char *bytes, size_t len);
    const char *trusted;
} kb_client_options;

/* Fails: KB_ERR_NOT_FOUND (libcurl is not there), KB_ERR_FORMAT (contact, proxy, cookies), KB_ERR_MEMORY. */
kb_status kb_client_open(const kb_client_options *options, kb_client **out, kb_err *err);
void kb_client_close(kb_client *client); /* NULL is fine; what was asked for and is not there yet is dropped */

/* A host's own pause, in seconds, in place of options.delay. Crawl-delay may make it longer. Fails: KB_ERR_MEMORY. */
kb_status kb_client_pace(kb_client *client, kb_str host, double seconds, kb_err *err);

typedef struct {
    kb_str url; /* absolute */
    kb_ask kind;
    kb_str etag, last_modified; /* of what the caller has, sent back byte for byte; empty: none */
    kb_str body, type;          /* of a hook: what is sent (POST), and its media type */
    void *user;                 /* handed back with the answer */
} kb_request;

/* Queues a request; all of it is copied. What is wrong with its address is told as an answer. Fails: KB_ERR_MEMORY. */
kb_status kb_client_ask(kb_client *client, const kb_request *request, kb_err *err);

/* How many were asked for and are not answered yet. */
size_t kb_client_waiting(const kb_client *client);

typedef struct kb_response {
    void *user; /* as asked for */
    kb_ask kind;
    kb_str url;
    kb_fault fault;
    kb_err err;   /* where there is a fault: words that name the address */
    int code;     /* HTTP's; 0 where no head came */
    kb_str final; /* the address of the last hop, without fragment */
    kb_str moved; /* to which permanent redirects alone (301, 308) led from `url`; empty: none did. Those behind a
                     temporary one (302, 303, 307) are not counted. */
    kb_str etag, last_modified; /* byte for byte; empty: none */
    kb_str type;                /* Content-Type with its parameters */
    int64_t retry_after;        /* seconds; negative: not said */
    int64_t fresh;              /* seconds for which it holds (RFC 9111); 0: not at all; negative: not said */
    bool no_store;              /* Cache-Control: no-store */
    kb_str body;           /* unpacked; of robots.txt the first part (fetch/robots.h); empty where there is a fault */
    uint64_t wire;         /* bytes that came, heads and bodies of all hops */
    uint32_t milliseconds; /* of all hops, waiting aside */
} kb_response;

/* Goes on with all requests until one is answered, for `milliseconds` at most (0: without waiting). *answer is the
 * caller's (kb_response_free), NULL where none came in time, or a signal came, or nothing is waited for. Fails:
 * KB_ERR_MEMORY, KB_ERR_IO (this machine's network). */
kb_status kb_client_next(kb_client *client, uint32_t milliseconds, kb_response **answer, kb_err *err);
void kb_response_free(kb_response *answer); /* NULL is fine */

/* One like `answer`, which somebody kept: its words are copied. NULL when memory is out. */
kb_response *kb_response_copy(const kb_response *answer);

/* Asks for one thing and waits for its answer, which is never NULL then; nothing else may be waited for. Fails: as
 * kb_client_next. */
kb_status kb_client_get(kb_client *client, const kb_request *request, kb_response **answer, kb_err *err);

#endif
