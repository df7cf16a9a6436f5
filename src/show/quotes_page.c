/* show/quotes_page.c - what one speaker said, as a page of a served desk: a saying once, with all that carry it. */
#include <inttypes.h>

#include "show/curve.h"
#include "show/frame.h"
#include "show/phrase.h"
#include "show/quotes.h"

#define LIMIT_ELSE 20
#define LIMIT_MOST 200
#define OTHERS_MAX 12

typedef struct {
    kb_buf *out;
    const kb_quotes_told *told;
    const kb_query *query;
    const char *stance, *ui;
    const kb_print *how;
} page;

/* ---- head ---- */

static void put_names(const page *p, const char *label, const kb_speaker_told *at, size_t count)
{
    if (!count) return;
    kb_buf_add_c(p->out, "<p class=\"names\">");
    kb_html_word(p->out, p->ui, label);
    for (size_t i = 0; i < count && i < OTHERS_MAX; i++) {
        kb_buf_add_c(p->out, i ? ", " : " ");
        kb_page_speaker_named(p->out, "link", at[i].name);
        kb_buf_print(p->out, " <small>%" PRId64 "</small>", at[i].statements);
    }
    if (count > OTHERS_MAX) kb_buf_add_c(p->out, " \xe2\x80\xa6");
    kb_buf_add_c(p->out, "</p>\n");
}

static void put_head(const page *p)
{
    const kb_quotes_told *q = p->told;
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<header class=\"person\"><h1 dir=\"auto\">");
    kb_html_text(p->out, q->name);
    kb_buf_add_c(p->out, "</h1>\n");
    if (q->role.len) {
        kb_buf_add_c(p->out, "<p class=\"role-of\" dir=\"auto\">");
        kb_html_text(p->out, q->role);
        kb_buf_add_c(p->out, "</p>\n");
    }
    kb_buf_print(&phrase, kb_word_ui(p->ui, q->statements == 1 ? "%zu statement" : "%zu statements"), q->statements);
    kb_buf_add_c(p->out, "<p class=\"sizes\">");
    kb_html_phrase(p->out, &phrase);
    kb_buf_add_c(p->out, " \xc2\xb7 <a class=\"link\" rel=\"alternate\" type=\"application/atom+xml\" href=\"");
    kb_page_speaker_link(p->out, q->name);
    kb_buf_add_c(p->out, "/feed.atom\">");
    kb_html_word(p->out, p->ui, "feed");
    kb_buf_add_c(p->out, "</a></p>\n");
    put_names(p, "also as", q->forms, q->form_count);
    put_names(p, "others of that name:", q->others, q->other_count);
    kb_buf_add_c(p->out, "</header>\n");
    kb_page_curve_large(p->out, &q->timeline, "statements over time", p->how);
    kb_buf_clear(&phrase);
}

/* ---- filters ---- */

static void put_stance(const page *p, const char *name, size_t count)
{
    bool chosen = p->stance ? kb_str_is(kb_str_of(p->stance), name) : !*name;
    kb_buf_add_c(p->out, "<a href=\"");
    kb_frame_here(p->out, p->how, "stance", kb_str_of(name));
    kb_buf_add_c(p->out, chosen ? "\" aria-current=\"true\">" : "\">");
    kb_html_word(p->out, p->ui, *name ? name : "any stance");
    if (count) kb_buf_print(p->out, " <b>%zu</b>", count);
    kb_buf_add_c(p->out, "</a>");
}

static void put_date_field(const page *p, const char *name, const char *label, const char *value)
{
    kb_buf_add_c(p->out, "<label class=\"field\">");
    kb_html_word(p->out, p->ui, label);
    kb_buf_print(p->out, "<input type=\"date\" name=\"%s\"", name);
    if (value) kb_html_attribute(p->out, "value", kb_str_of(value));
    kb_buf_add_c(p->out, "></label>");
}

static void put_filters(const page *p)
{
    kb_buf_add_c(p->out, "<form class=\"filters\" action=\"");
    kb_html_text(p->out, kb_str_of(p->how->visit->path));
    kb_buf_add_c(p->out, "\"><label class=\"field\">");
    kb_html_word(p->out, p->ui, "about");
    kb_buf_add_c(p->out, "<input type=\"search\" name=\"about\" size=\"22\"");
    if (p->query->query) kb_html_attribute(p->out, "value", kb_str_of(p->query->query));
    kb_buf_add_c(p->out, "></label>");
    if (p->stance) {
        kb_buf_add_c(p->out, "<input type=\"hidden\" name=\"stance\"");
        kb_html_attribute(p->out, "value", kb_str_of(p->stance));
        kb_buf_add_c(p->out, ">");
    }
    put_date_field(p, "since", "since", p->query->since);
    put_date_field(p, "until", "until", p->query->until);
    kb_buf_add_c(p->out, "<button>");
    kb_html_word(p->out, p->ui, "show");
    kb_buf_add_c(p->out, "</button></form>\n<nav class=\"sorts\" aria-label=\"");
    kb_html_word(p->out, p->ui, "stance");
    kb_buf_add_c(p->out, "\">");
    put_stance(p, "", 0);
    for (size_t i = 0; i < KB_STANCE_COUNT; i++)
        if (p->told->stances[i]) put_stance(p, kb_stance_name((kb_stance)i), p->told->stances[i]);
    kb_buf_add_c(p->out, "</nav>\n");
}

