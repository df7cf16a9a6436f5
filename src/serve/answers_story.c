/* A story as a page, as JSON and in the formats to hand on; and what hands change: stories merged, split, reports
 * moved, words marked, all of it taken back. A change that a page asks for leads back to a page, the API's tells what
 * was decided. */
#include <stdio.h>

#include "serve/answers.h"
#include "show/frame.h"

#define REPORTS_MAX 16 /* numbers of reports in one request; more than five are refused by who compares them */

/* ---- which reports ---- */

typedef struct {
    int64_t reports[REPORTS_MAX], articles[KB_REQUEST_FIELDS_MAX];
    kb_story_choice choice;
} chosen;

/* "r=1,3,5", "r=1&r=3", "article=12&article=15" */
static kb_status read_choice(const kb_turn *turn, chosen *c, kb_err *err)
{
    const kb_fields *asked = &turn->request->asked;
    *c = (chosen){ .choice = { .kind = kb_field_text(asked, "kind"),
                               .list_all = kb_field_is(asked, "reports", "all") } };
    for (size_t i = 0; i < asked->count; i++) {
        kb_str rest = asked->at[i].value, part;
        int64_t number;
        if (kb_str_is(asked->at[i].name, "article") && kb_str_int(rest, &number))
            c->articles[c->choice.article_count++] = number;
        if (!kb_str_is(asked->at[i].name, "r")) continue;
        while (rest.len && kb_str_next(&rest, ',', &part)) {
            if (!kb_str_int(kb_str_trim(part), &number) || c->choice.report_count == REPORTS_MAX)
                return kb_fail(err, KB_ERR_FORMAT, "r: '%.*s' is no list of reports", KB_STR_ARGS(asked->at[i].value));
            c->reports[c->choice.report_count++] = number;
        }
    }
    c->choice.reports = c->reports;
    c->choice.articles = c->articles;
    return KB_OK;
}

/* ---- formats to hand on ---- */

static const struct {
    const char *name, *type, *ending;
    kb_format format;
} formats[] = {
    { "markdown", "text/markdown; charset=utf-8", "md", KB_FORMAT_MARKDOWN },
    { "csv", "text/csv; charset=utf-8", "csv", KB_FORMAT_CSV },
    { "counts", "text/csv; charset=utf-8", "counts.csv", KB_FORMAT_COUNTS },
    { "ninjs", "application/json", "ninjs.json", KB_FORMAT_NINJS },
    { "html", "text/html; charset=utf-8", "html", KB_FORMAT_HTML },
};

/* Of the API: in which format, and under which name it is offered to be kept. */
static kb_status take_format(kb_turn *turn, kb_err *err)
{
    const char *name = kb_field_text(&turn->request->asked, "format");
    if (!kb_turn_json(turn) || !name || kb_str_is(kb_str_of(name), "json")) return KB_OK;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (!kb_str_is(kb_str_of(name), formats[i].name)) continue;
        turn->how.format = formats[i].format;
        turn->how.story = turn->id;
        turn->reply->type = formats[i].type;
        (void)snprintf(turn->reply->file, sizeof turn->reply->file, "story-%lld.%s", (long long)turn->id,
                       formats[i].ending);
        return KB_OK;
    }
    return kb_fail(err, KB_ERR_FORMAT, "format: '%.40s' is none of json, markdown, csv, counts, ninjs, html", name);
}

/* To the story of that number, with what was asked of this one: written anew, so that whatever came stands there
 * percent-encoded. A question that is too long for a line is left behind, rather than cut. */
static void lead_on(kb_turn *turn, int64_t story, bool all)
{
    char path[64];
    kb_reply *reply = turn->reply;
    kb_buf where = { 0 };
    (void)snprintf(path, sizeof path, "%s/%lld%s", kb_turn_json(turn) ? "/api/v1/stories" : "/story", (long long)story,
                   all ? "/all" : "");
    kb_turn_address(turn, path, (size_t)kb_field_id(&turn->request->asked, "skip", 0), &where);
    if (where.failed || where.len >= sizeof reply->location)
        (void)snprintf(reply->location, sizeof reply->location, "%s", path);
    else
        (void)snprintf(reply->location, sizeof reply->location, "%.*s", KB_STR_ARGS(kb_buf_str(&where)));
    kb_buf_clear(&where);
}

static kb_status tell(kb_turn *turn, bool all, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    chosen c;
    int64_t now;
    kb_status status = read_choice(turn, &c, err);
    c.choice.all = all;
    if (status == KB_OK) status = kb_desk_story_now(turn->desk, turn->id, &now, err);
    if (status == KB_OK) status = take_format(turn, err);
    if (status != KB_OK) return status;
    if (now == turn->id) {
        status = kb_desk_story_chosen(turn->desk, now, &c.choice, &turn->how, &sink, err);
        if (status != KB_OK) turn->reply->file[0] = '\0';
        return status;
    }
    turn->reply->status = 308; /* its number leads on */
    turn->reply->file[0] = '\0';
    lead_on(turn, now, all);
    return KB_OK;
}

kb_status kb_turn_story(kb_turn *turn, kb_err *err)
{
    return tell(turn, false, err);
}

kb_status kb_turn_story_all(kb_turn *turn, kb_err *err)
{
    return tell(turn, true, err);
}

kb_status kb_turn_story_why(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    return kb_desk_story_why(turn->desk, turn->id, &turn->how, &sink, err);
}

/* ---- what is decided ---- */

