/* Values that a page states, of any bytes: names are valid text and not too many, times lie in the years that are
 * believed, a tidied value does not grow. */
#include <stdlib.h>

#include "base/utf8.h"
#include "read/names.h"
#include "read/tidy.h"
#include "read/timestamp.h"
#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(kb_str s)
{
    if (s.len == 0 || kb_utf8_valid(s) != s.len) abort();
}

static bool is_outlet(const void *user, kb_str words)
{
    (void)user;
    return kb_str_equal_ascii(words, KB_STR("Island Post"));
}

static void try_names(kb_str text, bool stated, kb_arena *arena)
{
    kb_names names = { 0 };
    kb_names_place place = { stated ? is_outlet : NULL, NULL, stated };
    if (kb_names_take(text, place, arena, &names, NULL) != KB_OK) return;
    if (names.people.count > KB_NAMES_MAX) abort();
    for (size_t i = 0; i < names.people.count; i++) check(names.people.at[i]);
    for (size_t i = 0; i < names.carriers.count; i++) check(names.carriers.at[i]);
}

static void check_time(kb_time time)
{
    kb_civil day = kb_civil_of(kb_time_day(time));
    if (time.precision < KB_TIME_DAY || day.year < 1899 || day.year > 2101) abort();
    if (time.offset < -24 * 60 || time.offset > 24 * 60) abort();
}

static void try_times(kb_str text)
{
    static const kb_date_place places[] = { { { 0 }, { 0 } },
                                            { { "en-US", 5 }, { 0 } },
                                            { { "id", 2 }, { "ID", 2 } },
                                            { { "th", 2 }, { 0 } },
                                            { { "fa", 2 }, { 0 } } };
    kb_time time;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (kb_timestamp_parse(text, places[i], &time)) check_time(time);
    if (kb_timestamp_of_url(text, &time)) check_time(time);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_arena *arena = kb_arena_new((size_t)16 << 20);
    kb_str bytes = { size ? (const char *)data : "", size }, text, tidy;
    size_t replaced;
    if (arena && kb_charset_decode(bytes, KB_CHARSET_UTF_8, arena, &text, &replaced, NULL) == KB_OK) {
        try_names(text, false, arena);
        try_names(text, true, arena);
        try_times(text);
        if (kb_tidy(text, arena, &tidy, NULL) == KB_OK && (tidy.len > text.len || kb_utf8_valid(tidy) != tidy.len))
            abort();
    }
    kb_arena_free(arena);
    return 0;
}
