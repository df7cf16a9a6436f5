#include "store/hand.h"

#include <inttypes.h>
#include <stdlib.h>

#include "store/db.h"

/* ---- what follows from decisions ---- */

/* A decision's own label is its number; those that it keeps apart from it and that have none yet get its negative. */
static kb_status label_reports(kb_store *store, int64_t decision, kb_err *err)
{
    static const char *const steps[] = {
        /* what its reports were kept apart from */
        "INSERT OR IGNORE INTO apart(label, other) SELECT DISTINCT ?1, a.other FROM decided AS d"
        " JOIN decisions AS s ON s.id = d.decision JOIN labels AS l ON l.article = d.article"
        " JOIN apart AS a ON a.label = l.label WHERE d.decision = ?1 AND d.after = s.story",
        "INSERT OR REPLACE INTO labels(article, label, stays) SELECT d.article, ?1, 1 FROM decided AS d"
        " JOIN decisions AS s ON s.id = d.decision WHERE d.decision = ?1 AND d.after = s.story",
        "INSERT OR IGNORE INTO labels(article, label, stays) SELECT d.article, -?1, 0 FROM decided AS d"
        " JOIN decisions AS s ON s.id = d.decision WHERE d.decision = ?1 AND d.after <> s.story",
        "INSERT OR IGNORE INTO apart(label, other) SELECT DISTINCT ?1, l.label FROM decided AS d"
        " JOIN labels AS l ON l.article = d.article WHERE d.decision = ?1 AND l.label <> ?1",
        "INSERT OR IGNORE INTO apart(label, other) SELECT other, label FROM apart WHERE label = ?1",
    };
    kb_status status = KB_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == KB_OK; i++)
        status = kb_db_do(store, err, steps[i], "i", decision);
    if (status != KB_OK) return status;
    return kb_db_run(store,
                     "DELETE FROM apart WHERE NOT EXISTS (SELECT 1 FROM labels AS l WHERE l.label = apart.label)"
                     " OR NOT EXISTS (SELECT 1 FROM labels AS l WHERE l.label = apart.other)",
                     err);
}

static kb_status label_anew(kb_store *store, kb_err *err)
{
    int64_t decision = 0;
    kb_status status = kb_db_run(store, "DELETE FROM labels; DELETE FROM apart", err);
    while (status == KB_OK) {
        status = KB_DB_NUMBER(store, err, 0, &decision,
                              "SELECT id FROM decisions WHERE id > ?1 AND undoes IS NULL"
                              " AND id NOT IN (SELECT undoes FROM decisions WHERE undoes IS NOT NULL)"
                              " ORDER BY id LIMIT 1",
                              "i", decision);
        if (status != KB_OK || decision == 0) break;
        status = label_reports(store, decision, err);
    }
    return status;
}

/* ---- one decision ---- */

static kb_status begin_decision(kb_store *store, kb_decided kind, int64_t undoes, const kb_signed *by,
                                int64_t *decision, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err,
                                "INSERT INTO decisions(kind, undoes, who, at, note) VALUES(?1, nullif(?2, 0), ?3, ?4,"
                                " ?5)",
                                "iisit", (int64_t)kind, undoes, by->who, by->at, by->note);
    *decision = sqlite3_last_insert_rowid(store->db);
    return status;
}

/* Names all reports of a story, and where they shall be. */
static kb_status name_story(kb_store *store, int64_t decision, int64_t story, int64_t after, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "INSERT OR IGNORE INTO decided(decision, article, before, after)"
                    " SELECT ?1, article, story, ?3 FROM members WHERE story = ?2",
                    "iii", decision, story, after);
}

/* A new story has no number yet. */
#define NEW_STORY 0

static kb_status name_article(kb_store *store, int64_t decision, int64_t article, int64_t after, kb_err *err)
{
    return KB_DB_DO(store, err, "UPDATE decided SET after = ?3 WHERE decision = ?1 AND article = ?2", "iii", decision,
                    article, after);
}

typedef struct {
    struct {
        int64_t article, before, after;
    } * at;
    size_t count;
} moves;

