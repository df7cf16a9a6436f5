#include "story/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "text/agency.h"

#define WORK_MAX ((size_t)1 << 30)
#define KEPT_BYTES_MAX ((size_t)16 << 20) /* of texts whose words are kept: they take three times that */
#define STANDING_MIN 12                   /* words of boilerplate in a row that are no mere phrase */

/* ---- words ---- */

static kb_status keep_words(kb_texts *texts, kb_err *err)
{
    size_t bytes = 0;
    for (size_t i = 0; i < texts->count && bytes <= KEPT_BYTES_MAX; i++)
        bytes += texts->at[i].known ? 0 : texts->at[i].text.len;
    if (bytes > KEPT_BYTES_MAX) return KB_OK;
    kb_status status = KB_OK;
    kb_verbatim *words = KB_NEW(texts->arena, kb_verbatim, texts->count);
    texts->reported = KB_NEW(texts->arena, kb_reported, texts->count);
    if (!words || !texts->reported) return kb_arena_fail(texts->arena, err);
    for (size_t i = 0; i < texts->count && status == KB_OK; i++)
        if (!texts->at[i].known) status = kb_text_words(&texts->at[i], texts->arena, &words[i], err);
    texts->words = words;
    return status;
}

/* The words of text `index`: a view where they are known or kept, else made in `arena`. */
static kb_status words_of(const kb_texts *texts, uint32_t index, kb_arena *arena, kb_verbatim *out, kb_err *err)
{
    const kb_known_text *known = texts->at[index].known;
    if (!known && !texts->words) return kb_text_words(&texts->at[index], arena, out, err);
    *out = known ? known->text.words : texts->words[index];
    return KB_OK;
}

static kb_status copy_words(const kb_verbatim *words, kb_arena *arena, kb_verbatim *out, kb_err *err)
{
    *out = *words;
    out->at = KB_NEW(arena, kb_verbatim_word, out->count);
    if (!out->at) return kb_arena_fail(arena, err);
    if (out->count) memcpy(out->at, words->at, out->count * sizeof *out->at);
    return KB_OK;
}

/* Fingerprints cover boilerplate but for a few words at its ends: where those are all that is left up to the end of the
 * line, they belong to it. */
static void widen(const kb_verbatim *words, bool *leave)
{
    for (size_t i = 0, end; i < words->count; i = end) {
        for (end = i + 1; end < words->count && leave[end] == leave[i] && !(words->at[end].flags & KB_VERBATIM_LINE);)
            end++;
        bool begins = words->at[i].flags & KB_VERBATIM_LINE;
        bool ends = end == words->count || (words->at[end].flags & KB_VERBATIM_LINE);
        bool beside = (i > 0 && !begins && leave[i - 1]) || (end < words->count && !ends && leave[end]);
        if (leave[i] || end - i >= KB_PRINT_WINDOW || !beside || !(begins || ends)) continue;
        for (size_t w = i; w < end; w++) leave[w] = true;
    }
}

/* Boilerplate is a passage or a line: phrases that are set ("the President of the United States") stand in many
 * articles too, and belong to each. */
static void keep_phrases(const kb_verbatim *words, bool *leave)
{
    for (size_t i = 0, end; i < words->count; i = end) {
        for (end = i + 1; end < words->count && leave[end] == leave[i];) end++;
        bool begins = words->at[i].flags & KB_VERBATIM_LINE;
        bool ends = end == words->count || (words->at[end].flags & KB_VERBATIM_LINE);
        if (!leave[i] || end - i >= STANDING_MIN || (begins && ends)) continue;
        for (size_t w = i; w < end; w++) leave[w] = false;
    }
}

/* Marks the words that are their outlet's boilerplate; returns how many. */
static uint32_t find_standing(const kb_texts *texts, uint32_t index, const kb_verbatim *words, bool *leave)
{
    uint32_t standing = 0;
    if (!kb_archive_boilerplate(texts->archive, texts->ranks[index], leave, words->count)) return 0;
    widen(words, leave);
    keep_phrases(words, leave);
    for (size_t i = 0; i < words->count; i++) standing += leave[i];
    return standing;
}