static kb_signature sign(const kb_turn *turn)
{
    return (kb_signature){ turn->who, kb_field_text(&turn->request->form, "note") };
}

/* A page leads back to a page; what the desk writes of the decision is the API's answer. */
static kb_status end_change(kb_turn *turn, kb_status status, const char *otherwise)
{
    if (status == KB_OK && !kb_turn_json(turn)) kb_turn_back(turn, otherwise);
    return status;
}

static kb_status end_at_story(kb_turn *turn, kb_status status, int64_t story)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/story/%lld", (long long)story);
    return end_change(turn, status, path);
}

/* All numbers of that name in the form; *count: room, then how many. */
static kb_status numbers(const kb_turn *turn, const char *name, int64_t *out, size_t *count, kb_err *err)
{
    size_t room = *count;
    *count = 0;
    for (size_t i = 0; i < turn->request->form.count && *count < room; i++) {
        const kb_field *field = &turn->request->form.at[i];
        if (!kb_str_is(field->name, name) || !field->value.len) continue;
        if (!kb_str_int(field->value, &out[*count]) || out[*count] < 1)
            return kb_fail(err, KB_ERR_FORMAT, "%s: '%.*s' is no number", name, KB_STR_ARGS(field->value));
        ++*count;
    }
    return *count ? KB_OK : kb_fail(err, KB_ERR_FORMAT, "%s: no number is given", name);
}

kb_status kb_turn_merge(kb_turn *turn, kb_err *err)
{
    int64_t stories[KB_REQUEST_FIELDS_MAX + 1] = { turn->id };
    size_t count = KB_REQUEST_FIELDS_MAX;
    const kb_sink sink = kb_turn_sink(turn);
    const kb_signature by = sign(turn);
    const kb_print how = kb_turn_as_json(turn);
    kb_status status = numbers(turn, "with", stories + 1, &count, err);
    if (status == KB_OK) status = kb_desk_merge(turn->desk, stories, count + 1, &by, &how, &sink, err);
    return end_at_story(turn, status, turn->id);
}

kb_status kb_turn_split(kb_turn *turn, kb_err *err)
{
    int64_t articles[KB_REQUEST_FIELDS_MAX];
    size_t count = KB_REQUEST_FIELDS_MAX;
    const kb_sink sink = kb_turn_sink(turn);
    const kb_signature by = sign(turn);
    const kb_print how = kb_turn_as_json(turn);
    kb_status status = numbers(turn, "article", articles, &count, err);
    if (status == KB_OK) status = kb_desk_split(turn->desk, turn->id, articles, count, &by, &how, &sink, err);
    return end_at_story(turn, status, turn->id);
}

/* Each report is a decision of its own, which can be taken back by itself. */
kb_status kb_turn_move(kb_turn *turn, kb_err *err)
{
    int64_t articles[KB_REQUEST_FIELDS_MAX], to = 0;
    size_t count = KB_REQUEST_FIELDS_MAX, one = 1;
    const kb_sink sink = kb_turn_sink(turn);
    const kb_signature by = sign(turn);
    const kb_print how = kb_turn_as_json(turn);
    kb_status status = numbers(turn, "to", &to, &one, err);
    if (status == KB_OK) status = numbers(turn, "article", articles, &count, err);
    for (size_t i = 0; i < count && status == KB_OK; i++)
        status = kb_desk_move(turn->desk, articles[i], to, &by, &how, &sink, err);
    if (status == KB_OK && kb_turn_json(turn)) kb_turn_list(turn, "decisions", 0, 0);
    return end_at_story(turn, status, to);
}

/* ---- marks ---- */

static kb_status read_span(const kb_fields *fields, kb_span *out, kb_err *err)
{
    kb_status status = kb_field_number(fields, "begin", 0, SIZE_MAX / 2, &out->begin, err);
    return status == KB_OK ? kb_field_number(fields, "end", 0, SIZE_MAX / 2, &out->end, err) : status;
}

/* "12:224-287": an article and bytes of its text. */
kb_status kb_turn_mark_page(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    const char *at = kb_field_text(&turn->request->asked, "at");
    kb_str rest = kb_str_of(at ? at : ""), article, begin;
    int64_t number, from, to;
    if (!kb_str_next(&rest, ':', &article) || !kb_str_next(&rest, '-', &begin) || !kb_str_int(article, &number) ||
        !kb_str_int(begin, &from) || !kb_str_int(rest, &to) || from < 0 || to <= from)
        return kb_fail(err, KB_ERR_FORMAT, "at: '%.40s' is no place like 12:224-287", at ? at : "");
    return kb_desk_mark_page(turn->desk, turn->id, number, kb_span_of((size_t)from, (size_t)to), &turn->how, &sink,
                             err);
}

kb_status kb_turn_mark(kb_turn *turn, kb_err *err)
{
    const kb_fields *form = &turn->request->form;
    const kb_sink sink = kb_turn_sink(turn);
    const kb_signature by = sign(turn);
    const char *verdict = kb_field_text(form, "verdict");
    char path[64];
    kb_print how = kb_turn_as_json(turn);
    kb_span span;
    how.codepoints = kb_field_is(form, "offsets", "codepoints");
    (void)snprintf(path, sizeof path, "/article/%lld", (long long)turn->id);
    kb_status status = read_span(form, &span, err);
    if (status == KB_OK)
        status = kb_desk_mark_article(turn->desk, turn->id, span, verdict ? verdict : "", &by, &how, &sink, err);
    return end_change(turn, status, path);
}
