#include "desk/texts.h"

#include <stdlib.h>

#include "store/copies.h"

#define ENTRY_BYTES_MAX ((size_t)256 << 20)
#define KNOWN_BYTES_MAX ((size_t)1 << 20) /* of a text that is taken in: that takes ten times as many */
#define CHAINS 1024

typedef struct entry {
    struct entry *newer, *older; /* by when it was asked for last */
    struct entry *next;          /* of its chain */
    int64_t article, revision;
    uint64_t look; /* in which it was asked for last */
    size_t bytes;
    kb_arena *arena;
    kb_lineage_text text;
    kb_known_text known;
} entry;

struct kb_desk_texts {
    entry *chains[CHAINS]; /* by article */
    entry *newest, *oldest;
    size_t bytes;
    uint64_t look;
};

/* ---- the list ---- */

static entry **chain_of(kb_desk_texts *texts, int64_t article)
{
    return &texts->chains[(uint64_t)article % CHAINS];
}

static void unlink_entry(kb_desk_texts *texts, entry *e)
{
    *(e->newer ? &e->newer->older : &texts->newest) = e->older;
    *(e->older ? &e->older->newer : &texts->oldest) = e->newer;
}

static void link_newest(kb_desk_texts *texts, entry *e)
{
    e->newer = NULL;
    e->older = texts->newest;
    *(e->older ? &e->older->newer : &texts->oldest) = e;
    texts->newest = e;
}

static void drop(kb_desk_texts *texts, entry *e)
{
    entry **at = chain_of(texts, e->article);
    while (*at != e) at = &(*at)->next;
    *at = e->next;
    unlink_entry(texts, e);
    texts->bytes -= e->bytes;
    kb_arena_free(e->arena); /* with the entry */
}

static entry *find(kb_desk_texts *texts, int64_t article)
{
    entry *e = *chain_of(texts, article);
    while (e && e->article != article) e = e->next;
    return e;
}

static void drop_all(kb_desk_texts *texts)
{
    while (texts->oldest) drop(texts, texts->oldest);
}

void kb_desk_texts_free(kb_desk_texts *texts)
{
    if (texts) drop_all(texts);
    free(texts);
}

void kb_desk_texts_forget(kb_desk *desk)
{
    if (desk->texts) drop_all(desk->texts);
}

void kb_desk_texts_look(kb_desk *desk)
{
    kb_desk_texts *texts = desk->texts;
    if (!texts) return; /* made with the first text */
    texts->look++;
    while (texts->bytes > KB_DESK_TEXTS_BYTES) drop(texts, texts->oldest);
}

/* ---- taking in ---- */

static bool copy(kb_arena *arena, kb_str *s)
{
    return kb_arena_copy(arena, *s, s);
}

/* What the text looks at, which is the document's, copied. */
static kb_status keep_text(entry *e, kb_err *err)
{
    kb_lineage_text *t = &e->text;
    kb_str *carriers = KB_NEW(e->arena, kb_str, t->carriers.count);
    bool kept = carriers && copy(e->arena, &t->id) && copy(e->arena, &t->outlet) && copy(e->arena, &t->url) &&
                copy(e->arena, &t->title) && copy(e->arena, &t->text);
    for (size_t i = 0; kept && i < t->carriers.count; i++)
        kept = kb_arena_copy(e->arena, t->carriers.at[i], &carriers[i]);
    t->carriers.at = carriers;
    return kept ? KB_OK : kb_arena_fail(e->arena, err);
}

static kb_status take_in(kb_desk *desk, entry *e, const kb_document *doc, kb_err *err)
{
    kb_document *loaded = NULL;
    kb_status status = doc ? KB_OK : kb_store_load(desk->store, e->article, &loaded, err);
    if (status == KB_OK) status = kb_lineage_text_of(doc ? doc : loaded, e->arena, &e->text, err);
    if (status == KB_OK) status = keep_text(e, err);
    kb_document_free(loaded);
    if (status == KB_OK) status = kb_store_first_published(desk->store, e->article, &e->text.published, err);
    if (status != KB_OK || e->text.text.len > KNOWN_BYTES_MAX) return status;
    e->text.known = &e->known;
    return kb_known_text_make(&e->text, e->arena, &e->known, err);
}

static kb_status add(kb_desk *desk, int64_t article, int64_t revision, const kb_document *doc, entry **out, kb_err *err)
{
    kb_desk_texts *texts = desk->texts;
    kb_arena *arena = kb_arena_new(ENTRY_BYTES_MAX);
    entry *e = arena ? KB_NEW(arena, entry, 1) : NULL;
    if (!e) {
        kb_arena_free(arena);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    *e = (entry){ .article = article, .revision = revision, .look = texts->look, .arena = arena };
    kb_status status = take_in(desk, e, doc, err);
    if (status != KB_OK) {
        kb_arena_free(arena);
        return status;
    }
    e->bytes = kb_arena_room(arena);
    texts->bytes += e->bytes;
    e->next = *chain_of(texts, article);
    *chain_of(texts, article) = e;
    link_newest(texts, e);
    *out = e;
    return KB_OK;
}

kb_status kb_desk_texts_of(kb_desk *desk, int64_t article, const kb_document *doc, const kb_lineage_text **out,
                           kb_err *err)
{
    int64_t revision = 0;
    kb_status status = KB_OK;
    if (!desk->texts && !(desk->texts = calloc(1, sizeof *desk->texts)))
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    entry *e = find(desk->texts, article);
    bool asked = e && e->look == desk->texts->look;
    if (!asked) status = kb_store_newest_revision(desk->store, article, &revision, err);
    if (status != KB_OK) return status;
    if (e && !asked && e->revision != revision) {
        drop(desk->texts, e);
        e = NULL;
    }
    if (!e) status = add(desk, article, revision, doc, &e, err);
    if (status != KB_OK) return status;
    e->look = desk->texts->look;
    unlink_entry(desk->texts, e);
    link_newest(desk->texts, e);
    *out = &e->text;
    return KB_OK;
}
