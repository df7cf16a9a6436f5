#include "show/facts.h"

#include <math.h>

static kb_time second(int64_t seconds)
{
    return (kb_time){ .seconds = seconds, .zoned = true, .precision = KB_TIME_SECOND };
}

/* [{"name","reports"},...]; of a mirror "counts_as" */
static void put_tallies(kb_json *json, const char *key, const kb_tallies *list)
{
    kb_json_key(json, key);
    kb_json_open(json, '[');
    for (size_t i = 0; i < list->count; i++) {
        kb_json_open(json, '{');
        kb_json_put_str(json, "name", list->at[i].name);
        kb_json_put_int(json, "reports", (int64_t)list->at[i].reports);
        if (list->at[i].counted.len) kb_json_put_str(json, "counts_as", list->at[i].counted);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_timeline(kb_json *json, const kb_timeline *timeline)
{
    kb_json_key(json, "timeline");
    kb_json_open(json, '{');
    kb_json_put_time(json, "begin", second(timeline->begin));
    kb_json_put_int(json, "step", timeline->step);
    kb_json_key(json, "reports");
    kb_json_open(json, '[');
    for (size_t i = 0; i < timeline->count; i++) kb_json_int(json, timeline->at[i]);
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}

static void put_disputes(kb_json *json, const kb_disputes *d)
{
    kb_json_key(json, "disputes");
    if (!d->known) {
        kb_json_null(json);
        return;
    }
    kb_json_open(json, '{');
    kb_json_put_int(json, "differs", (int64_t)d->differs);
    kb_json_put_int(json, "denied", (int64_t)d->denied);
    kb_json_put_int(json, "silent", (int64_t)d->silent);
    kb_json_put_int(json, "changed", (int64_t)d->changed);
    kb_json_close(json, '}');
}

void kb_json_story(kb_json *json, const kb_story_told *story, bool whole)
{
    const kb_facts *f = story->facts;
    kb_json_put_int(json, "story", story->story);
    kb_json_put_text(json, "title", kb_story_title(story));
    kb_json_put_time(json, "first", second(f->first));
    kb_json_put_time(json, "last", second(f->last));
    kb_json_put_int(json, "reports", (int64_t)f->reports);
    kb_json_put_int(json, "independent", (int64_t)f->independent);
    kb_json_put_int(json, "withdrawn", (int64_t)f->withdrawn);
    kb_json_put_int(json, "outlets", (int64_t)f->outlets.outlets);
    kb_json_put_int(json, "mirrors", (int64_t)f->outlets.mirrors);
    kb_json_key(json, "langs");
    kb_json_open(json, '[');
    for (size_t i = 0; i < f->langs.count; i++) kb_json_str(json, f->langs.at[i].name);
    kb_json_close(json, ']');
    kb_json_put_real(json, "pace", f->pace.now);
    kb_json_put_real(json, "pace_before", f->pace.before);
    kb_json_put_real(json, "growth", round(kb_pace_growth(f->pace) * 1000) / 1000);
    put_disputes(json, &f->disputes);
    if (!whole) return;
    kb_json_put_int(json, "title_of", story->members[f->title].article);
    put_tallies(json, "told_by", &f->told_by);
    if (story->cast) {
        put_tallies(json, "names", &story->cast->names);
        put_tallies(json, "places", &story->cast->places);
    }
    put_timeline(json, &f->timeline);
}