/* ---- a saying ---- */

/* Its words with what it has more than the model and what it has not. Between two runs stand marks and spaces. */
static void put_wording(const page *p, const kb_quoted *q)
{
    size_t at = 0;
    for (size_t i = 0; i < q->wording.count; i++) {
        const kb_wording *run = &q->wording.at[i];
        bool gone = !run->same && kb_span_len(run->b) == 0;
        if (gone) {
            kb_buf_add_c(p->out, "<del>");
            kb_html_text(p->out, kb_str_part(q->model->words, run->a));
            kb_buf_add_c(p->out, "</del> ");
            continue;
        }
        kb_html_text(p->out, kb_str_part(q->words, kb_span_of(at, run->b.begin)));
        at = run->b.end;
        if (!run->same) kb_buf_add_c(p->out, "<ins>");
        kb_html_text(p->out, kb_str_part(q->words, run->b));
        if (!run->same) kb_buf_add_c(p->out, "</ins>");
    }
    kb_html_text(p->out, kb_str_part(q->words, kb_span_of(at, q->words.len)));
}

static kb_span hull(const kb_quoted *q)
{
    return q->spans.count ? kb_span_of(q->spans.at[0].begin, q->spans.at[q->spans.count - 1].end) : kb_span_of(0, 0);
}

static void put_notes(const page *p, const kb_quoted *q)
{
    kb_buf phrase = { 0 };
    if (q->carriers.count) {
        kb_phrase_voice(&phrase, (kb_str){ 0 }, q->carriers, p->ui);
        kb_buf_add_c(p->out, " <small>");
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</small>");
    }
    if (q->negated || q->hearsay) {
        kb_buf_add_c(p->out, " <small>(");
        kb_html_word(p->out, p->ui, q->negated ? "did not say" : "not at first hand");
        kb_buf_add_c(p->out, ")</small>");
    }
    for (size_t i = 0; i < q->verdicts.count; i++) {
        kb_phrase_verdict(&phrase, &q->verdicts.at[i], p->ui);
        kb_buf_add_c(p->out, " <span class=\"verdict\">");
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</span>");
    }
    kb_buf_clear(&phrase);
}

/* "Suara Timur, 5 Mar 2025": a link to where the words stand in the article. */
static void put_report(const page *p, const kb_quoted *q, const kb_quoted *first)
{
    kb_buf phrase = { 0 };
    kb_time day = q->published;
    kb_buf_add_c(p->out, "<a class=\"link\" href=\"");
    kb_page_span_link(p->out, q->article, hull(q));
    kb_buf_add_c(p->out, "\"");
    kb_html_attribute(p->out, "title", q->title);
    kb_buf_add_c(p->out, ">");
    if (q->outlet.len) {
        kb_html_text(p->out, q->outlet);
    } else {
        kb_buf_print(&phrase, kb_word_ui(p->ui, "article %lld"), (long long)q->article);
        kb_html_phrase(p->out, &phrase);
    }
    kb_buf_add_c(p->out, "</a>");
    if (day.precision != KB_TIME_NONE && kb_time_day(day) != kb_time_day(first->published)) {
        day.precision = KB_TIME_DAY;
        kb_phrase_time(&phrase, day, p->ui);
        kb_buf_add_c(p->out, " <small>");
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</small>");
    }
    put_notes(p, q);
    kb_buf_clear(&phrase);
}

/* The words that stand for all of a language, the reports that have just these, then each other wording. */
static void put_language(const page *p, const kb_saying_told *saying, const kb_quoted *model, bool named)
{
    size_t alike = 0;
    kb_buf_add_c(p->out, "<blockquote dir=\"auto\"");
    kb_html_attribute(p->out, "lang", model->lang);
    kb_buf_add_c(p->out, ">");
    kb_html_text(p->out, model->words);
    kb_buf_add_c(p->out, "</blockquote>\n<p class=\"carried\">");
    if (named) {
        kb_buf_add_c(p->out, "<b class=\"tongue\">");
        kb_html_text(p->out, model->lang);
        kb_buf_add_c(p->out, "</b> ");
    }
    for (size_t i = 0; i < saying->count; i++) {
        const kb_quoted *q = saying->at[i];
        if (q->model != model || q->wording.count) continue;
        if (alike++) kb_buf_add_c(p->out, ", ");
        put_report(p, q, saying->at[0]);
    }
    kb_buf_add_c(p->out, "</p>\n");
    for (size_t i = 0; i < saying->count; i++) {
        const kb_quoted *q = saying->at[i];
        if (q->model != model || !q->wording.count) continue;
        kb_buf_add_c(p->out, "<p class=\"otherwise\">");
        put_report(p, q, saying->at[0]);
        kb_buf_add_c(p->out, "<span class=\"wording\" dir=\"auto\">");
        put_wording(p, q);
        kb_buf_add_c(p->out, "</span></p>\n");
    }
}

