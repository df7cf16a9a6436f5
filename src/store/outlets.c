#include "store/outlets.h"

#include <stdio.h>

#include "base/url.h"
#include "store/db.h"
#include "text/host.h"

#define HOST_MAX 1000 /* bytes of one as it is given; what DNS allows is shorter */
#define HOST_MEMORY_MAX ((size_t)1 << 16)
#define ALIAS_OF "SELECT outlet FROM outlet_aliases WHERE key = nullif(kabar_key(?1), '')"
#define HOST_OF "SELECT outlet FROM outlet_hosts WHERE host = ?1"

/* ---- hosts ---- */

bool kb_outlet_host(kb_str given, kb_arena *arena, kb_str *out)
{
    kb_str host = kb_str_trim(given);
    if (kb_str_find(host, KB_STR("://"), 0) != SIZE_MAX) host = kb_url_host(host);
    if (host.len > HOST_MAX || kb_str_find(host, KB_STR("."), 0) == SIZE_MAX) return false;
    if (!kb_host_ascii(arena, host, out)) return false;
    if (kb_str_starts(*out, KB_STR("www."))) *out = kb_str_part(*out, kb_span_of(4, out->len));
    return out->len && out->at[0] != '.' && out->at[out->len - 1] != '.' &&
           kb_str_find(*out, KB_STR("."), 0) != SIZE_MAX;
}

/* ---- whose a masthead is ---- */

static kb_status id_of(kb_store *store, const char *literal, kb_str name, int64_t *id, kb_err *err)
{
    return kb_db_number(store, err, 0, id, literal, "s", name);
}

/* The host itself, then the domains above it. */
static kb_status of_host(kb_store *store, kb_str masthead, int64_t *id, kb_err *err)
{
    kb_str host;
    kb_status status = KB_OK;
    *id = 0;
    if (kb_str_find(masthead, KB_STR("."), 0) == SIZE_MAX || kb_str_find(masthead, KB_STR(" "), 0) != SIZE_MAX)
        return KB_OK;
    kb_arena *arena = kb_arena_new(HOST_MEMORY_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    bool more = kb_outlet_host(masthead, arena, &host);
    while (status == KB_OK && !*id && more) {
        size_t dot = kb_str_find(host, KB_STR("."), 0);
        status = id_of(store, HOST_OF, host, id, err);
        more = dot != SIZE_MAX;
        if (more) host = kb_str_part(host, kb_span_of(dot + 1, host.len));
    }
    kb_arena_free(arena);
    return status;
}

/* By what the user said: 0 where nothing says it. */
static kb_status whose(kb_store *store, kb_str masthead, int64_t *id, kb_err *err)
{
    kb_status status = id_of(store, "SELECT id FROM outlets WHERE name = ?1 AND edited = 1", masthead, id, err);
    if (status == KB_OK && !*id) status = id_of(store, ALIAS_OF, masthead, id, err);
    return status == KB_OK && !*id ? of_host(store, masthead, id, err) : status;
}

kb_status kb_store_outlet_named(kb_store *store, kb_str name, int64_t *id, kb_err *err)
{
    return id_of(store, "SELECT id FROM outlets WHERE name = ?1", name, id, err);
}

static kb_status own(kb_store *store, kb_str name, int64_t *id, kb_err *err)
{
    kb_status status = kb_store_outlet_named(store, name, id, err);
    return status == KB_OK && !*id ? kb_store_outlet_add(store, name, id, err) : status;
}

kb_status kb_store_masthead(kb_store *store, kb_str masthead, int64_t *id, kb_err *err)
{
    int64_t outlet = 0;
    *id = 0;
    if (masthead.len == 0) return KB_OK;
    kb_status status = id_of(store, "SELECT id FROM mastheads WHERE name = ?1", masthead, id, err);
    if (status != KB_OK || *id) return status;
    status = whose(store, masthead, &outlet, err);
    if (status == KB_OK && !outlet) status = own(store, masthead, &outlet, err);
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "INSERT INTO mastheads(name, outlet) VALUES(?1, ?2)", "si", masthead, outlet);
    *id = sqlite3_last_insert_rowid(store->db);
    return status;
}

/* ---- settling ---- */

