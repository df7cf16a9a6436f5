/* show/feed_page.c - one feed with all that can be chosen for it, as a page of a served desk. */
#include <inttypes.h>
#include <stdio.h>

#include "show/feed_parts.h"

#define MINUTE ((int64_t)60)
#define HOUR ((int64_t)3600)
#define DAY ((int64_t)86400)

static void fact(kb_buf *out, const kb_print *how, const char *name)
{
    kb_buf_add_c(out, "<div><dt>");
    kb_html_word(out, how->ui_lang, name);
    kb_buf_add_c(out, "</dt><dd>");
}

static void number_fact(kb_buf *out, const kb_print *how, const char *name, int64_t number)
{
    fact(out, how, name);
    kb_buf_print(out, "%" PRId64 "</dd></div>\n", number);
}

static void link_fact(kb_buf *out, const kb_print *how, const char *name, kb_str url)
{
    if (!url.len) return;
    fact(out, how, name);
    kb_buf_add_c(out, "<a class=\"link\" rel=\"noreferrer\" href=\"");
    if (!kb_html_href(out, url)) kb_buf_add_c(out, "#");
    kb_buf_add_c(out, "\">");
    kb_html_text(out, url);
    kb_buf_add_c(out, "</a></dd></div>\n");
}

static void facts(kb_buf *out, const kb_feed_shown *feed, const kb_print *how)
{
    kb_buf_add_c(out, "<dl class=\"facts wide\">\n");
    fact(out, how, "how it does");
    kb_page_feed_state(out, feed, how);
    kb_buf_add_c(out, "</dd></div>\n");
    if (feed->error.len) {
        fact(out, how, "last fault");
        kb_html_message(out, how->ui_lang, feed->error);
        kb_buf_add_c(out, "</dd></div>\n");
    }
    link_fact(out, how, feed->sitemap ? "sitemap" : "feed", feed->url);
    link_fact(out, how, "moved to", feed->moved);
    link_fact(out, how, "site", feed->home);
    if (feed->changed) {
        fact(out, how, "last new");
        kb_page_feed_when(out, how, "%s ago", feed->changed, false);
        kb_buf_add_c(out, "</dd></div>\n");
    }
    fact(out, how, "new a day");
    kb_page_feed_rate(out, feed->per_day, how->ui_lang);
    kb_buf_add_c(out, feed->per_day >= 0 ? "</dd></div>\n" : "&ndash;</dd></div>\n");
    number_fact(out, how, "articles", feed->articles);
    number_fact(out, how, "entries", feed->entries);
    number_fact(out, how, "pages that wait", feed->waiting);
    number_fact(out, how, "pages looked at", feed->looks);
    fact(out, how, "times asked");
    kb_buf_print(out, "%" PRId64 " <small>", feed->requests);
    kb_html_word(out, how->ui_lang, "without news:");
    kb_buf_print(out, " %" PRId64 "</small></dd></div>\n</dl>\n", feed->unchanged);
}

/* "30m", "2h", "1d", "auto" */
static void put_every(char room[32], int64_t every)
{
    static const struct {
        int64_t seconds;
        char unit;
    } units[] = { { DAY, 'd' }, { HOUR, 'h' }, { MINUTE, 'm' }, { 1, 's' } };
    (void)snprintf(room, 32, "auto");
    for (size_t i = 0; every && i < sizeof units / sizeof *units; i++) {
        if (every % units[i].seconds) continue;
        (void)snprintf(room, 32, "%" PRId64 "%c", every / units[i].seconds, units[i].unit);
        return;
    }
}

/* Which field does a fault of kb_desk_follow name? */
static bool is_about(const char *wrong, const char *words)
{
    return wrong && strstr(wrong, words);
}

static const char *or_text(const char *typed, const char *chosen)
{
    return typed ? typed : chosen;
}

