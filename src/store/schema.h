/* store/schema.h - the tables of a desk, version by version. Inside store/ alone. */
#ifndef KB_STORE_SCHEMA_H
#define KB_STORE_SCHEMA_H

#include "store/db.h"

#define KB_DESK_APPLICATION_ID 0x6B616272 /* "kabr" */

/* The version that this program writes: the last step's. */
int64_t kb_schema_version(void);

/* Is the open file a desk of a version that this program knows? An empty database is one of version 0. Fails:
 * KB_ERR_FORMAT. */
kb_status kb_schema_look(kb_store *store, int64_t *version, kb_err *err);

/* Makes the tables, or brings them up to date: all steps in one transaction. */
kb_status kb_schema_migrate(kb_store *store, kb_err *err);

#endif