/* Mastheads whose outlet is another now; those that are nobody's get one of their own name. */
static kb_status settle_mastheads(kb_store *store, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, "SELECT id, name, outlet FROM mastheads ORDER BY id", &stmt, err);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        int64_t outlet = 0;
        kb_str name = kb_db_str(stmt, 1);
        status = whose(store, name, &outlet, err);
        if (status == KB_OK && !outlet) status = own(store, name, &outlet, err);
        if (status == KB_OK && outlet != sqlite3_column_int64(stmt, 2))
            status = KB_DB_DO(store, err, "UPDATE mastheads SET outlet = ?2 WHERE id = ?1", "ii",
                              (int64_t)sqlite3_column_int64(stmt, 0), outlet);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_outlets_settle(kb_store *store, kb_err *err)
{
    kb_status status = settle_mastheads(store, err);
    if (status == KB_OK)
        status = kb_db_run(store,
                           "UPDATE outlets SET counted = id WHERE counted IS NOT id;"
                           "DELETE FROM outlets WHERE edited = 0 AND id NOT IN (SELECT outlet FROM mastheads);"
                           "WITH first(owner, id) AS (SELECT " KB_OWNER_KEY(
                               "x") ", min(x.id) FROM outlets AS x WHERE"
                                    " x.mirror = 1 GROUP BY 1) UPDATE outlets SET counted = f.id FROM first AS f WHERE"
                                    " outlets.mirror = 1 AND " KB_OWNER_KEY("outlets") " = f.owner",
                           err);
    return status;
}

/* ---- the table ---- */

kb_status kb_store_outlet_find(kb_store *store, kb_str name, int64_t *id, kb_err *err)
{
    int64_t count = 0;
    kb_status status = kb_store_outlet_named(store, name, id, err);
    if (status == KB_OK && !*id) status = id_of(store, "SELECT outlet FROM mastheads WHERE name = ?1", name, id, err);
    if (status == KB_OK && !*id) status = whose(store, name, id, err);
    if (status != KB_OK || *id) return status;
    status = id_of(store, "SELECT count(*) FROM outlets WHERE kabar_key(name) = nullif(kabar_key(?1), '')", name,
                   &count, err);
    if (status != KB_OK || count != 1) return status;
    return id_of(store, "SELECT id FROM outlets WHERE kabar_key(name) = kabar_key(?1)", name, id, err);
}

static kb_status read_outlet(sqlite3_stmt *stmt, kb_arena *arena, kb_outlet_row *out, kb_err *err)
{
    kb_str *const texts[] = { &out->name, &out->owner, &out->country, &out->lang, &out->note, &out->counted };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!kb_arena_copy(arena, kb_db_str(stmt, (int)i), texts[i])) return kb_arena_fail(arena, err);
    out->mirror = sqlite3_column_int(stmt, 6) != 0;
    out->edited = sqlite3_column_int(stmt, 7) != 0;
    return KB_OK;
}

kb_status kb_store_outlet(kb_store *store, int64_t id, kb_arena *arena, kb_outlet_row *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_outlet_row){ .id = id };
    kb_status status =
        kb_db_prepare(store,
                      "SELECT o.name, o.owner, o.country, o.lang, o.note, h.name, o.mirror, o.edited FROM outlets AS o"
                      " LEFT JOIN outlets AS h ON h.id = o.counted WHERE o.id = ?1",
                      &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", id);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        status = read_outlet(stmt, arena, out, err);
    } else if (status == KB_OK) {
        status = kb_fail(err, KB_ERR_NOT_FOUND, "there is no such outlet");
    }
    if (stmt) sqlite3_reset(stmt);
    if (status == KB_OK)
        status = KB_DB_STRS(store, err, arena, &out->aliases,
                            "SELECT alias FROM outlet_aliases WHERE outlet = ?1 ORDER BY alias", "i", id);
    if (status == KB_OK)
        status = KB_DB_STRS(store, err, arena, &out->hosts,
                            "SELECT host FROM outlet_hosts WHERE outlet = ?1 ORDER BY host", "i", id);
    if (status == KB_OK)
        status = KB_DB_STRS(store, err, arena, &out->mastheads,
                            "SELECT name FROM mastheads WHERE outlet = ?1 ORDER BY name", "i", id);
    return status;
}

kb_status kb_store_outlet_ids(kb_store *store, kb_arena *arena, kb_outlet_ids *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_outlet_ids){ 0 };
    kb_status status = kb_db_prepare(store, "SELECT id FROM outlets ORDER BY kabar_key(name), name", &stmt, err);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        int64_t *id = KB_ADD(arena, out, int64_t);
        if (!id) status = kb_arena_fail(arena, err);
        if (id) *id = sqlite3_column_int64(stmt, 0);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_outlet_names(kb_store *store, kb_str begins, size_t limit, kb_arena *arena, kb_strs *out,
                                kb_err *err)
{
    return KB_DB_STRS(store, err, arena, out,
                      "SELECT name, kabar_key(name) AS key FROM outlets"
                      " WHERE instr(' ' || key, ' ' || kabar_key(?1)) > 0"
                      " ORDER BY instr(key, kabar_key(?1)) != 1, key, name LIMIT ?2",
                      "si", begins, (int64_t)limit);
}

