#include "compare/across.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "compare/align.h"

/* What two sayings have in common at least, by any row. Chosen on reports of one event and, all dated to one day, of
 * many: there what is half alike is mostly something else that a speaker who says much has said. */
static const struct {
    double likeness, common; /* common: in words that one saying alone has */
    uint32_t words, matter;  /* distinct words that are no names; of these no numbers, days or offices */
    bool story;              /* within one story */
} least[] = {
    { 0.5, 1.6, 3, 2, false }, { 0.38, 1.2, 2, 2, true }, { 0.45, 1.2, 3, 1, true }, { 0.28, 3, 3, 3, true }
};

#define FOLLOWED 256     /* newest sayings to which one term leads */
#define CANDIDATES_MAX 8 /* sayings that are tried for one */
#define TONGUES_MAX 64

/* ---- which may ---- */

static bool same_lang(const kb_saying *a, const kb_saying *b)
{
    return kb_str_equal(a->lang, b->lang);
}

/* `b` is the earlier one. */
static bool near(const kb_saying *a, const kb_saying *b)
{
    int64_t apart = a->at - b->at;
    return apart <= KB_ACROSS_SECONDS || (apart <= KB_SAYING_SECONDS && a->story && a->story == b->story);
}

/* Keeps those of several equal ones in a group that come first. */
static kb_status mark_first(const kb_saying *sayings, const uint32_t *group, size_t count, kb_arena *arena, bool *may,
                            kb_err *err)
{
    kb_map *seen = kb_map_new();
    kb_status status = seen ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        kb_str key;
        if (!kb_arena_print(arena, &key, "%u %.*s %.*s", group[i], KB_STR_ARGS(sayings[i].lang),
                            KB_STR_ARGS(sayings[i].words)))
            status = kb_arena_fail(arena, err);
        else if ((may[i] = !kb_map_find(seen, key)) && !kb_map_set(seen, key, may))
            status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    kb_map_free(seen);
    return status;
}

kb_status kb_sayings_near(const kb_saying *sayings, const uint32_t *group, size_t count, kb_arena *arena, bool *may,
                          kb_err *err)
{
    bool several = false, *first = KB_NEW(arena, bool, count);
    if (!first) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) may[i] = false;
    for (size_t i = 1; i < count && !several; i++) several = !same_lang(&sayings[i], &sayings[0]);
    kb_status status = several ? mark_first(sayings, group, count, arena, first, err) : KB_OK;
    if (status != KB_OK || !several) return status;
    for (size_t i = 0; i < count; i++)
        for (size_t j = i; first[i] && j-- > 0 && sayings[i].at - sayings[j].at <= KB_SAYING_SECONDS;)
            if (first[j] && !(may[i] && may[j]) && !same_lang(&sayings[i], &sayings[j]) &&
                near(&sayings[i], &sayings[j]))
                may[i] = may[j] = true;
    return KB_OK;
}

kb_status kb_saying_document(const kb_saying *saying, kb_time published, kb_document **out, kb_err *err)
{
    enum { BYTES = 8 << 20 };
    kb_status status = kb_document_new(BYTES, out, err);
    if (status != KB_OK) return status;
    (*out)->lang = saying->lang;
    (*out)->published = published;
    /* Without a full stop a few words are a headline, in which no name is sought. */
    bool made = kb_arena_print((*out)->arena, &(*out)->text, "%.*s.", KB_STR_ARGS(saying->words));
    return made ? KB_OK : kb_arena_fail((*out)->arena, err);
}

/* ---- pairs ---- */

typedef struct {
    uint32_t a, b; /* sayings */
    double worth;
} pair;

typedef struct {
    const kb_saying *sayings;
    uint32_t *saying_of; /* by account */
    kb_accounts all;
    kb_term_set seen;
    struct {
        uint32_t *start, *at; /* by term: accounts that have it, in order of time */
    } index;
    double *weight; /* by account: of what it has in common with the one at hand */
    struct {
        pair *at;
        size_t count;
    } pairs;
} finder;

/* Calls `f` once for each term of an account. */
static void each_term(finder *f, uint32_t account, void (*visit)(finder *f, uint32_t account, uint32_t term, double))
{
    const kb_account *a = &f->all.at[account];
    f->seen.now++;
    for (uint32_t w = 0; w < a->content_of[a->claims->tokens.count]; w++) {
        const kb_word_terms *word = &a->content[w].terms;
        const uint32_t terms[] = { word->neutral ? word->first : 0, word->neutral ? word->second : 0, word->english[0],
                                   word->english[1], word->english[2] };
        for (size_t t = 0; t < sizeof terms / sizeof *terms; t++) {
            if (!terms[t] || kb_term_set_has(&f->seen, terms[t])) continue;
            f->seen.stamp[terms[t]] = f->seen.now;
            visit(f, account, terms[t], a->content[w].first > 0 ? a->content[w].first : a->content[w].second);
        }
    }
}

