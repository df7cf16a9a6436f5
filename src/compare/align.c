#include "compare/align.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "compare/voice.h"

/* Chosen on constructed pairs and on reports of one event; docs/compare.md says how. */
#define UNMATCHED_COST 0.45 /* of a word without a partner, as part of its weight */
#define COMMON_MIN 1.9      /* weight in common that a match has at least, in words that stand in one sentence only */
#define LIKENESS_MIN 0.38
#define LIKENESS_SPEAKER 0.2     /* of what one speaker says in both */
#define COMMONPLACE 0.1          /* a term that weighs less finds no sentences */
#define COMMON_HOPE 1.3          /* ... by which sentences that tell nobody's words are worth a try */
#define COMMON_SPEAKER 0.85      /* ... where one rare word is enough */
#define LIKENESS_SLACK 0.02      /* less for each rare word in common beyond the least */
#define LIKENESS_APART 0.7       /* of two speakers' words: one of the two was taken wrongly */
#define LIKENESS_APART_MUCH 0.57 /* ... with so much in common: */
#define APART_COMMON 4
#define ACT_COMMON 0.5 /* what it adds that one speaker does the same in both: praises, promises */
#define ACT_LIKENESS 0.12
#define LIKENESS_TITLE 0.44
#define WITHIN_MIN 0.62   /* of the shorter part that stands in the longer one */
#define WITHIN_COMMON 2.6 /* ... with so many rare words in common */
#define SECOND_SHARE 0.3  /* what a stem adds where the concept meets already */
#define TRANSLATED 0.8    /* what a word weighs that meets by a dictionary */
#define UNTRANSLATED 0.5  /* ... across languages, without a partner, that a dictionary knows */
#define FOREIGN 0.25      /* ... that none knows */
#define NEGATION_REACH 3  /* words from a negation to what it negates */
#define CANDIDATES_MAX 8  /* sentences of another report that are tried for one sentence */

/* ---- sets of terms ---- */

void kb_term_set_fill(kb_term_set *set, const kb_account *account, size_t first, size_t end)
{
    set->now++; /* number 0 is no term, and never asked for: it may be stamped */
    for (const kb_content_word *w = kb_content_at(account, first), *last = kb_content_at(account, end); w < last; w++) {
        set->stamp[w->terms.first] = set->stamp[w->terms.second] = set->now;
        for (int i = 0; i < KB_WORD_ENGLISH && w->terms.english[i]; i++) set->stamp[w->terms.english[i]] = set->now;
    }
}

/* The term by which a word has a partner in the set; 0: none. Across languages a stem is no partner for its like. */
static inline uint32_t partner(const kb_term_set *set, const kb_word_terms *word, bool same_lang)
{
    if (kb_term_set_has(set, word->first) && (same_lang || word->neutral)) return word->first;
    if (kb_term_set_has(set, word->second) && (same_lang || word->neutral)) return word->second;
    for (int i = 0; !same_lang && i < KB_WORD_ENGLISH; i++)
        if (kb_term_set_has(set, word->english[i])) return word->english[i];
    return 0;
}

/* The weight of a word that has a partner in the set; 0 when it has none. */
static double matched(const kb_term_set *set, const kb_content_word *word, bool same_lang)
{
    if (same_lang) { /* nearly always */
        if (!kb_term_set_has(set, word->terms.first))
            return kb_term_set_has(set, word->terms.second) ? word->second : 0;
        return word->first + (kb_term_set_has(set, word->terms.second) ? SECOND_SHARE * word->second : 0);
    }
    uint32_t by = partner(set, &word->terms, same_lang);
    if (!by) return 0;
    if (by == word->terms.second) return word->second;
    if (by != word->terms.first) return TRANSLATED * (word->terms.first ? word->first : word->second);
    return word->first + (kb_term_set_has(set, word->terms.second) ? SECOND_SHARE * word->second : 0);
}

/* What a word without a partner weighs; across languages only what could have had one. */
static double unmatched(const kb_content_word *word, bool same_lang)
{
    if (!word->terms.first) return word->second;
    if (same_lang || word->terms.neutral) return word->first;
    return (word->terms.english[0] ? UNTRANSLATED : FOREIGN) * word->first;
}

typedef struct {
    double common, rest;
} overlap;

