/* The feeds that are followed: told, chosen, followed anew. What is named is an address on the net or a list that came
 * with the request; never a file of this machine. */
#include <stdio.h>
#include <stdlib.h>

#include "base/url.h"
#include "serve/answers.h"
#include "show/feeds_page.h"
#include "show/json.h"

#define BAD_INPUT 400
#define LIMIT_MOST 1000
#define LIMIT_API 200
#define SKIP_MOST 100000

/* ---- told ---- */

kb_status kb_turn_feeds(kb_turn *turn, kb_err *err)
{
    const kb_fields *asked = &turn->request->asked;
    const kb_sink sink = kb_turn_sink(turn);
    kb_feed_filter filter = { .folder = kb_field_text(asked, "folder"),
                              .state = kb_field_text(asked, "state"),
                              .query = kb_field_text(asked, "q") };
    kb_status status = kb_field_number(asked, "skip", 0, SKIP_MOST, &filter.skip, err);
    if (status == KB_OK)
        status = kb_field_number(asked, "limit", kb_turn_json(turn) ? LIMIT_API : KB_FEEDS_LIMIT, LIMIT_MOST,
                                 &filter.limit, err);
    if (status == KB_OK && !filter.limit) filter.limit = kb_turn_json(turn) ? LIMIT_API : KB_FEEDS_LIMIT;
    if (status == KB_OK) status = kb_desk_feeds(turn->desk, &filter, &turn->how, &sink, err);
    if (status == KB_OK && kb_turn_json(turn)) kb_turn_list(turn, "feeds", filter.skip, filter.limit);
    return status;
}

kb_status kb_turn_feeds_opml(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    turn->reply->type = "text/x-opml; charset=utf-8";
    (void)snprintf(turn->reply->file, sizeof turn->reply->file, "kabar.opml");
    return kb_desk_feeds_opml(turn->desk, &sink, err);
}

kb_status kb_turn_feed(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    return kb_desk_feed(turn->desk, turn->id, NULL, NULL, &turn->how, &sink, err);
}

/* ---- followed ---- */

kb_status kb_turn_feeds_add_page(kb_turn *turn, kb_err *err)
{
    const kb_feeds_typed typed = { .url = kb_field_text(&turn->request->asked, "url") };
    (void)err;
    if (kb_turn_refused(turn)) return KB_OK;
    kb_page_feeds_add(&turn->reply->body, &typed, &turn->how);
    return KB_OK;
}

/* A text of lines as the rules want it: each ended by one line feed. */
static kb_status read_rules(const kb_turn *turn, kb_feed_choice *out, kb_err *err)
{
    const char *given = kb_field_given(&turn->request->form, "rules");
    kb_buf lines = { 0 };
    kb_str rest = kb_str_of(given), line, kept;
    if (!given) return KB_OK;
    while (rest.len && kb_str_next(&rest, '\n', &line)) {
        if (!(line = kb_str_trim(line)).len) continue;
        kb_buf_add(&lines, line);
        kb_buf_add_char(&lines, '\n');
    }
    bool made = !lines.failed && kb_arena_print(turn->request->arena, &kept, "%.*s", KB_STR_ARGS(kb_buf_str(&lines)));
    kb_buf_clear(&lines);
    if (!made) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    out->rules = kept.at;
    out->no_rules = true; /* what is given stands in place of what was there */
    return KB_OK;
}

/* What the form or the JSON chooses. */
static kb_status read_choice(const kb_turn *turn, kb_feed_choice *out, kb_err *err)
{
    const kb_fields *form = &turn->request->form;
    const char *change = kb_field_text(form, "do"), *looks = kb_field_given(form, "looks");
    *out = (kb_feed_choice){ .name = kb_field_given(form, "name"),
                             .folder = kb_field_given(form, "folder"),
                             .tags = kb_field_given(form, "tags"),
                             .outlet = kb_field_given(form, "outlet"),
                             .lang = kb_field_given(form, "lang"),
                             .take = kb_field_given(form, "take"),
                             .every = kb_field_given(form, "every"),
                             .all = kb_field_text(form, "all") != NULL };
    if (looks) out->looks = strcmp(looks, "1") == 0;
    if (looks) out->no_looks = !out->looks;
    if (change) {
        out->pause = strcmp(change, "pause") == 0;
        out->resume = strcmp(change, "resume") == 0;
        out->remove = strcmp(change, "remove") == 0;
        if (!out->pause && !out->resume && !out->remove)
            return kb_fail(err, KB_ERR_FORMAT, "do: '%.40s' is none of pause, resume, remove", change);
    }
    return read_rules(turn, out, err);
}

