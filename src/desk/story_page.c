#include "desk/story_page.h"

#include <stdlib.h>

#include "desk/answer.h"
#include "desk/deed.h"
#include "desk/side.h"
#include "desk/why.h"
#include "show/story_page.h"
#include "store/copies.h"
#include "store/weights.h"

#define WHOLE_MAX 40 /* reports of a story that are all compared without being asked for */
#define COLUMNS_USUAL 4
#define GATHERED_BYTES ((size_t)256 << 20)
#define DECISIONS_MAX 50

typedef struct {
    int64_t claims;
    bool copy, taken;
    kb_str counted;
} weight;

/* All lives in `arena`. */
typedef struct {
    kb_desk *desk;
    const kb_print *how;
    const kb_story_choice *choice;
    kb_arena *arena;
    kb_err *err;
    kb_buf buf;
    struct {
        kb_story_report *at;
        size_t count;
    } reports;
    struct {
        weight *at;
        size_t count;
    } weights; /* of each report */
    struct {
        kb_story_copy *at;
        size_t count;
    } copies;
    struct {
        kb_story_revision *at;
        size_t count;
    } revisions;
    struct {
        kb_story_decision *at;
        size_t count;
    } decisions;
    size_t *of; /* of the comparison: indexes of reports */
    size_t of_count;
    size_t at;    /* report whose revisions are read */
    kb_str title; /* of the revision before */
} gathering;

static kb_status no_room(gathering *g)
{
    return kb_arena_fail(g->arena, g->err);
}

/* ---- reports ---- */

static kb_status take_report(void *user, const kb_article_row *row)
{
    gathering *g = user;
    kb_story_report *r = KB_ADD(g->arena, &g->reports, kb_story_report);
    if (!r) return no_room(g);
    *r = (kb_story_report){ .article = row->article,
                            .published = row->published,
                            .added = row->added,
                            .withdrawn = row->withdrawn,
                            .revisions = row->revisions,
                            .joined = row->joined,
                            .by_hand = row->by_hand };
    bool kept = kb_arena_copy(g->arena, row->outlet, &r->outlet) && kb_arena_copy(g->arena, row->title, &r->title) &&
                kb_arena_copy(g->arena, row->byline, &r->byline) && kb_arena_copy(g->arena, row->lang, &r->lang) &&
                kb_arena_copy(g->arena, row->url, &r->url);
    return kept ? KB_OK : no_room(g);
}

static kb_status take_weight(void *user, const kb_weight_row *row)
{
    gathering *g = user;
    weight *w = KB_ADD(g->arena, &g->weights, weight);
    if (!w) return no_room(g);
    *w = (weight){ .claims = row->claims, .copy = row->copy };
    return kb_arena_copy(g->arena, row->counted, &w->counted) ? KB_OK : no_room(g);
}

static size_t report_of(const gathering *g, int64_t article)
{
    size_t i = 0;
    while (i < g->reports.count && g->reports.at[i].article != article) i++;
    return i;
}

/* ---- what they repeat ---- */

static kb_status take_copy(void *user, const kb_copy_row *row)
{
    gathering *g = user;
    size_t report = report_of(g, row->article), source = report_of(g, row->source);
    if (report == g->reports.count) return KB_OK;
    kb_story_copy *c = KB_ADD(g->arena, &g->copies, kb_story_copy);
    if (!c) return no_room(g);
    *c = (kb_story_copy){ .report = report,
                          .source = row->source && source < g->reports.count ? source : SIZE_MAX,
                          .article = row->source,
                          .kind = row->kind,
                          .share = row->share,
                          .source_share = row->source_share,
                          .words = row->words,
                          .own = row->own };
    return kb_arena_copy(g->arena, row->source ? row->outlet : row->agency, &c->name) ? KB_OK : no_room(g);
}

/* ---- revisions, decisions ---- */

