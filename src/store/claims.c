/* Claims as rows, each with its span, so that they can be asked for over articles. Comparisons do not read them: they
 * find them anew in the text, which costs less than keeping every token. */
#include "claim/figure.h"
#include "show/nouns_json.h"
#include "store/db.h"
#include "store/said.h"

#include <stdlib.h>

/* One row's lists as JSON; filled anew for each row. */
enum { LISTS = 5 };
typedef struct {
    kb_buf buf[LISTS];
} lists;

static void clear_lists(lists *l)
{
    for (size_t i = 0; i < LISTS; i++) kb_buf_clear(&l->buf[i]);
}

static kb_str spans_json(lists *l, size_t at, kb_spans spans)
{
    kb_json json = { .out = &l->buf[at] };
    l->buf[at].len = 0;
    kb_json_spans(&json, spans, NULL);
    return kb_buf_str(&l->buf[at]);
}

static kb_str strs_json(lists *l, size_t at, kb_strs strs)
{
    kb_json json = { .out = &l->buf[at] };
    l->buf[at].len = 0;
    kb_json_strs(&json, strs);
    return kb_buf_str(&l->buf[at]);
}

static kb_status lists_status(const lists *l, kb_err *err)
{
    for (size_t i = 0; i < LISTS; i++)
        if (l->buf[i].failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return KB_OK;
}

/* Mentions by entity: `first` of each entity, then `next` of each mention; KB_NONE ends. */
typedef struct {
    uint32_t *first, *next;
} by_entity;

static kb_status find_mentions(const kb_claims *c, by_entity *m, kb_err *err)
{
    *m = (by_entity){ malloc((c->entities.count + 1) * sizeof(uint32_t)),
                      malloc((c->mentions.count + 1) * sizeof(uint32_t)) };
    if (!m->first || !m->next) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < c->entities.count; i++) m->first[i] = KB_NONE;
    for (size_t i = c->mentions.count; i-- > 0;) {
        uint32_t entity = c->mentions.at[i].entity;
        if (entity >= c->entities.count) continue;
        m->next[i] = m->first[entity];
        m->first[entity] = (uint32_t)i;
    }
    return KB_OK;
}

static kb_str mentions_json(lists *l, const kb_claims *c, const by_entity *m, size_t entity)
{
    kb_json json = { .out = &l->buf[0] };
    l->buf[0].len = 0;
    kb_json_open(&json, '[');
    for (uint32_t i = m->first[entity]; i != KB_NONE; i = m->next[i]) kb_json_span(&json, c->mentions.at[i].span, NULL);
    kb_json_close(&json, ']');
    return kb_buf_str(&l->buf[0]);
}

static kb_status save_names(kb_store *store, int64_t revision, const kb_claims *c, lists *l, kb_err *err)
{
    by_entity mentions;
    kb_status status = find_mentions(c, &mentions, err);
    for (size_t i = 0; i < c->entities.count && status == KB_OK; i++) {
        const kb_entity *e = &c->entities.at[i];
        kb_str spans = mentions_json(l, c, &mentions, i);
        if ((status = lists_status(l, err)) != KB_OK) break;
        status = KB_DB_DO(store, err, "INSERT INTO names VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", "iisstss", revision,
                          (int64_t)i, e->name, e->key, e->role, kb_str_of(kb_name_kind_name(e->kind)), spans);
    }
    free(mentions.first);
    free(mentions.next);
    return status;
}

static kb_status save_statements(kb_store *store, int64_t revision, const kb_claims *c, lists *l, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < c->statements.count && status == KB_OK; i++) {
        const kb_statement *s = &c->statements.at[i];
        kb_str content = spans_json(l, 0, s->content), source = spans_json(l, 1, s->source),
               cue = spans_json(l, 2, s->cue);
        kb_str speakers = strs_json(l, 3, s->speakers), carriers = strs_json(l, 4, s->carriers);
        if ((status = lists_status(l, err)) != KB_OK) break;
        status =
            KB_DB_DO(store, err, "INSERT INTO statements VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                     "iissiissssst", revision, (int64_t)i, kb_str_of(kb_statement_type_name(s->type)),
                     kb_str_of(kb_stance_name(s->stance)), (int64_t)s->negated, (int64_t)s->hearsay, content, source,
                     cue, speakers, carriers, s->addressee);
    }
    return status;
}

static int64_t index_or_none(uint32_t index)
{
    return index == KB_NONE ? -1 : (int64_t)index;
}

static kb_status save_figures(kb_store *store, int64_t revision, const kb_figures *figures, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < figures->count && status == KB_OK; i++) {
        const kb_figure *f = &figures->at[i];
        status = KB_DB_DO(
            store, err,
            "INSERT INTO figures VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,"
            " nullif(?17, -1))",
            "iisiirriiiiitiiti", revision, (int64_t)i, kb_str_of(kb_figure_kind_name(f->kind)), (int64_t)f->span.begin,
            (int64_t)f->span.end, f->low, f->high, (int64_t)f->low_open, (int64_t)f->high_open, (int64_t)f->rounded,
            f->printed.mantissa, (int64_t)f->printed.scale, f->unit, (int64_t)f->counted.begin, (int64_t)f->counted.end,
            f->concept, index_or_none(f->statement));
    }
    return status;
}

static kb_status save_dates(kb_store *store, int64_t revision, const kb_dates *dates, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < dates->count && status == KB_OK; i++) {
        const kb_date *d = &dates->at[i];
        int64_t none = d->from == INT64_MIN;
        status = KB_DB_DO(
            store, err, "INSERT INTO dates VALUES(?1, ?2, ?3, ?4, ?5, iif(?10, NULL, ?6), iif(?10, NULL, ?7), ?8, ?9)",
            "iisiiiiiii", revision, (int64_t)i, kb_str_of(kb_date_role_name(d->role)), (int64_t)d->span.begin,
            (int64_t)d->span.end, d->from, d->to, (int64_t)d->clock, (int64_t)d->about, none);
    }
    return status;
}

static kb_status save_remarks(kb_store *store, int64_t revision, const kb_remarks *remarks, lists *l, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < remarks->count && status == KB_OK; i++) {
        const kb_remark *r = &remarks->at[i];
        kb_span about = r->about;
        kb_str about_json = spans_json(l, 0, (kb_spans){ &about, kb_span_len(about) ? 1 : 0 });
        kb_str claim = spans_json(l, 1, r->claim);
        if ((status = lists_status(l, err)) != KB_OK) break;
        status = KB_DB_DO(store, err, "INSERT INTO remarks VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", "iiiiisst",
                          revision, (int64_t)i, (int64_t)r->silence, (int64_t)r->remark.begin, (int64_t)r->remark.end,
                          about_json, claim, r->speaker);
    }
    return status;
}

kb_status kb_store_save_claims(kb_store *store, int64_t revision, const kb_claims *claims, kb_err *err)
{
    lists l = { 0 };
    kb_status status = save_names(store, revision, claims, &l, err);
    if (status == KB_OK) status = save_statements(store, revision, claims, &l, err);
    if (status == KB_OK && claims->statements.count) status = kb_store_save_said(store, revision, err);
    if (status == KB_OK) status = save_figures(store, revision, &claims->figures, err);
    if (status == KB_OK) status = save_dates(store, revision, &claims->dates, err);
    if (status == KB_OK) status = save_remarks(store, revision, &claims->remarks, &l, err);
    clear_lists(&l);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err, "UPDATE live SET statements = statements + ?1, figures = figures + ?2", "ii",
                    (int64_t)claims->statements.count, (int64_t)claims->figures.count);
}
