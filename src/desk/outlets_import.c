/* A table of outlets that is read in: all of it, or nothing. */
#include "base/file.h"
#include "base/map.h"
#include "desk/answer.h"
#include "desk/outlets.h"
#include "read/csv.h"
#include "show/export.h"

#define TABLE_BYTES_MAX ((size_t)64 << 20)
#define ARENA_BYTES_MAX ((size_t)1 << 30)

enum { NAME, ALIASES, HOSTS, OWNER, MIRROR, COUNTRY, LANGUAGE, NOTE, COLUMNS };
static const char *const names[COLUMNS] = {
    "name", "aliases", "hosts", "owner", "mirror", "country", "language", "note"
};

/* An outlet of the table. */
typedef struct {
    size_t line;
    int64_t id;
    bool made;
    kb_str fields[COLUMNS];
    kb_outlet_row before;
} entry;

typedef struct {
    kb_desk *desk;
    kb_arena *arena;
    kb_err *err;
    size_t columns[COLUMNS]; /* of the table, from 1; 0: it has none */
    size_t width;            /* all columns of the table */
    struct {
        kb_str *at;
        size_t count;
    } others;      /* columns that are passed over, but those that kabar writes */
    kb_map *lines; /* by name: entries */
    struct {
        entry *at;
        size_t count;
    } entries;
    size_t made, changed;
} import;

static kb_status take_column(import *m, size_t at, kb_str name, size_t line)
{
    size_t k = 0;
    while (k < COLUMNS && !kb_str_equal_ascii(name, kb_str_of(names[k]))) k++;
    if (k < COLUMNS && m->columns[k])
        return kb_fail(m->err, KB_ERR_FORMAT, "line %zu: two columns '%s'", line, names[k]);
    if (k < COLUMNS) m->columns[k] = at + 1;
    if (k < COLUMNS || name.len == 0 || kb_str_is(name, "articles")) return KB_OK;
    kb_str *other = KB_ADD(m->arena, &m->others, kb_str);
    if (!other) return kb_arena_fail(m->arena, m->err);
    *other = name;
    return KB_OK;
}

static kb_status read_head(import *m, kb_csv *csv)
{
    kb_strs fields;
    kb_status status = kb_csv_next(csv, m->arena, &fields, m->err);
    m->width = fields.count;
    for (size_t i = 0; i < fields.count && status == KB_OK; i++)
        status = take_column(m, i, kb_str_trim(fields.at[i]), csv->line);
    if (status == KB_OK && !m->columns[NAME])
        return kb_fail(m->err, KB_ERR_FORMAT, "line %zu: no column 'name'", csv->line);
    return status;
}

/* The outlet of just this name: another that has it as an alias is not meant. */
static kb_status find_outlet(import *m, entry *e)
{
    const kb_str given = e->fields[NAME];
    kb_status status = kb_store_outlet_named(m->desk->store, given, &e->id, m->err);
    if (status == KB_OK && !e->id) {
        e->fields[NAME] = kb_str_trim(given);
        status = kb_store_outlet_named(m->desk->store, e->fields[NAME], &e->id, m->err);
    }
    if (status != KB_OK || e->id) return status;
    if (!e->fields[NAME].len) return kb_fail(m->err, KB_ERR_FORMAT, "no name");
    e->made = true;
    m->made++;
    status = kb_store_outlet_add(m->desk->store, e->fields[NAME], &e->id, m->err);
    const kb_outlet_row row = { .id = e->id, .name = e->fields[NAME] };
    return status == KB_OK ? kb_store_outlet_save(m->desk->store, &row, m->err) : status;
}

/* Two records of one outlet would leave it to their order what holds. */
static kb_status note_line(import *m, kb_str name, size_t line)
{
    size_t *before = kb_map_find(m->lines, name);
    if (before) return kb_fail(m->err, KB_ERR_FORMAT, "'%.*s' stands in line %zu, too", KB_STR_ARGS(name), *before);
    size_t *own = KB_NEW(m->arena, size_t, 1);
    if (!own) return kb_arena_fail(m->arena, m->err);
    *own = line;
    return kb_map_set(m->lines, name, own) ? KB_OK : kb_fail(m->err, KB_ERR_MEMORY, "out of memory");
}

