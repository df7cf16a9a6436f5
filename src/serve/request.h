/* serve/request.h - a request as it came, and the answer to it; nothing here knows the library that speaks HTTP. */
#ifndef KB_SERVE_REQUEST_H
#define KB_SERVE_REQUEST_H

#include "base/arena.h"
#include "base/buf.h"

#define KB_REQUEST_FIELDS_MAX 64                  /* of a query, and of a form; more are refused */
#define KB_REQUEST_BODY_MAX ((size_t)8 << 20)     /* bytes */
#define KB_REQUEST_ARENA ((size_t)24 << 20)

typedef struct {
    kb_str name, value; /* decoded; valid UTF-8 without control characters but line feeds and tabs; a NUL follows */
} kb_field;

typedef struct {
    kb_field at[KB_REQUEST_FIELDS_MAX];
    size_t count;
} kb_fields;

/* Headers that matter; NULL where there is none. */
typedef struct {
    const char *host, *origin, *site /* Sec-Fetch-Site */, *cookie, *authorization, *accept_language, *accept_encoding, *if_none_match,
        *content_type, *last_event;
} kb_headers;

typedef enum { KB_GET, KB_POST, KB_METHOD_OTHER } kb_method; /* HEAD is a GET whose body is not sent */

typedef struct {
    kb_arena *arena; /* all of it lives there */
    kb_method method;
    const char *path;  /* percent-encoded, as it came */
    const char *query; /* without the question mark; "" */
    kb_headers headers;
    kb_fields asked; /* of the query */
    kb_fields form;  /* of the body */
    kb_str body;     /* of another kind than a form */
} kb_request;

/* Splits "path?query" into the request. Fails: KB_ERR_FORMAT (no path, bad escapes, bytes that are no UTF-8, control
 * characters), KB_ERR_LIMIT (too many fields), KB_ERR_MEMORY. */
kb_status kb_request_target(kb_request *request, kb_str target, kb_err *err);

/* Adds a field that came; the bytes are copied. Fails as above. */
kb_status kb_request_add(kb_request *request, kb_fields *fields, kb_str name, kb_str value, kb_err *err);

/* Of a body of JSON (its Content-Type says so): the members of its object become fields of the form, true as "1", false
 * and null as nothing, of a list each item. Objects within are left to who wants them (request->body). Fails:
 * KB_ERR_FORMAT (no JSON, no object), and as above. */
kb_status kb_request_json(kb_request *request, kb_err *err);

/* Undoes percent-encoding (`plus`: and "+" for a space), into the arena, NUL-terminated. Fails as above. */
kb_status kb_request_decode(kb_arena *arena, kb_str text, bool plus, kb_str *out, kb_err *err);

/* The field's value: NULL when it is not there, or empty. The first of several. */
const char *kb_field_text(const kb_fields *fields, const char *name);
const char *kb_field_nth(const kb_fields *fields, const char *name, size_t n); /* of several, from 0; NULL: no such */
const char *kb_field_given(const kb_fields *fields, const char *name); /* "" when it is there and empty */
bool kb_field_is(const kb_fields *fields, const char *name, const char *value);
/* As a number; `otherwise` where it is not there. Fails: KB_ERR_FORMAT (it is none, or beyond `most`). */
kb_status kb_field_number(const kb_fields *fields, const char *name, size_t otherwise, size_t most, size_t *out,
                          kb_err *err);
/* The n-th field of this name as a number, from 0; 0 when there is no such, or it is none. */
int64_t kb_field_id(const kb_fields *fields, const char *name, size_t n);

/* The value of a cookie of that name, a view; empty when there is none. RFC 6265. */
kb_str kb_cookie(const kb_request *request, const char *name);

/* The interface's language that the reader wants: by the cookie, else by Accept-Language (RFC 9110 12.5.4); "en" or "id". */
const char *kb_request_ui(const kb_request *request);

/* Does it take gzip: is that named, and not refused by a weight of 0? RFC 9110 12.5.3 */
bool kb_request_packs(const kb_request *request);

/* ---- the answer ---- */

typedef struct {
    unsigned status;   /* 200 where it is 0 */
    const char *type;  /* media type */
    kb_buf body;
    char etag[40];     /* with its quotes; empty: none */
    char location[1024]; /* where to go; empty: nowhere */
    char cookie[512];  /* Set-Cookie; empty: none */
    char allow[24];    /* of 405 */
    char file[80];     /* offered to be saved under this name; empty: not */
    bool packed;       /* the body is gzip */
    bool lasting;      /* it never changes under its address */
    bool again;        /* later it may do: Retry-After */
    bool fresh;        /* it does not hang on the desk alone: never kept */
    bool events;       /* a stream of events follows, no body */
} kb_reply;

/* Packs the body where it is text that becomes shorter. An ETag that the reply has becomes a weak one then, since the bytes
 * are others (RFC 9110 8.8.3). No secret stands in a page beside what a stranger may choose (BREACH): tokens are in cookies
 * and headers alone. What cannot be packed stays as it is. */
void kb_reply_pack(kb_reply *reply);

#endif
