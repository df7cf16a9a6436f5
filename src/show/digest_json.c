/* What a time brought, as JSON. Rows are those of a comparison, a story has the fields that it has in lists. */
#include "show/digest.h"

#include "show/nouns_json.h"

void kb_json_digest_head(kb_json *json, const kb_digest_head *head)
{
    kb_json_key(json, "brought");
    kb_json_open(json, '{');
    kb_json_put_int(json, "stories", (int64_t)head->stories);
    kb_json_put_int(json, "reports", (int64_t)head->reports);
    kb_json_close(json, '}');
}

/* ---- a story ---- */

static bool has_cell(const kb_row *const *rows, size_t count, size_t report)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < rows[i]->cells.count; k++)
            if (rows[i]->cells.at[k].report == report) return true;
    return false;
}

/* Of the reports those that stand in its rows, and the one that has its title. */
static bool is_told(const kb_digest_story *s, size_t report)
{
    return report == s->story->facts->title + 1 || has_cell(s->agreed, s->agreed_count, report) ||
           has_cell(s->disputed, s->disputed_count, report);
}

static void put_report(kb_json *json, const kb_digest_story *s, size_t n, bool fresh)
{
    const kb_document *doc = s->comparison && n <= s->comparison->count ? s->comparison->reports[n - 1].doc : NULL;
    bool best = n == s->story->facts->title + 1;
    kb_json_open(json, '{');
    kb_json_put_int(json, "n", (int64_t)n);
    kb_json_put_int(json, "article", s->story->members[n - 1].article);
    kb_json_put_text(json, "outlet", best ? s->outlet : doc ? doc->outlet : (kb_str){ 0 });
    kb_json_put_text(json, "title", best ? s->title : doc ? doc->title : (kb_str){ 0 });
    kb_json_put_text(json, "url", best ? s->url : doc ? doc->url : (kb_str){ 0 });
    kb_json_put_time(json, "published", best ? s->published : doc ? doc->published : (kb_time){ 0 });
    kb_json_put_bool(json, "new", fresh);
    kb_json_close(json, '}');
}

static void put_rows(kb_json *json, const char *key, const kb_digest_story *s, const kb_row *const *rows, size_t count,
                     const kb_offsets *offsets)
{
    kb_json_key(json, key);
    kb_json_open(json, '[');
    for (size_t i = 0; i < count; i++) kb_json_row(json, s->comparison, rows[i], offsets, false);
    kb_json_close(json, ']');
}

void kb_json_digest_story(kb_json *json, const kb_digest_story *s, const kb_offsets *offsets, int64_t since,
                          int64_t until)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_story(json, s->story, true);
    kb_json_put_int(json, "new", (int64_t)s->fresh);
    kb_json_key(json, "members");
    kb_json_open(json, '[');
    for (size_t i = 0; i < s->story->facts->reports; i++) {
        int64_t at = s->story->members[i].at;
        if (is_told(s, i + 1)) put_report(json, s, i + 1, at >= since && at < until);
    }
    kb_json_close(json, ']');
    put_rows(json, "agreed", s, s->agreed, s->agreed_count, offsets);
    put_rows(json, "disputed", s, s->disputed, s->disputed_count, offsets);
    kb_json_put_int(json, "left_out", (int64_t)s->left_out);
    kb_json_close(json, '}');
}

/* ---- what comes behind the stories ---- */

static void put_change(kb_json *json, const kb_digest_change *change)
{
    kb_json_open(json, '{');
    kb_json_put_bool(json, "title", change->title);
    kb_json_put_text(json, "before", change->gone);
    kb_json_put_text(json, "after", change->more);
    kb_json_key(json, "between");
    kb_json_open(json, '[');
    kb_json_str(json, change->before);
    kb_json_str(json, change->after);
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}

void kb_json_digest_correction(kb_json *json, const kb_digest_correction *c, bool changed)
{
    kb_time at = c->at;
    at.precision = KB_TIME_SECOND;
    kb_json_open(json, '{');
    kb_json_put_int(json, "article", c->article);
    kb_json_put_text(json, "outlet", c->outlet);
    kb_json_put_text(json, "title", c->title);
    kb_json_put_text(json, "url", c->url);
    kb_json_put_time(json, "at", at);
    if (changed) {
        kb_json_key(json, "changes");
        kb_json_open(json, '[');
        for (size_t i = 0; i < c->count; i++) put_change(json, &c->changes[i]);
        kb_json_close(json, ']');
    }
    kb_json_close(json, '}');
}
