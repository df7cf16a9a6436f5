/* kabar_address(text): store/address.h for the steps of the schema. */
#include "store/address.h"
#include "store/db.h"

#define ADDRESS_BYTES_MAX ((size_t)1 << 20)

static void sql_address(sqlite3_context *context, int count, sqlite3_value **values)
{
    kb_str url = { (const char *)sqlite3_value_text(values[0]), 0 }, address;
    kb_arena *arena = kb_arena_new(ADDRESS_BYTES_MAX);
    (void)count;
    url.len = url.at ? (size_t)sqlite3_value_bytes(values[0]) : 0;
    if (!arena || kb_address_make(url, arena, &address, NULL) != KB_OK)
        sqlite3_result_error_nomem(context);
    else
        sqlite3_result_text(context, address.len ? address.at : "", (int)address.len, SQLITE_TRANSIENT);
    kb_arena_free(arena);
}

kb_status kb_address_register(kb_store *store, kb_err *err)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    int result = sqlite3_create_function_v2(store->db, "kabar_address", 1, flags, NULL, sql_address, NULL, NULL, NULL);
    return result == SQLITE_OK ? KB_OK : kb_db_fail(store, result, err);
}
