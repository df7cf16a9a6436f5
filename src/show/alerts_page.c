#include "show/alerts_page.h"

#include <inttypes.h>
#include <stdio.h>

#include "claim/claims.h"
#include "show/phrase.h"
#include "show/words.h"

/* ---- the list ---- */

void kb_page_alerts_head(kb_buf *out, size_t count, const kb_print *how)
{
    const char *ui = how->ui_lang;
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(ui, "Alerts")), KB_TAB_ALERTS, "work.css");
    kb_buf_add_c(out, "<div class=\"headed\"><h1>");
    kb_html_word(out, ui, "Alerts");
    kb_buf_add_c(out, "</h1>\n");
    if (kb_frame_may(how)) {
        kb_buf_add_c(out, "<p class=\"row ways\"><a class=\"button main\" href=\"/alerts/new\">");
        kb_html_word(out, ui, "new alert");
        kb_buf_add_c(out, "</a></p>");
    }
    kb_buf_add_c(out, "</div>\n<p class=\"lead\">");
    kb_html_word(out, ui,
                 "Told of once, when it comes: by who follows the feeds, adds articles, or runs 'kabar alert --run'.");
    kb_buf_add_c(out, "</p>\n");
    if (!count) {
        kb_buf_add_c(out, "<p class=\"none\">");
        kb_html_word(out, ui, "no alerts");
        kb_buf_add_c(out, "</p>\n");
    }
    kb_buf_add_c(out, "<ul class=\"alerts\">\n");
}

static void put_count(kb_buf *out, const kb_print *how, const char *one, const char *many, int64_t count,
                      const char *class_of)
{
    kb_buf words = { 0 };
    kb_buf_print(&words, kb_word_ui(how->ui_lang, count == 1 ? one : many), (long long)count);
    kb_buf_print(out, "<span class=\"%s\">", class_of);
    kb_html_phrase(out, &words);
    kb_buf_add_c(out, "</span>");
    kb_buf_clear(&words);
}

static void put_time(kb_buf *out, const kb_print *how, int64_t at)
{
    kb_buf words = { 0 };
    const kb_time time = kb_phrase_instant(at);
    kb_buf_add_c(out, "<time datetime=\"");
    kb_time_write(out, time);
    kb_buf_add_c(out, "\">");
    kb_phrase_time(&words, time, how->ui_lang);
    kb_html_phrase(out, &words);
    kb_buf_add_c(out, "</time>");
    kb_buf_clear(&words);
}

static void put_changes(kb_buf *out, const kb_alert_shown *a, const kb_print *how)
{
    char action[64];
    (void)snprintf(action, sizeof action, "/alerts/%" PRId64, a->id);
    kb_buf_add_c(out, "<div class=\"row\">");
    kb_form_one(out, how, action, a->paused ? "go on" : "pause", "do", a->paused ? "resume" : "pause");
    if (a->failed) kb_form_one(out, how, action, "try again", "do", "again");
    kb_form_remove(out, how, action, "remove", NULL, "yes, remove it");
    kb_buf_add_c(out, "</div>");
}

void kb_page_alerts_item(kb_buf *out, const kb_alert_shown *a, const kb_print *how)
{
    kb_buf_print(out, "<li class=\"card%s\" id=\"a%" PRId64 "\"><div><h2><span class=\"n\">%" PRId64 "</span> ",
                 a->paused ? " off" : "", a->id, a->id);
    if (a->story) kb_buf_print(out, "<a href=\"/story/%" PRId64 "\">", a->story);
    kb_html_text(out, a->what);
    kb_buf_add_c(out, a->story ? "</a></h2>\n<p class=\"about\">" : "</h2>\n<p class=\"about\">");
    if (a->paused) {
        kb_buf_add_c(out, "<span class=\"tag\">");
        kb_html_word(out, how->ui_lang, "paused");
        kb_buf_add_c(out, "</span>");
    }
    kb_buf_add_c(out, "<span>&rarr; ");
    kb_html_text(out, a->where);
    kb_buf_add_c(out, "</span>");
    put_count(out, how, "%lld told", "%lld told", a->told, "count");
    if (a->waiting) put_count(out, how, "%lld waits", "%lld wait", a->waiting, "count");
    if (a->failed) put_count(out, how, "%lld given up", "%lld given up", a->failed, "wrong");
    if (a->last) {
        kb_buf_add_c(out, "<span>");
        kb_html_word(out, how->ui_lang, "last");
        kb_buf_add_char(out, ' ');
        put_time(out, how, a->last);
        kb_buf_add_c(out, "</span>");
    }
    kb_buf_add_c(out, "</p>\n");
    if (a->error.len) {
        kb_buf_add_c(out, "<p class=\"wrong\">");
        kb_html_message(out, how->ui_lang, a->error);
        kb_buf_add_c(out, "</p>\n");
    }
    kb_buf_add_c(out, "</div>");
    if (kb_frame_may(how)) put_changes(out, a, how);
    kb_buf_add_c(out, "</li>\n");
}

