#include "store/said.h"

#include <inttypes.h>

#include "store/outlets.h"
#include "store/query.h"
#include "store/schema.h"
#include "text/fold.h"
#include "text/sound.h"

#define KEY_BYTES_MAX 512 /* of a key: what is longer is no name, and only its begin is kept */
#define KEY_MEMORY_MAX ((size_t)1 << 20)

/* ---- keys ---- */

/* ASCII that is no letter or digit; longer characters count as letters. */
static bool between_words(char c)
{
    return (unsigned char)c < 0x80 && !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z');
}

/* In place: one space for each run of what stands between words, none at the ends. */
static size_t join_words(char *key, size_t len)
{
    size_t to = 0;
    for (size_t i = 0; i < len; i++) {
        bool space = between_words(key[i]);
        if (space && (to == 0 || key[to - 1] == ' ')) continue;
        key[to++] = space ? ' ' : key[i];
    }
    return to && key[to - 1] == ' ' ? to - 1 : to;
}

static kb_str str_of(sqlite3_value *value)
{
    const char *at = (const char *)sqlite3_value_text(value);
    return (kb_str){ at, at ? (size_t)sqlite3_value_bytes(value) : 0 };
}

static void sql_key(sqlite3_context *context, int count, sqlite3_value **values)
{
    char key[KEY_BYTES_MAX];
    kb_str folded, name = str_of(values[0]);
    kb_arena *arena = kb_arena_new(KEY_MEMORY_MAX);
    (void)count;
    if (name.len > KEY_BYTES_MAX) name.len = KEY_BYTES_MAX;
    if (!arena || kb_fold(name, false, arena, &folded, NULL) != KB_OK) {
        kb_arena_free(arena);
        sqlite3_result_error_nomem(context);
        return;
    }
    size_t len = folded.len < sizeof key ? folded.len : sizeof key;
    if (len) memcpy(key, folded.at, len);
    kb_arena_free(arena);
    sqlite3_result_text(context, key, (int)join_words(key, len), SQLITE_TRANSIENT);
}

/* ---- sounds ---- */

#define SOUND_LATIN '^'  /* begins what leads to a name in Latin letters by its sound; no word has it; */
#define SOUND_OTHER '~'  /* in others. Names of one script are told by their letters, and most are in Latin ones */
#define SOUND_WORD_MIN 3 /* letters of a single word's key: shorter ones lead to too many */

/* ["^RN STN","^STN"]: of the whole name, and of each word that is long enough. A key has letters and spaces alone. */
static void sql_sounds(sqlite3_context *context, int count, sqlite3_value **values)
{
    char room[KB_SOUND_KEY_MAX];
    kb_str key, word, name = str_of(values[0]);
    kb_buf json = { 0 };
    (void)count;
    const char mark = kb_name_latin(name) ? SOUND_LATIN : SOUND_OTHER;
    kb_sound_key(sqlite3_user_data(context), name, room, &key);
    kb_buf_add_char(&json, '[');
    if (key.len) kb_buf_print(&json, "\"%c%.*s\"", mark, KB_STR_ARGS(key));
    for (kb_str rest = key; kb_str_next(&rest, ' ', &word);)
        if (word.len >= SOUND_WORD_MIN && word.len < key.len)
            kb_buf_print(&json, ",\"%c%.*s\"", mark, KB_STR_ARGS(word));
    kb_buf_add_char(&json, ']');
    if (json.failed)
        sqlite3_result_error_nomem(context);
    else
        sqlite3_result_text(context, json.at, (int)json.len, SQLITE_TRANSIENT);
    kb_buf_clear(&json);
}

/* kabar_sounds_like(one, key): is the one the other, of one word its last word, which is the family's name, mostly? */
static void sql_sounds_like(sqlite3_context *context, int count, sqlite3_value **values)
{
    kb_latin *latin = sqlite3_user_data(context);
    kb_str one = str_of(values[0]), key = str_of(values[1]);
    (void)count;
    bool single = kb_str_find(one, KB_STR(" "), 0) == SIZE_MAX;
    sqlite3_result_int(context, single ? kb_words_sound_alike(latin, one, kb_str_last_word(key))
                                       : kb_names_sound_alike(latin, one, key));
}

static void close_latin(void *latin)
{
    kb_latin_close(latin);
}

