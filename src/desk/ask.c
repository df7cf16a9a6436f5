#include "desk/ask.h"

#include "base/url.h"

bool kb_ask_is_url(const char *name)
{
    kb_str s = kb_str_of(name);
    return kb_str_equal_ascii(kb_str_part(s, kb_span_of(0, strlen("http://"))), KB_STR("http://")) ||
           kb_str_equal_ascii(kb_str_part(s, kb_span_of(0, strlen("https://"))), KB_STR("https://"));
}

/* What is a choice in kb_net (0: the usual, negative: none) is a number in the client's options (negative: the usual).
 */
static double delay_of(double delay)
{
    return delay > 0 ? delay : delay < 0 ? 0 : -1;
}

kb_client_options kb_ask_options(const kb_engine *engine)
{
    const kb_net *net = &engine->options.net;
    return (kb_client_options){ .contact = net->contact,
                                .proxy = net->proxy,
                                .allow_private = net->allow_private,
                                .cookies = kb_str_of(net->cookies),
                                .hosts = (uint32_t)net->hosts,
                                .delay = delay_of(net->delay),
                                .patience = -1,
                                .now = engine->options.now };
}

static kb_status check(const kb_response *answer, kb_err *err)
{
    if (answer->fault) {
        return kb_fail(err, kb_fault_status(answer->fault), "%s", answer->err.text);
    }
    if (answer->code == 200) return KB_OK;
    return kb_fail(err, KB_ERR_NET, "%.*s: the host answers %d", KB_STR_ARGS(answer->url), answer->code);
}

kb_status kb_ask_url(kb_engine *engine, const char *url, kb_ask kind, kb_response **out, kb_err *err)
{
    const kb_client_options options = kb_ask_options(engine);
    const kb_request request = { .url = kb_str_of(url), .kind = kind };
    kb_status status = engine->client ? KB_OK : kb_client_open(&options, &engine->client, err);
    kb_str told[2];
    *out = NULL;
    if (status == KB_OK) status = kb_client_get(engine->client, &request, out, err);
    kb_url_told(request.url, told);
    if (status != KB_OK) return kb_context(err, status, "%.*s%.*s", KB_STR_ARGS(told[0]), KB_STR_ARGS(told[1]));
    status = check(*out, err);
    if (status == KB_OK) return KB_OK;
    kb_response_free(*out);
    *out = NULL;
    return status;
}

kb_raw kb_ask_raw(const kb_response *answer, int64_t now)
{
    return (kb_raw){ .at = now,
                     .status = answer->code,
                     .url = answer->final,
                     .type = answer->type,
                     .etag = answer->etag,
                     .last_modified = answer->last_modified,
                     .body = answer->body };
}

bool kb_ask_passing(const kb_response *answer)
{
    switch (answer->fault) {
    case KB_FAULT_NONE: return answer->code == 429 || answer->code == 408 || answer->code >= 500;
    case KB_FAULT_LATER:
    case KB_FAULT_DNS:
    case KB_FAULT_CONNECT:
    case KB_FAULT_TLS:
    case KB_FAULT_SLOW:
    case KB_FAULT_CUT:
    case KB_FAULT_SYSTEM: return true;
    case KB_FAULT_ADDRESS:
    case KB_FAULT_GUARD:
    case KB_FAULT_ROBOTS:
    case KB_FAULT_LARGE:
    case KB_FAULT_BROKEN:
    case KB_FAULT_REDIRECTS: break;
    }
    return false;
}
