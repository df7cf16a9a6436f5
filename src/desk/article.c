#include "desk/article.h"

#include "base/digest.h"
#include "compare/wording.h"
#include "desk/changes.h"
#include "show/article_page.h"
#include "store/copies.h"

#define BYTES_MAX ((size_t)512 << 20)
#define SOURCES_MAX 12  /* whose words are looked for in the text */
#define COPIES_MAX 30   /* articles that are named as copies */
#define COMPARED_MAX 12 /* newest revisions that are held against the ones before */
#define CHANGES_MAX 60  /* that are told of one */

typedef struct {
    kb_answer a;
    kb_arena *arena;
    kb_article_told told;
    kb_document *doc;
    kb_document *sources[SOURCES_MAX]; /* in the order of told.sources; NULL where it is not on the desk */
    struct {
        kb_article_kin *at;
        size_t count;
    } kin, copies;
    struct {
        kb_article_revision *at;
        size_t count;
    } revisions; /* oldest first */
    struct {
        int64_t *at;
        size_t count;
    } rows;                /* of these, for kb_store_load_revision */
    kb_article_kin *named; /* the copy whose article is asked for */
} reading;

static kb_status no_room(reading *r)
{
    return kb_arena_fail(r->arena, r->a.err);
}

static bool keep(reading *r, kb_str from, kb_str *to)
{
    return kb_arena_copy(r->arena, from, to);
}

/* ---- whose words it has, and who has its ---- */

static kb_status take_source(void *user, const kb_copy_row *row)
{
    reading *r = user;
    kb_article_kin *kin = KB_ADD(r->arena, &r->kin, kb_article_kin);
    if (!kin) return no_room(r);
    *kin = (kb_article_kin){ .article = row->source, .kind = row->kind, .share = row->share, .taken = row->taken };
    r->told.words = row->words;
    r->told.own = row->own;
    bool kept =
        keep(r, row->agency, &kin->agency) && keep(r, row->outlet, &kin->outlet) && keep(r, row->title, &kin->title);
    return kept ? KB_OK : no_room(r);
}

static kb_status take_copy(void *user, const kb_copy_row *row)
{
    reading *r = user;
    if (r->copies.count == COPIES_MAX) return KB_OK;
    kb_article_kin *kin = KB_ADD(r->arena, &r->copies, kb_article_kin);
    if (!kin) return no_room(r);
    *kin = (kb_article_kin){ .article = row->article, .kind = row->kind, .share = row->share };
    return KB_OK;
}

static kb_status name_copy(void *user, const kb_article_row *row)
{
    reading *r = user;
    return keep(r, row->outlet, &r->named->outlet) && keep(r, row->title, &r->named->title) ? KB_OK : no_room(r);
}

/* Where in the text the words of its sources stand, as story/lineage.h finds it for these texts alone. */
static kb_status find_runs(reading *r)
{
    kb_lineage_text texts[SOURCES_MAX + 1];
    kb_lineage found[SOURCES_MAX + 1];
    kb_article_kin *of[SOURCES_MAX + 1] = { NULL };
    size_t count = 1;
    kb_status status = kb_lineage_text_of(r->doc, r->arena, &texts[0], r->a.err);
    for (size_t i = 0; i < r->kin.count && i < SOURCES_MAX && status == KB_OK; i++) {
        if (!r->kin.at[i].article) continue;
        status = kb_store_load(r->a.desk->store, r->kin.at[i].article, &r->sources[i], r->a.err);
        if (status == KB_OK) status = kb_lineage_text_of(r->sources[i], r->arena, &texts[count], r->a.err);
        of[count++] = &r->kin.at[i];
    }
    if (status != KB_OK || count == 1) return status;
    status = kb_lineage_find_first(texts, count, false, r->arena, found, r->a.err);
    for (size_t i = 0; status == KB_OK && i < found[0].count; i++) {
        const kb_source *source = &found[0].at[i];
        if (source->of >= count || !of[source->of]) continue;
        of[source->of]->runs = source->taken;
        of[source->of]->run_count = source->taken_count;
    }
    return status;
}

