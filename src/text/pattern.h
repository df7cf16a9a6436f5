/* text/pattern.h - a regular expression of the user's, bounded in steps and stack, so that none runs for ever. ICU's
 * syntax (https://unicode-org.github.io/icu/userguide/strings/regexp.html); capitals do not count. */
#ifndef KB_TEXT_PATTERN_H
#define KB_TEXT_PATTERN_H

#include "base/err.h"
#include "base/str.h"

typedef struct kb_pattern kb_pattern;

#define KB_PATTERN_BYTES_MAX ((size_t)2000)
#define KB_PATTERN_TEXT_MAX ((size_t)64 << 10) /* of a text that are looked at */

/* `expression` is valid UTF-8. Fails: KB_ERR_FORMAT (it cannot be understood), KB_ERR_LIMIT (too long), KB_ERR_MEMORY.
 */
kb_status kb_pattern_open(kb_str expression, kb_pattern **out, kb_err *err);
void kb_pattern_close(kb_pattern *pattern); /* NULL is fine */

/* Does it match anywhere in `text` (valid UTF-8)? One that takes too many steps does not. */
bool kb_pattern_match(kb_pattern *pattern, kb_str text);

#endif
