/* desk/ask.h - an http or https address in place of a file. The engine's client asks for it, by the rules that hold for
 * all that is asked for (fetch/client.h); it is opened with the first one. */
#ifndef KB_DESK_ASK_H
#define KB_DESK_ASK_H

#include "desk/engine.h"
#include "fetch/client.h"
#include "store/raw.h"

/* Is it an address, and no file? It begins with http:// or https://. */
bool kb_ask_is_url(const char *name);

/* A client as the engine's options have it; what they do not know of is zero. */
kb_client_options kb_ask_options(const kb_engine *engine);

/* Asks for one address and waits. *out has code 200 and is the caller's (kb_response_free). Fails, naming the address:
 * KB_ERR_FORMAT (it is none that is asked), KB_ERR_NET (also of another code), KB_ERR_IO, KB_ERR_MEMORY. */
kb_status kb_ask_url(kb_engine *engine, const char *url, kb_ask kind, kb_response **out, kb_err *err);

/* The page as it came, a view of the answer. */
kb_raw kb_ask_raw(const kb_response *answer, int64_t now);

/* Of an answer that was not wanted: may it be another one the next time? */
bool kb_ask_passing(const kb_response *answer);

#endif