static overlap measure(const kb_account *account, size_t first, size_t end, const kb_term_set *other, bool same_lang)
{
    overlap sum = { 0 };
    for (const kb_content_word *w = kb_content_at(account, first), *last = kb_content_at(account, end); w < last; w++) {
        double common = matched(other, w, same_lang);
        sum.common += common;
        if (!(common > 0)) sum.rest += unmatched(w, same_lang);
    }
    return sum;
}

/* The share of the smaller part that the other has too. */
static double within(overlap a, overlap b)
{
    double x = a.common + a.rest, y = b.common + b.rest, size = x < y ? x : y, both = x < y ? a.common : b.common;
    return size > 0 ? both / size : 0;
}

static double likeness_of(overlap a, overlap b, double *common)
{
    double both = (a.common + b.common) / 2, x = a.common + a.rest, y = b.common + b.rest;
    double size = 0.55 * (x < y ? x : y) + 0.45 * (x < y ? y : x);
    if (common) *common = both;
    return size > 0 ? (both < size ? both / size : 1) : 0;
}

double kb_likeness(const kb_accounts *accounts, const kb_account *a, size_t a_first, size_t a_end, const kb_account *b,
                   size_t b_first, size_t b_end, double *common)
{
    bool same_lang = kb_accounts_same_lang(a, b);
    kb_term_set *in_a = &accounts->sets[0], *in_b = &accounts->sets[1];
    kb_term_set_fill(in_a, a, a_first, a_end);
    kb_term_set_fill(in_b, b, b_first, b_end);
    return likeness_of(measure(a, a_first, a_end, in_b, same_lang), measure(b, b_first, b_end, in_a, same_lang),
                       common);
}

double kb_clause_likeness(const kb_accounts *accounts, const kb_account *a, uint32_t i, const kb_account *b, uint32_t j)
{
    const kb_clause *x = &a->clauses[i], *y = &b->clauses[j];
    return kb_likeness(accounts, a, x->first, (size_t)x->first + x->count, b, y->first, (size_t)y->first + y->count,
                       NULL);
}

double kb_containment(const kb_accounts *accounts, const kb_account *a, size_t a_first, size_t a_end,
                      const kb_account *b, size_t b_first, size_t b_end, double *common)
{
    kb_term_set *in_b = &accounts->sets[1];
    kb_term_set_fill(in_b, b, b_first, b_end);
    overlap part = measure(a, a_first, a_end, in_b, kb_accounts_same_lang(a, b));
    *common = part.common;
    double size = part.common + part.rest;
    return size > 0 ? part.common / size : 0;
}

/* ---- runs ---- */

static size_t run_first(const kb_accounts *all, kb_run run)
{
    return all->at[run.account].clauses[run.first].first;
}

static size_t run_end(const kb_accounts *all, kb_run run)
{
    const kb_clause *last = &all->at[run.account].clauses[run.first + run.count - 1];
    return (size_t)last->first + last->count;
}

double kb_run_likeness(const kb_accounts *accounts, kb_run a, kb_run b, double *common)
{
    return kb_likeness(accounts, &accounts->at[a.account], run_first(accounts, a), run_end(accounts, a),
                       &accounts->at[b.account], run_first(accounts, b), run_end(accounts, b), common);
}

kb_span kb_run_span(const kb_accounts *accounts, kb_run run)
{
    const kb_clause *first = &accounts->at[run.account].clauses[run.first];
    return kb_span_of(first->span.begin, first[run.count - 1].span.end);
}

bool kb_run_overlap(kb_run a, kb_run b)
{
    if (a.account != b.account) return false;
    uint32_t begin = a.first > b.first ? a.first : b.first;
    uint32_t a_end = a.first + a.count, b_end = b.first + b.count, end = a_end < b_end ? a_end : b_end;
    uint32_t shorter = a.count < b.count ? a.count : b.count;
    return end > begin && 2 * (end - begin) >= shorter;
}

static kb_run whole_sentence(const kb_accounts *all, uint32_t account, uint32_t sentence)
{
    const uint32_t *clause_of = all->at[account].clause_of;
    return (kb_run){ account, clause_of[sentence], clause_of[sentence + 1] - clause_of[sentence] };
}

