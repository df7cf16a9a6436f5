#include "text/region.h"

#include <stdlib.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/map.h"
#include "text/fold.h"

#define NAME_UNITS 96
#define BEGIN_MIN 4  /* letters of a name that a word begins with */
#define ENDING 2     /* letters of it that an adjective may change */
#define LONGER_MAX 5 /* letters that it may have more */
#define ARENA_MAX ((size_t)8 << 20)

typedef struct {
    char code[4];
    size_t letters; /* of its whole name */
    bool whole;     /* the key is the name, and not its begin */
} region;

typedef struct tongue {
    struct tongue *next;
    char code[12];
    kb_map *names; /* name, or its begin -> region */
} tongue;

struct kb_regions {
    kb_arena *arena;
    tongue *tongues;
};

kb_status kb_regions_open(kb_regions **out, kb_err *err)
{
    *out = calloc(1, sizeof **out);
    if (*out) (*out)->arena = kb_arena_new(ARENA_MAX);
    if (*out && (*out)->arena) return KB_OK;
    kb_regions_close(*out);
    *out = NULL;
    return kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

void kb_regions_close(kb_regions *r)
{
    if (!r) return;
    for (tongue *t = r->tongues, *next; t; t = next) {
        next = t->next;
        kb_map_free(t->names);
        free(t);
    }
    kb_arena_free(r->arena);
    free(r);
}

static size_t next_letter(kb_str s, size_t at)
{
    at++;
    while (at < s.len && ((unsigned char)s.at[at] & 0xC0) == 0x80) at++;
    return at;
}

static size_t count_letters(kb_str s)
{
    size_t count = 0;
    for (size_t at = 0; at < s.len; at = next_letter(s, at)) count++;
    return count;
}

static kb_str first_letters(kb_str s, size_t letters)
{
    size_t at = 0;
    while (at < s.len && letters-- > 0) at = next_letter(s, at);
    return kb_str_part(s, kb_span_of(0, at));
}

/* A name that is there already stays: of two that begin alike the first. */
static bool add_name(kb_regions *r, tongue *t, kb_str key, const char *code, size_t letters, bool whole)
{
    region *known = kb_map_find(t->names, key), *new_one;
    if (known && (known->whole || !whole)) return true;
    new_one = KB_NEW(r->arena, region, 1);
    if (!new_one) return false;
    *new_one = (region){ .letters = letters, .whole = whole };
    memcpy(new_one->code, code, 2);
    return kb_map_set(t->names, key, new_one);
}

static bool read_name(kb_regions *r, tongue *t, const ULocaleDisplayNames *names, const char *code)
{
    UChar wide[NAME_UNITS];
    char narrow[NAME_UNITS * 3];
    int32_t bytes = 0;
    UErrorCode error = U_ZERO_ERROR;
    kb_str copy, folded;
    int32_t len = uldn_regionDisplayName(names, code, wide, NAME_UNITS, &error);
    u_strToUTF8WithSub(narrow, sizeof narrow, &bytes, wide, len, 0xFFFD, NULL, &error);
    if (U_FAILURE(error) || bytes <= 0 || memchr(narrow, ' ', (size_t)bytes)) return true;
    if (!kb_arena_copy(r->arena, (kb_str){ narrow, (size_t)bytes }, &copy)) return false;
    if (kb_fold(copy, false, r->arena, &folded, NULL) != KB_OK) return false;
    size_t letters = count_letters(folded), begin = letters > BEGIN_MIN + ENDING ? letters - ENDING : BEGIN_MIN;
    if (letters < BEGIN_MIN) return true;
    return add_name(r, t, folded, code, letters, true) &&
           add_name(r, t, first_letters(folded, begin), code, letters, false);
}

static bool read_names(kb_regions *r, tongue *t)
{
    UErrorCode error = U_ZERO_ERROR;
    ULocaleDisplayNames *names = uldn_open(t->code, ULDN_STANDARD_NAMES, &error);
    bool fine = true;
    if (U_FAILURE(error)) return true;
    for (const char *const *code = uloc_getISOCountries(); *code && fine; code++) fine = read_name(r, t, names, *code);
    uldn_close(names);
    return fine;
}

static tongue *find_tongue(kb_regions *r, kb_str lang)
{
    for (tongue *t = r->tongues; t; t = t->next)
        if (kb_str_is(lang, t->code)) return t;
    tongue *t = lang.len < sizeof t->code ? calloc(1, sizeof *t) : NULL;
    if (!t) return NULL;
    if (lang.len) memcpy(t->code, lang.at, lang.len);
    t->names = kb_map_new();
    if (!t->names || (lang.len && !read_names(r, t))) {
        kb_map_free(t->names);
        free(t);
        return NULL;
    }
    t->next = r->tongues;
    r->tongues = t;
    return t;
}

kb_status kb_regions_find(kb_regions *r, kb_str lang, kb_str folded, kb_str *code, kb_err *err)
{
    kb_arena *arena = kb_arena_new((size_t)1 << 16);
    tongue *t = find_tongue(r, lang);
    kb_str plain;
    kb_status status = arena && t ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    *code = KB_STR("");
    if (status == KB_OK && folded.len < 64) status = kb_fold(folded, false, arena, &plain, err);
    if (status == KB_OK && folded.len < 64) {
        size_t letters = count_letters(plain);
        const region *found = kb_map_find(t->names, plain);
        for (size_t n = letters; !found && n >= BEGIN_MIN; n--) {
            found = kb_map_find(t->names, first_letters(plain, n));
            if (found && (found->whole || letters > found->letters + LONGER_MAX)) found = NULL;
        }
        if (found) *code = kb_str_of(found->code);
    }
    kb_arena_free(arena);
    return status;
}
