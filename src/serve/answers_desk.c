/* The desk itself: how long what is kept, a digest of a day, what the API has. */
#define _POSIX_C_SOURCE 200809L
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/time.h"
#include "serve/answers.h"
#include "show/desk_page.h"
#include "show/json.h"
#include "show/words.h"

#define A_DAY 86400
#define BAD_INPUT 400
#define STORIES_MOST 100
#define ROWS_MOST 50
#define FIELDS_MOST 16

/* ---- what is kept ---- */

/* A part is named as the API does, {"outlet": "Island Post", "days": 30}, or as the form does: a kind and a name. */
static void read_choice(const kb_fields *form, kb_keep_choice *out)
{
    const char *part = kb_field_text(form, "part"), *of = kb_field_text(form, "of");
    *out = (kb_keep_choice){ .days = kb_field_text(form, "days"),
                             .size = kb_field_text(form, "size"),
                             .raw = kb_field_text(form, "raw"),
                             .raw_days = kb_field_text(form, "raw_days"),
                             .outlet = kb_field_text(form, "outlet"),
                             .lang = kb_field_text(form, "lang"),
                             .feed = kb_field_text(form, "feed") };
    if (!part || !of) return;
    out->days = kb_field_text(form, "part_days");
    if (strcmp(part, "outlet") == 0) out->outlet = of;
    if (strcmp(part, "lang") == 0) out->lang = of;
    if (strcmp(part, "feed") == 0) out->feed = of;
}

static int64_t number_of(const json_t *object, const char *name)
{
    return (int64_t)json_integer_value(json_object_get(object, name));
}

/* What would go: on a page that asks whether it shall. */
static kb_status try_it(kb_turn *turn, kb_keep_choice *choice, kb_keep_shown *shown, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    const kb_print how = kb_turn_as_json(turn);
    choice->trial = true;
    kb_status status = kb_desk_keep(turn->desk, choice, &how, &sink, err);
    choice->trial = false;
    if (status != KB_OK) return status;
    json_t *root = json_loadb(turn->reply->body.at, turn->reply->body.len, 0, NULL);
    const json_t *go = json_object_get(root, "would_go");
    shown->stories = number_of(go, "stories");
    shown->articles = number_of(go, "articles");
    shown->raw = number_of(go, "raw");
    json_decref(root);
    turn->reply->body.len = 0;
    return KB_OK;
}

/* The form's fields, to be sent again. */
static void keep_fields(const kb_fields *form, const char *fields[2 * FIELDS_MOST + 1])
{
    static const char *const known[] = { "days", "size", "raw", "raw_days", "part", "of", "part_days" };
    size_t count = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *value = kb_field_text(form, known[i]);
        if (!value) continue;
        fields[count++] = known[i];
        fields[count++] = value;
    }
    fields[count] = NULL;
}

static kb_status keep_page(kb_turn *turn, kb_keep_choice *choice, kb_err *err)
{
    const kb_fields *form = &turn->request->form;
    const char *fields[2 * FIELDS_MOST + 1];
    const kb_sink sink = kb_turn_sink(turn);
    const kb_print how = kb_turn_as_json(turn);
    bool sure = kb_field_text(form, "sure") != NULL, looks = kb_field_text(form, "look") != NULL;
    kb_keep_shown shown = { .fields = fields, .chosen = !looks };
    kb_status status = KB_OK;
    keep_fields(form, fields);
    if (!sure) status = try_it(turn, choice, &shown, err);
    if (status == KB_ERR_FORMAT || status == KB_ERR_NOT_FOUND) {
        shown.wrong = err->text;
        turn->reply->status = BAD_INPUT;
        kb_page_keep(&turn->reply->body, &shown, &turn->how);
        return KB_OK;
    }
    if (status != KB_OK) return status;
    if (!sure && (looks || shown.stories || shown.articles || shown.raw)) {
        kb_page_keep(&turn->reply->body, &shown, &turn->how);
        return KB_OK;
    }
    choice->run = sure && kb_field_text(form, "run");
    status = kb_desk_keep(turn->desk, choice, &how, &sink, err);
    if (status == KB_OK) kb_turn_back(turn, "/desk");
    return status;
}

