#include "show/curve.h"
#include "show/nouns_json.h"
#include "show/quotes.h"

static void speakers_json(kb_json *json, const char *key, const kb_speaker_told *at, size_t count)
{
    kb_json_key(json, key);
    kb_json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        kb_json_open(json, '{');
        kb_json_put_str(json, "name", at[i].name);
        kb_json_put_int(json, "statements", at[i].statements);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void quoted_json(kb_json *json, const kb_quoted *q)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "article", q->article);
    kb_json_put_number(json, "story", q->story, q->story != 0);
    kb_json_put_text(json, "outlet", q->outlet);
    kb_json_put_text(json, "title", q->title);
    kb_json_put_text(json, "url", q->url);
    kb_json_put_time(json, "published", q->published);
    kb_json_put_time(json, "added", (kb_time){ .seconds = q->added, .zoned = true, .precision = KB_TIME_SECOND });
    kb_json_put_text(json, "lang", q->lang);
    kb_json_put_str(json, "sha256", q->text_sha256);
    kb_json_key(json, "spans");
    kb_json_spans(json, q->spans, NULL);
    kb_json_put_str(json, "words", q->words);
    kb_json_put_str(json, "type", q->type);
    kb_json_put_str(json, "stance", kb_str_of(kb_stance_name(q->stance)));
    kb_json_put_bool(json, "negated", q->negated);
    kb_json_put_bool(json, "hearsay", q->hearsay);
    kb_json_key(json, "carriers");
    kb_json_strs(json, q->carriers);
    kb_json_put_int(json, "model", q->model->article);
    kb_json_wordings(json, &q->wording, q->model->words, q->words);
    kb_json_key(json, "marks");
    kb_json_open(json, '[');
    for (size_t i = 0; i < q->verdicts.count; i++) {
        kb_json_open(json, '{');
        kb_json_put_verdict(json, &q->verdicts.at[i]);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
    kb_json_close(json, '}');
}

static void stances_json(kb_json *json, const kb_quotes_told *quotes)
{
    kb_json_key(json, "stances");
    kb_json_open(json, '{');
    for (size_t i = 0; i < KB_STANCE_COUNT; i++)
        if (quotes->stances[i]) kb_json_put_int(json, kb_stance_name((kb_stance)i), (int64_t)quotes->stances[i]);
    kb_json_close(json, '}');
}

void kb_json_quotes(kb_json *json, const kb_quotes_told *quotes)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
    kb_json_put_str(json, "speaker", quotes->name);
    kb_json_put_text(json, "role", quotes->role);
    speakers_json(json, "forms", quotes->forms, quotes->form_count);
    speakers_json(json, "others", quotes->others, quotes->other_count);
    kb_json_put_int(json, "before", (int64_t)quotes->before);
    kb_json_put_bool(json, "cut", quotes->cut);
    kb_json_put_int(json, "statements", (int64_t)quotes->statements);
    stances_json(json, quotes);
    kb_json_put_timeline(json, "statements", &quotes->timeline);
    kb_json_key(json, "sayings");
    kb_json_open(json, '[');
    for (size_t i = 0; i < quotes->count; i++) {
        const kb_saying_told *saying = &quotes->sayings[i];
        const kb_quoted *shown = saying->at[saying->shown];
        kb_json_open(json, '{');
        kb_json_put_str(json, "words", shown->words);
        kb_json_put_str(json, "stance", kb_str_of(kb_stance_name(shown->stance)));
        kb_json_put_int(json, "outlets", (int64_t)saying->outlets);
        kb_json_key(json, "reports");
        kb_json_open(json, '[');
        for (size_t k = 0; k < saying->count; k++) quoted_json(json, saying->at[k]);
        kb_json_close(json, ']');
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
    kb_json_close(json, '}');
    kb_json_line(json);
}
