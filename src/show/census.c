#include "show/census.h"

#include <stdlib.h>

#define NAMES_MAX ((size_t)256 << 20) /* bytes */

uint32_t kb_census_day(kb_time time)
{
    int64_t day = time.precision < KB_TIME_DAY ? INT64_MIN : kb_time_day(time);
    bool known = day >= kb_day_of((kb_civil){ 1000, 1, 1 }) && day <= kb_day_of((kb_civil){ 9999, 12, 31 });
    return known ? (uint32_t)(day + INT32_MAX) : KB_CENSUS_NO_DAY;
}

void kb_census_clear(kb_census *census)
{
    for (size_t i = 0; i < KB_CENSUS_COLUMNS; i++) {
        free(census->columns[i].at);
        kb_map_free(census->names[i]);
    }
    kb_arena_free(census->arena);
    *census = (kb_census){ 0 };
}

void kb_census_add(kb_census *census, kb_census_column column, uint32_t key, uint32_t day)
{
    size_t room = census->columns[column].room;
    if (census->columns[column].count == room) {
        room = room ? room * 2 : 64;
        uint64_t *at = realloc(census->columns[column].at, room * sizeof *at);
        census->failed |= !at;
        if (!at) return;
        census->columns[column].at = at;
        census->columns[column].room = room;
    }
    census->columns[column].at[census->columns[column].count++] = (uint64_t)key << 32 | day;
}

void kb_census_name(kb_census *census, kb_census_column column, kb_str name, uint32_t day)
{
    if (!census->arena) census->arena = kb_arena_new(NAMES_MAX);
    if (!census->names[column]) census->names[column] = kb_map_new();
    if (!census->arena || !census->names[column]) {
        census->failed = true;
        return;
    }
    uint32_t *number = kb_map_find(census->names[column], name);
    if (!number) {
        kb_str copy;
        number = KB_NEW(census->arena, uint32_t, 1);
        if (!number || !kb_arena_copy(census->arena, name, &copy) || !kb_map_set(census->names[column], copy, number)) {
            census->failed = true;
            return;
        }
        *number = (uint32_t)kb_map_count(census->names[column]);
    }
    kb_census_add(census, column, *number, day);
}

/* ---- writing ---- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The days that anything has, in order, and of each day between the first and the last which of these it is. The one
 * that is none is the last. */
typedef struct {
    uint32_t *at, *place, first;
    size_t count;
} days;

static void clear_days(days *d)
{
    free(d->at);
    free(d->place);
}

static bool find_days(const kb_census *census, days *out)
{
    uint32_t first = KB_CENSUS_NO_DAY, last = 0;
    bool none = false;
    *out = (days){ 0 };
    for (size_t c = 0; c < KB_CENSUS_COLUMNS; c++)
        for (size_t i = 0; i < census->columns[c].count; i++) {
            uint32_t day = (uint32_t)census->columns[c].at[i];
            none |= day == KB_CENSUS_NO_DAY;
            if (day < first) first = day;
            if (day > last && day != KB_CENSUS_NO_DAY) last = day;
        }
    size_t span = last >= first ? (size_t)last - first + 1 : 0; /* times are of the years 1000 to 9999 */
    out->first = first;
    out->place = calloc(span + 1, sizeof *out->place);
    out->at = calloc(span + 1, sizeof *out->at);
    if (!out->place || !out->at) return false;
    for (size_t c = 0; c < KB_CENSUS_COLUMNS; c++)
        for (size_t i = 0; i < census->columns[c].count; i++)
            if ((uint32_t)census->columns[c].at[i] != KB_CENSUS_NO_DAY)
                out->place[(uint32_t)census->columns[c].at[i] - first] = 1;
    for (size_t i = 0; i < span; i++) {
        if (!out->place[i]) continue;
        out->at[out->count] = first + (uint32_t)i;
        out->place[i] = (uint32_t)out->count++;
    }
    if (none) out->at[out->count++] = KB_CENSUS_NO_DAY;
    return true;
}

static size_t place_of(const days *d, uint32_t day)
{
    return day == KB_CENSUS_NO_DAY ? d->count - 1 : d->place[day - d->first];
}

typedef struct {
    size_t now, all; /* on the day; up to it */
} cell;

/* Into a row of `cells` for each day: cells[day * width]. A key's first day is where it is new. */
static void count_column(kb_census *census, kb_census_column column, const days *d, cell *cells, size_t width)
{
    uint64_t *at = census->columns[column].at;
    size_t count = census->columns[column].count;
    if (count) qsort(at, count, sizeof *at, by_value);
    for (size_t i = 0; i < count; i++) {
        uint32_t day = (uint32_t)at[i];
        if (i && at[i] == at[i - 1]) continue;
        cell *c = &cells[place_of(d, day) * width];
        c->now++;
        c->all += i == 0 || at[i] >> 32 != at[i - 1] >> 32;
    }
    for (size_t i = 1; i < d->count; i++) cells[i * width].all += cells[(i - 1) * width].all;
}

static void write_header(const kb_census_column *columns, size_t count, kb_buf *out)
{
    static const char *const names[] = { [KB_CENSUS_STATEMENTS] = "statements",
                                         [KB_CENSUS_REPORTS] = "reports",
                                         [KB_CENSUS_OUTLETS] = "outlets",
                                         [KB_CENSUS_SPEAKERS] = "speakers",
                                         [KB_CENSUS_STORIES] = "stories" };
    kb_buf_add_c(out, "day");
    for (size_t c = 0; c < count; c++) kb_buf_print(out, ",%s", names[columns[c]]);
    for (size_t c = 0; c < count; c++) kb_buf_print(out, ",all_%s", names[columns[c]]);
    kb_buf_add_c(out, "\r\n");
}

static void write_day(uint32_t day, const cell *cells, size_t count, kb_buf *out)
{
    const kb_time time = { .seconds = ((int64_t)day - INT32_MAX) * 86400, .precision = KB_TIME_DAY };
    if (day != KB_CENSUS_NO_DAY) kb_time_write(out, time);
    for (size_t c = 0; c < count; c++) kb_buf_print(out, ",%zu", cells[c].now);
    for (size_t c = 0; c < count; c++) kb_buf_print(out, ",%zu", cells[c].all);
    kb_buf_add_c(out, "\r\n");
}

kb_status kb_census_write(kb_census *census, const kb_census_column *columns, size_t count, kb_buf *out, kb_err *err)
{
    days d;
    bool done = find_days(census, &d) && !census->failed;
    cell *cells = done ? calloc(d.count * count + 1, sizeof *cells) : NULL;
    if (cells) {
        write_header(columns, count, out);
        for (size_t c = 0; c < count; c++) count_column(census, columns[c], &d, cells + c, count);
        for (size_t i = 0; i < d.count; i++) write_day(d.at[i], cells + i * count, count, out);
    }
    done = cells != NULL;
    free(cells);
    clear_days(&d);
    return done ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}
