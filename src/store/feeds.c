#define _DEFAULT_SOURCE /* flock */
#include "store/feeds.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/db.h"

/* ---- one row ---- */

#define COLUMNS                                                                                               \
    " f.id, f.url, f.sitemap, f.name, f.folder, f.tags, f.outlet, f.lang, f.rules, f.state, f.take, f.every," \
    " f.title, f.home, f.ttl, f.period, f.skip_hours, f.skip_days, f.added, f.due, f.asked, f.answered,"      \
    " f.changed, f.rate, f.etag, f.last_modified, f.hash, f.failures, f.fault, f.error, f.moved, f.moves,"    \
    " f.requests, f.unchanged, f.entries, f.articles,"                                                        \
    " (SELECT count(*) FROM pages AS p WHERE p.feed = f.id AND p.state = 0), f.looks,"                        \
    " (SELECT count(*) FROM looks AS l WHERE l.feed = f.id)"

static kb_follow_state state_of(int64_t stored)
{
    return stored == KB_FOLLOW_PAUSED || stored == KB_FOLLOW_GONE ? (kb_follow_state)stored : KB_FOLLOWED;
}

static kb_follow_take take_of(int64_t stored)
{
    return stored == KB_TAKE_PAGE || stored == KB_TAKE_TEXT ? (kb_follow_take)stored : KB_TAKE_EITHER;
}

/* Views, until the next step. In the order of COLUMNS. */
static void read_row(sqlite3_stmt *stmt, kb_follow *out)
{
    int at = 0;
    *out = (kb_follow){ 0 };
    out->id = sqlite3_column_int64(stmt, at++);
    out->url = kb_db_str(stmt, at++);
    out->sitemap = sqlite3_column_int64(stmt, at++) != 0;
    kb_str *const chosen[] = { &out->name, &out->folder, &out->tags, &out->outlet, &out->lang, &out->rules };
    for (size_t i = 0; i < sizeof chosen / sizeof *chosen; i++) *chosen[i] = kb_db_str(stmt, at++);
    out->state = state_of(sqlite3_column_int64(stmt, at++));
    out->take = take_of(sqlite3_column_int64(stmt, at++));
    out->every = sqlite3_column_int64(stmt, at++);
    out->title = kb_db_str(stmt, at++);
    out->home = kb_db_str(stmt, at++);
    out->timing.ttl = sqlite3_column_int64(stmt, at++);
    out->timing.period = sqlite3_column_int64(stmt, at++);
    out->timing.skip_hours = (uint32_t)sqlite3_column_int64(stmt, at++);
    out->timing.skip_days = (uint8_t)sqlite3_column_int64(stmt, at++);
    int64_t *const times[] = { &out->added, &out->due, &out->asked, &out->answered, &out->changed };
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) *times[i] = sqlite3_column_int64(stmt, at++);
    out->rate = sqlite3_column_double(stmt, at++);
    out->etag = kb_db_str(stmt, at++);
    out->last_modified = kb_db_str(stmt, at++);
    out->hash = sqlite3_column_int64(stmt, at++);
    out->failures = sqlite3_column_int64(stmt, at++);
    out->fault = kb_db_str(stmt, at++);
    out->error = kb_db_str(stmt, at++);
    out->moved = kb_db_str(stmt, at++);
    out->moves = sqlite3_column_int64(stmt, at++);
    int64_t *const counts[] = { &out->requests, &out->unchanged, &out->entries, &out->articles, &out->waiting };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) *counts[i] = sqlite3_column_int64(stmt, at++);
    out->no_looks = sqlite3_column_int64(stmt, at++) == 0;
    out->looks = sqlite3_column_int64(stmt, at++);
}

static bool copy_row(kb_arena *arena, const kb_follow *row, kb_follow *out)
{
    *out = *row;
    kb_str *const texts[] = { &out->url,   &out->name,  &out->folder, &out->tags,         &out->outlet,
                              &out->lang,  &out->rules, &out->title,  &out->home,         &out->etag,
                              &out->fault, &out->error, &out->moved,  &out->last_modified };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!kb_arena_copy(arena, *texts[i], texts[i])) return false;
    return true;
}

/* ---- choosing ---- */

