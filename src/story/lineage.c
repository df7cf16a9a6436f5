#include "story/lineage.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "story/archive.h"
#include "text/agency.h"

#define WORK_MAX ((size_t)1 << 30)
#define KEPT_BYTES_MAX ((size_t)16 << 20) /* of texts whose words are kept: they take three times that */
#define CANDIDATES_MAX 24                 /* texts that are compared word by word with one */
#define SHARED_MIN 2                      /* fingerprints that a candidate shares at least, */
#define SHARED_OF_TEXT 0.05               /* of the text's, */
#define SHARED_OF_SOURCE 0.15             /* or of the candidate's */
#define EXACT_WORDS_MIN 8                 /* fewer equal words are a phrase and no text */
#define STANDING_MIN 12                   /* words of boilerplate in a row that are no mere phrase */
#define TELLING_MIN 4      /* words outside quotation marks that make a passage with a quote a copied one */
#define TELLING_TIMES 3    /* and so many quoted words for each of them tell of copying too */
#define LONG_RUN 12        /* words in a row that nobody writes by chance; without one passage of so many */
#define SCATTERED_MIN 0.45 /* set phrases are no copy, unless they are so much of the text */
#define NEXT_SHARE_MIN 0.1 /* of a text's words that a second source gives, where none gave them before */
#define ANCESTORS_MAX 64   /* texts through which a source is followed back */
#define AGENCY_PART 0.8    /* of what the best source gives that the named agency's must give to go before it */

typedef struct {
    int64_t when; /* minutes since 1970; INT64_MAX: not known */
    uint64_t hash;
    uint32_t words, index;
} place;

/* A text as its outlet reported it, boilerplate marked. */
typedef struct {
    kb_shingled text;
    uint32_t standing; /* words of boilerplate */
    bool made;
} reported;

typedef struct {
    const kb_lineage_text *texts;
    size_t count;
    place *places;      /* in order of time */
    uint32_t *ranks;    /* of each text its place */
    kb_verbatim *words; /* of each text its words without asides; NULL: too many to keep, found when wanted */
    reported *reported; /* of each text as a source; NULL as `words` */
    bool *by_agency;    /* of each text: it is an agency's own */
    bool any_agency;    /* one of the texts is */
    kb_strs *agencies;  /* of each text those that it names; without a list: not sought yet */
    kb_archive *archive;
    kb_map *addresses; /* url -> place of the text last seen there, as a pointer into `places` */
    kb_arena *work;    /* until all is answered */
    kb_arena *arena;   /* for the answer */
    kb_lineage *out;
} finder;

/* A text that may be a source, compared word by word. */
typedef struct {
    uint32_t index;
    kb_verbatim words; /* boilerplate marked */
    kb_passages passages;
    uint32_t report;       /* its words that are no boilerplate */
    uint32_t taken, given; /* words of the text that it has, and of these of its own that the text has */
    bool exact, by_carrier, chosen, revision;
} option;

typedef struct {
    option *at;
    size_t count;
} options;

typedef struct {
    finder *f;
    uint32_t rank, index;
    kb_verbatim words;    /* without boilerplate */
    kb_shingled shingled; /* the same */
    options options;
    bool *covered; /* words in a source that was chosen */
    kb_arena *arena;
} asker;

/* ---- words ---- */

static void leave_asides(const kb_spans *asides, const kb_verbatim *words, bool *leave)
{
    for (size_t i = 0, a = 0; i < words->count; i++) {
        while (a < asides->count && asides->at[a].end <= words->at[i].begin) a++;
        leave[i] = a < asides->count && asides->at[a].begin < words->at[i].end;
    }
}

/* The words of a text without its asides. */
static kb_status find_words(const kb_lineage_text *text, kb_arena *arena, kb_verbatim *out, kb_err *err)
{
    kb_status status = kb_verbatim_find(text->text, arena, out, err);
    if (status != KB_OK || !text->asides.count) return status;
    bool *leave = KB_NEW(arena, bool, out->count);
    if (!leave) return kb_arena_fail(arena, err);
    leave_asides(&text->asides, out, leave);
    kb_verbatim_leave(out, leave);
    return KB_OK;
}

