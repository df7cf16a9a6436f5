/* store/tokens.h - who may come in from outside: names, and the hashes of their tokens. */
#ifndef KB_STORE_TOKENS_H
#define KB_STORE_TOKENS_H

#include "store/store.h"

#define KB_TOKEN_BYTES 32                  /* 256 random bits: as many as their hash has */
#define KB_TOKEN_TEXT (2 * KB_TOKEN_BYTES) /* small hexadecimal digits */

typedef struct {
    kb_str name, hash; /* hash: SHA-256 in small hexadecimal digits */
    bool reads_only;
    int64_t made; /* seconds since 1970 UTC */
} kb_token_row;

/* Fails: KB_ERR_FORMAT (the name is taken). */
kb_status kb_store_token_add(kb_store *store, const kb_token_row *token, kb_err *err);
kb_status kb_store_token_remove(kb_store *store, kb_str name, kb_err *err); /* Fails: KB_ERR_NOT_FOUND */

/* All by name; the views are valid during the call. */
typedef kb_status (*kb_each_token)(void *user, const kb_token_row *token);
kb_status kb_store_tokens(kb_store *store, kb_each_token each, void *user, kb_err *err);

/* A number that is another one once another connection has changed the file.
 * https://sqlite.org/pragma.html#pragma_data_version */
kb_status kb_store_data_version(kb_store *store, int64_t *out, kb_err *err);

#endif
