#include "desk/lineage.h"

#include <math.h>

#include "desk/texts.h"
#include "store/copies.h"

#define POOL_BYTES_MAX ((size_t)256 << 20)
#define POOL_MAX 96      /* texts that are laid beside one */
#define NEAR_MAX 32      /* of these such that share its fingerprints */
#define BESIDE 3         /* articles of an outlet, before and behind, that tell its standing lines */
#define CONCERNED_MAX 64 /* articles that are asked again because of one */
#define LOOKED_UP 128    /* fingerprints that are looked up, about, */
#define PRINTS 48        /* and of these so many that are kept */

/* The texts among which one is asked. */
typedef struct {
    kb_desk *desk;
    kb_arena *arena;
    int64_t articles[POOL_MAX];
    kb_lineage_text texts[POOL_MAX];
    kb_lineage found[POOL_MAX];
    size_t count;
} pool;

typedef struct {
    int64_t at[CONCERNED_MAX];
    size_t count;
} concerned;

static void add_concerned(concerned *list, int64_t article)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i] == article) return;
    if (list->count < CONCERNED_MAX) list->at[list->count++] = article;
}

static kb_status add_text(pool *p, int64_t article, kb_err *err)
{
    const kb_lineage_text *text;
    for (size_t i = 0; i < p->count; i++)
        if (p->articles[i] == article) return KB_OK;
    if (p->count == POOL_MAX) return KB_OK;
    kb_status status = kb_desk_texts_of(p->desk, article, NULL, &text, err);
    if (status != KB_OK) return status;
    p->texts[p->count] = *text;
    p->texts[p->count].aside = true;
    p->articles[p->count++] = article;
    return KB_OK;
}

static kb_status take_source(void *user, const kb_copy_row *row)
{
    if (row->source) add_concerned(user, row->source);
    return KB_OK;
}

static kb_status take_copy(void *user, const kb_copy_row *row)
{
    add_concerned(user, row->article);
    return KB_OK;
}

/* Of a text that many repeat not all are found: on what those rest that are is added. */
static kb_status add_sources(pool *p, kb_err *err)
{
    concerned sources = { .count = 0 };
    kb_status status = KB_OK;
    for (size_t i = 0; i < p->count && status == KB_OK; i++)
        status = kb_store_copies(p->desk->store, p->articles[i], take_source, &sources, err);
    for (size_t i = 0; i < sources.count && status == KB_OK; i++) status = add_text(p, sources.at[i], err);
    return status;
}

/* Others of the outlets that the first `count` texts are of. */
static kb_status add_beside(pool *p, size_t count, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        int64_t beside[2 * BESIDE];
        size_t found = 0;
        bool known = p->texts[i].outlet.len == 0;
        for (size_t j = 0; j < i && !known; j++) known = kb_str_equal(p->texts[j].outlet, p->texts[i].outlet);
        if (!known) status = kb_store_beside(p->desk->store, p->articles[i], BESIDE, beside, &found, err);
        for (size_t j = 0; j < found && status == KB_OK; j++) status = add_text(p, beside[j], err);
    }
    return status;
}

/* About `most` of a text's fingerprints, as the store keeps them: without the bits by which they are thinned. */
static kb_status find_prints(const kb_lineage_text *text, size_t most, kb_arena *arena, uint64_t **out, size_t *count,
                             kb_err *err)
{
    kb_prints prints;
    kb_status status = kb_lineage_prints(text, arena, &prints, err);
    if (status != KB_OK) return status;
    kb_prints_thin(&prints, most);
    *out = KB_NEW(arena, uint64_t, prints.count);
    if (!*out) return kb_arena_fail(arena, err);
    for (*count = 0; *count < prints.count; ++*count) (*out)[*count] = prints.at[*count].hash >> 8;
    return KB_OK;
}

/* Lays together the texts that an article is asked among: itself, and `*near` such that may share with it. */
static kb_status fill_pool(pool *p, int64_t article, size_t *near, kb_err *err)
{
    kb_near_articles found;
    uint64_t *prints = NULL;
    size_t count = 0;
    *near = 0;
    kb_status status = add_text(p, article, err);
    if (status == KB_OK) status = find_prints(&p->texts[0], LOOKED_UP, p->arena, &prints, &count, err);
    if (status == KB_OK)
        status = kb_store_near(p->desk->store, article, prints, count, NEAR_MAX, p->arena, &found, err);
    if (status != KB_OK || !found.count) return status;
    for (size_t i = 0; i < found.count && status == KB_OK; i++) status = add_text(p, found.at[i].article, err);
    if (status == KB_OK) status = add_sources(p, err);
    *near = p->count;
    return status == KB_OK ? add_beside(p, *near, err) : status;
}

/* May `text` rest on the first text of the pool, which is new? What came before it in time does not, but for what names
 * an agency. */
static bool may_follow(const kb_lineage_text *text, const kb_lineage_text *first)
{
    if (text->carriers.count || !text->published.precision || !first->published.precision) return true;
    return text->published.seconds > first->published.seconds - 2 * 86400; /* a day alone counts as its end */
}

/* What is an agency's, whose own text is not there. */
static kb_copy_row agency_row(const kb_lineage *lineage)
{
    int64_t taken = llround(lineage->agency_share * lineage->words);
    return (kb_copy_row){ .agency = lineage->agency,
                          .kind = lineage->agency_share >= KB_COPY_NEAR_MIN ? KB_COPY_NEAR : KB_COPY_PART,
                          .share = lineage->agency_share,
                          .taken = taken,
                          .words = lineage->words,
                          .own = lineage->words - taken };
}

