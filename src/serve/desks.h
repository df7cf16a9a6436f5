/* serve/desks.h - the desks with which requests are answered: each a connection to the file and an engine of its own,
 * lent to one request at a time. So many answers are made at once as there are desks; who comes then waits in line.
 * What changes something or asks the net has a desk of its own, so that reading never waits for it. */
#ifndef KB_SERVE_DESKS_H
#define KB_SERVE_DESKS_H

#include "base/err.h"
#include "kabar.h"

typedef struct kb_desks kb_desks;

/* LOOK for moments: who asks, has anything changed; so that what is kept is told while all others are at work. SLOW reads;
 * LONG writes, but for moments only: what asks the net first, or works in many small steps. */
typedef enum { KB_LEND_LOOK, KB_LEND_READ, KB_LEND_WRITE, KB_LEND_SLOW, KB_LEND_LONG, KB_LEND_COUNT } kb_lend;

typedef struct {
    kb_engine *engine;
    kb_desk *desk;
    kb_lend kind;
    int64_t version;  /* of the file, as this connection last saw it */
} kb_lent;

/* Opens one desk to read, so that what is wrong shows at once; the others as they are wanted. `clock` says what time it
 * is for each that borrows. `writes`: a desk that is not there is made. Fails: as kb_engine_open and kb_desk_open. */
kb_status kb_desks_open(const kb_options *options, const char *path, bool writes, int64_t (*clock)(void *user),
                        void *user, kb_desks **out, kb_err *err);
void kb_desks_close(kb_desks *desks); /* after all were given back; NULL is fine */

/* Waits up to KB_LEND_SECONDS for one. Fails: KB_ERR_BUSY (too many wait), and as kb_desk_open does. */
#define KB_LEND_SECONDS 20
kb_status kb_desks_borrow(kb_desks *desks, kb_lend kind, kb_lent **out, kb_err *err);
void kb_desks_return(kb_desks *desks, kb_lent *lent);

/* A number that is another one once the desk's file has changed, by this process or another. `lent` is of KB_LEND_LOOK:
 * what another desk reads after that is at least as new. */
kb_status kb_desks_generation(kb_desks *desks, kb_lent *lent, uint64_t *out, kb_err *err);

#endif
