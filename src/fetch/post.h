/* fetch/post.h - one HTTP request to an address that the user named: JSON out, bytes back. libcurl does the talking; it
 * is loaded with the first request. No redirect is followed, and http and https alone are spoken: the words go where
 * the user sent them, and nowhere else. That may be this machine or one beside it. */
#ifndef KB_FETCH_POST_H
#define KB_FETCH_POST_H

#include "base/buf.h"

typedef struct {
    uint32_t milliseconds; /* for all of it */
    size_t answer;         /* bytes of the body */
} kb_post_limits;

/* Sends `body` to `url` and adds the answer's body to `answer`; *code is HTTP's status, whatever it is. Fails:
 * KB_ERR_NOT_FOUND (libcurl is not there), KB_ERR_LIMIT (it took too long, or the answer is too large), KB_ERR_IO (no
 * such host, no connection), KB_ERR_MEMORY. */
kb_status kb_post_json(const char *url, kb_str body, const kb_post_limits *limits, kb_buf *answer, long *code,
                       kb_err *err);

#endif