static kb_status keep_words(finder *f, kb_err *err)
{
    size_t bytes = 0;
    for (size_t i = 0; i < f->count && bytes <= KEPT_BYTES_MAX; i++) bytes += f->texts[i].text.len;
    if (bytes > KEPT_BYTES_MAX) return KB_OK;
    kb_status status = KB_OK;
    kb_verbatim *words = KB_NEW(f->work, kb_verbatim, f->count);
    f->reported = KB_NEW(f->work, reported, f->count);
    if (!words || !f->reported) return kb_arena_fail(f->work, err);
    for (size_t i = 0; i < f->count && status == KB_OK; i++) status = find_words(&f->texts[i], f->work, &words[i], err);
    f->words = words;
    return status;
}

/* The words of text `index`: a view where they are kept, else made in `arena`. */
static kb_status words_of(const finder *f, uint32_t index, kb_arena *arena, kb_verbatim *out, kb_err *err)
{
    if (!f->words) return find_words(&f->texts[index], arena, out, err);
    *out = f->words[index];
    return KB_OK;
}

/* The same as a copy, to be marked. */
static kb_status own_words_of(const finder *f, uint32_t index, kb_arena *arena, kb_verbatim *out, kb_err *err)
{
    if (!f->words) return find_words(&f->texts[index], arena, out, err);
    *out = f->words[index];
    out->at = KB_NEW(arena, kb_verbatim_word, out->count);
    if (!out->at) return kb_arena_fail(arena, err);
    if (out->count) memcpy(out->at, f->words[index].at, out->count * sizeof *out->at);
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

/* And with its outlet's boilerplate marked as standing; *standing counts it. */
static kb_status report_words(const finder *f, uint32_t index, kb_arena *arena, kb_verbatim *out, uint32_t *standing,
                              kb_err *err)
{
    kb_status status = own_words_of(f, index, arena, out, err);
    bool *leave = status == KB_OK ? KB_NEW(arena, bool, out->count) : NULL;
    *standing = 0;
    if (status != KB_OK) return status;
    if (!leave) return kb_arena_fail(arena, err);
    if (!kb_archive_boilerplate(f->archive, f->ranks[index], leave, out->count)) return KB_OK;
    widen(out, leave);
    keep_phrases(out, leave);
    for (size_t i = 0; i < out->count; i++) {
        if (!leave[i]) continue;
        out->at[i].flags |= KB_VERBATIM_STANDING;
        (*standing)++;
    }
    return KB_OK;
}

/* The same with its shingles; made once where words are kept. */
static kb_status find_reported(const finder *f, uint32_t index, kb_arena *arena, const reported **out, kb_err *err)
{
    reported *r = f->reported ? &f->reported[index] : KB_NEW(arena, reported, 1);
    kb_verbatim words;
    *out = r;
    if (!r) return kb_arena_fail(arena, err);
    if (r->made) return KB_OK;
    if (f->reported) arena = f->work;
    kb_status status = report_words(f, index, arena, &words, &r->standing, err);
    if (status == KB_OK) status = kb_shingled_make(words, arena, &r->text, err);
    r->made = status == KB_OK;
    return status;
}

/* Takes the standing words out. */
static kb_status leave_standing(kb_verbatim *words, kb_arena *arena, kb_err *err)
{
    bool *leave = KB_NEW(arena, bool, words->count);
    if (!leave) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < words->count; i++) leave[i] = words->at[i].flags & KB_VERBATIM_STANDING;
    kb_verbatim_leave(words, leave);
    return KB_OK;
}

static uint64_t hash_of(const kb_verbatim *words)
{
    uint64_t hash = words->count;
    for (size_t i = 0; i < words->count; i++)
        hash = (hash ^ words->at[i].hash) * UINT64_C(0x9E3779B97F4A7C15) + (hash >> 29);
    return hash;
}