kb_status kb_said_register(kb_store *store, kb_err *err)
{
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    kb_latin *latin;
    kb_status status = kb_latin_open(&latin, err);
    if (status != KB_OK) return status;
    int result = sqlite3_create_function_v2(store->db, "kabar_sounds", 1, flags, latin, sql_sounds, NULL, NULL,
                                            close_latin); /* which SQLite calls in any case */
    if (result == SQLITE_OK)
        result = sqlite3_create_function_v2(store->db, "kabar_sounds_like", 2, flags, latin, sql_sounds_like, NULL,
                                            NULL, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_create_function_v2(store->db, "kabar_key", 1, flags, NULL, sql_key, NULL, NULL, NULL);
    return result == SQLITE_OK ? KB_OK : kb_db_fail(store, result, err);
}

kb_status kb_store_save_said(kb_store *store, int64_t revision, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err, KB_SAID_SPEAKERS("s.revision = ?1"), "i", revision);
    if (status == KB_OK) status = KB_DB_DO(store, err, KB_SAID_WORDS("s.revision = ?1"), "i", revision);
    if (status == KB_OK) status = KB_DB_DO(store, err, KB_SAID_SOUNDS("s.revision = ?1"), "i", revision);
    return status == KB_OK ? KB_DB_DO(store, err, KB_SAID_STATEMENTS("s.revision = ?1"), "i", revision) : status;
}

/* ---- speakers ---- */

#define SPEAKERS_WHERE(where)                                                                                    \
    "SELECT p.id, p.name, p.key, (SELECT count(*) FROM said AS d WHERE d.speaker = p.id AND NOT EXISTS (SELECT"  \
    " 1 FROM revisions AS r INDEXED BY revisions_past WHERE r.id = d.revision AND r.current = 0)) AS statements" \
    " FROM speaker_words AS w JOIN speakers AS p ON p.id = w.speaker WHERE " where                               \
    " GROUP BY p.id HAVING statements > 0 ORDER BY statements DESC, p.key LIMIT ?3"
/* All words of ?2. */
#define WITH_WORDS(first, each)                                                                        \
    first " AND NOT EXISTS (SELECT 1 FROM json_each('[\"' || replace(?2, ' ', '\",\"') || '\"]') AS j" \
          " WHERE instr(' ' || p.key || ' ', ' ' || j.value" each ") = 0)"
/* By the sound ?1 of ?2, in other scripts: of a name in Latin letters those in others alone. */
#define SOUNDING                                                                                  \
    "w.word IN ('~' || substr(?1, 2), iif(substr(?1, 1, 1) = '^', '', '^' || substr(?1, 2))) AND" \
    " kabar_sounds_like(?2, p.key)"

static kb_status each_speaker(kb_store *store, sqlite3_stmt *stmt, kb_str word, kb_str key, kb_each_speaker each,
                              void *user, size_t *found, kb_err *err)
{
    kb_status status = kb_db_bind(store, stmt, err, "ssi", word, key, (int64_t)KB_SPEAKERS_MAX);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        const kb_speaker_row row = { sqlite3_column_int64(stmt, 0), kb_db_str(stmt, 1), kb_db_str(stmt, 2),
                                     sqlite3_column_int64(stmt, 3) };
        ++*found;
        status = each(user, &row);
    }
    sqlite3_reset(stmt);
    return status;
}

/* The longest is the rarest, mostly. */
static kb_str longest_word(kb_str key)
{
    kb_str longest = { 0 }, word;
    while (kb_str_next(&key, ' ', &word))
        if (word.len > longest.len) longest = word;
    return longest;
}

/* What `sql` makes of a text; empty of NULL, or where it is longer than a key. */
static kb_status text_of(kb_store *store, const char *sql, kb_str asked, char room[KEY_BYTES_MAX], kb_str *out,
                         kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_str){ room, 0 };
    kb_status status = kb_db_prepare(store, sql, &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "s", asked);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_str text = kb_db_str(stmt, 0);
        if (text.len && text.len <= KEY_BYTES_MAX) memcpy(room, text.at, out->len = text.len);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static kb_status key_of(kb_store *store, kb_str name, char key[KEY_BYTES_MAX], kb_str *out, kb_err *err)
{
    kb_status status = text_of(store, "SELECT kabar_key(?1)", name, key, out, err);
    if (status == KB_OK && out->len == 0) return kb_fail(err, KB_ERR_FORMAT, "quotes: no name to look for");
    return status;
}

