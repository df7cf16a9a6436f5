/* base/err.h - how a failure is told: kb_status and kb_err (kabar.h), a message by the place that finds
 * the fault, context put in front by each caller that knows more. */
#ifndef KB_BASE_ERR_H
#define KB_BASE_ERR_H

#include "base/compiler.h"
#include "kabar.h"

/* Sets the message and returns `status`, so that `return kb_fail(...)` reads as one thought. `err` may be
 * NULL. Control characters in the message are made visible, so that it stays one harmless line. */
kb_status kb_fail(kb_err *err, kb_status status, const char *format, ...) KB_PRINTF(3, 4);

/* Puts "<format>: " before err's message; returns `status`. A context (a path, say) that leaves the message no room is
 * cut and ends in "...", so that what went wrong is always told. */
kb_status kb_context(kb_err *err, kb_status status, const char *format, ...) KB_PRINTF(3, 4);

#endif
