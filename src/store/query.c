#include "store/query.h"

#include "base/time.h"
#include "base/utf8.h"
#include "store/outlets.h"
#include "store/tokenizer.h"
#include "text/code.h"

#define QUERY_BYTES_MAX 4096
#define CLAUSES_MAX 64

typedef struct {
    kb_str field; /* columns of the index: "title", "{title text}" */
    kb_str words;
    bool prefix, not, or_next;
} clause;

typedef struct {
    clause at[CLAUSES_MAX];
    size_t count;
} clauses;

static const struct {
    const char *name, *columns;
} fields[] = {
    { "title", "title" },
    { "text", "text" },
    { "outlet", "outlet" },
    { "by", "byline" },
};
static const kb_str everywhere = { "{title text}", 12 };

static kb_status check_bytes(kb_str query, kb_err *err)
{
    if (query.len > QUERY_BYTES_MAX)
        return kb_fail(err, KB_ERR_FORMAT, "search: longer than %d bytes", QUERY_BYTES_MAX);
    for (size_t at = 0, begin = 0; at < query.len; begin = at)
        if (kb_utf8_next(query, &at) == 0xFFFD && at - begin == 1)
            return kb_fail(err, KB_ERR_FORMAT, "search: byte %zu is no UTF-8", begin + 1);
    return KB_OK;
}

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void take_field(kb_str query, size_t *at, clause *c)
{
    kb_str rest = kb_str_part(query, kb_span_of(*at, query.len));
    c->field = everywhere;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        kb_str name = kb_str_of(fields[i].name);
        if (rest.len <= name.len || rest.at[name.len] != ':' ||
            !kb_str_equal_ascii(kb_str_part(rest, kb_span_of(0, name.len)), name))
            continue;
        c->field = kb_str_of(fields[i].columns);
        *at += name.len + 1;
        return;
    }
}

static kb_status take_words(kb_str query, size_t *at, clause *c, kb_err *err)
{
    size_t begin = *at;
    if (begin < query.len && query.at[begin] == '"') {
        size_t end = kb_str_find(query, KB_STR("\""), begin + 1);
        if (end == SIZE_MAX)
            return kb_fail(err, KB_ERR_FORMAT, "search: the quotation mark at character %zu is not closed", begin + 1);
        c->words = kb_str_part(query, kb_span_of(begin + 1, end));
        *at = end + 1;
    } else {
        while (*at < query.len && !blank(query.at[*at]) && query.at[*at] != '"') ++*at;
        c->words = kb_str_part(query, kb_span_of(begin, *at));
    }
    if (*at < query.len && query.at[*at] == '*') ++*at, c->prefix = true;
    while (c->words.len && c->words.at[c->words.len - 1] == '*') c->words.len--, c->prefix = true;
    return KB_OK;
}

static kb_status check_words(kb_store *store, const clause *c, size_t at, kb_err *err)
{
    bool any;
    kb_status status = kb_tokenizer_any(store, c->words, &any, err);
    if (status != KB_OK || any) return status;
    return kb_fail(err, KB_ERR_FORMAT, "search: no word to look for at character %zu", at + 1);
}

static kb_status find_clauses(kb_store *store, kb_str query, clauses *list, kb_err *err)
{
    for (size_t at = 0; at < query.len;) {
        if (blank(query.at[at])) {
            at++;
            continue;
        }
        size_t begin = at;
        clause c = { .not = query.at[at] == '-' };
        if (c.not ) at++;
        take_field(query, &at, &c);
        kb_status status = take_words(query, &at, &c, err);
        if (status == KB_OK && kb_str_is(kb_str_part(query, kb_span_of(begin, at)), "OR")) {
            if (list->count == 0 || list->at[list->count - 1].or_next)
                return kb_fail(err, KB_ERR_FORMAT, "search: OR at character %zu has nothing before it", begin + 1);
            list->at[list->count - 1].or_next = true;
            continue;
        }
        if (status == KB_OK) status = check_words(store, &c, begin, err);
        if (status != KB_OK) return status;
        if (list->count == CLAUSES_MAX) return kb_fail(err, KB_ERR_FORMAT, "search: more than %d words", CLAUSES_MAX);
        list->at[list->count++] = c;
    }
    if (list->count && list->at[list->count - 1].or_next)
        return kb_fail(err, KB_ERR_FORMAT, "search: OR has nothing behind it");
    return KB_OK;
}

static void write_clause(kb_buf *out, const clause *c)
{
    kb_buf_add(out, c->field);
    kb_buf_add_c(out, " : \"");
    for (size_t i = 0; i < c->words.len; i++) kb_buf_add_char(out, c->words.at[i]); /* holds no quotation mark */
    kb_buf_add_c(out, c->prefix ? "\" *" : "\"");
}

/* (a OR b) AND (c) NOT ((d) OR (e)) */
static size_t write_clauses(kb_buf *out, const clauses *list, bool not )
{
    size_t groups = 0;
    for (size_t i = 0; i < list->count; i++) {
        const clause *c = &list->at[i];
        bool goes_on = i > 0 && list->at[i - 1].or_next;
        if (c->not != not ) continue;
        if (!goes_on && groups++) kb_buf_add_c(out, not ? " OR " : " AND ");
        if (!goes_on) kb_buf_add_char(out, '(');
        write_clause(out, c);
        kb_buf_add_c(out, c->or_next ? " OR " : ")");
    }
    return groups;
}

