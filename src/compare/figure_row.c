#include "compare/figure_row.h"

#include <math.h>
#include <stdlib.h>

/* Chosen on constructed pairs; docs/compare.md says how. */
#define AGREE_OPEN 0.45         /* words around figures that overlap, of which one does not tell what it counts */
#define AGREE_MEASURE 0.25      /* ... of lengths, weights, durations */
#define AGREE_ELSEWHERE 0.3     /* ... of which one stands by names that the other report does not know */
#define SAME_COUNTED 0.35       /* what it adds to a score that both count the same */
#define VALUE_SHARE 0.35        /* what equal values add */
#define LATEST 0.05             /* what it adds that a count is told as of a moment */
#define STATED 0.03             /* ... that it stands in the title */
#define APART_ALONE 0.12        /* words around figures that lie apart and count the same, each alone in its report */
#define APART_TITLE 0.04        /* ... and one in a title */
#define APART_SAME 0.3          /* ... not alone */
#define SAME_MOMENT 0.2         /* ... of things that are counted anew, at one moment that both state */
#define SERIES_CONTEXT 0.08     /* ... of counts at two moments, where a report has several of them */
#define ELSEWHERE_CONTEXT 0.5   /* ... of which one stands by names that the other report does not know */
#define OUTGROWN 1.2            /* times a bound that a later count must be over to be a series with it */
#define MOMENT_SLACK (30 * 60)  /* seconds: closer moments are one */
#define MOMENT_WIDTH (6 * 3600) /* seconds: the longest part of a day that is one moment */
#define CELL_REACH 4            /* words from the figure that its cell may take in */
#define OTHERS_MAX 8            /* other reports' figures whose words a cell may take in */

typedef enum { LINK_AGREE, LINK_SERIES, LINK_DIFFERS } link_kind;

typedef struct {
    uint32_t a, b; /* amounts */
    link_kind kind;
    double score, context;
    kb_counts counts;
} link;
typedef struct {
    link *at;
    size_t count;
} links;

/* ---- links ---- */

/* 1: a's moment is before b's; -1 behind; 0 the same or not known. */
static int moment_order(const kb_amount *a, const kb_amount *b)
{
    if (a->from == INT64_MIN || b->from == INT64_MIN) return 0;
    if (a->to + MOMENT_SLACK < b->from || a->from + MOMENT_SLACK < b->from) return a->to <= b->to ? 1 : 0;
    if (b->to + MOMENT_SLACK < a->from || b->from + MOMENT_SLACK < a->from) return b->to <= a->to ? -1 : 0;
    return 0;
}

/* A moment that leaves a count no time to grow: a clock time, a part of a day, or a day that was over when it was told.
 */
static bool is_moment(const kb_accounts *all, const kb_amount *a)
{
    if (!a->stated || a->from == INT64_MIN) return false;
    return a->to - a->from <= MOMENT_WIDTH || a->to <= all->at[a->account].published;
}

/* Do both state the same moment? */
static bool same_moment(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    return is_moment(all, a) && is_moment(all, b) && a->from < b->to && b->from < a->to;
}

/* Does the later of two counts go the way that such counts go? */
static bool goes_on(kb_course course, const kb_amount *a, const kb_amount *b)
{
    int order = moment_order(a, b);
    if (!order) return false;
    const kb_amount *early = order > 0 ? a : b, *late = order > 0 ? b : a;
    return course == KB_COURSE_ANY || late->low >= early->low || late->high >= early->high;
}

static kb_course course_of(const kb_amount *a, const kb_amount *b)
{
    kb_course x = kb_amount_course(a), y = kb_amount_course(b);
    return x > y ? x : y;
}

/* "At least nine" in the morning and 14 at night: the bound allows it, but the count has grown. */
static bool outgrew_bound(const kb_amount *a, const kb_amount *b)
{
    double x = a->low, y = b->low, small = x < y ? x : y, big = x < y ? y : x;
    const kb_amount *lower = x < y ? a : b, *higher = x < y ? b : a;
    return isinf(lower->high) && !isinf(higher->high) && isfinite(small) && big > small * OUTGROWN &&
           moment_order(lower, higher) > 0 && course_of(a, b) != KB_COURSE_NONE;
}

/* "A suspect": one that nobody counted. */
static bool is_article(const kb_accounts *all, const kb_amount *a)
{
    const kb_tokens *tokens = &all->at[a->account].claims->tokens;
    size_t t = kb_tokens_at(tokens, a->figure->number.begin);
    return t < tokens->count && kb_token_is(&tokens->at[t], KB_WORD_DETERMINER);
}