/* The reports that the decision moves, in order; free(out->at). */
static kb_status find_moves(kb_store *store, int64_t decision, moves *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    int64_t count = 0;
    *out = (moves){ 0 };
    kb_status status =
        KB_DB_NUMBER(store, err, 0, &count, "SELECT count(*) FROM decided WHERE decision = ?1", "i", decision);
    if (status == KB_OK && !(out->at = calloc((size_t)count + 1, sizeof *out->at)))
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK)
        status = kb_db_prepare(store,
                               "SELECT article, before, after FROM decided WHERE decision = ?1 AND before <> after"
                               " ORDER BY article",
                               &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", decision);
    while (status == KB_OK && out->count < (size_t)count && kb_db_row(store, stmt, &status, err)) {
        out->at[out->count].article = sqlite3_column_int64(stmt, 0);
        out->at[out->count].before = sqlite3_column_int64(stmt, 1);
        out->at[out->count++].after = sqlite3_column_int64(stmt, 2);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

/* Moves the reports that were named; `story` is the one that the decision is about, NEW_STORY one that begins now. */
static kb_status carry_out(kb_store *store, int64_t decision, int64_t story, kb_err *err)
{
    const kb_live live = kb_store_live(store);
    moves list;
    kb_status status = find_moves(store, decision, &list, err);
    for (size_t i = 0; i < list.count && status == KB_OK; i++)
        status = live.move(live.self, list.at[i].article, &story, err);
    free(list.at);
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "UPDATE decided SET after = ?2 WHERE decision = ?1 AND after = 0", "ii", decision,
                          story);
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "UPDATE decisions SET story = ?2 WHERE id = ?1", "ii", decision, story);
    return status == KB_OK ? label_reports(store, decision, err) : status;
}

kb_status kb_store_merge(kb_store *store, const int64_t *stories, size_t count, const kb_signed *by, int64_t *decision,
                         kb_err *err)
{
    int64_t into = 0, other;
    size_t merged = 0;
    kb_status status = begin_decision(store, KB_DECIDED_MERGE, 0, by, decision, err);
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        status = kb_store_story_now(store, stories[i], &other, err);
        if (i == 0) into = other;
        merged += other != into;
        if (status == KB_OK) status = name_story(store, *decision, other, into, err);
    }
    if (status == KB_OK && merged == 0) return kb_fail(err, KB_ERR_FORMAT, "there is only one story to merge");
    return status == KB_OK ? carry_out(store, *decision, into, err) : status;
}

kb_status kb_store_split(kb_store *store, int64_t story, const int64_t *articles, size_t count, const kb_signed *by,
                         int64_t *decision, kb_err *err)
{
    int64_t left = 0;
    kb_status status = kb_store_story_now(store, story, &story, err);
    if (status == KB_OK) status = begin_decision(store, KB_DECIDED_SPLIT, 0, by, decision, err);
    if (status == KB_OK) status = name_story(store, *decision, story, story, err);
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        status = name_article(store, *decision, articles[i], NEW_STORY, err);
        if (status == KB_OK && sqlite3_changes(store->db) == 0)
            return kb_fail(err, KB_ERR_NOT_FOUND, "article %" PRId64 " is not in story %" PRId64, articles[i], story);
    }
    if (status == KB_OK)
        status = KB_DB_NUMBER(store, err, 0, &left, "SELECT count(*) FROM decided WHERE decision = ?1 AND after <> 0",
                              "i", *decision);
    if (status == KB_OK && left == 0)
        return kb_fail(err, KB_ERR_FORMAT, "no report would be left in story %" PRId64, story);
    return status == KB_OK ? carry_out(store, *decision, NEW_STORY, err) : status;
}

kb_status kb_store_move(kb_store *store, int64_t article, int64_t story, const kb_signed *by, int64_t *decision,
                        kb_err *err)
{
    int64_t from = 0;
    kb_status status = kb_store_story_now(store, story, &story, err);
    if (status == KB_OK) status = kb_store_story_of(store, article, &from, err);
    if (status == KB_OK && from == 0)
        return kb_fail(err, KB_ERR_NOT_FOUND, "there is no article %" PRId64 " that is in a story", article);
    if (status == KB_OK && from == story)
        return kb_fail(err, KB_ERR_FORMAT, "article %" PRId64 " is in story %" PRId64 " already", article, story);
    if (status == KB_OK) status = begin_decision(store, KB_DECIDED_MOVE, 0, by, decision, err);
    if (status == KB_OK) status = name_story(store, *decision, story, story, err);
    if (status == KB_OK) status = name_story(store, *decision, from, from, err);
    if (status == KB_OK) status = name_article(store, *decision, article, story, err);
    return status == KB_OK ? carry_out(store, *decision, story, err) : status;
}

/* ---- taking back ---- */

