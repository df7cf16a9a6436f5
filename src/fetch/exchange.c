#define _POSIX_C_SOURCE 200809L
#include "fetch/exchange.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "fetch/robots.h"

#define HEAD_ARENA ((size_t)4 << 20)

/* How libcurl tells of a line longer than it takes (100 KiB): CURLE_TOO_LARGE since 8.6, before as if memory were out.
 */
#define TOO_LARGE ((CURLcode)100)

bool kb_exchange_open(kb_exchange *x, const kb_exchange_tools *tools)
{
    *x = (kb_exchange){ .tools = tools, .easy = tools->curl.curl_easy_init() };
    return x->easy != NULL;
}

void kb_exchange_close(kb_exchange *x)
{
    if (!x->easy) return;
    kb_exchange_end(x);
    x->tools->curl.curl_easy_cleanup(x->easy);
    x->easy = NULL;
}

/* ---- what curl calls ---- */

/* Opens no socket to an address that is not public: whatever led here, this is where a connection would be made. */
static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *to)
{
    kb_exchange *x = user;
    const void *bytes = NULL;
    size_t len = 0;
    union {
        const struct sockaddr *any;
        const struct sockaddr_in *four;
        const struct sockaddr_in6 *six;
    } at = { &to->addr };
    if (to->family == AF_INET) {
        bytes = &at.four->sin_addr;
        len = 4;
    } else if (to->family == AF_INET6) {
        bytes = &at.six->sin6_addr;
        len = 16;
    }
    bool open = bytes && (x->tools->allow_private || x->tools->proxy || x->tools->is_public(bytes, len));
    if (purpose != CURLSOCKTYPE_IPCXN) open = false;
    if (!open) {
        if (!bytes || !inet_ntop(to->family, bytes, x->guarded, sizeof x->guarded))
            memcpy(x->guarded, "no address", sizeof "no address");
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t take_head(char *at, size_t size, size_t count, void *user)
{
    kb_exchange *x = user;
    size_t len = size * count;
    x->wire += len;
    x->head_bytes += len;
    x->large_head = x->head_bytes > x->tools->limits.head;
    if (x->large_head) return 0;
    x->memory_out = !kb_head_line(&x->head, x->arena, (kb_str){ at, len });
    return x->memory_out ? 0 : len;
}

static size_t take_body(char *at, size_t size, size_t count, void *user)
{
    kb_exchange *x = user;
    size_t len = size * count, room = x->body_most - x->body.len;
    x->wire += len;
    bool over = len > room;
    x->enough = over && x->first_part;
    x->large_body = over && !x->first_part;
    if (x->large_body) return 0;
    kb_buf_add(&x->body, (kb_str){ at, over ? room : len });
    x->memory_out = x->body.failed;
    return over || x->memory_out ? 0 : len;
}

/* ---- the request ---- */

static const struct {
    const char *accept;
} kinds[] = {
    [KB_ASK_FEED] = { "Accept: application/rss+xml, application/atom+xml, application/feed+json, "
                      "application/xml;q=0.9, "
                      "text/xml;q=0.9, */*;q=0.5" },
    [KB_ASK_PAGE] = { "Accept: text/html, application/xhtml+xml, */*;q=0.5" },
    [KB_ASK_SITEMAP] = { "Accept: application/xml, text/xml, */*;q=0.5" },
    [KB_ASK_ROBOTS] = { "Accept: text/plain, */*;q=0.5" },
    [KB_ASK_HOOK] = { "Accept: */*" },
};

static bool add_header(kb_exchange *x, const char *name, kb_str value)
{
    kb_buf line = { 0 };
    if (name) kb_buf_print(&line, "%s: ", name);
    kb_buf_add(&line, value);
    kb_buf_add_char(&line, '\0');
    for (size_t i = 0; i + 1 < line.len; i++)
        if ((unsigned char)line.at[i] < ' ' && line.at[i] != '\t') line.at[i] = ' '; /* a line of its own it is not */
    struct curl_slist *more = line.failed ? NULL : x->tools->curl.curl_slist_append(x->headers, line.at);
    kb_buf_clear(&line);
    if (more) x->headers = more;
    return more != NULL;
}

static bool add_headers(kb_exchange *x, const kb_exchange_ask *ask)
{
    bool sent = ask->kind == KB_ASK_HOOK;
    return add_header(x, NULL, kb_str_of(kinds[ask->kind].accept)) &&
           add_header(x, "Accept-Encoding", KB_STR("gzip, deflate, br, zstd")) &&
           (!ask->etag.len || add_header(x, "If-None-Match", ask->etag)) &&
           (!ask->last_modified.len || add_header(x, "If-Modified-Since", ask->last_modified)) &&
           (!ask->cookies.len || add_header(x, "Cookie", ask->cookies)) &&
           (!sent || (add_header(x, "Content-Type", ask->type) && add_header(x, NULL, KB_STR("Expect:"))));
}

/* "host:port:address,address" */
static bool add_addresses(kb_exchange *x, const kb_exchange_ask *ask)
{
    kb_buf line = { 0 };
    if (!ask->addresses) return true;
    kb_buf_print(&line, "%.*s:%u:%s", KB_STR_ARGS(kb_target_host(ask->address)), ask->address->port, ask->addresses);
    kb_buf_add_char(&line, '\0');
    if (!line.failed) x->resolve = x->tools->curl.curl_slist_append(NULL, line.at);
    kb_buf_clear(&line);
    return x->resolve != NULL;
}

#define SET(option, value) \
    if (code == CURLE_OK) code = curl->curl_easy_setopt(x->easy, (option), (value))

static CURLcode set_where(kb_exchange *x, const kb_exchange_ask *ask)
{
    const kb_curl *curl = &x->tools->curl;
    CURLcode code = CURLE_OK;
    SET(CURLOPT_URL, ask->address->whole.at);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_PATH_AS_IS, 1L);
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1); /* one request at a time: nothing to be gained by 2 */
    SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    SET(CURLOPT_PROXY, x->tools->proxy ? x->tools->proxy : ""); /* "": none of the environment either */
    SET(CURLOPT_NOPROXY, "");
    SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
    SET(CURLOPT_OPENSOCKETDATA, x);
    SET(CURLOPT_QUICK_EXIT, 1L); /* does not wait for a resolver that hangs */
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_FRESH_CONNECT, (long)ask->anew);
    SET(CURLOPT_FORBID_REUSE, (long)ask->anew);
    if (x->resolve) SET(CURLOPT_RESOLVE, x->resolve);
    if (x->tools->trusted) SET(CURLOPT_CAINFO, x->tools->trusted);
    return code;
}