/* Has the report of `a` the value of `b` too, of the same kind or of none? Then it tells of both. */
static bool tells_too(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    const kb_figures *figures = &all->at[a->account].claims->figures;
    for (size_t i = 0; i < figures->count; i++) {
        const kb_figure *figure = &figures->at[i];
        bool bare = !figure->unit.len && !figure->concept.len;
        if (figure->past ||
            (!bare && (figure->kind != b->figure->kind || !kb_str_equal(figure->unit, b->figure->unit))))
            continue;
        if (!bare && !kb_str_equal(figure->concept, b->figure->concept)) continue;
        if (figure->printed.mantissa == b->figure->printed.mantissa &&
            figure->printed.scale == b->figure->printed.scale)
            return true;
    }
    return false;
}

/* Told without a hedge. (A round value without one is taken at its word.) */
static bool is_exact(const kb_amount *a)
{
    return !(a->low < a->high) || !a->rounded;
}

/* What two figures that cannot both hold are, if anything. */
static bool judge_apart(const kb_accounts *all, link *l, const kb_amount *a, const kb_amount *b)
{
    kb_course course = course_of(a, b);
    bool elsewhere = kb_amount_elsewhere(all, a, b), alone = a->alone && b->alone;
    if (is_article(all, a) || is_article(all, b)) return false;
    bool dated = a->stated || b->stated || a->title || b->title; /* told as the count of the event */
    if (course != KB_COURSE_NONE && !same_moment(all, a, b)) {
        l->kind = LINK_SERIES;
        return l->counts == KB_COUNTS_SAME && kb_str_equal(a->figure->unit, b->figure->unit) && goes_on(course, a, b) &&
               l->context >= (alone       ? 0
                              : elsewhere ? ELSEWHERE_CONTEXT
                              : dated     ? 0
                                          : SERIES_CONTEXT);
    }
    l->kind = LINK_DIFFERS;
    if (l->counts != KB_COUNTS_SAME || a->figure->kind == KB_FIGURE_AGE) return false;
    if (a->past || a->plan || a->whole || !is_exact(a) || !is_exact(b)) return false;
    if (tells_too(all, a, b) || tells_too(all, b, a)) return false;
    if (course != KB_COURSE_NONE) return (a->known && b->known) || l->context >= SAME_MOMENT; /* it is stated */
    if (!a->known || !b->known) return false;
    if (elsewhere && l->context < ELSEWHERE_CONTEXT) return false;
    return l->context >= (!alone ? APART_SAME : a->title || b->title ? APART_TITLE : APART_ALONE);
}

/* How much the words around figures that overlap must have in common, besides what their values tell. */
static double least_agreement(const kb_accounts *all, const link *l, const kb_amount *a, const kb_amount *b,
                              double value)
{
    if (kb_amount_elsewhere(all, a, b) && value < 0.5) return AGREE_ELSEWHERE;
    if (l->counts == KB_COUNTS_SAME || kb_amount_approximates(a, b)) return 0;
    switch (a->figure->kind) {
    case KB_FIGURE_MONEY: return value >= 0.5 ? 0 : AGREE_OPEN;
    case KB_FIGURE_MEASURE: return value >= 0.6 ? 0 : value >= 0.5 ? 0.1 : AGREE_MEASURE;
    case KB_FIGURE_DURATION: return AGREE_MEASURE;
    case KB_FIGURE_PERCENT:
    case KB_FIGURE_AGE:
    case KB_FIGURE_COUNT:
    case KB_FIGURE_SCORE:
    case KB_FIGURE_ORDINAL:
    case KB_FIGURE_OTHER: break;
    }
    return AGREE_OPEN - VALUE_SHARE * value;
}

static bool judge(const kb_accounts *all, const kb_amounts *amounts, link *l)
{
    const kb_amount *a = &amounts->at[l->a], *b = &amounts->at[l->b];
    l->counts = kb_amount_counts(a, b);
    if (l->counts == KB_COUNTS_NOT) return false;
    l->context = kb_amount_context(all, a, b);
    l->score = l->context + (l->counts == KB_COUNTS_SAME ? SAME_COUNTED : 0) + LATEST * (a->series + b->series) +
               STATED * (a->title + b->title);
    if (!kb_amount_overlap(a, b)) return judge_apart(all, l, a, b);
    double value = kb_amount_agreement(a, b);
    l->score += VALUE_SHARE * value;
    l->kind = LINK_AGREE;
    if (l->counts == KB_COUNTS_SAME && outgrew_bound(a, b)) l->kind = LINK_SERIES;
    double least = least_agreement(all, l, a, b, value);
    if (least > 0 && l->counts == KB_COUNTS_OPEN && !kb_around_meet(&a->context, &b->context)) return false;
    return l->context >= least;
}

