#include "story/lineage.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "story/texts.h"
#include "text/agency.h"

#define WORK_MAX ((size_t)1 << 30)
#define CANDIDATES_MAX 24     /* texts that are compared word by word with one */
#define SHARED_MIN 2          /* fingerprints that a candidate shares at least, */
#define SHARED_OF_TEXT 0.05   /* of the text's, */
#define SHARED_OF_SOURCE 0.15 /* or of the candidate's */
#define EXACT_WORDS_MIN 8     /* fewer equal words are a phrase and no text */
#define TELLING_MIN 4         /* words outside quotation marks that make a passage with a quote a copied one */
#define TELLING_TIMES 3       /* and so many quoted words for each of them tell of copying too */
#define LONG_RUN 12           /* words in a row that nobody writes by chance; without one passage of so many */
#define SCATTERED_MIN 0.45    /* set phrases are no copy, unless they are so much of the text */
#define NEXT_SHARE_MIN 0.1    /* of a text's words that a second source gives, where none gave them before */
#define ANCESTORS_MAX 64      /* texts through which a source is followed back */
#define AGENCY_PART 0.8       /* of what the best source gives that the named agency's must give to go before it */

typedef struct {
    kb_texts texts;
    const kb_text_place **earlier; /* of each text the one that stood at its address before; NULL: none */
    bool *asked;                   /* of each text: its lineage is found */
    bool any_named;                /* a text names an agency in its by-line or credit, or is an agency's own */
    kb_arena *arena;               /* for the answer */
    kb_lineage *out;
} finder;

/* A text that may be a source, compared word by word. */
typedef struct {
    uint32_t index;
    const kb_reported *source;
    kb_passages passages;
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
    kb_shingled text; /* without boilerplate */
    options options;
    bool *covered; /* words in a source that was chosen */
    kb_arena *arena;
} asker;

static bool same_address(const kb_lineage_text *a, const kb_lineage_text *b)
{
    return a->url.len && kb_str_equal(a->url, b->url);
}

/* Does text `from` rest on text `on`, by however many hands? What is not asked yet rests on none. That a text rests on
 * a later one, an agency's, is left to be told where there are too many hands to follow. */
static bool rests_on(const finder *f, uint32_t from, uint32_t on)
{
    uint32_t waiting[ANCESTORS_MAX] = { from };
    size_t count = 1;
    for (size_t i = 0; i < count; i++) {
        if (waiting[i] == on) return true;
        if (f->texts.ranks[waiting[i]] > f->texts.ranks[on]) continue;
        const kb_lineage *theirs = &f->out[waiting[i]];
        for (size_t s = 0; s < theirs->count && count < ANCESTORS_MAX; s++) {
            bool known = false;
            for (size_t w = 0; w < count && !known; w++) known = waiting[w] == theirs->at[s].of;
            if (!known) waiting[count++] = theirs->at[s].of;
        }
    }
    return count == ANCESTORS_MAX && f->any_named;
}

/* May text `from` be a source of the asking one? Of its own revisions, of what names it as the agency, and of what took
 * from an earlier revision of it nothing is taken. */
