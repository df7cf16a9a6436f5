/* show/story_course.c - the time line: when things are said to have happened, when reports came, when they changed. */
#include <inttypes.h>
#include <stdlib.h>

#include "show/story_parts.h"

#define REPORTS_SHOWN 30 /* on the line; of more those that are compared */
#define MOMENTS_SHOWN 16
#define WORDS_SHOWN 180 /* bytes */
#define DAY 86400

typedef enum { MOMENT, REPORT, REVISION, WITHDRAWN } what;

typedef struct {
    kb_time at;
    what what;
    size_t report; /* index */
    kb_span span;
    kb_str words;
    int64_t number; /* of a revision */
    bool title;
    size_t reports; /* that give this moment */
} event;

typedef struct {
    event *at;
    size_t count;
} events;

static kb_status add(story_page *w, events *list, event e)
{
    event *to = KB_ADD(w->arena, list, event);
    if (!to) return kb_arena_fail(w->arena, w->err);
    *to = e;
    return KB_OK;
}

/* ---- what happened ---- */

static kb_str sentence_of(const kb_claims *claims, const kb_document *doc, uint32_t sentence, kb_span *span)
{
    if (sentence >= claims->sentences.count) return (kb_str){ 0 };
    *span = claims->sentences.at[sentence].span;
    return kb_str_trim(kb_str_part(doc->text, *span));
}

/* A moment that is told to the minute, or a day: what reports say of the same one is one event. */
static kb_status take_date(story_page *w, events *list, uint32_t report, const kb_date *d)
{
    const kb_report *from = &w->s->comparison->reports[report - 1];
    size_t index = story_report_of(w, report);
    kb_span span = d->span;
    if (d->role != KB_DATE_HAPPENED || d->from == INT64_MIN || d->to - d->from > DAY) return KB_OK;
    for (size_t i = 0; i < list->count; i++) {
        event *e = &list->at[i];
        if (e->at.seconds != d->from || (e->at.precision >= KB_TIME_MINUTE) != d->clock) continue;
        e->reports += e->report != index;
        return KB_OK;
    }
    kb_str words = sentence_of(from->claims, from->doc, d->sentence, &span);
    return add(w, list,
               (event){ .at = { .seconds = d->from,
                                .offset = from->doc->published.offset,
                                .zoned = from->doc->published.zoned,
                                .precision = d->clock ? KB_TIME_MINUTE : KB_TIME_DAY },
                        .what = MOMENT,
                        .report = index,
                        .span = span,
                        .words = words,
                        .reports = 1 });
}

static int by_weight(const void *a, const void *b)
{
    const event *x = a, *y = b;
    bool clock_x = x->at.precision >= KB_TIME_MINUTE, clock_y = y->at.precision >= KB_TIME_MINUTE;
    if (x->reports != y->reports) return x->reports > y->reports ? -1 : 1;
    if (clock_x != clock_y) return clock_x ? -1 : 1;
    return x->at.seconds < y->at.seconds ? -1 : x->at.seconds > y->at.seconds;
}

/* Those of several reports, or with a clock: the days that texts name in passing are many. */
static kb_status take_moments(story_page *w, events *out)
{
    events list = { 0 };
    kb_status status = KB_OK;
    for (uint32_t r = 1; w->s->comparison && r <= w->s->comparison->count && status == KB_OK; r++) {
        const kb_dates *dates = &w->s->comparison->reports[r - 1].claims->dates;
        for (size_t i = 0; i < dates->count && status == KB_OK; i++) status = take_date(w, &list, r, &dates->at[i]);
    }
    if (list.count) qsort(list.at, list.count, sizeof *list.at, by_weight);
    for (size_t i = 0; i < list.count && i < MOMENTS_SHOWN && status == KB_OK; i++)
        if (list.at[i].reports > 1 || list.at[i].at.precision >= KB_TIME_MINUTE) status = add(w, out, list.at[i]);
    return status;
}

/* ---- all of it ---- */

static kb_time seconds(int64_t at)
{
    kb_time time = kb_phrase_instant(at);
    if (at) time.precision = KB_TIME_MINUTE;
    return time;
}

