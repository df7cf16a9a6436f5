#include "desk/basis.h"

#include <stdio.h>

#include "base/file.h"
#include "base/map.h"
#include "story/group.h"

#define OWN_PART "kabar"
#define FILE_BYTES_MAX ((size_t)64 << 20)

static uint64_t hash_of_file(const char *folder, const char *name, const char *end)
{
    char path[4096];
    kb_file *file;
    int len = snprintf(path, sizeof path, "%s/%s%s", folder, name, end);
    if (len < 0 || (size_t)len >= sizeof path || kb_file_open(path, FILE_BYTES_MAX, &file, NULL) != KB_OK) return 0;
    uint64_t hash = kb_hash(kb_file_bytes(file));
    kb_file_close(file);
    return hash;
}

static kb_status hash_language(kb_engine *engine, kb_str lang, uint64_t *out, kb_err *err)
{
    const char *folder = engine->options.hunspell_dir, *name = kb_affix_dictionary(lang);
    kb_status status = kb_pivot_hash(engine->pivot, lang, out, err);
    if (status != KB_OK || !folder || !name) return status;
    const uint64_t all[] = { *out, hash_of_file(folder, name, ".aff"), hash_of_file(folder, name, ".dic") };
    *out = kb_hash((kb_str){ (const char *)all, sizeof all });
    return KB_OK;
}

static kb_status hash_part(kb_engine *engine, kb_str part, uint64_t *out, kb_err *err)
{
    *out = 0;
    if (part.len >= sizeof engine->basis.at->part) return KB_OK; /* no language that has a dictionary */
    if (!kb_str_is(part, OWN_PART)) return hash_language(engine, part, out, err);
    const uint64_t all[] = { KB_GROUP_VERSION, kb_pair_hash(), kb_langs_hash() };
    *out = kb_hash((kb_str){ (const char *)all, sizeof all });
    return KB_OK;
}

/* Files stay as they are while an engine is open: it has read from them. */
static kb_status find_part(kb_engine *engine, kb_str part, uint64_t *out, kb_err *err)
{
    size_t i = 0;
    while (i < engine->basis.count && !kb_str_is(part, engine->basis.at[i].part)) i++;
    if (i < engine->basis.count) {
        *out = engine->basis.at[i].hash;
        return KB_OK;
    }
    kb_status status = hash_part(engine, part, out, err);
    if (status != KB_OK || i == KB_BASIS_MAX || part.len >= sizeof engine->basis.at->part) return status;
    if (part.len) memcpy(engine->basis.at[i].part, part.at, part.len);
    engine->basis.at[i].hash = *out;
    engine->basis.count++;
    return KB_OK;
}

static kb_status note(kb_desk *desk, kb_str part, kb_err *err)
{
    uint64_t hash;
    kb_status status = find_part(desk->engine, part, &hash, err);
    return status == KB_OK ? kb_store_note_basis(desk->store, part, hash, err) : status;
}

kb_status kb_desk_note_basis(kb_desk *desk, kb_str lang, kb_err *err)
{
    kb_status status = note(desk, KB_STR(OWN_PART), err);
    return status == KB_OK && lang.len ? note(desk, lang, err) : status;
}

/* ---- what changed ---- */

typedef struct {
    kb_desk *desk;
    kb_each_basis each;
    void *user;
    kb_err *err;
    char part[sizeof((kb_engine *)NULL)->basis.at->part]; /* the one being looked at */
    size_t len;
    bool changed, any;
} looking;

static kb_status end_part(looking *l)
{
    return l->any ? l->each(l->user, (kb_str){ l->part, l->len }, l->changed) : KB_OK;
}

static kb_status look_at(void *user, kb_str part, uint64_t hash)
{
    looking *l = user;
    uint64_t now;
    if (part.len > sizeof l->part) part.len = sizeof l->part;
    if (!l->any || !kb_str_equal(part, (kb_str){ l->part, l->len })) {
        kb_status status = end_part(l);
        if (status != KB_OK) return status;
        l->any = true;
        l->changed = false;
        l->len = part.len;
        if (part.len) memcpy(l->part, part.at, part.len);
    }
    kb_status status = find_part(l->desk->engine, part, &now, l->err);
    l->changed |= hash != now;
    return status;
}

kb_status kb_desk_basis(kb_desk *desk, kb_each_basis each, void *user, kb_err *err)
{
    looking l = { .desk = desk, .each = each, .user = user, .err = err };
    kb_status status = kb_store_basis(desk->store, look_at, &l, err);
    return status == KB_OK ? end_part(&l) : status;
}