kb_status kb_turn_keep(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    kb_keep_choice choice;
    read_choice(&turn->request->form, &choice);
    if (!kb_turn_json(turn)) return keep_page(turn, &choice, err);
    choice.run = kb_field_text(&turn->request->form, "run") != NULL;
    choice.dry_run = kb_field_text(&turn->request->form, "dry_run") != NULL;
    choice.trial = kb_field_text(&turn->request->form, "trial") != NULL;
    return kb_desk_keep(turn->desk, &choice, &turn->how, &sink, err);
}

/* ---- a digest ---- */

/* The moment at which a day (since 1970) begins where the server stands, and how far that is east of UTC, in minutes.
 */
static int64_t local_day(int64_t day)
{
    kb_civil civil = kb_civil_of(day);
    struct tm local = {
        .tm_year = (int)civil.year - 1900, .tm_mon = civil.month - 1, .tm_mday = civil.day, .tm_isdst = -1
    };
    return (int64_t)mktime(&local);
}

static int local_offset(int64_t at)
{
    time_t moment = (time_t)at;
    struct tm local;
    if (!localtime_r(&moment, &local)) return 0;
    int64_t days = kb_day_of((kb_civil){ local.tm_year + 1900, local.tm_mon + 1, local.tm_mday });
    return (int)((days * A_DAY + local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec - at) / 60);
}

static kb_status read_digest(const kb_turn *turn, kb_digest *out, kb_err *err)
{
    const kb_fields *asked = &turn->request->asked;
    const char *day = kb_field_text(asked, "day"), *since = kb_field_text(asked, "since");
    kb_time time;
    *out = (kb_digest){ .since = turn->how.now - A_DAY,
                        .until = turn->how.now + 1,
                        .offset = local_offset(turn->how.now) };
    if (day && (!kb_time_parse(kb_str_of(day), &time) || time.precision != KB_TIME_DAY))
        return kb_fail(err, KB_ERR_FORMAT, "'%.40s' is no day like 2025-03-04", day);
    if (day) {
        out->since = local_day(kb_time_day(time));
        out->until = local_day(kb_time_day(time) + 1);
        out->offset = local_offset(out->since);
        out->day = true;
    } else if (since) {
        if (!kb_time_parse(kb_str_of(since), &time))
            return kb_fail(err, KB_ERR_FORMAT, "'%.40s' is no time like 2025-03-04T09:10:00Z", since);
        out->since = time.seconds;
    }
    kb_status status = kb_field_number(asked, "limit", 0, STORIES_MOST, &out->stories, err);
    return status == KB_OK ? kb_field_number(asked, "rows", 0, ROWS_MOST, &out->rows, err) : status;
}

/* Of the API: as JSON, or in words. */
static kb_status take_format(kb_turn *turn, kb_err *err)
{
    const char *format = kb_field_text(&turn->request->asked, "format");
    if (!kb_turn_json(turn) || !format || kb_str_is(kb_str_of(format), "json")) return KB_OK;
    if (!kb_str_is(kb_str_of(format), "markdown"))
        return kb_fail(err, KB_ERR_FORMAT, "format: '%.40s' is none of json, markdown", format);
    turn->how.format = KB_FORMAT_MARKDOWN;
    turn->reply->type = "text/markdown; charset=utf-8";
    return KB_OK;
}

kb_status kb_turn_digest(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    kb_digest digest;
    kb_status status = read_digest(turn, &digest, err);
    if (status == KB_OK) status = take_format(turn, err);
    return status == KB_OK ? kb_desk_digest(turn->desk, &digest, &turn->how, &sink, err) : status;
}

/* ---- what the API has ---- */

