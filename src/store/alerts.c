#include "store/alerts.h"

#include <inttypes.h>

#include "store/db.h"
#include "store/outlets.h"

typedef enum { KNOWN, WAITING, TOLD, GIVEN_UP } event_state; /* as stored; statements name them by number */

/* ---- alerts ---- */

kb_status kb_store_newest(kb_store *store, int64_t *revision, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, revision, "SELECT coalesce(max(id), 0) FROM revisions", "");
}

kb_status kb_store_save_alert(kb_store *store, const kb_alert *a, int64_t *id, kb_err *err)
{
    kb_status status =
        KB_DB_DO(store, err,
                 "INSERT INTO alerts(kind, query, speaker, stance, lang, since, story, reports, outlets, within,"
                 " way, target, made, seen) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                 "isssssiiiiibii", (int64_t)a->kind, a->query, a->speaker, a->stance, a->lang, a->since, a->story,
                 a->reports, a->outlets, a->within, (int64_t)a->way, a->target, a->made, a->seen);
    *id = sqlite3_last_insert_rowid(store->db);
    return status;
}

static kb_status read_alert(sqlite3_stmt *stmt, kb_arena *arena, kb_alert *out, kb_err *err)
{
    int64_t kind = sqlite3_column_int64(stmt, 1), way = sqlite3_column_int64(stmt, 11);
    kb_str *const texts[] = { &out->query, &out->speaker, &out->stance, &out->lang, &out->since, &out->error };
    static const int columns[] = { 2, 3, 4, 5, 6, 19 };
    *out =
        (kb_alert){ .id = sqlite3_column_int64(stmt, 0),
                    .kind = kind >= KB_ALERT_SEARCH && kind <= KB_ALERT_DIFFERS ? (kb_alert_kind)kind : KB_ALERT_SEARCH,
                    .story = sqlite3_column_int64(stmt, 7),
                    .reports = sqlite3_column_int64(stmt, 8),
                    .outlets = sqlite3_column_int64(stmt, 9),
                    .within = sqlite3_column_int64(stmt, 10),
                    .way =
                        way == KB_ALERT_TO_COMMAND || way == KB_ALERT_TO_HOOK ? (kb_alert_way)way : KB_ALERT_TO_OUTPUT,
                    .paused = sqlite3_column_int64(stmt, 13) != 0,
                    .made = sqlite3_column_int64(stmt, 14),
                    .seen = sqlite3_column_int64(stmt, 15),
                    .told = sqlite3_column_int64(stmt, 16),
                    .waiting = sqlite3_column_int64(stmt, 17),
                    .failed = sqlite3_column_int64(stmt, 18),
                    .last = sqlite3_column_int64(stmt, 20) };
    bool kept = kb_arena_copy(arena, kb_db_str(stmt, 12), &out->target);
    for (size_t i = 0; i < sizeof columns / sizeof *columns && kept; i++)
        kept = kb_arena_print(arena, texts[i], "%.*s", KB_STR_ARGS(kb_db_str(stmt, columns[i])));
    return kept ? KB_OK : kb_arena_fail(arena, err);
}

kb_status kb_store_alerts(kb_store *store, int64_t id, kb_arena *arena, kb_alerts *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_alerts){ 0 };
    kb_status status = kb_db_prepare(
        store,
        "SELECT a.id, a.kind, a.query, a.speaker, a.stance, a.lang, a.since, a.story, a.reports, a.outlets, a.within,"
        " a.way, a.target, a.paused, a.made, a.seen, a.told,"
        " (SELECT count(*) FROM alert_events AS e WHERE e.alert = a.id AND e.state = 1),"
        " (SELECT count(*) FROM alert_events AS e WHERE e.alert = a.id AND e.state = 3), a.error, a.last"
        " FROM alerts AS a WHERE ?1 = 0 OR a.id = ?1 ORDER BY a.id",
        &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", id);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_alert *alert = KB_ADD(arena, out, kb_alert);
        status = alert ? read_alert(stmt, arena, alert, err) : kb_arena_fail(arena, err);
    }
    if (stmt) sqlite3_reset(stmt);
    if (status == KB_OK && id && out->count == 0)
        return kb_fail(err, KB_ERR_NOT_FOUND, "there is no alert %" PRId64, id);
    return status;
}

