#define _GNU_SOURCE /* of the headers that microhttpd.h includes */
#include "serve/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#define IDLE_SECONDS 60u              /* without a byte */
#define HEAD_BYTES ((size_t)32 << 10) /* of a request's head */
#define STACK_BYTES ((size_t)1 << 20)
#define STREAMS_MAX 64
#define EVENT_ROOM 16384

/* A connection: when what it does now must be over. */
typedef struct watched {
    struct watched *next, *before;
    int socket;
    uint64_t network; /* from where */
    time_t until;     /* 0: it waits for a request, or streams */
} watched;

struct kb_http {
    kb_http_options options;
    struct MHD_Daemon *daemon;
    pthread_mutex_t lock;
    watched *all;
    size_t streams;
};

typedef struct {
    kb_request request;
    kb_reply reply;
    struct MHD_PostProcessor *post;
    kb_buf body, name; /* of a form: the value and the name of the field that is coming */
    size_t came;       /* bytes of the body */
    kb_status status;  /* of what came so far */
    kb_err err;
    bool begun, refused, closes; /* the connection ends with this request: what follows it cannot be told from it */
    kb_http *http;
} exchange;

static time_t seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* ---- connections ---- */

static watched *watched_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static void set_until(kb_http *http, struct MHD_Connection *connection, time_t until)
{
    watched *w = watched_of(connection);
    (void)pthread_mutex_lock(&http->lock);
    if (w) w->until = until;
    (void)pthread_mutex_unlock(&http->lock);
}

/* Of IPv6 the /64, which is what one host has: it may name itself as it likes there. RFC 6177, RFC 8981 */
static uint64_t network_of(const struct sockaddr *address)
{
    uint64_t network = 0;
    if (address->sa_family == AF_INET) return ((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr;
    if (address->sa_family == AF_INET6)
        memcpy(&network, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, sizeof network);
    return network;
}

/* May one more come from there? Asked in the thread that accepts, which makes those that are watched too: so none slips
 * by. */
static enum MHD_Result on_accept(void *user, const struct sockaddr *address, socklen_t size)
{
    kb_http *http = user;
    uint64_t network = network_of(address);
    size_t there = 0;
    (void)size;
    if (!http->options.per_address) return MHD_YES;
    (void)pthread_mutex_lock(&http->lock);
    for (const watched *w = http->all; w; w = w->next) there += w->network == network;
    (void)pthread_mutex_unlock(&http->lock);
    return there < http->options.per_address ? MHD_YES : MHD_NO;
}

static void on_connection(void *user, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    kb_http *http = user;
    watched *w = *context;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        const union MHD_ConnectionInfo *from = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
        if (!info || !(w = calloc(1, sizeof *w))) return;
        *w = (watched){ .socket = info->connect_fd,
                        .network = from ? network_of(from->client_addr) : 0,
                        .until = seconds() + http->options.request_seconds };
        *context = w;
        (void)pthread_mutex_lock(&http->lock);
        w->next = http->all;
        if (http->all) http->all->before = w;
        http->all = w;
        (void)pthread_mutex_unlock(&http->lock);
    } else if (w) { /* the socket is not closed yet */
        (void)pthread_mutex_lock(&http->lock);
        if (w->next) w->next->before = w->before;
        *(w->before ? &w->before->next : &http->all) = w->next;
        (void)pthread_mutex_unlock(&http->lock);
        free(w);
        *context = NULL;
    }
}

void kb_http_tend(kb_http *http)
{
    time_t now = seconds();
    (void)pthread_mutex_lock(&http->lock);
    for (watched *w = http->all; w; w = w->next)
        if (w->until && now > w->until) (void)shutdown(w->socket, SHUT_RDWR);
    (void)pthread_mutex_unlock(&http->lock);
}

/* ---- a request as it comes ---- */

static void *on_target(void *user, const char *target, struct MHD_Connection *connection)
{
    kb_http *http = user;
    exchange *x = calloc(1, sizeof *x);
    set_until(http, connection, seconds() + http->options.request_seconds);
    if (!x) return NULL;
    x->http = http;
    x->request.arena = kb_arena_new(KB_REQUEST_ARENA);
    if (x->request.arena)
        x->status = kb_request_target(&x->request, kb_str_of(target), &x->err);
    else
        x->status = kb_fail(&x->err, KB_ERR_MEMORY, "out of memory");
    return x;
}

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* The field that came last is whole. */
static void end_field(exchange *x)
{
    if (x->name.len && x->status == KB_OK)
        x->status = kb_request_add(&x->request, &x->request.form, kb_buf_str(&x->name), kb_buf_str(&x->body), &x->err);
    x->name.len = x->body.len = 0;
}

/* One field of a form, in pieces where it is long: they follow one another. */
static enum MHD_Result on_field(void *user, enum MHD_ValueKind kind, const char *name, const char *file,
                                const char *type, const char *encoding, const char *data, uint64_t offset, size_t size)
{
    exchange *x = user;
    (void)kind, (void)file, (void)type, (void)encoding;
    if (offset == 0) end_field(x);
    if (offset == 0 && name) kb_buf_add_c(&x->name, name); /* a part of a form may have none */
    kb_buf_add(&x->body, (kb_str){ data, size });
    return x->status == KB_OK ? MHD_YES : MHD_NO;
}

typedef struct {
    size_t hosts, lengths, codings;
    bool strange;
} framing;

static enum MHD_Result count_header(void *user, enum MHD_ValueKind kind, const char *name, const char *value)
{
    framing *f = user;
    kb_str key = kb_str_of(name);
    (void)kind;
    f->hosts += kb_str_equal_ascii(key, KB_STR("Host"));
    f->lengths += kb_str_equal_ascii(key, KB_STR("Content-Length"));
    if (!kb_str_equal_ascii(key, KB_STR("Transfer-Encoding"))) return MHD_YES;
    f->codings++;
    f->strange |= !kb_str_equal_ascii(kb_str_of(value), KB_STR("chunked"));
    return MHD_YES;
}

/* Two readers could take it for two requests (smuggling), or for one of two hosts. RFC 9112 3.2, 6.3 */
static void check_framing(exchange *x, struct MHD_Connection *connection)
{
    framing f = { 0 };
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, count_header, &f);
    if (f.hosts <= 1 && f.lengths + f.codings <= 1 && !f.strange) return;
    x->closes = true;
    if (x->status != KB_OK) return;
    x->status = kb_fail(&x->err, KB_ERR_FORMAT, f.hosts > 1 ? "the request names two hosts"
                                                            : "the request leaves open how long it is");
}