/* What is behind an address, by its first noun. */
static const char *words_of(kb_str path)
{
    static const struct {
        const char *noun, *words;
    } known[] = { { "stories", "stories, and one with its accounts side by side" },
                  { "articles", "an article with what it says" },
                  { "search", "full text" },
                  { "speakers", "what somebody said" },
                  { "outlets", "outlets, and what is known of them" },
                  { "outlet-names", "names of outlets that begin so" },
                  { "feeds", "the feeds that are followed" },
                  { "feeds.opml", "the feeds that are followed" },
                  { "alerts", "alerts, and what they told" },
                  { "status", "what the desk holds" },
                  { "watch", "what following brings" },
                  { "events", "a stream of what comes" },
                  { "digest", "digest of a day" },
                  { "compare", "texts side by side" },
                  { "decisions", "corrections by hand" },
                  { "marks", "what readers marked" },
                  { "keep", "how long what is kept" } };
    kb_str rest = kb_str_part(path, kb_span_of(sizeof "/api/v1/" - 1, path.len)), noun;
    if (!kb_str_next(&rest, '/', &noun)) return NULL;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (kb_str_is(noun, known[i].noun)) return known[i].words;
    return NULL;
}

static void put_routes(kb_buf *out, const kb_print *how, kb_method method, const char *title)
{
    kb_buf_add_c(out, "<section class=\"card\"><h2>");
    kb_html_word(out, how->ui_lang, title);
    kb_buf_add_c(out, "</h2>\n<table class=\"routes\"><tbody>\n");
    for (const kb_route *r = kb_routes; r->path; r++) {
        kb_str path = kb_str_of(r->path);
        if (r->method != method || !kb_str_starts(path, KB_STR("/api/v1/"))) continue;
        bool link = method == KB_GET && kb_str_find(path, KB_STR("{"), 0) == SIZE_MAX &&
                    !kb_str_is(path, "/api/v1/events") &&
                    !kb_str_starts(path, KB_STR("/api/v1/search")); /* it wants words */
        kb_buf_print(out, "<tr><td>%s</td><td><code>", method == KB_GET ? "GET" : "POST");
        if (link) kb_buf_print(out, "<a class=\"link\" href=\"%s\">", r->path);
        kb_html_text(out, path);
        kb_buf_add_c(out, link ? "</a></code><small>" : "</code><small>");
        if (words_of(path)) kb_html_word(out, how->ui_lang, words_of(path));
        kb_buf_add_c(out, "</small></td></tr>\n");
    }
    kb_buf_add_c(out, "</tbody></table></section>\n");
}

static void put_line(kb_buf *out, const kb_print *how, const char *words)
{
    kb_buf_add_c(out, "<p class=\"lead\">");
    kb_html_word(out, how->ui_lang, words);
    kb_buf_add_c(out, "</p>\n");
}

kb_status kb_turn_api_page(kb_turn *turn, kb_err *err)
{
    kb_buf *out = &turn->reply->body;
    const kb_print *how = &turn->how;
    (void)err;
    kb_frame_begin(out, how, KB_STR("API"), KB_TAB_NONE, "work.css");
    kb_buf_add_c(out, "<h1>API</h1>\n");
    put_line(out, how, "All that the pages show can be asked for as JSON.");
    put_line(out, how, "Changes take a form's fields or an object of JSON with the same names.");
    put_line(
        out, how,
        "From outside a token is wanted; who runs the desk makes it with 'kabar token'. It is sent as Authorization: "
        "Bearer TOKEN.");
    kb_buf_add_c(out, "<p class=\"row\"><a class=\"button main\" href=\"/api/v1/openapi.json\">OpenAPI</a></p>\n");
    kb_buf_add_c(out, "<h2>");
    kb_html_word(out, how->ui_lang, "For example");
    kb_buf_add_c(out, "</h2>\n<pre class=\"sample\" tabindex=\"0\">curl '");
    kb_html_text(out, kb_str_of(turn->server->gate.tls ? "https://" : "http://"));
    kb_html_text(out, kb_str_of(turn->request->headers.host));
    kb_buf_add_c(out, "/api/v1/stories?sort=growing&amp;limit=5'</pre>\n<div class=\"cards\">\n");
    put_routes(out, how, KB_GET, "reading");
    put_routes(out, how, KB_POST, "changing");
    kb_buf_add_c(out, "</div>\n");
    kb_frame_end(out, how);
    return KB_OK;
}
