/* What kabar.h says of one document and of a comparison: thin calls into claim/, compare/ and show/. */
#include "compare/compare.h"
#include "desk/crew.h"
#include "desk/translate.h"
#include "show/show.h"

#include <stdlib.h>

kb_status kb_document_print(kb_engine *engine, const kb_document *doc, const kb_print *how, const kb_sink *out,
                            kb_err *err)
{
    (void)engine;
    return kb_show_document(doc, how, out, err);
}

/* What the document is instead of a report that can be compared; NULL when it is one. */
static const char *no_account(const kb_document *doc)
{
    switch (doc->kind) {
    case KB_DOC_ARTICLE: return NULL;
    case KB_DOC_TITLE: return "is a title alone";
    case KB_DOC_SHORT: return "is too short to compare";
    case KB_DOC_NO_REPORT: return "is no news report";
    case KB_DOC_LIVE: return "is a live blog";
    case KB_DOC_LIST: return "is a list of articles";
    case KB_DOC_HOME: return "is an outlet's first page";
    case KB_DOC_ERROR: return "is an error page";
    case KB_DOC_CONSENT: return "is a page that asks for consent";
    }
    return NULL;
}

/* Names the document for a person: its file, and which of the file's it is. */
static kb_status name_document(const kb_document *doc, kb_status status, kb_err *err)
{
    bool input = kb_str_is(doc->origin_file, "-");
    kb_str file = input ? KB_STR("standard input") : doc->origin_file;
    kb_str within = doc->url.len ? doc->url : doc->canonical.len ? doc->canonical : doc->id;
    if (doc->origin_record.len == 0) within.len = 0;
    if (within.len) (void)kb_context(err, status, "%.*s", KB_STR_ARGS(within));
    if (file.len) (void)kb_context(err, status, "%.*s", KB_STR_ARGS(file));
    return status;
}

kb_status kb_document_report(const kb_document *doc, kb_err *err)
{
    if (doc->kind < KB_DOC_LIVE) return KB_OK;
    (void)kb_fail(err, KB_ERR_FORMAT, "%s, no report", no_account(doc));
    return name_document(doc, KB_ERR_FORMAT, err);
}

kb_status kb_claims_print(kb_engine *engine, kb_document *doc, const kb_print *how, const kb_sink *out, kb_err *err)
{
    const kb_claim_tools tools = kb_engine_tools(engine);
    const kb_claims *claims;
    kb_status status = kb_document_report(doc, err);
    if (status == KB_OK) status = kb_claims_find(&tools, doc, &claims, err);
    return status == KB_OK ? kb_show_claims(doc, claims, how, out, err) : status;
}

/* *alone: one report alone can be compared, with what it was in earlier revisions. */
static kb_status enough_accounts(kb_document *const *docs, size_t count, bool *alone, kb_err *err)
{
    size_t accounts = 0;
    const kb_document *bad = NULL;
    *alone = false;
    for (size_t i = 0; i < count; i++) {
        if (!no_account(docs[i])) {
            accounts++;
            *alone = docs[i]->earlier != NULL;
        } else if (!bad) {
            bad = docs[i];
        }
    }
    *alone = *alone && accounts == 1;
    if (accounts >= 2) return KB_OK;
    if (!bad) return kb_fail(err, KB_ERR_FORMAT, "a comparison needs two reports; %zu given", count);
    kb_str name = bad->origin_file.len ? bad->origin_file : bad->id;
    return kb_fail(err, KB_ERR_FORMAT, "%.*s: %s, and a comparison needs two reports", KB_STR_ARGS(name),
                   no_account(bad));
}

void kb_engine_expect(kb_engine *engine, const kb_document *doc)
{
    kb_stemmer_expect(engine->stemmer, doc->lang);
}

/* Claims of the reports and of their earlier revisions. */
static kb_status find_claims(kb_engine *engine, kb_document *const *docs, size_t count, kb_err *err)
{
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        for (kb_document *d = docs[i]; d; d = d->earlier) all++;
    if (all == count) return kb_crew_claims(engine, docs, count, err);
    kb_document **list = calloc(all, sizeof *list);
    if (!list) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    all = 0;
    for (size_t i = 0; i < count; i++)
        for (kb_document *d = docs[i]; d; d = d->earlier) list[all++] = d;
    kb_status status = kb_crew_claims(engine, list, all, err);
    free(list);
    return status;
}

/* Of one report its changed rows are all that is told. */
static void keep_changed(kb_rows *rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows->count; i++)
        if (rows->at[i].kind == KB_ROW_CHANGED) rows->at[kept++] = rows->at[i];
    rows->count = kept;
}

static kb_status make_comparison(kb_engine *engine, kb_document *const *docs, size_t count, kb_comparison **out,
                                 kb_err *err)
{
    const kb_comparison_tools tools = { engine->stemmer, engine->pivot, kb_engine_workers(engine) };
    kb_status status = find_claims(engine, docs, count, err);
    if (status != KB_OK) return status;
    const kb_document **reports = calloc(count, sizeof *reports);
    if (!reports) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < count; i++) reports[i] = docs[i];
    status = kb_comparison_make(tools, reports, count, out, err);
    free(reports);
    return status;
}

kb_status kb_compare(kb_engine *engine, kb_document *const *docs, size_t count, kb_comparison **out, kb_err *err)
{
    kb_err few;
    bool alone;
    kb_status enough = enough_accounts(docs, count, &alone, &few);
    *out = NULL;
    if (enough != KB_OK && !alone) return kb_fail(err, enough, "%s", few.text);
    kb_status status = make_comparison(engine, docs, count, out, err);
    if (status != KB_OK) return status;
    if (alone) keep_changed(&(*out)->rows);
    if (!alone || (*out)->rows.count) return kb_translate(engine, *out, err);
    kb_comparison_free(*out);
    *out = NULL;
    return kb_fail(err, enough, "%s", few.text);
}

void kb_comparison_free(kb_comparison *comparison)
{
    /* The comparison itself lives in its arena. */
    if (comparison) kb_arena_free(comparison->arena);
}

kb_status kb_comparison_print(kb_engine *engine, const kb_comparison *comparison, const kb_print *how,
                              const kb_sink *out, kb_err *err)
{
    (void)engine;
    return kb_show_comparison(comparison, how, out, err);
}
