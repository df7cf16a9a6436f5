/* serve/server.h - a running server from inside. */
#ifndef KB_SERVE_SERVER_H
#define KB_SERVE_SERVER_H

#include "serve/desks.h"
#include "serve/gate.h"
#include "serve/route.h"

typedef struct kb_server {
    const kb_serve *how;
    kb_gate gate;
    kb_desks *desks;
    struct kb_cache *cache;
    struct kb_pulse *pulse;
    struct kb_following *following;
} kb_server;

/* What the following of feeds has brought so far; false, and zeros, where none are followed in this process. */
bool kb_server_fetched(const kb_server *server, kb_fetched *out);

/* A request's way: gate, token, route, answer (serve/turn.c). For kb_http_options. */
kb_status kb_server_admit(void *user, const kb_request *request, kb_reply *reply);
void kb_server_answer(void *user, const kb_request *request, kb_status came, const kb_err *err, kb_reply *reply);

/* Writes what a status of the library means over HTTP: page or problem (RFC 9457), by `format`. */
void kb_server_fail(const kb_request *request, kb_format format, unsigned code, const char *text, kb_reply *reply);

/* Whose token is it? KB_OK with *name in the arena, KB_ERR_NOT_FOUND where it is empty, or nobody's. */
kb_status kb_server_holder(kb_desk *desk, kb_str token, kb_arena *arena, const char **name, bool *reads_only,
                           kb_err *err);

#endif
