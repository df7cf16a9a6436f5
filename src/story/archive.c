#include "story/archive.h"

#include <stdlib.h>
#include <string.h>

#define NEAREST 8      /* texts with one fingerprint that are looked at: the first and the nearest, so many each */
#define SKETCH 24      /* least fingerprints of a text that tell whether two of an outlet are alike */
#define MEMBERS_MAX 64 /* articles of an outlet that are asked whether a passage is boilerplate */
#define VARIANTS_MAX 8

typedef struct {
    uint64_t hash;
    uint32_t text, word;
} posting;

typedef struct {
    uint32_t outlet;
    size_t first, count;    /* of archive->of_text */
    uint32_t shared, round; /* while a text is looked up: counted in which look-up */
} entry;

struct kb_archive {
    posting *postings; /* by hash, text, word once sealed */
    size_t count, room;
    entry *texts;
    size_t text_count, text_room;
    uint32_t *of_text; /* indexes of postings, text by text, by hash */
    uint32_t *begins;  /* of each posting: where those of its hash begin */
    bool *boilerplate; /* of each posting */
    uint32_t round;
};

kb_status kb_archive_new(kb_archive **out, kb_err *err)
{
    *out = calloc(1, sizeof **out);
    return *out ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

void kb_archive_free(kb_archive *archive)
{
    if (!archive) return;
    free(archive->postings);
    free(archive->texts);
    free(archive->of_text);
    free(archive->begins);
    free(archive->boilerplate);
    free(archive);
}

static bool grow(void **at, size_t *room, size_t count, size_t size)
{
    if (count <= *room) return true;
    size_t wanted = *room ? *room : 1024;
    while (wanted < count) wanted *= 2;
    void *grown = realloc(*at, wanted * size);
    if (!grown) return false;
    *at = grown;
    *room = wanted;
    return true;
}

kb_status kb_archive_add(kb_archive *a, const kb_prints *prints, uint32_t outlet, kb_err *err)
{
    if (a->count + prints->count >= UINT32_MAX) return kb_fail(err, KB_ERR_LIMIT, "more than 2^32 fingerprints");
    if (!grow((void **)&a->postings, &a->room, a->count + prints->count, sizeof *a->postings) ||
        !grow((void **)&a->texts, &a->text_room, a->text_count + 1, sizeof *a->texts))
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    uint32_t text = (uint32_t)a->text_count;
    for (size_t i = 0; i < prints->count; i++)
        a->postings[a->count++] = (posting){ prints->at[i].hash, text, prints->at[i].word };
    a->texts[a->text_count++] = (entry){ .outlet = outlet, .count = prints->count };
    return KB_OK;
}

/* ---- sealing ---- */

static int by_hash(const void *a, const void *b)
{
    const posting *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    if (x->text != y->text) return x->text < y->text ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

#define BUCKET 4    /* fingerprints of one bucket, about */
#define INSERTED 64 /* so many are sorted by insertion */

/* Few that are nearly in order. */
static void insert_sort(posting *at, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        posting moved = at[i];
        size_t to = i;
        for (; to && by_hash(&at[to - 1], &moved) > 0; to--) at[to] = at[to - 1];
        at[to] = moved;
    }
}

/* Fingerprints are spread evenly, so their first bits lay nearly all of them in order: a bucket sort (Isaac and
 * Singleton 1956). A bucket that hostile texts fill is sorted as any list. */
static kb_status sort_postings(kb_archive *a, kb_err *err)
{
    unsigned bits = 1;
    while (bits < 24 && a->count >> bits > BUCKET) bits++;
    uint32_t *ends = calloc(((size_t)1 << bits) + 1, sizeof *ends);
    posting *sorted = malloc((a->count + 1) * sizeof *sorted);
    bool room = ends && sorted;
    for (size_t i = 0; room && i < a->count; i++) ends[(a->postings[i].hash >> (64 - bits)) + 1]++;
    for (size_t b = 0; room && b < (size_t)1 << bits; b++) ends[b + 1] += ends[b];
    for (size_t i = 0; room && i < a->count; i++) sorted[ends[a->postings[i].hash >> (64 - bits)]++] = a->postings[i];
    for (size_t b = 0, begin = 0; room && b < (size_t)1 << bits; begin = ends[b++]) {
        if (ends[b] - begin <= INSERTED)
            insert_sort(sorted + begin, ends[b] - begin);
        else
            qsort(sorted + begin, ends[b] - begin, sizeof *sorted, by_hash);
    }
    free(ends);
    free(room ? a->postings : sorted);
    if (!room) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    a->postings = sorted;
    a->room = a->count + 1;
    return KB_OK;
}

static void list_by_text(kb_archive *a)
{
    size_t first = 0;
    for (size_t t = 0; t < a->text_count; t++) {
        a->texts[t].first = first;
        first += a->texts[t].count;
        a->texts[t].count = 0;
    }
    for (size_t i = 0, begin = 0; i < a->count; i++) {
        if (a->postings[i].hash != a->postings[begin].hash) begin = i;
        a->begins[i] = (uint32_t)begin;
        entry *text = &a->texts[a->postings[i].text];
        a->of_text[text->first + text->count++] = (uint32_t)i;
    }
}

static uint64_t nth_hash(const kb_archive *a, const entry *text, size_t n)
{
    return a->postings[a->of_text[text->first + n]].hash;
}

/* Do two texts share half of their fingerprints? Told by the least of both together (bottom-k sketch: Broder 1997). */
static bool alike(const kb_archive *a, const entry *x, const entry *y)
{
    size_t i = 0, j = 0, both = 0, all = 0;
    while (all < SKETCH && (i < x->count || j < y->count)) {
        uint64_t left = i < x->count ? nth_hash(a, x, i) : UINT64_MAX;
        uint64_t right = j < y->count ? nth_hash(a, y, j) : UINT64_MAX;
        both += left == right;
        i += left <= right;
        j += right <= left;
        all++;
    }
    return 2 * both >= all;
}

/* Does the fingerprint of postings [begin, end) stand in `articles` texts of `outlet` that are not alike? */
static bool is_boilerplate(const kb_archive *a, size_t begin, size_t end, uint32_t outlet, uint32_t articles)
{
    const entry *variants[VARIANTS_MAX];
    size_t count = 0, asked = 0;
    if (articles > VARIANTS_MAX) articles = VARIANTS_MAX;
    for (size_t i = begin; i < end && asked < MEMBERS_MAX; i++) {
        const entry *text = &a->texts[a->postings[i].text];
        bool again = i > begin && a->postings[i].text == a->postings[i - 1].text;
        if (text->outlet != outlet || again) continue;
        bool known = false;
        for (size_t v = 0; v < count && !known; v++) known = alike(a, variants[v], text);
        if (!known) variants[count++] = text;
        if (count >= articles) return true;
        asked++;
    }
    return false;
}

/* Of one fingerprint's postings, outlet by outlet: few hold a fingerprint, so each is asked when it first comes. */
static void mark_boilerplate(kb_archive *a, size_t begin, size_t end, uint32_t articles)
{
    uint32_t told[VARIANTS_MAX];
    size_t count = 0;
    for (size_t i = begin; i < end && count < VARIANTS_MAX; i++) {
        uint32_t outlet = a->texts[a->postings[i].text].outlet;
        bool known = outlet == 0;
        for (size_t t = 0; t < count; t++) known |= told[t] == outlet;
        if (known) continue;
        told[count++] = outlet;
        if (!is_boilerplate(a, begin, end, outlet, articles)) continue;
        for (size_t j = begin; j < end; j++)
            if (a->texts[a->postings[j].text].outlet == outlet) a->boilerplate[j] = true;
    }
}

kb_status kb_archive_seal(kb_archive *a, uint32_t articles, kb_err *err)
{
    a->of_text = calloc(a->count + 1, sizeof *a->of_text);
    a->begins = calloc(a->count + 1, sizeof *a->begins);
    a->boilerplate = calloc(a->count + 1, sizeof *a->boilerplate);
    if (!a->of_text || !a->begins || !a->boilerplate) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = sort_postings(a, err);
    if (status != KB_OK) return status;
    list_by_text(a);
    for (size_t begin = 0, end; begin < a->count; begin = end) {
        for (end = begin + 1; end < a->count && a->postings[end].hash == a->postings[begin].hash;) end++;
        if (end - begin >= articles) mark_boilerplate(a, begin, end, articles);
    }
    return KB_OK;
}

/* ---- looking up ---- */

typedef struct {
    kb_archive *archive;
    uint32_t text;
    kb_arena *arena;
    kb_candidates *out;
} lookup;

static bool count_text(lookup *l, size_t at)
{
    entry *found = &l->archive->texts[l->archive->postings[at].text];
    if (l->archive->boilerplate[at] || l->archive->postings[at].text == l->text) return true;
    if (found->round == l->archive->round) {
        found->shared++;
        return true;
    }
    kb_candidate *item = KB_ADD(l->arena, l->out, kb_candidate);
    if (!item) return false;
    found->round = l->archive->round;
    found->shared = 1;
    item->text = l->archive->postings[at].text;
    return true;
}

/* The texts that hold the fingerprint of posting `at`: the first of all, the nearest before and, where `later`, behind.
 */
static bool count_prints(lookup *l, size_t at, bool later)
{
    const kb_archive *a = l->archive;
    size_t begin = a->begins[at], from = at - begin > NEAREST ? at - NEAREST : begin;
    for (size_t i = begin; i < from && i < begin + NEAREST; i++)
        if (!count_text(l, i)) return false;
    for (size_t i = from; i < at; i++)
        if (!count_text(l, i)) return false;
    for (size_t i = at + 1; later && i < a->count && i <= at + NEAREST && a->begins[i] == begin; i++)
        if (!count_text(l, i)) return false;
    return true;
}

static int by_shared(const void *a, const void *b)
{
    const kb_candidate *x = a, *y = b;
    if (x->shared != y->shared) return x->shared > y->shared ? -1 : 1;
    return x->text < y->text ? -1 : x->text > y->text;
}

kb_status kb_archive_find(kb_archive *archive, uint32_t text, bool later, size_t most, kb_arena *arena,
                          kb_candidates *out, kb_err *err)
{
    lookup l = { archive, text, arena, out };
    const entry *asked = &archive->texts[text];
    *out = (kb_candidates){ 0 };
    archive->round++;
    for (size_t i = 0; i < asked->count; i++) {
        size_t at = archive->of_text[asked->first + i];
        bool again = at > archive->begins[at] && archive->postings[at - 1].text == text;
        if (archive->boilerplate[at] || again) continue;
        if (!count_prints(&l, at, later)) return kb_arena_fail(arena, err);
    }
    for (size_t i = 0; i < out->count; i++) out->at[i].shared = archive->texts[out->at[i].text].shared;
    if (out->count) qsort(out->at, out->count, sizeof *out->at, by_shared);
    if (out->count > most) out->count = most;
    return KB_OK;
}

size_t kb_archive_prints(const kb_archive *archive, uint32_t text)
{
    return archive->texts[text].count;
}

size_t kb_archive_boilerplate(const kb_archive *archive, uint32_t text, bool *leave, size_t words)
{
    size_t count = 0;
    const entry *asked = &archive->texts[text];
    for (size_t i = 0; i < asked->count; i++) {
        size_t at = archive->of_text[asked->first + i];
        if (!archive->boilerplate[at]) continue;
        for (size_t w = archive->postings[at].word; w < archive->postings[at].word + KB_PRINT_WORDS && w < words; w++) {
            count += !leave[w];
            leave[w] = true;
        }
    }
    return count;
}