static bool several_languages(const kb_saying_told *saying)
{
    for (size_t i = 1; i < saying->count; i++)
        if (!kb_str_equal(saying->at[i]->lang, saying->at[0]->lang)) return true;
    return false;
}

static void put_when(const page *p, const kb_saying_told *saying)
{
    const kb_quoted *shown = saying->at[saying->shown], *first = saying->at[0];
    kb_buf phrase = { 0 };
    kb_time time = first->published.precision != KB_TIME_NONE ? first->published : kb_phrase_instant(first->added);
    kb_buf_add_c(p->out, "<div class=\"when\"><time datetime=\"");
    kb_time_write(p->out, time);
    kb_buf_add_c(p->out, "\">");
    kb_phrase_time(&phrase, time, p->ui);
    kb_html_phrase(p->out, &phrase);
    kb_buf_print(p->out, "</time> <b class=\"stance stance-%s\">", kb_stance_name(shown->stance));
    kb_html_word(p->out, p->ui, kb_stance_name(shown->stance));
    kb_buf_add_c(p->out, "</b>");
    if (saying->outlets > 1) {
        kb_buf_print(&phrase, kb_word_ui(p->ui, "%zu outlets"), saying->outlets);
        kb_buf_add_c(p->out, " <small>");
        kb_html_phrase(p->out, &phrase);
        kb_buf_add_c(p->out, "</small>");
    }
    if (first->story) {
        kb_buf_add_c(p->out, " <small>");
        kb_page_story_named(p->out, p->ui, first->story);
        kb_buf_add_c(p->out, "</small>");
    }
    kb_buf_add_c(p->out, "</div>\n");
    kb_buf_clear(&phrase);
}

static void put_saying(const page *p, const kb_saying_told *saying)
{
    const kb_quoted *shown = saying->at[saying->shown];
    bool several = several_languages(saying);
    kb_buf_add_c(p->out, "<li class=\"saying\">");
    put_when(p, saying);
    kb_buf_add_c(p->out, "<div class=\"said\">\n");
    put_language(p, saying, shown, several);
    for (size_t i = 0; i < saying->count; i++)
        if (saying->at[i]->model == saying->at[i] && saying->at[i] != shown)
            put_language(p, saying, saying->at[i], several);
    kb_buf_add_c(p->out, "</div></li>\n");
}

/* ---- all of it ---- */

/* Earlier ones: more of them, until the page is long; then those up to the day of the first that is shown. */
static void put_earlier(const page *p)
{
    const size_t limit = p->query->limit ? p->query->limit : LIMIT_ELSE;
    kb_buf value = { 0 }, phrase = { 0 };
    if (!p->told->before && !p->told->cut) return;
    kb_buf_add_c(p->out, "<nav class=\"pages\"><a class=\"button\" rel=\"next\" href=\"");
    if (p->told->before && limit < LIMIT_MOST) {
        kb_buf_print(&value, "%zu", limit * 2 < LIMIT_MOST ? limit * 2 : (size_t)LIMIT_MOST);
        kb_frame_here(p->out, p->how, "limit", kb_buf_str(&value));
    } else if (p->told->count) {
        kb_time day = kb_phrase_instant(p->told->sayings[0].at[0]->added);
        if (p->told->sayings[0].at[0]->published.precision != KB_TIME_NONE) day = p->told->sayings[0].at[0]->published;
        day.precision = KB_TIME_DAY;
        day.zoned = false;
        kb_time_write(&value, day);
        kb_frame_here(p->out, p->how, "until", kb_buf_str(&value));
    }
    kb_buf_add_c(p->out, "\">");
    kb_buf_print(&phrase, kb_word_ui(p->ui, "%zu earlier"), p->told->before);
    kb_html_phrase(p->out, &phrase);
    kb_buf_add_c(p->out, " \xe2\x86\x92</a></nav>\n");
    kb_buf_clear(&value);
    kb_buf_clear(&phrase);
}

void kb_page_quotes(kb_buf *out, const kb_quotes_told *quotes, const kb_query *query, const char *stance,
                    const kb_print *how)
{
    const page p = { out, quotes, query, stance, how->ui_lang, how };
    kb_frame_begin(out, how, quotes->name, KB_TAB_SPEAKERS, "lists.css");
    put_head(&p);
    put_filters(&p);
    if (!quotes->count) {
        kb_buf_add_c(out, "<p class=\"none\">");
        kb_html_word(out, p.ui, "nothing of the kind was said");
        kb_buf_add_c(out, "</p>\n");
    }
    kb_buf_add_c(out, "<ol class=\"sayings\">\n");
    for (size_t i = quotes->count; i-- > 0;) put_saying(&p, &quotes->sayings[i]);
    kb_buf_add_c(out, "</ol>\n");
    put_earlier(&p);
    kb_frame_end(out, how);
}
