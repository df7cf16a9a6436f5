#include "text/affix.h"

#include <hunspell/hunspell.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/parallel.h"
#include "text/fold.h"

/* Snowball's Indonesian spoils half of the words. */
static const struct {
    const char *lang, *dictionary;
} languages[] = { { "id", "id_ID" } };
enum { LANGUAGES = sizeof languages / sizeof *languages };

typedef struct {
    const char *folder, *name;
    kb_thread *opening; /* NULL: nobody expected it, or it is open */
    bool opened;        /* it is open, or was found to be not there */
    Hunhandle *hunspell;
} dictionary;

struct kb_affix {
    char *folder;
    kb_lock *lock; /* of all below: hunspell keeps what it is at in the dictionary */
    dictionary of[LANGUAGES];
};

static size_t number_of(kb_str lang)
{
    size_t i = 0;
    while (i < LANGUAGES && !kb_str_is(lang, languages[i].lang)) i++;
    return i;
}

const char *kb_affix_dictionary(kb_str lang)
{
    size_t i = number_of(lang);
    return i < LANGUAGES ? languages[i].dictionary : NULL;
}

kb_status kb_affix_open(const char *folder, kb_affix **out, kb_err *err)
{
    kb_affix *affix = calloc(1, sizeof *affix);
    kb_str kept = kb_str_of(folder);
    *out = affix;
    if (affix) {
        affix->lock = kb_lock_new();
        affix->folder = malloc(kept.len + 1);
    }
    if (!affix || !affix->lock || !affix->folder) {
        kb_affix_close(affix);
        *out = NULL;
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    memcpy(affix->folder, folder, kept.len + 1);
    for (size_t i = 0; i < LANGUAGES; i++)
        affix->of[i] = (dictionary){ .folder = affix->folder, .name = languages[i].dictionary };
    return KB_OK;
}

void kb_affix_close(kb_affix *affix)
{
    if (!affix) return;
    for (size_t i = 0; i < LANGUAGES; i++) {
        kb_thread_end(affix->of[i].opening);
        if (affix->of[i].hunspell) Hunspell_destroy(affix->of[i].hunspell);
    }
    kb_lock_free(affix->lock);
    free(affix->folder);
    free(affix);
}

static void open_dictionary(void *user)
{
    dictionary *d = user;
    char rules[4096], words[4096];
    int r = snprintf(rules, sizeof rules, "%s/%s.aff", d->folder, d->name);
    int w = snprintf(words, sizeof words, "%s/%s.dic", d->folder, d->name);
    if (r < 0 || w < 0 || (size_t)r >= sizeof rules || (size_t)w >= sizeof words) return;
    if (access(rules, R_OK) == 0 && access(words, R_OK) == 0) d->hunspell = Hunspell_create(rules, words);
}

void kb_affix_expect(kb_affix *affix, kb_str lang)
{
    size_t i = number_of(lang);
    if (i == LANGUAGES) return;
    kb_lock_take(affix->lock);
    if (!affix->of[i].opened && !affix->of[i].opening)
        affix->of[i].opening = kb_thread_begin(open_dictionary, &affix->of[i]);
    kb_lock_release(affix->lock);
}

/* With the lock. NULL: there is none. */
static Hunhandle *hunspell_of(kb_affix *affix, kb_str lang)
{
    size_t i = number_of(lang);
    if (i == LANGUAGES) return NULL;
    dictionary *d = &affix->of[i];
    if (!d->opened && d->opening)
        kb_thread_end(d->opening);
    else if (!d->opened)
        open_dictionary(d);
    d->opening = NULL;
    d->opened = true;
    return d->hunspell;
}

/* Of several stems the shortest: affixes come off one by one, and the shortest has lost them all. */
static kb_status shortest(char *const *list, int count, kb_arena *arena, kb_str *out, kb_err *err)
{
    kb_str best = { NULL, 0 };
    for (int i = 0; i < count; i++) {
        kb_str stem = kb_str_of(list[i]);
        if (stem.len >= 2 && (!best.len || stem.len < best.len)) best = stem;
    }
    kb_status status = best.len ? kb_fold(best, false, arena, out, err) : KB_OK;
    if (status == KB_OK && best.len && out->at == best.at && !kb_arena_copy(arena, best, out))
        return kb_arena_fail(arena, err);
    return status;
}

kb_status kb_affix_stem(kb_affix *affix, kb_str lang, const char *word, kb_arena *arena, kb_str *out, kb_err *err)
{
    char **list = NULL;
    int count = 0;
    kb_lock_take(affix->lock);
    Hunhandle *hunspell = hunspell_of(affix, lang);
    if (hunspell) count = Hunspell_stem(hunspell, &list, word);
    kb_status status = shortest(list, count, arena, out, err);
    if (list) Hunspell_free_list(hunspell, &list, count);
    kb_lock_release(affix->lock);
    return status;
}
