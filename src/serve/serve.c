/* The server: opens what it is made of, listens, follows feeds beside, until it is told to stop. */
#include <stdio.h>
#include <stdlib.h>

#include "base/large.h"
#include "desk/settle.h"
#include "serve/cache.h"
#include "serve/following.h"
#include "serve/http.h"
#include "serve/pulse.h"
#include "serve/server.h"

#define PORT 8750
#define CONNECTIONS 256
#define ADDRESS_SHARE 4 /* of the connections, for one address: a browser takes six, however many tabs it has */
#define ADDRESS_LEAST 12
#define REQUEST_SECONDS 30
#define ANSWER_SECONDS 120
#define CACHE_BYTES ((size_t)32 << 20)
#define TEND_MS 250
#define TRIM_BEATS 20

/* ---- the way in ---- */

static kb_status check(const kb_serve *serve, kb_gate *gate, kb_err *err)
{
    bool outside = !kb_gate_loopback(serve->address ? serve->address : "127.0.0.1");
    *gate = (kb_gate){ .name = serve->name,
                       .address = serve->address ? serve->address : "127.0.0.1",
                       .port = serve->port ? serve->port : PORT,
                       .tls = serve->certificate || serve->proxy,
                       .ask_token = outside || serve->ask_token || serve->proxy };
    if (!serve->certificate != !serve->key)
        return kb_fail(err, KB_ERR_FORMAT, "a certificate wants its key, and a key its certificate");
    if (serve->proxy && !serve->name)
        return kb_fail(err, KB_ERR_FORMAT, "a proxy wants the name by which it is reached");
    if (serve->proxy && serve->per_address)
        return kb_fail(err, KB_ERR_FORMAT, "behind a proxy all connections are of one address: they are limited there");
    if (outside && !gate->tls)
        return kb_fail(err, KB_ERR_FORMAT,
                       "%s is reached from outside: that wants TLS (a certificate), or a proxy that has it",
                       gate->address);
    return KB_OK;
}

/* Nobody alone shuts out the others, where strangers connect to this process itself. */
static size_t per_address(const kb_serve *serve, const kb_gate *gate, size_t connections)
{
    size_t share = connections / ADDRESS_SHARE;
    if (serve->per_address) return serve->per_address;
    if (serve->proxy || kb_gate_loopback(gate->address)) return 0;
    return share > ADDRESS_LEAST ? share : ADDRESS_LEAST;
}

static void tell_ready(const kb_server *server)
{
    char base[KB_GATE_URL_MAX], url[KB_GATE_URL_MAX + 1];
    if (!server->how->ready) return;
    kb_gate_url(&server->gate, base);
    (void)snprintf(url, sizeof url, "%s/", base);
    server->how->ready(server->how->user, url);
}

static bool read_events(void *user, uint64_t *at, kb_buf *out)
{
    const kb_server *server = user;
    return kb_pulse_read(server->pulse, at, out);
}

kb_status kb_desk_serve(const kb_options *options, const char *path, const kb_serve *serve, kb_err *err)
{
    kb_server server = { .how = serve };
    kb_http *http = NULL;
    kb_settler *settler = NULL;
    kb_status status = check(serve, &server.gate, err);
    if (status != KB_OK) return status;
    size_t connections = serve->connections ? serve->connections : CONNECTIONS;
    const kb_http_options listen = { .address = server.gate.address,
                                     .port = server.gate.port,
                                     .certificate = serve->certificate,
                                     .key = serve->key,
                                     .connections = connections,
                                     .per_address = per_address(serve, &server.gate, connections),
                                     .request_seconds =
                                         serve->request_seconds ? serve->request_seconds : REQUEST_SECONDS,
                                     .answer_seconds = serve->answer_seconds ? serve->answer_seconds : ANSWER_SECONDS,
                                     .admit = kb_server_admit,
                                     .answer = kb_server_answer,
                                     .events = read_events,
                                     .user = &server };
    if (!(server.cache = kb_cache_new(CACHE_BYTES))) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    status = kb_desks_open(options, path, !serve->read_only, serve->clock, serve->user, &server.desks, err);
    if (status == KB_OK && !(server.pulse = kb_pulse_new(server.desks)))
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK && serve->watch) status = kb_following_open(options, path, serve, &server.following, err);
    if (status == KB_OK && !serve->watch && !serve->read_only) /* who watches has one */
        status = kb_settler_open(options, path, &settler, err);
    if (status == KB_OK) status = kb_http_open(&listen, &http, err);
    if (status == KB_OK) tell_ready(&server);
    for (unsigned beat = 1; status == KB_OK && serve->pause(serve->user, TEND_MS); beat++) {
        kb_http_tend(http);
        kb_pulse_beat(server.pulse);
        if (beat % TRIM_BEATS == 0) kb_heap_trim();
    }
    kb_pulse_end(server.pulse);
    kb_http_close(http);
    kb_pulse_free(server.pulse);
    kb_following_close(server.following);
    kb_settler_close(settler);
    kb_desks_close(server.desks);
    kb_cache_free(server.cache);
    return status;
}