static CURLcode set_limits(kb_exchange *x, const kb_exchange_ask *ask)
{
    const kb_curl *curl = &x->tools->curl;
    const kb_client_limits *limits = &x->tools->limits;
    uint32_t all = ask->milliseconds, connecting = limits->connecting;
    CURLcode code = CURLE_OK;
    SET(CURLOPT_TIMEOUT_MS, (long)all);
    SET(CURLOPT_CONNECTTIMEOUT_MS, (long)(connecting < all ? connecting : all));
    SET(CURLOPT_LOW_SPEED_LIMIT, (long)limits->slow_bytes);
    SET(CURLOPT_LOW_SPEED_TIME, (long)limits->slow_seconds);
    if (!x->first_part) SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)x->body_most);
    return code;
}

static CURLcode set_words(kb_exchange *x, const kb_exchange_ask *ask)
{
    const kb_curl *curl = &x->tools->curl;
    CURLcode code = CURLE_OK;
    SET(CURLOPT_USERAGENT, x->tools->agent);
    SET(CURLOPT_HTTPHEADER, x->headers);
    SET(CURLOPT_HTTP_CONTENT_DECODING, 0L); /* unpacked here, once all is there and within limits */
    SET(CURLOPT_HEADERFUNCTION, take_head);
    SET(CURLOPT_HEADERDATA, x);
    SET(CURLOPT_WRITEFUNCTION, take_body);
    SET(CURLOPT_WRITEDATA, x);
    SET(CURLOPT_ERRORBUFFER, x->words);
    SET(CURLOPT_PRIVATE, x);
    if (ask->kind == KB_ASK_HOOK) {
        SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)ask->body.len);
        SET(CURLOPT_POSTFIELDS, ask->body.len ? ask->body.at : "");
    }
    return code;
}
#undef SET

