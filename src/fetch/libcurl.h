/* fetch/libcurl.h - libcurl, loaded when the first request is made (base/library.h): a start that asks nothing of the
 * net does not pay for it. Its functions are called through the table. */
#ifndef KB_FETCH_LIBCURL_H
#define KB_FETCH_LIBCURL_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

#include "base/err.h"

/* Functions as curl's headers declare them; in libcurl.c the compiler compares. */
#define KB_CURL_FUNCTIONS(X)                                                             \
    X(CURLcode, curl_global_init, (long))                                                \
    X(CURL *, curl_easy_init, (void))                                                    \
    X(void, curl_easy_cleanup, (CURL *))                                                 \
    X(void, curl_easy_reset, (CURL *))                                                   \
    X(CURLcode, curl_easy_setopt, (CURL *, CURLoption, ...))                             \
    X(CURLcode, curl_easy_getinfo, (CURL *, CURLINFO, ...))                              \
    X(CURLcode, curl_easy_perform, (CURL *))                                             \
    X(const char *, curl_easy_strerror, (CURLcode))                                      \
    X(struct curl_slist *, curl_slist_append, (struct curl_slist *, const char *))       \
    X(void, curl_slist_free_all, (struct curl_slist *))                                  \
    X(CURLM *, curl_multi_init, (void))                                                  \
    X(CURLMcode, curl_multi_cleanup, (CURLM *))                                          \
    X(CURLMcode, curl_multi_setopt, (CURLM *, CURLMoption, ...))                         \
    X(CURLMcode, curl_multi_add_handle, (CURLM *, CURL *))                               \
    X(CURLMcode, curl_multi_remove_handle, (CURLM *, CURL *))                            \
    X(CURLMcode, curl_multi_perform, (CURLM *, int *))                                   \
    X(CURLMcode, curl_multi_poll, (CURLM *, struct curl_waitfd *, unsigned, int, int *)) \
    X(CURLMsg *, curl_multi_info_read, (CURLM *, int *))

/* curl's headers put macros before those that take any arguments. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

typedef struct {
#define X(type, name, arguments) type(*name) arguments;
    KB_CURL_FUNCTIONS(X)
#undef X
} kb_curl;

/* Fails: KB_ERR_NOT_FOUND (it is not installed). */
kb_status kb_curl_load(kb_curl *curl, kb_err *err);

#endif
