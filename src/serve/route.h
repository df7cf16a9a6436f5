/* serve/route.h - which address is answered by what: one table, from which the API's description is checked too. */
#ifndef KB_SERVE_ROUTE_H
#define KB_SERVE_ROUTE_H

#include "serve/request.h"

/* What an answer is made with. */
typedef struct {
    const kb_request *request;
    const struct kb_route *route;
    kb_desk *desk;
    kb_engine *engine;
    kb_print how;   /* format, languages, site */
    int64_t id;     /* of "{id}" */
    int64_t second; /* of a second "{id}" */
    const char *name; /* of "{name}" */
    const char *who;  /* in whose name a change is made */
    kb_reply *reply;
    struct kb_server *server;
} kb_turn;

enum {
    KB_ROUTE_CHANGES = 1, /* something on the desk: refused where it is read only; may be sent by its own pages alone */
    KB_ROUTE_SLOW = 2,    /* asks hosts on the net, or may take long: waits in a line of its own */
    KB_ROUTE_FREE = 4,    /* without a token */
    KB_ROUTE_NO_DESK = 8, /* needs none */
    KB_ROUTE_FORM = 16    /* a page that is all a form for a change: refused where nothing can be changed */
};

typedef struct kb_route {
    kb_method method;
    const char *path; /* "{id}": a number above 0; "{name}": a segment, decoded */
    kb_format format; /* of the answer and of its errors: KB_FORMAT_HTML or KB_FORMAT_JSON */
    kb_status (*answer)(kb_turn *turn, kb_err *err);
    unsigned how;
} kb_route;

extern const kb_route kb_routes[]; /* ended by a row without a path */

/* The route of a request; its {id} and {name} go into the turn. Fails: KB_ERR_NOT_FOUND; *allowed tells then with which
 * methods there is something at this address ("GET", "POST", "GET, POST", or empty). */
kb_status kb_route_find(const kb_request *request, kb_turn *turn, const char **allowed, kb_err *err);

#endif