static bool may_be_source(const asker *a, uint32_t from)
{
    const kb_lineage_text *mine = &a->f->texts.at[a->index], *other = &a->f->texts.at[from];
    if (same_address(mine, other)) return false;
    bool agency = !kb_str_equal(mine->outlet, other->outlet);
    if (agency && kb_texts_name_agency(&a->f->texts, from, a->index)) return false;
    if (a->f->texts.ranks[from] > a->rank) return agency && kb_texts_name_agency(&a->f->texts, a->index, from);
    const kb_lineage *theirs = &a->f->out[from];
    for (size_t i = 0; i < theirs->count; i++)
        if (same_address(mine, &a->f->texts.at[theirs->at[i].of])) return false;
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

static kb_status measure(const asker *a, option *o, uint32_t *telling, kb_err *err)
{
    const kb_shingled *source = &o->source->text;
    bool *given = KB_NEW(a->arena, bool, source->words.count);
    kb_status status =
        given ? kb_repeat_find(&a->text, source, a->arena, &o->passages, err) : kb_arena_fail(a->arena, err);
    *telling = o->taken = o->given = 0;
    for (size_t p = 0; status == KB_OK && p < o->passages.count; p++) {
        const kb_passage *passage = &o->passages.at[p];
        o->taken += passage->count;
        *telling += telling_words(&a->text.words, passage);
        for (uint32_t i = 0; i < passage->count; i++) {
            bool counts = !(source->words.at[passage->source + i].flags & KB_VERBATIM_STANDING);
            o->given += counts && !given[passage->source + i];
            given[passage->source + i] = true;
        }
    }
    const kb_text_place *mine = &a->f->texts.places[a->rank],
                        *theirs = &a->f->texts.places[a->f->texts.ranks[o->index]];
    o->exact =
        (mine->hash == theirs->hash && mine->words == theirs->words) || kb_repeat_exact(&a->text.words, &source->words);
    return status;
}

/* The source's words that are no boilerplate. */
static uint32_t report_of(const option *o)
{
    return (uint32_t)o->source->text.words.count - o->source->standing;
}

static bool is_scattered(const asker *a, const option *o, uint32_t telling)
{
    if (telling >= SCATTERED_MIN * (double)a->text.words.count) return false;
    for (size_t p = 0; p < o->passages.count; p++)
        if (o->passages.at[p].count >= LONG_RUN) return false;
    return true;
}

static bool is_copy(const asker *a, const option *o, uint32_t telling)
{
    if (o->exact) return a->text.words.count >= EXACT_WORDS_MIN;
    if (telling < KB_COPY_WORDS_MIN || is_scattered(a, o, telling)) return false;
    uint32_t source = telling < o->given ? telling : o->given;
    bool long_enough = telling >= KB_COPY_LONG_MIN && telling >= KB_COPY_LONG_SHARE_MIN * (double)a->text.words.count;
    return long_enough || telling >= KB_COPY_TEXT_MIN * (double)a->text.words.count ||
           source >= KB_COPY_SOURCE_MIN * report_of(o);
}

static kb_status add_option(asker *a, uint32_t index, bool revision, kb_err *err)
{
    option o = { .index = index, .revision = revision };
    uint32_t telling = 0;
    kb_status status = kb_texts_reported(&a->f->texts, index, a->arena, &o.source, err);
    if (status == KB_OK) status = measure(a, &o, &telling, err);
    if (status != KB_OK || !(revision || is_copy(a, &o, telling))) return status;
    o.by_carrier = !revision && kb_texts_name_agency(&a->f->texts, a->index, index);
    option *item = KB_ADD(a->arena, &a->options, option);
    if (!item) return kb_arena_fail(a->arena, err);
    *item = o;
    return KB_OK;
}

static kb_status find_options(asker *a, kb_err *err)
{
    kb_candidates found;
    bool later = a->f->texts.any_agency || a->f->texts.at[a->index].carriers.count > 0;
    size_t prints = kb_archive_prints(a->f->texts.archive, a->rank), looked = 0;
    kb_status status = kb_archive_find(a->f->texts.archive, a->rank, later, SIZE_MAX, a->arena, &found, err);
    for (size_t i = 0; i < found.count && status == KB_OK && looked < CANDIDATES_MAX; i++) {
        const kb_candidate *c = &found.at[i];
        uint32_t index = a->f->texts.places[c->text].index;
        double theirs = (double)kb_archive_prints(a->f->texts.archive, c->text);
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
            const kb_verbatim_word *t = &a->text.words.at[o->passages.at[p].text + i];
            const kb_verbatim_word *s = &o->source->text.words.at[o->passages.at[p].source + i];
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
    const kb_verbatim *theirs = &o->source->text.words;
    takens taken = { 0 };
    kb_source *source = KB_ADD(a->f->arena, out, kb_source);
    bool *given = KB_NEW(a->arena, bool, theirs->count);
    if (!source || !given) return kb_arena_fail(source ? a->arena : a->f->arena, err);
    *source = (kb_source){ .of = o->index, .words = words, .by_carrier = o->by_carrier };
    source->share = o->exact ? 1 : part_of(o->taken, a->text.words.count);
    source->source_share = o->exact ? 1 : part_of(o->given, report_of(o));
    source->kind = kind_of(o, source->share, source->source_share);
    if (!o->by_carrier && !o->revision) source->carrier = kb_texts_common_agency(&a->f->texts, a->index, o->index);
    for (size_t i = 0; i < theirs->count; i++) given[i] = theirs->at[i].flags & KB_VERBATIM_STANDING;
    for (size_t p = 0; p < o->passages.count; p++)
        for (uint32_t i = 0; i < o->passages.at[p].count; i++) given[o->passages.at[p].source + i] = true;
    kb_status status = add_taken(a, o, &taken, err);
    source->taken = taken.at;
    source->taken_count = taken.count;
    return status == KB_OK ? add_others(a->f, theirs, given, &source->cut, err) : status;
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
        bool before =
            !best || (o->by_carrier != best->by_carrier ? o->by_carrier
                                                        : a->f->texts.ranks[o->index] < a->f->texts.ranks[best->index]);
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
        bool enough =
            chosen == 0 || (words >= KB_COPY_WORDS_MIN && (words >= NEXT_SHARE_MIN * (double)a->text.words.count ||
                                                           words >= KB_COPY_SOURCE_MIN * report_of(o)));
        if (!enough) break;
        o->chosen = true;
        status = add_source(a, o, words, out, err);
        cover(a, o);
    }
    return status;
}

static kb_status answer(asker *a, kb_lineage *out, kb_err *err)
{
    a->covered = KB_NEW(a->arena, bool, a->text.words.count);
    if (!a->covered) return kb_arena_fail(a->arena, err);
    kb_status status = choose_sources(a, out, err);
    bool exact = false;
    for (size_t i = 0; i < out->count; i++) exact |= out->at[i].kind == KB_COPY_EXACT;
    for (size_t i = 0; i < a->text.words.count; i++) out->own += !a->covered[i] && !exact;
    if (status != KB_OK || !out->count || exact) return status;
    for (size_t i = 0; i < a->options.count; i++)
        if (a->options.at[i].revision) cover(a, &a->options.at[i]);
    return add_others(a->f, &a->text.words, a->covered, &out->added, err);
}

static kb_status find_revision(asker *a, kb_err *err)
{
    const kb_text_place *before = a->f->earlier[a->index];
    return before ? add_option(a, before->index, true, err) : KB_OK;
}

static kb_status find_one(finder *f, uint32_t rank, kb_err *err)
{
    asker a = { .f = f, .rank = rank, .index = f->texts.places[rank].index };
    kb_lineage *out = &f->out[a.index];
    if (f->asked[a.index] || f->texts.at[a.index].aside) return KB_OK;
    f->asked[a.index] = true;
    a.arena = kb_arena_new(WORK_MAX);
    kb_status status = a.arena ? kb_texts_own(&f->texts, a.index, a.arena, &a.text, &out->boilerplate, err)
                               : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    out->words = (uint32_t)a.text.words.count;
    if (status == KB_OK) status = find_revision(&a, err);
    if (status == KB_OK) status = find_options(&a, err);
    if (status == KB_OK) status = answer(&a, out, err);
    kb_arena_free(a.arena);
    return status;
}

/* The lineages of all texts before place `end`. */
static kb_status find_before(finder *f, size_t end, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < end && status == KB_OK; i++) status = find_one(f, (uint32_t)i, err);
    return status;
}