static int by_score(const void *x, const void *y)
{
    const link *a = x, *b = y;
    if ((a->kind == LINK_AGREE) != (b->kind == LINK_AGREE)) return a->kind == LINK_AGREE ? -1 : 1;
    if (a->score > b->score || a->score < b->score) return a->score > b->score ? -1 : 1;
    return a->a + a->b < b->a + b->b ? -1 : a->a + a->b > b->a + b->b;
}

static kb_status find_links(const kb_accounts *all, const kb_amounts *amounts, links *out, kb_err *err)
{
    for (uint32_t i = 0; i < amounts->count; i++)
        for (uint32_t j = i + 1; j < amounts->count; j++) {
            link l = { .a = i, .b = j };
            if (amounts->at[i].account == amounts->at[j].account || !judge(all, amounts, &l)) continue;
            link *kept = KB_ADD(all->arena, out, link);
            if (!kept) return kb_arena_fail(all->arena, err);
            *kept = l;
        }
    if (out->count) qsort(out->at, out->count, sizeof *out->at, by_score);
    return KB_OK;
}

/* ---- groups of amounts that are one matter ---- */

typedef struct {
    uint32_t *of; /* by amount: its group, named by one of its amounts */
    bool *linked;
} groups;

/* A group holds one amount of each report; two that agree may stand together. */
static bool may_join(const kb_amounts *amounts, const groups *g, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < amounts->count; i++)
        for (uint32_t j = 0; g->of[i] == g->of[a] && j < amounts->count; j++)
            if (g->of[j] == g->of[b] && amounts->at[i].account == amounts->at[j].account &&
                !kb_amount_equal(&amounts->at[i], &amounts->at[j]))
                return false;
    return true;
}

static void join(const kb_amounts *amounts, groups *g, uint32_t a, uint32_t b)
{
    uint32_t from = g->of[b], to = g->of[a];
    for (uint32_t i = 0; i < amounts->count; i++)
        if (g->of[i] == from) g->of[i] = to;
    g->linked[a] = g->linked[b] = true;
}

/* ---- rows ---- */

/* Without words at the end that belong to what follows: "412 houses as of". */
static kb_span without_tail(const kb_account *account, kb_span span, const kb_figure *figure)
{
    static const kb_word_class classes[] = { KB_WORD_AS_OF,       KB_WORD_CLOCK,      KB_WORD_PREPOSITION,
                                             KB_WORD_CONJUNCTION, KB_WORD_DETERMINER, KB_WORD_AUXILIARY };
    const kb_tokens *tokens = &account->claims->tokens;
    while (span.end > figure->span.end) {
        size_t t = kb_tokens_at(tokens, span.end - 1);
        bool tail = false;
        for (size_t i = 0; t > 0 && t < tokens->count && i < sizeof classes / sizeof *classes; i++)
            tail |= kb_token_is(&tokens->at[t], classes[i]);
        if (!tail || tokens->at[t - 1].span.end < figure->span.end) return span;
        span.end = tokens->at[t - 1].span.end;
    }
    return span;
}

/* The figure with the words of its clause near it that the other reports' figures have around them too. */
static kb_span cell_span(const kb_accounts *all, const kb_amounts *amounts, const groups *g, uint32_t at,
                         const kb_figure *figure)
{
    const kb_around *others[OTHERS_MAX];
    size_t count = 0;
    for (uint32_t i = 0; i < amounts->count && count < OTHERS_MAX; i++)
        if (g->of[i] == g->of[at] && amounts->at[i].account != amounts->at[at].account)
            others[count++] = &amounts->at[i].context;
    const kb_account *account = &all->at[amounts->at[at].account];
    return without_tail(
        account, kb_around_reach(account, figure->span, figure->token, figure->tokens, CELL_REACH, others, count),
        figure);
}

/* As the report's readers would say it: in the zone of its publication, a day where only a day is told. */
static kb_time moment_of(const kb_document *doc, const kb_amount *amount)
{
    if (!amount->stated || amount->from == INT64_MIN) return doc->published;
    return (kb_time){ .seconds = amount->from,
                      .offset = doc->published.offset,
                      .zoned = doc->published.zoned,
                      .precision = amount->to - amount->from >= 86400 ? KB_TIME_DAY : KB_TIME_MINUTE };
}

static kb_status add_cells(kb_rows_maker *maker, kb_row *row, const kb_amounts *amounts, const groups *g, uint32_t at,
                           kb_err *err)
{
    const kb_amount *amount = &amounts->at[at];
    for (size_t m = 0; m < amount->mentions.count; m++) {
        const kb_figure *figure = amount->mentions.at[m];
        size_t before = row->cells.count;
        kb_status status = kb_row_cell(maker, row, amount->account, cell_span(maker->accounts, amounts, g, at, figure),
                                       KB_CELL_PLAIN, figure, err);
        if (status != KB_OK) return status;
        if (row->kind == KB_ROW_SERIES && row->cells.count > before)
            row->cells.at[before].moment = moment_of(maker->accounts->at[amount->account].doc, amount);
    }
    return KB_OK;
}