static kb_status take_revision(void *user, const kb_revision_row *row)
{
    gathering *g = user;
    bool other = !kb_str_equal(row->title, g->title);
    if (!kb_arena_copy(g->arena, row->title, &g->title)) return no_room(g);
    if (row->number < 2) return KB_OK;
    kb_story_revision *r = KB_ADD(g->arena, &g->revisions, kb_story_revision);
    if (!r) return no_room(g);
    *r = (kb_story_revision){ .report = g->at, .number = row->number, .at = row->added, .title = other };
    return KB_OK;
}

static kb_status take_decision(void *user, const kb_decision_row *row)
{
    gathering *g = user;
    kb_buf words = { 0 };
    if (g->decisions.count == DECISIONS_MAX) return KB_OK;
    kb_story_decision *d = KB_ADD(g->arena, &g->decisions, kb_story_decision);
    if (!d) return no_room(g);
    *d = (kb_story_decision){
        .id = row->id, .at = row->by.at, .undone = row->undone != 0, .undoes = row->kind == KB_DECIDED_UNDO
    };
    kb_answer_deed(&words, row, g->how->ui_lang);
    bool kept = !words.failed && kb_arena_copy(g->arena, kb_buf_str(&words), &d->words) &&
                kb_arena_copy(g->arena, row->by.who, &d->by) && kb_arena_copy(g->arena, row->by.note, &d->note);
    kb_buf_clear(&words);
    return kept ? KB_OK : no_room(g);
}

static kb_status gather(gathering *g, int64_t story)
{
    kb_store *store = g->desk->store;
    kb_status status = kb_store_members(store, story, take_report, g, g->err);
    if (status == KB_OK) status = kb_store_weights(store, story, take_weight, g, g->err);
    if (status == KB_OK) status = kb_store_story_copies(store, story, take_copy, g, g->err);
    if (status == KB_OK) status = kb_store_decisions(store, 0, story, take_decision, g, g->err);
    for (g->at = 0; g->at < g->reports.count && status == KB_OK; g->at++) {
        g->title = (kb_str){ 0 };
        if (g->reports.at[g->at].revisions > 1)
            status = kb_store_revisions(store, g->reports.at[g->at].article, take_revision, g, g->err);
    }
    return status;
}

/* ---- which are laid side by side ---- */

static kb_status choose(const int64_t *articles, size_t count, const kb_story_choice *choice, kb_story_chosen *out,
                        kb_err *err)
{
    *out = (kb_story_chosen){ .count = 0 };
    for (size_t i = 0; i < choice->report_count; i++)
        if (choice->reports[i] < 1 || (uint64_t)choice->reports[i] > count)
            return kb_fail(err, KB_ERR_NOT_FOUND, "the story has no report %lld", (long long)choice->reports[i]);
    for (size_t n = 0; n < count; n++) {
        bool wanted = false;
        for (size_t i = 0; i < choice->report_count && !wanted; i++) wanted = choice->reports[i] == (int64_t)n + 1;
        for (size_t i = 0; i < choice->article_count && !wanted; i++) wanted = choice->articles[i] == articles[n];
        if (!wanted) continue;
        if (out->count == KB_STORY_CHOSEN_MAX)
            return kb_fail(err, KB_ERR_LIMIT, "at most %d reports are laid side by side", KB_STORY_CHOSEN_MAX);
        out->articles[out->count] = articles[n];
        out->reports[out->count++] = n;
    }
    return out->count ? KB_OK : kb_fail(err, KB_ERR_NOT_FOUND, "none of these articles is in the story");
}