static kb_status report(const kb_texts *texts, uint32_t index, kb_arena *arena, kb_reported *out, kb_err *err)
{
    const kb_known_text *known = texts->at[index].known;
    kb_verbatim words, marked;
    kb_status status = words_of(texts, index, arena, &words, err);
    bool *leave = status == KB_OK ? KB_NEW(arena, bool, words.count) : NULL;
    if (status != KB_OK) return status;
    if (!leave) return kb_arena_fail(arena, err);
    out->standing = find_standing(texts, index, &words, leave);
    if (!out->standing && known) out->text = known->text;
    if (!out->standing) return known ? KB_OK : kb_shingled_make(words, arena, &out->text, err);
    if ((status = copy_words(&words, arena, &marked, err)) != KB_OK) return status;
    for (size_t i = 0; i < marked.count; i++)
        if (leave[i]) marked.at[i].flags |= KB_VERBATIM_STANDING;
    if (!known) return kb_shingled_make(marked, arena, &out->text, err);
    out->text = known->text; /* its shingles look at the hashes of words alone */
    out->text.words = marked;
    return KB_OK;
}

kb_status kb_texts_reported(const kb_texts *texts, uint32_t index, kb_arena *arena, const kb_reported **out,
                            kb_err *err)
{
    kb_reported *r = texts->reported ? &texts->reported[index] : KB_NEW(arena, kb_reported, 1);
    *out = r;
    if (!r) return kb_arena_fail(arena, err);
    if (r->made) return KB_OK;
    kb_status status = report(texts, index, texts->reported ? texts->arena : arena, r, err);
    r->made = status == KB_OK;
    return status;
}

kb_status kb_texts_own(const kb_texts *texts, uint32_t index, kb_arena *arena, kb_shingled *out, uint32_t *standing,
                       kb_err *err)
{
    const kb_reported *r;
    kb_status status = kb_texts_reported(texts, index, arena, &r, err);
    if (status != KB_OK) return status;
    *out = r->text;
    *standing = r->standing;
    if (!r->standing) return KB_OK;
    kb_verbatim words;
    if ((status = copy_words(&r->text.words, arena, &words, err)) != KB_OK) return status;
    bool *leave = KB_NEW(arena, bool, words.count);
    if (!leave) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < words.count; i++) leave[i] = words.at[i].flags & KB_VERBATIM_STANDING;
    kb_verbatim_leave(&words, leave);
    return kb_shingled_make(words, arena, out, err);
}

/* ---- order ---- */

static uint64_t hash_of(const kb_texts *texts, uint32_t index, const kb_verbatim *words)
{
    return texts->at[index].known ? texts->at[index].known->hash : kb_text_words_hash(words);
}

/* A day, month or year counts as its end: all that is known to have come within it comes before. */
static int64_t minute_of(kb_time t)
{
    kb_civil civil = kb_civil_of(kb_time_day(t));
    int64_t days = 0;
    switch (t.precision) {
    case KB_TIME_NONE: return INT64_MAX;
    case KB_TIME_YEAR: days = kb_day_of((kb_civil){ civil.year + 1, 1, 1 }) - kb_day_of(civil); break;
    case KB_TIME_MONTH: days = kb_month_days(civil.year, civil.month); break;
    case KB_TIME_DAY: days = 1; break;
    case KB_TIME_MINUTE:
    case KB_TIME_SECOND: break;
    }
    int64_t seconds = t.seconds + days * 86400 - (days > 0);
    return seconds / 60 - (seconds % 60 < 0);
}