static kb_status check_undo(kb_store *store, int64_t undone, kb_err *err)
{
    sqlite3_stmt *stmt;
    int64_t kind = 0, by = 0, later = 0;
    kb_status status = kb_db_prepare(store,
                                     "SELECT d.kind, coalesce(u.id, 0) FROM decisions AS d LEFT JOIN decisions AS u"
                                     " ON u.undoes = d.id WHERE d.id = ?1",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", undone);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kind = sqlite3_column_int64(stmt, 0);
        by = sqlite3_column_int64(stmt, 1);
        sqlite3_reset(stmt);
    }
    if (status == KB_OK)
        status = KB_DB_NUMBER(store, err, 0, &later,
                              "SELECT max(d.id) FROM decided AS x JOIN decided AS y ON y.article = x.article"
                              " AND y.decision > x.decision JOIN decisions AS d ON d.id = y.decision"
                              " WHERE x.decision = ?1 AND NOT EXISTS (SELECT 1 FROM decisions AS u WHERE"
                              " u.undoes = d.id)",
                              "i", undone);
    if (status != KB_OK) return status;
    if (kind == 0) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no decision %" PRId64, undone);
    if (kind == KB_DECIDED_UNDO)
        return kb_fail(err, KB_ERR_FORMAT, "decision %" PRId64 " took another back; decide that one anew", undone);
    if (by)
        return kb_fail(err, KB_ERR_FORMAT, "decision %" PRId64 " was taken back already, by decision %" PRId64, undone,
                       by);
    if (later)
        return kb_fail(err, KB_ERR_FORMAT,
                       "decision %" PRId64 " is about reports of decision %" PRId64 " too: take back %" PRId64 " first",
                       later, undone, later);
    return KB_OK;
}

/* A story that the decision ended is there again. */
static kb_status revive(kb_store *store, int64_t story, int64_t article, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err,
                                "INSERT INTO stories(id, title, first, last, reports)"
                                " SELECT ?1, title, 0, 0, 0 FROM revisions WHERE article = ?2 AND current = 1",
                                "ii", story, article);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err, "DELETE FROM redirects WHERE story = ?1", "i", story);
}

static kb_status take_back(kb_store *store, int64_t article, int64_t before, kb_err *err)
{
    const kb_live live = kb_store_live(store);
    int64_t here = 0, home = 0;
    kb_status status = kb_store_story_of(store, article, &here, err);
    if (status == KB_OK) status = kb_store_story_now(store, before, &home, err);
    if (status == KB_OK && home == here) { /* the number leads to where it is: what it named is no more */
        if (home == before) return KB_OK;
        home = before;
        status = revive(store, before, article, err);
    }
    return status == KB_OK ? live.move(live.self, article, &home, err) : status;
}

kb_status kb_store_undo(kb_store *store, int64_t undone, const kb_signed *by, int64_t *decision, kb_err *err)
{
    moves list = { 0 };
    kb_status status = check_undo(store, undone, err);
    if (status == KB_OK) status = begin_decision(store, KB_DECIDED_UNDO, undone, by, decision, err);
    if (status == KB_OK) status = find_moves(store, undone, &list, err);
    for (size_t i = 0; i < list.count && status == KB_OK; i++)
        status = take_back(store, list.at[i].article, list.at[i].before, err);
    free(list.at);
    return status == KB_OK ? label_anew(store, err) : status;
}

/* A decision that moved it alone is no more, and what follows from the others is found anew. */
kb_status kb_store_leave_decisions(kb_store *store, int64_t article, kb_err *err)
{
    int64_t named = 0;
    kb_status status = KB_DB_NUMBER(store, err, 0, &named, "SELECT 1 FROM decided WHERE article = ?1", "i", article);
    if (status != KB_OK || !named) return status;
    status = KB_DB_DO(store, err, "DELETE FROM decided WHERE article = ?1", "i", article);
    if (status == KB_OK)
        status = kb_db_run(store,
                           "CREATE TEMP TABLE IF NOT EXISTS empty(id INTEGER PRIMARY KEY) STRICT; DELETE FROM empty;"
                           "INSERT INTO empty SELECT id FROM decisions AS d WHERE d.undoes IS NULL AND NOT EXISTS"
                           " (SELECT 1 FROM decided AS x WHERE x.decision = d.id AND x.before <> x.after);"
                           "DELETE FROM decided WHERE decision IN (SELECT id FROM empty);"
                           "DELETE FROM decisions WHERE id IN (SELECT id FROM empty) OR undoes IN (SELECT id FROM "
                           "empty)",
                           err);
    return status == KB_OK ? label_anew(store, err) : status;
}