kb_status kb_store_speakers(kb_store *store, kb_str name, kb_each_speaker each, void *user, kb_err *err)
{
    char room[KEY_BYTES_MAX];
    kb_str key;
    sqlite3_stmt *stmt;
    size_t found = 0;
    kb_status status = key_of(store, name, room, &key, err);
    if (status != KB_OK) return status;
    kb_str word = longest_word(key);
    status = kb_db_prepare(store, SPEAKERS_WHERE(WITH_WORDS("w.word = ?1", " || ' '")), &stmt, err);
    if (status == KB_OK) status = each_speaker(store, stmt, word, key, each, user, &found, err);
    if (status != KB_OK || found) return status;
    status = kb_db_prepare(store, SPEAKERS_WHERE(WITH_WORDS("w.word >= ?1 AND w.word < ?1 || char(1114111)", "")),
                           &stmt, err);
    return status == KB_OK ? each_speaker(store, stmt, word, key, each, user, &found, err) : status;
}

kb_status kb_store_speakers_sounding(kb_store *store, kb_str name, kb_each_speaker each, void *user, kb_err *err)
{
    char of_name[KEY_BYTES_MAX], of_sound[KEY_BYTES_MAX];
    kb_str key, sound;
    sqlite3_stmt *stmt;
    size_t found = 0;
    kb_status status = key_of(store, name, of_name, &key, err);
    if (status == KB_OK)
        status = text_of(store, "SELECT json_extract(kabar_sounds(?1), '$[0]')", key, of_sound, &sound, err);
    if (status != KB_OK || !sound.len) return status;
    status = kb_db_prepare(store, SPEAKERS_WHERE(SOUNDING), &stmt, err);
    return status == KB_OK ? each_speaker(store, stmt, sound, key, each, user, &found, err) : status;
}

/* ---- what they said ---- */

#define SAID_COLUMNS                                                                                            \
    "SELECT d.speaker, r.article, coalesce(m.story, 0), r.id, s.n, d.at, coalesce(o.name, ''),"                 \
    " coalesce(r.url, r.canonical, ''), r.title, r.lang, r.published, r.published_zone, r.published_precision," \
    " r.added, r.text, s.content, s.type, s.stance, s.negated, s.hearsay, s.carriers,"                          \
    " coalesce((SELECT role FROM names AS k WHERE k.revision = r.id AND k.name = p.name LIMIT 1), ''), "        \
    "p.name," KB_OUTLET_COUNTED
#define SAID_TABLES                                                                   \
    " AS d JOIN speakers AS p ON p.id = d.speaker"                                    \
    " JOIN revisions AS r ON r.id = d.revision AND r.current = 1"                     \
    " JOIN statements AS s ON s.revision = d.revision AND s.n = d.n" KB_OUTLET_TABLES \
    " LEFT JOIN members AS m ON m.article = r.article"
/* In order first, and only then with what is to be told: whole texts would else be sorted. The limit is none, but keeps
 * SQLite from taking both steps as one. */
#define SAID_FROM                                                                                                   \
    " FROM (SELECT speaker, at, revision, n FROM said WHERE speaker IN (SELECT value FROM json_each(?1)) AND at >=" \
    " ?2 AND at < ?3 ORDER BY at DESC, revision DESC, n DESC LIMIT -1) AS d CROSS JOIN speakers AS p ON p.id ="     \
    " d.speaker CROSS JOIN revisions AS r ON r.id = d.revision AND r.current = 1 CROSS JOIN statements AS s ON"     \
    " s.revision = d.revision AND s.n = d.n" KB_OUTLET_TABLES " LEFT JOIN members AS m ON m.article = r.article"
#define SAID_WHERE " WHERE (?4 = '' OR s.stance = ?4) AND (?5 = '' OR r.lang = ?5) AND " KB_OUTLET_FITS("r", "?6")
enum { SAID_MARKED = 24 };