void kb_page_alerts_told(kb_buf *out, size_t count, const kb_print *how)
{
    kb_buf_add_c(out, "</ul>\n");
    if (count) {
        kb_buf_add_c(out, "<h2>");
        kb_html_word(out, how->ui_lang, "Told lately");
        kb_buf_add_c(out, "</h2>\n");
    }
    kb_buf_add_c(out, "<ol class=\"told\">\n");
}

void kb_page_alerts_event(kb_buf *out, const kb_told_shown *t, const kb_print *how)
{
    bool told = strcmp(t->state, "told") == 0;
    kb_buf_add_c(out, "<li>");
    put_time(out, how, t->at);
    kb_buf_print(out, "<a class=\"n\" href=\"#a%" PRId64 "\" title=\"", t->alert);
    kb_buf_print(out, kb_word_ui(how->ui_lang, "alert %lld"), (long long)t->alert);
    kb_buf_print(out, "\">%" PRId64 "</a><p dir=\"auto\">", t->alert);
    if (!told) {
        kb_buf_print(out, "<span class=\"tag%s\">", strcmp(t->state, "waits") == 0 ? "" : " wrong");
        kb_html_word(out, how->ui_lang, t->state);
        kb_buf_add_c(out, "</span> ");
    }
    if (t->article)
        kb_buf_print(out, "<a href=\"/article/%" PRId64 "\">", t->article);
    else if (t->story)
        kb_buf_print(out, "<a href=\"/story/%" PRId64 "\">", t->story);
    kb_html_text(out, t->line);
    kb_buf_add_c(out, t->article || t->story ? "</a></p></li>\n" : "</p></li>\n");
}

void kb_page_alerts_foot(kb_buf *out, const kb_print *how)
{
    kb_buf_add_c(out, "</ol>\n");
    kb_frame_end(out, how);
}

/* ---- a new one ---- */

typedef struct {
    kb_buf *out;
    const kb_print *how;
    const kb_alert_typed *typed; /* of this form; zeroed where it is another's */
} forming;

static void begin_form(const forming *f, const char *kind, const char *title, const char *words)
{
    kb_buf_print(f->out, "<section class=\"card\" id=\"%s\"><h2>", kind);
    kb_html_word(f->out, f->how->ui_lang, title);
    kb_buf_add_c(f->out, "</h2>\n<p class=\"lead\">");
    kb_html_word(f->out, f->how->ui_lang, words);
    kb_buf_add_c(f->out, "</p>\n");
    if (f->typed->wrong && !f->typed->field) kb_form_note(f->out, f->how, f->typed->wrong, true);
    kb_frame_form(f->out, "/alerts/new", "stack");
    kb_form_hidden(f->out, "kind", kb_str_of(kind));
}

static void put(const forming *f, kb_input input)
{
    bool wrong = f->typed->wrong && f->typed->field && strcmp(f->typed->field, input.name) == 0;
    if (wrong) input.wrong = f->typed->wrong;
    kb_form_input(f->out, f->how, &input);
}

static void end_form(const forming *f)
{
    put(f, (kb_input){ .kind = KB_INPUT_URL,
                       .name = "webhook",
                       .label = "post it to, if you like",
                       .value = f->typed->webhook,
                       .example = "https://desk.example/hook",
                       .help = "Of http or https; else it is shown here, and written where feeds are followed." });
    kb_form_button(f->out, f->how, "make the alert", NULL, NULL, "main");
    kb_buf_add_c(f->out, "</form></section>\n");
}

static void put_text(const forming *f, const char *name, const char *label, const char *value, const char *example)
{
    put(f, (kb_input){ .kind = KB_INPUT_TEXT, .name = name, .label = label, .value = value, .example = example });
}