kb_status kb_story_articles(kb_desk *desk, int64_t story, const kb_story_choice *choice, kb_story_chosen *out,
                            kb_err *err)
{
    static const kb_print plain = { .format = KB_FORMAT_TEXT };
    gathering g = { .desk = desk, .how = &plain, .arena = kb_arena_new(GATHERED_BYTES), .err = err };
    if (!g.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_members(desk->store, story, take_report, &g, err);
    int64_t *articles = KB_NEW(g.arena, int64_t, g.reports.count);
    if (status == KB_OK && !articles) status = no_room(&g);
    for (size_t i = 0; i < g.reports.count && status == KB_OK; i++) articles[i] = g.reports.at[i].article;
    if (status == KB_OK) status = choose(articles, g.reports.count, choice, out, err);
    kb_arena_free(g.arena);
    return status;
}

static bool outlet_has_one(const gathering *g, kb_str counted)
{
    for (size_t i = 0; i < g->weights.count; i++)
        if (g->weights.at[i].taken && counted.len && kb_str_equal(g->weights.at[i].counted, counted)) return true;
    return false;
}

/* Those that say most by themselves, of outlets that have none yet first. */
static void take_usual(gathering *g)
{
    for (size_t taken = 0; taken < COLUMNS_USUAL && taken < g->reports.count; taken++) {
        size_t best = g->weights.count, best_rank = 0;
        for (size_t i = 0; i < g->weights.count; i++) {
            const weight *w = &g->weights.at[i];
            size_t rank = 1 + (w->copy ? 0u : 2u) + (outlet_has_one(g, w->counted) ? 0u : 1u);
            if (w->taken || rank < best_rank) continue;
            if (rank == best_rank && w->claims <= g->weights.at[best].claims) continue;
            best = i;
            best_rank = rank;
        }
        if (best == g->weights.count) return;
        g->weights.at[best].taken = true;
        g->reports.at[best].column = true;
    }
}

static kb_status take_columns(gathering *g)
{
    const kb_story_choice *choice = g->choice;
    kb_story_chosen chosen;
    if (!choice || !(choice->report_count || choice->article_count)) {
        take_usual(g);
        return KB_OK;
    }
    int64_t *articles = KB_NEW(g->arena, int64_t, g->reports.count);
    if (!articles) return no_room(g);
    for (size_t i = 0; i < g->reports.count; i++) articles[i] = g->reports.at[i].article;
    kb_status status = choose(articles, g->reports.count, choice, &chosen, g->err);
    for (size_t i = 0; i < chosen.count && status == KB_OK; i++) g->reports.at[chosen.reports[i]].column = true;
    return status;
}

/* ---- the page ---- */

static kb_status compare_them(gathering *g, bool whole, kb_side *side)
{
    int64_t *articles = KB_NEW(g->arena, int64_t, g->reports.count);
    g->of = KB_NEW(g->arena, size_t, g->reports.count);
    if (!articles || !g->of) return no_room(g);
    for (size_t i = 0; i < g->reports.count; i++) {
        if (!whole && !g->reports.at[i].column) continue;
        articles[g->of_count] = g->reports.at[i].article;
        g->of[g->of_count++] = i;
    }
    kb_status status = kb_side_open_of(g->desk, articles, g->of_count, side, g->err);
    for (size_t i = 0; i < g->of_count && side->comparison; i++) g->reports.at[g->of[i]].compared = (uint32_t)i + 1;
    return status;
}

/* Why there is no comparison, without the path of the file that a report was read from: that is of this machine. */
static const char *reason_of(const char *why)
{
    const char *path = strstr(why, ": is ");
    return path ? path + 2 : why;
}

static kb_status tell_page(void *user, const kb_story_row *row)
{
    gathering *g = user;
    kb_cast cast;
    kb_side side = { 0 };
    const kb_story_told told = { row->id, &row->facts, row->members, &cast };
    kb_status status = kb_store_cast(g->desk->store, row->id, g->arena, &cast, g->err);
    if (status == KB_OK) status = gather(g, row->id);
    if (status == KB_OK) status = take_columns(g);
    bool whole = (g->choice && g->choice->all) || g->reports.count <= WHOLE_MAX;
    if (status == KB_OK) status = compare_them(g, whole, &side);
    const kb_story_page page = { .told = &told,
                                 .how = g->how,
                                 .reports = g->reports.at,
                                 .count = g->reports.count,
                                 .comparison = side.comparison,
                                 .none = reason_of(side.why.text),
                                 .of = g->of,
                                 .whole = whole,
                                 .kind = g->choice ? g->choice->kind : NULL,
                                 .list_all = g->choice && g->choice->list_all,
                                 .chosen = g->choice && (g->choice->report_count || g->choice->article_count),
                                 .copies = g->copies.at,
                                 .copy_count = g->copies.count,
                                 .revisions = g->revisions.at,
                                 .revision_count = g->revisions.count,
                                 .decisions = g->decisions.at,
                                 .decision_count = g->decisions.count };
    if (status == KB_OK) status = kb_page_story(&g->buf, &page, g->err);
    kb_side_close(&side);
    return status;
}

static kb_status finish(gathering *g, kb_status status, const kb_sink *out)
{
    if (status == KB_OK) status = kb_buf_flush(&g->buf, out, g->err);
    kb_buf_clear(&g->buf);
    kb_arena_free(g->arena);
    return status;
}

kb_status kb_desk_story_page(kb_desk *desk, int64_t story, const kb_story_choice *choice, const kb_print *how,
                             const kb_sink *out, kb_err *err)
{
    kb_err own = { 0 };
    gathering g = {
        .desk = desk, .how = how, .choice = choice, .arena = kb_arena_new(GATHERED_BYTES), .err = err ? err : &own
    };
    const kb_story_view view = { how->lang ? how->lang : how->ui_lang, how->now };
    if (!g.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return finish(&g, kb_store_story(desk->store, story, &view, tell_page, &g, g.err), out);
}

/* ---- why ---- */

static kb_status tell_whys(void *user, const kb_story_row *row)
{
    gathering *g = user;
    kb_reasons *reasons = NULL;
    const kb_story_told told = { row->id, &row->facts, row->members, NULL };
    const kb_story_view view = { g->how->lang ? g->how->lang : g->how->ui_lang, g->how->now };
    kb_status status = kb_store_members(g->desk->store, row->id, take_report, g, g->err);
    int64_t *articles = KB_NEW(g->arena, int64_t, g->reports.count);
    if (status == KB_OK && !articles) status = no_room(g);
    for (size_t i = 0; i < g->reports.count && status == KB_OK; i++) articles[i] = g->reports.at[i].article;
    if (status == KB_OK)
        status =
            kb_reasons_open(g->desk, row->id, articles, g->reports.count, &view, g->how->ui_lang, &reasons, g->err);
    if (status == KB_OK) kb_page_why_begin(&g->buf, row->id, kb_story_title(&told), g->how);
    for (size_t i = 0; i < g->reports.count && status == KB_OK; i++) {
        const kb_story_report *r = &g->reports.at[i];
        const kb_article_row article = { .article = r->article, .joined = r->joined, .by_hand = r->by_hand };
        kb_why_told why;
        bool known;
        status = kb_reasons_find(reasons, &article, &known, &why, g->err);
        if (status == KB_OK) kb_page_why_item(&g->buf, i + 1, r, &why, known, g->how);
    }
    if (status == KB_OK) kb_page_why_end(&g->buf, g->how);
    kb_reasons_close(reasons);
    return status;
}

kb_status kb_desk_story_why(kb_desk *desk, int64_t asked, const kb_print *how, const kb_sink *out, kb_err *err)
{
    int64_t story;
    gathering g = { .desk = desk, .how = how, .arena = kb_arena_new(GATHERED_BYTES), .err = err };
    const kb_story_view view = { how->lang ? how->lang : how->ui_lang, how->now };
    if (!g.arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_story_now(desk->store, asked, &story, err);
    if (status == KB_OK) status = kb_store_story(desk->store, story, &view, tell_whys, &g, err);
    return finish(&g, status, out);
}

/* ---- marking ---- */

kb_status kb_desk_mark_page(kb_desk *desk, int64_t story, int64_t article, kb_span span, const kb_print *how,
                            const kb_sink *out, kb_err *err)
{
    kb_document *doc;
    kb_buf buf = { 0 };
    kb_status status = kb_store_load(desk->store, article, &doc, err);
    if (status != KB_OK) return status;
    kb_page_mark_form(&buf, story, article, span, kb_str_part(doc->text, span), how);
    status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    kb_document_free(doc);
    return status;
}
