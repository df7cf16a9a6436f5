/* text/host.h - the host of an address as the DNS knows it (IDNA as UTS #46 has it, non-transitional, with the rules of
 * STD 3: letters, digits and hyphens). ICU's work. */
#ifndef KB_TEXT_HOST_H
#define KB_TEXT_HOST_H

#include "base/arena.h"

/* "BÜCHER.example" is "xn--bcher-kva.example"; what looks like another sign and means it (full-width digits) becomes
 * it. `host` is valid UTF-8. False where it is none, or memory or the limit is out. */
bool kb_host_ascii(kb_arena *arena, kb_str host, kb_str *out) KB_CHECK;

#endif
