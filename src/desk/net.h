/* desk/net.h - a client as the options say, with what hosts said in robots.txt kept by the desk. */
#ifndef KB_DESK_NET_H
#define KB_DESK_NET_H

#include "desk/desk.h"
#include "fetch/client.h"

typedef struct {
    kb_desk *desk;
    kb_client *client;
    kb_arena *robots; /* the text that was last loaded */
} kb_net_open;

/* Opens a client; `net` must stay where it is until it is closed. Fails: as kb_client_open. */
kb_status kb_net_start(kb_desk *desk, kb_net_open *net, kb_err *err);
void kb_net_end(kb_net_open *net);

#endif