static void change_form(kb_buf *out, const kb_feed_shown *f, const kb_feed_choice *typed, const char *wrong,
                        const kb_print *how)
{
    static const kb_feed_choice none = { 0 };
    static const char *const takes[] = { "either", "the feed's text where it is whole, else the page",
                                         "page",   "always the page",
                                         "text",   "always the feed's text",
                                         NULL };
    static const char *const looks[] = { "1", "yes", "0", "no: pages are read once", NULL };
    const kb_feed_choice *t = typed ? typed : &none;
    char action[64], every[32];
    kb_buf room[6] = { { 0 } };
    bool no_looks = typed ? t->no_looks : f->no_looks;
    const char *about_every = is_about(wrong, "no time between") ? wrong : NULL;
    put_every(every, f->every);
    const kb_input inputs[] = {
        { .kind = KB_INPUT_TEXT,
          .name = "name",
          .label = "name of your own",
          .value = or_text(t->name, kb_form_text(&room[0], f->own)) },
        { .kind = KB_INPUT_TEXT,
          .name = "folder",
          .label = "folder",
          .value = or_text(t->folder, kb_form_text(&room[1], f->folder)),
          .example = "News/Asia" },
        { .kind = KB_INPUT_TEXT,
          .name = "tags",
          .label = "tags, parted by commas",
          .value = or_text(t->tags, kb_form_text(&room[2], f->tags)) },
        { .kind = KB_INPUT_TEXT,
          .name = "outlet",
          .label = "outlet of its articles, whatever they state",
          .value = or_text(t->outlet, kb_form_text(&room[3], f->outlet)) },
        { .kind = KB_INPUT_TEXT,
          .name = "lang",
          .label = "language of its articles",
          .value = or_text(t->lang, kb_form_text(&room[4], f->lang)),
          .example = "id",
          .more = "size=\"6\"" },
        { .kind = KB_INPUT_TEXT,
          .name = "every",
          .label = "asked every",
          .value = or_text(t->every, every),
          .help = "30m, 2h, 1d; auto: by its own pace",
          .wrong = about_every },
        { .kind = KB_INPUT_SELECT,
          .name = "take",
          .label = "what is read",
          .value = or_text(t->take, f->take),
          .options = takes },
        { .kind = KB_INPUT_SELECT,
          .name = "looks",
          .label = "its pages are looked at again",
          .value = no_looks ? "0" : "1",
          .options = looks },
        { .kind = KB_INPUT_AREA,
          .name = "rules",
          .label = "rules, a line each",
          .value = or_text(t->rules, kb_form_text(&room[5], f->rules)),
          .help = "keep title:words, block /expression/",
          .wrong = about_every ? NULL : wrong,
          .more = "rows=\"4\" class=\"short\"" },
    };
    (void)snprintf(action, sizeof action, "/sources/%" PRId64, f->id);
    kb_frame_form(out, action, "grid");
    kb_form_inputs(out, how, inputs, sizeof inputs / sizeof *inputs);
    kb_buf_add_c(out, "<p class=\"row\">");
    kb_form_button(out, how, "save", NULL, NULL, "main");
    kb_buf_add_c(out, "</p></form>\n");
    for (size_t i = 0; i < sizeof room / sizeof *room; i++) kb_buf_clear(&room[i]);
}

static void change_state(kb_buf *out, const kb_feed_shown *feed, const kb_print *how)
{
    char action[64];
    (void)snprintf(action, sizeof action, "/sources/%" PRId64, feed->id);
    kb_buf_add_c(out, "<div class=\"row\">");
    if (kb_feed_is(feed, "followed"))
        kb_form_one(out, how, action, "pause", "do", "pause");
    else
        kb_form_one(out, how, action, "ask it again", "do", "resume");
    kb_form_remove(out, how, action, "follow it no more", "Its articles stay; what waits of it is forgotten.",
                   "yes, follow it no more");
    kb_buf_add_c(out, "</div>\n");
}

void kb_page_feed(kb_buf *out, const kb_feed_shown *feed, const kb_feed_choice *typed, const char *wrong,
                  const kb_print *how)
{
    kb_frame_begin(out, how, feed->name, KB_TAB_SOURCES, "work.css");
    kb_page_over(out, how->ui_lang, "/sources", "Sources");
    if (feed->folder.len) {
        kb_buf_add_c(out, " / <a class=\"link\" href=\"/sources?folder=");
        kb_html_query(out, feed->folder);
        kb_buf_add_c(out, "\">");
        kb_html_text(out, feed->folder);
        kb_buf_add_c(out, "</a>");
    }
    kb_buf_add_c(out, "</p>\n<h1>");
    kb_html_text(out, feed->name);
    kb_buf_add_c(out, "</h1>\n");
    facts(out, feed, how);
    if (kb_frame_may(how)) {
        change_state(out, feed, how);
        kb_buf_add_c(out, "<h2>");
        kb_html_word(out, how->ui_lang, "What is chosen for it");
        kb_buf_add_c(out, "</h2>\n");
        change_form(out, feed, typed, wrong, how);
    }
    kb_frame_end(out, how);
}