/* ---- order ---- */

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

static int by_words_and_hash(const place *x, const place *y)
{
    if (x->when != y->when) return x->when < y->when ? -1 : 1;
    if (x->words != y->words) return x->words > y->words ? -1 : 1;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static int by_place(const void *a, const void *b)
{
    const place *x = a, *y = b;
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

static void order_equal(finder *f)
{
    for (size_t i = 1; i < f->count; i++) {
        place moved = f->places[i];
        size_t at = i;
        while (at > 0 && i - at < 256 && by_words_and_hash(&f->places[at - 1], &moved) == 0 &&
               by_name(&f->texts[moved.index], &f->texts[f->places[at - 1].index]) < 0) {
            f->places[at] = f->places[at - 1];
            at--;
        }
        f->places[at] = moved;
    }
}

static kb_status put_in_order(finder *f, kb_err *err)
{
    for (size_t i = 0; i < f->count; i++) {
        kb_verbatim words = { 0 };
        kb_arena *work = kb_arena_new(WORK_MAX);
        kb_status status =
            work ? words_of(f, (uint32_t)i, work, &words, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
        f->places[i] = (place){ minute_of(f->texts[i].published), status == KB_OK ? hash_of(&words) : 0,
                                (uint32_t)words.count, (uint32_t)i };
        kb_arena_free(work);
        if (status != KB_OK) return status;
    }
    if (f->count) qsort(f->places, f->count, sizeof *f->places, by_place);
    order_equal(f);
    for (size_t i = 0; i < f->count; i++) f->ranks[f->places[i].index] = (uint32_t)i;
    return KB_OK;
}

/* ---- the archive ---- */

static kb_status add_prints(finder *f, size_t rank, uint32_t outlet, kb_err *err)
{
    kb_verbatim words;
    kb_prints prints = { 0 };
    kb_arena *work = kb_arena_new(WORK_MAX);
    if (!work) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = words_of(f, f->places[rank].index, work, &words, err);
    if (status == KB_OK) status = kb_prints_find(&words, work, &prints, err);
    if (status == KB_OK) status = kb_archive_add(f->archive, &prints, outlet, err);
    kb_arena_free(work);
    return status;
}

static kb_status fill_archive(finder *f, kb_err *err)
{
    kb_status status = kb_archive_new(&f->archive, err);
    kb_map *outlets = kb_map_new();
    if (status == KB_OK && !outlets) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < f->count && status == KB_OK; i++) {
        kb_str name = f->texts[f->places[i].index].outlet;
        const place *first = name.len ? kb_map_find(outlets, name) : NULL;
        if (name.len && !first) {
            first = &f->places[i];
            f->any_agency |= f->by_agency[first->index] = kb_agency_known(name);
            if (!kb_map_set(outlets, name, &f->places[i])) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
        }
        if (first) f->by_agency[f->places[i].index] = f->by_agency[first->index];
        if (status == KB_OK) status = add_prints(f, i, first ? (uint32_t)(first - f->places) + 1 : 0, err);
    }
    kb_map_free(outlets);
    return status == KB_OK ? kb_archive_seal(f->archive, KB_BOILERPLATE_MIN, err) : status;
}

/* ---- who names whom ---- */

/* The agencies that a text names, in its by-line or credit and in its sentences: sought when first asked for. */
static kb_strs agencies_of(const finder *f, uint32_t index)
{
    kb_strs *known = &f->agencies[index];
    if (known->at) return *known;
    kb_str found[KB_AGENCIES_MAX];
    const kb_strs *stated = &f->texts[index].carriers;
    size_t count = kb_agencies_find(f->texts[index].text, found);
    kb_strs all = { KB_NEW(f->work, kb_str, stated->count + count), 0 };
    if (!all.at) return *stated;
    for (size_t i = 0; i < stated->count; i++) all.at[all.count++] = stated->at[i];
    for (size_t i = 0; i < count; i++) {
        bool again = false;
        for (size_t j = 0; j < stated->count; j++) again |= kb_agency_same(stated->at[j], found[i]);
        if (!again) all.at[all.count++] = found[i];
    }
    *known = all;
    return all;
}

/* Does text `index` name the outlet of text `other` as its agency? */
static bool names_agency(const finder *f, uint32_t index, uint32_t other)
{
    kb_strs named = f->by_agency[other] ? agencies_of(f, index) : f->texts[index].carriers;
    for (size_t i = 0; i < named.count; i++)
        if (kb_agency_is(named.at[i], f->texts[other].outlet)) return true;
    return false;
}

/* An agency that both name. */
static kb_str common_agency(const finder *f, uint32_t a, uint32_t b)
{
    kb_strs mine = agencies_of(f, a), theirs = agencies_of(f, b);
    for (size_t i = 0; i < mine.count; i++)
        for (size_t j = 0; j < theirs.count; j++)
            if (kb_agency_same(mine.at[i], theirs.at[j])) return mine.at[i];
    return (kb_str){ 0 };
}

static bool same_address(const kb_lineage_text *a, const kb_lineage_text *b)
{
    return a->url.len && kb_str_equal(a->url, b->url);
}

/* Does text `from` rest on text `on`, by however many hands? */
static bool rests_on(const finder *f, uint32_t from, uint32_t on)
{
    uint32_t waiting[ANCESTORS_MAX] = { from };
    size_t count = 1;
    for (size_t i = 0; i < count; i++) {
        const kb_lineage *theirs = &f->out[waiting[i]];
        if (waiting[i] == on) return true;
        for (size_t s = 0; s < theirs->count && count < ANCESTORS_MAX; s++) {
            bool known = false;
            for (size_t w = 0; w < count && !known; w++) known = waiting[w] == theirs->at[s].of;
            if (!known) waiting[count++] = theirs->at[s].of;
        }
    }
    return count == ANCESTORS_MAX;
}

/* May text `from` be a source of the asking one? Of its own revisions, of what names it as the agency, and of what took
 * from an earlier revision of it nothing is taken. */
static bool may_be_source(const asker *a, uint32_t from)
{
    const kb_lineage_text *mine = &a->f->texts[a->index], *other = &a->f->texts[from];
    if (same_address(mine, other)) return false;
    bool agency = !kb_str_equal(mine->outlet, other->outlet);
    if (agency && names_agency(a->f, from, a->index)) return false;
    if (a->f->ranks[from] > a->rank) return agency && names_agency(a->f, a->index, from);
    const kb_lineage *theirs = &a->f->out[from];
    for (size_t i = 0; i < theirs->count; i++)
        if (same_address(mine, &a->f->texts[theirs->at[i].of])) return false;
    return !rests_on(a->f, from,
                     a->index); /* an agency's text that is dated later may be the source of an earlier one */
}

/* ---- one text and one source ---- */

/* Words of a passage that tell of copying: none of quoted speech without enough words around it. */
static uint32_t telling_words(const kb_verbatim *words, const kb_passage *passage)
{
    uint32_t plain = 0;
    if (passage->count < KB_PRINT_WORDS)
        return 0; /* what stayed of a rewritten sentence: a form that is filled in daily */
    for (uint32_t i = 0; i < passage->count; i++) plain += !(words->at[passage->text + i].flags & KB_VERBATIM_QUOTED);
    if (plain < TELLING_MIN) return plain;
    return passage->count < TELLING_TIMES * plain ? passage->count : TELLING_TIMES * plain;
}

static kb_status measure(const asker *a, const kb_shingled *source, option *o, uint32_t *telling, kb_err *err)
{
    bool *given = KB_NEW(a->arena, bool, o->words.count);
    kb_status status =
        given ? kb_repeat_find(&a->shingled, source, a->arena, &o->passages, err) : kb_arena_fail(a->arena, err);
    *telling = o->taken = o->given = 0;
    for (size_t p = 0; status == KB_OK && p < o->passages.count; p++) {
        const kb_passage *passage = &o->passages.at[p];
        o->taken += passage->count;
        *telling += telling_words(&a->words, passage);
        for (uint32_t i = 0; i < passage->count; i++) {
            bool counts = !(o->words.at[passage->source + i].flags & KB_VERBATIM_STANDING);
            o->given += counts && !given[passage->source + i];
            given[passage->source + i] = true;
        }
    }
    const place *mine = &a->f->places[a->rank], *theirs = &a->f->places[a->f->ranks[o->index]];
    o->exact = (mine->hash == theirs->hash && mine->words == theirs->words) || kb_repeat_exact(&a->words, &o->words);
    return status;
}

static bool is_scattered(const asker *a, const option *o, uint32_t telling)
{
    if (telling >= SCATTERED_MIN * (double)a->words.count) return false;
    for (size_t p = 0; p < o->passages.count; p++)
        if (o->passages.at[p].count >= LONG_RUN) return false;
    return true;
}

static bool is_copy(const asker *a, const option *o, uint32_t telling)
{
    if (o->exact) return a->words.count >= EXACT_WORDS_MIN;
    if (telling < KB_COPY_WORDS_MIN || is_scattered(a, o, telling)) return false;
    uint32_t source = telling < o->given ? telling : o->given;
    bool long_enough = telling >= KB_COPY_LONG_MIN && telling >= KB_COPY_LONG_SHARE_MIN * (double)a->words.count;
    return long_enough || telling >= KB_COPY_TEXT_MIN * (double)a->words.count ||
           source >= KB_COPY_SOURCE_MIN * (double)o->report;
}

static kb_status add_option(asker *a, uint32_t index, bool revision, kb_err *err)
{
    option o = { .index = index, .revision = revision };
    const reported *source;
    uint32_t telling = 0;
    kb_status status = find_reported(a->f, index, a->arena, &source, err);
    if (status != KB_OK) return status;
    o.words = source->text.words;
    o.report = (uint32_t)o.words.count - source->standing;
    status = measure(a, &source->text, &o, &telling, err);
    if (status != KB_OK || !(revision || is_copy(a, &o, telling))) return status;
    o.by_carrier = !revision && names_agency(a->f, a->index, index);
    option *item = KB_ADD(a->arena, &a->options, option);
    if (!item) return kb_arena_fail(a->arena, err);
    *item = o;
    return KB_OK;
}

static kb_status find_options(asker *a, kb_err *err)
{
    kb_candidates found;
    bool later = a->f->any_agency || a->f->texts[a->index].carriers.count > 0;
    size_t prints = kb_archive_prints(a->f->archive, a->rank), looked = 0;
    kb_status status = kb_archive_find(a->f->archive, a->rank, later, SIZE_MAX, a->arena, &found, err);
    for (size_t i = 0; i < found.count && status == KB_OK && looked < CANDIDATES_MAX; i++) {
        const kb_candidate *c = &found.at[i];
        uint32_t index = a->f->places[c->text].index;
        double theirs = (double)kb_archive_prints(a->f->archive, c->text);
        bool enough = c->shared >= SHARED_MIN &&
                      (c->shared >= SHARED_OF_TEXT * (double)prints || c->shared >= SHARED_OF_SOURCE * theirs);
        if (!enough || !may_be_source(a, index)) continue;
        looked++;
        status = add_option(a, index, false, err);
        /* Of equal texts the first shares as much as any and comes first: an exact copy needs no more sources. */
        if (!later && a->options.count && a->options.at[a->options.count - 1].exact &&
            !a->options.at[a->options.count - 1].revision)
            break;
    }
    return status;
}

/* ---- the answer ---- */

/* The bytes of words [begin, end) as spans, broken where words were left out. */
static kb_status add_spans(finder *f, const kb_verbatim *words, size_t begin, size_t end, kb_spans *out, kb_err *err)
{
    for (size_t i = begin; i < end; i++) {
        bool goes_on = i > begin && !(words->at[i].flags & KB_VERBATIM_GAP);
        kb_span *span = goes_on ? &out->at[out->count - 1] : KB_ADD(f->arena, out, kb_span);
        if (!span) return kb_arena_fail(f->arena, err);
        if (!goes_on) span->begin = words->at[i].begin;
        span->end = words->at[i].end;
    }
    return KB_OK;
}

/* Those words that are not marked. */
static kb_status add_others(finder *f, const kb_verbatim *words, const bool *marked, kb_spans *out, kb_err *err)
{
    for (size_t i = 0, end; i < words->count; i = end) {
        for (end = i; end < words->count && marked[end] == marked[i];) end++;
        kb_status status = marked[i] ? KB_OK : add_spans(f, words, i, end, out, err);
        if (status != KB_OK) return status;
    }
    return KB_OK;
}

typedef struct {
    kb_taken *at;
    size_t count;
} takens;

/* The passages as spans of both texts, broken where either has words left out, joined where both go on. */
static kb_status add_taken(asker *a, const option *o, takens *out, kb_err *err)
{
    uint32_t text = UINT32_MAX, source = UINT32_MAX; /* the words that would go on */
    for (size_t p = 0; p < o->passages.count; p++)
        for (uint32_t i = 0; i < o->passages.at[p].count; i++) {
            const kb_verbatim_word *t = &a->words.at[o->passages.at[p].text + i];
            const kb_verbatim_word *s = &o->words.at[o->passages.at[p].source + i];
            bool goes_on = o->passages.at[p].text + i == text && o->passages.at[p].source + i == source &&
                           !((t->flags | s->flags) & KB_VERBATIM_GAP);
            kb_taken *item = goes_on ? &out->at[out->count - 1] : KB_ADD(a->f->arena, out, kb_taken);
            if (!item) return kb_arena_fail(a->f->arena, err);
            if (!goes_on) *item = (kb_taken){ { t->begin, 0 }, { s->begin, 0 } };
            item->text.end = t->end;
            item->source.end = s->end;
            text = o->passages.at[p].text + i + 1;
            source = o->passages.at[p].source + i + 1;
        }
    return KB_OK;
}

static double part_of(uint32_t part, size_t whole)
{
    return whole ? (double)part / (double)whole : 0;
}

static kb_copy_kind kind_of(const option *o, double share, double source_share)
{
    if (o->revision) return KB_COPY_REVISION;
    if (o->exact) return KB_COPY_EXACT;
    return share >= KB_COPY_NEAR_MIN && source_share >= KB_COPY_NEAR_MIN ? KB_COPY_NEAR : KB_COPY_PART;
}

static kb_status add_source(asker *a, const option *o, uint32_t words, kb_lineage *out, kb_err *err)
{
    takens taken = { 0 };
    kb_source *source = KB_ADD(a->f->arena, out, kb_source);
    bool *given = KB_NEW(a->arena, bool, o->words.count);
    if (!source || !given) return kb_arena_fail(source ? a->arena : a->f->arena, err);
    *source = (kb_source){ .of = o->index, .words = words, .by_carrier = o->by_carrier };
    source->share = o->exact ? 1 : part_of(o->taken, a->words.count);
    source->source_share = o->exact ? 1 : part_of(o->given, o->report);
    source->kind = kind_of(o, source->share, source->source_share);
    if (!o->by_carrier && !o->revision) source->carrier = common_agency(a->f, a->index, o->index);
    for (size_t i = 0; i < o->words.count; i++) given[i] = o->words.at[i].flags & KB_VERBATIM_STANDING;
    for (size_t p = 0; p < o->passages.count; p++)
        for (uint32_t i = 0; i < o->passages.at[p].count; i++) given[o->passages.at[p].source + i] = true;
    kb_status status = add_taken(a, o, &taken, err);
    source->taken = taken.at;
    source->taken_count = taken.count;
    return status == KB_OK ? add_others(a->f, &o->words, given, &source->cut, err) : status;
}

/* Words of the text that a source gives and none that was chosen before. */
static uint32_t new_words(const asker *a, const option *o)
{
    uint32_t count = 0;
    for (size_t p = 0; p < o->passages.count; p++)
        for (uint32_t i = 0; i < o->passages.at[p].count; i++) count += !a->covered[o->passages.at[p].text + i];
    return count;
}

static void cover(const asker *a, const option *o)
{
    for (size_t p = 0; p < o->passages.count; p++)
        for (uint32_t i = 0; i < o->passages.at[p].count; i++) a->covered[o->passages.at[p].text + i] = true;
}

/* The source that gives most that is new; of those that give as much (a word in a hundred aside) the earliest; the
 * named agency's where it gives nearly as much. NULL: none is left. */
static option *best_option(const asker *a, uint32_t *words)
{
    uint32_t most = 0;
    option *best = NULL;
    for (size_t i = 0; i < a->options.count; i++) {
        uint32_t mine = a->options.at[i].chosen || a->options.at[i].revision ? 0 : new_words(a, &a->options.at[i]);
        if (mine > most) most = mine;
    }
    for (size_t i = 0; i < a->options.count && most; i++) {
        option *o = &a->options.at[i];
        uint32_t mine = o->chosen || o->revision ? 0 : new_words(a, o);
        if (mine < (o->by_carrier ? AGENCY_PART : 0.99) * most) continue;
        bool before = !best || (o->by_carrier != best->by_carrier ? o->by_carrier
                                                                  : a->f->ranks[o->index] < a->f->ranks[best->index]);
        if (!before) continue;
        best = o;
        *words = mine;
    }
    return best;
}

static kb_status choose_sources(asker *a, kb_lineage *out, kb_err *err)
{
    kb_status status = KB_OK;
    uint32_t words = 0;
    option *o;
    for (size_t i = 0; i < a->options.count && status == KB_OK; i++)
        if (a->options.at[i].revision) status = add_source(a, &a->options.at[i], 0, out, err);
    for (size_t chosen = 0; status == KB_OK && (o = best_option(a, &words)) != NULL; chosen++) {
        bool enough = chosen == 0 || (words >= KB_COPY_WORDS_MIN && (words >= NEXT_SHARE_MIN * (double)a->words.count ||
                                                                     words >= KB_COPY_SOURCE_MIN * (double)o->report));
        if (!enough) break;
        o->chosen = true;
        status = add_source(a, o, words, out, err);
        cover(a, o);
    }
    return status;
}

static kb_status answer(asker *a, kb_lineage *out, kb_err *err)
{
    a->covered = KB_NEW(a->arena, bool, a->words.count);
    if (!a->covered) return kb_arena_fail(a->arena, err);
    kb_status status = choose_sources(a, out, err);
    bool exact = false;
    for (size_t i = 0; i < out->count; i++) exact |= out->at[i].kind == KB_COPY_EXACT;
    for (size_t i = 0; i < a->words.count; i++) out->own += !a->covered[i] && !exact;
    if (status != KB_OK || !out->count || exact) return status;
    for (size_t i = 0; i < a->options.count; i++)
        if (a->options.at[i].revision) cover(a, &a->options.at[i]);
    return add_others(a->f, &a->words, a->covered, &out->added, err);
}

/* The text that stood at the same address before; then this one stands there. */
static kb_status find_revision(asker *a, kb_err *err)
{
    kb_str url = a->f->texts[a->index].url;
    const place *before = url.len ? kb_map_find(a->f->addresses, url) : NULL;
    if (url.len && !kb_map_set(a->f->addresses, url, &a->f->places[a->rank]))
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return before ? add_option(a, before->index, true, err) : KB_OK;
}

static kb_status find_one(finder *f, uint32_t rank, kb_err *err)
{
    asker a = { .f = f, .rank = rank, .index = f->places[rank].index };
    kb_lineage *out = &f->out[a.index];
    *out = (kb_lineage){ 0 };
    a.arena = kb_arena_new(WORK_MAX);
    kb_status status = a.arena ? report_words(f, a.index, a.arena, &a.words, &out->boilerplate, err)
                               : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK && out->boilerplate) status = leave_standing(&a.words, a.arena, err);
    out->words = (uint32_t)a.words.count;
    if (status == KB_OK) status = kb_shingled_make(a.words, a.arena, &a.shingled, err);
    if (status == KB_OK) status = find_revision(&a, err);
    if (status == KB_OK) status = find_options(&a, err);
    if (status == KB_OK) status = answer(&a, out, err);
    kb_arena_free(a.arena);
    return status;
}

/* A text that is no copy, but has words in common with one that names the same agency, has them from there. */
static void tell_agencies(finder *f)
{
    for (size_t i = 0; i < f->count; i++)
        for (size_t s = 0; s < f->out[i].count; s++) {
            const kb_source *source = &f->out[i].at[s];
            kb_lineage *first = &f->out[source->of];
            bool tells = source->carrier.len && !first->count && source->source_share > first->agency_share;
            if (!tells || kb_agency_is(source->carrier, f->texts[source->of].outlet)) continue;
            first->agency = source->carrier;
            first->agency_share = source->source_share;
        }
}

kb_status kb_lineage_find(const kb_lineage_text *texts, size_t count, kb_arena *arena, kb_lineage *out, kb_err *err)
{
    finder f = { .texts = texts, .count = count, .work = kb_arena_new(SIZE_MAX), .arena = arena, .out = out };
    f.places = f.work ? KB_NEW(f.work, place, count) : NULL;
    f.ranks = f.work ? KB_NEW(f.work, uint32_t, count) : NULL;
    f.agencies = f.work ? KB_NEW(f.work, kb_strs, count) : NULL;
    f.by_agency = f.work ? KB_NEW(f.work, bool, count) : NULL;
    f.addresses = kb_map_new();
    bool ready = f.places && f.ranks && f.agencies && f.by_agency && f.addresses;
    kb_status status = ready ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) status = keep_words(&f, err);
    if (status == KB_OK) status = put_in_order(&f, err);
    if (status == KB_OK) status = fill_archive(&f, err);
    for (size_t i = 0; i < count; i++) out[i] = (kb_lineage){ 0 };
    for (size_t i = 0; i < count && status == KB_OK; i++)
        if (!texts[f.places[i].index].aside) status = find_one(&f, (uint32_t)i, err);
    if (status == KB_OK) tell_agencies(&f);
    kb_archive_free(f.archive);
    kb_map_free(f.addresses);
    kb_arena_free(f.work);
    return status;
}