kb_status kb_store_follow(kb_store *store, const kb_follow *feed, int64_t *id, bool *there, kb_err *err)
{
    *there = false;
    kb_status status = KB_DB_NUMBER(store, err, 0, id, "SELECT id FROM feeds WHERE url = ?1", "s", feed->url);
    if (status != KB_OK || *id) {
        *there = status == KB_OK;
        return status;
    }
    status = KB_DB_DO(
        store, err, "INSERT INTO feeds(url, sitemap, title, home, added, due, rate) VALUES(?1, ?2, ?3, ?4, ?5, ?5, -1)",
        "sissi", feed->url, (int64_t)feed->sitemap, feed->title, feed->home, feed->added);
    if (status != KB_OK) return status;
    kb_follow chosen = *feed;
    *id = chosen.id = sqlite3_last_insert_rowid(store->db);
    return kb_store_follow_choose(store, &chosen, err);
}

static kb_status must_be_there(kb_store *store, int64_t id, kb_err *err)
{
    if (sqlite3_changes(store->db)) return KB_OK;
    return kb_fail(err, KB_ERR_NOT_FOUND, "there is no feed %" PRId64, id);
}

kb_status kb_store_unfollow(kb_store *store, int64_t id, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err, "DELETE FROM entries WHERE feed = ?1", "i", id);
    if (status == KB_OK) status = KB_DB_DO(store, err, "DELETE FROM looks WHERE feed = ?1", "i", id);
    if (status == KB_OK) status = KB_DB_DO(store, err, "DELETE FROM pages WHERE feed = ?1 AND state = 0", "i", id);
    if (status == KB_OK) status = KB_DB_DO(store, err, "UPDATE pages SET feed = NULL WHERE feed = ?1", "i", id);
    if (status == KB_OK) status = KB_DB_DO(store, err, "DELETE FROM feeds WHERE id = ?1", "i", id);
    return status == KB_OK ? must_be_there(store, id, err) : status;
}

kb_status kb_store_follow_choose(kb_store *store, const kb_follow *feed, kb_err *err)
{
    kb_status status =
        KB_DB_DO(store, err,
                 "UPDATE feeds SET name = ?2, folder = ?3, tags = ?4, outlet = ?5, lang = ?6, rules = ?7,"
                 " due = CASE WHEN ?8 = 0 AND (state <> 0 OR every <> ?10) THEN 0 ELSE due END,"
                 " state = ?8, take = ?9, every = ?10, looks = ?11 WHERE id = ?1",
                 "issssssiiii", feed->id, feed->name, feed->folder, feed->tags, feed->outlet, feed->lang, feed->rules,
                 (int64_t)feed->state, (int64_t)feed->take, feed->every, (int64_t)!feed->no_looks);
    return status == KB_OK ? must_be_there(store, feed->id, err) : status;
}

/* ---- learning ---- */

static kb_status learn_url(kb_store *store, const kb_follow *feed, kb_err *err)
{
    return KB_DB_DO(store, err, "UPDATE OR IGNORE feeds SET url = ?2 WHERE id = ?1 AND url <> ?2", "is", feed->id,
                    feed->url);
}

static kb_status learn_words(kb_store *store, const kb_follow *feed, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "UPDATE feeds SET title = ?2, home = ?3, ttl = ?4, period = ?5, skip_hours = ?6, skip_days = ?7,"
                    " etag = ?8, last_modified = ?9, hash = ?10 WHERE id = ?1",
                    "issiiiibbi", feed->id, feed->title, feed->home, feed->timing.ttl, feed->timing.period,
                    (int64_t)feed->timing.skip_hours, (int64_t)feed->timing.skip_days, feed->etag, feed->last_modified,
                    feed->hash);
}

kb_status kb_store_follow_learn(kb_store *store, const kb_follow *feed, kb_err *err)
{
    kb_status status = learn_url(store, feed, err);
    if (status == KB_OK) status = learn_words(store, feed, err);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err,
                    "UPDATE feeds SET due = ?2, asked = ?3, answered = ?4, changed = ?5, rate = ?6, failures = ?7,"
                    " fault = ?8, error = ?9, moved = ?10, moves = ?11, requests = ?12, unchanged = ?13, entries = ?14,"
                    " state = CASE WHEN ?15 = 2 AND state = 0 THEN 2 ELSE state END WHERE id = ?1",
                    "iiiiirisssiiiii", feed->id, feed->due, feed->asked, feed->answered, feed->changed, feed->rate,
                    feed->failures, feed->fault, feed->error, feed->moved, feed->moves, feed->requests, feed->unchanged,
                    feed->entries, (int64_t)feed->state);
}

/* ---- reading ---- */