kb_status kb_store_alert_pause(kb_store *store, int64_t id, bool paused, kb_err *err)
{
    return KB_DB_DO(store, err, "UPDATE alerts SET paused = ?2 WHERE id = ?1", "ii", id, (int64_t)paused);
}

kb_status kb_store_alert_seen(kb_store *store, int64_t id, int64_t revision, kb_err *err)
{
    return KB_DB_DO(store, err, "UPDATE alerts SET seen = ?2 WHERE id = ?1", "ii", id, revision);
}

kb_status kb_store_remove_alert(kb_store *store, int64_t id, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err, "DELETE FROM alert_events WHERE alert = ?1", "i", id);
    return status == KB_OK ? KB_DB_DO(store, err, "DELETE FROM alerts WHERE id = ?1", "i", id) : status;
}

/* ---- what is new ---- */

kb_status kb_store_first_new(kb_store *store, int64_t after, int64_t *article, kb_err *err)
{
    return KB_DB_NUMBER(store, err, INT64_MAX, article,
                        "SELECT article FROM revisions WHERE id > ?1 AND number = 1 ORDER BY id LIMIT 1", "i", after);
}

kb_status kb_store_stories_new(kb_store *store, int64_t after, int64_t least, kb_arena *arena, kb_story_ids *out,
                               kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_story_ids){ 0 };
    kb_status status = kb_db_prepare(store,
                                     "SELECT DISTINCT m.story FROM revisions AS r CROSS JOIN members AS m"
                                     " ON m.article = r.article CROSS JOIN stories AS s ON s.id = m.story"
                                     " WHERE r.id > ?1 AND s.reports >= ?2 ORDER BY m.story",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", after, least);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        int64_t *story = KB_ADD(arena, out, int64_t);
        if (story)
            *story = sqlite3_column_int64(stmt, 0);
        else
            status = kb_arena_fail(arena, err);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_told_of_story(kb_store *store, int64_t alert, int64_t story, bool *told, kb_err *err)
{
    int64_t found;
    kb_status status =
        KB_DB_NUMBER(store, err, 0, &found,
                     "WITH RECURSIVE before(story) AS (SELECT ?2 UNION SELECT r.story FROM before AS b JOIN redirects"
                     " AS r ON r.target = b.story) SELECT EXISTS (SELECT 1 FROM before AS b JOIN alert_events AS e"
                     " ON e.alert = ?1 AND e.key = 'story:' || b.story)",
                     "ii", alert, story);
    *told = found != 0;
    return status;
}

/* ---- events ---- */

kb_status kb_store_has_event(kb_store *store, int64_t alert, kb_str key, bool *has, kb_err *err)
{
    int64_t found;
    kb_status status =
        KB_DB_NUMBER(store, err, 0, &found, "SELECT EXISTS (SELECT 1 FROM alert_events WHERE alert = ?1 AND key = ?2)",
                     "is", alert, key);
    *has = found != 0;
    return status;
}

kb_status kb_store_add_event(kb_store *store, const kb_event *e, bool known, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "INSERT OR IGNORE INTO alert_events(alert, key, state, found, due, articles, line, json)"
                    " VALUES(?1, ?2, ?3, ?4, ?4, ?5, ?6, ?7)",
                    "isiisss", e->alert, e->key, (int64_t)(known ? KNOWN : WAITING), e->found, e->articles, e->line,
                    e->json);
}

kb_status kb_store_know_reports(kb_store *store, int64_t alert, int64_t story, int64_t since, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "INSERT OR IGNORE INTO alert_events(alert, key, state, found, due)"
                    " SELECT ?1, 'article:' || article, 0, 0, 0 FROM members WHERE story = ?2"
                    " AND at < ?3",
                    "iii", alert, story, since);
}

