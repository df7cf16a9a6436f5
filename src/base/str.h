/* base/str.h - views of bytes and spans (types in kabar.h). A view does not own; NUL is a byte like others. */
#ifndef KB_BASE_STR_H
#define KB_BASE_STR_H

#include <string.h>

#include "kabar.h"

#define KB_STR(literal) ((kb_str){ "" literal, sizeof(literal) - 1 })
#define KB_STR_ARGS(s) (int)(s).len, (s).len ? (s).at : "" /* for "%.*s"; views here are far below INT_MAX */

static inline kb_str kb_str_of(const char *c_string)
{
    return (kb_str){ c_string, c_string ? strlen(c_string) : 0 };
}

/* The part of `s` in `span`, cut to `s`: any span is safe. */
static inline kb_str kb_str_part(kb_str s, kb_span span)
{
    size_t end = span.end < s.len ? span.end : s.len;
    size_t begin = span.begin < end ? span.begin : end;
    return (kb_str){ s.len ? s.at + begin : NULL, end - begin };
}

static inline bool kb_str_equal(kb_str a, kb_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool kb_str_is(kb_str s, const char *c_string)
{
    return kb_str_equal(s, kb_str_of(c_string));
}

static inline bool kb_str_starts(kb_str s, kb_str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.at, prefix.at, prefix.len) == 0);
}

static inline bool kb_str_ends(kb_str s, kb_str suffix)
{
    return s.len >= suffix.len && (suffix.len == 0 || memcmp(s.at + s.len - suffix.len, suffix.at, suffix.len) == 0);
}

/* By bytes, the shorter first where one begins the other; for qsort-like orders. */
int kb_str_compare(kb_str a, kb_str b);

/* ASCII letters without regard to case; other bytes exactly. */
bool kb_str_equal_ascii(kb_str a, kb_str b);

/* Where `needle` first stands in `s`, at or after `from`; SIZE_MAX when nowhere. */
size_t kb_str_find(kb_str s, kb_str needle, size_t from);

/* Without ASCII white space at both ends. */
kb_str kb_str_trim(kb_str s);

/* Takes the part of *rest up to `separator` (or all) and moves *rest behind it; false when *rest is
 * exhausted. An empty part is a part; start with rest->at non-NULL. */
bool kb_str_next(kb_str *rest, char separator, kb_str *part);

/* What stands behind the last space; all of it where there is none. Of a name, the family's mostly. */
kb_str kb_str_last_word(kb_str s);

/* Reads a decimal number that is all of `s`; false when it is none or does not fit. */
bool kb_str_int(kb_str s, int64_t *out);

/* ---- spans ---- */

static inline kb_span kb_span_of(size_t begin, size_t end)
{
    return (kb_span){ begin, end };
}

static inline size_t kb_span_len(kb_span s)
{
    return s.end > s.begin ? s.end - s.begin : 0;
}

static inline bool kb_span_overlap(kb_span a, kb_span b)
{
    return a.begin < b.end && b.begin < a.end;
}

/* How many bytes both have. */
static inline size_t kb_span_common(kb_span a, kb_span b)
{
    size_t begin = a.begin > b.begin ? a.begin : b.begin, end = a.end < b.end ? a.end : b.end;
    return end > begin ? end - begin : 0;
}

static inline bool kb_span_inside(kb_span inner, kb_span outer)
{
    return inner.begin >= outer.begin && inner.end <= outer.end;
}

#endif
