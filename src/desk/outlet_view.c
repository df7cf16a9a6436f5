#include "desk/outlet_view.h"

#include "compare/wording.h"
#include "desk/changes.h"
#include "show/frame.h"
#include "store/digest.h"
#include "store/outlet_view.h"

#define RECENT 30
#define REVISIONS 60 /* newest ones of the outlet that are looked at */
#define CORRECTIONS 20
#define CHANGES_MAX 4 /* of one revision */
#define WITHDRAWN 20
#define WORDS_MAX ((size_t)64 << 20)

typedef struct {
    kb_answer *a;
    kb_arena *arena; /* of the answer */
    kb_outlet_view view;
} telling;

static bool meets(kb_span span, kb_spans figures)
{
    for (size_t i = 0; i < figures.count; i++)
        if (kb_span_overlap(span, figures.at[i])) return true;
    return false;
}

static kb_status no_room(const telling *t)
{
    return kb_arena_fail(t->arena, t->a->err);
}

/* The change in words that outlive the documents. */
static kb_status keep_change(telling *t, kb_str before, kb_str after, const kb_wording *w, bool title,
                             kb_outlet_correction *to)
{
    const struct {
        kb_str from;
        kb_str *to;
    } parts[] = { { kb_str_part(before, w->a), &to->changes[to->count].gone },
                  { kb_str_part(after, w->b), &to->changes[to->count].more },
                  { kb_change_around(after, w->b.begin, false), &to->changes[to->count].before },
                  { kb_change_around(after, w->b.end, true), &to->changes[to->count].after } };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!kb_arena_copy(t->arena, parts[i].from, parts[i].to)) return no_room(t);
    to->changes[to->count++].title = title;
    return KB_OK;
}

/* All changes of the title; of the text those that meet figures. */
static kb_status find_changes(telling *t, kb_str before, kb_str after, const kb_spans *figures, kb_arena *words,
                              kb_outlet_correction *to)
{
    kb_wordings found;
    kb_status status = kb_wording_changes(before, after, words, &found, t->a->err);
    for (size_t i = 0; status == KB_OK && i < found.count && to->count < CHANGES_MAX; i++) {
        const kb_wording *w = &found.at[i];
        if (figures && !meets(w->a, figures[0]) && !meets(w->b, figures[1])) continue;
        status = keep_change(t, before, after, w, !figures, to);
    }
    return status;
}

static kb_status compare(telling *t, const kb_outlet_revision *r, kb_arena *words, kb_outlet_correction *to)
{
    kb_store *store = t->a->desk->store;
    kb_document *was = NULL, *is = NULL;
    kb_spans figures[2];
    kb_status status = kb_store_load_revision(store, r->before, &was, t->a->err);
    if (status == KB_OK) status = kb_store_load_revision(store, r->after, &is, t->a->err);
    if (status == KB_OK) status = kb_store_figure_spans(store, r->before, words, &figures[0], t->a->err);
    if (status == KB_OK) status = kb_store_figure_spans(store, r->after, words, &figures[1], t->a->err);
    if (status == KB_OK) status = find_changes(t, was->title, is->title, NULL, words, to);
    if (status == KB_OK) status = find_changes(t, was->text, is->text, figures, words, to);
    if (status == KB_OK && !kb_arena_copy(t->arena, is->title, &to->title)) status = no_room(t);
    kb_document_free(was);
    kb_document_free(is);
    return status;
}

static kb_status find_correction(telling *t, const kb_outlet_revision *r)
{
    kb_outlet_correction c = { .article = r->article, .added = r->added };
    kb_arena *words = kb_arena_new(WORDS_MAX);
    if (!words) return kb_fail(t->a->err, KB_ERR_MEMORY, "out of memory");
    c.changes = KB_NEW(t->arena, kb_article_change, CHANGES_MAX);
    kb_status status = c.changes ? compare(t, r, words, &c) : no_room(t);
    kb_arena_free(words);
    if (status != KB_OK || !c.count) return status;
    kb_outlet_correction *to = KB_ADD(t->arena, &t->view.corrections, kb_outlet_correction);
    if (!to) return no_room(t);
    *to = c;
    return KB_OK;
}

static kb_status find_corrections(telling *t)
{
    kb_store *store = t->a->desk->store;
    kb_outlet_revisions list;
    kb_status status = kb_store_outlet_revisions(store, t->view.row->id, REVISIONS, t->arena, &list, t->a->err);
    for (size_t i = 0; i < list.count && status == KB_OK && t->view.corrections.count < CORRECTIONS; i++) {
        status = find_correction(t, &list.at[i]);
        t->view.revisions++;
    }
    if (status != KB_OK) return status;
    return kb_store_outlet_withdrawn(store, t->view.row->id, WITHDRAWN, t->arena, &t->view.withdrawn, t->a->err);
}

kb_status kb_answer_outlet_view(kb_answer *a, const kb_outlet_row *row, const kb_outlet_has *has, kb_arena *arena)
{
    telling t = { .a = a, .arena = arena, .view = { .row = row } };
    kb_json json = { .out = &a->buf };
    kb_status status = kb_store_outlet_view(a->desk->store, row->id, RECENT, arena, &t.view, a->err);
    t.view.has = *has;
    if (status == KB_OK) status = find_corrections(&t);
    if (status != KB_OK) return status;
    if (kb_frame_wanted(a->how))
        kb_page_outlet(&a->buf, &t.view, a->how);
    else
        kb_json_outlet_view(&json, &t.view);
    return kb_answer_flush(a);
}
