#include "fetch/post.h"

#include "fetch/libcurl.h"

#define CONNECT_MS 10000L

typedef struct {
    kb_buf *to;
    size_t most;
    bool large;
} body;

static size_t keep_body(char *at, size_t size, size_t count, void *user)
{
    body *b = user;
    size_t len = size * count;
    b->large = len > b->most;
    if (b->large) return 0;
    b->most -= len;
    kb_buf_add(b->to, (kb_str){ at, len });
    return b->to->failed ? 0 : len;
}

static CURLcode set_options(const kb_curl *curl, CURL *easy, const char *url, kb_str sent, body *got,
                            const struct curl_slist *headers, long milliseconds)
{
    CURLcode fault = CURLE_OK;
#define SET(option, value) \
    if (fault == CURLE_OK) fault = curl->curl_easy_setopt(easy, (option), (value))
    SET(CURLOPT_URL, url);
    SET(CURLOPT_PROTOCOLS_STR, "http,https");
    SET(CURLOPT_FOLLOWLOCATION, 0L);
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_TIMEOUT_MS, milliseconds);
    SET(CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
    SET(CURLOPT_USERAGENT, "kabar/" KABAR_VERSION);
    SET(CURLOPT_HTTPHEADER, headers);
    SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)sent.len);
    SET(CURLOPT_POSTFIELDS, sent.at);
    SET(CURLOPT_WRITEFUNCTION, keep_body);
    SET(CURLOPT_WRITEDATA, got);
#undef SET
    return fault;
}

kb_status kb_post_json(const char *url, kb_str sent, const kb_post_limits *limits, kb_buf *answer, long *code,
                       kb_err *err)
{
    kb_curl curl;
    body got = { answer, limits->answer, false };
    kb_status status = kb_curl_load(&curl, err);
    *code = 0;
    if (status != KB_OK) return status;
    CURL *easy = curl.curl_easy_init();
    struct curl_slist *headers = curl.curl_slist_append(NULL, "Content-Type: application/json");
    CURLcode fault = easy && headers ? CURLE_OK : CURLE_OUT_OF_MEMORY;
    if (fault == CURLE_OK) fault = set_options(&curl, easy, url, sent, &got, headers, (long)limits->milliseconds);
    if (fault == CURLE_OK) fault = curl.curl_easy_perform(easy);
    if (fault == CURLE_OK) fault = curl.curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, code);
    if (answer->failed || fault == CURLE_OUT_OF_MEMORY)
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    else if (got.large)
        status = kb_fail(err, KB_ERR_LIMIT, "answered too much");
    else if (fault == CURLE_OPERATION_TIMEDOUT)
        status = kb_fail(err, KB_ERR_LIMIT, "took too long");
    else if (fault != CURLE_OK)
        status = kb_fail(err, KB_ERR_IO, "%s", curl.curl_easy_strerror(fault));
    curl.curl_slist_free_all(headers);
    if (easy) curl.curl_easy_cleanup(easy);
    return status;
}
