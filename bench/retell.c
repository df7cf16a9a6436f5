#include "retell.h"

#include <stdlib.h>

#include "chance.h"
#include "pool.h"
#include "text/fold.h"

#define DOCUMENT_MAX ((size_t)16 << 20)
#define PICKS_MAX 48
#define EDITS_MAX 4096
#define TEXT_FROM 1000   /* bytes that a report has at least, where its documents give so much; up to */
#define TEXT_SPREAD 1700 /* more */
#define OUTLETS 3000
#define NAMES_MAX 256

/* What hangs on the event is drawn from one seed, what hangs on the report from another. */
typedef struct {
    const pool *pool;
    uint64_t event, own;
    kb_err *err;
    told *out;
} telling;

typedef struct {
    uint32_t source, passage;
    bool main;
} pick;

/* Where a span of the passage went. */
typedef struct {
    kb_span from, to;
} moved;

/* One passage as it is written: claims of its source go by `moves`. */
typedef struct {
    const source *s;
    const passage *p;
    size_t to; /* where it begins in the report */
    moved moves[EDITS_MAX];
    size_t count;
    uint32_t entities[NAMES_MAX]; /* of the source: which they are in the report; KB_NONE */
    uint32_t statements;          /* what the report had before it */
} written;

static uint64_t drawn(uint64_t seed, const source *s, uint64_t what, uint64_t of)
{
    return mixed_of(seed ^ what << 56, (uint64_t)s->number << 32 ^ of);
}

/* ---- words ---- */

static bool plain(kb_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.at[i] >= 0x80) return false;
    return true;
}

/* A word of the list, or one made of the halves of two. */
static kb_status word_of(const words *list, uint64_t seed, unsigned spliced, kb_arena *arena, kb_str *out, kb_err *err)
{
    kb_str a = list->at[chance(&seed) % list->count], b = list->at[chance(&seed) % list->count];
    *out = a;
    if (chance(&seed) % 1000 >= spliced || !plain(a) || !plain(b)) return KB_OK;
    if (!kb_arena_print(arena, out, "%.*s%.*s", (int)((a.len + 1) / 2), a.at, (int)(b.len - b.len / 2),
                        b.at + b.len / 2))
        return kb_arena_fail(arena, err);
    return KB_OK;
}

/* The name of an entity in the report; *first and *last are empty where it stays. */
static kb_status name_of(telling *t, const source *s, uint32_t entity, kb_str *first, kb_str *last)
{
    const speech *of = &t->pool->speeches[s->speech];
    uint64_t seed = drawn(t->event, s, 1, entity);
    *first = *last = (kb_str){ 0 };
    if (s->claims->entities.at[entity].kind != KB_NAME_PERSON || !of->first.count || seed & 1) return KB_OK;
    kb_arena *arena = t->out->doc->arena;
    kb_status status = word_of(&of->first, mixed(seed ^ 1), 0, arena, first, t->err);
    return status == KB_OK ? word_of(&of->last, mixed(seed ^ 2), 500, arena, last, t->err) : status;
}

/* The digits become others; those that are 0 at the end stay. */
static void other_number(kb_str number, uint64_t seed, char *out)
{
    size_t end = number.len;
    while (end > 0 && (number.at[end - 1] < '1' || number.at[end - 1] > '9')) end--;
    for (size_t i = 0; i < number.len; i++) {
        char c = number.at[i];
        bool digit = c >= '0' && c <= '9', outer = i == 0 || i + 1 == end;
        out[i] = !digit || i >= end ? c : outer ? (char)('1' + chance(&seed) % 9) : (char)('0' + chance(&seed) % 10);
    }
}

static uint64_t number_seed(const telling *t, const source *s, uint32_t figure)
{
    uint64_t own = drawn(t->own, s, 2, figure);
    return own % 10 == 0 ? own : drawn(t->event, s, 2, figure);
}

