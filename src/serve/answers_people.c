/* Who says what, who publishes what, what hands decided: as pages and as JSON alike. */
#include "serve/answers.h"
#include "show/frame.h"

#define ROWS 40
#define ROWS_MOST 200
#define NAMES 20
#define SKIP_MOST 10000
#define WEEK 7
#define DAYS_MOST 3650

/* Without a name "lately" is a week; of a name all that was ever said is counted. */
static kb_status read_days(const kb_fields *asked, size_t *out, kb_err *err)
{
    *out = 0;
    if (kb_field_is(asked, "days", "all")) return KB_OK;
    return kb_field_number(asked, "days", kb_field_text(asked, "q") ? 0 : WEEK, DAYS_MOST, out, err);
}

kb_status kb_turn_speakers(kb_turn *turn, kb_err *err)
{
    const kb_fields *asked = &turn->request->asked;
    const kb_sink sink = kb_turn_sink(turn);
    kb_speaker_query query = { .name = kb_field_text(asked, "q") };
    kb_status status = read_days(asked, &query.days, err);
    if (status == KB_OK) status = kb_field_number(asked, "skip", 0, SKIP_MOST, &query.skip, err);
    if (status == KB_OK) status = kb_field_number(asked, "limit", ROWS, ROWS_MOST, &query.limit, err);
    if (status == KB_OK && !query.limit) query.limit = ROWS;
    if (status == KB_OK) status = kb_desk_speakers(turn->desk, &query, &turn->how, &sink, err);
    if (status == KB_OK && kb_turn_json(turn)) kb_turn_list(turn, "speakers", query.skip, query.limit);
    return status;
}

/* ---- outlets ---- */

kb_status kb_turn_outlets(kb_turn *turn, kb_err *err)
{
    const kb_fields *asked = &turn->request->asked;
    const kb_sink sink = kb_turn_sink(turn);
    const kb_outlet_filter filter = { .owner = kb_field_text(asked, "owner"),
                                      .country = kb_field_text(asked, "country"),
                                      .lang = kb_field_text(asked, "lang"),
                                      .edited = kb_field_is(asked, "edited", "1") };
    kb_status status = kb_desk_outlets(turn->desk, &filter, &turn->how, &sink, err);
    if (status == KB_OK && kb_turn_json(turn)) kb_turn_list(turn, "outlets", 0, 0);
    return status;
}

/* What a field in which an outlet is typed offers. */
kb_status kb_turn_outlet_names(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    size_t limit;
    kb_status status = kb_field_number(&turn->request->asked, "limit", NAMES, ROWS_MOST, &limit, err);
    if (status == KB_OK && !limit) limit = NAMES;
    if (status == KB_OK)
        status = kb_desk_outlet_names(turn->desk, kb_field_text(&turn->request->asked, "q"), limit, &sink, err);
    if (status == KB_OK) kb_turn_list(turn, "outlets", 0, 0);
    return status;
}

kb_status kb_turn_outlet(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    turn->how.claims = true;
    return kb_desk_outlet(turn->desk, turn->name, NULL, &turn->how, &sink, err);
}

/* A field that came says something, an empty one takes it back; of lists that are added to or taken from, and of
 * another name, an empty one says nothing. */
static const char *said(const kb_fields *form, const char *name, bool empty_too)
{
    for (size_t i = 0; i < form->count; i++)
        if (kb_str_is(form->at[i].name, name) && (form->at[i].value.len || empty_too)) return form->at[i].value.at;
    return NULL;
}

/* Where it is to be found then: under its new name. */
static void lead_on(kb_turn *turn, const char *renamed)
{
    kb_reply *reply = turn->reply;
    kb_buf address = { 0 };
    kb_page_outlet_link(&address, kb_str_trim(kb_str_of(renamed ? renamed : turn->name)));
    kb_buf_add_char(&address, '\0');
    reply->body.len = 0;
    reply->status = 303;
    if (!address.failed && address.len <= sizeof reply->location)
        memcpy(reply->location, address.at, address.len);
    else
        kb_turn_back(turn, "/outlets");
    kb_buf_clear(&address);
}

kb_status kb_turn_outlet_say(kb_turn *turn, kb_err *err)
{
    const kb_fields *form = &turn->request->form;
    const kb_sink sink = kb_turn_sink(turn);
    const bool clear = kb_field_is(form, "clear", "1");
    const kb_outlet_choice told = { .rename = said(form, "rename", false),
                                    .owner = said(form, "owner", true),
                                    .country = said(form, "country", true),
                                    .lang = said(form, "lang", true),
                                    .note = said(form, "note", true),
                                    .mirror = said(form, "mirror", false),
                                    .aliases = said(form, "aliases", false),
                                    .hosts = said(form, "hosts", false),
                                    .no_aliases = said(form, "no_aliases", false),
                                    .no_hosts = said(form, "no_hosts", false),
                                    .merge = said(form, "merge", false),
                                    .add = kb_field_is(form, "add", "1") };
    const kb_outlet_choice none = { .clear = true };
    const kb_print how = kb_turn_as_json(turn);
    kb_status status = kb_desk_outlet(turn->desk, turn->name, clear ? &none : &told, &how, &sink, err);
    if (status == KB_OK && !kb_turn_json(turn)) lead_on(turn, clear ? NULL : told.rename);
    return status;
}

/* ---- decisions and marks ---- */

kb_status kb_turn_decisions(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_desk_decisions(turn->desk, &turn->how, &sink, err);
    if (status == KB_OK && kb_turn_json(turn)) kb_turn_list(turn, "decisions", 0, 0);
    return status;
}

kb_status kb_turn_marks(kb_turn *turn, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    kb_status status = kb_desk_marks(turn->desk, &turn->how, &sink, err);
    if (status == KB_OK && kb_turn_json(turn)) kb_turn_list(turn, "marks", 0, 0);
    return status;
}

static kb_status take_back(kb_turn *turn, bool mark, kb_err *err)
{
    const kb_sink sink = kb_turn_sink(turn);
    const kb_signature by = { turn->who, kb_field_text(&turn->request->form, "note") };
    const kb_print how = kb_turn_as_json(turn);
    kb_status status = mark ? kb_desk_unmark(turn->desk, turn->id, &by, &how, &sink, err)
                            : kb_desk_undo(turn->desk, turn->id, &by, &how, &sink, err);
    if (status == KB_OK && !kb_turn_json(turn)) kb_turn_back(turn, "/decisions");
    return status;
}

kb_status kb_turn_undo(kb_turn *turn, kb_err *err)
{
    return take_back(turn, false, err);
}

kb_status kb_turn_unmark(kb_turn *turn, kb_err *err)
{
    return take_back(turn, true, err);
}
