#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static bool grow(kb_buf *buf, size_t more)
{
    if (more > SIZE_MAX / 2 - buf->len - 1) {
        buf->failed = true;
        return false;
    }
    size_t need = buf->len + more + 1;
    size_t room = buf->room ? buf->room : 256;
    while (room < need) room *= 2;
    char *at = realloc(buf->at, room);
    if (!at) {
        buf->failed = true;
        return false;
    }
    buf->at = at;
    buf->room = room;
    return true;
}

static inline bool make_room(kb_buf *buf, size_t more)
{
    if (buf->failed) return false;
    return buf->room - buf->len > more || grow(buf, more);
}

void kb_buf_clear(kb_buf *buf)
{
    free(buf->at);
    *buf = (kb_buf){ 0 };
}

void kb_buf_add(kb_buf *buf, kb_str bytes)
{
    if (!bytes.len || !make_room(buf, bytes.len)) return;
    memcpy(buf->at + buf->len, bytes.at, bytes.len);
    buf->len += bytes.len;
}

void kb_buf_add_repeat(kb_buf *buf, char c, size_t count)
{
    if (!count || !make_room(buf, count)) return;
    memset(buf->at + buf->len, c, count);
    buf->len += count;
}

void kb_buf_add_int(kb_buf *buf, int64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (value < 0) digits[--at] = '-';
    kb_buf_add(buf, (kb_str){ digits + at, sizeof digits - at });
}

void kb_buf_print(kb_buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len > 0 && make_room(buf, (size_t)len)) {
        (void)vsnprintf(buf->at + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

kb_status kb_buf_flush(kb_buf *buf, const kb_sink *out, kb_err *err)
{
    if (buf->failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (buf->len == 0) return KB_OK;
    kb_status status = out->write(out->user, buf->at, buf->len);
    buf->len = 0;
    return status == KB_OK ? KB_OK : kb_fail(err, status, "output could not be written");
}

static kb_status take(void *user, const char *at, size_t len)
{
    kb_buf *buf = user;
    kb_buf_add(buf, (kb_str){ at, len });
    return buf->failed ? KB_ERR_MEMORY : KB_OK;
}

kb_sink kb_buf_sink(kb_buf *buf)
{
    return (kb_sink){ take, buf };
}
