/* What the user is told of: listed, made, changed. A command is never taken from here: who may change the desk over
 * HTTP may not run programs on this machine. A webhook is of http or https, and is asked by the client that asks feeds
 * too, with its guard. */
#include <stdio.h>

#include "base/url.h"
#include "serve/answers.h"
#include "show/alerts_page.h"
#include "show/json.h"

#define BAD_INPUT 400
#define NUMBER_MOST 1000000
#define STORY_MOST ((size_t)1 << 53)
#define EVENTS_MOST 200

/* Who may change nothing is not told where alerts go, in JSON too: the visit says who it is. */
static kb_visit visit_of(const kb_turn *turn)
{
    return (kb_visit){ .path = turn->request->path, .query = turn->request->query, .who = turn->who };
}

kb_status kb_turn_alerts(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    const kb_visit visit = visit_of(turn);
    if (kb_turn_json(turn)) turn->how.visit = &visit;
    kb_status status = kb_desk_alerts(turn->desk, &turn->how, &sink, err);
    if (status == KB_OK && kb_turn_json(turn)) kb_turn_list(turn, "alerts", 0, 0);
    if (kb_turn_json(turn)) turn->how.visit = NULL;
    return status;
}

kb_status kb_turn_alert_events(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    size_t limit;
    kb_status status = kb_field_number(&turn->request->asked, "limit", 0, EVENTS_MOST, &limit, err);
    if (status == KB_OK) status = kb_desk_alert_events(turn->desk, limit, &turn->how, &sink, err);
    if (status == KB_OK) kb_turn_list(turn, "events", 0, 0);
    return status;
}

/* ---- made ---- */

static void read_typed(const kb_fields *from, kb_alert_typed *out)
{
    *out = (kb_alert_typed){ .kind = kb_field_text(from, "kind"),
                             .search = kb_field_text(from, "search"),
                             .lang = kb_field_text(from, "lang"),
                             .speaker = kb_field_text(from, "speaker"),
                             .about = kb_field_text(from, "about"),
                             .stance = kb_field_text(from, "stance"),
                             .story = kb_field_text(from, "story"),
                             .reports = kb_field_text(from, "reports"),
                             .outlets = kb_field_text(from, "outlets"),
                             .growth = kb_field_text(from, "growth"),
                             .within = kb_field_text(from, "within"),
                             .webhook = kb_field_text(from, "webhook"),
                             .differs = kb_field_text(from, "differs") != NULL };
}

kb_status kb_turn_alert_page(kb_turn *turn, kb_err *err)
{
    kb_alert_typed typed; /* a link may bring some of it: /alerts/new?story=7 */
    (void)err;
    if (kb_turn_refused(turn)) return KB_OK;
    read_typed(&turn->request->asked, &typed);
    kb_page_alert_new(&turn->reply->body, &typed, &turn->how);
    return KB_OK;
}

/* A number, and where it is none, in which field that is. */
static kb_status read_number(const kb_fields *form, const char *name, size_t most, size_t *out, const char **field,
                             kb_err *err)
{
    kb_status status = kb_field_number(form, name, 0, most, out, err);
    if (status != KB_OK) *field = name;
    return status;
}

/* The words without which a kind asks for nothing. */
static const char *missing(const kb_alert_typed *t)
{
    static const struct {
        const char *kind, *field;
    } wanted[] = { { "search", "search" },
                   { "speaker", "speaker" },
                   { "story", "story" },
                   { "size", "reports" },
                   { "growth", "growth" } };
    const char *const given[] = { t->search, t->speaker, t->story, t->reports ? t->reports : t->outlets, t->growth };
    for (size_t i = 0; t->kind && i < sizeof wanted / sizeof *wanted; i++)
        if (strcmp(t->kind, wanted[i].kind) == 0)
            return given[i] && strcmp(given[i], "0") != 0 ? NULL : wanted[i].field;
    return NULL;
}

