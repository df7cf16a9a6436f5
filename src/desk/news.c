#include "desk/news.h"

#include "desk/answer.h"

typedef struct {
    kb_each_news each;
    void *user;
    kb_buf buf;
} telling;

static kb_status tell(void *user, const kb_news_row *row)
{
    telling *t = user;
    kb_json json = { .out = &t->buf };
    const char *kind = row->number > 1 ? "revision" : row->reports == 1 ? "story" : "report";
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_answer_article_json(&json, &row->article);
    kb_json_put_int(&json, "revision", row->number);
    kb_json_put_int(&json, "reports", row->reports);
    kb_json_close(&json, '}');
    kb_status status = t->buf.failed ? KB_ERR_MEMORY : t->each(t->user, row->place, kind, kb_buf_str(&t->buf));
    t->buf.len = 0;
    return status;
}

kb_status kb_desk_news(kb_desk *desk, int64_t after, size_t limit, kb_each_news each, void *user, kb_err *err)
{
    telling t = { .each = each, .user = user };
    kb_status status = kb_store_news(desk->store, after, limit, tell, &t, err);
    kb_buf_clear(&t.buf);
    return status;
}

kb_status kb_desk_news_place(kb_desk *desk, int64_t *out, kb_err *err)
{
    return kb_store_news_place(desk->store, out, err);
}