kb_status kb_exchange_begin(kb_exchange *x, const kb_exchange_ask *ask, kb_err *err)
{
    const kb_curl *curl = &x->tools->curl;
    x->arena = kb_arena_new(HEAD_ARENA);
    x->first_part = ask->kind == KB_ASK_ROBOTS;
    x->body_most = x->first_part ? KB_ROBOTS_BYTES : x->tools->limits.body;
    curl->curl_easy_reset(x->easy);
    if (!x->arena || !add_headers(x, ask) || !add_addresses(x, ask))
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    CURLcode code = set_where(x, ask);
    if (code == CURLE_OK) code = set_limits(x, ask);
    if (code == CURLE_OK) code = set_words(x, ask);
    if (code == CURLE_OK) return KB_OK;
    return kb_fail(err, code == CURLE_OUT_OF_MEMORY ? KB_ERR_MEMORY : KB_ERR_IO, "%s", curl->curl_easy_strerror(code));
}

void kb_exchange_end(kb_exchange *x)
{
    const kb_exchange_tools *tools = x->tools;
    CURL *easy = x->easy;
    tools->curl.curl_slist_free_all(x->headers);
    tools->curl.curl_slist_free_all(x->resolve);
    kb_buf_clear(&x->body);
    kb_arena_free(x->arena);
    *x = (kb_exchange){ .tools = tools, .easy = easy };
}

/* ---- how it ended ---- */

curl_socket_t kb_exchange_socket(const kb_exchange *x)
{
    curl_socket_t active = CURL_SOCKET_BAD;
    CURLcode code = x->tools->curl.curl_easy_getinfo(x->easy, CURLINFO_ACTIVESOCKET, &active);
    return code == CURLE_OK ? active : CURL_SOCKET_BAD;
}

