/* serve/gate.h - who is let in, and to what. Pure: the same request gets the same answer.
 *
 * Host: a page of another site that resolves its own name to this machine (DNS rebinding) names itself there and is
 * refused. Origin: a browser names the site whose page sends a change; only the desk's own may (RFC 6454, and Fetch's
 * Sec-Fetch-Site). Token: from outside, and where it is asked for; 256 random bits, of which the desk keeps SHA-256. */
#ifndef KB_SERVE_GATE_H
#define KB_SERVE_GATE_H

#include "serve/request.h"

#define KB_TOKEN_COOKIE "kabar_token"

typedef struct {
    const char *name;    /* by which the desk is reached; NULL: the address alone */
    const char *address; /* listened on */
    uint16_t port;
    bool tls;       /* the reader speaks TLS, to this process or to a proxy */
    bool ask_token; /* a token is wanted */
} kb_gate;

/* Is it an address of loopback (127.0.0.0/8, ::1), where no one else gets in? */
bool kb_gate_loopback(const char *address);

/* Does the Host header name this desk? On loopback: the address, "localhost", or the name, with the port. */
bool kb_gate_host(const kb_gate *gate, const kb_request *request);

/* May this request change something, as far as where it comes from tells? A browser's must come from a page of the
 * desk; one that names no origin must be of a kind that a browser sends to nobody else without asking (JSON, or a token
 * in Authorization). */
bool kb_gate_origin(const kb_gate *gate, const kb_request *request);

/* The token that came, of Authorization ("Bearer ...") or the cookie; empty where there is none. */
kb_str kb_gate_token(const kb_request *request);

/* Equal? The time it takes tells nothing of where they differ. */
bool kb_gate_equal(kb_str a, kb_str b);

/* The desk's own address, "https://desk.example:8443", without a slash behind it. */
#define KB_GATE_URL_MAX 600
void kb_gate_url(const kb_gate *gate, char out[KB_GATE_URL_MAX]);

/* May a reader be sent there: a path of this desk? ("//host" and "/\host" are none.) */
bool kb_gate_path(const char *path);

#endif