/* "[[12,40],[52,60]]", as store/claims.c writes it. */
static kb_status read_spans(kb_str json, kb_arena *arena, kb_spans *out, kb_err *err)
{
    struct {
        kb_span *at;
        size_t count;
    } list = { 0 };
    size_t number = 0, numbers = 0, first = 0;
    bool digits = false;
    for (size_t i = 0; i < json.len; i++) {
        char c = json.at[i];
        if (c >= '0' && c <= '9') {
            number = digits ? number * 10 + (size_t)(c - '0') : (size_t)(c - '0');
            digits = true;
            continue;
        }
        if (!digits) continue;
        digits = false;
        if (numbers++ % 2 == 0) {
            first = number;
            continue;
        }
        kb_span *span = KB_ADD(arena, &list, kb_span);
        if (!span) return kb_arena_fail(arena, err);
        *span = kb_span_of(first, number);
    }
    *out = (kb_spans){ list.at, list.count };
    return KB_OK;
}

static kb_status read_strs(kb_store *store, kb_str json, kb_arena *arena, kb_strs *out, kb_err *err)
{
    *out = (kb_strs){ 0 };
    if (json.len <= 2) return KB_OK; /* "[]": most are */
    return KB_DB_STRS(store, err, arena, out, "SELECT value FROM json_each(?1)", "s", json);
}

/* Is one of the words that the search marked in the statement? `marked` is the text with KB_HIT_BEGIN around them. */
static bool any_marked(kb_str marked, kb_spans content)
{
    size_t at = 0; /* in the text without marks */
    for (size_t i = 0; i < marked.len; i++) {
        if (marked.at[i] == KB_HIT_END) continue;
        if (marked.at[i] != KB_HIT_BEGIN) {
            at++;
            continue;
        }
        for (size_t j = 0; j < content.count; j++)
            if (at >= content.at[j].begin && at < content.at[j].end) return true;
    }
    return false;
}

static kb_status read_said(kb_store *store, sqlite3_stmt *stmt, kb_arena *arena, kb_said_row *row, kb_err *err)
{
    *row = (kb_said_row){ .speaker = sqlite3_column_int64(stmt, 0),
                          .article = sqlite3_column_int64(stmt, 1),
                          .story = sqlite3_column_int64(stmt, 2),
                          .revision = sqlite3_column_int64(stmt, 3),
                          .n = sqlite3_column_int64(stmt, 4),
                          .at = sqlite3_column_int64(stmt, 5),
                          .outlet = kb_db_str(stmt, 6),
                          .url = kb_db_str(stmt, 7),
                          .title = kb_db_str(stmt, 8),
                          .lang = kb_db_str(stmt, 9),
                          .published = kb_db_time(stmt, 10),
                          .added = sqlite3_column_int64(stmt, 13),

                          .text = kb_db_str(stmt, 14),
                          .type = kb_db_str(stmt, 16),
                          .stance = kb_db_str(stmt, 17),
                          .negated = sqlite3_column_int(stmt, 18) != 0,
                          .hearsay = sqlite3_column_int(stmt, 19) != 0,
                          .role = kb_db_str(stmt, 21),
                          .name = kb_db_str(stmt, 22),
                          .counted = kb_db_str(stmt, 23) };
    kb_status status = read_spans(kb_db_str(stmt, 15), arena, &row->content, err);
    return status == KB_OK ? read_strs(store, kb_db_str(stmt, 20), arena, &row->carriers, err) : status;
}

static kb_status each_said(kb_store *store, sqlite3_stmt *stmt, bool about, kb_each_said each, void *user, kb_err *err)
{
    enum { ROW_BYTES_MAX = 16 << 20 };
    int64_t revision = 0, n = 0;
    kb_status status = KB_OK;
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_said_row row;
        kb_arena *arena = kb_arena_new(ROW_BYTES_MAX);
        if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        status = read_said(store, stmt, arena, &row, err);
        bool again = row.revision == revision && row.n == n; /* two of the speakers said it together */
        revision = row.revision;
        n = row.n;
        if (status == KB_OK && !again && row.content.count &&
            (!about || any_marked(kb_db_str(stmt, SAID_MARKED), row.content)))
            status = each(user, &row);
        kb_arena_free(arena);
    }
    return status == KB_ERR_STOPPED ? KB_OK : status;
}

/* The articles that have the words are found once, and only their texts are marked: asked row by row, the full-text
 * index takes thirty times as long. */