static kb_status find_kin(reading *r)
{
    kb_store *store = r->a.desk->store;
    kb_status status = kb_store_copies(store, r->told.article, take_source, r, r->a.err);
    if (status == KB_OK) status = kb_store_copied(store, r->told.article, take_copy, r, r->a.err);
    for (size_t i = 0; status == KB_OK && i < r->copies.count; i++) {
        r->named = &r->copies.at[i];
        status = kb_store_article(store, r->named->article, name_copy, r, r->a.err);
    }
    if (status == KB_OK) status = find_runs(r);
    r->told.sources = r->kin.at;
    r->told.source_count = r->kin.count;
    r->told.copies = r->copies.at;
    r->told.copy_count = r->copies.count;
    return status;
}

/* ---- revisions ---- */

static kb_status take_revision(void *user, const kb_revision_row *row)
{
    reading *r = user;
    kb_article_revision *to = KB_ADD(r->arena, &r->revisions, kb_article_revision);
    int64_t *number = KB_ADD(r->arena, &r->rows, int64_t);
    if (!to || !number) return no_room(r);
    *to = (kb_article_revision){ .number = row->number, .added = row->added };
    *number = row->row;
    return KB_OK;
}

/* What it has of the texts is copied: they go. */
static kb_status add_changes(reading *r, kb_str before, kb_str after, bool title, kb_article_revision *to)
{
    kb_wordings found;
    kb_status status = kb_wording_changes(before, after, r->arena, &found, r->a.err);
    if (status != KB_OK) return status;
    if (!to->changes) to->changes = KB_NEW(r->arena, kb_article_change, CHANGES_MAX);
    if (!to->changes) return no_room(r);
    for (size_t i = 0; i < found.count; i++) {
        const kb_wording *w = &found.at[i];
        if (to->count == CHANGES_MAX) {
            to->left_out++;
            continue;
        }
        kb_article_change *c = &to->changes[to->count++];
        c->title = title;
        if (!keep(r, kb_str_part(before, w->a), &c->gone) || !keep(r, kb_str_part(after, w->b), &c->more) ||
            !keep(r, kb_change_around(after, w->b.begin, false), &c->before) ||
            !keep(r, kb_change_around(after, w->b.end, true), &c->after))
            return no_room(r);
    }
    return KB_OK;
}

static kb_status compare_revisions(reading *r)
{
    kb_document *earlier = NULL;
    kb_status status = KB_OK;
    size_t count = r->revisions.count, first = count > COMPARED_MAX + 1 ? count - COMPARED_MAX - 1 : 0;
    for (size_t i = first; count > 1 && i < count && status == KB_OK; i++) {
        kb_document *doc = NULL;
        kb_article_revision *to = &r->revisions.at[i];
        status = kb_store_load_revision(r->a.desk->store, r->rows.at[i], &doc, r->a.err);
        if (status == KB_OK && earlier) {
            to->compared = true;
            status = add_changes(r, earlier->title, doc->title, true, to);
            if (status == KB_OK) status = add_changes(r, earlier->text, doc->text, false, to);
        }
        kb_document_free(earlier);
        earlier = doc;
    }
    kb_document_free(earlier);
    return status;
}

static kb_status find_revisions(reading *r)
{
    kb_status status = kb_store_revisions(r->a.desk->store, r->told.article, take_revision, r, r->a.err);
    if (status == KB_OK) status = compare_revisions(r);
    for (size_t i = 0, j = r->revisions.count; i + 1 < j; i++) {
        kb_article_revision swap = r->revisions.at[--j];
        r->revisions.at[j] = r->revisions.at[i];
        r->revisions.at[i] = swap;
    }
    r->told.revisions = r->revisions.at;
    r->told.revision_count = r->revisions.count;
    return status;
}

/* ---- what it says, where it belongs ---- */

static kb_status find_claims(const kb_answer *a, kb_document *doc, const kb_claims **out)
{
    const kb_claim_tools tools = kb_engine_tools(a->desk->engine);
    *out = NULL;
    return kb_document_report(doc, NULL) == KB_OK ? kb_claims_find(&tools, doc, out, a->err) : KB_OK;
}

static kb_status take_row(void *user, const kb_article_row *row)
{
    reading *r = user;
    r->told.story = row->story;
    r->told.added = row->added;
    return KB_OK;
}

static kb_status take_story(void *user, const kb_story_row *row)
{
    reading *r = user;
    const kb_story_told story = { row->id, &row->facts, row->members, NULL };
    r->told.story_reports = (int64_t)row->facts.reports;
    return keep(r, kb_story_title(&story), &r->told.story_title) ? KB_OK : no_room(r);
}