/* ---- telling ---- */

kb_status kb_store_decisions(kb_store *store, int64_t decision, int64_t story, kb_each_decision each, void *user,
                             kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store,
        "SELECT d.id, d.kind, coalesce(d.story, 0), coalesce(d.undoes, 0), coalesce(u.id, 0), d.who, d.at, d.note,"
        " (SELECT group_concat(before) FROM (SELECT DISTINCT before FROM decided AS x WHERE x.decision = d.id"
        " AND x.before <> x.after ORDER BY before)),"
        " (SELECT group_concat(article) FROM (SELECT article FROM decided AS x WHERE x.decision = d.id"
        " AND x.before <> x.after ORDER BY article))"
        " FROM decisions AS d LEFT JOIN decisions AS u ON u.undoes = d.id WHERE (?1 = 0 OR d.id = ?1)"
        " AND (?2 = 0 OR EXISTS (SELECT 1 FROM members AS m JOIN decided AS x ON x.article = m.article"
        " WHERE m.story = ?2 AND x.decision = coalesce(d.undoes, d.id))) ORDER BY d.id DESC",
        &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", decision, story);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        const kb_decision_row row = { .id = sqlite3_column_int64(stmt, 0),
                                      .kind = (kb_decided)sqlite3_column_int64(stmt, 1),
                                      .story = sqlite3_column_int64(stmt, 2),
                                      .undoes = sqlite3_column_int64(stmt, 3),
                                      .undone = sqlite3_column_int64(stmt, 4),
                                      .by = { kb_db_str(stmt, 5), kb_db_str(stmt, 7), sqlite3_column_int64(stmt, 6) },
                                      .stories = kb_db_str(stmt, 8),
                                      .articles = kb_db_str(stmt, 9) };
        status = each(user, &row);
    }
    if (status != KB_OK && stmt) sqlite3_reset(stmt);
    return status;
}

/* ---- what grouping asks ---- */

static kb_status hand_of(void *self, int64_t article, kb_hand *out, kb_err *err)
{
    kb_store *store = self;
    sqlite3_stmt *stmt;
    *out = (kb_hand){ 0 };
    kb_status status = kb_db_prepare(store, "SELECT label, stays FROM labels WHERE article = ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err))
        *out = (kb_hand){ sqlite3_column_int64(stmt, 0), sqlite3_column_int(stmt, 1) != 0 };
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static kb_status home(void *self, int64_t label, int64_t *story, kb_err *err)
{
    kb_store *store = self;
    *story = 0;
    return KB_DB_NUMBER(store, err, 0, story,
                        "SELECT m.story FROM labels AS l JOIN members AS m ON m.article = l.article"
                        " WHERE l.label = ?1 LIMIT 1",
                        "i", label);
}

/* Of reports that stay together the first tells where all are. */
static kb_status barred(void *self, int64_t label, int64_t story, bool *out, kb_err *err)
{
    kb_store *store = self;
    int64_t found = 0;
    kb_status status =
        KB_DB_NUMBER(store, err, 0, &found,
                     "SELECT 1 FROM apart AS a WHERE a.label = ?1 AND iif((SELECT stays FROM labels WHERE label ="
                     " a.other LIMIT 1), (SELECT m.story FROM labels AS l JOIN members AS m ON m.article = l.article"
                     " WHERE l.label = a.other LIMIT 1) = ?2, EXISTS (SELECT 1 FROM labels AS l JOIN members AS m ON"
                     " m.article = l.article WHERE l.label = a.other AND m.story = ?2))"
                     " UNION ALL SELECT 1 FROM labels AS l JOIN members AS m ON m.article = l.article"
                     " WHERE EXISTS (SELECT 1 FROM labels WHERE label = ?1 AND stays) AND l.stays AND l.label <> ?1"
                     " AND m.story = ?2 LIMIT 1",
                     "ii", label, story);
    *out = found != 0;
    return status;
}

const kb_hands *kb_store_hands(kb_store *store)
{
    static const kb_hands hands = { hand_of, home, barred };
    int64_t any = 1;
    (void)KB_DB_NUMBER(store, NULL, 1, &any, "SELECT EXISTS (SELECT 1 FROM labels)", "");
    return any ? &hands : NULL;
}