/* "islandpost.example" is meant as an address too; nothing else that is not one of the web is. */
static kb_status read_address(const kb_turn *turn, const char *given, const char **out, kb_err *err)
{
    kb_str s = kb_str_trim(kb_str_of(given)), url = s;
    bool bare = kb_str_find(s, KB_STR("://"), 0) == SIZE_MAX && kb_str_find(s, KB_STR("."), 0) != SIZE_MAX &&
                s.at[0] != '.' && s.at[0] != '/' && s.at[0] != '-';
    if (!kb_arena_print(turn->request->arena, &url, bare ? "https://%.*s" : "%.*s", KB_STR_ARGS(s)))
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    *out = url.at;
    return kb_url_is_web(url) ? KB_OK
                              : kb_fail(err, KB_ERR_FORMAT, "'%.80s' is no address of the web (http, https)", given);
}

/* Where the lines of JSON in the body are of one feed: its page; else the list. */
static void go_there(kb_turn *turn)
{
    kb_str body = kb_buf_str(&turn->reply->body), key = KB_STR("\"feed\":");
    size_t lines = 0, at = kb_str_find(body, key, 0);
    for (size_t i = 0; i < body.len; i++) lines += body.at[i] == '\n';
    long long id = lines == 1 && at != SIZE_MAX ? strtoll(body.at + at + key.len, NULL, 10) : 0;
    turn->reply->status = 303;
    turn->reply->body.len = 0;
    if (id)
        (void)snprintf(turn->reply->location, sizeof turn->reply->location, "/sources/%lld", id);
    else
        (void)snprintf(turn->reply->location, sizeof turn->reply->location, "/sources");
}

static kb_status follow(kb_turn *turn, const char *url, const char *list, const kb_feed_choice *choice, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    const char *target = NULL;
    const kb_print how = kb_turn_as_json(turn);
    if (list) return kb_desk_follow_list(turn->desk, kb_str_of(list), "OPML", choice, &how, &sink, err);
    if (!url) return kb_fail(err, KB_ERR_FORMAT, "an address or a list is wanted");
    kb_status status = read_address(turn, url, &target, err);
    return status == KB_OK ? kb_desk_follow(turn->desk, target, choice, &how, &sink, err) : status;
}

kb_status kb_turn_feeds_add(kb_turn *turn, kb_err *err)
{
    const kb_fields *form = &turn->request->form;
    const char *url = kb_field_text(form, "url"), *list = kb_field_text(form, "file");
    bool of_list = list || kb_field_given(form, "list");
    kb_feed_choice choice;
    if (!list) list = kb_field_text(form, kb_turn_json(turn) ? "opml" : "list");
    kb_status status = read_choice(turn, &choice, err);
    if (status == KB_OK) status = follow(turn, url, list, &choice, err);
    if (kb_turn_json(turn)) {
        if (status == KB_OK) kb_turn_list(turn, "feeds", 0, 0);
        return status == KB_ERR_NOT_FOUND ? KB_ERR_FORMAT : status; /* what was sent names no feed */
    }
    if (status == KB_OK) {
        go_there(turn);
        return KB_OK;
    }
    if (!kb_turn_typed(status)) return status;
    const kb_feeds_typed typed = { url,
                                   kb_field_text(form, "list"),
                                   choice.folder,
                                   choice.tags,
                                   choice.all,
                                   of_list ? NULL : err->text,
                                   of_list ? err->text : NULL };
    turn->reply->body.len = 0;
    turn->reply->status = kb_turn_typed(status);
    kb_page_feeds_add(&turn->reply->body, &typed, &turn->how);
    return KB_OK;
}

/* ---- chosen ---- */

kb_status kb_turn_feed_change(kb_turn *turn, kb_err *err)
{
    char target[32];
    kb_feed_choice choice;
    const kb_sink sink = kb_turn_sink(turn);
    const kb_print how = kb_turn_as_json(turn);
    (void)snprintf(target, sizeof target, "%lld", (long long)turn->id);
    kb_status status = read_choice(turn, &choice, err);
    if (status == KB_OK) status = kb_desk_follow(turn->desk, target, &choice, &how, &sink, err);
    if (kb_turn_json(turn)) {
        if (status == KB_OK && choice.remove) kb_buf_add_c(&turn->reply->body, "{\"v\":1}\n");
        return status;
    }
    turn->reply->body.len = 0;
    if (status == KB_ERR_FORMAT) {
        char wrong[sizeof err->text];
        memcpy(wrong, err->text, sizeof wrong);
        turn->reply->status = BAD_INPUT;
        return kb_desk_feed(turn->desk, turn->id, &choice, wrong, &turn->how, &sink, err);
    }
    if (status != KB_OK) return status;
    char page[40];
    (void)snprintf(page, sizeof page, "/sources/%lld", (long long)turn->id);
    kb_turn_back(turn, choice.remove ? "/sources" : page);
    return KB_OK;
}
