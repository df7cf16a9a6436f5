#define _POSIX_C_SOURCE 200809L
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

kb_status kb_library_load(const char *file, const char *const *names, size_t count, void *to, kb_err *err)
{
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    if (!library) return kb_fail(err, KB_ERR_NOT_FOUND, "the library %s is not installed", file);
    for (size_t i = 0; i < count; i++) {
        void *function = dlsym(library, names[i]);
        if (!function) return kb_fail(err, KB_ERR_NOT_FOUND, "the library %s has no %s", file, names[i]);
        memcpy((char *)to + i * sizeof function, &function, sizeof function); /* POSIX: the two are of one size */
    }
    return KB_OK;
}
