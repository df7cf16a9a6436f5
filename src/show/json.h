/* show/json.h - a streaming writer of JSON (RFC 8259): what is opened is closed by the caller, commas and escapes are
 * the writer's. One object a line is made by kb_json_line after each. */
#ifndef KB_SHOW_JSON_H
#define KB_SHOW_JSON_H

#include "base/buf.h"
#include "base/time.h"

#define KB_JSON_VERSION 1 /* "v": raised when a field changes its meaning or goes; new fields do not raise it */

/* Zeroed but for `out` it is ready. A failed growth of `out` is kept there and told by kb_buf_flush. */
typedef struct {
    kb_buf *out;
    bool comma; /* the next value or key stands behind another */
} kb_json;

void kb_json_open(kb_json *json, char bracket);  /* '{' or '[' */
void kb_json_close(kb_json *json, char bracket); /* '}' or ']' */
void kb_json_line(kb_json *json);                /* a line feed; what follows is a new text */

/* A key; a value must follow. Keys are ASCII without quotes or backslashes. */
void kb_json_key(kb_json *json, const char *key);

/* A string. Control characters (C0, DEL and C1, so that no terminal is steered by what is printed on it) are
 * escaped; bytes that are no UTF-8 (names of files may hold them) become U+FFFD. */
void kb_json_str(kb_json *json, kb_str value);
void kb_json_int(kb_json *json, int64_t value);
void kb_json_real(kb_json *json, double value); /* shortest that reads back equal; null when not finite */
void kb_json_bool(kb_json *json, bool value);
void kb_json_null(kb_json *json);
void kb_json_time(kb_json *json, kb_time value); /* ISO 8601 (kb_time_write); null for none */

/* Key and value in one. */
void kb_json_put_str(kb_json *json, const char *key, kb_str value);
void kb_json_put_text(kb_json *json, const char *key, kb_str value); /* null where it is empty */
void kb_json_put_int(kb_json *json, const char *key, int64_t value);
void kb_json_put_number(kb_json *json, const char *key, int64_t value, bool known); /* null where it is not known */
void kb_json_put_real(kb_json *json, const char *key, double value);
void kb_json_put_bool(kb_json *json, const char *key, bool value);
void kb_json_put_time(kb_json *json, const char *key, kb_time value);

#endif
