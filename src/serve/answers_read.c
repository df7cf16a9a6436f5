/* What is read of the desk, as a page and as JSON alike: the call of the library is the same, the format tells. */
#include "serve/answers.h"

#include <stdio.h>

#include "show/html.h"
#include "show/json.h"
#include "show/stories_page.h"

#define ROWS 20 /* of a list, where nothing is said */
#define ROWS_MOST 200

/* ---- what the answers share ---- */

kb_sink kb_turn_sink(kb_turn *turn)
{
    return kb_buf_sink(&turn->reply->body);
}

void kb_turn_address(const kb_turn *turn, const char *path, size_t skip, kb_buf *out)
{
    const kb_fields *asked = &turn->request->asked;
    char mark = '?';
    kb_buf_add_c(out, path);
    for (size_t i = 0; i < asked->count; i++) {
        if (kb_str_is(asked->at[i].name, "skip")) continue;
        kb_buf_add_char(out, mark);
        kb_html_query(out, asked->at[i].name);
        kb_buf_add_char(out, '=');
        kb_html_query(out, asked->at[i].value);
        mark = '&';
    }
    if (skip) kb_buf_print(out, "%cskip=%zu", mark, skip);
}

static void put_next(kb_turn *turn, kb_json *json, size_t skip)
{
    kb_buf next = { 0 };
    kb_turn_address(turn, turn->request->path, skip, &next);
    kb_json_put_str(json, "next", kb_buf_str(&next));
    turn->reply->body.failed |= next.failed;
    kb_buf_clear(&next);
}

void kb_turn_list(kb_turn *turn, const char *noun, size_t skip, size_t limit)
{
    kb_buf lines = turn->reply->body;
    kb_str rest = kb_buf_str(&lines), line;
    kb_json json = { .out = &turn->reply->body };
    size_t count = 0;
    turn->reply->body = (kb_buf){ .failed = lines.failed };
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_key(&json, noun);
    kb_json_open(&json, '[');
    while (rest.len && kb_str_next(&rest, '\n', &line)) {
        if (!line.len) continue;
        if (count++) kb_buf_add_char(&turn->reply->body, ',');
        kb_buf_add(&turn->reply->body, line);
    }
    kb_json_close(&json, ']');
    if (limit && count >= limit && skip + limit <= KB_TURN_SKIP_MOST) put_next(turn, &json, skip + limit);
    kb_json_close(&json, '}');
    kb_json_line(&json);
    kb_buf_clear(&lines);
}

static kb_status sort_of(const char *name, kb_story_sort *out, kb_err *err)
{
    *out = KB_SORT_NEWEST;
    if (!name || kb_story_sort_of(name, out)) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "sort: '%.40s' is none of newest, largest, growing, independent, disputed",
                   name);
}

static kb_status query_of(const kb_turn *turn, kb_query *out, kb_err *err)
{
    const kb_fields *asked = &turn->request->asked;
    *out = (kb_query){ .query = kb_field_text(asked, "q"),
                       .lang = kb_field_text(asked, "lang"),
                       .outlet = kb_field_text(asked, "outlet"),
                       .country = kb_field_text(asked, "country"),
                       .since = kb_field_text(asked, "since"),
                       .until = kb_field_text(asked, "until") };
    kb_status status = kb_field_number(asked, "skip", 0, KB_TURN_SKIP_MOST, &out->skip, err);
    if (status == KB_OK) status = kb_field_number(asked, "limit", ROWS, ROWS_MOST, &out->limit, err);
    if (status == KB_OK && !out->limit) out->limit = ROWS;
    return status;
}

kb_status kb_turn_query(const kb_turn *turn, kb_query *out, kb_err *err)
{
    kb_status status = query_of(turn, out, err);
    return status == KB_OK ? sort_of(kb_field_text(&turn->request->asked, "sort"), &out->sort, err) : status;
}

/* ---- the answers ---- */

kb_status kb_turn_stories(kb_turn *turn, kb_err *err)
{
    kb_query query;
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_turn_query(turn, &query, err);
    if (status == KB_OK) status = kb_desk_stories(turn->desk, &query, &turn->how, &sink, err);
    if (status == KB_OK && kb_turn_json(turn)) kb_turn_list(turn, "stories", query.skip, query.limit);
    return status;
}

kb_status kb_turn_article(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    turn->how.changes = turn->how.claims = true;
    return kb_desk_show(turn->desk, turn->id, &turn->how, &sink, err);
}

/* Of a search "sort" has other values: best first, where nothing is said. */
kb_status kb_turn_search_query(const kb_turn *turn, kb_query *out, kb_err *err)
{
    const kb_fields *asked = &turn->request->asked;
    const char *sort = kb_field_text(asked, "sort");
    kb_status status = query_of(turn, out, err);
    out->story = kb_field_id(asked, "story", 0);
    out->by_time = kb_field_is(asked, "sort", "newest");
    if (status == KB_OK && sort && !out->by_time && !kb_field_is(asked, "sort", "best"))
        return kb_fail(err, KB_ERR_FORMAT, "sort: '%.40s' is none of best, newest", sort);
    return status;
}

kb_status kb_turn_search_facets(kb_turn *turn, kb_err *err)
{
    kb_query query;
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_turn_search_query(turn, &query, err);
    return status == KB_OK ? kb_desk_search_facets(turn->desk, &query, &turn->how, &sink, err) : status;
}

kb_status kb_turn_search(kb_turn *turn, kb_err *err)
{
    kb_query query;
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_turn_search_query(turn, &query, err);
    if (status == KB_OK) status = kb_desk_search(turn->desk, &query, &turn->how, &sink, err);
    if (status == KB_OK && kb_turn_json(turn)) kb_turn_list(turn, "articles", query.skip, query.limit);
    return status;
}

kb_status kb_turn_quotes(kb_turn *turn, kb_err *err)
{
    kb_query query;
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_turn_query(turn, &query, err);
    if (status != KB_OK) return status;
    query.query = kb_field_text(&turn->request->asked, "about");
    return kb_desk_quotes(turn->desk, turn->name, kb_field_text(&turn->request->asked, "stance"), &query, &turn->how,
                          &sink, err);
}

kb_status kb_turn_status(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    turn->how.all = kb_field_is(&turn->request->asked, "space", "1");
    return kb_desk_status(turn->desk, &turn->how, &sink, err);
}