/* A text that is no copy, but has words in common with one that names the same agency, has them from there. */
static void tell_agencies(finder *f)
{
    for (size_t i = 0; i < f->texts.count; i++)
        for (size_t s = 0; s < f->out[i].count; s++) {
            const kb_source *source = &f->out[i].at[s];
            kb_lineage *first = &f->out[source->of];
            bool tells = source->carrier.len && !first->count && source->source_share > first->agency_share;
            if (!tells || kb_agency_is(source->carrier, f->texts.at[source->of].outlet)) continue;
            first->agency = source->carrier;
            first->agency_share = source->source_share;
        }
}

/* Which text stood at the address of each before, of those that are asked. */
static kb_status find_earlier(finder *f, kb_err *err)
{
    bool room = true;
    kb_map *addresses = kb_map_new();
    for (size_t i = 0; addresses && room && i < f->texts.count; i++) {
        kb_text_place *place = &f->texts.places[i];
        const kb_lineage_text *text = &f->texts.at[place->index];
        f->any_named |= text->carriers.count > 0;
        if (text->aside || !text->url.len) continue;
        f->earlier[place->index] = kb_map_find(addresses, text->url);
        room = kb_map_set(addresses, text->url, place);
    }
    f->any_named |= f->texts.any_agency;
    room &= addresses != NULL;
    kb_map_free(addresses);
    return room ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

/* finder_close is called also where it failed. */
static kb_status finder_open(finder *f, const kb_lineage_text *texts, size_t count, kb_err *err)
{
    for (size_t i = 0; i < count; i++) f->out[i] = (kb_lineage){ 0 };
    kb_status status = kb_texts_open(texts, count, &f->texts, err);
    if (status != KB_OK) return status;
    f->earlier = KB_NEW(f->texts.arena, const kb_text_place *, count);
    f->asked = KB_NEW(f->texts.arena, bool, count);
    if (!f->earlier || !f->asked) return kb_arena_fail(f->texts.arena, err);
    return find_earlier(f, err);
}

static void finder_close(finder *f)
{
    kb_texts_close(&f->texts);
}

kb_status kb_lineage_find(const kb_lineage_text *texts, size_t count, kb_arena *arena, kb_lineage *out, kb_err *err)
{
    finder f = { .arena = arena, .out = out };
    kb_status status = finder_open(&f, texts, count, err);
    if (status == KB_OK) status = find_before(&f, count, err);
    if (status == KB_OK) tell_agencies(&f);
    finder_close(&f);
    return status;
}

/* ---- of one text alone ---- */

/* Does what text `index` repeats hang on what others do (may_be_source)? They may be revisions of it, rest on it as
 * their agency, or be too many to follow. */
static bool hangs_on_others(const finder *f, uint32_t index)
{
    const kb_lineage_text *mine = &f->texts.at[index];
    if (f->texts.count >= ANCESTORS_MAX && f->any_named) return true;
    for (size_t i = 0; i < f->texts.count; i++) {
        if (i == index) continue;
        if (same_address(mine, &f->texts.at[i]) || kb_texts_name_agency(&f->texts, (uint32_t)i, index)) return true;
    }
    return false;
}

static kb_status find_alone(finder *f, uint32_t index, kb_err *err)
{
    uint32_t rank = f->texts.ranks[index];
    kb_status status = hangs_on_others(f, index) ? find_before(f, rank, err) : KB_OK;
    return status == KB_OK ? find_one(f, rank, err) : status;
}

/* May text `from` be among the sources of text `index`? Where it alone is too little for a copy it is not. */
static kb_status may_take(finder *f, uint32_t index, uint32_t from, bool *may, kb_err *err)
{
    asker a = { .f = f, .rank = f->texts.ranks[index], .index = index };
    option o = { .index = from };
    uint32_t standing, telling;
    const kb_text_place *before = f->earlier[index];
    *may = before && before->index == from;
    if (*may || (f->texts.ranks[from] > a.rank && !kb_texts_name_agency(&f->texts, index, from))) return KB_OK;
    a.arena = kb_arena_new(WORK_MAX);
    kb_status status = a.arena ? kb_texts_own(&f->texts, index, a.arena, &a.text, &standing, err)
                               : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) status = kb_texts_reported(&f->texts, from, a.arena, &o.source, err);
    if (status == KB_OK) status = measure(&a, &o, &telling, err);
    *may = status == KB_OK && is_copy(&a, &o, telling);
    kb_arena_free(a.arena);
    return status;
}

