/* Of documents that are given to be compared: which are one article as it was at several times. */
#include <stdio.h>

#include "base/map.h"
#include "desk/engine.h"
#include "store/address.h"
#include "story/revision.h"

#define ADDRESSES_BYTES_MAX ((size_t)64 << 20)
#define SAME_MAX 16 /* versions, the newest, which a document is held against to see whether it is one of them */
#define JUDGE_BYTES_MAX ((size_t)256 << 20)

typedef struct {
    kb_arena *arena; /* the addresses */
    kb_map *known;   /* the slot of the newest document that has the address */
    void (*note)(void *user, const char *text);
    void *user;
    kb_err *err;
} folding;

/* When it was read, or when it says that it was changed or came out, of both the same: which of two is the later. As
 * given where nothing tells. */
static bool is_later(const kb_document *a, const kb_document *b)
{
    if (a->fetched && b->fetched && a->fetched != b->fetched) return a->fetched > b->fetched;
    if (a->modified.precision && b->modified.precision && a->modified.seconds != b->modified.seconds)
        return a->modified.seconds > b->modified.seconds;
    bool dated = a->published.precision && b->published.precision;
    return !dated || a->published.seconds >= b->published.seconds;
}

static kb_status judge(folding *f, const kb_document *before, const kb_document *after, kb_revision *out)
{
    int64_t words;
    kb_arena *work = kb_arena_new(JUDGE_BYTES_MAX);
    *out = KB_REVISION_NONE;
    if (!work) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_revision_judge(before, after, work, out, &words, f->err);
    kb_arena_free(work);
    return status;
}

static void tell(const folding *f, const kb_document *doc, const kb_document *other, kb_revision judged)
{
    char text[sizeof f->err->text];
    kb_str a = doc->origin_file.len ? doc->origin_file : doc->id,
           b = other->origin_file.len ? other->origin_file : other->id;
    const char *words = judged == KB_REVISION_SAME
                            ? "left out, it is the same report as"
                            : "taken as a report of its own, it has the address but not the words of";
    int len = snprintf(text, sizeof text, "%.*s: %s %.*s", KB_STR_ARGS(a), words, KB_STR_ARGS(b));
    if (f->note && len > 0) f->note(f->user, text);
}

/* Which of the versions at `newest` the document is; NULL where it is none. */
static kb_status find_same(folding *f, const kb_document *doc, kb_document *newest, const kb_document **out)
{
    kb_status status = KB_OK;
    size_t count = 0;
    *out = NULL;
    for (kb_document *d = newest; d && !*out && count < SAME_MAX && status == KB_OK; d = d->earlier, count++) {
        kb_revision judged;
        status = judge(f, d, doc, &judged);
        if (judged == KB_REVISION_SAME) *out = d;
    }
    return status;
}

/* Puts `doc` among the versions at *newest, by its time. *judged: KB_REVISION_CHANGED when it was, KB_REVISION_SAME
 * when one of them is it. */
static kb_status put(folding *f, kb_document *doc, kb_document **newest, kb_revision *judged)
{
    kb_document **at = newest, *after = NULL;
    const kb_document *same;
    kb_status status = find_same(f, doc, *newest, &same);
    *judged = same ? KB_REVISION_SAME : KB_REVISION_CHANGED;
    if (same) tell(f, doc, same, *judged);
    if (status != KB_OK || same) return status;
    while (*at && !is_later(doc, *at)) {
        after = *at;
        at = &after->earlier;
    }
    if (*at) status = judge(f, *at, doc, judged);
    if (status == KB_OK && after && *judged == KB_REVISION_CHANGED) status = judge(f, doc, after, judged);
    if (status != KB_OK) return status;
    if (*judged != KB_REVISION_CHANGED) {
        tell(f, doc, *at ? *at : after, *judged);
        return KB_OK;
    }
    doc->earlier = *at;
    *at = doc;
    return KB_OK;
}

/* The list's slot whose article has one of the document's addresses; NULL where there is none. */
static kb_status find_slot(folding *f, const kb_document *doc, kb_str addresses[2], kb_document ***out)
{
    const kb_str stated[2] = { doc->url, doc->canonical };
    *out = NULL;
    for (int i = 0; i < 2; i++) {
        kb_status status = kb_address_make(stated[i], f->arena, &addresses[i], f->err);
        if (status != KB_OK) return status;
        if (!*out && addresses[i].len) *out = kb_map_find(f->known, addresses[i]);
    }
    return KB_OK;
}

static kb_status know(folding *f, const kb_str addresses[2], kb_document **slot)
{
    for (int i = 0; i < 2; i++)
        if (addresses[i].len && !kb_map_find(f->known, addresses[i]) && !kb_map_set(f->known, addresses[i], slot))
            return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    return KB_OK;
}

static void number(kb_document *newest)
{
    int64_t count = 0;
    for (kb_document *d = newest; d; d = d->earlier) count++;
    for (kb_document *d = newest; newest->earlier && d; d = d->earlier) d->revision = count--;
}

/* Takes `doc` over: into the versions of one before it, or as the next of the list. */
static kb_status fold_one(folding *f, kb_document **docs, size_t *kept, kb_document *doc)
{
    kb_str addresses[2];
    kb_document **slot;
    kb_revision judged = KB_REVISION_NONE;
    kb_status status = find_slot(f, doc, addresses, &slot);
    if (status == KB_OK && slot) status = put(f, doc, slot, &judged);
    if (status == KB_OK && judged == KB_REVISION_SAME) {
        kb_document_free(doc);
        return KB_OK;
    }
    if (status != KB_OK || judged != KB_REVISION_CHANGED) {
        slot = &docs[(*kept)++];
        *slot = doc;
    }
    return status == KB_OK ? know(f, addresses, slot) : status;
}

kb_status kb_fold_versions(kb_document **docs, size_t *count, void (*note)(void *user, const char *text), void *user,
                           kb_err *err)
{
    folding f = { kb_arena_new(ADDRESSES_BYTES_MAX), kb_map_new(), note, user, err };
    kb_status status = f.arena && f.known ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    size_t kept = 0, i = 0;
    for (; i < *count && status == KB_OK; i++) status = fold_one(&f, docs, &kept, docs[i]);
    for (; i < *count; i++) docs[kept++] = docs[i]; /* after a failure the caller frees them all the same */
    *count = kept;
    for (size_t k = 0; k < kept; k++) number(docs[k]);
    kb_map_free(f.known);
    kb_arena_free(f.arena);
    return status;
}