kb_status kb_store_know_stories(kb_store *store, int64_t alert, int64_t reports, int64_t outlets, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "INSERT OR IGNORE INTO alert_events(alert, key, state, found, due)"
                    " SELECT ?1, 'story:' || s.id, 0, 0, 0 FROM stories AS s WHERE s.reports >= max(?2, ?3)"
                    " AND (?3 = 0 OR (SELECT count(DISTINCT o.counted) FROM members AS m JOIN revisions AS r"
                    " ON r.article = m.article AND r.current = 1" KB_OUTLET_TABLES " WHERE m.story = s.id) >= ?3)",
                    "iii", alert, reports, outlets);
}

static kb_status read_event(kb_store *store, int64_t now, kb_arena *arena, kb_event *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status =
        kb_db_prepare(store,
                      "SELECT e.id, e.alert, e.found, e.tries, a.way, a.target, e.key, e.articles, e.line, e.json"
                      " FROM alerts AS a CROSS JOIN alert_events AS e ON e.alert = a.id AND e.state = 1 AND e.due <= ?1"
                      " WHERE a.free_at <= ?1 AND a.paused = 0 ORDER BY a.id, e.due, e.id LIMIT 1",
                      &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", now);
    if (status != KB_OK || !kb_db_row(store, stmt, &status, err)) return status;
    int64_t way = sqlite3_column_int64(stmt, 4);
    kb_str *const texts[] = { &out->target, &out->key, &out->articles, &out->line, &out->json };
    *out = (kb_event){ .id = sqlite3_column_int64(stmt, 0),
                       .alert = sqlite3_column_int64(stmt, 1),
                       .found = sqlite3_column_int64(stmt, 2),
                       .tries = sqlite3_column_int64(stmt, 3),
                       .way = way == KB_ALERT_TO_COMMAND || way == KB_ALERT_TO_HOOK ? (kb_alert_way)way
                                                                                    : KB_ALERT_TO_OUTPUT };
    bool kept = true;
    for (int i = 0; i < (int)(sizeof texts / sizeof *texts) && kept; i++)
        kept = kb_arena_copy(arena, kb_db_str(stmt, 5 + i), texts[i]);
    sqlite3_reset(stmt);
    return kept ? KB_OK : kb_arena_fail(arena, err);
}

kb_status kb_store_event_take(kb_store *store, int64_t now, int64_t until, kb_arena *arena, kb_event *out, kb_err *err)
{
    *out = (kb_event){ 0 };
    kb_status status = read_event(store, now, arena, out, err); /* most often there is none, and nobody is held up */
    if (status != KB_OK || !out->id) return status;
    *out = (kb_event){ 0 };
    if ((status = kb_store_begin(store, err)) != KB_OK) return status;
    status = read_event(store, now, arena, out, err);
    if (status == KB_OK && out->id)
        status = KB_DB_DO(store, err, "UPDATE alerts SET free_at = ?2 WHERE id = ?1", "ii", out->alert, until);
    if (status == KB_OK) status = kb_store_commit(store, err);
    kb_store_rollback(store);
    return status;
}

/* Of what was told so many lines stay, for so long. */
static kb_status forget_words(kb_store *store, int64_t now, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "UPDATE alert_events SET articles = '[]', line = '' WHERE state = 2 AND line <> '' AND due < max(?1,"
                    " coalesce((SELECT due FROM alert_events WHERE state = 2 AND line <> '' ORDER BY due DESC LIMIT 1"
                    " OFFSET ?2), 0))",
                    "ii", now - KB_TOLD_SECONDS, (int64_t)KB_TOLD_MAX);
}

kb_status kb_store_event_told(kb_store *store, const kb_event *e, int64_t now, kb_err *err)
{
    kb_status status = kb_store_begin(store, err);
    if (status == KB_OK)
        status = KB_DB_DO(store, err,
                          "UPDATE alert_events SET state = 2, json = '', due = ?2 WHERE id = ?1", "ii", e->id, now);
    if (status == KB_OK) status = forget_words(store, now, err);
    if (status == KB_OK)
        status =
            KB_DB_DO(store, err, "UPDATE alerts SET free_at = 0, told = told + 1, last = ?2, error = '' WHERE id = ?1",
                     "ii", e->alert, now);
    if (status == KB_OK) status = kb_store_commit(store, err);
    kb_store_rollback(store);
    return status;
}

