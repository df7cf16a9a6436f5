#include "show/speakers.h"

#include <inttypes.h>

#include "show/curve.h"
#include "show/frame.h"
#include "show/ink.h"
#include "show/phrase.h"
#include "show/plain.h"

#define EXCERPT 220

/* ---- JSON and the screen ---- */

void kb_json_speaker_lately(kb_json *json, const kb_speaker_lately *s)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_put_str(json, "speaker", s->name);
    kb_json_put_text(json, "role", s->role);
    kb_json_put_int(json, "statements", (int64_t)s->statements);
    kb_json_put_int(json, "reports", (int64_t)s->reports);
    kb_json_put_int(json, "outlets", (int64_t)s->outlets);
    kb_json_put_time(json, "last", kb_phrase_instant(s->last));
    kb_json_put_timeline(json, "statements", &s->timeline);
    kb_json_key(json, "latest");
    kb_json_open(json, '{');
    kb_json_put_text(json, "words", s->words);
    kb_json_put_text(json, "stance", kb_str_of(s->stance));
    kb_json_put_number(json, "article", s->article, s->article != 0);
    kb_json_key(json, "span");
    kb_json_open(json, '[');
    kb_json_int(json, (int64_t)s->span.begin);
    kb_json_int(json, (int64_t)s->span.end);
    kb_json_close(json, ']');
    kb_json_close(json, '}');
    kb_json_close(json, '}');
    kb_json_line(json);
}

void kb_screen_speaker_lately(kb_buf *out, const kb_speaker_lately *s, const kb_print *how)
{
    kb_buf text = { 0 };
    kb_ink_set(&text, KB_INK_BOLD);
    kb_plain_add(&text, s->name);
    kb_ink_set(&text, KB_INK_DIM);
    kb_buf_add_c(&text, "  ");
    kb_buf_print(&text, kb_word_ui(how->ui_lang, "statements: %zu · reports: %zu · outlets: %zu"), s->statements,
                 s->reports, s->outlets);
    kb_ink_write(out, kb_buf_str(&text), 0, how->width > 0 ? (size_t)how->width : 80, how->color);
    out->failed |= text.failed;
    kb_buf_clear(&text);
}

/* ---- page: head ---- */

static void put_period(kb_buf *out, const kb_speakers_told *told, size_t days, const char *name, const kb_print *how)
{
    kb_buf value = { 0 };
    if (days)
        kb_buf_print(&value, "%zu", days);
    else
        kb_buf_add_c(&value, "all");
    kb_buf_add_c(out, "<a href=\"");
    kb_frame_here(out, how, "days", kb_buf_str(&value));
    kb_buf_add_c(out, days == told->days ? "\" aria-current=\"true\">" : "\">");
    kb_html_word(out, how->ui_lang, name);
    kb_buf_add_c(out, "</a>");
    kb_buf_clear(&value);
}

void kb_page_speakers_head(kb_buf *out, const kb_speakers_told *told, const kb_print *how)
{
    static const struct {
        size_t days;
        const char *name;
    } periods[] = { { 1, "a day" }, { 7, "a week" }, { 30, "30 days" }, { 0, "ever" } };
    const char *ui = how->ui_lang;
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(ui, "Speakers")), KB_TAB_SPEAKERS, "lists.css");
    kb_buf_add_c(out, "<h1>");
    kb_html_word(out, ui, "Speakers");
    kb_buf_add_c(out, "</h1>\n<p class=\"lead\">");
    kb_html_word(out, ui, "Who says most, in all articles of the desk.");
    kb_buf_add_c(out, "</p>\n<form class=\"filters\" action=\"/speakers\" role=\"search\"><label class=\"field\">");
    kb_html_word(out, ui, "name");
    kb_buf_add_c(out, "<input type=\"search\" name=\"q\" size=\"24\" autocomplete=\"off\"");
    if (told->name) kb_html_attribute(out, "value", kb_str_of(told->name));
    kb_buf_add_c(out, "></label><button>");
    kb_html_word(out, ui, "find");
    kb_buf_add_c(out, "</button></form>\n<nav class=\"sorts\" aria-label=\"");
    kb_html_word(out, ui, "time");
    kb_buf_add_c(out, "\">");
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        put_period(out, told, periods[i].days, periods[i].name, how);
    kb_buf_add_c(out, "</nav>\n<ol class=\"people\">\n");
}

/* ---- page: a speaker ---- */

static kb_str shortened(kb_str words, bool *cut)
{
    size_t end = EXCERPT;
    *cut = words.len > EXCERPT;
    if (!*cut) return words;
    while (end && words.at[end] != ' ') end--;
    if (!end)
        for (end = EXCERPT; end && ((unsigned char)words.at[end] & 0xC0) == 0x80;) end--;
    return kb_str_part(words, kb_span_of(0, end));
}

static void put_last(kb_buf *out, const kb_speaker_lately *s, const kb_print *how)
{
    bool cut;
    kb_buf time = { 0 };
    if (!s->words.len) return;
    kb_str words = shortened(s->words, &cut);
    kb_buf_print(out, "<p class=\"last\"><b class=\"stance stance-%s\">", s->stance);
    kb_html_word(out, how->ui_lang, s->stance);
    kb_buf_add_c(out, "</b> <a dir=\"auto\" href=\"");
    kb_page_span_link(out, s->article, s->span);
    kb_buf_add_c(out, "\">");
    kb_html_text(out, words);
    kb_buf_add_c(out, cut ? " \xe2\x80\xa6</a> <small>" : "</a> <small>");
    kb_phrase_time(&time, (kb_time){ .seconds = s->last, .zoned = true, .precision = KB_TIME_MINUTE }, how->ui_lang);
    kb_html_phrase(out, &time);
    kb_buf_add_c(out, "</small></p>\n");
    kb_buf_clear(&time);
}

void kb_page_speakers_item(kb_buf *out, const kb_speaker_lately *s, const kb_print *how)
{
    kb_buf phrase = { 0 };
    kb_buf_add_c(out, "<li><div class=\"who\"><h2><a href=\"");
    kb_page_speaker_link(out, s->name);
    kb_buf_add_c(out, "\" dir=\"auto\">");
    kb_html_text(out, s->name);
    kb_buf_add_c(out, "</a></h2>");
    if (s->role.len) {
        kb_buf_add_c(out, " <span class=\"role-of\" dir=\"auto\">");
        kb_html_text(out, s->role);
        kb_buf_add_c(out, "</span>");
    }
    kb_buf_add_c(out, "</div>\n<p class=\"sizes\">");
    kb_buf_print(&phrase, kb_word_ui(how->ui_lang, "statements: %zu · reports: %zu · outlets: %zu"), s->statements,
                 s->reports, s->outlets);
    kb_html_phrase(out, &phrase);
    kb_buf_add_c(out, "</p>\n");
    kb_page_curve(out, &s->timeline, "statements over time", how);
    put_last(out, s, how);
    kb_buf_add_c(out, "</li>\n");
    kb_buf_clear(&phrase);
}

void kb_page_speakers_foot(kb_buf *out, const kb_speakers_told *told, const kb_print *how)
{
    kb_buf_add_c(out, "</ol>\n");
    if (!told->rows) {
        kb_buf_add_c(out, "<p class=\"none\">");
        kb_html_word(out, how->ui_lang, told->name ? "nobody of that name says anything" : "nobody says anything");
        kb_buf_add_c(out, "</p>\n");
    }
    kb_frame_pages(out, how, told->skip, told->limit, told->rows);
    kb_frame_end(out, how);
}
