/* Stories: who is in them, why, and what the next report is held against (story/live.h). */
#include <math.h>
#include <stdlib.h>

#include "store/hand.h"
#include "store/redirect.h"

#define ALL_LANGS 0 /* the row of all languages together */

/* ---- reports as bytes ---- */

/* A term is four bytes of its hash, two of its counts, its use (and whether it leads to the report), how rare it is;
 * numbers lowest byte first. */
#define TERM_BYTES 8
#define LEADS 0x80
_Static_assert(KB_TERM_PLACE < LEADS, "a bit of a term's use is free");
/* A link is eight bytes of the article's number and two of its odds, in KB_ODDS_STEPS. */
#define LINK_BYTES 10

static void put_number(unsigned char **to, uint64_t number, int bytes)
{
    for (int b = 0; b < bytes; b++) *(*to)++ = (unsigned char)(number >> (8 * b) & 0xFF);
}

static uint64_t get_number(const unsigned char **from, int bytes)
{
    uint64_t number = 0;
    for (int b = 0; b < bytes; b++) number |= (uint64_t) * (*from)++ << (8 * b);
    return number;
}

static unsigned char *sketch_bytes(const kb_sketch *sketch, const uint16_t *lead, size_t lead_count)
{
    unsigned char *bytes = malloc((sketch->count + 1) * TERM_BYTES), *to = bytes;
    for (size_t i = 0; bytes && i < sketch->count; i++) {
        put_number(&to, sketch->at[i].term, 4);
        put_number(&to, sketch->at[i].counts, 2);
        put_number(&to, sketch->at[i].use, 1);
        put_number(&to, sketch->at[i].rare, 1);
    }
    for (size_t i = 0; bytes && i < lead_count; i++) bytes[lead[i] * TERM_BYTES + 6] |= LEADS;
    return bytes;
}

/* Terms out of order (a damaged desk) are left out. */
static void read_sketch(kb_str bytes, kb_term *terms, kb_sketch *out)
{
    const unsigned char *from = (const unsigned char *)bytes.at;
    out->at = terms;
    out->count = 0;
    for (size_t i = 0; i + TERM_BYTES <= bytes.len && out->count < KB_SKETCH_TERMS_MAX; i += TERM_BYTES) {
        kb_term t = { .term = (uint32_t)get_number(&from, 4) };
        t.counts = (uint16_t)get_number(&from, 2);
        t.use = (uint8_t)(get_number(&from, 1) & ~(uint64_t)LEADS);
        t.rare = (uint8_t)get_number(&from, 1);
        if (out->count == 0 || t.term > terms[out->count - 1].term) terms[out->count++] = t;
    }
}

static unsigned char *link_bytes(const kb_odds *links, size_t count)
{
    unsigned char *bytes = malloc((count + 1) * LINK_BYTES), *to = bytes;
    for (size_t i = 0; bytes && i < count; i++) {
        put_number(&to, (uint64_t)links[i].article, 8);
        put_number(&to, (uint64_t)(links[i].odds + 0x8000), 2);
    }
    return bytes;
}

static kb_str blob(sqlite3_stmt *stmt, int column)
{
    int len = sqlite3_column_bytes(stmt, column);
    return (kb_str){ sqlite3_column_blob(stmt, column), len > 0 ? (size_t)len : 0 };
}

/* ---- what live reports are asked for ---- */

typedef struct {
    int64_t reports, all; /* counted now; ever */
} language_count;

static kb_status count_of_language(kb_store *store, uint32_t lang, language_count *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (language_count){ 0 };
    kb_status status = kb_db_prepare(store, "SELECT reports, total FROM term_languages WHERE lang = ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", (int64_t)lang);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err))
        *out = (language_count){ sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1) };
    if (stmt) sqlite3_reset(stmt);
    return status;
}

/* Counts of older epochs halve. */
static uint32_t aged(int64_t reports, int64_t epochs)
{
    return epochs < 32 && reports < UINT32_MAX ? (uint32_t)reports >> epochs : 0;
}

/* A term that only travels is counted with those of all languages. */
static int64_t epoch_for(const kb_store *store, const kb_term *t, const language_count *own, const language_count *all)
{
    return (t->use & KB_TERM_SPEAKS ? own : all)->all / store->window.epoch;
}