/* The run of clauses within `whole` that has most in common with the set (Kadane 1977). */
static kb_run best_run(const kb_accounts *all, kb_run whole, const kb_term_set *other, bool same_lang)
{
    const kb_account *account = &all->at[whole.account];
    kb_run best = whole;
    double best_sum = -HUGE_VAL, sum = 0;
    uint32_t begin = whole.first;
    if (whole.count == 1) return whole;
    for (uint32_t c = whole.first; c < whole.first + whole.count; c++) {
        const kb_clause *clause = &account->clauses[c];
        overlap part = measure(account, clause->first, (size_t)clause->first + clause->count, other, same_lang);
        if (sum <= 0) {
            sum = 0;
            begin = c;
            if (!(part.common > 0)) continue; /* a run begins with something in common */
        }
        sum += part.common - UNMATCHED_COST * part.rest;
        if (sum > best_sum) {
            best_sum = sum;
            best = (kb_run){ whole.account, begin, c - begin + 1 };
        }
    }
    return best;
}

/* ---- matching ---- */

/* The statement in which the run stands first; KB_NONE. */
static uint32_t statement_in(const kb_accounts *all, kb_run run)
{
    const kb_account *account = &all->at[run.account];
    for (uint32_t c = run.first; c < run.first + run.count; c++)
        if (account->clauses[c].statement != KB_NONE) return account->clauses[c].statement;
    return KB_NONE;
}

static const kb_statement *statement_at(const kb_accounts *all, uint32_t account, uint32_t statement)
{
    return statement == KB_NONE ? NULL : &all->at[account].claims->statements.at[statement];
}

/* Counts the distinct words of run `a` that have a partner in the set of run `b`, which is taken apart thereby. */
static void count_words(const kb_accounts *all, kb_match *match, kb_term_set *set, bool same_lang)
{
    const kb_account *a = &all->at[match->a.account];
    const kb_content_word *w = kb_content_at(a, run_first(all, match->a)),
                          *end = kb_content_at(a, run_end(all, match->a));
    for (; w < end; w++) {
        uint32_t term = partner(set, &w->terms, same_lang);
        if (!term) continue;
        set->stamp[term] = 0; /* counted once */
        match->words++;
        match->bare += w->terms.bare;
        match->names += w->terms.name;
    }
}

/* The best sentences of one later report for one sentence, best first. */
typedef struct {
    uint32_t number[CANDIDATES_MAX];
    size_t count;
} shortlist;

typedef struct {
    const kb_accounts *all;
    kb_term_set *in_a, *in_b;
    kb_term_set mine; /* of the sentence at hand, whole */
    shortlist *best;  /* by account */
    kb_voice_table voices;
} matcher;

/* Whose words statements `s` of account `a` and `t` of `b` are. */
static kb_voices voices_of(matcher *m, uint32_t a, uint32_t s, uint32_t b, uint32_t t)
{
    uint32_t x = s == KB_NONE ? KB_NONE : m->voices.of[a][s], y = t == KB_NONE ? KB_NONE : m->voices.of[b][t];
    kb_voices who = kb_voice_table_compare(&m->voices, x, y);
    if (who == KB_VOICES_APART && (kb_voice_told(m->all, a, statement_at(m->all, a, s), m->voices.at[y]) ||
                                   kb_voice_told(m->all, b, statement_at(m->all, b, t), m->voices.at[x])))
        return KB_VOICES_SAME;
    return who;
}

static void fill(const matcher *m, kb_term_set *set, kb_run run)
{
    kb_term_set_fill(set, &m->all->at[run.account], run_first(m->all, run), run_end(m->all, run));
}

static overlap measure_run(const matcher *m, kb_run run, const kb_term_set *other, bool same_lang)
{
    return measure(&m->all->at[run.account], run_first(m->all, run), run_end(m->all, run), other, same_lang);
}

/* Of words that are names and offices in `a` some may tell more in `b`: neither report is asked first. Takes the set of
 * `a` apart. */
static void count_back(const matcher *m, kb_match *match, bool same_lang)
{
    kb_match back = { .a = match->b, .b = match->a };
    fill(m, m->in_a, match->a);
    count_words(m->all, &back, m->in_a, same_lang);
    uint32_t telling = back.words - back.bare;
    match->bare = match->words > telling ? match->words - telling : 0;
}