kb_status kb_store_outlet_add(kb_store *store, kb_str name, int64_t *id, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err, "INSERT INTO outlets(name) VALUES(?1)", "s", name);
    *id = sqlite3_last_insert_rowid(store->db);
    if (status == KB_OK) status = KB_DB_DO(store, err, "UPDATE outlets SET counted = id WHERE id = ?1", "i", *id);
    return status;
}

/* ---- edits ---- */

static kb_status edited(kb_store *store, int64_t id, kb_err *err)
{
    return KB_DB_DO(store, err, "UPDATE outlets SET edited = 1 WHERE id = ?1", "i", id);
}

static kb_status name_of(kb_store *store, int64_t id, char *room, size_t size, kb_err *err)
{
    sqlite3_stmt *stmt;
    room[0] = '\0';
    kb_status status = kb_db_prepare(store, "SELECT name FROM outlets WHERE id = ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", id);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err))
        (void)snprintf(room, size, "%.*s", KB_STR_ARGS(kb_db_str(stmt, 0)));
    if (stmt) sqlite3_reset(stmt);
    return status;
}

/* Is `name` another's than outlet `id`: an edited outlet's own, or (`literal`) in its list? */
static kb_status check_free(kb_store *store, int64_t id, kb_str name, const char *literal, kb_err *err)
{
    char room[200];
    int64_t other = 0, listed = 0;
    kb_status status = id_of(store, "SELECT id FROM outlets WHERE name = ?1 AND edited = 1", name, &other, err);
    if (status == KB_OK && other && other != id)
        return kb_fail(err, KB_ERR_FORMAT, "'%.*s' is an outlet of its own; --merge makes two of them one",
                       KB_STR_ARGS(name));
    if (status == KB_OK) status = id_of(store, literal, name, &listed, err);
    if (status == KB_OK && listed && listed != id) {
        status = name_of(store, listed, room, sizeof room, err);
        if (status == KB_OK) status = kb_fail(err, KB_ERR_FORMAT, "'%.*s' is of '%s' already", KB_STR_ARGS(name), room);
    }
    return status;
}

kb_status kb_store_outlet_alias(kb_store *store, int64_t id, kb_str alias, kb_err *err)
{
    int64_t words = 0;
    kb_status status = id_of(store, "SELECT kabar_key(?1) <> ''", alias, &words, err);
    if (status == KB_OK && !words)
        return kb_fail(err, KB_ERR_FORMAT, "'%.*s' has no letter or digit", KB_STR_ARGS(alias));
    if (status == KB_OK) status = check_free(store, id, alias, ALIAS_OF, err);
    if (status == KB_OK)
        status = KB_DB_DO(store, err,
                          "INSERT INTO outlet_aliases(key, alias, outlet) VALUES(kabar_key(?2), ?2, ?1)"
                          " ON CONFLICT(key) DO UPDATE SET alias = excluded.alias",
                          "is", id, alias);
    return status == KB_OK ? edited(store, id, err) : status;
}

kb_status kb_store_outlet_host(kb_store *store, int64_t id, kb_str host, kb_err *err)
{
    kb_status status = check_free(store, id, host, HOST_OF, err);
    if (status == KB_OK)
        status =
            KB_DB_DO(store, err, "INSERT OR IGNORE INTO outlet_hosts(host, outlet) VALUES(?2, ?1)", "is", id, host);
    return status == KB_OK ? edited(store, id, err) : status;
}

kb_status kb_store_outlet_own_name(kb_store *store, int64_t id, kb_err *err)
{
    char room[200];
    int64_t other = 0;
    kb_status status =
        KB_DB_NUMBER(store, err, 0, &other,
                     "SELECT a.outlet FROM outlets AS o JOIN outlet_aliases AS a ON a.key = kabar_key(o.name)"
                     " AND a.alias = o.name WHERE o.id = ?1 AND a.outlet <> ?1",
                     "i", id);
    if (status != KB_OK || !other) return status;
    status = name_of(store, other, room, sizeof room, err);
    return status == KB_OK ? kb_fail(err, KB_ERR_FORMAT, "the name is an alias of '%s', too", room) : status;
}

static kb_status dropped(kb_store *store, kb_status status, kb_str name, const char *what, kb_err *err)
{
    if (status == KB_OK && sqlite3_changes(store->db) == 0)
        return kb_fail(err, KB_ERR_NOT_FOUND, "'%.*s' is no %s of it", KB_STR_ARGS(name), what);
    return status;
}

kb_status kb_store_outlet_drop_alias(kb_store *store, int64_t id, kb_str alias, kb_err *err)
{
    kb_status status =
        KB_DB_DO(store, err, "DELETE FROM outlet_aliases WHERE outlet = ?1 AND key = kabar_key(?2)", "is", id, alias);
    return dropped(store, status, alias, "alias", err);
}

