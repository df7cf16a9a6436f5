#include "desk/net.h"

#include "desk/ask.h"
#include "store/robots.h"

#define ROBOTS_BYTES ((size_t)1 << 20)

static bool load_robots(void *user, kb_str origin, kb_robots_kept *out)
{
    kb_net_open *net = user;
    kb_arena_free(net->robots);
    net->robots = kb_arena_new(ROBOTS_BYTES);
    return net->robots && kb_store_robots(net->desk->store, origin, net->robots, out);
}

/* What is not kept is asked for again. */
static void save_robots(void *user, kb_str origin, const kb_robots_kept *kept)
{
    const kb_net_open *net = user;
    (void)kb_store_keep_robots(net->desk->store, origin, kept, net->desk->engine->options.now, NULL);
}

kb_status kb_net_start(kb_desk *desk, kb_net_open *net, kb_err *err)
{
    kb_client_options options = kb_ask_options(desk->engine);
    *net = (kb_net_open){ .desk = desk };
    options.robots = (kb_robots_desk){ load_robots, save_robots, net };
    return kb_client_open(&options, &net->client, err);
}

void kb_net_end(kb_net_open *net)
{
    kb_client_close(net->client);
    kb_arena_free(net->robots);
    *net = (kb_net_open){ 0 };
}
