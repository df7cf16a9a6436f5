#include "show/curve.h"
#include "show/nouns_json.h"
#include "show/outlet_view.h"
#include "show/phrase.h"

static void put_articles(kb_json *json, const char *key, const kb_outlet_articles *list)
{
    kb_json_key(json, key);
    kb_json_open(json, '[');
    for (size_t i = 0; i < list->count; i++) {
        const kb_outlet_article *a = &list->at[i];
        kb_json_open(json, '{');
        kb_json_put_int(json, "article", a->article);
        kb_json_put_number(json, "story", a->story, a->story != 0);
        kb_json_put_text(json, "title", a->title);
        kb_json_put_text(json, "lang", a->lang);
        kb_json_put_time(json, "published", a->published);
        kb_json_put_time(json, "added", kb_phrase_instant(a->added));
        kb_json_put_time(json, "withdrawn", kb_phrase_instant(a->withdrawn));
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_kins(kb_json *json, const char *key, const kb_outlet_kins *list)
{
    kb_json_key(json, key);
    kb_json_open(json, '[');
    for (size_t i = 0; i < list->count; i++) {
        const kb_outlet_kin *k = &list->at[i];
        kb_json_open(json, '{');
        kb_json_put_str(json, k->agency ? "agency" : "outlet", k->name);
        kb_json_put_int(json, "articles", k->articles);
        kb_json_put_int(json, "whole", k->whole);
        kb_json_put_int(json, "words", k->words);
        kb_json_put_int(json, "example", k->example);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_corrections(kb_json *json, const kb_outlet_view *view)
{
    kb_json_key(json, "corrections");
    kb_json_open(json, '[');
    for (size_t i = 0; i < view->corrections.count; i++) {
        const kb_outlet_correction *c = &view->corrections.at[i];
        kb_json_open(json, '{');
        kb_json_put_int(json, "article", c->article);
        kb_json_put_text(json, "title", c->title);
        kb_json_put_time(json, "at", kb_phrase_instant(c->added));
        kb_json_key(json, "changes");
        kb_json_open(json, '[');
        for (size_t k = 0; k < c->count; k++) {
            kb_json_open(json, '{');
            kb_json_put_bool(json, "title", c->changes[k].title);
            kb_json_put_text(json, "before", c->changes[k].gone);
            kb_json_put_text(json, "after", c->changes[k].more);
            kb_json_close(json, '}');
        }
        kb_json_close(json, ']');
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

void kb_json_outlet_view(kb_json *json, const kb_outlet_view *view)
{
    kb_buf known = { 0 };
    kb_json of_known = { .out = &known };
    kb_json_outlet(&of_known, view->row, &view->has);
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_key(json, "known");
    kb_buf_add(json->out, kb_str_trim(kb_buf_str(&known)));
    json->comma = true;
    json->out->failed |= known.failed;
    kb_buf_clear(&known);
    kb_json_key(json, "languages");
    kb_json_open(json, '{');
    for (size_t i = 0; i < view->langs.count; i++) {
        kb_buf tag = { 0 };
        kb_buf_add(&tag, view->langs.at[i].name);
        kb_buf_add_char(&tag, '\0');
        if (!tag.failed) kb_json_put_int(json, tag.at, (int64_t)view->langs.at[i].reports);
        json->out->failed |= tag.failed;
        kb_buf_clear(&tag);
    }
    kb_json_close(json, '}');
    kb_json_put_timeline(json, "articles", &view->timeline);
    put_articles(json, "recent", &view->recent);
    put_kins(json, "copies_from", &view->from);
    put_kins(json, "copied_by", &view->by);
    kb_json_put_int(json, "revisions", (int64_t)view->revisions);
    put_corrections(json, view);
    put_articles(json, "withdrawn", &view->withdrawn);
    kb_json_close(json, '}');
    kb_json_line(json);
}
