#include "store/db.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>

kb_status kb_db_fail(kb_store *store, int result, kb_err *err)
{
    /* SQLite forgets the system's error where a commit fails; errno still holds it: it was 0 before the call. */
    int now = errno, kept = store->db ? sqlite3_system_errno(store->db) : 0, cause = kept ? kept : now;
    const char *path = store->path;
    switch (result & 0xFF) {
    case SQLITE_NOMEM: return kb_fail(err, KB_ERR_MEMORY, "%s: out of memory", path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return kb_fail(err, KB_ERR_BUSY,
                       "%s: is in use by another process (an add, a regroup); try again when it is done", path);
    case SQLITE_FULL: return kb_fail(err, KB_ERR_IO, "%s: the disk is full", path);
    case SQLITE_PERM:
    case SQLITE_READONLY:
        return kb_fail(err, KB_ERR_IO, "%s: cannot be written, the file or its folder is read-only", path);
    case SQLITE_NOTADB: return kb_fail(err, KB_ERR_FORMAT, "%s: is not a desk: no SQLite database", path);
    case SQLITE_CORRUPT: return kb_fail(err, KB_ERR_FORMAT, "%s: is damaged (%s)", path, sqlite3_errmsg(store->db));
    case SQLITE_CANTOPEN:
        return kb_fail(err, KB_ERR_IO, "%s: cannot be opened: %s", path,
                       cause ? strerror(cause) : "the system refused");
    case SQLITE_IOERR:
        if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG)
            return kb_fail(err, KB_ERR_IO, "%s: the disk is full", path);
        return kb_fail(err, KB_ERR_IO, "%s: cannot be read or written: %s", path,
                       cause ? strerror(cause) : "input/output error");
    case SQLITE_TOOBIG: return kb_fail(err, KB_ERR_LIMIT, "%s: a text is too large to be stored", path);
    default:
        return kb_fail(err, KB_ERR_IO, "%s: %s", path, store->db ? sqlite3_errmsg(store->db) : sqlite3_errstr(result));
    }
}

kb_status kb_db_run(kb_store *store, const char *sql, kb_err *err)
{
    errno = 0;
    int result = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return result == SQLITE_OK ? KB_OK : kb_db_fail(store, result, err);
}

kb_status kb_db_prepare(kb_store *store, const char *literal, sqlite3_stmt **out, kb_err *err)
{
    *out = NULL;
    for (size_t i = 0; i < store->cached_count; i++)
        if (store->cached[i].sql == literal) {
            *out = store->cached[i].stmt;
            sqlite3_reset(*out); /* its result tells of the last run, which was told then */
            sqlite3_clear_bindings(*out);
            return KB_OK;
        }
    if (store->cached_count == KB_STATEMENTS_MAX) return kb_fail(err, KB_ERR_LIMIT, "too many kinds of statements");
    int result = sqlite3_prepare_v3(store->db, literal, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);
    if (result != SQLITE_OK) return kb_db_fail(store, result, err);
    store->cached[store->cached_count].sql = literal;
    store->cached[store->cached_count++].stmt = *out;
    return KB_OK;
}

static int bind_str(sqlite3_stmt *stmt, int at, kb_str s)
{
    return sqlite3_bind_text64(stmt, at, s.len ? s.at : "", s.len, SQLITE_STATIC, SQLITE_UTF8);
}

static int bind_next(sqlite3_stmt *stmt, int at, char type, va_list *args)
{
    kb_str s;
    double real;
    switch (type) {
    case 'i': return sqlite3_bind_int64(stmt, at, va_arg(*args, int64_t));
    case 'r':
        real = va_arg(*args, double);
        return isnan(real) ? sqlite3_bind_null(stmt, at) : sqlite3_bind_double(stmt, at, real);
    case 's': return bind_str(stmt, at, va_arg(*args, kb_str));
    case 't': s = va_arg(*args, kb_str); return s.len ? bind_str(stmt, at, s) : sqlite3_bind_null(stmt, at);
    case 'b': s = va_arg(*args, kb_str); return sqlite3_bind_blob64(stmt, at, s.len ? s.at : "", s.len, SQLITE_STATIC);
    default: return sqlite3_bind_null(stmt, at);
    }
}