kb_status kb_lineage_text_of(const kb_document *doc, kb_arena *arena, kb_lineage_text *out, kb_err *err)
{
    *out = (kb_lineage_text){ .id = doc->id,
                              .outlet = doc->outlet,
                              .url = doc->canonical.len ? doc->canonical : doc->url,
                              .title = doc->title,
                              .carriers = doc->carriers,
                              .published = doc->published,
                              .text = doc->text };
    out->asides.at = KB_NEW(arena, kb_span, doc->lines.count);
    if (!out->asides.at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < doc->lines.count; i++) out->asides.at[out->asides.count++] = doc->lines.at[i].span;
    return KB_OK;
}

kb_status kb_lineage_prints(const kb_lineage_text *text, kb_arena *arena, kb_prints *out, kb_err *err)
{
    kb_verbatim words;
    kb_status status = find_words(text, arena, &words, err);
    return status == KB_OK ? kb_prints_find(&words, arena, out, err) : status;
}

bool kb_lineage_copied(const kb_lineage *lineage)
{
    for (size_t i = 0; i < lineage->count; i++)
        if (lineage->at[i].kind != KB_COPY_REVISION) return true;
    return false;
}

bool kb_lineage_rests(const kb_lineage *lineage)
{
    return lineage->count && (lineage->at[0].kind == KB_COPY_REVISION || 2 * lineage->own < lineage->words);
}
