/* What is handed on of the desk: its raw pages as a web archive. */
#include "base/time.h"
#include "desk/desk.h"
#include "show/warc.h"
#include "store/raw.h"

typedef struct {
    const kb_sink *out;
    kb_buf buf;
    size_t pages;
    kb_err *err;
} archive;

static kb_status add_page(void *user, const kb_raw *raw)
{
    archive *a = user;
    const kb_warc_page page = { raw->url, raw->at, raw->status, raw->type, raw->etag, raw->last_modified, raw->body };
    kb_status status = a->pages++ ? KB_OK : kb_warc_begin(raw->at, &a->buf, a->err);
    if (status == KB_OK) status = kb_warc_add(&page, &a->buf, a->err);
    return status == KB_OK ? kb_buf_flush(&a->buf, a->out, a->err) : status;
}

/* The moment at which a day or time begins, or (`end`) at which a day is over. */
static kb_status read_time(const char *given, bool end, int64_t otherwise, int64_t *out, kb_err *err)
{
    kb_time time;
    *out = otherwise;
    if (!given) return KB_OK;
    if (!kb_time_parse(kb_str_of(given), &time))
        return kb_fail(err, KB_ERR_FORMAT, "'%s' is no day and no time", given);
    *out = time.seconds + (end && time.precision <= KB_TIME_DAY ? 86400 : 0);
    return KB_OK;
}

kb_status kb_desk_warc(kb_desk *desk, const char *since, const char *until, const kb_sink *out, size_t *pages,
                       kb_err *err)
{
    archive a = { .out = out, .err = err };
    int64_t from = 0, to = 0;
    kb_status status = read_time(since, false, INT64_MIN, &from, err);
    if (status == KB_OK) status = read_time(until, true, INT64_MAX, &to, err);
    if (status == KB_OK) status = kb_store_raw_each(desk->store, from, to, add_page, &a, err);
    kb_buf_clear(&a.buf);
    *pages = a.pages;
    return status;
}