/* What the links within a group make of it; a difference outweighs a series, a series agreement. */
static kb_row_kind kind_of(const kb_amounts *amounts, const links *all, const groups *g, uint32_t group,
                           const link **best)
{
    kb_row_kind kind = KB_ROW_SHARED;
    *best = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const link *l = &all->at[i];
        if (g->of[l->a] != group || g->of[l->b] != group) continue;
        kb_row_kind k = l->kind == LINK_DIFFERS                                   ? KB_ROW_DIFFERS
                        : l->kind == LINK_SERIES                                  ? KB_ROW_SERIES
                        : kb_amount_equal(&amounts->at[l->a], &amounts->at[l->b]) ? KB_ROW_SHARED
                                                                                  : KB_ROW_COMPATIBLE;
        if (!*best || k < kind) {
            kind = k;
            *best = l;
        }
    }
    return kind;
}

/* Which amounts of the group a row of this kind is about: of a difference those alone that differ. */
static bool belongs(const links *all, const groups *g, uint32_t group, kb_row_kind kind, uint32_t amount)
{
    if (g->of[amount] != group) return false;
    if (kind != KB_ROW_DIFFERS) return true;
    for (size_t i = 0; i < all->count; i++) {
        const link *l = &all->at[i];
        if (l->kind == LINK_DIFFERS && (l->a == amount || l->b == amount) && g->of[l->a] == group &&
            g->of[l->b] == group)
            return true;
    }
    return false;
}

static kb_status write_row(kb_rows_maker *maker, const kb_amounts *amounts, const links *all, const groups *g,
                           uint32_t group, kb_row_kind kind, const link *best, kb_err *err)
{
    kb_row *row = kb_row_add(maker, kind, best->counts == KB_COUNTS_SAME && best->context >= 0.4 ? KB_SURE : KB_LIKELY);
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status = KB_OK;
    for (uint32_t i = 0; i < amounts->count && status == KB_OK; i++)
        if (belongs(all, g, group, kind, i)) status = add_cells(maker, row, amounts, g, i, err);
    if (status != KB_OK) return status;
    const kb_figure *figure = amounts->at[best->a].figure;
    return kb_row_why(maker, row, err, "%s, words around %.2f, score %.2f%s%.*s",
                      best->counts == KB_COUNTS_SAME ? "the same is counted" : "alike by the words around",
                      best->context, best->score, figure->concept.len ? ": " : "", KB_STR_ARGS(figure->concept));
}

/* A count that two reports give otherwise for one moment may be a series with a third: two rows. */
static kb_status write_group(kb_rows_maker *maker, const kb_amounts *amounts, const links *all, const groups *g,
                             uint32_t group, kb_err *err)
{
    const link *best, *series = NULL;
    kb_row_kind kind = kind_of(amounts, all, g, group, &best);
    if (!best) return KB_OK;
    kb_status status = write_row(maker, amounts, all, g, group, kind, best, err);
    for (size_t i = 0; kind == KB_ROW_DIFFERS && i < all->count && !series; i++)
        if (all->at[i].kind == LINK_SERIES && g->of[all->at[i].a] == group && g->of[all->at[i].b] == group)
            series = &all->at[i];
    if (series && status == KB_OK) status = write_row(maker, amounts, all, g, group, KB_ROW_SERIES, series, err);
    return status;
}

kb_status kb_figure_rows(kb_rows_maker *maker, kb_err *err)
{
    const kb_accounts *all = maker->accounts;
    kb_amounts amounts;
    links found = { 0 };
    kb_status status = kb_amounts_find(all, &amounts, err);
    if (status == KB_OK) status = find_links(all, &amounts, &found, err);
    if (status != KB_OK) return status;
    groups g = { KB_NEW(all->arena, uint32_t, amounts.count), KB_NEW(all->arena, bool, amounts.count) };
    if (!g.of || !g.linked) return kb_arena_fail(all->arena, err);
    for (uint32_t i = 0; i < amounts.count; i++) g.of[i] = i;
    for (size_t i = 0; i < found.count; i++) {
        const link *l = &found.at[i];
        if (g.of[l->a] != g.of[l->b] && may_join(&amounts, &g, l->a, l->b)) join(&amounts, &g, l->a, l->b);
    }
    for (uint32_t i = 0; i < amounts.count && status == KB_OK; i++)
        if (g.of[i] == i && g.linked[i]) status = write_group(maker, &amounts, &found, &g, i, err);
    return status;
}
