/* base/buf.h - bytes that grow, on the heap: what is written piece by piece (JSON, HTML, a screen). */
#ifndef KB_BASE_BUF_H
#define KB_BASE_BUF_H

#include "base/err.h"
#include "base/str.h"

/* Zeroed is empty. After a failed growth `failed` is set and further writes do nothing, so that a writer
 * asks once, at the end. */
typedef struct {
    char *at;
    size_t len, room;
    bool failed;
} kb_buf;

void kb_buf_clear(kb_buf *buf); /* frees; the buffer is empty and usable again */
void kb_buf_add(kb_buf *buf, kb_str bytes);

static inline void kb_buf_add_c(kb_buf *buf, const char *c_string)
{
    kb_buf_add(buf, kb_str_of(c_string));
}

static inline void kb_buf_add_char(kb_buf *buf, char c)
{
    if (buf->room - buf->len > 1 && !buf->failed)
        buf->at[buf->len++] = c; /* a byte stays free (kb_buf_print) */
    else
        kb_buf_add(buf, (kb_str){ &c, 1 });
}

void kb_buf_add_repeat(kb_buf *buf, char c, size_t count);
void kb_buf_add_int(kb_buf *buf, int64_t value);
void kb_buf_print(kb_buf *buf, const char *format, ...) KB_PRINTF(2, 3);

static inline kb_str kb_buf_str(const kb_buf *buf) /* valid until the next write */
{
    return (kb_str){ buf->at, buf->len };
}

/* Hands all to the sink and empties the buffer (its room is kept). Fails: what the sink returns, KB_ERR_MEMORY
 * when a write before it had failed. */
kb_status kb_buf_flush(kb_buf *buf, const kb_sink *out, kb_err *err);

/* The other way round: a sink that adds to the buffer. It fails once a growth has failed (KB_ERR_MEMORY). */
kb_sink kb_buf_sink(kb_buf *buf);

#endif