static void begin(exchange *x, struct MHD_Connection *connection, const char *method)
{
    kb_request *r = &x->request;
    bool get = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
    x->begun = true;
    r->method = get ? KB_GET : strcmp(method, "POST") == 0 ? KB_POST : KB_METHOD_OTHER;
    r->headers = (kb_headers){ header(connection, "Host"),          header(connection, "Origin"),
                               header(connection, "Sec-Fetch-Site"), header(connection, "Cookie"),
                               header(connection, "Authorization"), header(connection, "Accept-Language"),
                               header(connection, "Accept-Encoding"), header(connection, "If-None-Match"),
                               header(connection, "Content-Type"),  header(connection, "Last-Event-ID") };
    check_framing(x, connection);
    if (x->status == KB_OK) x->refused = x->http->options.admit(x->http->options.user, r, &x->reply) != KB_OK;
    if (r->method == KB_POST && !x->refused && !x->closes)
        x->post = MHD_create_post_processor(connection, HEAD_BYTES, on_field, x); /* NULL: no form */
}

static void take_body(exchange *x, const char *data, size_t size)
{
    if (x->status != KB_OK || x->refused) return; /* the rest is read and dropped */
    if ((x->came += size) > KB_REQUEST_BODY_MAX) {
        x->status = kb_fail(&x->err, KB_ERR_LIMIT, "the request is larger than %zu MB", KB_REQUEST_BODY_MAX >> 20);
        return;
    }
    if (x->request.method != KB_POST) return; /* nothing reads it */
    if (x->post) {
        if (MHD_post_process(x->post, data, size) != MHD_YES && x->status == KB_OK)
            x->status = kb_fail(&x->err, KB_ERR_FORMAT, "the form is broken");
        return;
    }
    kb_buf_add(&x->body, (kb_str){ data, size });
}

/* ---- the answer ---- */

typedef struct {
    kb_http *http;
    kb_buf ready;
    size_t gone;
    uint64_t at;
} stream;

