/* serve/following.h - feeds that are followed while the desk is served, in a thread of its own. */
#ifndef KB_SERVE_FOLLOWING_H
#define KB_SERVE_FOLLOWING_H

#include "base/err.h"
#include "kabar.h"

typedef struct kb_following kb_following;

/* Begins, with serve->watch. Fails: as kb_engine_open and kb_desk_open, KB_ERR_MEMORY. */
kb_status kb_following_open(const kb_options *options, const char *path, const kb_serve *serve, kb_following **out,
                            kb_err *err);
void kb_following_totals(kb_following *following, kb_fetched *out);
void kb_following_close(kb_following *following); /* at its next pause; NULL is fine */

#endif
