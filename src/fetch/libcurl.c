#include "fetch/libcurl.h"

#include "base/library.h"

#define LIBRARY "libcurl.so.4" /* the interface's version, since curl 7.16 */

#define X(type, name, arguments) \
    _Static_assert(_Generic(&(name), type(*) arguments : 1, default : 0), "declared otherwise: " #name);
KB_CURL_FUNCTIONS(X)
#undef X

kb_status kb_curl_load(kb_curl *curl, kb_err *err)
{
    static const char *const names[] = {
#define X(type, name, arguments) #name,
        KB_CURL_FUNCTIONS(X)
#undef X
    };
    _Static_assert(sizeof(kb_curl) == sizeof names, "pointers to functions alone");
    kb_status status = kb_library_load(LIBRARY, names, sizeof names / sizeof *names, curl, err);
    if (status == KB_OK && curl->curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return kb_fail(err, KB_ERR_IO, "libcurl does not start");
    return status;
}
