/* base/library.h - a library that is loaded when it is first needed: one that few inputs want and that would make every
 * start slower, or that a machine may lack. */
#ifndef KB_BASE_LIBRARY_H
#define KB_BASE_LIBRARY_H

#include "base/err.h"

/* Loads the shared library `file` ("libx.so.8"), once however often it is asked for, and puts the addresses of its
 * functions `names` at `to`: `count` pointers to functions, one behind the other. It stays loaded. Fails:
 * KB_ERR_NOT_FOUND (no such library, or it has no such function); the message names what is missing. */
kb_status kb_library_load(const char *file, const char *const *names, size_t count, void *to, kb_err *err);

#endif
