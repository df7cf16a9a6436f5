/* show/story_hands.c - the reports of a story as a list, what hands can change about them, and ways to take it all
 * away. */
#include <inttypes.h>
#include <stdio.h>

#include "show/story_parts.h"

#define LISTED 30 /* reports, where not all are asked for */

/* ---- reports ---- */

static void add_marks(story_page *w, const kb_story_report *r)
{
    kb_buf phrase = { 0 };
    if (r->withdrawn) {
        kb_buf_add_c(w->out, " <span class=\"tag gone\">");
        kb_phrase_withdrawn(&phrase, r->withdrawn, w->ui);
        story_phrase(w, &phrase);
        kb_buf_add_c(w->out, "</span>");
    }
    if (r->revisions > 1) {
        kb_buf_print(w->out, " <a class=\"tag revised\" href=\"/article/%" PRId64 "#revisions\">", r->article);
        kb_buf_print(w->out, kb_word_ui(w->ui, "%lld revisions"), (long long)r->revisions);
        kb_buf_add_c(w->out, "</a>");
    }
    if (r->by_hand) {
        kb_buf_add_c(w->out, " <span class=\"tag\">");
        story_word(w, "by hand");
        kb_buf_add_c(w->out, "</span>");
    }
    kb_buf_clear(&phrase);
}

/* "62 % of its words: 1 Lentera Flores" */
static void add_copies(story_page *w, size_t report)
{
    for (size_t i = 0; i < w->s->copy_count; i++) {
        const kb_story_copy *c = &w->s->copies[i];
        if (c->report != report) continue;
        kb_buf_add_c(w->out, "<span class=\"from-whom\">");
        kb_buf_print(w->out, kb_word_ui(w->ui, "%.0f %% of its words are from "), c->share * 100);
        if (c->source == SIZE_MAX) {
            kb_html_text(w->out, c->name);
        } else {
            story_number(w, c->source);
            kb_buf_add_char(w->out, ' ');
            story_outlet(w, c->source);
        }
        kb_buf_add_c(w->out, "</span> ");
    }
}

static void add_basis(story_page *w, const kb_story_report *r)
{
    kb_buf phrase = { 0 };
    if (!r->compared) return;
    kb_phrase_rests(&phrase, &w->s->comparison->reports[r->compared - 1], w->ui);
    if (phrase.len) {
        kb_buf_add_c(w->out, "<span>");
        story_phrase(w, &phrase);
        kb_buf_add_c(w->out, "</span> ");
    }
    kb_buf_clear(&phrase);
}

static void add_report(story_page *w, size_t i, bool boxes)
{
    const kb_story_report *r = &w->s->reports[i];
    kb_buf_print(w->out, "<li id=\"report-%zu\">", i + 1);
    if (boxes) {
        kb_buf_print(w->out, "<input type=\"checkbox\" name=\"article\" value=\"%" PRId64 "\"%s aria-label=\"",
                     r->article, kb_frame_may(w->s->how) || !r->column ? "" : " checked");
        kb_buf_print(w->out, kb_word_ui(w->ui, "report %zu"), i + 1);
        kb_buf_add_c(w->out, "\">");
    }
    kb_buf_add_c(w->out, "<div><p class=\"from\">");
    story_number(w, i);
    kb_buf_add_c(w->out, "<b>");
    story_outlet(w, i);
    kb_buf_add_c(w->out, "</b> ");
    story_time(w, r->published);
    if (r->lang.len && r->published.precision != KB_TIME_NONE) kb_buf_add_c(w->out, " \xc2\xb7 ");
    kb_html_text(w->out, r->lang);
    add_marks(w, r);
    kb_buf_print(w->out, "</p><p class=\"headline\" dir=\"auto\"><a href=\"/article/%" PRId64 "\">", r->article);
    if (r->title.len)
        kb_html_text(w->out, r->title);
    else
        kb_buf_print(w->out, kb_word_ui(w->ui, "article %lld"), (long long)r->article);
    kb_buf_add_c(w->out, "</a></p><p class=\"about\">");
    if (r->byline.len) {
        kb_html_text(w->out, r->byline);
        kb_buf_add_c(w->out, " \xc2\xb7 ");
    }
    add_basis(w, r);
    add_copies(w, i);
    kb_buf_print(w->out, "<a class=\"link why\" href=\"/story/%" PRId64 "/why#why-%zu\">", w->s->told->story, i + 1);
    story_word(w, "why here?");
    kb_buf_add_c(w->out, "</a>");
    kb_buf href = { 0 };
    if (kb_html_href(&href, r->url)) {
        kb_buf_add_c(w->out, " <a class=\"link\" rel=\"noopener noreferrer external\" href=\"");
        kb_buf_add(w->out, kb_buf_str(&href));
        kb_buf_add_c(w->out, "\">");
        story_word(w, "original");
        kb_buf_add_c(w->out, "</a>");
    }
    kb_buf_clear(&href);
    kb_buf_add_c(w->out, "</p></div></li>\n");
}