/* What two runs have in common; `in_a` and `in_b` are their sets, the latter is taken apart. */
static kb_match match_of(const matcher *m, kb_run a, kb_run b, const kb_term_set *in_a, kb_term_set *in_b)
{
    bool same_lang = kb_accounts_same_lang(&m->all->at[a.account], &m->all->at[b.account]);
    kb_match match = { .a = a, .b = b };
    overlap in_x = measure_run(m, a, in_b, same_lang), in_y = measure_run(m, b, in_a, same_lang);
    match.likeness = likeness_of(in_x, in_y, &match.common);
    match.within = within(in_x, in_y);
    count_words(m->all, &match, in_b, same_lang);
    if (match.words && match.words == match.bare) count_back(m, &match, same_lang);
    return match;
}

static bool same_run(kb_run a, kb_run b)
{
    return a.first == b.first && a.count == b.count;
}

/* Narrows both sentences to what they have in common; where that is no more than names, the sentences stay whole.
 * `whole_a` is the sentence at hand, `in_b` the set of `whole_b`. */
static kb_match narrow(matcher *m, kb_run whole_a, kb_run whole_b)
{
    bool same_lang = kb_accounts_same_lang(&m->all->at[whole_a.account], &m->all->at[whole_b.account]);
    const kb_term_set *in_a = &m->mine;
    kb_run a = whole_a, b = whole_b;
    for (int round = 0; round < 2; round++) {
        /* Both runs from the same state: neither report is asked first. */
        kb_run was_a = a, was_b = b;
        a = best_run(m->all, whole_a, m->in_b, same_lang);
        b = best_run(m->all, whole_b, in_a, same_lang);
        if (same_run(a, was_a) && same_run(b, was_b)) break;
        fill(m, m->in_a, a);
        fill(m, m->in_b, b);
        in_a = m->in_a;
    }
    kb_match match = match_of(m, a, b, in_a, m->in_b);
    if (match.words > match.bare) return match;
    fill(m, m->in_b, whole_b);
    return match_of(m, whole_a, whole_b, &m->mine, m->in_b);
}

kb_match kb_run_match(const kb_accounts *accounts, kb_run a, kb_run b)
{
    const matcher m = { .all = accounts, .in_a = &accounts->sets[0], .in_b = &accounts->sets[1] };
    fill(&m, &accounts->sets[0], a);
    fill(&m, &accounts->sets[1], b);
    return match_of(&m, a, b, &accounts->sets[0], &accounts->sets[1]);
}

/* A denial says the contrary, a remark of silence nothing: neither is shared with what it speaks of. */
static bool is_remark(const kb_accounts *all, kb_run run)
{
    const kb_remarks *remarks = &all->at[run.account].claims->remarks;
    kb_span span = kb_run_span(all, run);
    for (size_t i = 0; i < remarks->count; i++)
        if (kb_span_overlap(remarks->at[i].remark, span)) return true;
    return false;
}

bool kb_run_negates(const kb_accounts *all, kb_run run, kb_run other)
{
    const kb_account *account = &all->at[run.account];
    bool same_lang = kb_accounts_same_lang(account, &all->at[other.account]);
    size_t end = run_end(all, run);
    uint32_t sentence = account->clauses[run.first].sentence,
             last = account->clauses[run.first + run.count - 1].sentence;
    while (sentence < last && !account->negates[sentence]) sentence++;
    if (!account->negates[sentence]) return false;
    kb_term_set_fill(&all->sets[0], &all->at[other.account], run_first(all, other), run_end(all, other));
    for (size_t t = run_first(all, run); t < end; t++) {
        if (!account->words[t].negates) continue;
        size_t next = t + 1;
        while (next < end && next <= t + NEGATION_REACH && !account->words[next].first) next++;
        /* A verb that is no term ("was not said") may be the one that both have. */
        if (next == end || next > t + NEGATION_REACH || partner(&all->sets[0], &account->words[next], same_lang))
            return true;
    }
    return false;
}

/* Is it the same kind of act (praise, promise, threat), more than saying something? */
static bool same_act(const kb_statement *a, const kb_statement *b)
{
    return a && b && a->stance == b->stance && a->negated == b->negated && a->stance != KB_STANCE_SAY &&
           a->stance != KB_STANCE_REPORT && a->stance != KB_STANCE_ANNOUNCE && a->stance != KB_STANCE_THINK;
}

