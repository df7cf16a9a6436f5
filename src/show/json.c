#include "show/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

static void begin_value(kb_json *json)
{
    if (json->comma) kb_buf_add_char(json->out, ',');
    json->comma = true;
}

void kb_json_open(kb_json *json, char bracket)
{
    begin_value(json);
    kb_buf_add_char(json->out, bracket);
    json->comma = false;
}

void kb_json_close(kb_json *json, char bracket)
{
    kb_buf_add_char(json->out, bracket);
    json->comma = true;
}

void kb_json_line(kb_json *json)
{
    kb_buf_add_char(json->out, '\n');
    json->comma = false;
}

void kb_json_key(kb_json *json, const char *key)
{
    begin_value(json);
    kb_buf_add_char(json->out, '"');
    kb_buf_add_c(json->out, key);
    kb_buf_add_c(json->out, "\":");
    json->comma = false;
}

/* The escape of a code point that may not stand as it is; false where it may. */
static bool escape(kb_buf *out, uint32_t c)
{
    static const char hex[] = "0123456789abcdef";
    switch (c) {
    case '"': kb_buf_add_c(out, "\\\""); return true;
    case '\\': kb_buf_add_c(out, "\\\\"); return true;
    case '\n': kb_buf_add_c(out, "\\n"); return true;
    case '\t': kb_buf_add_c(out, "\\t"); return true;
    case '\r': kb_buf_add_c(out, "\\r"); return true;
    default: break;
    }
    if (c >= 0x20 && (c < 0x7f || c > 0x9f)) return false;
    const char code[] = { '\\', 'u', '0', '0', hex[c >> 4 & 15], hex[c & 15] }; /* below A0 all of them */
    kb_buf_add(out, (kb_str){ code, sizeof code });
    return true;
}

void kb_json_str(kb_json *json, kb_str value)
{
    begin_value(json);
    kb_buf_add_char(json->out, '"');
    size_t plain = 0; /* begin of the bytes that go out as they are, together */
    for (size_t at = 0; at < value.len;) {
        size_t begin = at;
        unsigned char byte = (unsigned char)value.at[at];
        if (byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\') {
            at++;
            continue;
        }
        uint32_t c = kb_utf8_next(value, &at);
        bool bad = c == 0xfffd && at == begin + 1; /* base/utf8.h */
        if (!bad && c >= 0x20 && c != '"' && c != '\\' && (c < 0x7f || c > 0x9f)) continue;
        kb_buf_add(json->out, kb_str_part(value, kb_span_of(plain, begin)));
        if (bad)
            kb_buf_add_c(json->out, "\xef\xbf\xbd");
        else
            (void)escape(json->out, c);
        plain = at;
    }
    kb_buf_add(json->out, kb_str_part(value, kb_span_of(plain, value.len)));
    kb_buf_add_char(json->out, '"');
}

void kb_json_int(kb_json *json, int64_t value)
{
    begin_value(json);
    kb_buf_add_int(json->out, value);
}

void kb_json_real(kb_json *json, double value)
{
    if (!isfinite(value)) {
        kb_json_null(json);
        return;
    }
    if (fabs(value) < 1e15 && value == trunc(value) && !signbit(value)) { /* as below, most figures are whole */
        kb_json_int(json, (int64_t)value);
        return;
    }
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    /* The program around may have set a locale with a decimal comma. */
    for (char *c = text; *c; c++)
        if (*c == ',') *c = '.';
    begin_value(json);
    kb_buf_add_c(json->out, text);
}

void kb_json_bool(kb_json *json, bool value)
{
    begin_value(json);
    kb_buf_add_c(json->out, value ? "true" : "false");
}

void kb_json_null(kb_json *json)
{
    begin_value(json);
    kb_buf_add_c(json->out, "null");
}

void kb_json_time(kb_json *json, kb_time value)
{
    if (value.precision == KB_TIME_NONE) {
        kb_json_null(json);
        return;
    }
    begin_value(json);
    kb_buf_add_char(json->out, '"');
    kb_time_write(json->out, value);
    kb_buf_add_char(json->out, '"');
}

void kb_json_put_str(kb_json *json, const char *key, kb_str value)
{
    kb_json_key(json, key);
    kb_json_str(json, value);
}

void kb_json_put_text(kb_json *json, const char *key, kb_str value)
{
    kb_json_key(json, key);
    if (value.len)
        kb_json_str(json, value);
    else
        kb_json_null(json);
}

void kb_json_put_int(kb_json *json, const char *key, int64_t value)
{
    kb_json_key(json, key);
    kb_json_int(json, value);
}

void kb_json_put_number(kb_json *json, const char *key, int64_t value, bool known)
{
    kb_json_key(json, key);
    if (known)
        kb_json_int(json, value);
    else
        kb_json_null(json);
}

void kb_json_put_real(kb_json *json, const char *key, double value)
{
    kb_json_key(json, key);
    kb_json_real(json, value);
}

void kb_json_put_bool(kb_json *json, const char *key, bool value)
{
    kb_json_key(json, key);
    kb_json_bool(json, value);
}

void kb_json_put_time(kb_json *json, const char *key, kb_time value)
{
    kb_json_key(json, key);
    kb_json_time(json, value);
}
