#include "read/nest.h"

#define ROOM_FIRST 256
#define LOOK_BACK 32 /* items that a start tag looks through for one that it ends */
#define WORK_LOST 32 /* an element that is opened again costs more than one that is walked over */
#define WALKED_MAX ((uint64_t)500 * 1000000)
#define WORK_STRAY 1000 /* an end tag that ends nothing: at most 100,000 of them */

void kb_nest_init(kb_nest *nest, bool strict, kb_buf *out, kb_arena *arena)
{
    *nest = (kb_nest){ .arena = arena, .out = out, .strict = strict };
}

/* FNV-1a (Fowler, Noll, Vo) of the name in lower case. */
static uint64_t id_of(kb_str name)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < name.len; i++) {
        uint8_t c = (uint8_t)name.at[i];
        if (c >= 'A' && c <= 'Z') c = (uint8_t)(c + 32);
        hash = (hash ^ c) * 1099511628211u;
    }
    return hash ^ hash >> 32;
}

static bool is_named(const kb_element *element, const char *name)
{
    return element && kb_str_is(element->name, name);
}

static bool has(const kb_element *element, kb_element_flag flag)
{
    return element && (element->flags & flag);
}

static kb_series series_of(const kb_element *element)
{
    return element ? (kb_series)element->series : KB_SERIES_NONE;
}

/* The end of the innermost item: the place of its end tag where it has none. */
static void pop(kb_nest *nest, bool write)
{
    const kb_nest_item *item = &nest->items[--nest->depth];
    nest->counts[item->id & 255]--;
    if (!write || !item->given) return;
    kb_buf_add_c(nest->out, "</");
    kb_buf_add(nest->out, item->name);
    kb_buf_add_char(nest->out, '>');
}

/* Ends the `count` innermost items but one, which ended them. A block ends paragraphs and the like in good order. */
static void cross(kb_nest *nest, size_t count, const kb_element *by)
{
    bool block = has(by, KB_ELEMENT_BREAKOUT) && !has(by, KB_ELEMENT_FORMATTING);
    for (; count > 1; count--) {
        const kb_nest_item *item = &nest->items[nest->depth - 1];
        if (!block || !has(item->element, KB_ELEMENT_OPTIONAL)) nest->crossed++;
        if (has(item->element, KB_ELEMENT_FORMATTING)) nest->lost++;
        if (has(by, KB_ELEMENT_FORMATTING)) nest->work += nest->tags - item->number; /* its children are moved */
        pop(nest, nest->strict);
    }
}

/* May a start tag end an item of its series that stands behind this one? */
static bool passes(kb_series series, const kb_element *over)
{
    switch (series) {
    case KB_SERIES_NONE:
    case KB_SERIES_OPTION: return false;
    case KB_SERIES_P: return has(over, KB_ELEMENT_FORMATTING) || is_named(over, "span");
    case KB_SERIES_LI:
    case KB_SERIES_DD:
        return has(over, KB_ELEMENT_FORMATTING) || series_of(over) == KB_SERIES_P || is_named(over, "div") ||
               is_named(over, "span");
    case KB_SERIES_CELL:
    case KB_SERIES_ROW:
    case KB_SERIES_ROWS: return !is_named(over, "table");
    case KB_SERIES_A: return series_of(over) != KB_SERIES_CELL && !is_named(over, "table");
    }
    return false;
}

/* A paragraph ends with the next, a row with the next, ... */
static void end_series(kb_nest *nest, const kb_element *element)
{
    kb_series series = series_of(element);
    if (series == KB_SERIES_NONE) return;
    for (size_t back = 1; back <= nest->depth && back <= LOOK_BACK; back++) {
        const kb_element *over = nest->items[nest->depth - back].element;
        if (series_of(over) == series) {
            cross(nest, back, element);
            pop(nest, nest->strict);
            return;
        }
        if (!passes(series, over)) return;
    }
}

static kb_status push(kb_nest *nest, kb_nest_item item, kb_err *err)
{
    if (nest->depth == KB_NEST_DEPTH_MAX)
        return kb_fail(err, KB_ERR_LIMIT, "the page is nested deeper than %d elements", KB_NEST_DEPTH_MAX);
    if (nest->depth == nest->room) {
        size_t room = nest->room ? nest->room * 4 : ROOM_FIRST;
        kb_nest_item *items = KB_NEW(nest->arena, kb_nest_item, room);
        if (!items) return kb_arena_fail(nest->arena, err);
        if (nest->depth) memcpy(items, nest->items, nest->depth * sizeof *items);
        nest->items = items;
        nest->room = room;
    }
    nest->items[nest->depth++] = item;
    nest->counts[item.id & 255]++;
    return KB_OK;
}

static void count_work(kb_nest *nest)
{
    size_t depth = nest->depth < KB_NEST_DEPTH_FLAT ? nest->depth : KB_NEST_DEPTH_FLAT;
    nest->work += depth;
    if (!nest->strict) nest->work += nest->crossed + WORK_LOST * nest->lost;
}

kb_status kb_nest_start(kb_nest *nest, const kb_element *element, kb_str name, bool holds, bool *give, kb_err *err)
{
    size_t flat = nest->strict && kb_nest_costly(nest) ? KB_NEST_DEPTH_LOW : KB_NEST_DEPTH_FLAT;
    end_series(nest, element);
    count_work(nest);
    nest->tags++;
    bool flat_enough = nest->depth < flat || !holds || series_of(element) == KB_SERIES_P; /* these do not nest */
    *give = flat_enough && nest->given < KB_NEST_TAGS_MAX;
    nest->given += *give;
    if (!holds || has(element, KB_ELEMENT_ROOT)) return KB_OK;
    return push(nest, (kb_nest_item){ element, name, id_of(name), nest->tags, *give }, err);
}

kb_status kb_nest_end(kb_nest *nest, const kb_element *element, kb_str name, bool *give, kb_err *err)
{
    uint64_t id = id_of(name);
    count_work(nest);
    *give = true;
    if (has(element, KB_ELEMENT_ROOT)) return KB_OK;
    for (size_t back = 1; nest->counts[id & 255] && back <= nest->depth; back++) {
        if (nest->items[nest->depth - back].id != id) continue;
        *give = nest->items[nest->depth - back].given;
        cross(nest, back, element);
        pop(nest, false);
        return KB_OK;
    }
    if (nest->counts[id & 255]) nest->walked += nest->depth;
    if (nest->walked > WALKED_MAX) return kb_fail(err, KB_ERR_LIMIT, "too many end tags of elements that are not open");
    if (has(element, KB_ELEMENT_FORMATTING) && nest->lost) nest->lost--;
    nest->work += WORK_STRAY;
    *give = !nest->strict && nest->given < KB_NEST_TAGS_MAX;
    return KB_OK;
}
