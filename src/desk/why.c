#include "desk/why.h"

#include <stdio.h>

#include "desk/sketch.h"
#include "read/document.h"
#include "show/words.h"

#define REASONS_BYTES_MAX ((size_t)1 << 30)
#define LABEL_BYTES 48

typedef struct {
    bool read;
    kb_term_words words;
} member_words;

typedef struct {
    int64_t story;
    kb_str title;
} named_story;

struct kb_reasons {
    kb_desk *desk;
    kb_story_view view;
    const char *ui;
    kb_arena *arena;
    const int64_t *articles;
    size_t count;
    kb_whys whys;
    member_words *words; /* of each article */
    struct {
        named_story *at;
        size_t count;
    } others; /* stories whose titles are known */
};

kb_status kb_reasons_open(kb_desk *desk, int64_t story, const int64_t *articles, size_t count,
                          const kb_story_view *view, const char *ui, kb_reasons **out, kb_err *err)
{
    const kb_live live = kb_store_live(desk->store);
    kb_arena *arena = kb_arena_new(REASONS_BYTES_MAX);
    kb_reasons *r = arena ? KB_NEW(arena, kb_reasons, 1) : NULL;
    *out = NULL;
    if (!r) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    *r = (kb_reasons){ .desk = desk, .view = *view, .ui = ui, .arena = arena, .articles = articles, .count = count };
    r->words = KB_NEW(arena, member_words, count);
    kb_status status = r->words ? kb_why_story(&live, story, arena, &r->whys, err) : kb_arena_fail(arena, err);
    if (status == KB_OK)
        *out = r;
    else
        kb_reasons_close(r);
    return status;
}

void kb_reasons_close(kb_reasons *reasons)
{
    if (reasons) kb_arena_free(reasons->arena); /* it lives in there */
}

/* The place of an article among those of the story; `count` where it is none. */
static size_t place_of(const kb_reasons *r, int64_t article)
{
    size_t i = 0;
    while (i < r->count && r->articles[i] != article) i++;
    return i;
}

static kb_status words_of(kb_reasons *r, size_t place, const kb_term_words **out, kb_err *err)
{
    member_words *member = &r->words[place];
    kb_document *doc = NULL;
    kb_term_words words;
    *out = &member->words;
    if (member->read) return KB_OK;
    kb_status status = kb_store_load(r->desk->store, r->articles[place], &doc, err);
    if (status == KB_OK) status = kb_desk_words(r->desk->engine, doc, doc->arena, &words, err);
    if (status == KB_OK) status = kb_desk_words_keep(&words, r->arena, &member->words, err);
    kb_document_free(doc);
    member->read = status == KB_OK;
    return status;
}

static kb_status compare_with_nearest(kb_reasons *r, size_t place, kb_why_told *out, kb_err *err)
{
    const kb_live live = kb_store_live(r->desk->store);
    size_t nearest = place_of(r, out->why.nearest);
    const int64_t both[] = { r->articles[place], out->why.nearest };
    const kb_held *held[2];
    const kb_term_words *words, *others;
    kb_status status = live.load(live.self, both, 2, r->arena, held, err);
    if (status != KB_OK || !held[0] || !held[1] || nearest == r->count) return status;
    if ((status = words_of(r, place, &words, err)) != KB_OK) return status;
    if ((status = words_of(r, nearest, &others, err)) != KB_OK) return status;
    out->gap = held[0]->when - held[1]->when;
    out->dated = held[0]->dated && held[1]->dated;
    char *label = KB_NEW(r->arena, char, LABEL_BYTES);
    if (!label) return kb_arena_fail(r->arena, err);
    (void)snprintf(label, LABEL_BYTES, kb_word_ui(r->ui, "report %zu"), nearest + 1);
    out->nearest = kb_str_of(label);
    return kb_why_shared(held[0], words, held[1], others, r->arena, &out->shared, err);
}

typedef struct {
    kb_reasons *r;
    kb_str title;
} naming;

static kb_status take_title(void *user, const kb_story_row *row)
{
    naming *n = user;
    const kb_str title = row->members[row->facts.title].title;
    return kb_arena_copy(n->r->arena, title, &n->title) ? KB_OK : kb_arena_fail(n->r->arena, NULL);
}

static kb_status name_story(kb_reasons *r, int64_t story, kb_str *out, kb_err *err)
{
    naming n = { .r = r };
    for (size_t i = 0; i < r->others.count; i++)
        if (r->others.at[i].story == story) {
            *out = r->others.at[i].title;
            return KB_OK;
        }
    kb_status status = kb_store_story(r->desk->store, story, &r->view, take_title, &n, err);
    if (status != KB_OK) return status;
    named_story *named = KB_ADD(r->arena, &r->others, named_story);
    if (!named) return kb_arena_fail(r->arena, err);
    *named = (named_story){ story, n.title };
    *out = n.title;
    return KB_OK;
}

kb_status kb_reasons_find(kb_reasons *r, const kb_article_row *row, bool *known, kb_why_told *out, kb_err *err)
{
    kb_status status = KB_OK;
    size_t place = place_of(r, row->article);
    *known = false;
    *out = (kb_why_told){ .joined = row->joined, .by_hand = row->by_hand };
    for (size_t i = 0; i < r->whys.count && !*known; i++) {
        *known = r->whys.at[i].article == row->article;
        out->why = r->whys.at[i];
    }
    if (!*known || place == r->count) return KB_OK;
    if (out->why.nearest) status = compare_with_nearest(r, place, out, err);
    if (status == KB_OK && out->why.other) status = name_story(r, out->why.other, &out->other, err);
    return status;
}
