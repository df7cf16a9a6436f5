#include "store/redirect.h"

#include <inttypes.h>

kb_status kb_redirect_count(kb_store *store, int64_t from, int64_t to, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "INSERT INTO departures(story, target, reports) VALUES(?1, ?2, 1)"
                    " ON CONFLICT(story, target) DO UPDATE SET reports = reports + 1",
                    "ii", from, to);
}

/* What left for the story that ends counts as gone to where it leads: targets of departures are always there. */
kb_status kb_redirect_end(kb_store *store, int64_t story, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err,
                                "INSERT INTO redirects(story, target) SELECT story, target FROM departures"
                                " WHERE story = ?1 ORDER BY reports DESC, target LIMIT 1",
                                "i", story);
    if (status == KB_OK) status = KB_DB_DO(store, err, "DELETE FROM departures WHERE story = ?1", "i", story);
    if (status == KB_OK)
        status = KB_DB_DO(store, err,
                          "INSERT INTO departures(story, target, reports) SELECT d.story, r.target, d.reports"
                          " FROM departures AS d JOIN redirects AS r ON r.story = d.target WHERE d.target = ?1"
                          " AND d.story <> r.target"
                          " ON CONFLICT(story, target) DO UPDATE SET reports = reports + excluded.reports",
                          "i", story);
    return status == KB_OK ? KB_DB_DO(store, err, "DELETE FROM departures WHERE target = ?1", "i", story) : status;
}

kb_status kb_store_story_now(kb_store *store, int64_t story, int64_t *now, kb_err *err)
{
    kb_status status =
        KB_DB_NUMBER(store, err, 0, now,
                     "WITH RECURSIVE chain(story) AS (SELECT ?1 UNION SELECT r.target FROM chain AS c"
                     " JOIN redirects AS r ON r.story = c.story) SELECT s.id FROM chain AS c JOIN stories AS s"
                     " ON s.id = c.story",
                     "i", story);
    if (status != KB_OK || *now) return status;
    return kb_fail(err, KB_ERR_NOT_FOUND, "there is no story %" PRId64, story);
}