/* What is done with the reports that are ticked: laid side by side by anybody, split off and moved by who may. */
static void add_deeds(story_page *w)
{
    kb_buf_add_c(w->out, "<div class=\"deeds\"><p>");
    kb_buf_print(w->out, "<button class=\"main\" formmethod=\"get\" formaction=\"/story/%" PRId64 "\">",
                 w->s->told->story);
    story_word(w, "lay the ticked side by side");
    kb_buf_add_c(w->out, "</button></p>\n");
    if (kb_frame_may(w->s->how)) {
        kb_buf_add_c(w->out, "<p class=\"row\"><label class=\"field\">");
        story_word(w, "why (a note)");
        kb_buf_add_c(w->out, "<input type=\"text\" name=\"note\" maxlength=\"500\"></label>");
        kb_buf_print(w->out, "<button formaction=\"/story/%" PRId64 "/split\">", w->s->told->story);
        story_word(w, "split the ticked off as a story of their own");
        kb_buf_add_c(w->out, "</button></p>\n<p class=\"row\"><label class=\"field\">");
        story_word(w, "to story number");
        kb_buf_add_c(w->out, "<input type=\"number\" name=\"to\" min=\"1\" inputmode=\"numeric\"></label>");
        kb_buf_print(w->out, "<button formaction=\"/story/%" PRId64 "/move\">", w->s->told->story);
        story_word(w, "move the ticked there");
        kb_buf_add_c(w->out, "</button></p>\n");
    }
    kb_buf_add_c(w->out, "</div>\n");
}

void story_reports(story_page *w)
{
    bool boxes = w->s->count > 1;
    size_t listed = w->s->list_all || w->s->count <= LISTED + 5 ? w->s->count : LISTED;
    story_section(w, "reports", "Reports", NULL);
    if (boxes && kb_frame_may(w->s->how)) {
        char action[64];
        (void)snprintf(action, sizeof action, "/story/%" PRId64 "/split", w->s->told->story);
        kb_frame_form(w->out, action, "listed");
    } else if (boxes) {
        kb_buf_print(w->out, "<form class=\"listed\" action=\"/story/%" PRId64 "\">", w->s->told->story);
    }
    kb_buf_add_c(w->out, "<ol class=\"list\">\n");
    for (size_t i = 0; i < listed; i++) add_report(w, i, boxes);
    kb_buf_add_c(w->out, "</ol>\n");
    if (listed < w->s->count) {
        kb_buf_add_c(w->out, "<p class=\"rest\"><a class=\"button\" href=\"");
        kb_frame_here(w->out, w->s->how, "reports", KB_STR("all"));
        kb_buf_add_c(w->out, "#reports\">");
        kb_buf_print(w->out, kb_word_ui(w->ui, "%zu more"), w->s->count - listed);
        kb_buf_add_c(w->out, "</a></p>\n");
    }
    if (boxes) add_deeds(w);
    if (boxes) kb_buf_add_c(w->out, "</form>\n");
    kb_buf_add_c(w->out, "</section>\n");
}