static kb_status run_said(kb_store *store, kb_str speakers, const kb_asked *a, kb_str stance, kb_each_said each,
                          void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    bool about = a->match.len != 0;
    kb_status status =
        about ? kb_db_prepare(store,
                              SAID_COLUMNS ", highlight(search, 4, char(2), char(3))" SAID_FROM
                                           " CROSS JOIN search ON search.rowid = r.article" SAID_WHERE
                                           " AND r.article IN (SELECT rowid FROM search WHERE search MATCH ?7)"
                                           " AND search MATCH ?7",
                              &stmt, err)
              : kb_db_prepare(store, SAID_COLUMNS SAID_FROM SAID_WHERE, &stmt, err);
    if (status == KB_OK)
        status = about ? kb_db_bind(store, stmt, err, "siissss", speakers, a->since, a->until, stance, a->lang,
                                    kb_buf_str(&a->outlets), kb_buf_str(&a->match))
                       : kb_db_bind(store, stmt, err, "siisss", speakers, a->since, a->until, stance, a->lang,
                                    kb_buf_str(&a->outlets));
    if (status == KB_OK) status = each_said(store, stmt, about, each, user, err);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_said(kb_store *store, const int64_t *speakers, size_t count, const kb_query *query,
                        const char *stance, kb_each_said each, void *user, kb_err *err)
{
    kb_asked a;
    kb_buf ids = { 0 };
    kb_status status = kb_query_ask(store, query, &a, err);
    kb_buf_add_char(&ids, '[');
    for (size_t i = 0; i < count; i++) kb_buf_print(&ids, "%s%" PRId64, i ? "," : "", speakers[i]);
    kb_buf_add_char(&ids, ']');
    if (status == KB_OK && ids.failed) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK)
        status = run_said(store, kb_buf_str(&ids), &a, kb_str_of(stance ? stance : ""), each, user, err);
    kb_buf_clear(&ids);
    kb_asked_clear(&a);
    return status;
}

/* ---- what is new ---- */

#define SAID_NEW                                                                                                   \
    " WHERE d.revision > ?1 AND d.revision <= ?2 AND d.at >= ?3 AND d.at < ?4 AND (?5 = '' OR s.stance = ?5)"      \
    " AND (?6 = '' OR r.lang = ?6) AND +d.speaker IN (SELECT w.speaker FROM speaker_words AS w JOIN speakers AS q" \
    " ON q.id = w.speaker WHERE w.word = ?7 AND NOT EXISTS (SELECT 1 FROM"                                         \
    " json_each('[\"' || replace(?8, ' ', '\",\"') || '\"]') AS j WHERE instr(' ' || q.key || ' ', ' ' || j.value" \
    " || ' ') = 0))"
#define SAID_NEW_ORDER " ORDER BY d.revision, d.n"

static kb_status run_new(kb_store *store, kb_str key, const kb_asked *a, kb_str stance, int64_t after, int64_t until,
                         kb_each_said each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    bool about = a->match.len != 0;
    kb_str word = longest_word(key);
    kb_status status =
        about ? kb_db_prepare(store,
                              SAID_COLUMNS ", highlight(search, 4, char(2), char(3)) FROM said" SAID_TABLES
                                           " CROSS JOIN search ON search.rowid = r.article" SAID_NEW
                                           " AND search MATCH ?9" SAID_NEW_ORDER,
                              &stmt, err)
              : kb_db_prepare(store, SAID_COLUMNS " FROM said" SAID_TABLES SAID_NEW SAID_NEW_ORDER, &stmt, err);
    if (status == KB_OK)
        status = about ? kb_db_bind(store, stmt, err, "iiiisssss", after, until, a->since, a->until, stance, a->lang,
                                    word, key, kb_buf_str(&a->match))
                       : kb_db_bind(store, stmt, err, "iiiissss", after, until, a->since, a->until, stance, a->lang,
                                    word, key);
    if (status == KB_OK) status = each_said(store, stmt, about, each, user, err);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_said_new(kb_store *store, kb_str name, const kb_query *query, const char *stance, int64_t after,
                            int64_t until, kb_each_said each, void *user, kb_err *err)
{
    char room[KEY_BYTES_MAX];
    kb_str key;
    kb_asked a;
    kb_status status = key_of(store, name, room, &key, err);
    if (status != KB_OK) return status;
    status = kb_query_ask_new(store, query, after, &a, err);
    if (status == KB_OK)
        status = run_new(store, key, &a, kb_str_of(stance ? stance : ""), after, until, each, user, err);
    kb_asked_clear(&a);
    return status;
}
