/* A copy of the desk while it is in use. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/db.h"

/* The copy is written under another name beside `path`, and has its own only when it is whole. */
static kb_status make_part(const char *path, kb_arena *arena, kb_str *part, kb_err *err)
{
    if (!kb_arena_print(arena, part, "%s.XXXXXX", path)) return kb_arena_fail(arena, err);
    int file = mkstemp((char *)part->at);
    if (file < 0) return kb_fail(err, KB_ERR_IO, "%s: cannot be made: %s", path, strerror(errno));
    (void)close(file);
    return KB_OK;
}

/* Page by page, of one moment: the transaction that the store is in. Others may write meanwhile. */
static kb_status copy_pages(kb_store *store, const char *part, const char *path, kb_err *err)
{
    kb_store copy = { .path = (char *)path };
    errno = 0;
    int result = sqlite3_open_v2(part, &copy.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
    sqlite3_backup *backup = result == SQLITE_OK ? sqlite3_backup_init(copy.db, "main", store->db, "main") : NULL;
    if (backup) {
        result = sqlite3_backup_step(backup, -1);
        int ended = sqlite3_backup_finish(backup);
        if (result == SQLITE_DONE) result = ended;
    } else if (result == SQLITE_OK) {
        result = sqlite3_extended_errcode(copy.db);
    }
    kb_status status = KB_OK;
    if (result != SQLITE_OK) status = kb_db_fail((result & 0xFF) == SQLITE_CORRUPT ? store : &copy, result, err);
    sqlite3_close(copy.db);
    return status;
}

/* As readable as the desk is; on the disk before it has its name; and never in the place of another file, which
 * link(2) sees to where file systems have it. */
static kb_status name_copy(kb_store *store, const char *part, const char *path, kb_err *err)
{
    struct stat desk;
    int file = open(part, O_RDWR);
    bool done =
        file >= 0 && stat(store->path, &desk) == 0 && fchmod(file, desk.st_mode & 0777) == 0 && fsync(file) == 0;
    if (file >= 0) (void)close(file);
    if (done && link(part, path) == 0) return KB_OK; /* `part` is removed by the caller */
    if (done && errno != EEXIST && access(path, F_OK) != 0 && rename(part, path) == 0) return KB_OK;
    return kb_fail(err, KB_ERR_IO, "%s: cannot be made: %s", path, strerror(errno));
}

static kb_status backup_to(kb_store *store, const char *path, kb_store_counts *counts, kb_arena *arena, kb_err *err)
{
    kb_str part;
    kb_status status = make_part(path, arena, &part, err);
    if (status != KB_OK) return status;
    status = kb_db_run(store, "BEGIN", err);
    if (status == KB_OK) status = kb_store_count(store, counts, err);
    if (status == KB_OK) status = copy_pages(store, part.at, path, err);
    kb_store_rollback(store);
    if (status == KB_OK) status = name_copy(store, part.at, path, err);
    (void)unlink(part.at);
    return status;
}

kb_status kb_store_backup(kb_store *store, const char *path, kb_store_counts *counts, kb_err *err)
{
    struct stat there;
    if (lstat(path, &there) == 0)
        return kb_fail(err, KB_ERR_FORMAT, "%s: is there already; a backup takes no file's place", path);
    kb_arena *arena = kb_arena_new((size_t)1 << 16);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = backup_to(store, path, counts, arena, err);
    kb_arena_free(arena);
    return status;
}