/* What stands in place of the words; *out is they themselves where they stay. */
static kb_status other_words(telling *t, const source *s, const swap *w, kb_str *out)
{
    const speech *of = &t->pool->speeches[s->speech];
    kb_arena *arena = t->out->doc->arena;
    kb_str first, last, now = kb_str_part(s->doc->text, w->span);
    uint64_t by_event = drawn(t->event, s, 3, w->of), by_report = drawn(t->own, s, 3, w->of);
    kb_status status = KB_OK;
    char *digits;
    *out = now;
    switch (w->kind) {
    case SWAP_WORD:
        if (as_share(by_report) < .25) return word_of(&of->words, mixed(by_report), 25, arena, out, t->err);
        if (as_share(by_event) < .2) return word_of(&of->words, mixed(by_event), 25, arena, out, t->err);
        return KB_OK;
    case SWAP_NAME:
        status = name_of(t, s, w->of, &first, &last);
        if (status != KB_OK || !last.len) return status;
        *out = last;
        if (kb_str_find(now, KB_STR(" "), 0) == SIZE_MAX) return KB_OK;
        return kb_arena_print(arena, out, "%.*s %.*s", KB_STR_ARGS(first), KB_STR_ARGS(last))
                   ? KB_OK
                   : kb_arena_fail(arena, t->err);
    case SWAP_NUMBER:
        digits = kb_arena_alloc(arena, now.len + 1, 1);
        if (!digits) return kb_arena_fail(arena, t->err);
        other_number(now, number_seed(t, s, w->of), digits);
        *out = (kb_str){ digits, now.len };
        return KB_OK;
    }
    return KB_OK;
}

/* ---- text ---- */