static kb_status frequencies(void *self, const kb_sketch *sketch, uint32_t *counts, kb_reports *reports, kb_err *err)
{
    kb_store *store = self;
    language_count own, all;
    sqlite3_stmt *stmt;
    kb_status status = count_of_language(store, sketch->lang, &own, err);
    if (status == KB_OK) status = count_of_language(store, ALL_LANGS, &all, err);
    if (status == KB_OK)
        status = kb_db_prepare(store, "SELECT reports, max(?2 - epoch, 0) FROM terms WHERE term = ?1", &stmt, err);
    *reports = (kb_reports){ (uint32_t)own.reports, (uint32_t)all.reports };
    for (size_t i = 0; i < sketch->count && status == KB_OK; i++) {
        counts[i] = 0;
        status = kb_db_bind(store, stmt, err, "ii", (int64_t)sketch->at[i].term,
                            epoch_for(store, &sketch->at[i], &own, &all));
        if (status == KB_OK && kb_db_row(store, stmt, &status, err))
            counts[i] = aged(sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1));
        sqlite3_reset(stmt);
    }
    return status;
}

static kb_status postings(void *self, uint32_t term, uint32_t except, size_t limit, kb_posting *out, size_t *count,
                          kb_err *err)
{
    kb_store *store = self;
    sqlite3_stmt *stmt;
    *count = 0;
    kb_status status =
        kb_db_prepare(store,
                      "SELECT article, weight, lang FROM leads WHERE term = ?1 AND article >= (SELECT oldest FROM live)"
                      " ORDER BY article DESC LIMIT ?2",
                      &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", (int64_t)term, (int64_t)limit);
    while (status == KB_OK && *count < limit && kb_db_row(store, stmt, &status, err))
        if (!except || sqlite3_column_int64(stmt, 2) != (int64_t)except)
            out[(*count)++] = (kb_posting){ sqlite3_column_int64(stmt, 0), (uint16_t)sqlite3_column_int(stmt, 1) };
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static void read_held(sqlite3_stmt *stmt, kb_held *held, kb_term *terms)
{
    *held = (kb_held){ .article = sqlite3_column_int64(stmt, 0),
                       .story = sqlite3_column_int64(stmt, 1),
                       .when = sqlite3_column_int64(stmt, 2),
                       .dated = sqlite3_column_int(stmt, 3) != 0,
                       .best = (float)sqlite3_column_double(stmt, 4),
                       .sixth = (float)sqlite3_column_double(stmt, 5) };
    read_sketch(blob(stmt, 9), terms, &held->sketch);
    held->sketch.lang = (uint32_t)sqlite3_column_int64(stmt, 6);
    held->sketch.outlet = (uint32_t)sqlite3_column_int64(stmt, 7);
    held->sketch.length = (uint32_t)sqlite3_column_int64(stmt, 8);
    kb_held_weigh(held);
    kb_held_arrange(held);
}

static kb_status load_one(kb_store *store, int64_t article, kb_arena *arena, const kb_held **out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = NULL;
    kb_status status = kb_db_prepare(store,
                                     "SELECT article, story, at, dated, best, sixth, lang, outlet, length, sketch"
                                     " FROM members WHERE article = ?1",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_held *held = KB_NEW(arena, kb_held, 1);
        kb_term *terms = KB_NEW(arena, kb_term, blob(stmt, 9).len / TERM_BYTES);
        if (held && terms)
            read_held(stmt, held, terms);
        else
            status = kb_arena_fail(arena, err);
        *out = held;
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static kb_status load(void *self, const int64_t *articles, size_t count, kb_arena *arena, const kb_held **out,
                      kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < count && status == KB_OK; i++) status = load_one(self, articles[i], arena, &out[i], err);
    return status;
}

static kb_status links(void *self, int64_t article, kb_odds *out, size_t *count, uint32_t *lang, kb_err *err)
{
    kb_store *store = self;
    sqlite3_stmt *stmt;
    *count = 0;
    *lang = 0;
    kb_status status = kb_db_prepare(
        store, "SELECT links, lang FROM members WHERE article = ?1 AND article >= (SELECT oldest FROM live)", &stmt,
        err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_str bytes = blob(stmt, 0);
        *lang = (uint32_t)sqlite3_column_int64(stmt, 1);
        const unsigned char *from = (const unsigned char *)bytes.at;
        for (size_t i = 0; i + LINK_BYTES <= bytes.len && *count < KB_LIVE_LINKS_MAX; i += LINK_BYTES) {
            int64_t other = (int64_t)get_number(&from, 8);
            out[(*count)++] = (kb_odds){ other, (int32_t)get_number(&from, 2) - 0x8000 };
        }
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static kb_status members(void *self, int64_t story, size_t limit, int64_t *out, size_t *count, size_t *size,
                         kb_err *err)
{
    kb_store *store = self;
    sqlite3_stmt *stmt;
    int64_t reports = 0;
    *count = 0;
    kb_status status = KB_DB_NUMBER(store, err, 0, &reports, "SELECT reports FROM stories WHERE id = ?1", "i", story);
    *size = (size_t)reports;
    if (status != KB_OK || limit == 0) return status;
    status =
        kb_db_prepare(store, "SELECT article FROM members WHERE story = ?1 ORDER BY article DESC LIMIT ?2", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", story, (int64_t)limit);
    while (status == KB_OK && *count < limit && kb_db_row(store, stmt, &status, err))
        out[(*count)++] = sqlite3_column_int64(stmt, 0);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

/* ---- changes ---- */

static kb_status new_story(kb_store *store, int64_t article, int64_t *story, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err,
                                "INSERT INTO stories(title, first, last, reports)"
                                " SELECT title, 0, 0, 0 FROM revisions WHERE article = ?1 AND current = 1",
                                "i", article);
    *story = sqlite3_last_insert_rowid(store->db);
    return status;
}

/* Counts the members of a story anew; one without is no more, and its number leads on. */
static kb_status count_story(kb_store *store, int64_t story, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err,
                                "UPDATE stories SET (reports, first, last) = (SELECT count(*), coalesce(min(at), 0),"
                                " coalesce(max(at), 0) FROM members WHERE story = ?1) WHERE id = ?1",
                                "i", story);
    if (status != KB_OK) return status;
    status = KB_DB_DO(store, err, "DELETE FROM stories WHERE id = ?1 AND reports = 0", "i", story);
    return status == KB_OK && sqlite3_changes(store->db) ? kb_redirect_end(store, story, err) : status;
}

static kb_status count_report(kb_store *store, uint32_t lang, language_count *language, kb_err *err)
{
    language->reports++;
    if (++language->all % store->window.epoch == 0) language->reports /= 2;
    return KB_DB_DO(store, err,
                    "INSERT INTO term_languages(lang, reports, total) VALUES(?1, ?2, ?3) ON CONFLICT(lang) DO UPDATE"
                    " SET reports = ?2, total = ?3",
                    "iii", (int64_t)lang, language->reports, language->all);
}

/* One statement that updates or inserts would be guarded by a savepoint, which makes the full-text index write what it
 * holds in memory: for each term. */
static kb_status count_term(kb_store *store, int64_t term, int64_t epoch, kb_err *err)
{
    kb_status status = KB_DB_DO(
        store, err, "UPDATE terms SET reports = (reports >> max(?2 - epoch, 0)) + 1, epoch = ?2 WHERE term = ?1", "ii",
        term, epoch);
    if (status != KB_OK || sqlite3_changes(store->db)) return status;
    return KB_DB_DO(store, err, "INSERT INTO terms(term, reports, epoch) VALUES(?1, 1, ?2)", "ii", term, epoch);
}

static kb_status count_terms(kb_store *store, const kb_sketch *sketch, kb_err *err)
{
    language_count own, all;
    kb_status status = count_of_language(store, sketch->lang, &own, err);
    if (status == KB_OK) status = count_of_language(store, ALL_LANGS, &all, err);
    for (size_t i = 0; i < sketch->count && status == KB_OK; i++)
        status = count_term(store, (int64_t)sketch->at[i].term, epoch_for(store, &sketch->at[i], &own, &all), err);
    if (status != KB_OK) return status;
    status = count_report(store, sketch->lang, &own, err);
    return status == KB_OK ? count_report(store, ALL_LANGS, &all, err) : status;
}

static kb_status add_leads(kb_store *store, const kb_held *held, const uint16_t *lead, size_t count, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store, "INSERT OR REPLACE INTO leads(term, article, weight, lang) VALUES(?1, ?2, ?3, ?4)", &stmt, err);
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        const kb_term *t = &held->sketch.at[lead[i]];
        status = kb_db_bind(store, stmt, err, "iiii", (int64_t)t->term, held->article,
                            (int64_t)lroundf(kb_held_share(held, t) * KB_LIVE_STEPS),
                            (int64_t)KB_LIVE_LANG(held->sketch.lang));
        if (status == KB_OK) (void)kb_db_row(store, stmt, &status, err);
        sqlite3_reset(stmt);
    }
    return status;
}

/* `nearest`: the report by which it joined its story; NULL where it began one. */
static kb_status add_member(kb_store *store, const kb_held *held, int64_t story, const unsigned char *terms,
                            const kb_odds *odds, size_t count, const kb_odds *nearest, kb_err *err)
{
    unsigned char *near = link_bytes(odds, count);
    kb_status status = terms && near ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK)
        status = KB_DB_DO(
            store, err,
            "INSERT INTO members(article, story, score, nearest, at, dated, best, sixth, lang, outlet,"
            " length, sketch, links, joined) VALUES(?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
            " ?12, ?13, ?2)",
            "iiriiirriiibb", held->article, story, nearest ? 1 / (1 + exp(-(double)kb_odds_of(nearest->odds))) : 0.0,
            nearest ? nearest->article : (int64_t)0, held->when, (int64_t)held->dated, (double)held->best,
            (double)held->sixth, (int64_t)held->sketch.lang, (int64_t)held->sketch.outlet, (int64_t)held->sketch.length,
            (kb_str){ (const char *)terms, held->sketch.count * TERM_BYTES },
            (kb_str){ (const char *)near, count * LINK_BYTES });
    free(near);
    return status;
}

/* One more report makes a story hotter; what left does not cool it (store/stories.c needs no less than it is). */
static kb_status heat_story(kb_store *store, int64_t story, int64_t article, kb_err *err)
{
    sqlite3_stmt *stmt;
    double hot = 0, before = 0;
    kb_status status = kb_db_prepare(
        store, "SELECT s.hot, m.at FROM stories AS s, members AS m WHERE s.id = ?1 AND m.article = ?2", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", story, article);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        before = sqlite3_column_double(stmt, 0);
        hot = sqlite3_column_double(stmt, 1) / KB_PACE_NOW;
    }
    if (stmt) sqlite3_reset(stmt);
    if (status != KB_OK) return status;
    hot = fmax(hot, before) + log2(1 + exp2(-fabs(hot - before)));
    return KB_DB_DO(store, err, "UPDATE stories SET hot = ?2 WHERE id = ?1", "ir", story, hot);
}

/* A story without members has no times yet. */
static kb_status count_member(kb_store *store, const kb_held *held, int64_t story, kb_err *err)
{
    return KB_DB_DO(
        store, err,
        "UPDATE stories SET first = iif(reports, min(first, ?2), ?2), last = iif(reports, max(last, ?2), ?2),"
        " reports = reports + 1 WHERE id = ?1",
        "ii", story, held->when);
}

typedef struct {
    bool known;         /* there is such a report */
    int64_t when, next; /* next: the report behind it; 0 */
} border;

/* The report at the border, and its terms (room: KB_SKETCH_TERMS_MAX) that lead to it. */
static kb_status look_at_border(kb_store *store, int64_t oldest, border *out, int64_t *terms, size_t *count,
                                kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (border){ 0 };
    *count = 0;
    kb_status status = kb_db_prepare(store,
                                     "SELECT article, at, sketch FROM members WHERE article >= ?1"
                                     " ORDER BY article LIMIT 2",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", oldest);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        int64_t article = sqlite3_column_int64(stmt, 0);
        if (article > oldest) {
            out->next = article;
            break;
        }
        out->known = true;
        out->when = sqlite3_column_int64(stmt, 1);
        kb_str bytes = blob(stmt, 2);
        const unsigned char *from = (const unsigned char *)bytes.at;
        for (size_t i = 0; i + TERM_BYTES <= bytes.len && *count < KB_SKETCH_TERMS_MAX; i += TERM_BYTES) {
            const unsigned char *term = from + i;
            if (from[i + 6] & LEADS) terms[(*count)++] = (int64_t)get_number(&term, 4);
        }
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static kb_status remove_leads(kb_store *store, int64_t article, const int64_t *terms, size_t count, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < count && status == KB_OK; i++)
        status = KB_DB_DO(store, err, "DELETE FROM leads WHERE term = ?1 AND article = ?2", "ii", terms[i], article);
    return status;
}

/* Moves the border behind which reports lead nowhere any more, and removes what led to them; a few steps with each
 * report, so that it keeps up. */
static kb_status forget_old(kb_store *store, const kb_held *held, kb_err *err)
{
    const kb_window *w = &store->window;
    int64_t oldest = 0, newest = 0, terms[KB_SKETCH_TERMS_MAX];
    kb_status status = KB_OK;
    if (held->dated)
        status = KB_DB_DO(store, err, "UPDATE live SET newest = max(newest, ?1) WHERE newest < ?1", "i", held->when);
    if (status == KB_OK) status = KB_DB_NUMBER(store, err, 0, &oldest, "SELECT oldest FROM live", "");
    if (status == KB_OK) status = KB_DB_NUMBER(store, err, 0, &newest, "SELECT newest FROM live", "");
    for (int i = 0; i < w->steps && status == KB_OK && held->article - oldest >= w->min; i++) {
        border at;
        size_t count;
        status = look_at_border(store, oldest, &at, terms, &count, err);
        bool old = !at.known || at.when < newest - w->seconds || held->article - oldest >= w->max;
        if (status != KB_OK || !old || !at.next) break;
        status = remove_leads(store, oldest, terms, count, err);
        if (status == KB_OK) status = KB_DB_DO(store, err, "UPDATE live SET oldest = ?1", "i", at.next);
        oldest = at.next;
    }
    return status;
}

static kb_status put(void *self, const kb_held *held, const kb_odds *odds, size_t link_count, const uint16_t *lead,
                     size_t lead_count, int64_t *story, kb_err *err)
{
    kb_store *store = self;
    const kb_odds *nearest = *story && link_count ? &odds[0] : NULL;
    kb_status status = count_terms(store, &held->sketch, err);
    if (status == KB_OK && *story == 0) status = new_story(store, held->article, story, err);
    unsigned char *terms = sketch_bytes(&held->sketch, lead, lead_count);
    if (status == KB_OK) status = add_member(store, held, *story, terms, odds, link_count, nearest, err);
    free(terms);
    if (status == KB_OK) status = add_leads(store, held, lead, lead_count, err);
    if (status == KB_OK) status = count_member(store, held, *story, err);
    if (status == KB_OK) status = heat_story(store, *story, held->article, err);
    return status == KB_OK ? forget_old(store, held, err) : status;
}

static kb_status move(void *self, int64_t article, int64_t *story, kb_err *err)
{
    kb_store *store = self;
    int64_t from = 0;
    kb_status status = kb_store_story_of(store, article, &from, err);
    if (status == KB_OK && *story == 0) status = new_story(store, article, story, err);
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "UPDATE members SET story = ?2 WHERE article = ?1", "ii", article, *story);
    if (status == KB_OK && from != *story) status = kb_redirect_count(store, from, *story, err);
    if (status == KB_OK) status = heat_story(store, *story, article, err);
    if (status == KB_OK) status = count_story(store, *story, err);
    return status == KB_OK ? count_story(store, from, err) : status;
}

/* What it was counted with stays counted, as of reports that are old. */
kb_status kb_store_leave_story(kb_store *store, int64_t article, kb_err *err)
{
    int64_t story = 0, terms[KB_SKETCH_TERMS_MAX];
    size_t count;
    border at;
    kb_status status = kb_store_story_of(store, article, &story, err);
    if (status != KB_OK || !story) return status;
    status = look_at_border(store, article, &at, terms, &count, err);
    if (status == KB_OK) status = remove_leads(store, article, terms, count, err);
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "UPDATE members SET nearest = NULL WHERE nearest = ?1", "i", article);
    if (status == KB_OK) status = KB_DB_DO(store, err, "DELETE FROM members WHERE article = ?1", "i", article);
    if (status == KB_OK)
        status = KB_DB_DO(store, err,
                          "UPDATE stories SET title = coalesce((SELECT r.title FROM members AS m JOIN revisions AS r"
                          " ON r.article = m.article AND r.current = 1 WHERE m.story = ?1 ORDER BY m.article LIMIT 1),"
                          " '') WHERE id = ?1",
                          "i", story);
    return status == KB_OK ? count_story(store, story, err) : status;
}

void kb_store_set_window(kb_store *store, const kb_window *window)
{
    store->window = *window;
}

kb_live kb_store_live(kb_store *store)
{
    return (kb_live){ frequencies, postings, NULL, load, links, members, put, move, store, kb_store_hands(store) };
}

kb_status kb_store_story_of(kb_store *store, int64_t article, int64_t *story, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, story, "SELECT story FROM members WHERE article = ?1", "i", article);
}