static bool has_carrier(const kb_lineage *lineage)
{
    for (size_t i = 0; i < lineage->count; i++)
        if (lineage->at[i].carrier.len) return true;
    return false;
}

/* The lineages of those that may take from the first text. */
static kb_status find_takers(finder *f, kb_err *err)
{
    kb_status status = KB_OK;
    for (uint32_t i = 1; i < f->texts.count && status == KB_OK; i++) {
        bool may = false;
        if (f->asked[i] || f->texts.at[i].aside) continue;
        status = may_take(f, i, 0, &may, err);
        if (status == KB_OK && may) status = find_alone(f, i, err);
    }
    return status;
}

kb_status kb_lineage_find_first(const kb_lineage_text *texts, size_t count, bool takers, kb_arena *arena,
                                kb_lineage *out, kb_err *err)
{
    finder f = { .arena = arena, .out = out };
    kb_status status = finder_open(&f, texts, count, err);
    if (status == KB_OK) status = find_alone(&f, 0, err);
    /* Does a source tell of an agency (whether it is a text of its own, others tell), or is the text such a source? */
    bool carried = status == KB_OK && takers && has_carrier(&out[0]);
    bool carries = status == KB_OK && !out[0].count && kb_texts_names(&f.texts, 0);
    if (carried)
        status = find_before(&f, count, err);
    else if (status == KB_OK && (takers || carries))
        status = find_takers(&f, err);
    if (status == KB_OK) tell_agencies(&f);
    finder_close(&f);
    return status;
}

kb_status kb_lineage_text_of(const kb_document *doc, kb_arena *arena, kb_lineage_text *out, kb_err *err)
{
    *out = (kb_lineage_text){ .id = doc->id,
                              .outlet = kb_document_masthead(doc),
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
    if (text->known) {
        const kb_prints *known = &text->known->prints;
        *out = (kb_prints){ KB_NEW(arena, kb_print_of, known->count), known->count };
        if (out->at && out->count) memcpy(out->at, known->at, out->count * sizeof *out->at);
        return out->at ? KB_OK : kb_arena_fail(arena, err);
    }
    kb_status status = kb_text_words(text, arena, &words, err);
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