/* Does the match stand? Sets match->speaker. */
static bool stands(matcher *m, kb_match *match)
{
    const kb_accounts *all = m->all;
    uint32_t a = match->a.account, b = match->b.account;
    uint32_t told_a = statement_in(all, match->a), told_b = statement_in(all, match->b);
    kb_voices who = voices_of(m, a, told_a, b, told_b);
    bool much = match->common >= APART_COMMON * all->rare;
    if (who == KB_VOICES_APART && match->likeness < (much ? LIKENESS_APART_MUCH : LIKENESS_APART)) return false;
    match->speaker = who == KB_VOICES_SAME;
    if (match->speaker && same_act(statement_at(all, a, told_a), statement_at(all, b, told_b))) {
        match->common += ACT_COMMON * all->rare;
        match->likeness = 1 - (1 - match->likeness) * (1 - ACT_LIKENESS);
    }
    const kb_account *x = &all->at[a], *y = &all->at[b];
    bool title = x->title[x->clauses[match->a.first].sentence] || y->title[y->clauses[match->b.first].sentence];
    /* The more there is in common, the less it matters what one of them adds. */
    double more = match->common / all->rare - COMMON_MIN, slack = LIKENESS_SLACK * (more > 4 ? 4 : more > 0 ? more : 0);
    double least = match->speaker ? LIKENESS_SPEAKER : (title ? LIKENESS_TITLE : LIKENESS_MIN) - slack;
    /* A long sentence may have the other within it. */
    bool whole = match->within >= WITHIN_MIN && match->common >= WITHIN_COMMON * all->rare && !title;
    if ((match->likeness < least && !whole) || match->words == match->bare) return false;
    if (match->common < (match->speaker ? COMMON_SPEAKER : COMMON_MIN) * all->rare) return false;
    if (!match->speaker && match->words < 2) return false;
    if (is_remark(all, match->a) != is_remark(all, match->b)) return false;
    return kb_run_negates(all, match->a, match->b) == kb_run_negates(all, match->b, match->a);
}

/* ---- candidates through an inverted index ---- */

typedef struct {
    uint32_t account, sentence;
} place;

typedef struct {
    uint32_t *start;     /* by term: where its places begin; one more at the end */
    uint32_t *places;    /* numbers of sentences over all reports */
    place *of;           /* by that number */
    uint32_t *number_of; /* by account: the number of its first sentence */
} index_of;

typedef void visit(uint32_t term, uint32_t sentence, void *user);

/* Calls `f` for each term of each sentence, repeated ones too. */
static void for_terms(const kb_accounts *all, const index_of *index, visit *f, void *user)
{
    for (uint32_t i = 0; i < all->count; i++) {
        const kb_account *account = &all->at[i];
        for (size_t t = 0; t < account->claims->tokens.count; t++) {
            uint32_t sentence = account->claims->tokens.at[t].sentence;
            if (sentence >= account->claims->sentences.count || account->aside[sentence]) continue;
            if (account->words[t].first) f(account->words[t].first, index->number_of[i] + sentence, user);
            if (account->words[t].second) f(account->words[t].second, index->number_of[i] + sentence, user);
            for (int e = 0; e < KB_WORD_ENGLISH && account->words[t].english[e]; e++)
                f(account->words[t].english[e], index->number_of[i] + sentence, user);
        }
    }
}

static void count_place(uint32_t term, uint32_t sentence, void *user)
{
    index_of *index = user;
    (void)sentence;
    index->start[term + 1]++;
}

typedef struct {
    index_of *index;
    uint32_t *next;
} filler;

static void put_place(uint32_t term, uint32_t sentence, void *user)
{
    filler *f = user;
    f->index->places[f->next[term]++] = sentence;
}

static kb_status make_index(const kb_accounts *all, index_of *out, kb_err *err)
{
    size_t terms = all->terms.count;
    out->start = KB_NEW(all->arena, uint32_t, terms + 2);
    out->of = KB_NEW(all->arena, place, all->sentences);
    out->number_of = KB_NEW(all->arena, uint32_t, all->count + 1);
    filler fill = { out, KB_NEW(all->arena, uint32_t, terms + 1) };
    if (!out->start || !out->of || !out->number_of || !fill.next) return kb_arena_fail(all->arena, err);
    uint32_t number = 0;
    for (uint32_t i = 0; i < all->count; i++) {
        out->number_of[i] = number;
        for (uint32_t s = 0; s < all->at[i].claims->sentences.count; s++) out->of[number++] = (place){ i, s };
    }
    out->number_of[all->count] = number;
    for_terms(all, out, count_place, out);
    for (size_t t = 0; t < terms; t++) out->start[t + 1] += out->start[t];
    for (size_t t = 0; t <= terms; t++) fill.next[t] = out->start[t];
    out->places = KB_NEW(all->arena, uint32_t, out->start[terms]);
    if (!out->places) return kb_arena_fail(all->arena, err);
    for_terms(all, out, put_place, &fill);
    return KB_OK;
}

