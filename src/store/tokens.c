#include "store/tokens.h"

#include "store/db.h"

kb_status kb_store_token_add(kb_store *store, const kb_token_row *token, kb_err *err)
{
    int64_t taken;
    kb_status status = KB_DB_NUMBER(store, err, 0, &taken, "SELECT 1 FROM tokens WHERE name = ?", "s", token->name);
    if (status != KB_OK) return status;
    if (taken)
        return kb_fail(err, KB_ERR_FORMAT, "there is a token of the name '%.*s' already", KB_STR_ARGS(token->name));
    return KB_DB_DO(store, err, "INSERT INTO tokens(name, hash, reads_only, made) VALUES(?, ?, ?, ?)", "ssii",
                    token->name, token->hash, (int64_t)token->reads_only, token->made);
}

kb_status kb_store_token_remove(kb_store *store, kb_str name, kb_err *err)
{
    int64_t there;
    kb_status status = KB_DB_NUMBER(store, err, 0, &there, "SELECT 1 FROM tokens WHERE name = ?", "s", name);
    if (status != KB_OK) return status;
    if (!there) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no token of the name '%.*s'", KB_STR_ARGS(name));
    return KB_DB_DO(store, err, "DELETE FROM tokens WHERE name = ?", "s", name);
}

kb_status kb_store_tokens(kb_store *store, kb_each_token each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status =
        kb_db_prepare(store, "SELECT name, hash, reads_only, made FROM tokens ORDER BY name", &stmt, err);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        const kb_token_row row = { kb_db_str(stmt, 0), kb_db_str(stmt, 1), sqlite3_column_int(stmt, 2) != 0,
                                   sqlite3_column_int64(stmt, 3) };
        status = each(user, &row);
    }
    return status;
}

kb_status kb_store_data_version(kb_store *store, int64_t *out, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, out, "PRAGMA data_version", "");
}
