#include "show/census.h"

#include <stdlib.h>

#define NAMES_MAX ((size_t)256 << 20) /* bytes */

uint32_t kb_census_day(kb_time time)
{
    return time.precision < KB_TIME_DAY ? KB_CENSUS_NO_DAY : (uint32_t)(kb_time_day(time) + INT32_MAX);
}

void kb_census_clear(kb_census *t)
{
    for (size_t i = 0; i < KB_CENSUS_COLUMNS; i++) {
        free(t->columns[i].at);
        kb_map_free(t->names[i]);
    }
    kb_arena_free(t->arena);
    *t = (kb_census){ 0 };
}

void kb_census_add(kb_census *t, kb_census_column column, uint32_t key, uint32_t day)
{
    size_t room = t->columns[column].room;
    if (t->columns[column].count == room) {
        room = room ? room * 2 : 64;
        uint64_t *at = realloc(t->columns[column].at, room * sizeof *at);
        t->failed |= !at;
        if (!at) return;
        t->columns[column].at = at;
        t->columns[column].room = room;
    }
    t->columns[column].at[t->columns[column].count++] = (uint64_t)key << 32 | day;
}

void kb_census_name(kb_census *t, kb_census_column column, kb_str name, uint32_t day)
{
    if (!t->arena) t->arena = kb_arena_new(NAMES_MAX);
    if (!t->names[column]) t->names[column] = kb_map_new();
    if (!t->arena || !t->names[column]) {
        t->failed = true;
        return;
    }
    uint32_t *number = kb_map_find(t->names[column], name);
    if (!number) {
        kb_str copy;
        number = KB_NEW(t->arena, uint32_t, 1);
        if (!number || !kb_arena_copy(t->arena, name, &copy) || !kb_map_set(t->names[column], copy, number)) {
            t->failed = true;
            return;
        }
        *number = (uint32_t)kb_map_count(t->names[column]);
    }
    kb_census_add(t, column, *number, day);
}

/* ---- writing ---- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static int by_day(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* The days that anything has, each once, in order. */
static uint32_t *find_days(const kb_census *t, size_t *count)
{
    size_t all = 0, kept = 0;
    for (size_t c = 0; c < KB_CENSUS_COLUMNS; c++) all += t->columns[c].count;
    uint32_t *days = calloc(all + 1, sizeof *days);
    all = 0;
    for (size_t c = 0; c < KB_CENSUS_COLUMNS && days; c++)
        for (size_t i = 0; i < t->columns[c].count; i++) days[all++] = (uint32_t)t->columns[c].at[i];
    if (days) qsort(days, all, sizeof *days, by_day);
    for (size_t i = 0; i < all; i++)
        if (i == 0 || days[i] != days[i - 1]) days[kept++] = days[i];
    *count = kept;
    return days;
}

typedef struct {
    size_t now, all; /* on the day; up to it */
} cell;

/* Into a row of `cells` for each day: cells[day * width]. A key's first day is where it is new. */
static void count_column(kb_census *t, kb_census_column column, const uint32_t *days, size_t day_count, cell *cells,
                         size_t width)
{
    uint64_t *at = t->columns[column].at;
    size_t count = t->columns[column].count;
    if (count) qsort(at, count, sizeof *at, by_value);
    for (size_t i = 0; i < count; i++) {
        uint32_t day = (uint32_t)at[i];
        if (i && at[i] == at[i - 1]) continue;
        const uint32_t *place = bsearch(&day, days, day_count, sizeof day, by_day);
        cell *c = &cells[(size_t)(place - days) * width]; /* all days are there */
        c->now++;
        c->all += i == 0 || at[i] >> 32 != at[i - 1] >> 32;
    }
    for (size_t d = 1; d < day_count; d++) cells[d * width].all += cells[(d - 1) * width].all;
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

kb_status kb_census_write(kb_census *t, const kb_census_column *columns, size_t count, kb_buf *out, kb_err *err)
{
    size_t day_count;
    uint32_t *days = find_days(t, &day_count);
    cell *cells = days ? calloc(day_count * count + 1, sizeof *cells) : NULL;
    if (cells && !t->failed) {
        write_header(columns, count, out);
        for (size_t c = 0; c < count; c++) count_column(t, columns[c], days, day_count, cells + c, count);
        for (size_t d = 0; d < day_count; d++) write_day(days[d], cells + d * count, count, out);
    }
    bool done = cells && !t->failed;
    free(cells);
    free(days);
    return done ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}