kb_status kb_store_event_failed(kb_store *store, const kb_event *e, int64_t due, int64_t free_at, kb_str error,
                                kb_err *err)
{
    kb_status status = kb_store_begin(store, err);
    if (status == KB_OK)
        status = KB_DB_DO(store, err,
                          "UPDATE alert_events SET state = CASE WHEN ?2 THEN 1 ELSE 3 END, due = ?2, tries = tries + 1"
                          " WHERE id = ?1",
                          "ii", e->id, due);
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "UPDATE alerts SET free_at = ?2, error = ?3 WHERE id = ?1", "iis", e->alert,
                          free_at, error);
    if (status == KB_OK) status = kb_store_commit(store, err);
    kb_store_rollback(store);
    return status;
}

kb_status kb_store_events_again(kb_store *store, int64_t alert, kb_err *err)
{
    kb_status status = KB_DB_DO(
        store, err, "UPDATE alert_events SET state = 1, due = 0, tries = 0 WHERE alert = ?1 AND state IN (1, 3)", "i",
        alert);
    return status == KB_OK ? KB_DB_DO(store, err, "UPDATE alerts SET free_at = 0 WHERE id = ?1", "i", alert) : status;
}

/* A line without articles is of a story, and has the title of one of its reports in it. */
kb_status kb_store_leave_events(kb_store *store, int64_t article, kb_err *err)
{
    kb_status status =
        KB_DB_DO(store, err,
                 "DELETE FROM alert_events WHERE id IN (SELECT id FROM alert_events WHERE state = 1 UNION ALL"
                 " SELECT id FROM alert_events WHERE state = 3) AND EXISTS (SELECT 1 FROM json_each(articles)"
                 " WHERE value = ?1)",
                 "i", article);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err,
                    "UPDATE alert_events SET articles = '[]', line = '' WHERE state = 2 AND line <> '' AND"
                    " (articles = '[]' OR EXISTS (SELECT 1 FROM json_each(articles) WHERE value = ?1))",
                    "i", article);
}

/* ---- what was told lately ---- */

static void read_told(sqlite3_stmt *stmt, kb_told_event *out)
{
    static const char *const states[] = { "known", "waits", "told", "given up" };
    int64_t state = sqlite3_column_int64(stmt, 1);
    *out = (kb_told_event){ .alert = sqlite3_column_int64(stmt, 0),
                            .state = states[state >= KNOWN && state <= GIVEN_UP ? state : KNOWN],
                            .at = sqlite3_column_int64(stmt, 2),
                            .line = kb_str_trim(kb_db_str(stmt, 3)),
                            .article = sqlite3_column_int64(stmt, 4),
                            .key = kb_db_str(stmt, 5),
                            .tries = sqlite3_column_int64(stmt, 6) };
}

kb_status kb_store_told_lately(kb_store *store, size_t limit, kb_each_told each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_told_event event;
    kb_status status = kb_db_prepare(
        store,
        "SELECT alert, state, at, line, coalesce((SELECT value FROM json_each(articles) LIMIT 1), 0), key, tries FROM ("
        "SELECT * FROM (SELECT alert, state, due AS at, line, articles, key, tries, id FROM alert_events WHERE state = 2"
        " AND line <> '' ORDER BY due DESC LIMIT ?1) UNION ALL"
        " SELECT * FROM (SELECT alert, state, found AS at, line, articles, key, tries, id FROM alert_events"
        " WHERE state = 1 ORDER BY id DESC LIMIT ?1) UNION ALL"
        " SELECT * FROM (SELECT alert, state, found AS at, line, articles, key, tries, id FROM alert_events"
        " WHERE state = 3 ORDER BY id DESC LIMIT ?1)) ORDER BY at DESC, id DESC LIMIT ?1",
        &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", (int64_t)limit);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        read_told(stmt, &event);
        status = each(user, &event);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}
