/* store/alerts.h - what the user wants to be told of (alerts), and what is to be told of each, or was (events).
 *
 * An alert looks at each revision once: `seen` is the row of the last one that it has seen. An event is known by its
 * alert and a key (an article, a statement, a story, two sides of a row), so that nothing is told twice, whoever finds
 * it again. It is written down before it is told and marked after, so that a kill loses none. Who tells takes the alert
 * for a while (kb_store_event_take), so that two processes do not tell the same; a kill gives it back when that is
 * over.
 *
 * Each function that writes is one statement, or wants a transaction (kb_store_begin). */
#ifndef KB_STORE_ALERTS_H
#define KB_STORE_ALERTS_H

#include "store/store.h"

typedef enum {
    KB_ALERT_SEARCH,  /* articles that a search finds */
    KB_ALERT_SPEAKER, /* what somebody says */
    KB_ALERT_REPORTS, /* new reports of a story */
    KB_ALERT_SIZE,    /* a story, or any, has so many reports or outlets */
    KB_ALERT_GROWTH,  /* so many reports of one were published within a time */
    KB_ALERT_DIFFERS  /* a new difference, denial or change in the comparison of a story */
} kb_alert_kind;      /* as stored */

typedef enum { KB_ALERT_TO_OUTPUT, KB_ALERT_TO_COMMAND, KB_ALERT_TO_HOOK } kb_alert_way; /* as stored */

typedef struct {
    int64_t id;
    kb_alert_kind kind;
    kb_str query;           /* of a search; words about which a speaker speaks; empty: any */
    kb_str speaker, stance; /* stance: empty: any */
    kb_str lang;            /* of articles; empty: any */
    kb_str since;           /* ISO 8601: what is published since then is told too; empty: only what comes anew */
    int64_t story;          /* 0: any */
    int64_t reports, outlets, within; /* within: seconds; 0: none is wanted */
    kb_alert_way way;
    kb_str target; /* a URL; the words of a command, a NUL behind each */
    bool paused;
    int64_t made; /* seconds since 1970 UTC */
    int64_t seen;
    /* not saved */
    int64_t told, waiting, failed; /* events */
    int64_t last;                  /* when one was last told; 0: never */
    kb_str error;                  /* of the last that failed, and was not told since */
} kb_alert;
typedef struct {
    kb_alert *at;
    size_t count;
} kb_alerts;

/* The row of the newest revision; 0. */
kb_status kb_store_newest(kb_store *store, int64_t *revision, kb_err *err);

kb_status kb_store_save_alert(kb_store *store, const kb_alert *alert, int64_t *id, kb_err *err);

/* One (0: all), oldest first; in `arena`, a NUL behind each text. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_store_alerts(kb_store *store, int64_t id, kb_arena *arena, kb_alerts *out, kb_err *err);

kb_status kb_store_alert_pause(kb_store *store, int64_t id, bool paused, kb_err *err);
kb_status kb_store_alert_seen(kb_store *store, int64_t id, int64_t revision, kb_err *err);
kb_status kb_store_remove_alert(kb_store *store, int64_t id, kb_err *err); /* with its events */

/* ---- what is new behind a revision ---- */

/* The oldest article that came behind it; INT64_MAX: none did. */
kb_status kb_store_first_new(kb_store *store, int64_t after, int64_t *article, kb_err *err);

/* Stories of `least` reports and more of which an article has a revision behind it; in `arena`. */
typedef struct {
    int64_t *at;
    size_t count;
} kb_story_ids;
kb_status kb_store_stories_new(kb_store *store, int64_t after, int64_t least, kb_arena *arena, kb_story_ids *out,
                               kb_err *err);

/* Is there an event of the alert about this story, or about one whose number leads to it? */
kb_status kb_store_told_of_story(kb_store *store, int64_t alert, int64_t story, bool *told, kb_err *err);

/* ---- events ---- */

typedef struct {
    int64_t id, alert;
    kb_str key;        /* of its alert: "article:12"; in ASCII */
    kb_str articles;   /* whose words are in it: "[12,15]" */
    kb_str line, json; /* what is told */
    int64_t found;     /* seconds since 1970 UTC */
    int64_t tries;
    kb_alert_way way; /* of its alert; not saved */
    kb_str target;
} kb_event;

kb_status kb_store_has_event(kb_store *store, int64_t alert, kb_str key, bool *has, kb_err *err);

/* Writes one down, unless its key is there. `known`: it is not to be told: it was there when the alert was made. */
kb_status kb_store_add_event(kb_store *store, const kb_event *event, bool known, kb_err *err);

/* All reports of a story that count before `since`; all stories that have so many reports and outlets: not to be told.
 */
kb_status kb_store_know_reports(kb_store *store, int64_t alert, int64_t story, int64_t since, kb_err *err);
kb_status kb_store_know_stories(kb_store *store, int64_t alert, int64_t reports, int64_t outlets, kb_err *err);

/* The next event that is due at `now`, copied to `arena`; its alert is taken until `until`: nobody else gets one of it
 * until then. Its id is 0 where none is due. */
kb_status kb_store_event_take(kb_store *store, int64_t now, int64_t until, kb_arena *arena, kb_event *out, kb_err *err);

/* It is told: what it was told with goes, its key stays, and the line of the last KB_TOLD_MAX for KB_TOLD_SECONDS, so that
 * it can be shown. The alert is free. */
#define KB_TOLD_MAX 200
#define KB_TOLD_SECONDS ((int64_t)30 * 86400)
kb_status kb_store_event_told(kb_store *store, const kb_event *event, int64_t now, kb_err *err);

/* It failed, and is tried again at `due` (0: it is given up); others of its alert not before `free_at`. */
kb_status kb_store_event_failed(kb_store *store, const kb_event *event, int64_t due, int64_t free_at, kb_str error,
                                kb_err *err);

/* Those that were given up are due again. */
kb_status kb_store_events_again(kb_store *store, int64_t alert, kb_err *err);

/* What was told lately, what waits and what was given up, the newest first. */
typedef struct {
    int64_t alert;
    const char *state; /* "told", "waits", "given up" */
    int64_t at;        /* when it was told, or found */
    kb_str line;       /* as it was told, or will be */
    int64_t article;   /* one whose words are in it; 0: none */
    kb_str key;
    int64_t tries;
} kb_told_event;
typedef kb_status (*kb_each_told)(void *user, const kb_told_event *event);
kb_status kb_store_told_lately(kb_store *store, size_t limit, kb_each_told each, void *user, kb_err *err);

/* Those with words of the article are gone: for kb_store_forget. */
kb_status kb_store_leave_events(kb_store *store, int64_t article, kb_err *err);

#endif