static kb_status read_one(kb_store *store, sqlite3_stmt *stmt, kb_arena *arena, kb_follow *out, bool *there,
                          kb_err *err)
{
    kb_status status = KB_OK;
    kb_follow row;
    *there = kb_db_row(store, stmt, &status, err);
    if (*there) {
        read_row(stmt, &row);
        if (!copy_row(arena, &row, out)) status = kb_arena_fail(arena, err);
        sqlite3_reset(stmt);
    }
    return status;
}

kb_status kb_store_feed(kb_store *store, int64_t id, kb_arena *arena, kb_follow *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    bool there = false;
    kb_status status = kb_db_prepare(store, "SELECT" COLUMNS " FROM feeds AS f WHERE f.id = ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", id);
    if (status == KB_OK) status = read_one(store, stmt, arena, out, &there, err);
    if (status == KB_OK && !there) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no feed %" PRId64, id);
    return status;
}

kb_status kb_store_feed_of(kb_store *store, kb_str url, kb_arena *arena, kb_follow *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    bool there = false;
    kb_status status = kb_db_prepare(store, "SELECT" COLUMNS " FROM feeds AS f WHERE f.url = ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "s", url);
    if (status == KB_OK) status = read_one(store, stmt, arena, out, &there, err);
    if (status == KB_OK && !there) return kb_fail(err, KB_ERR_NOT_FOUND, "%.*s is not followed", KB_STR_ARGS(url));
    return status;
}

kb_status kb_store_feeds(kb_store *store, kb_each_follow each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_follow row;
    kb_status status = kb_db_prepare(store,
                                     "SELECT" COLUMNS " FROM feeds AS f ORDER BY f.folder, lower(CASE WHEN f.name <> ''"
                                     " THEN f.name WHEN f.title <> '' THEN f.title ELSE f.url END), f.id",
                                     &stmt, err);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        read_row(stmt, &row);
        status = each(user, &row);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_feeds_due(kb_store *store, int64_t now, bool all, int64_t *ids, size_t *count, kb_err *err)
{
    sqlite3_stmt *stmt;
    size_t room = *count;
    *count = 0;
    kb_status status = kb_db_prepare(
        store, "SELECT id FROM feeds WHERE state = 0 AND (?2 OR due <= ?1) ORDER BY due, id LIMIT ?3", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "iii", now, (int64_t)all, (int64_t)room);
    while (status == KB_OK && *count < room && kb_db_row(store, stmt, &status, err))
        ids[(*count)++] = sqlite3_column_int64(stmt, 0);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_next_due(kb_store *store, int64_t *due, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, due,
                        "SELECT coalesce(min(due), 0) FROM (SELECT min(due) AS due FROM feeds WHERE state = 0"
                        " UNION ALL SELECT min(due) FROM pages WHERE state = 0 UNION ALL SELECT min(due) FROM looks)",
                        "");
}

kb_status kb_store_count_feeds(kb_store *store, kb_follow_counts *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_follow_counts){ 0 };
    kb_status status = kb_db_prepare(store,
                                     "SELECT count(*), coalesce(sum(state = 1), 0), coalesce(sum(state = 2), 0),"
                                     " coalesce(sum(state = 0 AND failures > 0), 0),"
                                     " (SELECT count(*) FROM pages WHERE state = 0), (SELECT count(*) FROM looks)"
                                     " FROM feeds",
                                     &stmt, err);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        int64_t *const counts[] = { &out->feeds, &out->paused, &out->gone, &out->failing, &out->waiting, &out->looks };
        for (int i = 0; i < 6; i++) *counts[i] = sqlite3_column_int64(stmt, i);
        sqlite3_reset(stmt);
    }
    return status;
}

/* ---- one at a time ---- */

kb_status kb_store_hold_feeds(kb_store *store, kb_err *err)
{
    char path[4096];
    int len = snprintf(path, sizeof path, "%s-fetch", store->path);
    if (len < 0 || (size_t)len >= sizeof path) return kb_fail(err, KB_ERR_LIMIT, "%s: too long a path", store->path);
    if (store->held >= 0) return KB_OK;
    int held = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (held < 0) return kb_fail(err, KB_ERR_IO, "%s: %s", path, strerror(errno));
    if (flock(held, LOCK_EX | LOCK_NB) != 0) {
        (void)close(held);
        return kb_fail(err, KB_ERR_BUSY, "%s: another 'kabar fetch' or 'kabar watch' is at work on this desk",
                       store->path);
    }
    store->held = held;
    return KB_OK;
}