static kb_status save(pool *p, size_t index, kb_err *err)
{
    const kb_lineage *lineage = &p->found[index];
    kb_copy_row *rows = KB_NEW(p->arena, kb_copy_row, lineage->count + 1);
    size_t count = 0;
    if (!rows) return kb_arena_fail(p->arena, err);
    for (size_t i = 0; i < lineage->count; i++) {
        const kb_source *source = &lineage->at[i];
        if (source->kind == KB_COPY_REVISION) continue; /* the desk knows its revisions by their addresses */
        rows[count++] = (kb_copy_row){ .source = p->articles[source->of],
                                       .agency = source->by_carrier ? p->texts[source->of].outlet : source->carrier,
                                       .kind = source->kind,
                                       .share = source->share,
                                       .source_share = source->source_share,
                                       .taken = source->words,
                                       .words = lineage->words,
                                       .own = lineage->own };
    }
    if (!count && lineage->agency.len) rows[count++] = agency_row(lineage);
    return kb_store_save_copies(p->desk->store, p->articles[index], rows, count, err);
}

/* Who is to be asked again after the first text of the pool: what takes from it, and a source of it that names the
 * same agency and is not known to rest on it. */
static void tell_concerned(const pool *p, size_t near, concerned *others)
{
    for (size_t i = 1; i < near; i++)
        for (size_t s = 0; s < p->found[i].count; s++)
            if (p->found[i].at[s].of == 0) add_concerned(others, p->articles[i]);
    for (size_t s = 0; s < p->found[0].count; s++) {
        const kb_source *source = &p->found[0].at[s];
        if (source->carrier.len && p->found[source->of].agency.len) add_concerned(others, p->articles[source->of]);
    }
}

/* Finds and stores what `article` repeats; who rests on it goes to `others` (NULL: is not asked). */
static kb_status ask(pool *p, int64_t article, concerned *others, kb_err *err)
{
    size_t near;
    kb_status status = fill_pool(p, article, &near, err);
    if (status != KB_OK) return status;
    if (!near) return kb_store_save_copies(p->desk->store, article, NULL, 0, err);
    p->texts[0].aside = false;
    for (size_t i = 1; i < near; i++) p->texts[i].aside = !may_follow(&p->texts[i], &p->texts[0]);
    status = kb_lineage_find_first(p->texts, p->count, others != NULL, p->arena, p->found, err);
    if (status == KB_OK && others) tell_concerned(p, near, others);
    return status == KB_OK ? save(p, 0, err) : status;
}

static kb_status ask_one(kb_desk *desk, int64_t article, concerned *others, kb_err *err)
{
    pool p = { .desk = desk, .arena = kb_arena_new(POOL_BYTES_MAX) };
    if (!p.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_desk_texts_look(desk);
    kb_status status = ask(&p, article, others, err);
    kb_arena_free(p.arena);
    return status;
}

static kb_status save_prints(kb_desk *desk, int64_t article, const kb_document *doc, kb_err *err)
{
    const kb_lineage_text *text;
    kb_arena *arena = kb_arena_new(POOL_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    uint64_t *hashes = NULL;
    size_t count = 0;
    kb_desk_texts_look(desk);
    kb_status status = kb_desk_texts_of(desk, article, doc, &text, err);
    if (status == KB_OK) status = find_prints(text, PRINTS, arena, &hashes, &count, err);
    if (status == KB_OK) status = kb_store_save_prints(desk->store, article, hashes, count, err);
    kb_arena_free(arena);
    return status;
}

typedef struct {
    concerned *others;
    kb_str outlet;
} fellow;

static kb_status take_fellow(void *user, const kb_copy_row *row)
{
    fellow *f = user;
    if (row->source && kb_str_equal(row->masthead, f->outlet)) add_concerned(f->others, row->article);
    return KB_OK;
}

/* One more article of an outlet may tell its standing lines: those next to it that seemed to repeat another of the
 * outlet are asked again. */
static kb_status tell_fellows(kb_desk *desk, int64_t article, kb_str outlet, concerned *others, kb_err *err)
{
    int64_t beside[2 * BESIDE];
    size_t count = 0;
    fellow f = { others, outlet };
    kb_status status = outlet.len ? kb_store_beside(desk->store, article, BESIDE, beside, &count, err) : KB_OK;
    for (size_t i = 0; i < count && status == KB_OK; i++)
        status = kb_store_copies(desk->store, beside[i], take_fellow, &f, err);
    return status;
}

kb_status kb_desk_lineage(kb_desk *desk, int64_t article, const kb_document *doc, kb_err *err)
{
    concerned others = { .count = 0 };
    kb_status status = kb_store_copied(desk->store, article, take_copy, &others, err); /* of an earlier revision */
    if (status == KB_OK) status = save_prints(desk, article, doc, err);
    if (status == KB_OK) status = ask_one(desk, article, &others, err);
    if (status == KB_OK) status = tell_fellows(desk, article, kb_document_masthead(doc), &others, err);
    for (size_t i = 0; i < others.count && status == KB_OK; i++) status = ask_one(desk, others.at[i], NULL, err);
    return status;
}

kb_status kb_desk_lineage_again(kb_desk *desk, int64_t article, kb_err *err)
{
    return ask_one(desk, article, NULL, err);
}