static void count_place(finder *f, uint32_t account, uint32_t term, double weight)
{
    (void)account, (void)weight;
    f->index.start[term + 1]++;
}

static void put_place(finder *f, uint32_t account, uint32_t term, double weight)
{
    (void)weight;
    f->index.at[f->index.start[term]++] = account;
}

static kb_status make_index(finder *f, kb_arena *arena, kb_err *err)
{
    size_t terms = f->all.terms.count;
    f->index.start = KB_NEW(arena, uint32_t, terms + 2);
    f->seen.stamp = KB_NEW(arena, uint32_t, terms + 1);
    f->weight = KB_NEW(arena, double, f->all.count);
    if (!f->index.start || !f->seen.stamp || !f->weight) return kb_arena_fail(arena, err);
    for (uint32_t i = 0; i < f->all.count; i++) each_term(f, i, count_place);
    for (size_t t = 0; t < terms; t++) f->index.start[t + 1] += f->index.start[t];
    f->index.at = KB_NEW(arena, uint32_t, f->index.start[terms]);
    if (!f->index.at) return kb_arena_fail(arena, err);
    for (uint32_t i = 0; i < f->all.count; i++) each_term(f, i, put_place);
    for (size_t t = terms; t > 0; t--) f->index.start[t] = f->index.start[t - 1]; /* they have moved on by one */
    f->index.start[0] = 0;
    return KB_OK;
}

static bool may_meet(const finder *f, uint32_t i, uint32_t j)
{
    const kb_saying *a = &f->sayings[f->saying_of[i]], *b = &f->sayings[f->saying_of[j]];
    return !kb_accounts_same_lang(&f->all.at[i], &f->all.at[j]) && near(a, b) && a->against == b->against;
}

static void add_weight(finder *f, uint32_t account, uint32_t term, double weight)
{
    uint32_t first = f->index.start[term], end = f->index.start[term + 1], followed = 0;
    while (end > first && f->index.at[end - 1] >= account) end--;
    for (; end > first && followed < FOLLOWED; end--, followed++)
        if (may_meet(f, account, f->index.at[end - 1])) f->weight[f->index.at[end - 1]] += weight;
}

static bool overlap(const kb_figure *a, const kb_figure *b)
{
    return a->low <= b->high && b->low <= a->high;
}

/* Has `a` a figure that none of `b` can be? */
static bool odd_figure(const kb_claims *a, const kb_claims *b)
{
    for (size_t i = 0; i < a->figures.count; i++) {
        bool met = false;
        for (size_t j = 0; j < b->figures.count && !met; j++) met = overlap(&a->figures.at[i], &b->figures.at[j]);
        if (!met) return true;
    }
    return false;
}

static bool negates(const kb_account *account)
{
    for (size_t i = 0; i < account->claims->sentences.count; i++)
        if (account->negates[i]) return true;
    return false;
}

static kb_run whole(const kb_accounts *all, uint32_t account)
{
    return (kb_run){ account, 0, (uint32_t)all->at[account].clause_count };
}

static bool is_enough(const finder *f, uint32_t i, uint32_t j, const kb_match *match)
{
    int64_t story = f->sayings[f->saying_of[i]].story;
    bool same_story = story && story == f->sayings[f->saying_of[j]].story;
    for (size_t l = 0; l < sizeof least / sizeof *least; l++)
        if ((same_story || !least[l].story) && match->likeness >= least[l].likeness &&
            match->common >= least[l].common * f->all.rare && match->words - match->names >= least[l].words &&
            match->words - match->bare >= least[l].matter)
            return true;
    return false;
}

/* How sure it is that the two are one; 0: they are not. */
static double worth_of(const finder *f, uint32_t i, uint32_t j)
{
    const kb_accounts *all = &f->all;
    const kb_claims *a = all->at[i].claims, *b = all->at[j].claims;
    kb_run x = whole(all, i), y = whole(all, j);
    if (odd_figure(a, b) && odd_figure(b, a)) return 0;
    kb_match match = kb_run_match(all, x, y);
    if (!is_enough(f, i, j, &match)) return 0;
    if (negates(&all->at[i]) != negates(&all->at[j]) && kb_run_negates(all, x, y) != kb_run_negates(all, y, x))
        return 0;
    return match.likeness * match.common;
}

