#include "compare/figure_row.h"

#include "compare/bearer.h"
#include "compare/figure_link.h"

#include <stdlib.h>

#define CELL_REACH 4 /* words from the figure that its cell may take in */
#define OTHERS_MAX 8 /* other reports' figures whose words a cell may take in */

/* ---- groups of amounts that are one matter ---- */

typedef struct {
    uint32_t *of;   /* by amount: its group, named by one of its amounts */
    uint32_t *next; /* by amount: the next one of its group, in a ring */
    bool *linked;
} groups;

/* A group holds one amount of each report; two that agree may stand together. */
static bool may_join(const kb_amounts *amounts, const groups *g, uint32_t a, uint32_t b)
{
    uint32_t i = a, j = b;
    do {
        do {
            const kb_amount *x = &amounts->at[i], *y = &amounts->at[j];
            if (x->account == y->account && !kb_amount_equal(x, y)) return false;
            j = g->next[j];
        } while (j != b);
        i = g->next[i];
    } while (i != a);
    return true;
}

static void join(groups *g, uint32_t a, uint32_t b)
{
    uint32_t i = b, next = g->next[a];
    do {
        g->of[i] = g->of[a];
        i = g->next[i];
    } while (i != b);
    g->next[a] = g->next[b];
    g->next[b] = next;
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
    if (figure->kind == KB_FIGURE_AGE) return kb_bearer_span(account, figure);
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
static kb_row_kind kind_of(const kb_amounts *amounts, const kb_figure_links *all, const groups *g, uint32_t group,
                           const kb_figure_link **best)
{
    kb_row_kind kind = KB_ROW_SHARED;
    *best = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const kb_figure_link *l = &all->at[i];
        if (g->of[l->a] != group || g->of[l->b] != group) continue;
        kb_row_kind k = l->kind == KB_LINK_DIFFERS                                ? KB_ROW_DIFFERS
                        : l->kind == KB_LINK_SERIES                               ? KB_ROW_SERIES
                        : kb_amount_equal(&amounts->at[l->a], &amounts->at[l->b]) ? KB_ROW_SHARED
                                                                                  : KB_ROW_COMPATIBLE;
        if (!*best || k < kind) {
            kind = k;
            *best = l;
        }
    }
    return kind;
}

/* Which amounts of the group a row of this kind is about (by amount; NULL: no memory): of a difference those alone that
 * differ. */
static bool *belonging(kb_arena *arena, const kb_amounts *amounts, const kb_figure_links *all, const groups *g,
                       uint32_t group, kb_row_kind kind)
{
    bool *belongs = KB_NEW(arena, bool, amounts->count);
    for (uint32_t i = 0; belongs && kind != KB_ROW_DIFFERS && i < amounts->count; i++) belongs[i] = g->of[i] == group;
    for (size_t i = 0; belongs && kind == KB_ROW_DIFFERS && i < all->count; i++) {
        const kb_figure_link *l = &all->at[i];
        if (l->kind == KB_LINK_DIFFERS && g->of[l->a] == group && g->of[l->b] == group)
            belongs[l->a] = belongs[l->b] = true;
    }
    return belongs;
}

/* Bounds so wide that nearly any value fits them make no row sure. */
static kb_certainty certainty_of(const kb_amounts *amounts, kb_row_kind kind, const kb_figure_link *best)
{
    bool wide = kind == KB_ROW_COMPATIBLE && !(kb_amount_agreement(&amounts->at[best->a], &amounts->at[best->b]) > 0);
    if (wide) return KB_UNSURE;
    return best->counts == KB_COUNTS_SAME && best->context >= 0.4 ? KB_SURE : KB_LIKELY;
}

static kb_status write_row(kb_rows_maker *maker, const kb_amounts *amounts, const kb_figure_links *all, const groups *g,
                           uint32_t group, kb_row_kind kind, const kb_figure_link *best, kb_err *err)
{
    kb_row *row = kb_row_add(maker, kind, certainty_of(amounts, kind, best));
    const bool *belongs = belonging(maker->accounts->arena, amounts, all, g, group, kind);
    if (!row || !belongs) return kb_arena_fail(row ? maker->accounts->arena : maker->arena, err);
    kb_status status = KB_OK;
    for (uint32_t i = 0; i < amounts->count && status == KB_OK; i++)
        if (belongs[i]) status = add_cells(maker, row, amounts, g, i, err);
    if (status != KB_OK) return status;
    const kb_figure *figure = amounts->at[best->a].figure;
    return kb_row_why(maker, row, err, "%s, words around %.2f, score %.2f%s%.*s",
                      best->counts == KB_COUNTS_SAME ? "the same is counted" : "alike by the words around",
                      best->context, best->score, figure->concept.len ? ": " : "", KB_STR_ARGS(figure->concept));
}

/* A count that two reports give otherwise for one moment may be a series with a third: two rows. */
static kb_status write_group(kb_rows_maker *maker, const kb_amounts *amounts, const kb_figure_links *all,
                             const groups *g, uint32_t group, kb_err *err)
{
    const kb_figure_link *best, *series = NULL;
    kb_row_kind kind = kind_of(amounts, all, g, group, &best);
    if (!best) return KB_OK;
    kb_status status = write_row(maker, amounts, all, g, group, kind, best, err);
    for (size_t i = 0; kind == KB_ROW_DIFFERS && i < all->count && !series; i++)
        if (all->at[i].kind == KB_LINK_SERIES && g->of[all->at[i].a] == group && g->of[all->at[i].b] == group)
            series = &all->at[i];
    if (series && status == KB_OK) status = write_row(maker, amounts, all, g, group, KB_ROW_SERIES, series, err);
    return status;
}

kb_status kb_figure_rows(kb_rows_maker *maker, kb_err *err)
{
    const kb_accounts *all = maker->accounts;
    kb_amounts amounts;
    kb_figure_links links;
    kb_status status = kb_figure_links_find(all, &amounts, &links, err);
    if (status != KB_OK) return status;
    groups g = { KB_NEW(all->arena, uint32_t, amounts.count), KB_NEW(all->arena, uint32_t, amounts.count),
                 KB_NEW(all->arena, bool, amounts.count) };
    if (!g.of || !g.next || !g.linked) return kb_arena_fail(all->arena, err);
    for (uint32_t i = 0; i < amounts.count; i++) g.of[i] = g.next[i] = i;
    for (size_t i = 0; i < links.count; i++) {
        const kb_figure_link *l = &links.at[i];
        if (g.of[l->a] != g.of[l->b] && may_join(&amounts, &g, l->a, l->b)) join(&g, l->a, l->b);
    }
    for (uint32_t i = 0; i < amounts.count && status == KB_OK; i++)
        if (g.of[i] == i && g.linked[i]) status = write_group(maker, &amounts, &links, &g, i, err);
    return status;
}