static kb_status take_record(import *m, size_t line, kb_strs fields)
{
    if (fields.count != m->width)
        return kb_fail(m->err, KB_ERR_FORMAT, "%zu fields under %zu columns", fields.count, m->width);
    entry *e = KB_ADD(m->arena, &m->entries, entry);
    if (!e) return kb_arena_fail(m->arena, m->err);
    e->line = line;
    for (size_t k = 0; k < COLUMNS; k++)
        if (m->columns[k]) e->fields[k] = kb_csv_words(fields.at[m->columns[k] - 1]);
    kb_status status = find_outlet(m, e);
    if (status == KB_OK) status = note_line(m, e->fields[NAME], line);
    if (status == KB_OK) status = kb_store_outlet(m->desk->store, e->id, m->arena, &e->before, m->err);
    return status;
}

/* Spreadsheets write such behind the last. */
static bool is_blank(kb_strs fields)
{
    for (size_t i = 0; i < fields.count; i++)
        if (fields.at[i].len) return false;
    return true;
}

static kb_status read_records(import *m, kb_csv *csv)
{
    kb_strs fields;
    kb_status status = KB_OK;
    for (bool more = true; more && status == KB_OK;) {
        status = kb_csv_next(csv, m->arena, &fields, m->err);
        more = fields.count > 0;
        if (status != KB_OK || !more) break;
        if (is_blank(fields)) continue;
        status = take_record(m, csv->line, fields);
        if (status != KB_OK) return kb_context(m->err, status, "line %zu", csv->line);
    }
    return status;
}

/* As a column says, or, where the table has none, as it is. */
static kb_status set_fields(import *m, const entry *e, kb_outlet_row *row)
{
    kb_status status = KB_OK;
    if (m->columns[OWNER]) row->owner = kb_str_trim(e->fields[OWNER]);
    if (m->columns[NOTE]) row->note = kb_str_trim(e->fields[NOTE]);
    if (m->columns[COUNTRY]) status = kb_outlet_set_country(row, kb_str_trim(e->fields[COUNTRY]), m->arena, m->err);
    if (m->columns[LANGUAGE] && status == KB_OK)
        status = kb_outlet_set_lang(row, kb_str_trim(e->fields[LANGUAGE]), m->arena, m->err);
    if (m->columns[MIRROR] && status == KB_OK)
        status = kb_outlet_set_mirror(row, kb_str_trim(e->fields[MIRROR]), m->err);
    return status == KB_OK ? kb_outlet_check(row, m->err) : status;
}

static bool same_names(kb_strs a, kb_strs b)
{
    bool same = a.count == b.count;
    for (size_t i = 0; same && i < a.count; i++) same = kb_str_equal(a.at[i], b.at[i]);
    return same;
}

static bool same(const kb_outlet_row *a, const kb_outlet_row *b)
{
    return kb_str_equal(a->owner, b->owner) && a->mirror == b->mirror && kb_str_equal(a->country, b->country) &&
           kb_str_equal(a->lang, b->lang) && kb_str_equal(a->note, b->note) && same_names(a->aliases, b->aliases) &&
           same_names(a->hosts, b->hosts);
}

/* Of an outlet of which nothing is said nothing is kept: what came out goes in again and changes nothing. */
static kb_status apply(import *m, entry *e)
{
    kb_store *store = m->desk->store;
    kb_outlet_row row = e->before, now;
    kb_status status = set_fields(m, e, &row);
    if (m->columns[ALIASES] && status == KB_OK)
        status = kb_outlet_names(m->desk, e->id, e->fields[ALIASES], false, true, m->arena, m->err);
    if (m->columns[HOSTS] && status == KB_OK)
        status = kb_outlet_names(m->desk, e->id, e->fields[HOSTS], true, true, m->arena, m->err);
    if (status == KB_OK) status = kb_store_outlet(store, e->id, m->arena, &now, m->err);
    if (status != KB_OK) return status;
    row.aliases = now.aliases;
    row.hosts = now.hosts;
    if (same(&row, &e->before)) return KB_OK;
    m->changed += !e->made;
    return kb_store_outlet_save(store, &row, m->err);
}

