#include "serve/request.h"

#include <stdio.h>

#include "base/pack.h"

#define PACK_LEAST 1024 /* bytes: less is hardly less packed */

static bool is_text(kb_str type)
{
    return kb_str_starts(type, KB_STR("text/")) || kb_str_find(type, KB_STR("json"), 0) != SIZE_MAX ||
           kb_str_find(type, KB_STR("xml"), 0) != SIZE_MAX;
}

void kb_reply_pack(kb_reply *reply)
{
    char etag[sizeof reply->etag];
    kb_buf packed = { 0 };
    if (reply->packed || reply->events || reply->body.len < PACK_LEAST || !reply->type ||
        !is_text(kb_str_of(reply->type)))
        return;
    if (kb_pack_gzip_quickly(kb_buf_str(&reply->body), &packed, NULL) != KB_OK || packed.len >= reply->body.len) {
        kb_buf_clear(&packed);
        return;
    }
    kb_buf_clear(&reply->body);
    reply->body = packed;
    reply->packed = true;
    memcpy(etag, reply->etag, sizeof etag);
    if (etag[0] && strlen(etag) + strlen("W/") < sizeof etag)
        (void)snprintf(reply->etag, sizeof reply->etag, "W/%.*s", (int)(sizeof etag - sizeof "W/"), etag);
}