static kb_status bind_all(kb_store *store, sqlite3_stmt *stmt, kb_err *err, const char *types, va_list *args)
{
    for (int at = 1; types[at - 1]; at++) {
        int result = bind_next(stmt, at, types[at - 1], args);
        if (result != SQLITE_OK) return kb_db_fail(store, result, err);
    }
    return KB_OK;
}

kb_status kb_db_bind(kb_store *store, sqlite3_stmt *stmt, kb_err *err, const char *types, ...)
{
    va_list args;
    va_start(args, types);
    kb_status status = bind_all(store, stmt, err, types, &args);
    va_end(args);
    return status;
}

static kb_status prepare_bound(kb_store *store, const char *literal, const char *types, va_list *args,
                               sqlite3_stmt **stmt, kb_err *err)
{
    kb_status status = kb_db_prepare(store, literal, stmt, err);
    return status == KB_OK ? bind_all(store, *stmt, err, types, args) : status;
}

kb_status kb_db_do(kb_store *store, kb_err *err, const char *literal, const char *types, ...)
{
    sqlite3_stmt *stmt;
    va_list args;
    va_start(args, types);
    kb_status status = prepare_bound(store, literal, types, &args, &stmt, err);
    va_end(args);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) continue;
    return status;
}

bool kb_db_row(kb_store *store, sqlite3_stmt *stmt, kb_status *status, kb_err *err)
{
    errno = 0;
    int result = sqlite3_step(stmt);
    *status = KB_OK;
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) *status = kb_db_fail(store, result, err);
    sqlite3_reset(stmt);
    return false;
}

kb_str kb_db_str(sqlite3_stmt *stmt, int column)
{
    const char *at = (const char *)sqlite3_column_text(stmt, column);
    int len = sqlite3_column_bytes(stmt, column);
    return (kb_str){ at, at && len > 0 ? (size_t)len : 0 };
}

kb_time kb_db_time(sqlite3_stmt *stmt, int at)
{
    int64_t precision = sqlite3_column_int64(stmt, at + 2), zone = sqlite3_column_int64(stmt, at + 1);
    if (precision <= KB_TIME_NONE || precision > KB_TIME_SECOND) return (kb_time){ 0 };
    return (kb_time){ sqlite3_column_int64(stmt, at), (int16_t)(zone >= -1440 && zone <= 1440 ? zone : 0),
                      sqlite3_column_type(stmt, at + 1) != SQLITE_NULL, (kb_time_precision)precision };
}

kb_status kb_db_number(kb_store *store, kb_err *err, int64_t otherwise, int64_t *out, const char *literal,
                       const char *types, ...)
{
    sqlite3_stmt *stmt;
    va_list args;
    *out = otherwise;
    va_start(args, types);
    kb_status status = prepare_bound(store, literal, types, &args, &stmt, err);
    va_end(args);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) *out = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt); /* of none nothing */
    return status;
}

kb_status kb_db_strs(kb_store *store, kb_err *err, kb_arena *arena, kb_strs *out, const char *literal,
                     const char *types, ...)
{
    struct {
        kb_str *at;
        size_t count;
    } list = { 0 };
    sqlite3_stmt *stmt;
    va_list args;
    va_start(args, types);
    kb_status status = prepare_bound(store, literal, types, &args, &stmt, err);
    va_end(args);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_str *item = KB_ADD(arena, &list, kb_str);
        if (!item || !kb_arena_copy(arena, kb_db_str(stmt, 0), item)) status = kb_arena_fail(arena, err);
    }
    sqlite3_reset(stmt);
    *out = (kb_strs){ list.at, list.count };
    return status;
}
