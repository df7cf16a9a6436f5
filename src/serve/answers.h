/* serve/answers.h - what the routes answer (serve/routes.c). Each writes into turn->reply, in the format of its route;
 * what it fails with becomes a page or a problem (serve/turn.c). */
#ifndef KB_SERVE_ANSWERS_H
#define KB_SERVE_ANSWERS_H

#include "serve/server.h"

/* Is JSON asked for, and no page? */
static inline bool kb_turn_json(const kb_turn *turn)
{
    return turn->route->format == KB_FORMAT_JSON;
}

/* How a change tells what it did, whoever asked: as JSON. */
static inline kb_print kb_turn_as_json(const kb_turn *turn)
{
    kb_print how = turn->how;
    how.format = KB_FORMAT_JSON;
    how.visit = NULL;
    return how;
}

/* The sink of a reply's body. */
kb_sink kb_turn_sink(kb_turn *turn);

/* Turns the lines of JSON in the body into one object: {"v":1,"<noun>":[...],"next":"<address>"}; `next` where there
 * are as many as `limit`. */
void kb_turn_list(kb_turn *turn, const char *noun, size_t skip, size_t limit);

/* The address that was asked for, at `path`, with another "skip" (0: none). */
#define KB_TURN_SKIP_MOST 10000 /* pages further back are asked for by time (until) */
void kb_turn_address(const kb_turn *turn, const char *path, size_t skip, kb_buf *out);

/* q, lang, outlet, country, since, until, sort, skip, limit of the request. Fails: KB_ERR_FORMAT. */
kb_status kb_turn_query(const kb_turn *turn, kb_query *out, kb_err *err);

/* The same of a search, whose sort is "best" or "newest"; and its story. */
kb_status kb_turn_search_query(const kb_turn *turn, kb_query *out, kb_err *err);

/* Of a page that is a form: where the reader may change nothing the refusal is written, and it is true. */
bool kb_turn_refused(kb_turn *turn);

/* What the reader typed cannot be used, or its host did not answer: the code with which the form is shown again, 400 or
 * 502. 0: of another kind, which is no fault of what was typed. */
unsigned kb_turn_typed(kb_status status);

/* Behind a change that a page asked for: back to the page (303), or to `otherwise`. */
void kb_turn_back(kb_turn *turn, const char *otherwise);

/* ---- reading (answers_read.c) ---- */
kb_status kb_turn_stories(kb_turn *turn, kb_err *err);
kb_status kb_turn_article(kb_turn *turn, kb_err *err);
kb_status kb_turn_search(kb_turn *turn, kb_err *err);
kb_status kb_turn_search_facets(kb_turn *turn, kb_err *err);
kb_status kb_turn_quotes(kb_turn *turn, kb_err *err);
kb_status kb_turn_status(kb_turn *turn, kb_err *err);

/* ---- the feeds that are followed (answers_feeds.c) ---- */
kb_status kb_turn_feeds(kb_turn *turn, kb_err *err);
kb_status kb_turn_feeds_opml(kb_turn *turn, kb_err *err);
kb_status kb_turn_feeds_add_page(kb_turn *turn, kb_err *err);
kb_status kb_turn_feeds_add(kb_turn *turn, kb_err *err);
kb_status kb_turn_feed(kb_turn *turn, kb_err *err);
kb_status kb_turn_feed_change(kb_turn *turn, kb_err *err);

/* ---- what the user is told of (answers_alerts.c) ---- */
kb_status kb_turn_alerts(kb_turn *turn, kb_err *err);
kb_status kb_turn_alert_events(kb_turn *turn, kb_err *err);
kb_status kb_turn_alert_page(kb_turn *turn, kb_err *err);
kb_status kb_turn_alert_new(kb_turn *turn, kb_err *err);
kb_status kb_turn_alert_change(kb_turn *turn, kb_err *err);

/* ---- the desk itself (answers_desk.c) ---- */
kb_status kb_turn_keep(kb_turn *turn, kb_err *err);
kb_status kb_turn_digest(kb_turn *turn, kb_err *err);
kb_status kb_turn_api_page(kb_turn *turn, kb_err *err);

/* ---- texts side by side (answers_paste.c) ---- */
kb_status kb_turn_paste_page(kb_turn *turn, kb_err *err);
kb_status kb_turn_paste(kb_turn *turn, kb_err *err);
kb_status kb_turn_paste_keep(kb_turn *turn, kb_err *err);
kb_status kb_turn_compare(kb_turn *turn, kb_err *err);

/* ---- feeds (answers_syndicate.c); the address's end says which: .atom or .json ---- */
kb_status kb_turn_stories_feed(kb_turn *turn, kb_err *err);
kb_status kb_turn_search_feed(kb_turn *turn, kb_err *err);
kb_status kb_turn_speaker_feed(kb_turn *turn, kb_err *err);
kb_status kb_turn_outlet_feed(kb_turn *turn, kb_err *err);
/* ---- speakers, outlets, decisions (answers_people.c) ---- */
kb_status kb_turn_speakers(kb_turn *turn, kb_err *err);
kb_status kb_turn_outlets(kb_turn *turn, kb_err *err);
kb_status kb_turn_outlet_names(kb_turn *turn, kb_err *err);
kb_status kb_turn_outlet(kb_turn *turn, kb_err *err);
kb_status kb_turn_outlet_say(kb_turn *turn, kb_err *err);
kb_status kb_turn_decisions(kb_turn *turn, kb_err *err);
kb_status kb_turn_marks(kb_turn *turn, kb_err *err);
kb_status kb_turn_undo(kb_turn *turn, kb_err *err);
kb_status kb_turn_unmark(kb_turn *turn, kb_err *err);

/* ---- a story, and what hands change in it (answers_story.c) ---- */
kb_status kb_turn_story(kb_turn *turn, kb_err *err);
kb_status kb_turn_story_all(kb_turn *turn, kb_err *err);
kb_status kb_turn_story_why(kb_turn *turn, kb_err *err);
kb_status kb_turn_mark_page(kb_turn *turn, kb_err *err);
kb_status kb_turn_merge(kb_turn *turn, kb_err *err);
kb_status kb_turn_split(kb_turn *turn, kb_err *err);
kb_status kb_turn_move(kb_turn *turn, kb_err *err);
kb_status kb_turn_mark(kb_turn *turn, kb_err *err);

/* ---- the server itself (answers_own.c) ---- */
kb_status kb_turn_file(kb_turn *turn, kb_err *err);
kb_status kb_turn_openapi(kb_turn *turn, kb_err *err); /* openapi.json */
kb_status kb_turn_healthz(kb_turn *turn, kb_err *err);
kb_status kb_turn_events(kb_turn *turn, kb_err *err);
kb_status kb_turn_watch(kb_turn *turn, kb_err *err);
kb_status kb_turn_choice(kb_turn *turn, kb_err *err);
kb_status kb_turn_enter_page(kb_turn *turn, kb_err *err);
kb_status kb_turn_enter(kb_turn *turn, kb_err *err);
kb_status kb_turn_leave(kb_turn *turn, kb_err *err);

#endif