static int by_words_and_hash(const kb_text_place *x, const kb_text_place *y)
{
    if (x->when != y->when) return x->when < y->when ? -1 : 1;
    if (x->words != y->words) return x->words > y->words ? -1 : 1;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static int by_place(const void *a, const void *b)
{
    const kb_text_place *x = a, *y = b;
    int order = by_words_and_hash(x, y);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

/* Texts of one minute and the same words: by outlet, address and id, so that the order of the input tells nothing. */
static int by_name(const kb_lineage_text *a, const kb_lineage_text *b)
{
    int order = kb_str_compare(a->outlet, b->outlet);
    if (!order) order = kb_str_compare(a->url, b->url);
    return order ? order : kb_str_compare(a->id, b->id);
}

static void order_equal(kb_texts *texts)
{
    for (size_t i = 1; i < texts->count; i++) {
        kb_text_place moved = texts->places[i];
        size_t at = i;
        while (at > 0 && i - at < 256 && by_words_and_hash(&texts->places[at - 1], &moved) == 0 &&
               by_name(&texts->at[moved.index], &texts->at[texts->places[at - 1].index]) < 0) {
            texts->places[at] = texts->places[at - 1];
            at--;
        }
        texts->places[at] = moved;
    }
}

static kb_status put_in_order(kb_texts *texts, kb_err *err)
{
    for (size_t i = 0; i < texts->count; i++) {
        kb_verbatim words = { 0 };
        kb_arena *work = kb_arena_new(WORK_MAX);
        kb_status status =
            work ? words_of(texts, (uint32_t)i, work, &words, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
        texts->places[i] = (kb_text_place){ minute_of(texts->at[i].published),
                                            status == KB_OK ? hash_of(texts, (uint32_t)i, &words) : 0,
                                            (uint32_t)words.count, (uint32_t)i };
        kb_arena_free(work);
        if (status != KB_OK) return status;
    }
    if (texts->count) qsort(texts->places, texts->count, sizeof *texts->places, by_place);
    order_equal(texts);
    for (size_t i = 0; i < texts->count; i++) texts->ranks[texts->places[i].index] = (uint32_t)i;
    return KB_OK;
}

/* ---- the archive ---- */

static kb_status add_prints(kb_texts *texts, size_t rank, uint32_t outlet, kb_err *err)
{
    const kb_known_text *known = texts->at[texts->places[rank].index].known;
    kb_verbatim words;
    kb_prints prints = { 0 };
    if (known) return kb_archive_add(texts->archive, &known->prints, outlet, err);
    kb_arena *work = kb_arena_new(WORK_MAX);
    if (!work) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = words_of(texts, texts->places[rank].index, work, &words, err);
    if (status == KB_OK) status = kb_prints_find(&words, work, &prints, err);
    if (status == KB_OK) status = kb_archive_add(texts->archive, &prints, outlet, err);
    kb_arena_free(work);
    return status;
}

static kb_status fill_archive(kb_texts *texts, kb_err *err)
{
    kb_status status = kb_archive_new(&texts->archive, err);
    kb_map *outlets = kb_map_new();
    if (status == KB_OK && !outlets) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < texts->count && status == KB_OK; i++) {
        kb_str name = texts->at[texts->places[i].index].outlet;
        const kb_text_place *first = name.len ? kb_map_find(outlets, name) : NULL;
        if (name.len && !first) {
            first = &texts->places[i];
            texts->any_agency |= texts->by_agency[first->index] = kb_agency_known(name);
            if (!kb_map_set(outlets, name, &texts->places[i])) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
        }
        if (first) texts->by_agency[texts->places[i].index] = texts->by_agency[first->index];
        if (status == KB_OK) status = add_prints(texts, i, first ? (uint32_t)(first - texts->places) + 1 : 0, err);
    }
    kb_map_free(outlets);
    return status == KB_OK ? kb_archive_seal(texts->archive, KB_BOILERPLATE_MIN, err) : status;
}

/* ---- who names whom ---- */

/* The agencies that a text names: sought when first asked for. */
static kb_strs agencies_of(const kb_texts *texts, uint32_t index)
{
    kb_known_text *known = texts->at[index].known;
    kb_strs *found = known ? &known->agencies : &texts->agencies[index];
    if (!found->at) *found = kb_text_agencies(&texts->at[index], known ? known->arena : texts->arena);
    return *found;
}

bool kb_texts_name_agency(const kb_texts *texts, uint32_t index, uint32_t other)
{
    kb_strs named = texts->by_agency[other] ? agencies_of(texts, index) : texts->at[index].carriers;
    for (size_t i = 0; i < named.count; i++)
        if (kb_agency_is(named.at[i], texts->at[other].outlet)) return true;
    return false;
}

bool kb_texts_names(const kb_texts *texts, uint32_t index)
{
    return agencies_of(texts, index).count > 0;
}

kb_str kb_texts_common_agency(const kb_texts *texts, uint32_t a, uint32_t b)
{
    kb_strs mine = agencies_of(texts, a), theirs = agencies_of(texts, b);
    for (size_t i = 0; i < mine.count; i++)
        for (size_t j = 0; j < theirs.count; j++)
            if (kb_agency_same(mine.at[i], theirs.at[j])) return mine.at[i];
    return (kb_str){ 0 };
}

/* ---- all ---- */

kb_status kb_texts_open(const kb_lineage_text *at, size_t count, kb_texts *out, kb_err *err)
{
    *out = (kb_texts){ .at = at, .count = count, .arena = kb_arena_new(SIZE_MAX) };
    if (!out->arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    out->places = KB_NEW(out->arena, kb_text_place, count);
    out->ranks = KB_NEW(out->arena, uint32_t, count);
    out->agencies = KB_NEW(out->arena, kb_strs, count);
    out->by_agency = KB_NEW(out->arena, bool, count);
    if (!out->places || !out->ranks || !out->agencies || !out->by_agency) return kb_arena_fail(out->arena, err);
    kb_status status = keep_words(out, err);
    if (status == KB_OK) status = put_in_order(out, err);
    return status == KB_OK ? fill_archive(out, err) : status;
}

void kb_texts_close(kb_texts *texts)
{
    kb_archive_free(texts->archive);
    kb_arena_free(texts->arena);
}
