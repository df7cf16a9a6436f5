#include "store/rank.h"

#include <math.h>
#include <stdlib.h>

/* As FTS5's bm25(): Robertson and Zaragoza 2009. */
#define K1 1.2
#define B 0.75
#define LEAST 1e-6 /* what a word counts at least that more than half of all rows have */

/* Of one query. */
typedef struct {
    int phrases;
    double mean; /* words of a row */
    double *worth, *often;
} weighing;

typedef struct {
    sqlite3_int64 hits, last;
} counting;

static int count_hit(const Fts5ExtensionApi *api, Fts5Context *row, void *user)
{
    counting *c = user;
    c->last = api->xRowid(row);
    return ++c->hits == KB_RANK_COUNTED ? SQLITE_DONE : SQLITE_OK;
}

/* Rows are numbered in a row, but for those that went. */
static int worth_of(const Fts5ExtensionApi *api, Fts5Context *context, int phrase, sqlite3_int64 rows, double *out)
{
    counting c = { 0, 0 };
    int result = api->xQueryPhrase(context, phrase, &c, count_hit);
    double hits = (double)c.hits, all = (double)rows;
    if (c.hits == KB_RANK_COUNTED && c.last > 0 && c.last < rows) hits *= all / (double)c.last;
    *out = log((all - hits + 0.5) / (hits + 0.5));
    if (*out <= 0) *out = LEAST;
    return result;
}

static int weigh(const Fts5ExtensionApi *api, Fts5Context *context, weighing **out)
{
    sqlite3_int64 rows = 0, words = 0;
    int phrases = api->xPhraseCount(context), result;
    size_t count = (size_t)phrases;
    weighing *w = malloc(sizeof *w + 2 * count * sizeof(double));
    if (!w) return SQLITE_NOMEM;
    *w = (weighing){ phrases, 0, (double *)(void *)(w + 1), (double *)(void *)(w + 1) + count };
    result = api->xRowCount(context, &rows);
    if (result == SQLITE_OK) result = api->xColumnTotalSize(context, -1, &words);
    w->mean = (double)words / (double)rows;
    for (int i = 0; i < phrases && result == SQLITE_OK; i++) result = worth_of(api, context, i, rows, &w->worth[i]);
    *out = NULL;
    if (result != SQLITE_OK) {
        free(w);
        return result;
    }
    if ((result = api->xSetAuxdata(context, w, free)) == SQLITE_OK) *out = w; /* it frees where it fails, too */
    return result;
}

static int score(const Fts5ExtensionApi *api, Fts5Context *context, const weighing *w, int count,
                 sqlite3_value **weights, double *out)
{
    int hits = 0, size = 0, result = api->xInstCount(context, &hits);
    for (int i = 0; i < w->phrases; i++) w->often[i] = 0;
    for (int i = 0; i < hits && result == SQLITE_OK; i++) {
        int phrase, column, place;
        result = api->xInst(context, i, &phrase, &column, &place);
        if (result == SQLITE_OK) w->often[phrase] += column < count ? sqlite3_value_double(weights[column]) : 1.0;
    }
    if (result == SQLITE_OK) result = api->xColumnSize(context, -1, &size);
    *out = 0;
    for (int i = 0; i < w->phrases && result == SQLITE_OK; i++)
        *out += w->worth[i] * ((w->often[i] * (K1 + 1)) / (w->often[i] + K1 * (1 - B + B * (double)size / w->mean)));
    return result;
}

static void sql_rank(const Fts5ExtensionApi *api, Fts5Context *context, sqlite3_context *to, int count,
                     sqlite3_value **weights)
{
    double rank = 0;
    int result = SQLITE_OK;
    weighing *w = api->xGetAuxdata(context, 0);
    if (!w) result = weigh(api, context, &w);
    if (result == SQLITE_OK) result = score(api, context, w, count, weights, &rank);
    if (result == SQLITE_OK)
        sqlite3_result_double(to, rank);
    else
        sqlite3_result_error_code(to, result);
}

static void sql_among(sqlite3_context *to, int count, sqlite3_value **values)
{
    const kb_store *store = sqlite3_user_data(to);
    int64_t article = sqlite3_value_int64(values[0]);
    (void)count;
    bool known = article >= 0 && (size_t)article / 8 < store->among_bytes;
    sqlite3_result_int(to, !store->among || (known && store->among[article / 8] >> (article % 8) & 1));
}

kb_status kb_rank_fts5(kb_store *store, fts5_api **out, kb_err *err)
{
    sqlite3_stmt *stmt = NULL;
    int result = sqlite3_prepare_v2(store->db, "SELECT fts5(?1)", -1, &stmt, NULL);
    *out = NULL;
    if (result == SQLITE_OK) {
        sqlite3_bind_pointer(stmt, 1, (void *)out, "fts5_api_ptr", NULL);
        sqlite3_step(stmt);
        result = sqlite3_finalize(stmt);
    }
    if (result != SQLITE_OK) return kb_db_fail(store, result, err);
    return *out ? KB_OK : kb_fail(err, KB_ERR_IO, "SQLite has no full-text search (FTS5)");
}

kb_status kb_rank_register(kb_store *store, kb_err *err)
{
    fts5_api *api;
    kb_status status = kb_rank_fts5(store, &api, err);
    if (status != KB_OK) return status;
    int result = api->xCreateFunction(api, "kabar_rank", NULL, sql_rank, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_create_function_v2(store->db, "kabar_among", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, store,
                                            sql_among, NULL, NULL, NULL);
    return result == SQLITE_OK ? KB_OK : kb_db_fail(store, result, err);
}
