/* store/schema.h - the tables of a desk, version by version. Inside store/ alone. */
#ifndef KB_STORE_SCHEMA_H
#define KB_STORE_SCHEMA_H

#include "store/db.h"

#define KB_DESK_APPLICATION_ID 0x6B616272 /* "kabr" */

/* Keep the speakers of the statements `s` for which `where` holds, the words of their keys, and who said which
 * (store/said.h): run in this order, for each revision as it comes and for all of an older desk. */
#define KB_SAID_SPEAKERS(where)                                                                          \
    "INSERT OR IGNORE INTO speakers(key, name) SELECT kabar_key(j.value), j.value FROM statements AS s," \
    " json_each(s.speakers) AS j WHERE " where " AND kabar_key(j.value) <> ''"
#define KB_SAID_WORDS(where)                                                                        \
    "INSERT OR IGNORE INTO speaker_words(word, speaker) SELECT w.value, p.id FROM statements AS s," \
    " json_each(s.speakers) AS j JOIN speakers AS p ON p.key = kabar_key(j.value),"                 \
    " json_each('[\"' || replace(p.key, ' ', '\",\"') || '\"]') AS w WHERE " where
#define KB_SAID_SOUNDS(where)                                                                       \
    "INSERT OR IGNORE INTO speaker_words(word, speaker) SELECT w.value, p.id FROM statements AS s," \
    " json_each(s.speakers) AS j JOIN speakers AS p ON p.key = kabar_key(j.value),"                 \
    " json_each(kabar_sounds(p.key)) AS w WHERE " where
#define KB_SAID_STATEMENTS(where)                                                                                 \
    "INSERT OR IGNORE INTO said(speaker, at, revision, n) SELECT p.id, coalesce(r.published, r.added), r.id, s.n" \
    " FROM statements AS s JOIN revisions AS r ON r.id = s.revision, json_each(s.speakers) AS j"                  \
    " JOIN speakers AS p ON p.key = kabar_key(j.value) WHERE " where

/* The version that this program writes: the last step's. */
int64_t kb_schema_version(void);

/* Is the open file a desk of a version that this program knows? An empty database is one of version 0. Fails:
 * KB_ERR_FORMAT. */
kb_status kb_schema_look(kb_store *store, int64_t *version, kb_err *err);

/* Makes the tables, or brings them up to date: all steps in one transaction. */
kb_status kb_schema_migrate(kb_store *store, kb_err *err);

#endif
