/* The API described, as OpenAPI: for programs. */
#include "base/embedded.h"
#include "serve/answers.h"

kb_status kb_turn_openapi(kb_turn *turn, kb_err *err)
{
    (void)err;
    kb_buf_add(&turn->reply->body, (kb_str){ kb_embedded_api->bytes, kb_embedded_api->len });
    return KB_OK;
}