bool kb_exchange_unasked(curl_socket_t at)
{
    char byte;
    return at != CURL_SOCKET_BAD && recv(at, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

kb_status kb_fault_status(kb_fault fault)
{
    switch (fault) {
    case KB_FAULT_NONE: return KB_OK;
    case KB_FAULT_ADDRESS:
    case KB_FAULT_GUARD: return KB_ERR_FORMAT;
    case KB_FAULT_SYSTEM: return KB_ERR_IO;
    case KB_FAULT_ROBOTS:
    case KB_FAULT_LATER:
    case KB_FAULT_DNS:
    case KB_FAULT_CONNECT:
    case KB_FAULT_TLS:
    case KB_FAULT_SLOW:
    case KB_FAULT_CUT:
    case KB_FAULT_LARGE:
    case KB_FAULT_BROKEN:
    case KB_FAULT_REDIRECTS: break;
    }
    return KB_ERR_NET;
}

static const struct {
    CURLcode code;
    kb_fault fault;
    const char *words;
} codes[] = {
    { CURLE_COULDNT_RESOLVE_HOST, KB_FAULT_DNS, "no such host is known" },
    { CURLE_COULDNT_RESOLVE_PROXY, KB_FAULT_DNS, "the proxy's host is not known" },
    { CURLE_COULDNT_CONNECT, KB_FAULT_CONNECT, "no connection" },
    { CURLE_SSL_CONNECT_ERROR, KB_FAULT_TLS, "no secure connection" },
    { CURLE_PEER_FAILED_VERIFICATION, KB_FAULT_TLS, "its certificate is not to be trusted" },
    { CURLE_SSL_CIPHER, KB_FAULT_TLS, "no secure connection" },
    { CURLE_SSL_ISSUER_ERROR, KB_FAULT_TLS, "its certificate is not to be trusted" },
    { CURLE_SSL_INVALIDCERTSTATUS, KB_FAULT_TLS, "its certificate is not to be trusted" },
    { CURLE_SSL_CACERT_BADFILE, KB_FAULT_TLS, "the certificates to trust cannot be read" },
    { CURLE_SSL_CERTPROBLEM, KB_FAULT_TLS, "no secure connection" },
    { CURLE_SSL_SHUTDOWN_FAILED, KB_FAULT_TLS, "no secure connection" },
    { CURLE_OPERATION_TIMEDOUT, KB_FAULT_SLOW, "took too long" },
    { CURLE_PARTIAL_FILE, KB_FAULT_CUT, "the answer ends early" },
    { CURLE_GOT_NOTHING, KB_FAULT_CUT, "no answer came" },
    { CURLE_RECV_ERROR, KB_FAULT_CUT, "the connection broke" },
    { CURLE_SEND_ERROR, KB_FAULT_CUT, "the connection broke" },
    { CURLE_FILESIZE_EXCEEDED, KB_FAULT_LARGE, NULL },
    { CURLE_WEIRD_SERVER_REPLY, KB_FAULT_BROKEN, "it does not answer in HTTP" },
    { CURLE_UNSUPPORTED_PROTOCOL, KB_FAULT_BROKEN, "it does not answer in HTTP" },
    { CURLE_BAD_CONTENT_ENCODING, KB_FAULT_BROKEN, "its transfer is packed and broken" },
    { CURLE_URL_MALFORMAT, KB_FAULT_ADDRESS, "no address" },
    { CURLE_PROXY, KB_FAULT_CONNECT, "the proxy refuses" },
};

static kb_fault tell(kb_fault fault, kb_err *err, const char *words, const char *more)
{
    (void)kb_fail(err, kb_fault_status(fault), "%s%s%s%s", words, more ? " (" : "", more ? more : "", more ? ")" : "");
    return fault;
}

static kb_fault tell_size(const kb_exchange *x, kb_err *err)
{
    (void)kb_fail(err, KB_ERR_LIMIT, "more than the allowed %zu bytes", x->body_most);
    return KB_FAULT_LARGE;
}

kb_fault kb_exchange_fault(const kb_exchange *x, CURLcode code, kb_err *err)
{
    bool long_line = !x->head.done && (code == CURLE_OUT_OF_MEMORY || code == TOO_LARGE);
    if (x->large_head || (long_line && !x->memory_out))
        return tell(KB_FAULT_LARGE, err, "its headers are longer than allowed", NULL);
    if (x->memory_out || code == CURLE_OUT_OF_MEMORY) return tell(KB_FAULT_SYSTEM, err, "out of memory", NULL);
    if (x->large_body) return tell_size(x, err);
    if (code != CURLE_OK && x->guarded[0]) {
        (void)kb_fail(err, KB_ERR_IO, "leads to %s, which is no public address", x->guarded);
        return KB_FAULT_GUARD;
    }
    bool good = code == CURLE_OK || (x->enough && code == CURLE_WRITE_ERROR);
    if (good && (x->head.torn || !x->head.code))
        return tell(KB_FAULT_BROKEN, err, "its headers contradict each other", NULL);
    if (good && x->head.code == 206) return tell(KB_FAULT_CUT, err, "a part came that nobody asked for", NULL);
    if (good) return KB_FAULT_NONE;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (codes[i].code != code) continue;
        return codes[i].words ? tell(codes[i].fault, err, codes[i].words, x->words[0] ? x->words : NULL)
                              : tell_size(x, err);
    }
    return tell(KB_FAULT_SYSTEM, err, x->tools->curl.curl_easy_strerror(code), x->words[0] ? x->words : NULL);
}
