/* A search as a page, and what it finds counted. The search itself as lines and JSON is desk/lists.c's. */
#include "desk/search.h"

#include "show/facets.h"
#include "show/frame.h"
#include "store/facets.h"

#define BYTES_MAX ((size_t)64 << 20)

static kb_status page_hit(void *user, const kb_hit *hit)
{
    kb_answer *a = user;
    const kb_article_row *row = &hit->article;
    const kb_hit_told told = { .article = row->article,
                               .story = row->story,
                               .title = hit->title.len ? hit->title : row->title,
                               .snippet = hit->snippet,
                               .outlet = row->outlet,
                               .lang = row->lang,
                               .published = row->published,
                               .added = row->added,
                               .withdrawn = row->withdrawn,
                               .live = row->live };
    kb_page_search_hit(&a->buf, &told, KB_HIT_BEGIN, KB_HIT_END, a->how);
    a->rows++;
    return a->buf.failed ? KB_ERR_MEMORY : KB_OK;
}

/* What cannot be understood is told in the page; hits are written into a buffer of their own, since how many there are
 * stands before them. */
static kb_status write_page(kb_answer *a, const kb_query *query, kb_arena *arena)
{
    kb_facets_found facets = { 0 };
    kb_search_told told = { .query = query };
    kb_err wrong = { 0 };
    kb_answer hits = *a;
    const size_t limit = query->limit ? query->limit : KB_QUERY_LIMIT;
    kb_status status = KB_OK;
    hits.buf = (kb_buf){ 0 };
    hits.err = &wrong;
    if (query->query) {
        status = kb_store_search_counted(a->desk->store, query, arena, &facets, page_hit, &hits, &wrong);
        if (status == KB_OK) told.facets = &facets;
        if (status == KB_ERR_FORMAT || status == KB_ERR_NOT_FOUND) {
            told.wrong = wrong.text;
            status = KB_OK;
        }
    }
    told.rows = hits.rows;
    told.more = hits.rows == limit;
    kb_page_search_head(&a->buf, &told, a->how);
    kb_buf_add(&a->buf, kb_buf_str(&hits.buf));
    kb_page_search_foot(&a->buf, &told, a->how);
    a->buf.failed |= hits.buf.failed;
    kb_buf_clear(&hits.buf);
    return status == KB_OK ? kb_answer_flush(a) : kb_fail(a->err, status, "%s", wrong.text);
}

kb_status kb_answer_search_page(kb_answer *a, const kb_query *query)
{
    kb_arena *arena = kb_arena_new(BYTES_MAX);
    kb_status status = arena ? write_page(a, query, arena) : kb_fail(a->err, KB_ERR_MEMORY, "out of memory");
    kb_arena_free(arena);
    kb_buf_clear(&a->buf);
    return status;
}

kb_status kb_desk_search_facets(kb_desk *desk, const kb_query *query, const kb_print *how, const kb_sink *out,
                                kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    kb_json json = { .out = &a.buf };
    kb_facets_found facets;
    kb_arena *arena = kb_arena_new(BYTES_MAX);
    kb_status status =
        arena ? kb_store_facets(desk->store, query, arena, &facets, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK && how->format == KB_FORMAT_JSON) kb_json_facets(&json, &facets);
    if (status == KB_OK && how->format != KB_FORMAT_JSON) kb_screen_facets(&a.buf, &facets, how);
    if (status == KB_OK) status = kb_answer_flush(&a);
    kb_arena_free(arena);
    kb_buf_clear(&a.buf);
    return status;
}