/* MHD asks for more; in this connection's own thread, so that it may wait. */
static ssize_t stream_read(void *user, uint64_t place, char *out, size_t most)
{
    stream *s = user;
    (void)place;
    if (s->gone == s->ready.len) {
        s->gone = s->ready.len = 0;
        if (!s->http->options.events(s->http->options.user, &s->at, &s->ready)) return MHD_CONTENT_READER_END_OF_STREAM;
        if (!s->ready.len) kb_buf_add_c(&s->ready, ":\n\n"); /* a sign of life; who is gone shows by it */
    }
    size_t len = s->ready.len - s->gone < most ? s->ready.len - s->gone : most;
    if (len) memcpy(out, s->ready.at + s->gone, len);
    s->gone += len;
    return s->ready.failed ? MHD_CONTENT_READER_END_WITH_ERROR : (ssize_t)len;
}

static void stream_end(void *user)
{
    stream *s = user;
    (void)pthread_mutex_lock(&s->http->lock);
    s->http->streams--;
    (void)pthread_mutex_unlock(&s->http->lock);
    kb_buf_clear(&s->ready);
    free(s);
}

static struct MHD_Response *stream_open(exchange *x)
{
    kb_http *http = x->http;
    stream *s = NULL;
    int64_t last = -1;
    (void)pthread_mutex_lock(&http->lock);
    if (http->streams < STREAMS_MAX && (s = calloc(1, sizeof *s))) http->streams++;
    (void)pthread_mutex_unlock(&http->lock);
    if (!s) return NULL;
    if (!kb_str_int(kb_str_of(x->request.headers.last_event), &last) || last < 0) last = -1;
    *s = (stream){ .http = http, .at = last < 0 ? UINT64_MAX : (uint64_t)last };
    struct MHD_Response *response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, EVENT_ROOM, stream_read, s, stream_end);
    if (!response) stream_end(s);
    return response;
}

