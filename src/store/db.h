/* store/db.h - the connection: prepared statements, bound always; failures as messages. Inside store/ alone. */
#ifndef KB_STORE_DB_H
#define KB_STORE_DB_H

#include <sqlite3.h>

#include "store/store.h"

#define KB_STATEMENTS_MAX 384
#define KB_SEARCH_LANGS_MAX 8
#define KB_UNINDEXED_MAX 131072

struct kb_store {
    sqlite3 *db;
    char *path;
    kb_claim_tools tools;
    char lang[16]; /* of the document whose columns are being tokenized (store/tokenizer.c) */
    char search_langs[KB_SEARCH_LANGS_MAX][16]; /* whose stems a search tries */
    size_t search_lang_count;
    int64_t *unindexed; /* articles of the open transaction whose words are not in the index yet */
    size_t unindexed_count, unindexed_room;
    kb_window window;
    uint8_t *among; /* a bit for each article that the search that runs may find; NULL: any (store/rank.h) */
    size_t among_bytes;
    int64_t among_few; /* articles that fit a condition, so few that a search gathers them first (store/among.c) */
    size_t ranked;     /* KB_FACETS_HITS */
    int64_t few; /* articles of a language, so few that a list of its stories begins with them (store/stories.c) */
    struct {
        const char *sql;
        sqlite3_stmt *stmt;
    } cached[KB_STATEMENTS_MAX];
    size_t cached_count;
    int held; /* the file that says who asks the feeds (store/feeds.c); -1: not held */
};

/* Says what SQLite's result means: the message and the status. */
kb_status kb_db_fail(kb_store *store, int result, kb_err *err);

/* Runs statements without results. */
kb_status kb_db_run(kb_store *store, const char *sql, kb_err *err);

/* The prepared statement of a string literal, reset and unbound. It is prepared at its first use and kept. */
kb_status kb_db_prepare(kb_store *store, const char *literal, sqlite3_stmt **out, kb_err *err);

/* Binds from parameter 1: "i" int64_t, "r" double (NULL when it is not a number), "s" kb_str, "t" kb_str (NULL when it
 * is empty), "b" kb_str as a blob, "n" NULL (takes no argument). Views are only looked at: they must outlive the step.
 */
kb_status kb_db_bind(kb_store *store, sqlite3_stmt *stmt, kb_err *err, const char *types, ...);

/* Prepares, binds, runs a statement that gives no row. */
#define KB_DB_DO(store, err, sql, ...) kb_db_do((store), (err), "" sql, __VA_ARGS__)
kb_status kb_db_do(kb_store *store, kb_err *err, const char *literal, const char *types, ...);

/* The next row: true; false at the end or on failure, then *status says which. */
bool kb_db_row(kb_store *store, sqlite3_stmt *stmt, kb_status *status, kb_err *err);

kb_str kb_db_str(sqlite3_stmt *stmt, int column); /* a view, valid until the next step; NULL is empty */

/* A time of three columns: seconds, zone (NULL: none stated), precision. None where that is no precision. */
kb_time kb_db_time(sqlite3_stmt *stmt, int column);

/* Prepares, binds, and gives the one integer of the one row, `otherwise` where there is no row or on failure. */
#define KB_DB_NUMBER(store, err, otherwise, out, sql, ...) \
    kb_db_number((store), (err), (otherwise), (out), "" sql, __VA_ARGS__)
kb_status kb_db_number(kb_store *store, kb_err *err, int64_t otherwise, int64_t *out, const char *literal,
                       const char *types, ...);

/* Prepares, binds, and gives the first column of all rows, copied into the arena. */
#define KB_DB_STRS(store, err, arena, out, sql, ...) kb_db_strs((store), (err), (arena), (out), "" sql, __VA_ARGS__)
kb_status kb_db_strs(kb_store *store, kb_err *err, kb_arena *arena, kb_strs *out, const char *literal,
                     const char *types, ...);

/* Steps of forgetting an article (store/forget.c): it leaves its story, decisions by hand, the full-text index. */
kb_status kb_store_leave_story(kb_store *store, int64_t article, kb_err *err);
kb_status kb_store_leave_decisions(kb_store *store, int64_t article, kb_err *err);
kb_status kb_store_leave_index(kb_store *store, int64_t article, kb_err *err);

/* Puts the words of the transaction's articles into the full-text index: before its end, and before it is asked. */
kb_status kb_store_index(kb_store *store, kb_err *err);

/* Lets SQL call kb_address_make: kabar_address(url). */
kb_status kb_address_register(kb_store *store, kb_err *err);

/* By which equal texts are found (whether they are equal is asked of the texts) and damage is seen. */
int64_t kb_text_hash(kb_str title, kb_str text);

#endif