static kb_status read_all(reading *r)
{
    kb_store *store = r->a.desk->store;
    const kb_story_view view = kb_answer_view(&r->a);
    kb_status status = kb_store_load(store, r->told.article, &r->doc, r->a.err);
    if (status == KB_OK) status = kb_store_article(store, r->told.article, take_row, r, r->a.err);
    if (status == KB_OK && r->told.story) status = kb_store_story(store, r->told.story, &view, take_story, r, r->a.err);
    if (status == KB_OK) status = find_claims(&r->a, r->doc, &r->told.claims);
    if (status == KB_OK) status = find_kin(r);
    if (status == KB_OK) status = find_revisions(r);
    r->told.doc = r->doc;
    return status;
}

static void close(reading *r)
{
    for (size_t i = 0; i < SOURCES_MAX; i++) kb_document_free(r->sources[i]);
    kb_document_free(r->doc);
    kb_buf_clear(&r->a.buf);
    kb_arena_free(r->arena);
}

kb_status kb_desk_article_page(kb_desk *desk, int64_t article, const kb_print *how, const kb_sink *out, kb_err *err)
{
    reading r = { .a = { .desk = desk, .how = how, .out = out, .err = err }, .told = { .article = article } };
    r.arena = kb_arena_new(BYTES_MAX);
    kb_status status = r.arena ? read_all(&r) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) status = kb_page_article(&r.a.buf, &r.told, how->visit->span, how->visit->show, how, err);
    if (status == KB_OK) status = kb_answer_flush(&r.a);
    close(&r);
    return status;
}

/* ---- as JSON ---- */

static void put_taken(reading *r, kb_json *json, const kb_offsets *offsets)
{
    kb_json_key(json, "taken");
    kb_json_open(json, '[');
    for (size_t i = 0; i < r->kin.count; i++)
        for (size_t k = 0; k < r->kin.at[i].run_count; k++) {
            const kb_offsets of_source = kb_offsets_like(offsets, r->sources[i]->text);
            kb_json_open(json, '{');
            kb_json_put_int(json, "source", r->kin.at[i].article);
            kb_json_key(json, "span");
            kb_json_span(json, r->kin.at[i].runs[k].text, offsets);
            kb_json_key(json, "source_span");
            kb_json_span(json, r->kin.at[i].runs[k].source, &of_source);
            kb_json_close(json, '}');
        }
    kb_json_close(json, ']');
}

static void put_marks(kb_json *json, const kb_document *doc, const kb_offsets *offsets)
{
    kb_json_key(json, "marks");
    kb_json_open(json, '[');
    for (size_t i = 0; i < doc->verdicts.count; i++) {
        kb_json_open(json, '{');
        kb_json_put_verdict(json, &doc->verdicts.at[i]);
        kb_json_key(json, "span");
        kb_json_span(json, doc->verdicts.at[i].span, offsets);
        kb_json_put_str(json, "words", kb_str_part(doc->text, doc->verdicts.at[i].span));
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static kb_status put_claims(reading *r, kb_json *json, const kb_offsets *offsets)
{
    char digest[KB_SHA256_HEX + 1];
    const kb_claims *claims;
    kb_status status = find_claims(&r->a, r->doc, &claims);
    if (status != KB_OK) return status;
    kb_sha256(r->doc->text, digest);
    kb_json_put_str(json, "sha256", kb_str_of(digest));
    kb_json_key(json, "claims");
    if (claims)
        kb_json_claims(json, r->doc, claims, offsets);
    else
        kb_json_null(json);
    put_taken(r, json, offsets);
    put_marks(json, r->doc, offsets);
    return KB_OK;
}

kb_status kb_answer_article_claims(kb_answer *a, kb_json *json, int64_t article, kb_document *doc)
{
    reading r = { .a = *a, .told = { .article = article }, .doc = doc };
    kb_offsets offsets = { 0 };
    r.a.buf = (kb_buf){ 0 };
    r.arena = kb_arena_new(BYTES_MAX);
    if (!r.arena) return kb_fail(a->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_copies(a->desk->store, article, take_source, &r, a->err);
    if (status == KB_OK) status = find_runs(&r);
    if (status == KB_OK) status = kb_offsets_init(&offsets, doc->text, a->how->codepoints, a->err);
    if (status == KB_OK) status = put_claims(&r, json, &offsets);
    kb_offsets_clear(&offsets);
    r.doc = NULL; /* the caller's */
    close(&r);
    return status;
}
