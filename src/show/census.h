/* show/census.h - how many different reports, outlets, speakers there are by day: counted as they come in any order,
 * written as CSV for who works with numbers. */
#ifndef KB_SHOW_CENSUS_H
#define KB_SHOW_CENSUS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/time.h"

typedef enum {
    KB_CENSUS_STATEMENTS,
    KB_CENSUS_REPORTS,
    KB_CENSUS_OUTLETS,
    KB_CENSUS_SPEAKERS,
    KB_CENSUS_STORIES,
    KB_CENSUS_COLUMNS
} kb_census_column;

/* A day that can be ordered: of the time's own zone; a time without one, or of no year from 1000 to 9999, comes behind
 * all. */
#define KB_CENSUS_NO_DAY UINT32_MAX
uint32_t kb_census_day(kb_time time);

/* Zeroed it is empty. After a failed growth `failed` is set, and kb_census_write says so. */
typedef struct {
    struct {
        uint64_t *at; /* key << 32 | day */
        size_t count, room;
    } columns[KB_CENSUS_COLUMNS];
    kb_map *names[KB_CENSUS_COLUMNS];
    kb_arena *arena; /* of the names */
    bool failed;
} kb_census;

void kb_census_clear(kb_census *census);

/* Something is there on a day, by its number or by its name (copied; a column has either). Twice is once. */
void kb_census_add(kb_census *census, kb_census_column column, uint32_t key, uint32_t day);
void kb_census_name(kb_census *census, kb_census_column column, kb_str name, uint32_t day);

/* RFC 4180, with a header; a record for each day that has anything, in order, one without a day behind them: `day`, how
 * many of each of the `columns` (in their order, count of them) it has, and, `all_`, how many all days up to it have.
 * Fails: KB_ERR_MEMORY. Time: n log n. */
kb_status kb_census_write(kb_census *census, const kb_census_column *columns, size_t count, kb_buf *out, kb_err *err);

#endif