static kb_status read_choice(const kb_turn *turn, const kb_alert_typed *t, kb_alert_choice *out, const char **field,
                             kb_err *err)
{
    const kb_fields *form = &turn->request->form;
    size_t story = 0;
    *out = (kb_alert_choice){ .search = t->search,
                              .speaker = t->speaker,
                              .about = t->about,
                              .stance = t->stance,
                              .lang = t->lang,
                              .within = t->within,
                              .differs = t->differs,
                              .webhook = t->webhook,
                              .since = kb_field_text(form, "since") };
    if (kb_field_given(form, "command") || kb_field_given(form, "exec"))
        return kb_fail(err, KB_ERR_FORMAT, "a command is not taken over HTTP: 'kabar alert --exec' sets one");
    if ((*field = missing(t)) != NULL) return kb_fail(err, KB_ERR_FORMAT, "this is wanted");
    kb_status status = read_number(form, "story", STORY_MOST, &story, field, err);
    if (status == KB_OK) status = read_number(form, "reports", NUMBER_MOST, &out->reports, field, err);
    if (status == KB_OK) status = read_number(form, "outlets", NUMBER_MOST, &out->outlets, field, err);
    if (status == KB_OK) status = read_number(form, "growth", NUMBER_MOST, &out->growth, field, err);
    out->story = (int64_t)story;
    if (status != KB_OK || !out->webhook || kb_url_is_web(kb_str_of(out->webhook))) return status;
    *field = "webhook";
    return kb_fail(err, KB_ERR_FORMAT, "'%.80s' is no address of the web (http, https)", out->webhook);
}

/* At which field does a fault of the library belong? */
static const char *field_of(const kb_alert_typed *t, const char *wrong)
{
    static const struct {
        const char *words, *field;
    } known[] = { { "stance", "stance" }, { "length of time", "within" }, { "story", "story" } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strstr(wrong, known[i].words)) return known[i].field;
    if (t->webhook && strncmp(wrong, "http", 4) == 0) return "webhook";
    return t->search ? "search" : t->speaker ? "speaker" : NULL;
}

kb_status kb_turn_alert_new(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    const char *field = NULL;
    kb_alert_choice choice;
    kb_alert_typed typed;
    const kb_print how = kb_turn_as_json(turn);
    read_typed(&turn->request->form, &typed);
    kb_status status = read_choice(turn, &typed, &choice, &field, err);
    if (status == KB_OK) status = kb_desk_alert(turn->desk, &choice, &how, &sink, err);
    if (kb_turn_json(turn) || (status != KB_OK && status != KB_ERR_FORMAT && status != KB_ERR_NOT_FOUND)) return status;
    turn->reply->body.len = 0;
    if (status == KB_OK) {
        turn->reply->status = 303;
        (void)snprintf(turn->reply->location, sizeof turn->reply->location, "/alerts");
        return KB_OK;
    }
    typed.wrong = err->text;
    typed.field = field ? field : field_of(&typed, err->text);
    turn->reply->status = BAD_INPUT;
    kb_page_alert_new(&turn->reply->body, &typed, &turn->how);
    return KB_OK;
}

/* ---- changed ---- */

kb_status kb_turn_alert_change(kb_turn *turn, kb_err *err)
{
    static const struct {
        const char *name;
        kb_alert_change change;
    } changes[] = { { "pause", KB_ALERT_PAUSE },
                    { "resume", KB_ALERT_RESUME },
                    { "remove", KB_ALERT_REMOVE },
                    { "again", KB_ALERT_AGAIN } };
    const kb_sink sink = kb_turn_sink(turn);
    const kb_print how = kb_turn_as_json(turn);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        if (!kb_field_is(&turn->request->form, "do", changes[i].name)) continue;
        kb_status status = kb_desk_alert_change(turn->desk, turn->id, changes[i].change, &how, &sink, err);
        if (status != KB_OK) return status;
        if (!kb_turn_json(turn)) kb_turn_back(turn, "/alerts");
        if (kb_turn_json(turn) && !turn->reply->body.len) kb_buf_add_c(&turn->reply->body, "{\"v\":1}\n");
        return KB_OK;
    }
    return kb_fail(err, KB_ERR_FORMAT, "do: one of pause, resume, remove, again is wanted");
}