static kb_status check_clauses(const clauses *list, kb_err *err)
{
    bool any = false;
    for (size_t i = 0; i < list->count; i++) {
        any |= !list->at[i].not ;
        if (list->at[i].or_next && list->at[i].not != list->at[i + 1].not )
            return kb_fail(err, KB_ERR_FORMAT, "search: OR cannot stand between a word and one that must not be there");
    }
    return any ? KB_OK : kb_fail(err, KB_ERR_FORMAT, "search: no word to look for");
}

kb_status kb_query_make(kb_store *store, kb_str query, kb_buf *out, kb_err *err)
{
    clauses list = { .count = 0 };
    bool not = false;
    kb_status status = check_bytes(query, err);
    if (status == KB_OK) status = find_clauses(store, query, &list, err);
    if (status == KB_OK) status = check_clauses(&list, err);
    if (status != KB_OK) return status;
    for (size_t i = 0; i < list.count; i++) not |= list.at[i].not ;
    kb_buf_add_char(out, '(');
    write_clauses(out, &list, false);
    kb_buf_add_char(out, ')');
    if (not ) {
        kb_buf_add_c(out, " NOT (");
        write_clauses(out, &list, true);
        kb_buf_add_char(out, ')');
    }
    return out->failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

/* ---- bounds and words ---- */

/* The first moment of a day or time; with `end` the first moment behind it. */
static kb_status read_bound(const char *given, const char *what, bool end, int64_t otherwise, int64_t *out, kb_err *err)
{
    kb_time time;
    *out = otherwise;
    if (!given) return KB_OK;
    if (!kb_time_parse(kb_str_of(given), &time))
        return kb_fail(err, KB_ERR_FORMAT, "%s '%s' is no day like 2025-03-04", what, given);
    *out = time.seconds;
    if (!end) return KB_OK;
    kb_civil day = kb_civil_of(kb_time_day(time));
    switch (time.precision) {
    case KB_TIME_YEAR: *out += 86400 * (kb_day_of((kb_civil){ day.year + 1, 1, 1 }) - kb_day_of(day)); break;
    case KB_TIME_MONTH: *out += 86400 * (int64_t)kb_month_days(day.year, day.month); break;
    case KB_TIME_DAY: *out += 86400; break;
    case KB_TIME_MINUTE: *out += 60; break;
    case KB_TIME_SECOND:
    case KB_TIME_NONE: *out += 1; break;
    }
    return KB_OK;
}

/* The languages of the desk, or of what is behind a revision: their stems are tried for each word that is looked for.
 */
static kb_status find_langs(kb_store *store, int64_t after, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status =
        after ? kb_db_prepare(store,
                              "SELECT lang FROM revisions WHERE id > ?1 GROUP BY lang ORDER BY count(*) DESC, lang"
                              " LIMIT 8",
                              &stmt, err)
              : kb_db_prepare(store,
                              "SELECT lang FROM languages WHERE articles > 0 ORDER BY articles DESC, lang LIMIT 8",
                              &stmt, err);
    if (status == KB_OK && after) status = kb_db_bind(store, stmt, err, "i", after);
    store->search_lang_count = 0;
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_str lang = kb_db_str(stmt, 0);
        if (lang.len >= sizeof *store->search_langs || store->search_lang_count == KB_SEARCH_LANGS_MAX) continue;
        char *to = store->search_langs[store->search_lang_count++];
        if (lang.len) memcpy(to, lang.at, lang.len);
        to[lang.len] = '\0';
    }
    return status;
}

/* "[3,17]": the outlets that are asked for; none may fit. */
static kb_status find_outlets(kb_store *store, const kb_query *query, kb_buf *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    int64_t one = 0;
    char country[3] = "";
    kb_status status = KB_OK;
    if (!query->outlet && !query->country) return KB_OK;
    if (query->country) status = kb_country_code(kb_str_trim(kb_str_of(query->country)), country, err);
    if (status == KB_OK && query->outlet)
        status = kb_store_outlet_find(store, kb_str_trim(kb_str_of(query->outlet)), &one, err);
    if (status == KB_OK && query->outlet && !one)
        return kb_fail(err, KB_ERR_NOT_FOUND, "there is no outlet '%s'", query->outlet);
    if (status == KB_OK)
        status = kb_db_prepare(store,
                               "SELECT json_group_array(id) FROM outlets WHERE (?1 = 0 OR id = ?1) AND (?2 = '' OR"
                               " country = ?2)",
                               &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "is", one, kb_str_of(country));
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_buf_add(out, kb_db_str(stmt, 0));
        sqlite3_reset(stmt);
    }
    return status == KB_OK && out->failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : status;
}

void kb_asked_clear(kb_asked *asked)
{
    kb_buf_clear(&asked->match);
    kb_buf_clear(&asked->outlets);
}

kb_status kb_query_ask_new(kb_store *store, const kb_query *query, int64_t after, kb_asked *out, kb_err *err)
{
    *out = (kb_asked){ .lang = kb_str_of(query->lang ? query->lang : ""),
                       .story = query->story,
                       .limit = (int64_t)(query->limit ? query->limit : KB_QUERY_LIMIT) + (int64_t)query->skip,
                       .skip = (int64_t)query->skip };
    kb_status status = read_bound(query->since, "since", false, INT64_MIN, &out->since, err);
    if (status == KB_OK) status = read_bound(query->until, "until", true, INT64_MAX, &out->until, err);
    if (status == KB_OK) status = find_outlets(store, query, &out->outlets, err);
    if (status != KB_OK || !query->query) return status;
    status = find_langs(store, after, err);
    return status == KB_OK ? kb_query_make(store, kb_str_of(query->query), &out->match, err) : status;
}

kb_status kb_query_ask(kb_store *store, const kb_query *query, kb_asked *out, kb_err *err)
{
    return kb_query_ask_new(store, query, 0, out, err);
}
