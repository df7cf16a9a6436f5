/* kabar copies: documents are kept as their words alone until all are there; then their lineage is found. */
#include <stdlib.h>

#include "desk/engine.h"
#include "show/copies.h"

struct kb_copies {
    kb_engine *engine;
    kb_arena *arena; /* the texts */
    struct {
        kb_lineage_text *at;
        size_t count;
    } texts;
};

kb_status kb_copies_open(kb_engine *engine, kb_copies **out, kb_err *err)
{
    kb_copies *copies = calloc(1, sizeof *copies);
    *out = NULL;
    if (!copies) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    copies->engine = engine;
    copies->arena = kb_arena_new(SIZE_MAX);
    if (!copies->arena) {
        free(copies);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    *out = copies;
    return KB_OK;
}

void kb_copies_close(kb_copies *copies)
{
    if (!copies) return;
    kb_arena_free(copies->arena);
    free(copies);
}

static bool keep(kb_arena *arena, kb_lineage_text *text)
{
    kb_strs carriers = { KB_NEW(arena, kb_str, text->carriers.count), text->carriers.count };
    if (!carriers.at) return false;
    for (size_t i = 0; i < carriers.count; i++)
        if (!kb_arena_copy(arena, text->carriers.at[i], &carriers.at[i])) return false;
    text->carriers = carriers;
    kb_str *const fields[] = { &text->id, &text->outlet, &text->url, &text->title, &text->text };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!kb_arena_copy(arena, *fields[i], fields[i])) return false;
    return true;
}

kb_status kb_copies_add(kb_copies *copies, kb_document *doc, kb_err *err)
{
    kb_arena *arena = copies->arena;
    kb_lineage_text text;
    kb_status status = kb_lineage_text_of(doc, arena, &text, err);
    if (status != KB_OK) return status;
    kb_lineage_text *item = keep(arena, &text) ? KB_ADD(arena, &copies->texts, kb_lineage_text) : NULL;
    if (!item) return kb_arena_fail(arena, err);
    *item = text;
    return KB_OK;
}

kb_status kb_copies_print(kb_copies *copies, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_arena *arena = kb_arena_new(SIZE_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_lineage *lineages = KB_NEW(arena, kb_lineage, copies->texts.count);
    kb_status status = lineages ? kb_lineage_find(copies->texts.at, copies->texts.count, arena, lineages, err)
                                : kb_arena_fail(arena, err);
    const kb_lineages all = { copies->texts.at, lineages, copies->texts.count };
    if (status == KB_OK) status = kb_show_copies(&all, how, out, err);
    kb_arena_free(arena);
    return status;
}
