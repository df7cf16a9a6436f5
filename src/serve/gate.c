#include "serve/gate.h"

#include <stdio.h>

#define AUTHORITY_MAX 300

bool kb_gate_loopback(const char *address)
{
    kb_str a = kb_str_of(address);
    return kb_str_is(a, "::1") || (kb_str_starts(a, KB_STR("127.")) && strspn(address, "0123456789.") == a.len);
}

/* "host:port", the port left out where it is the scheme's own; an address of IPv6 between brackets. */
static void authority(const kb_gate *gate, const char *host, char out[AUTHORITY_MAX])
{
    bool usual = gate->port == (gate->tls ? 443 : 80), six = strchr(host, ':') != NULL;
    (void)snprintf(out, AUTHORITY_MAX, usual ? "%s%s%s" : "%s%s%s:%u", six ? "[" : "", host, six ? "]" : "",
                   (unsigned)gate->port);
}

/* Is `text` the desk by one of its names? */
static bool is_own(const kb_gate *gate, kb_str text)
{
    const char *const own[] = { gate->address, "localhost", "127.0.0.1", "::1" };
    size_t count = kb_gate_loopback(gate->address) ? sizeof own / sizeof *own : 1;
    char room[AUTHORITY_MAX];
    if (gate->name && kb_str_equal_ascii(text, kb_str_of(gate->name))) return true;
    for (size_t i = 0; i < count; i++) {
        authority(gate, own[i], room);
        if (kb_str_equal_ascii(text, kb_str_of(room))) return true;
    }
    return false;
}

void kb_gate_url(const kb_gate *gate, char out[KB_GATE_URL_MAX])
{
    char room[AUTHORITY_MAX];
    authority(gate, gate->address, room);
    (void)snprintf(out, KB_GATE_URL_MAX, "%s://%s", gate->tls ? "https" : "http", gate->name ? gate->name : room);
}

bool kb_gate_host(const kb_gate *gate, const kb_request *request)
{
    return request->headers.host && is_own(gate, kb_str_of(request->headers.host));
}

static bool own_origin(const kb_gate *gate, kb_str origin)
{
    kb_str scheme = gate->tls ? KB_STR("https://") : KB_STR("http://");
    return kb_str_starts(origin, scheme) && is_own(gate, kb_str_part(origin, kb_span_of(scheme.len, origin.len)));
}

bool kb_gate_origin(const kb_gate *gate, const kb_request *request)
{
    const kb_headers *h = &request->headers;
    kb_str type = kb_str_of(h->content_type);
    if (h->site && !kb_str_is(kb_str_of(h->site), "same-origin")) return false;
    if (h->origin) return own_origin(gate, kb_str_of(h->origin));
    return h->site || h->authorization ||
           kb_str_equal_ascii(kb_str_trim(kb_str_part(type, kb_span_of(0, kb_str_find(type, KB_STR(";"), 0)))),
                              KB_STR("application/json"));
}

kb_str kb_gate_token(const kb_request *request)
{
    kb_str given = kb_str_of(request->headers.authorization), bearer = KB_STR("bearer ");
    if (given.len > bearer.len && kb_str_equal_ascii(kb_str_part(given, kb_span_of(0, bearer.len)), bearer))
        return kb_str_trim(kb_str_part(given, kb_span_of(bearer.len, given.len)));
    return kb_cookie(request, KB_TOKEN_COOKIE);
}

bool kb_gate_equal(kb_str a, kb_str b)
{
    unsigned char differ = a.len != b.len;
    for (size_t i = 0; i < a.len && i < b.len; i++) differ |= (unsigned char)(a.at[i] ^ b.at[i]);
    return differ == 0;
}

bool kb_gate_path(const char *path)
{
    if (!path || path[0] != '/' || path[1] == '/') return false;
    for (const char *c = path; *c; c++)
        if (*c == '\\' || (unsigned char)*c <= ' ' || (unsigned char)*c >= 0x7F) return false;
    return true;
}