static void add_headers(struct MHD_Response *response, const kb_reply *reply)
{
    char disposition[120];
    (void)snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", reply->file);
    const struct {
        const char *name, *value;
    } rows[] = {
        { "Content-Type", reply->type },
        { "Content-Encoding", reply->packed ? "gzip" : "" },
        { "ETag", reply->etag },
        { "Location", reply->location },
        { "Set-Cookie", reply->cookie },
        { "Allow", reply->allow },
        { "Content-Disposition", reply->file[0] ? disposition : "" },
        { "Retry-After", reply->again ? "5" : "" },
        { "WWW-Authenticate", reply->status == MHD_HTTP_UNAUTHORIZED ? "Bearer realm=\"kabar\"" : "" },
        { "Cache-Control", reply->lasting ? "public, max-age=31536000, immutable" : "no-cache, private" },
        { "Vary", reply->lasting ? "Accept-Encoding" : "Accept-Language, Cookie, Accept-Encoding" },
        { "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
          "form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
        { "X-Content-Type-Options", "nosniff" },
        { "X-Frame-Options", "DENY" },
        { "Referrer-Policy", "same-origin" }, /* with no-referrer browsers send changes from the own pages with "Origin: null" */
        { "Cross-Origin-Opener-Policy", "same-origin" },
        { "Cross-Origin-Resource-Policy", "same-origin" },
        { "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].value && rows[i].value[0]) (void)MHD_add_response_header(response, rows[i].name, rows[i].value);
}

static enum MHD_Result give(exchange *x, struct MHD_Connection *connection)
{
    kb_reply *reply = &x->reply;
    struct MHD_Response *response = NULL;
    if (reply->body.failed) return MHD_NO;
    if (reply->events && (response = stream_open(x)) == NULL) reply->status = MHD_HTTP_SERVICE_UNAVAILABLE;
    set_until(x->http, connection, response ? 0 : seconds() + x->http->options.answer_seconds);
    if (!response) {
        response = MHD_create_response_from_buffer(reply->body.len, reply->body.at, MHD_RESPMEM_MUST_FREE);
        if (response) reply->body = (kb_buf){ 0 };
    }
    if (!response) return MHD_NO;
    add_headers(response, reply);
    if (x->closes) (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
    enum MHD_Result result = MHD_queue_response(connection, reply->status ? reply->status : MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result on_request(void *user, struct MHD_Connection *connection, const char *url, const char *method,
                                  const char *version, const char *data, size_t *size, void **context)
{
    kb_http *http = user;
    exchange *x = *context;
    (void)url, (void)version;
    if (!x) return MHD_NO;
    if (!x->begun) {
        begin(x, connection, method);
        if (x->closes) {
            http->options.answer(http->options.user, &x->request, x->status, &x->err, &x->reply);
            return give(x, connection);
        }
        return MHD_YES; /* an answer now would close the connection before the body has come */
    }
    if (*size) {
        take_body(x, data, *size);
        *size = 0;
        return MHD_YES;
    }
    if (x->post && MHD_destroy_post_processor(x->post) != MHD_YES && x->status == KB_OK)
        x->status = kb_fail(&x->err, KB_ERR_FORMAT, "the form is broken");
    if (x->post)
        end_field(x);
    else
        x->request.body = kb_buf_str(&x->body);
    x->post = NULL;
    if (x->body.failed || x->name.failed) return MHD_NO;
    set_until(http, connection, 0); /* it has come whole: an answer may take long to make */
    if (!x->refused) http->options.answer(http->options.user, &x->request, x->status, &x->err, &x->reply);
    return give(x, connection);
}

static void on_end(void *user, struct MHD_Connection *connection, void **context, enum MHD_RequestTerminationCode code)
{
    exchange *x = *context;
    kb_http *http = user;
    (void)code;
    set_until(http, connection, seconds() + IDLE_SECONDS);
    if (!x) return;
    if (x->post) (void)MHD_destroy_post_processor(x->post);
    kb_buf_clear(&x->body);
    kb_buf_clear(&x->name);
    kb_buf_clear(&x->reply.body);
    kb_arena_free(x->request.arena);
    free(x);
    *context = NULL;
}

static size_t leave_escapes(void *user, struct MHD_Connection *connection, char *text)
{
    (void)user, (void)connection;
    return strlen(text);
}

/* ---- the daemon ---- */

typedef union {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
} listen_at;

static bool read_address(const char *text, uint16_t port, listen_at *out)
{
    memset(out, 0, sizeof *out);
    if (inet_pton(AF_INET, text, &out->four.sin_addr) == 1) {
        out->four.sin_family = AF_INET;
        out->four.sin_port = htons(port);
        return true;
    }
    out->six.sin6_family = AF_INET6;
    out->six.sin6_port = htons(port);
    return inet_pton(AF_INET6, text, &out->six.sin6_addr) == 1;
}

/* What the library says while it starts is why it did not. */
static void on_word(void *user, const char *format, va_list arguments)
{
    (void)user, (void)format, (void)arguments;
}

kb_status kb_http_open(const kb_http_options *options, kb_http **out, kb_err *err)
{
    listen_at at;
    unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ITC |
                     MHD_USE_ERROR_LOG;
    kb_http *http = calloc(1, sizeof *http);
    *out = NULL;
    if (!http) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    http->options = *options;
    (void)pthread_mutex_init(&http->lock, NULL);
    if (!read_address(options->address, options->port, &at)) {
        kb_http_close(http);
        return kb_fail(err, KB_ERR_FORMAT, "'%s' is no address in figures", options->address);
    }
    if (at.any.sa_family == AF_INET6) flags |= MHD_USE_IPv6;
    if (options->certificate) flags |= MHD_USE_TLS;
    struct MHD_OptionItem more[] = { { MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)options->certificate },
                                     { MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)options->key },
                                     { MHD_OPTION_END, 0, NULL } };
    errno = 0;
    http->daemon = MHD_start_daemon(
        flags, options->port, on_accept, http, on_request, http, MHD_OPTION_EXTERNAL_LOGGER, on_word, NULL,
        MHD_OPTION_SOCK_ADDR, &at.any, MHD_OPTION_CONNECTION_LIMIT, (unsigned)options->connections,
        MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, HEAD_BYTES,
        MHD_OPTION_THREAD_STACK_SIZE, STACK_BYTES, MHD_OPTION_URI_LOG_CALLBACK, on_target, http,
        MHD_OPTION_NOTIFY_COMPLETED, on_end, http, MHD_OPTION_NOTIFY_CONNECTION, on_connection, http,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL, MHD_OPTION_ARRAY,
        options->certificate ? more : &more[2], MHD_OPTION_END);
    if (http->daemon) {
        *out = http;
        return KB_OK;
    }
    kb_status status = errno == EADDRINUSE || errno == EACCES || errno == EADDRNOTAVAIL || !options->certificate
                           ? kb_fail(err, KB_ERR_IO, "cannot listen on %s port %u: %s", options->address,
                                     (unsigned)options->port, errno ? strerror(errno) : "the library refused")
                           : kb_fail(err, KB_ERR_FORMAT, "the certificate and its key cannot be used");
    kb_http_close(http);
    return status;
}

uint16_t kb_http_port(const kb_http *http)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : http->options.port;
}

void kb_http_close(kb_http *http)
{
    if (!http) return;
    if (http->daemon) MHD_stop_daemon(http->daemon);
    (void)pthread_mutex_destroy(&http->lock);
    free(http);
}
