#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/rank.h"
#include "store/said.h"
#include "store/schema.h"
#include "store/tokenizer.h"

static kb_status look_at_file(const char *path, kb_desk_mode mode, kb_err *err)
{
    struct stat file;
    if (stat(path, &file) != 0) {
        if (mode == KB_DESK_CREATE) return KB_OK; /* SQLite says what stands in the way */
        return kb_fail(err, KB_ERR_NOT_FOUND, "%s: there is no desk", path);
    }
    if (S_ISDIR(file.st_mode)) return kb_fail(err, KB_ERR_FORMAT, "%s: is a folder, not a desk", path);
    if (!S_ISREG(file.st_mode)) return kb_fail(err, KB_ERR_FORMAT, "%s: is not a desk", path);
    if (file.st_size == 0 && mode != KB_DESK_CREATE)
        return kb_fail(err, KB_ERR_FORMAT, "%s: is an empty file, not a desk", path);
    return KB_OK;
}

static void close_connection(kb_store *store)
{
    for (size_t i = 0; i < store->cached_count; i++) sqlite3_finalize(store->cached[i].stmt);
    store->cached_count = 0;
    sqlite3_close(store->db);
    store->db = NULL;
}

/* "file:" URI of a path: the only way to tell SQLite that nobody writes. NULL when memory is out. */
static char *still_uri(const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";
    kb_buf uri = { 0 };
    kb_buf_add_c(&uri, "file:");
    for (const char *c = path; *c; c++) {
        if (strchr(plain, *c))
            kb_buf_add_char(&uri, *c);
        else
            kb_buf_print(&uri, "%%%02X", (unsigned)(unsigned char)*c);
    }
    kb_buf_add_c(&uri, "?immutable=1");
    kb_buf_add_char(&uri, '\0');
    if (!uri.failed) return uri.at;
    kb_buf_clear(&uri);
    return NULL;
}

static kb_status connect_to(kb_store *store, const char *name, int flags, int busy_ms, kb_err *err)
{
    int result = sqlite3_open_v2(name, &store->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (result != SQLITE_OK) return kb_db_fail(store, result, err);
    sqlite3_busy_timeout(store->db, busy_ms);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    kb_status status = kb_db_run(store, "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA cache_size = -16000", err);
    if (status == KB_OK) status = kb_tokenizer_register(store, err);
    if (status == KB_OK) status = kb_rank_register(store, err);
    if (status == KB_OK) status = kb_said_register(store, err);
    return status == KB_OK ? kb_address_register(store, err) : status;
}

/* For reading. SQLite wants to write beside a file in WAL mode; where it may not, and no log lies there, the file is
 * still. */
static kb_status open_to_read(kb_store *store, int busy_ms, kb_err *err)
{
    int64_t version = 0;
    kb_err first = { 0 };
    kb_status status = connect_to(store, store->path, SQLITE_OPEN_READWRITE, busy_ms, &first);
    if (status == KB_OK) status = kb_schema_look(store, &version, &first);
    if (status == KB_ERR_IO) {
        struct stat log;
        char *uri = still_uri(store->path);
        kb_str wal = { 0 };
        kb_arena *arena = kb_arena_new((size_t)1 << 16);
        close_connection(store);
        bool quiet = uri && arena && kb_arena_print(arena, &wal, "%s-wal", store->path) &&
                     (stat(wal.at, &log) != 0 || log.st_size == 0);
        if (quiet) status = connect_to(store, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, busy_ms, &first);
        if (quiet && status == KB_OK) status = kb_schema_look(store, &version, &first);
        kb_arena_free(arena);
        free(uri);
    }
    if (status == KB_OK && version != kb_schema_version())
        return kb_fail(err, KB_ERR_FORMAT, "%s: %s", store->path,
                       version ? "is a desk of an older version; adding an article brings it up to date"
                               : "is not a desk");
    if (status == KB_OK) return kb_db_run(store, "PRAGMA query_only = ON", err);
    return kb_fail(err, status, "%s", first.text);
}

static kb_status open_to_write(kb_store *store, kb_desk_mode mode, const kb_store_limits *limits, kb_err *err)
{
    char pages[64];
    int64_t version;
    int flags = SQLITE_OPEN_READWRITE | (mode == KB_DESK_CREATE ? SQLITE_OPEN_CREATE : 0);
    kb_status status = connect_to(store, store->path, flags, limits->busy_ms, err);
    if (status == KB_OK && sqlite3_db_readonly(store->db, "main") == 1)
        status = kb_db_fail(store, SQLITE_READONLY, err);
    if (status == KB_OK) status = kb_schema_look(store, &version, err); /* before anything is changed */
    if (status == KB_OK && version == 0) status = kb_db_run(store, "PRAGMA auto_vacuum = INCREMENTAL", err);
    if (status == KB_OK)
        status = kb_db_run(store,
                           "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000",
                           err);
    if (status == KB_OK) status = kb_schema_migrate(store, err);
    if (status == KB_OK && limits->max_pages > 0) {
        (void)snprintf(pages, sizeof pages, "PRAGMA max_page_count = %lld", (long long)limits->max_pages);
        status = kb_db_run(store, pages, err);
    }
    return status;
}

kb_status kb_store_open(const char *path, kb_desk_mode mode, const kb_claim_tools *tools, const kb_store_limits *limits,
                        kb_store **out, kb_err *err)
{
    *out = NULL;
    kb_status status = look_at_file(path, mode, err);
    if (status != KB_OK) return status;
    kb_store *store = calloc(1, sizeof *store);
    size_t len = strlen(path) + 1;
    if (store) store->path = malloc(len);
    if (!store || !store->path) {
        free(store);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    memcpy(store->path, path, len);
    store->tools = *tools;
    store->window = KB_WINDOW;
    store->few = 5000;
    store->among_few = 50000;
    store->ranked = KB_FACETS_HITS;
    store->held = -1;
    if (mode == KB_DESK_READ)
        status = open_to_read(store, limits->busy_ms, err);
    else
        status = open_to_write(store, mode, limits, err);
    if (status == KB_OK)
        *out = store;
    else
        kb_store_close(store);
    return status;
}

void kb_store_close(kb_store *store)
{
    if (!store) return;
    close_connection(store);
    if (store->held >= 0) (void)close(store->held);
    free(store->unindexed);
    free(store->among);
    free(store->path);
    free(store);
}

const char *kb_store_path(const kb_store *store)
{
    return store->path;
}

kb_status kb_store_begin(kb_store *store, kb_err *err)
{
    return kb_db_run(store, "BEGIN IMMEDIATE", err);
}

kb_status kb_store_commit(kb_store *store, kb_err *err)
{
    kb_status status = kb_store_index(store, err);
    return status == KB_OK ? kb_db_run(store, "COMMIT", err) : status;
}

void kb_store_rollback(kb_store *store)
{
    store->unindexed_count = 0;
    for (size_t i = 0; i < store->cached_count; i++) sqlite3_reset(store->cached[i].stmt);
    if (!sqlite3_get_autocommit(store->db)) sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}