kb_status kb_store_outlet_drop_host(kb_store *store, int64_t id, kb_str host, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err, "DELETE FROM outlet_hosts WHERE outlet = ?1 AND host = ?2", "is", id, host);
    return dropped(store, status, host, "host", err);
}

kb_status kb_store_outlet_drop_all(kb_store *store, int64_t id, bool aliases, bool hosts, kb_err *err)
{
    kb_status status = KB_OK;
    if (aliases) status = KB_DB_DO(store, err, "DELETE FROM outlet_aliases WHERE outlet = ?1", "i", id);
    if (hosts && status == KB_OK) status = KB_DB_DO(store, err, "DELETE FROM outlet_hosts WHERE outlet = ?1", "i", id);
    return status;
}

static kb_status rename_to(kb_store *store, int64_t id, kb_str before, kb_str name, kb_arena *arena, kb_err *err)
{
    int64_t other = 0, known = 0, listed = 0;
    kb_str host;
    kb_status status = kb_store_outlet_named(store, name, &other, err);
    if (status == KB_OK && other)
        return kb_fail(err, KB_ERR_FORMAT, "there is an outlet '%.*s' already; --merge makes two of them one",
                       KB_STR_ARGS(name));
    if (status == KB_OK) status = id_of(store, ALIAS_OF, name, &listed, err);
    if (status == KB_OK && listed && listed != id) status = check_free(store, id, name, ALIAS_OF, err);
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "UPDATE outlets SET name = ?2, edited = 1 WHERE id = ?1", "is", id, name);
    if (status == KB_OK)
        status =
            KB_DB_DO(store, err, "UPDATE OR REPLACE keeping_parts SET name = ?2 WHERE kind = 'outlet' AND name = ?1",
                     "ss", before, name);
    if (status == KB_OK) status = id_of(store, "SELECT kabar_key(?1) <> ''", before, &known, err);
    if (status != KB_OK || !known) return status;
    if (kb_outlet_host(before, arena, &host) && kb_str_equal(host, before))
        return kb_store_outlet_host(store, id, before, err);
    return kb_store_outlet_alias(store, id, before, err);
}

kb_status kb_store_outlet_save(kb_store *store, const kb_outlet_row *row, kb_err *err)
{
    kb_outlet_row before;
    kb_arena *arena = kb_arena_new((size_t)1 << 24);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_outlet(store, row->id, arena, &before, err);
    if (status == KB_OK && !kb_str_equal(before.name, row->name))
        status = rename_to(store, row->id, before.name, row->name, arena, err);
    kb_arena_free(arena);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err,
                    "UPDATE outlets SET owner = ?2, mirror = ?3, country = ?4, lang = ?5, note = ?6, edited = 1"
                    " WHERE id = ?1",
                    "isisss", row->id, row->owner, (int64_t)row->mirror, row->country, row->lang, row->note);
}

/* What was said about `from` where nothing was said about `into`. */
static kb_status inherit(kb_store *store, int64_t into, int64_t from, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "UPDATE outlets AS o SET owner = iif(o.owner = '', f.owner, o.owner),"
                    " mirror = iif(o.owner = '', f.mirror, o.mirror),"
                    " country = iif(o.country = '', f.country, o.country), lang = iif(o.lang = '', f.lang, o.lang),"
                    " note = iif(o.note = '', f.note, o.note) FROM outlets AS f WHERE f.id = ?2 AND o.id = ?1",
                    "ii", into, from);
}

kb_status kb_store_outlet_merge(kb_store *store, int64_t into, int64_t from, kb_err *err)
{
    kb_outlet_row row;
    kb_arena *arena = kb_arena_new((size_t)1 << 24);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_outlet(store, from, arena, &row, err);
    if (status == KB_OK) status = inherit(store, into, from, err);
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "UPDATE outlet_aliases SET outlet = ?1 WHERE outlet = ?2", "ii", into, from);
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "UPDATE outlet_hosts SET outlet = ?1 WHERE outlet = ?2", "ii", into, from);
    if (status == KB_OK) status = kb_store_outlet_clear(store, from, err);
    if (status == KB_OK) status = kb_store_outlet_alias(store, into, row.name, err);
    kb_arena_free(arena);
    return status;
}

kb_status kb_store_outlet_clear(kb_store *store, int64_t id, kb_err *err)
{
    kb_status status = kb_store_outlet_drop_all(store, id, true, true, err);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err,
                    "UPDATE outlets SET owner = '', mirror = 0, country = '', lang = '', note = '', edited = 0"
                    " WHERE id = ?1",
                    "i", id);
}