/* Scores of all sentences of later reports against one sentence. */
typedef struct {
    double *weight; /* by sentence number */
    uint32_t *touched;
    size_t count;
} scores;

/* The first place of the term in sentence `number` or a later one. */
static uint32_t first_behind(const index_of *index, uint32_t term, uint32_t number)
{
    uint32_t low = index->start[term], high = index->start[term + 1];
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (index->places[middle] < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void score_sentence(const kb_accounts *all, const index_of *index, uint32_t number, kb_term_set *seen,
                           scores *out)
{
    place at = index->of[number];
    const kb_account *account = &all->at[at.account];
    const kb_sentence *sentence = &account->claims->sentences.at[at.sentence];
    uint32_t after = index->number_of[at.account + 1];
    out->count = 0;
    seen->now++;
    for (uint32_t t = sentence->first; t < sentence->first + sentence->count; t++) {
        uint32_t terms[2 + KB_WORD_ENGLISH] = { account->words[t].first, account->words[t].second };
        memcpy(terms + 2, account->words[t].english, sizeof account->words[t].english);
        for (int k = 0; k < 2 + KB_WORD_ENGLISH; k++) {
            uint32_t term = terms[k], last = UINT32_MAX;
            if (term && kb_term_weight(all, term) < COMMONPLACE * all->rare) continue;
            double weight = k == 0   ? kb_term_weight(all, term)
                            : k == 1 ? SECOND_SHARE * kb_term_weight(all, term)
                                     : TRANSLATED * kb_term_weight(all, terms[0]);
            if (!term || kb_term_set_has(seen, term)) continue;
            seen->stamp[term] = seen->now;
            for (uint32_t p = first_behind(index, term, after); p < index->start[term + 1]; p++) {
                uint32_t other = index->places[p];
                if (other == last) continue;
                if (k > 1 && kb_accounts_same_lang(account, &all->at[index->of[other].account])) continue;
                last = other;
                if (!(out->weight[other] > 0)) out->touched[out->count++] = other;
                out->weight[other] += weight + 1e-9;
            }
        }
    }
}

static void shortlist_add(shortlist *list, const scores *found, uint32_t number)
{
    size_t at = list->count < CANDIDATES_MAX ? list->count++ : CANDIDATES_MAX;
    for (; at > 0 && found->weight[list->number[at - 1]] < found->weight[number]; at--)
        if (at < CANDIDATES_MAX) list->number[at] = list->number[at - 1];
    if (at < CANDIDATES_MAX) list->number[at] = number;
}

/* The statement of a clause where another one than in the clause before it; KB_NONE. */
static uint32_t next_statement(const kb_accounts *all, kb_run run, uint32_t c)
{
    const kb_account *account = &all->at[run.account];
    uint32_t statement = account->clauses[c].statement;
    bool again = c > run.first && account->clauses[c - 1].statement == statement;
    return again ? KB_NONE : statement;
}

/* Is something in both sentences told, and may it be by one speaker? Only then little in common may be enough. */
static void ask_voices(matcher *m, kb_run mine, kb_run theirs, bool *told, bool *same)
{
    *told = *same = false;
    for (uint32_t c = mine.first; c < mine.first + mine.count && !*same; c++) {
        uint32_t a = next_statement(m->all, mine, c);
        for (uint32_t d = theirs.first; a != KB_NONE && d < theirs.first + theirs.count && !*same; d++) {
            uint32_t b = next_statement(m->all, theirs, d);
            *told |= b != KB_NONE;
            *same = b != KB_NONE && voices_of(m, mine.account, a, theirs.account, b) == KB_VOICES_SAME;
        }
    }
}

/* What parts of two sentences have in common at most. */
typedef struct {
    double weight;  /* twice that of the words */
    uint32_t words; /* of the first sentence */
    bool matter;    /* some of these tell more than names */
} prospect;

/* A word without a partner in the whole sentence has none in a part; by which of its terms it meets may be another. */
static void look_ahead(const matcher *m, kb_run run, const kb_term_set *other, bool same_lang, prospect *out)
{
    const kb_account *account = &m->all->at[run.account];
    const kb_content_word *w = kb_content_at(account, run_first(m->all, run));
    out->words = 0;
    out->matter = false;
    for (const kb_content_word *end = kb_content_at(account, run_end(m->all, run)); w < end; w++) {
        if (!partner(other, &w->terms, same_lang)) continue;
        double first = w->first + SECOND_SHARE * w->second;
        out->weight += first > w->second ? first : w->second;
        out->words++;
        out->matter |= !w->terms.bare;
    }
}

/* May any parts of the two stand (by what `stands` asks for)? Most cannot, which costs less to tell than to find which
 * parts are most alike. Makes `in_b` the set of `theirs`. */
static bool may_stand(const matcher *m, kb_run mine, kb_run theirs, bool same_voice)
{
    bool same_lang = kb_accounts_same_lang(&m->all->at[mine.account], &m->all->at[theirs.account]);
    prospect hope = { 0 };
    fill(m, m->in_b, theirs);
    look_ahead(m, theirs, &m->mine, same_lang, &hope);
    look_ahead(m, mine, m->in_b, same_lang, &hope);
    if (!hope.matter || same_voice) return hope.matter;
    return hope.words >= 2 && hope.weight / 2 > 0.999999 * COMMON_MIN * m->all->rare; /* sums are rounded otherwise */
}

static kb_status try_candidate(matcher *m, const index_of *index, kb_run mine, uint32_t number, double weight,
                               kb_matches *out, kb_err *err)
{
    place there = index->of[number];
    kb_run theirs = whole_sentence(m->all, there.account, there.sentence);
    if (!theirs.count) return KB_OK;
    bool told, same_voice;
    ask_voices(m, mine, theirs, &told, &same_voice);
    if (!told && weight < COMMON_HOPE * m->all->rare) return KB_OK;
    if (!may_stand(m, mine, theirs, same_voice)) return KB_OK;
    kb_match match = narrow(m, mine, theirs);
    if (!stands(m, &match)) return KB_OK;
    kb_match *kept = KB_ADD(m->all->arena, out, kb_match);
    if (!kept) return kb_arena_fail(m->all->arena, err);
    *kept = match;
    return KB_OK;
}

/* Tries the best sentences of each later report; clears the scores. */
static kb_status try_candidates(matcher *m, const index_of *index, uint32_t number, scores *found, kb_matches *out,
                                kb_err *err)
{
    place at = index->of[number];
    kb_run mine = whole_sentence(m->all, at.account, at.sentence);
    if (mine.count) fill(m, &m->mine, mine);
    for (size_t i = at.account; i < m->all->count; i++) m->best[i].count = 0;
    for (size_t i = 0; i < found->count; i++)
        if (found->weight[found->touched[i]] >= COMMON_SPEAKER * m->all->rare && mine.count)
            shortlist_add(&m->best[index->of[found->touched[i]].account], found, found->touched[i]);
    kb_status status = KB_OK;
    for (size_t i = at.account; i < m->all->count; i++)
        for (size_t j = 0; j < m->best[i].count && status == KB_OK; j++)
            status = try_candidate(m, index, mine, m->best[i].number[j], found->weight[m->best[i].number[j]], out, err);
    for (size_t i = 0; i < found->count; i++) found->weight[found->touched[i]] = 0;
    return status;
}

/* ---- order ---- */

typedef struct {
    double worth;
    uint32_t places,
        first;   /* by their own order: the same whichever report comes first, as long as the worths differ */
    uint32_t at; /* where it was found */
} ranked;

static int by_worth(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    if (a->worth > b->worth || a->worth < b->worth) return a->worth > b->worth ? -1 : 1;
    if (a->places != b->places) return a->places < b->places ? -1 : 1;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

/* The best first. */
static kb_status rank(kb_arena *arena, kb_matches *matches, kb_err *err)
{
    ranked *order = KB_NEW(arena, ranked, matches->count);
    kb_match *at = KB_NEW(arena, kb_match, matches->count);
    if (!order || !at) return kb_arena_fail(arena, err);
    for (uint32_t i = 0; i < matches->count; i++) {
        const kb_match *m = &matches->at[i];
        order[i] = (ranked){ m->common * m->likeness * (m->speaker ? 1.5 : 1), m->a.first + m->b.first, m->a.first, i };
    }
    if (matches->count) qsort(order, matches->count, sizeof *order, by_worth);
    for (size_t i = 0; i < matches->count; i++) at[i] = matches->at[order[i].at];
    matches->at = at;
    return KB_OK;
}

/* ---- on several threads ---- */

/* What one thread works with, in an arena of its own. */
typedef struct {
    kb_accounts all; /* a view */
    matcher m;
    scores found;
    kb_term_set seen;
    kb_status status;
    kb_err err;
} hand;

static kb_status hand_open(hand *h, const kb_accounts *accounts, kb_err *err)
{
    kb_arena *arena = kb_arena_new(KB_COMPARISON_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_accounts_view(accounts, arena, &h->all, err);
    h->m = (matcher){ .all = &h->all, .in_a = &h->all.sets[0], .in_b = &h->all.sets[1] };
    h->m.mine.stamp = KB_NEW(arena, uint32_t, accounts->terms.count + 1);
    h->m.best = KB_NEW(arena, shortlist, accounts->count);
    h->found = (scores){ KB_NEW(arena, double, accounts->sentences), KB_NEW(arena, uint32_t, accounts->sentences), 0 };
    h->seen.stamp = KB_NEW(arena, uint32_t, accounts->terms.count + 1);
    bool ready = h->m.mine.stamp && h->m.best && h->found.weight && h->found.touched && h->seen.stamp;
    if (status == KB_OK) status = ready ? kb_voice_table_make(&h->all, &h->m.voices, err) : kb_arena_fail(arena, err);
    return status;
}

typedef struct {
    index_of index;
    hand *hands;
    kb_matches *of; /* by account: with later ones; each in the arena of the hand that found them */
} alignment;

/* The sentences of account `i` against those of later ones. */
static void align_account(void *user, size_t i, unsigned worker)
{
    alignment *all = user;
    hand *h = &all->hands[worker];
    const index_of *index = &all->index;
    for (uint32_t s = index->number_of[i]; s < index->number_of[i + 1] && h->status == KB_OK; s++) {
        if (h->all.at[i].aside[index->of[s].sentence]) continue;
        score_sentence(&h->all, index, s, &h->seen, &h->found);
        h->status = try_candidates(&h->m, index, s, &h->found, &all->of[i], &h->err);
    }
}

/* Those of all accounts, in their order. */
static kb_status collect(const kb_accounts *accounts, const alignment *all, kb_matches *out, kb_err *err)
{
    *out = (kb_matches){ 0 };
    for (uint32_t i = 0; i < accounts->count; i++)
        for (size_t j = 0; j < all->of[i].count; j++) {
            kb_match *match = KB_ADD(accounts->arena, out, kb_match);
            if (!match) return kb_arena_fail(accounts->arena, err);
            *match = all->of[i].at[j];
        }
    return KB_OK;
}

static kb_status align_all(const kb_accounts *accounts, unsigned workers, alignment *all, kb_matches *out, kb_err *err)
{
    kb_status status = KB_OK;
    for (unsigned w = 0; w < workers && status == KB_OK; w++) status = hand_open(&all->hands[w], accounts, err);
    if (status != KB_OK) return status;
    kb_parallel(accounts->count, workers, align_account, all);
    for (unsigned w = 0; w < workers && status == KB_OK; w++) {
        status = all->hands[w].status;
        if (status != KB_OK) *err = all->hands[w].err;
    }
    if (status == KB_OK) status = collect(accounts, all, out, err);
    if (status == KB_OK) status = kb_voices_pair(accounts, &all->hands[0].m.voices, out, err);
    return status == KB_OK ? rank(accounts->arena, out, err) : status;
}

kb_status kb_align(const kb_accounts *accounts, unsigned workers, kb_matches *out, kb_err *err)
{
    alignment all = { .of = KB_NEW(accounts->arena, kb_matches, accounts->count) };
    if (workers > accounts->count) workers = (unsigned)accounts->count;
    if (!workers) workers = 1;
    all.hands = KB_NEW(accounts->arena, hand, workers);
    if (!all.of || !all.hands) return kb_arena_fail(accounts->arena, err);
    kb_status status = make_index(accounts, &all.index, err);
    if (status == KB_OK) status = align_all(accounts, workers, &all, out, err);
    for (unsigned w = 0; w < workers; w++) kb_arena_free(all.hands[w].all.arena);
    return status;
}