static void put_number(const forming *f, const char *name, const char *label, const char *value)
{
    put(f, (kb_input){ .kind = KB_INPUT_NUMBER, .name = name, .label = label, .value = value, .more = "min=\"1\"" });
}

static void put_stance(const forming *f)
{
    const char *options[2 * KB_STANCE_COUNT + 3] = { "", "any" };
    for (size_t i = 0; i < KB_STANCE_COUNT; i++) options[2 * i + 2] = options[2 * i + 3] = kb_stance_name((kb_stance)i);
    put(f, (kb_input){ .kind = KB_INPUT_SELECT,
                       .name = "stance",
                       .label = "stance",
                       .value = f->typed->stance,
                       .options = options });
}

static void search_form(const forming *f)
{
    begin_form(f, "search", "A search", "Each article that it finds from now on.");
    put(f, (kb_input){ .kind = KB_INPUT_TEXT,
                       .name = "search",
                       .label = "words",
                       .value = f->typed->search,
                       .example = "title:banjir -hoaks",
                       .more = "required" });
    put_text(f, "lang", "language, if you like", f->typed->lang, "id");
    end_form(f);
}

static void speaker_form(const forming *f)
{
    begin_form(f, "speaker", "A speaker", "What somebody says, once, however many outlets carry it.");
    put(f, (kb_input){ .kind = KB_INPUT_TEXT,
                       .name = "speaker",
                       .label = "name, or words of it",
                       .value = f->typed->speaker,
                       .more = "required" });
    put_text(f, "about", "about these words, if you like", f->typed->about, NULL);
    put_stance(f);
    put_text(f, "lang", "language, if you like", f->typed->lang, "id");
    end_form(f);
}

static void story_form(const forming *f)
{
    begin_form(f, "story", "A story", "Its new reports; or each new difference, denial and change in it.");
    put(f, (kb_input){ .kind = KB_INPUT_NUMBER,
                       .name = "story",
                       .label = "number of the story",
                       .value = f->typed->story,
                       .more = "min=\"1\" required" });
    put(f, (kb_input){ .kind = KB_INPUT_CHECK,
                       .name = "differs",
                       .label = "differences, denials and changes, not reports",
                       .value = f->typed->differs ? "1" : NULL });
    end_form(f);
}

static void size_form(const forming *f)
{
    begin_form(f, "size", "A size", "Any story that gets so large, or the one that is named.");
    put_number(f, "reports", "reports", f->typed->reports);
    put_number(f, "outlets", "outlets", f->typed->outlets);
    put_number(f, "story", "of this story alone, if you like", f->typed->story);
    end_form(f);
}

static void growth_form(const forming *f)
{
    begin_form(f, "growth", "Growth", "Any story of which so many reports are published within the time.");
    put(f, (kb_input){ .kind = KB_INPUT_NUMBER,
                       .name = "growth",
                       .label = "reports",
                       .value = f->typed->growth,
                       .more = "min=\"1\" required" });
    put_text(f, "within", "within", f->typed->within ? f->typed->within : "1h", "30m, 2h, 1d");
    put_number(f, "story", "of this story alone, if you like", f->typed->story);
    end_form(f);
}

void kb_page_alert_new(kb_buf *out, const kb_alert_typed *typed, const kb_print *how)
{
    static const struct {
        const char *kind;
        void (*write)(const forming *f);
    } forms[] = { { "search", search_form },
                  { "speaker", speaker_form },
                  { "story", story_form },
                  { "size", size_form },
                  { "growth", growth_form } };
    static const kb_alert_typed none = { 0 };
    kb_frame_begin(out, how, kb_str_of(kb_word_ui(how->ui_lang, "New alert")), KB_TAB_ALERTS, "work.css");
    kb_page_over(out, how->ui_lang, "/alerts", "Alerts");
    kb_buf_add_c(out, "</p>\n<h1>");
    kb_html_word(out, how->ui_lang, "New alert");
    kb_buf_add_c(out, "</h1>\n<div class=\"cards\">\n");
    for (int others = 0; others < 2; others++) /* the form that was used stands first, with what is wrong in it */
        for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
            bool own = typed->kind && strcmp(typed->kind, forms[i].kind) == 0;
            const forming f = { out, how, own || !typed->kind ? typed : &none };
            if (own != (others == 1)) forms[i].write(&f);
        }
    kb_buf_add_c(out, "</div>\n");
    kb_frame_end(out, how);
}