static kb_status take_reports(story_page *w, events *out)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < w->s->count && status == KB_OK; i++) {
        const kb_story_report *r = &w->s->reports[i];
        if (w->s->count > REPORTS_SHOWN && !r->compared && !r->withdrawn) continue;
        if (r->published.precision != KB_TIME_NONE)
            status = add(w, out, (event){ .at = r->published, .what = REPORT, .report = i, .words = r->title });
        if (r->withdrawn && status == KB_OK)
            status = add(w, out, (event){ .at = seconds(r->withdrawn), .what = WITHDRAWN, .report = i });
    }
    for (size_t i = 0; i < w->s->revision_count && status == KB_OK; i++) {
        const kb_story_revision *r = &w->s->revisions[i];
        status = add(
            w, out,
            (event){
                .at = seconds(r->at), .what = REVISION, .report = r->report, .number = r->number, .title = r->title });
    }
    return status;
}

static int by_time(const void *a, const void *b)
{
    const event *x = a, *y = b;
    if (x->at.seconds != y->at.seconds) return x->at.seconds < y->at.seconds ? -1 : 1;
    if (x->what != y->what) return x->what < y->what ? -1 : 1;
    return x->report < y->report ? -1 : x->report > y->report;
}

static void add_event(story_page *w, const event *e)
{
    static const char *const classes[] = { "moment", "came", "later", "left" };
    int64_t article = w->s->reports[e->report].article;
    kb_buf_print(w->out, "<li class=\"%s\">", classes[e->what]);
    story_time(w, e->at);
    kb_buf_add_c(w->out, "<div>");
    story_number(w, e->report);
    switch (e->what) {
    case MOMENT:
        if (e->reports > 1) {
            kb_buf_add_c(w->out, "<small>");
            kb_buf_print(w->out, kb_word_ui(w->ui, "%zu reports"), e->reports);
            kb_buf_add_c(w->out, "</small> ");
        }
        story_words_link(w, e->report, e->span, e->words, WORDS_SHOWN);
        break;
    case REPORT:
        kb_buf_add_c(w->out, "<b>");
        story_outlet(w, e->report);
        kb_buf_add_c(w->out, "</b> ");
        story_words_link(w, e->report, (kb_span){ 0, 0 }, e->words, WORDS_SHOWN);
        break;
    case REVISION:
        kb_buf_add_c(w->out, "<b>");
        story_outlet(w, e->report);
        kb_buf_print(w->out, "</b> <a class=\"link\" href=\"/article/%" PRId64 "\">", article);
        kb_buf_print(w->out, kb_word_ui(w->ui, "revision %lld"), (long long)e->number);
        kb_buf_add_c(w->out, "</a>");
        if (e->title) kb_buf_add_c(w->out, ", ");
        if (e->title) story_word(w, "with another title");
        break;
    case WITHDRAWN:
        kb_buf_add_c(w->out, "<b>");
        story_outlet(w, e->report);
        kb_buf_add_c(w->out, "</b> ");
        story_word(w, "withdrawn");
        break;
    }
    kb_buf_add_c(w->out, "</div></li>\n");
}

kb_status story_course(story_page *w)
{
    events list = { 0 };
    kb_status status = take_moments(w, &list);
    if (status == KB_OK) status = take_reports(w, &list);
    if (status != KB_OK || !list.count) return status;
    story_section(w, "course", "Course", NULL);
    qsort(list.at, list.count, sizeof *list.at, by_time);
    kb_buf_add_c(w->out, "<ol class=\"line\">\n");
    for (size_t i = 0; i < list.count; i++) add_event(w, &list.at[i]);
    kb_buf_add_c(w->out, "</ol>\n");
    if (w->s->count > REPORTS_SHOWN) {
        kb_buf_add_c(w->out, "<p class=\"help\">");
        story_word(w, "Of so many reports those stand here that are compared.");
        kb_buf_add_c(w->out, "</p>\n");
    }
    kb_buf_add_c(w->out, "</section>\n");
    return KB_OK;
}