/* ---- by hand ---- */

static void add_merge(story_page *w)
{
    char action[64];
    (void)snprintf(action, sizeof action, "/story/%" PRId64 "/merge", w->s->told->story);
    kb_frame_form(w->out, action, "row");
    kb_buf_add_c(w->out, "<label class=\"field\">");
    story_word(w, "with story number");
    kb_buf_add_c(w->out, "<input type=\"number\" name=\"with\" min=\"1\" required inputmode=\"numeric\"></label>"
                         "<label class=\"field\">");
    story_word(w, "why (a note)");
    kb_buf_add_c(w->out, "<input type=\"text\" name=\"note\" maxlength=\"500\"></label>");
    kb_form_button(w->out, w->s->how, "merge: they tell of one event", NULL, NULL, NULL);
    kb_buf_add_c(w->out, "</form>\n");
}

static void add_decision(story_page *w, const kb_story_decision *d)
{
    char action[64];
    kb_time at = kb_phrase_instant(d->at);
    at.precision = KB_TIME_MINUTE;
    kb_buf_print(w->out, "<li%s>", d->undone ? " class=\"undone\"" : "");
    kb_html_text(w->out, d->words);
    kb_buf_add_c(w->out, " <small>");
    kb_html_text(w->out, d->by);
    kb_buf_add_c(w->out, " \xc2\xb7 ");
    story_time(w, at);
    if (d->note.len) kb_buf_add_c(w->out, " \xc2\xb7 ");
    kb_html_text(w->out, d->note);
    if (d->undone) kb_buf_add_c(w->out, " \xc2\xb7 ");
    if (d->undone) story_word(w, "taken back");
    kb_buf_add_c(w->out, "</small> ");
    if (kb_frame_may(w->s->how) && !d->undone && !d->undoes) {
        (void)snprintf(action, sizeof action, "/decision/%" PRId64 "/undo", d->id);
        kb_form_one(w->out, w->s->how, action, "take back", NULL, NULL);
    }
    kb_buf_add_c(w->out, "</li>\n");
}

static void add_exports(story_page *w)
{
    static const struct {
        const char *format, *name;
    } formats[] = { { "html", "one page to send" },
                    { "markdown", "Markdown" },
                    { "csv", "CSV" },
                    { "ninjs", "ninjs" },
                    { "counts", "counts by day" } };
    kb_buf_add_c(w->out, "<div class=\"take\"><h3>");
    story_word(w, "Take it along");
    kb_buf_add_c(w->out, "</h3>\n<p class=\"exports\">");
    for (size_t i = 0; i < sizeof formats / sizeof *formats && w->s->comparison; i++) {
        kb_buf_print(w->out, "<a class=\"button\" href=\"/api/v1/stories/%" PRId64 "?format=%s\" download>",
                     w->s->told->story, formats[i].format);
        story_word(w, formats[i].name);
        kb_buf_add_c(w->out, "</a> ");
    }
    kb_buf_print(w->out, "<a class=\"button\" href=\"/api/v1/stories/%" PRId64 "\">JSON</a></p></div>\n",
                 w->s->told->story);
}

void story_hands(story_page *w)
{
    story_section(w, "hand", "By hand", NULL);
    if (kb_frame_may(w->s->how)) add_merge(w);
    if (w->s->decision_count) {
        kb_buf_add_c(w->out, "<h3>");
        story_word(w, "Decided so far");
        kb_buf_add_c(w->out, "</h3>\n<ul class=\"decided\">\n");
        for (size_t i = 0; i < w->s->decision_count; i++) add_decision(w, &w->s->decisions[i]);
        kb_buf_add_c(w->out, "</ul>\n");
    }
    add_exports(w);
    kb_buf_add_c(w->out, "</section>\n");
}
