#include "show/curve.h"

#include <inttypes.h>
#include <stdlib.h>

#include "show/html.h"
#include "show/phrase.h"

/* ---- counting ---- */

kb_status kb_timeline_of(const int64_t *moments, size_t count, kb_timeline *out, kb_err *err)
{
    kb_member *members = calloc(count + 1, sizeof *members);
    *out = (kb_timeline){ 0 };
    if (!members) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < count; i++) members[i].at = moments[i];
    kb_timeline_make(members, count, out);
    free(members);
    return KB_OK;
}

void kb_json_put_timeline(kb_json *json, const char *noun, const kb_timeline *timeline)
{
    kb_json_key(json, "timeline");
    kb_json_open(json, '{');
    kb_json_put_time(json, "begin", kb_phrase_instant(timeline->begin));
    kb_json_put_int(json, "step", timeline->step);
    kb_json_key(json, noun);
    kb_json_open(json, '[');
    for (size_t i = 0; i < timeline->count; i++) kb_json_int(json, timeline->at[i]);
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}

/* ---- drawing ---- */

static uint32_t most_of(const kb_timeline *timeline)
{
    uint32_t most = 1;
    for (size_t i = 0; i < timeline->count; i++)
        if (timeline->at[i] > most) most = timeline->at[i];
    return most;
}

static void draw(kb_buf *out, const kb_timeline *timeline, unsigned bar, unsigned height, const char *class_of,
                 const char *label, const kb_print *how)
{
    const uint64_t most = most_of(timeline);
    kb_buf_print(out, "<svg class=\"%s\" role=\"img\" viewBox=\"0 0 %zu %u\" width=\"%zu\" height=\"%u\" aria-label=\"",
                 class_of, timeline->count * bar, height, timeline->count * bar, height);
    kb_html_word(out, how->ui_lang, label);
    kb_buf_add_c(out, "\" preserveAspectRatio=\"none\">");
    for (size_t i = 0; i < timeline->count; i++) {
        uint64_t tall = timeline->at[i] ? 1 + ((uint64_t)timeline->at[i] * (height - 1) + most - 1) / most : 1;
        if (tall > height) tall = height;
        kb_buf_print(out, "<rect x=\"%zu\" y=\"%u\" width=\"%u\" height=\"%u\"%s/>", i * bar, height - (unsigned)tall,
                     bar - 1, (unsigned)tall, timeline->at[i] ? "" : " class=\"zero\"");
    }
    kb_buf_add_c(out, "</svg>");
}

void kb_page_curve(kb_buf *out, const kb_timeline *timeline, const char *label, const kb_print *how)
{
    if (timeline->count) draw(out, timeline, 4, 24, "curve small", label, how);
}

static void put_day(kb_buf *out, int64_t seconds, int64_t step, const kb_print *how)
{
    kb_buf words = { 0 };
    kb_time time = { .seconds = seconds,
                     .zoned = step < 86400,
                     .precision = step < 86400 ? KB_TIME_MINUTE : KB_TIME_DAY };
    kb_phrase_time(&words, time, how->ui_lang);
    kb_html_phrase(out, &words);
    kb_buf_clear(&words);
}

static void put_table(kb_buf *out, const kb_timeline *timeline, const char *label, const kb_print *how)
{
    kb_buf_add_c(out, "<details><summary>");
    kb_html_word(out, how->ui_lang, "as a table");
    kb_buf_add_c(out, "</summary><table><thead><tr><th>");
    kb_html_word(out, how->ui_lang, "from");
    kb_buf_add_c(out, "</th><th class=\"count\">");
    kb_html_word(out, how->ui_lang, label);
    kb_buf_add_c(out, "</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < timeline->count; i++) {
        if (!timeline->at[i]) continue;
        kb_buf_add_c(out, "<tr><td>");
        put_day(out, timeline->begin + (int64_t)i * timeline->step, timeline->step, how);
        kb_buf_print(out, "</td><td class=\"count\">%" PRIu32 "</td></tr>\n", timeline->at[i]);
    }
    kb_buf_add_c(out, "</tbody></table></details>");
}

void kb_page_curve_large(kb_buf *out, const kb_timeline *timeline, const char *label, const kb_print *how)
{
    if (timeline->count < 2) return;
    kb_buf_add_c(out, "<figure class=\"curve-large\">");
    draw(out, timeline, 8, 64, "curve", label, how);
    kb_buf_add_c(out, "<figcaption><span>");
    put_day(out, timeline->begin, timeline->step, how);
    kb_buf_add_c(out, "</span><span>");
    kb_html_word(out, how->ui_lang, label);
    kb_buf_print(out, " (%" PRIu32 ")</span><span>", most_of(timeline));
    put_day(out, timeline->begin + ((int64_t)timeline->count - 1) * timeline->step, timeline->step, how);
    kb_buf_add_c(out, "</span></figcaption>");
    put_table(out, timeline, label, how);
    kb_buf_add_c(out, "</figure>\n");
}