/* The earlier ones of another language that have most in common with account `i`. */
static kb_status find_pairs(finder *f, uint32_t i, kb_arena *arena, kb_err *err)
{
    uint32_t best[CANDIDATES_MAX];
    size_t count = 0;
    if (!f->all.at[i].clause_count) return KB_OK;
    each_term(f, i, add_weight);
    for (uint32_t j = 0; j < i; j++) {
        if (!(f->weight[j] > 0) || !f->all.at[j].clause_count) continue;
        size_t at = count < CANDIDATES_MAX ? count++ : CANDIDATES_MAX;
        for (; at > 0 && f->weight[best[at - 1]] < f->weight[j]; at--)
            if (at < CANDIDATES_MAX) best[at] = best[at - 1];
        if (at < CANDIDATES_MAX) best[at] = j;
    }
    for (size_t c = 0; c < count; c++) {
        double worth = worth_of(f, i, best[c]);
        if (!(worth > 0)) continue;
        pair *found = KB_ADD(arena, &f->pairs, pair);
        if (!found) return kb_arena_fail(arena, err);
        *found = (pair){ f->saying_of[best[c]], f->saying_of[i], worth };
    }
    for (uint32_t j = 0; j < i; j++) f->weight[j] = 0;
    return KB_OK;
}

/* ---- joining ---- */

static int by_worth(const void *a, const void *b)
{
    const pair *x = a, *y = b;
    if (x->worth > y->worth || x->worth < y->worth) return x->worth > y->worth ? -1 : 1;
    return x->a != y->a ? (x->a < y->a ? -1 : 1) : x->b < y->b ? -1 : x->b > y->b;
}

/* Best first; what has something in a language already gets no more of it. */
static kb_status join(finder *f, size_t count, kb_arena *arena, uint32_t *group, kb_err *err)
{
    uint64_t *tongues = KB_NEW(arena, uint64_t, count); /* by first saying of a group */
    uint32_t *into = KB_NEW(arena, uint32_t, count);
    if (!tongues || !into) return kb_arena_fail(arena, err);
    for (uint32_t i = 0; i < count; i++) into[i] = group[i];
    uint32_t *number = KB_NEW(arena, uint32_t, f->all.count), numbers = 0;
    if (!number) return kb_arena_fail(arena, err);
    for (uint32_t i = 0; i < f->all.count; i++) {
        number[i] = f->all.at[i].tongue == i ? numbers++ : number[f->all.at[i].tongue];
        tongues[group[f->saying_of[i]]] |= UINT64_C(1) << number[i] % TONGUES_MAX;
    }
    if (f->pairs.count) qsort(f->pairs.at, f->pairs.count, sizeof *f->pairs.at, by_worth);
    for (size_t p = 0; p < f->pairs.count; p++) {
        uint32_t a = into[group[f->pairs.at[p].a]], b = into[group[f->pairs.at[p].b]];
        if (a == b || (tongues[a] & tongues[b])) continue;
        uint32_t first = a < b ? a : b, other = a < b ? b : a;
        tongues[first] |= tongues[other];
        for (uint32_t i = 0; i < count; i++)
            if (into[i] == other) into[i] = first;
    }
    for (uint32_t i = 0; i < count; i++) group[i] = into[group[i]];
    return KB_OK;
}

static kb_status join_all(finder *f, size_t count, kb_arena *arena, uint32_t *group, kb_err *err)
{
    kb_status status = make_index(f, arena, err);
    for (uint32_t i = 0; i < f->all.count && status == KB_OK; i++) status = find_pairs(f, i, arena, err);
    return status == KB_OK ? join(f, count, arena, group, err) : status;
}

kb_status kb_sayings_across(kb_comparison_tools tools, const kb_saying *sayings, const kb_document *const *docs,
                            size_t count, kb_arena *arena, uint32_t *group, kb_err *err)
{
    size_t accounts = 0;
    finder f = { .sayings = sayings, .saying_of = KB_NEW(arena, uint32_t, count) };
    kb_report *reports = KB_NEW(arena, kb_report, count);
    if (!f.saying_of || !reports) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) {
        if (!docs[i]) continue;
        f.saying_of[accounts] = (uint32_t)i;
        reports[accounts++] = (kb_report){ .doc = docs[i], .claims = docs[i]->claims };
    }
    if (accounts < 2 || !tools.pivot) return KB_OK;
    kb_status status = kb_accounts_make(tools, reports, accounts, true, arena, &f.all, err);
    if (status == KB_OK) status = join_all(&f, count, arena, group, err);
    kb_accounts_clear(&f.all);
    return status;
}