/* First all lists go, so that a name can go from one outlet of the table to another. */
static kb_status apply_all(import *m)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < m->entries.count && status == KB_OK; i++)
        status = kb_store_outlet_drop_all(m->desk->store, m->entries.at[i].id, m->columns[ALIASES] > 0,
                                          m->columns[HOSTS] > 0, m->err);
    for (size_t i = 0; i < m->entries.count && status == KB_OK; i++) {
        status = apply(m, &m->entries.at[i]);
        if (status != KB_OK) return kb_context(m->err, status, "line %zu", m->entries.at[i].line);
    }
    for (size_t i = 0; i < m->entries.count && status == KB_OK; i++) {
        status = kb_store_outlet_own_name(m->desk->store, m->entries.at[i].id, m->err);
        if (status != KB_OK) return kb_context(m->err, status, "line %zu", m->entries.at[i].line);
    }
    return status == KB_OK ? kb_store_outlets_settle(m->desk->store, m->err) : status;
}

static kb_status run(import *m, kb_str bytes)
{
    kb_csv csv;
    kb_status status = kb_csv_open(bytes, &csv, m->err);
    if (status == KB_OK) status = read_head(m, &csv);
    if (status == KB_OK) status = read_records(m, &csv);
    return status == KB_OK ? apply_all(m) : status;
}

static kb_status tell(const import *m, const kb_print *how, const kb_sink *out)
{
    kb_buf buf = { 0 };
    if (how->format == KB_FORMAT_JSON) {
        kb_json json = { .out = &buf };
        kb_json_open(&json, '{');
        kb_json_put_int(&json, "v", KB_JSON_VERSION);
        kb_json_put_int(&json, "outlets", (int64_t)m->entries.count);
        kb_json_put_int(&json, "new", (int64_t)m->made);
        kb_json_put_int(&json, "changed", (int64_t)m->changed);
        kb_json_key(&json, "passed_over");
        kb_json_strs(&json, (kb_strs){ m->others.at, m->others.count });
        kb_json_close(&json, '}');
        kb_json_line(&json);
    } else {
        kb_buf_print(&buf, kb_word_ui(how->ui_lang, "outlets: %zu; new: %zu, changed: %zu"), m->entries.count, m->made,
                     m->changed);
        for (size_t i = 0; i < m->others.count; i++) {
            kb_buf_add_c(&buf, i ? ", " : kb_word_ui(how->ui_lang, "; columns passed over: "));
            kb_plain_add(&buf, m->others.at[i]);
        }
        kb_buf_add_char(&buf, '\n');
    }
    kb_status status = kb_buf_flush(&buf, out, m->err);
    kb_buf_clear(&buf);
    return status;
}

kb_status kb_desk_outlets_import(kb_desk *desk, const char *path, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_file *file = NULL;
import m = {.desk = desk, .err = err };
    kb_status status = kb_file_open(path, TABLE_BYTES_MAX, &file, err);
    if (status != KB_OK) return status;
    m.arena = kb_arena_new(ARENA_BYTES_MAX);
    m.lines = kb_map_new();
    status = m.arena && m.lines ? kb_store_begin(desk->store, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK && (status = run(&m, kb_file_bytes(file))) != KB_OK)
        status = kb_context(err, status, "%s", path);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    if (status == KB_OK) status = tell(&m, how, out);
    kb_map_free(m.lines);
    kb_arena_free(m.arena);
    kb_file_close(file);
    return status;
}