static kb_status write_passage(telling *t, const pick *at, kb_buf *text, written *w)
{
    const source *s = &t->pool->at[at->source];
    const passage *p = &s->passages[at->passage];
    size_t done = p->span.begin;
    w->s = s;
    w->p = p;
    w->to = text->len;
    w->count = 0;
    for (uint32_t i = p->first; i < p->end && w->count < EDITS_MAX; i++) {
        kb_str now = kb_str_part(s->doc->text, s->swaps[i].span), other;
        kb_status status = other_words(t, s, &s->swaps[i], &other);
        if (status != KB_OK) return status;
        if (other.at == now.at) continue;
        kb_buf_add(text, kb_str_part(s->doc->text, kb_span_of(done, s->swaps[i].span.begin)));
        size_t begin = text->len;
        kb_buf_add(text, other);
        done = s->swaps[i].span.end;
        w->moves[w->count++] = (moved){ s->swaps[i].span, kb_span_of(begin, text->len) };
    }
    kb_buf_add(text, kb_str_part(s->doc->text, kb_span_of(done, p->span.end)));
    t->out->words += p->words;
    return text->failed ? kb_fail(t->err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

/* Where a place of the source's passage is in the report. */
static size_t place(const written *w, size_t at, bool end)
{
    size_t low = 0, high = w->count; /* the moves that begin before `at` (of an end) or at it */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (w->moves[middle].from.begin < at || (!end && w->moves[middle].from.begin == at))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0) return w->to + (at - w->p->span.begin);
    const moved *m = &w->moves[low - 1];
    if (at >= m->from.end) return m->to.end + (at - m->from.end);
    return end ? m->to.end : m->to.begin;
}

static kb_span span_of(const written *w, kb_span s)
{
    if (s.begin >= s.end) return kb_span_of(0, 0);
    return kb_span_of(place(w, s.begin, false), place(w, s.end, true));
}

static kb_status spans_of(telling *t, const written *w, kb_spans from, kb_spans *out)
{
    *out = (kb_spans){ KB_NEW(t->out->doc->arena, kb_span, from.count), from.count };
    if (!out->at) return kb_arena_fail(t->out->doc->arena, t->err);
    for (size_t i = 0; i < from.count; i++) out->at[i] = span_of(w, from.at[i]);
    return KB_OK;
}

/* ---- claims ---- */

static bool within(const written *w, kb_span s)
{
    return s.begin < s.end && kb_span_inside(s, w->p->span);
}

/* The entity of the source as one of the report: found by its key, or added. */
static kb_status entity_of(telling *t, written *w, uint32_t entity, uint32_t *out)
{
    kb_arena *arena = t->out->doc->arena;
    kb_entities *list = &t->out->claims.entities;
    kb_str first, last;
    if (entity < NAMES_MAX && w->entities[entity] != KB_NONE) {
        *out = w->entities[entity];
        return KB_OK;
    }
    kb_entity one = w->s->claims->entities.at[entity];
    one.mentions = 0;
    kb_status status = name_of(t, w->s, entity, &first, &last);
    if (status == KB_OK && last.len) {
        if (!kb_arena_print(arena, &one.name, "%.*s %.*s", KB_STR_ARGS(first), KB_STR_ARGS(last)))
            return kb_arena_fail(arena, t->err);
        status = kb_fold(one.name, false, arena, &one.key, t->err);
    }
    if (status != KB_OK) return status;
    *out = KB_NONE;
    for (size_t i = 0; i < list->count; i++)
        if (kb_str_equal(list->at[i].key, one.key)) *out = (uint32_t)i;
    if (*out == KB_NONE) {
        kb_entity *to = KB_ADD(arena, list, kb_entity);
        if (!to) return kb_arena_fail(arena, t->err);
        *to = one;
        *out = (uint32_t)list->count - 1;
    }
    if (entity < NAMES_MAX) w->entities[entity] = *out;
    return KB_OK;
}

static kb_status add_mentions(telling *t, written *w)
{
    const kb_mentions *from = &w->s->claims->mentions;
    kb_claims *c = &t->out->claims;
    for (size_t i = 0; i < from->count; i++) {
        const kb_mention *m = &from->at[i];
        if (!within(w, m->span) || m->entity >= w->s->claims->entities.count) continue;
        uint32_t entity;
        kb_status status = entity_of(t, w, m->entity, &entity);
        if (status != KB_OK) return status;
        kb_mention *to = KB_ADD(t->out->doc->arena, &c->mentions, kb_mention);
        if (!to) return kb_arena_fail(t->out->doc->arena, t->err);
        *to = (kb_mention){ .span = span_of(w, m->span), .bare = span_of(w, m->bare), .entity = entity };
        c->entities.at[entity].mentions++;
    }
    return KB_OK;
}

/* A name that the source's claims give, as the report has it. */
static kb_status name_now(telling *t, const written *w, kb_str *name)
{
    const kb_entities *all = &w->s->claims->entities;
    kb_str first, last;
    for (size_t i = 0; i < all->count; i++) {
        if (!kb_str_equal(all->at[i].name, *name)) continue;
        kb_status status = name_of(t, w->s, (uint32_t)i, &first, &last);
        if (status != KB_OK || !last.len) return status;
        return kb_arena_print(t->out->doc->arena, name, "%.*s %.*s", KB_STR_ARGS(first), KB_STR_ARGS(last))
                   ? KB_OK
                   : kb_arena_fail(t->out->doc->arena, t->err);
    }
    return KB_OK;
}

static kb_status names_now(telling *t, const written *w, kb_strs *names)
{
    kb_str *at = KB_NEW(t->out->doc->arena, kb_str, names->count);
    kb_status status = at ? KB_OK : kb_arena_fail(t->out->doc->arena, t->err);
    for (size_t i = 0; i < names->count && status == KB_OK; i++) {
        at[i] = names->at[i];
        status = name_now(t, w, &at[i]);
    }
    names->at = at;
    return status;
}

static kb_status add_statements(telling *t, const written *w)
{
    const kb_statements *from = &w->s->claims->statements;
    kb_status status = KB_OK;
    for (size_t i = 0; i < from->count && status == KB_OK; i++) {
        kb_span hull = statement_hull(&from->at[i]);
        if (!within(w, hull) || hull.end - hull.begin > HULL_MAX) continue;
        kb_statement *to = KB_ADD(t->out->doc->arena, &t->out->claims.statements, kb_statement);
        if (!to) return kb_arena_fail(t->out->doc->arena, t->err);
        *to = from->at[i];
        to->carrier_spans = (kb_spans){ 0 };
        status = spans_of(t, w, from->at[i].content, &to->content);
        if (status == KB_OK) status = spans_of(t, w, from->at[i].source, &to->source);
        if (status == KB_OK) status = spans_of(t, w, from->at[i].cue, &to->cue);
        if (status == KB_OK) status = names_now(t, w, &to->speakers);
        if (status == KB_OK) status = names_now(t, w, &to->carriers);
        if (status == KB_OK) status = name_now(t, w, &to->addressee);
    }
    return status;
}

/* Those of the source that are told before statement `index` of its own, in this passage. */
static uint32_t statement_now(const written *w, uint32_t index)
{
    const kb_statements *all = &w->s->claims->statements;
    uint32_t n = w->statements;
    if (index >= all->count) return KB_NONE;
    for (uint32_t i = 0; i <= index; i++) {
        kb_span hull = statement_hull(&all->at[i]);
        bool told_here = within(w, hull) && hull.end - hull.begin <= HULL_MAX;
        if (i == index) return told_here ? n : KB_NONE;
        n += told_here;
    }
    return KB_NONE;
}

static void rescale(telling *t, const written *w, uint32_t figure, kb_figure *f)
{
    char digits[16];
    kb_str number = kb_str_part(w->s->doc->text, f->number);
    int64_t mantissa = 0;
    other_number(number, number_seed(t, w->s, figure), digits);
    for (size_t i = 0; i < number.len; i++)
        if (digits[i] >= '0' && digits[i] <= '9') mantissa = mantissa * 10 + (digits[i] - '0');
    double factor = (double)mantissa / (double)f->printed.mantissa;
    f->low *= factor;
    f->high *= factor;
    f->printed.mantissa = mantissa;
}

static kb_status add_figures(telling *t, const written *w)
{
    const kb_figures *from = &w->s->claims->figures;
    for (size_t i = 0; i < from->count; i++) {
        if (!within(w, from->at[i].span)) continue;
        kb_figure *to = KB_ADD(t->out->doc->arena, &t->out->claims.figures, kb_figure);
        if (!to) return kb_arena_fail(t->out->doc->arena, t->err);
        *to = from->at[i];
        for (uint32_t k = w->p->first; k < w->p->end; k++)
            if (w->s->swaps[k].kind == SWAP_NUMBER && w->s->swaps[k].of == i) rescale(t, w, (uint32_t)i, to);
        to->span = span_of(w, from->at[i].span);
        to->number = span_of(w, from->at[i].number);
        to->counted = within(w, from->at[i].counted) ? span_of(w, from->at[i].counted) : kb_span_of(0, 0);
        to->statement = statement_now(w, from->at[i].statement);
    }
    return KB_OK;
}

static kb_status add_dates(telling *t, const written *w)
{
    const kb_dates *from = &w->s->claims->dates;
    for (size_t i = 0; i < from->count; i++) {
        if (!within(w, from->at[i].span)) continue;
        kb_date *to = KB_ADD(t->out->doc->arena, &t->out->claims.dates, kb_date);
        if (!to) return kb_arena_fail(t->out->doc->arena, t->err);
        *to = from->at[i];
        to->span = span_of(w, from->at[i].span);
    }
    return KB_OK;
}

static kb_status add_remarks(telling *t, const written *w)
{
    const kb_remarks *from = &w->s->claims->remarks;
    kb_status status = KB_OK;
    for (size_t i = 0; i < from->count && status == KB_OK; i++) {
        const kb_remark *r = &from->at[i];
        bool claim = true;
        if (!within(w, r->remark)) continue;
        for (size_t k = 0; k < r->claim.count; k++) claim &= within(w, r->claim.at[k]);
        kb_remark *to = KB_ADD(t->out->doc->arena, &t->out->claims.remarks, kb_remark);
        if (!to) return kb_arena_fail(t->out->doc->arena, t->err);
        *to = *r;
        to->remark = span_of(w, r->remark);
        to->about = within(w, r->about) ? span_of(w, r->about) : kb_span_of(0, 0);
        status = spans_of(t, w, claim ? r->claim : (kb_spans){ 0 }, &to->claim);
        if (status == KB_OK) status = name_now(t, w, &to->speaker);
    }
    return status;
}

static kb_status add_claims(telling *t, written *w)
{
    w->statements = (uint32_t)t->out->claims.statements.count;
    for (size_t i = 0; i < NAMES_MAX; i++) w->entities[i] = KB_NONE;
    kb_status status = add_mentions(t, w);
    if (status == KB_OK) status = add_statements(t, w);
    if (status == KB_OK) status = add_figures(t, w);
    if (status == KB_OK) status = add_dates(t, w);
    return status == KB_OK ? add_remarks(t, w) : status;
}

/* ---- the sketch ---- */

static int by_term(const void *a, const void *b)
{
    const kb_term *x = a, *y = b;
    return x->term < y->term ? -1 : x->term > y->term;
}

/* Names and numbers become the event's own as they do in the text, of other terms as many as words by event. */
static void add_terms(const telling *t, const source *s, double part, kb_sketch *out, size_t room)
{
    for (size_t i = 0; i < s->sketch.count && out->count < room; i++) {
        kb_term one = s->sketch.at[i];
        uint64_t by_event = drawn(t->event, s, 4, one.term), by_report = drawn(t->own, s, 4, one.term);
        if (as_share(by_report) >= part) continue;
        double other = one.use & KB_TERM_NUMBER ? .9 : one.use & KB_TERM_NAME ? .5 : .2;
        if (as_share(by_event) < other) one.term = (uint32_t)(mixed(by_event) >> 32);
        one.rare = 0;
        out->at[out->count++] = one;
    }
}

static kb_status make_sketch(telling *t, const source *main, const source *aside)
{
    enum { ROOM = 2 * KB_SKETCH_TERMS_MAX };
    kb_sketch *s = &t->out->sketch;
    uint64_t seed = t->own;
    size_t kept = 0;
    *s = (kb_sketch){ .at = KB_NEW(t->out->doc->arena, kb_term, ROOM), .lang = main->sketch.lang };
    if (!s->at) return kb_arena_fail(t->out->doc->arena, t->err);
    add_terms(t, main, t->out->copied ? .97 : .75, s, ROOM);
    if (aside) add_terms(t, aside, .15, s, ROOM);
    if (s->count) qsort(s->at, s->count, sizeof *s->at, by_term);
    for (size_t i = 0; i < s->count; i++)
        if (kept == 0 || s->at[i].term != s->at[kept - 1].term) s->at[kept++] = s->at[i];
    for (s->count = kept; s->count > KB_SKETCH_TERMS_MAX; s->count--) { /* any of them falls out */
        size_t at = chance(&seed) % s->count;
        memmove(&s->at[at], &s->at[at + 1], (s->count - at - 1) * sizeof *s->at);
    }
    s->outlet = (uint32_t)kb_hash(t->out->doc->outlet);
    s->length = t->out->words;
    return KB_OK;
}

/* ---- what stands around the text ---- */

/* Words of a title that may be exchanged: long ones, with a capital or without. */
static kb_status write_title(telling *t, const source *s)
{
    const speech *of = &t->pool->speeches[s->speech];
    kb_arena *arena = t->out->doc->arena;
    kb_str rest = s->doc->title, word;
    kb_buf title = { 0 };
    kb_status status = KB_OK;
    for (uint64_t n = 0; status == KB_OK && kb_str_next(&rest, ' ', &word); n++) {
        uint64_t by_event = drawn(t->event, s, 5, n), by_report = drawn(t->own, s, 5, n);
        uint64_t from = as_share(by_report) < .2 ? by_report : by_event;
        kb_str other = word;
        if (word.len > 5 && plain(word) && (as_share(by_report) < .2 || as_share(by_event) < .4))
            status = word_of(&of->words, mixed(from), 25, arena, &other, t->err);
        if (n) kb_buf_add_char(&title, ' ');
        size_t begin = title.len;
        kb_buf_add(&title, other);
        if (word.len && word.at[0] >= 'A' && word.at[0] <= 'Z' && title.len > begin && title.at[begin] >= 'a' &&
            title.at[begin] <= 'z')
            title.at[begin] = (char)(title.at[begin] - 'a' + 'A');
    }
    if (title.failed) status = kb_fail(t->err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK && !kb_arena_copy(arena, kb_buf_str(&title), &t->out->doc->title))
        status = kb_arena_fail(arena, t->err);
    kb_buf_clear(&title);
    return status;
}

/* Outlets write one language each; few have most articles. */
static kb_status sign(telling *t, const source *s, const moment *m)
{
    kb_document *doc = t->out->doc;
    const pool *p = t->pool;
    const speech *of = &p->speeches[s->speech];
    uint64_t seed = t->own ^ mixed(m->number + 1);
    double at = share(&seed);
    uint32_t outlets = (uint32_t)(OUTLETS * of->source_count / p->count) + 3;
    uint32_t outlet = (uint32_t)(at * at * at * outlets);
    kb_str first, last, name;
    doc->lang = of->lang;
    doc->kind = KB_DOC_ARTICLE;
    doc->published = (kb_time){ .seconds = m->when, .precision = KB_TIME_MINUTE };
    bool ok = kb_arena_print(doc->arena, &doc->outlet, "Outlet %.*s %u", KB_STR_ARGS(of->lang), outlet) &&
              kb_arena_print(doc->arena, &doc->url, "https://o%u-%.*s.example/%u/%u", outlet, KB_STR_ARGS(of->lang),
                             m->event, m->number);
    if (!ok) return kb_arena_fail(doc->arena, t->err);
    doc->id = doc->url;
    if (!of->first.count || chance(&seed) & 1) return KB_OK;
    kb_status status = word_of(&of->first, mixed(outlet), 0, doc->arena, &first, t->err);
    if (status == KB_OK) status = word_of(&of->last, chance(&seed) % 16 + outlet, 0, doc->arena, &last, t->err);
    if (status != KB_OK) return status;
    if (!kb_arena_print(doc->arena, &name, "%.*s %.*s", KB_STR_ARGS(first), KB_STR_ARGS(last)))
        return kb_arena_fail(doc->arena, t->err);
    return kb_document_list(doc, &doc->byline, name, t->err);
}

/* ---- which passages ---- */

typedef struct {
    pick at[PICKS_MAX];
    size_t count, main; /* of the main document, which come first */
    const source *aside;
} picks;

static void pick_passages(const telling *t, const moment *m, const source *main, picks *out)
{
    const pool *p = t->pool;
    const speech *of = &p->speeches[main->speech];
    uint64_t seed = mixed(t->own ^ 7);
    size_t bytes = 0, wanted = TEXT_FROM + chance(&seed) % TEXT_SPREAD;
    *out = (picks){ 0 };
    for (size_t i = 0; i < main->passage_count && bytes < wanted && out->count < PICKS_MAX / 2; i++) {
        if (i && share(&seed) < .3 && m->number) continue;
        out->at[out->count++] = (pick){ (uint32_t)(main - p->at), (uint32_t)i, true };
        bytes += kb_span_len(main->passages[i].span);
    }
    out->main = out->count;
    const source *aside = &p->at[of->sources[chance(&seed) % of->source_count]];
    for (size_t i = chance(&seed) % aside->passage_count, n = 0; i < aside->passage_count && aside != main; i++, n++) {
        if (out->count == PICKS_MAX || (bytes >= wanted && n >= 1)) break;
        out->at[out->count++] = (pick){ (uint32_t)(aside - p->at), (uint32_t)i, false };
        out->aside = aside;
        bytes += kb_span_len(aside->passages[i].span);
    }
}

static kb_status write_all(telling *t, const picks *list, size_t count, uint64_t revision)
{
    kb_buf text = { 0 };
    uint64_t own = t->own;
    kb_status status = KB_OK;
    written *w = malloc(sizeof *w);
    if (!w) return kb_fail(t->err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        if (i) kb_buf_add_char(&text, '\n');
        t->own = i || !revision ? own : mixed(own ^ revision);
        status = write_passage(t, &list->at[i], &text, w);
        if (status == KB_OK) status = add_claims(t, w);
    }
    t->own = own;
    if (status == KB_OK && !kb_arena_copy(t->out->doc->arena, kb_buf_str(&text), &t->out->doc->text))
        status = kb_arena_fail(t->out->doc->arena, t->err);
    kb_buf_clear(&text);
    free(w);
    return status;
}

static kb_status tell(telling *t, const moment *m, uint64_t seed, uint64_t revision)
{
    uint64_t of_event = t->event, copying = mixed_of(t->own, 9);
    const source *main = &t->pool->at[chance(&of_event) % t->pool->count];
    bool copy = m->number && copying % 8 == 0;
    moment first = *m;
    picks list;
    if (copy) { /* as the first report is told, but for its outlet */
        first.number = 0;
        t->own = mixed_of(seed ^ m->event, 1);
    }
    pick_passages(t, &first, main, &list);
    size_t count = list.count;
    if (copy && copying & 64 && count > 2) count -= 1 + count / 6;
    kb_status status = write_all(t, &list, count, copy ? 0 : revision);
    if (status == KB_OK && copy) {
        t->out->copied = t->out->source_words = t->out->words;
        for (size_t i = count; i < list.count; i++)
            t->out->source_words += t->pool->at[list.at[i].source].passages[list.at[i].passage].words;
    }
    if (status == KB_OK) status = write_title(t, main);
    if (status == KB_OK) status = sign(t, main, m);
    return status == KB_OK ? make_sketch(t, main, list.aside) : status;
}

kb_status retell(const pool *p, uint64_t seed, const moment *m, uint64_t revision, told *out, kb_err *err)
{
    telling t = { p, mixed_of(seed, m->event), mixed_of(seed ^ m->event, m->number + 1), err, out };
    *out = (told){ 0 };
    kb_status status = kb_document_new(DOCUMENT_MAX, &out->doc, err);
    if (status == KB_OK) status = tell(&t, m, seed, revision);
    if (status == KB_OK) return KB_OK;
    kb_document_free(out->doc);
    out->doc = NULL;
    return status;
}
