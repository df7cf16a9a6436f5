#include "store/among.h"

#include <stdlib.h>

#define OF_OUTLETS                                                                                              \
    "SELECT q.article FROM json_each(?1) AS j JOIN mastheads AS x ON x.outlet = j.value JOIN revisions AS q ON" \
    " q.outlet = x.id WHERE q.current = 1 LIMIT ?4"
#define OF_TIME                                                                                                    \
    "SELECT article FROM revisions WHERE current = 1 AND coalesce(published, added) >= ?2 AND coalesce(published," \
    " added) < ?3 LIMIT ?4"
#define OF_MEMBERS_TIME "SELECT article FROM members WHERE at >= ?2 AND at < ?3 LIMIT ?4"
#define OF_STORY "SELECT article FROM members WHERE story = ?5 LIMIT ?4"
#define OF_LANGUAGE "SELECT article FROM revisions WHERE current = 1 AND lang = ?1 LIMIT ?4"

void kb_among_forget(kb_store *store)
{
    free(store->among);
    store->among = NULL;
    store->among_bytes = 0;
}

static kb_status make_room(kb_store *store, kb_err *err)
{
    int64_t most = 0;
    kb_status status = KB_DB_NUMBER(store, err, 0, &most, "SELECT max(id) FROM articles", "");
    if (status != KB_OK) return status;
    kb_among_forget(store);
    store->among_bytes = most > 0 ? (size_t)most / 8 + 1 : 1;
    store->among = calloc(store->among_bytes, 1);
    return store->among ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

/* Leaves no set where there are too many. */
static kb_status gather(kb_store *store, sqlite3_stmt *stmt, kb_among *out, kb_err *err)
{
    kb_status status = KB_OK;
    int64_t count = 0;
    *out = (kb_among){ INT64_MAX, 0 };
    for (; status == KB_OK && kb_db_row(store, stmt, &status, err); count++) {
        int64_t article = sqlite3_column_int64(stmt, 0);
        if (article <= 0 || (size_t)article / 8 >= store->among_bytes) continue;
        store->among[article / 8] |= (uint8_t)(1 << article % 8);
        if (article < out->first) out->first = article;
        if (article > out->last) out->last = article;
    }
    sqlite3_reset(stmt);
    if (status == KB_OK && count <= store->among_few) return KB_OK;
    *out = (kb_among){ 1, INT64_MAX };
    kb_among_forget(store);
    return status;
}

kb_status kb_among_find(kb_store *store, const kb_asked *a, kb_among_of of, kb_among *out, kb_err *err)
{
    const struct {
        bool asked;
        kb_str text;
        const char *literal;
    } ways[] = {
        { a->story != 0, KB_STR(""), OF_STORY },
        { a->outlets.len != 0, kb_buf_str(&a->outlets), OF_OUTLETS },
        { a->since != INT64_MIN || a->until != INT64_MAX, KB_STR(""),
          of == KB_AMONG_MEMBERS ? OF_MEMBERS_TIME : OF_TIME },
        { a->lang.len != 0, a->lang, OF_LANGUAGE },
    };
    kb_status status = KB_OK;
    kb_among_forget(store);
    *out = (kb_among){ 1, INT64_MAX };
    for (size_t i = 0; i < sizeof ways / sizeof *ways && status == KB_OK && !store->among; i++) {
        sqlite3_stmt *stmt;
        if (!ways[i].asked) continue;
        status = make_room(store, err);
        if (status == KB_OK) status = kb_db_prepare(store, ways[i].literal, &stmt, err);
        if (status == KB_OK)
            status = kb_db_bind(store, stmt, err, a->story && i == 0 ? "siiii" : "siii", ways[i].text, a->since, a->until,
                                store->among_few + 1, a->story);
        if (status == KB_OK) status = gather(store, stmt, out, err);
    }
    return status;
}
